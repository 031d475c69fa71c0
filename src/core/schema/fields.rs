//! Fields and mention types that a corpus adds, and what is wrong with a value typed into such a field.
//!
//! Values are kept as the text that was typed. A value that does not fit is warned about and never dropped.

use super::super::dates::DateValue;
use super::Term;
use super::search::{nearest, shown, unknown};

/// Names the built-in records that can carry fields; the ids of added types come beside them.
pub const OWNERS: [&str; 5] = ["agreement", "actor", "date", "article", "registry"];

/// Holds the two values of a [`FieldKind::Flag`].
pub const FLAG: [&str; 2] = ["yes", "no"];

/// Describes a field that a corpus adds to a kind of record.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldDef {
    /// Names the record: one of [`OWNERS`] or the id of an added type.
    pub on: String,
    /// Identifies the field in files; begins with `x_` and is never changed.
    pub id: String,
    /// Names the field in the interface.
    pub label: String,
    /// Tells what to enter; may be empty.
    pub help: String,
    /// Says what the field takes.
    pub kind: FieldKind,
    /// Tells whether the field must be filled in.
    pub required: bool,
    /// Tells whether the field is no longer offered; values it has are kept.
    pub hidden: bool,
}

/// Says what a field takes.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// Text of any number of lines.
    LongText,
    /// A decimal number, within limits that are themselves allowed.
    Number {
        /// Smallest value, if there is one.
        min: Option<f64>,
        /// Largest value, if there is one.
        max: Option<f64>,
    },
    /// One of several terms; their codes are what is stored.
    Choice(Vec<Term>),
    /// One of the values of [`FLAG`].
    Flag,
    /// A date value (EDTF).
    Date,
}

impl FieldDef {
    /// Says what is wrong with a value and what to do; nothing if it can stay.
    ///
    /// Spaces around a number, a date, a choice or a flag do not matter. An empty value is wrong only in a
    /// required field that is not hidden.
    #[must_use]
    pub fn problem(&self, value: &str) -> Option<String> {
        let typed = value.trim();
        let label = shown(&self.label);
        if typed.is_empty() {
            return (self.required && !self.hidden).then(|| format!("“{label}” is empty. Fill it in."));
        }
        match &self.kind {
            FieldKind::Text => text_problem(&label, value, false),
            FieldKind::LongText => text_problem(&label, value, true),
            FieldKind::Number { min, max } => number_problem(typed, *min, *max),
            FieldKind::Choice(terms) => choice_problem(&label, typed, terms),
            FieldKind::Flag if FLAG.contains(&typed) => None,
            FieldKind::Flag => Some(format!("“{}” is neither yes nor no. Choose one of the two.", shown(typed))),
            FieldKind::Date => DateValue::parse(typed).err().map(|problem| problem.to_string()),
        }
    }
}

fn text_problem(label: &str, value: &str, lines: bool) -> Option<String> {
    let breaks = |sign: char| matches!(sign, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if !lines && value.contains(breaks) {
        return Some(format!("“{label}” takes one line. Take the line breaks out."));
    }
    let control = value.chars().find(|sign| sign.is_control() && !breaks(*sign) && *sign != '\t')?;
    let code = u32::from(control);
    Some(format!("“{label}” holds a control character (U+{code:04X}), which cannot be seen. Type the text again."))
}

fn number_problem(typed: &str, min: Option<f64>, max: Option<f64>) -> Option<String> {
    let Some(number) = decimal(typed) else {
        let typed = shown(typed);
        return Some(format!("“{typed}” is not a number. Write it in the digits 0 to 9, e.g. 12, -3 or 2.5."));
    };
    let below = min.is_some_and(|min| number < min);
    let above = max.is_some_and(|max| number > max);
    let (what, typed) = (if below { "small" } else { "large" }, shown(typed));
    let range = match (min, max) {
        (Some(min), Some(max)) => format!("from {min} to {max}"),
        (Some(min), None) => format!("of {min} or more"),
        (None, Some(max)) => format!("of {max} or less"),
        (None, None) => return None,
    };
    (below || above).then(|| format!("{typed} is too {what}. Give a number {range}."))
}

/// Reads digits with at most one sign before and one point between; nothing for words, exponents or other digits.
fn decimal(typed: &str) -> Option<f64> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = typed.strip_prefix(['-', '+']).unwrap_or(typed);
    let plain =
        unsigned.split_once('.').map_or_else(|| digits(unsigned), |(whole, part)| digits(whole) && digits(part));
    let size: f64 = unsigned.parse().ok().filter(|size: &f64| plain && size.is_finite())?;
    Some(if typed.starts_with('-') { -size } else { size })
}

fn choice_problem(label: &str, typed: &str, terms: &[Term]) -> Option<String> {
    if terms.iter().any(|term| term.code == typed) {
        return None;
    }
    let offered = || terms.iter().filter(|term| term.is_offered());
    let meant = nearest(offered(), typed).map(|term| &*term.code);
    Some(unknown(typed, &format!("among the choices of “{label}”"), meant, "Choose one of them."))
}

/// Describes a type of mention that a corpus adds.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDef {
    /// Identifies the type in files; begins with `x_` and is never changed.
    pub id: String,
    /// Names the type in the interface.
    pub label: String,
    /// Tells when to mark something as this type; may be empty.
    pub help: String,
    /// Colour of its marks: red, green, blue.
    pub colour: (u8, u8, u8),
    /// Pattern of its marks, so that colour is not the only difference.
    pub lane: LanePattern,
    /// The letter (lower case) or digit that with Ctrl+Alt marks the selection as this type.
    pub key: Option<char>,
    /// Fields of its records, each with the id of the type as its `on`.
    pub fields: Vec<FieldDef>,
}

/// Names the patterns in which the lane of a mark is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LanePattern {
    /// An unbroken line, as for actors.
    Solid,
    /// A line of dots, as for dates.
    Dotted,
    /// Two lines, as for agreements.
    Double,
    /// A line of dashes.
    Dashed,
    /// A wave.
    Wavy,
}

impl LanePattern {
    /// Lists every pattern once.
    pub const ALL: [Self; 5] = [Self::Solid, Self::Dotted, Self::Double, Self::Dashed, Self::Wavy];

    /// Returns the word shown to the analyst.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Solid => "Solid",
            Self::Dotted => "Dotted",
            Self::Double => "Double",
            Self::Dashed => "Dashed",
            Self::Wavy => "Wavy",
        }
    }
}

/// Reads a colour written as `#rrggbb`.
#[must_use]
pub fn colour(text: &str) -> Option<(u8, u8, u8)> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some((red, green, blue))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: FieldKind) -> FieldDef {
        let (on, id, label) = ("agreement".into(), "x_n".into(), "Number of trainees".into());
        FieldDef { on, id, label, help: String::new(), kind, required: false, hidden: false }
    }

    fn problem(kind: FieldKind, value: &str) -> String {
        field(kind).problem(value).unwrap_or_default()
    }

    #[test]
    fn empty_value_is_wrong_only_where_it_is_required() {
        let kinds = [FieldKind::Text, FieldKind::Flag, FieldKind::Date, FieldKind::Number { min: None, max: None }];
        for kind in kinds {
            let mut field = field(kind);
            assert_eq!(field.problem(" \t\n"), None);
            field.required = true;
            assert_eq!(field.problem(" ").as_deref(), Some("“Number of trainees” is empty. Fill it in."));
            field.hidden = true;
            assert_eq!(field.problem(" "), None);
        }
    }

    #[test]
    fn number_is_digits_within_limits() {
        let any = FieldKind::Number { min: None, max: None };
        for good in ["0", "12", "-3", "+4", "2.50", " 7 ", "007"] {
            assert_eq!(problem(any.clone(), good), "", "{good}");
        }
        let advice = "is not a number. Write it in the digits 0 to 9, e.g. 12, -3 or 2.5.";
        for bad in
            ["1,000", "1e5", "inf", "NaN", "0x10", ".5", "5.", "1.2.3", "--1", "-", "−1", "٤٠", "１２", "12 men", "😊"]
        {
            assert_eq!(problem(any.clone(), bad), format!("“{bad}” {advice}"));
        }
        let limited = FieldKind::Number { min: Some(0.0), max: Some(2.5) };
        assert_eq!(problem(limited.clone(), "2.5"), "");
        assert_eq!(problem(limited.clone(), "-1"), "-1 is too small. Give a number from 0 to 2.5.");
        assert_eq!(problem(limited, "2.51"), "2.51 is too large. Give a number from 0 to 2.5.");
        let least = FieldKind::Number { min: Some(1.0), max: None };
        assert_eq!(problem(least, "0"), "0 is too small. Give a number of 1 or more.");
        let most = FieldKind::Number { min: None, max: Some(-1.0) };
        assert_eq!(problem(most, "0"), "0 is too large. Give a number of -1 or less.");
    }

    #[test]
    fn choice_is_one_of_the_terms_and_slips_are_explained() {
        let terms = ["yes", "no", "not sure"].map(|code| Term::own(code, code, ""));
        let kind = FieldKind::Choice(terms.to_vec());
        assert_eq!(problem(kind.clone(), "not sure"), "");
        assert_eq!(
            problem(kind.clone(), "not_sure"),
            "“not_sure” is not among the choices of “Number of trainees”. Did you mean “not sure”?"
        );
        assert_eq!(
            problem(kind, "وزارة"),
            "“وزارة” is not among the choices of “Number of trainees”. Choose one of them."
        );
    }

    #[test]
    fn flag_is_yes_or_no() {
        assert_eq!(problem(FieldKind::Flag, "yes"), "");
        assert_eq!(problem(FieldKind::Flag, "true"), "“true” is neither yes nor no. Choose one of the two.");
    }

    #[test]
    fn date_is_read_as_everywhere_else() {
        assert_eq!(problem(FieldKind::Date, "XXXX-04-01"), "");
        assert!(problem(FieldKind::Date, "2024-13-01").contains("is not a date"));
    }

    #[test]
    fn text_takes_one_line_and_long_text_several() {
        assert_eq!(problem(FieldKind::Text, "Bộ Công an\t😊 وزارة"), "");
        assert_eq!(problem(FieldKind::Text, "a\nb"), "“Number of trainees” takes one line. Take the line breaks out.");
        assert_eq!(problem(FieldKind::LongText, "a\r\nb"), "");
        assert_eq!(
            problem(FieldKind::LongText, "a\u{0}b"),
            "“Number of trainees” holds a control character (U+0000), which cannot be seen. Type the text again."
        );
    }

    #[test]
    fn megabytes_of_nonsense_are_answered_in_a_sentence() {
        let terms = vec![Term::own("yes", "yes", "")];
        let number = FieldKind::Number { min: None, max: Some(5.0) };
        for nonsense in ["9".repeat(1_000_000), "\u{301}".repeat(500_000), "\u{0}😊".repeat(200_000)] {
            for kind in [FieldKind::Choice(terms.clone()), number.clone(), FieldKind::Flag] {
                let sentence = problem(kind, &nonsense);
                assert!(!sentence.is_empty() && sentence.len() < 2000, "{}", sentence.len());
            }
        }
    }

    #[test]
    fn colour_is_six_hexadecimal_digits() {
        assert_eq!(colour("#7a1F5c"), Some((0x7a, 0x1f, 0x5c)));
        for bad in ["", "#", "7a1f5c", "#7a1f5", "#7a1f5cc", "#+a1f5c", "#7a1f5g", "red", "#٧٧٧", "#éééb"] {
            assert_eq!(colour(bad), None, "{bad}");
        }
    }
}
