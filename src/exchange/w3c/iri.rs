//! Names of things as IRIs: `urn:glossator:mark:2024%2Fa.txt:a-0k3q9dma`. The same thing always has the same one.

/// A page of annotations, by its article.
pub(super) const PAGE: &str = "urn:glossator:page:";
/// The pages of a part of the dataset.
pub(super) const COLLECTION: &str = "urn:glossator:collection";
/// An article, by its name.
pub(super) const ARTICLE: &str = "urn:glossator:article:";
/// What is said of an article as a whole, by its name.
pub(super) const ABOUT: &str = "urn:glossator:about:";
/// A mark, by its article and its id.
pub(super) const MARK: &str = "urn:glossator:mark:";
/// A link, by its article and its number.
pub(super) const LINK: &str = "urn:glossator:link:";
/// An actor, by its id in the registry.
pub(super) const ACTOR: &str = "urn:glossator:actor:";

/// Makes an IRI of what it begins with and parts, which are joined by `:`.
pub(super) fn of(begin: &str, parts: &[&str]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| encoded(part)).collect();
    format!("{begin}{}", parts.join(":"))
}

/// Writes all but unreserved letters as percent and two digits (RFC 3986, 2.1).
fn encoded(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 15].map(|digit| char::from(b"0123456789ABCDEF"[usize::from(digit)])));
        }
    }
    out
}

/// Reads back what [`of`] has encoded; what is no UTF-8 stays as it is.
pub(super) fn decoded(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| part.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_from_an_iri() {
        let name = "2024/ü \"b\":%41\n.txt";
        let iri = of(MARK, &[name, "a-1"]);
        assert!(iri.is_ascii() && !iri.contains([' ', '"']));
        let parts: Vec<String> = iri.trim_start_matches(MARK).split(':').map(decoded).collect();
        assert_eq!(parts, [name, "a-1"]);
    }

    #[test]
    fn what_is_not_encoded_well_stays() {
        assert_eq!([decoded("%"), decoded("%zz"), decoded("%ff"), decoded("a%4")], ["%", "%zz", "%ff", "a%4"]);
    }
}
