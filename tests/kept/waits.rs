//! Locks that nobody lets go.

use std::fs::{self, OpenOptions};

use super::common::{Corpus, key, problems, shown};
use super::{mark, note};
use glossator::session::{Action, Target};

const TEXT: &str = "Wang Xiaohong traf Lena Vogt in Bern.\n";

#[test]
fn held_lock_is_said_with_its_path_and_holds_up_neither_the_next_article_nor_leaving() {
    let corpus = Corpus::of(&[("a.txt", TEXT), ("b.txt", "Zweiter Artikel.\n")]);
    fs::create_dir(corpus.path("_glossator")).expect("a folder");
    let held = OpenOptions::new().create(true).append(true).open(corpus.path("_glossator/.lock")).expect("a file");
    held.lock().expect("it can be locked");
    let mut app = corpus.open("a.txt", "anna");
    mark(&mut app, "Lena Vogt");
    // The next article comes while the save waits.
    app.apply(Action::Open(Target::Article(key("b.txt"))));
    app.settle();
    assert_eq!(shown(&app).article.key, key("b.txt"));
    let said = problems(&app).join(" ");
    assert!(said.contains("Another program holds the lock") && said.contains("_glossator/.lock"), "{said}");
    assert!(!app.may_leave(), "the person is told");
    assert!(app.may_leave(), "and may leave all the same");
    held.unlock().expect("it can be let go");
    app.apply(Action::Open(Target::Article(key("a.txt"))));
    note(&mut app, "free");
    app.settle();
    assert!(app.all_saved(), "{:?}", problems(&app));
    assert_eq!(problems(&app), Vec::<String>::new());
    drop(app);
    assert_eq!(shown(&corpus.open("a.txt", "anna")).work.counts(), [1, 0, 0]);
}
