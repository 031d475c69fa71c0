//! Where an added article comes from: the original, kept by its hash, and the record that names it.

use std::panic::catch_unwind;
use std::path::Path;

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::core::added::Added;
use crate::core::workspace::ArticleKey;
use crate::exchange::page::{self, Page};
use crate::store::bytes::read_bytes;
use crate::store::decode;
use crate::store::disk::Folder;
use crate::store::layout;
use crate::store::read::hexadecimal;

/// Largest record of a source, in bytes.
const LIMIT: u64 = 1_000_000;
/// Number of the format of these records.
const FORMAT: u32 = 1;

/// The record as its file has it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    format: u32,
    added: Added,
}

/// Reads where an article comes from; nothing where it was not added, or where that cannot be read: these are
/// suggestions, and no work.
#[must_use]
pub fn read(folder: &Folder, key: &ArticleKey) -> Option<Added> {
    let path = layout::added_path(folder.root(), key).ok()?;
    let bytes = read_bytes(folder.disk(), &path, LIMIT).ok()?;
    let record: Record = ron::from_str(std::str::from_utf8(&bytes).ok()?).ok()?;
    (record.format == FORMAT).then_some(record.added)
}

/// Writes the record as its file has it.
pub(super) fn write(added: &Added) -> Result<String, String> {
    let record = Record { format: FORMAT, added: added.clone() };
    let text = ron::ser::to_string_pretty(&record, PrettyConfig::default().new_line("\n"));
    text.map(|text| text + "\n").map_err(|error| error.to_string())
}

/// Joins two versions of such a record: ours, with what only theirs suggests behind it. Nothing where ours is none.
///
/// # Errors
/// Says that theirs is none.
pub(in crate::store) fn merge(ours: &str, theirs: &str) -> Option<Result<(String, usize), String>> {
    let mut ours = ron::from_str::<Record>(ours).ok()?.added;
    let theirs = match ron::from_str::<Record>(theirs) {
        Ok(record) => record.added,
        Err(error) => return Some(Err(format!("Their version cannot be used. {error}"))),
    };
    let new: Vec<_> = theirs.suggestions.into_iter().filter(|it| !ours.suggestions.contains(it)).collect();
    let taken = new.len();
    ours.suggestions.extend(new);
    Some(write(&ours).map(|text| (text, taken)))
}

/// Gives the hash of a file, by which it is kept.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Gives the ending of a file in small letters.
pub(super) fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// Reads a page: in the encoding it is in, as a byte-order mark or its own letters show, else in the one it declares.
/// The library that finds the article may meet what nobody has thought of; then that page is not read, and no more.
pub(super) fn page(bytes: &[u8]) -> Result<Page, String> {
    let is_utf_8 = !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
    let has_mark =
        bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || bytes.starts_with(&[0xef, 0xbb, 0xbf]);
    let declared = if is_utf_8 || has_mark { None } else { page::declared(bytes) };
    let (html, encoding) = decode::decode(bytes, declared.as_deref()).map_err(|error| error.to_string())?;
    let read = catch_unwind(|| page::read(&html));
    let mut page = read.map_err(|_| "the page cannot be read: looking for its article met a fault".to_owned())??;
    if encoding.undecoded > 0 {
        page.said.push(format!("{} places could not be decoded as {}", encoding.undecoded, encoding.label));
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::added::{Slot, Suggestion};

    fn added(value: &str) -> Added {
        let suggestion = Suggestion { field: Slot::Published, value: value.into(), source: "<time>".into() };
        Added { file: "a.html".into(), sha256: "ab".into(), row: None, suggestions: vec![suggestion] }
    }

    #[test]
    fn two_versions_of_a_source_are_joined_by_their_suggestions() {
        let (ours, theirs) = (write(&added("2024")).unwrap(), write(&added("2024-05")).unwrap());
        let (text, taken) = merge(&ours, &theirs).unwrap().unwrap();
        let joined: Record = ron::from_str(&text).unwrap();
        assert_eq!((taken, joined.added.suggestions.len()), (1, 2));
        assert_eq!(merge(&ours, &ours).unwrap(), Ok((ours.clone(), 0)));
        assert!(merge(&ours, "(").unwrap().is_err() && merge("(", &ours).is_none());
    }
}
