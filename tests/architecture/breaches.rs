//! Every rule broken on purpose, so that a rule that has gone blind is noticed.

use crate::circles::{apart, circles};
use crate::rules::{
    clock_and_environment, colours, crates, dependencies_without_reason, first_lines, layer_order, paths_that_ask,
    printing, std_module, swallowed,
};
use crate::size::{centre, fields, lengths, many_arguments};
use crate::source::Source;

/// Makes sources of paths and code.
fn made(files: &[(&str, &str)]) -> Vec<Source> {
    files.iter().map(|(path, code)| Source::new(path, code)).collect()
}

#[test]
fn rules_see_breaches_in_groups_and_behind_other_names() {
    let breaches = |rule: &dyn Fn(&[Source]) -> Vec<String>, path: &str, code: &str| {
        let other = Source::new("src/ui/panels/date.rs", "//! Dates.\n");
        rule(&[Source::new(path, code), other]).len()
    };
    let order = |path: &str, code: &str| breaches(&layer_order, path, code);
    assert_eq!(order("src/core/a.rs", "use crate::{core::text, store::read};"), 1);
    assert_eq!(order("src/core/a.rs", "fn f() { super::super::ui::draw() }"), 1);
    assert_eq!(order("src/core/mod.rs", "use super::{app, core};"), 1);
    assert_eq!(order("src/session/a.rs", "use crate::store::{settings::Theme, write};"), 1);
    assert_eq!(order("src/ui/a.rs", "use crate::store::{layout, settings as s};"), 0);
    assert_eq!(order("src/cli/a.rs", "use crate::app;"), 1);
    assert_eq!(order("src/core/a.rs", "use crate::exchange::format::Format;"), 1);
    assert_eq!(order("src/exchange/a.rs", "use crate::{core::doc, store::disk, session};"), 2);
    assert_eq!(order("src/ui/a.rs", "use crate::exchange::{format::Format, brat};"), 1);
    assert_eq!(order("src/store/a.rs", "use crate::exchange::format::Format;"), 0);
    // A room of a layer may have the name of another layer.
    assert_eq!(order("src/ui/a/b.rs", "use super::app::draw; use super::super::super::app;"), 1);
    assert_eq!(order("src/main.rs", "use glossator::ui::theme;"), 1);
    assert_eq!(order("src/core/a.rs", "// crate::ui\n/* crate::ui */ const A: &str = \"crate::ui\";"), 0);
    assert_eq!(order("src/core/a.rs", "const A: char = '\"'; use crate::ui; const B: &str = r#\"\"#;"), 1);
    let files = |sources: &[Source]| std_module(sources, "fs", "store");
    assert_eq!(breaches(&files, "src/ui/a.rs", "use std::{io, fs::{self, File}};"), 2);
    assert_eq!(breaches(&files, "src/store/a.rs", "use std::fs;"), 0);
    assert_eq!(breaches(&colours, "src/ui/a.rs", "let a = (Color32::RED, Color32::from_rgb(1, 2, 3), hex!(a));"), 3);
    assert_eq!(breaches(&colours, "src/shape/paint.rs", "let a = (Color32::WHITE, Color32::RED);"), 1);
    assert_eq!(breaches(&colours, "src/ui/a.rs", "fn f(a: Color32) -> Color32 { a.gamma_multiply(0.5) }"), 0);
    assert_eq!(breaches(&printing, "src/ui/a.rs", "fn f() { eprintln!(\"a\") }"), 1);
    assert_eq!(breaches(&printing, "src/ui/a.rs", "#[cfg(test)] #[a(b)] mod tests { fn f() { eprintln!() } }"), 0);
    assert_eq!(breaches(&printing, "src/ui/a.rs", "#[cfg(test)] mod t { } fn f() { eprintln!() }"), 1);
    assert_eq!(breaches(&printing, "src/ui/a.rs", "#[cfg(test)] use a::{b, c}; fn f() { eprintln!() }"), 1);
    assert_eq!(breaches(&swallowed, "tests/a/main.rs", "fn f() { eprintln!(\"a\") }"), 1);
    assert_eq!(breaches(&swallowed, "src/ui/a.rs", "#[cfg(test)] mod t { fn f() { eprint!() } }"), 1);
    assert_eq!(breaches(&swallowed, "src/cli/a.rs", "fn f() { eprintln!() }"), 0);
    assert_eq!(breaches(&first_lines, "src/ui/a.rs", "use a;\n//! Late."), 1);
    assert_eq!(breaches(&lengths, "src/app/apply.rs", &"\n".repeat(301)), 1);
    assert_eq!(breaches(&lengths, "src/ui/a.rs", &"\n".repeat(620)), 0);
    assert_eq!(breaches(&clock_and_environment, "src/core/a.rs", "use std::{env, time::Instant};"), 2);
    assert_eq!(breaches(&clock_and_environment, "src/exchange/a.rs", "use std::time::SystemTime;"), 1);
    let parley = |sources: &[Source]| crates(sources, &["parley"], |source| source.is_in("shape"), "");
    assert_eq!(breaches(&parley, "src/ui/a.rs", "use parley::Layout;"), 1);
    let manifest = "[dependencies]\n# For a.\na = \"1\"\nb = \"1\" # For b.\nc = \"1\"\n[profile.dev]\nd = 1\n";
    assert_eq!(dependencies_without_reason(manifest).len(), 1);
}

#[test]
fn questions_of_paths_to_the_disk_are_seen() {
    let found = |path: &str, code: &str| paths_that_ask(&made(&[(path, code)])).len();
    let all = "p.exists(); p.is_dir(); p.is_file(); p.metadata(); p.symlink_metadata(); p.canonicalize(); p.read_dir(); \
        p.read_link(); p.try_exists(); p.is_symlink();";
    assert_eq!(found("src/app/a.rs", all), 10);
    assert_eq!(found("src/store/a.rs", all), 0);
    assert_eq!(found("src/main.rs", "a.filter(Path::exists); PathBuf::is_file(&p)"), 2);
    assert_eq!(found("src/core/a.rs", "#[cfg(test)] mod tests { fn f() { p.exists() } }"), 1);
    assert_eq!(found("src/ui/a.rs", "self.exists(name); fn exists() {} let metadata = 1; a.exists"), 0);
    assert_eq!(found("src/ui/a.rs", "std::path::absolute(p); // p.exists()"), 0);
}

#[test]
fn circles_are_seen_through_every_kind_of_path() {
    let found = |files: &[(&str, &str)]| circles(&made(files), &[]).len();
    let uses_b = ("src/core/a.rs", "use crate::core::b::B;");
    assert_eq!(found(&[uses_b, ("src/core/b.rs", "")]), 0);
    for code in [
        "use crate::core::a::A;",
        "use super::a::A;",
        "use super::{c, a::{self, A}};",
        "use super::a as other;",
        "fn f() { crate::core::a::f() }",
        "fn f() { super::a::f() }",
        "pub use super::a::A as B;",
    ] {
        assert_eq!(found(&[uses_b, ("src/core/b.rs", code), ("src/core/c.rs", "")]), 2, "{code}");
    }
    for code in [
        "// use super::a;",
        "#[cfg(test)] mod tests { use crate::core::a::A; }",
        "#[cfg(test)] use super::a;",
        "use crate::core::c::A;",
        "fn f() { a::f() }",
    ] {
        assert_eq!(found(&[uses_b, ("src/core/b.rs", code), ("src/core/c.rs", "")]), 0, "{code}");
    }
    // Three rooms in a ring, two of them folders, by files inside.
    let ring = [
        ("src/core/a.rs", "use super::b::x::X;"),
        ("src/core/b/mod.rs", "mod x;"),
        ("src/core/b/x.rs", "use super::super::c::y::Y;"),
        ("src/core/c/mod.rs", "pub mod y;"),
        ("src/core/c/y.rs", "use crate::core::a::A;"),
    ];
    assert_eq!(found(&ring), 3);
    // Inside a folder, and between layers.
    let inside = [("src/ui/a/x.rs", "use super::y::Y;"), ("src/ui/a/y.rs", "use super::x;"), ("src/ui/a/mod.rs", "")];
    assert_eq!(found(&inside), 2);
    assert_eq!(found(&[("src/core/a.rs", "use crate::ui::b;"), ("src/ui/b.rs", "use crate::core::a;")]), 2);
}

#[test]
fn circles_are_seen_through_what_a_folder_hands_on() {
    let found = |folder: &str, b: &str| {
        circles(&made(&[("src/core/mod.rs", folder), ("src/core/a.rs", "use super::b::B;"), ("src/core/b.rs", b)]), &[])
            .len()
    };
    assert_eq!(found("mod a; mod b; pub use a::A;", "use super::A;"), 2);
    assert_eq!(found("mod a; mod b; pub use self::a::{A as First};", "use crate::core::First;"), 2);
    assert_eq!(found("mod a; mod b; use a::A;", "use super::A;"), 2);
    assert_eq!(found("mod a; mod b; pub use b::B;", "use super::A;"), 0);
    let everything = [
        ("src/core/mod.rs", "mod a; mod b; pub use a::*;"),
        ("src/core/a.rs", "pub struct A; use super::b::B;"),
        ("src/core/b.rs", "use super::A;"),
    ];
    assert_eq!(circles(&made(&everything), &[]).len(), 2);
    // A folder and its own children are no circle.
    let parent = [("src/core/mod.rs", "mod a; use a::A; pub struct B;"), ("src/core/a.rs", "use super::B;")];
    assert_eq!(circles(&made(&parent), &[]).len(), 0);
}

#[test]
fn files_for_tests_are_part_of_no_circle() {
    let files = [
        ("src/core/mod.rs", "pub mod a; pub mod b; #[cfg(test)] pub mod made; #[cfg(test)] mod tests;"),
        ("src/core/a.rs", "use super::b::B;"),
        ("src/core/b.rs", "#[cfg(test)] use super::made::x;"),
        ("src/core/made.rs", "use super::a::A;"),
        ("src/core/tests.rs", "use super::{a, b};"),
    ];
    assert_eq!(circles(&made(&files), &[]), Vec::<String>::new());
}

#[test]
fn exception_lets_one_use_pass_and_goes_with_it() {
    let exception = [("core::b", "core::a", "made up")];
    let circle = [("src/core/a.rs", "use super::b::B;"), ("src/core/b.rs", "use super::a::A;")];
    assert_eq!(circles(&made(&circle), &exception).len(), 0);
    assert_eq!(circles(&made(&circle[..1]), &exception).len(), 1, "an exception that nothing needs is said");
}

#[test]
fn panel_that_uses_another_is_seen_also_inside_a_folder() {
    let found = |path: &str, code: &str| {
        let files = [
            (path, code),
            ("src/ui/panels/mod.rs", "mod agreement; mod date; mod shared; pub struct Row; use date::basis;"),
            ("src/ui/panels/date.rs", "pub fn basis() {}"),
            ("src/ui/panels/agreement/dates.rs", ""),
            ("src/ui/panels/shared.rs", ""),
        ];
        apart(&made(&files), "ui::panels", &["shared"]).len()
    };
    assert_eq!(found("src/ui/panels/actor.rs", "use super::{Row, date, names};"), 1);
    assert_eq!(found("src/ui/panels/actor.rs", "use crate::ui::panels::date::basis;"), 1);
    assert_eq!(found("src/ui/panels/actor.rs", "use super::agreement::dates::slot;"), 1);
    assert_eq!(found("src/ui/panels/actor.rs", "fn f() { super::basis() }"), 1);
    assert_eq!(found("src/ui/panels/agreement/mod.rs", "use super::date::basis;"), 1);
    assert_eq!(found("src/ui/panels/agreement/people.rs", "use super::super::date::basis;"), 1);
    assert_eq!(found("src/ui/panels/agreement/people.rs", "use super::dates; use super::super::{Row, shared};"), 0);
    let views = [("src/ui/side/registry.rs", "use super::across::open;"), ("src/ui/side/across.rs", "")];
    assert_eq!(apart(&made(&views), "ui::side", &[]).len(), 1);
    let inside = [("src/ui/side/registry/list.rs", "use crate::ui::side::across;"), ("src/ui/side/across/mod.rs", "")];
    assert_eq!(apart(&made(&inside), "ui::side", &[]).len(), 1);
}

#[test]
fn values_that_grow_are_seen() {
    let source = |code: &str| Source::new("src/app/mod.rs", code);
    let code = "#[derive(A, B)] pub struct G<T: X<Y, Z>> { /// One: a, b.\n pub a: u8, #[x(y: 1, z)] b: Map<(A, B), Vec<C>>, \
        c: Box<dyn Fn(A, B) -> C>, pub(super) d: [u8; 3] }";
    assert_eq!(fields(&source(code), "G"), Some(4));
    assert_eq!(fields(&source("struct G(u8, Map<A, B>,);"), "G"), Some(2));
    assert_eq!(fields(&source("struct G;"), "G"), Some(0));
    assert_eq!(fields(&source("struct Other { a: u8 }"), "G"), None);
    let sources = [source("struct G { a: u8, b: u8 }")];
    assert_eq!(centre(&sources, "src/app/mod.rs", "G", 2).len(), 0);
    assert_eq!(centre(&sources, "src/app/mod.rs", "G", 1).len(), 1);
    assert_eq!(centre(&sources, "src/app/mod.rs", "H", 1).len(), 1);
    let seven = "a: A, (b, c): (B, C), d: D<E, F>, g: impl Fn(G, H) -> I, j: J, k: K";
    let found = |code: &str| many_arguments(&[source(code)]).len();
    assert_eq!(found(&format!("fn f(&self, {seven}) {{}}")), 0);
    assert_eq!(found(&format!("fn f<'a, T: A<B, C>>(&mut self, {seven}, l: L) {{}}")), 1);
    assert_eq!(found(&format!("fn f(&self, {seven}, l: fn(A, B) -> C,) -> D {{}}")), 1);
    assert_eq!(found(&format!("#[cfg(test)] mod t {{ fn f(&self, {seven}, l: L) {{}} }}")), 0);
}
