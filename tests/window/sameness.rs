//! What is painted is what is marked: the words on the screen are those of the file, whatever was open before.

use egui::{Key, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use glossator::core::workspace::ArticleKey;
use glossator::session::{Action, Target};
use proptest::prelude::*;

use crate::desk::{CTRL, Desk, Setting};

/// Gives the paragraphs on the screen from the top, as they are laid out and read aloud.
fn painted(desk: &Desk) -> Vec<String> {
    let nodes = desk.harness.query_all_by(|node| node.role() == Role::Paragraph && node.label().is_some());
    let mut found: Vec<(f32, String)> =
        nodes.map(|node| (node.rect().top(), node.accesskit_node().label().unwrap_or_default())).collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, words)| words).filter(|words| !words.is_empty()).collect()
}

/// Gives the lines of an article with text.
fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Double-clicks the word at the beginning of a painted paragraph, marks it as an actor and gives the quotes saved.
fn mark_first_word(desk: &mut Desk, paragraph: &str, file: &str) -> String {
    let node = desk.harness.get_by(|node| node.role() == Role::Paragraph && node.label().as_deref() == Some(paragraph));
    let at = node.rect().left_top() + egui::vec2(6.0, 12.0);
    desk.click(at, 2);
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.saved(file)
}

/// Writes a file again, as another program would, and lets the window notice.
fn rewrite(desk: &mut Desk, name: &str, bytes: &[u8]) {
    std::fs::write(desk.corpus().join(name), bytes).unwrap();
    desk.program_mut().read_again(&ArticleKey::new(name));
    desk.settle();
}

/// Makes a second corpus beside the first one.
fn other_corpus(desk: &Desk, articles: &[(&str, &str)]) -> std::path::PathBuf {
    let folder = desk.folder.path().join("other");
    std::fs::create_dir_all(&folder).unwrap();
    for (name, text) in articles {
        std::fs::write(folder.join(name), text).unwrap();
    }
    folder
}

fn open(desk: &mut Desk, folder: &std::path::Path) {
    desk.program_mut().apply(Action::Open(Target::Path(folder.to_owned())));
    desk.settle();
}

#[test]
fn article_of_the_same_name_in_another_corpus_is_painted_and_marked_with_its_own_words() {
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", "Alles ist in Bern.\n")], ..Setting::default() });
    assert_eq!(painted(&desk), ["Alles ist in Bern."]);
    let other = other_corpus(&desk, &[("a.txt", "Minister reisen nach Wien.\n")]);
    open(&mut desk, &other);
    assert_eq!(painted(&desk), ["Minister reisen nach Wien."]);
    mark_first_word(&mut desk, "Minister reisen nach Wien.", "");
    let saved = std::fs::read_to_string(other.join("a.anna.ron")).unwrap();
    assert!(saved.contains("quote: \"Minister\""), "{saved}");
    assert!(!desk.corpus().join("a.anna.ron").exists());
}

#[test]
fn article_changed_by_another_program_is_painted_and_marked_as_it_is_now() {
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", "Der Präsident kam.\n")], ..Setting::default() });
    rewrite(&mut desk, "a.txt", "Neu: Vorspann.\nDer Präsident des Innern kam.\n".as_bytes());
    assert_eq!(painted(&desk), ["Neu: Vorspann.", "Der Präsident des Innern kam."]);
    let saved = mark_first_word(&mut desk, "Der Präsident des Innern kam.", "a.anna.ron");
    assert!(saved.contains("quote: \"Der\""), "{saved}");
}

#[test]
fn marks_are_painted_on_their_words_while_a_changed_article_is_reviewed() {
    let text = "Lena Vogt traf Jan.\nEnde.\n";
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", text)], ..Setting::default() });
    mark_first_word(&mut desk, "Lena Vogt traf Jan.", "a.anna.ron");
    rewrite(&mut desk, "a.txt", b"Ein neuer Satz steht davor.\nLena Vogt traf Jan.\nEnde.\n");
    assert!(desk.program().current().unwrap().review.is_some());
    let mark = desk.harness.get_by(|node| node.role() == Role::Mark);
    assert_eq!(mark.accesskit_node().label().unwrap_or_default(), "actor Lena");
    let line =
        desk.harness.get_by(|node| node.role() == Role::Paragraph && node.label().is_some_and(|l| l.contains("Vogt")));
    assert!(line.rect().contains(mark.rect().center()), "the mark is painted on another line");
    desk.push("Show “Lena” in the changed article");
    assert_eq!(desk.selected(), "Lena");
    desk.push("Take over in the changed article");
    let saved = desk.saved("a.anna.ron");
    assert!(saved.contains("quote: \"Lena\""), "{saved}");
    assert!(desk.program().editable());
}

#[test]
fn encoding_that_was_chosen_is_painted_at_once() {
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", "x")], ..Setting::default() });
    rewrite(&mut desk, "a.txt", b"Pr\xe4sident\n");
    desk.program_mut().apply(Action::SetEncoding("windows-1251".to_owned()));
    desk.settle();
    assert_eq!(painted(&desk), ["Prдsident"]);
    desk.program_mut().apply(Action::SetEncoding("windows-1252".to_owned()));
    desk.settle();
    assert_eq!(painted(&desk), ["Präsident"]);
}

#[test]
fn article_shortened_at_its_end_is_painted_at_any_size_of_letters() {
    let long = "Ein Absatz mit einigen Wörtern darin, und noch einigen mehr.\n\n".repeat(40);
    for short in ["Kurz.\n", "", "وقعت الصين مذكرة\n"] {
        let mut desk = Desk::new(&Setting { articles: &[("a.txt", &long)], ..Setting::default() });
        desk.key(CTRL, Key::End);
        rewrite(&mut desk, "a.txt", short.as_bytes());
        desk.key(CTRL, Key::Plus);
        desk.harness.set_size(egui::vec2(900.0, 600.0));
        desk.settle();
        desk.key(CTRL, Key::End);
        desk.press(Key::ArrowUp);
        assert_eq!(painted(&desk), lines(short));
    }
}

#[test]
fn hidden_characters_are_counted_in_the_text_that_is_there() {
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", "Eins zwei\n")], ..Setting::default() });
    assert!(!desk.sees("hidden character"));
    rewrite(&mut desk, "a.txt", "Ei\u{200b}ns \u{202e}zwei\n".as_bytes());
    assert!(desk.sees("2 hidden characters"));
    rewrite(&mut desk, "a.txt", b"Eins zwei drei\n");
    assert!(!desk.sees("hidden character"));
}

#[test]
fn registry_and_list_are_those_of_the_open_corpus() {
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", "Anna\n"), ("b.txt", "Bo\n")], ..Setting::default() });
    desk.press(Key::A);
    desk.text("Anna Alt");
    desk.press(Key::Enter);
    desk.key(CTRL, Key::R);
    desk.settle();
    assert!(desk.harness.query_by_label("Actor Anna Alt").is_some());
    let other = other_corpus(&desk, &[("a.txt", "Nora\n"), ("c.txt", "Cy\n")]);
    open(&mut desk, &other);
    desk.press(Key::A);
    desk.text("Nora Neu");
    desk.press(Key::Enter);
    desk.key(CTRL, Key::R);
    desk.settle();
    assert!(desk.harness.query_by_label("Actor Nora Neu").is_some());
    assert!(desk.harness.query_by_label("Actor Anna Alt").is_none());
}

#[test]
fn panels_count_the_marks_of_a_work_that_was_read_after_its_text() {
    let text = "Lena Vogt traf Jan. ".repeat(900);
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", &text)], ..Setting::default() });
    let places: Vec<usize> = text.match_indices("Lena").map(|(at, _)| at).collect();
    for start in &places {
        let place =
            glossator::core::annotation::Place::of(glossator::core::text::Span { start: *start, end: start + 4 });
        let intent = glossator::core::intent::Intent::Mark(glossator::core::annotation::Kind::Actor, place);
        desk.program_mut().change(Some(&ArticleKey::new("a.txt")), intent);
    }
    let saved = desk.saved("a.anna.ron");
    assert!(saved.len() > 200_000, "the work is too small to be read after its text: {}", saved.len());
    let path = desk.corpus();
    let Desk { harness, folder } = desk;
    drop(harness);
    let mut again = Desk::over(folder, Some(path), Some("anna"), [1300.0, 820.0]);
    assert!(again.harness.query_by_label("Actors panel, 900").is_some());
    again.program_mut().apply(Action::SetAnnotator("ben".to_owned()));
    again.settle();
    assert!(again.harness.query_by_label("Actors panel, 0").is_some());
    again.program_mut().apply(Action::SetAnnotator("anna".to_owned()));
    again.settle();
    assert!(again.harness.query_by_label("Actors panel, 900").is_some());
}

#[test]
fn article_that_changed_while_another_was_on_the_screen_is_read_again_on_the_way_back() {
    let mut desk =
        Desk::new(&Setting { articles: &[("a.txt", "Alt ist dies.\n"), ("b.txt", "Zwei\n")], ..Setting::default() });
    desk.key(CTRL, Key::ArrowDown);
    desk.settle();
    assert_eq!(painted(&desk), ["Zwei"]);
    std::fs::write(desk.corpus().join("a.txt"), "Neu und ganz anders ist dies.\n").unwrap();
    desk.key(CTRL, Key::ArrowUp);
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.settle();
    assert_eq!(painted(&desk), ["Neu und ganz anders ist dies."]);
    let saved = desk.saved("a.anna.ron");
    assert!(!saved.contains("quote: \"Alt\""), "{saved}");
}

#[test]
fn words_selected_in_a_text_that_is_gone_are_not_marked_in_the_new_one() {
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", "Eins zwei drei vier\n")], ..Setting::default() });
    desk.select("zwei drei");
    rewrite(&mut desk, "a.txt", b"Ganz andere Worte stehen hier\n");
    desk.press(Key::A);
    assert!(desk.says("has changed on disk"), "{:?}", desk.said());
    assert!(desk.marked().is_empty());
    desk.press(Key::Home);
    desk.press(Key::A);
    desk.press(Key::Escape);
    assert_eq!(desk.marked(), ["Ganz"]);
}

/// A step of a day with two corpora.
#[derive(Clone, Debug)]
enum Step {
    Corpus(bool),
    Article(bool),
    Text(u8),
    Encoding(bool),
    Annotator(bool),
    Mark,
    Undo,
    Redo,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => any::<bool>().prop_map(Step::Corpus),
        3 => any::<bool>().prop_map(Step::Article),
        3 => (0u8..5).prop_map(Step::Text),
        1 => any::<bool>().prop_map(Step::Encoding),
        1 => any::<bool>().prop_map(Step::Annotator),
        4 => Just(Step::Mark),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ]
}

const TEXTS: [&str; 5] = [
    "Lena Vogt reist nach Bern.\nSie traf Jan.\n",
    "Vorab.\nLena Vogt reist nach Bern.\nSie traf Jan.\n",
    "Sie traf Jan.\n",
    "وقعت الصين وأوزبكستان مذكرة\nO‘zbekiston\n",
    "Präsidenten reisen.\nLena Vogt reist nach Wien.\n",
];

/// Compares the screen with the workspace and the file.
fn screen_is_the_file(desk: &Desk) -> Result<(), TestCaseError> {
    let program = desk.program();
    let Some(opened) = program.current() else { return Ok(()) };
    prop_assert_eq!(painted(desk), lines(opened.article.text.as_str()));
    let root = program.desk.open.root.clone().unwrap();
    let bytes = std::fs::read(root.join(opened.article.key.as_str())).unwrap();
    let (on_disk, _) = glossator::store::decode::decode(&bytes, Some(&opened.article.encoding.label)).unwrap();
    prop_assert_eq!(&*on_disk, opened.article.text.as_str());
    for (label, count) in ["Actors", "Dates", "Agreements"].iter().zip(opened.work.counts()) {
        let heading = format!("{label} panel, {count}");
        prop_assert!(desk.harness.query_by_label(&heading).is_some(), "no “{}”", heading);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_open_before_the_screen_shows_the_file_and_marks_quote_what_was_lit(
        steps in prop::collection::vec(step(), 1..14)
    ) {
        let mut desk =
            Desk::new(&Setting { articles: &[("a.txt", TEXTS[0]), ("b.txt", TEXTS[2])], ..Setting::default() });
        let other = other_corpus(&desk, &[("a.txt", TEXTS[3]), ("b.txt", TEXTS[4])]);
        for step in steps {
            let root = desk.program().desk.open.root.clone().unwrap();
            let key = desk.program().desk.open.pane.article.clone();
            match step {
                Step::Corpus(second) => {
                    let folder = if second { other.clone() } else { desk.corpus() };
                    open(&mut desk, &folder);
                }
                Step::Article(down) => desk.key(CTRL, if down { Key::ArrowDown } else { Key::ArrowUp }),
                Step::Text(which) => {
                    if let Some(key) = key {
                        std::fs::write(root.join(key.as_str()), TEXTS[usize::from(which)]).unwrap();
                        desk.program_mut().read_again(&key);
                    }
                }
                Step::Encoding(western) => {
                    let label = if western { "windows-1252" } else { "utf-8" };
                    desk.program_mut().apply(Action::SetEncoding(label.to_owned()));
                }
                Step::Annotator(second) => {
                    let name = if second { "ben" } else { "anna" };
                    desk.program_mut().apply(Action::SetAnnotator(name.to_owned()));
                }
                Step::Mark if desk.program().editable() => {
                    let paragraph = painted(&desk).pop().unwrap_or_default();
                    let node = desk.harness.query_by(|node| {
                        node.role() == Role::Paragraph && node.label().as_deref() == Some(paragraph.as_str())
                    });
                    let Some(at) = node.map(|node| node.rect().left_top() + egui::vec2(6.0, 12.0)) else { continue };
                    desk.click(at, 2);
                    let lit = desk.selected();
                    prop_assert!(paragraph.contains(&lit));
                    desk.press(Key::D);
                    desk.press(Key::Escape);
                    desk.settle();
                    let name = desk.program().desk.open.annotator.clone().unwrap();
                    let file = key.unwrap().as_str().replace(".txt", &format!(".{name}.ron"));
                    let saved = std::fs::read_to_string(root.join(file)).unwrap_or_default();
                    prop_assert!(saved.contains(&format!("quote: \"{lit}\"")), "“{}” is not in {}", lit, saved);
                }
                Step::Mark => {}
                Step::Undo => desk.key(CTRL, Key::Z),
                Step::Redo => desk.key(crate::desk::CTRL_SHIFT, Key::Z),
            }
            desk.settle();
            screen_is_the_file(&desk)?;
        }
    }
}
