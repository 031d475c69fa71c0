//! RON as this program writes it, read several times as fast as the `ron` crate reads all of RON.
//!
//! Reads what files of this program consist of: structs without names, lists, maps, strings, whole numbers,
//! options and variants. Whatever else a person may have typed (comments, raw strings, struct names, extensions)
//! is left to the `ron` crate, as is everything wrong: it alone says what and where. So nothing is read here that
//! the crate would refuse or understand otherwise.

use serde::de::{self, Deserialize, DeserializeSeed, Visitor};
use serde::forward_to_deserialize_any;

/// Brackets inside each other that are followed. The `ron` crate follows a hundred and twenty-eight steps, of
/// which a bracket takes three at most.
const DEPTH: u32 = 32;

/// Reads RON: plain RON here, all other with the `ron` crate.
///
/// # Errors
/// As `ron::from_str`.
pub(in crate::store) fn from_str<'de, T: Deserialize<'de>>(text: &'de str) -> ron::error::SpannedResult<T> {
    match plain(text) {
        Some(read) => Ok(read),
        None => ron::from_str(text),
    }
}

/// Reads plain RON; nothing where it is not plain or not right.
fn plain<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    let mut reader = Reader { rest: text, depth: 0 };
    let read = T::deserialize(&mut reader).ok()?;
    reader.skip_blank();
    reader.rest.is_empty().then_some(read)
}

/// Says that something is not plain or not right.
#[derive(Debug, thiserror::Error)]
#[error("not as this program writes it")]
struct Other;

impl de::Error for Other {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Self
    }
}

/// What is still to be read.
struct Reader<'de> {
    rest: &'de str,
    /// Brackets around it.
    depth: u32,
}

impl<'de> Reader<'de> {
    fn skip_blank(&mut self) {
        let bytes = self.rest.as_bytes();
        let end = bytes.iter().position(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).unwrap_or(bytes.len());
        self.rest = &self.rest[end..];
    }

    /// Skips blanks and gives the next byte.
    fn peek(&mut self) -> Option<u8> {
        self.skip_blank();
        self.rest.bytes().next()
    }

    /// Skips blanks and takes an ASCII sign, if it comes next.
    fn takes(&mut self, sign: u8) -> bool {
        let there = self.peek() == Some(sign);
        if there {
            self.rest = &self.rest[1..];
        }
        there
    }

    fn take(&mut self, sign: u8) -> Result<(), Other> {
        if self.takes(sign) { Ok(()) } else { Err(Other) }
    }

    /// Takes a name of a field or variant: ASCII letters, digits and underscores.
    fn name(&mut self) -> Result<&'de str, Other> {
        if !self.peek().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_') {
            return Err(Other);
        }
        let is_inside = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        let end = self.rest.bytes().position(|byte| !is_inside(byte)).unwrap_or(self.rest.len());
        // Letters of other scripts, and the signs of raw names, may belong to it.
        if self.rest.as_bytes().get(end).is_some_and(|next| !next.is_ascii() || b".+-#\"'".contains(next)) {
            return Err(Other);
        }
        let (name, rest) = self.rest.split_at(end);
        self.rest = rest;
        Ok(name)
    }

    fn number(&mut self) -> Result<u64, Other> {
        self.skip_blank();
        let end = self.rest.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        // Fractions, other bases, suffixes and ranges are not plain.
        if rest.bytes().next().is_some_and(|next| !matches!(next, b',' | b')' | b']' | b'}' | b' ' | b'\n' | b'\r')) {
            return Err(Other);
        }
        self.rest = rest;
        digits.parse().map_err(|_| Other)
    }

    /// Takes a string; owned where it holds escapes.
    fn string(&mut self) -> Result<std::borrow::Cow<'de, str>, Other> {
        self.take(b'"')?;
        let mut owned = String::new();
        loop {
            let end = self.rest.bytes().position(|byte| byte == b'"' || byte == b'\\').ok_or(Other)?;
            let (piece, rest) = self.rest.split_at(end);
            self.rest = &rest[1..];
            if rest.starts_with('"') {
                return Ok(if owned.is_empty() { piece.into() } else { (owned + piece).into() });
            }
            owned.push_str(piece);
            owned.push(self.escaped()?);
        }
    }

    /// Takes what stands behind a backslash.
    fn escaped(&mut self) -> Result<char, Other> {
        let sign = self.rest.bytes().next().filter(u8::is_ascii).ok_or(Other)?;
        self.rest = &self.rest[1..];
        Ok(match sign {
            b'"' | b'\\' | b'\'' => char::from(sign),
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'0' => '\0',
            b'u' => {
                let (digits, rest) = self.rest.strip_prefix('{').and_then(|rest| rest.split_once('}')).ok_or(Other)?;
                let plain = (1..=6).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
                let code = u32::from_str_radix(digits, 16).ok().filter(|_| plain).ok_or(Other)?;
                self.rest = rest;
                char::from_u32(code).ok_or(Other)?
            }
            _ => return Err(Other),
        })
    }

    /// Reads what stands between two brackets.
    fn inside<T>(&mut self, open: u8, close: u8, read: impl FnOnce(&mut Self) -> Result<T, Other>) -> Result<T, Other> {
        self.take(open)?;
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(Other);
        }
        let value = read(self)?;
        self.depth -= 1;
        self.take(close)?;
        Ok(value)
    }

    /// Reads a single value between round brackets.
    fn wrapped<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Other>) -> Result<T, Other> {
        self.inside(b'(', b')', |reader| {
            let value = read(reader)?;
            reader.takes(b',');
            Ok(value)
        })
    }
}

macro_rules! numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
            // The visitor refuses what is too large for it.
            visitor.visit_u64(self.number()?)
        })*
    };
}

impl<'de> de::Deserializer<'de> for &mut Reader<'de> {
    type Error = Other;

    /// What may be a text or a list of texts is seen by its first sign.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        match self.peek() {
            Some(b'"') => self.deserialize_str(visitor),
            Some(b'[') => self.deserialize_seq(visitor),
            _ => Err(Other),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        match self.name()? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(Other),
        }
    }

    numbers!(deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64);

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        match self.string()? {
            std::borrow::Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            std::borrow::Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        match self.name()? {
            "None" => visitor.visit_none(),
            "Some" => self.wrapped(|reader| visitor.visit_some(reader)),
            _ => Err(Other),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        self.inside(b'[', b']', |reader| visitor.visit_seq(Items::of(reader, b']')))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        self.inside(b'{', b'}', |reader| visitor.visit_map(Items::of(reader, b'}')))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Other> {
        self.inside(b'(', b')', |reader| visitor.visit_map(Items::of(reader, b')')))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Other> {
        visitor.visit_enum(self)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Other> {
        visitor.visit_borrowed_str(self.name()?)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple tuple_struct
        ignored_any
    }
}

/// The items of a list, map or struct, with commas between them and perhaps behind the last.
struct Items<'a, 'de> {
    reader: &'a mut Reader<'de>,
    close: u8,
    /// Whether another item may follow.
    open: bool,
}

impl<'a, 'de> Items<'a, 'de> {
    fn of(reader: &'a mut Reader<'de>, close: u8) -> Self {
        Self { reader, close, open: true }
    }

    fn has_more(&mut self) -> Result<bool, Other> {
        match (self.reader.peek() != Some(self.close), self.open) {
            (true, false) => Err(Other),
            (more, _) => Ok(more),
        }
    }
}

impl<'de> de::SeqAccess<'de> for Items<'_, 'de> {
    type Error = Other;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Other> {
        if !self.has_more()? {
            return Ok(None);
        }
        let value = seed.deserialize(&mut *self.reader)?;
        self.open = self.reader.takes(b',');
        Ok(Some(value))
    }
}

impl<'de> de::MapAccess<'de> for Items<'_, 'de> {
    type Error = Other;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Other> {
        if !self.has_more()? {
            return Ok(None);
        }
        let key = seed.deserialize(&mut *self.reader)?;
        self.reader.take(b':')?;
        Ok(Some(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Other> {
        let value = seed.deserialize(&mut *self.reader)?;
        self.open = self.reader.takes(b',');
        Ok(value)
    }
}

impl<'de> de::EnumAccess<'de> for &mut Reader<'de> {
    type Error = Other;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Other> {
        let variant = seed.deserialize(&mut *self)?;
        Ok((variant, self))
    }
}

impl<'de> de::VariantAccess<'de> for &mut Reader<'de> {
    type Error = Other;

    fn unit_variant(self) -> Result<(), Other> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Other> {
        self.wrapped(|reader| seed.deserialize(reader))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Other> {
        Err(Other)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Other> {
        Err(Other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Quoted, Record};
    use proptest::prelude::*;

    const RECORD: &str = r#"Conflict((
        id: "c1", about: "g-0k3q9dma", fields: ["dates.signed", "n\u{202e}ote"], from: "a \"copy\"\n\\",
        other: Some(Former((text_sha256: "ab", lost: true, record: Actor((
            id: "a-0k3q9dma",
            place: (span: [(start: 0, end: 17, quote: "مُحَمَّد"), (start: 20, end: 21, quote: "x")], before: "", after: "'"),
            form: "name", links: ["UZB"], intended: [],
            titles: [(kind: "rank", place: None, gloss: "G.")], confidence: "", fields: {"x_a": "1", "x_b": ""},
            note: "",
            authorship: (created_by: "anna", created_at: "2024-05-01T10:11:12Z", changed_by: "anna", changed_at: "",
                origin: Imported("b.json"), accepted_by: Some("anna")),
        ))))),
    ))"#;

    type Read = ron::error::SpannedResult<Record<Quoted>>;

    #[test]
    fn plain_record_is_read_as_the_crate_reads_it() {
        let read = plain::<Record<Quoted>>(RECORD);
        assert!(read.is_some());
        assert_eq!(read, Read::ok(ron::from_str(RECORD)));
    }

    #[test]
    fn what_is_not_plain_is_read_all_the_same() {
        let commented = RECORD.replace("id: \"c1\"", "/* one */ id: r#\"c1\"#");
        assert_eq!(plain::<Record<Quoted>>(&commented), None);
        assert_eq!(from_str::<Record<Quoted>>(&commented), ron::from_str(RECORD));
        let wrong = RECORD.replace("lost: true", "lost: 1");
        assert_eq!(from_str::<Record<Quoted>>(&wrong), Read::from(ron::from_str(&wrong)));
    }

    #[test]
    fn numbers_are_whole_and_fit() {
        for text in ["0", "17", "007", "4294967295"] {
            assert_eq!(plain::<u32>(text), ron::from_str(text).ok(), "{text}");
        }
        for text in ["", "-1", "+1", "1_0", "0x1", "1u32", "1.0", "4294967296", "99999999999999999999"] {
            assert_eq!(plain::<u32>(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_into_a_file_is_read_as_the_crate_reads_it(
            at in 0..RECORD.len(), cut in 0..4usize, typed in "[ -~]{0,3}|[(){}\\[\\],:\"\\\\/#'_. \n\t\u{85}é0-9a-z]{0,3}",
        ) {
            let start = RECORD.floor_char_boundary(at);
            let end = RECORD.ceil_char_boundary((start + cut).min(RECORD.len()));
            let text = format!("{}{typed}{}", &RECORD[..start], &RECORD[end..]);
            if let Some(read) = plain::<Record<Quoted>>(&text) {
                prop_assert_eq!(Ok(read), ron::from_str(&text));
            }
        }
    }
}
