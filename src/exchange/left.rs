//! What of a file is not taken: one type for all readers, so that nothing is left out without its place and reason.

use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::fmt;
use std::hash::{Hash as _, Hasher as _};

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
    /// Whose work it is of, by the name in the file; empty where it is of nobody, or of the file itself.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub person: String,
    /// Where in the file: `line 3`, `task 1`, the name of an article. May be empty.
    pub place: String,
    /// What kind of thing it is.
    pub thing: Thing,
    /// What it is, and why it is left out.
    pub reason: String,
    /// How many there are of which exactly this is to be said.
    pub count: usize,
}

impl LeftOut {
    /// Says that something of a file is left out.
    #[must_use]
    pub fn new(thing: Thing, place: impl Into<String>, reason: impl Into<String>) -> Self {
        let in_one_line = |text: String| if text.contains('\n') { text.replace('\n', " ") } else { text };
        Self {
            file: String::new(),
            person: String::new(),
            place: in_one_line(place.into()),
            thing,
            reason: in_one_line(reason.into()),
            count: 1,
        }
    }

    /// Says that it is so many.
    #[must_use]
    pub fn times(self, count: usize) -> Self {
        Self { count, ..self }
    }

    /// Says in which file it stands.
    #[must_use]
    pub fn in_file(self, file: &str) -> Self {
        Self { file: file.to_owned(), ..self }
    }

    /// Says whose work it is of.
    #[must_use]
    pub fn of(self, person: &str) -> Self {
        Self { person: person.to_owned(), ..self }
    }
}

impl fmt::Display for LeftOut {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in [&self.file, &self.place].into_iter().filter(|part| !part.is_empty()) {
            write!(out, "{part}: ")?;
        }
        out.write_str(&self.reason)?;
        if self.count > 1 { write!(out, " ({} times)", self.count) } else { Ok(()) }
    }
}

/// What is taken otherwise than a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Whose work it is of, as [`LeftOut::person`].
    pub person: String,
    /// What it is, in one line.
    pub line: String,
}

/// Where a reader puts what it leaves out. It is shared, so that whatever is read can tell of what nobody has taken of it
/// when it goes, however the reader came to let it go.
#[derive(Debug, Default)]
pub struct Left {
    lines: RefCell<Vec<LeftOut>>,
    /// Where a line stands, by a hash of what it says.
    at: RefCell<HashMap<u64, usize>>,
    said: RefCell<Vec<Said>>,
    /// Whose work is read now.
    person: RefCell<String>,
}

impl Left {
    /// Says whose work is read from now on, by the name in the file; nobody's where it is empty.
    pub fn whose(&self, person: &str) {
        person.clone_into(&mut self.person.borrow_mut());
    }

    /// Says that something is left out. What was said already is counted.
    pub fn leave(&self, thing: Thing, place: impl Into<String>, reason: impl Into<String>) {
        self.add(LeftOut::new(thing, place, reason));
    }

    /// Says that so many things of one kind are left out.
    pub fn counted(&self, thing: Thing, place: impl Into<String>, reason: impl Into<String>, count: usize) {
        self.add(LeftOut::new(thing, place, reason).times(count));
    }

    /// Takes in a line. What was said already is counted.
    pub fn add(&self, mut left: LeftOut) {
        if silent::is_now() {
            return;
        }
        if left.person.is_empty() {
            left.person.clone_from(&self.person.borrow());
        }
        let mut hasher = DefaultHasher::new();
        (&left.file, &left.person, &left.place, left.thing, &left.reason).hash(&mut hasher);
        let mut lines = self.lines.borrow_mut();
        let at = *self.at.borrow_mut().entry(hasher.finish()).or_insert(lines.len());
        match lines.get_mut(at) {
            Some(there)
                if (&there.person, &there.place, &there.reason) == (&left.person, &left.place, &left.reason) =>
            {
                there.count += left.count;
            }
            _ => lines.push(left),
        }
    }

    /// Says that something is taken otherwise than the file says.
    pub fn say(&self, place: &str, what: &str) {
        let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
        let line = format!("{place}{what}").replace('\n', " ");
        self.said.borrow_mut().push(Said { person: self.person.borrow().clone(), line });
    }

    /// Says what is to be said, where there is anything.
    pub fn say_all(&self, place: &str, what: Option<&str>) {
        if let Some(what) = what {
            self.say(place, what);
        }
    }

    /// Gives what was left out, and what is to be said.
    #[must_use]
    pub fn done(self) -> (Vec<LeftOut>, Vec<Said>) {
        (self.lines.into_inner(), self.said.into_inner())
    }
}

/// Lets the tests take one thing, or leave one out, without a word, to see that they would notice.
pub(crate) mod silent {
    #[cfg(test)]
    use std::cell::Cell;

    #[cfg(test)]
    thread_local! {
        /// How many times from now, where it is to happen; and how often it could have happened.
        static NEXT: Cell<(Option<usize>, usize)> = const { Cell::new((None, 0)) };
    }

    /// Tells whether this is the time at which nothing is to be said. Never, but in tests.
    #[cfg(not(test))]
    pub(crate) const fn is_now() -> bool {
        false
    }

    #[cfg(test)]
    pub(crate) fn is_now() -> bool {
        let (next, count) = NEXT.get();
        NEXT.set((next, count + 1));
        next == Some(count)
    }

    /// Counts from now on; the `nth` from now on is silent. Gives how many there were before.
    #[cfg(test)]
    pub(crate) fn at(nth: Option<usize>) -> usize {
        NEXT.replace((nth, 0)).1
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

    #[test]
    fn lines_of_two_people_are_two() {
        let left = Left::default();
        for person in ["a", "", "b", "a"] {
            left.whose(person);
            left.leave(Thing::Mark, "task 1", "no");
            left.say("task 1", "else");
        }
        let (left, said) = left.done();
        let whose: Vec<(&str, usize)> = left.iter().map(|it| (it.person.as_str(), it.count)).collect();
        assert_eq!(whose, [("a", 2), ("", 1), ("b", 1)]);
        assert_eq!(said.iter().map(|it| it.person.as_str()).collect::<Vec<_>>(), ["a", "", "b", "a"]);
    }

    #[test]
    fn same_thing_many_times_is_one_line_with_its_count() {
        let left = Left::default();
        for reason in ["no", "yes", "no", "no"] {
            left.leave(Thing::Mark, "line 1", reason);
        }
        left.add(LeftOut::new(Thing::Mark, "", "POS").times(1204));
        let (left, _) = left.done();
        assert_eq!(lines(&left), ["line 1: no (3 times)", "line 1: yes", "POS (1204 times)"]);
    }
}
