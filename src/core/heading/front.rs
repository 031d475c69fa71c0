//! Front matter: YAML between lines of `---`, TOML between lines of `+++`, as writers of pages put it before a text.
//!
//! Only the title is read. What stands there is no YAML to be proved right: whatever can be a title is one.

use super::tidy;

/// What was found before the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Front {
    pub title: Option<String>,
    /// The byte behind its last line.
    pub end: usize,
}

/// Reads the front matter of a text; nothing where it has none.
pub(super) fn read(text: &str) -> Option<Front> {
    let begin = text.len() - text.trim_start().len();
    let mut lines = text[begin..].split_inclusive('\n');
    let fence = lines.next()?;
    let is_yaml = match fence.trim_end() {
        "---" => true,
        "+++" => false,
        _ => return None,
    };
    let (from, mut at) = (begin + fence.len(), begin + fence.len());
    for line in lines {
        let is_end = if is_yaml { matches!(line.trim_end(), "---" | "...") } else { line.trim_end() == "+++" };
        if is_end {
            let inner: Vec<&str> = text[from..at].lines().collect();
            let (title, is_front) = if is_yaml { yaml(&inner) } else { (toml(&inner), true) };
            if !is_front {
                return None;
            }
            return Some(Front { title, end: at + line.len() });
        }
        at += line.len();
    }
    None
}

/// Finds the title in lines of YAML, and tells whether they are such lines at all: else those around them are ornaments.
fn yaml(lines: &[&str]) -> (Option<String>, bool) {
    let mut title = None;
    let (mut is_any, mut is_yaml) = (false, true);
    for (at, line) in lines.iter().enumerate() {
        let is_inner = line.is_empty() || line.starts_with([' ', '\t', '#', ']', '}']) || line.starts_with("- ");
        if is_inner || line.trim() == "-" {
            continue;
        }
        let Some((key, value)) = pair(line, ':') else {
            is_yaml = false;
            continue;
        };
        is_any = true;
        if key.eq_ignore_ascii_case("title") && title.is_none() {
            title = scalar(value, &lines[at + 1..]);
        }
    }
    let is_front = title.is_some() || (is_any && is_yaml);
    (title, is_front)
}

/// Finds the title in lines of TOML: in the first table, which has no name.
fn toml(lines: &[&str]) -> Option<String> {
    for (at, line) in lines.iter().enumerate() {
        if line.trim_start().starts_with('[') {
            break;
        }
        let Some((key, value)) = pair(line.trim_start(), '=') else { continue };
        if !key.eq_ignore_ascii_case("title") {
            continue;
        }
        for (fence, is_escaped) in [("\"\"\"", true), ("'''", false)] {
            if let Some(begun) = value.strip_prefix(fence) {
                let all = std::iter::once(begun).chain(lines[at + 1..].iter().copied()).collect::<Vec<_>>().join("\n");
                let inner = all.split_once(fence).map_or(all.as_str(), |(inner, _)| inner);
                return if is_escaped { tidy(&unescaped(inner)) } else { tidy(inner) };
            }
        }
        return scalar(value, &[]);
    }
    None
}

/// Cuts a line into a key, with or without quotes, and what is behind the sign after it.
fn pair(line: &str, sign: char) -> Option<(&str, &str)> {
    let (key, value) = match line.strip_prefix(['"', '\'']) {
        Some(rest) => {
            let (key, rest) = rest.split_once(['"', '\''])?;
            (key, rest.trim_start().strip_prefix(sign)?)
        }
        None => line.split_once(sign)?,
    };
    let (key, behind) = (key.trim_end(), value.chars().next());
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@'));
    (is_key && (sign == '=' || behind.is_none_or(char::is_whitespace))).then(|| (key, value.trim()))
}

/// Reads a value, which may go on in the lines behind it that are indented.
fn scalar(value: &str, behind: &[&str]) -> Option<String> {
    let more = || behind.iter().take_while(|line| line.starts_with([' ', '\t']) || line.trim().is_empty());
    // A tag is no part of the value.
    let tag = value.split_once(' ').filter(|(tag, _)| tag.starts_with("!!"));
    let value = tag.map_or(value, |(_, value)| value.trim_start());
    let joined = || {
        let mut all = value.to_owned();
        for line in more() {
            // A line without text is a line break, and a title has none.
            all.push(' ');
            all.push_str(line.trim());
        }
        all
    };
    if value.starts_with('"') {
        let all = joined();
        return tidy(&unescaped(&all[1..]));
    }
    if value.starts_with('\'') {
        return tidy(&single(&joined()[1..]));
    }
    let is_block = value.starts_with(['|', '>']) && value.chars().nth(1).is_none_or(|c| "+-0123456789 #".contains(c));
    if is_block {
        return tidy(&more().map(|line| line.trim()).collect::<Vec<_>>().join(" "));
    }
    if value.is_empty() || value.starts_with('#') {
        // Titles by language, of which the first counts, or a title that begins on the next line.
        let first = more().find(|line| !line.trim().is_empty())?.trim();
        return match pair(first, ':') {
            Some((_, value)) => scalar(value, &[]),
            None if first.starts_with(['"', '\'']) => scalar(first, &[]),
            None => tidy(&more().map(|line| line.trim()).collect::<Vec<_>>().join(" ")),
        };
    }
    let plain = without_comment(value);
    let all = if plain.len() < value.len() { plain.to_owned() } else { joined() };
    tidy(&all).filter(|title| !matches!(title.as_str(), "null" | "Null" | "NULL" | "~"))
}

/// Cuts off a comment, which begins behind a blank.
fn without_comment(value: &str) -> &str {
    let mut hashes = value.match_indices('#').map(|(at, _)| at);
    let at = hashes.find(|at| value[..*at].ends_with(char::is_whitespace));
    at.map_or(value, |at| value[..at].trim_end())
}

/// Reads what stands in single quotes, behind the first.
fn single(rest: &str) -> String {
    let mut out = String::new();
    let mut letters = rest.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\'' && letters.next_if_eq(&'\'').is_none() {
            break;
        }
        out.push(letter);
    }
    out
}

/// Reads what stands in double quotes, behind the first.
fn unescaped(rest: &str) -> String {
    let mut out = String::new();
    let mut letters = rest.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => break,
            '\\' => {
                let escape = letters.next().unwrap_or('\\');
                let digits = match escape {
                    'x' => 2,
                    'u' => 4,
                    'U' => 8,
                    _ => 0,
                };
                if digits > 0 {
                    let number: String = letters.by_ref().take(digits).collect();
                    out.extend(u32::from_str_radix(&number, 16).ok().and_then(char::from_u32));
                    continue;
                }
                out.push(match escape {
                    'n' | 't' | 'r' | 'f' | 'v' | 'b' | 'a' | 'e' | '0' | 'N' | 'L' | 'P' => ' ',
                    '_' => '\u{a0}',
                    other => other,
                });
            }
            letter => out.push(letter),
        }
    }
    out
}
