//! The rules of the house, read off the sources: each test says where a rule is broken and what to do.

use std::fs;
use std::path::{Path, PathBuf};

/// Layers, each with what it may use. Lowest first.
const LAYERS: [(&str, &[&str]); 7] = [
    ("core", &["core"]),
    ("store", &["core", "store"]),
    ("shape", &["core", "shape"]),
    ("session", &["core", "shape", "session", "store::settings"]),
    ("ui", &["core", "shape", "session", "ui", "store::settings", "store::layout"]),
    ("app", &["core", "store", "shape", "session", "ui", "app"]),
    ("cli", &["core", "store", "cli"]),
];
/// The most lines a file may have.
const MOST_LINES: usize = 620;
/// The most lines the routing of actions may have.
const MOST_ROUTING_LINES: usize = 300;

/// A word or sign of the code, without comments and the contents of strings.
#[derive(Clone, Debug)]
struct Token {
    text: String,
    line: usize,
    /// Inside `#[cfg(test)] mod … { … }`.
    in_tests: bool,
}

/// A source file.
struct Source {
    /// Path below the crate, with `/`.
    path: String,
    text: String,
    tokens: Vec<Token>,
}

/// A path as `crate::core::text`, without its first word.
struct UsedPath {
    line: usize,
    words: Vec<String>,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned(), tokens: tokens(text) }
    }

    /// Gives the layer of the file; nothing for `lib.rs` and `main.rs`.
    fn layer(&self) -> Option<&'static str> {
        let rest = self.path.strip_prefix("src/")?;
        let first = rest.split('/').next()?;
        LAYERS.iter().map(|(layer, _)| *layer).find(|layer| *layer == first.trim_end_matches(".rs"))
    }

    fn is_in(&self, layer: &str) -> bool {
        self.layer() == Some(layer)
    }

    /// Lists the paths that begin with a word, each branch of a `use` tree as one.
    fn paths_from(&self, root: &str) -> Vec<UsedPath> {
        let mut found = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let continues = at > 0 && self.tokens[at - 1].text == "::";
            if token.text == root && !continues {
                expand(&self.tokens, at + 1, &[], token.line, &mut found);
            }
        }
        found
    }

    /// Lists the paths into the crate: `crate::…`, and `super::…` where it climbs up to a layer.
    fn paths_into_layers(&self) -> Vec<UsedPath> {
        let mut found = self.paths_from("crate");
        if self.layer().is_none() {
            found.extend(self.paths_from("glossator"));
        }
        for mut path in self.paths_from("super") {
            path.words.retain(|word| word != "super");
            if path.words.first().is_some_and(|word| LAYERS.iter().any(|(layer, _)| layer == word)) {
                found.push(path);
            }
        }
        found
    }

    /// Gives the lines where a word stands alone in the code.
    fn lines_with(&self, words: &[&str]) -> Vec<(usize, &str)> {
        let found = self.tokens.iter().filter(|token| words.contains(&token.text.as_str()));
        found.map(|token| (token.line, token.text.as_str())).collect()
    }

    fn at(&self, line: usize, what: &str) -> String {
        format!("{}:{line}: {what}", self.path)
    }

    fn lines(&self) -> usize {
        self.text.lines().count()
    }
}

/// Follows a path or a `use` tree from the `::` at `at`; gives where it ends.
fn expand(tokens: &[Token], at: usize, words: &[String], line: usize, found: &mut Vec<UsedPath>) -> usize {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let mut end = || found.push(UsedPath { line, words: words.to_vec() });
    if word(at) != "::" {
        end();
        return at;
    }
    let next = word(at + 1);
    if next == "{" {
        let mut at = at + 2;
        while at < tokens.len() && word(at) != "}" {
            if word(at) == "," {
                at += 1;
                continue;
            }
            if word(at) == "self" {
                found.push(UsedPath { line: tokens[at].line, words: words.to_vec() });
                at += 1;
            } else {
                let longer: Vec<String> = words.iter().cloned().chain([word(at).to_owned()]).collect();
                at = expand(tokens, at + 1, &longer, tokens[at].line, found);
            }
            if word(at) == "as" {
                at += 2;
            }
        }
        return at + 1;
    }
    if !next.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '*') {
        end();
        return at + 1;
    }
    let longer: Vec<String> = words.iter().cloned().chain([next.to_owned()]).collect();
    expand(tokens, at + 2, &longer, line, found)
}

/// Cuts code into words and signs, without comments and the contents of strings.
fn tokens(text: &str) -> Vec<Token> {
    let code = without_comments_and_strings(text);
    let mut tokens: Vec<Token> = Vec::new();
    let mut line = 1;
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\n' {
            line += 1;
        }
        if letter.is_whitespace() {
            continue;
        }
        let mut word = String::from(letter);
        if letter.is_alphanumeric() || letter == '_' {
            while let Some(more) = letters.next_if(|c| c.is_alphanumeric() || *c == '_') {
                word.push(more);
            }
        } else if letter == ':' && letters.next_if_eq(&':').is_some() {
            word.push(':');
        }
        tokens.push(Token { text: word, line, in_tests: false });
    }
    note_tests(&mut tokens);
    tokens
}

/// Notes which tokens belong to test modules.
fn note_tests(tokens: &mut [Token]) {
    const BEGINS: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let is = |tokens: &[Token], at: usize, word: &str| tokens.get(at).is_some_and(|token| token.text == word);
    for at in 0..tokens.len() {
        if !BEGINS.iter().enumerate().all(|(n, word)| is(tokens, at + n, word)) {
            continue;
        }
        let mut begin = at + BEGINS.len();
        // Further attributes may stand before the module.
        while is(tokens, begin, "#") {
            begin += tokens[begin..].iter().take_while(|token| token.text != "]").count() + 1;
        }
        if !is(tokens, begin, "mod") || !is(tokens, begin + 2, "{") {
            continue;
        }
        let mut depth = 0usize;
        for token in &mut tokens[begin + 2..] {
            token.in_tests = true;
            match token.text.as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
}

/// Replaces comments and what stands in quotes by spaces; the lines stay.
fn without_comments_and_strings(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let end = end_of_hidden(&letters, at);
        if end == at {
            out.push(letters[at]);
            at += 1;
        } else {
            out.extend(letters[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    out
}

/// Gives the end of the comment, string or letter that begins at `at`; `at` itself if none does.
fn end_of_hidden(letters: &[char], at: usize) -> usize {
    let is = |at: usize, c: char| letters.get(at) == Some(&c);
    let find = |from: usize, end: &[char]| {
        let found = (from..letters.len()).find(|at| letters[*at..].starts_with(end));
        found.map_or(letters.len(), |at| at + end.len())
    };
    let after_word = at > 0 && (letters[at - 1].is_alphanumeric() || letters[at - 1] == '_');
    match letters[at] {
        '/' if is(at + 1, '/') => (at..letters.len()).find(|at| letters[*at] == '\n').unwrap_or(letters.len()),
        '/' if is(at + 1, '*') => {
            let (mut depth, mut at) = (1, at + 2);
            while depth > 0 && at < letters.len() {
                match (letters[at], letters.get(at + 1)) {
                    ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
                    ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
                    _ => at += 1,
                }
            }
            at
        }
        'r' if !after_word || is(at.wrapping_sub(1), 'b') => {
            let hashes = letters[at + 1..].iter().take_while(|c| **c == '#').count();
            if !is(at + 1 + hashes, '"') {
                return at;
            }
            let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
            find(at + 2 + hashes, &close)
        }
        '"' => {
            let mut at = at + 1;
            while at < letters.len() && letters[at] != '"' {
                at += if letters[at] == '\\' { 2 } else { 1 };
            }
            (at + 1).min(letters.len())
        }
        '\'' if is(at + 1, '\\') => find(at + 3, &['\'']),
        '\'' if is(at + 2, '\'') => at + 3,
        _ => at,
    }
}

fn crate_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Reads all sources below a folder of the crate.
fn sources(folder: &str) -> Vec<Source> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    let root = crate_folder();
    let mut paths = Vec::new();
    walk(&root.join(folder), &mut paths);
    paths.sort();
    assert!(!paths.is_empty(), "there are no sources in {folder}");
    let source = |path: &PathBuf| {
        let inside = path.strip_prefix(&root).expect("below the crate");
        let name: Vec<String> = inside.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        Source::new(&name.join("/"), &fs::read_to_string(path).expect("a source is UTF-8"))
    };
    paths.iter().map(source).collect()
}

fn assert_kept(breaches: &[String]) {
    assert!(breaches.is_empty(), "\n{}\n", breaches.join("\n"));
}

fn layer_order(sources: &[Source]) -> Vec<String> {
    let mut breaches = Vec::new();
    for source in sources {
        let (name, allowed): (&str, &[&str]) = match source.layer() {
            Some(layer) => *LAYERS.iter().find(|(name, _)| *name == layer).expect("a known layer"),
            None => ("main", &["app", "cli", "store"]),
        };
        for path in source.paths_into_layers() {
            let used = path.words.join("::");
            let known = LAYERS.iter().any(|(layer, _)| path.words.first().is_some_and(|word| word == layer));
            let fits = |may: &&str| used == **may || used.starts_with(&format!("{may}::"));
            if known && !allowed.iter().any(fits) {
                let advice = format!("{name} may use only {}: move what is needed down", allowed.join(", "));
                breaches.push(source.at(path.line, &format!("`{used}` is out of reach here; {advice}")));
            }
        }
    }
    breaches
}

/// Finds `std::…` modules outside the one layer that may name them.
fn std_module(sources: &[Source], module: &str, home: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    for source in sources.iter().filter(|source| !source.is_in(home)) {
        for path in source.paths_from("std").iter().filter(|path| path.words.first().is_some_and(|word| word == module))
        {
            let what = format!("`std::{module}` is named only in {home}; ask that layer to do it");
            breaches.push(source.at(path.line, &what));
        }
    }
    breaches
}

/// Finds crates outside the layers that may name them.
fn crates(sources: &[Source], names: &[&str], allowed: impl Fn(&Source) -> bool, advice: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    for source in sources.iter().filter(|source| !allowed(source)) {
        for (line, name) in source.lines_with(names) {
            breaches.push(source.at(line, &format!("`{name}` {advice}")));
        }
    }
    breaches
}

fn colours(sources: &[Source]) -> Vec<String> {
    const MAKERS: [&str; 8] = [
        "from_hex",
        "from_gray",
        "from_rgb",
        "from_rgb_additive",
        "from_rgba_premultiplied",
        "from_rgba_unmultiplied",
        "from_black_alpha",
        "from_white_alpha",
    ];
    /// Files about glyph pictures, and what these may say.
    const PICTURES: [&str; 2] = ["src/shape/atlas.rs", "src/shape/paint.rs"];
    const IN_PICTURES: [&str; 3] = ["WHITE", "TRANSPARENT", "from_rgba_premultiplied"];
    let mut breaches = Vec::new();
    for source in sources {
        if source.path == "src/ui/theme.rs" || source.path.starts_with("src/ui/theme/") {
            continue;
        }
        for (at, token) in source.tokens.iter().enumerate() {
            let before = |n: usize| at.checked_sub(n).map_or("", |at| source.tokens[at].text.as_str());
            let next = source.tokens.get(at + 1).map_or("", |token| token.text.as_str());
            let word = token.text.as_str();
            let of_colour = before(1) == "::" && ["Color32", "Rgba", "Hsva"].contains(&before(2));
            let constant = of_colour && word.chars().all(|c| c.is_ascii_uppercase() || c == '_');
            let made = MAKERS.contains(&word) || (of_colour && word.starts_with("from_") && word != "from_id");
            let macro_made = ["hex", "hex_color"].contains(&word) && next == "!";
            let picture = PICTURES.contains(&source.path.as_str()) && IN_PICTURES.contains(&word);
            if (constant || made || macro_made) && !picture {
                let what = format!("`{word}` is a colour; name it in ui/theme and take it from the tokens");
                breaches.push(source.at(token.line, &what));
            }
        }
    }
    breaches
}

fn first_lines(sources: &[Source]) -> Vec<String> {
    let bare = sources.iter().filter(|source| !source.text.starts_with("//! "));
    bare.map(|source| source.at(1, "begin the file with a `//!` line that says what it is")).collect()
}

fn lengths(sources: &[Source]) -> Vec<String> {
    let mut breaches = Vec::new();
    for source in sources {
        let routing = source.path == "src/app/apply.rs";
        let most = if routing { MOST_ROUTING_LINES } else { MOST_LINES };
        if source.lines() > most {
            let what = format!("{} lines are more than {most}; look for the missing room", source.lines());
            breaches.push(source.at(most + 1, &what));
        }
    }
    breaches
}

fn panels(sources: &[Source]) -> Vec<String> {
    let panel = |source: &Source| {
        let name = source.path.strip_prefix("src/ui/panels/")?.strip_suffix(".rs")?;
        (name != "mod" && name != "shared").then(|| name.to_owned())
    };
    let names: Vec<String> = sources.iter().filter_map(panel).collect();
    let mut breaches = Vec::new();
    for source in sources {
        let Some(own) = panel(source) else { continue };
        let mut used = source.paths_from("super");
        for mut path in source.paths_from("crate") {
            if path.words.len() > 2 && path.words[..2] == ["ui", "panels"] {
                path.words.drain(..2);
                used.push(path);
            }
        }
        for path in used {
            let other = path.words.iter().find(|word| *word != "super");
            if let Some(other) = other.filter(|other| names.contains(other) && **other != own) {
                let what = format!("uses the panel `{other}`; move what both need to ui/panels/shared.rs");
                breaches.push(source.at(path.line, &what));
            }
        }
    }
    breaches
}

fn printing(sources: &[Source]) -> Vec<String> {
    let mut breaches = Vec::new();
    for source in sources.iter().filter(|source| !source.is_in("cli") && !source.path.ends_with("/tests.rs")) {
        for (at, token) in source.tokens.iter().enumerate().filter(|(_, token)| !token.in_tests) {
            let called = source.tokens.get(at + 1).is_some_and(|next| next.text == "!");
            if called && ["println", "eprintln", "print", "eprint", "dbg"].contains(&token.text.as_str()) {
                breaches.push(source.at(token.line, "only cli prints; give the sentence back, or show a notice"));
            }
        }
    }
    breaches
}

fn clock_and_environment(sources: &[Source]) -> Vec<String> {
    let mut breaches = Vec::new();
    for source in sources.iter().filter(|source| source.is_in("core")) {
        for path in source.paths_from("std") {
            let used = path.words.join("::");
            if used.starts_with("env") || ["time::Instant", "time::SystemTime"].iter().any(|it| used.starts_with(it)) {
                breaches
                    .push(source.at(path.line, &format!("`std::{used}` is unknown to core; take it as an argument")));
            }
        }
        for (line, word) in source.lines_with(&["Timestamp", "Zoned", "getrandom", "option_env"]) {
            breaches.push(source.at(line, &format!("`{word}` asks the world; take the answer as an argument")));
        }
    }
    breaches
}

fn dependencies_without_reason(manifest: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    let mut in_dependencies = false;
    let mut before = "";
    for (index, line) in manifest.lines().enumerate() {
        let line = line.trim();
        let table = line.starts_with('[');
        if table {
            in_dependencies = line.trim_end_matches(']').ends_with("dependencies");
        }
        let one_table_each = table && line.contains("dependencies.");
        let named = in_dependencies && !table && !line.starts_with('#') && line.contains('=') && !before.ends_with(',');
        let explained = line.contains(" #") || before.starts_with('#');
        if (named || one_table_each) && !explained {
            let what = "say in a comment, on the line or just above, why the dependency is there";
            breaches.push(format!("Cargo.toml:{}: {line}\n    {what}", index + 1));
        }
        before = line;
    }
    breaches
}

#[test]
fn layers_use_only_layers_below_them() {
    assert_kept(&layer_order(&sources("src")));
}

#[test]
fn file_system_is_named_only_in_store() {
    assert_kept(&std_module(&sources("src"), "fs", "store"));
}

#[test]
fn threads_are_named_only_in_app() {
    assert_kept(&std_module(&sources("src"), "thread", "app"));
}

#[test]
fn native_dialogs_are_named_only_in_app() {
    assert_kept(&crates(
        &sources("src"),
        &["rfd"],
        |source| source.is_in("app"),
        "is named only in app; push an action",
    ));
}

#[test]
fn typesetting_crates_are_named_only_in_shape() {
    let names = ["parley", "fontique", "skrifa", "vello_cpu"];
    let advice = "is named only in shape; ask the text layer";
    assert_kept(&crates(&sources("src"), &names, |source| source.is_in("shape"), advice));
}

#[test]
fn egui_is_unknown_to_core_and_store() {
    let names = ["egui", "eframe", "epaint", "ecolor", "emath", "egui_material_icons"];
    let knows = |source: &Source| !source.is_in("core") && !source.is_in("store");
    assert_kept(&crates(&sources("src"), &names, knows, "is unknown below shape; use plain numbers"));
}

#[test]
fn colours_are_named_only_in_the_theme() {
    assert_kept(&colours(&sources("src")));
}

#[test]
fn files_begin_with_a_line_that_says_what_they_are() {
    let all: Vec<Source> = sources("src").into_iter().chain(sources("tests")).collect();
    assert_kept(&first_lines(&all));
}

#[test]
fn files_are_short() {
    let all: Vec<Source> = sources("src").into_iter().chain(sources("tests")).collect();
    assert!(all.iter().any(|source| source.path == "src/app/apply.rs"), "the routing of actions has moved: adapt this");
    assert_kept(&lengths(&all));
}

#[test]
fn panels_do_not_use_each_other() {
    let sources = sources("src");
    let found = sources.iter().filter(|source| source.path.starts_with("src/ui/panels/")).count();
    assert!(found > 3, "the panels have moved: adapt this");
    assert_kept(&panels(&sources));
}

#[test]
fn printing_is_left_to_cli() {
    assert_kept(&printing(&sources("src")));
}

#[test]
fn core_asks_no_clock_and_no_environment() {
    assert_kept(&clock_and_environment(&sources("src")));
}

#[test]
fn dependencies_have_a_comment_why() {
    let manifest = fs::read_to_string(crate_folder().join("Cargo.toml")).expect("there is a manifest");
    assert_kept(&dependencies_without_reason(&manifest));
}

/// Breaks every rule on purpose, so that a rule that has gone blind is noticed.
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
    assert_eq!(order("src/main.rs", "use glossator::ui::theme;"), 1);
    assert_eq!(order("src/core/a.rs", "// crate::ui\n/* crate::ui */ const A: &str = \"crate::ui\";"), 0);
    assert_eq!(order("src/core/a.rs", "const A: char = '\"'; use crate::ui; const B: &str = r#\"\"#;"), 1);
    let files = |sources: &[Source]| std_module(sources, "fs", "store");
    assert_eq!(breaches(&files, "src/ui/a.rs", "use std::{io, fs::{self, File}};"), 2);
    assert_eq!(breaches(&files, "src/store/a.rs", "use std::fs;"), 0);
    assert_eq!(breaches(&colours, "src/ui/a.rs", "let a = (Color32::RED, Color32::from_rgb(1, 2, 3), hex!(a));"), 3);
    assert_eq!(breaches(&colours, "src/shape/paint.rs", "let a = (Color32::WHITE, Color32::RED);"), 1);
    assert_eq!(breaches(&colours, "src/ui/a.rs", "fn f(a: Color32) -> Color32 { a.gamma_multiply(0.5) }"), 0);
    assert_eq!(breaches(&panels, "src/ui/panels/agreement.rs", "use super::{Row, date, names};"), 1);
    assert_eq!(breaches(&panels, "src/ui/panels/agreement.rs", "use crate::ui::panels::date::basis;"), 1);
    assert_eq!(breaches(&printing, "src/ui/a.rs", "fn f() { eprintln!(\"a\") }"), 1);
    assert_eq!(breaches(&printing, "src/ui/a.rs", "#[cfg(test)] #[a(b)] mod tests { fn f() { eprintln!() } }"), 0);
    assert_eq!(breaches(&printing, "src/ui/a.rs", "#[cfg(test)] mod t { } fn f() { eprintln!() }"), 1);
    assert_eq!(breaches(&first_lines, "src/ui/a.rs", "use a;\n//! Late."), 1);
    assert_eq!(breaches(&lengths, "src/app/apply.rs", &"\n".repeat(301)), 1);
    assert_eq!(breaches(&lengths, "src/ui/a.rs", &"\n".repeat(620)), 0);
    assert_eq!(breaches(&clock_and_environment, "src/core/a.rs", "use std::{env, time::Instant};"), 2);
    let parley = |sources: &[Source]| crates(sources, &["parley"], |source| source.is_in("shape"), "");
    assert_eq!(breaches(&parley, "src/ui/a.rs", "use parley::Layout;"), 1);
    let manifest = "[dependencies]\n# For a.\na = \"1\"\nb = \"1\" # For b.\nc = \"1\"\n[profile.dev]\nd = 1\n";
    assert_eq!(dependencies_without_reason(manifest).len(), 1);
}
