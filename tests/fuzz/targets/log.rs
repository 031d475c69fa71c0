//! Whatever stands in a log, its good entries are read, and reading what was read gives the same.
#![no_main]

use std::path::Path;

use glossator::store::log;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let path = Path::new("a.log");
    let read = log::from_bytes(data, path);
    let lines: String = read.entries.iter().map(|entry| log::line(entry).expect("an entry can be written")).collect();
    let again = log::from_bytes(lines.as_bytes(), path);
    assert_eq!(again.entries, read.entries);
    assert_eq!(again.problem, None);
});
