//! The registry of actors: linking marks, searching in every script, merging and splitting.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use glossator::core::annotation::{Dated, Kind, RegistryEntry};
use glossator::session::Action;

use crate::desk::{CTRL, CTRL_SHIFT, Desk, Setting};

const NEWS: &str = "Usbekistan tagt heute.\nDie Lage Usbekistans ist ruhig.\nأوزبكستان بلد جميل.\n\
                    Minister Wang Xiaohong kam.\nالوزير وانغ شيا هونغ وصل.\n";
const SECOND: &str = "Der Minister reist nach Usbekistan, wo Wang Xiaohong wartet. Usbekistan dankt.";

fn desk() -> Desk {
    Desk::new(&Setting { articles: &[("a.txt", NEWS), ("b.txt", SECOND)], open: Some("a.txt"), ..Setting::default() })
}

/// Marks a text as an actor and takes what is typed, or the first candidate where nothing is.
fn link(desk: &mut Desk, quote: &str, typed: &str) {
    desk.select(quote);
    desk.press(Key::A);
    desk.text(typed);
    desk.press(Key::Enter);
}

/// Gives what the open list offers, best first.
fn offered(desk: &Desk) -> Vec<String> {
    let rows = desk.harness.query_all_by_role(egui::Role::ListBoxOption);
    rows.filter_map(|row| row.accesskit_node().label()).collect()
}

fn entry(desk: &Desk, name: &str) -> RegistryEntry {
    let entries = desk.program().desk.workspace.shared.registry.entries();
    (**entries.values().find(|entry| entry.label() == name).unwrap()).clone()
}

/// Gives the chips of the field of the selected actor.
fn chips(desk: &Desk) -> Vec<String> {
    let found = desk.harness.query_all_by_label_contains("Name of the actor: ");
    found.filter_map(|node| node.accesskit_node().label()).collect()
}

/// Opens an entry through the search of the view, with the keyboard.
fn open_entry(desk: &mut Desk, query: &str) {
    desk.key(CTRL, Key::R);
    if desk.program().desk.open.entry.is_some() {
        desk.press(Key::Enter);
    }
    desk.key(CTRL, Key::A);
    desk.text(query);
    desk.press(Key::Enter);
}

#[test]
fn name_of_a_state_is_linked_with_one_enter_in_any_script_and_case() {
    let mut desk = desk();
    for (quote, name) in [("Usbekistan", "Uzbekistan"), ("Usbekistans", "Uzbekistan"), ("أوزبكستان", "Uzbekistan")]
    {
        link(&mut desk, quote, "");
        assert_eq!(chips(&desk), [format!("Name of the actor: {name}")], "{quote}");
    }
    assert_eq!(desk.linked(), ["Uzbekistan"; 3]);
    let saved = desk.shared("registry.ron");
    assert!(saved.contains("id: \"UZB\"") && saved.contains("text: \"乌兹别克斯坦\""), "{saved}");
    assert_eq!(saved.matches("id: \"UZB\"").count(), 1, "one entry for all three marks");
    assert!(!saved.contains("\"CHN\""), "what no mark points to stays out of the corpus");
}

#[test]
fn parts_of_a_name_find_it_in_any_order_and_by_their_sound() {
    let mut desk = desk();
    link(&mut desk, "Wang Xiaohong", "");
    assert_eq!(desk.linked(), ["Wang Xiaohong"], "a name that nobody has makes a new actor");
    desk.select("وانغ شيا هونغ");
    desk.press(Key::A);
    let others = |desk: &Desk| -> Vec<String> {
        offered(desk).into_iter().filter(|name| !name.starts_with("New actor")).collect()
    };
    assert_eq!(others(&desk)[0], "Wang Xiaohong", "the mark itself sounds like it");
    for typed in ["wan xia", "xiaoh wang", "وانغ شيا هونغ"] {
        desk.key(CTRL, Key::A);
        desk.text(typed);
        assert_eq!(others(&desk)[0], "Wang Xiaohong", "{typed}");
    }
    desk.key(CTRL, Key::A);
    desk.text("وانغ شيا");
    assert!(others(&desk).contains(&"Wang Xiaohong".to_owned()), "the beginning of it in its own script");
    desk.press(Key::Escape);
    desk.press(Key::X);
    link(&mut desk, "وانغ شيا هونغ", "wan xia");
    assert_eq!(desk.linked(), ["Wang Xiaohong"; 2]);
    assert_eq!(desk.program().desk.workspace.shared.registry.entries().size(), 1);
}

#[test]
fn new_actor_is_made_of_what_is_typed_though_others_sound_alike() {
    let mut desk = desk();
    link(&mut desk, "Wang Xiaohong", "");
    desk.select("Minister Wang");
    desk.press(Key::A);
    desk.text("Wang Xiaoling");
    let at = offered(&desk).iter().position(|name| name == "New actor “Wang Xiaoling”").unwrap();
    desk.times(at, Modifiers::NONE, Key::ArrowDown);
    desk.press(Key::Enter);
    assert_eq!(desk.linked(), ["Wang Xiaohong", "Wang Xiaoling"]);
    assert!(desk.shared("registry.ron").contains("name_en: \"Wang Xiaoling\""));
}

#[test]
fn n_adds_the_spelling_of_the_mark_and_refuses_it_the_second_time() {
    let mut desk = desk();
    link(&mut desk, "Wang Xiaohong", "");
    link(&mut desk, "وانغ شيا هونغ", "wang xiaohong");
    assert!(desk.sees("“وانغ شيا هونغ” is not among its names. n in the text adds it."));
    desk.press(Key::N);
    let spellings: Vec<String> = entry(&desk, "Wang Xiaohong").names.iter().map(|name| name.text.clone()).collect();
    assert_eq!(spellings, ["وانغ شيا هونغ"]);
    assert!(!desk.sees("is not among its names"));
    desk.press(Key::N);
    assert!(desk.says("“وانغ شيا هونغ” is already among the names of Wang Xiaohong."), "{:?}", desk.said());
    let saved = desk.shared("registry.ron");
    assert!(saved.contains("text: \"وانغ شيا هونغ\", lang: \"\", script: \"Arab\""), "it is not German: {saved}");
    desk.key(CTRL, Key::Z);
    assert!(entry(&desk, "Wang Xiaohong").names.is_empty());
}

#[test]
fn n_without_a_link_says_what_to_do_first() {
    let mut desk = desk();
    desk.press(Key::A);
    desk.press(Key::Escape);
    desk.press(Key::N);
    assert!(desk.says("Link this mark to one actor first"), "{:?}", desk.said());
}

#[test]
fn registry_lists_searches_and_leads_to_a_mark_in_another_article() {
    let mut desk = desk();
    link(&mut desk, "Usbekistan", "");
    link(&mut desk, "Usbekistans", "");
    desk.key(CTRL, Key::ArrowDown);
    desk.settle();
    link(&mut desk, "Usbekistan", "");
    link(&mut desk, "Wang Xiaohong", "");
    desk.settle();
    desk.key(CTRL, Key::R);
    assert_eq!(desk.keyboard(), "Search in the registry");
    assert!(desk.sees("2 actors") && desk.sees("Actor Uzbekistan") && desk.sees("Actor Wang Xiaohong"));
    desk.text("usbek");
    assert!(desk.sees("Actor Uzbekistan") && !desk.sees("Actor Wang Xiaohong"));
    desk.press(Key::Enter);
    assert_eq!(desk.program().desk.open.entry.as_deref(), Some("UZB"));
    assert_ne!(desk.keyboard(), "", "the keyboard goes with the person");
    assert!(desk.sees("Spellings in articles (3)"));
    for link in ["Usbekistan in a.txt, mark 1", "Usbekistans in a.txt, mark 1", "Usbekistan in b.txt, mark 1"] {
        assert!(desk.harness.query_by_label(link).is_some(), "{link}");
    }
    desk.push("Usbekistans in a.txt, mark 1");
    assert_eq!(desk.program().desk.open.pane.article.as_ref().unwrap().as_str(), "a.txt");
    let mark = desk.program().desk.open.pane.selection.mark.clone().unwrap();
    let opened = desk.program().current().unwrap();
    assert_eq!(opened.article.text.slice(opened.marks.find(&mark).unwrap().cover), "Usbekistans");
    assert_eq!(desk.program().desk.open.entry.as_deref(), Some("UZB"), "the entry stays beside the article");
}

#[test]
fn search_that_finds_nobody_offers_to_make_the_actor() {
    let mut desk = desk();
    desk.key(CTRL, Key::R);
    desk.text("Xqwj Bvkp");
    assert!(desk.sees("No actor has such a name."));
    desk.push("New actor");
    assert_eq!(desk.program().desk.open.entry, Some(entry(&desk, "Xqwj Bvkp").id));
    assert!(desk.shared("registry.ron").contains("name_en: \"Xqwj Bvkp\""));
    desk.key(CTRL, Key::Z);
    assert!(desk.program().desk.workspace.shared.registry.entries().is_empty());
    assert!(desk.sees("No actor has such a name."), "an entry that is gone is not shown");
}

#[test]
fn search_for_what_nobody_can_see_says_so_and_makes_no_actor() {
    let mut desk = desk();
    desk.key(CTRL, Key::R);
    desk.text("\u{200b}\u{ad}");
    assert!(desk.sees("Nothing of what is typed can be seen"));
    assert!(!desk.sees("New actor"));
}

#[test]
fn name_over_the_end_of_a_line_is_the_actor_who_is_known_and_what_nobody_sees_is_no_mark() {
    let text = "The Zorvex\nTarnel met. The Zor\u{ad}vex \u{200f}\n  Tarnel signed. \u{200b}\u{2060}\n";
    let mut desk = Desk::new(&Setting { articles: &[("a.txt", text)], open: Some("a.txt"), ..Setting::default() });
    link(&mut desk, "Zorvex\nTarnel", "");
    desk.settle();
    desk.select("Zor\u{ad}vex \u{200f}\n  Tarnel");
    desk.press(Key::A);
    desk.press(Key::Enter);
    desk.settle();
    assert_eq!(desk.linked(), ["Zorvex Tarnel"; 2], "what is known is offered first");
    let count = desk.work().actors.len();
    desk.press(Key::Escape);
    desk.select("\u{200b}\u{2060}");
    desk.press(Key::A);
    desk.settle();
    assert_eq!(desk.work().actors.len(), count);
    assert!(desk.says("Nothing is selected here."), "{:?}", desk.said());
}

#[test]
fn merged_actor_stays_resolvable_and_is_separated_again() {
    let mut desk = desk();
    link(&mut desk, "Wang Xiaohong", "");
    // The one that sounds alike is offered first; Down goes on to a new one.
    desk.select("وانغ شيا هونغ");
    desk.press(Key::A);
    desk.press(Key::ArrowDown);
    desk.press(Key::Enter);
    desk.settle();
    assert_eq!(desk.linked().len(), 2);
    let other = entry(&desk, "وانغ شيا هونغ").id;
    open_entry(&mut desk, "وانغ شيا هونغ");
    desk.focus("Actor to merge into");
    desk.text("Wang Xiaohong");
    desk.press(Key::Enter);
    let stays = entry(&desk, "Wang Xiaohong");
    assert!(stays.has_name("وانغ شيا هونغ"), "its names went along");
    assert_eq!(desk.linked(), ["Wang Xiaohong"; 2], "links to the merged entry mean the other");
    assert_eq!(chips(&desk), ["Name of the actor: Wang Xiaohong"]);
    let row = desk.harness.get_by_label("actor record وانغ شيا هونغ");
    assert_eq!(row.accesskit_node().description().as_deref(), Some("Wang Xiaohong"), "and so says its row");
    let links: Vec<_> = desk.work().actors.values().flat_map(|actor| actor.links.clone()).collect();
    assert!(links.contains(&other), "the file keeps the id that was written");
    assert_eq!(desk.program().desk.open.entry, Some(stays.id), "the view goes on with the one that stays");

    desk.key(CTRL, Key::Z);
    assert_eq!(desk.linked(), ["Wang Xiaohong", "وانغ شيا هونغ"], "undone");
    desk.key(CTRL_SHIFT, Key::Z);
    assert_eq!(desk.linked(), ["Wang Xiaohong"; 2], "done again");

    desk.push("Separate وانغ شيا هونغ again");
    assert_eq!(desk.linked(), ["Wang Xiaohong", "وانغ شيا هونغ"]);
    assert!(!entry(&desk, "Wang Xiaohong").has_name("وانغ شيا هونغ"), "its names came back");
    desk.key(CTRL, Key::Z);
    assert_eq!(desk.linked(), ["Wang Xiaohong"; 2]);
    assert!(desk.shared("registry.ron").contains("merged_into: Some("));
    // The chip of the mark leads to the entry that was merged, which says so.
    desk.push("Name of the actor: Wang Xiaohong");
    assert!(desk.sees("Merged into Wang Xiaohong: links to it mean Wang Xiaohong."));
    desk.push("Separate again");
    assert_eq!(desk.linked(), ["Wang Xiaohong", "وانغ شيا هونغ"]);
}

#[test]
fn entry_is_no_part_of_itself_and_what_is_unknown_stays_in_its_field() {
    let mut desk = desk();
    link(&mut desk, "Wang Xiaohong", "");
    open_entry(&mut desk, "wang");
    for field in ["What it is a part of", "Actor to merge into"] {
        desk.focus(field);
        assert!(offered(&desk).is_empty(), "{field}: {:?}", offered(&desk));
        desk.text("Wang Xiaohong");
        assert!(!offered(&desk).iter().any(|name| name.contains("Wang")), "{field}: {:?}", offered(&desk));
        desk.key(CTRL, Key::A);
        desk.text("Xqwj Bvkp");
        desk.press(Key::Enter);
        assert!(desk.harness.get_by_label(field).value().is_some_and(|text| text == "Xqwj Bvkp"), "{field}");
        assert!(desk.sees("Not taken yet: Enter in this field takes it."));
    }
    assert_eq!(desk.program().desk.workspace.shared.registry.entries().size(), 1);
    desk.focus("What it is a part of");
    desk.key(CTRL, Key::A);
    desk.text("China");
    desk.press(Key::Enter);
    assert_eq!(entry(&desk, "Wang Xiaohong").part_of, [Dated::to("CHN")]);
    assert!(desk.shared("registry.ron").contains("id: \"CHN\""), "what it is a part of comes along");
}

#[test]
fn names_of_two_people_in_one_entry_are_split() {
    let mut desk = desk();
    link(&mut desk, "Wang Xiaohong", "");
    open_entry(&mut desk, "wang");
    for name in ["王小洪", "李强"] {
        desk.focus("New name");
        desk.text(name);
        desk.press(Key::Enter);
    }
    desk.push("李强 belongs to another actor");
    desk.push("Split 1 off into a new actor");
    let names = |desk: &Desk, label: &str| -> Vec<String> {
        entry(desk, label).names.iter().map(|name| name.text.clone()).collect()
    };
    assert_eq!(names(&desk, "Wang Xiaohong"), ["王小洪"]);
    assert_eq!(names(&desk, "李强"), ["李强"]);
    desk.key(CTRL, Key::Z);
    assert_eq!(names(&desk, "Wang Xiaohong"), ["王小洪", "李强"]);
    assert_eq!(desk.program().desk.workspace.shared.registry.entries().size(), 1);
    desk.key(CTRL_SHIFT, Key::Z);
    assert_eq!(names(&desk, "李强"), ["李强"]);
}

#[test]
fn linked_actor_is_not_deleted_and_a_free_one_is() {
    let mut desk = desk();
    link(&mut desk, "Wang Xiaohong", "");
    desk.settle();
    open_entry(&mut desk, "wang");
    desk.push("Delete actor");
    assert!(desk.says("is linked in one article"), "{:?}", desk.said());
    desk.program_mut().apply(Action::Focus(glossator::session::Focus::Article));
    desk.harness.step();
    desk.press(Key::X);
    assert!(desk.work().actors.is_empty());
    desk.push("Delete actor");
    assert!(desk.program().desk.workspace.shared.registry.entries().is_empty());
    desk.key(CTRL, Key::Z);
    assert_eq!(entry(&desk, "Wang Xiaohong").label(), "Wang Xiaohong");
}

#[test]
fn chip_of_an_actor_opens_its_entry() {
    let mut desk = desk();
    link(&mut desk, "Usbekistan", "");
    desk.push("Name of the actor: Uzbekistan");
    assert_eq!(desk.program().desk.open.entry.as_deref(), Some("UZB"));
    assert!(desk.sees("comes with the program") || desk.sees("in the corpus"));
    assert!(desk.sees("UZB · in the corpus"));
    desk.press(Key::Escape);
    assert_eq!(desk.keyboard(), "Article a.txt", "Escape leads back to the article");
}

#[test]
fn of_three_thousand_actors_only_those_in_sight_are_drawn() {
    let authorship = "authorship: (created_by: \"anna\", created_at: \"2026-01-02T03:04:05Z\", changed_by: \"anna\", \
                      changed_at: \"2026-01-02T03:04:05Z\", origin: Manual, accepted_by: None)";
    let entries: Vec<String> = (0..3000)
        .map(|at| {
            format!(
                "(id: \"r-{at:08}\", kind: \"person\", name_en: \"Actor number {at:04}\", names: [], country: \"\", \
                 sector: \"\", part_of: \"\", roles: [], external_ids: [], merged_into: None, history: [], \
                 fields: {{}}, note: \"\", {authorship}),\n"
            )
        })
        .collect();
    let registry = format!("(format: 1, entries: [{}])", entries.concat());
    let mut desk = Desk::with_files(&[("a.txt", NEWS)], &[("registry.ron", &registry)]);
    assert!(desk.said().is_empty(), "{:?}", desk.said());
    desk.key(CTRL, Key::R);
    assert!(desk.sees("3000 actors"));
    let rows = |desk: &Desk| -> Vec<String> {
        let rows = desk.harness.query_all_by_label_contains("Actor Actor number");
        rows.filter_map(|row| row.accesskit_node().label()).collect()
    };
    let seen = rows(&desk);
    assert!((5..40).contains(&seen.len()), "{} rows", seen.len());
    assert_eq!(seen[0], "Actor Actor number 0000");
    // To the very end with the wheel: the last row stands at the lower edge, no gap below it.
    let over = desk.middle("Actor Actor number 0003");
    desk.send(vec![egui::Event::PointerMoved(over)]);
    for _ in 0..40 {
        desk.send(vec![egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -10_000.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        }]);
    }
    let seen = rows(&desk);
    assert!((5..40).contains(&seen.len()), "{} rows", seen.len());
    assert_eq!(seen.last().unwrap(), "Actor Actor number 2999");
    let last = desk.harness.get_by_label("Actor Actor number 2999").rect();
    assert!((740.0..=800.0).contains(&last.bottom()), "{last}");
    // And the search goes through all of them.
    desk.key(CTRL, Key::R);
    desk.text("number 1234");
    assert_eq!(rows(&desk)[0], "Actor Actor number 1234");
    assert_eq!(desk.program().current().unwrap().work.counts()[0], 0, "{:?}", Kind::Actor);
}

#[test]
fn ties_of_an_actor_have_their_time_and_it_has_codes() {
    let mut desk = desk();
    desk.harness.set_size(egui::vec2(1300.0, 1400.0));
    link(&mut desk, "Wang Xiaohong", "Nirgendbund");
    assert_eq!(desk.linked(), ["Nirgendbund"]);
    open_entry(&mut desk, "Nirgendbund");
    desk.focus("What it is a part of");
    desk.text("Uzbekistan");
    desk.press(Key::Enter);
    desk.settle();
    desk.focus("Part of Uzbekistan since");
    desk.text("2019-13");
    desk.press(Key::Enter);
    assert!(desk.sees("is not a date: month 13"));
    desk.key(CTRL, Key::A);
    desk.text("2019-03");
    desk.press(Key::Enter);
    desk.push("Members, existence, codes");
    desk.focus("Exists until");
    desk.text("2024");
    desk.press(Key::Enter);
    desk.focus("New code");
    desk.text("cow:704");
    desk.press(Key::Enter);
    desk.settle();
    let entry = entry(&desk, "Nirgendbund");
    assert_eq!(entry.part_of, [Dated { from: "2019-03".into(), ..Dated::to("UZB") }]);
    assert_eq!((entry.exists_from.as_str(), entry.exists_to.as_str()), ("", "2024"));
    assert_eq!((entry.codes[0].scheme.as_str(), entry.codes[0].code.as_str()), ("cow", "704"));
    desk.focus("cow code 1");
    desk.key(CTRL, Key::A);
    desk.press(Key::Backspace);
    desk.press(Key::Enter);
    desk.settle();
    assert!(self::entry(&desk, "Nirgendbund").codes.is_empty(), "an empty code is taken away");
    desk.focus("English name");
    desk.key(CTRL, Key::Period);
    desk.text("as in the treaty");
    desk.press(Key::Enter);
    assert_eq!(self::entry(&desk, "Nirgendbund").beside.comment("names"), "as in the treaty");
}
