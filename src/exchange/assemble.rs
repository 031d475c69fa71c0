//! Records from documents: the way back from [`crate::core::doc::flatten`], and from the files of other programs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::core::annotation::{
    ActorMention, Agreement, Anchor, Authorship, Basis, CustomMention, DateMention, DateOf, Evidence, Header, Id, Kind,
    LanguageTag, Origin, Party, Place, Record, Reference, Region, RegistryEntry, Relation, Signatory, State, Statement,
    TextFlag, Title, is_entry_id,
};
use crate::core::doc::{Doc, Fields, Link, Node, label};
use crate::core::language::Direction;
use crate::core::schema::Schema;
use crate::core::shared::Registry;

/// What a label of a file means here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A record of this kind.
    Kind(Kind),
    /// A mark of a type that the schema adds.
    Custom(String),
    /// Nothing: it is left out on purpose.
    Skip,
}

/// What the labels of a dataset mean, where a person has said so.
pub type Mapping = BTreeMap<String, Meaning>;

/// Who imports, from where, and by which rules.
#[derive(Clone, Copy)]
pub struct Import<'a> {
    /// What is written down as origin, e.g. `brat: 2024/a.ann`.
    pub origin: &'a str,
    /// The annotator in whose work the records go.
    pub by: &'a str,
    /// UTC, RFC 3339, whole seconds.
    pub at: &'a str,
    /// Meanings given by a person; they come before the usual ones.
    pub mapping: &'a Mapping,
    /// The actors there are.
    pub registry: &'a Registry,
    /// The vocabularies in force.
    pub schema: &'a Schema,
}

/// What came of a document.
#[derive(Clone, Debug, Default)]
pub struct Assembled {
    /// What is known about the article as a whole.
    pub header: Header,
    /// The records.
    pub records: Vec<Record>,
    /// Entries of the registry that records point to and the registry does not have.
    pub entries: Vec<Arc<RegistryEntry>>,
    /// What could not be mapped, one line each: node, what, why.
    pub unmapped: Vec<String>,
}

/// Says what a label usually means; nothing for one that only a person can judge.
#[must_use]
pub fn usual_meaning(name: &str, schema: &Schema) -> Option<Meaning> {
    if schema.type_def(name).is_some() {
        return Some(Meaning::Custom(name.to_owned()));
    }
    let word: String = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    Some(Meaning::Kind(match word.as_str() {
        "actor" | "per" | "pers" | "person" | "org" | "organization" | "organisation" | "gpe" | "norp" | "country"
        | "company" | "government" => Kind::Actor,
        "date" | "time" | "datetime" | "timex" | "timex3" | "dat" => Kind::Date,
        "agreement" | "treaty" | "contract" => Kind::Agreement,
        "textflag" => Kind::Flag,
        "region" => Kind::Region,
        _ => return None,
    }))
}

/// Lets marks of the named-entity layer of `DKPro`, which `INCEpTION` and `WebAnno` ship, be called by their value.
pub fn name_entities(doc: &mut Doc) {
    for node in doc.nodes.iter_mut().filter(|node| node.label == "NamedEntity") {
        if let Some(value) = node.fields.remove("value").and_then(|values| values.into_iter().next()) {
            node.label = value;
        }
    }
}

/// Makes records of a document.
#[must_use]
pub fn assemble(doc: &Doc, import: Import<'_>) -> Assembled {
    let mut links: Vec<Vec<usize>> = vec![Vec::new(); doc.nodes.len()];
    for (at, link) in doc.links.iter().enumerate() {
        links[link.from].push(at);
    }
    let mut assembly = Assembly { doc, import, made: Assembled::default(), ids: BTreeMap::new(), links };
    assembly.header();
    let meanings: Vec<Option<Meaning>> = doc.nodes.iter().map(|node| assembly.meaning(node)).collect();
    for (at, meaning) in meanings.iter().enumerate() {
        let kind = match meaning {
            Some(Meaning::Kind(kind)) => *kind,
            Some(Meaning::Custom(_)) => Kind::Custom,
            _ => continue,
        };
        let id = assembly.id_for(&doc.nodes[at], kind);
        assembly.ids.insert(at, id);
    }
    for (at, meaning) in meanings.into_iter().enumerate() {
        if let Some(id) = assembly.ids.get(&at).cloned() {
            assembly.record(at, id, meaning);
        }
    }
    assembly.unused_links();
    assembly.missing_entries();
    assembly.made
}

/// Takes fields out one by one; what stays was not understood.
struct Taken(Fields);

/// Tells whether the fields are those of a record of ours, of which an empty field says that it is empty.
fn is_ours(fields: &Fields) -> bool {
    fields.contains_key("origin")
}

impl Taken {
    /// Takes a field; where a file of another program does not say, the value that a new record has.
    fn or(&mut self, ours: bool, name: &str, other: &str) -> String {
        let text = self.one(name);
        if text.is_empty() && !ours { other.to_owned() } else { text }
    }

    fn one(&mut self, name: &str) -> String {
        self.0.remove(name).and_then(|values| values.into_iter().next()).unwrap_or_default()
    }

    fn all(&mut self, name: &str) -> Vec<String> {
        self.0.remove(name).unwrap_or_default()
    }

    fn yes(&mut self, name: &str) -> bool {
        matches!(self.one(name).as_str(), "yes" | "true")
    }

    fn basis(&mut self, prefix: &str) -> Basis {
        let code = self.one(&format!("{prefix}basis"));
        let reason = self.one(&format!("{prefix}basis_reason"));
        Basis::Explicit.with_code(&code).with_reason(reason)
    }

    /// Takes the fields that the schema adds.
    fn own(&mut self) -> crate::core::annotation::Fields {
        let names: Vec<String> =
            self.0.keys().filter(|name| name.starts_with("x_") || name.starts_with("f_")).cloned().collect();
        let field = |name: String| {
            let value = match self.0.remove(&name).unwrap_or_default() {
                values if values.len() == 1 => values.concat(),
                more => crate::core::doc::joined(&more),
            };
            (name.strip_prefix("f_").map_or(name.clone(), str::to_owned), value)
        };
        names.into_iter().map(field).collect()
    }
}

struct Assembly<'a> {
    doc: &'a Doc,
    import: Import<'a>,
    made: Assembled,
    /// Ids of the records by node.
    ids: BTreeMap<usize, Id>,
    /// The links that come from each node.
    links: Vec<Vec<usize>>,
}

impl Assembly<'_> {
    fn unmapped(&mut self, node: &Node, why: &str) {
        let quote = crate::core::text::excerpt(&self.doc.quote(node), 40);
        self.made.unmapped.push(format!("{}: {} {} “{quote}”: {why}", self.doc.name, node.label, node.id));
    }

    /// Says what a node becomes; parts of records become nothing of their own.
    fn meaning(&mut self, node: &Node) -> Option<Meaning> {
        if let Some(meaning) = self.import.mapping.get(&node.label) {
            return Some(meaning.clone()).filter(|meaning| *meaning != Meaning::Skip);
        }
        let is_part = label::ALL.contains(&node.label.as_str()) && !label::RECORDS.contains(&node.label.as_str());
        if is_part {
            return None;
        }
        let meaning = usual_meaning(&node.label, self.import.schema);
        if meaning.is_none() {
            self.unmapped(node, "no such label is known here; say what it means with --map");
        }
        meaning
    }

    /// Keeps an id of ours, and makes one of another that is the same at the next import.
    fn id_for(&self, node: &Node, kind: Kind) -> Id {
        if let Some(id) = Id::parse(&node.id).filter(|id| id.kind() == kind) {
            return id;
        }
        let ends: Vec<String> = node.spans.iter().map(|span| format!("{}-{}", span.start, span.end)).collect();
        let named = [self.doc.name.as_str(), &node.label, &node.id, &ends.join(" ")].join("\n");
        let hash = Sha256::digest(named);
        Id::new(kind, hash.iter().take(5).fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
    }

    fn place(&self, node: &Node) -> Option<Place> {
        Place::from_fragments(node.spans.iter().copied().filter(|span| self.doc.text.fits(*span)).collect())
    }

    fn links_of(&self, at: usize) -> impl Iterator<Item = &Link> {
        self.links[at].iter().map(|link| &self.doc.links[*link])
    }

    /// Lists the nodes that a node is linked to by a role.
    fn linked(&self, at: usize, role: &str) -> Vec<usize> {
        self.links_of(at).filter(|link| link.role == role).map(|link| link.to).collect()
    }

    /// Finds the part of a record.
    fn part(&self, at: usize, role: &str, wanted: &str) -> Option<Place> {
        let to = self.linked(at, role).into_iter().find(|to| self.doc.nodes[*to].label == wanted)?;
        self.place(&self.doc.nodes[to])
    }

    /// Lists the parts of a record in their order: by the number at the end of their id, else by place.
    fn parts(&self, at: usize, role: &str, wanted: &str) -> Vec<&Node> {
        let nodes = self.linked(at, role).into_iter().map(|to| &self.doc.nodes[to]);
        let mut parts: Vec<&Node> = nodes.filter(|node| node.label == wanted).collect();
        parts.sort_by_key(|node| (number(&node.id).unwrap_or(usize::MAX), node.cover().map(|cover| cover.start)));
        parts
    }

    fn authorship(&self, fields: &mut Taken) -> Authorship {
        let or = |text: String, other: &str| if text.is_empty() { other.to_owned() } else { text };
        let by = or(fields.one("created_by"), self.import.by);
        let at = or(fields.one("created_at"), self.import.at);
        let changed = (fields.one("changed_by"), fields.one("changed_at"));
        drop((fields.one("origin"), fields.one("accepted_by")));
        Authorship {
            changed_by: or(changed.0, &by),
            changed_at: or(changed.1, &at),
            origin: Origin::Imported(self.import.origin.to_owned()),
            accepted_by: Some(self.import.by.to_owned()),
            ..Authorship::by(by, at)
        }
    }

    fn record(&mut self, at: usize, id: Id, meaning: Option<Meaning>) {
        let node = &self.doc.nodes[at];
        let place = self.place(node);
        let mut fields = Taken(node.fields.clone());
        fields.0.remove("actor_names");
        let authorship = self.authorship(&mut fields);
        if id.kind() != Kind::Agreement && place.is_none() {
            return self.unmapped(node, "it has no place in the text");
        }
        let kind = id.kind();
        let record = match (kind, place) {
            (Kind::Actor, Some(place)) => Some(self.actor(at, id, place, &mut fields, authorship)),
            (Kind::Date, Some(place)) => Some(self.date(at, id, place, &mut fields, authorship)),
            (Kind::Agreement, place) => Some(self.agreement(at, id, place, &mut fields, authorship)),
            (Kind::Flag, Some(place)) => Some(Record::Flag(Arc::new(TextFlag {
                intended: fields.one("intended"),
                note: fields.one("note"),
                authorship,
                ..TextFlag::new(id, fields.one("kind"), place)
            }))),
            (Kind::Region, Some(place)) => Some(Record::Region(Arc::new(Region {
                note: fields.one("note"),
                authorship,
                ..Region::new(id, fields.one("kind"), place)
            }))),
            (Kind::Custom, Some(place)) => {
                let type_id = match meaning {
                    Some(Meaning::Custom(type_id)) => type_id,
                    _ => node.label.clone(),
                };
                Some(Record::Custom(Arc::new(CustomMention {
                    confidence: fields.one("confidence"),
                    note: fields.one("note"),
                    fields: fields.own(),
                    authorship,
                    ..CustomMention::new(id, type_id, place)
                })))
            }
            (_, None) => None,
        };
        self.made.records.extend(record);
        for name in fields.0.keys() {
            self.unmapped(node, &format!("the field {name} has no place here"));
        }
    }

    fn actor(&self, at: usize, id: Id, place: Place, fields: &mut Taken, authorship: Authorship) -> Record {
        let ours = is_ours(&self.doc.nodes[at].fields);
        let titles = self.parts(at, "title", label::ACTOR_TITLE);
        let mut numbered: Vec<(usize, Title)> = Vec::new();
        for (order, node) in titles.into_iter().enumerate() {
            let kind =
                if ours { node.field("kind").to_owned() } else { or_default(node.field("kind").to_owned(), "title") };
            let title = Title { kind, place: self.place(node), gloss: node.field("gloss").to_owned() };
            numbered.push((number(&node.id).unwrap_or(order), title));
        }
        for text in fields.all("titles") {
            let mut parts = text.splitn(3, ':');
            let number = parts.next().and_then(|number| number.parse().ok()).unwrap_or(usize::MAX);
            let kind = parts.next().unwrap_or_default().to_owned();
            numbered.push((number, Title { kind, place: None, gloss: parts.next().unwrap_or_default().to_owned() }));
        }
        numbered.sort_by_key(|(number, _)| *number);
        Record::Actor(Arc::new(ActorMention {
            form: fields.or(ours, "form", "name"),
            links: fields.all("links"),
            intended: fields.all("intended"),
            titles: numbered.into_iter().map(|(_, title)| title).collect(),
            confidence: fields.one("confidence"),
            fields: fields.own(),
            note: fields.one("note"),
            authorship,
            id,
            place,
        }))
    }

    fn date(&self, at: usize, id: Id, place: Place, fields: &mut Taken, authorship: Authorship) -> Record {
        let ours = is_ours(&self.doc.nodes[at].fields);
        let anchor = fields.one("anchor");
        let linked = self.linked(at, "anchor").into_iter().find_map(|to| self.ids.get(&to)).cloned();
        Record::Date(Arc::new(DateMention {
            kind: fields.or(ours, "kind", "date"),
            value: fields.one("value"),
            reference: match fields.one("reference").as_str() {
                "past" => Some(Reference::Past),
                "present" => Some(Reference::Present),
                "future" => Some(Reference::Future),
                _ => None,
            },
            role: fields.or(ours, "role", "other"),
            anchor: match anchor.as_str() {
                "published" => Some(Anchor::Published),
                other => Id::parse(other).or(linked).map(Anchor::Date),
            },
            modifier: fields.one("modifier"),
            calendar: fields.or(ours, "calendar", "gregorian"),
            other_readings: fields.all("other_readings"),
            basis: fields.basis(""),
            confidence: fields.one("confidence"),
            fields: fields.own(),
            note: fields.one("note"),
            authorship,
            id,
            place,
        }))
    }

    fn agreement(&self, at: usize, id: Id, place: Option<Place>, fields: &mut Taken, authorship: Authorship) -> Record {
        let ours = is_ours(&self.doc.nodes[at].fields);
        let mut made = Agreement::new(id, Place::of(crate::core::text::Span { start: 0, end: 0 }));
        made.trigger = self.part(at, "trigger", label::TRIGGER);
        made.instrument = self.part(at, "instrument", label::INSTRUMENT);
        let evidence = self.parts(at, "evidence", label::EVIDENCE).into_iter();
        let slots = |node: &Node| node.fields.get("slots").cloned().unwrap_or_default();
        made.evidence = evidence.filter_map(|node| Some(Evidence::of(self.place(node)?, slots(node)))).collect();
        // A mark of another program is its own evidence; one of ours that stands at its trigger is not.
        let own = place.filter(|place| made.evidence.is_empty() && made.trigger.as_ref() != Some(place));
        made.evidence.extend(own.map(|place| Evidence::of(place, Vec::new())));
        made.title = fields.one("title");
        made.level = fields.or(ours, "level", &made.level);
        made.kind = fields.or(ours, "kind", &made.kind);
        made.status = fields.or(ours, "status", &made.status);
        made.modality = fields.or(ours, "modality", &made.modality);
        made.background = fields.yes("background");
        made.parties_unknown = fields.yes("parties_unknown");
        let two = |text: String| match text.split_once(':') {
            Some((first, second)) => (first.to_owned(), second.to_owned()),
            None => (text, String::new()),
        };
        made.parties =
            fields.all("parties").into_iter().map(two).map(|(actor, capacity)| Party::of(actor, capacity)).collect();
        if made.parties.is_empty() {
            let parties = self.actors(at, "party").into_iter();
            made.parties = parties.map(|actor| Party::of(actor, "")).collect();
        }
        let signatories = fields.all("signatories").into_iter().map(two);
        made.signatories = signatories.map(|(person, on_behalf_of)| Signatory::of(person, on_behalf_of)).collect();
        made.present = fields.all("present");
        for which in DateOf::ALL {
            let linked = self.linked(at, which.code()).into_iter().find_map(|to| self.ids.get(&to)).cloned();
            let slot = made.dates.get_mut(which);
            slot.value = fields.one(which.code());
            slot.basis = fields.basis(&format!("{}_", which.code()));
            slot.mention = Id::parse(&fields.one(&format!("{}_mention", which.code()))).or(linked);
        }
        made.venue.name = fields.one("venue_name");
        made.venue.country = fields.one("venue_country");
        made.venue.basis = fields.basis("venue_");
        made.venue.place = self.part(at, "venue", label::VENUE);
        made.topics = fields.all("topics");
        let relations = fields.all("relations").into_iter().map(two);
        made.relations = relations.map(|(kind, to)| Relation { kind, to }).collect();
        made.external_ids = fields.all("external_ids");
        made.codes.cameo = fields.one("cameo");
        made.codes.plover = fields.one("plover");
        made.confidence = fields.one("confidence");
        made.credibility = fields.one("credibility");
        made.fields = fields.own();
        made.note = fields.one("note");
        made.authorship = authorship;
        Record::Agreement(Arc::new(made))
    }

    /// Gives the registry ids of the mentions a node is linked to; brat numbers roles that repeat.
    fn actors(&self, at: usize, role: &str) -> Vec<String> {
        let plain = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
        let links = self.links_of(at).filter(|link| plain(&link.role) == role);
        let mut actors: Vec<String> = Vec::new();
        for actor in links.filter_map(|link| self.doc.nodes[link.to].fields.get("links")?.first()) {
            if !actors.contains(actor) {
                actors.push(actor.clone());
            }
        }
        actors
    }

    /// Names the links of other programs that no field of a record has taken up.
    fn unused_links(&mut self) {
        let of_parts = ["evidence", "trigger", "instrument", "venue", "title"];
        let lines: Vec<String> = self
            .doc
            .links
            .iter()
            .filter(|link| !is_ours(&self.doc.nodes[link.from].fields))
            .filter(|link| {
                let (from, to) = (self.ids.get(&link.from), &self.doc.nodes[link.to]);
                let role = link.role.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
                let dated = role == "anchor" || DateOf::ALL.into_iter().any(|which| which.code() == role);
                let taken = from.is_some_and(|from| match from.kind() {
                    Kind::Agreement if role == "party" => to.fields.contains_key("links"),
                    Kind::Agreement | Kind::Date if dated => {
                        self.ids.get(&link.to).is_some_and(|to| to.kind() == Kind::Date)
                    }
                    _ => of_parts.contains(&role.as_str()) && label::ALL.contains(&to.label.as_str()),
                });
                !taken
            })
            .map(|link| {
                let name = |at: usize| {
                    let node = &self.doc.nodes[at];
                    format!("{} “{}”", node.label, crate::core::text::excerpt(&self.doc.quote(node), 30))
                };
                let (from, to) = (name(link.from), name(link.to));
                format!("{}: the link {} from {from} to {to} has no place here", self.doc.name, link.role)
            })
            .collect();
        self.made.unmapped.extend(lines);
    }

    fn header(&mut self) {
        let mut fields = Taken(self.doc.fields.clone());
        for derived in ["language_detected", "annotator", "schema_id", "schema_version", "text_sha256"] {
            fields.0.remove(derived);
        }
        let title = self.doc.nodes.iter().find(|node| node.label == label::ARTICLE_TITLE);
        let language = fields.one("language");
        let by = fields.one("no_agreement_by");
        let at = fields.one("no_agreement_at");
        self.made.header = Header {
            title: title.and_then(|node| self.place(node)),
            language: if language.is_empty() { LanguageTag::Detected } else { LanguageTag::Set(language) },
            direction: match fields.one("direction").as_str() {
                "ltr" => Some(Direction::Ltr),
                "rtl" => Some(Direction::Rtl),
                _ => None,
            },
            published: fields.one("published"),
            published_basis: fields.basis("published_"),
            publisher: fields.one("publisher"),
            url: fields.one("url"),
            credited: fields.one("credited"),
            reliability: fields.one("reliability"),
            state: state(&fields.one("state")),
            exclusion_reason: fields.one("exclusion_reason"),
            no_agreement: (!by.is_empty()).then_some(Statement { by, at }),
            fields: fields.own(),
            note: fields.one("note"),
        };
        for name in fields.0.keys() {
            self.made.unmapped.push(format!("{}: the field {name} of the article has no place here", self.doc.name));
        }
    }

    /// Makes entries for what records point to and the registry does not have, with the names the file gives.
    fn missing_entries(&mut self) {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for node in &self.doc.nodes {
            for text in node.fields.get("actor_names").into_iter().flatten() {
                if let Some((id, name)) = text.split_once('=') {
                    names.insert(id.to_owned(), name.to_owned());
                }
            }
        }
        let mut wanted: Vec<String> = self
            .made
            .records
            .iter()
            .flat_map(crate::core::plan::references)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let mut seen = BTreeSet::new();
        while let Some(id) = wanted.pop() {
            if !seen.insert(id.clone()) {
                continue;
            }
            if let Some(entry) = self.import.registry.get(&id) {
                // The files of a corpus say everything by themselves, as when a person links an actor.
                if self.import.registry.is_only_shipped(&id) {
                    let record: Record = Record::Entry(entry.clone());
                    wanted.extend(crate::core::plan::references(&record));
                    self.made.entries.push(entry.clone());
                }
                continue;
            }
            match names.get(&id).filter(|_| is_entry_id(&id)) {
                Some(name) => self.made.entries.push(Arc::new(RegistryEntry {
                    authorship: self.authorship(&mut Taken(Fields::new())),
                    ..RegistryEntry::new(id, "other", name)
                })),
                None => self.made.unmapped.push(format!(
                    "{}: the actor {id} is not in the registry and the file does not name it; the records keep the id",
                    self.doc.name
                )),
            }
        }
    }
}

/// Reads the number at the end of the id of a part: 2 in `g-0k3q9dma.e2`.
fn number(id: &str) -> Option<usize> {
    let part = id.rsplit_once('.')?.1;
    part.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()
}

fn or_default(text: String, other: &str) -> String {
    if text.is_empty() { other.to_owned() } else { text }
}

fn state(code: &str) -> State {
    State::ALL.into_iter().find(|state| crate::core::doc::flatten::state_code(*state) == code).unwrap_or_default()
}
