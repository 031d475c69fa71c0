//! What of a file is not taken: one type for all readers, so that nothing is left out without its place and reason.

use std::fmt;

use serde::Serialize;

/// What kind of thing was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Thing {
    /// A line, or a task, that is nothing that can be read.
    Line,
    /// A text, or all that is said of one.
    Article,
    /// A mark with all that belongs to it.
    Mark,
    /// A link between two marks.
    Link,
    /// A value of a field.
    Field,
    /// A label that means nothing here.
    Label,
    /// What a person has written to others.
    Comment,
    /// The name of a person.
    Person,
    /// What a model has guessed.
    Prediction,
    /// An entry of the registry, an agreement across articles or a publisher.
    Entry,
}

/// Something that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// The file, as it was asked for; empty where it is about all of them.
    pub file: String,
    /// Where in the file: `line 3`, `task 1`, the name of an article. May be empty.
    pub place: String,
    /// What kind of thing it is.
    pub thing: Thing,
    /// What it is, and why it is left out.
    pub reason: String,
}

impl LeftOut {
    /// Says that something of a file is left out.
    #[must_use]
    pub fn new(thing: Thing, place: impl Into<String>, reason: impl Into<String>) -> Self {
        let in_one_line = |text: String| if text.contains('\n') { text.replace('\n', " ") } else { text };
        Self { file: String::new(), place: in_one_line(place.into()), thing, reason: in_one_line(reason.into()) }
    }

    /// Says in which file it stands.
    #[must_use]
    pub fn in_file(self, file: &str) -> Self {
        Self { file: file.to_owned(), ..self }
    }
}

impl fmt::Display for LeftOut {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in [&self.file, &self.place].into_iter().filter(|part| !part.is_empty()) {
            write!(out, "{part}: ")?;
        }
        out.write_str(&self.reason)
    }
}

/// Gives what was left out, a line each.
#[cfg(test)]
pub(crate) fn lines(left: &[LeftOut]) -> Vec<String> {
    left.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_names_file_place_and_reason_and_stays_one_line() {
        let left = LeftOut::new(Thing::Mark, "line 3", "the span\nGPE: it is empty");
        assert_eq!(left.to_string(), "line 3: the span GPE: it is empty");
        assert_eq!(left.in_file("a.jsonl").to_string(), "a.jsonl: line 3: the span GPE: it is empty");
        assert_eq!(LeftOut::new(Thing::Entry, "", "no such list").to_string(), "no such list");
    }
}
