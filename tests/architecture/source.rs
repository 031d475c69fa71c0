//! A source file, and the paths it names.

use std::fs;
use std::path::{Path, PathBuf};

use crate::rules::LAYERS;
use crate::tokens::{Token, tokens};

/// A source file.
pub struct Source {
    /// Path below the crate, with `/`.
    pub path: String,
    pub text: String,
    pub tokens: Vec<Token>,
}

/// A path as `crate::core::text`, without its first word.
pub struct UsedPath {
    pub line: usize,
    pub words: Vec<String>,
    /// What a `use` calls it here, where that is another name than its last word.
    pub alias: Option<String>,
    /// Inside what is only built for tests.
    pub in_tests: bool,
}

impl UsedPath {
    fn new(token: &Token, words: &[String]) -> Self {
        Self { line: token.line, words: words.to_vec(), alias: None, in_tests: token.in_tests }
    }

    /// Gives the name under which a `use` brings it in.
    pub fn name(&self) -> &str {
        self.alias.as_deref().or(self.words.last().map(String::as_str)).unwrap_or_default()
    }
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned(), tokens: tokens(text) }
    }

    /// Gives the layer of the file; nothing for `lib.rs` and `main.rs`.
    pub fn layer(&self) -> Option<&'static str> {
        let rest = self.path.strip_prefix("src/")?;
        let first = rest.split('/').next()?;
        LAYERS.iter().map(|(layer, _)| *layer).find(|layer| *layer == first.trim_end_matches(".rs"))
    }

    pub fn is_in(&self, layer: &str) -> bool {
        self.layer() == Some(layer)
    }

    /// Gives the module the file is, as words below the crate; none for `lib.rs` and `main.rs`.
    pub fn module(&self) -> Vec<String> {
        let name = self.path.strip_prefix("src/").unwrap_or(&self.path).trim_end_matches(".rs");
        let mut words: Vec<String> = name.split('/').map(str::to_owned).collect();
        if words.last().is_some_and(|last| last == "mod") || ["lib", "main"].contains(&name) {
            words.pop();
        }
        words
    }

    /// Lists the paths that begin with a word, each branch of a `use` tree as one.
    pub fn paths_from(&self, root: &str) -> Vec<UsedPath> {
        let mut found = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let continues = at > 0 && self.tokens[at - 1].text == "::";
            if token.text == root && !continues {
                follow(&self.tokens, at + 1, &[], token, &mut found);
            }
        }
        found
    }

    /// Lists what the file brings in by `use`, each branch of a tree as one, with the first word.
    pub fn uses(&self) -> Vec<UsedPath> {
        let mut found = Vec::new();
        for (at, token) in self.tokens.iter().enumerate().filter(|(_, token)| token.text == "use") {
            if let Some(first) = self.tokens.get(at + 1) {
                follow(&self.tokens, at + 2, std::slice::from_ref(&first.text), token, &mut found);
            }
        }
        found
    }

    /// Gives a path from the crate's root; nothing where it begins with neither `crate`, `self` nor `super`.
    pub fn absolute(&self, words: &[String]) -> Option<Vec<String>> {
        let mut module = self.module();
        let climbs = words.iter().take_while(|word| *word == "super").count();
        match words.first().map(String::as_str) {
            Some("crate") => return Some(words[1..].to_vec()),
            Some("self") => module.extend_from_slice(&words[1..]),
            Some("super") => {
                module.truncate(module.len().saturating_sub(climbs));
                module.extend_from_slice(&words[climbs..]);
            }
            _ => return None,
        }
        Some(module)
    }

    /// Lists all paths into the crate, from its root: in `use` and where they stand in the code.
    pub fn paths_into_crate(&self) -> Vec<UsedPath> {
        let mut found = Vec::new();
        for root in ["crate", "self", "super"] {
            for mut path in self.paths_from(root) {
                path.words.insert(0, root.to_owned());
                if let Some(words) = self.absolute(&path.words) {
                    path.words = words;
                    found.push(path);
                }
            }
        }
        if self.layer().is_none() {
            found.extend(self.paths_from("glossator"));
        }
        found
    }

    /// Gives the lines where a word stands alone in the code.
    pub fn lines_with(&self, words: &[&str]) -> Vec<(usize, &str)> {
        let found = self.tokens.iter().filter(|token| words.contains(&token.text.as_str()));
        found.map(|token| (token.line, token.text.as_str())).collect()
    }

    /// Gives the word of a token; an empty one past the end.
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    pub fn at(&self, line: usize, what: &str) -> String {
        format!("{}:{line}: {what}", self.path)
    }

    pub fn lines(&self) -> usize {
        self.text.lines().count()
    }
}

/// Follows a path or a `use` tree from the `::` at `at`; gives where it ends.
fn follow(tokens: &[Token], at: usize, words: &[String], from: &Token, found: &mut Vec<UsedPath>) -> usize {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let next = word(at + 1);
    let goes_on = word(at) == "::" && next.starts_with(|c: char| c.is_alphabetic() || ['_', '*', '{'].contains(&c));
    if !goes_on {
        let mut path = UsedPath::new(from, words);
        let end = if word(at) == "::" { at + 1 } else { at };
        if word(end) == "as" {
            path.alias = Some(word(end + 1).to_owned());
        }
        found.push(path);
        return if word(end) == "as" { end + 2 } else { end };
    }
    if next != "{" {
        let longer: Vec<String> = words.iter().cloned().chain([next.to_owned()]).collect();
        return follow(tokens, at + 2, &longer, from, found);
    }
    let mut at = at + 2;
    while at < tokens.len() && word(at) != "}" {
        if word(at) == "," {
            at += 1;
            continue;
        }
        let itself = word(at) == "self";
        let longer: Vec<String> = words.iter().cloned().chain((!itself).then(|| word(at).to_owned())).collect();
        at = follow(tokens, at + 1, &longer, &tokens[at], found);
    }
    at + 1
}

pub fn crate_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Reads all sources below a folder of the crate.
pub fn sources(folder: &str) -> Vec<Source> {
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
