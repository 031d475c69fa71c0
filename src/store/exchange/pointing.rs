//! Who points to what belongs to the whole corpus: records in the works of everybody, and entries to each other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::core::annotation::{Quoted, Record, Work};
use crate::core::plan::references;
use crate::core::schema::Schema;
use crate::core::shared::Shared;
use crate::core::text::Text;
use crate::core::workspace::ArticleKey;
use crate::store::bytes::read_bytes;
use crate::store::disk::Folder;
use crate::store::{format, layout, scan};

/// Works that are not written, and are to be taken as if they were.
#[derive(Default)]
pub(super) struct Works(BTreeMap<(ArticleKey, String), Vec<Record<Quoted>>>);

impl Works {
    /// Notes what a work would be.
    pub fn would_be(&mut self, key: &ArticleKey, annotator: &str, work: &Work, text: &Text) {
        let records = work.records().map(|record| record.quoted(text)).collect();
        self.0.insert((key.clone(), annotator.to_owned()), records);
    }
}

/// Finds the records of works that point to any of these, by key; gives the first that does.
pub(super) fn from_works(
    folder: &Folder,
    candidates: &BTreeSet<String>,
    works: &Works,
    schema: &Schema,
) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let names: BTreeSet<&str> = candidates.iter().filter_map(|key| Some(key.split_once('/')?.1)).collect();
    if names.is_empty() {
        return found;
    }
    let articles = scan::list(folder, &mut |_| true).unwrap_or_default();
    let all = layout::works(folder, articles.entries.iter().map(|entry| &entry.key));
    for (key, annotator) in all.iter().flat_map(|(annotator, keys)| keys.iter().map(move |key| (*key, annotator))) {
        let Ok(path) = layout::annotation_path(folder.root(), key, annotator) else { continue };
        let would_be = works.0.get(&(key.clone(), annotator.clone()));
        let records = would_be.map_or_else(|| read(folder, &path, &names), |records| Ok(records.clone()));
        let Ok(records) = records else {
            // What cannot be read may point to anything.
            for candidate in candidates {
                let perhaps = || format!("perhaps {key} ({annotator}), which cannot be read,");
                found.entry(candidate.clone()).or_insert_with(perhaps);
            }
            continue;
        };
        for record in records {
            for to in pointed(&record, schema).into_iter().filter(|to| candidates.contains(to)) {
                found.entry(to).or_insert_with(|| format!("{} in {key} ({annotator})", record.key()));
            }
        }
    }
    found
}

/// Reads the records of a work, if any of the names stands in it at all.
fn read(folder: &Folder, path: &Path, names: &BTreeSet<&str>) -> Result<Vec<Record<Quoted>>, ()> {
    let bytes = read_bytes(folder.disk(), path, format::LIMIT).map_err(drop)?;
    let text = String::from_utf8(bytes).map_err(drop)?;
    if !text.split('"').any(|piece| names.contains(piece)) {
        return Ok(Vec::new());
    }
    Ok(format::document(&text).map_err(drop)?.records().into_values().collect())
}

/// Gives the keys of what a record points to.
fn pointed<P>(record: &Record<P>, schema: &Schema) -> Vec<String> {
    let mut keys: Vec<String> = references(record, schema).into_iter().map(|id| format!("registry/{id}")).collect();
    if let Record::Header(header) = record {
        keys.push(format!("sources/{}", header.publisher));
    }
    keys
}

/// Finds what cannot go, because something that stays points to it; with what that is.
pub(super) fn held(
    shared: &Shared,
    candidates: &BTreeSet<String>,
    from_works: BTreeMap<String, String>,
    schema: &Schema,
) -> BTreeMap<String, String> {
    let mut held = from_works;
    loop {
        let before = held.len();
        for entry in shared.registry.entries().values() {
            let record: Record = Record::Entry(entry.clone());
            let key = record.key();
            if candidates.contains(&key) && !held.contains_key(&key) {
                continue;
            }
            for to in pointed(&record, schema).into_iter().filter(|to| *to != key && candidates.contains(to)) {
                held.entry(to).or_insert_with(|| key.clone());
            }
        }
        if held.len() == before {
            return held;
        }
    }
}
