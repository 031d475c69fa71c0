//! Joining versions of a file: what is dropped is said.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::with_an_error;

/// Joins three versions of a work that name these schemas; gives the exit code, what was said and the joined file.
fn merged(corpus: &Path, schemas: [&str; 3]) -> (i32, String, String) {
    let work = fs::read_to_string(corpus.join("a.anna.ron")).expect("read");
    let beside = tempfile::tempdir().expect("a folder");
    let paths = ["base", "ours", "theirs"].map(|name| beside.path().join(name));
    for (path, schema) in paths.iter().zip(schemas) {
        let version = if schema.is_empty() { String::new() } else { work.replace("id: \"default-1\"", schema) };
        fs::write(path, version).expect("written");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_glossator"));
    let output = command.arg("merge").args(&paths).output().expect("it runs");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    (output.status.code().expect("it ends"), said, fs::read_to_string(&paths[1]).expect("read"))
}

#[test]
fn schema_of_one_side_is_taken_over_and_one_of_two_is_dropped_with_a_word() {
    let corpus = with_an_error();
    let [default, ours, theirs] = ["id: \"default-1\"", "id: \"police-1\"", "id: \"court-1\""];
    for (schemas, kept) in [
        ([default, default, default], default),
        ([default, ours, default], ours),
        ([default, default, theirs], theirs),
        ([default, ours, ours], ours),
    ] {
        let (code, said, joined) = merged(corpus.path(), schemas);
        assert_eq!((code, said.as_str()), (0, ""), "{schemas:?}");
        assert!(joined.contains(kept), "{schemas:?}: {joined}");
    }
    for base in [default, ""] {
        let (code, said, joined) = merged(corpus.path(), [base, ours, theirs]);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("ours “police-1”") && said.contains("theirs “court-1”"), "{said}");
        assert!(said.contains("theirs is dropped"), "{said}");
        assert!(joined.contains(ours), "{joined}");
    }
}
