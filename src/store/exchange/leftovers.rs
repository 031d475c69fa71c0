//! What killed programs have left: files that were to take the place of others, and folders of datasets that never
//! became whole. They go with the next import or export.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::store::disk::{Folder, Kind};
use crate::store::layout::{self, CORPUS_FOLDER};
use crate::store::lock::lock;
use crate::store::write::is_temporary;

/// Where the system lists its processes, on Linux.
const PROCESSES: &str = "/proc";
/// Age from which on a file of a process with our own number is that of one before us.
const BEFORE_US: Duration = Duration::from_mins(1);
/// What the name of a version before ends with while it is on its way to its place.
const ON_ITS_WAY: &str = ".new";
/// How deep the folders of the program are looked into.
const DEPTH: usize = 12;

/// Tells whether no process of this number is there; nobody knows on systems that do not list them.
pub(super) fn is_gone(process: u32) -> bool {
    let all = Path::new(PROCESSES);
    all.join("self").exists() && !all.join(process.to_string()).exists()
}

/// Takes away what killed programs have left in a corpus: `temporary` was seen beside the articles, the rest stands in
/// the folder of the program.
///
/// It happens under the lock under which works are written, so that a program on another machine, whose number says
/// nothing here, is not in the middle of it. What cannot be taken away harms nobody and stays.
pub(super) fn clear(folder: &Folder, temporary: &[PathBuf]) {
    let inside = folder.root().join(CORPUS_FOLDER);
    if folder.disk().look_at_link(&inside).is_ok_and(|look| look.kind == Kind::Link) {
        return;
    }
    let mut found = temporary.to_vec();
    let previous = layout::previous_path(folder.root(), folder.root());
    gather(folder, &inside, &mut found, &|name| is_temporary(name));
    gather(folder, &previous, &mut found, &|name| name.ends_with(ON_ITS_WAY));
    found.sort();
    found.dedup();
    if found.is_empty() {
        return;
    }
    let Ok(lock) = lock(folder) else { return };
    for path in found {
        if is_left(folder, &path) {
            folder.disk().remove(&path).ok();
        }
    }
    drop(lock);
}

/// Tells whether nobody is writing a file any more.
fn is_left(folder: &Folder, path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Ok(look) = folder.disk().look_at_link(path) else { return false };
    if look.kind != Kind::File {
        return false;
    }
    match writer(&name) {
        Some(process) if process == std::process::id() => {
            look.modified.and_then(|at| at.elapsed().ok()).is_some_and(|age| age > BEFORE_US)
        }
        Some(process) => is_gone(process),
        // Written only under the lock, which is ours.
        None => name.ends_with(ON_ITS_WAY),
    }
}

/// Reads the number of the process out of the name of a temporary file, `.~a.anna.ron.PROCESS-NUMBER.tmp`.
fn writer(name: &str) -> Option<u32> {
    let (_, numbers) = name.strip_suffix(".tmp")?.rsplit_once('.')?;
    numbers.split_once('-')?.0.parse().ok()
}

/// Finds files by their names in a folder of the program and below; links are not followed.
fn gather(folder: &Folder, at: &Path, found: &mut Vec<PathBuf>, wanted: &dyn Fn(&str) -> bool) {
    let mut open = vec![(at.to_owned(), 0)];
    while let Some((at, depth)) = open.pop() {
        for entry in folder.disk().list(&at).unwrap_or_default() {
            let path = at.join(&entry.name);
            match entry.kind {
                Kind::Folder if depth < DEPTH => open.push((path, depth + 1)),
                Kind::File if entry.name.to_str().is_some_and(wanted) => found.push(path),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[cfg(target_os = "linux")]
    #[test]
    fn files_of_processes_that_are_gone_are_taken_away_and_those_of_others_stay() {
        let corpus = tempfile::tempdir().unwrap();
        // No process has this number: the system counts up to 4,194,304.
        let dead = ".~a.txt.4999999-0.tmp";
        let alive = format!(".~a.txt.{}-0.tmp", std::process::id());
        let kept = [alive.as_str(), ".~strange.tmp", "_glossator/texts/x.txt", "_glossator/previous/a.anna.ron"];
        let gone = [dead, "_glossator/.~registry.ron.4999999-3.tmp", "_glossator/texts/.~b.txt.4999999-1.tmp"];
        let gone: Vec<&str> = gone.into_iter().chain(["_glossator/previous/2024/a.anna.ron.new"]).collect();
        for name in gone.iter().chain(&kept) {
            let path = corpus.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let temporary = [dead, alive.as_str(), ".~strange.tmp"].map(|name| corpus.path().join(name));
        clear(&Folder::new(corpus.path()), &temporary);
        let is_there = |name: &&str| corpus.path().join(name).exists();
        assert!(kept.iter().all(is_there), "{:?}", kept.iter().map(is_there).collect::<Vec<_>>());
        assert!(!gone.iter().any(is_there), "{:?}", gone.iter().map(is_there).collect::<Vec<_>>());
    }

    #[test]
    fn number_of_the_process_is_read_out_of_the_name() {
        assert_eq!(writer(".~a.anna.ron.123-4.tmp"), Some(123));
        for name in [".~a.tmp", ".~a.k3.tmp", "a.ron.new", ".~a.x-1.tmp"] {
            assert_eq!(writer(name), None, "{name}");
        }
    }
}
