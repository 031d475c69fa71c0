//! What codes, ids and texts of an extension may look like.

use super::search::{is_hidden, shown};

/// Limits the length of a code or id, in characters.
pub(super) const LONGEST_CODE: usize = 64;
/// Limits the length of a label, in characters.
pub(super) const LONGEST_LABEL: usize = 120;
/// Limits the length of a help or warning, in characters.
pub(super) const LONGEST_HELP: usize = 1000;
/// Limits how many fields a schema can have.
pub(super) const MOST_FIELDS: usize = 1000;

/// Says what is wrong with the id of something a corpus adds, which begins with `x_`.
pub(super) fn own_id_problem(id: &str) -> Option<String> {
    if let Some(problem) = code_problem("id", id) {
        return Some(problem);
    }
    let (own, tried) = (id.strip_prefix("x_"), ["X_", "x-", "X-"].iter().find_map(|start| id.strip_prefix(start)));
    let (rest, id) = (own.or(tried).unwrap_or(id), shown(id));
    match own {
        Some("") => Some(format!("The id “{id}” ends after x_. Write a name behind it.")),
        // A point parts the names in the path of a field.
        Some(_) if id.contains('.') => Some(format!("The id “{id}” has a point in it. Put _ there.")),
        Some(_) => None,
        None => Some(format!("“{id}” does not begin with x_, as own ids do. Write “x_{rest}”.")),
    }
}

/// Says what is wrong with a code or id: it is empty, too long, or holds a space or a sign that cannot be seen.
pub(super) fn code_problem(what: &str, code: &str) -> Option<String> {
    if code.is_empty() {
        return Some(format!("The {what} is empty. Write one."));
    }
    if code.chars().nth(LONGEST_CODE).is_some() {
        let code = shown(code);
        return Some(format!("The {what} “{code}” is too long. Use at most {LONGEST_CODE} characters."));
    }
    let bad = code.chars().find(|sign| sign.is_whitespace() || is_hidden(*sign))?;
    let (sign, code) = (u32::from(bad), shown(code));
    Some(if bad == ' ' {
        format!("The {what} “{code}” has a space in it. Put _ there.")
    } else {
        format!("The {what} “{code}” has a sign in it that cannot be seen (U+{sign:04X}). Take it out.")
    })
}

/// Says what is wrong with a value to choose; it is its own label, so it may hold spaces.
pub(super) fn choice_problem(choice: &str) -> Option<String> {
    if choice.trim() != choice {
        return Some(format!("The choice “{}” has a space at its edge. Take it out.", shown(choice)));
    }
    text_problem("choice", choice, LONGEST_LABEL)
}

/// Says what is wrong with a label, help or warning: it is empty, too long, or holds a control character.
pub(super) fn text_problem(what: &str, text: &str, longest: usize) -> Option<String> {
    if text.trim().is_empty() {
        return Some(format!("The {what} is empty. Write one."));
    }
    if text.chars().nth(longest).is_some() {
        let text = shown(text);
        return Some(format!("The {what} “{text}” is too long. Use at most {longest} characters."));
    }
    let bad = u32::from(text.chars().find(|sign| sign.is_control())?);
    let text = shown(text);
    Some(format!("The {what} “{text}” has a control character in it (U+{bad:04X}). Take it out."))
}

/// Says what is wrong with the code of a language (the shape that BCP 47 gives it).
pub(super) fn language_problem(tag: &str) -> Option<String> {
    let mut parts = tag.split('-');
    let first = parts
        .next()
        .is_some_and(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let short = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let good = first && parts.all(short) && tag.len() <= LONGEST_CODE;
    (!good).then(|| format!("“{}” is not the code of a language. Write one such as en, ar or zh-Hant.", shown(tag)))
}
