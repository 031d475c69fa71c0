//! The files that articles are added from, gone through article by article.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::source::{ending, page, sha256};
use crate::core::added::Suggestion;
use crate::exchange::left::{LeftOut, Thing};
use crate::exchange::sheet::{Column, Columns, Sheet};
use crate::store::bytes::read_bytes;
use crate::store::decode;
use crate::store::disk::{Disk as _, Kind, RealDisk};

/// Endings of pages.
const PAGES: [&str; 4] = ["html", "htm", "xhtml", "shtml"];
/// Endings of tables.
const TABLES: [&str; 5] = ["csv", "tsv", "jsonl", "ndjson", "json"];
/// Largest page that is read, in bytes.
const LARGEST_PAGE: u64 = 20_000_000;
/// Largest table, in bytes.
const LARGEST_TABLE: u64 = 1_000_000_000;

/// A file.
pub(super) struct File {
    /// The file as it was asked for, below the folder where one was.
    pub name: String,
    /// Its ending, in small letters.
    pub ending: String,
    path: PathBuf,
}

/// What becomes an article.
pub(super) struct Source {
    /// The file.
    pub bytes: Rc<[u8]>,
    /// Its hash.
    pub sha256: String,
    /// The row of a table.
    pub row: Option<usize>,
    /// Where it stands in the file; empty for a page.
    pub place: String,
    pub text: String,
    pub title: String,
    /// The name its file is to have; may be empty.
    pub name: String,
    pub suggestions: Vec<Suggestion>,
    pub said: Vec<String>,
}

/// What is met in a file.
pub(super) enum Found {
    Article(Box<Source>),
    LeftOut(LeftOut),
    Said(String),
    Unreadable(String),
    Table(Vec<Column>, Result<Columns, String>),
}

/// Tells by its ending whether a file is a page or a table.
#[must_use]
pub fn is_source(path: &Path) -> bool {
    let ending = ending(path);
    PAGES.contains(&ending.as_str()) || TABLES.contains(&ending.as_str())
}

/// Lists the files there are, with what is passed over, a line each.
///
/// # Errors
/// Says that a path is not there, or that there are no files.
pub(super) fn of(paths: &[PathBuf]) -> Result<(Vec<File>, Vec<String>), String> {
    let (mut files, mut said) = (Vec::new(), Vec::new());
    for path in paths {
        let look = RealDisk.look(path).map_err(|_| format!("There is no such file or folder: {}", path.display()))?;
        if look.kind == Kind::Folder {
            let (mut below, mut passed) = (Vec::new(), 0);
            gather(path, &mut below, &mut passed);
            below.sort();
            files.extend(below.into_iter().map(|file| File::of(path, file)));
            if passed > 0 {
                said.push(format!("{}: {passed} files in it are no pages or tables by their endings", path.display()));
            }
        } else {
            files.push(File::of(path.parent().unwrap_or(Path::new("")), path.clone()));
        }
    }
    if files.is_empty() {
        let endings: Vec<String> = PAGES.iter().chain(&TABLES).map(|ending| format!(".{ending}")).collect();
        return Err(format!("There are no pages or tables ({}) there.", endings.join(", ")));
    }
    Ok((files, said))
}

/// Gathers pages and tables below a folder, and counts what else is there.
fn gather(folder: &Path, found: &mut Vec<PathBuf>, passed: &mut usize) {
    for entry in RealDisk.list(folder).unwrap_or_default() {
        let path = folder.join(&entry.name);
        let name = entry.name.to_string_lossy();
        match entry.kind {
            // Where browsers put the pictures, scripts and advertisements of a page they save.
            Kind::Folder if name.starts_with('.') || name.ends_with("_files") || name.ends_with(".files") => {}
            Kind::Folder => gather(&path, found, passed),
            _ if is_source(&path) => found.push(path),
            _ => *passed += 1,
        }
    }
}

impl File {
    fn of(folder: &Path, path: PathBuf) -> Self {
        let inside = path.strip_prefix(folder).unwrap_or(&path);
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        Self { name: parts.join("/"), ending: ending(&path), path }
    }

    /// Gives its name without folders and ending.
    pub fn stem(&self) -> &str {
        let name = self.name.rsplit('/').next().unwrap_or(&self.name);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Reads it; `take` gets what is met, and stops with `false`.
    pub fn read(&self, columns: &Columns, take: &mut dyn FnMut(Found) -> bool) {
        let is_page = PAGES.contains(&self.ending.as_str());
        if !is_page && !TABLES.contains(&self.ending.as_str()) {
            take(Found::LeftOut(LeftOut::new(Thing::Article, "", other(&self.ending))));
            return;
        }
        let limit = if is_page { LARGEST_PAGE } else { LARGEST_TABLE };
        let bytes: Rc<[u8]> = match read_bytes(&RealDisk, &self.path, limit) {
            Ok(bytes) => bytes.into(),
            Err(error) => {
                take(Found::Unreadable(error.to_string()));
                return;
            }
        };
        let sha256 = sha256(&bytes);
        if is_page { Self::page(&bytes, sha256, take) } else { table(&bytes, &sha256, columns, take) }
    }

    fn page(bytes: &Rc<[u8]>, sha256: String, take: &mut dyn FnMut(Found) -> bool) {
        match page(bytes) {
            Ok(page) => {
                take(Found::Article(Box::new(Source {
                    bytes: bytes.clone(),
                    sha256,
                    row: None,
                    place: String::new(),
                    text: page.text,
                    title: page.title,
                    name: String::new(),
                    suggestions: page.suggestions,
                    said: page.said,
                })));
            }
            Err(reason) => {
                take(Found::LeftOut(LeftOut::new(Thing::Article, "", reason)));
            }
        }
    }
}

/// Reads a table, row by row.
fn table(bytes: &Rc<[u8]>, sha256: &str, columns: &Columns, take: &mut dyn FnMut(Found) -> bool) {
    let read = decode::decode(bytes, None).map_err(|error| error.to_string());
    let (text, encoding) = match read {
        Ok(read) => read,
        Err(line) => {
            take(Found::Unreadable(line));
            return;
        }
    };
    let sheet = match Sheet::of(&text) {
        Ok(sheet) => sheet,
        Err(error) => {
            take(Found::Unreadable(error.to_string()));
            return;
        }
    };
    if encoding.undecoded > 0 {
        let line = format!("{} places could not be decoded as {}", encoding.undecoded, encoding.label);
        take(Found::Said(line));
    }
    let chosen = columns.of(sheet.head());
    take(Found::Table(sheet.columns(), chosen.clone()));
    let chosen = match chosen {
        Ok(chosen) => chosen,
        Err(reason) => {
            take(Found::Unreadable(reason));
            return;
        }
    };
    let others = chosen.others(sheet.head());
    if !others.is_empty() {
        take(Found::Said(format!("columns that say nothing of an article here: {}", others.join(", "))));
    }
    sheet.articles(&chosen, &mut |it| {
        take(match it {
            Err(left) => Found::LeftOut(left),
            Ok(article) => Found::Article(Box::new(Source {
                bytes: bytes.clone(),
                sha256: sha256.to_owned(),
                row: Some(article.row),
                place: article.place,
                text: article.text,
                title: article.title,
                name: article.name,
                suggestions: article.suggestions,
                said: article.said,
            })),
        })
    });
}

/// Says why a file of an ending is not read.
fn other(ending: &str) -> String {
    match ending {
        "mhtml" | "mht" | "webarchive" | "warc" => "an archive of a page is not read; save the page as HTML".to_owned(),
        "txt" | "md" => "it is an article as it is; copy it into the folder of the corpus".to_owned(),
        "xls" | "xlsx" | "ods" => "a workbook is not read; save its table as CSV".to_owned(),
        "" => "it has no ending that says whether it is a page or a table".to_owned(),
        ending => {
            format!("files of .{ending} are not read; there are pages (.html) and tables (.csv, .tsv, .jsonl, .json)")
        }
    }
}
