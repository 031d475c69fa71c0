//! Mapping files: what the words of datasets mean here, as people have said it, one for each source.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::bytes::{is_absent, read_bytes};
use super::disk::{Disk, Folder, RealDisk};
use super::layout;
use super::lock::lock;
use super::write::{self, Expected};
use crate::exchange::format::Format;
use crate::exchange::mapping::Mapping;

/// Bytes of a mapping file that is read.
const LIMIT: u64 = 10_000_000;

/// Reads a mapping file that a person has named.
///
/// # Errors
/// Says what is wrong with it, and where.
pub fn read(path: &Path) -> Result<Mapping, String> {
    read_from(&RealDisk, path)
}

fn read_from(disk: &dyn Disk, path: &Path) -> Result<Mapping, String> {
    let bytes = read_bytes(disk, path, LIMIT).map_err(|error| error.to_string())?;
    let shown = path.display();
    let text = String::from_utf8(bytes).map_err(|_| format!("{shown} is not UTF-8. Save it as UTF-8."))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(text).map_err(|error| {
        let (line, column) = (error.span.start.line, error.span.start.col);
        format!("{shown}, line {line}, column {column}: {}. See “Mapping” in the README.", error.code)
    })
}

/// Gives the path of the mapping file of a source: what is asked for, in a format.
#[must_use]
pub fn path(folder: &Folder, format: Format, source: &Path) -> PathBuf {
    let stem = source.file_stem().unwrap_or_default().to_string_lossy();
    let plain = |letter: char| if letter.is_alphanumeric() { letter } else { '_' };
    let stem: String = stem.chars().map(plain).take(60).collect();
    layout::mappings_folder(folder.root()).join(format!("{}-{stem}.ron", format.id()))
}

/// Gives the mapping that is remembered of a source: its own, else the one of the format that knows most of the labels.
#[must_use]
pub fn remembered(
    folder: &Folder,
    format: Format,
    source: &Path,
    labels: &BTreeSet<&str>,
) -> Option<(PathBuf, Mapping)> {
    let own = path(folder, format, source);
    if let Ok(mapping) = read_from(folder.disk(), &own) {
        return Some((own, mapping));
    }
    let prefix = format!("{}-", format.id());
    let listed = folder.disk().list(&layout::mappings_folder(folder.root())).unwrap_or_default();
    let names = listed.into_iter().filter(|entry| entry.name.to_string_lossy().starts_with(&prefix));
    let paths = names.map(|entry| layout::mappings_folder(folder.root()).join(entry.name));
    let known = paths.filter_map(|path| {
        let mapping = read_from(folder.disk(), &path).ok()?;
        let known = labels.iter().filter(|label| mapping.has(label)).count();
        (known > 0).then_some((known, path, mapping))
    });
    known.max_by(|a, b| (a.0, &b.1).cmp(&(b.0, &a.1))).map(|(_, path, mapping)| (path, mapping))
}

/// Remembers the mapping of a source.
///
/// # Errors
/// Says why it cannot be written.
pub fn remember(folder: &Folder, path: &Path, mapping: &Mapping) -> Result<(), String> {
    let pretty = ron::ser::PrettyConfig::default().struct_names(false);
    let text = ron::ser::to_string_pretty(mapping, pretty).map_err(|error| error.to_string())? + "\n";
    let lock = lock(folder)?;
    if !is_absent(folder.disk(), path) && read_from(folder.disk(), path).as_ref() == Ok(mapping) {
        return Ok(());
    }
    let said = |error: std::io::Error| format!("{}: {error}.", path.display());
    folder.disk().create_folder(path.parent().unwrap_or(folder.root())).map_err(said)?;
    let expected = Expected::now(folder.disk(), path).map_err(|error| error.to_string())?;
    write::save(folder.disk(), path, &text, expected).map_err(|error| format!("{error}."))?;
    drop(lock);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Kind;
    use crate::exchange::mapping::Meaning;

    #[test]
    fn mapping_is_remembered_for_its_source_and_found_for_one_with_the_same_labels() {
        let scratch = tempfile::tempdir().unwrap();
        let folder = Folder::new(scratch.path());
        let mut mapping: Mapping = [("GPE".to_owned(), Meaning::Kind(Kind::Actor))].into();
        mapping.asked.clear();
        mapping.people.insert("a@example.org".into(), "anna".into());
        let first = path(&folder, Format::Brat, Path::new("/data/news"));
        remember(&folder, &first, &mapping).unwrap();
        let found = |source: &str, label: &str| {
            remembered(&folder, Format::Brat, Path::new(source), &BTreeSet::from([label])).map(|it| it.1)
        };
        assert_eq!(found("/elsewhere/news", "none"), Some(mapping.clone()));
        assert_eq!(found("/data/other", "GPE"), Some(mapping));
        assert_eq!(found("/data/other", "PER"), None);
        assert!(remembered(&folder, Format::Doccano, Path::new("/data/news"), &BTreeSet::from(["GPE"])).is_none());
    }

    #[test]
    fn what_is_wrong_with_a_mapping_file_is_said_with_its_place() {
        let scratch = tempfile::tempdir().unwrap();
        let file = scratch.path().join("mapping.ron");
        for (text, says) in [
            ("(labels: {\"A\": \"person\"})", "“person” is not actor"),
            ("(\n  labls: {},\n)", "line 2"),
            ("(labels: {\"A\": \"actor\"", "line 1"),
        ] {
            std::fs::write(&file, text).unwrap();
            let error = read(&file).unwrap_err();
            assert!(error.contains(says) && error.contains("mapping.ron"), "{error}");
        }
        std::fs::write(&file, "(labels: {\"A\": \"actor\"}, layers: {\"Span\": \"label\"}, people: {\"b\": \"\"})")
            .unwrap();
        assert_eq!(read(&file).unwrap().layers["Span"], "label");
    }

    #[test]
    fn example_of_the_readme_is_read() {
        let readme = include_str!("../../README.md");
        let example = readme.split("```").find(|block| block.contains("layers:")).unwrap();
        let scratch = tempfile::tempdir().unwrap();
        let file = scratch.path().join("mapping.ron");
        std::fs::write(&file, example).unwrap();
        let mapping = read(&file).unwrap();
        assert_eq!((mapping.labels.len(), mapping.people["test"].as_str()), (3, ""));
    }
}
