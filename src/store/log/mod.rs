//! The log of an annotator's work on an article: one line an entry, only ever added to.
//!
//! A line whose digits fit is never damage. One that cannot be understood, as from a newer program, closes what was
//! done before it and is left where it is. Lines whose digits do not fit, as after a crash in the middle of writing,
//! are put aside with a notice.
//!
//! A log that has become long goes on in a new file; the parts before it end in `.1`, `.2` and so on, the oldest first.
//! Of entries older than [`DAYS`] only who, when and what is kept then, not the records.

mod line;

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use line::Said;
pub use line::line;

use super::bytes::{is_absent, read_bytes};
use super::disk::Disk;
use super::error::{ErrorKind, FileError};
use super::write::{self, Expected, Fingerprint, folder_of, sync_folder};
use crate::core::history::Entry;

/// Parts of a log at most, and of damaged lines beside it.
const MOST: u32 = 1000;
/// Days whose steps can be taken back whatever has been done since.
pub const DAYS: i64 = 90;
/// Largest part of a log that is read, in bytes.
const LIMIT: u64 = 200_000_000;
/// When a log is long.
const LIMITS: Limits = Limits { long: 8_000_000, full: 64_000_000 };

/// Sizes of a log, in bytes.
#[derive(Clone, Copy)]
struct Limits {
    /// From which on it is looked through for what is old.
    long: u64,
    /// From which on it goes on in a new file.
    full: u64,
}

/// What a log says.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// The entries, oldest first.
    pub entries: Vec<Entry>,
    /// What is wrong with it, as a sentence.
    pub problem: Option<String>,
}

/// A log taken apart.
#[derive(Default)]
struct Parsed<'a> {
    entries: Vec<Entry>,
    /// The lines that are good, without their ends, and one for each place where damaged ones stood before them.
    good: Vec<Cow<'a, str>>,
    /// The lines that are not, whole.
    damaged: Vec<&'a [u8]>,
    /// The first line that is damaged.
    first: Option<usize>,
    /// Lines that are good and cannot be understood.
    unknown: usize,
    /// Whether the file is what would be written of its good lines, but for ends of lines.
    as_written: bool,
}

fn parse(bytes: &[u8]) -> Parsed<'_> {
    let mut log = Parsed { as_written: bytes.is_empty() || bytes.ends_with(b"\n"), ..Parsed::default() };
    let mut damaged_before = false;
    for (number, piece) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        // Sync tools and editors may have changed the ends of lines.
        let text = std::str::from_utf8(piece).unwrap_or_default().trim_end_matches(['\n', '\r']);
        if text.is_empty() && piece.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let Some(parts) = line::apart(text) else {
            log.first.get_or_insert(number + 1);
            log.damaged.push(piece);
            log.as_written = false;
            damaged_before = true;
            continue;
        };
        log.as_written &= parts.len() == 1;
        if std::mem::take(&mut damaged_before) {
            // What stood there may have been a step.
            let closed = log.closed("A damaged part of the history");
            log.good.extend(line(&closed).ok().map(|line| Cow::Owned(line.trim_end().to_owned())));
            log.entries.push(closed);
        }
        for part in parts {
            log.good.push(Cow::Borrowed(part));
            let Some(said) = line::read(part) else { continue };
            log.unknown += usize::from(matches!(said, Said::Unknown(_)));
            let (Said::Entry(mut entry) | Said::Shortened(mut entry) | Said::Unknown(mut entry)) = said;
            if entry.at.is_empty() {
                // One that tells no time happened after the one before it.
                let before = log.closed("");
                (entry.at, entry.number) = (before.at, before.number);
            }
            log.entries.push(*entry);
        }
    }
    log
}

impl Parsed<'_> {
    /// Makes an entry that closes what was done before it.
    fn closed(&self, name: &str) -> Entry {
        closed(self.entries.last(), name)
    }
}

fn closed(before: Option<&Entry>, name: &str) -> Entry {
    let (at, number) = before.map_or_else(Default::default, |entry| (entry.at.clone(), entry.number));
    Entry {
        at,
        number,
        by: String::new(),
        name: name.to_owned(),
        doing: crate::core::history::Doing::Outside,
        origin: crate::core::annotation::Origin::Manual,
        changes: Vec::new(),
        import: None,
    }
}

/// Gives the parts of a log that are full, the oldest first.
fn full_parts(disk: &dyn Disk, path: &Path) -> Vec<PathBuf> {
    // A disk that does not answer has none.
    (1..MOST).map(|number| part(path, number)).take_while(|path| disk.look_at_link(path).is_ok()).collect()
}

fn part(path: &Path, number: u32) -> PathBuf {
    path.with_added_extension(number.to_string())
}

/// Reads a log, or a part of one, from its bytes.
#[must_use]
pub fn from_bytes(bytes: &[u8], path: &Path) -> Log {
    let parsed = parse(bytes);
    let problem = problem(&parsed, path);
    Log { entries: parsed.entries, problem }
}

/// Reads a log with all its parts; an absent one is empty.
#[must_use]
pub fn read(disk: &dyn Disk, path: &Path) -> Log {
    let mut log = Log::default();
    let parts = full_parts(disk, path).into_iter().chain((!is_absent(disk, path)).then(|| path.to_owned()));
    for part in parts {
        match read_bytes(disk, &part, LIMIT) {
            Ok(bytes) => {
                let read = from_bytes(&bytes, &part);
                log.entries.extend(read.entries);
                log.problem = log.problem.or(read.problem);
            }
            Err(error) => {
                let closed = closed(log.entries.last(), "A part of the history that could not be read");
                log.entries.push(closed);
                log.problem.get_or_insert(format!("The history could not be read. {error}"));
            }
        }
    }
    log
}

/// Says what is wrong with a part of a log.
fn problem(parsed: &Parsed<'_>, path: &Path) -> Option<String> {
    let untouched = "The work itself is not touched by this";
    if let Some(first) = parsed.first {
        let count = parsed.damaged.len();
        let lines = if count == 1 { "One line".to_owned() } else { format!("{count} lines") };
        return Some(format!(
            "The history of the work is damaged: {lines}, the first of them line {first}, was not written to its end \
             or was changed. It is put aside with the next step. {untouched}: {}",
            path.display()
        ));
    }
    (parsed.unknown > 0).then(|| {
        format!(
            "The history holds {} that this program does not understand, as of a newer one. What was done before \
             cannot be taken back here; all of it stays where it is. {untouched}: {}",
            if parsed.unknown == 1 { "a step".to_owned() } else { format!("{} steps", parsed.unknown) },
            path.display()
        )
    })
}

/// Adds lines to the end of a log and flushes it.
///
/// Gives the length of the log then. Whoever finds it at another length later must [`mend`] it before the next line.
///
/// # Errors
/// Says why the log could not be written; it then ends where it ended.
pub fn append(disk: &dyn Disk, path: &Path, lines: &str) -> Result<u64, FileError> {
    let failed = |error: io::Error| FileError::writing(&error, path);
    let folder = folder_of(path);
    let new = is_absent(disk, path);
    if new && disk.look(folder).is_err() {
        disk.create_folder(folder).map_err(failed)?;
    }
    let before = if new { 0 } else { disk.look(path).map_err(failed)?.len };
    let written = disk.append(path, lines.as_bytes()).and_then(|()| disk.flush(path)).map_err(failed);
    let written = written.and_then(|()| if new { sync_folder(disk, path) } else { Ok(()) });
    if written.is_err() {
        // What was written in part would hide what comes later, and what was written whole comes again.
        disk.cut(path, before).ok();
    }
    written.map(|()| before + lines.len() as u64)
}

/// Makes a log ready for the next line: what is damaged is kept beside it, its last line gets an end, and what is old
/// in a long one is shortened. `now` is the time of the next entry. Gives its length.
///
/// # Errors
/// Says why that could not be done; the log is then as it was.
pub fn mend(disk: &dyn Disk, path: &Path, now: &str) -> Result<u64, FileError> {
    mend_within(disk, path, now, LIMITS)
}

fn mend_within(disk: &dyn Disk, path: &Path, now: &str, limits: Limits) -> Result<u64, FileError> {
    if is_absent(disk, path) {
        return Ok(0);
    }
    let len = disk.look(path).map_err(|error| FileError::reading(&error, path))?.len;
    if len > LIMIT {
        // An older program let it grow; nothing of it is lost.
        return go_on(disk, path, now).map(|()| 0);
    }
    let bytes = read_bytes(disk, path, LIMIT)?;
    let parsed = parse(&bytes);
    keep_damaged(disk, path, &parsed)?;
    let old = if len > limits.long { before(now) } else { None };
    let shorter = shorten(&parsed.good, old.as_deref());
    let len = if parsed.as_written && shorter.is_none() {
        len
    } else {
        let text = shorter.unwrap_or_else(|| whole(&parsed.good));
        replace(disk, path, &text, &bytes)?;
        text.len() as u64
    };
    if len > limits.full {
        return go_on(disk, path, now).map(|()| 0);
    }
    Ok(len)
}

/// Lets a log go on in a new file, and shortens what has become old in the parts before.
fn go_on(disk: &dyn Disk, path: &Path, now: &str) -> Result<(), FileError> {
    let parts = full_parts(disk, path);
    for part in &parts {
        // A part that cannot be read or replaced is no worse for staying as it is.
        if let (Ok(bytes), Some(old)) = (read_bytes(disk, part, LIMIT), before(now))
            && let Some(text) = shorten(&parse(&bytes).good, Some(&old))
        {
            replace(disk, part, &text, &bytes).ok();
        }
    }
    let next = part(path, u32::try_from(parts.len()).unwrap_or(u32::MAX - 1) + 1);
    disk.rename(path, &next).map_err(|error| FileError::writing(&error, path))?;
    sync_folder(disk, path)
}

/// Gives the time so many days before another; nothing where that is no time.
fn before(now: &str) -> Option<String> {
    let now: Timestamp = now.parse().ok()?;
    Some(now.checked_sub(SignedDuration::from_hours(24 * DAYS)).ok()?.to_string())
}

/// Leaves the records out of lines that are older than a time; nothing where there are none.
fn shorten(lines: &[Cow<'_, str>], old: Option<&str>) -> Option<String> {
    let old = old?;
    let mut any = false;
    let mut out = String::new();
    for text in lines {
        let short = line::time(text).filter(|at| at.as_str() < old).and_then(|_| line::shortened(text));
        any |= short.is_some();
        if let Some(short) = short {
            out.push_str(&short);
        } else {
            out.extend([text, "\n"]);
        }
    }
    any.then_some(out)
}

fn whole(lines: &[Cow<'_, str>]) -> String {
    lines.iter().flat_map(|line| [&**line, "\n"]).collect()
}

/// Writes damaged lines into a file beside the log.
fn keep_damaged(disk: &dyn Disk, path: &Path, parsed: &Parsed<'_>) -> Result<(), FileError> {
    if parsed.damaged.is_empty() {
        return Ok(());
    }
    let name = |number: u32| path.with_added_extension(format!("damaged-{number}"));
    let aside = (1..MOST).map(name).find(|path| is_absent(disk, path));
    let aside = aside.ok_or_else(|| {
        let sentence = "There are too many damaged parts of the history beside it. Move them elsewhere";
        FileError { kind: ErrorKind::Other, sentence: sentence.to_owned(), path: path.to_owned() }
    })?;
    let failed = |error: io::Error| FileError::writing(&error, &aside);
    disk.write_new(&aside, &parsed.damaged.concat(), None).and_then(|()| disk.flush(&aside)).map_err(failed)
}

/// Puts a text in the place of a log that holds these bytes.
fn replace(disk: &dyn Disk, path: &Path, text: &str, bytes: &[u8]) -> Result<(), FileError> {
    match write::save(disk, path, text, Expected::Hash(Fingerprint::of(bytes))) {
        Ok(_) => Ok(()),
        Err(write::SaveError::Failed(error)) => Err(error),
        Err(changed @ write::SaveError::ChangedOnDisk { .. }) => {
            Err(FileError { kind: ErrorKind::Changed, sentence: changed.to_string(), path: path.to_owned() })
        }
    }
}

#[cfg(test)]
mod tests;
