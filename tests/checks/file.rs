//! Checks 1 and 2, made while the annotation file is read: a changed article, and quotes that differ.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use glossator::core::annotation::{Id, Work};
use glossator::core::checks::{self};
use glossator::core::finding::{Diagnostic, Severity, Target};
use glossator::core::intent::{HeaderField, Intent};
use glossator::core::plan::{Stamp, plan};
use glossator::core::workspace::{Access, Entry, Workspace};
use glossator::store::disk::Folder;
use glossator::store::read::{Loaded, load_work, read_article};
use glossator::store::saver::{Saver, Task};

use crate::common::{Corpus, NOW, key};
use crate::desk::{ARTICLE, read};

const MARKED: &str = "[actor:Usbekistan] und [actor:China]: [agreement:am [date:1. April] wurde ein Protokoll unterzeichnet].\n\
     [region:وقعت [actor:أوزبكستان] مذكرة]\nTại [actor:Ha\u{300} No\u{323}\u{302}i] 😊\n";
const FILE: &str = "a.anna.ron";

/// Saves the work of anna on an article and gives the folder.
fn saved() -> (Corpus, String, Work) {
    let (text, work) = read(MARKED);
    let corpus = Corpus::of(&[(ARTICLE, &text)]);
    let root = corpus.path("");
    let article = read_article(&Folder::new(&root), &key(ARTICLE)).expect("the article is read");
    let task = Task {
        folder: Folder::new(&root),
        annotator: "anna".to_owned(),
        article: article.into(),
        work: Arc::new(work.clone()),
        schema: Arc::default(),
        entries: Vec::new(),
        joins: 0,
    };
    Saver::default().save(&task).expect("the work is saved");
    (corpus, text, work)
}

fn load(root: &Path) -> Loaded {
    let article = read_article(&Folder::new(root), &key(ARTICLE)).expect("the article is read");
    load_work(&Folder::new(root), &key(ARTICLE), "anna", &article)
}

/// Opens the article as the program does.
fn open(root: &Path) -> Workspace {
    let article = read_article(&Folder::new(root), &key(ARTICLE)).expect("the article is read");
    let loaded = load(root);
    let mut workspace = Workspace::default();
    workspace.set_entries(vec![Entry { key: key(ARTICLE), bytes: 0, summary: None }]);
    workspace.open(loaded.open(article));
    workspace
}

/// Sees that the work opens empty and read-only with this one finding, and that nothing can be changed.
#[track_caller]
fn refuses(corpus: &Corpus, number: u8, message: &str) {
    let root = corpus.path("");
    let before = corpus.bytes(FILE);
    let workspace = open(&root);
    let opened = workspace.get(&key(ARTICLE)).expect("the article is open");
    let wanted = Diagnostic {
        number,
        rule: String::new(),
        severity: Severity::Error,
        message: message.to_owned(),
        target: Target::article("actor.mark"),
        fix: None,
        accepted: None,
    };
    assert_eq!(checks::check(&workspace, opened), [wanted]);
    assert_eq!(opened.access, Access::ReadOnly(message.to_owned()));
    let mut random = || 1;
    let mut stamp = Stamp { by: "anna", at: NOW, random: &mut random };
    let intent = Intent::SetHeader(HeaderField::Note("changed".into()));
    let refusal = plan(&workspace, Some(&key(ARTICLE)), intent, &mut stamp).expect_err("nothing can be changed");
    assert_eq!(refusal.message, message);
    assert_eq!(corpus.bytes(FILE), before, "the file is left untouched");
}

/// Sees that the work opens whole, may be changed, and says nothing of its file.
#[track_caller]
fn opens(corpus: &Corpus, work: &Work) {
    let workspace = open(&corpus.path(""));
    let opened = workspace.get(&key(ARTICLE)).expect("the article is open");
    assert_eq!((&*opened.work, &opened.access, &opened.problem), (work, &Access::Editable, &None));
    let about_file: Vec<Diagnostic> =
        checks::check(&workspace, opened).into_iter().filter(|one| one.number < 3).collect();
    assert_eq!(about_file, []);
}

#[test]
fn changed_article_1_is_said_with_the_marks_that_still_stand_and_those_that_do_not() {
    let (corpus, text, _) = saved();
    fs::write(corpus.path(ARTICLE), text.replace("1. April", "2. April")).expect("the article is changed");
    // The date, and the passage of the agreement around it.
    refuses(
        &corpus,
        1,
        "The article has changed since this work was saved. 7 of 7 marks were found again, \
         2 are uncertain: look at them and take them over before going on.",
    );
}

#[test]
fn changed_article_1_counts_one_lost_mark_in_the_singular() {
    let (corpus, text, _) = saved();
    fs::write(corpus.path(ARTICLE), text.replace("China", "Chile")).expect("the article is changed");
    refuses(
        &corpus,
        1,
        "The article has changed since this work was saved. 6 of 7 marks were found again, \
         1 was not: look at them and take them over before going on.",
    );
}

#[test]
fn changed_article_1_is_said_also_where_every_mark_stands() {
    let (corpus, text, _) = saved();
    fs::write(corpus.path(ARTICLE), format!("{text}Ende.\n")).expect("the article is changed");
    refuses(
        &corpus,
        1,
        "The article has changed since this work was saved. 7 of 7 marks were found again: \
         look at them and take them over before going on.",
    );
}

#[test]
fn changed_article_1_is_silent_where_only_line_ends_and_the_byte_order_mark_differ() {
    let (corpus, text, work) = saved();
    opens(&corpus, &work);
    let same = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    fs::write(corpus.path(ARTICLE), same).expect("the article is changed");
    opens(&corpus, &work);
}

/// Writes the hash of the article as it is now into the annotation file, as a careless program could.
fn stamp_anew(corpus: &Corpus, old: &str) {
    let now = read_article(&Folder::new(corpus.path("")), &key(ARTICLE)).expect("the article is read").text_sha256;
    let file = String::from_utf8(corpus.bytes(FILE)).expect("the file is UTF-8");
    assert!(file.contains(old));
    fs::write(corpus.path(FILE), file.replace(old, &now)).expect("the file is changed");
}

/// Gives line and column of a record's id in the file, counted from 1.
fn place_of(corpus: &Corpus, id: &Id) -> (usize, usize) {
    let file = String::from_utf8(corpus.bytes(FILE)).expect("the file is UTF-8");
    let field = format!("id: \"{id}\"");
    let found = file.lines().enumerate().find_map(|(line, text)| Some((line, text.find(&field)?)));
    let (line, column) = found.expect("the record is in the file");
    (line + 1, column + "id: ".len() + 1)
}

#[test]
fn differing_quote_2_names_the_mark_its_quote_and_what_the_article_has() {
    let (corpus, text, work) = saved();
    let old = read_article(&Folder::new(corpus.path("")), &key(ARTICLE)).expect("the article is read").text_sha256;
    fs::write(corpus.path(ARTICLE), text.replace("Usbekistan und", "Usbekistans i. d.")).expect("it is changed");
    stamp_anew(&corpus, &old);
    // China has gone three letters on; the records before it in the file are still right.
    let moved = work.actors.values().find(|actor| actor.place.cover().start == text.find("China").unwrap_or(0));
    let id = &moved.expect("China is marked").id;
    let (line, column) = place_of(&corpus, id);
    refuses(
        &corpus,
        2,
        &format!(
            "“a.anna.ron” opens read-only. Line {line}, column {column}: Mark {id} says “China”, but the article has \
             “d. Ch” there. Correct the file there, or put an older copy in its place. The file was left untouched. \
             8 of 8 records can be read. “Go on with what can be read” (Ctrl+K) goes on with them and keeps the \
             damaged file aside."
        ),
    );
}

#[test]
fn differing_quote_2_is_silent_where_only_the_text_around_a_mark_differs() {
    let (corpus, text, work) = saved();
    let old = read_article(&Folder::new(corpus.path("")), &key(ARTICLE)).expect("the article is read").text_sha256;
    fs::write(corpus.path(ARTICLE), text.replace(" und ", " mit ")).expect("the article is changed");
    stamp_anew(&corpus, &old);
    opens(&corpus, &work);
}

#[test]
fn unreadable_file_is_a_finding_without_a_rule() {
    let (corpus, _, _) = saved();
    fs::write(corpus.path(FILE), "").expect("the file is emptied");
    refuses(
        &corpus,
        0,
        "“a.anna.ron” opens read-only. The file is empty. Put an older copy in its place, or delete it to begin anew. \
         The file was left untouched.",
    );
}
