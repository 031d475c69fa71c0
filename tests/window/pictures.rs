//! Pictures of the window, kept in `tests/snapshots` and compared: the sample articles with nested marks.
//!
//! They need a software or hardware Vulkan driver. The feature `pictures` says that there is one; without it
//! they are left out loudly.

mod own;
mod records;

use egui::{Key, vec2};
use glossator::core::annotation::{DateOf, DateSlot, Id, Kind, Party, Place};
use glossator::core::intent::{ActorField, AgreementField, DateField, Intent, Slot};
use glossator::core::text::Span;
use glossator::session::Action;
use glossator::session::command::{Command, View};

use egui_kittest::{SnapshotOptions, SnapshotResults};

use crate::desk::{CTRL, Desk, copy_corpus};

fn sample() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample")
}

pub fn open(article: &str) -> Desk {
    let folder = copy_corpus(&sample());
    let path = folder.path().join("corpus").join(article);
    Desk::over(folder, Some(path), Some("anna"), [1360.0, 860.0])
}

pub fn change(desk: &mut Desk, intent: Intent) {
    let article = desk.program().desk.open.pane.article.clone();
    desk.program_mut().apply(Action::Change { article, intent });
}

/// Marks the first occurrence of each quote; `|` separates the fragments of a discontinuous mark.
pub fn mark(desk: &mut Desk, kind: Kind, quote: &str) -> Id {
    let text = desk.program().current().unwrap().article.text.clone();
    let mut from = 0;
    let spans = quote.split('|').map(|part| {
        let start = from + text.as_str()[from..].find(part).unwrap_or_else(|| panic!("“{part}” is not in the article"));
        from = start + part.len();
        Span { start, end: from }
    });
    let place = Place::from_fragments(spans.collect()).unwrap();
    change(desk, Intent::Mark(kind, place));
    desk.program().desk.open.pane.selection.mark.clone().unwrap().id
}

pub fn theme(desk: &mut Desk, view: View) {
    desk.program_mut().apply(Action::Run(Command::View(view)));
    desk.settle();
}

pub fn compare(desk: &mut Desk, results: &mut SnapshotResults, name: &str) {
    desk.settle();
    // Drivers differ in the last bits of a blend; a letter out of place differs in thousands of pixels.
    let options = SnapshotOptions::new().threshold(1.0).max_failed_pixels(400);
    desk.harness.snapshot_options(name, &options);
    results.extend_harness(&mut desk.harness);
}

pub fn german() -> Desk {
    let mut desk = open("01_de_grenzhelfer.txt");
    for quote in [
        "Kirgisistan",
        "Kasachstan",
        "Minister für Bevölkerungsschutz und Leiter der Feuerwehrakademie Kirgisistans",
        "Feuerwehrakademie Kirgisistans",
        "Kirgisistans",
        "Ainura Tschokmorowa",
        "Republik Kasachstan",
        "Minister für Brandschutz der Republik Kasachstan",
        "beide Länder",
    ] {
        mark(&mut desk, Kind::Actor, quote);
    }
    let date = mark(&mut desk, Kind::Date, "3. Juni");
    change(&mut desk, Intent::SetDate(date, DateField::Value("XXXX-06-03".into())));
    let date = mark(&mut desk, Kind::Date, "2019");
    change(&mut desk, Intent::SetDate(date, DateField::Value("2019".into())));
    let evidence =
        "nachdem beide Länder 2019 ein Abkommen über gegenseitige Hilfe bei Steppenbränden geschlossen hatten";
    let agreement = mark(&mut desk, Kind::Agreement, evidence);
    let fields = [
        AgreementField::Title("Agreement on mutual help in steppe fires".into()),
        AgreementField::Kind("intergovernmental_agreement".into()),
        AgreementField::Status("signed".into()),
        AgreementField::Parties(["KGZ", "KAZ"].map(|actor| Party::of(actor, "state")).into()),
        AgreementField::Date(DateOf::Signed, DateSlot { value: "2019".into(), ..DateSlot::default() }),
    ];
    for field in fields {
        change(&mut desk, Intent::SetAgreement(agreement.clone(), field));
    }
    desk.settle();
    desk
}

/// Links a mark to the actor of an English name, which is made if need be.
pub fn link(desk: &mut Desk, id: &Id, name: &str) {
    let shared = &desk.program().desk.workspace.shared;
    let known = shared.registry.named(name).first().map(|entry| entry.id.clone());
    let article = desk.program().desk.open.pane.article.clone().unwrap();
    let opened = desk.program().desk.workspace.get(&article).unwrap();
    let mut links = opened.work.actors[id].links.clone();
    match known {
        Some(entry) => {
            links.push(entry);
            change(desk, Intent::SetActor(id.clone(), ActorField::Links(links)));
        }
        None => change(desk, Intent::NewEntryFor(id.clone(), Slot::Links, name.to_owned())),
    }
}

fn arabic() -> Desk {
    let mut desk = open("03_ar_miyah_alwahat.txt");
    let links = [
        ("رئيس هيئة مياه الواحات", ""),
        ("هيئة مياه الواحات", "Oases Water Authority"),
        ("تونس", "Tunisia"),
        ("رأفت الدمنهورى", "Raafat al-Damanhuri"),
        ("الهيئة القومية لمياه الواحات", "Oases Water Authority"),
        ("منيرة القلعى", "Mounira al-Qalai"),
        ("مصر وتونس", "Egypt; Tunisia"),
        ("مصر", "Egypt"),
    ];
    for (quote, name) in links {
        let id = mark(&mut desk, Kind::Actor, quote);
        for name in name.split(';').map(str::trim).filter(|name| !name.is_empty()) {
            link(&mut desk, &id, name);
        }
    }
    let date = mark(&mut desk, Kind::Date, "الأربعاء 12 فبراير 2025 - 09:17");
    change(&mut desk, Intent::SetDate(date.clone(), DateField::Value("2025-02-12T09:17:00".into())));
    change(&mut desk, Intent::SetDate(date, DateField::Role("publication".into())));
    mark(&mut desk, Kind::Date, "عام 1997");
    mark(&mut desk, Kind::Agreement, "الاتفاق الإطارى المُوقع بين البلدين عام 1997");
    desk.program_mut().apply(Action::Run(Command::Go(glossator::session::command::Go::Release)));
    desk.settle();
    desk
}

fn vietnamese() -> Desk {
    let mut desk = open("02_vi_cuu_ho.txt");
    for quote in [
        "Trung tâm Cứu nạn sông Mê Kông của nước Cộng hòa Dân chủ Nhân dân Lào",
        "nước Cộng hòa Dân chủ Nhân dân Lào",
        "Lào",
        "Đỗ Khắc Vịnh",
        "Cục trưởng| Cục Cứu hộ đường thủy Việt Nam",
        "Bounthavy Sengsavat",
    ] {
        mark(&mut desk, Kind::Actor, quote);
    }
    mark(&mut desk, Kind::Date, "Ngày 12-9");
    mark(&mut desk, Kind::Date, "từ ngày 10 đến 12-9");
    mark(&mut desk, Kind::Agreement, "cần sớm tiến tới ký kết Bản ghi nhớ về chia sẻ số liệu mực nước");
    desk.settle();
    desk
}

#[test]
fn picture_of_german_article_with_nested_marks() {
    let mut results = SnapshotResults::new();
    let mut desk = german();
    desk.press(Key::Escape);
    theme(&mut desk, View::LightTheme);
    compare(&mut desk, &mut results, "german_light");
    theme(&mut desk, View::DarkTheme);
    compare(&mut desk, &mut results, "german_dark");
    theme(&mut desk, View::SepiaTheme);
    compare(&mut desk, &mut results, "german_sepia");
}

#[test]
fn picture_of_arabic_article_with_nested_marks() {
    let mut results = SnapshotResults::new();
    let mut desk = arabic();
    theme(&mut desk, View::LightTheme);
    compare(&mut desk, &mut results, "arabic_light");
    theme(&mut desk, View::DarkTheme);
    compare(&mut desk, &mut results, "arabic_dark");
}

#[test]
fn picture_of_vietnamese_article_with_nested_and_discontinuous_marks() {
    let mut results = SnapshotResults::new();
    let mut desk = vietnamese();
    theme(&mut desk, View::LightTheme);
    compare(&mut desk, &mut results, "vietnamese_light");
    theme(&mut desk, View::DarkTheme);
    compare(&mut desk, &mut results, "vietnamese_dark");
}

#[test]
fn picture_of_four_nested_levels_and_hidden_characters_close_up() {
    let mut results = SnapshotResults::new();
    let mut desk = open("05_uz_arxiv_memorandum.txt");
    for quote in [
        "O‘zbekiston Respublikasi",
        "O‘zbekiston Respublikasi Vazirlar Mahkamasi",
        "O‘zbekiston Respublikasi Vazirlar Mahkamasi huzuridagi Hujjatlar merosi markazi",
        "O‘zbekiston Respublikasi Vazirlar Mahkamasi huzuridagi Hujjatlar merosi markazi kotibiyati",
    ] {
        mark(&mut desk, Kind::Actor, quote);
    }
    mark(&mut desk, Kind::Date, "22-oktabr kuni");
    desk.press(Key::Escape);
    theme(&mut desk, View::LightTheme);
    desk.harness.set_size(vec2(1240.0, 760.0));
    compare(&mut desk, &mut results, "uzbek_four_levels");
    let mut desk = open("10_mul_manuscripts.md");
    theme(&mut desk, View::Invisibles);
    compare(&mut desk, &mut results, "hidden_characters");
}

#[test]
fn picture_of_the_welcome_screen_and_the_palette() {
    let mut results = SnapshotResults::new();
    let mut desk = Desk::new(&crate::desk::Setting::default());
    compare(&mut desk, &mut results, "welcome");
    let mut desk = german();
    desk.key(CTRL, Key::K);
    desk.text("mark");
    compare(&mut desk, &mut results, "palette");
}

#[test]
fn picture_of_the_export_dialog() {
    let mut results = SnapshotResults::new();
    let mut desk = german();
    desk.press(Key::Escape);
    desk.key(CTRL, Key::E);
    desk.settle();
    // The first format with a b: brat.
    desk.text("b");
    desk.settle();
    desk.focus("Folder");
    desk.key(CTRL, Key::A);
    desk.text("/home/anna/dataset");
    desk.press(Key::Enter);
    theme(&mut desk, View::LightTheme);
    compare(&mut desk, &mut results, "export_light");
    theme(&mut desk, View::DarkTheme);
    compare(&mut desk, &mut results, "export_dark");
}
