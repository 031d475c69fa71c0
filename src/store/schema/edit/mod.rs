//! Changes to the text of `schema.ron` that leave everything else in it as it is, comments too.
//!
//! Each gives the whole new text, which reads without a fault, or says what would be wrong with it. The version is
//! the caller's to choose: what people code under must not change under the same number.

mod entry;
mod scan;
#[cfg(test)]
mod tests;

use std::ops::Range;

use super::{SchemaError, read};
use crate::core::schema::{AddedCode, Addition, Change, FieldDef, ListKey, Schema, Term};

use entry::{change_entry, field_entry, quoted, term_entry};
use scan::{Items, first_of, items, outermost, value_of};

/// Writes the text of a new schema, in which nothing is added yet.
///
/// # Errors
/// Says what is wrong with the id, the version or the label.
pub fn new_file(id: &str, version: &str, label: &str) -> Result<String, SchemaError> {
    let (id, version, label) = (quoted(id), quoted(version), quoted(label));
    let text = format!(
        "// What this corpus adds to the built-in lists and records. It is read again whenever it is saved.\n\
         (\n    id: {id},\n    version: {version},\n    base: \"default-1\",\n    label: {label},\n)\n"
    );
    checked(text)
}

/// Gives a schema another id and version, as a corpus that begins with a shipped one needs them.
///
/// # Errors
/// Says what is wrong with them or with the text.
pub fn renamed(text: &str, id: &str, version: &str) -> Result<String, SchemaError> {
    let before = read(text)?;
    let note = format!("Begun with “{}”, version {}.", before.id, before.version);
    versioned(&before, set(text, "id", id), version, note)
}

/// Adds what a person has asked for.
///
/// # Errors
/// Says what is wrong with the text or with what is added.
pub fn add(text: &str, addition: &Addition, version: &str) -> Result<String, SchemaError> {
    let before = read(text)?;
    let added = match addition {
        Addition::Code(code) => with_code(text, code)?,
        Addition::Field(field) => add_to(text, "fields", &field_entry(field)),
    };
    versioned(&before, added, version, addition.note())
}

/// Adds a term to a list: a built-in one, an own one, or the choices of an own field, which go by `record.x_field`.
///
/// `level` is that of a kind of agreement and nothing for other lists.
///
/// # Errors
/// Says what is wrong with the text, with the term, or that there is no such list.
pub fn add_code(
    text: &str,
    list: &str,
    term: &Term,
    level: Option<&'static str>,
    version: &str,
) -> Result<String, SchemaError> {
    let list = ListKey { key: list.to_owned(), level };
    add(text, &Addition::Code(Box::new(AddedCode { list, term: term.clone(), replaces: None })), version)
}

/// Puts a code behind the others of its list, and where it takes the place of another one, says so.
fn with_code(text: &str, code: &AddedCode) -> Result<Option<String>, SchemaError> {
    let AddedCode { list: ListKey { key, level }, term, replaces } = code;
    let entry = term_entry(term, *level);
    let added = if let Some((on, field)) = key.split_once('.').filter(|(_, field)| field.starts_with("x_")) {
        let Some(open) = choices_of(text, on, field) else {
            let sentence = format!("“{field}” of {on} has no choices of its own. Add the code to the list it takes.");
            return Err(SchemaError::whole(&sentence));
        };
        append(text, open, &entry)
    } else {
        let map = if key.starts_with("x_") { "lists" } else { "extend" };
        add_under(text, map, key, ['[', ']'], &entry)
    };
    let Some(old) = replaces else { return Ok(added) };
    let pair = format!("{}: {}", quoted(old), quoted(&term.code));
    Ok(added.and_then(|text| add_under(&text, "replaced_by", key, ['{', '}'], &pair)))
}

/// Adds a field; where its record is a type of mention, it stands beside the type and not inside of it.
///
/// # Errors
/// Says what is wrong with the text or with the field.
pub fn add_field(text: &str, field: &FieldDef, version: &str) -> Result<String, SchemaError> {
    add(text, &Addition::Field(Box::new(field.clone())), version)
}

/// Says what a new version changed.
///
/// # Errors
/// Says what is wrong with the text or with the change.
pub fn add_change(text: &str, change: &Change) -> Result<String, SchemaError> {
    read(text)?;
    let added = add_to(text, "changes", &change_entry(change)).and_then(|text| set(&text, "version", &change.version));
    checked(added.ok_or_else(unclear)?)
}

/// Gives a changed text its version. Where the schema says what its versions changed, it says it of this one too.
fn versioned(before: &Schema, text: Option<String>, version: &str, note: String) -> Result<String, SchemaError> {
    let text = text.and_then(|text| set(&text, "version", version));
    let unsaid = before.changes.last().is_some_and(|last| last.version != version);
    let change = Change { version: version.to_owned(), note, reread: Vec::new() };
    let text = match text {
        Some(text) if unsaid => add_to(&text, "changes", &change_entry(&change)),
        text => text,
    };
    checked(text.ok_or_else(unclear)?)
}

fn checked(text: String) -> Result<String, SchemaError> {
    read(&text)?;
    Ok(text)
}

/// Nothing that reads should come to this; it is better said than done wrong.
fn unclear() -> SchemaError {
    SchemaError::whole("It is not clear where to write this. Write it into the file by hand.")
}

/// Puts a text in the place of a value of the outermost struct.
fn set(text: &str, name: &str, value: &str) -> Option<String> {
    let range = value_of(text, outermost(text)?, name)?;
    Some(spliced(text, range, &quoted(value)))
}

/// Adds an entry to a list of the outermost struct, which is begun if it is not there.
fn add_to(text: &str, name: &str, entry: &str) -> Option<String> {
    let outer = outermost(text)?;
    match value_of(text, outer, name) {
        Some(value) => append(text, bracket(text, value, '[')?, entry),
        None => append(text, outer, &format!("{name}: [\n        {entry},\n    ]")),
    }
}

/// Adds an entry to a list or map in a map of the outermost struct; both are begun if they are not there.
fn add_under(text: &str, name: &str, key: &str, [open, close]: [char; 2], entry: &str) -> Option<String> {
    let outer = outermost(text)?;
    let Some(value) = value_of(text, outer, name) else {
        let key = quoted(key);
        let begun = format!("{name}: {{\n        {key}: {open}\n            {entry},\n        {close},\n    }}");
        return append(text, outer, &begun);
    };
    let map = bracket(text, value, '{')?;
    match value_of(text, map, key) {
        Some(list) => append(text, bracket(text, list, open)?, entry),
        None => append(text, map, &format!("{}: {open} {entry} {close}", quoted(key))),
    }
}

/// Finds the list of choices that a field has for itself.
fn choices_of(text: &str, on: &str, id: &str) -> Option<usize> {
    let outer = outermost(text)?;
    let says = |open: usize, name: &str, wanted: &str| {
        value_of(text, open, name)
            .is_some_and(|value| ron::from_str::<String>(&text[value]).is_ok_and(|it| it == wanted))
    };
    let structs = |open: usize, name: &str| -> Vec<usize> {
        let list = value_of(text, open, name).and_then(|value| bracket(text, value, '['));
        let parts = list.and_then(|list| items(text, list)).map(|items| items.parts).unwrap_or_default();
        parts.into_iter().filter_map(|part| bracket(text, part, '(')).collect()
    };
    let inside = structs(outer, "types").into_iter().filter(|one| says(*one, "id", on));
    let mut fields: Vec<usize> = inside.flat_map(|one| structs(one, "fields")).collect();
    fields.extend(structs(outer, "fields").into_iter().filter(|field| says(*field, "on", on)));
    let field = fields.into_iter().find(|field| says(*field, "id", id))?;
    let kind = value_of(text, field, "type")?;
    let list = bracket(text, kind.clone(), '[')?;
    // `Entity` has a list as well.
    text[kind.start..list].contains("Choice").then_some(list)
}

/// Finds the first bracket of a kind in a value.
fn bracket(text: &str, value: Range<usize>, sign: char) -> Option<usize> {
    let mut at = value.start;
    while at < value.end {
        if text[at..].starts_with(sign) {
            return Some(at);
        }
        at = scan::after(text, at);
    }
    None
}

/// Adds an entry at the end of what a bracket holds.
///
/// Where the closing bracket has a line of its own the entry gets one too, before it, so that a comment behind the
/// last entry stays with that.
fn append(text: &str, open: usize, entry: &str) -> Option<String> {
    let Items { parts, close, comma } = items(text, open)?;
    let line = text[..close].rfind('\n').map(|at| at + 1).filter(|line| *line > open);
    let alone = line.filter(|line| text[*line..close].trim().is_empty());
    let last = parts.last().map(|part| part.end);
    let end_of_line = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let entry = entry.replace('\n', end_of_line);
    let Some(line) = alone else {
        // The bracket is closed on the line of its last entry.
        let (at, between) = match (last, comma) {
            (None, _) => return Some(spliced(text, open + 1..open + 1, &format!(" {entry} "))),
            (Some(last), None) => (last, ", "),
            (Some(_), Some(comma)) => (comma + 1, " "),
        };
        return Some(spliced(text, at..at, &format!("{between}{entry}")));
    };
    let indent = parts
        .last()
        .and_then(|part| indent_of(text, first_of(text, part.clone())))
        .map_or_else(|| format!("{}    ", &text[line..close]), str::to_owned);
    let added = spliced(text, line..line, &format!("{indent}{entry},{end_of_line}"));
    match (last, comma) {
        (Some(last), None) => Some(spliced(&added, last..last, ",")),
        _ => Some(added),
    }
}

/// Gives the spaces before an entry that begins its line.
fn indent_of(text: &str, start: usize) -> Option<&str> {
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..start];
    before.trim().is_empty().then_some(before)
}

fn spliced(text: &str, range: Range<usize>, new: &str) -> String {
    format!("{}{new}{}", &text[..range.start], &text[range.end..])
}
