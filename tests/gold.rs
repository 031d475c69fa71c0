//! The careful reading of two seed articles, made in the program by hand as it were, saved and read again.

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::{Corpus, change, problems, seeds_folder, shown};
use egui::pos2;
use glossator::app::Glossator;
use glossator::core::annotation::{Basis, DateSlot, Id, Kind, Place, Reference, Work};
use glossator::core::plan::{ActorField, AgreementField, DateField, HeaderField, Intent};
use glossator::core::text::{Span, Text};
use glossator::session::command::{Command, Edit};
use glossator::session::state::Saved;
use glossator::session::{Action, FieldKey, Focus};
use glossator::shape::Family;
use glossator::shape::article::{ArticleLayout, ArticleStyle, Scroll};
use glossator::shape::fonts::Fonts;
use serde_json::Value;

const ANNOTATOR: &str = "gold-test";
/// Height of the window the marks are looked for in.
const WINDOW: f32 = 700.0;

/// One article of the gold reading in a folder of its own.
struct Reading {
    doc: String,
    file: String,
    text: String,
    corpus: Corpus,
    gold: Value,
}

/// A passage that must be marked: the record, and where and what the text is.
struct Passage {
    id: Id,
    span: Span,
    surface: String,
}

/// What came of marking a whole article.
#[derive(Default)]
struct Made {
    passages: Vec<Passage>,
    /// Marks refused because they were there already.
    refused: usize,
}

/// Opens the gold reading of both articles; nothing where the seeds are not named.
fn readings(test: &str) -> Vec<Reading> {
    let Some(folder) = seeds_folder(test) else { return Vec::new() };
    let file = folder.join("../gold/seed_gold_000_002.json");
    let gold = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let gold: Value = serde_json::from_str(&gold).expect("the gold file is JSON");
    let reading = |doc: &str| {
        let file = string(&gold["documents"][doc]["file"]);
        let text = fs::read_to_string(folder.join(&file)).expect("the seed can be read");
        let corpus = Corpus::of(&[(&file, &text)]);
        Reading { doc: doc.to_owned(), file, text, corpus, gold: gold.clone() }
    };
    ["000", "002"].map(reading).into()
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().map(|all| all.iter().map(string).collect()).unwrap_or_default()
}

impl Reading {
    fn open(&self) -> Glossator {
        self.corpus.open(&self.file, ANNOTATOR)
    }

    /// Gives the name of the annotation file.
    fn ron(&self) -> String {
        format!("{}.{ANNOTATOR}.ron", self.file.trim_end_matches(".txt"))
    }

    /// Lists what the gold file has about this article under a name.
    fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Value> {
        let all = self.gold[name].as_array().expect("a list");
        all.iter().filter(|value| value["doc"] == self.doc.as_str())
    }

    /// Marks everything the gold file has about this article and fills the fields in.
    fn make(&self, app: &mut Glossator) -> Made {
        let mut made = Made::default();
        for mention in self.all("mentions") {
            let Some(id) = made.mark(app, Kind::Actor, mention) else { continue };
            let form = match string(&mention["form"]).as_str() {
                "NAM" => "name",
                "NOM" => "description",
                "ADJ" => "adjective",
                _ => "pronoun",
            };
            change(app, Intent::SetActor(id.clone(), ActorField::Form(form.into())));
            change(app, Intent::SetActor(id.clone(), ActorField::Links(strings(&mention["entities"]))));
            change(app, Intent::SetActor(id.clone(), ActorField::Role(string(&mention["roles"][0]["surface"]))));
            change(app, Intent::SetActor(id, ActorField::Note(string(&mention["note"]))));
        }
        for date in self.all("dates") {
            let Some(id) = made.mark(app, Kind::Date, date) else { continue };
            let reference = match string(&date["timex3"]["value"]).as_str() {
                "PAST_REF" => Some(Reference::Past),
                "PRESENT_REF" => Some(Reference::Present),
                "FUTURE_REF" => Some(Reference::Future),
                _ => None,
            };
            let value = match reference {
                Some(_) => DateField::Reference(reference),
                None => DateField::Value(string(&date["value_edtf"])),
            };
            change(app, Intent::SetDate(id.clone(), value));
            change(app, Intent::SetDate(id.clone(), DateField::Role(string(&date["role"]))));
            change(app, Intent::SetDate(id, DateField::Basis(Basis::Inferred(string(&date["anchor"])))));
        }
        for agreement in self.all("agreements") {
            self.make_agreement(app, &mut made, agreement);
        }
        made
    }

    fn make_agreement(&self, app: &mut Glossator, made: &mut Made, agreement: &Value) {
        let evidence = agreement["evidence"].as_array().expect("evidence");
        let Some(id) = made.mark(app, Kind::Agreement, &evidence[0]) else { return };
        let more = evidence[1..].iter().chain([&agreement["trigger"], &agreement["instrument"]]);
        for passage in more.filter(|passage| passage.is_object()) {
            made.add(app, &id, passage);
        }
        let mention = self.all("dates").find(|date| date["id"] == agreement["date_mention"] && date["id"].is_string());
        let mention = mention.map(|date| {
            let span = span_of(&shown(app).article.text, date);
            let found = shown(app).work.dates.values().find(|mark| mark.place.cover() == span);
            found.expect("the date of the agreement is marked").id.clone()
        });
        let basis = Basis::Inferred(string(&agreement["date_basis"]));
        let signed = DateSlot { value: string(&agreement["date"]), basis, mention };
        for field in [
            AgreementField::Title(string(&agreement["title_en"])),
            AgreementField::Level(string(&agreement["level"])),
            AgreementField::Kind(string(&agreement["type"])),
            AgreementField::Status(string(&agreement["status"])),
            AgreementField::Parties(strings(&agreement["parties"])),
            AgreementField::Signed(signed),
            AgreementField::Note(string(&agreement["note"])),
        ] {
            change(app, Intent::SetAgreement(id.clone(), field));
        }
    }
}

impl Made {
    /// Marks a passage as a new record; nothing where it was there already.
    fn mark(&mut self, app: &mut Glossator, kind: Kind, passage: &Value) -> Option<Id> {
        let span = span_of(&shown(app).article.text, passage);
        let twin = all_ids(&shown(app).work).into_iter().any(|id| {
            let record = shown(app).work.record(&id);
            id.kind() == kind && record.is_some_and(|record| record.places().contains(&Place::of(span)))
        });
        let before = all_ids(&shown(app).work);
        change(app, Intent::Mark(kind, Place::of(span)));
        let new: Vec<Id> = all_ids(&shown(app).work).difference(&before).cloned().collect();
        if twin {
            let sentence = problems(app).pop().unwrap_or_default();
            assert!(new.is_empty() && sentence.contains("already marked"), "{sentence}");
            self.refused += 1;
            return None;
        }
        let [id] = &new[..] else { panic!("{passage} was not marked: {:?}", problems(app)) };
        let focus = match kind {
            Kind::Actor => FieldKey::Name,
            Kind::Date => FieldKey::Value,
            Kind::Agreement => FieldKey::Title,
        };
        assert_eq!(app.session.focus, Some(Focus::Record(id.clone(), focus)));
        self.passages.push(Passage { id: id.clone(), span, surface: string(&passage["surface"]) });
        Some(id.clone())
    }

    /// Adds a passage to an agreement.
    fn add(&mut self, app: &mut Glossator, id: &Id, passage: &Value) {
        let span = span_of(&shown(app).article.text, passage);
        let place = Place::of(span);
        let twin = shown(app).work.record(id).is_some_and(|record| record.places().contains(&place));
        change(app, Intent::AddPlace(id.clone(), place));
        if twin {
            assert!(problems(app).pop().unwrap_or_default().contains("already evidence"), "{:?}", problems(app));
            self.refused += 1;
        } else {
            self.passages.push(Passage { id: id.clone(), span, surface: string(&passage["surface"]) });
        }
    }
}

fn all_ids(work: &Work) -> BTreeSet<Id> {
    work.actors.keys().chain(work.dates.keys()).chain(work.agreements.keys()).cloned().collect()
}

/// Gives the span of a gold passage, from its code points.
fn span_of(text: &Text, passage: &Value) -> Span {
    let end = |index: usize| {
        let chars = passage["cp"][index].as_u64().and_then(|chars| usize::try_from(chars).ok());
        text.byte_offset(chars.expect("a code point")).expect("inside the text")
    };
    Span::new(end(0), end(1))
}

fn assert_all_there(work: &Work, text: &Text, made: &Made) {
    for passage in &made.passages {
        let record = work.record(&passage.id).unwrap_or_else(|| panic!("{} is gone", passage.id));
        let place = record.places().iter().find(|place| place.cover() == passage.span);
        let place = place.unwrap_or_else(|| panic!("{}: “{}” is not marked", passage.id, passage.surface));
        assert_eq!(place.fragments(), [passage.span]);
        assert_eq!(text.slice(passage.span), passage.surface);
    }
    let places: usize = all_ids(work).iter().filter_map(|id| work.record(id)).map(|record| record.places().len()).sum();
    assert_eq!(places, made.passages.len(), "nothing is marked that was not asked for");
}

#[test]
fn gold_reading_is_made_saved_and_read_again_unchanged() {
    let mut made_in_all = [0; 4];
    let readings = readings("gold_reading_is_made_saved_and_read_again_unchanged");
    for reading in &readings {
        let mut app = reading.open();
        let made = reading.make(&mut app);
        app.settle();
        assert_eq!((&app.session.saved, app.all_saved()), (&Saved::Saved, true), "{:?}", problems(&app));
        let work = shown(&app).work.clone();
        assert_all_there(&work, &shown(&app).article.text, &made);

        let again = reading.open();
        assert_eq!(*shown(&again).work, *work);
        assert_all_there(&shown(&again).work, &shown(&again).article.text, &made);
        let file = String::from_utf8(reading.corpus.bytes(&reading.ron())).expect("the file is UTF-8");
        for passage in made.passages.iter().filter(|passage| !passage.surface.contains(['"', '\\'])) {
            assert!(file.contains(&format!("\"{}\"", passage.surface)), "the file quotes “{}”", passage.surface);
        }
        assert_eq!(reading.corpus.bytes(&reading.file), reading.text.as_bytes(), "the article is never written");
        assert_eq!(reading.corpus.names(), [reading.ron(), reading.file.clone()]);
        reading.corpus.keep();
        for (sum, count) in made_in_all.iter_mut().zip(work.counts().into_iter().chain([made.refused])) {
            *sum += count;
        }
    }
    if let Some(reading) = readings.first() {
        let count = |name: &str| reading.gold[name].as_array().map_or(0, Vec::len);
        let [actors, dates, agreements, refused] = made_in_all;
        assert_eq!(actors + dates + agreements + refused, count("mentions") + count("dates") + count("agreements"));
        assert!(actors > 100 && dates == 7 && agreements == 6, "{made_in_all:?}");
    }
}

#[test]
fn gold_file_has_the_same_bytes_after_an_edit_that_is_taken_back() {
    for reading in readings("gold_file_has_the_same_bytes_after_an_edit_that_is_taken_back") {
        let mut app = reading.open();
        let made = reading.make(&mut app);
        app.settle();
        let before = reading.corpus.bytes(&reading.ron());
        let id = made.passages[3].id.clone();
        let edits = [
            Intent::SetHeader(HeaderField::Publisher("Gazeta.uz".into())),
            Intent::SetActor(id.clone(), ActorField::Note("?".into())),
            Intent::Move(id.clone(), 0, Place::of(Span::new(0, 4))),
            Intent::Delete(vec![id]),
        ];
        for intent in edits {
            // A fresh program, so that only what is on disk counts.
            let mut app = reading.open();
            change(&mut app, intent);
            app.settle();
            assert_ne!(reading.corpus.bytes(&reading.ron()), before);
            app.apply(Action::Run(Command::Edit(Edit::Undo)));
            app.settle();
            assert!(reading.corpus.bytes(&reading.ron()) == before, "{:?}", problems(&app));
        }
    }
}

#[test]
fn gold_reading_can_be_taken_back_to_nothing_and_made_again() {
    for reading in readings("gold_reading_can_be_taken_back_to_nothing_and_made_again") {
        let mut app = reading.open();
        reading.make(&mut app);
        app.settle();
        let work = shown(&app).work.clone();
        let bytes = reading.corpus.bytes(&reading.ron());
        let steps = app.history.len();
        for _ in 0..steps {
            app.apply(Action::Run(Command::Edit(Edit::Undo)));
        }
        assert_eq!(*shown(&app).work, Work::default());
        for _ in 0..steps {
            app.apply(Action::Run(Command::Edit(Edit::Redo)));
        }
        app.settle();
        assert_eq!(*shown(&app).work, *work);
        assert!(reading.corpus.bytes(&reading.ron()) == bytes);
    }
}

#[test]
fn rectangles_of_gold_marks_lie_on_their_letters() {
    let mut fonts = Fonts::new(false);
    let mut wrong = Vec::new();
    for reading in readings("rectangles_of_gold_marks_lie_on_their_letters") {
        let mut app = reading.open();
        reading.make(&mut app);
        let opened = shown(&app);
        for (width, family) in [(560.0, Family::Serif), (380.0, Family::Sans)] {
            let style = ArticleStyle { family, size: 18.0, spacing: 1.0, width, pixels_per_point: 1.0 };
            let mut layout = ArticleLayout::new(opened.article.text.clone(), opened.article.direction, style);
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
