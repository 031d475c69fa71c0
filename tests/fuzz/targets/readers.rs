//! Whatever stands in a file, reading it ends in records or in a sentence, and what is read is written back as it was.
#![no_main]

use glossator::store::decode::decode;
use glossator::store::format;
use glossator::store::merge::merge_texts;
use glossator::store::schema;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    drop(decode(data, None));
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(document) = format::document(text) {
        let written = document.write();
        let again = format::document(&written).expect("what was written is read");
        assert_eq!(again.records(), document.records());
        assert_eq!(again.write(), written);
    }
    drop(format::glance(text));
    if let Some(salvaged) = format::salvage(text) {
        let written = salvaged.document.write();
        format::document(&written).expect("what was salvaged is a good file");
    }
    // The registry and its like are read by the merge.
    drop(merge_texts(text, text, text, "fuzz"));
    drop(schema::read(text));
});
