//! Text typed into fields that the work does not hold: what could not be taken, and what was put back by Escape.

use std::collections::BTreeMap;

use super::field::FieldAt;

/// Text in a field that differs from the value there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The text.
    pub text: String,
    /// The value it was typed over; where another one stands now, the text is of no use for it.
    pub over: String,
}

/// A text that Escape has put back.
#[derive(Clone, Debug)]
struct Offered {
    at: FieldAt,
    kept: Kept,
    /// Steps made since, which undo takes back first.
    newer: usize,
}

/// Holds text typed into the fields of the open corpus and not taken. It lives and dies with the corpus.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    kept: BTreeMap<FieldAt, Kept>,
    offered: Vec<Offered>,
    /// What is kept was spoken of already.
    said: bool,
}

impl Typed {
    /// Gives the text that waits in a field over its present value.
    #[must_use]
    pub fn kept(&self, at: &FieldAt, value: &str) -> Option<&str> {
        self.kept.get(at).filter(|kept| kept.over == value).map(|kept| kept.text.as_str())
    }

    /// Gives the text that waits in a field over a value that no longer stands there; it waits for that to come back.
    #[must_use]
    pub fn outdated(&self, at: &FieldAt, value: &str) -> Option<&str> {
        self.kept.get(at).filter(|kept| kept.over != value).map(|kept| kept.text.as_str())
    }

    /// Keeps a text in its field.
    pub fn keep(&mut self, at: FieldAt, kept: Kept) {
        self.said &= self.kept.get(&at) == Some(&kept);
        self.kept.insert(at, kept);
    }

    /// Forgets what a field has kept.
    pub fn forget(&mut self, at: &FieldAt) {
        self.kept.remove(at);
    }

    /// Takes a text out of its field, to be offered again by undo.
    pub fn put_back(&mut self, at: FieldAt, kept: Kept) {
        self.kept.remove(&at);
        self.offered.push(Offered { at, kept, newer: 0 });
    }

    /// Notes that a step was made.
    pub fn step_made(&mut self) {
        self.travelled(false);
    }

    /// Notes that a step was taken back, or made again.
    pub fn travelled(&mut self, back: bool) {
        for offered in &mut self.offered {
            offered.newer = if back { offered.newer.saturating_sub(1) } else { offered.newer + 1 };
        }
    }

    /// Puts the text that Escape has put back last into its field again, if no step was made since; gives the field.
    pub fn offer_again(&mut self) -> Option<FieldAt> {
        let last = self.offered.pop_if(|last| last.newer == 0)?;
        self.keep(last.at.clone(), last.kept);
        Some(last.at)
    }

    /// Lists what is kept.
    pub fn all(&self) -> impl Iterator<Item = (&FieldAt, &str)> {
        self.kept.iter().map(|(at, kept)| (at, kept.text.as_str()))
    }

    /// Gives the texts that wait in fields which are there, unless they were spoken of already.
    pub fn unsaid(&mut self, there: impl Fn(&FieldAt) -> bool) -> Vec<(&FieldAt, &str)> {
        if std::mem::replace(&mut self.said, true) {
            return Vec::new();
        }
        self.kept.iter().filter(|(at, _)| there(at)).map(|(at, kept)| (at, kept.text.as_str())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::field::{FieldKey, Owner};

    fn at(name: &str) -> FieldAt {
        FieldAt { owner: Owner::Entry(name.to_owned()), key: FieldKey::Note }
    }

    fn kept(text: &str) -> Kept {
        Kept { text: text.to_owned(), over: "old".to_owned() }
    }

    #[test]
    fn text_is_kept_for_its_field_and_its_value_alone() {
        let mut typed = Typed::default();
        typed.keep(at("a"), kept("new"));
        assert_eq!(typed.kept(&at("a"), "old"), Some("new"));
        assert_eq!(typed.kept(&at("b"), "old"), None);
        assert_eq!(typed.kept(&at("a"), "another"), None);
    }

    #[test]
    fn what_was_put_back_is_offered_after_newer_steps_are_undone() {
        let mut typed = Typed::default();
        typed.put_back(at("a"), kept("new"));
        typed.step_made();
        assert_eq!(typed.offer_again(), None);
        typed.travelled(true);
        assert_eq!(typed.offer_again(), Some(at("a")));
        assert_eq!(typed.kept(&at("a"), "old"), Some("new"));
        assert_eq!(typed.offer_again(), None, "once");
    }

    #[test]
    fn what_is_kept_is_spoken_of_once() {
        let mut typed = Typed::default();
        typed.keep(at("a"), kept("new"));
        assert_eq!(typed.unsaid(|_| true).len(), 1);
        assert!(typed.unsaid(|_| true).is_empty());
        typed.keep(at("a"), kept("new"));
        assert!(typed.unsaid(|_| true).is_empty(), "nothing has changed");
        typed.keep(at("a"), kept("newer"));
        assert_eq!(typed.unsaid(|_| true).len(), 1);
    }
}
