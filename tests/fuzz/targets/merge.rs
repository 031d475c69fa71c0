//! Whatever two sides have made of their records, the merge keeps everything, and the same on both sides.
#![no_main]

use std::collections::BTreeMap;
use std::sync::Arc;

use glossator::core::annotation::{ActorMention, Agreement, Id, Kind, Party, Place, Quoted, Record};
use glossator::core::merge::merge;
use glossator::core::text::{Span, Text};
use libfuzzer_sys::fuzz_target;

type Records = BTreeMap<String, Record<Quoted>>;

/// Changes records as the bytes say: which record, which field, which value.
fn change(records: &mut Records, bytes: &[u8], text: &Text) {
    for change in bytes.chunks_exact(3) {
        let [which, field, value] = change else { return };
        let words = format!("v{value}");
        let place = Place::of(Span::new(usize::from(value % 7), usize::from(value % 7) + 3));
        let number = u64::from(which % 6);
        let record = if which % 2 == 0 {
            let id = Id::new(Kind::Actor, number);
            let now = records.get(id.as_str()).and_then(|record| record.placed(text).ok());
            let mut actor = match now {
                Some(Record::Actor(actor)) => ActorMention::clone(&actor),
                _ => ActorMention::new(id.clone(), place.clone()),
            };
            match field % 6 {
                0 => actor.note = words,
                1 => actor.form = words,
                2 => actor.links.push(words),
                3 => drop(actor.links.pop()),
                4 => actor.place = place,
                _ => {
                    records.remove(id.as_str());
                    continue;
                }
            }
            Record::Actor(Arc::new(actor))
        } else {
            let id = Id::new(Kind::Agreement, number);
            let now = records.get(id.as_str()).and_then(|record| record.placed(text).ok());
            let mut agreement = match now {
                Some(Record::Agreement(agreement)) => Agreement::clone(&agreement),
                _ => Agreement::new(id.clone(), place.clone()),
            };
            match field % 6 {
                0 => agreement.status = words,
                1 => agreement.parties.push(Party::of(words, "state")),
                2 => agreement.parties.iter_mut().for_each(|party| party.capacity.clone_from(&words)),
                3 => agreement.dates.signed.value = words,
                4 => drop(agreement.fields.insert(format!("x_{}", value % 3), words)),
                _ => {
                    records.remove(id.as_str());
                    continue;
                }
            }
            Record::Agreement(Arc::new(agreement))
        };
        let quoted = record.quoted(text);
        records.insert(quoted.key(), quoted);
    }
}

fuzz_target!(|data: &[u8]| {
    let text = Text::canonical("Wang Xiaohong");
    let third = data.len() / 3;
    let mut base = Records::new();
    change(&mut base, &data[..third], &text);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    change(&mut ours, &data[third..2 * third], &text);
    change(&mut theirs, &data[2 * third..], &text);
    assert_eq!(merge(&base, &ours, &ours, "x").records, ours);
    assert_eq!(merge(&base, &ours, &base, "x").records, ours);
    assert_eq!(merge(&base, &base, &theirs, "x").records, theirs);
    let merged = merge(&base, &ours, &theirs, "x");
    let other = merge(&base, &theirs, &ours, "x");
    assert_eq!(merged.conflicts.len(), other.conflicts.len(), "a conflict is one from both sides");
    for (key, record) in ours.iter().chain(&theirs) {
        let deleted = base.get(key) == Some(record) && (!ours.contains_key(key) || !theirs.contains_key(key));
        assert!(deleted || merged.records.contains_key(key), "{key} is lost");
    }
    for (key, record) in &merged.records {
        assert_eq!(*key, record.key());
        record.placed(&text).expect("every place is whole");
    }
});
