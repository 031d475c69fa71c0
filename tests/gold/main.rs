//! The careful reading of two seed articles, made in the program by hand as it were, saved and read again.

mod book;
#[path = "../common/mod.rs"]
mod common;
mod enter;
mod saved;

use std::collections::BTreeMap;
use std::fs;

use book::{ASIDE, Book, DOCS, NOT_HELD};
use common::{Corpus, change, key, problems, shown};
use egui::pos2;
use enter::{Passage, Scribe, all_ids, entry_of};
use glossator::app::{Glossator, World};
use glossator::core::annotation::{Kind, Place, State, Work};
use glossator::core::checks::{self};
use glossator::core::finding::{Diagnostic, Severity};
use glossator::core::intent::{ActorField, CorpusIntent, EntryField, HeaderField, Intent};
use glossator::core::text::{Span, Text};
use glossator::core::workspace::Opened;
use glossator::session::command::{Command, Edit};
use glossator::session::open::Saved;
use glossator::session::{Action, Target};
use glossator::shape::Family;
use glossator::shape::article::{ArticleLayout, ArticleStyle, Scroll};
use glossator::shape::fonts::Fonts;
use glossator::store::format;

const ANNOTATOR: &str = "gold-test";
const SECOND: &str = "gold2";
const REGISTRY: &str = "_glossator/registry.ron";
/// The schema of the corpus: that which is shipped, with marks for places.
const SCHEMA: &str = r#"(id: "gold", version: "1", base: "default-1", show: ["place"])"#;
/// Height of the window the marks are looked for in.
const WINDOW: f32 = 700.0;

/// What the checks warn of once the gold is entered: article, check, how often, in which kind of region, and why
/// it may stand. The gold marks names also in what is to be skipped, for those who compare annotators.
const WARNINGS: [(&str, u8, usize, &str, &str); 7] = [
    ("000", 7, 2, "photo caption", "the press service is named twice as the source of one picture"),
    ("000", 7, 1, "source line", "the paper is marked where it is credited; the header has it as well"),
    ("002", 7, 4, "page title", "site name and headline, which stands below once more"),
    ("002", 7, 3, "meta description", "the lead, which stands below once more, and a name that is cut off"),
    ("002", 7, 1, "site name", "the paper itself"),
    ("002", 7, 1, "page clock", "the one date of the page; it may be that of publication"),
    ("002", 7, 2, "masthead", "chair and editor, who are not actors of the story"),
];

/// The gold file and a corpus with the articles it reads.
struct Reading {
    book: Book,
    corpus: Corpus,
    texts: BTreeMap<&'static str, (String, String)>,
}

/// What must be marked in each article.
type Made = BTreeMap<&'static str, Vec<Passage>>;

/// Opens the gold reading; nothing where the seeds are not named.
fn reading(test: &str) -> Option<Reading> {
    let book = Book::open(test)?;
    let texts = DOCS.map(|doc| {
        let file = book.document(doc).text("file");
        let text = fs::read_to_string(book.seeds.join(&file)).expect("the seed can be read");
        (doc, (file, text))
    });
    let articles: Vec<(&str, &str)> = texts.iter().map(|(_, (file, text))| (file.as_str(), text.as_str())).collect();
    let corpus = Corpus::of(&articles);
    fs::create_dir(corpus.path("_glossator")).expect("the corpus can be written");
    fs::write(corpus.path("_glossator/schema.ron"), SCHEMA).expect("the corpus can be written");
    Some(Reading { book, corpus, texts: texts.into() })
}

impl Reading {
    fn file(&self, doc: &str) -> &str {
        &self.texts[doc].0
    }

    fn open(&self, doc: &str, annotator: &str) -> Glossator {
        self.corpus.open(self.file(doc), annotator)
    }

    /// Gives the name of an annotation file.
    fn ron(&self, doc: &str, annotator: &str) -> String {
        format!("{}.{annotator}.ron", self.file(doc).trim_end_matches(".txt"))
    }

    fn bytes(&self, doc: &str) -> Vec<u8> {
        self.corpus.bytes(&self.ron(doc, ANNOTATOR))
    }

    /// Brings an article onto the screen.
    fn show(&self, app: &mut Glossator, doc: &str) {
        app.apply(Action::Open(Target::Article(key(self.file(doc)))));
        app.settle();
        assert_eq!(shown(app).article.key, key(self.file(doc)));
    }

    /// Enters the whole gold and waits until it is saved.
    fn make(&self, app: &mut Glossator) -> Made {
        let enter = |doc| {
            self.show(app, doc);
            (doc, Scribe::at(app, &self.book, doc).enter_all())
        };
        let made = DOCS.map(enter).into();
        app.settle();
        assert_eq!((&app.desk.open.saved, app.all_saved()), (&Saved::Saved, true), "{:?}", problems(app));
        made
    }

    fn opened<'a>(&self, app: &'a Glossator, doc: &str) -> &'a Opened {
        app.desk.workspace.get(&key(self.file(doc))).expect("the article is open")
    }
}

fn undo(app: &mut Glossator) {
    app.apply(Action::Run(Command::Edit(Edit::Undo)));
}

fn assert_all_there(work: &Work, text: &Text, made: &[Passage]) {
    for passage in made {
        let record = work.record(&passage.id).unwrap_or_else(|| panic!("{} is gone", passage.id));
        let places = record.places();
        let place = places.iter().find(|place| place.cover() == passage.span);
        let place = place.unwrap_or_else(|| panic!("{}: “{}” is not marked", passage.id, passage.surface));
        assert_eq!(place.fragments(), [passage.span]);
        assert_eq!(text.slice(passage.span), passage.surface);
    }
    let places: usize = all_ids(work).iter().filter_map(|id| work.record(id)).map(|record| record.places().len()).sum();
    assert_eq!(places, made.len(), "nothing is marked that was not asked for");
}

#[test]
fn every_key_of_the_gold_is_entered_or_listed_with_the_reason() {
    let Some(reading) = reading("every_key_of_the_gold_is_entered_or_listed_with_the_reason") else { return };
    let mut app = reading.open("000", ANNOTATOR);
    reading.make(&mut app);
    let wrong = [reading.book.unexplained_keys(), reading.book.unexplained_values()].concat();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(NOT_HELD.iter().map(|(_, why)| why).chain(ASIDE.iter().map(|(_, _, why)| why)).all(|why| why.len() > 8));
}

#[test]
fn gold_reading_is_made_saved_and_read_again_unchanged() {
    let Some(reading) = reading("gold_reading_is_made_saved_and_read_again_unchanged") else { return };
    let mut app = reading.open("000", ANNOTATOR);
    let made = reading.make(&mut app);
    let shared = app.desk.workspace.shared.registry.entries().clone();
    for doc in DOCS {
        let work = reading.opened(&app, doc).work.clone();
        assert_all_there(&work, &reading.opened(&app, doc).article.text, &made[doc]);
        let again = reading.open(doc, ANNOTATOR);
        assert_eq!(*shown(&again).work, *work);
        assert_eq!(*again.desk.workspace.shared.registry.entries(), shared);
        assert_all_there(&shown(&again).work, &shown(&again).article.text, &made[doc]);
        let written =
            format::write(&shown(&again).work, &shown(&again).article, ANNOTATOR, again.desk.workspace.schema());
        assert!(written.as_bytes() == reading.bytes(doc), "the same work is written as the same bytes");
        assert_eq!(reading.corpus.bytes(reading.file(doc)), reading.texts[doc].1.as_bytes(), "never written");
    }
    let mut names = DOCS.map(|doc| [reading.ron(doc, ANNOTATOR), reading.file(doc).to_owned()]).concat();
    names.insert(0, "_glossator".to_owned());
    names.sort();
    assert_eq!(reading.corpus.names(), names);
    reading.corpus.keep();
    let counts = DOCS.map(|doc| {
        let work = &reading.opened(&app, doc).work;
        let marks = [work.actors.len(), work.dates.len(), work.agreements.len(), work.customs.len()];
        (marks, work.regions.len(), work.flags.len())
    });
    assert_eq!(counts, [([34, 4, 4, 2], 4, 4), ([71, 3, 2, 5], 5, 3)]);
    assert!(shared.size() >= 27, "{} entries", shared.size());
}

#[test]
fn saved_files_say_what_the_gold_says_and_quote_the_text_where_it_stands() {
    let test = "saved_files_say_what_the_gold_says_and_quote_the_text_where_it_stands";
    let Some(reading) = reading(test) else { return };
    let mut app = reading.open("000", ANNOTATOR);
    let made = reading.make(&mut app);
    let entry = |gold: &str| {
        let entry = entry_of(&app.desk.workspace.shared.registry, gold);
        entry.unwrap_or_else(|| panic!("{gold} is not in the registry")).id.clone()
    };
    for doc in DOCS {
        let saved = saved::read(&reading.bytes(doc));
        let quotes = saved::assert_quotes_stand(&saved, &reading.texts[doc].1);
        let work = &reading.opened(&app, doc).work;
        let titles = work.header.title.iter().count();
        let records = all_ids(work).into_iter().filter_map(|id| work.record(&id));
        let places = records.map(|record| record.places().len() + record.side_places().len());
        assert_eq!(quotes, titles + places.sum::<usize>(), "titles, triggers and venues have quotes as well");
        assert!(quotes > made[doc].len());
        saved::assert_is_gold(&saved, &reading.book, doc, &entry);
    }
    let registry = saved::read(&reading.corpus.bytes(REGISTRY));
    let entries = registry.0["entries"].as_array().expect("entries");
    for gold in reading.book.all("registry") {
        let id = entry(&gold.text("id"));
        let saved =
            entries.iter().find(|saved| saved["id"] == id.as_str()).unwrap_or_else(|| panic!("{id} is not saved"));
        saved::assert_is_entry(saved, &gold, &entry);
    }
}

/// Lists findings as they are shown.
fn shown_findings(found: &[Diagnostic]) -> String {
    let line = |one: &Diagnostic| format!("{} {}: {}", one.severity.word(), one.number, one.message);
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn checks_find_no_error_in_the_gold_and_exactly_the_warnings_expected() {
    let Some(reading) = reading("checks_find_no_error_in_the_gold_and_exactly_the_warnings_expected") else { return };
    let mut app = reading.open("000", ANNOTATOR);
    reading.make(&mut app);
    for doc in DOCS {
        let found = checks::check(&app.desk.workspace, reading.opened(&app, doc));
        let sentences = shown_findings(&found);
        assert!(found.iter().all(|one| one.severity != Severity::Error), "{doc}:\n{sentences}");
        let mut counts: BTreeMap<(u8, String), usize> = BTreeMap::new();
        for one in &found {
            *counts.entry((one.number, one.message.clone())).or_default() += 1;
        }
        let sentence = |kind: &str| format!("This stands in “{kind}”, which is set to be skipped. Keep it anyway?");
        let expected = WARNINGS.iter().filter(|(of, ..)| *of == doc);
        let expected = expected.map(|(_, number, count, kind, why)| {
            assert!(why.len() > 8);
            ((*number, sentence(kind)), *count)
        });
        assert_eq!(counts, expected.collect(), "{doc}:\n{sentences}");
    }
    for doc in DOCS {
        reading.show(&mut app, doc);
        let done = Command::Edit(Edit::State(State::Done));
        app.apply(Action::Run(done));
        assert!(problems(&app).is_empty(), "warnings do not stop “Done”: {:?}", problems(&app));
        assert_eq!(shown(&app).work.header.state, State::Done);
    }
}

#[test]
fn decoys_of_the_gold_are_marked_by_nothing_but_a_region() {
    let Some(reading) = reading("decoys_of_the_gold_are_marked_by_nothing_but_a_region") else { return };
    let mut app = reading.open("000", ANNOTATOR);
    reading.make(&mut app);
    for doc in DOCS {
        let opened = reading.opened(&app, doc);
        for decoy in reading.book.of("decoys", doc) {
            let span = decoy.span(&opened.article.text);
            assert!(opened.marks.within(span).is_empty(), "“{}” is a {}", decoy.text("surface"), decoy.text("why"));
            let greyed = opened.work.regions.values().any(|region| region.place.cover().contains(span));
            assert!(greyed, "“{}”", decoy.text("surface"));
        }
    }
}

#[test]
fn gold_files_have_the_same_bytes_after_an_edit_that_is_taken_back() {
    let Some(reading) = reading("gold_files_have_the_same_bytes_after_an_edit_that_is_taken_back") else { return };
    let mut app = reading.open("000", ANNOTATOR);
    let made = reading.make(&mut app);
    let wang = entry_of(&app.desk.workspace.shared.registry, "WANG").expect("an entry").id.clone();
    drop(app);
    for doc in DOCS {
        let id = made[doc].iter().find(|passage| passage.id.kind() == Kind::Actor).expect("an actor").id.clone();
        let all = || (reading.bytes(doc), reading.corpus.bytes(REGISTRY));
        let before = all();
        let edits = [
            Intent::SetHeader(HeaderField::Publisher("Gazeta.uz".into())),
            Intent::SetActor(id.clone(), ActorField::Note("?".into())),
            Intent::Move(id.clone(), 0, Place::of(Span::new(0, 4))),
            Intent::Delete(vec![id]),
            Intent::Corpus(CorpusIntent::SetEntry(wang.clone(), EntryField::Note("?".into()))),
            Intent::Corpus(CorpusIntent::NewEntry("Somebody else".into())),
        ];
        for intent in edits {
            // A fresh program, so that only what is on disk counts.
            let mut app = reading.open(doc, ANNOTATOR);
            change(&mut app, intent);
            app.settle();
            assert!(all() != before, "{:?}", problems(&app));
            undo(&mut app);
            app.settle();
            assert!(all() == before, "{:?}", problems(&app));
        }
    }
}

#[test]
fn gold_reading_can_be_taken_back_to_nothing_and_made_again() {
    let Some(reading) = reading("gold_reading_can_be_taken_back_to_nothing_and_made_again") else { return };
    let mut app = reading.open("000", ANNOTATOR);
    reading.make(&mut app);
    let works = |app: &Glossator| DOCS.map(|doc| reading.opened(app, doc).work.clone());
    let entries = |app: &Glossator| app.desk.workspace.shared.registry.entries().clone();
    let files = || (DOCS.map(|doc| reading.bytes(doc)), reading.corpus.bytes(REGISTRY));
    let (made, known, bytes) = (works(&app), entries(&app), files());
    let steps = app.desk.history.len();
    for _ in 0..steps {
        undo(&mut app);
    }
    assert!(works(&app).iter().all(|work| **work == Work::default()));
    assert!(entries(&app).is_empty());
    app.settle();
    assert!(files() != bytes);
    for _ in 0..steps {
        app.apply(Action::Run(Command::Edit(Edit::Redo)));
    }
    app.settle();
    assert!(works(&app) == made && entries(&app) == known);
    assert!(files() == bytes, "{:?}", problems(&app));
}

/// Counts up from far away, so that no two programs make the same id.
struct Elsewhere(u64);

impl World for Elsewhere {
    fn now(&mut self) -> String {
        common::NOW.to_owned()
    }

    fn random(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}

#[test]
fn second_annotator_enters_the_gold_beside_the_first_and_shares_the_registry() {
    let test = "second_annotator_enters_the_gold_beside_the_first_and_shares_the_registry";
    let Some(reading) = reading(test) else { return };
    let mut app = reading.open("000", ANNOTATOR);
    let made = reading.make(&mut app);
    let first = DOCS.map(|doc| reading.bytes(doc));
    let registry = reading.corpus.bytes(REGISTRY);
    drop(app);

    let mut app = reading.open("000", SECOND);
    app.set_world(Box::new(Elsewhere(1 << 32)));
    assert_eq!(*shown(&app).work, Work::default(), "nobody sees the work of another annotator as their own");
    let made_too = reading.make(&mut app);
    let known = app.desk.workspace.shared.registry.entries().size();
    for (doc, first) in DOCS.into_iter().zip(first) {
        let second = reading.corpus.bytes(&reading.ron(doc, SECOND));
        assert!(reading.bytes(doc) == first, "the file of the first annotator is as it was");
        let places = |made: &[Passage]| made.iter().map(|one| (one.span, one.surface.clone())).collect::<Vec<_>>();
        assert_eq!(places(&made_too[doc]), places(&made[doc]));
        let [first, second] = [first, second].map(|bytes| saved::read(&bytes));
        assert_eq!((&first.0["annotator"], &second.0["annotator"]), (&ANNOTATOR.into(), &SECOND.into()));
        let [first, second] = [first, second].map(|saved| saved::ids(&saved));
        assert_eq!((first.len(), first.intersection(&second).count()), (second.len(), 0), "ids are unique");
    }
    assert!(reading.corpus.bytes(REGISTRY) == registry, "the actors are the same");
    drop(app);
    for (annotator, made) in [(ANNOTATOR, &made), (SECOND, &made_too)] {
        for doc in DOCS {
            let app = reading.open(doc, annotator);
            assert_all_there(&shown(&app).work, &shown(&app).article.text, &made[doc]);
            assert_eq!(app.desk.workspace.shared.registry.entries().size(), known);
        }
    }
}

#[test]
fn rectangles_of_gold_marks_lie_on_their_letters() {
    let Some(reading) = reading("rectangles_of_gold_marks_lie_on_their_letters") else { return };
    let mut app = reading.open("000", ANNOTATOR);
    reading.make(&mut app);
    let mut fonts = Fonts::new(false);
    let mut wrong = Vec::new();
    for doc in DOCS {
        let opened = reading.opened(&app, doc);
        for (width, family) in [(560.0, Family::Serif), (380.0, Family::Sans)] {
            let style = ArticleStyle { family, size: 18.0, spacing: 1.0, width, pixels_per_point: 1.0 };
            let mut layout = ArticleLayout::new(opened.article.text.clone(), opened.direction(), style);
            let mut scroll = Scroll::default();
            for mark in opened.marks.all() {
                scroll = layout.reveal(&mut fonts, scroll, mark.cover, WINDOW, true);
                for span in mark.fragments() {
                    wrong.extend(beside_letters(&mut layout, &mut fonts, scroll, *span));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Says where a rectangle of a span lies on a letter outside it, and whether none is in sight.
fn beside_letters(layout: &mut ArticleLayout, fonts: &mut Fonts, scroll: Scroll, span: Span) -> Option<String> {
    let quote = layout.text().slice(span).to_owned();
    let rects = layout.rects_in_window(fonts, scroll, span, WINDOW);
    let seen: Vec<_> = rects.into_iter().filter(|rect| rect.top() >= 0.0 && rect.bottom() <= WINDOW).collect();
    if seen.is_empty() {
        return Some(format!("“{quote}” is not in sight"));
    }
    for rect in seen {
        let mut x = rect.left() + 0.5;
        while x < rect.right() - 0.1 {
            let point = pos2(x, rect.center().y);
            let caret = layout.hit(fonts, scroll, point, WINDOW);
            let letter = layout.letter_at(fonts, scroll, point, WINDOW);
            let inside = letter.as_ref().is_some_and(|letter| span.start <= letter.start && letter.end <= span.end);
            if !inside || !span.touches(caret.offset) {
                return Some(format!("“{quote}” {span:?}: {point:?} is the place {} in {letter:?}", caret.offset));
            }
            x += 2.0;
        }
    }
    None
}
