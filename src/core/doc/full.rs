//! A work in which every field of every record is filled.

use std::sync::Arc;

use crate::core::annotation::{
    Accepted, Act, ActorMention, Agreement, Anchor, Authorship, Basis, Beside, CustomMention, DateMention, DateOf,
    DateSlot, Done, EventCodes, Evidence, Fields, Header, Id, Kind, LanguageTag, Origin, Party, Place, Quantity,
    Record, Reference, Region, RegistryEntry, Relation, Remark, Remarks, Renewal, Signatory, State, Statement,
    TextFlag, Title, Venue, Work,
};
use crate::core::language::Direction;
use crate::core::schema::{FieldDef, FieldKind, OWNERS, Schema};
use crate::core::shared::Registry;
use crate::core::text::{Span, Text};
use crate::core::workspace::{Article, ArticleKey};

/// Own fields: a text, a list, and one whose id could be taken for another field.
#[must_use]
pub fn schema() -> Schema {
    let mut schema = Schema::default();
    for on in OWNERS.into_iter().chain(["x_drill"]) {
        schema.fields.push(FieldDef::new(on, "x_rank", "Rank", FieldKind::Text));
        schema.fields.push(FieldDef::new(on, "x_tags", "Tags", FieldKind::Many(Box::new(FieldKind::Text))));
    }
    schema
}

/// A registry that knows the actors.
#[must_use]
pub fn registry() -> Registry {
    let entry = |id: &str| RegistryEntry::new(id, "state", format!("The {id}"));
    Registry::of(["UZB", "CHN", "P-1", "P-2"].map(entry))
}

fn own() -> Fields {
    [("x_rank".to_owned(), "first".into()), ("x_tags".to_owned(), vec!["one".to_owned()].into())].into()
}

fn said(field: &str) -> Remarks {
    beside(field).remarks
}

fn beside(path: &str) -> Beside {
    let remark = Remark {
        missing: "not_stated".into(),
        basis: Some(Basis::External("a list".into())),
        confidence: "low".into(),
        comment: "So it is.".into(),
    };
    let accepted = Accepted {
        check: 36,
        rule: "x_rule".into(),
        field: "agreement.status".into(),
        part: "parties.UZB".into(),
        value: "a: b".into(),
        says: "Look: here".into(),
        reason: "seen".into(),
        by: "anna".into(),
        at: AT.into(),
    };
    Beside { remarks: [(path.to_owned(), remark)].into(), accepted: vec![accepted] }
}

const AT: &str = "2026-01-02T03:04:05Z";

fn authorship() -> Authorship {
    Authorship {
        origin: Origin::Suggested("dates".into()),
        accepted_by: Some("anna".into()),
        from: Some("v-1".into()),
        ..Authorship::by("anna", AT)
    }
}

fn inferred() -> Basis {
    Basis::Inferred("so it says".into())
}

/// An article with one record of each kind, every field of which is filled.
#[must_use]
#[expect(clippy::too_many_lines, reason = "every field is named, so that none is forgotten")]
pub fn work() -> (Article, Work) {
    let text =
        Text::canonical("Signed in Tashkent on 1 April 2024: President A met Minister B for 30 trainees.\nMore.");
    let at = |start: usize| Place::of(Span::new(start, start + 3));
    let sha256 = "0".repeat(64);
    let article = Article::new(ArticleKey::new("2024/a.txt"), text.clone(), sha256.clone(), sha256, text.len());
    let id = |kind, number| Id::new(kind, number);
    let (first, second) = (id(Kind::Date, 1), id(Kind::Date, 2));
    let slot = |value: &str| DateSlot::of(value, inferred(), Some(first.clone()));
    let actor = ActorMention {
        links: vec!["UZB".into()],
        intended: vec!["CHN".into()],
        titles: vec![
            Title { kind: "rank".into(), place: Some(at(36)), gloss: "head".into() },
            Title { kind: "title".into(), place: None, gloss: "Dr".into() },
        ],
        confidence: "high".into(),
        label: "PER".into(),
        beside: beside("form"),
        fields: own(),
        note: "n".into(),
        authorship: authorship(),
        ..ActorMention::new(id(Kind::Actor, 1), at(36))
    };
    let date = DateMention {
        kind: "date".into(),
        value: "2024-04-01".into(),
        reference: Some(Reference::Past),
        role: "signing".into(),
        anchor: Some(Anchor::Published),
        modifier: "before".into(),
        calendar: "gregorian".into(),
        other_readings: vec!["2024-01-04".into()],
        basis: inferred(),
        confidence: "high".into(),
        label: "DATE".into(),
        beside: beside("value"),
        fields: own(),
        note: "n".into(),
        authorship: authorship(),
        ..DateMention::new(first.clone(), at(22))
    };
    let other = DateMention { anchor: Some(Anchor::Date(first.clone())), ..DateMention::new(second, at(26)) };
    let amount = Quantity {
        what: "trainees".into(),
        value: "30".into(),
        low: "20".into(),
        high: "40".into(),
        modifier: "more_than".into(),
        unit: "person".into(),
        basis: inferred(),
        place: Some(at(67)),
        note: "n".into(),
    };
    let party = Party {
        role: "provider".into(),
        acts: vec![Act { act: "ratified".into(), date: slot("2025-01") }],
        fields: own(),
        remarks: said("role"),
        note: "n".into(),
        ..Party::of("UZB", "state")
    };
    let mut made = Agreement {
        title: "t".into(),
        background: true,
        parties: vec![party],
        parties_unknown: true,
        signatories: vec![Signatory {
            fields: own(),
            remarks: said("x_rank"),
            note: "n".into(),
            ..Signatory::of("P-1", "UZB")
        }],
        present: vec!["P-2".into()],
        term: slot("P5Y"),
        renewal: Renewal {
            kind: "automatic".into(),
            term: "P1Y".into(),
            basis: inferred(),
            mention: Some(first.clone()),
        },
        grounds: "expiry".into(),
        venue: Venue { name: "Tashkent".into(), country: "UZB".into(), place: Some(at(10)), basis: inferred() },
        topics: vec!["CT".into()],
        quantities: vec![amount],
        instrument: Some(at(0)),
        trigger: Some(at(0)),
        evidence: vec![Evidence {
            fields: own(),
            remarks: said("x_rank"),
            note: "n".into(),
            ..Evidence::of(at(0), vec!["signed".into()])
        }],
        relations: vec![Relation { kind: "implements".into(), to: id(Kind::Agreement, 2).to_string() }],
        external_ids: vec!["unts:1".into()],
        codes: EventCodes { cameo: "057".into(), plover: "AGREE".into() },
        confidence: "high".into(),
        credibility: "1".into(),
        label: "TREATY".into(),
        beside: beside("dates.signed"),
        fields: own(),
        note: "n".into(),
        authorship: authorship(),
        ..Agreement::new(id(Kind::Agreement, 1), at(0))
    };
    for which in DateOf::ALL {
        *made.dates.get_mut(which) = slot("2024-04-01");
    }
    let flag = TextFlag {
        intended: "met".into(),
        label: "Error".into(),
        beside: beside("kind"),
        note: "n".into(),
        authorship: authorship(),
        ..TextFlag::new(id(Kind::Flag, 1), "glued", at(48))
    };
    let region = Region {
        label: "Ad".into(),
        beside: beside("kind"),
        note: "n".into(),
        authorship: authorship(),
        ..Region::new(id(Kind::Region, 1), "advert", at(81))
    };
    let custom = CustomMention {
        confidence: "high".into(),
        label: "Drill".into(),
        beside: beside("x_rank"),
        fields: own(),
        note: "n".into(),
        authorship: authorship(),
        ..CustomMention::new(id(Kind::Custom, 1), "x_drill", at(60))
    };
    let mut work = Work { header: header(at(0), first), ..Work::default() };
    let more = Agreement::new(id(Kind::Agreement, 2), at(0));
    for record in [
        Record::Actor(Arc::new(actor)),
        Record::Date(Arc::new(date)),
        Record::Date(Arc::new(other)),
        Record::Agreement(Arc::new(made)),
        Record::Agreement(Arc::new(more)),
        Record::Flag(Arc::new(flag)),
        Record::Region(Arc::new(region)),
        Record::Custom(Arc::new(custom)),
    ] {
        work.put(None, Some(record));
    }
    for (at, actor) in (2..).zip(["P-1", "P-2"]) {
        let links = vec![actor.to_owned()];
        let mention = ActorMention { links, ..ActorMention::new(id(Kind::Actor, at), Place::of(Span::new(52, 60))) };
        work.put(None, Some(Record::Actor(Arc::new(mention))));
    }
    (article, work)
}

fn header(title: Place, published_mention: Id) -> Header {
    Header {
        title: Some(title),
        language: LanguageTag::Set("en".into()),
        direction: Some(Direction::Ltr),
        published: "2024-10-29".into(),
        published_basis: inferred(),
        published_mention: Some(published_mention),
        publisher: "Kun.uz".into(),
        url: "https://a.b".into(),
        credited: "UzA".into(),
        reliability: "B".into(),
        state: State::Done,
        done: Some(Done {
            by: "anna".into(),
            at: AT.into(),
            schema: "default-1".into(),
            schema_version: "2".into(),
            guideline: "1".into(),
        }),
        exclusion: "duplicate".into(),
        exclusion_reason: "seen".into(),
        no_agreement: Some(Statement { by: "anna".into(), at: AT.into() }),
        beside: beside("publisher"),
        fields: own(),
        note: "n".into(),
    }
}
