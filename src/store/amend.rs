//! Adding to the schema of a corpus by hand: the file changes only if it is what the person has seen, and what results
//! reads without a fault.

use std::path::{Path, PathBuf};

use super::bytes::{is_absent, read_bytes};
use super::disk::Folder;
use super::error::Problem;
use super::layout::previous_path;
use super::lock::lock;
use super::schema::{LIMIT, SchemaError, edit, read};
use super::shared;
use super::write::{Expected, Fingerprint, SaveError, save_keeping};
use crate::core::schema::Addition;

/// What is to be added, and to what.
#[derive(Clone, Debug)]
pub struct Wish {
    /// What is added.
    pub addition: Addition,
    /// The version of the schema with it.
    pub version: String,
    /// Id and label of the schema that is begun where there is none.
    pub begins: Option<(String, String)>,
    /// What the file held when the person saw it.
    pub seen: Expected,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amended {
    /// The file, from the folder of the corpus on.
    pub path: PathBuf,
    /// The version of the schema now.
    pub version: String,
    /// The file as it was before, likewise; nothing where it is new.
    pub previous: Option<PathBuf>,
    /// Why the file as it was could not be kept.
    pub beside: Option<String>,
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The file is not what the person has seen.
    Changed,
    /// Anything else, as a sentence.
    Because(String),
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::Because(format!("{problem}."))
    }
}

/// Writes what is added into the schema of a corpus, which is begun where there is none.
///
/// # Errors
/// Says why not; the file is then as it was.
pub fn amend(folder: &Folder, wish: &Wish) -> Result<Amended, Refused> {
    let disk = folder.disk();
    let path = shared::path(folder.root(), "schema.ron");
    // Held until all is written.
    let _lock = lock(folder)?;
    let before =
        if is_absent(disk, &path) { None } else { Some(read_bytes(disk, &path, LIMIT).map_err(Problem::from)?) };
    let found = before.as_ref().map_or(Expected::Absent, |bytes| Expected::Hash(Fingerprint::of(bytes)));
    if found != wish.seen {
        return Err(Refused::Changed);
    }
    let text = match (before, &wish.begins) {
        (Some(bytes), _) => String::from_utf8(bytes)
            .map_err(|_| Refused::Because("“schema.ron” is not UTF-8. Save it as UTF-8, then add again.".to_owned()))?,
        (None, Some((id, label))) => edit::new_file(id, &wish.version, label).map_err(|error| unfit(&error))?,
        (None, None) => return Err(Refused::Changed),
    };
    read(&text).map_err(|error| faulty(&error))?;
    let text = edit::add(&text, &wish.addition, &wish.version).map_err(|error| unfit(&error))?;
    let previous = previous_path(folder.root(), &path);
    match save_keeping(disk, &path, text, found, &previous) {
        Ok((_, beside)) => {
            let there = matches!(found, Expected::Hash(_)) && beside.is_none();
            let inside = |path: &Path| path.strip_prefix(folder.root()).unwrap_or(path).to_owned();
            let previous = there.then(|| inside(&previous));
            let beside = beside.map(|error| format!("{error}."));
            Ok(Amended { path: inside(&path), version: wish.version.clone(), previous, beside })
        }
        Err(SaveError::ChangedOnDisk { .. }) => Err(Refused::Changed),
        Err(SaveError::Failed(error)) => Err(Problem::from(error).into()),
    }
}

/// Says what is wrong with the file as it is.
fn faulty(error: &SchemaError) -> Refused {
    let first = error.faults.first().map(ToString::to_string).unwrap_or_default();
    Refused::Because(format!("Nothing can be added while schema.ron has a fault. {first} Then add again."))
}

/// Says what would be wrong with the file; where that is would be of no use to anybody.
fn unfit(error: &SchemaError) -> Refused {
    let sentences: Vec<&str> = error.faults.iter().map(|fault| fault.sentence.as_str()).collect();
    Refused::Because(sentences.join(" "))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::core::schema::{AddedCode, ListKey, Schema, Term, Vocabulary};
    use crate::store::corpus;

    const FILE: &str = "// Ours.\n(\n    id: \"ours-1\", version: \"1.0\", base: \"default-1\", // the head\n    \
        extend: { \"topics\": [ (code: \"SCAM\", label: \"Scam\") ] },\n    \
        changes: [ (version: \"1.0\", note: \"First.\") ],\n)\n";

    fn wish(code: &str, seen: Expected) -> Wish {
        let list = ListKey::shipped(Vocabulary::Topic).unwrap();
        let term = Term::own(code.to_owned(), "Telecom fraud", "");
        Wish {
            addition: Addition::Code(Box::new(AddedCode { list, term, replaces: None })),
            version: "1.1".into(),
            begins: None,
            seen,
        }
    }

    fn corpus(text: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = shared::path(folder.path(), "schema.ron");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        (folder, path)
    }

    fn seen(text: &str) -> Expected {
        Expected::Hash(Fingerprint::of(text.as_bytes()))
    }

    fn schema(root: &Path) -> std::sync::Arc<Schema> {
        let files = corpus::load(&Folder::new(root));
        assert_eq!(files.schema_problems, [""; 0]);
        files.schema
    }

    #[test]
    fn code_is_written_with_a_change_and_the_file_before_is_kept() {
        let (folder, path) = corpus(FILE);
        let mut wish = wish("FRAUD", seen(FILE));
        let Addition::Code(code) = &mut wish.addition else { panic!() };
        code.replaces = Some("CYBER".into());
        let done = amend(&Folder::new(folder.path()), &wish).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join(done.previous.unwrap())).unwrap(), FILE);
        assert_eq!((done.path.to_str(), done.beside), (Some("_glossator/schema.ron"), None));
        let text = fs::read_to_string(path).unwrap();
        assert!(text.starts_with("// Ours.\n") && text.contains("// the head"), "{text}");
        let schema = schema(folder.path());
        assert_eq!((schema.version.as_str(), schema.changes.len()), ("1.1", 2));
        assert_eq!(schema.changes[1].note, "Code “FRAUD” (Telecom fraud) added to topics in the place of “CYBER”.");
        assert_eq!(schema.term(Vocabulary::Topic, "CYBER").unwrap().replaced_by, ["FRAUD"]);
        assert_eq!(schema.changes_since("1.1"), []);
    }

    #[test]
    fn schema_is_begun_where_there_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let begins = Some(("ours-1".to_owned(), "Ours".to_owned()));
        let wish = Wish { begins, version: "1".into(), ..wish("FRAUD", Expected::Absent) };
        let done = amend(&Folder::new(folder.path()), &wish).unwrap();
        assert_eq!(done.previous, None);
        let schema = schema(folder.path());
        assert_eq!((schema.id.as_str(), schema.version.as_str(), schema.label.as_str()), ("ours-1", "1", "Ours"));
        assert!(schema.knows(Vocabulary::Topic, "FRAUD"));
        // Somebody who has not seen it begins no second one.
        assert_eq!(amend(&Folder::new(folder.path()), &wish), Err(Refused::Changed));
    }

    #[test]
    fn file_that_has_changed_meanwhile_stays_as_it_is() {
        let (folder, path) = corpus(FILE);
        let other = FILE.replace("Scam", "Fraud by telephone");
        fs::write(&path, &other).unwrap();
        let folder = Folder::new(folder.path());
        assert_eq!(amend(&folder, &wish("FRAUD", seen(FILE))), Err(Refused::Changed));
        assert_eq!(fs::read_to_string(&path).unwrap(), other);
        fs::remove_file(&path).unwrap();
        assert_eq!(amend(&folder, &wish("FRAUD", seen(FILE))), Err(Refused::Changed));
        assert!(!path.exists());
    }

    #[test]
    fn what_would_be_a_fault_is_said_and_not_written() {
        let (folder, path) = corpus(FILE);
        let folder = Folder::new(folder.path());
        let refused = amend(&folder, &wish("scam", seen(FILE)));
        let sentence = "“scam” is already in the list of topics as “SCAM”. Choose another code.";
        assert_eq!(refused, Err(Refused::Because(sentence.to_owned())));
        let broken = FILE.replace("base:", "bass:");
        fs::write(&path, &broken).unwrap();
        let Err(Refused::Because(sentence)) = amend(&folder, &wish("FRAUD", seen(&broken))) else { panic!() };
        let begin = "Nothing can be added while schema.ron has a fault. Line 3, column 35: ";
        assert!(sentence.starts_with(begin), "{sentence}");
        assert_eq!(fs::read_to_string(&path).unwrap(), broken);
    }

    #[cfg(unix)]
    #[test]
    fn link_that_leads_to_another_kind_of_file_is_not_written_through() {
        let (folder, path) = corpus(FILE);
        let article = folder.path().join("article.txt");
        fs::rename(&path, &article).unwrap();
        std::os::unix::fs::symlink(&article, &path).unwrap();
        let Err(Refused::Because(sentence)) = amend(&Folder::new(folder.path()), &wish("FRAUD", seen(FILE))) else {
            panic!()
        };
        assert!(sentence.contains("link"), "{sentence}");
        assert_eq!(fs::read_to_string(&article).unwrap(), FILE);
    }

    #[test]
    fn file_that_is_protected_is_said() {
        let (folder, path) = corpus(FILE);
        let mut rights = fs::metadata(&path).unwrap().permissions();
        rights.set_readonly(true);
        fs::set_permissions(&path, rights).unwrap();
        let Err(Refused::Because(sentence)) = amend(&Folder::new(folder.path()), &wish("FRAUD", seen(FILE))) else {
            panic!()
        };
        assert!(sentence.contains("write-protected"), "{sentence}");
        assert_eq!(fs::read_to_string(&path).unwrap(), FILE);
    }
}
