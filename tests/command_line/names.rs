//! Names that hold what a terminal obeys, what ends a line, or what a disk cannot hold.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use glossator::core::annotation::{ActorMention, Id, Kind, Place, Work};
use glossator::core::schema::Schema;
use glossator::core::text::Span;
use glossator::core::visible::unescaped;
use glossator::core::workspace::ArticleKey;
use glossator::store::disk::Folder;
use glossator::store::{format, layout, read};

/// Runs the program; gives its exit code and everything it has printed and said.
fn ran(arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_glossator")).args(arguments).output().expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("it ends by itself"), text(output.stdout) + &text(output.stderr))
}

fn text(path: &Path) -> &str {
    path.to_str().expect("Unicode")
}

/// Fails where anything but visible signs and line feeds was printed.
fn assert_visible(printed: &str) {
    let is_hidden = |c: &char| c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}');
    let hidden = printed.chars().find(|c| *c != '\n' && is_hidden(c));
    assert_eq!(hidden, None, "{printed:?}");
}

/// Writes an article with an actor on its first letters.
#[cfg(unix)]
fn article(root: &Path, name: &str, words: &str) {
    fs::write(root.join(name), words).expect("written");
    let key = ArticleKey::new(name);
    let article = read::read_article(&Folder::new(root), &key).expect("read");
    let mut work = Work::default();
    let mut actor = ActorMention::new(Id::new(Kind::Actor, 1), Place::of(Span { start: 0, end: 4 }));
    actor.links = vec!["X\u{1b}[31m\nY".to_owned()];
    work.actors.insert(actor.id.clone(), actor.into());
    let path = layout::annotation_path(root, &key, "anna").expect("a path");
    fs::write(path, format::write(&work, &article, "anna", &Schema::default())).expect("written");
}

#[cfg(unix)]
const HOSTILE: &str = "a\u{1b}[2J\u{7}\u{202e}\u{9b}\nb\r\u{200b}.txt";

#[cfg(unix)]
#[test]
fn every_command_shows_hidden_signs_of_names_as_escapes() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("corpus");
    fs::create_dir(&root).expect("made");
    article(&root, HOSTILE, "Wang kam.");
    fs::write(root.join("b\u{1b}.anna.ron"), "(").expect("written");
    fs::write(root.join("b\u{1b}.txt"), "Wang ging.").expect("written");
    let at = text(&root);
    let shown = r"a\u{1b}[2J\u{7}\u{202e}\u{9b}\nb\r\u{200b}.txt";
    for (arguments, says) in [
        (&["check", at][..], shown),
        (&["check", at, "--format", "json"], r"a\u001b[2J\u0007\u202e\u009b\nb\r\u200b.txt"),
        (&["stats", at], r"b\u{1b}.anna.ron"),
        (&["stats", at, "--format", "json"], r"b\u001b.anna.ron"),
        (&["search", at, "Wang"], shown),
        (&["search", at, "Wang", "--format", "json"], r"a\u001b[2J\u0007\u202e\u009b\nb\r\u200b.txt"),
        (
            &["export", at, "--to", "json", "-o", "no\u{1b}where/\u{7}/x", "--annotator", "ben"],
            "There is work of: anna.",
        ),
        (&["check", at, "--annotator", "\u{1b}x"], "U+001B"),
        (&["check", "no\u{1b}where"], r"no\u{1b}where"),
        (&["manual", "\u{7}"], r"“\u{7}”"),
    ] {
        let (_, printed) = ran(arguments);
        assert_visible(&printed);
        assert!(printed.contains(says), "{arguments:?}: {printed}");
    }
    assert!(!Path::new("no\u{1b}where").exists(), "an export that is refused leaves no folders");
}

#[cfg(unix)]
#[test]
fn dataset_with_a_line_feed_in_a_name_has_whole_lists_and_can_be_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("corpus");
    fs::create_dir(&root).expect("made");
    article(&root, HOSTILE, "Wang kam.");
    article(&root, "tab\there\\.txt", "Tran kam.");
    for format in ["brat", "conll", "webanno-tsv", "cas-json", "doccano", "w3c", "csv", "json"] {
        let out = folder.path().join(format);
        let arguments = ["export", text(&root), "--to", format, "-o", text(&out), "--replace"];
        for _ in 0..2 {
            let (code, said) = ran(&arguments);
            assert_eq!(code, 0, "{format}: {said}");
            assert_visible(&said);
        }
        let rows = fs::read_to_string(out.join("_about/articles.tsv")).expect("read");
        let names: BTreeSet<String> = rows
            .lines()
            .skip(1)
            .map(|row| unescaped(row.split('\t').next().expect("a name")).expect("whole"))
            .collect();
        assert_eq!(names, BTreeSet::from([HOSTILE.to_owned(), "tab\there\\.txt".to_owned()]), "{format}");
        assert!(rows.lines().all(|row| row.split('\t').count() == 7), "{format}: {rows}");
        for list in ["losses.txt", "files.txt", "datasheet.md", "articles.tsv"] {
            let lines = fs::read_to_string(out.join("_about").join(list)).expect("read");
            assert_visible(&lines.replace('\t', ""));
        }
    }
}

/// Imports documents of these names; gives the exit code, what was said, and the articles made.
fn imported(names: &[&str], more: &[&str]) -> (i32, String, BTreeSet<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("corpus");
    fs::create_dir(&root).expect("made");
    let line = |(number, name): (usize, &&str)| {
        let text = format!("Wang kam {number} mal.");
        let meta = serde_json::json!({ "article:name": name });
        serde_json::json!({ "text": text, "label": [[0, 4, "PER"]], "meta": meta }).to_string() + "\n"
    };
    let file = folder.path().join("in.jsonl");
    fs::write(&file, names.iter().enumerate().map(line).collect::<String>()).expect("written");
    let arguments = ["import", text(&root), text(&file), "--from", "doccano", "--annotator", "ben"];
    let (code, printed) = ran(&[&arguments[..], more].concat());
    assert_visible(&printed);
    let articles = |folder: &Path| -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut open = vec![folder.to_owned()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(&folder).expect("read") {
                let path = entry.expect("an entry").path();
                let name = path.strip_prefix(&root).expect("inside").to_string_lossy().replace('\\', "\\\\");
                if path.is_dir() && !name.starts_with('_') {
                    open.push(path);
                } else if layout::is_article(&name) {
                    found.insert(name);
                }
            }
        }
        found
    };
    let made = articles(&root);
    // The same file again finds the articles it has made.
    let again = ran(&[&arguments[..], more].concat());
    assert_eq!(articles(&root), made, "{}", again.1);
    (code, printed, made)
}

#[test]
fn import_takes_safe_names_and_says_each_with_its_reason() {
    for (name, taken, why) in [
        ("a//b.txt", "a/b.txt", "a folder has no name"),
        (r"C:\win.txt", "C__win.txt", "Windows cannot hold"),
        ("con.txt", "con_.txt", "a device on Windows"),
        ("x./b.txt ", "x/b.txt", "a dot or space at the end"),
        ("a<b>|?*\".txt", "a_b_____.txt", "Windows cannot hold"),
        ("a\u{1b}[2J\n\u{202e}b.txt", "a_[2J__b.txt", "a sign in it that nobody sees (U+001B)"),
        ("../out.txt", "in.txt", "leads out of the corpus"),
        ("/etc/x.txt", "in.txt", "leads out of the corpus"),
        ("_glossator/registry.txt", "in.txt", "belongs to the program"),
        (".hidden.txt", "in.txt", "hidden"),
    ] {
        let (code, said, made) = imported(&[name], &[]);
        assert_eq!((code, made), (0, BTreeSet::from([taken.to_owned()])), "{name:?}: {said}");
        let line = said.lines().find(|line| line.starts_with("renamed: ")).unwrap_or_default();
        assert!(line.contains(&format!("is called {taken} here")) && line.contains(why), "{name:?}: {said}");
    }
    let (_, said, made) = imported(&["good.txt", "2024/ä.md"], &[]);
    assert!(!said.contains("renamed") && made.len() == 2, "{said}");
}

#[test]
fn import_tells_names_apart_that_some_disks_take_for_one() {
    let (code, said, made) = imported(&["\u{c9}.txt", "\u{e9}.txt", "E\u{301}.txt"], &[]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(made.len(), 3, "{made:?}");
    assert!(
        made.contains("\u{c9}.txt") && made.contains("\u{e9}-2.txt") && made.contains("E\u{301}-3.txt"),
        "{made:?}"
    );
    assert_eq!(said.matches("from which some disks cannot tell it apart").count(), 2, "{said}");
}

#[test]
fn import_cuts_names_that_are_too_long_for_the_work_beside_them() {
    let long = format!("{}.txt", "x".repeat(300));
    let (code, said, made) = imported(&[&long, &long.replacen('x', "y", 1)], &[]);
    assert_eq!((code, made.len()), (0, 2), "{said}");
    assert_eq!(said.matches("too long for a disk").count(), 2, "{said}");
}

#[test]
fn report_for_scripts_lists_the_names_that_were_not_taken() {
    let (_, printed, _) = imported(&["con.txt"], &["--format", "json"]);
    let mut values = serde_json::Deserializer::from_str(&printed).into_iter::<serde_json::Value>();
    let report = values.next().expect("a report").expect("JSON");
    assert_eq!(report["renamed"][0]["name"], "con.txt");
    assert_eq!(report["renamed"][0]["article"], "con_.txt");
}
