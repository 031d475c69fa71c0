//! The rules of the house, read off the sources: each test says where a rule is broken and what to do.

mod breaches;
mod circles;
mod rules;
mod size;
mod source;
mod tokens;

use std::fs;
use std::sync::LazyLock;

use rules::{
    clock_and_environment, colours, crates, dependencies_without_reason, first_lines, layer_order, paths_that_ask,
    printing, std_module, swallowed,
};
use source::{Source, crate_folder, sources};

/// What the program is made of.
static SRC: LazyLock<Vec<Source>> = LazyLock::new(|| sources("src"));

fn assert_kept(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

#[test]
fn layers_use_only_layers_below_them() {
    assert_kept(&layer_order(&SRC));
}

#[test]
fn file_system_is_named_only_in_store() {
    assert_kept(&std_module(&SRC, "fs", "store"));
}

#[test]
fn paths_ask_the_disk_only_in_store() {
    assert_kept(&paths_that_ask(&SRC));
}

// The window is not the only one that works on all processors: the command line checks and counts a corpus there. Who
// may use them is said by the order of the layers.
#[test]
fn threads_have_one_home() {
    assert_kept(&std_module(&SRC, "thread", "threads"));
}

#[test]
fn native_dialogs_are_named_only_in_app() {
    assert_kept(&crates(&SRC, &["rfd"], |source| source.is_in("app"), "is named only in app; push an action"));
}

#[test]
fn typesetting_crates_are_named_only_in_shape() {
    let names = ["parley", "fontique", "skrifa", "vello_cpu"];
    let advice = "is named only in shape; ask the text layer";
    assert_kept(&crates(&SRC, &names, |source| source.is_in("shape"), advice));
}

#[test]
fn crates_that_read_pages_are_named_only_where_pages_are_read() {
    let names = ["dom_smoothie", "dom_query", "html5ever"];
    let is_home = |source: &Source| source.path.starts_with("src/exchange/page/");
    assert_kept(&crates(&SRC, &names, is_home, "is named only in exchange/page; ask page::read"));
}

#[test]
fn detector_of_languages_is_named_only_where_a_guess_is_kept_from_becoming_a_fact() {
    let is_home = |source: &Source| source.path == "src/core/language.rs";
    assert_kept(&crates(&SRC, &["whatlang"], is_home, "is named only in core/language; ask language::known"));
}

#[test]
fn egui_is_unknown_below_the_window() {
    let names = ["egui", "eframe", "epaint", "ecolor", "emath", "egui_material_icons"];
    let knows = |source: &Source| !["core", "exchange", "store"].iter().any(|layer| source.is_in(layer));
    assert_kept(&crates(&SRC, &names, knows, "is unknown below shape; use plain numbers"));
}

#[test]
fn colours_are_named_only_in_the_theme() {
    assert_kept(&colours(&SRC));
}

#[test]
fn files_begin_with_a_line_that_says_what_they_are() {
    assert_kept(&first_lines(&SRC));
    assert_kept(&first_lines(&sources("tests")));
}

#[test]
fn files_are_short() {
    assert!(SRC.iter().any(|source| source.path == "src/app/apply.rs"), "the routing of actions has moved: adapt this");
    assert_kept(&size::lengths(&SRC));
    assert_kept(&size::lengths(&sources("tests")));
}

#[test]
fn rooms_of_a_folder_do_not_use_each_other_in_a_circle() {
    assert_kept(&circles::circles(&SRC, &circles::EXCEPTIONS));
}

#[test]
fn panels_do_not_use_each_other() {
    let found = SRC.iter().filter(|source| source.path.starts_with("src/ui/panels/")).count();
    assert!(found > 3, "the panels have moved: adapt this");
    assert_kept(&circles::apart(&SRC, "ui::panels", &["shared"]));
}

#[test]
fn views_beside_the_article_do_not_use_each_other() {
    let found = SRC.iter().filter(|source| source.path.starts_with("src/ui/side/")).count();
    assert!(found > 3, "the views beside the article have moved: adapt this");
    assert_kept(&circles::apart(&SRC, "ui::side", &[]));
}

#[test]
fn centre_stays_small() {
    assert_kept(&size::centre(&SRC, "src/app/mod.rs", "Glossator", 14));
    assert_kept(&size::centre(&SRC, "src/session/state.rs", "Session", 16));
}

/// Functions with more than seven arguments; the number may only fall.
const MANY_ARGUMENTS: usize = 3;

#[test]
fn functions_with_many_arguments_become_fewer() {
    let found = size::many_arguments(&SRC);
    let advice = "give a value to what belongs together, and lower the number once there are fewer";
    assert!(found.len() <= MANY_ARGUMENTS, "more than {MANY_ARGUMENTS}; {advice}:\n{}", found.join("\n"));
}

#[test]
fn printing_is_left_to_cli() {
    assert_kept(&printing(&SRC));
}

#[test]
fn what_tests_leave_out_is_said_where_it_is_seen() {
    assert_kept(&swallowed(&SRC));
    assert_kept(&swallowed(&sources("tests")));
}

#[test]
fn core_and_its_wings_ask_no_clock_and_no_environment() {
    assert_kept(&clock_and_environment(&SRC));
}

#[test]
fn dependencies_have_a_comment_why() {
    let manifest = fs::read_to_string(crate_folder().join("Cargo.toml")).expect("there is a manifest");
    assert_kept(&dependencies_without_reason(&manifest));
}
