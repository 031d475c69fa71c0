//! Bodies: what an annotation says of the text it marks.

use serde_json::Value;

use super::super::json::{self, Benign, Taker};
use super::super::left::Thing;
use super::{CREATOR, FIELD, IDS, TIMES, about, iri};
use crate::core::doc::Fields;

/// What a body says of itself.
const BODY: Benign = &[
    ("@context", "how its words are to be read"),
    ("id", "its own name"),
    ("@id", "its own name"),
    ("type", "what it is"),
    ("@type", "what it is"),
    ("format", "how it is written"),
    ("textDirection", "how it is shown"),
    ("created", "the time at which it was stored"),
    ("modified", "the time at which it was stored again"),
    ("generated", "the time at which it was written down"),
];
/// Motivations that say only what is seen from the bodies, or nothing.
const PLAIN: [&str; 8] =
    ["", "tagging", "classifying", "identifying", "describing", "commenting", "replying", "highlighting"];

/// What the bodies of an annotation say.
pub(super) struct Bodies<'a> {
    /// The label.
    pub label: String,
    /// The fields.
    pub fields: Fields,
    /// Who made the annotation.
    creator: &'a str,
    motivation: &'a str,
    /// Whether the motivation has been used to understand a body.
    is_used: bool,
}

impl<'a> Bodies<'a> {
    /// Takes what an annotation of somebody says.
    pub(super) fn of(annotation: &Taker<'a>, creator: &'a str) -> Self {
        let listed = annotation.each("motivation");
        let mut motivations = listed.iter().filter(|it| it.value().is_string());
        let motivation = motivations.next().and_then(Taker::word).unwrap_or("");
        motivations.filter(|it| it.value().as_str().is_some_and(|it| PLAIN.contains(&it))).for_each(Taker::whole);
        let mut found = Self {
            label: String::new(),
            fields: Fields::new(),
            creator,
            motivation,
            is_used: PLAIN.contains(&motivation),
        };
        for body in annotation.each("body") {
            found.take(&body.benign(BODY), "");
        }
        for value in annotation.each("bodyValue") {
            if let Some(text) = value.word() {
                found.push("note", text);
            }
        }
        // As Hypothesis writes them.
        for tag in annotation.list("tags") {
            if let Some(text) = tag.word() {
                found.tag(text);
            }
        }
        found.push("note", annotation.text("text"));
        for (term, field) in TIMES {
            found.push(field, annotation.text(term));
        }
        found.push(CREATOR, creator);
        if found.label.is_empty() {
            found.is_used = true;
            found.label.push_str(if motivation.is_empty() { "annotation" } else { motivation });
        }
        if !found.is_used {
            annotation.leave(Thing::Field, &format!("motivation “{motivation}”: it says nothing that is known here"));
        }
        found
    }

    fn push(&mut self, field: &str, value: &str) {
        if !value.is_empty() {
            self.fields.entry(field.to_owned()).or_default().push(value.to_owned());
        }
    }

    fn tag(&mut self, value: &str) {
        if self.label.is_empty() { self.label.push_str(value) } else { self.push("x_tag", value) }
    }

    fn take(&mut self, body: &Taker<'a>, outer: &'a str) {
        if let Some(id) = body.word() {
            return self.push(IDS, &name_of(id));
        }
        let purposes = body.each("purpose");
        let mut said = purposes.iter().filter(|it| it.value().is_string());
        let said = said.next().and_then(Taker::word).unwrap_or(outer);
        self.is_used |= said.is_empty();
        let purpose = if said.is_empty() { self.motivation } else { said };
        if body.peek("items").is_some_and(Value::is_array) {
            let is_choice = json::text_of(body.value(), "type") == "Choice";
            for (at, item) in body.list("items").into_iter().enumerate() {
                if at == 0 || !is_choice {
                    self.take(&item.benign(BODY), said);
                } else {
                    item.refuse(Thing::Field, "", "of a choice the first is taken");
                }
            }
            return;
        }
        let field = body.text(FIELD);
        let Some(value) = body.id("value") else {
            let source = about(body.value());
            if !source.is_empty() {
                body.known(&["@id"]);
                match body.child("source") {
                    Some(of) => drop(of.benign(BODY)),
                    None => body.known(&["source"]),
                }
                self.push(IDS, &name_of(source));
            }
            return;
        };
        let other = body.person("creator").filter(|name| !name.is_empty() && *name != self.creator);
        match purpose {
            _ if !field.is_empty() => self.push(field, &value),
            "tagging" | "classifying" => self.tag(&value),
            "" | "commenting" | "describing" | "replying" | "highlighting" => {
                // What somebody else has written says so.
                return self.push("note", &other.map_or(value.clone(), |name| format!("{name}: {value}")));
            }
            other => self.push(&format!("x_{}", json::field_name(other)), &value),
        }
        if let Some(name) = other {
            body.leave(Thing::Person, &format!("“{value}” is of {name}: it is read with the rest of the annotation"));
        }
    }
}

/// Gives the id of the registry that an IRI stands for, or the IRI.
fn name_of(iri: &str) -> String {
    iri.strip_prefix(iri::ACTOR).map_or_else(|| iri.to_owned(), iri::decoded)
}
