//! Files of JSON: one value, one value in each line, or one array. What of them is broken, or stands twice under one
//! key, is left out with its place, and the rest comes in.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::value::{is_nothing, shown};
use crate::exchange::left::{Left, Thing};
use crate::exchange::{Part, Unreadable};

/// A value of a file.
pub(in crate::exchange) struct Item {
    /// The line, or the number in the array, from 1.
    pub number: usize,
    /// The same in words: `line 3`.
    pub place: String,
    /// The value.
    pub value: Value,
}

/// Reads bytes as UTF-8, without a byte-order mark.
pub(in crate::exchange) fn utf8(bytes: &[u8]) -> Result<&str, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes.get(..error.valid_up_to()).unwrap_or_default().split(|byte| *byte == b'\n').count();
        Unreadable::at(line, "this is not UTF-8; save the file as UTF-8")
    })
}

/// Reads a value, with the line where it breaks off.
pub(in crate::exchange) fn value(bytes: &[u8], left: &Left) -> Result<Value, Unreadable> {
    parse(utf8(bytes)?.as_bytes(), "", left).map_err(|error| {
        Unreadable::at(error.line().max(1), format!("this is not JSON ({error}); export the file again"))
    })
}

/// Reads JSON lines, or one array. What is broken is left out where others can be read. `what` names the values of an
/// array.
pub(in crate::exchange) fn items(bytes: &[u8], part: Part, what: &str, left: &Left) -> Result<Vec<Item>, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let begins = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    if !part.of_more && begins == Some(&b'[') {
        return array(bytes, what, left);
    }
    let (mut found, mut broken) = (Vec::new(), Vec::new());
    for (number, line) in (part.before + 1..).zip(bytes.split(|byte| *byte == b'\n')) {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let place = format!("line {number}");
        match parse(line, &place, left) {
            Ok(value) => found.push(Item { number, place, value }),
            Err(error) => broken.push(Unreadable::at(number, why(line, &error))),
        }
    }
    if found.is_empty()
        && !part.of_more
        && let Some(first) = broken.first()
    {
        return Err(first.clone());
    }
    for it in broken {
        left.leave(Thing::Line, format!("line {}", it.line.unwrap_or_default()), it.message);
    }
    Ok(found)
}

fn why(line: &[u8], error: &serde_json::Error) -> String {
    if std::str::from_utf8(line).is_err() {
        format!("this is not UTF-8 ({error}); save the file as UTF-8")
    } else {
        format!("this is not JSON ({error}); the file must have one JSON object in each line")
    }
}

/// Reads an array, value by value where it is broken as a whole.
fn array(bytes: &[u8], what: &str, left: &Left) -> Result<Vec<Item>, Unreadable> {
    let (mut found, mut broken) = (Vec::new(), Vec::new());
    let (parts, is_whole) = elements(bytes);
    for (number, (line, part)) in (1..).zip(parts) {
        let place = format!("{what} {number}");
        match parse(part, &place, left) {
            Ok(value) => found.push(Item { number, place, value }),
            Err(error) => broken.push((format!("{place}, line {}", line + error.line().max(1) - 1), error)),
        }
    }
    if found.is_empty() && !(broken.is_empty() && is_whole) {
        value(bytes, &Left::default())?;
    }
    if !is_whole && broken.is_empty() {
        left.leave(Thing::Line, "", "the array does not end, so the end of the file is missing");
    }
    for (place, error) in broken {
        left.leave(Thing::Line, place, format!("this is not JSON ({error}); the other values are read"));
    }
    Ok(found)
}

/// Parts an array into its values, each with the line where it begins. What is broken inside of one, but for its quotes
/// and brackets, does not reach the next. Tells whether the array has an end.
fn elements(bytes: &[u8]) -> (Vec<(usize, &[u8])>, bool) {
    let (mut found, mut depth, mut in_text, mut is_escaped) = (Vec::new(), 0_usize, false, false);
    let (mut line, mut begin, mut is_whole) = (1, None, false);
    let mut push = |from: Option<(usize, usize)>, to: usize| {
        if let Some((line, part)) = from.and_then(|(line, from)| Some((line, bytes.get(from..to)?)))
            && !part.iter().all(u8::is_ascii_whitespace)
        {
            found.push((line, part));
        }
    };
    for (at, byte) in bytes.iter().copied().enumerate() {
        if byte == b'\n' {
            line += 1;
        }
        if in_text {
            in_text = is_escaped || byte != b'"';
            is_escaped = byte == b'\\' && !is_escaped;
            continue;
        }
        // What stands before the first letter of a value is no part of it.
        if depth == 1 && begin.is_none() && !byte.is_ascii_whitespace() && !b",]".contains(&byte) {
            begin = Some((line, at));
        }
        match byte {
            b'"' => in_text = true,
            b'[' | b'{' => depth += 1,
            b',' if depth == 1 => push(begin.take(), at),
            b']' | b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    push(begin.take(), at);
                    begin = Some((line, at + 1));
                    (depth, is_whole) = (1, true);
                }
            }
            _ => {}
        }
    }
    push(begin, bytes.len());
    (found, is_whole)
}

/// Reads a value, and says which keys stand twice in one object.
fn parse(bytes: &[u8], place: &str, left: &Left) -> Result<Value, serde_json::Error> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let mut twice = Vec::new();
    let value = Once(&mut twice).deserialize(&mut reader)?;
    reader.end()?;
    for (key, value) in twice {
        left.leave(
            Thing::Field,
            place,
            format!("{key} {}: the key stands twice in one object, and the last is read", shown(&value)),
        );
    }
    Ok(value)
}

/// Reads a value; what a later one under the same key has replaced is kept apart.
struct Once<'a>(&'a mut Vec<(String, Value)>);

impl<'de> DeserializeSeed<'de> for Once<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Once<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(value) = values.next_element_seed(Once(self.0))? {
            all.push(value);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut values: A) -> Result<Value, A::Error> {
        let mut all = Map::new();
        while let Some(key) = values.next_key::<String>()? {
            let value = values.next_value_seed(Once(self.0))?;
            match all.insert(key.clone(), value) {
                Some(before) if !is_nothing(&before) && all.get(&key) != Some(&before) => self.0.push((key, before)),
                _ => {}
            }
        }
        Ok(Value::Object(all))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::exchange::left::lines;

    fn read(file: &str) -> (Vec<Value>, Vec<String>) {
        let left = Left::default();
        let found = items(file.as_bytes(), Part::default(), "task", &left).expect("it can be read");
        (found.into_iter().map(|it| it.value).collect(), lines(&left.done().0))
    }

    #[test]
    fn broken_value_of_an_array_leaves_the_others() {
        let (found, left) =
            read("[\n {\"a\": \"x,]\\\"\"},\n {\"b\": \"\\ud800\"}, [1,\n 2], {\"c\": nan}, \"d\"\n]\n");
        assert_eq!(found, [json!({"a": "x,]\""}), json!([1, 2]), json!("d")]);
        assert_eq!(left.len(), 2, "{left:?}");
        assert!(left[0].starts_with("task 2, line 3: this is not JSON") && left[1].starts_with("task 4, line 4: "));
    }

    #[test]
    fn array_that_ends_too_early_or_too_late_is_said() {
        for cut in ["[{\"a\": 1}, {\"b\":", "[{\"a\": 1},", "[{\"a\": 1}"] {
            assert_eq!(read(cut).1.len(), 1, "{cut}");
        }
        let (found, left) = read("[1]] x");
        assert_eq!((found.len(), left.len()), (1, 1), "{left:?}");
        assert!(items(b"[\"\\x\"]", Part::default(), "task", &Left::default()).is_err());
        assert_eq!(read("[ ]").0, Vec::<Value>::new());
    }

    #[test]
    fn key_that_stands_twice_is_said() {
        let (found, left) = read("{\"a\": {\"b\": 1, \"c\": [], \"b\": 2, \"c\": 3}}\n{\"d\": 1.5, \"d\": 1.5}");
        assert_eq!(found, [json!({"a": {"b": 2, "c": 3}}), json!({"d": 1.5})]);
        assert_eq!(left, ["line 1: b 1: the key stands twice in one object, and the last is read"]);
    }
}
