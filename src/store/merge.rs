//! Joining three versions of a file as text: annotation files, the registry, agreements and publishers.
//!
//! This is what a version control program calls when two branches have changed one file.

use super::add;
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
    if let Some(merged) = add::merge(ours, theirs) {
        let of = |(text, taken)| MergedText { text, conflicts: 0, taken, contradictions: Vec::new() };
        return merged.map(of);
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
    for (name, side) in [("Our", ours), ("Their", &theirs)] {
        if let Some(reason) = base.and_then(|base| side.too_old_beside(base)) {
            return Err(format!("{name} version cannot be joined. {reason}"));
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A work on an article with one agreement, as format 3 and as format 4 have it.
    const OLD: &str = include_str!("../../tests/fixtures/corpus_3/a.anna.ron");

    fn newer() -> String {
        format::document(OLD).map(|document| document.with_records(document.records()).write()).unwrap_or_default()
    }

    /// Says more than format 3 can, and says it in format 4.
    fn with_term() -> String {
        let empty = "            venue: (";
        newer().replacen(empty, &format!("            grounds: \"breach\",\n{empty}"), 1)
    }

    fn noted(text: &str) -> String {
        let (head, agreement) = text.split_once("    agreements: [").unwrap();
        format!("{head}    agreements: [{}", agreement.replacen("title: \"\"", "title: \"Theirs\"", 1))
    }

    #[test]
    fn old_and_new_versions_of_an_old_file_are_joined() {
        let merged = merge_texts(OLD, &with_term(), &noted(OLD), "ben").unwrap();
        assert_eq!(merged.conflicts, 0, "{}", merged.text);
        assert!(merged.text.starts_with("(\n    format: 4,"));
        assert!(merged.text.contains("title: \"Theirs\"") && merged.text.contains("grounds: \"breach\""));
        let turned = merge_texts(OLD, &noted(OLD), &with_term(), "anna").unwrap();
        assert_eq!(turned.text, merged.text);
    }

    #[test]
    fn version_older_than_what_both_go_back_to_is_refused_with_what_to_do() {
        for (ours, theirs, whose) in [(with_term(), OLD.to_owned(), "Their"), (OLD.to_owned(), with_term(), "Our")] {
            let refusal = merge_texts(&with_term(), &ours, &theirs, "ben").unwrap_err();
            let expected = format!("{whose} version cannot be joined. It was written by an older program (format 3)");
            assert!(refusal.starts_with(&expected), "{refusal}");
            assert!(refusal.ends_with("then join again."), "{refusal}");
        }
    }

    #[test]
    fn lists_of_the_corpus_are_joined_likewise() {
        let old = include_str!("../../tests/fixtures/corpus_3/_glossator/registry.ron");
        let newer = old
            .replacen("format: 2", "format: 3", 1)
            .replace("            sector: \"\",\n", "            sectors: [],\n")
            .replace("            part_of: \"\",\n", "            part_of: [],\n            recognised: \"yes\",\n");
        let noted = old.replacen("note: \"\"", "note: \"theirs\"", 1);
        let merged = merge_texts(old, &newer, &noted, "ben").unwrap();
        assert!(
            merged.text.contains("recognised: \"yes\"") && merged.text.contains("note: \"theirs\""),
            "{}",
            merged.text
        );
        let refusal = merge_texts(&newer, &newer, &noted, "ben").unwrap_err();
        assert!(refusal.starts_with("Their version cannot be joined."), "{refusal}");
    }
}
