//! Where the system keeps configuration, data and caches of this program.

use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs};

/// Holds the folders of the program; they need not exist yet.
///
/// On Linux the XDG variables decide (`XDG_CONFIG_HOME`, `XDG_DATA_HOME`, `XDG_CACHE_HOME`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// Settings.
    pub config: PathBuf,
    /// The sample corpus.
    pub data: PathBuf,
    /// What can be made again at any time.
    pub cache: PathBuf,
    /// Reports of faults (`XDG_STATE_HOME`; where the system has no such folder, beside the data).
    pub state: PathBuf,
}

impl Folders {
    /// Gives where work is kept that could not be saved in its place.
    #[must_use]
    pub fn unsaved(&self) -> PathBuf {
        self.data.join("unsaved")
    }

    /// Finds the folders; nothing where the system names no home folder.
    #[must_use]
    pub fn find() -> Option<Self> {
        let folders = ProjectDirs::from("", "", "glossator")?;
        Some(Self {
            config: folders.config_dir().to_owned(),
            data: folders.data_dir().to_owned(),
            cache: folders.cache_dir().to_owned(),
            state: folders.state_dir().unwrap_or_else(|| folders.data_local_dir()).to_owned(),
        })
    }
}

/// Gives the path that a person means who types one: `~` is the home folder, as in a terminal.
#[must_use]
pub fn at_home(typed: &Path) -> PathBuf {
    match (typed.strip_prefix("~"), BaseDirs::new()) {
        (Ok(rest), Some(folders)) => folders.home_dir().join(rest),
        _ => typed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tilde_is_the_home_folder_and_a_name_that_begins_with_it_is_not() {
        let home = BaseDirs::new().expect("the account has a home folder").home_dir().to_owned();
        for (typed, meant) in [
            ("~", home.clone()),
            ("~/corpus", home.join("corpus")),
            ("~corpus", "~corpus".into()),
            ("/tmp/~", "/tmp/~".into()),
        ] {
            assert!(
                at_home(Path::new(typed)).starts_with(&meant) && meant.starts_with(at_home(Path::new(typed))),
                "{typed}"
            );
        }
    }

    #[test]
    fn folders_bear_the_name_of_the_program_and_the_cache_is_apart() {
        let folders = Folders::find().expect("the account has a home folder");
        for folder in [&folders.config, &folders.data, &folders.cache, &folders.state] {
            assert!(folder.is_absolute());
            assert!(folder.iter().any(|part| part.eq_ignore_ascii_case("glossator")), "{}", folder.display());
        }
        assert_ne!(folders.cache, folders.data);
    }
}
