//! Who uses whom: no circles among the rooms of a folder, and rooms that stay apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Source, UsedPath};

/// Uses that may be part of a circle: who, whom, and why that cannot be otherwise.
pub const EXCEPTIONS: [(&str, &str, &str); 0] = [];

/// What follows a module's name when it is asked for.
type Module = Vec<String>;

/// One use of a module by another.
pub struct Use {
    /// The module that uses.
    from: Module,
    /// The module that is used.
    to: Module,
    /// Where, in words.
    place: String,
}

/// The modules of the crate, without those that are only built for tests.
pub struct Modules<'a>(BTreeMap<Module, Room<'a>>);

/// A module, and what it brings in.
struct Room<'a> {
    source: &'a Source,
    brought_in: Vec<UsedPath>,
}

impl<'a> Modules<'a> {
    pub fn of(sources: &'a [Source]) -> Self {
        let inside = sources.iter().filter(|source| source.path.starts_with("src/") && source.path != "src/main.rs");
        let mut modules: BTreeMap<Module, &Source> = inside.map(|source| (source.module(), source)).collect();
        let mut for_tests = Vec::new();
        for (module, source) in &modules {
            for (at, token) in source.tokens.iter().enumerate() {
                if token.in_tests && token.text == "mod" && source.word(at + 2) == ";" {
                    for_tests.push([module.as_slice(), &[source.word(at + 1).to_owned()]].concat());
                }
            }
        }
        modules.retain(|module, _| {
            module.last().is_none_or(|last| last != "tests") && !for_tests.iter().any(|it| module.starts_with(it))
        });
        let room = |source: &'a Source| {
            let brought_in = source.uses().into_iter().filter(|used| !used.in_tests).collect();
            Room { source, brought_in }
        };
        Self(modules.into_iter().map(|(module, source)| (module, room(source))).collect())
    }

    /// Gives the longest beginning of a path that is a module.
    fn home<'b>(&self, path: &'b [String]) -> &'b [String] {
        let length = (0..=path.len()).rev().find(|length| self.0.contains_key(&path[..*length])).unwrap_or(0);
        &path[..length]
    }

    /// Lists the modules a path leads through: what a module has only brought in is looked for where it comes from.
    fn led_through(&self, path: &[String], depth: usize) -> Vec<Module> {
        let home = self.home(path);
        let mut passed = vec![home.to_vec()];
        let (Some(room), Some(name)) = (self.0.get(home), path.get(home.len())) else { return passed };
        for used in room.brought_in.iter().filter(|_| depth > 0) {
            let everything = used.words.last().is_some_and(|last| last == "*");
            if !everything && used.name() != name {
                continue;
            }
            let Some(mut target) = self.absolute(room.source, &used.words) else { continue };
            if everything {
                target.pop();
                if !self.0.get(self.home(&target)).is_some_and(|other| makes(other.source, name)) {
                    continue;
                }
                target.push(name.clone());
            }
            target.extend_from_slice(&path[home.len() + 1..]);
            if target != path {
                passed.extend(self.led_through(&target, depth - 1));
                break;
            }
        }
        passed
    }

    /// Gives a path from the root; one that begins with a module inside the file counts as well.
    fn absolute(&self, source: &Source, words: &[String]) -> Option<Module> {
        source.absolute(words).or_else(|| {
            let inside = [source.module().as_slice(), words].concat();
            let child = !words.is_empty() && self.0.contains_key(&inside[..=source.module().len()]);
            child.then_some(inside)
        })
    }

    /// Lists every use of one module by another.
    pub fn uses(&self) -> Vec<Use> {
        let mut found = Vec::new();
        for (from, room) in self.0.iter().filter(|(from, _)| !from.is_empty()) {
            for path in room.source.paths_into_crate().iter().filter(|path| !path.in_tests) {
                let others = self.led_through(&path.words, 8).into_iter().filter(|to| to != from && !to.is_empty());
                for to in others {
                    let place = room.source.at(path.line, &format!("uses `{}`", to.join("::")));
                    found.push(Use { from: from.clone(), to, place });
                }
            }
        }
        found
    }
}

/// Tells whether a source makes something of a name.
fn makes(source: &Source, name: &str) -> bool {
    const KINDS: [&str; 9] = ["fn", "struct", "enum", "trait", "const", "static", "type", "mod", "union"];
    let named = |at: usize| KINDS.contains(&source.word(at)) && source.word(at + 1) == name;
    (0..source.tokens.len()).any(named)
}

/// Gives the folder in which two modules part, and the child of it that each is or stands in; nothing where one
/// stands in the other.
fn parting<'a>(from: &'a [String], to: &'a [String]) -> Option<(&'a [String], &'a str, &'a str)> {
    let common = from.iter().zip(to).take_while(|(a, b)| a == b).count();
    Some((&from[..common], from.get(common)?, to.get(common)?))
}

/// Finds circles: children of one folder, each a file or a folder as one, that use each other.
pub fn circles(sources: &[Source], exceptions: &[(&str, &str, &str)]) -> Vec<String> {
    let uses = Modules::of(sources).uses();
    let excused = |from: &[String], to: &[String]| {
        exceptions.iter().position(|(a, b, _)| from.join("::") == *a && to.join("::") == *b)
    };
    let mut needed = BTreeSet::new();
    let mut edges: BTreeMap<(&[String], &str), BTreeMap<&str, &Use>> = BTreeMap::new();
    for used in &uses {
        if let Some(at) = excused(&used.from, &used.to) {
            needed.insert(at);
        } else if let Some((folder, from, to)) = parting(&used.from, &used.to) {
            edges.entry((folder, from)).or_default().entry(to).or_insert(used);
        }
    }
    let reaches = |folder: &[String], from: &str, wanted: &str| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from.to_owned()]);
        while let Some(next) = open.pop() {
            for (to, _) in edges.get(&(folder, next.as_str())).into_iter().flatten() {
                if *to == wanted {
                    return true;
                }
                if seen.insert((*to).to_owned()) {
                    open.push((*to).to_owned());
                }
            }
        }
        false
    };
    let mut breaches = Vec::new();
    for ((folder, from), targets) in &edges {
        for (to, used) in targets.iter().filter(|(to, _)| reaches(folder, to, from)) {
            let of = if folder.is_empty() { "the crate".to_owned() } else { folder.join("::") };
            let advice = "move what both need into a room below both";
            breaches.push(format!("{}\n    circle in {of}: `{from}` → `{to}` → … → `{from}`; {advice}", used.place));
        }
    }
    for (at, (from, to, _)) in exceptions.iter().enumerate().filter(|(at, _)| !needed.contains(at)) {
        breaches.push(format!("exception {at}: `{from}` does not use `{to}` any more; take it off the list"));
    }
    breaches
}

/// Finds children of a folder that use each other, but for those that all may use.
pub fn apart(sources: &[Source], folder: &str, for_all: &[&str]) -> Vec<String> {
    let folder: Vec<&str> = folder.split("::").collect();
    let mut breaches = Vec::new();
    for used in Modules::of(sources).uses() {
        let Some((parted_in, _, to)) = parting(&used.from, &used.to) else { continue };
        if *parted_in == folder && !for_all.contains(&to) {
            let what = format!("`{to}` stands beside it; move what both need to what all of them may use");
            breaches.push(format!("{}: {what}", used.place));
        }
    }
    breaches
}
