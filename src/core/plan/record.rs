//! One field of a record of an article, set to a new value.

use std::sync::Arc;

use super::field::{country_code, set, set_field};
use super::{Changes, Planner, QUOTED, Refusal, Stamp, entry};
use crate::core::annotation::{
    ActorMention, Agreement, Done, Evidence, Id, Kind, LanguageTag, Name, Party, Place, Record, Signatory, State,
    Statement, TextFlag,
};
use crate::core::finding::Severity;
use crate::core::intent::{
    ActorField, AgreementField, CustomField, DateField, FlagField, HeaderField, RegionField, Slot,
};
use crate::core::schema::actor_kind;
use crate::core::text::excerpt;
use crate::core::{checks, language};

/// What the name of a step tells of a change of the header.
enum Told {
    /// A field was changed.
    Change(&'static str),
    /// What the source of the article says was taken.
    Found(String),
    /// The state was set.
    State,
    /// That there is no agreement was stated, or taken back.
    NoAgreement(bool),
}

impl Planner<'_> {
    pub(super) fn set_actor(&self, id: &Id, field: ActorField, stamp: &mut Stamp<'_>) -> Result<Changes, Refusal> {
        let record = self.find(id)?;
        let Record::Actor(actor) = &record else { return Err(wrong_kind(id)) };
        let mut after = (**actor).clone();
        let links = matches!(field, ActorField::Links(_));
        let what = match field {
            ActorField::Form(form) => set(&mut after.form, form, "form"),
            ActorField::Links(links) => set(&mut after.links, without_repeats(links), "link"),
            ActorField::Intended(links) => set(&mut after.intended, without_repeats(links), "intended actor"),
            ActorField::Titles(titles) => {
                let mut settled = titles;
                for title in &mut settled {
                    title.place = self.settle_option(title.place.take())?;
                }
                set(&mut after.titles, settled, "titles")
            }
            ActorField::Confidence(code) => set(&mut after.confidence, code, "confidence"),
            ActorField::Field(field, value) => set_field(&mut after.fields, field, value),
            ActorField::Note(note) => set(&mut after.note, note, "note"),
        };
        let name = if links && !after.links.is_empty() {
            let registry = &self.workspace.shared.registry;
            let labels: Vec<&str> = after.links.iter().map(|link| registry.label(link)).collect();
            format!("Link {} to {}", self.name_of(id), labels.join(" and "))
        } else {
            self.change_name(what, id)
        };
        let flag = self.flag_for(actor, &after, stamp);
        let mut changes = vec![(Some(record.clone()), Some(Record::Actor(Arc::new(after))))];
        changes.extend(flag.map(|flag| (None, Some(Record::Flag(Arc::new(flag))))));
        Ok((name, changes))
    }

    /// A text that names the wrong actor is flagged in the same step, unless it is flagged already.
    fn flag_for(&self, before: &ActorMention, after: &ActorMention, stamp: &mut Stamp<'_>) -> Option<TextFlag> {
        let flagged = self.work.flags.values().any(|flag| flag.place.cover().overlaps(after.place.cover()));
        if flagged || !before.intended.is_empty() || after.intended.is_empty() {
            return None;
        }
        let registry = &self.workspace.shared.registry;
        let meant: Vec<&str> = after.intended.iter().map(|id| registry.label(id)).collect();
        let id = self.fresh_id(Kind::Flag, stamp);
        Some(TextFlag { intended: meant.join(", "), ..TextFlag::new(id, "wrong_person", after.place.clone()) })
    }

    pub(super) fn set_date(&self, id: &Id, field: DateField) -> Result<Changes, Refusal> {
        let record = self.find(id)?;
        let Record::Date(date) = &record else { return Err(wrong_kind(id)) };
        let mut after = (**date).clone();
        let what = match field {
            DateField::Kind(kind) => set(&mut after.kind, kind, "type"),
            DateField::Value(value) => {
                if !value.is_empty() {
                    after.reference = None;
                }
                set(&mut after.value, value, "value")
            }
            DateField::Reference(reference) => {
                if reference.is_some() && !after.value.is_empty() {
                    let value = &after.value;
                    return Err(Refusal::new(format!(
                        "This date has the value {value}. Empty the value first if the expression is vague."
                    )));
                }
                set(&mut after.reference, reference, "reference")
            }
            DateField::Role(role) => set(&mut after.role, role, "role"),
            DateField::Anchor(anchor) => set(&mut after.anchor, anchor, "anchor"),
            DateField::Modifier(modifier) => set(&mut after.modifier, modifier, "modifier"),
            DateField::Calendar(calendar) => set(&mut after.calendar, calendar, "calendar"),
            DateField::OtherReadings(readings) => set(&mut after.other_readings, readings, "other readings"),
            DateField::Basis(basis) => set(&mut after.basis, basis, "basis"),
            DateField::Confidence(code) => set(&mut after.confidence, code, "confidence"),
            DateField::Field(field, value) => set_field(&mut after.fields, field, value),
            DateField::Note(note) => set(&mut after.note, note, "note"),
        };
        Ok((self.change_name(what, id), vec![(Some(record), Some(Record::Date(Arc::new(after))))]))
    }

    pub(super) fn set_agreement(&self, id: &Id, field: AgreementField) -> Result<Changes, Refusal> {
        let record = self.find(id)?;
        let Record::Agreement(agreement) = &record else { return Err(wrong_kind(id)) };
        let mut after = (**agreement).clone();
        let what = match field {
            AgreementField::Title(title) => set(&mut after.title, title, "title"),
            AgreementField::Level(level) => {
                let kinds = self.workspace.schema().kinds_of(&level);
                if !kinds.iter().any(|term| *term.code == *after.kind) {
                    after.kind.clear();
                }
                set(&mut after.level, level, "level")
            }
            AgreementField::Kind(kind) => set(&mut after.kind, kind, "kind"),
            AgreementField::Status(status) => set(&mut after.status, status, "status"),
            AgreementField::Modality(modality) => set(&mut after.modality, modality, "modality"),
            AgreementField::Background(background) => set(&mut after.background, background, "background"),
            AgreementField::Parties(parties) => set(&mut after.parties, parties, "parties"),
            AgreementField::PartiesUnknown(unknown) => set(&mut after.parties_unknown, unknown, "parties"),
            AgreementField::Signatories(signatories) => set(&mut after.signatories, signatories, "signatories"),
            AgreementField::Present(present) => set(&mut after.present, without_repeats(present), "people present"),
            AgreementField::Date(which, slot) => {
                *after.dates.get_mut(which) = slot;
                "dates"
            }
            AgreementField::Venue(mut venue) => {
                venue.place = self.settle_option(venue.place.take())?;
                // A code that a file has brought along may stay.
                if venue.country != after.venue.country {
                    venue.country = country_code(self.workspace, &venue.country)?;
                }
                set(&mut after.venue, venue, "place")
            }
            AgreementField::Topics(topics) => set(&mut after.topics, without_repeats(topics), "topics"),
            AgreementField::Instrument(place) => {
                set(&mut after.instrument, self.settle_option(place)?, "name of the document")
            }
            AgreementField::Trigger(place) => set(&mut after.trigger, self.settle_option(place)?, "trigger"),
            AgreementField::Supports(part, slots) => {
                let passage = passage_of(&mut after, part)?;
                set(&mut passage.slots, without_repeats(slots), "evidence")
            }
            AgreementField::EvidenceField(part, field, value) => {
                let passage = passage_of(&mut after, part)?;
                set_field(&mut passage.fields, field, value)
            }
            AgreementField::EvidenceNote(part, note) => {
                let passage = passage_of(&mut after, part)?;
                set(&mut passage.note, note, "note on a passage")
            }
            AgreementField::Term(slot) => set(&mut after.term, slot, "term"),
            AgreementField::Renewal(renewal) => set(&mut after.renewal, renewal, "renewal"),
            AgreementField::Grounds(code) => set(&mut after.grounds, code, "grounds"),
            AgreementField::SwapEnds(nth) => {
                if let Some(one) = after.quantities.get_mut(nth) {
                    std::mem::swap(&mut one.low, &mut one.high);
                }
                "amounts"
            }
            AgreementField::Quantities(quantities) => {
                let mut settled = quantities;
                for quantity in &mut settled {
                    quantity.place = self.settle_option(quantity.place.take())?;
                }
                set(&mut after.quantities, settled, "quantities")
            }
            AgreementField::Relations(relations) => set(&mut after.relations, relations, "relations"),
            AgreementField::ExternalIds(ids) => set(&mut after.external_ids, without_repeats(ids), "ids"),
            AgreementField::Codes(codes) => set(&mut after.codes, codes, "event codes"),
            AgreementField::Confidence(code) => set(&mut after.confidence, code, "confidence"),
            AgreementField::Credibility(code) => set(&mut after.credibility, code, "credibility"),
            AgreementField::Field(field, value) => set_field(&mut after.fields, field, value),
            AgreementField::Note(note) => set(&mut after.note, note, "note"),
        };
        Ok((self.change_name(what, id), vec![(Some(record), Some(Record::Agreement(Arc::new(after))))]))
    }

    pub(super) fn set_flag(&self, id: &Id, field: FlagField) -> Result<Changes, Refusal> {
        let record = self.find(id)?;
        let Record::Flag(flag) = &record else { return Err(wrong_kind(id)) };
        let mut after = (**flag).clone();
        let what = match field {
            FlagField::Kind(kind) => set(&mut after.kind, kind, "kind"),
            FlagField::Intended(intended) => set(&mut after.intended, intended, "intended reading"),
            FlagField::Note(note) => set(&mut after.note, note, "note"),
        };
        Ok((self.change_name(what, id), vec![(Some(record), Some(Record::Flag(Arc::new(after))))]))
    }

    pub(super) fn set_region(&self, id: &Id, field: RegionField) -> Result<Changes, Refusal> {
        let record = self.find(id)?;
        let Record::Region(region) = &record else { return Err(wrong_kind(id)) };
        let mut after = (**region).clone();
        let what = match field {
            RegionField::Kind(kind) => set(&mut after.kind, kind, "kind"),
            RegionField::Note(note) => set(&mut after.note, note, "note"),
        };
        Ok((self.change_name(what, id), vec![(Some(record), Some(Record::Region(Arc::new(after))))]))
    }

    pub(super) fn set_custom(&self, id: &Id, field: CustomField) -> Result<Changes, Refusal> {
        let record = self.find(id)?;
        let Record::Custom(custom) = &record else { return Err(wrong_kind(id)) };
        let mut after = (**custom).clone();
        let what = match field {
            CustomField::Confidence(code) => set(&mut after.confidence, code, "confidence"),
            CustomField::Field(field, value) => set_field(&mut after.fields, field, value),
            CustomField::Note(note) => set(&mut after.note, note, "note"),
        };
        Ok((self.change_name(what, id), vec![(Some(record), Some(Record::Custom(Arc::new(after))))]))
    }

    pub(super) fn set_header(&self, field: HeaderField, stamp: &Stamp<'_>) -> Result<Changes, Refusal> {
        let before = self.work.header.clone();
        let mut after = before.clone();
        let told = match field {
            HeaderField::Title(place) => Told::Change(set(&mut after.title, self.settle_option(place)?, "title")),
            HeaderField::Language(LanguageTag::Set(code)) if !language::is_code(&code) => {
                let code = excerpt(&code, QUOTED);
                return Err(Refusal::new(format!(
                    "“{code}” is not a language code. Write e.g. de, vi, ar or uz-Cyrl."
                )));
            }
            HeaderField::Language(tag) => Told::Change(set(&mut after.language, tag, "language")),
            HeaderField::Direction(direction) => Told::Change(set(&mut after.direction, direction, "direction")),
            HeaderField::Published(date) => Told::Change(set(&mut after.published, date, "publication date")),
            HeaderField::PublishedBasis(basis) => Told::Change(set(&mut after.published_basis, basis, "basis")),
            HeaderField::PublishedMention(mention) => {
                Told::Change(set(&mut after.published_mention, mention, "date mark of the publication"))
            }
            HeaderField::Publisher(publisher) => Told::Change(set(&mut after.publisher, publisher, "publisher")),
            HeaderField::Url(url) => Told::Change(set(&mut after.url, url, "address")),
            HeaderField::Credited(credited) => Told::Change(set(&mut after.credited, credited, "credited source")),
            HeaderField::Reliability(code) => Told::Change(set(&mut after.reliability, code, "reliability")),
            HeaderField::State(state) => {
                if state == State::Done {
                    self.refuse_done()?;
                }
                after.set_state(state, || self.done(stamp));
                Told::State
            }
            HeaderField::Exclusion(code) => Told::Change(set(&mut after.exclusion, code, "reason")),
            HeaderField::ExclusionReason(reason) => Told::Change(set(&mut after.exclusion_reason, reason, "reason")),
            HeaderField::NoAgreement(true) => {
                let (agreements, them) = match self.work.agreements.len() {
                    0 => (String::new(), ""),
                    1 => ("an agreement".to_owned(), "it"),
                    count => (format!("{count} agreements"), "them"),
                };
                if !agreements.is_empty() {
                    return Err(Refusal::new(format!(
                        "This article has {agreements}. Delete {them} first if there is none."
                    )));
                }
                let statement = Statement { by: stamp.by.to_owned(), at: stamp.at.to_owned() };
                let kept = before.no_agreement.clone();
                after.no_agreement = kept.or(Some(statement));
                Told::NoAgreement(true)
            }
            HeaderField::NoAgreement(false) => {
                after.no_agreement = None;
                Told::NoAgreement(false)
            }
            HeaderField::Field(field, value) => Told::Change(set_field(&mut after.fields, field, value)),
            HeaderField::Found(suggestions) => {
                for suggestion in &suggestions {
                    suggestion.take(&mut after);
                }
                let words: Vec<&str> = suggestions.iter().map(|suggestion| suggestion.field.words()).collect();
                Told::Found(words.join(", "))
            }
            HeaderField::Note(note) => Told::Change(set(&mut after.note, note, "note")),
        };
        let name = match told {
            Told::State => format!("Set the state to “{}”", after.state.label()),
            Told::NoAgreement(true) => "State that there is no agreement".to_owned(),
            Told::NoAgreement(false) => "Take back that there is no agreement".to_owned(),
            Told::Change(what) => format!("Change the {what} of the article"),
            Told::Found(what) => format!("Take the {what} from the source of the article"),
        };
        Ok((name, vec![(Some(Record::Header(Box::new(before))), Some(Record::Header(Box::new(after))))]))
    }

    /// Says under what an article is set done now.
    fn done(&self, stamp: &Stamp<'_>) -> Done {
        let schema = self.workspace.schema();
        Done {
            by: stamp.by.to_owned(),
            at: stamp.at.to_owned(),
            schema: schema.id.clone(),
            schema_version: schema.version.clone(),
            guideline: self.workspace.guideline_version().to_owned(),
        }
    }

    /// Errors stop "Done"; warnings do not.
    fn refuse_done(&self) -> Result<(), Refusal> {
        // What the schema asks of work that is done is asked of it as it would be then.
        let mut done = self.opened.clone();
        Arc::make_mut(&mut done.work).header.state = State::Done;
        let found = checks::check(self.workspace, &done);
        let errors: Vec<_> = found.into_iter().filter(|one| one.severity == Severity::Error).collect();
        let Some(first) = errors.first() else { return Ok(()) };
        let many = match errors.len() {
            1 => "One thing must be put right first".to_owned(),
            count => format!("{count} things must be put right first"),
        };
        Err(Refusal {
            message: format!("{many}: {}", first.message),
            shows: first.target.record.clone(),
            offers: Vec::new(),
        })
    }

    pub(super) fn add_spelling(&self, id: &Id) -> Result<Changes, Refusal> {
        let Record::Actor(actor) = self.find(id)? else { return Err(wrong_kind(id)) };
        let [link] = actor.links.as_slice() else {
            return Err(Refusal::new("Link this mark to one actor first; then its spelling can be added."));
        };
        let registry = &self.workspace.shared.registry;
        let Some(entry) = registry.resolve(link) else {
            return Err(Refusal::new(format!("“{link}” is not in the registry. Choose an actor first.")));
        };
        let name = self.spelling(&actor.place);
        if entry.has_name(&name.text) {
            let label = entry.label();
            return Err(Refusal::new(format!("“{}” is already among the names of {label}.", name.text)));
        }
        let step = format!("Add “{}” to the names of {}", name.text, entry.label());
        let before = registry.entries().get(&entry.id).cloned().map(Record::Entry);
        let mut after = (**entry).clone();
        after.names.push(name);
        Ok((step, vec![(before, Some(Record::Entry(Arc::new(after))))]))
    }

    pub(super) fn new_entry_for(
        &self,
        id: &Id,
        slot: Slot,
        typed: &str,
        stamp: &mut Stamp<'_>,
    ) -> Result<Changes, Refusal> {
        let record = self.find(id)?;
        let mut entry = entry::new_entry(self.workspace, typed, stamp)?;
        let mut changes = Vec::new();
        let after = match (&record, slot) {
            (Record::Actor(actor), Slot::Links | Slot::Intended) => {
                let mut after = (**actor).clone();
                // A mark of another program may say what it is.
                if let Some(kind) = actor_kind(&actor.label) {
                    entry.kind = kind.into();
                }
                if slot == Slot::Links {
                    let name = self.spelling(&actor.place);
                    let known = entry.names.iter_mut().find(|known| known.text == name.text);
                    match known {
                        // The article knows the language, too.
                        Some(known) => *known = name,
                        None if actor.form == "name" && name.text != entry.name_en => entry.names.push(name),
                        None => {}
                    }
                    after.links.push(entry.id.clone());
                } else {
                    after.intended.push(entry.id.clone());
                }
                Record::Actor(Arc::new(after))
            }
            (Record::Agreement(agreement), _) => {
                let mut after = (**agreement).clone();
                let new = entry.id.clone();
                match slot {
                    Slot::Signatories => {
                        after.signatories.push(Signatory::of(new, ""));
                        entry.kind = "person".into();
                    }
                    Slot::Present => {
                        after.present.push(new);
                        entry.kind = "person".into();
                    }
                    _ => after.parties.push(Party::of(new, "")),
                }
                Record::Agreement(Arc::new(after))
            }
            _ => return Err(wrong_kind(id)),
        };
        let name = format!("New actor “{}”", entry.label());
        changes.push((None, Some(Record::Entry(Arc::new(entry)))));
        changes.push((Some(record), Some(after)));
        Ok((name, changes))
    }

    /// Gives the text of a mark as a name, with its script and the language of the article where it is in it.
    fn spelling(&self, place: &Place) -> Name {
        let text = self.opened.article.text.slice(place.cover()).split_whitespace().collect::<Vec<_>>().join(" ");
        let script = language::script_of(&text);
        // A name in another script than its article is not in the language of the article.
        let around = language::article_script(self.opened.article.text.as_str());
        let own = script == around || (script == "Hani" && matches!(around, "Jpan" | "Kore"));
        let lang = self.opened.language().filter(|_| own).unwrap_or_default().to_owned();
        Name { text, lang, script: script.to_owned(), kind: String::new() }
    }

    fn settle_option(&self, place: Option<Place>) -> Result<Option<Place>, Refusal> {
        place.map(|place| self.settle(&place)).transpose()
    }

    fn change_name(&self, what: &str, id: &Id) -> String {
        format!("Change the {what} of {}", self.name_of(id))
    }
}

fn passage_of(agreement: &mut Agreement, part: usize) -> Result<&mut Evidence, Refusal> {
    let passage = agreement.evidence.get_mut(part);
    passage.ok_or_else(|| Refusal::new("This passage is gone. Select the mark again."))
}

fn wrong_kind(id: &Id) -> Refusal {
    Refusal::new(format!("The record {id} has no such field."))
}

/// Drops what stands in a list a second time, and what is empty.
fn without_repeats(list: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::with_capacity(list.len());
    for item in list {
        if !item.is_empty() && !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}
