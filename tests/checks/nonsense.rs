//! Nonsense in every text of every record: the checks read it without harm, and files give it back unchanged.

use std::sync::Arc;

use glossator::core::annotation::{
    Accepted, Act, ActorMention, Adopted, Agreement, Anchor, Authorship, Basis, Beside, Code, CustomMention,
    DateMention, DateSlot, Dated, DatedRole, Dates, Done, Event, EventCodes, EventKind, Evidence, FieldValue, Fields,
    Header, Id, Identity, IdentityTie, Kind, LanguageTag, LineRule, Member, Name, Origin, Party, Place, Publisher,
    Quantity, Reference, Region, RegionRule, RegistryEntry, Relation, Remark, Renewal, Signatory, State, Statement,
    TextFlag, Title, Venue, Work,
};
use glossator::core::checks;
use glossator::core::language::Direction;
use glossator::core::schema::Schema;
use glossator::core::text::{Span, Text};
use glossator::core::workspace::{Access, Article, Opened};
use glossator::store::disk::Folder;
use glossator::store::format;
use glossator::store::shared::{Base, Snapshot, load, save_shared};

use crate::common::key;
use crate::desk::{ARTICLE, Desk};

/// Bytes from which on nonsense is long.
const LONG: usize = 1_000;
/// Every language there are words for, and none.
const LANGUAGES: [&str; 10] = ["vi", "ar", "uz", "uz-Cyrl", "ru", "zh", "fr", "es", "en", ""];

/// Texts that nobody should have written.
fn nonsense() -> Vec<String> {
    let mut all: Vec<String> = [
        "",
        " ",
        "\0",
        "\0\u{1}\u{7f}\u{85}\u{2028}\u{2029}\r\n\t\u{b}",
        "\u{202e}gnaW\u{2066}\u{2069}\u{200f}\u{61c}",
        "\u{301}\u{300}x\u{feff}\u{ad}",
        "👨\u{200d}👩\u{200d}👧🇺🇿❤\u{fe0f}\u{10ffff}\u{e000}",
        "\"\\(),:[]{}Some(None)// */ r#\"\"#",
        "“”„«»‹›\"″「」",
        "2024-13-01/..?~%[{XXXX",
        "99999999999999999999-99-99",
        "-9999-01-01T25:61:61+99:99",
        "instrument",
        "not topic TRAIN and",
    ]
    .map(str::to_owned)
    .into();
    all.extend(
        ["ü", "\u{202e}א", "سيوقع ", "1/2/2024 ", "\0😊\n", "e\u{301}\u{302}", "(", "9", "[..,"]
            .map(|piece| piece.repeat(10_000 / piece.len())),
    );
    all
}

fn authorship(x: &str) -> Authorship {
    Authorship {
        created_by: x.into(),
        created_at: x.into(),
        changed_by: x.into(),
        changed_at: x.into(),
        origin: Origin::Imported(x.into()),
        accepted_by: Some(x.into()),
        from: Some(x.into()),
    }
}

fn fields(x: &str) -> Fields {
    let many = FieldValue::Many(vec![x.to_owned(), x.to_owned()]);
    [(x.to_owned(), x.into()), ("x_number".to_owned(), x.into()), ("x_text".to_owned(), many)].into()
}

fn beside(x: &str) -> Beside {
    let s = || x.to_owned();
    let remark = || Remark { missing: s(), basis: Some(Basis::Inferred(s())), confidence: s(), comment: s() };
    let accepted =
        Accepted { check: 9, rule: s(), field: s(), part: s(), value: s(), says: s(), reason: s(), by: s(), at: s() };
    let remarks = [(s(), remark()), ("status".to_owned(), remark())].into();
    Beside { remarks, accepted: vec![accepted] }
}

fn dated(x: &str) -> Dated {
    let s = || x.to_owned();
    Dated { entry: s(), from: s(), until: s(), note: s() }
}

/// A header with `x` in every text. Here as below every field is named, so that none is forgotten.
fn header(x: &str, place: &Place) -> Header {
    let s = || x.to_owned();
    Header {
        title: Some(place.clone()),
        language: LanguageTag::Set(s()),
        direction: Some(Direction::Rtl),
        published: s(),
        published_basis: Basis::External(s()),
        published_mention: Some(Id::new(Kind::Date, 7)),
        publisher: s(),
        url: s(),
        credited: s(),
        reliability: s(),
        state: State::Done,
        done: Some(Done { by: s(), at: s(), schema: s(), schema_version: s(), guideline: s() }),
        exclusion: s(),
        exclusion_reason: s(),
        no_agreement: Some(Statement { by: s(), at: s() }),
        beside: beside(x),
        fields: fields(x),
        note: s(),
    }
}

fn actor(x: &str, place: &Place) -> ActorMention {
    let s = || x.to_owned();
    ActorMention {
        id: Id::new(Kind::Actor, 7),
        place: place.clone(),
        form: s(),
        links: vec![s(), "r-1".into(), s()],
        intended: vec![s()],
        titles: vec![Title { kind: s(), place: Some(place.clone()), gloss: s() }],
        confidence: s(),
        label: s(),
        beside: beside(x),
        fields: fields(x),
        note: s(),
        authorship: authorship(x),
    }
}

fn date(x: &str, place: &Place) -> DateMention {
    let s = || x.to_owned();
    DateMention {
        id: Id::new(Kind::Date, 7),
        place: place.clone(),
        kind: s(),
        value: s(),
        reference: Some(Reference::Future),
        role: s(),
        anchor: Some(Anchor::Date(Id::new(Kind::Date, 7))),
        modifier: s(),
        calendar: s(),
        other_readings: vec![s(), s()],
        basis: Basis::Inferred(s()),
        confidence: s(),
        label: s(),
        beside: beside(x),
        fields: fields(x),
        note: s(),
        authorship: authorship(x),
    }
}

fn agreement(x: &str, place: &Place) -> Agreement {
    let s = || x.to_owned();
    let signatory = |person: &str| Signatory {
        person: person.to_owned(),
        on_behalf_of: s(),
        fields: fields(x),
        remarks: beside(x).remarks,
        note: s(),
    };
    let act = || Act { act: s(), date: DateSlot { value: s(), basis: Basis::Unknown, mention: None } };
    let party = |actor: &str| Party {
        actor: actor.to_owned(),
        capacity: s(),
        role: s(),
        acts: vec![act()],
        fields: fields(x),
        remarks: beside(x).remarks,
        note: s(),
    };
    let quantity = Quantity {
        what: s(),
        value: s(),
        low: s(),
        high: s(),
        modifier: s(),
        unit: s(),
        basis: Basis::Inferred(s()),
        place: Some(place.clone()),
        note: s(),
    };
    let slot = |mention| DateSlot { value: s(), basis: Basis::Inferred(s()), mention };
    Agreement {
        id: Id::new(Kind::Agreement, 7),
        title: s(),
        level: s(),
        kind: s(),
        status: s(),
        modality: s(),
        background: true,
        parties: vec![party(x), party("UZB")],
        parties_unknown: false,
        signatories: vec![signatory(x), signatory("r-2")],
        present: vec![s()],
        dates: Dates {
            announced: slot(None),
            signed: slot(Some(Id::new(Kind::Date, 7))),
            in_force: slot(None),
            expires: slot(None),
            validity: slot(None),
            held: slot(None),
            initialled: slot(None),
            ratified: slot(None),
            registered: slot(None),
            extended: slot(None),
            suspended: slot(None),
            terminated: slot(None),
        },
        term: slot(None),
        renewal: Renewal { kind: s(), term: s(), basis: Basis::Inferred(s()), mention: None },
        grounds: s(),
        venue: Venue { name: s(), country: s(), place: Some(place.clone()), basis: Basis::External(s()) },
        topics: vec![s()],
        quantities: vec![quantity],
        instrument: Some(place.clone()),
        trigger: Some(place.clone()),
        evidence: vec![Evidence {
            place: place.clone(),
            slots: vec![s()],
            fields: fields(x),
            remarks: beside(x).remarks,
            note: s(),
        }],
        relations: vec![Relation { kind: s(), to: s() }],
        external_ids: vec![s()],
        codes: EventCodes { cameo: s(), plover: s() },
        confidence: s(),
        credibility: s(),
        label: s(),
        beside: beside(x),
        fields: fields(x),
        note: s(),
        authorship: authorship(x),
    }
}

/// A work with `x` in every text of every record, and some codes that let more checks look at the rest.
fn work(x: &str, place: &Place) -> Work {
    let (s, place_of) = (|| x.to_owned(), || place.clone());
    let (id, authorship) = (|kind| Id::new(kind, 7), || authorship(x));
    let (actor, date, agreement) = (actor(x, place), date(x, place), agreement(x, place));
    let named = ActorMention { id: Id::new(Kind::Actor, 8), form: "name".into(), ..actor.clone() };
    let event =
        DateMention { id: Id::new(Kind::Date, 8), role: "event".into(), other_readings: Vec::new(), ..date.clone() };
    let with_status = |nth, status: &str| Agreement {
        id: Id::new(Kind::Agreement, nth),
        level: "instrument".into(),
        status: status.into(),
        ..agreement.clone()
    };
    let agreements = [with_status(8, "signed"), with_status(9, "in_force"), agreement.clone()];
    let flag = TextFlag {
        id: id(Kind::Flag),
        place: place_of(),
        kind: s(),
        intended: s(),
        label: s(),
        beside: beside(x),
        note: s(),
        authorship: authorship(),
    };
    let region = Region {
        id: id(Kind::Region),
        place: place_of(),
        kind: s(),
        label: s(),
        beside: beside(x),
        note: s(),
        authorship: authorship(),
    };
    let custom = CustomMention {
        id: id(Kind::Custom),
        place: place_of(),
        type_id: s(),
        confidence: s(),
        label: s(),
        beside: beside(x),
        fields: fields(x),
        note: s(),
        authorship: authorship(),
    };
    Work {
        header: header(x, place),
        actors: [actor, named].map(|one| (one.id.clone(), Arc::new(one))).into(),
        dates: [date, event].map(|one| (one.id.clone(), Arc::new(one))).into(),
        agreements: agreements.map(|one| (one.id.clone(), Arc::new(one))).into(),
        flags: [(flag.id.clone(), Arc::new(flag))].into(),
        customs: [(custom.id.clone(), Arc::new(custom))].into(),
        regions: [(region.id.clone(), Arc::new(region))].into(),
        ..Work::default()
    }
}

/// What belongs to the corpus, with `x` in every text but the ids.
fn shared(x: &str) -> Snapshot {
    let s = || x.to_owned();
    let name = || Name { text: s(), lang: s(), script: s(), kind: s() };
    let entry = |id: &str| RegistryEntry {
        id: id.to_owned(),
        kind: s(),
        name_en: s(),
        names: vec![name()],
        country: s(),
        sectors: vec![s()],
        part_of: vec![dated(x)],
        memberships: vec![dated(x)],
        members: vec![dated(x), dated(x)],
        exists_from: s(),
        exists_to: s(),
        successor_of: vec![s()],
        recognised: s(),
        codes: vec![Code { scheme: s(), code: s(), from: s(), until: s() }],
        roles: vec![DatedRole { title: s(), org: s(), from: s(), to: s() }],
        external_ids: vec![s()],
        merged_into: (id == "r-3").then(s),
        history: vec![Event {
            at: s(),
            by: s(),
            what: EventKind::SplitFrom,
            other: s(),
            names: vec![name()],
            taken: Box::default(),
        }],
        fields: fields(x),
        beside: beside(x),
        note: s(),
        authorship: authorship(x),
    };
    let member =
        |article: &str| Member { article: article.to_owned(), agreement: Id::new(Kind::Agreement, 7), relation: s() };
    let identity = Identity {
        id: s(),
        title: s(),
        titles: vec![name()],
        kind: s(),
        relations: vec![IdentityTie { kind: s(), identity: s(), note: s() }],
        external_ids: vec![s()],
        fields: fields(x),
        beside: beside(x),
        members: vec![member(x), member(ARTICLE)],
        adopted: vec![Adopted { field: s(), value: s(), reason: s() }],
        note: s(),
        authorship: authorship(x),
    };
    let rule = |line| RegionRule { line, kind: s() };
    let publisher = Publisher {
        name: s(),
        country: s(),
        ownership: s(),
        originality: s(),
        date_order: s(),
        time_zone: s(),
        reliability: s(),
        rules: vec![rule(LineRule::Is(s())), rule(LineRule::Begins(s()))],
        fields: fields(x),
        beside: beside(x),
        note: s(),
        authorship: authorship(x),
    };
    Snapshot {
        entries: ["r-1", "r-2", "r-3"].map(|id| (id.to_owned(), Arc::new(entry(id)))).into_iter().collect(),
        identities: [(s(), Arc::new(identity))].into_iter().collect(),
        publishers: [(s(), Arc::new(publisher))].into_iter().collect(),
        ..Snapshot::default()
    }
}

/// Articles with a place in each: words of all kinds, an intended signing, and the nonsense itself.
///
/// Long nonsense is put into one article only, where it is text as well; the checks read it often enough there.
fn articles(x: &str) -> Vec<(String, Place)> {
    let text = Text::canonical(&format!("a {x} b"));
    let whole = (text.as_str().to_owned(), Place::of(Span::new(0, text.len())));
    if x.len() > LONG {
        return vec![whole];
    }
    let cue = "“Sie werden ein Abkommen unterzeichnen”, Freitag, 9/5/2024, غداً";
    let pieces = [Span::new(0, 1), Span::new(text.len() - 1, text.len())];
    let ends = Place::from_fragments(pieces.into()).expect("there are two letters");
    vec![whole, (text.as_str().to_owned(), ends), (cue.to_owned(), Place::of(Span::new(0, cue.len())))]
}

const SCHEMA: &str = "fields: [(on: \"agreement\", id: \"x_number\", label: \"Number\", type: Number()), \
    (on: \"actor\", id: \"x_text\", label: \"Text\", type: Text), \
    (on: \"date\", id: \"x_text\", label: \"Text\", type: LongText), \
    (on: \"article\", id: \"x_number\", label: \"Date\", type: Date, required: true), \
    (on: \"article\", id: \"x_text\", label: \"Choice\", type: Choice([\"yes\", \"no\"]))], \
    checks: [(id: \"none\", when: \"not topic TRAIN\", warn: \"Is it?\")]";

#[test]
fn nonsense_is_checked_without_harm_and_in_sentences() {
    for (nth, x) in nonsense().into_iter().enumerate() {
        let languages = if x.len() > LONG { &LANGUAGES[nth % LANGUAGES.len()..][..1] } else { &LANGUAGES };
        for (text, place) in articles(&x) {
            let mut desk = Desk::of("de", "");
            desk.schema(SCHEMA);
            desk.workspace.shared = shared(&x).into_shared();
            for name in [ARTICLE, "b.txt"] {
                desk.beside(name, "de", "");
                let article = Article::new(key(name), Text::canonical(&text), String::new(), String::new(), text.len());
                desk.workspace.open(Opened::new(article, work(&x, &place), Access::Editable));
            }
            let found = desk.all();
            assert!(!found.is_empty());
            assert_eq!(checks::check(&desk.workspace, desk.opened()), found);
            // In another language the same text is read another way.
            for language in languages {
                desk.edit(|work| work.header.language = LanguageTag::Set((*language).to_owned()));
                desk.all();
            }
        }
    }
}

#[test]
fn nonsense_comes_back_from_the_annotation_file_as_it_was() {
    for x in nonsense() {
        for (text, place) in articles(&x) {
            let article = Article::new(key(ARTICLE), Text::canonical(&text), x.clone(), x.clone(), text.len());
            let work = work(&x, &place);
            let file = format::write(&work, &article, "anna", &Schema::default());
            match format::read(&file, &article) {
                Ok(read) => assert!(read == work, "{:?} comes back changed", &x[..x.floor_char_boundary(40)]),
                Err(error) => panic!("{:?} is not read: {error}", &x[..x.floor_char_boundary(40)]),
            }
            assert!(!file.bytes().any(|byte| byte < b' ' && byte != b'\n'), "no control character stands in a file");
        }
    }
}

#[test]
fn nonsense_comes_back_from_the_files_of_the_corpus_as_it_was() {
    for x in nonsense() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mine = shared(&x);
        save_shared(&Folder::new(folder.path()), &mine, &mut Snapshot::default(), &mut Base::default())
            .expect("the files are written");
        let base = load(&Folder::new(folder.path()));
        assert_eq!(base.problems().collect::<Vec<_>>(), Vec::<&str>::new());
        assert!(*base.known() == mine, "{:?} comes back changed", &x[..x.floor_char_boundary(40)]);
    }
}
