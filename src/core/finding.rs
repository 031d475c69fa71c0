//! A finding: what is wrong or doubtful in the work on an article, where, and how it can be put right.

use super::annotation::{Accepted, Id};
use super::intent::Intent;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Must be put right before the article is done.
    Error,
    /// Should be looked at.
    Warning,
    /// A question.
    Info,
}

impl Severity {
    /// Gives the word in lists and on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Target {
    /// The record; nothing for the article as a whole.
    pub record: Option<Id>,
    /// Key of a record that belongs to the whole corpus; nothing for what is in an article.
    pub shared: Option<String>,
    /// Which of its places.
    pub part: usize,
    /// The part it is about, by a name that stays when others come and go: a party, the words of a passage.
    pub of: String,
    /// The value it is about, where the message does not say it.
    pub value: String,
    /// The field, by the name the guideline knows it under, e.g. `date.value`.
    pub field: &'static str,
}

impl Target {
    /// Names a field of one of the records of an article.
    #[must_use]
    pub fn of(record: &Id, field: &'static str) -> Self {
        Self { record: Some(record.clone()), field, ..Self::default() }
    }

    /// Adds what part and what value it is about.
    #[must_use]
    pub fn about(self, of: &str, value: &str) -> Self {
        Self { of: brief(of), value: brief(value), ..self }
    }

    /// Names a field of an article as a whole.
    #[must_use]
    pub fn article(field: &'static str) -> Self {
        Self { field, ..Self::default() }
    }
}

/// Bytes of a text that is kept as it is.
const BRIEF: usize = 200;

/// Gives a short text that differs where the text differs: itself, or a number made of it (FNV-1a, 64 bits).
fn brief(text: &str) -> String {
    if text.len() <= BRIEF {
        return text.to_owned();
    }
    let mix = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", text.bytes().fold(0xcbf2_9ce4_8422_2325, mix))
}

/// A way to put something right.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// What it does, on the button.
    pub label: String,
    /// How.
    pub intent: Intent,
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Number of the check; 0 for a rule of the schema.
    pub number: u8,
    /// Id of the rule of the schema; empty for the numbered checks.
    pub rule: String,
    /// How much it weighs.
    pub severity: Severity,
    /// What is wrong, then what to do.
    pub message: String,
    /// What it is about.
    pub target: Target,
    /// How it can be put right.
    pub fix: Option<Fix>,
    /// Why it may stand, where a person has looked at it and lets it. Never given for an error.
    pub accepted: Option<String>,
}

impl Diagnostic {
    /// Tells whether it is still to be looked at or put right.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.accepted.is_none()
    }

    /// Tells whether it is the finding that somebody lets stand.
    #[must_use]
    pub fn is(&self, accepted: &Accepted) -> bool {
        let Target { field, of, value, .. } = &self.target;
        self.number == accepted.check
            && self.rule == accepted.rule
            && *field == accepted.field
            && *of == accepted.part
            && *value == accepted.value
            && self.message == accepted.says
    }

    /// Says that it may stand, and why. Who says so and when is filled in later.
    #[must_use]
    pub fn accept(&self, reason: impl Into<String>) -> Accepted {
        let Target { field, of, value, .. } = &self.target;
        Accepted {
            check: self.number,
            rule: self.rule.clone(),
            field: (*field).to_owned(),
            part: of.clone(),
            value: value.clone(),
            says: self.message.clone(),
            reason: reason.into(),
            ..Accepted::default()
        }
    }

    /// Makes a finding about the file of the work, which is read before any check runs.
    #[must_use]
    pub fn of_file(number: u8, message: String, record: Option<Id>) -> Self {
        let target = Target { record, field: "actor.mark", ..Target::default() };
        let (rule, severity) = (String::new(), Severity::Error);
        Self { number, rule, severity, message, target, fix: None, accepted: None }
    }
}
