//! The files of an import that is taken back: what it made is put aside or, where nothing is left in it, taken away.
//! Nothing is written through links or outside the corpus.

use std::path::{Component, Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::core::annotation::Header;
use crate::core::annotation::Record;
use crate::core::workspace::ArticleKey;
use crate::store::bytes::{is_absent, read_bytes};
use crate::store::disk::{Folder, Kind};
use crate::store::error::FileError;
use crate::store::known::read_document;
use crate::store::layout;
use crate::store::lock::lock;
use crate::store::read::hexadecimal;
use crate::store::shared;
use crate::store::write::{self, Expected};

/// Largest article that is compared, in bytes.
const LIMIT: u64 = 100_000_000;
/// Names tried for a file that is put aside.
const NAMES: u32 = 1000;

/// What has come of a file.
pub(super) enum Copy {
    /// It was put aside, or brought back.
    Moved,
    /// It is where it belongs already.
    There,
    /// It stays, and why.
    Not(String),
}

/// Tells whether a key, which a log may have from anywhere, is one that an article can have.
pub(super) fn is_article_of_corpus(key: &ArticleKey) -> bool {
    let mut folders = key.as_str().rsplit_once('/').map_or("", |it| it.0).split('/').filter(|part| !part.is_empty());
    layout::is_article(key.file_name()) && folders.all(layout::is_corpus_subfolder)
}

/// Tells whether a path leads to its file through folders of the corpus alone, and not over links.
pub(super) fn is_inside(folder: &Folder, path: &Path) -> bool {
    let Ok(inside) = path.strip_prefix(folder.root()) else { return false };
    let mut at = folder.root().to_owned();
    for part in inside.components() {
        let Component::Normal(name) = part else { return false };
        at.push(name);
        if folder.disk().look_at_link(&at).is_ok_and(|look| look.kind == Kind::Link) {
            return false;
        }
    }
    true
}

fn sha256(folder: &Folder, path: &Path) -> Option<(Vec<u8>, String)> {
    let bytes = read_bytes(folder.disk(), path, LIMIT).ok()?;
    let sha256 = hexadecimal(&Sha256::digest(&bytes));
    Some((bytes, sha256))
}

/// Lists the names a file can have where it is put aside.
fn names(folder: &Folder, path: &Path) -> impl Iterator<Item = PathBuf> {
    let aside = layout::previous_path(folder.root(), path);
    (1..NAMES)
        .map(move |number| if number == 1 { aside.clone() } else { aside.with_added_extension(number.to_string()) })
}

/// Puts the file of an article aside that an import has made, unless it is another one by now or has work on it.
/// `others` are
/// the annotators whose work on it would count, and `is_member` says that an agreement across articles names it.
pub(super) fn put_aside(
    folder: &Folder,
    key: &ArticleKey,
    path: &Path,
    (made, others, is_member): (&str, &[&str], bool),
    dry_run: bool,
) -> Result<Copy, String> {
    let failed = |error: std::io::Error| FileError::writing(&error, path).to_string();
    let lock = if dry_run { None } else { lock(folder)? };
    if sha256(folder, path).is_none_or(|(_, now)| now != made) {
        return Ok(Copy::Not("the file was changed since".to_owned()));
    }
    let works = |name: &str| {
        let path = layout::annotation_path(folder.root(), key, name);
        path.is_ok_and(|path| !is_absent(folder.disk(), &path))
    };
    let others: Vec<&str> = others.iter().copied().filter(|name| works(name)).collect();
    if !others.is_empty() {
        return Ok(Copy::Not(format!("there is work on it of {}", others.join(", "))));
    }
    if is_member {
        return Ok(Copy::Not("an agreement across articles names it".to_owned()));
    }
    if dry_run {
        return Ok(Copy::Moved);
    }
    let aside = names(folder, path).find(|aside| is_absent(folder.disk(), aside));
    let aside = aside.filter(|aside| is_inside(folder, aside));
    let Some(aside) = aside else { return Ok(Copy::Not("there is no place to put it aside".to_owned())) };
    folder.disk().create_folder(write::folder_of(&aside)).map_err(failed)?;
    folder.disk().rename(path, &aside).map_err(failed)?;
    for moved in [&aside, path] {
        write::sync_folder(folder.disk(), moved).map_err(|error| error.to_string())?;
    }
    take_emptied_folders(folder, path);
    drop(lock);
    Ok(Copy::Moved)
}

/// Takes the folders away in which the file of an article was the last thing.
pub(super) fn take_emptied_folders(folder: &Folder, path: &Path) {
    let inside = |parent: &&Path| *parent != folder.root() && parent.starts_with(folder.root());
    for parent in path.ancestors().skip(1).take_while(inside) {
        // One in which something stands is not removed, and those above it are not empty either.
        if folder.disk().remove_folder(parent).is_err() {
            return;
        }
    }
}

/// Makes the file of an article again from what was put aside.
pub(super) fn bring_back(
    folder: &Folder,
    key: &ArticleKey,
    path: &Path,
    made: &str,
    dry_run: bool,
) -> Result<Copy, String> {
    if !is_absent(folder.disk(), path) {
        let same = sha256(folder, path).is_some_and(|(_, now)| now == made);
        let another = || Copy::Not("another article of this name is there".to_owned());
        return Ok(if same { Copy::There } else { another() });
    }
    let copy = names(folder, path)
        .take_while(|aside| !is_absent(folder.disk(), aside))
        .filter_map(|aside| sha256(folder, &aside))
        .find(|(_, sha256)| sha256 == made);
    let Some((bytes, _)) = copy else {
        return Ok(Copy::Not("its file is no longer among those put aside".to_owned()));
    };
    if dry_run {
        return Ok(Copy::Moved);
    }
    let parent = write::folder_of(path);
    folder.disk().create_folder(parent).map_err(|error| FileError::writing(&error, parent).to_string())?;
    write::save(folder.disk(), path, bytes, Expected::Absent).map_err(|error| format!("{key}: {error}."))?;
    Ok(Copy::Moved)
}

/// Takes the file of a work away in which nothing is left. The version before it is kept as ever.
pub(super) fn take_emptied(folder: &Folder, path: &Path) -> Result<(), String> {
    if is_absent(folder.disk(), path) {
        return Ok(());
    }
    let lock = lock(folder)?;
    let Ok((document, _)) = read_document(folder, path) else { return Ok(()) };
    let records = document.records();
    let nothing =
        records.len() == 1 && records.values().all(|record| *record == Record::Header(Box::new(Header::default())));
    if nothing && document.chosen_encoding().is_none() {
        remove(folder, path)?;
    }
    drop(lock);
    Ok(())
}

/// Takes those lists of the whole corpus away that the import had begun and in which nothing is left.
pub(super) fn take_emptied_lists(folder: &Folder, begun: &[String]) -> Result<(), String> {
    let lock = lock(folder)?;
    for name in shared::FILES.into_iter().filter(|name| begun.iter().any(|begun| begun == name)) {
        let path = shared::path(folder.root(), name);
        if is_inside(folder, &path) && shared::is_empty(folder, name) {
            remove(folder, &path)?;
        }
    }
    drop(lock);
    Ok(())
}

fn remove(folder: &Folder, path: &Path) -> Result<(), String> {
    folder.disk().remove(path).map_err(|error| FileError::writing(&error, path).to_string())?;
    write::sync_folder(folder.disk(), path).map_err(|error| error.to_string())
}
