//! Whatever an article has become, every mark is placed where its words stand or kept as lost.
#![no_main]

use std::collections::BTreeMap;
use std::sync::Arc;

use glossator::core::anchoring::{Outcome, review};
use glossator::core::annotation::{ActorMention, Id, Kind, Place, Quoted, Record};
use glossator::core::text::{Span, Text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    // The first byte says where the marks are, the rest holds both texts with a zero byte between.
    let Some((first, rest)) = data.split_first() else { return };
    let mut texts = rest.splitn(2, |byte| *byte == 0);
    let mut text = || Text::canonical(&String::from_utf8_lossy(texts.next().unwrap_or_default()));
    let (old, new) = (text(), text());
    let step = usize::from(first % 13) + 1;
    let mut records: BTreeMap<String, Record<Quoted>> = BTreeMap::new();
    for (number, start) in (0..old.len()).step_by(step).take(40).enumerate() {
        let span = old.snap(Span::new(old.floor(start), old.floor(start + step)));
        if !span.is_empty() {
            let id = Id::new(Kind::Actor, number as u64);
            let record = Record::Actor(Arc::new(ActorMention::new(id, Place::of(span)))).quoted(&old);
            records.insert(record.key(), record);
        }
    }
    let count = records.len();
    let hashes = ("old", "new");
    for kept in [true, false] {
        let found = review(records.clone(), kept.then(|| old.clone()), &new, hashes);
        let lost = found.work.former.values().filter(|former| former.lost).count();
        assert_eq!(found.work.actors.len() + lost, count);
        for item in &found.items {
            let Some(place) = &item.new else { continue };
            let span = place.cover();
            assert!(new.fits(span) && !span.is_empty());
            if item.outcome == Outcome::Exact {
                assert_eq!(new.slice(span), item.old.span[0].quote);
            }
        }
        // What was moved can be written and read again.
        for record in found.work.records() {
            assert_eq!(record.quoted(&new).placed(&new).expect("it stands there"), record);
        }
    }
});
