//! Joining three versions of a file as text: annotation files, the registry, agreements and publishers.
//!
//! This is what a version control program calls when two branches have changed one file.

use super::format::{self, Document};
use super::merged::MergedText;
use super::shared;
use crate::core::merge::merge;

/// Joins three versions of a file. An empty base means that both sides have made the file.
///
/// # Errors
/// Says which version cannot be used, and why; or that the two were made on different texts of the article.
pub fn merge_texts(base: &str, ours: &str, theirs: &str, from: &str) -> Result<MergedText, String> {
    if let Ok(document) = format::document(ours) {
        return works(base, &document, theirs, from);
    }
    if let Some(merged) = shared::merge_lists(base, ours, theirs, from) {
        return merged;
    }
    let reason = format::document(ours).err().map(|error| error.to_string()).unwrap_or_default();
    Err(format!("Our version cannot be used. {reason}"))
}

fn works(base: &str, ours: &Document, theirs: &str, from: &str) -> Result<MergedText, String> {
    let read = |name: &str, text: &str| {
        format::document(text).map_err(|error| format!("{name} version cannot be used. {error}"))
    };
    let theirs = read("Their", theirs)?;
    if ours.text_sha256() != theirs.text_sha256() {
        return Err("The two versions were made on different texts of the article. Open the article with each \
             of them in Glossator, take the work over to the present text, and join them then."
            .to_owned());
    }
    let base = if base.trim().is_empty() { None } else { Some(read("The common", base)?) };
    // Places of an older text would look like changes; what both sides have is then told apart by itself.
    let (schema, contradiction) = schema(base.as_ref(), ours, &theirs);
    let base = base.as_ref().filter(|base| base.text_sha256() == ours.text_sha256());
    let base = base.map(Document::records).unwrap_or_default();
    let merged = merge(&base, &ours.records(), &theirs.records(), from);
    let mut merged = MergedText::of(merged, |records| ours.with_records(records).with_schema(schema).checked())?;
    merged.contradictions.extend(contradiction);
    Ok(merged)
}

/// Chooses the schema of the joined file: that of the side which has changed it, ours where both have. Says what is then
/// dropped.
fn schema<'a>(
    base: Option<&'a Document>,
    ours: &'a Document,
    theirs: &'a Document,
) -> ((&'a str, &'a str), Option<String>) {
    let (was, our, their) = (base.map(Document::schema), ours.schema(), theirs.schema());
    if our == their || was == Some(their) {
        return (our, None);
    }
    if was == Some(our) {
        return (their, None);
    }
    let named = |(id, version): (&str, &str)| format!("“{id}” {version}");
    let sentence = format!(
        "The two versions use different schemas: ours {}, theirs {}. The joined file names ours, and theirs is dropped. \
         Look whether the codes of their records are in it.",
        named(our),
        named(their)
    );
    (our, Some(sentence))
}
