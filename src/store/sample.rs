//! The sample corpus that comes with the program: ten invented articles to try everything on.

use std::path::{Path, PathBuf};

use super::bytes::is_absent;
use super::disk::{Disk as _, RealDisk};
use super::error::FileError;
use super::write::{self, Expected, SaveError};

/// Folder of the sample corpus inside the data folder.
const FOLDER: &str = "sample-corpus";

macro_rules! embed {
    ($($name:literal)*) => {
        /// Names and contents of the sample articles.
        const FILES: &[(&str, &[u8])] =
            &[$(($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample/", $name)))),*];
    };
}

embed! {
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

/// Copies the sample corpus into the data folder and gives its folder. Files that are there already, and the
/// work on them, are left as they are.
///
/// # Errors
/// Says why a file could not be written.
pub fn install(data_dir: &Path) -> Result<PathBuf, SaveError> {
    let folder = data_dir.join(FOLDER);
    RealDisk.create_folder(&folder).map_err(|error| FileError::writing(&error, &folder))?;
    for (name, contents) in FILES {
        let path = folder.join(name);
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

    #[test]
    fn sample_corpus_holds_every_file_of_the_assets() {
        let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
        let mut names: Vec<String> =
            fs::read_dir(assets).unwrap().map(|entry| entry.unwrap().file_name().display().to_string()).collect();
        names.sort();
        assert_eq!(names, FILES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }

    #[test]
    fn sample_corpus_is_installed_once_and_opens() {
        let folder = tempfile::tempdir().unwrap();
        let root = install(&folder.path().join("data")).unwrap();
        let entries = list(&Folder::new(&root), &mut |_| true).unwrap().entries;
        assert_eq!(entries.len(), FILES.len());
        for entry in entries {
            assert!(!read_article(&Folder::new(&root), &entry.key).unwrap().text.is_empty());
        }
        let changed = root.join(FILES[0].0);
        fs::write(&changed, "mine").unwrap();
        install(&folder.path().join("data")).unwrap();
        assert_eq!(fs::read_to_string(&changed).unwrap(), "mine");
    }
}
