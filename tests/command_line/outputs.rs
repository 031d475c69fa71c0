//! Outputs that are closed or full: nothing panics, nothing whole is lost, and the exit code says how it went.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use super::with_an_error;

/// A command with the exit code it has where everything can be printed, and whether it prints data.
struct Run {
    arguments: Vec<String>,
    code: i32,
    prints: bool,
    /// What it makes anew each time, and takes away again.
    makes: Option<std::path::PathBuf>,
}

/// One run of each command, and of each way in which it can end.
fn runs(corpus: &Path, beside: &Path) -> Vec<Run> {
    let run = |arguments: &[&str], code, prints| Run {
        arguments: arguments.iter().map(|it| (*it).to_owned()).collect(),
        code,
        prints,
        makes: None,
    };
    let at = corpus.to_str().expect("Unicode");
    let out = beside.join("out");
    let into = beside.join("into");
    fs::create_dir_all(&into).expect("made");
    let file = beside.join("in.jsonl");
    fs::write(&file, "{\"text\":\"Wang kam.\",\"label\":[[0,4,\"PER\"],[5,8,\"Odd\"]]}\n").expect("written");
    let versions = ["base", "ours", "theirs"].map(|name| beside.join(name));
    let work = fs::read_to_string(corpus.join("a.anna.ron")).expect("read");
    for (path, other) in versions.iter().zip(["", "ours", "theirs"]) {
        fs::write(path, work.replace("note: \"\"", &format!("note: \"{other}\""))).expect("written");
    }
    let [base, ours, theirs] = versions.each_ref().map(|path| path.to_str().expect("Unicode"));
    let path = |path: &Path| path.to_str().expect("Unicode").to_owned();
    let mut all = vec![
        run(&["check", at], 1, true),
        run(&["check", at, "--format", "json"], 1, true),
        run(&["stats", at], 0, true),
        run(&["search", at, "Abkommen"], 0, true),
        run(&["search", at, "nowhere"], 1, false),
        run(&["manual"], 0, true),
        run(&["manual", "nonsense"], 2, false),
        run(&["completions", "bash"], 0, true),
        run(&["--help"], 0, true),
        run(&["help", "check"], 0, true),
        run(&["--version"], 0, true),
        run(&["--nonsense"], 2, false),
        run(&["check", "nowhere"], 2, false),
        run(&["merge", base, base, base], 0, false),
        run(&["merge", base, ours, theirs], 1, false),
        run(&["import", &path(&into), &path(&file), "--from", "doccano", "--annotator", "ben", "--dry-run"], 0, true),
        run(&["import", &path(&into), "--undo"], 2, false),
    ];
    for format in ["text", "json"] {
        let arguments = ["export", at, "--to", "brat", "-o", &path(&out), "--format", format];
        all.push(Run { makes: Some(out.clone()), ..run(&arguments, 0, format == "json") });
    }
    all
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Output {
    Open,
    /// A pipe whose reader has gone.
    Closed,
    #[cfg(target_os = "linux")]
    Full,
}

impl Output {
    fn stdio(self) -> Stdio {
        match self {
            Self::Open => Stdio::piped(),
            Self::Closed => {
                let (reader, writer) = std::io::pipe().expect("a pipe");
                drop(reader);
                writer.into()
            }
            #[cfg(target_os = "linux")]
            Self::Full => File::options().write(true).open("/dev/full").expect("there is one").into(),
        }
    }
}

fn check(out: Output, err: Output) {
    let corpus = with_an_error();
    let beside = tempfile::tempdir().expect("a folder");
    let is_full = |output| !matches!(output, Output::Open | Output::Closed);
    for run in runs(corpus.path(), beside.path()) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_glossator"));
        let output = command.args(&run.arguments).stdout(out.stdio()).stderr(err.stdio()).output().expect("it runs");
        let code = if run.prints && is_full(out) { 2 } else { run.code };
        assert_eq!(output.status.code(), Some(code), "{out:?} {err:?} {:?}", run.arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        if err == Output::Open && run.prints && is_full(out) {
            assert!(said.contains("The output cannot be written: "), "{:?}: {said}", run.arguments);
        }
        if let Some(made) = &run.makes {
            assert!(made.join("_about/files.txt").is_file(), "what was written whole stays: {:?}", run.arguments);
            fs::remove_dir_all(made).expect("removed");
        }
    }
}

#[test]
fn closed_output_ends_quietly_and_with_the_code_of_the_command() {
    check(Output::Closed, Output::Open);
    check(Output::Open, Output::Closed);
    check(Output::Closed, Output::Closed);
}

#[cfg(target_os = "linux")]
#[test]
fn full_output_is_an_error_and_full_errors_are_not() {
    check(Output::Full, Output::Open);
    check(Output::Open, Output::Full);
    check(Output::Full, Output::Full);
    check(Output::Full, Output::Closed);
}

#[cfg(unix)]
#[test]
fn output_that_a_shell_has_closed_does_no_harm() {
    let corpus = with_an_error();
    let beside = tempfile::tempdir().expect("a folder");
    for closing in [">&-", "2>&-", ">&- 2>&-"] {
        for run in runs(corpus.path(), beside.path()) {
            let mut command = Command::new("sh");
            command.args(["-c", &format!("exec \"$@\" {closing}"), "sh", env!("CARGO_BIN_EXE_glossator")]);
            let status = command.args(&run.arguments).stderr(Stdio::null()).stdout(Stdio::null()).status();
            assert_eq!(status.expect("it runs").code(), Some(run.code), "{closing} {:?}", run.arguments);
            if let Some(made) = &run.makes {
                fs::remove_dir_all(made).expect("removed");
            }
        }
    }
}

#[test]
fn import_goes_on_although_nobody_reads_its_report() {
    let corpus = tempfile::tempdir().expect("a folder");
    let file = corpus.path().join("in.jsonl");
    fs::write(&file, "{\"text\":\"Wang kam.\",\"label\":[[0,4,\"PER\"]]}\n").expect("written");
    let root = corpus.path().join("corpus");
    fs::create_dir(&root).expect("made");
    let mut command = Command::new(env!("CARGO_BIN_EXE_glossator"));
    command.arg("import").args([&root, &file]).args(["--from", "doccano", "--annotator", "ben"]);
    let status = command.stdout(Output::Closed.stdio()).stderr(Output::Closed.stdio()).status();
    assert_eq!(status.expect("it runs").code(), Some(0));
    assert!(root.join("in.ben.ron").is_file());
}
