//! The rules that look at one file at a time.

use crate::source::Source;

/// Layers, each with what it may use. Lowest first.
pub const LAYERS: [(&str, &[&str]); 9] = [
    // Beside the layers that call nothing and wait for nobody.
    ("threads", &["threads"]),
    ("core", &["core"]),
    ("exchange", &["core", "exchange"]),
    ("store", &["core", "exchange", "store"]),
    ("shape", &["core", "shape"]),
    // Of the formats the window knows the names: what a person chooses in a dialog.
    ("session", &["core", "shape", "session", "store::settings", "exchange::format", "exchange::conll::Variant"]),
    (
        "ui",
        &[
            "core",
            "shape",
            "session",
            "ui",
            "store::settings",
            "store::layout",
            "exchange::format",
            "exchange::conll::Variant",
        ],
    ),
    ("app", &["threads", "core", "exchange", "store", "shape", "session", "ui", "app"]),
    ("cli", &["threads", "core", "exchange", "store", "cli"]),
];

pub fn layer_order(sources: &[Source]) -> Vec<String> {
    let mut breaches = Vec::new();
    for source in sources {
        let (name, allowed): (&str, &[&str]) = match source.layer() {
            Some(layer) => *LAYERS.iter().find(|(name, _)| *name == layer).expect("a known layer"),
            None => ("main", &["app", "cli", "store"]),
        };
        for path in source.paths_into_crate() {
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
pub fn std_module(sources: &[Source], module: &str, home: &str) -> Vec<String> {
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

/// Finds questions that a path asks the disk, outside the one layer that may ask it anything.
pub fn paths_that_ask(sources: &[Source]) -> Vec<String> {
    const ASKING: [&str; 10] = [
        "exists",
        "try_exists",
        "is_dir",
        "is_file",
        "is_symlink",
        "metadata",
        "symlink_metadata",
        "canonicalize",
        "read_dir",
        "read_link",
    ];
    let mut breaches = Vec::new();
    for source in sources.iter().filter(|source| !source.is_in("store")) {
        for (at, token) in source.tokens.iter().enumerate().filter(|(_, token)| ASKING.contains(&token.text.as_str())) {
            let before = |n: usize| at.checked_sub(n).map_or("", |at| source.word(at));
            let called = before(1) == "." && source.word(at + 1) == "(" && source.word(at + 2) == ")";
            let named = before(1) == "::" && ["Path", "PathBuf"].contains(&before(2));
            if called || named {
                let what = format!("`{}` asks the disk; ask a function of store, e.g. in store::disk", token.text);
                breaches.push(source.at(token.line, &what));
            }
        }
    }
    breaches
}

/// Finds crates outside the layers that may name them.
pub fn crates(sources: &[Source], names: &[&str], allowed: impl Fn(&Source) -> bool, advice: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    for source in sources.iter().filter(|source| !allowed(source)) {
        for (line, name) in source.lines_with(names) {
            breaches.push(source.at(line, &format!("`{name}` {advice}")));
        }
    }
    breaches
}

pub fn colours(sources: &[Source]) -> Vec<String> {
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

pub fn first_lines(sources: &[Source]) -> Vec<String> {
    let bare = sources.iter().filter(|source| !source.text.starts_with("//! "));
    bare.map(|source| source.at(1, "begin the file with a `//!` line that says what it is")).collect()
}

pub fn printing(sources: &[Source]) -> Vec<String> {
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

/// Finds what tests say where nobody sees it: the runner keeps what a test that passes has printed to itself.
pub fn swallowed(sources: &[Source]) -> Vec<String> {
    let mut breaches = Vec::new();
    for source in sources {
        let is_test = |line_in_tests: bool| line_in_tests || !source.path.starts_with("src/");
        for token in source.tokens.iter().filter(|token| is_test(token.in_tests)) {
            if token.text == "eprintln" || token.text == "eprint" {
                breaches.push(source.at(token.line, "nobody sees this where the test passes; use left_out::say"));
            }
        }
    }
    breaches
}

pub fn clock_and_environment(sources: &[Source]) -> Vec<String> {
    let mut breaches = Vec::new();
    for source in sources.iter().filter(|source| source.is_in("core") || source.is_in("exchange")) {
        for path in source.paths_from("std") {
            let used = path.words.join("::");
            if used.starts_with("env") || ["time::Instant", "time::SystemTime"].iter().any(|it| used.starts_with(it)) {
                breaches.push(
                    source
                        .at(path.line, &format!("`std::{used}` is unknown to the pure layers; take it as an argument")),
                );
            }
        }
        for (line, word) in source.lines_with(&["Timestamp", "Zoned", "getrandom", "option_env"]) {
            breaches.push(source.at(line, &format!("`{word}` asks the world; take the answer as an argument")));
        }
    }
    breaches
}

pub fn dependencies_without_reason(manifest: &str) -> Vec<String> {
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
