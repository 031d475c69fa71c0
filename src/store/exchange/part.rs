//! The folder in which a dataset is written until it is whole, `.NAME.PROCESS.part` beside its destination, and what
//! becomes of those that killed programs have left.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::leftovers::is_gone;

/// File that is locked as long as somebody writes the dataset. The system lets go of it when the program dies, on every
/// machine that sees the disk.
const HELD: &str = ".held";
/// Names tried for a folder.
const NAMES: u32 = 1000;

/// A dataset on its way.
pub(super) struct Part {
    path: PathBuf,
    held: Option<File>,
    /// Folders above it that were made for it, the innermost first.
    above: Vec<PathBuf>,
}

impl Part {
    /// Begins beside a destination.
    pub fn begin(destination: &Path) -> io::Result<Self> {
        let name = destination.file_name().unwrap_or_default().to_string_lossy();
        let process = std::process::id();
        let parents = destination.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        let above: Vec<PathBuf> = parents.take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
        for folder in above.iter().rev() {
            fs::create_dir(folder)?;
        }
        let named = |number: u32| match number {
            0 => destination.with_file_name(format!(".{name}.{process}.part")),
            _ => destination.with_file_name(format!(".{name}.{process}-{number}.part")),
        };
        // One of our number may have been killed before us, or another thread writes there.
        let mut number = 0;
        let path = loop {
            match fs::create_dir(named(number)) {
                Ok(()) => break named(number),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < NAMES => number += 1,
                Err(error) => return Err(error),
            }
        };
        let held = File::create(path.join(HELD))?;
        // A disk without locks still has the number of the process in the name.
        let held = held.try_lock().is_ok().then_some(held);
        Ok(Self { path, held, above })
    }

    /// Gives the folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Lets go of the folder, which then holds the dataset and nothing else.
    pub fn let_go(&mut self) -> io::Result<()> {
        self.held = None;
        fs::remove_file(self.path.join(HELD))
    }

    /// Takes the folder away with what is in it.
    pub fn discard(&mut self) {
        self.held = None;
        // Whatever stays is cleared away by the next one.
        fs::remove_dir_all(&self.path).ok();
        for folder in &self.above {
            // One that somebody has put something into stays.
            fs::remove_dir(folder).ok();
        }
    }
}

/// Clears away what programs that were killed have left beside a destination, and puts a dataset back that one of them
/// had moved aside to replace it.
pub(super) fn clear(destination: &Path) {
    let (Some(parent), Some(name)) = (destination.parent(), destination.file_name()) else { return };
    let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    let begin = format!(".{}.", name.to_string_lossy());
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(rest) = name.strip_prefix(&begin) else { continue };
        if !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        let process = |ending: &str| {
            let numbers = rest.strip_suffix(ending)?;
            numbers.split_once('-').map_or(numbers, |(process, _)| process).parse::<u32>().ok()
        };
        if process(".part").is_some_and(|process| is_left(&path, process)) {
            fs::remove_dir_all(&path).ok();
        } else if process(".part.before").is_some_and(is_gone) && !destination.exists() {
            fs::rename(&path, destination).ok();
        }
    }
}

/// Tells whether nobody writes a dataset any more.
fn is_left(part: &Path, process: u32) -> bool {
    match File::open(part.join(HELD)) {
        Ok(held) => held.try_lock().is_ok(),
        // Its program was killed before it held the folder, or knew nothing of that yet.
        Err(_) => is_gone(process),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_of_a_killed_program_is_cleared_away_and_that_of_a_living_one_stays() {
        let folder = tempfile::tempdir().unwrap();
        let destination = folder.path().join("out");
        let left = folder.path().join(".out.1.part");
        fs::create_dir(&left).unwrap();
        // Process 1 is always there: what counts is that nobody holds the folder.
        fs::write(left.join(HELD), "").unwrap();
        fs::write(left.join("data.jsonl"), "{").unwrap();
        let part = Part::begin(&destination).unwrap();
        let other = folder.path().join(".other.1.part");
        fs::create_dir(&other).unwrap();
        clear(&destination);
        assert!(!left.exists() && part.path().exists() && other.exists());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn dataset_that_was_moved_aside_by_a_killed_program_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let destination = folder.path().join("out");
        let aside = folder.path().join(".out.4999999.part.before");
        fs::create_dir(&aside).unwrap();
        fs::write(aside.join("data.jsonl"), "{}").unwrap();
        let part = folder.path().join(".out.4999999.part");
        fs::create_dir(&part).unwrap();
        clear(&destination);
        assert!(destination.join("data.jsonl").exists() && !aside.exists() && !part.exists());
    }
}
