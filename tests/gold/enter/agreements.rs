//! The agreements, their dates and places, and what each passage shows.

use glossator::core::annotation::{
    Agreement, Basis, DateOf, DateSlot, EventCodes, FieldValue, Id, Kind, Party, Place, RegistryEntry, Signatory, Venue,
};
use glossator::core::intent::{AgreementField, CustomField, Intent};

use super::{Passage, Scribe};
use crate::book::Gold;

impl Scribe<'_> {
    pub(super) fn enter_agreement(&mut self, gold: &Gold<'_>) {
        let evidence = gold.items("evidence");
        let id = self.mark(Kind::Agreement, &evidence[0], &gold.name());
        for passage in &evidence[1..] {
            let place = self.place(passage);
            self.enter(Intent::AddPlace(id.clone(), place.clone()));
            self.passages.push(Passage { id: id.clone(), span: place.cover(), surface: passage.text("surface") });
        }
        let party = |entry: &RegistryEntry| Party::of(&entry.id, capacity_of(entry));
        let parties = gold.texts("parties").iter().map(|id| party(self.entry(id))).collect();
        let signatories = self.entries(&gold.texts("signatories")).into_iter();
        let signatories = signatories.map(|person| Signatory::of(person, "")).collect();
        let codes = gold.get("codes").expect("codes");
        let codes = EventCodes { cameo: codes.text("cameo"), plover: codes.text("plover") };
        let (dates, reason) = self.dates_of(gold);
        let instrument = gold.get("instrument").map(|passage| self.place(&passage));
        let trigger = gold.get("trigger").map(|passage| self.place(&passage));
        let mut fields = vec![
            AgreementField::Title(gold.text("title_en")),
            AgreementField::Level(gold.text("level")),
            AgreementField::Kind(gold.text("type")),
            AgreementField::Status(gold.text("status")),
            AgreementField::Modality(gold.text("modality")),
            AgreementField::Background(gold.is("background")),
            AgreementField::Parties(parties),
            AgreementField::Signatories(signatories),
            AgreementField::Present(self.entries(&gold.texts("officials_present"))),
            AgreementField::Venue(self.venue_of(gold, evidence[0].number("line"))),
            AgreementField::Topics(gold.texts("topics")),
            AgreementField::Instrument(instrument),
            AgreementField::Trigger(trigger),
            AgreementField::Codes(codes),
            AgreementField::Confidence(gold.text("confidence")),
            AgreementField::Note(gold.text("note")),
        ];
        fields.extend(dates.into_iter().map(|(which, slot)| AgreementField::Date(which, slot)));
        for field in fields {
            self.enter(Intent::SetAgreement(id.clone(), field));
        }
        self.comment(Some(&id), "dates.signed", "", &reason);
        self.enter_slots(&id);
    }

    /// Gives every date of an agreement, also those the gold file does not have, and what is to be noted.
    fn dates_of(&self, gold: &Gold<'_>) -> (Vec<(DateOf, DateSlot)>, String) {
        let (basis, noted) = basis_of(&gold.text("date_basis"));
        let mention = gold.get("date_mention").map(|_| self.ids[&gold.text("date_mention")].clone());
        let own = DateSlot::of(gold.text("date"), basis, mention);
        // Of what is not signed it is the day of the talks.
        let of_own = if gold.text("status") == "signed" { DateOf::Signed } else { DateOf::Held };
        let years = gold.text("validity");
        let mut marks = self.work().dates.values().filter(|date| date.role == "validity" && date.value == years);
        let mention = marks.next().map(|date| date.id.clone());
        let validity = match years.as_str() {
            "" => DateSlot::default(),
            _ => DateSlot::of(years, Basis::Explicit, mention),
        };
        let slot = |which| match which {
            DateOf::Validity => validity.clone(),
            which if which == of_own => own.clone(),
            _ => DateSlot::default(),
        };
        (DateOf::ALL.map(|which| (which, slot(which))).to_vec(), noted)
    }

    /// Finds the venue of an agreement: in the line of its evidence, else where the text names it.
    fn venue_of(&self, gold: &Gold<'_>, line: usize) -> Venue {
        let name = gold.text("place");
        let places = self.book.of("places", self.doc);
        let near = places.iter().find(|place| place.number("line") == line && place.text("name_en").contains(&name));
        let named = || places.iter().find(|place| place.text("name_en") == name);
        let (basis, noted) = basis_of(&gold.text("place_basis"));
        assert!(noted.is_empty(), "{noted}");
        let found = near.or_else(named).expect("the text names the place");
        Venue { name: found.text("name_en"), country: String::new(), place: Some(self.place(found)), basis }
    }

    /// Says of each passage what it shows.
    fn enter_slots(&mut self, id: &Id) {
        let agreement: Agreement = (*self.work().agreements[id]).clone();
        let named = agreement.dates.validity.mention.as_ref().map(|date| self.work().dates[date].place.clone());
        for (part, passage) in agreement.evidence.iter().enumerate() {
            let shows = |place: &Option<Place>| {
                place.as_ref().is_some_and(|place| passage.place.cover().contains(place.cover()))
            };
            let slots = [
                ("status", shows(&agreement.trigger)),
                ("kind", shows(&agreement.instrument)),
                ("validity", shows(&named)),
            ];
            let mut slots: Vec<String> =
                slots.iter().filter(|(_, shows)| *shows).map(|(slot, _)| (*slot).to_owned()).collect();
            if slots.is_empty() {
                slots.push("record_as_a_whole".to_owned());
            }
            self.enter(Intent::SetAgreement(id.clone(), AgreementField::Supports(part, slots)));
        }
    }

    /// Marks a place, whether it is the venue of an agreement or not.
    pub(super) fn enter_place(&mut self, gold: &Gold<'_>) {
        let id = self.mark(Kind::Custom, gold, &gold.name());
        for (field, key) in [("kind", "kind"), ("name", "name_en")] {
            let value = FieldValue::from(gold.text(key));
            self.enter(Intent::SetCustom(id.clone(), CustomField::Field(field.to_owned(), value)));
        }
        self.enter(Intent::SetCustom(id, CustomField::Note(gold.text("note"))));
    }
}

/// Gives the capacity in which an actor is a party.
fn capacity_of(entry: &RegistryEntry) -> &'static str {
    match entry.kind.as_str() {
        "state" => "state",
        "gov_org" => "ministry",
        "academic" => "agency",
        other => panic!("{other} is no party"),
    }
}

/// Reads a basis, and gives apart what it cannot hold.
fn basis_of(text: &str) -> (Basis, String) {
    let after = |start: &str| text.strip_prefix(start).map(|rest| rest.trim_start_matches([':', ' ']).to_owned());
    match text {
        "not stated" => (Basis::NotStated, String::new()),
        "no event date anywhere in the article" => (Basis::NotStated, text.to_owned()),
        _ => (Basis::Inferred(after("inferred").unwrap_or_else(|| text.to_owned())), String::new()),
    }
}
