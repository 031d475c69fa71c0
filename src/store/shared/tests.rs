//! Files of the whole corpus that two people change, of every format, and broken.

use super::*;
use crate::core::annotation::{Dated, Name, Record};
use std::fs;
use std::sync::Arc;

fn load(root: &Path) -> Base {
    super::load(&Folder::new(root))
}

fn save_shared(root: &Path, mine: &Snapshot, base: &mut Base) -> Result<(), String> {
    let mut was = base.known().clone();
    super::save_shared(&Folder::new(root), mine, &mut was, base).map_err(String::from)
}

fn entry(id: &str, name: &str) -> RegistryEntry {
    RegistryEntry::new(id, "person", name)
}

fn snapshot(entries: &[RegistryEntry]) -> Snapshot {
    let entries = entries.iter().map(|entry| (entry.id.clone(), Arc::new(entry.clone()))).collect();
    Snapshot { entries, ..Snapshot::default() }
}

fn spelled(mut entry: RegistryEntry, text: &str) -> RegistryEntry {
    entry.names.push(Name { text: text.into(), ..Name::default() });
    entry
}

#[test]
fn registry_that_is_saved_and_read_is_the_same_and_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let mine = snapshot(&[spelled(entry("r-1", "Wang Xiaohong"), "وانغ شيا هونغ"), entry("UZB", "Uzbekistan")]);
    let mut base = load(folder.path());
    save_shared(folder.path(), &mine, &mut base).unwrap();
    let first = fs::read(path(folder.path(), "registry.ron")).unwrap();
    assert_eq!(*load(folder.path()).known(), mine);
    save_shared(folder.path(), &mine, &mut Base::default()).unwrap();
    assert_eq!(fs::read(path(folder.path(), "registry.ron")).unwrap(), first);
}

#[test]
fn two_people_who_add_entries_and_spellings_keep_both() {
    let folder = tempfile::tempdir().unwrap();
    let start = snapshot(&[entry("r-1", "Wang")]);
    save_shared(folder.path(), &start, &mut load(folder.path())).unwrap();
    let (mut anna, mut bo) = (load(folder.path()), load(folder.path()));
    let hers = snapshot(&[spelled(entry("r-1", "Wang"), "王小洪"), entry("r-2", "Anna's")]);
    let his = snapshot(&[spelled(entry("r-1", "Wang"), "Ван"), entry("r-3", "Bo's")]);
    save_shared(folder.path(), &hers, &mut anna).unwrap();
    save_shared(folder.path(), &his, &mut bo).unwrap();
    let both = load(folder.path());
    let ids: Vec<&String> = both.known().entries.keys().collect();
    assert_eq!(ids, ["r-1", "r-2", "r-3"]);
    let names: Vec<&str> = both.known().entries["r-1"].names.iter().map(|name| name.text.as_str()).collect();
    assert_eq!(names, ["王小洪", "Ван"]);
    assert_eq!(bo.known(), both.known());
}

#[test]
fn same_field_changed_in_two_ways_is_a_conflict_that_keeps_both_values() {
    let folder = tempfile::tempdir().unwrap();
    save_shared(folder.path(), &snapshot(&[entry("r-1", "Wang")]), &mut load(folder.path())).unwrap();
    let (mut anna, mut bo) = (load(folder.path()), load(folder.path()));
    save_shared(folder.path(), &snapshot(&[entry("r-1", "Wang Xiaohong")]), &mut anna).unwrap();
    save_shared(folder.path(), &snapshot(&[entry("r-1", "Wang Yi")]), &mut bo).unwrap();
    let known = load(folder.path()).known().clone();
    assert_eq!(known, *bo.known());
    assert_eq!(known.entries["r-1"].name_en, "Wang Xiaohong", "what is in the file stands");
    let conflict = known.conflicts.values().next().expect("a conflict");
    assert_eq!((conflict.about.as_str(), conflict.fields.as_slice()), ("registry/r-1", &["name_en".to_owned()][..]));
    assert_eq!(conflict.other, Some(Record::Entry(Arc::new(entry("r-1", "Wang Yi")))));
    // Once decided, the conflict is gone from the file.
    let mut decided = known.clone();
    decided.conflicts = Conflicts::default();
    save_shared(folder.path(), &decided, &mut bo).unwrap();
    assert_eq!(*load(folder.path()).known(), decided);
}

#[test]
fn files_of_format_1_are_read_and_written_as_the_newest() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(CORPUS_FOLDER)).unwrap();
    for (name, text) in [
        ("registry.ron", include_str!("../../../tests/fixtures/registry_1.ron")),
        ("agreements.ron", include_str!("../../../tests/fixtures/agreements_1.ron")),
        ("sources.ron", include_str!("../../../tests/fixtures/sources_1.ron")),
    ] {
        fs::write(path(folder.path(), name), text).unwrap();
    }
    let mut base = load(folder.path());
    assert_eq!(base.problems().collect::<Vec<_>>(), Vec::<&str>::new());
    let mut mine = base.known().clone();
    assert!(!mine.entries.is_empty() && !mine.identities.is_empty() && !mine.publishers.is_empty());
    mine.entries.insert_mut("r-9".into(), Arc::new(entry("r-9", "New")));
    save_shared(folder.path(), &mine, &mut base).unwrap();
    assert!(fs::read_to_string(path(folder.path(), "registry.ron")).unwrap().starts_with("(\n    format: 3,"));
    assert_eq!(*load(folder.path()).known(), mine);
}

#[test]
fn files_of_format_2_are_read_with_what_is_in_conflict() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(CORPUS_FOLDER)).unwrap();
    for (name, text) in [
        ("registry.ron", include_str!("../../../tests/fixtures/registry_2.ron")),
        ("agreements.ron", include_str!("../../../tests/fixtures/agreements_2.ron")),
        ("sources.ron", include_str!("../../../tests/fixtures/sources_2.ron")),
    ] {
        fs::write(path(folder.path(), name), text).unwrap();
    }
    let base = load(folder.path());
    assert_eq!(base.problems().collect::<Vec<_>>(), Vec::<&str>::new());
    assert_eq!(base.known().conflicts.size(), 3);
    assert_eq!(base.known().entries["CHN"].note, "ours");
    assert_eq!(base.known().entries["CHN"].sectors, [] as [&str; 0]);
    // The same records are what files of today say of them, and what is new is empty.
    let newer = tempfile::tempdir().unwrap();
    save_shared(newer.path(), base.known(), &mut Base::default()).unwrap();
    assert_eq!(load(newer.path()).known(), base.known());
}

#[test]
fn files_of_format_3_are_read_with_all_they_say() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(CORPUS_FOLDER)).unwrap();
    for (name, text) in [
        ("registry.ron", include_str!("../../../tests/fixtures/registry_3.ron")),
        ("agreements.ron", include_str!("../../../tests/fixtures/agreements_3.ron")),
        ("sources.ron", include_str!("../../../tests/fixtures/sources_3.ron")),
    ] {
        fs::write(path(folder.path(), name), text).unwrap();
    }
    let base = load(folder.path());
    assert_eq!(base.problems().collect::<Vec<_>>(), Vec::<&str>::new());
    let entry = &base.known().entries["UZ-X"];
    assert_eq!((entry.part_of[0].entry.as_str(), entry.part_of[0].until.as_str()), ("SUN", "2004-04-30"));
    assert_eq!((entry.sectors.join(" "), entry.codes[0].code.as_str()), ("GOV COP".to_owned(), "704"));
    assert_eq!(base.known().identities["i-2"].relations[0].kind, "amends");
    assert_eq!(base.known().publishers["P"].beside.accepted.len(), 1);
    assert_eq!(base.known().conflicts.size(), 3);
    let texts = base.known().plain_texts();
    let read = texts.iter().map(|(name, text)| *text == fs::read_to_string(path(folder.path(), name)).unwrap());
    assert_eq!(read.collect::<Vec<_>>(), [true; 3]);
}

#[test]
fn what_was_one_text_in_older_registries_is_a_list() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(CORPUS_FOLDER)).unwrap();
    let text = include_str!("../../../tests/fixtures/registry_2.ron");
    let text = text.replacen("sector: \"\"", "sector: \"COP\"", 1).replacen("part_of: \"\"", "part_of: \"SUN\"", 1);
    fs::write(path(folder.path(), "registry.ron"), &text).unwrap();
    let base = load(folder.path());
    let entry = base.known().entries.values().find(|entry| !entry.sectors.is_empty()).unwrap();
    assert_eq!((entry.sectors.concat(), entry.part_of.clone()), ("COP".to_owned(), vec![Dated::to("SUN")]));
}

#[test]
fn older_file_put_back_while_the_corpus_is_open_takes_nothing_away_that_only_newer_ones_say() {
    let folder = tempfile::tempdir().unwrap();
    let mut base = load(folder.path());
    let recognised = RegistryEntry { recognised: "partly".into(), ..entry("r-1", "New") };
    let mut mine = snapshot(&[recognised]);
    save_shared(folder.path(), &mine, &mut base).unwrap();
    let file = path(folder.path(), "registry.ron");
    let text = fs::read_to_string(&file).unwrap();
    let older = text.replace("format: 3", "format: 2").replace("            recognised: \"partly\",\n", "");
    assert_ne!(older.len(), text.len());
    fs::write(&file, &older).unwrap();
    mine.entries.insert_mut("r-2".into(), Arc::new(entry("r-2", "Other")));
    let error = save_shared(folder.path(), &mine, &mut base).unwrap_err();
    assert!(error.contains("was put back from before. It was written by an older program (format 2)"), "{error:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), older, "nothing was written over it");
}

#[test]
fn file_that_does_not_parse_is_said_with_its_line_and_never_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(CORPUS_FOLDER)).unwrap();
    let broken = "(format: 1,\n entries: [(id: \"r-1\", oops)])";
    fs::write(path(folder.path(), "registry.ron"), broken).unwrap();
    let mut base = load(folder.path());
    let problems: Vec<&str> = base.problems().collect();
    assert!(problems.len() == 1 && problems[0].contains("Line 2"), "{problems:?}");
    save_shared(folder.path(), &snapshot(&[entry("r-2", "New")]), &mut base).unwrap_err();
    assert_eq!(fs::read_to_string(path(folder.path(), "registry.ron")).unwrap(), broken);
}
