//! Joining one record field by field, over its fields as they stand in a file.

use serde_json::{Map, Value};

use crate::core::annotation::{Quoted, Record};

/// What came of joining two versions of a record.
pub(super) struct Joined {
    /// The record with both sides' changes; where they contradict each other, ours.
    pub record: Record<Quoted>,
    /// The same with theirs where they contradict each other.
    pub other: Record<Quoted>,
    /// Paths of the fields both have changed in different ways.
    pub fields: Vec<String>,
}

/// Joins two versions of a record that both differ from the base.
pub(super) fn join(base: Option<&Record<Quoted>>, ours: &Record<Quoted>, theirs: &Record<Quoted>) -> Joined {
    let whole = || Joined { record: ours.clone(), other: theirs.clone(), fields: vec!["record".to_owned()] };
    let value = |record: &Record<Quoted>| serde_json::to_value(record).ok();
    let (Some(our), Some(their)) = (value(ours), value(theirs)) else { return whole() };
    let was = base.and_then(value);
    // Records are written as `{"Kind": {…}}`; two kinds under one key cannot be joined.
    let (Some((kind, our)), Some((other_kind, their))) = (only(&our), only(&their)) else { return whole() };
    if kind != other_kind {
        return whole();
    }
    let was = was.as_ref().and_then(only).filter(|(was, _)| *was == kind).map(|(_, value)| value);
    let mut join = Join { prefer_theirs: false, fields: Vec::new() };
    let record = join.value(was, our, their, "");
    let mut other = Join { prefer_theirs: true, fields: Vec::new() };
    let alternative = other.value(was, our, their, "");
    let back = |value: Value| serde_json::from_value(Value::Object(Map::from_iter([(kind.clone(), value)]))).ok();
    match (back(record), back(alternative)) {
        (Some(record), Some(other)) => Joined { record, other, fields: join.fields },
        _ => whole(),
    }
}

/// Gives the one entry of an object that stands for a variant.
fn only(value: &Value) -> Option<(&String, &Value)> {
    value.as_object().filter(|object| object.len() == 1)?.iter().next()
}

/// A merge under way.
struct Join {
    /// Which side stands where both contradict each other.
    prefer_theirs: bool,
    fields: Vec<String>,
}

impl Join {
    fn value(&mut self, base: Option<&Value>, ours: &Value, theirs: &Value, path: &str) -> Value {
        if ours == theirs || base == Some(theirs) {
            return ours.clone();
        }
        if base == Some(ours) {
            return theirs.clone();
        }
        match (ours, theirs) {
            (Value::Object(our), Value::Object(their)) if path.ends_with("authorship") => authorship(our, their),
            (Value::Object(our), Value::Object(their)) if !is_whole(our, path) && !is_whole(their, path) => {
                let base = base.and_then(Value::as_object);
                self.object(base, our, their, path)
            }
            (Value::Array(our), Value::Array(their)) => {
                let base = base.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
                let (base, our, their) = self.items(base, our, their, path);
                match list(&base, &our, &their, path).or((our == their).then(|| our.clone())) {
                    Some(list) => Value::Array(list),
                    None => self.conflict(ours, theirs, path),
                }
            }
            _ => self.conflict(ours, theirs, path),
        }
    }

    /// Joins what both sides have changed of an item that is about the same thing in all three lists; it is the same in
    /// all three then.
    fn items(
        &mut self,
        base: &[Value],
        ours: &[Value],
        theirs: &[Value],
        path: &str,
    ) -> (Vec<Value>, Vec<Value>, Vec<Value>) {
        let (mut base, mut ours, mut theirs) = (base.to_vec(), ours.to_vec(), theirs.to_vec());
        let keys = keys_of(path);
        let about = |item: &Value| about(item, keys);
        // Where an actor stands in a list twice, nothing tells which of the two is meant.
        let only = |list: &[Value], key: &Value| {
            let mut found = list.iter().enumerate().filter(|(_, item)| about(item).as_ref() == Some(key));
            found.next().map(|(at, _)| at).filter(|_| found.next().is_none())
        };
        for key in base.iter().filter_map(about).collect::<Vec<_>>() {
            let (Some(was), Some(our), Some(their)) = (only(&base, &key), only(&ours, &key), only(&theirs, &key))
            else {
                continue;
            };
            if base[was] != ours[our] && base[was] != theirs[their] && ours[our] != theirs[their] {
                let name = key.as_str().map_or_else(|| our.to_string(), str::to_owned);
                let joined = self.value(Some(&base[was]), &ours[our], &theirs[their], &format!("{path}.{name}"));
                (base[was], ours[our], theirs[their]) = (joined.clone(), joined.clone(), joined);
            }
        }
        (base, ours, theirs)
    }

    fn object(
        &mut self,
        base: Option<&Map<String, Value>>,
        ours: &Map<String, Value>,
        theirs: &Map<String, Value>,
        path: &str,
    ) -> Value {
        let mut joined = Map::new();
        let more = theirs.keys().filter(|key| !ours.contains_key(*key));
        for key in ours.keys().chain(more) {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            // A key that is absent, as what is new and empty is, is as one that is null.
            let (our, their) = (ours.get(key).unwrap_or(&Value::Null), theirs.get(key).unwrap_or(&Value::Null));
            let was = base.and_then(|base| base.get(key));
            let was = was.or((!(ours.contains_key(key) && theirs.contains_key(key))).then_some(&Value::Null));
            let value = self.value(was, our, their, &path);
            if !value.is_null() || (ours.contains_key(key) && theirs.contains_key(key)) {
                joined.insert(key.clone(), value);
            }
        }
        Value::Object(joined)
    }

    fn conflict(&mut self, ours: &Value, theirs: &Value, path: &str) -> Value {
        self.fields.push(path.to_owned());
        if self.prefer_theirs { theirs.clone() } else { ours.clone() }
    }
}

/// Tells whether an object is one value: a place, a variant with its content, or a value with what it rests on.
fn is_whole(object: &Map<String, Value>, path: &str) -> bool {
    object.contains_key("span")
        || (!path.is_empty() && object.contains_key("basis") && !path.contains("remarks."))
        || object.keys().any(|key| key.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// Joins who wrote a record: made by whoever was first, changed by whoever was last.
fn authorship(ours: &Map<String, Value>, theirs: &Map<String, Value>) -> Value {
    let text = |side: &Map<String, Value>, key: &str| side.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    // By name where the time is the same, so that both sides come to the same answer.
    let changed = |side: &Map<String, Value>| (text(side, "changed_at"), text(side, "changed_by"));
    let created = |side: &Map<String, Value>| (text(side, "created_at"), text(side, "created_by"));
    let (mut joined, other) =
        if changed(ours) >= changed(theirs) { (ours.clone(), theirs) } else { (theirs.clone(), ours) };
    if created(other) < created(&joined) {
        for key in ["created_at", "created_by"] {
            if let Some(value) = other.get(key) {
                joined.insert(key.to_owned(), value.clone());
            }
        }
    }
    Value::Object(joined)
}

/// Joins two lists: what one side has taken out is out, what one side has put in is in. Nothing where both have
/// replaced the same item, or brought the same items into another order.
fn list(base: &[Value], ours: &[Value], theirs: &[Value], path: &str) -> Option<Vec<Value>> {
    let without = |of: &[Value], from: &[Value]| -> Vec<Value> {
        let mut left: Vec<&Value> = from.iter().collect();
        let gone = |item: &&Value| match left.iter().position(|other| other == item) {
            Some(at) => {
                left.remove(at);
                false
            }
            None => true,
        };
        of.iter().filter(gone_once(gone)).cloned().collect()
    };
    let (we_removed, they_removed) = (without(base, ours), without(base, theirs));
    let (we_added, they_added) = (without(ours, base), without(theirs, base));
    let same_removed = we_removed.iter().any(|item| they_removed.contains(item));
    if same_removed && !we_added.is_empty() && !they_added.is_empty() && we_added != they_added {
        return None;
    }
    let rivals = we_added.iter().any(|our| they_added.iter().any(|their| our != their && are_rivals(our, their, path)));
    let only_moved = [&we_removed, &they_removed, &we_added, &they_added].iter().all(|list| list.is_empty());
    if rivals || only_moved {
        return None;
    }
    let mut joined = ours.to_vec();
    for item in &they_removed {
        if let Some(at) = joined.iter().position(|other| other == item) {
            joined.remove(at);
        }
    }
    for item in they_added {
        if !we_added.contains(&item) {
            joined.push(item);
        }
    }
    if path.ends_with("evidence") {
        // Passages stand in the order of the text.
        joined.sort_by_key(|passage| passage["place"]["span"][0]["start"].as_u64());
    } else if TIMED.iter().any(|list| path.ends_with(list)) {
        in_time(&mut joined, path);
    }
    Some(joined)
}

/// Lists whose items hold for a time, of which the last counts where no day is asked for.
const TIMED: [&str; 3] = ["codes", "memberships", "members"];

/// Puts items that are about the same thing in the order of time, where both sides have added some.
fn in_time(items: &mut [Value], path: &str) {
    let key = |item: &Value| about(item, keys_of(path));
    let order: Vec<Option<Value>> = items.iter().map(key).collect();
    let since = |item: &Value| item.get("from").and_then(Value::as_str).unwrap_or_default().to_owned();
    items.sort_by_cached_key(|item| {
        let key = key(item);
        (order.iter().position(|other| *other == key), since(item))
    });
}

/// Lets a closure that counts be used as a filter.
fn gone_once<'a>(mut gone: impl FnMut(&&'a Value) -> bool) -> impl FnMut(&&'a Value) -> bool {
    move |item| gone(item)
}

/// What items of a list are about, by the name of the list: the same party in two capacities, the same spelling in two
/// languages.
const KEYS: [(&str, &[&str]); 14] = [
    ("parties", &["actor"]),
    ("signatories", &["person"]),
    ("acts", &["act"]),
    ("names", &["text"]),
    ("titles", &["text"]),
    ("relations", &["to", "identity"]),
    ("members", &["article", "entry"]),
    ("adopted", &["field"]),
    ("part_of", &["entry"]),
    ("memberships", &["entry"]),
    ("codes", &["scheme"]),
    ("evidence", &["place"]),
    ("quantities", &["place", "what"]),
    ("accepted", &[WARNING]),
];

/// Stands for all that tells one warning from another.
const WARNING: &str = "warning";

fn keys_of(path: &str) -> &'static [&'static str] {
    let list = path.rsplit('.').next().unwrap_or_default();
    KEYS.iter().find(|(name, _)| *name == list).map_or(&[], |(_, keys)| keys)
}

/// Gives what an item of a list is about.
fn about(item: &Value, keys: &[&str]) -> Option<Value> {
    if keys == [WARNING] {
        let parts = ["check", "rule", "field", "part", "value", "says"];
        return Some(parts.iter().map(|part| item.get(part).cloned().unwrap_or_default()).collect());
    }
    keys.iter().find_map(|key| item.get(key).filter(|it| !it.is_null()).cloned())
}

/// Tells whether two items of a list are about the same thing and cannot both stand.
fn are_rivals(a: &Value, b: &Value, path: &str) -> bool {
    let about = |item: &Value| about(item, keys_of(path));
    // An actor can have been a member twice, and have a number twice; only what holds at one time is a rivalry.
    let time = |item: &Value| (item.get("from").cloned(), item.get("until").cloned());
    about(a).is_some()
        && about(a) == about(b)
        && (time(a) == time(b) || time(a) == (None, None) || time(b) == (None, None))
}
