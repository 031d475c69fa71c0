//! One annotator at one article, who makes the changes a person makes.
//!
//! A passage is given as words of the article with brackets around what is marked: `"bauen das [Netz] aus"`. The words
//! stand in the article exactly once, so that no mark can come to lie somewhere else.

use std::collections::BTreeSet;

use glossator::app::{Glossator, World};
use glossator::core::annotation::{
    Anchor, Basis, DateOf, DateSlot, Id, Kind, LanguageTag, Party, Place, Quantity, Reference, Relation, Remark,
    Signatory, State, Title, Venue, Work,
};
use glossator::core::checks;
use glossator::core::intent::{ActorField, AgreementField, DateField, FlagField, HeaderField, Intent, RegionField};
use glossator::core::text::Span;

use crate::common::{change, problems, shown};
use crate::names::entry_id;

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    Mira,
    Tomas,
}

impl Reader {
    /// Gives the name of the annotator.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mira => "mira",
            Self::Tomas => "tomas",
        }
    }
}

/// A clock that stands still while an article is read, and numbers that are other for each reading.
#[derive(Debug)]
pub struct Desk {
    now: String,
    last: u64,
}

impl Desk {
    /// Sets the clock, from which the numbers follow.
    pub fn at(now: &str, reader: Reader) -> Self {
        let seed = now.bytes().chain(reader.name().bytes());
        let seed =
            seed.fold(0xcbf2_9ce4_8422_2325_u64, |all, byte| (all ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
        Self { now: now.to_owned(), last: seed }
    }
}

impl World for Desk {
    fn now(&mut self) -> String {
        self.now.clone()
    }

    fn random(&mut self) -> u64 {
        // SplitMix64.
        self.last = self.last.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.last;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// What is said of an agreement; what is left out stays as a new record has it.
pub struct Deal<'a> {
    pub title: &'a str,
    pub level: &'a str,
    pub kind: &'a str,
    pub status: &'a str,
    pub modality: &'a str,
    pub background: bool,
    /// Each with its capacity and its role.
    pub parties: Vec<(&'a str, &'a str, &'a str)>,
    pub parties_unknown: bool,
    /// Each with the party signed for.
    pub signatories: Vec<(&'a str, &'a str)>,
    pub present: Vec<&'a str>,
    pub dates: Vec<(DateOf, DateSlot)>,
    pub term: DateSlot,
    /// Name, country, the passage that names it, and what it rests on.
    pub venue: Option<(&'a str, &'a str, &'a str, Basis)>,
    pub topics: Vec<&'a str>,
    pub quantities: Vec<Quantity>,
    pub instrument: &'a str,
    pub trigger: &'a str,
    /// Each with what it shows.
    pub evidence: Vec<(&'a str, &'a [&'a str])>,
    pub relations: Vec<(&'a str, &'a Id)>,
    pub confidence: &'a str,
    pub note: &'a str,
}

impl Default for Deal<'_> {
    fn default() -> Self {
        Self {
            title: "",
            level: "instrument",
            kind: "unspecified_document",
            status: "unknown",
            modality: "asserted",
            background: false,
            parties: Vec::new(),
            parties_unknown: false,
            signatories: Vec::new(),
            present: Vec::new(),
            dates: Vec::new(),
            term: DateSlot::default(),
            venue: None,
            topics: Vec::new(),
            quantities: Vec::new(),
            instrument: "",
            trigger: "",
            evidence: Vec::new(),
            relations: Vec::new(),
            confidence: "high",
            note: "",
        }
    }
}

/// Makes a basis that is inferred for a reason.
pub fn inferred(reason: &str) -> Basis {
    Basis::Inferred(reason.to_owned())
}

/// Makes a slot without a value that says why it is empty.
pub fn none(basis: Basis) -> DateSlot {
    DateSlot::of("", basis, None)
}

/// An annotator at an article.
pub struct Scribe<'a> {
    app: &'a mut Glossator,
    pub reader: Reader,
}

impl<'a> Scribe<'a> {
    /// Sits down at the article on the screen.
    pub fn at(app: &'a mut Glossator, reader: Reader) -> Self {
        Self { app, reader }
    }

    /// Tells whether it is Mira who reads.
    pub fn is_mira(&self) -> bool {
        self.reader == Reader::Mira
    }

    /// Chooses what Mira says, or what Tomas says.
    pub fn or<T>(&self, mira: T, tomas: T) -> T {
        if self.is_mira() { mira } else { tomas }
    }

    fn work(&self) -> &Work {
        &shown(self.app).work
    }

    /// Makes one change, which must not be refused.
    pub fn enter(&mut self, intent: Intent) {
        self.app.session.notices.clear();
        let what = format!("{intent:?}");
        change(self.app, intent);
        assert!(problems(self.app).is_empty(), "{what}: {:?}", problems(self.app));
    }

    /// Makes one change that makes a record.
    fn made(&mut self, intent: Intent) -> Id {
        let before = ids(self.work());
        let what = format!("{intent:?}");
        self.enter(intent);
        let mut new = ids(self.work()).difference(&before).cloned().collect::<Vec<Id>>();
        assert_eq!(new.len(), 1, "{what}");
        new.remove(0)
    }

    /// Finds the passage in brackets.
    pub fn place(&self, passage: &str) -> Place {
        let text = shown(self.app).article.text.as_str();
        let words: String = passage.chars().filter(|c| !"[]".contains(*c)).collect();
        let mut found = text.match_indices(&words).map(|(at, _)| at);
        let at = found.next().unwrap_or_else(|| panic!("“{words}” is not in the article"));
        assert_eq!(found.next(), None, "“{words}” stands in the article twice");
        let (mut open, mut fragments, mut offset) = (None, Vec::new(), at);
        for c in passage.chars() {
            match c {
                '[' => open = Some(offset),
                ']' => fragments.push(Span::new(open.take().expect("a bracket is open"), offset)),
                other => offset += other.len_utf8(),
            }
        }
        Place::from_fragments(fragments).unwrap_or_else(|| panic!("“{passage}” marks nothing"))
    }

    fn maybe(&self, passage: &str) -> Option<Place> {
        (!passage.is_empty()).then(|| self.place(passage))
    }

    fn links(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().map(|key| entry_id(self.app, key)).collect()
    }

    /// Marks an actor.
    pub fn actor(&mut self, passage: &str, form: &str, keys: &[&str]) -> Id {
        let id = self.made(Intent::Mark(Kind::Actor, self.place(passage)));
        self.enter(Intent::SetActor(id.clone(), ActorField::Form(form.to_owned())));
        self.enter(Intent::SetActor(id.clone(), ActorField::Links(self.links(keys))));
        id
    }

    /// Marks a name.
    pub fn name(&mut self, passage: &str, key: &str) -> Id {
        self.actor(passage, "name", &[key])
    }

    /// Marks a title or phrase that stands for somebody.
    pub fn called(&mut self, passage: &str, keys: &[&str]) -> Id {
        self.actor(passage, "description", keys)
    }

    /// Marks a demonym, which Tomas never does.
    pub fn adjective(&mut self, passage: &str, key: &str) {
        if self.is_mira() {
            self.actor(passage, "adjective", &[key]);
        }
    }

    /// Marks the name of a person with what stands beside it: kind, passage and English words of each title.
    pub fn person(&mut self, passage: &str, key: &str, titles: &[(&str, &str, &str)]) -> Id {
        let id = self.name(passage, key);
        let title = |(kind, passage, gloss): &(&str, &str, &str)| Title {
            kind: (*kind).to_owned(),
            place: Some(self.place(passage)),
            gloss: (*gloss).to_owned(),
        };
        let titles = titles.iter().map(title).collect();
        self.enter(Intent::SetActor(id.clone(), ActorField::Titles(titles)));
        id
    }

    /// Changes fields of an actor.
    pub fn set_actor(&mut self, id: &Id, fields: Vec<ActorField>) {
        for field in fields {
            self.enter(Intent::SetActor(id.clone(), field));
        }
    }

    /// Gives the ids of actors by their keys.
    pub fn ids_of(&self, keys: &[&str]) -> Vec<String> {
        self.links(keys)
    }

    /// Marks a date.
    pub fn date(&mut self, passage: &str, value: &str, role: &str, basis: Basis) -> Id {
        let id = self.made(Intent::Mark(Kind::Date, self.place(passage)));
        if value.starts_with('P') {
            self.set_date(&id, vec![DateField::Kind("duration".to_owned())]);
        }
        let fields =
            vec![DateField::Value(value.to_owned()), DateField::Role(role.to_owned()), DateField::Basis(basis)];
        self.set_date(&id, fields);
        id
    }

    /// Marks an expression that repeats another date, or counts from it.
    pub fn from(&mut self, passage: &str, value: &str, role: &str, anchor: &Id) -> Id {
        let id = self.date(passage, value, role, inferred("from the date it points to"));
        self.set_date(&id, vec![DateField::Anchor(Some(Anchor::Date(anchor.clone())))]);
        id
    }

    /// Marks an expression that counts from the day on which the article appeared.
    pub fn relative(&mut self, passage: &str, value: &str, role: &str) -> Id {
        let id = self.date(passage, value, role, Basis::DocumentDate);
        self.set_date(&id, vec![DateField::Anchor(Some(Anchor::Published))]);
        id
    }

    /// Marks an expression that only points into a direction of time.
    pub fn vague(&mut self, passage: &str, reference: Reference, role: &str) -> Id {
        let id = self.made(Intent::Mark(Kind::Date, self.place(passage)));
        self.set_date(&id, vec![DateField::Reference(Some(reference)), DateField::Role(role.to_owned())]);
        id
    }

    /// Changes fields of a date.
    pub fn set_date(&mut self, id: &Id, fields: Vec<DateField>) {
        for field in fields {
            self.enter(Intent::SetDate(id.clone(), field));
        }
    }

    /// Makes a slot of a marked date.
    pub fn slot(&self, date: &Id) -> DateSlot {
        let mark = &self.work().dates[date];
        DateSlot::of(&mark.value, mark.basis.clone(), Some(date.clone()))
    }

    /// Makes a slot of a marked date that says for itself why the date is that of the slot.
    pub fn slot_for(&self, date: &Id, reason: &str) -> DateSlot {
        DateSlot::of(&self.work().dates[date].value, inferred(reason), Some(date.clone()))
    }

    /// Greys what is not the article.
    pub fn region(&mut self, passage: &str, kind: &str) {
        let id = self.made(Intent::Mark(Kind::Region, self.place(passage)));
        self.enter(Intent::SetRegion(id, RegionField::Kind(kind.to_owned())));
    }

    /// Flags what is wrong with the text.
    pub fn flag(&mut self, passage: &str, kind: &str, intended: &str, note: &str) -> Id {
        let id = self.made(Intent::Mark(Kind::Flag, self.place(passage)));
        self.enter(Intent::SetFlag(id.clone(), FlagField::Kind(kind.to_owned())));
        self.enter(Intent::SetFlag(id.clone(), FlagField::Intended(intended.to_owned())));
        self.enter(Intent::SetFlag(id.clone(), FlagField::Note(note.to_owned())));
        id
    }

    /// Sets fields of the article.
    pub fn header(&mut self, fields: Vec<HeaderField>) {
        for field in fields {
            self.enter(Intent::SetHeader(field));
        }
    }

    /// Says where the title stands and in which language the article is.
    pub fn title(&mut self, passage: &str, language: &str) {
        let title = Some(self.place(passage));
        self.header(vec![HeaderField::Title(title), HeaderField::Language(LanguageTag::Set(language.to_owned()))]);
    }

    /// Says something about one field, and why it is empty where a code is given.
    pub fn remark(&mut self, id: Option<&Id>, path: &str, missing: &str, comment: &str) {
        let remark = Remark { missing: missing.to_owned(), comment: comment.to_owned(), ..Remark::default() };
        self.enter(Intent::Remark(id.cloned(), path.to_owned(), remark));
    }

    /// Makes a quantity that a passage states.
    pub fn quantity(&self, what: &str, value: &str, unit: &str, passage: &str) -> Quantity {
        let place = Some(self.place(passage));
        Quantity { what: what.to_owned(), value: value.to_owned(), unit: unit.to_owned(), place, ..Quantity::default() }
    }

    /// Marks the passages of an agreement and says what they show.
    pub fn deal(&mut self, deal: &Deal<'_>) -> Id {
        let (first, more) = deal.evidence.split_first().expect("an agreement has a passage");
        let id = self.made(Intent::Mark(Kind::Agreement, self.place(first.0)));
        for (passage, _) in more {
            self.enter(Intent::AddPlace(id.clone(), self.place(passage)));
        }
        self.fill(&id, deal);
        id
    }

    /// Makes a second agreement on the passages and the verb of another one.
    pub fn twin(&mut self, of: &Id, deal: &Deal<'_>) -> Id {
        let id = self.made(Intent::Twin(of.clone()));
        self.fill(&id, deal);
        id
    }

    fn fill(&mut self, id: &Id, deal: &Deal<'_>) {
        let link = |key: &str| if key.is_empty() { String::new() } else { entry_id(self.app, key) };
        let party = |(key, capacity, role): &(&str, &str, &str)| {
            let party = Party::of(link(key), *capacity);
            if role.is_empty() { party } else { Party { role: (*role).to_owned(), ..party } }
        };
        let signatory = |(person, party): &(&str, &str)| Signatory::of(link(person), link(party));
        let relation = |(kind, to): &(&str, &Id)| Relation { kind: (*kind).to_owned(), to: to.as_str().to_owned() };
        let venue = deal.venue.as_ref().map(|(name, country, passage, basis)| Venue {
            name: (*name).to_owned(),
            country: (*country).to_owned(),
            place: self.maybe(passage),
            basis: basis.clone(),
        });
        let mut fields = vec![
            AgreementField::Title(deal.title.to_owned()),
            AgreementField::Level(deal.level.to_owned()),
            AgreementField::Kind(deal.kind.to_owned()),
            AgreementField::Status(deal.status.to_owned()),
            AgreementField::Modality(deal.modality.to_owned()),
            AgreementField::Background(deal.background),
            AgreementField::Parties(deal.parties.iter().map(party).collect()),
            AgreementField::PartiesUnknown(deal.parties_unknown),
            AgreementField::Signatories(deal.signatories.iter().map(signatory).collect()),
            AgreementField::Present(self.links(&deal.present)),
            AgreementField::Term(deal.term.clone()),
            AgreementField::Venue(venue.unwrap_or_default()),
            AgreementField::Topics(deal.topics.iter().map(|code| (*code).to_owned()).collect()),
            AgreementField::Quantities(deal.quantities.clone()),
            AgreementField::Instrument(self.maybe(deal.instrument)),
            AgreementField::Trigger(self.maybe(deal.trigger)),
            AgreementField::Relations(deal.relations.iter().map(relation).collect()),
            AgreementField::Confidence(deal.confidence.to_owned()),
            AgreementField::Note(deal.note.to_owned()),
        ];
        for which in DateOf::ALL {
            let given = deal.dates.iter().find(|(of, _)| *of == which).map(|(_, slot)| slot.clone());
            fields.push(AgreementField::Date(which, given.unwrap_or_default()));
        }
        for (passage, slots) in &deal.evidence {
            let place = self.place(passage);
            let part = self.work().agreements[id].evidence.iter().position(|one| one.place == place);
            let slots = slots.iter().map(|slot| (*slot).to_owned()).collect();
            fields.push(AgreementField::Supports(part.expect("the passage is marked"), slots));
        }
        for field in fields {
            self.enter(Intent::SetAgreement(id.clone(), field));
        }
    }

    /// Lets the warnings of a check about a record stand, or those about the article.
    pub fn accept(&mut self, id: Option<&Id>, check: u8, reason: &str) {
        let found = checks::check(&self.app.desk.workspace, shown(self.app)).into_iter();
        let found: Vec<_> = found.filter(|one| one.number == check && one.target.record.as_ref() == id).collect();
        assert!(!found.is_empty(), "check {check} finds nothing at {id:?}");
        for one in found {
            self.enter(Intent::Accept(id.cloned(), one.accept(reason)));
        }
    }

    /// Sets the article done, which must not be refused.
    pub fn done(&mut self) {
        self.header(vec![HeaderField::State(State::Done)]);
    }
}

/// Lists the ids of all records of a work.
pub fn ids(work: &Work) -> BTreeSet<Id> {
    let marks = work.actors.keys().chain(work.dates.keys()).chain(work.agreements.keys());
    marks.chain(work.flags.keys()).chain(work.regions.keys()).chain(work.customs.keys()).cloned().collect()
}
