//! The title of a page of HTML. A page in a corpus is text like any other; only its name is not its first line.

use super::{LONGEST, entities, is_named, tidy};

/// Elements whose contents are no text of the page.
const SILENT: [&str; 6] = ["script", "style", "svg", "template", "noscript", "math"];

/// Tells whether a text is a page: by the ending of its name, or by how it begins.
pub(super) fn is_page(text: &str, name: &str) -> bool {
    if is_named(name, &["html", "htm", "xhtml", "html.txt", "htm.txt"]) {
        return true;
    }
    let mut rest = text.trim_start();
    // What browsers save stands behind a comment, XHTML behind a declaration.
    for _ in 0..8 {
        let behind = match rest {
            _ if rest.starts_with("<!--") => rest.split_once("-->"),
            _ if rest.starts_with("<?xml") => rest.split_once("?>"),
            _ => break,
        };
        let Some((_, behind)) = behind else { return false };
        rest = behind.trim_start();
    }
    ["<!doctype html", "<html", "<head"].iter().any(|start| {
        let begins = rest.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start));
        begins && rest[start.len()..].starts_with(|c: char| c == '>' || c.is_whitespace())
    })
}

/// Finds the title of a page, else its first heading, else its first words.
pub(super) fn title(page: &str) -> Option<String> {
    let (mut heading, mut words) = (None, None);
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        if words.is_none() {
            words = text(&rest[..at]);
        }
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            continue;
        }
        let name = &rest[1..];
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
        let Some(inner) = behind_tag(rest) else { break };
        if is("title") {
            let (inner, behind) = until_end(inner, "title");
            if let Some(title) = text(inner) {
                return Some(title);
            }
            rest = behind;
        } else if is("h1") && heading.is_none() {
            let (inner, behind) = until_end(inner, "h1");
            heading = text(&without_tags(inner));
            rest = behind;
        } else if let Some(silent) = SILENT.iter().find(|silent| is(silent)) {
            rest = until_end(inner, silent).1;
        } else {
            rest = inner;
        }
    }
    heading.or(words).or_else(|| text(rest).filter(|_| !rest.contains('<')))
}

/// Gives what stands behind a tag; `>` in quotes does not end it.
fn behind_tag(tag: &str) -> Option<&str> {
    let mut quote = None;
    for (at, sign) in tag.char_indices() {
        match (quote, sign) {
            (None, '>') => return Some(&tag[at + 1..]),
            (None, '"' | '\'') if tag[..at].trim_end().ends_with('=') => quote = Some(sign),
            (Some(open), _) if open == sign => quote = None,
            _ => {}
        }
    }
    None
}

/// Cuts at the tag that ends an element: what is before it, and what is behind it.
fn until_end<'a>(inner: &'a str, name: &str) -> (&'a str, &'a str) {
    for (at, _) in inner.match_indices("</") {
        let tag = &inner[at + 2..];
        let is_end = tag.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
        if is_end && !tag[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return (&inner[..at], tag.split_once('>').map_or("", |(_, behind)| behind));
        }
    }
    (inner, "")
}

fn without_tags(inner: &str) -> String {
    let mut out = String::new();
    let mut rest = inner;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        // Of `<br>` a blank is left, of `<em>` nothing.
        if tag.get(..2).is_some_and(|name| name.eq_ignore_ascii_case("br")) {
            out.push(' ');
        }
        rest = behind_tag(&rest[before.len()..]).unwrap_or("");
    }
    out + rest
}

fn text(inner: &str) -> Option<String> {
    let inner = inner.trim_start();
    let inner = &inner[..inner.floor_char_boundary(4 * LONGEST)];
    tidy(entities::decoded(inner).as_deref().unwrap_or(inner))
}
