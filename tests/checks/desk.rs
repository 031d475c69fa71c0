//! Articles written as sentences with their marks in brackets, and what the checks say of them.

use std::sync::{Arc, LazyLock};

use glossator::core::annotation::{
    ActorMention, Agreement, CustomMention, DateMention, Evidence, Id, Kind, LanguageTag, Name, Place, Publisher,
    Region, RegistryEntry, TextFlag, Work,
};
use glossator::core::checks::{self, by_number};
use glossator::core::finding::{Diagnostic, Severity};
use glossator::core::guideline::Guideline;
use glossator::core::intent::Intent;
use glossator::core::plan::{Refusal, Stamp, plan};
use glossator::core::schema::Schema;
use glossator::core::text::{Span, Text};
use glossator::core::workspace::{Access, Article, ArticleKey, Entry, Opened, Workspace};
use glossator::store;

use crate::common::{NOW, key};

/// The article the checks are made on.
pub const ARTICLE: &str = "a.txt";

/// What a finding must be. The message is compared by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted<'a> {
    pub severity: Severity,
    /// The record; nothing for the article.
    pub record: Option<&'a Id>,
    pub part: usize,
    pub field: &'a str,
    /// The words on the button of the fix.
    pub fix: Option<&'a str>,
}

pub const WARNING: Wanted<'static> =
    Wanted { severity: Severity::Warning, record: None, part: 0, field: "", fix: None };
pub const ERROR: Wanted<'static> = Wanted { severity: Severity::Error, ..WARNING };
pub const INFO: Wanted<'static> = Wanted { severity: Severity::Info, ..WARNING };

/// Makes ids that do not follow the text: each is smaller than the one before.
pub fn id(kind: Kind, nth: usize) -> Id {
    Id::new(kind, u64::MAX - u64::try_from(nth).expect("a small number"))
}

/// Makes a record on a place and puts it into the work.
pub fn put(work: &mut Work, word: &str, place: Place, nth: usize) -> Id {
    let kind = match word {
        "actor" => Kind::Actor,
        "date" => Kind::Date,
        "agreement" => Kind::Agreement,
        "flag" => Kind::Flag,
        "region" => Kind::Region,
        other => {
            assert!(other.starts_with("x_"), "there is no kind of mark “{other}”");
            Kind::Custom
        }
    };
    let id = id(kind, nth);
    match kind {
        Kind::Actor => drop(work.actors.insert(id.clone(), Arc::new(ActorMention::new(id.clone(), place)))),
        Kind::Date => drop(work.dates.insert(id.clone(), Arc::new(DateMention::new(id.clone(), place)))),
        Kind::Agreement => drop(work.agreements.insert(id.clone(), Arc::new(Agreement::new(id.clone(), place)))),
        Kind::Flag => {
            work.flags.insert(id.clone(), Arc::new(TextFlag::new(id.clone(), "wrong_name", place)));
        }
        Kind::Region => {
            work.regions.insert(id.clone(), Arc::new(Region::new(id.clone(), "photo_caption", place)));
        }
        Kind::Custom => {
            work.customs.insert(id.clone(), Arc::new(CustomMention::new(id.clone(), word, place)));
        }
    }
    id
}

/// Reads a text with its marks: `[actor:Wang Xiaohong]`, also one inside another.
///
/// `trigger` and `instrument` belong to the agreement around them, `evidence` to the last agreement begun before.
pub fn read(marked: &str) -> (String, Work) {
    let (mut text, mut work) = (String::new(), Work::default());
    let mut open: Vec<(&str, usize, usize)> = Vec::new();
    let mut agreements: Vec<Id> = Vec::new();
    let mut count = 0;
    let mut later: Vec<(Id, &str, Place)> = Vec::new();
    let mut rest = marked;
    while let Some(at) = rest.find(['[', ']']) {
        text.push_str(&rest[..at]);
        let sign = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        if sign == b'[' {
            let (word, after) = rest.split_once(':').expect("a kind stands behind the bracket");
            if word == "agreement" {
                agreements.push(id(Kind::Agreement, count));
            }
            open.push((word, text.len(), count));
            count += 1;
            rest = after;
            continue;
        }
        let (word, start, nth) = open.pop().expect("a bracket closes that was opened");
        let place = Place::of(Span::new(start, text.len()));
        match word {
            "trigger" | "instrument" => {
                let around = open.iter().rev().find(|(word, ..)| *word == "agreement");
                let (_, _, nth) = around.expect("an agreement stands around its trigger");
                later.push((id(Kind::Agreement, *nth), word, place));
            }
            "evidence" => later.push((agreements.last().expect("an agreement stands before").clone(), word, place)),
            _ => drop(put(&mut work, word, place, nth)),
        }
    }
    assert!(open.is_empty(), "every bracket is closed");
    text.push_str(rest);
    for (id, word, place) in later {
        let agreement = Arc::make_mut(work.agreements.get_mut(&id).expect("the agreement is there"));
        match word {
            "trigger" => agreement.trigger = Some(place),
            "instrument" => agreement.instrument = Some(place),
            _ => agreement.evidence.push(Evidence::of(place, Vec::new())),
        }
    }
    (text, work)
}

/// Makes an open article of a text with its marks.
pub fn opened(name: &str, language: &str, marked: &str) -> Opened {
    let (text, mut work) = read(marked);
    work.header.language = LanguageTag::Set(language.to_owned());
    let bytes = text.len();
    let article = Article::new(key(name), Text::canonical(&text), String::new(), String::new(), bytes);
    Opened::new(article, work, Access::Editable)
}

/// An article on the table, the corpus around it, and somebody who puts things right.
pub struct Desk {
    pub workspace: Workspace,
    made: u64,
}

impl Desk {
    /// Puts an article on the table.
    pub fn of(language: &str, marked: &str) -> Self {
        let mut desk = Self { workspace: Workspace::default(), made: 0 };
        desk.beside(ARTICLE, language, marked);
        desk
    }

    /// Opens another article of the corpus.
    pub fn beside(&mut self, name: &str, language: &str, marked: &str) {
        let known: Vec<ArticleKey> = self.workspace.entries().iter().map(|entry| entry.key.clone()).collect();
        let mut keys: Vec<ArticleKey> = known.into_iter().chain([key(name)]).collect();
        keys.sort();
        let entry = |key| Entry { key, bytes: 0, summary: None };
        self.workspace.set_entries(keys.into_iter().map(entry).collect());
        self.workspace.open(opened(name, language, marked));
    }

    pub fn opened(&self) -> &Opened {
        self.workspace.get(&key(ARTICLE)).expect("the article is open")
    }

    pub fn work(&self) -> &Work {
        &self.opened().work
    }

    /// Changes the work as a file from elsewhere could have it, past all plans.
    pub fn edit(&mut self, change: impl FnOnce(&mut Work)) -> &mut Self {
        self.edit_of(ARTICLE, change)
    }

    pub fn edit_of(&mut self, name: &str, change: impl FnOnce(&mut Work)) -> &mut Self {
        let opened = self.workspace.get(&key(name)).expect("the article is open");
        let (article, mut work) = (opened.article.clone(), (*opened.work).clone());
        change(&mut work);
        self.workspace.open(Opened::new(article, work, Access::Editable));
        self
    }

    /// Changes every actor mention.
    pub fn actors(&mut self, change: impl Fn(&mut ActorMention)) -> &mut Self {
        self.edit(|work| work.actors.values_mut().for_each(|one| change(Arc::make_mut(one))))
    }

    /// Changes every date.
    pub fn dates(&mut self, change: impl Fn(&mut DateMention)) -> &mut Self {
        self.edit(|work| work.dates.values_mut().for_each(|one| change(Arc::make_mut(one))))
    }

    /// Changes every agreement.
    pub fn agreements(&mut self, change: impl Fn(&mut Agreement)) -> &mut Self {
        self.edit(|work| work.agreements.values_mut().for_each(|one| change(Arc::make_mut(one))))
    }

    pub fn published(&mut self, date: &str) -> &mut Self {
        self.edit(|work| date.clone_into(&mut work.header.published))
    }

    /// Names the publisher of the article and says in which order it writes dates.
    pub fn publisher(&mut self, name: &str, order: &str) -> &mut Self {
        let publisher = Publisher { name: name.into(), date_order: order.into(), ..Publisher::default() };
        self.workspace.shared.publishers.insert_mut(name.to_owned(), Arc::new(publisher));
        self.edit(|work| name.clone_into(&mut work.header.publisher))
    }

    /// Puts a person into the registry.
    pub fn person(&mut self, id: &str, name_en: &str, names: &[&str]) -> &mut Self {
        let name = |text: &&str| Name { text: (*text).to_owned(), ..Name::default() };
        let names = names.iter().map(name).collect();
        let entry = RegistryEntry { names, ..RegistryEntry::new(id, "person", name_en) };
        self.workspace.shared.registry.put(Arc::new(entry));
        self
    }

    /// Puts an entry into the registry.
    pub fn entry(&mut self, entry: RegistryEntry) -> &mut Self {
        self.workspace.shared.registry.put(Arc::new(entry));
        self
    }

    /// Uses the schema of a file with these parts.
    pub fn schema(&mut self, parts: &str) -> &mut Self {
        self.schema_of("1", parts)
    }

    /// Uses a version of the schema of a file with these parts.
    pub fn schema_of(&mut self, version: &str, parts: &str) -> &mut Self {
        let file = format!("(id: \"own\", version: \"{version}\", base: \"default-1\", {parts})");
        let schema: Schema = store::schema::read(&file).unwrap_or_else(|error| panic!("{error}"));
        self.workspace.set_schema(Arc::new(schema));
        self
    }

    /// Makes a further mark, past all plans, on the first place of some words.
    pub fn mark(&mut self, word: &str, words: &str) -> Id {
        let place = self.place(&[words]);
        let mut made = None;
        let nth = 500 + self.workspace.get(&key(ARTICLE)).map_or(0, |opened| opened.marks.all().len());
        self.edit(|work| made = Some(put(work, word, place, nth)));
        made.expect("a record is made")
    }

    /// Gives the place of one or more pieces of text, each behind the one before.
    pub fn place(&self, pieces: &[&str]) -> Place {
        let text = self.opened().article.text.as_str();
        let mut from = 0;
        let mut spans = Vec::new();
        for piece in pieces {
            let start = from + text[from..].find(piece).expect("the words stand in the text");
            from = start + piece.len();
            spans.push(Span::new(start, from));
        }
        Place::from_fragments(spans).expect("the words are not empty")
    }

    /// Finds the one record of a kind on these words.
    #[track_caller]
    pub fn id(&self, kind: Kind, words: &str) -> Id {
        let text = &self.opened().article.text;
        let marks = self.opened().marks.all().iter();
        let mut ids: Vec<&Id> =
            marks.filter(|mark| mark.kind() == kind && text.slice(mark.cover) == words).map(|mark| &mark.id).collect();
        ids.dedup();
        assert_eq!(ids.len(), 1, "{kind:?} marks on “{words}”");
        ids[0].clone()
    }

    #[track_caller]
    pub fn actor(&self, words: &str) -> Id {
        self.id(Kind::Actor, words)
    }

    #[track_caller]
    pub fn date(&self, words: &str) -> Id {
        self.id(Kind::Date, words)
    }

    /// Finds the only agreement.
    #[track_caller]
    pub fn agreement(&self) -> Id {
        assert_eq!(self.work().agreements.len(), 1);
        self.work().agreements.keys().next().expect("there is one").clone()
    }

    /// Gives the text that a record marks.
    pub fn marked(&self, id: &Id) -> String {
        let record = self.work().record(id).expect("the record is there");
        let text = &self.opened().article.text;
        let pieces = record.places().into_iter().flat_map(Place::fragments).map(|span| text.slice(*span));
        pieces.collect::<Vec<_>>().join(" … ")
    }

    /// Runs all checks, and sees that what holds of every finding holds.
    #[track_caller]
    pub fn all(&self) -> Vec<Diagnostic> {
        static GUIDELINE: LazyLock<Guideline> = LazyLock::new(Guideline::built_in);
        let found = checks::check(&self.workspace, self.opened());
        for one in &found {
            let check = by_number(one.number).expect("the number is in the table");
            let rule = self.workspace.schema().rules.iter().find(|rule| one.number == 0 && rule.id == one.rule);
            let severity = if rule.is_some_and(|rule| rule.error) { Severity::Error } else { check.severity };
            assert_eq!(one.severity, severity, "{one:?}");
            assert!(one.message.ends_with(['.', '?']), "{one:?}");
            assert!(one.message.chars().count() < 600, "{one:?}");
            let field = one.target.field;
            let explained = GUIDELINE.sections.iter().any(|section| section.fields.iter().any(|id| id == field));
            assert!(explained, "no section of the guideline explains {field}: {one:?}");
            if let Some(id) = &one.target.record {
                let record = self.work().record(id).unwrap_or_else(|| panic!("{one:?} is about a record that is gone"));
                assert!(one.target.part < record.places().len().max(1), "{one:?}");
            }
        }
        found
    }

    /// Sees that a check of what belongs to the whole corpus finds one thing about a record: this.
    #[track_caller]
    pub fn finds_in_corpus(&self, number: u8, message: &str, (key, field): (&str, &str)) -> Diagnostic {
        let mut found: Vec<Diagnostic> = checks::corpus(&self.workspace);
        found.retain(|one| one.number == number);
        let said: Vec<(&str, Option<&str>, &str)> =
            found.iter().map(|one| (one.message.as_str(), one.target.shared.as_deref(), one.target.field)).collect();
        assert_eq!(said, [(message, Some(key), field)]);
        found.remove(0)
    }

    /// Gives the findings of one check.
    #[track_caller]
    pub fn of_check(&self, number: u8) -> Vec<Diagnostic> {
        self.all().into_iter().filter(|one| one.number == number).collect()
    }

    /// Sees that a check finds one thing: this.
    #[track_caller]
    pub fn finds(&self, number: u8, message: &str, wanted: &Wanted<'_>) -> Diagnostic {
        let mut found = self.of_check(number);
        let messages: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(messages, [message]);
        let one = found.remove(0);
        let got = Wanted {
            severity: one.severity,
            record: one.target.record.as_ref(),
            part: one.target.part,
            field: one.target.field,
            fix: one.fix.as_ref().map(|fix| fix.label.as_str()),
        };
        assert_eq!(got, *wanted, "{message}");
        one
    }

    /// Sees that a check finds nothing.
    #[track_caller]
    pub fn is_silent(&self, number: u8) {
        let messages: Vec<String> = self.of_check(number).into_iter().map(|one| one.message).collect();
        assert!(messages.is_empty(), "check {number} is not silent: {messages:?}");
    }

    /// Plans and applies.
    pub fn change(&mut self, intent: Intent) -> Result<(), Refusal> {
        let made = &mut self.made;
        let mut count = || {
            *made += 1;
            *made
        };
        let mut stamp = Stamp { by: "anna", at: NOW, random: &mut count };
        let plan = plan(&self.workspace, Some(&key(ARTICLE)), intent, &mut stamp)?;
        assert!(!plan.step.edits.is_empty(), "“{}” changes something", plan.step.name);
        self.workspace.apply(&plan.step.edits).expect("a planned step fits");
        Ok(())
    }

    /// Presses the button of the first finding of a check that has one, and sees that it is gone.
    #[track_caller]
    pub fn put_right(&mut self, number: u8) {
        let found = self.of_check(number);
        let one = found.iter().find(|one| one.fix.is_some()).expect("there is a way to put it right").clone();
        let fix = one.fix.clone().expect("there is a fix");
        if let Err(refusal) = self.change(fix.intent) {
            panic!("“{}” is refused: {}", fix.label, refusal.message);
        }
        let left = self.of_check(number);
        assert_eq!(left.len() + 1, found.len(), "“{}” puts right exactly one finding: {left:?}", fix.label);
        let same = |other: &Diagnostic| (&other.message, &other.target) == (&one.message, &one.target);
        assert!(!left.iter().any(same), "“{}” leaves the finding as it was: {one:?}", fix.label);
    }
}
