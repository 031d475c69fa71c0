//! What is known about the article as a whole.

use super::Assembly;
use super::taken::Taken;
use crate::core::annotation::{Done, Header, LanguageTag, State, Statement};
use crate::core::doc::flatten::HEADER_VERSION;
use crate::core::doc::{Maker, label};
use crate::core::language::Direction;
use crate::exchange::left::{LeftOut, Thing};

impl Assembly<'_> {
    pub(super) fn header(&mut self) {
        let mut fields = Taken::of(self.doc.fields.clone());
        // What the program says of its own files follows from the corpus and from whose work it is.
        if ["schema_id", "schema_version", "text_sha256"].iter().all(|name| self.doc.fields.contains_key(*name)) {
            for derived in ["annotator", "language_detected", "schema_id", "schema_version", "text_sha256"] {
                fields.leave_out(derived);
            }
            self.made.header_version = fields.one(HEADER_VERSION);
        }
        if let Maker::Person(name) = &self.doc.maker
            && self.doc.fields.get("annotator").is_some_and(|said| said == std::slice::from_ref(name))
        {
            fields.leave_out("annotator");
        }
        let title = self.doc.nodes.iter().find(|node| node.label == label::ARTICLE_TITLE);
        let language = fields.one("language");
        let by = fields.one("no_agreement_by");
        let at = fields.one("no_agreement_at");
        let done = Done {
            by: fields.one("done_by"),
            at: fields.one("done_at"),
            schema: fields.one("done_schema"),
            schema_version: fields.one("done_schema_version"),
            guideline: fields.one("done_guideline"),
        };
        self.made.header = Header {
            title: title.and_then(|node| self.place(node)),
            language: if language.is_empty() { LanguageTag::Detected } else { LanguageTag::Set(language) },
            direction: fields.word("direction", |word| match word {
                "ltr" => Some(Direction::Ltr),
                "rtl" => Some(Direction::Rtl),
                _ => None,
            }),
            published: fields.one("published"),
            published_basis: fields.basis("published_"),
            published_mention: fields.id("published_mention"),
            publisher: fields.one("publisher"),
            url: fields.one("url"),
            credited: fields.one("credited"),
            reliability: fields.one("reliability"),
            state: fields.word("state", state).unwrap_or_default(),
            done: (!done.by.is_empty()).then_some(done),
            exclusion: fields.one("exclusion"),
            exclusion_reason: fields.one("exclusion_reason"),
            no_agreement: (!by.is_empty()).then_some(Statement { by, at }),
            beside: fields.beside(),
            fields: fields.own("article", self.import.schema),
            note: fields.joined("note"),
        };
        for reason in fields.left() {
            let thing = LeftOut::new(Thing::Field, &self.doc.name, format!("of the article {reason}"));
            self.made.unmapped.push(thing);
        }
    }
}

fn state(code: &str) -> Option<State> {
    State::ALL.into_iter().find(|state| crate::core::doc::flatten::state_code(*state) == code)
}
