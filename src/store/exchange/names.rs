//! Names that an import gives to new articles: those of the files it reads where every system and every archive can hold
//! them, else safe ones beside them. What is taken instead of what, and why, is said to whoever imports.

use std::collections::HashSet;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::core::visible::{Hidden, visible};
use crate::store::layout;

/// Longest name of a file or folder on every disk, in bytes.
const LONGEST: usize = 255;
/// Longest path inside a corpus, in bytes: what a system takes less what the corpus may lie in.
const LONGEST_PATH: usize = 2000;
/// Longest that is added to a name beside the annotator's: `.ron.damaged-01234567.new`.
const BESIDE: usize = 32;
/// Signs that Windows takes for something else.
const SPECIAL: [char; 8] = ['<', '>', ':', '"', '|', '?', '*', '\\'];

/// A name that was not taken, and what was taken instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The name in the file.
    pub wanted: String,
    /// The name of the article.
    pub taken: String,
    /// Why, as the end of a sentence.
    pub why: String,
}

impl Renamed {
    /// Says it in one line.
    #[must_use]
    pub fn line(&self) -> String {
        let Self { wanted, taken, why } = self;
        format!("“{}” is called {taken} here, because {why}", visible(wanted))
    }
}

/// A name that can be taken, and what is wrong with the one wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Safe {
    /// The name, with the ending of an article.
    pub name: String,
    /// What is wrong, each once; nothing where only an ending was added.
    pub why: Vec<String>,
}

/// Makes a name that every system holds. `file` is the name of the file it comes from: it stands in for a name that
/// leads to where no article is.
pub(in crate::store) fn safe(wanted: &str, file: &str, annotator: &str) -> Safe {
    let mut made = Making { why: Vec::new(), room: LONGEST.saturating_sub(annotator.len() + BESIDE) };
    if let Some(why) = elsewhere(wanted) {
        made.why.push(why);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let stem = stem.rsplit('/').next().unwrap_or(stem).trim_start_matches(['.', '_']);
        let name = made.file(if stem.is_empty() { "article" } else { stem });
        return Safe { name, why: made.why };
    }
    let (folders, name) = wanted.rsplit_once('/').unwrap_or(("", wanted));
    let mut parts: Vec<String> = Vec::new();
    for folder in folders.split('/').filter(|_| !folders.is_empty()) {
        if folder.is_empty() {
            made.say("a folder has no name");
        } else {
            let mut folder = made.part(folder);
            if is_like_a_file(&folder) {
                made.say("a folder cannot be called like an article or its work");
                folder = folder.replace('.', "_");
            }
            parts.push(made.cut(&folder, ""));
        }
    }
    parts.push(made.file(name));
    let mut name = parts.join("/");
    if name.len() > LONGEST_PATH {
        made.say(&format!("its path has more than {LONGEST_PATH} bytes"));
        name = parts.pop().unwrap_or_default();
    }
    Safe { name, why: made.why }
}

/// Tells whether a folder has a name of the kind that articles and works have: there may be one of it.
fn is_like_a_file(folder: &str) -> bool {
    layout::is_article(folder) || folder.to_lowercase().ends_with(".ron")
}

/// Says that a name leads to where no article may be; nothing where it does not.
fn elsewhere(wanted: &str) -> Option<String> {
    if wanted.starts_with('/') || wanted.split('/').any(|part| part == "..") {
        return Some("the name leads out of the corpus".to_owned());
    }
    let own = [layout::CORPUS_FOLDER, layout::ABOUT_FOLDER];
    let is_own = |part: &str| own.iter().any(|own| part.trim_end_matches(['.', ' ']).eq_ignore_ascii_case(own));
    let (folders, name) = wanted.rsplit_once('/').unwrap_or(("", wanted));
    if let Some(folder) = folders.split('/').find(|part| is_own(part)) {
        return Some(format!("{folder} belongs to the program"));
    }
    let is_hidden = folders.split('/').chain([name]).any(|part| part.starts_with('.'));
    (is_hidden || name.is_empty()).then(|| "the name is that of a hidden file or of none".to_owned())
}

struct Making {
    why: Vec<String>,
    /// The most bytes the name of an article may have.
    room: usize,
}

impl Making {
    fn say(&mut self, why: &str) {
        if !self.why.iter().any(|said| said == why) {
            self.why.push(why.to_owned());
        }
    }

    /// Makes the name of a file, with the ending of an article.
    fn file(&mut self, wanted: &str) -> String {
        let name = self.part(wanted);
        let (stem, ending) = match name.rsplit_once('.') {
            Some((stem, ending)) if layout::is_article(&name) && !stem.is_empty() => (stem, format!(".{ending}")),
            _ => (name.as_str(), ".txt".to_owned()),
        };
        let room = self.room;
        let cut = self.cut_to(stem, room.saturating_sub(ending.len()));
        cut + &ending
    }

    /// Makes a name of a file or folder, of any length.
    fn part(&mut self, wanted: &str) -> String {
        let mut hidden = Hidden::default();
        let mut name = String::with_capacity(wanted.len());
        for c in wanted.chars() {
            if hidden.meets(c) {
                self.say(&format!("it has a sign in it that nobody sees (U+{:04X})", u32::from(c)));
                name.push('_');
            } else if SPECIAL.contains(&c) {
                self.say(&format!("Windows cannot hold “{c}”"));
                name.push('_');
            } else {
                name.push(c);
            }
        }
        let trimmed = name.trim_end_matches(['.', ' ']);
        if trimmed.len() < name.len() {
            self.say("Windows cannot hold a dot or space at the end");
        }
        let mut name = if trimmed.is_empty() { "_".to_owned() } else { trimmed.to_owned() };
        let stem = name.find('.').unwrap_or(name.len());
        if layout::is_device_name(name[..stem].trim_end()) {
            self.say(&format!("“{}” is a device on Windows", &name[..stem]));
            name.insert(stem, '_');
        }
        name
    }

    fn cut(&mut self, name: &str, ending: &str) -> String {
        self.cut_to(name, LONGEST.saturating_sub(ending.len()))
    }

    fn cut_to(&mut self, name: &str, room: usize) -> String {
        if name.len() <= room {
            return name.to_owned();
        }
        self.say(&format!("a name of {} bytes is too long for a disk with what stands beside it", name.len()));
        name[..name.floor_char_boundary(room)].trim_end_matches(['.', ' ']).to_owned()
    }
}

/// The names that are taken, as disks tell them apart that know no capitals and no kinds of accents.
#[derive(Clone, Debug, Default)]
pub(in crate::store) struct Taken(HashSet<String>);

impl Taken {
    /// Notes a name.
    pub fn add(&mut self, name: &str) {
        self.0.insert(folded(name));
    }

    /// Tells whether a name cannot be told apart from one that is taken.
    pub fn holds(&self, name: &str) -> bool {
        self.0.contains(&folded(name))
    }

    /// Finds a name beside one that is taken.
    pub fn beside(&self, name: &str) -> String {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
        let numbered = |number: usize| format!("{stem}-{number}.{ending}");
        (2..=usize::MAX).map(numbered).find(|name| !self.holds(name)).unwrap_or_else(|| name.to_owned())
    }
}

/// Writes a name as all that a disk may take for the same.
pub(super) fn folded(name: &str) -> String {
    let nfc = ComposingNormalizerBorrowed::new_nfc();
    nfc.normalize(&nfc.normalize(name).to_lowercase()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(wanted: &str, taken: &str, why: &str) {
        let safe = safe(wanted, "in/x.jsonl", "ben");
        assert_eq!(safe.name, taken, "{wanted:?}");
        assert_eq!(safe.why.is_empty(), why.is_empty(), "{wanted:?}: {:?}", safe.why);
        assert!(safe.why.join("; ").contains(why), "{wanted:?}: {:?}", safe.why);
    }

    #[test]
    fn name_that_every_system_holds_stays() {
        for name in ["a.txt", "2024/05/ä b.md", "می\u{200c}خواهم.txt", "console.txt", "a.b.txt", "-x.txt", "com.txt"]
        {
            check(name, name, "");
        }
        check("a", "a.txt", "");
        check("b.html", "b.html.txt", "");
    }

    #[test]
    fn name_that_a_system_cannot_hold_is_replaced_with_the_reason() {
        check("a//b.txt", "a/b.txt", "a folder has no name");
        check(r"C:\win.txt", "C__win.txt", "Windows cannot hold “:”");
        check("con.txt", "con_.txt", "“con” is a device on Windows");
        check("NUL/a.txt", "NUL_/a.txt", "is a device on Windows");
        check("a.txt/b.txt", "a_txt/b.txt", "a folder cannot be called like an article");
        check("a.ben.RON/b.txt", "a_ben_RON/b.txt", "a folder cannot be called like an article");
        check("com1.tar.txt", "com1_.tar.txt", "“com1” is a device");
        check("x. /b.txt", "x/b.txt", "a dot or space at the end");
        check("b.txt ", "b.txt", "a dot or space at the end");
        check("b.txt.", "b.txt", "a dot or space at the end");
        check("a<b>|?*\".txt", "a_b_____.txt", "Windows cannot hold “<”");
        check("a\u{1b}[2J\nb.txt", "a_[2J_b.txt", "nobody sees (U+001B)");
        check("a\u{202e}txt.exe", "a_txt.exe.txt", "nobody sees (U+202E)");
        check("a\0b.txt", "a_b.txt", "nobody sees (U+0000)");
        check(" . /x.txt", " /x.txt".replacen(' ', "_", 1).as_str(), "a dot or space at the end");
    }

    #[test]
    fn name_that_leads_elsewhere_is_replaced_by_that_of_the_file() {
        for name in ["../out.txt", "/etc/x.txt", "a/../../b.txt"] {
            check(name, "x.txt", "leads out of the corpus");
        }
        check("_glossator/guideline.md", "x.txt", "belongs to the program");
        check("_Glossator/history/x.txt", "x.txt", "belongs to the program");
        check(".hidden.txt", "x.txt", "hidden");
        check("a/.git/x.txt", "x.txt", "hidden");
        check("", "x.txt", "of none");
        check("a/", "x.txt", "of none");
    }

    #[test]
    fn name_that_is_too_long_is_cut_with_room_for_the_work_beside_it() {
        let long = format!("{}.txt", "ü".repeat(200));
        let safe = safe(&long, "x.jsonl", "ben");
        assert!(safe.name.len() <= LONGEST - 3 - BESIDE && safe.name.ends_with("ü.txt"), "{}", safe.name);
        assert!(safe.why[0].contains("too long"), "{:?}", safe.why);
        let deep = "a/".repeat(2000) + "b.txt";
        check(&deep, "b.txt", "its path has more than");
    }

    #[test]
    fn names_that_differ_in_capitals_or_accents_alone_are_told_apart_by_a_number() {
        let mut taken = Taken::default();
        taken.add("2024/É.txt");
        for name in ["2024/é.txt", "2024/E\u{301}.TXT", "2024/É.txt"] {
            assert!(taken.holds(name), "{name}");
        }
        assert_eq!(taken.beside("2024/é.txt"), "2024/é-2.txt");
        taken.add("2024/é-2.txt");
        assert_eq!(taken.beside("2024/é.txt"), "2024/é-3.txt");
    }
}
