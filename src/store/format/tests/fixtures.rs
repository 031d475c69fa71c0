//! Articles and works that are hard to write.

use std::sync::Arc;

use crate::core::annotation::{
    ActorMention, Agreement, Anchor, Authorship, Basis, CustomMention, DateMention, DateSlot, Evidence, Header, Id,
    Kind, LanguageTag, Origin, Party, Place, Reference, Region, Relation, Signatory, State, Statement, TextFlag, Title,
    Venue, Work,
};
use crate::core::language::Direction;
use crate::core::schema::Schema;
use crate::core::text::{Span, Text};
use crate::core::workspace::{Article, ArticleKey};
use crate::store::format::{self, read};

pub(super) const HARD: &str = "وقّعت وِزَارَةُ الدَّاخِلِيَّة مذكّرة «تعاون»\n\
    Bộ Co\u{302}ng an Vie\u{302}\u{323}t Nam và Hà Nội 😊 👩\u{200d}🚒\n\
    Der Minister sagte: \"Wir\nunterzeichnen\" am 1. April in C:\\Temp\\u{41}, hidden\u{202e}sign\n";

pub(super) fn article(text: &str) -> Article {
    let hash = format!("{}-{}", text.len(), text.chars().map(u32::from).sum::<u32>());
    Article::new(ArticleKey::new("sub/000 a.txt"), Text::canonical(text), "b".repeat(64), hash, text.len())
}

/// Finds the places of words in the text; a word may be given in fragments with ` … ` between them.
pub(super) fn place(article: &Article, words: &str) -> Place {
    let spans = words.split(" … ").map(|word| {
        let start = article.text.as_str().find(word).unwrap_or_else(|| unreachable!("“{word}” is not in the text"));
        Span { start, end: start + word.len() }
    });
    Place::from_fragments(spans.collect()).unwrap()
}

fn signed(by: &str, origin: Origin) -> Authorship {
    let accepted_by = (origin != Origin::Manual).then(|| by.to_owned());
    Authorship { origin, accepted_by, ..Authorship::by(by, "2024-05-01T10:11:12Z") }
}

pub(super) fn add_actor(work: &mut Work, number: u64, place: Place, note: &str) {
    let actor = ActorMention {
        links: vec!["VN-MPS".into(), "”x\"".into()],
        intended: vec!["UZB".into()],
        titles: vec![
            Title { kind: "title".into(), place: Some(place.clone()), gloss: "Vie\u{302}\u{323}t \u{301}".into() },
            Title { kind: "rank".into(), place: None, gloss: String::new() },
        ],
        confidence: "low".into(),
        fields: [("x_rank".to_owned(), "\"7\"\n".into())].into(),
        note: note.into(),
        authorship: signed("anna", Origin::Manual),
        ..ActorMention::new(Id::new(Kind::Actor, number), place)
    };
    work.actors.insert(actor.id.clone(), Arc::new(actor));
}

fn add_date(work: &mut Work, number: u64, place: Place, reference: Option<Reference>) {
    let date = DateMention {
        value: if reference.is_some() { String::new() } else { "2024-04-01".into() },
        anchor: Some(if reference.is_some() { Anchor::Published } else { Anchor::Date(Id::new(Kind::Date, 6)) }),
        other_readings: vec!["2025-04-01".into(), "XXXX-04-01".into()],
        modifier: "approx".into(),
        reference,
        basis: Basis::Inferred("weil „heute“\n".into()),
        authorship: signed("王", Origin::Suggested("date-de".into())),
        ..DateMention::new(Id::new(Kind::Date, number), place)
    };
    work.dates.insert(date.id.clone(), Arc::new(date));
}

pub(super) fn add_agreement(work: &mut Work, number: u64, evidence: Vec<Place>, basis: Basis) {
    let id = Id::new(Kind::Agreement, number);
    let mut agreement = Agreement::new(id, Place::of(Span { start: 0, end: 1 }));
    agreement.title = "Memorandum \\ “x”".into();
    agreement.kind = "no_such_kind".into();
    agreement.status = "signed".into();
    agreement.parties = vec![Party::of("UZ-MIA", "ministry"), Party::of("", "")];
    agreement.signatories = vec![Signatory::of("WANG", "CN-MPS")];
    agreement.dates.signed = DateSlot::of("2024-04-01", basis, Some(Id::new(Kind::Date, 7)));
    agreement.venue = Venue {
        name: "Tashkent".into(),
        country: "UZB".into(),
        place: evidence.first().cloned(),
        basis: Basis::Explicit,
    };
    agreement.trigger = evidence.last().cloned();
    agreement.evidence = evidence.into_iter().map(|place| Evidence::of(place, vec!["signed".into()])).collect();
    agreement.relations = vec![Relation { kind: "amends".into(), to: "g-90000000".into() }];
    agreement.note = "\u{2067}\u{202e}\u{200b}\u{a0}\u{feff}\r\n\t\0".into();
    agreement.authorship = signed("أنا", Origin::Imported("old.csv".into()));
    work.agreements.insert(agreement.id.clone(), Arc::new(agreement));
}

/// Adds a flag, a region and a mark of an added type.
fn add_others(work: &mut Work, place: &Place) {
    let authorship = || signed("anna", Origin::Suggested("digits only".into()));
    let flag = TextFlag {
        intended: "“x”".into(),
        authorship: authorship(),
        ..TextFlag::new(Id::new(Kind::Flag, 1), "wrong_person", place.clone())
    };
    work.flags.insert(flag.id.clone(), Arc::new(flag));
    let region = Region {
        note: "\u{202e}".into(),
        authorship: authorship(),
        ..Region::new(Id::new(Kind::Region, 1), "counter", place.clone())
    };
    work.regions.insert(region.id.clone(), Arc::new(region));
    let custom = CustomMention {
        fields: [("x_number".to_owned(), "12".into())].into(),
        authorship: authorship(),
        ..CustomMention::new(Id::new(Kind::Custom, 1), "x_law", place.clone())
    };
    work.customs.insert(custom.id.clone(), Arc::new(custom));
}

/// Writes with the built-in schema.
pub(super) fn write(work: &Work, article: &Article, annotator: &str) -> String {
    format::write(work, article, annotator, &Schema::default())
}

/// Makes a work with everything that is hard to write.
pub(super) fn hard_work(article: &Article) -> Work {
    let place = |words| place(article, words);
    let mut work = Work {
        header: Header {
            title: Some(place("وِزَارَةُ … مذكّرة")),
            language: LanguageTag::Set("mul".into()),
            published: "2024-04-01?".into(),
            published_basis: Basis::External("r\\u{64f}\"".into()),
            publisher: "Báo Co\u{302}ng an".into(),
            state: State::NeedsSecondLook,
            note: "می\u{200c}خواهم".into(),
            direction: Some(Direction::Rtl),
            no_agreement: Some(Statement { by: "anna".into(), at: "2024-05-01T10:11:12Z".into() }),
            exclusion_reason: "\"why\"".into(),
            ..Header::default()
        },
        ..Work::default()
    };
    add_others(&mut work, &place("وِزَارَةُ … am"));
    add_actor(&mut work, 3, place("Co\u{302}ng an Vie\u{302}\u{323}t"), "\u{202b}note\u{202c} \\u{41} \\\\ \\");
    add_actor(&mut work, 2, place("وِزَارَةُ الدَّاخِلِيَّة"), "");
    add_actor(&mut work, 1, place("Co\u{302}ng an … Nam … 👩\u{200d}🚒"), "'quoted'");
    add_actor(&mut work, 4, place("C:\\Temp\\u{41}"), "\u{64f}\u{34f}");
    add_actor(&mut work, 5, place("hidden\u{202e}sign\n"), "");
    add_date(&mut work, 7, place("1. April"), None);
    add_date(&mut work, 6, place("am"), Some(Reference::Past));
    add_agreement(
        &mut work,
        9,
        vec![place("مذكّرة"), place("\"Wir\nunterzeichnen\""), place("1. April … Temp")],
        Basis::Explicit,
    );
    add_agreement(&mut work, 8, vec![], Basis::NotStated);
    work
}

pub(super) fn refusal(text: &str, article: &Article) -> String {
    read(text, article).unwrap_err().to_string()
}
