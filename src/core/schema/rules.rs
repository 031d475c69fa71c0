//! Checks that a corpus adds: a condition on a record of an agreement, and what the analyst is told then.

use std::fmt;

use super::Vocabulary;
use super::search::{nearest_word, shown, unknown};

/// Describes a check: where the condition holds, the analyst is warned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleDef {
    /// Identifies the check.
    pub id: String,
    /// Says for which records the warning is shown.
    pub when: Condition,
    /// The sentence the analyst sees.
    pub warn: String,
}

/// Holds tests of a record; the condition holds where every test does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The tests in the order they were written; never empty if parsed.
    pub tests: Vec<Test>,
}

/// Asks whether a field of a record has a code, or has it not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// The field.
    pub subject: Subject,
    /// The code it is compared with.
    pub code: String,
    /// True if the field must have the code, false if it must not.
    pub wanted: bool,
}

/// Names the fields of an agreement that a condition can ask about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// Any of its topics.
    Topic,
    /// Its kind.
    Kind,
    /// Its level.
    Level,
    /// Its status.
    Status,
    /// Its modality.
    Modality,
}

impl Subject {
    /// Lists every subject once.
    pub const ALL: [Self; 5] = [Self::Topic, Self::Kind, Self::Level, Self::Status, Self::Modality];

    /// Returns the word that stands for the subject in a condition.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Kind => "kind",
            Self::Level => "level",
            Self::Status => "status",
            Self::Modality => "modality",
        }
    }

    /// Returns the key of the list its codes come from.
    #[must_use]
    pub const fn list(self) -> &'static str {
        match self {
            Self::Topic => Vocabulary::Topic.id(),
            Self::Kind => Vocabulary::InstrumentKind.id(),
            Self::Level => Vocabulary::Level.id(),
            Self::Status => Vocabulary::Status.id(),
            Self::Modality => Vocabulary::Modality.id(),
        }
    }
}

impl Condition {
    /// Reads a condition such as `topic TRAIN and not status signed`.
    ///
    /// It is one or more tests joined by `and`; a test is a subject and a code, with or without `not` before
    /// them. Words are parted by spaces. Whether the codes exist is not looked at.
    ///
    /// # Errors
    /// A sentence that says where the condition goes wrong and what to write.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut words = text.split_whitespace();
        let mut tests = Vec::new();
        loop {
            let mut word = words.next();
            let wanted = word != Some("not");
            if !wanted {
                word = words.next();
            }
            let after = if tests.is_empty() { "The condition is empty" } else { "The condition ends after “and”" };
            let word = word.ok_or_else(|| format!("{after}. Write a test such as “topic TRAIN”."))?;
            let Some(subject) = Subject::ALL.into_iter().find(|subject| subject.word() == word) else {
                let meant = nearest_word(Subject::ALL.map(Subject::word), word);
                return Err(unknown(
                    word,
                    "something a condition can ask about",
                    meant,
                    "Write topic, kind, level, status or modality.",
                ));
            };
            let code = words.next().filter(|code| !["and", "not"].contains(code));
            let code = code.ok_or_else(|| format!("No code follows “{word}”. Write one, as in “topic TRAIN”."))?;
            tests.push(Test { subject, code: code.to_owned(), wanted });
            match words.next() {
                None => return Ok(Self { tests }),
                Some("and") => {}
                Some(other) => {
                    let (code, other) = (shown(code), shown(other));
                    return Err(format!("“{other}” follows “{word} {code}”. Join tests with “and”."));
                }
            }
        }
    }

    /// Tells whether every test holds for a record with these codes.
    #[must_use]
    pub fn matches(&self, level: &str, kind: &str, status: &str, modality: &str, topics: &[String]) -> bool {
        self.tests.iter().all(|test| {
            let has = match test.subject {
                Subject::Topic => topics.contains(&test.code),
                Subject::Kind => kind == test.code,
                Subject::Level => level == test.code,
                Subject::Status => status == test.code,
                Subject::Modality => modality == test.code,
            };
            has == test.wanted
        })
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, test) in self.tests.iter().enumerate() {
            let joint = if index > 0 { " and " } else { "" };
            let not = if test.wanted { "" } else { "not " };
            write!(formatter, "{joint}{not}{} {}", test.subject.word(), test.code)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(condition: &str) -> bool {
        let topics = ["CT".to_owned(), "TRAIN".to_owned()];
        Condition::parse(condition).unwrap().matches("instrument", "protocol", "signed", "asserted", &topics)
    }

    #[test]
    fn condition_holds_where_every_test_does() {
        assert!(holds("topic TRAIN"));
        assert!(holds("topic CT and topic TRAIN and kind protocol"));
        assert!(holds("  level\tinstrument and not status proposed "));
        assert!(holds("modality asserted"));
        assert!(!holds("topic DRUGS"));
        assert!(!holds("not topic TRAIN"));
        assert!(!holds("topic TRAIN and status proposed"));
        assert!(!holds("topic train"));
    }

    #[test]
    fn condition_without_topics_can_ask_for_their_absence() {
        let condition = Condition::parse("not topic TRAIN").unwrap();
        assert!(condition.matches("", "", "", "", &[]));
    }

    #[test]
    fn condition_is_written_as_it_was_read() {
        let text = "not topic TRAIN and status signed";
        assert_eq!(Condition::parse(&format!("  {text} ")).unwrap().to_string(), text);
    }

    #[test]
    fn bad_condition_is_explained() {
        let problem = |text: &str| Condition::parse(text).unwrap_err();
        assert_eq!(problem(" "), "The condition is empty. Write a test such as “topic TRAIN”.");
        assert_eq!(problem("not"), "The condition is empty. Write a test such as “topic TRAIN”.");
        assert_eq!(problem("topic CT and"), "The condition ends after “and”. Write a test such as “topic TRAIN”.");
        assert_eq!(problem("topic"), "No code follows “topic”. Write one, as in “topic TRAIN”.");
        assert_eq!(problem("topic and kind protocol"), "No code follows “topic”. Write one, as in “topic TRAIN”.");
        assert_eq!(problem("topic CT kind protocol"), "“kind” follows “topic CT”. Join tests with “and”.");
        assert_eq!(problem("topics CT"), "“topics” is not something a condition can ask about. Did you mean “topic”?");
        assert_eq!(
            problem("وزارة 😊"),
            "“وزارة” is not something a condition can ask about. Write topic, kind, level, status or modality."
        );
        for nonsense in ["not ".repeat(250_000), "topic CT and ".repeat(70_000), "\u{0}".repeat(1_000_000)] {
            assert!(problem(&nonsense).len() < 1000);
        }
    }
}
