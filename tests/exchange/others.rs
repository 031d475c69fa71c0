//! The other commands for scripts: search, stats, completions, manual pages.

use serde_json::Value;

use super::corpus::{Corpus, ran, text};

#[test]
fn search_finds_words_however_they_are_written() {
    let corpus = Corpus::hard();
    corpus.write("b.txt", "Nichts hier.\nDer MULLER kam.\n");
    let root = text(corpus.root());
    let (lines, said) = ran(&["search", root, "müller"], 0);
    assert_eq!(lines, "2024/hard.txt:1: A 😊 [Müller] GmbH\nb.txt:2: Der [MULLER] kam.\n");
    assert_eq!(said, "");
    let (objects, _) = ran(&["search", root, "viêt", "--format", "json", "--articles", "2024/*"], 0);
    let hits: Vec<Value> = objects.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(hits.len(), 2);
    assert_eq!((&hits[1]["match"], &hits[1]["line"]), (&"Vie\u{302}\u{323}t".into(), &3.into()));
    assert_eq!(ran(&["search", root, "gibt es nicht"], 1).0, "");
    assert!(ran(&["search", root, " "], 2).1.contains("The query is empty"));
    assert!(ran(&["search", "no/such", "x"], 2).1.contains("Not found"));
}

#[test]
fn search_finds_words_over_the_end_of_a_line_and_shows_them_on_one_line() {
    let corpus = Corpus::new();
    corpus.write("wrap.txt", "The Ministry of\nPublic Security signed.\n");
    corpus.write("hyphen.txt", "One.\r\nThe Min\u{ad}istry of Public\u{a0}\r\nSecu\u{ad}rity signed.\r\n");
    corpus.write("two.txt", "The Ministry of\n\nPublic Security signed.\n");
    let root = text(corpus.root());
    let (lines, said) = ran(&["search", root, "Ministry of Public Security"], 0);
    let hyphen = "hyphen.txt:2: The [Min\\u{ad}istry of Public / Secu\\u{ad}rity] signed.\n";
    assert_eq!(lines, format!("{hyphen}wrap.txt:1: The [Ministry of / Public Security] signed.\n"));
    assert_eq!(said, "");
    let (objects, _) = ran(&["search", root, "Ministry of\nPublic", "--format", "json", "--articles", "wrap.txt"], 0);
    let hit: Value = serde_json::from_str(&objects).expect("one hit");
    assert_eq!((&hit["match"], &hit["line"]), (&"Ministry of\nPublic".into(), &1.into()));
    assert_eq!((&hit["start"], &hit["end"], &hit["after"]), (&4.into(), &22.into(), &" Security signed.".into()));
}

#[test]
fn search_for_what_nobody_can_see_finds_nothing_and_says_so() {
    let corpus = Corpus::new();
    corpus.write("a.txt", "Ein\u{200b}Wort, \u{ad}\u{3164} und e\u{301} und 한.\n");
    let root = text(corpus.root());
    for query in ["\u{200b}", "\u{ad}\u{200c} \u{2060}", "\u{3164}", "\u{202e}\u{202c}"] {
        let (lines, said) = ran(&["search", root, query], 2);
        assert!(lines.is_empty() && said.contains("Nothing of the query can be seen"), "{query:?}: {lines} {said}");
    }
    assert_eq!(ran(&["search", root, "하"], 1).0, "", "a letter is not cut");
    assert!(ran(&["search", root, "und e"], 0).0.contains("[und e\u{301}]"), "an accent makes no difference");
}

#[test]
fn stats_count_the_work_of_each_annotator() {
    let corpus = Corpus::hard();
    corpus.annotate("2024/hard.txt", "ben", |marks| marks.actor(1, "Müller", &[]));
    let root = text(corpus.root());
    let stats: Value = serde_json::from_str(&ran(&["stats", root, "--format", "json"], 0).0).expect("JSON");
    assert_eq!(stats["articles"], 1);
    let anna = &stats["annotators"]["anna"];
    assert_eq!((&anna["actors"], &anna["dates"], &anna["agreements"]), (&8.into(), &2.into(), &1.into()));
    assert_eq!((&anna["states"]["done"], &anna["languages"]["mul"]), (&1.into(), &1.into()));
    let (lines, _) = ran(&["stats", root, "--annotator", "ben"], 0);
    assert!(lines.contains("ben: 1 articles, 1 actors, 0 dates, 0 agreements") && !lines.contains("anna"), "{lines}");
    corpus.write("c.txt", "Text");
    corpus.write("c.anna.ron", "(damaged");
    assert!(ran(&["stats", root], 1).0.contains("cannot be used: “c.anna.ron”"));
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_ends_with_exit_code_2() {
    let corpus = Corpus::hard();
    for arguments in [vec!["stats"], vec!["check"], vec!["check", "--format", "json"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("a full device");
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_glossator"));
        let output = command.args(&arguments).arg(corpus.root()).stdout(full).output().expect("it runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("The output cannot be written"), "{said}");
    }
}

#[test]
fn annotator_nobody_knows_is_refused() {
    let corpus = Corpus::hard();
    for command in ["check", "stats"] {
        let (_, said) = ran(&[command, text(corpus.root()), "--annotator", "nobody"], 2);
        assert!(said.contains("nobody has no work in this corpus. There is work of: anna."), "{said}");
    }
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (script, _) = ran(&["completions", shell], 0);
        assert!(script.contains("export") && script.contains("manual"), "{shell}");
        // The scripts of the other two shells complete no values.
        assert!(script.contains("webanno-tsv") || ["powershell", "elvish"].contains(&shell), "{shell}");
    }
    let (page, _) = ran(&["manual"], 0);
    assert!(page.contains(".TH") && page.contains("import"));
    let (page, _) = ran(&["manual", "export"], 0);
    assert!(
        page.contains("glossator export") && page.contains("\\-\\-split") && page.contains("EXIT")
            || page.contains("Exit codes"),
        "{page}"
    );
    assert!(ran(&["manual", "dance"], 2).1.contains("Use one of: check, export, import"));
}

#[test]
fn help_of_every_command_says_what_it_does_and_how_it_ends() {
    for command in ["check", "export", "import", "add", "merge", "search", "stats"] {
        let (help, _) = ran(&[command, "--help"], 0);
        assert!(help.contains("Usage: glossator") && help.contains("Exit codes: 0"), "{help}");
    }
}
