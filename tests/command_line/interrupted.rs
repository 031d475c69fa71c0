//! Programs that are ended in the middle: what they leave, and what becomes of it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use glossator::core::annotation::{ActorMention, Id, Kind, Place, Work};
use glossator::core::schema::Schema;
use glossator::core::text::Span;
use glossator::core::workspace::ArticleKey;
use glossator::store::disk::Folder;
use glossator::store::{format, read};

/// Lists the names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Waits for something that a program does, without a clock.
fn wait_for<T>(program: &mut Child, mut look: impl FnMut() -> Option<T>) -> T {
    loop {
        if let Some(found) = look() {
            return found;
        }
        let ended = program.try_wait().expect("it can be asked");
        assert!(ended.is_none(), "the program has ended before that: {ended:?}");
        std::thread::yield_now();
    }
}

/// Sends a signal.
fn signal(program: &Child, name: &str) {
    let status = Command::new("kill").args([name, &program.id().to_string()]).status().expect("there is a `kill`");
    assert!(status.success());
}

/// A corpus whose export takes a while.
fn large(root: &Path) {
    fs::create_dir(root).expect("made");
    let sentence = "Wang traf Tran in Taschkent, und das Abkommen wurde am 3. Mai unterzeichnet. ";
    for number in 0..400 {
        let name = format!("{number:03}.txt");
        fs::write(root.join(&name), sentence.repeat(40)).expect("written");
        let article = read::read_article(&Folder::new(root), &ArticleKey::new(&name)).expect("read");
        let mut work = Work::default();
        let actor = ActorMention::new(Id::new(Kind::Actor, number), Place::of(Span { start: 0, end: 4 }));
        work.actors.insert(actor.id.clone(), actor.into());
        let text = format::write(&work, &article, "anna", &Schema::default());
        fs::write(root.join(format!("{number:03}.anna.ron")), text).expect("written");
    }
}

/// Begins an export and waits until it writes.
fn exporting(root: &Path, out: &Path) -> (Child, PathBuf) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_glossator"));
    command.arg("export").arg(root).args(["--to", "conll", "-o"]).arg(out);
    let mut program = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it runs");
    let folder = out.parent().expect("a folder");
    let part = wait_for(&mut program, || {
        let part = names(folder).into_iter().find(|name| name.starts_with(".out."))?;
        folder.join(&part).join("actor.conll").exists().then(|| folder.join(part))
    });
    (program, part)
}

#[test]
fn export_that_is_ended_leaves_nothing_and_one_that_was_killed_is_cleared_away_by_the_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let (root, out) = (folder.path().join("corpus"), folder.path().join("out"));
    large(&root);
    let mut signals = vec![("-TERM", 143), ("-INT", 130)];
    // Whoever is to outlive the terminal, as with nohup, is not ended with it; nor is what it starts.
    signals.extend((!glossator::store::process::ignores_hangup()).then_some(("-HUP", 129)));
    for (name, code) in signals {
        let (mut program, _) = exporting(&root, &out);
        signal(&program, name);
        assert_eq!(program.wait().expect("it ends").code(), Some(code), "{name}");
        assert_eq!(names(folder.path()), ["corpus"], "{name}");
    }
    let (mut program, part) = exporting(&root, &out);
    signal(&program, "-KILL");
    assert_eq!(program.wait().expect("it ends").code(), None);
    assert!(part.exists(), "nobody can do anything then");
    let mut command = Command::new(env!("CARGO_BIN_EXE_glossator"));
    let output = command.arg("export").arg(&root).args(["--to", "json", "-o"]).arg(&out).output().expect("it runs");
    assert!(output.status.success(), "{output:?}");
    assert_eq!(names(folder.path()), ["corpus", "out"]);
    assert!(!out.join(".held").exists());
}

/// Begins to import so many articles.
fn import(root: &Path, count: usize) -> Command {
    let file = root.with_file_name("in.jsonl");
    let line = |number| format!("{{\"text\":\"Wang kam {number} mal.\",\"label\":[[0,4,\"PER\"]]}}\n");
    fs::write(&file, (1..=count).map(line).collect::<String>()).expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_glossator"));
    command.arg("import").args([root, &file]).args(["--from", "doccano", "--annotator", "ben"]);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

#[test]
fn import_that_is_ended_stops_between_two_articles_and_goes_on_when_called_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("corpus");
    fs::create_dir(&root).expect("made");
    let mut program = import(&root, 200).spawn().expect("it runs");
    wait_for(&mut program, || root.join("in-3.ben.ron").exists().then_some(()));
    signal(&program, "-TERM");
    let output = program.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(143), "{said}");
    assert!(said.contains("Stopped. ") && said.contains("Import the same files again"), "{said}");
    let count = |ending: &str| names(&root).iter().filter(|name| name.ends_with(ending)).count();
    assert!((3..200).contains(&count(".txt")), "{}", count(".txt"));
    assert_eq!(count(".txt"), count(".ben.ron"), "an article and its work, or neither");
    let output = import(&root, 200).output().expect("it runs");
    assert!(output.status.success(), "{output:?}");
    assert_eq!((count(".txt"), count(".ben.ron")), (200, 200));
    let mut inside = names(&root.join("_glossator/texts"));
    inside.retain(|name| name.contains(".tmp"));
    assert_eq!(inside, Vec::<String>::new());
}

#[test]
fn import_into_a_corpus_that_another_program_holds_ends_with_the_path_of_the_lock_and_writes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("corpus");
    fs::create_dir_all(root.join("_glossator")).expect("made");
    let lock = File::create(root.join("_glossator/.lock")).expect("made");
    lock.lock().expect("locked");
    let output = import(&root, 3).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("Another program holds the lock") && said.contains("_glossator/.lock"), "{said}");
    assert!(!names(&root).iter().any(|name| name.contains(".ben.")), "{:?}", names(&root));
    let output = import(&root, 3).stdout(Stdio::piped()).output().expect("it runs");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "what was not done is not printed as if it were");
}

#[cfg(target_os = "linux")]
#[test]
fn import_clears_away_what_a_killed_one_has_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("corpus");
    // No process has this number: the system counts up to 4,194,304.
    let left = [".~in-1.txt.4999999-0.tmp", "_glossator/texts/.~1234.txt.4999999-1.tmp", "a/.~b.ben.ron.4999999-2.tmp"];
    for name in left {
        let path = root.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, "half").expect("written");
    }
    let output = import(&root, 3).arg("--dry-run").output().expect("it runs");
    assert!(output.status.success() && left.iter().all(|name| root.join(name).exists()), "a look changes nothing");
    let output = import(&root, 3).output().expect("it runs");
    assert!(output.status.success(), "{output:?}");
    for name in left {
        assert!(!root.join(name).exists(), "{name}");
    }
}
