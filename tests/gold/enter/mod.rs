//! The gold entered into the program, one change after the other, as a person would make them.

mod agreements;
mod marks;
mod registry;

use std::collections::{BTreeMap, BTreeSet};

use glossator::app::Glossator;
use glossator::core::annotation::{Basis, Id, Kind, LanguageTag, Missing, Place, RegistryEntry, Remark, Work};
use glossator::core::intent::{FlagField, HeaderField, Intent, RegionField};
use glossator::core::language::{self, Direction};
use glossator::core::shared::Registry;
use glossator::core::text::{Span, Text};
use glossator::session::{FieldKey, Focus};

use crate::book::{Book, Gold};
use crate::common::{change, problems, shown};
use registry::enter_registry;

/// Scheme under which an entry of the registry keeps the id it has in the gold file.
const SCHEME: &str = "gold";
/// The type of mark for places, which the schema of the corpus shows.
const PLACE: &str = "place";

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
        self.enter_published_mention();
        for agreement in self.book.of("agreements", self.doc) {
            self.enter_agreement(&agreement);
        }
        for place in self.book.of("places", self.doc) {
            self.enter_place(&place);
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

    /// Says something about one field, and why it is empty where a code is given.
    fn comment(&mut self, id: Option<&Id>, path: &str, missing: &str, comment: &str) {
        if missing.is_empty() && comment.is_empty() {
            return;
        }
        let remark = Remark { missing: missing.to_owned(), comment: comment.to_owned(), ..Remark::default() };
        self.enter(Intent::Remark(id.cloned(), path.to_owned(), remark));
    }

    /// Marks a passage as a new record, into whose first field the keyboard goes.
    fn mark(&mut self, kind: Kind, gold: &Gold<'_>, name: &str) -> Id {
        let place = self.place(gold);
        let before = all_ids(self.work());
        match kind {
            Kind::Custom => self.enter(Intent::MarkAs(PLACE.to_owned(), place.clone())),
            kind => self.enter(Intent::Mark(kind, place.clone())),
        }
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
        let named = gold.text("publisher");
        let unnamed = named.starts_with("not stated");
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
            HeaderField::Publisher(if unnamed { String::new() } else { named.clone() }),
            HeaderField::Credited(gold.text("source_credited")),
            HeaderField::Note(joined(&notes)),
        ] {
            self.enter(Intent::SetHeader(field));
        }
        if unnamed {
            self.comment(None, "publisher", Missing::NotStated.code(), &named);
        }
    }

    /// Points to the date mark that says when the article appeared, once the dates are marked.
    fn enter_published_mention(&mut self) {
        let gold = self.book.document(self.doc);
        let mention = gold.get("dct_mention").map(|_| self.ids[&gold.text("dct_mention")].clone());
        self.enter(Intent::SetHeader(HeaderField::PublishedMention(mention)));
    }

    fn enter_region(&mut self, gold: &Gold<'_>) {
        let id = self.mark(Kind::Region, gold, &gold.name());
        let kind = match gold.text("kind").as_str() {
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
}

/// Lists the ids of all records of a work.
pub fn all_ids(work: &Work) -> BTreeSet<Id> {
    let main = work.actors.keys().chain(work.dates.keys()).chain(work.agreements.keys());
    main.chain(work.flags.keys()).chain(work.regions.keys()).chain(work.customs.keys()).cloned().collect()
}
