//! `schema.ron`: what a corpus adds to the vocabularies, fields, types and checks, read from its file.
//!
//! Reading has two steps. The text is parsed into the structs of the file, where the first error ends it; then
//! [`Schema::extended`] checks what was read and reports everything that is wrong. Either way each fault has its
//! line and column, and nothing of a file with a fault is used.

pub mod edit;
mod faults;
mod file;

pub use faults::{SchemaError, SchemaFault};

use crate::core::schema::Schema;

/// Largest schema file that is read, in bytes.
pub const LIMIT: u64 = 1_000_000;

/// Whole schemas that a corpus can begin with: name, title, text of the file.
pub const SHIPPED: [(&str, &str, &str); 2] = [
    ("dcad", "Defence cooperation agreements, after DCAD", include_str!("../../assets/schemas/dcad.ron")),
    ("pax", "Peace agreements and their provisions, after PA-X", include_str!("../../assets/schemas/pax.ron")),
];

/// Reads the schema of a corpus from the text of its file.
///
/// # Errors
/// Says everything that is wrong, where, and what to do, sorted by place.
pub fn read(text: &str) -> Result<Schema, SchemaError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() as u64 > LIMIT {
        return Err(SchemaError::whole("The file is larger than 1 MB. Take something out of it."));
    }
    if text.trim().is_empty() {
        return Err(SchemaError::whole("The file is empty. Delete it, or put an older copy in its place."));
    }
    if text.trim_matches('\0').is_empty() {
        let sentence = "The file holds nothing but zero bytes, as can happen when the power fails. \
                        Put an older copy in its place, or delete it.";
        return Err(SchemaError::whole(sentence));
    }
    let file: file::SchemaFile = ron::from_str(text).map_err(|error| SchemaError::syntax(text, &error))?;
    Schema::extended(file.into()).map_err(|faults| SchemaError::located(text, faults))
}

#[cfg(test)]
mod tests;
