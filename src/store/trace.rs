//! A file of events with their times, one JSON object a line, for comparing programs honestly.

use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use super::error::FileError;

/// Holds the open trace file; without one, every call is a test of an empty option.
#[derive(Debug, Default)]
pub struct Trace(Option<(File, Instant)>);

impl Trace {
    /// Opens a file to append to; times count from `start`.
    ///
    /// # Errors
    /// Says why the file cannot be written.
    pub fn to_file(path: &Path, start: Instant) -> Result<Self, FileError> {
        let file = OpenOptions::new().append(true).create(true).open(path);
        file.map(|file| Self(Some((file, start)))).map_err(|error| FileError::writing(&error, path))
    }

    /// Tells whether events are written.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// Writes an event. `fields` are names with numbers or words.
    pub fn event(&mut self, event: &str, fields: &[(&str, Value<'_>)]) {
        let Some((file, start)) = &mut self.0 else { return };
        let mut line = format!("{{\"ms\":{:.3},\"event\":\"{event}\"", start.elapsed().as_secs_f64() * 1000.0);
        for (name, value) in fields {
            line.push_str(",\"");
            line.push_str(name);
            line.push_str("\":");
            match value {
                Value::Number(number) => drop(write!(line, "{number:.3}")),
                Value::Word(word) => push_json(&mut line, word),
            }
        }
        line.push_str("}\n");
        if file.write_all(line.as_bytes()).is_err() {
            // A trace that cannot be written must not stop the work it watches.
            self.0 = None;
        }
    }
}

/// A value of an event.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// A number.
    Number(f64),
    /// A word.
    Word(&'a str),
}

fn push_json(line: &mut String, word: &str) {
    line.push('"');
    for c in word.chars() {
        match c {
            '"' | '\\' => {
                line.push('\\');
                line.push(c);
            }
            c if c.is_control() => drop(write!(line, "\\u{:04x}", u32::from(c))),
            c => line.push(c),
        }
    }
    line.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trace_writes_one_object_a_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("trace.jsonl");
        let mut trace = Trace::to_file(&path, Instant::now()).unwrap();
        trace.event("frame", &[("work_ms", Value::Number(1.5))]);
        trace.event("saved", &[("article", Value::Word("a\"b"))]);
        let text = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].contains("\"event\":\"frame\",\"work_ms\":1.500}"), "{}", lines[0]);
        assert!(lines[1].contains("\"article\":\"a\\\"b\""), "{}", lines[1]);
    }

    #[test]
    fn trace_without_a_file_does_nothing() {
        let mut trace = Trace::default();
        trace.event("frame", &[]);
        assert!(!trace.is_on());
    }
}
