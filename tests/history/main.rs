//! Taking back and making again: whatever is done to the work, every step can be undone and redone exactly.

#[path = "../common/mod.rs"]
mod common;
mod logs;

use std::sync::Arc;

use common::{NOW, key, runner};
use glossator::core::annotation::{
    Basis, DateOf, DateSlot, Id, Kind, LanguageTag, Party, Place, Record, Reference, State, Work,
};
use glossator::core::history::History;
use glossator::core::intent::{
    ActorField, AgreementField, CustomField, DateField, FlagField, HeaderField, Intent, RegionField, Slot,
};
use glossator::core::marks::Marks;
use glossator::core::plan::{Refusal, Stamp, plan};
use glossator::core::text::{Span, Text};
use glossator::core::workspace::{Access, Article, ArticleKey, Opened, Workspace};
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof};
use proptest::sample::Index;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestCaseError;

const NAMES: [&str; 2] = ["mixed.txt", "second.txt"];
const TEXTS: [&str; 2] = [
    "Wang Xiaohong traf am 1. April den  Präsidenten.\n\nوقعت الصين وأوزبكستان مُحَمَّد (2024) مذكرة\u{a0}\nBộ trưởng Vie\u{302}\u{323}t Nam 👩‍👩‍👧‍👦 gặp \tbạn \n",
    "Zweiter Artikel: الشرطة — Công an.",
];

/// Two open articles with their history.
struct Desk {
    workspace: Workspace,
    history: History,
    random: u64,
    /// The works of both articles after each step; `at` is the present.
    past: Vec<[Arc<Work>; 2]>,
    at: usize,
}

impl Desk {
    fn new() -> Self {
        let mut workspace = Workspace::default();
        for (name, text) in NAMES.iter().zip(TEXTS) {
            let text = Text::canonical(text);
            let bytes = text.len();
            let article = Article::new(key(name), text, String::new(), String::new(), bytes);
            workspace.open(Opened::new(article, Work::default(), Access::Editable));
        }
        let mut desk = Self { workspace, history: History::default(), random: 0, past: Vec::new(), at: 0 };
        desk.past.push(desk.works());
        desk
    }

    fn opened(&self, article: usize) -> &Opened {
        self.workspace.get(&key(NAMES[article])).expect("both articles are open")
    }

    fn works(&self) -> [Arc<Work>; 2] {
        [0, 1].map(|article| self.opened(article).work.clone())
    }

    /// Plans and commits; gives the record shown, or why it was refused.
    fn change(&mut self, article: usize, intent: Intent) -> Result<Option<Id>, Refusal> {
        let random = &mut self.random;
        let mut count = || {
            *random += 1;
            *random
        };
        let mut stamp = Stamp { by: "anna", at: NOW, random: &mut count };
        let planned = plan(&self.workspace, Some(&key(NAMES[article])), intent, &mut stamp)?;
        if !planned.step.edits.is_empty() {
            assert!(!planned.step.name.is_empty(), "every step has a name");
            self.history.commit(&mut self.workspace, planned.step).expect("a planned step fits");
            self.past.truncate(self.at + 1);
            self.past.push(self.works());
            self.at += 1;
        }
        Ok(planned.shows)
    }

    /// Marks the first place of some words as a kind.
    fn mark(&mut self, article: usize, kind: Kind, words: &str) -> Id {
        let place = self.place(article, words);
        let shown = self.change(article, Intent::Mark(kind, place)).expect("the mark is made");
        shown.expect("a mark is shown")
    }

    fn place(&self, article: usize, words: &str) -> Place {
        let start = self.opened(article).article.text.as_str().find(words).expect("the words stand in the text");
        Place::of(Span::new(start, start + words.len()))
    }

    fn undo(&mut self) -> Option<String> {
        let step = self.history.undo(&mut self.workspace).expect("undo never errs")?;
        self.at -= 1;
        Some(step.name)
    }

    fn redo(&mut self) -> Option<String> {
        let step = self.history.redo(&mut self.workspace).expect("redo never errs")?;
        self.at += 1;
        Some(step.name)
    }

    /// Checks that the present is what it was when it was made, and that every place is sound.
    fn check(&self) -> Result<(), TestCaseError> {
        prop_assert_eq!(&self.works(), &self.past[self.at]);
        prop_assert_eq!(self.history.len(), self.at);
        for article in [0, 1] {
            let opened = self.opened(article);
            let marks = Marks::of(&opened.work);
            prop_assert_eq!(opened.marks.all(), marks.all());
            for place in places(&opened.work) {
                check_place(&opened.article.text, &place)?;
            }
        }
        Ok(())
    }
}

fn places(work: &Work) -> Vec<Place> {
    let actors = work.actors.values().map(|actor| actor.place.clone());
    let dates = work.dates.values().map(|date| date.place.clone());
    let evidence = work
        .agreements
        .values()
        .flat_map(|agreement| agreement.evidence.iter().map(|passage| passage.place.clone()).collect::<Vec<_>>());
    let titles = work.actors.values().flat_map(|actor| &actor.titles).filter_map(|title| title.place.clone());
    let regions = work.regions.values().map(|region| region.place.clone());
    let flags = work.flags.values().map(|flag| flag.place.clone());
    let all = actors.chain(dates).chain(evidence).chain(work.header.title.clone());
    all.chain(titles).chain(regions).chain(flags).collect()
}

fn check_place(text: &Text, place: &Place) -> Result<(), TestCaseError> {
    prop_assert!(!place.fragments().is_empty());
    let mut end = None;
    for span in place.fragments() {
        let quote = text.slice(*span);
        prop_assert!(span.end <= text.len() && !span.is_empty(), "{span:?} lies outside the text");
        prop_assert!(end.is_none_or(|end| end < span.start), "{place:?} has fragments that touch");
        prop_assert!(text.is_grapheme_edge(span.start) && text.is_grapheme_edge(span.end), "{quote:?} cuts a letter");
        prop_assert_eq!(quote.trim(), quote);
        end = Some(span.end);
    }
    Ok(())
}

/// Something a person might do; records and offsets are chosen when it is done.
#[derive(Clone, Copy, Debug)]
enum Wish {
    Mark(Kind, Spot),
    AddPlace(Index, Spot),
    RemoveEvidence(Index, usize),
    Move(Index, usize, Spot),
    Delete(Index, Option<Index>),
    Field(Index, usize, &'static str),
    Header(usize, &'static str, Spot),
    Undo,
    Redo,
}

/// Two ends in bytes, often inside a letter, now and then past the end, and a second fragment for some.
type Spot = (usize, usize, Option<(usize, usize)>);

fn spot() -> impl Strategy<Value = Spot> {
    let offset = || 0..TEXTS[0].len() + 4;
    let near = (offset(), 0usize..20).prop_map(|(start, length)| (start, start + length));
    (near, proptest::option::weighted(0.2, (offset(), offset()))).prop_map(|((start, end), more)| (start, end, more))
}

fn wish() -> impl Strategy<Value = Wish> {
    let kind = || {
        prop_oneof![
            3 => Just(Kind::Actor),
            3 => Just(Kind::Date),
            3 => Just(Kind::Agreement),
            1 => Just(Kind::Flag),
            1 => Just(Kind::Region),
        ]
    };
    let words = || {
        prop_oneof![Just(""), Just("de"), Just("2024-04-01"), Just("instrument"), Just("الصين"), Just("Vie\u{302}t")]
    };
    prop_oneof![
        6 => (kind(), spot()).prop_map(|(kind, spot)| Wish::Mark(kind, spot)),
        3 => (any::<Index>(), spot()).prop_map(|(id, spot)| Wish::AddPlace(id, spot)),
        1 => (any::<Index>(), 0usize..4).prop_map(|(id, part)| Wish::RemoveEvidence(id, part)),
        2 => (any::<Index>(), 0usize..3, spot()).prop_map(|(id, part, spot)| Wish::Move(id, part, spot)),
        2 => (any::<Index>(), any::<Option<Index>>()).prop_map(|(id, other)| Wish::Delete(id, other)),
        5 => (any::<Index>(), 0usize..9, words()).prop_map(|(id, field, word)| Wish::Field(id, field, word)),
        2 => (0usize..8, words(), spot()).prop_map(|(field, word, spot)| Wish::Header(field, word, spot)),
        4 => Just(Wish::Undo),
        3 => Just(Wish::Redo),
    ]
}

fn at(spot: Spot) -> Place {
    let (start, end, more) = spot;
    let mut spans = vec![Span::new(start, end)];
    spans.extend(more.map(|(a, b)| Span::new(a, b)));
    Place::from_fragments(spans).unwrap_or_else(|| Place::of(Span::new(start, end)))
}

/// Chooses a record that is there, or now and then one that is not.
fn choose(work: &Work, index: Index) -> Id {
    let mut ids: Vec<Id> = work
        .actors
        .keys()
        .chain(work.dates.keys())
        .chain(work.agreements.keys())
        .chain(work.flags.keys())
        .chain(work.regions.keys())
        .cloned()
        .collect();
    ids.push(Id::new(Kind::Actor, 999_999));
    index.get(&ids).clone()
}

fn field(work: &Work, id: Id, field: usize, word: &'static str) -> Intent {
    let names = || if word.is_empty() { vec![] } else { vec![word.to_owned(), "UZ-MIA".to_owned()] };
    let basis = || Basis::default().with_code(if word.is_empty() { "inferred" } else { "document_date" });
    let date = work.dates.keys().next().cloned();
    let word = word.to_owned();
    match (id.kind(), field) {
        (Kind::Actor, 0 | 1) => Intent::SetActor(id, ActorField::Form(word)),
        (Kind::Actor, 2 | 3) => Intent::SetActor(id, ActorField::Links(names())),
        (Kind::Actor, 4) => Intent::NewEntryFor(id, Slot::Links, word),
        (Kind::Actor, 6) => Intent::AddSpelling(id),
        (Kind::Actor, 7) => Intent::SetActor(id, ActorField::Links(vec!["UZB".to_owned()])),
        (Kind::Actor, 5) => Intent::SetDate(id, DateField::Note(word)),
        (Kind::Actor, _) => Intent::SetActor(id, ActorField::Note(word)),
        (Kind::Date, 0 | 1) => Intent::SetDate(id, DateField::Value(word)),
        (Kind::Date, 2) => Intent::SetDate(id, DateField::Reference(Some(Reference::Past))),
        (Kind::Date, 3) => Intent::SetDate(id, DateField::Reference(None)),
        (Kind::Date, 4) => Intent::SetDate(id, DateField::Role(word)),
        (Kind::Date, 5) => Intent::SetDate(id, DateField::Basis(basis())),
        (Kind::Date, _) => Intent::SetDate(id, DateField::Note(word)),
        (Kind::Agreement, 0) => Intent::SetAgreement(id, AgreementField::Title(word)),
        (Kind::Agreement, 1) => Intent::SetAgreement(id, AgreementField::Level(word)),
        (Kind::Agreement, 2) => Intent::SetAgreement(id, AgreementField::Kind(word)),
        (Kind::Agreement, 3) => Intent::SetAgreement(id, AgreementField::Status(word)),
        (Kind::Agreement, 4) => {
            let party = |actor: String| Party::of(actor, "");
            Intent::SetAgreement(id, AgreementField::Parties(names().into_iter().map(party).collect()))
        }
        (Kind::Agreement, 7) => Intent::Twin(id),
        (Kind::Agreement, 5 | 6) => {
            Intent::SetAgreement(id, AgreementField::Date(DateOf::Signed, DateSlot::of(word, basis(), date)))
        }
        (Kind::Agreement, _) => Intent::SetAgreement(id, AgreementField::Note(word)),
        (Kind::Flag, 0..=3) => Intent::SetFlag(id, FlagField::Intended(word)),
        (Kind::Flag, _) => Intent::SetFlag(id, FlagField::Kind(word)),
        (Kind::Region, _) => Intent::SetRegion(id, RegionField::Kind(word)),
        (Kind::Custom, _) => Intent::SetCustom(id, CustomField::Note(word)),
    }
}

fn header(field: usize, word: &'static str, spot: Spot) -> Intent {
    let state = State::ALL[word.len() % State::ALL.len()];
    Intent::SetHeader(match field {
        0 => HeaderField::Title(Some(at(spot))),
        1 => HeaderField::Title(None),
        2 => HeaderField::Language(LanguageTag::Set(word.to_owned())),
        3 => HeaderField::Published(word.to_owned()),
        4 => HeaderField::PublishedBasis(Basis::External(word.to_owned())),
        5 => HeaderField::Publisher(word.to_owned()),
        6 => HeaderField::State(state),
        _ => HeaderField::Note(word.to_owned()),
    })
}

/// Does what a wish asks for and checks everything afterwards.
fn grant(desk: &mut Desk, article: usize, wish: Wish) -> Result<(), TestCaseError> {
    let work = desk.opened(article).work.clone();
    let intent = match wish {
        Wish::Undo => {
            let expected = desk.history.undo_name().map(str::to_owned);
            prop_assert_eq!(desk.undo(), expected);
            return desk.check();
        }
        Wish::Redo => {
            let expected = desk.history.redo_name().map(str::to_owned);
            prop_assert_eq!(desk.redo(), expected);
            return desk.check();
        }
        Wish::Mark(kind, spot) => Intent::Mark(kind, at(spot)),
        Wish::AddPlace(id, spot) => Intent::AddPlace(choose(&work, id), at(spot)),
        Wish::RemoveEvidence(id, part) => Intent::RemoveEvidence(choose(&work, id), part),
        Wish::Move(id, part, spot) => Intent::Move(choose(&work, id), part, at(spot)),
        Wish::Delete(id, other) => {
            let mut ids = vec![choose(&work, id)];
            ids.extend(other.map(|other| choose(&work, other)).filter(|other| *other != ids[0]));
            Intent::Delete(ids)
        }
        Wish::Field(id, number, word) => field(&work, choose(&work, id), number, word),
        Wish::Header(number, word, spot) => header(number, word, spot),
    };
    let (before, steps, generation) = (desk.works(), desk.history.len(), desk.opened(article).generation);
    if let Err(refusal) = desk.change(article, intent) {
        prop_assert!(refusal.message.ends_with('.'), "{}", refusal.message);
        prop_assert_eq!(desk.works(), before);
        prop_assert_eq!((desk.history.len(), desk.opened(article).generation), (steps, generation));
    }
    desk.check()
}

#[test]
fn every_step_can_be_undone_and_redone_exactly() {
    let wishes = proptest::collection::vec((0usize..2, wish()), 1..50);
    let result = runner(500).run(&wishes, |wishes| {
        let mut desk = Desk::new();
        for (article, wish) in wishes {
            grant(&mut desk, article, wish)?;
        }
        while desk.undo().is_some() {
            desk.check()?;
        }
        prop_assert!(desk.works().iter().all(|work| **work == Work::default()));
        while desk.redo().is_some() {
            desk.check()?;
        }
        prop_assert_eq!(desk.at + 1, desk.past.len());
        Ok(())
    });
    assert!(result.is_ok(), "{}", result.err().map(|error| error.to_string()).unwrap_or_default());
}

#[test]
fn wishes_of_the_property_reach_every_kind_of_change() {
    // A property over refusals alone would hold for a program that does nothing.
    let mut desk = Desk::new();
    let (mut done, mut refused) = (0, 0);
    let mut most = [0; 3];
    let mut source = runner(1);
    for _ in 0..2000 {
        let tree = (0usize..2, wish()).new_tree(&mut source).expect("a wish");
        let (article, wish) = tree.current();
        let steps = desk.past.len();
        let at = desk.at;
        grant(&mut desk, article, wish).expect("the checks hold");
        if desk.past.len() != steps || desk.at != at {
            done += 1;
        } else {
            refused += 1;
        }
        for (most, now) in most.iter_mut().zip(desk.opened(0).work.counts()) {
            *most = now.max(*most);
        }
    }
    assert!(done > 800 && refused > 100, "{done} done, {refused} refused");
    assert!(most.iter().all(|count| *count > 2), "{most:?}");
}

#[test]
fn undo_restores_deleted_mark() {
    let mut desk = Desk::new();
    let id = desk.mark(0, Kind::Actor, "Wang Xiaohong");
    desk.change(0, Intent::SetActor(id.clone(), ActorField::Note("Minister".into()))).expect("the role is set");
    let before = desk.works();
    desk.change(0, Intent::Delete(vec![id.clone()])).expect("the mark is deleted");
    assert!(desk.opened(0).work.record(&id).is_none());
    assert!(desk.opened(0).marks.all().is_empty());
    assert_eq!(desk.undo().as_deref(), Some("Delete actor “Wang Xiaohong”"));
    assert_eq!(desk.works(), before);
    assert_eq!(desk.opened(0).marks.all().len(), 1);
}

#[test]
fn undo_of_the_first_change_makes_the_article_new_again() {
    let mut desk = Desk::new();
    desk.mark(0, Kind::Date, "1. April");
    assert_eq!(desk.opened(0).work.header.state, State::InProgress);
    desk.undo();
    assert_eq!(*desk.opened(0).work, Work::default());
}

#[test]
fn undo_goes_back_through_two_articles_in_the_order_of_work() {
    let mut desk = Desk::new();
    let names: Vec<(usize, &str)> = vec![(0, "Wang Xiaohong"), (1, "الشرطة"), (0, "الصين"), (1, "Công an")];
    for (article, words) in &names {
        desk.mark(*article, Kind::Actor, words);
    }
    for (article, words) in names.iter().rev() {
        let step = desk.history.undo(&mut desk.workspace).expect("undo never errs").expect("there is a step");
        assert_eq!(step.article().map(ArticleKey::as_str), Some(NAMES[*article]));
        assert_eq!(step.name, format!("Mark “{words}” as actor"));
    }
    assert!(desk.works().iter().all(|work| **work == Work::default()));
    assert!(desk.history.undo(&mut desk.workspace).expect("undo never errs").is_none());
}

#[test]
fn new_step_forgets_those_taken_back() {
    let mut desk = Desk::new();
    desk.mark(0, Kind::Actor, "Wang Xiaohong");
    desk.mark(0, Kind::Actor, "الصين");
    desk.undo();
    desk.mark(1, Kind::Actor, "Công an");
    assert_eq!(desk.redo(), None);
    assert_eq!(desk.history.undo_name(), Some("Mark “Công an” as actor"));
    assert_eq!(desk.opened(0).work.counts(), [1, 0, 0]);
}

#[test]
fn deleting_a_date_releases_the_agreement_that_rests_on_it_and_undo_ties_them_again() {
    let mut desk = Desk::new();
    let date = desk.mark(0, Kind::Date, "1. April");
    let agreement = desk.mark(0, Kind::Agreement, "مذكرة");
    let signed = DateSlot::of("2024-04-01", Basis::Explicit, Some(date.clone()));
    desk.change(0, Intent::SetAgreement(agreement.clone(), AgreementField::Date(DateOf::Signed, signed)))
        .expect("the date is set");
    let mention = |desk: &Desk| match desk.opened(0).work.record(&agreement) {
        Some(Record::Agreement(agreement)) => agreement.dates.signed.mention.clone(),
        other => panic!("the agreement is gone: {other:?}"),
    };
    desk.change(0, Intent::Delete(vec![date.clone()])).expect("the date is deleted");
    assert_eq!(mention(&desk), None);
    desk.undo();
    assert_eq!(mention(&desk), Some(date));
}

#[test]
fn deleting_an_agreement_together_with_its_date_is_one_step() {
    let mut desk = Desk::new();
    let date = desk.mark(0, Kind::Date, "1. April");
    let agreement = desk.mark(0, Kind::Agreement, "مذكرة");
    let signed = DateSlot { mention: Some(date.clone()), ..DateSlot::default() };
    desk.change(0, Intent::SetAgreement(agreement.clone(), AgreementField::Date(DateOf::Signed, signed)))
        .expect("the date is set");
    let before = desk.works();
    desk.change(0, Intent::Delete(vec![date, agreement])).expect("both are deleted");
    assert_eq!(desk.opened(0).work.counts(), [0, 0, 0]);
    desk.undo();
    assert_eq!(desk.works(), before);
}

#[test]
fn deleting_a_record_named_twice_deletes_it_once() {
    let mut desk = Desk::new();
    let id = desk.mark(0, Kind::Actor, "Wang Xiaohong");
    let mut count = || 0;
    let mut stamp = Stamp { by: "anna", at: NOW, random: &mut count };
    let planned = plan(&desk.workspace, Some(&key(NAMES[0])), Intent::Delete(vec![id.clone(), id]), &mut stamp);
    let step = planned.expect("the plan is made").step;
    assert_eq!(desk.history.commit(&mut desk.workspace, step), Ok(()));
    assert_eq!(desk.opened(0).work.counts(), [0, 0, 0]);
}

#[test]
fn same_place_is_marked_once_for_each_kind() {
    let mut desk = Desk::new();
    let first = desk.mark(0, Kind::Actor, "الصين");
    let place = desk.place(0, "الصين");
    let refusal = desk.change(0, Intent::Mark(Kind::Actor, place.clone())).expect_err("it is marked already");
    assert!(refusal.message.contains("already marked"), "{}", refusal.message);
    assert_eq!(refusal.shows, Some(first));
    assert!(desk.change(0, Intent::Mark(Kind::Agreement, place)).is_ok());
    assert_eq!(desk.opened(0).work.counts(), [1, 0, 1]);
}

#[test]
fn mark_of_a_part_of_a_letter_is_widened_and_its_white_space_left_out() {
    let mut desk = Desk::new();
    let text = desk.opened(0).article.text.clone();
    let quote = |desk: &Desk, id: &Id| {
        let record = desk.opened(0).work.record(id).expect("the record is there");
        text.slice(record.places()[0].cover()).to_owned()
    };
    let accent = text.as_str().find('\u{302}').expect("an accent");
    let id = desk.change(0, Intent::Mark(Kind::Actor, Place::of(Span::new(accent, accent + 2)))).expect("marked");
    assert_eq!(quote(&desk, &id.expect("shown")), "e\u{302}\u{323}");
    let family = text.as_str().find('👩').expect("a family");
    let id = desk.change(0, Intent::Mark(Kind::Actor, Place::of(Span::new(family - 1, family + 5)))).expect("marked");
    assert_eq!(quote(&desk, &id.expect("shown")), "👩‍👩‍👧‍👦");
}

#[test]
fn mark_of_an_accent_that_stands_on_a_space_cuts_no_letter() {
    let text = Text::canonical("قال \u{64b}هنا und \u{a0}\u{301}x");
    let mut workspace = Workspace::default();
    let article = Article::new(key("a.txt"), text.clone(), String::new(), String::new(), text.len());
    workspace.open(Opened::new(article, Work::default(), Access::Editable));
    for accent in ['\u{64b}', '\u{301}'] {
        let start = text.previous_edge(text.as_str().find(accent).expect("an accent"));
        let place = Place::of(Span::new(start, text.len().min(start + 10)));
        let mut count = || u64::from(u32::from(accent));
        let mut stamp = Stamp { by: "anna", at: NOW, random: &mut count };
        let planned = plan(&workspace, Some(&key("a.txt")), Intent::Mark(Kind::Actor, place), &mut stamp);
        let Some(Record::Actor(actor)) = planned.expect("marked").step.edits[0].after.clone() else {
            panic!("an actor is made")
        };
        let cover = actor.place.cover();
        assert!(text.is_grapheme_edge(cover.start), "{:?} begins inside a letter", text.slice(cover));
    }
}

#[test]
fn read_only_work_refuses_every_change_with_the_reason() {
    let mut desk = Desk::new();
    let article = desk.opened(1).article.clone();
    let reason = "“second.anna.ron” opens read-only. Line 3, column 5: no.";
    desk.workspace.open(Opened::new(article, Work::default(), Access::ReadOnly(reason.to_owned())));
    let place = desk.place(1, "Công an");
    for intent in [Intent::Mark(Kind::Actor, place), Intent::SetHeader(HeaderField::State(State::Done))] {
        assert_eq!(desk.change(1, intent).expect_err("read-only").message, reason);
    }
    assert_eq!(*desk.opened(1).work, Work::default());
    assert!(desk.history.is_empty());
}

#[test]
fn step_that_does_not_fit_changes_nothing_at_all() {
    let mut desk = Desk::new();
    desk.mark(0, Kind::Actor, "الصين");
    let mut step = {
        let mut count = || 77;
        let mut stamp = Stamp { by: "anna", at: NOW, random: &mut count };
        let intent = Intent::Mark(Kind::Date, desk.place(0, "1. April"));
        plan(&desk.workspace, Some(&key(NAMES[0])), intent, &mut stamp).expect("planned").step
    };
    let twice = step.edits[0].clone();
    step.edits.push(twice);
    let before = desk.works();
    let error = desk.history.commit(&mut desk.workspace, step).expect_err("the second edit cannot fit");
    assert!(error.to_string().contains("nothing was done"), "{error}");
    assert_eq!(desk.works(), before);
    assert_eq!(desk.history.len(), 1);
}
