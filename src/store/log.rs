//! The log of an annotator's work on an article: one line an entry, only ever added to.
//!
//! A line is the number of the format, 16 digits of the SHA-256 of the rest, and the entry as RON:
//! `1 93ab… (at:"2024-05-06T07:08:09Z",…)`. An entry of an import is of format 2, which programs before it leave
//! alone as written by a newer one; every other line is of format 1, as ever. A line whose digits do not fit, as after a crash in the middle of
//! writing, ends the log: what is good stands, the rest is put aside with a notice.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::bytes::{is_absent, read_bytes};
use super::disk::Disk;
use super::error::FileError;
use super::write::{folder_of, sync_folder};
use crate::core::history::Entry;

/// Formats of an entry: without and with the import it is a part of.
const FORMATS: [&str; 2] = ["1", "2"];
/// Largest log that is read, in bytes.
const LIMIT: u64 = 200_000_000;

/// What a log says.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// The entries, oldest first.
    pub entries: Vec<Entry>,
    /// What is wrong with its end, as a sentence.
    pub problem: Option<String>,
    /// Bytes of the part that is good; nothing where the whole file is, or where nothing may be cut.
    good: Option<usize>,
}

/// Writes an entry as a line of the log.
#[must_use]
pub fn line(entry: &Entry) -> String {
    // An entry holds nothing that RON cannot write.
    let text = ron::to_string(entry).unwrap_or_default();
    let format = FORMATS[usize::from(entry.import.is_some())];
    format!("{format} {} {text}\n", digits(&text))
}

fn digits(text: &str) -> String {
    Sha256::digest(text).iter().take(8).fold(String::new(), |mut out, byte| {
        // Writing to a text cannot fail.
        write!(out, "{byte:02x}").ok();
        out
    })
}

/// Reads a log from its text.
#[must_use]
pub fn parse(bytes: &[u8]) -> Log {
    let mut log = Log::default();
    let mut at = 0;
    for (number, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let bad = |what: &str| {
            format!("Line {} {what}. The history ends before it; the work itself is not touched by this.", number + 1)
        };
        // Sync tools and editors may have changed the ends of lines.
        let text = std::str::from_utf8(line).unwrap_or_default().trim_end_matches(['\n', '\r']);
        if text.is_empty() && line.iter().all(u8::is_ascii_whitespace) {
            at += line.len();
            continue;
        }
        let mut parts = text.splitn(3, ' ');
        let (format, hash, body) = (parts.next(), parts.next(), parts.next().unwrap_or_default());
        if hash.is_some_and(|hash| hash == digits(body)) && !format.is_some_and(|format| FORMATS.contains(&format)) {
            log.problem = Some(bad("was written by a newer program"));
            return log;
        }
        if hash.is_none_or(|hash| hash != digits(body)) {
            log.problem = Some(bad("is damaged or was not written to its end"));
            log.good = Some(at);
            return log;
        }
        match ron::from_str(body) {
            Ok(entry) => log.entries.push(entry),
            Err(error) => {
                log.problem = Some(bad(&format!("is no entry ({})", error.code)));
                log.good = Some(at);
                return log;
            }
        }
        at += line.len();
    }
    log
}

/// Reads a log; an absent one is empty.
#[must_use]
pub fn read(disk: &dyn Disk, path: &Path) -> Log {
    if is_absent(disk, path) {
        return Log::default();
    }
    match read_bytes(disk, path, LIMIT) {
        Ok(bytes) => {
            let mut log = parse(&bytes);
            log.problem = log.problem.map(|problem| format!("The history of the work is damaged. {problem}"));
            log
        }
        Err(error) => Log { problem: Some(format!("The history could not be read. {error}")), ..Log::default() },
    }
}

/// Adds lines to the end of a log and flushes it. A torn end is first put aside, so that the new lines follow a
/// good one.
///
/// # Errors
/// Says why the log could not be written; it then ends where it ended.
pub fn append(disk: &dyn Disk, path: &Path, lines: &str) -> Result<(), FileError> {
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
    written
}

/// Cuts a damaged end off, after it has been kept beside the log. Does nothing where there is none.
///
/// # Errors
/// Says why that could not be done; the log is then as it was.
pub fn mend(disk: &dyn Disk, path: &Path) -> Result<(), FileError> {
    if is_absent(disk, path) {
        return Ok(());
    }
    let bytes = read_bytes(disk, path, LIMIT)?;
    let Some(good) = parse(&bytes).good else { return Ok(()) };
    let failed = |error: io::Error| FileError::writing(&error, path);
    let name = |number: u32| path.with_added_extension(format!("damaged-{number}"));
    if let Some(aside) = (1..1000).map(name).find(|path| is_absent(disk, path)) {
        disk.write_new(&aside, &bytes[good..], None).map_err(failed)?;
    }
    disk.cut(path, good as u64).map_err(failed)?;
    disk.flush(path).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::history::{Batch, Doing, Whole};
    use crate::store::disk::RealDisk;
    use std::fs;

    fn entry(name: &str) -> Entry {
        Entry {
            at: "2024-05-06T07:08:09Z".into(),
            number: 1,
            by: "anna".into(),
            name: name.into(),
            doing: Doing::Done,
            origin: Origin::Manual,
            changes: Vec::new(),
            import: None,
        }
    }

    fn names(log: &Log) -> Vec<&str> {
        log.entries.iter().map(|entry| entry.name.as_str()).collect()
    }

    #[test]
    fn log_says_what_was_written_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history/a.anna.log");
        for name in ["one", "zwei\n„x“", "وثلاثة"] {
            append(&RealDisk, &path, &line(&entry(name))).unwrap();
        }
        let log = read(&RealDisk, &path);
        assert_eq!((names(&log), log.problem.as_deref()), (vec!["one", "zwei\n„x“", "وثلاثة"], None));
    }

    #[test]
    fn log_cut_off_anywhere_keeps_the_entries_before() {
        let whole = ["one", "two", "three"].map(|name| line(&entry(name))).concat();
        for end in 0..whole.len() {
            let log = parse(&whole.as_bytes()[..end]);
            let complete = whole[..end].matches('\n').count();
            // Without its last line feed an entry is whole all the same.
            let may_be_whole = complete + usize::from(whole[end..].starts_with('\n'));
            assert_eq!(log.entries.len(), may_be_whole, "{end}");
            assert_eq!(log.problem.is_some(), !(end == 0 || whole[..end].ends_with('\n') || may_be_whole > complete));
        }
    }

    #[test]
    fn entry_of_an_import_is_read_back_and_all_others_are_written_as_ever() {
        let old = line(&entry("one"));
        assert!(old.starts_with("1 ") && !old.contains("import"), "{old}");
        let batch = Batch { id: "i-1".into(), whole: Some(Whole::default()), emptied: false };
        let new = line(&entry("two").of_import(batch));
        assert!(new.starts_with("2 "), "a program that does not know imports leaves the line alone: {new}");
        let log = parse(format!("{old}{new}{old}").as_bytes());
        assert_eq!((names(&log), log.problem.as_deref()), (vec!["one", "two", "one"], None));
        assert_eq!(log.entries.iter().map(|entry| entry.is_of_import("i-1")).collect::<Vec<_>>(), [false, true, false]);
    }

    #[test]
    fn damaged_end_is_put_aside_before_the_log_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.anna.log");
        fs::write(&path, format!("{}1 00 (at:\"20", line(&entry("one")))).unwrap();
        let problem = read(&RealDisk, &path).problem.unwrap_or_default();
        assert!(problem.contains("Line 2 is damaged"), "{problem}");
        mend(&RealDisk, &path).unwrap();
        append(&RealDisk, &path, &line(&entry("two"))).unwrap();
        let log = read(&RealDisk, &path);
        assert_eq!((names(&log), log.problem.as_deref()), (vec!["one", "two"], None));
        assert_eq!(fs::read_to_string(path.with_added_extension("damaged-1")).unwrap(), "1 00 (at:\"20");
    }

    #[test]
    fn log_of_a_newer_program_is_never_cut() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.anna.log");
        let newer = format!("3 {} (new)\n", digits("(new)"));
        fs::write(&path, &newer).unwrap();
        assert!(read(&RealDisk, &path).problem.unwrap_or_default().contains("newer program"));
        mend(&RealDisk, &path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), newer);
    }
}
