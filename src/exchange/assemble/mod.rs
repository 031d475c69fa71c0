//! Records from documents: the way back from [`crate::core::doc::flatten`], and from the files of other programs.

mod agreement;
mod entries;
mod header;
mod marks;
mod taken;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use crate::core::annotation::{Anchor, Authorship, DateOf, Header, Id, Kind, Origin, Place, Record, RegistryEntry};
use crate::core::doc::{Doc, Link, Maker, Node, label};
use crate::core::schema::Schema;
use crate::core::shared::Registry;
use crate::exchange::left::{LeftOut, Thing};
use crate::exchange::mapping::{Mapping, Meaning, is_ours, usual_meaning};
use taken::Taken;

pub use agreement::plain as plain_role;

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
    /// The version in which that went out from here; empty where the file does not say.
    pub header_version: String,
    /// The records.
    pub records: Vec<Record>,
    /// Those of them that other programs have made.
    pub foreign: BTreeSet<Id>,
    /// Entries of the registry that records point to and the registry does not have.
    pub entries: Vec<Arc<RegistryEntry>>,
    /// What could not be mapped: node, what, why.
    pub unmapped: Vec<LeftOut>,
    /// What is taken otherwise than the file says, one line each.
    pub said: Vec<String>,
    /// Names of fields of marks that have no place here, one a mark.
    pub fields: Vec<String>,
    /// How sure a model is of what it has predicted.
    pub scores: BTreeMap<Id, String>,
}

/// Makes records of a document.
#[must_use]
pub fn assemble(doc: &Doc, import: Import<'_>) -> Assembled {
    let mut links: Vec<Vec<usize>> = vec![Vec::new(); doc.nodes.len()];
    for (at, link) in doc.links.iter().enumerate() {
        links[link.from].push(at);
    }
    let mut assembly = Assembly {
        doc,
        import,
        made: Assembled::default(),
        ids: BTreeMap::new(),
        links,
        of_parts: RefCell::default(),
        said: RefCell::default(),
    };
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
    let of_parts = assembly.of_parts.take();
    assembly.made.unmapped.extend(of_parts);
    assembly.made.said = assembly.said.take();
    assembly.unused_parts();
    assembly.unused_links();
    assembly.missing_entries();
    assembly.made
}

/// Parts that a record has once: roles with their labels.
const ONE: [(&str, &str); 3] =
    [("trigger", label::TRIGGER), ("instrument", label::INSTRUMENT), ("venue", label::VENUE)];

struct Assembly<'a> {
    doc: &'a Doc,
    import: Import<'a>,
    made: Assembled,
    /// Ids of the records by node.
    ids: BTreeMap<usize, Id>,
    /// The links that come from each node.
    links: Vec<Vec<usize>>,
    /// What parts of records say that has no place in them.
    of_parts: RefCell<Vec<LeftOut>>,
    /// What is taken otherwise than the file says.
    said: RefCell<Vec<String>>,
}

impl Assembly<'_> {
    fn leave(&mut self, thing: Thing, node: &Node, why: &str) {
        let quote = crate::core::text::excerpt(&self.doc.quote(node), 40);
        let reason = format!("{} {} “{quote}”: {why}", node.label, node.id);
        self.made.unmapped.push(LeftOut::new(thing, &self.doc.name, reason));
    }

    /// Says what a node becomes; parts of records become nothing of their own.
    fn meaning(&mut self, node: &Node) -> Option<Meaning> {
        if let Some(meaning) = self.import.mapping.labels.get(&node.label) {
            return Some(meaning.clone()).filter(|meaning| *meaning != Meaning::Skip);
        }
        let is_part = label::ALL.contains(&node.label.as_str()) && !label::RECORDS.contains(&node.label.as_str());
        if is_part {
            return None;
        }
        let meaning = usual_meaning(&node.label, self.import.schema);
        if meaning.is_none() {
            let with: Vec<String> = Taken::of(node.fields.clone()).shown().collect();
            let with = if with.is_empty() { String::new() } else { format!("; it says {}", with.join(", ")) };
            let reason = format!("no such label is known here; say what it means with --map{with}");
            self.leave(Thing::Label, node, &reason);
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

    /// Gives the date that a node has in a role: that which its field names, unless only another one is linked so.
    fn date_of(&self, at: usize, role: &str, named: Option<Id>) -> Option<Id> {
        let linked: Vec<&Id> = self
            .linked(at, role)
            .into_iter()
            .filter_map(|to| self.ids.get(&to))
            .filter(|id| id.kind() == Kind::Date)
            .collect();
        let Some(first) = linked.first().filter(|_| named.as_ref().is_none_or(|named| !linked.contains(&named))) else {
            return named;
        };
        if named.is_some() {
            let (name, id) = (&self.doc.name, &self.doc.nodes[at].id);
            self.said
                .borrow_mut()
                .push(format!("{name}: {id} has {first} as {role} from a link; its field names another"));
        }
        Some((*first).clone())
    }

    /// Finds the part of a record.
    fn part(&self, at: usize, role: &str, wanted: &str) -> Option<Place> {
        let node = self.linked(at, role).into_iter().map(|to| &self.doc.nodes[to]).find(|node| node.label == wanted)?;
        self.of_part(node, &Taken::of(node.fields.clone()));
        self.place(node)
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
        let at = or(fields.time("created_at"), self.import.at);
        let changed = (fields.one("changed_by"), fields.time("changed_at"));
        // What a file of another program calls so is something else.
        let from = if fields.is_ours() { fields.one("from") } else { String::new() };
        if fields.is_ours() {
            fields.leave_out("origin");
            fields.leave_out("accepted_by");
        }
        Authorship {
            changed_by: or(changed.0, &by),
            changed_at: or(changed.1, &at),
            origin: Origin::Imported(self.import.origin.to_owned()),
            accepted_by: Some(self.import.by.to_owned()),
            from: Some(from).filter(|from| !from.is_empty()),
            ..Authorship::by(by, at)
        }
    }

    /// Gives the label of a mark of another program, to be kept with the record it becomes.
    fn foreign_label<'n>(&self, node: &'n Node, type_id: Option<&str>) -> Option<&'n str> {
        let label = node.label.as_str();
        let is_ours = label::ALL.iter().any(|ours| ours.eq_ignore_ascii_case(label))
            || self.import.schema.type_def(label).is_some()
            || type_id == Some(label);
        // A mapping that names layer and feature is no label.
        let value = label.split_once('.').and_then(|(_, rest)| Some(rest.split_once(':')?.1));
        let label = value.filter(|_| self.import.mapping.has(label)).unwrap_or(label);
        (!is_ours).then_some(label)
    }

    fn record(&mut self, at: usize, id: Id, meaning: Option<Meaning>) {
        let node = &self.doc.nodes[at];
        let place = self.place(node);
        let mut fields = Taken::of(node.fields.clone());
        let strange = fields.all("actor_names").into_iter().filter(|text| !text.contains('='));
        let strange = strange.collect();
        fields.put_back("actor_names", strange);
        let type_id = match &meaning {
            Some(Meaning::Custom(type_id)) => Some(type_id.as_str()),
            _ => None,
        };
        let mut second = Vec::new();
        if let Some(label) = self.foreign_label(node, type_id) {
            // Of a layer that somebody has mapped as a whole, the label is what its feature says.
            let is_layer = self.import.mapping.has(&node.label);
            if !is_layer {
                second = fields.all("label");
                second.retain(|other| other != label);
            }
            fields.or_put("label", label);
        }
        if !is_ours(&node.fields) {
            self.made.foreign.insert(id.clone());
        }
        let mut authorship = self.authorship(&mut fields);
        if matches!(self.doc.maker, Maker::Model(_)) {
            let score = fields.one("score");
            if !score.is_empty() {
                // Whoever accepts it can still see how sure the model was.
                authorship.origin = Origin::Imported(format!("{}, score {score}", self.import.origin));
                self.made.scores.insert(id.clone(), score);
            }
        }
        if id.kind() != Kind::Agreement && place.is_none() {
            return self.leave(Thing::Mark, node, "it has no place in the text");
        }
        let kind = id.kind();
        let record = match (kind, place) {
            (Kind::Actor, Some(place)) => Some(self.actor(at, id, place, &mut fields, authorship)),
            (Kind::Date, Some(place)) => Some(self.date(at, id, place, &mut fields, authorship)),
            (Kind::Agreement, place) => Some(self.agreement(at, id, place, &mut fields, authorship)),
            (Kind::Flag, Some(place)) => Some(Self::flag(id, place, &mut fields, authorship)),
            (Kind::Region, Some(place)) => Some(Self::region(id, place, &mut fields, authorship)),
            (Kind::Custom, Some(place)) => {
                let type_id = match meaning {
                    Some(Meaning::Custom(type_id)) => type_id,
                    _ => node.label.clone(),
                };
                Some(self.custom(id, type_id, place, &mut fields, authorship))
            }
            (_, None) => None,
        };
        self.made.records.extend(record);
        fields.put_back("label", second);
        for (name, reason) in fields.named() {
            self.made.fields.push(name);
            self.leave(Thing::Field, node, &reason);
        }
    }

    /// Names what a part of a record says that has no place in it.
    fn of_part(&self, node: &Node, fields: &Taken) {
        let quote = crate::core::text::excerpt(&self.doc.quote(node), 40);
        let said = |reason| {
            let reason = format!("{} {} “{quote}”: {reason}", node.label, node.id);
            LeftOut::new(Thing::Field, &self.doc.name, reason)
        };
        self.of_parts.borrow_mut().extend(fields.left().map(said));
    }

    /// Names the parts of records that no record has.
    fn unused_parts(&mut self) {
        let is_part = |node: &Node| {
            let label = node.label.as_str();
            label::ALL.contains(&label) && !label::RECORDS.contains(&label) && label != label::ARTICLE_TITLE
        };
        let tied: BTreeSet<usize> =
            self.doc.links.iter().filter(|link| self.ids.contains_key(&link.from)).map(|link| link.to).collect();
        let loose = |at: &usize| !tied.contains(at) && is_part(&self.doc.nodes[*at]);
        let mapped = |node: &Node| self.import.mapping.has(&node.label);
        let left: Vec<usize> =
            (0..self.doc.nodes.len()).filter(loose).filter(|at| !mapped(&self.doc.nodes[*at])).collect();
        for at in left {
            self.leave(Thing::Mark, &self.doc.nodes[at], "it is a part of a record, and no record has it");
        }
    }

    /// Names the links that no field of a record has taken up.
    fn unused_links(&mut self) {
        let by_id: BTreeMap<&Id, &Record> = self.made.records.iter().filter_map(|it| Some((it.id()?, it))).collect();
        let lines: Vec<LeftOut> = self
            .doc
            .links
            .iter()
            .filter(|link| !self.is_taken(link, &by_id))
            .map(|link| {
                let name = |at: usize| {
                    let node = &self.doc.nodes[at];
                    format!("{} “{}”", node.label, crate::core::text::excerpt(&self.doc.quote(node), 30))
                };
                let (from, to) = (name(link.from), name(link.to));
                let reason = format!("the link {} from {from} to {to} has no place here", link.role);
                LeftOut::new(Thing::Link, &self.doc.name, reason)
            })
            .collect();
        self.made.unmapped.extend(lines);
    }

    /// Tells whether what a link says is in the record it comes from.
    fn is_taken(&self, link: &Link, made: &BTreeMap<&Id, &Record>) -> bool {
        let of_parts = ["evidence", "title", "quantity"];
        let (Some(from), to) = (self.ids.get(&link.from), &self.doc.nodes[link.to]) else { return false };
        let (role, target) = (agreement::plain(&link.role), self.ids.get(&link.to));
        match made.get(from) {
            _ if ONE.iter().any(|(one, wanted)| *one == role && *wanted == to.label) => {
                // Of what a record has once, the first counts.
                self.linked(link.from, &role).into_iter().find(|at| self.doc.nodes[*at].label == to.label)
                    == Some(link.to)
            }
            _ if of_parts.contains(&role.as_str()) && label::ALL.contains(&to.label.as_str()) => true,
            Some(Record::Agreement(it)) => {
                let actor = to.fields.get("links").and_then(|links| links.first());
                let slots = DateOf::ALL.into_iter().map(|which| (which.code(), &it.dates.get(which).mention));
                let mut slots = slots.chain([("term", &it.term.mention), ("renewal", &it.renewal.mention)]);
                match role.as_str() {
                    "party" | "signatory" | "present" => actor.is_some(),
                    role if slots.any(|(slot, mention)| slot == role && mention.as_ref() == target) => target.is_some(),
                    _ => it.relations.iter().any(|relation| {
                        (relation.kind == link.role || relation.kind == role)
                            && target.is_some_and(|target| target.as_str() == relation.to)
                    }),
                }
            }
            Some(Record::Date(it)) => {
                role == "anchor" && matches!(&it.anchor, Some(Anchor::Date(anchor)) if Some(anchor) == target)
            }
            _ => false,
        }
    }
}

/// Reads the number at the end of the id of a part: 2 in `g-0k3q9dma.e2`.
fn number(id: &str) -> Option<usize> {
    let part = id.rsplit_once('.')?.1;
    part.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().ok()
}
