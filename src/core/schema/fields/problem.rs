//! What is wrong with the values of an own field.

use std::collections::HashSet;

use super::super::super::dates::{DateValue, Meaning, Wanted};
use super::super::choices::Choices;
use super::super::search::{nearest, shown, unknown};
use super::super::values::{FLAG, decimal, whole};
use super::{FieldDef, FieldKind};

/// Answers what the ids in a field point to.
pub trait Known {
    /// Returns the kind of an entry of the registry; nothing if there is no such entry.
    fn entity(&self, id: &str) -> Option<&str>;

    /// Returns the type of a mark of the article: `actor`, `date` or the id of a type of mention; nothing if there
    /// is no such mark.
    fn mark(&self, id: &str) -> Option<&str>;
}

/// Says under which circumstances a value is looked at.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// Whether the field is asked for in this record; see [`Schema::applies`](super::super::Schema::applies).
    pub applies: bool,
    /// Whether it is said why there is no value.
    pub missing: bool,
    /// What ids point to; without it they are not looked up.
    pub known: Option<&'a dyn Known>,
}

impl Default for Asked<'_> {
    fn default() -> Self {
        Self { applies: true, missing: false, known: None }
    }
}

impl FieldDef {
    /// Says what is wrong with the values of the field and what to do; nothing if they can stay.
    ///
    /// Spaces around a value do not matter, except in texts. No value at all is wrong only in a required field that
    /// is offered and asked for, and without a reason. Two values are wrong in a field that takes one.
    #[must_use]
    pub fn problem<S: AsRef<str>>(&self, values: &[S], asked: &Asked<'_>) -> Option<String> {
        let label = shown(&self.label);
        let mut given = values.iter().map(AsRef::as_ref).filter(|value| !value.trim().is_empty()).peekable();
        if given.peek().is_none() {
            let wanted = self.required && asked.applies && !asked.missing && self.is_offered();
            return wanted.then(|| format!("“{label}” is empty. Fill it in."));
        }
        let mut seen = HashSet::new();
        given.find_map(|value| {
            if let Some(problem) = self.problem_of(value, asked) {
                return Some(problem);
            }
            if !seen.is_empty() && !self.takes_many() {
                return Some(format!("“{label}” takes one value, and there are several. Take the others out."));
            }
            let again = !seen.insert(value.trim());
            again.then(|| format!("“{}” stands in “{label}” twice. Take one out.", shown(value.trim())))
        })
    }

    /// Says what is wrong with one value; of a field that takes several, with one of them. An empty one is never
    /// wrong.
    #[must_use]
    pub fn problem_of(&self, value: &str, asked: &Asked<'_>) -> Option<String> {
        let typed = value.trim();
        if typed.is_empty() {
            return None;
        }
        let label = shown(&self.label);
        let meaning = |wanted| Meaning::parse(wanted, typed).err().map(|problem| problem.to_string());
        match self.kind.single() {
            FieldKind::Text => text_problem(&label, value, false),
            FieldKind::LongText => text_problem(&label, value, true),
            FieldKind::Whole { min, max } => whole_problem(typed, *min, *max),
            FieldKind::Number { min, max } => number_problem(typed, *min, *max),
            FieldKind::Choice(choices) => choice_problem(&label, typed, choices),
            FieldKind::Flag if FLAG.contains(&typed) => None,
            FieldKind::Flag => Some(format!("“{}” is neither yes nor no. Choose one of the two.", shown(typed))),
            FieldKind::Date => DateValue::parse(typed).err().map(|problem| problem.to_string()),
            FieldKind::Duration => meaning(Wanted::Duration),
            FieldKind::Url => url_problem(typed),
            FieldKind::Entity(kinds) => asked.known.and_then(|known| entity_problem(&label, typed, kinds, known)),
            FieldKind::Mark(kind) => asked.known.and_then(|known| mark_problem(&label, typed, kind, known)),
            // `single` looks through it.
            FieldKind::Many(_) => None,
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

fn whole_problem(typed: &str, min: Option<i64>, max: Option<i64>) -> Option<String> {
    let Some(number) = whole(typed) else {
        let typed = shown(typed);
        return Some(format!("“{typed}” is not a whole number. Write it in the digits 0 to 9, e.g. 12 or -3."));
    };
    let below = min.is_some_and(|min| number < min);
    let above = max.is_some_and(|max| number > max);
    out_of_range(typed, below, above, min.map(|min| min.to_string()), max.map(|max| max.to_string()))
}

fn number_problem(typed: &str, min: Option<f64>, max: Option<f64>) -> Option<String> {
    let Some(number) = decimal(typed) else {
        let typed = shown(typed);
        return Some(format!("“{typed}” is not a number. Write it in the digits 0 to 9, e.g. 12, -3 or 2.5."));
    };
    let below = min.is_some_and(|min| number < min);
    let above = max.is_some_and(|max| number > max);
    out_of_range(typed, below, above, min.map(|min| min.to_string()), max.map(|max| max.to_string()))
}

fn out_of_range(typed: &str, below: bool, above: bool, min: Option<String>, max: Option<String>) -> Option<String> {
    let (what, typed) = (if below { "small" } else { "large" }, shown(typed));
    let range = match (min, max) {
        (Some(min), Some(max)) => format!("from {min} to {max}"),
        (Some(min), None) => format!("of {min} or more"),
        (None, Some(max)) => format!("of {max} or less"),
        (None, None) => return None,
    };
    (below || above).then(|| format!("{typed} is too {what}. Give a number {range}."))
}

fn choice_problem(label: &str, typed: &str, choices: &Choices) -> Option<String> {
    if choices.term(typed).is_some() {
        return None;
    }
    let offered = || choices.iter().filter(|term| term.is_offered());
    let meant = nearest(offered(), typed).map(|term| &*term.code);
    Some(unknown(typed, &format!("among the choices of “{label}”"), meant, "Choose one of them."))
}

/// Looks for what makes an address one that can be opened: its beginning, a host, no spaces.
fn url_problem(typed: &str) -> Option<String> {
    let lower = typed.get(..8).unwrap_or(typed).to_ascii_lowercase();
    let rest =
        ["https://", "http://"].into_iter().find_map(|start| lower.starts_with(start).then(|| &typed[start.len()..]));
    let quoted = shown(typed);
    let Some(rest) = rest else {
        let advice = "Write it with https:// at its beginning, as in https://example.org/page.";
        return Some(format!("“{quoted}” is not a web address. {advice}"));
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.trim_matches(['.', ':', '@']).is_empty() {
        return Some(format!("No site follows https:// in “{quoted}”. Write it, as in https://example.org/page."));
    }
    let bad = typed.chars().find(|sign| sign.is_whitespace() || sign.is_control())?;
    let code = u32::from(bad);
    Some(match bad {
        ' ' => format!("The address “{quoted}” has a space in it. Write %20 there, or take it out."),
        _ => format!("The address “{quoted}” has a sign in it that cannot be seen (U+{code:04X}). Take it out."),
    })
}

fn entity_problem(label: &str, typed: &str, kinds: &[String], known: &dyn Known) -> Option<String> {
    let id = shown(typed);
    match known.entity(typed) {
        None => Some(format!("“{label}” points to “{id}”, which is not in the registry. Choose an entry.")),
        Some(kind) if kinds.is_empty() || kinds.iter().any(|one| one == kind) => None,
        Some(kind) => {
            let (wanted, kind) = (kinds.join(", "), shown(kind));
            Some(format!("“{label}” takes an entry of kind {wanted}, and “{id}” is of kind {kind}. Choose another."))
        }
    }
}

fn mark_problem(label: &str, typed: &str, wanted: &str, known: &dyn Known) -> Option<String> {
    let id = shown(typed);
    match known.mark(typed) {
        None => Some(format!("“{label}” points to “{id}”, which is no mark of this article. Choose a mark.")),
        Some(kind) if kind == wanted => None,
        Some(kind) => {
            let (wanted, kind) = (shown(wanted), shown(kind));
            Some(format!("“{label}” takes a mark of type {wanted}, and “{id}” is of type {kind}. Choose another."))
        }
    }
}
