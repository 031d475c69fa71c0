//! Records as labelled spans with fields and links.

mod agreement;
mod beside;
mod header;

use std::collections::HashMap;

pub use agreement::mention_of;
use beside::put_beside;
pub use header::{HEADER_VERSION, header_version};

use crate::core::annotation::{
    ActorMention, Anchor, Authorship, Basis, CustomMention, DateMention, Origin, Place, Reference, State, Work,
};
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, Fields, Link, Node, label, names, put, put_all};
use crate::core::schema::Schema;
use crate::core::shared::Registry;
use crate::core::workspace::Article;

/// Who made the work of a document, and what it refers to.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The annotator.
    pub annotator: &'a str,
    /// The vocabularies in force.
    pub schema: &'a Schema,
    /// The actors that ids mean.
    pub registry: &'a Registry,
}

/// Writes an article and an annotator's work on it as a document. What is open in the work is noted as a loss.
#[must_use]
pub fn flatten(article: &Article, work: &Work, source: Source<'_>, losses: &mut Losses) -> Doc {
    let mut flat = Flat { doc: Doc::new(article.key.as_str(), article.text.clone()), links: Vec::new(), source };
    flat.doc.names = source.registry.names().clone();
    flat.header(article, &work.header);
    for actor in work.actors.values() {
        flat.actor(actor);
    }
    for date in work.dates.values() {
        flat.date(date);
    }
    for agreement in work.agreements.values() {
        flat.agreement(agreement, work);
    }
    for flag in work.flags.values() {
        let mut fields = of_record(&flag.authorship, "", &flag.note, &flag.label);
        put_beside(&mut fields, &flag.beside);
        put(&mut fields, "kind", &flag.kind);
        put(&mut fields, "intended", &flag.intended);
        flat.node(flag.id.as_str(), label::FLAG, Some(&flag.place), fields);
    }
    for region in work.regions.values() {
        let mut fields = of_record(&region.authorship, "", &region.note, &region.label);
        put_beside(&mut fields, &region.beside);
        put(&mut fields, "kind", &region.kind);
        flat.node(region.id.as_str(), label::REGION, Some(&region.place), fields);
    }
    for custom in work.customs.values() {
        flat.custom(custom);
    }
    open_questions(work, losses);
    flat.finish()
}

/// Notes what a person has still to decide.
fn open_questions(work: &Work, losses: &mut Losses) {
    for conflict in work.conflicts.values() {
        let reason = format!("somebody else has another value ({}); the one that stands is exported", conflict.from);
        losses.field(What::Dropped, &conflict.about, &conflict.fields.join(", "), reason);
    }
    for former in work.former.values().filter(|former| former.lost) {
        losses.node(What::Dropped, &former.record.key(), "it has no place in the present text of the article");
    }
}

/// Gives the fields that all records share.
fn of_record(authorship: &Authorship, confidence: &str, note: &str, label: &str) -> Fields {
    let mut fields = Fields::new();
    put(&mut fields, "confidence", confidence);
    put(&mut fields, "label", label);
    put(&mut fields, "note", note);
    put(&mut fields, "created_by", &authorship.created_by);
    put(&mut fields, "created_at", &authorship.created_at);
    put(&mut fields, "changed_by", &authorship.changed_by);
    put(&mut fields, "changed_at", &authorship.changed_at);
    let origin = match &authorship.origin {
        Origin::Manual => "manual".to_owned(),
        Origin::Suggested(rule) => format!("suggested:{rule}"),
        Origin::Imported(from) => format!("imported:{from}"),
    };
    put(&mut fields, "origin", &origin);
    put(&mut fields, "accepted_by", authorship.accepted_by.as_deref().unwrap_or_default());
    put(&mut fields, "from", authorship.from.as_deref().unwrap_or_default());
    fields
}

/// Adds the fields of the schema; those that could be taken for built-in ones get a prefix.
fn put_own(fields: &mut Fields, own: &crate::core::annotation::Fields) {
    for (name, value) in own {
        put_all(fields, &names::own(name), value.values().to_vec());
    }
}

fn put_basis(fields: &mut Fields, name: &str, basis: &Basis, always: bool) {
    if always || *basis != Basis::Explicit {
        put(fields, &format!("{name}basis"), basis.code());
        put(fields, &format!("{name}basis_reason"), basis.reason().unwrap_or_default());
    }
}

struct Flat<'a> {
    doc: Doc,
    /// Links by ids, while not all nodes are there.
    links: Vec<(String, String, String)>,
    source: Source<'a>,
}

impl Flat<'_> {
    fn node(&mut self, id: &str, label: &str, place: Option<&Place>, fields: Fields) {
        let spans = place.map_or(Vec::new(), |place| place.fragments().to_vec());
        self.doc.nodes.push(Node { id: id.to_owned(), label: label.to_owned(), spans, fields });
    }

    fn link(&mut self, from: &str, role: &str, to: &str) {
        self.links.push((from.to_owned(), role.to_owned(), to.to_owned()));
    }

    /// Says what ids mean, for whoever has no registry: `id=name`.
    fn names<'b>(&self, fields: &mut Fields, ids: impl Iterator<Item = &'b String>) {
        let mut names: Vec<String> = ids
            .filter(|id| !id.is_empty())
            .filter_map(|id| Some(format!("{id}={}", self.source.registry.resolve(id)?.label())))
            .collect();
        names.sort();
        names.dedup();
        put_all(fields, "actor_names", names);
    }

    fn actor(&mut self, actor: &ActorMention) {
        let id = actor.id.as_str();
        let mut fields = of_record(&actor.authorship, &actor.confidence, &actor.note, &actor.label);
        put_beside(&mut fields, &actor.beside);
        put(&mut fields, "form", &actor.form);
        put_all(&mut fields, "links", actor.links.clone());
        put_all(&mut fields, "intended", actor.intended.clone());
        self.names(&mut fields, actor.links.iter().chain(&actor.intended));
        put_own(&mut fields, &actor.fields);
        let mut placeless = Vec::new();
        for (number, title) in actor.titles.iter().enumerate() {
            if title.place.is_none() {
                placeless.push(format!("{number}:{}:{}", title.kind, title.gloss));
                continue;
            }
            let part = format!("{id}.t{number}");
            let mut fields = Fields::new();
            put(&mut fields, "kind", &title.kind);
            put(&mut fields, "gloss", &title.gloss);
            self.node(&part, label::ACTOR_TITLE, title.place.as_ref(), fields);
            self.link(id, "title", &part);
        }
        put_all(&mut fields, "titles", placeless);
        self.node(id, label::ACTOR, Some(&actor.place), fields);
    }

    fn date(&mut self, date: &DateMention) {
        let id = date.id.as_str();
        let mut fields = of_record(&date.authorship, &date.confidence, &date.note, &date.label);
        put_beside(&mut fields, &date.beside);
        put(&mut fields, "kind", &date.kind);
        put(&mut fields, "value", &date.value);
        put(&mut fields, "reference", date.reference.map_or("", reference_code));
        put(&mut fields, "role", &date.role);
        match &date.anchor {
            Some(Anchor::Published) => put(&mut fields, "anchor", "published"),
            Some(Anchor::Date(other)) => {
                put(&mut fields, "anchor", other.as_str());
                self.link(id, "anchor", other.as_str());
            }
            None => {}
        }
        put(&mut fields, "modifier", &date.modifier);
        put(&mut fields, "calendar", &date.calendar);
        put_all(&mut fields, "other_readings", date.other_readings.clone());
        put_basis(&mut fields, "", &date.basis, true);
        put_own(&mut fields, &date.fields);
        self.node(id, label::DATE, Some(&date.place), fields);
    }

    fn custom(&mut self, custom: &CustomMention) {
        let mut fields = of_record(&custom.authorship, &custom.confidence, &custom.note, &custom.label);
        put_beside(&mut fields, &custom.beside);
        put_own(&mut fields, &custom.fields);
        self.node(custom.id.as_str(), &custom.type_id, Some(&custom.place), fields);
    }

    fn finish(mut self) -> Doc {
        let places: HashMap<&str, usize> =
            self.doc.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
        for (from, role, to) in std::mem::take(&mut self.links) {
            // What leads to a record of another article, or to none, stays a field.
            if let (Some(&from), Some(&to)) = (places.get(from.as_str()), places.get(to.as_str())) {
                self.doc.links.push(Link { role, from, to });
            }
        }
        self.doc.sort();
        self.doc
    }
}

/// Gives the code of a state.
#[must_use]
pub fn state_code(state: State) -> &'static str {
    match state {
        State::New => "new",
        State::InProgress => "in_progress",
        State::Done => "done",
        State::NeedsSecondLook => "needs_second_look",
        State::Excluded => "excluded",
    }
}

/// Gives the code of a vague reference.
#[must_use]
pub fn reference_code(reference: Reference) -> &'static str {
    match reference {
        Reference::Past => "past",
        Reference::Present => "present",
        Reference::Future => "future",
    }
}
