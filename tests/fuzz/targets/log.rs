//! Whatever stands in a log, its good entries are read, and reading what was read gives the same.
#![no_main]

use glossator::store::log;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let read = log::parse(data);
    let lines: String = read.entries.iter().map(log::line).collect();
    let again = log::parse(lines.as_bytes());
    assert_eq!(again.entries, read.entries);
    assert_eq!(again.problem, None);
});
