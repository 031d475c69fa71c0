//! One seed article on the screen, with a fixed clock and fixed ids.

use std::collections::BTreeSet;

use glossator::app::Glossator;
use glossator::core::annotation::{Id, Kind, Place, Work};
use glossator::core::checks::{self};
use glossator::core::finding::{Diagnostic, Severity};
use glossator::core::intent::{ActorField, AgreementField, Intent};
use glossator::core::text::{Span, Text};
use glossator::core::workspace::Opened;
use glossator::session::command::{Command, Edit};
use glossator::session::open::Saved;
use glossator::session::{Action, action::TextSelection};
use glossator::shape::Caret;
use serde::Deserialize;
use serde_json::Value;

use super::common::{Corpus, change, problems, seeds, shown};

/// Who annotates.
pub const ANNOTATOR: &str = "anna";

/// The program with a seed article on the screen, and a second one beside it.
pub struct Desk {
    pub app: Glossator,
    pub corpus: Corpus,
    file: String,
    other: String,
}

/// Finds the first place of some words.
pub fn find(text: &Text, words: &str) -> Span {
    find_all(text, words).next().unwrap_or_else(|| panic!("“{words}” is not in the text"))
}

/// Finds every place of some words.
pub fn find_all<'a>(text: &'a Text, words: &'a str) -> impl Iterator<Item = Span> + 'a {
    text.as_str().match_indices(words).map(|(at, words)| Span::new(at, at + words.len()))
}

/// Any RON as data: names of enum variants become texts, or keys of what they hold.
#[derive(Deserialize)]
#[serde(untagged)]
enum Data {
    Any(Value),
}

/// Reads a file as another program would.
pub fn data(file: &str) -> Value {
    let Data::Any(value) = ron::from_str(file).unwrap_or_else(|error| panic!("the file is not RON: {error}"));
    value
}

fn ids(work: &Work) -> BTreeSet<Id> {
    let marks = work.actors.keys().chain(work.dates.keys()).chain(work.agreements.keys());
    marks.chain(work.flags.keys()).chain(work.regions.keys()).cloned().collect()
}

impl Desk {
    /// Opens a seed; nothing where the seeds are not named.
    pub fn at(doc: &str, test: &str) -> Option<Self> {
        let seeds = seeds(test)?;
        let wanted = |name: &str| name.starts_with(doc);
        let (file, text) = seeds.iter().find(|(name, _)| wanted(name)).expect("the seed is there");
        let (other, beside) = seeds.iter().find(|(name, _)| !wanted(name)).expect("another seed is there");
        let corpus = Corpus::of(&[(file, text), (other, beside)]);
        let app = corpus.open(file, ANNOTATOR);
        Some(Self { app, corpus, file: file.clone(), other: other.clone() })
    }

    /// Gives the name of the other article.
    pub fn other(&self) -> &str {
        &self.other
    }

    pub fn shown(&self) -> &Opened {
        shown(&self.app)
    }

    pub fn text(&self) -> &Text {
        &self.shown().article.text
    }

    /// Makes one change, which must not be refused.
    pub fn enter(&mut self, intent: Intent) {
        self.app.session.notices.clear();
        let what = format!("{intent:?}");
        change(&mut self.app, intent);
        assert!(problems(&self.app).is_empty(), "{what}: {:?}", problems(&self.app));
    }

    /// Tries a change that must be refused with a sentence that begins so, and changes nothing.
    pub fn refused(&mut self, intent: Intent, sentence: &str) {
        let before = self.shown().work.clone();
        self.app.session.notices.clear();
        change(&mut self.app, intent);
        let said = problems(&self.app);
        assert!(said.iter().any(|said| said.starts_with(sentence)), "{said:?}");
        assert_eq!(self.shown().work, before);
    }

    /// Makes a change and gives the record it makes.
    pub fn made(&mut self, intent: Intent) -> Id {
        let before = ids(&self.shown().work);
        self.enter(intent);
        let new: Vec<Id> = ids(&self.shown().work).difference(&before).cloned().collect();
        let [id] = &new[..] else { panic!("one record is made, not {new:?}") };
        id.clone()
    }

    pub fn mark(&mut self, kind: Kind, span: Span) -> Id {
        self.made(Intent::Mark(kind, Place::of(span)))
    }

    pub fn put_caret(&mut self, offset: usize) {
        let caret = Caret::at(offset);
        self.app.apply(Action::SelectText(TextSelection { anchor: caret, focus: caret }));
    }

    /// Selects text and marks it by the command a key calls.
    pub fn select_and_mark(&mut self, span: Span, kind: Kind) -> Id {
        let before = ids(&self.shown().work);
        let selection =
            TextSelection { anchor: Caret::at(span.start), focus: Caret { offset: span.end, upstream: true } };
        self.app.apply(Action::SelectText(selection));
        self.app.apply(Action::Run(Command::Edit(Edit::Mark(kind))));
        let new: Vec<Id> = ids(&self.shown().work).difference(&before).cloned().collect();
        let [id] = &new[..] else { panic!("one record is made, not {new:?}: {:?}", problems(&self.app)) };
        id.clone()
    }

    pub fn set_actor(&mut self, id: &Id, field: ActorField) {
        self.enter(Intent::SetActor(id.clone(), field));
    }

    pub fn set_agreement(&mut self, id: &Id, field: AgreementField) {
        self.enter(Intent::SetAgreement(id.clone(), field));
    }

    /// Waits until everything is on disk and gives the annotation file.
    pub fn saved(&mut self) -> String {
        self.app.settle();
        assert_eq!(
            (&self.app.desk.open.saved, self.app.all_saved()),
            (&Saved::Saved, true),
            "{:?}",
            problems(&self.app)
        );
        let file = format!("{}.{ANNOTATOR}.ron", self.file.trim_end_matches(".txt"));
        String::from_utf8(self.corpus.bytes(&file)).expect("the file is UTF-8")
    }

    /// Gives the article as a fresh program finds it.
    pub fn reopened(&self) -> Opened {
        let again = self.corpus.open(&self.file, ANNOTATOR);
        shown(&again).clone()
    }

    /// Lists what one check finds.
    pub fn found(&self, number: u8) -> Vec<Diagnostic> {
        let all = checks::check(&self.app.desk.workspace, self.shown());
        all.into_iter().filter(|one| one.number == number).collect()
    }

    /// Lists the sentences of one check.
    pub fn messages(&self, number: u8) -> Vec<String> {
        self.found(number).into_iter().map(|one| one.message).collect()
    }

    /// Lists the sentences of everything that is wrong or doubtful.
    pub fn errors_and_warnings(&self) -> Vec<String> {
        let all = checks::check(&self.app.desk.workspace, self.shown()).into_iter();
        all.filter(|one| one.severity != Severity::Info).map(|one| one.message).collect()
    }
}
