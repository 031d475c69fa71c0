//! Beginning a corpus with a schema: one of those that ship, or an empty one.

use std::io;
use std::path::Path;

use super::disk::{Disk as _, Folder, RealDisk};
use super::error::FileError;
use super::schema::SHIPPED;
use super::shared;
use super::write::{self, Expected, SaveError};

/// Name of the schema that adds nothing.
const EMPTY: &str = "empty";
/// Text of the schema that adds nothing.
const NOTHING: &str = "\
// What this corpus adds to the vocabularies, fields, types of marks and checks of the program: add extend, hide,
// replaced_by, lists, groups, fields, types, checks and changes as the README shows them.
// Give the schema an id of its own, and another version with every change.
(
    id: \"corpus-1\",
    version: \"1\",
    base: \"default-1\",
)
";

/// Gives the schemas a corpus can begin with: name and title, the empty one last.
pub fn choices() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHIPPED.iter().map(|(name, title, _)| (*name, *title)).chain([(EMPTY, "Nothing beyond what the program ships")])
}

/// Gives the names of the schemas a corpus can begin with.
#[must_use]
pub fn names() -> Vec<&'static str> {
    choices().map(|(name, _)| name).collect()
}

/// Writes a schema into a folder, which is made where it is not there. Nothing is written over.
///
/// # Errors
/// Says why the folder cannot be used: there is a schema, or it cannot be written to.
pub fn begin(root: &Path, name: &str) -> Result<(), String> {
    let text = match SHIPPED.iter().find(|(shipped, ..)| *shipped == name) {
        Some((.., text)) => text,
        None if name == EMPTY => NOTHING,
        None => return Err(format!("There is no schema “{name}”. Choose one of: {}.", names().join(", "))),
    };
    let path = shared::path(root, "schema.ron");
    let there = || format!("{} has a schema already. Choose another folder, or change that schema.", root.display());
    if RealDisk.look_at_link(&path).is_ok() {
        return Err(there());
    }
    let said = |error: &io::Error, path: &Path| format!("{}.", FileError::writing(error, path));
    RealDisk.create_folder(root).map_err(|error| said(&error, root))?;
    let folder = Folder::new(root);
    let parent = path.parent().unwrap_or(root);
    folder.disk().create_folder(parent).map_err(|error| said(&error, parent))?;
    match write::save(folder.disk(), &path, text, Expected::Absent) {
        Ok(_) => Ok(()),
        Err(SaveError::ChangedOnDisk { .. }) => Err(there()),
        Err(error) => Err(format!("{error}.")),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::store::corpus;

    #[test]
    fn every_choice_begins_a_corpus_whose_schema_can_be_used() {
        for (name, title) in choices() {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path().join("new/corpus");
            begin(&root, name).unwrap();
            let files = corpus::load(&Folder::new(&root));
            assert_eq!(files.schema_problems, [""; 0], "{name}: {title}");
            assert_ne!(files.schema.id, crate::core::schema::DEFAULT_ID);
        }
    }

    #[test]
    fn schema_that_is_there_stays() {
        let folder = tempfile::tempdir().unwrap();
        begin(folder.path(), "empty").unwrap();
        let path = shared::path(folder.path(), "schema.ron");
        let before = fs::read_to_string(&path).unwrap();
        let problem = begin(folder.path(), "dcad").unwrap_err();
        assert!(problem.ends_with("has a schema already. Choose another folder, or change that schema."), "{problem}");
        assert_eq!(fs::read_to_string(&path).unwrap(), before);
    }

    #[test]
    fn folder_that_cannot_be_made_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("article.txt");
        fs::write(&file, "text").unwrap();
        let problem = begin(&file, "empty").unwrap_err();
        assert!(problem.contains("article.txt") && !problem.contains("already"), "{problem}");
        assert!(begin(folder.path(), "cow").unwrap_err().contains("dcad, pax, empty"));
    }
}
