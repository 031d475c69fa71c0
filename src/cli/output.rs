//! What the command line prints and says: data on the output, sentences beside it. Nothing a file or a name holds
//! reaches a terminal as anything but visible signs, and an output that is closed or full ends in an exit code.

use std::fmt::{Display, Write as _};
use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;

use serde::Serialize;

use crate::core::visible::{Hidden, visible};

/// Whether there is still somebody who reads the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// As far as anybody can tell.
    There,
    /// Whoever read it has stopped, as `head` does. That is no error, and nobody needs the rest.
    Gone,
}

/// Data in lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines(String);

impl Lines {
    /// Adds a line; what is hidden in it is shown as an escape.
    pub fn add(&mut self, line: impl Display) {
        self.0.push_str(&visible(&line.to_string()));
        self.0.push('\n');
    }

    /// Prints the lines.
    ///
    /// # Errors
    /// As [`print`].
    pub fn print(&self) -> Result<Reader, ExitCode> {
        print(&self.0)
    }
}

/// Prints a value as JSON over several lines.
///
/// # Errors
/// As [`print`].
pub(super) fn print_json(value: &impl Serialize) -> Result<Reader, ExitCode> {
    printed_json(serde_json::to_string_pretty(value))
}

/// Prints a value as JSON in one line.
///
/// # Errors
/// As [`print`].
pub(super) fn print_json_line(value: &impl Serialize) -> Result<Reader, ExitCode> {
    printed_json(serde_json::to_string(value))
}

fn printed_json(text: serde_json::Result<String>) -> Result<Reader, ExitCode> {
    match text {
        Ok(text) => print(&(visible_json(&text) + "\n")),
        Err(error) => Err(fail(&error.to_string())),
    }
}

/// Writes hidden signs in the strings of a JSON text as escapes of JSON; what is read of it stays the same.
fn visible_json(text: &str) -> String {
    let mut hidden = Hidden::default();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // Outside of strings the only sign of that kind is the line feed, inside it is escaped already.
        if hidden.meets(c) && c != '\n' {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a text cannot fail.
                write!(out, "\\u{unit:04x}").ok();
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Prints data as it is.
///
/// # Errors
/// Says that the output is full or cannot be written, and gives the exit code for that.
pub(super) fn print(text: &str) -> Result<Reader, ExitCode> {
    let mut out = io::stdout();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

fn written(result: io::Result<()>) -> Result<Reader, ExitCode> {
    match result {
        Ok(()) => Ok(Reader::There),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Reader::Gone),
        Err(error) => Err(fail(&format!("The output cannot be written: {error}."))),
    }
}

/// Prints what the reading of the command line ends with: help, the version, or what is wrong with the usage.
#[must_use]
pub fn usage(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        // It names arguments, which may come from anywhere.
        let lines: Vec<_> = error.render().to_string().split('\n').map(|line| visible(line).into_owned()).collect();
        aside(&lines.join("\n"));
        return ExitCode::from(2);
    }
    let shown = error.print().and_then(|()| io::stdout().flush());
    written(shown).err().unwrap_or(ExitCode::SUCCESS)
}

/// Says something to the person at the terminal, beside the data.
pub(super) fn say(sentence: &str) {
    aside(&format!("glossator: {}\n", visible(sentence)));
}

/// Writes beside the data. Where nobody can be told anything, the exit code still says how it went.
fn aside(text: &str) {
    io::stderr().write_all(text.as_bytes()).ok();
}

/// Says what is wrong and gives the exit code for unusable input.
#[must_use]
pub fn fail(sentence: &str) -> ExitCode {
    say(sentence);
    ExitCode::from(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_shows_what_is_hidden_and_reads_the_same() {
        let value = serde_json::json!({ "a": "\u{9b}\u{202e}x\u{e0041}\n\u{1b}", "b": ["می\u{200c}خواهم"] });
        let text = visible_json(&serde_json::to_string_pretty(&value).unwrap());
        assert!(text.contains("\\u009b\\u202ex\\udb40\\udc41\\n\\u001b"), "{text}");
        assert!(text.contains("می\u{200c}خواهم"), "{text}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
