//! What the user has set, in one file of the configuration folder.
//!
//! Fields a file lacks have their defaults and fields this program does not know are passed over, so that
//! newer and older versions can share a file. A file that does not parse is put aside, never replaced.

use std::path::{Path, PathBuf};

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};

use super::bytes::{is_absent, read_bytes};
use super::disk::{Disk as _, RealDisk};
use super::error::FileError;
use super::layout;
use super::write::{self, Expected, SaveError};

/// Name of the file in the configuration folder.
const FILE: &str = "settings.ron";
/// Largest settings file that is read, in bytes.
const LIMIT: u64 = 1_000_000;
/// Most folders remembered.
const MOST_RECENT: usize = 12;

/// Colours of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Theme {
    /// Light letters on a dark ground.
    Dark,
    /// Dark letters on a light ground.
    Light,
    /// Brown letters on a yellowish ground.
    Sepia,
    /// As the system has it; also what a theme of a newer version becomes.
    #[default]
    #[serde(other)]
    System,
}

/// Letter forms of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Family {
    /// Without serifs.
    Sans,
    /// With serifs; also what a family of a newer version becomes.
    #[default]
    #[serde(other)]
    Serif,
}

/// How the panels beside the text stand. The fourth came later, so it has values of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Panels {
    /// Which are folded up.
    pub collapsed: [bool; 3],
    /// Their heights in points.
    pub heights: [f32; 3],
    /// Whether the panel of other marks is folded up.
    pub others_collapsed: bool,
    /// Its height in points.
    pub others_height: f32,
}

impl Default for Panels {
    fn default() -> Self {
        Self { collapsed: [false; 3], heights: [240.0; 3], others_collapsed: true, others_height: 160.0 }
    }
}

impl Panels {
    /// Tells whether a panel is folded up.
    #[must_use]
    pub fn is_collapsed(&self, index: usize) -> bool {
        self.collapsed.get(index).copied().unwrap_or(self.others_collapsed)
    }

    /// Folds a panel up or opens it.
    pub fn set_collapsed(&mut self, index: usize, collapsed: bool) {
        *self.collapsed.get_mut(index).unwrap_or(&mut self.others_collapsed) = collapsed;
    }

    /// Gives the height of a panel.
    #[must_use]
    pub fn height(&self, index: usize) -> f32 {
        self.heights.get(index).copied().unwrap_or(self.others_height)
    }

    /// Sets the height of a panel.
    pub fn set_height(&mut self, index: usize, height: f32) {
        *self.heights.get_mut(index).unwrap_or(&mut self.others_height) = height;
    }
}

/// Holds everything the user has set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Name under which work is saved; nothing until it was entered.
    pub annotator: Option<String>,
    /// Colours.
    pub theme: Theme,
    /// Size of the article's letters in points.
    pub font_size: f32,
    /// Letter forms of articles.
    pub family: Family,
    /// Factor on the distance of lines.
    pub line_spacing: f32,
    /// Length of lines in characters.
    pub measure: u32,
    /// Whether marks are drawn.
    pub show_marks: bool,
    /// Whether hidden characters are drawn.
    pub show_invisibles: bool,
    /// Whether paragraphs are numbered.
    pub paragraph_numbers: bool,
    /// Whether the list of articles, or another view on the left, is shown.
    pub show_list: bool,
    /// Whether regions of boilerplate are folded.
    pub fold_regions: bool,
    /// Width of the corpus list in points.
    pub list_width: f32,
    /// Width of the panels in points.
    pub panel_width: f32,
    /// The three panels.
    pub panels: Panels,
    /// Corpus folders, the last one first.
    pub recent: Vec<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            annotator: None,
            theme: Theme::default(),
            font_size: 18.0,
            family: Family::default(),
            line_spacing: 1.0,
            measure: 68,
            show_marks: true,
            show_invisibles: false,
            paragraph_numbers: true,
            show_list: true,
            fold_regions: false,
            list_width: 260.0,
            panel_width: 380.0,
            panels: Panels::default(),
            recent: Vec::new(),
        }
    }
}

impl Settings {
    /// Gives the settings with every value brought into its range.
    #[must_use]
    pub fn sane(mut self) -> Self {
        let usual = Self::default();
        let fit = |value: f32, low: f32, high: f32, usual: f32| {
            if value.is_finite() { value.clamp(low, high) } else { usual }
        };
        self.annotator = self.annotator.filter(|name| layout::annotator_problem(name).is_none());
        self.font_size = fit(self.font_size, 8.0, 72.0, usual.font_size);
        self.line_spacing = fit(self.line_spacing, 0.8, 3.0, usual.line_spacing);
        self.measure = self.measure.clamp(30, 160);
        self.list_width = fit(self.list_width, 120.0, 1200.0, usual.list_width);
        self.panel_width = fit(self.panel_width, 200.0, 1600.0, usual.panel_width);
        for (height, usual) in self.panels.heights.iter_mut().zip(usual.panels.heights) {
            *height = fit(*height, 60.0, 4000.0, usual);
        }
        self.panels.others_height = fit(self.panels.others_height, 60.0, 4000.0, usual.panels.others_height);
        // A path that is not Unicode cannot be written, and would keep all the rest from being saved.
        self.recent.retain(|path| path.to_str().is_some());
        self.recent.truncate(MOST_RECENT);
        self
    }

    /// Puts a corpus folder first among the recent ones.
    pub fn remember(&mut self, path: &Path) {
        self.recent.retain(|other| other != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(MOST_RECENT);
    }
}

/// Loads the settings from the configuration folder; a sentence for the user where something was wrong.
///
/// A file that does not parse gives the defaults and is kept as `settings.ron.broken`.
#[must_use]
pub fn load(dir: &Path) -> (Settings, Option<String>) {
    let path = dir.join(FILE);
    if is_absent(&RealDisk, &path) {
        return (Settings::default(), None);
    }
    match parse(&path) {
        Ok(settings) => (settings.sane(), None),
        Err(Unusable::Unreadable(error)) => {
            (Settings::default(), Some(format!("The settings were not loaded. {error}")))
        }
        Err(Unusable::Broken(reason)) => (Settings::default(), Some(notice(&path, &reason))),
    }
}

/// Saves the settings in the configuration folder, which is made if need be.
///
/// # Errors
/// Says why they could not be written; the file is then as it was.
pub fn save(dir: &Path, settings: &Settings) -> Result<(), SaveError> {
    let path = dir.join(FILE);
    RealDisk.create_folder(dir).map_err(|error| FileError::writing(&error, dir))?;
    if !is_absent(&RealDisk, &path) {
        match parse(&path) {
            Ok(_) => {}
            Err(Unusable::Unreadable(error)) => return Err(error.into()),
            Err(Unusable::Broken(_)) => put_aside(&path).map(drop)?,
        }
    }
    let config = PrettyConfig::new().new_line("\n").depth_limit(1);
    let mut text = ron::ser::to_string_pretty(&settings.clone().sane(), config)
        .map_err(|error| FileError::new(format!("The settings cannot be written ({error})"), &path))?;
    text.push('\n');
    write::save(&RealDisk, &path, text, Expected::now(&RealDisk, &path)?).map(drop)
}

enum Unusable {
    Unreadable(FileError),
    Broken(String),
}

fn parse(path: &Path) -> Result<Settings, Unusable> {
    let bytes = read_bytes(&RealDisk, path, LIMIT).map_err(Unusable::Unreadable)?;
    let text = String::from_utf8(bytes).map_err(|error| Unusable::Broken(error.utf8_error().to_string()))?;
    ron::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        let at = error.span.start;
        Unusable::Broken(format!("line {}, column {}: {}", at.line, at.col, error.code))
    })
}

/// Puts a broken file aside and tells the user where it is.
fn notice(path: &Path, reason: &str) -> String {
    let reason = reason.trim_end_matches('.');
    match put_aside(path) {
        Ok(kept) => format!(
            "The settings file could not be read ({reason}), so the usual settings are in force. It was kept as: {}",
            kept.display()
        ),
        Err(error) => format!(
            "The settings file could not be read ({reason}), so the usual settings are in force. \
             It could not be put aside: {error}"
        ),
    }
}

/// Renames a file to a name nothing bears yet: `.broken`, `.broken-2` …
fn put_aside(path: &Path) -> Result<PathBuf, FileError> {
    let name = |number: u32| match number {
        1 => path.with_added_extension("broken"),
        _ => path.with_added_extension(format!("broken-{number}")),
    };
    let free = (1..1000)
        .map(name)
        .find(|path| is_absent(&RealDisk, path))
        .ok_or_else(|| FileError::new("There are too many broken settings files. Delete some of them", path))?;
    RealDisk.rename(path, &free).map_err(|error| FileError::writing(&error, path))?;
    Ok(free)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn with_file(contents: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), contents).unwrap();
        folder
    }

    #[test]
    fn settings_are_the_usual_ones_before_the_first_save() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(load(&folder.path().join("not yet")), (Settings::default(), None));
    }

    #[test]
    fn settings_come_back_as_they_were_saved() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("new/glossator");
        let mut settings = Settings {
            annotator: Some("Жўра".into()),
            theme: Theme::Sepia,
            family: Family::Sans,
            font_size: 20.5,
            ..Settings::default()
        };
        settings.panels.collapsed[1] = true;
        settings.remember(Path::new("/corpora/أخبار"));
        save(&dir, &settings).unwrap();
        assert_eq!(load(&dir), (settings.clone(), None));
        settings.measure = 80;
        save(&dir, &settings).unwrap();
        assert_eq!(load(&dir), (settings, None));
        assert_eq!(fs::read_dir(&dir).unwrap().count(), 1);
    }

    #[test]
    fn settings_of_other_versions_are_understood_as_far_as_possible() {
        let folder =
            with_file("(measure: 72, font_size: 16, hologram: Some(3), theme: Ultraviolet, panels: (tilt: 2))");
        let expected = Settings { measure: 72, font_size: 16.0, ..Settings::default() };
        assert_eq!(load(folder.path()), (expected, None));
    }

    #[test]
    fn settings_that_do_not_parse_are_put_aside_with_a_sentence() {
        let folder = with_file("(measure: 72,\n font_size: big)");
        let (settings, notice) = load(folder.path());
        let notice = notice.unwrap_or_default();
        assert_eq!(settings, Settings::default());
        assert!(notice.contains("line 2, column 12"), "{notice}");
        assert!(notice.ends_with("settings.ron.broken"), "{notice}");
        let kept = fs::read_to_string(folder.path().join("settings.ron.broken")).unwrap();
        assert_eq!(kept, "(measure: 72,\n font_size: big)");
        fs::write(folder.path().join(FILE), "second").unwrap();
        save(folder.path(), &settings).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("settings.ron.broken")).unwrap(), kept);
        assert_eq!(fs::read_to_string(folder.path().join("settings.ron.broken-2")).unwrap(), "second");
        assert_eq!(load(folder.path()), (Settings::default(), None));
    }

    #[test]
    fn settings_out_of_range_are_brought_into_it() {
        let folder = with_file(
            "(font_size: 4000, line_spacing: NaN, measure: 0, annotator: Some(\"../x\"), panels: (heights: (-1, inf, 90)))",
        );
        let (settings, notice) = load(folder.path());
        assert_eq!(notice, None);
        assert_eq!((settings.font_size, settings.line_spacing, settings.measure), (72.0, 1.0, 30));
        assert_eq!((settings.annotator, settings.panels.heights), (None, [60.0, 240.0, 90.0]));
    }

    #[test]
    fn recent_folders_are_twelve_without_repetition_the_last_first() {
        let mut settings = Settings::default();
        for n in 0..20 {
            settings.remember(Path::new(&format!("/c/{n}")));
        }
        settings.remember(Path::new("/c/15"));
        assert_eq!(settings.recent.len(), 12);
        assert_eq!(settings.recent[..3], ["/c/15", "/c/19", "/c/18"].map(PathBuf::from));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn settings_are_saved_although_a_recent_folder_is_not_unicode() {
        use std::os::unix::ffi::OsStrExt as _;
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings { measure: 50, ..Settings::default() };
        settings.remember(Path::new(std::ffi::OsStr::from_bytes(b"/c/M\xfcller")));
        save(folder.path(), &settings).unwrap();
        assert_eq!(load(folder.path()).0, Settings { measure: 50, ..Settings::default() });
    }
}
