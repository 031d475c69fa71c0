//! Who made a document, where the format keeps that among its fields or in the folders of its files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::out::ABOUT;
use super::pieces::LIMIT;
use crate::core::doc::{Doc, Maker};
use crate::exchange::format::{Format, Several};
use crate::store::bytes::read_bytes;
use crate::store::disk::RealDisk;
use crate::store::layout;

/// Field of a document that names its annotator.
const ANNOTATOR: &str = "annotator";
/// The folder in which `INCEpTION` keeps what was agreed on.
const CURATION: &str = "curation";

/// Folders that an article may stand in, where it is looked for.
const FOLDERS: usize = 12;

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
/// Ours have the folders of the article as well, whose name ends as those of articles do.
fn of_inception(path: &Path) -> Option<(String, String)> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut parts = path.iter().rev().map(|part| part.to_string_lossy());
    let (user, document) = (parts.next()?, parts.next()?);
    let is_article = layout::is_article(&document);
    let mut article = if document.contains('.') { document.to_string() } else { format!("{document}.txt") };
    for (depth, folder) in parts.enumerate() {
        if ["annotation", CURATION].contains(&&*folder) {
            let user = if folder == CURATION { CURATION } else { stem(&user) };
            return Some((article, user.to_owned()));
        }
        if depth == FOLDERS || !is_article {
            return None;
        }
        article = format!("{folder}/{article}");
    }
    None
}

/// Gives the folders in a dataset that are each of one person: those that its datasheet names, and in one of another
/// program those that hold the same text under the same name.
pub(super) fn folders(root: &Path, format: Format, files: &[PathBuf]) -> BTreeSet<PathBuf> {
    if format.several() != Several::Folders {
        return BTreeSet::new();
    }
    let mut named: BTreeSet<PathBuf> = annotators(root).iter().map(|name| root.join(name)).collect();
    if format == Format::Brat {
        let mut by_name: BTreeMap<&Path, Vec<PathBuf>> = BTreeMap::new();
        for file in files {
            let mut parts = file.strip_prefix(root).unwrap_or(file).components();
            if let Some(folder) = parts.next()
                && !parts.as_path().as_os_str().is_empty()
            {
                by_name.entry(parts.as_path()).or_default().push(root.join(folder));
            }
        }
        let text = |folder: &PathBuf, name: &Path| {
            read_bytes(&RealDisk, &folder.join(name).with_extension("txt"), LIMIT).ok().filter(|text| !text.is_empty())
        };
        for (name, folders) in by_name.into_iter().filter(|(_, folders)| folders.len() > 1) {
            let texts: Vec<Option<Vec<u8>>> = folders.iter().map(|folder| text(folder, name)).collect();
            let is_twin =
                |at: usize| texts[at].is_some() && texts.iter().filter(|other| **other == texts[at]).count() > 1;
            named.extend((0..folders.len()).filter(|at| is_twin(*at)).map(|at| folders[at].clone()));
        }
    }
    named
}

/// Lists the people that the datasheet of a dataset of ours names, where they are several.
fn annotators(root: &Path) -> Vec<String> {
    let bytes = read_bytes(&RealDisk, &root.join(ABOUT).join("datasheet.json"), LIMIT).unwrap_or_default();
    let sheet: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let names = sheet.get("annotators").and_then(serde_json::Value::as_array);
    let names: Vec<String> = names.into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect();
    if names.len() > 1 { names } else { Vec::new() }
}
