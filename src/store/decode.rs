//! From the bytes of an article to its text, in whatever encoding it is.
//!
//! A byte-order mark decides; then strict UTF-8; then UTF-16 by its zero bytes; then the guess of `chardetng`,
//! which is shown and can be changed. What cannot be decoded stays visible as U+FFFD and is counted.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding as Table, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::core::workspace::Encoding;

/// Bytes looked at to tell UTF-16 and binary files from text.
const LOOKED_AT: usize = 65_536;
/// Share of control characters and undecodable places from which on a file is no text, in percent.
const NO_TEXT: usize = 20;

/// Says why bytes are no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This does not look like text: too many of its characters are controls or cannot be decoded")]
pub struct NoText;

/// Decodes the bytes of an article. `chosen` is the label of an encoding a person has chosen.
///
/// # Errors
/// Refuses what is no text in any encoding, unless a person has chosen one.
pub fn decode<'a>(bytes: &'a [u8], chosen: Option<&str>) -> Result<(Cow<'a, str>, Encoding), NoText> {
    if let Some(table) = chosen.and_then(|label| Table::for_label(label.as_bytes())) {
        return Ok(with(table, bytes, true, false));
    }
    let (text, encoding) = guess(bytes);
    if is_no_text(&text) { Err(NoText) } else { Ok((text, encoding)) }
}

fn guess(bytes: &[u8]) -> (Cow<'_, str>, Encoding) {
    if let Some((table, _)) = Table::for_bom(bytes) {
        return with(table, bytes, false, false);
    }
    if let Some(table) = utf_16(bytes) {
        return with(table, bytes, false, true);
    }
    let Err(error) = std::str::from_utf8(bytes) else { return with(UTF_8, bytes, false, false) };
    if is_mostly_utf_8(bytes, error.valid_up_to()) {
        return with(UTF_8, bytes, false, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let table = detector.guess(None, Utf8Detection::Deny);
    // GB18030 holds all of GBK and more.
    with(if table == GBK { GB18030 } else { table }, bytes, false, true)
}

fn with<'a>(table: &'static Table, bytes: &'a [u8], chosen: bool, guessed: bool) -> (Cow<'a, str>, Encoding) {
    let bare = match Table::for_bom(bytes) {
        Some((of_mark, length)) if of_mark == table => &bytes[length..],
        _ => bytes,
    };
    let (text, malformed) = table.decode_without_bom_handling(bare);
    let undecoded = if malformed { text.matches('\u{fffd}').count() } else { 0 };
    (text, Encoding { label: table.name().to_ascii_lowercase(), chosen, guessed, undecoded })
}

/// Tells UTF-16 without a byte-order mark by the parity its zero bytes have: spaces and line ends have one in
/// every language.
fn utf_16(bytes: &[u8]) -> Option<&'static Table> {
    let sample = &bytes[..bytes.len().min(LOOKED_AT)];
    let pairs = sample.chunks_exact(2);
    let count = pairs.len();
    if count < 8 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let blank = |pair: &&[u8], low: usize| pair[1 - low] == 0 && matches!(pair[low], b' ' | b'\n' | b'\r');
    let little = pairs.clone().filter(|pair| blank(pair, 0)).count();
    let big = pairs.filter(|pair| blank(pair, 1)).count();
    let table = if little > big { UTF_16LE } else { UTF_16BE };
    // One sign in fifty at least is a space or ends a line.
    let many = little.max(big) * 50 >= count;
    (many && table.decode_without_bom_handling_and_without_replacement(bytes).is_some()).then_some(table)
}

/// Tells whether a file is UTF-8 with some broken places rather than another encoding.
fn is_mostly_utf_8(bytes: &[u8], first_error: usize) -> bool {
    let (mut good, mut bad) = (0, 0);
    let mut rest = bytes;
    let mut at = 0;
    while !rest.is_empty() {
        let (valid, skip) = match std::str::from_utf8(rest) {
            Ok(valid) => (valid, rest.len()),
            Err(error) => {
                bad += 1;
                let valid = std::str::from_utf8(&rest[..error.valid_up_to()]).unwrap_or_default();
                (valid, error.valid_up_to() + error.error_len().unwrap_or(rest.len() - error.valid_up_to()))
            }
        };
        good += valid.chars().filter(|c| !c.is_ascii()).count();
        rest = &rest[skip..];
        at += skip;
        if at > first_error + LOOKED_AT && bad > good {
            break;
        }
    }
    good >= 4 * bad
}

fn is_no_text(text: &str) -> bool {
    let sample = text.chars().take(LOOKED_AT);
    let (mut all, mut odd) = (0usize, 0usize);
    for c in sample {
        all += 1;
        odd +=
            usize::from(c == '\u{fffd}' || (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}')));
    }
    odd * 100 > all * NO_TEXT
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [(&str, &str); 6] = [
        (
            "windows-1252",
            "Die Außenministerin erklärte gestern, daß die Verhandlungen über das Abkommen fortgesetzt würden.\n",
        ),
        ("windows-1251", "Министр внутренних дел подписал соглашение о сотрудничестве между двумя странами.\n"),
        ("windows-1256", "وقعت وزارة الداخلية في الدوحة مذكرة تفاهم حول التعاون بين البلدين في مجال الأمن.\n"),
        (
            "windows-1258",
            "Bô\u{323} trươ\u{309}ng Bô\u{323} Công an đa\u{303} ky\u{301} tho\u{309}a thuâ\u{323}n hơ\u{323}p ta\u{301}c giư\u{303}a hai nươ\u{301}c trong li\u{303}nh vư\u{323}c an ninh va\u{300} trâ\u{323}t tư\u{323}.\n",
        ),
        ("gb18030", "公安部长王小洪在塔什干会见乌兹别克斯坦内务部长，双方签署了合作计划。\n"),
        ("utf-16le", "وقعت الصين وأوزبكستان اليوم مذكرة تفاهم في طشقند.\n"),
    ];

    fn encoded(label: &str, text: &str) -> Vec<u8> {
        if label == "utf-16le" {
            return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        }
        Table::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned()
    }

    #[test]
    fn encodings_are_found_without_being_told() {
        for (label, text) in TEXTS {
            let long = text.repeat(5);
            let bytes = encoded(label, &long);
            let expected = with(Table::for_label(label.as_bytes()).unwrap(), &bytes, false, true).0.into_owned();
            let (found, encoding) = decode(&bytes, None).unwrap();
            assert_eq!((encoding.label.as_str(), encoding.guessed), (label, true), "{found}");
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn byte_order_mark_decides_and_is_no_guess() {
        let big: Vec<u8> = "\u{feff}Tin tức".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, label) in [(big, "utf-16be"), ("\u{feff}Tin tức".as_bytes().to_vec(), "utf-8")] {
            let (text, encoding) = decode(&bytes, None).unwrap();
            assert_eq!((&*text, encoding.label.as_str(), encoding.guessed), ("Tin tức", label, false));
        }
    }

    #[test]
    fn broken_utf_8_stays_utf_8_with_the_places_counted() {
        let mut bytes = "Über Größe und Maß – „gut“ für Müller, sagte die Ministerin. Öffnung".as_bytes().to_vec();
        bytes.insert(30, 0xff);
        let (text, encoding) = decode(&bytes, None).unwrap();
        assert_eq!((encoding.label.as_str(), encoding.undecoded, encoding.guessed), ("utf-8", 1, false));
        assert_eq!(text.matches('\u{fffd}').count(), 1);
    }

    #[test]
    fn encoding_a_person_has_chosen_is_used_whatever_the_bytes_say() {
        let (text, encoding) = decode("Größe".as_bytes(), Some("windows-1252")).unwrap();
        assert_eq!((&*text, encoding.label.as_str(), encoding.chosen), ("GrÃ¶ÃŸe", "windows-1252", true));
        assert!(decode(&[0, 1, 2, 3, 4, 5, 6], Some("utf-8")).is_ok());
        assert!(Encoding::CHOICES.iter().all(|(label, _)| Table::for_label(label.as_bytes()).is_some()));
    }

    #[test]
    fn binary_file_is_no_text_and_an_empty_one_is() {
        let picture: Vec<u8> = (0..4000u32).map(|n| u8::try_from((n * 7919) % 251).unwrap_or(0)).collect();
        let picture = [b"\x89PNG\r\n\x1a\n\0\0\0\r".as_slice(), &picture].concat();
        assert!(decode(&picture, None).is_err() || decode(&picture, None).unwrap().1.guessed);
        assert!(decode(&[0; 500], None).is_err());
        assert_eq!(decode(b"", None).unwrap().0, "");
        assert_eq!(decode(b"one\0NUL in a line of text", None).unwrap().0, "one\0NUL in a line of text");
    }
}
