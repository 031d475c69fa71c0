//! A file to be imported: read whole, or, where it is a large one of lines, some lines at a time, so that memory does not
//! follow its size.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use crate::exchange::Part;
use crate::exchange::format::Format;
use crate::store::bytes::{file_length, read_bytes};
use crate::store::disk::RealDisk;
use crate::store::error::FileError;

/// Largest file, or line of a file, that is read at once, in bytes.
pub(super) const LIMIT: u64 = 500_000_000;
/// From this size on a file of lines is read in parts of this size, in bytes.
const PIECE: usize = 1_000_000;

/// A file on its way.
pub(super) enum Pieces {
    /// Whole.
    Whole(Option<Vec<u8>>),
    /// By lines.
    Lines {
        /// The rest of it.
        file: BufReader<File>,
        /// Lines read so far.
        before: usize,
    },
}

impl Pieces {
    /// Begins to read a file.
    pub fn of(path: &Path, format: Format) -> Result<Self, FileError> {
        if format.is_of_lines() && file_length(&RealDisk, path)? > PIECE as u64 {
            let file = File::open(path).map_err(|error| FileError::reading(&error, path))?;
            let mut file = BufReader::new(file);
            let begin = file.fill_buf().map_err(|error| FileError::reading(&error, path))?;
            let begin = begin.strip_prefix(b"\xef\xbb\xbf").unwrap_or(begin);
            // An array is one value, however many lines it has.
            if begin.trim_ascii_start().first() != Some(&b'[') {
                return Ok(Self::Lines { file, before: 0 });
            }
        }
        read_bytes(&RealDisk, path, LIMIT).map(|bytes| Self::Whole(Some(bytes)))
    }

    /// Tells whether the file is read in parts.
    pub fn are_many(&self) -> bool {
        matches!(self, Self::Lines { .. })
    }

    /// Gives the next part; nothing after the last.
    pub fn next(&mut self, path: &Path) -> Result<Option<(Vec<u8>, Part)>, FileError> {
        let (file, before) = match self {
            Self::Whole(bytes) => return Ok(bytes.take().map(|bytes| (bytes, Part::default()))),
            Self::Lines { file, before } => (file, before),
        };
        let mut bytes = Vec::new();
        let mut lines = 0;
        while bytes.len() < PIECE {
            let read = file.by_ref().take(LIMIT + 1).read_until(b'\n', &mut bytes);
            match read.map_err(|error| FileError::reading(&error, path))? {
                0 => break,
                _ if bytes.len() as u64 > LIMIT => {
                    let sentence = format!("A line is longer than {} MB. Split it", LIMIT / 1_000_000);
                    return Err(FileError::new(sentence, path));
                }
                _ => lines += 1,
            }
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        let part = Part { before: *before, of_more: true };
        *before += lines;
        Ok(Some((bytes, part)))
    }
}
