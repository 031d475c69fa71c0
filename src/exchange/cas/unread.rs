//! What nobody has read of a file, said at its end.

use std::collections::BTreeMap;

use super::types::{is_array, is_benign, is_scaffolding};
use super::{DOCUMENT, Found, Raw, SOFA, VIEW};
use crate::exchange::left::{Left, Thing};

/// Features that say where something stands, which follows from the rest where the rest is read.
const PLACED: [&str; 3] = ["begin", "end", "sofa"];
/// Features in which tools keep what they know of a document themselves.
const OF_TOOL: [&str; 8] =
    ["documentTitle", "documentId", "documentBaseUri", "collectionId", "isLastSegment", "language", "begin", "end"];
/// Features of the text.
const OF_SOFA: [&str; 6] = ["sofaNum", "sofaID", "mimeType", "sofaString", "sofaURI", "sofaArray"];

/// Says of everything in a file that nobody has read that it is left out. `sofa` is the text that was read.
pub(super) fn say(found: &[Found], sofa: u64, left: &Left) {
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    for structure in found.iter().filter(|it| !it.seen.get()) {
        let place = place(structure);
        let leave = |thing: Thing, reason: String| left.leave(thing, place.as_str(), reason);
        if structure.kind == SOFA {
            structure.see(&OF_SOFA);
            if let Some(text) = structure.peek_text("sofaString").filter(|it| structure.id != sofa && !it.is_empty()) {
                leave(Thing::Article, format!("“{}”: only one text of a CAS is read", short(text)));
            }
        } else if structure.kind == DOCUMENT || structure.kind.ends_with(".DocumentMetaData") {
            structure.see(&OF_TOOL);
        } else if is_benign(&structure.kind) {
            continue;
        } else if is_array(&structure.kind) {
            if let Some(Raw::Texts(texts)) = structure.peek("elements").filter(|it| **it != Raw::Texts(Vec::new())) {
                leave(Thing::Field, format!("“{}”: nothing that is read leads to it", short(&texts.join("”, “"))));
            }
            continue;
        } else if is_scaffolding(&structure.kind) && !structure.kind.contains(".api.metadata.type.") {
            *words.entry(&structure.kind).or_default() += 1;
            continue;
        }
        structure.see(&PLACED);
        for (name, value) in structure.unseen() {
            leave(Thing::Field, format!("feature {name} “{}”: nothing here reads it", short(&value)));
        }
    }
    for (kind, count) in words {
        let short = kind.rsplit('.').next().unwrap_or(kind);
        let reason = format!("{short}: words and syntax are not annotated here");
        left.counted(Thing::Mark, format!("feature structures, {kind}"), reason, count);
    }
}

/// Says where in the file a feature structure is.
pub(super) fn place(structure: &Found) -> String {
    format!("feature structure {}, {}", structure.id, structure.kind)
}

/// Leaves a feature structure out with all that nobody has read of it.
pub(super) fn refuse(structure: &Found, thing: Thing, why: &str, left: &Left) {
    structure.seen.set(true);
    structure.see(&PLACED);
    let features: Vec<String> = structure.unseen().map(|(name, value)| format!("{name} “{}”", short(&value))).collect();
    let with = if features.is_empty() { String::new() } else { format!(" ({})", features.join(", ")) };
    left.leave(thing, place(structure), format!("{why}{with}"));
}

fn short(text: &str) -> String {
    crate::core::text::excerpt(text, 240)
}

/// Tells whether a feature structure lies in the view that is read.
pub(super) fn is_main(structure: &Found) -> bool {
    structure.peek_text("sofaID") == Some(VIEW)
}
