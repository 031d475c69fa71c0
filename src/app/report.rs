//! Reports of faults of the program itself, which a user can send: what failed, where, in which version, after which
//! actions. No text of an article stands in one.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::fmt::{self, Write as _};
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::{RealWorld, World as _};
use crate::session::Action;
use crate::store::write;

/// Actions a report names.
const LAST: usize = 20;
/// Code points of what a fault says of itself.
const LONGEST: usize = 300;

/// What was done last, oldest first.
static DONE: Mutex<VecDeque<String>> = Mutex::new(VecDeque::new());

/// Where faults were reported, by their places and messages.
static REPORTED: Mutex<BTreeMap<String, PathBuf>> = Mutex::new(BTreeMap::new());

thread_local! {
    /// The last fault of this thread, as a sentence.
    static FAULT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Lets every fault of the program leave a report in a folder.
pub fn install(folder: Option<PathBuf>) {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        before(info);
        let told = match folder.as_deref().map(|folder| leave(folder, info)) {
            Some(Ok(path)) => format!("A report that you can send is in: {}", path.display()),
            Some(Err(reason)) => format!("A report could not be written. {reason}"),
            None => "There is no folder of your own for a report".to_owned(),
        };
        FAULT.with_borrow_mut(|fault| *fault = Some(told));
    }));
}

/// Gives what was reported of the last fault of this thread, once.
pub(super) fn told() -> String {
    let told = FAULT.with_borrow_mut(Option::take);
    told.unwrap_or_else(|| "There is no report of it".to_owned())
}

/// Notes an action for a report, by its name alone.
pub(super) fn note(action: &Action) {
    let name = match action {
        Action::Run(command) => command.info().label.to_owned(),
        other => name_of(other),
    };
    if let Ok(mut done) = DONE.lock() {
        done.push_back(name);
        let surplus = done.len().saturating_sub(LAST);
        done.drain(..surplus);
    }
}

/// Gives the name of a variant, without what it holds.
fn name_of(value: &impl fmt::Debug) -> String {
    struct Name(String);
    impl fmt::Write for Name {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
            self.0.push_str(&text[..end]);
            // Nothing more is made of what the variant holds.
            if end == text.len() { Ok(()) } else { Err(fmt::Error) }
        }
    }
    let mut name = Name(String::new());
    // The error is how the rest is left out.
    write!(name, "{value:?}").ok();
    name.0
}

fn leave(folder: &Path, info: &PanicHookInfo<'_>) -> Result<PathBuf, String> {
    let payload = info.payload();
    let message =
        payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let at = RealWorld.now();
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let mut text = format!(
        "Glossator {} on {} {}\nAt: {at}\nPlace: {place}\nFault: {}\n\nLast actions, oldest first:\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        without_quotes(message.unwrap_or("not said")),
    );
    if let Ok(done) = DONE.try_lock() {
        done.iter().for_each(|name| text.extend(["  ", name, "\n"]));
    }
    text.push_str("\nNo text of an article stands here.\n");
    let fault = format!("{place} {}", message.unwrap_or_default());
    // One that comes again with every try is the same fault.
    let reported = REPORTED.try_lock().ok();
    if let Some(path) = reported.as_ref().and_then(|reported| reported.get(&fault)) {
        return Ok(path.clone());
    }
    let path = folder.join(format!("fault-{}.txt", at.replace(':', "-")));
    let path = write::save_copy(&crate::store::disk::RealDisk, &path, &text).map_err(|error| error.to_string())?;
    if let Some(mut reported) = reported {
        reported.insert(fault, path.clone());
    }
    Ok(path)
}

/// Leaves out what a sentence of a fault quotes: it may be of an article.
fn without_quotes(message: &str) -> String {
    let mut out = String::new();
    let mut until = None;
    for c in message.chars().take(LONGEST) {
        match until {
            Some(end) if c == end => until = None,
            Some(_) => continue,
            None => until = closing(c),
        }
        out.push(c);
        if until.is_some() {
            out.push('…');
        }
    }
    out
}

fn closing(c: char) -> Option<char> {
    match c {
        '`' | '"' | '\'' => Some(c),
        '“' | '„' => Some('”'),
        '«' => Some('»'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::action::Target;
    use crate::store::disk::Disk as _;

    #[test]
    fn fault_leaves_a_report_with_its_place_and_the_last_actions() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        install(Some(folder.path().join("state")));
        note(&Action::Open(Target::Path("/secret/a.txt".into())));
        let said = crate::app::guard::kept(|| panic!("index out of `Präsident`")).expect_err("a fault");
        // The others of this process do without.
        drop(panic::take_hook());
        let path = said.split("is in: ").nth(1).expect("the path of the report");
        let report = crate::store::disk::RealDisk.read(Path::new(path), 10_000).expect("a report");
        let report = String::from_utf8(report).expect("words");
        for part in ["Glossator 0.", "report.rs:", "index out of `…`", "\n  Open\n"] {
            assert!(report.contains(part), "{part}: {report}");
        }
        assert!(!report.contains("Präsident") && !report.contains("secret"), "{report}");
    }

    #[test]
    fn report_quotes_nothing_that_was_read() {
        let said = "byte index 1 is not a char boundary; it is inside 'ä' (bytes 0..2) of `ähnlich in Bern`";
        let told = without_quotes(said);
        assert_eq!(told, "byte index 1 is not a char boundary; it is inside '…' (bytes 0..2) of `…`");
        assert!(!without_quotes("`Präsident").contains("Präsident"), "also where the quote does not end");
    }

    #[test]
    fn actions_are_named_without_what_they_hold() {
        assert_eq!(name_of(&Action::Open(Target::Path("/secret/a.txt".into()))), "Open");
    }
}
