//! Sentences for the person: what happened, what is wrong, what to do.

use super::command::Command;
use crate::core::text::excerpt;

/// How serious a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// For information; goes by itself.
    Info,
    /// Something was asked for and not done; goes by itself.
    Refusal,
    /// Something is wrong; stays until dismissed.
    Problem,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// How serious.
    pub severity: Severity,
    /// The sentence.
    pub text: String,
    /// Seconds since the start when it came.
    pub since: f64,
    /// What helps, as a button.
    pub offer: Option<Command>,
}

/// Seconds a notice stays that goes by itself.
const INFO_SECONDS: f64 = 7.0;
/// Code points of a sentence; what it quotes can be of any length.
const LONGEST: usize = 600;
/// Notices kept at most.
const MOST: usize = 4;

/// Holds the notices on the screen, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Notices(Vec<Notice>);

impl Notices {
    /// Adds a notice, unless the same sentence is already there.
    pub fn push(&mut self, severity: Severity, text: impl Into<String>, now: f64) {
        let text = excerpt(&text.into(), LONGEST);
        self.0.retain(|notice| notice.text != text);
        self.0.push(Notice { severity, text, since: now, offer: None });
        let surplus = self.0.len().saturating_sub(MOST);
        self.0.drain(..surplus);
    }

    /// Puts a button beside the last one.
    pub fn offer(&mut self, command: Option<Command>) {
        if let Some(last) = self.0.last_mut() {
            last.offer = command;
        }
    }

    /// Forgets one.
    pub fn dismiss(&mut self, index: usize) {
        if index < self.0.len() {
            self.0.remove(index);
        }
    }

    /// Forgets those that begin with a sentence which no longer holds.
    pub fn retract(&mut self, sentence: &str) {
        let start = excerpt(sentence, LONGEST - 100);
        let start = start.trim_end_matches('…');
        self.0.retain(|notice| !notice.text.starts_with(start));
    }

    /// Forgets informative ones that have been read; gives the seconds until the next goes.
    pub fn tick(&mut self, now: f64) -> Option<f64> {
        self.0.retain(|notice| notice.severity == Severity::Problem || now - notice.since < INFO_SECONDS);
        let infos = self.0.iter().filter(|notice| notice.severity != Severity::Problem);
        infos.map(|notice| notice.since + INFO_SECONDS - now).reduce(f64::min)
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Lists them, oldest first.
    #[must_use]
    pub fn all(&self) -> &[Notice] {
        &self.0
    }
}
