//! The two schemas that ship: a corpus is begun with each, entered with the keyboard alone, checked, exported and read
//! back by the program.

use std::path::Path;
use std::process::{Command, Output};

use egui::{Key, Modifiers};
use glossator::core::annotation::{Agreement, FieldValue};

use crate::desk::{CTRL, Desk, Setting};

const DEFENCE: &str = "Deutschland und Usbekistan unterzeichneten am 3. Mai 2004 ein Abkommen über Ausbildung. \
                       Es gilt fünf Jahre.";
const PEACE: &str = "La Colombia y las FARC firmaron el 24 de noviembre de 2016 un acuerdo de paz con ayuda de Noruega. Los niños y los \
                     desplazados reciben ayuda.";

const SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::NONE };

/// Two hands on the keyboard.
struct Hands(Desk);

impl Hands {
    /// Begins a corpus with a schema that ships, from the welcome page, then opens the article that is put into it.
    fn begin(title: &str, text: &str) -> Self {
        let mut hands = Self(Desk::new(&Setting::default()));
        let root = hands.0.corpus();
        std::fs::write(root.join("a.txt"), text).unwrap();
        hands.0.key(CTRL, Key::K);
        hands.0.text("new corpus");
        hands.0.press(Key::Enter);
        hands.0.text(&root.display().to_string());
        hands.tab_to(title);
        hands.0.press(Key::Space);
        hands.tab_to("Begin");
        hands.0.press(Key::Enter);
        hands.0.settle();
        assert!(root.join("_glossator/schema.ron").is_file(), "{:?}", hands.0.said());
        hands.0.key(CTRL, Key::ArrowDown);
        hands.0.settle();
        assert_eq!(hands.0.keyboard(), "Article a.txt");
        hands
    }

    /// Goes on with Tab to what has a name.
    fn tab_to(&mut self, name: &str) {
        self.walk(Modifiers::NONE, name);
    }

    /// Goes back to what has a name.
    fn back_to(&mut self, name: &str) {
        self.walk(SHIFT, name);
    }

    fn walk(&mut self, modifiers: Modifiers, name: &str) {
        let mut passed = Vec::new();
        while self.0.keyboard() != name {
            passed.push(self.0.keyboard());
            self.0.key(modifiers, Key::Tab);
            assert!(passed.len() < 60, "Tab does not reach “{name}”: {passed:?}");
        }
    }

    /// Unfolds a part of the form.
    fn unfold(&mut self, name: &str) {
        self.tab_to(name);
        self.0.press(Key::Enter);
        self.0.settle();
    }

    /// Selects words of the article, letter by letter from its beginning.
    fn select(&mut self, words: &str) {
        while self.0.keyboard() != "Article a.txt" {
            self.0.press(Key::Escape);
        }
        let text = self.0.program().current().unwrap().article.text.clone();
        let letters = |part: &str| part.chars().count();
        let before = letters(text.as_str().split(words).next().unwrap());
        self.0.key(CTRL, Key::Home);
        self.0.times(before, Modifiers::NONE, Key::ArrowRight);
        self.0.times(letters(words), SHIFT, Key::ArrowRight);
        assert_eq!(self.0.selected(), words);
    }

    /// Marks an actor and links it to an entry of the registry.
    fn actor(&mut self, words: &str, entry: &str) {
        self.select(words);
        self.0.press(Key::A);
        self.0.text(entry);
        self.0.press(Key::Enter);
        self.0.settle();
    }

    /// Fills a field by typing.
    fn write(&mut self, field: &str, text: &str) {
        self.tab_to(field);
        self.0.text(text);
        self.0.press(Key::Tab);
        self.0.settle();
    }

    /// Chooses terms by typing some letters of each.
    fn choose(&mut self, field: &str, terms: &[&str]) {
        self.tab_to(field);
        for term in terms {
            self.0.press(Key::Enter);
            self.0.text(term);
            self.0.press(Key::Enter);
        }
        self.0.settle();
    }

    /// Adds terms to a field that holds several.
    fn add(&mut self, field: &str, terms: &[&str]) {
        self.tab_to(field);
        for term in terms {
            self.0.text(term);
            self.0.press(Key::Enter);
        }
        self.0.settle();
    }

    fn record(&self) -> Agreement {
        (**self.0.work().agreements.values().next().unwrap()).clone()
    }
}

/// Runs the program as a script does.
fn glossator(arguments: &[&dyn AsRef<std::ffi::OsStr>]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_glossator")).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Checks the corpus, takes it through its own JSON into a second corpus of the same articles and schema, and tells what the
/// tables of the first say in the columns of the project's own fields.
fn there_and_back(root: &Path, own: &[&str]) -> Vec<String> {
    let checked = glossator(&[&"check", &root]);
    assert!(
        checked.status.success() && said(&checked).contains(": 0 errors, 0 warnings, 0 questions"),
        "{}",
        said(&checked)
    );
    let out = root.parent().unwrap();
    let (json, csv, again) = (out.join("json"), out.join("csv"), out.join("again"));
    for (format, path) in [("json", &json), ("csv", &csv)] {
        let exported = glossator(&[&"export", &root, &"--to", &format, &"-o", path]);
        assert!(exported.status.success(), "{}", said(&exported));
    }
    std::fs::create_dir_all(again.join("_glossator")).unwrap();
    for name in ["a.txt", "_glossator/schema.ron"] {
        std::fs::copy(root.join(name), again.join(name)).unwrap();
    }
    let brought =
        glossator(&[&"import", &again, &json.join("articles.jsonl"), &"--from", &"json", &"--annotator", &"anna"]);
    assert!(brought.status.success(), "{}", said(&brought));
    assert_eq!(without_signature(&root.join("a.anna.ron")), without_signature(&again.join("a.anna.ron")));
    let mut table = csv::Reader::from_path(csv.join("agreements.csv")).unwrap();
    let head = table.headers().unwrap().clone();
    let row = table.records().next().unwrap().unwrap();
    let cell = |name: &&str| {
        row[head.iter().position(|one| one == *name).unwrap_or_else(|| panic!("{name}: {head:?}"))].to_owned()
    };
    own.iter().map(cell).collect()
}

/// Gives an annotation file without the lines that say who brought a record and when.
fn without_signature(path: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().filter(|line| !line.contains("authorship: (")).map(str::to_owned).collect()
}

#[test]
fn defence_agreement_is_entered_by_keyboard_checked_exported_and_read_back() {
    let mut hands = Hands::begin("Defence cooperation agreements, after DCAD", DEFENCE);
    hands.actor("Deutschland", "Germany");
    hands.actor("Usbekistan", "Uzbekistan");
    hands.select("Deutschland und Usbekistan unterzeichneten am 3. Mai 2004 ein Abkommen über Ausbildung");
    hands.0.press(Key::G);
    hands.0.settle();
    hands.write("Title of the agreement", "Agreement on training");
    hands.choose("Kind", &["agreement"]);
    hands.choose("Status", &["signed"]);
    hands.write("Date of signing", "2004-05-03");
    hands.write("Term of the agreement", "P5Y");
    hands.add("What passage 1 supports", &["general or one", "sectors", "foresees"]);
    hands.choose("General or one sector", &["one"]);
    hands.add("Sectors", &["training"]);
    hands.unfold("Terms (0 of 6)");
    hands.choose("One-sided", &["no"]);
    hands.choose("Foresees further agreements", &["no"]);
    hands.write("Notice before it can be ended", "P6M");
    hands.write("Staff exchanged in a year", "30");
    let one = hands.record();
    assert_eq!(one.parties.iter().map(|party| party.actor.as_str()).collect::<Vec<_>>(), ["DEU", "UZB"]);
    let own = ["x_dca_type", "x_sector", "x_asymmetric", "x_implementing", "x_notice", "x_staff"];
    assert_eq!(there_and_back(&hands.0.corpus(), &own), ["sector", "training", "no", "no", "P6M", "30"]);
}

#[test]
fn peace_agreement_is_entered_by_keyboard_checked_exported_and_read_back() {
    let mut hands = Hands::begin("Peace agreements and their provisions, after PA-X", PEACE);
    hands.actor("Colombia", "Colombia");
    hands.actor("las FARC", "FARC");
    hands.actor("Noruega", "Norway");
    hands.select("La Colombia y las FARC firmaron el 24 de noviembre de 2016 un acuerdo de paz con ayuda de Noruega");
    hands.0.press(Key::G);
    hands.0.settle();
    hands.write("Title of the agreement", "Final agreement");
    hands.choose("Kind", &["peace"]);
    hands.choose("Status", &["signed"]);
    hands.add("Parties of the agreement", &["FARC"]);
    hands.unfold("More on the parties");
    hands.back_to("Role of Norway");
    hands.choose("Role of Norway", &["mediator"]);
    hands.write("Date of signing", "2016-11-24");
    hands.add("What passage 1 supports", &["children", "refugees"]);
    hands.write("Page of the document", "12");
    hands.choose("Between whom", &["inside"]);
    hands.choose("Stage", &["comprehensive"]);
    for (provision, field) in [("children", "Children and youth"), ("refugees", "Refugees and displaced people")] {
        hands.back_to("Find a field");
        hands.0.key(CTRL, Key::A);
        hands.0.text(provision);
        hands.0.press(Key::Enter);
        hands.0.draw();
        assert_eq!(hands.0.keyboard(), field);
        hands.0.text("r");
        hands.0.settle();
    }
    let own = ["x_agtp", "x_stage", "x_g_children", "x_g_refugees", "x_g_aged"];
    assert_eq!(there_and_back(&hands.0.corpus(), &own), ["intra", "sub_comp", "1", "1", ""]);
    assert_eq!(hands.record().evidence[0].fields["x_page"], FieldValue::from("12"));
}
