//! The gold entered into the program, one change after the other, as a person would make them.

use std::collections::{BTreeMap, BTreeSet};

use glossator::app::Glossator;
use glossator::core::annotation::{
    Agreement, Anchor, Basis, DateMention, DateOf, DateSlot, EventCodes, Id, Kind, LanguageTag, Name, Party, Place,
    Record, Reference, RegistryEntry, Signatory, Title, Venue, Work,
};
use glossator::core::dates::DateValue;
use glossator::core::intent::{
    ActorField, AgreementField, CorpusIntent, DateField, EntryField, FlagField, HeaderField, Intent, RegionField,
};
use glossator::core::language::{self, Direction};
use glossator::core::matching::fold;
use glossator::core::shared::Registry;
use glossator::core::text::{Span, Text};
use glossator::session::{FieldKey, Focus};

use super::book::{Book, Gold};
use super::common::{change, problems, shown};

/// Scheme under which an entry of the registry keeps the id it has in the gold file.
const SCHEME: &str = "gold";

/// A passage that must be marked: the record, and where and what the text is.
pub struct Passage {
    pub id: Id,
    pub span: Span,
    pub surface: String,
}

/// Enters what the gold file says of one article.
pub struct Scribe<'a> {
    app: &'a mut Glossator,
    book: &'a Book,
    doc: &'a str,
    text: Text,
    /// Records by the names they have in the gold file.
    ids: BTreeMap<String, Id>,
    passages: Vec<Passage>,
}

/// Makes one change, which must not be refused.
pub fn enter(app: &mut Glossator, intent: Intent) {
    app.session.notices.clear();
    let what = format!("{intent:?}");
    change(app, intent);
    assert!(problems(app).is_empty(), "{what}: {:?}", problems(app));
}

/// Finds the entry that stands for one of the gold file: of the same id, or made for it.
pub fn entry_of<'a>(registry: &'a Registry, gold: &str) -> Option<&'a RegistryEntry> {
    let made = format!("{SCHEME}:{gold}");
    let made = registry.entries().values().find(|entry| entry.external_ids.contains(&made));
    made.or_else(|| registry.get(gold)).map(|entry| &**entry)
}

/// Enters the actors of the gold file that the registry does not know yet.
pub fn enter_registry(app: &mut Glossator, book: &Book) {
    for gold in book.all("registry") {
        let id = gold.text("id");
        let known = entry_of(&app.desk.workspace.shared.registry, &id).cloned();
        let entry = match known {
            Some(entry) => entry.id,
            None => new_entry(app, &gold),
        };
        complete(app, book, &gold, &entry);
    }
}

/// Makes an entry with the name the gold file has for it.
fn new_entry(app: &mut Glossator, gold: &Gold<'_>) -> String {
    let ids = |app: &Glossator| app.desk.workspace.shared.registry.entries().keys().cloned().collect::<BTreeSet<_>>();
    let before = ids(app);
    enter(app, Intent::Corpus(CorpusIntent::NewEntry(gold.text("name_en"))));
    let mut new: Vec<String> = ids(app).difference(&before).cloned().collect();
    let id = new.pop().expect("an entry was made");
    let mut set = |field| enter(app, Intent::Corpus(CorpusIntent::SetEntry(id.clone(), field)));
    set(EntryField::Kind(kind_of(gold).to_owned()));
    set(EntryField::ExternalIds(vec![format!("{SCHEME}:{}", gold.text("id"))]));
    id
}

/// Gives the kind of entry for a type of the gold file, which does not tell organisations apart.
fn kind_of(gold: &Gold<'_>) -> &'static str {
    match (gold.text("type").as_str(), gold.text("sector_plover").as_str()) {
        ("state", _) => "state",
        ("person", _) => "person",
        ("group", _) => "group",
        ("organisation", "EDU") => "academic",
        ("organisation", "JRN") => "media",
        ("organisation", "COP" | "GOV") => "gov_org",
        other => panic!("{other:?} has no kind of entry"),
    }
}

/// Says of an entry what it does not say by itself; what it says must be what the gold file says.
fn complete(app: &mut Glossator, book: &Book, gold: &Gold<'_>, id: &str) {
    let entry = |app: &Glossator| (**app.desk.workspace.shared.registry.get(id).expect("the entry is there")).clone();
    let is = entry(app);
    let mut fields = Vec::new();
    let name = gold.text("name_en");
    if !is.all_names().any(|known| fold(known) == fold(&name)) {
        let mut names = is.names.clone();
        names.push(Name { text: name, lang: "en".into(), script: "Latn".into(), kind: "short".into() });
        fields.push(EntryField::Names(names));
    }
    let part_of = gold.get("part_of").map(|_| gold.text("part_of"));
    let part_of =
        part_of.map(|whole| entry_of(&app.desk.workspace.shared.registry, &whole).expect("the whole").id.clone());
    for (is, said, field) in [
        (&is.country, gold.text("country"), EntryField::Country as fn(String) -> EntryField),
        (&is.sector, gold.text("sector_plover"), EntryField::Sector),
        (&is.part_of, part_of.unwrap_or_default(), EntryField::PartOf),
    ] {
        assert!(is.is_empty() || *is == said, "{id}: “{is}” is not “{said}”");
        if *is != said {
            fields.push(field(said));
        }
    }
    let mut notes = vec![gold.text("note")];
    let members = gold.texts("members").join(", ");
    if !members.is_empty() {
        book.set_aside("registry[].members", &members);
        notes.push(format!("members: {members}"));
    }
    if let Some(wikidata) = gold.get("wikidata").map(|_| format!("wikidata:{}", gold.text("wikidata"))) {
        assert!(is.external_ids.contains(&wikidata), "{id}: {wikidata}");
        book.set_aside("registry[].wikidata_source", "*");
        notes.push(format!("{wikidata} from {}", gold.text("wikidata_source")));
    }
    let note = joined(&notes);
    if note != is.note {
        fields.push(EntryField::Note(note));
    }
    for field in fields {
        enter(app, Intent::Corpus(CorpusIntent::SetEntry(id.to_owned(), field)));
    }
    let entry = entry(app);
    assert!(
        app.desk.workspace.schema().knows(glossator::core::schema::Vocabulary::ActorKind, &entry.kind),
        "{}",
        entry.kind
    );
    assert_eq!(entry.kind, kind_of(gold), "{id}");
}

/// Joins what is to be said in one note.
fn joined(notes: &[String]) -> String {
    let notes: Vec<&str> = notes.iter().map(String::as_str).filter(|note| !note.is_empty()).collect();
    notes.join("; ")
}

impl<'a> Scribe<'a> {
    /// Sits down at the article on the screen.
    pub fn at(app: &'a mut Glossator, book: &'a Book, doc: &'a str) -> Self {
        let text = shown(app).article.text.clone();
        Self { app, book, doc, text, ids: BTreeMap::new(), passages: Vec::new() }
    }

    /// Enters everything the gold file says of the article, and gives what must be marked now.
    pub fn enter_all(mut self) -> Vec<Passage> {
        enter_registry(self.app, self.book);
        self.enter_header();
        for region in self.book.of("boilerplate", self.doc) {
            self.enter_region(&region);
        }
        let mentions = self.book.of("mentions", self.doc);
        for mention in &mentions {
            self.enter_mention(mention);
        }
        for date in self.book.of("dates", self.doc) {
            self.enter_date(&date);
        }
        for agreement in self.book.of("agreements", self.doc) {
            self.enter_agreement(&agreement);
        }
        for place in self.book.of("places", self.doc) {
            self.look_at_place(&place);
        }
        for flag in self.book.of("text_errors", self.doc) {
            self.enter_flag(&flag);
        }
        for mention in &mentions {
            self.compare_surroundings(mention);
        }
        self.passages
    }

    fn enter(&mut self, intent: Intent) {
        enter(self.app, intent);
    }

    fn work(&self) -> &Work {
        &shown(self.app).work
    }

    fn registry(&self) -> &Registry {
        &self.app.desk.workspace.shared.registry
    }

    fn entry(&self, gold: &str) -> &RegistryEntry {
        entry_of(self.registry(), gold).unwrap_or_else(|| panic!("{gold} is not in the registry"))
    }

    /// Gives the ids of the entries that stand for some of the gold file.
    fn entries(&self, gold: &[String]) -> Vec<String> {
        gold.iter().map(|id| self.entry(id).id.clone()).collect()
    }

    fn place(&self, gold: &Gold<'_>) -> Place {
        Place::of(gold.span(&self.text))
    }

    /// Marks a passage as a new record, into whose first field the keyboard goes.
    fn mark(&mut self, kind: Kind, gold: &Gold<'_>, name: &str) -> Id {
        let place = self.place(gold);
        let before = all_ids(self.work());
        self.enter(Intent::Mark(kind, place.clone()));
        let new: Vec<Id> = all_ids(self.work()).difference(&before).cloned().collect();
        let [id] = &new[..] else { panic!("{name} was not marked") };
        let field = match kind {
            Kind::Actor => FieldKey::Name,
            Kind::Date => FieldKey::Value,
            Kind::Agreement => FieldKey::Title,
            Kind::Flag => FieldKey::of("flag.intended"),
            Kind::Custom | Kind::Region => FieldKey::Note,
        };
        assert_eq!(self.app.desk.open.focus, Some(Focus::Record(id.clone(), field)));
        self.ids.insert(name.to_owned(), id.clone());
        self.passages.push(Passage { id: id.clone(), span: place.cover(), surface: gold.text("surface") });
        id.clone()
    }

    fn enter_header(&mut self) {
        let gold = self.book.document(self.doc);
        let (article, text) = (&shown(self.app).article, self.text.as_str());
        assert_eq!(article.key.as_str(), gold.text("file"));
        assert_eq!(article.bytes_sha256, gold.text("sha256"));
        assert_eq!((article.bytes, self.text.chars()), (gold.number("bytes"), gold.number("code_points")));
        assert_eq!(self.text.paragraphs().len(), gold.number("lines"));
        assert_eq!(language::script_of(text), gold.text("script"));
        let title = gold.text("title");
        // The first place of a title may be that in the head of the page.
        let start = text.rfind(&title).expect("the title stands in the text");
        let direction = if gold.text("dir") == "rtl" { Direction::Rtl } else { Direction::Ltr };
        let published = if gold.get("dct").is_some() { gold.text("dct") } else { gold.text("dct_inferred") };
        let mut notes = Vec::new();
        let mut publisher = gold.text("publisher");
        if publisher.starts_with("not stated") {
            self.book.set_aside("documents[].publisher", &publisher);
            notes.push(format!("publisher {}", std::mem::take(&mut publisher)));
        }
        for gold in self.book.all("possible_disagreements") {
            if ["all", self.doc].contains(&gold.text("doc").as_str()) {
                self.book.set_aside("possible_disagreements[]", "*");
                notes.push(format!("{}: {}", gold.text("about"), gold.text("note")));
            }
        }
        for field in [
            HeaderField::Title(Some(Place::of(Span::new(start, start + title.len())))),
            HeaderField::Language(LanguageTag::Set(gold.text("lang"))),
            HeaderField::Direction(Some(direction)),
            HeaderField::Published(published),
            HeaderField::PublishedBasis(Basis::Inferred(gold.text("dct_basis"))),
            HeaderField::Publisher(publisher),
            HeaderField::Credited(gold.text("source_credited")),
            HeaderField::Note(joined(&notes)),
        ] {
            self.enter(Intent::SetHeader(field));
        }
    }

    fn enter_region(&mut self, gold: &Gold<'_>) {
        let id = self.mark(Kind::Region, gold, &gold.name());
        let kind = match gold.text("kind").as_str() {
            "site_counter" => "counter".to_owned(),
            "page_header_clock" => "page_clock".to_owned(),
            same => same.to_owned(),
        };
        self.enter(Intent::SetRegion(id.clone(), RegionField::Kind(kind)));
        self.enter(Intent::SetRegion(id, RegionField::Note(gold.text("note"))));
    }

    fn enter_flag(&mut self, gold: &Gold<'_>) {
        let id = self.mark(Kind::Flag, gold, &gold.name());
        self.enter(Intent::SetFlag(id.clone(), FlagField::Kind(gold.text("kind"))));
        self.enter(Intent::SetFlag(id, FlagField::Note(gold.text("note"))));
    }

    fn enter_mention(&mut self, gold: &Gold<'_>) {
        let id = self.mark(Kind::Actor, gold, &gold.name());
        let form = match gold.text("form").as_str() {
            "NAM" => "name",
            "NOM" => "description",
            "ADJ" => "adjective",
            "PRO" => "pronoun",
            other => panic!("{other} is no form"),
        };
        let links = self.entries(&gold.texts("entities"));
        let title = |kind: &str, gold: &Gold<'_>| Title {
            kind: kind.to_owned(),
            place: Some(self.place(gold)),
            gloss: gold.text("gloss_en"),
        };
        let mut titles: Vec<Title> = gold.items("roles").iter().map(|role| title("title", role)).collect();
        titles.extend(gold.get("rank").iter().map(|rank| title("rank", rank)));
        for field in [
            ActorField::Form(form.to_owned()),
            ActorField::Links(links),
            ActorField::Titles(titles),
            ActorField::Note(gold.text("note")),
        ] {
            self.enter(Intent::SetActor(id.clone(), field));
        }
        self.learn_spelling(gold, &id);
    }

    /// Writes a name among those of the actor, if the program did not bring the actor along.
    fn learn_spelling(&mut self, gold: &Gold<'_>, id: &Id) {
        let [entity] = &gold.texts("entities")[..] else { return };
        let entry = self.entry(entity);
        let whole = !gold.texts("flags").contains(&"truncated".to_owned());
        if gold.text("form") == "NAM" && whole && entry.id != *entity && !entry.has_name(&gold.text("surface")) {
            self.enter(Intent::AddSpelling(id.clone()));
            assert!(self.entry(entity).has_name(&gold.text("surface")));
        }
    }

    /// Compares what the gold file says of the things around a mention with what the program can compute.
    fn compare_surroundings(&self, gold: &Gold<'_>) {
        let span = gold.span(&self.text);
        let work = self.work();
        let links = gold.texts("entities");
        for entity in &links {
            let golden = self.book.all("registry").into_iter().find(|entry| entry.text("id") == *entity);
            let golden = golden.expect("the entity is in the registry of the gold file");
            assert_eq!(gold.text("type"), golden.text("type"), "{}", gold.name());
            if gold.get("name_en").is_some() {
                assert_eq!(gold.text("name_en"), golden.text("name_en"), "{}", gold.name());
            }
            if gold.get("wikidata").is_some() {
                let wikidata = format!("wikidata:{}", gold.text("wikidata"));
                assert!(self.entry(entity).external_ids.contains(&wikidata), "{}", gold.name());
            }
        }
        if gold.get("nested_in").is_some() {
            let outer = work.actors[&self.ids[&gold.text("nested_in")]].place.cover();
            assert!(outer != span && outer.contains(span), "{}", gold.name());
        }
        if gold.get("inside").is_some() {
            let mentions = work.actors.values().map(|actor| Record::Actor(actor.clone()));
            let agreements = work.agreements.values().map(|agreement| Record::Agreement(agreement.clone()));
            let around = |record: Record| {
                let places = record.places().into_iter().chain(record.side_places()).map(Place::cover);
                places.into_iter().any(|outer| outer != span && outer.contains(span))
            };
            assert!(mentions.chain(agreements).any(around), "{}: {}", gold.name(), gold.text("inside"));
        }
        if gold.get("flags").is_some() {
            let flagged = work.flags.values().any(|flag| flag.place.cover().contains(span));
            assert!(flagged, "{}: {:?}", gold.name(), gold.texts("flags"));
        }
    }

    fn enter_date(&mut self, gold: &Gold<'_>) {
        let id = self.mark(Kind::Date, gold, &gold.name());
        let timex = gold.get("timex3").expect("a TIMEX3 reading");
        let kind = timex.text("type").to_lowercase();
        let (value, vague) = (gold.text("value_edtf"), timex.text("value"));
        let reference = match vague.as_str() {
            "PAST_REF" => Some(Reference::Past),
            "PRESENT_REF" => Some(Reference::Present),
            "FUTURE_REF" => Some(Reference::Future),
            period if period.starts_with('P') => {
                self.book.set_aside("dates[].timex3.value", period);
                None
            }
            same => {
                assert_eq!(same, value);
                None
            }
        };
        let mut notes = vec![gold.text("note")];
        let mut readings = Vec::new();
        for reading in gold.texts("other_readings") {
            match reading.split_once(' ') {
                Some((value, _)) if DateValue::parse(value).is_ok() => {
                    self.book.set_aside("dates[].other_readings[]", "*");
                    readings.push(value.to_owned());
                }
                _ => self.book.set_aside("dates[].other_readings[]", &reading),
            }
            notes.push(format!("other reading: {reading}"));
        }
        // A vague expression says no more than it says: nothing is inferred there.
        let explicit = gold.is("fully_specified_in_text") || reference.is_some();
        let anchor = self.ids.get(&gold.text("anchor")).cloned().map(Anchor::Date);
        let reason = if anchor.is_some() { String::new() } else { gold.text("anchor") };
        let role = gold.text("role");
        if timex.get("functionInDocument").is_some() {
            assert_eq!((timex.text("functionInDocument").as_str(), role.as_str()), ("PUBLICATION_TIME", "publication"));
        }
        for field in [
            DateField::Kind(kind),
            if reference.is_some() { DateField::Reference(reference) } else { DateField::Value(value) },
            DateField::Role(role),
            DateField::Anchor(anchor),
            DateField::OtherReadings(readings),
            DateField::Basis(if explicit { Basis::Explicit } else { Basis::Inferred(reason) }),
            DateField::Confidence(gold.text("confidence")),
            DateField::Note(joined(&notes)),
        ] {
            self.enter(Intent::SetDate(id.clone(), field));
        }
        self.compare_bounds(gold, &id);
    }

    /// Compares what the program computes from a value with what the gold file says.
    fn compare_bounds(&self, gold: &Gold<'_>, id: &Id) {
        let date: &DateMention = &self.work().dates[id];
        let fine = DateValue::parse(&date.value).map(|value| value.granularity());
        match (gold.text("granularity").as_str(), fine) {
            ("vague", Err(_)) | ("day", Ok("day")) | ("year_range", Ok("range")) => {}
            ("minute", Ok("second")) => self.book.set_aside("dates[].granularity", "minute"),
            other => panic!("{}: {other:?}", gold.name()),
        }
        if gold.get("begin").is_some() {
            let (first, last) = DateValue::parse(&date.value).expect("a value").bounds();
            assert_eq!(first, Some(format!("{}-01-01", gold.text("begin"))));
            assert_eq!(last, Some(format!("{}-12-31", gold.text("end"))));
        }
    }

    fn enter_agreement(&mut self, gold: &Gold<'_>) {
        let evidence = gold.items("evidence");
        let id = self.mark(Kind::Agreement, &evidence[0], &gold.name());
        for passage in &evidence[1..] {
            let place = self.place(passage);
            self.enter(Intent::AddPlace(id.clone(), place.clone()));
            self.passages.push(Passage { id: id.clone(), span: place.cover(), surface: passage.text("surface") });
        }
        let mut notes = vec![gold.text("note")];
        let party = |entry: &RegistryEntry| Party::of(&entry.id, capacity_of(entry));
        let parties = gold.texts("parties").iter().map(|id| party(self.entry(id))).collect();
        let signatories = self.entries(&gold.texts("signatories")).into_iter();
        let signatories = signatories.map(|person| Signatory::of(person, "")).collect();
        let mut modality = gold.text("modality");
        if modality == "unclear" {
            self.book.set_aside("agreements[].modality", &modality);
            notes.push(format!("modality: {}", std::mem::take(&mut modality)));
        }
        let codes = gold.get("codes").expect("codes");
        let codes = EventCodes { cameo: codes.text("cameo"), plover: codes.text("plover") };
        let (dates, reason) = self.dates_of(gold);
        notes.push(reason);
        let instrument = gold.get("instrument").map(|passage| self.place(&passage));
        let trigger = gold.get("trigger").map(|passage| self.place(&passage));
        let mut fields = vec![
            AgreementField::Title(gold.text("title_en")),
            AgreementField::Level(gold.text("level")),
            AgreementField::Kind(gold.text("type")),
            AgreementField::Status(gold.text("status")),
            AgreementField::Modality(modality),
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
            AgreementField::Note(joined(&notes)),
        ];
        fields.extend(dates.into_iter().map(|(which, slot)| AgreementField::Date(which, slot)));
        for field in fields {
            self.enter(Intent::SetAgreement(id.clone(), field));
        }
        self.enter_slots(&id);
    }

    /// Gives every date of an agreement, also those the gold file does not have, and what is to be noted.
    fn dates_of(&self, gold: &Gold<'_>) -> (Vec<(DateOf, DateSlot)>, String) {
        let (basis, noted) = basis_of(&gold.text("date_basis"));
        if !noted.is_empty() {
            self.book.set_aside("agreements[].date_basis", &noted);
        }
        let mention = gold.get("date_mention").map(|_| self.ids[&gold.text("date_mention")].clone());
        let own = DateSlot::of(gold.text("date"), basis, mention);
        let of_own = if gold.text("status") == "signed" { DateOf::Signed } else { DateOf::Announced };
        if of_own == DateOf::Announced && !own.value.is_empty() {
            self.book.set_aside("agreements[].date", "*");
        }
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

    /// Looks whether a place is the venue of an agreement; it has no other record.
    fn look_at_place(&self, gold: &Gold<'_>) {
        let place = Some(self.place(gold));
        if !self.work().agreements.values().any(|agreement| agreement.venue.place == place) {
            assert_ne!(gold.text("name_en"), "");
            self.book.set_aside("places[]", &gold.name());
        }
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

/// Lists the ids of all records of a work.
pub fn all_ids(work: &Work) -> BTreeSet<Id> {
    let main = work.actors.keys().chain(work.dates.keys()).chain(work.agreements.keys());
    main.chain(work.flags.keys()).chain(work.regions.keys()).chain(work.customs.keys()).cloned().collect()
}
