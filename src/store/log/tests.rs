//! Logs cut off, damaged, joined, of other programs, long and full.

use super::*;
use crate::core::annotation::{Header, Origin, Record};
use crate::core::history::{Batch, Change, Doing, RECODING, Whole};
use crate::store::disk::RealDisk;
use std::fs;

const SMALL: Limits = Limits { long: 80_000, full: 640_000 };
const NOW: &str = "2024-05-06T07:08:09Z";

fn entry(name: &str) -> Entry {
    Entry {
        at: NOW.into(),
        number: 1,
        by: "anna".into(),
        name: name.into(),
        doing: Doing::Done,
        origin: Origin::Manual,
        changes: Vec::new(),
        import: None,
    }
}

fn with_record(name: &str, at: &str) -> Entry {
    let record = Some(Record::Header(Box::new(Header { note: "x".repeat(1000), ..Header::default() })));
    let changes = vec![Change { article: Some("a.txt".to_owned()), before: None, after: record }];
    Entry { at: at.to_owned(), changes, ..entry(name) }
}

fn text(entry: &Entry) -> String {
    line(entry).expect("an entry can be written")
}

fn of(bytes: &[u8]) -> Log {
    from_bytes(bytes, Path::new("a.anna.log"))
}

fn names(log: &Log) -> Vec<&str> {
    log.entries.iter().map(|entry| entry.name.as_str()).collect()
}

#[test]
fn log_says_what_was_written_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("history/a.anna.log");
    let entries = [entry("one"), with_record("zwei\n„x“", NOW), entry("وثلاثة")];
    for entry in &entries {
        append(&RealDisk, &path, &text(entry)).unwrap();
    }
    let log = read(&RealDisk, &path);
    assert_eq!((log.entries.as_slice(), log.problem.as_deref()), (entries.as_slice(), None));
}

#[test]
fn log_cut_off_anywhere_keeps_the_entries_before() {
    let whole = ["one", "two", "three"].map(|name| text(&entry(name))).concat();
    for end in 0..whole.len() {
        let log = of(&whole.as_bytes()[..end]);
        let complete = whole[..end].matches('\n').count();
        // Without its last line feed an entry is whole all the same.
        let may_be_whole = complete + usize::from(whole[end..].starts_with('\n'));
        assert_eq!(log.entries.len(), may_be_whole, "{end}");
        assert_eq!(log.problem.is_some(), !(end == 0 || whole[..end].ends_with('\n') || may_be_whole > complete));
    }
}

#[test]
fn entry_of_an_import_is_read_back() {
    let batch = Batch { id: "i-1".into(), kind: String::new(), whole: Some(Whole::default()), emptied: false };
    let imported = entry("two").of_import(batch);
    let log = of(format!("{}{}{}", text(&entry("one")), text(&imported), text(&entry("three"))).as_bytes());
    assert_eq!((names(&log), log.problem.as_deref()), (vec!["one", "two", "three"], None));
    assert_eq!(log.entries[1], imported);
}

#[test]
fn recoding_says_what_it_is_and_an_import_is_written_as_ever() {
    let of_kind =
        |kind: &str| entry("two").of_import(Batch { id: "i-1".into(), kind: kind.into(), ..Batch::default() });
    let recoding = of_kind(RECODING);
    assert_eq!(of(text(&recoding).as_bytes()).entries, [recoding]);
    assert!(!text(&of_kind("")).contains("kind:"), "programs that know no kinds read it");
}

#[test]
fn lines_of_every_format_there_has_been_are_read() {
    for (fixture, records) in [
        (include_str!("../../../tests/fixtures/log_1.log"), 3),
        (include_str!("../../../tests/fixtures/log_2.log"), 3),
        (include_str!("../../../tests/fixtures/log_3.log"), 3),
        (include_str!("../../../tests/fixtures/log_3_records_4.log"), 4),
    ] {
        let log = of(fixture.as_bytes());
        assert_eq!(log.problem, None, "{fixture}");
        let changes = log.entries.iter().flat_map(|entry| &entry.changes);
        assert_eq!(changes.filter(|change| change.after.is_some()).count(), records, "{fixture}");
        assert!(log.entries.iter().all(|entry| entry.doing != Doing::Outside), "all of it can be taken back");
    }
}

#[test]
fn damaged_end_is_put_aside_before_the_log_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.anna.log");
    fs::write(&path, format!("{}1 00 (at:\"20", text(&entry("one")))).unwrap();
    let problem = read(&RealDisk, &path).problem.unwrap_or_default();
    assert!(problem.contains("the first of them line 2"), "{problem}");
    mend(&RealDisk, &path, NOW).unwrap();
    append(&RealDisk, &path, &text(&entry("two"))).unwrap();
    let log = read(&RealDisk, &path);
    assert_eq!((names(&log), log.problem.as_deref()), (vec!["one", "two"], None));
    assert_eq!(fs::read_to_string(path.with_added_extension("damaged-1")).unwrap(), "1 00 (at:\"20");
}

#[test]
fn damage_in_the_middle_costs_no_line_behind_it_and_closes_what_was_before() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.anna.log");
    fs::write(&path, format!("{}rubbish\n{}", text(&entry("one")), text(&entry("two")))).unwrap();
    let expected = ["one", "A damaged part of the history", "two"];
    assert_eq!(names(&read(&RealDisk, &path)), expected);
    mend(&RealDisk, &path, NOW).unwrap();
    let log = read(&RealDisk, &path);
    assert_eq!((names(&log), log.problem.as_deref()), (expected.to_vec(), None));
    assert_eq!(log.entries[1].doing, Doing::Outside);
    assert_eq!(fs::read_to_string(path.with_added_extension("damaged-1")).unwrap(), "rubbish\n");
}

#[test]
fn missing_last_line_feed_costs_nothing_also_where_an_older_program_has_gone_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.anna.log");
    fs::write(&path, text(&entry("one")).trim_end()).unwrap();
    mend(&RealDisk, &path, NOW).unwrap();
    append(&RealDisk, &path, &text(&entry("two"))).unwrap();
    assert_eq!(names(&read(&RealDisk, &path)), ["one", "two"]);
    // Two entries on one line, with brackets in what they say.
    let joined = format!("{}{}", text(&entry("one (1) 3 x")).trim_end(), text(&with_record("two", NOW)));
    let log = of(joined.as_bytes());
    assert_eq!((names(&log), log.problem.as_deref()), (vec!["one (1) 3 x", "two"], None));
    fs::write(&path, joined).unwrap();
    mend(&RealDisk, &path, NOW).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 2);
}

#[test]
fn line_with_right_digits_is_never_damage() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.anna.log");
    let newer = format!("9 {} (new)\n", line::digits("(new)"));
    // A record of a kind that is not known here, as after the next new field.
    let odd = format!("(at:\"{NOW}\",number:7,by:\"bo\",name:\"Odd\",doing:Done,origin:Manual,");
    let odd = format!("{odd}changes:[(article:Some(\"a.txt\"),before:None,after:Some(Sculpture((id:7))))])");
    let odd = format!("3 {} {odd}\n", line::digits(&odd));
    let whole = format!("{}{newer}{odd}{}", text(&entry("one")), text(&entry("two")));
    fs::write(&path, &whole).unwrap();
    let log = read(&RealDisk, &path);
    assert_eq!(names(&log), ["one", "A step of a newer program", "Odd", "two"]);
    assert_eq!((log.entries[1].doing, log.entries[2].doing), (Doing::Outside, Doing::Outside));
    assert!(log.problem.unwrap_or_default().contains("2 steps that this program does not understand"));
    mend(&RealDisk, &path, NOW).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), whole, "all of it stays where it is");
}

#[test]
fn long_log_keeps_ninety_days_and_says_of_the_rest_who_did_what() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.anna.log");
    let (old, young) = (with_record("old", "2024-02-05T07:08:09Z"), with_record("young", "2024-02-06T07:08:09Z"));
    let count = usize::try_from(SMALL.long).unwrap() / text(&old).len() + 1;
    fs::write(&path, format!("{}{}", text(&old).repeat(count), text(&young))).unwrap();
    let len = mend_within(&RealDisk, &path, NOW, SMALL).unwrap();
    assert!(len < SMALL.long / 3, "{len}");
    let log = read(&RealDisk, &path);
    assert_eq!((log.entries.len(), log.problem.as_deref()), (count + 1, None));
    assert_eq!(log.entries.last(), Some(&young), "it can still be taken back");
    let first = &log.entries[0];
    assert_eq!((first.name.as_str(), first.by.as_str(), first.doing), ("old", "anna", Doing::Outside));
    assert_eq!(
        fs::metadata(&path).unwrap().len(),
        mend_within(&RealDisk, &path, NOW, SMALL).unwrap(),
        "once is enough"
    );
}

#[test]
fn full_log_goes_on_in_a_new_file_and_is_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.anna.log");
    let big = with_record("big", NOW);
    let count = usize::try_from(SMALL.full).unwrap() / text(&big).len() + 1;
    fs::write(&path, text(&big).repeat(count)).unwrap();
    assert_eq!(mend_within(&RealDisk, &path, NOW, SMALL).unwrap(), 0);
    append(&RealDisk, &path, &text(&entry("next"))).unwrap();
    let log = read(&RealDisk, &path);
    assert_eq!((log.entries.len(), log.problem.as_deref()), (count + 1, None));
    assert_eq!(log.entries.last().map(|entry| entry.name.as_str()), Some("next"));
    // Years later what has become old in the parts before is shortened.
    fs::write(&path, text(&Entry { at: "2026-01-01T00:00:00Z".into(), ..big.clone() }).repeat(count)).unwrap();
    assert_eq!(mend_within(&RealDisk, &path, "2026-01-01T00:00:00Z", SMALL).unwrap(), 0);
    assert!(fs::metadata(part(&path, 1)).unwrap().len() < SMALL.full / 3);
    assert!(fs::metadata(part(&path, 2)).unwrap().len() > SMALL.full);
    assert_eq!(read(&RealDisk, &path).entries.len(), 2 * count);
}
