//! The sample corpus that comes with the program: ten invented articles to try everything on, and the finished work of
//! two annotators on six of them.

use std::path::{Path, PathBuf};

use super::bytes::is_absent;
use super::disk::{Disk as _, RealDisk};
use super::error::FileError;
use super::write::{self, Expected, SaveError};

/// Folder of the sample corpus inside the data folder.
const FOLDER: &str = "sample-corpus";

macro_rules! embed {
    ($list:ident: $about:literal $($name:literal)*) => {
        #[doc = $about]
        const $list: &[(&str, &[u8])] =
            &[$(($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample/", $name)))),*];
    };
}

embed! {
    ARTICLES: "Names and contents of the articles."
    "01_de_grenzhelfer.txt"
    "02_vi_cuu_ho.txt"
    "03_ar_miyah_alwahat.txt"
    "04_ar_multaqa_almaabir.txt"
    "05_uz_arxiv_memorandum.txt"
    "06_uz_cyrl_arxiv_rejasi.txt"
    "07_ru_stepnye_pozhary.txt"
    "08_zh_jiehe_tielu.txt"
    "09_en_lighthouse_archives.txt"
    "10_mul_manuscripts.md"
}

embed! {
    WORK: "The work of two annotators, and last the lists it points to."
    "01_de_grenzhelfer.mira.ron"
    "01_de_grenzhelfer.tomas.ron"
    "02_vi_cuu_ho.mira.ron"
    "02_vi_cuu_ho.tomas.ron"
    "03_ar_miyah_alwahat.mira.ron"
    "03_ar_miyah_alwahat.tomas.ron"
    "04_ar_multaqa_almaabir.mira.ron"
    "04_ar_multaqa_almaabir.tomas.ron"
    "05_uz_arxiv_memorandum.mira.ron"
    "05_uz_arxiv_memorandum.tomas.ron"
    "06_uz_cyrl_arxiv_rejasi.mira.ron"
    "06_uz_cyrl_arxiv_rejasi.tomas.ron"
    "_glossator/agreements.ron"
    "_glossator/sources.ron"
    "_glossator/registry.ron"
}

/// Copies the sample corpus into the data folder and gives its folder. Files that are there already, and the
/// work on them, are left as they are.
///
/// # Errors
/// Says why a file could not be written.
pub fn install(data_dir: &Path) -> Result<PathBuf, SaveError> {
    let folder = data_dir.join(FOLDER);
    // The work points into the registry: beside one that somebody has made already it would lead nowhere.
    let fresh = WORK.last().is_some_and(|(registry, _)| is_absent(&RealDisk, &folder.join(registry)));
    let work = if fresh { WORK } else { &[] };
    for (name, contents) in ARTICLES.iter().chain(work) {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(&folder);
        RealDisk.create_folder(parent).map_err(|error| FileError::writing(&error, parent))?;
        if is_absent(&RealDisk, &path) {
            write::save(&RealDisk, &path, contents, Expected::Absent)?;
        }
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::Folder;
    use crate::store::read::read_article;
    use crate::store::scan::list;
    use std::fs;

    /// Lists the names of all files of a folder and of the folders in it.
    fn names(folder: &Path, below: &str, into: &mut Vec<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{below}{}", path.file_name().unwrap().display());
            if path.is_dir() { names(&path, &format!("{name}/"), into) } else { into.push(name) }
        }
    }

    #[test]
    fn sample_corpus_holds_every_file_of_the_assets() {
        let mut found = Vec::new();
        names(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample"), "", &mut found);
        let mut embedded: Vec<&str> = ARTICLES.iter().chain(WORK).map(|(name, _)| *name).collect();
        found.sort();
        embedded.sort_unstable();
        assert_eq!(found, embedded);
    }

    #[test]
    fn sample_corpus_is_installed_once_and_opens() {
        let folder = tempfile::tempdir().unwrap();
        let root = install(&folder.path().join("data")).unwrap();
        let entries = list(&Folder::new(&root), &mut |_| true).unwrap().entries;
        assert_eq!(entries.len(), ARTICLES.len());
        for entry in entries {
            assert!(!read_article(&Folder::new(&root), &entry.key).unwrap().text.is_empty());
        }
        let files = [ARTICLES[0].0, WORK[0].0, "_glossator/registry.ron"].map(|name| root.join(name));
        for changed in &files {
            fs::write(changed, "mine").unwrap();
        }
        install(&folder.path().join("data")).unwrap();
        assert!(files.iter().all(|changed| fs::read_to_string(changed).unwrap() == "mine"));
    }

    #[test]
    fn work_of_others_is_not_put_beside_a_registry_that_is_there_already() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let lists = data.join(FOLDER).join("_glossator");
        fs::create_dir_all(&lists).unwrap();
        fs::write(lists.join("registry.ron"), "mine").unwrap();
        let root = install(&data).unwrap();
        let mut found = Vec::new();
        names(&root, "", &mut found);
        assert_eq!(found.len(), ARTICLES.len() + 1, "{found:?}");
    }
}
