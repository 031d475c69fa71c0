//! The words of a condition.

use std::borrow::Cow;

use super::Comparison;

/// One word or sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// A word without quotation marks.
    Word(&'a str),
    /// What stands between quotation marks, with marks inside of it still doubled.
    Quoted(&'a str),
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,`
    Comma,
    /// A sign of comparison.
    Sign(Comparison),
}

impl Token<'_> {
    /// Returns the token as it can be quoted in a message.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Word(word) => (*word).into(),
            Self::Quoted(inner) => unquoted(inner).into(),
            Self::Open => "(".into(),
            Self::Close => ")".into(),
            Self::Comma => ",".into(),
            Self::Sign(comparison) => comparison.sign().into(),
        }
    }
}

/// Words that mean something between tests.
pub(super) const RESERVED: [&str; 5] = ["and", "or", "not", "is", "in"];

/// Gives the words of a text.
///
/// # Errors
/// A sentence where a quotation mark is not closed.
pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, String> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(sign) = rest.chars().next() {
        let (token, length) = match sign {
            '(' => (Token::Open, 1),
            ')' => (Token::Close, 1),
            ',' => (Token::Comma, 1),
            '\'' => {
                let Some(end) = end_of_quote(&rest[1..]) else {
                    return Err("A text in ' does not end. Close it with '.".to_owned());
                };
                (Token::Quoted(&rest[1..=end]), end + 2)
            }
            _ => {
                if let Some(comparison) = comparison(rest) {
                    (Token::Sign(comparison), comparison.sign().len())
                } else {
                    let word = word(rest);
                    (Token::Word(word), word.len())
                }
            }
        };
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

/// Takes the doubling of quotation marks back.
pub(super) fn unquoted(inner: &str) -> String {
    inner.replace("''", "'")
}

/// Writes a value so that it is one word of a condition.
pub(super) fn quoted(value: &str) -> Cow<'_, str> {
    let plain = !value.is_empty()
        && !value.starts_with('\'')
        && !value.contains(":'")
        && word(value).len() == value.len()
        && !RESERVED.contains(&value);
    if plain { value.into() } else { format!("'{}'", value.replace('\'', "''")).into() }
}

fn comparison(rest: &str) -> Option<Comparison> {
    Comparison::ALL.into_iter().find(|comparison| rest.starts_with(comparison.sign()))
}

/// Gives the word at the beginning of a text: up to a space, a bracket, a comma or a sign of comparison.
fn word(text: &str) -> &str {
    let mut before = ' ';
    for (at, sign) in text.char_indices() {
        let ends = sign.is_whitespace()
            || matches!(sign, '(' | ')' | ',' | '=' | '<' | '>')
            || sign == '!' && text[at..].starts_with("!=")
            // In `count(x_list:'two words')` the code has quotation marks of its own.
            || sign == '\'' && before == ':';
        if ends {
            return &text[..at];
        }
        before = sign;
    }
    text
}

/// Gives the place of the mark that closes a quotation.
fn end_of_quote(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += text.get(at..)?.find('\'')?;
        if bytes.get(at + 1) != Some(&b'\'') {
            return Some(at);
        }
        at += 2;
    }
}
