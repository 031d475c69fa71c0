//! Who made a document, where the format keeps that among its fields or in the folders of its files.

use std::path::Path;

use crate::core::doc::{Doc, Maker};

/// Field of a document that names its annotator.
const ANNOTATOR: &str = "annotator";
/// The folder in which `INCEpTION` keeps what was agreed on.
const CURATION: &str = "curation";

/// Says of a document who made it, where the format keeps that among its fields or in the folders of its files.
pub(super) fn of_doc(path: &Path, file: &str, doc: &mut Doc) {
    if doc.maker == Maker::Unsaid
        && let Some([name]) = doc.fields.get(ANNOTATOR).map(Vec::as_slice)
    {
        doc.maker = Maker::Person(name.clone());
    }
    if let Some((article, person)) = of_inception(path) {
        if !doc.fields.contains_key(ANNOTATOR) {
            doc.maker = Maker::Person(person);
        }
        if !doc.is_named || doc.name.starts_with(stem(file)) {
            doc.name = article;
        }
    }
}

/// Parts a path into stem and ending.
fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// Reads a path as `INCEpTION` lays out an export: `annotation/DOCUMENT/USER.xmi`, `curation/DOCUMENT/CURATION_USER.xmi`.
fn of_inception(path: &Path) -> Option<(String, String)> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut parts = path.iter().rev().map(|part| part.to_string_lossy());
    let (user, document, folder) = (parts.next()?, parts.next()?, parts.next()?);
    let is_one = ["annotation", CURATION].contains(&&*folder);
    let user = if folder == CURATION { CURATION } else { stem(&user) };
    let article = if document.contains('.') { document.to_string() } else { format!("{document}.txt") };
    is_one.then(|| (article, user.to_owned()))
}
