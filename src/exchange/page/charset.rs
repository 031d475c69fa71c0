//! The encoding that a page says it is in, found before it is decoded.

/// How far into a page the declaration is looked for, in bytes; browsers look at the first thousand.
const LOOKED_AT: usize = 8192;

/// Gives the label of the encoding that a page declares by `<meta charset>`, `<meta http-equiv>` or its XML declaration.
/// One of sixteen bits is not believed: it could not be read here then.
#[must_use]
pub fn declared(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let head: String = head.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let in_xml = head.trim_start().strip_prefix("<?xml").and_then(|rest| {
        let declaration = &rest[..rest.find("?>")?];
        value(&declaration[declaration.find("encoding")? + "encoding".len()..])
    });
    let label = in_meta(&head).or(in_xml)?;
    (!label.starts_with("utf-16") && !label.starts_with("utf16")).then_some(label)
}

fn in_meta(head: &str) -> Option<String> {
    let mut rest = head;
    while let Some(at) = rest.find("<meta") {
        rest = &rest[at + "<meta".len()..];
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        if let Some(at) = tag.find("charset")
            && let Some(label) = value(&tag[at + "charset".len()..])
        {
            return Some(label);
        }
    }
    None
}

/// Reads `= "label"`.
fn value(text: &str) -> Option<String> {
    let text = text.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declaration_is_found_however_it_is_written() {
        for (page, label) in [
            (r#"<html><head><meta charset="windows-1256"><title>"#, Some("windows-1256")),
            ("<META CHARSET=GBK>", Some("gbk")),
            (r#"<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">"#, Some("iso-8859-1")),
            (r#"<meta name="a"><meta charset = 'koi8-r'/>"#, Some("koi8-r")),
            (r#"<?xml version="1.0" encoding="windows-1251"?><html>"#, Some("windows-1251")),
            (r#"<meta charset="utf-16le">"#, None),
            ("<meta charset>", None),
            ("<p>charset=gbk</p>", None),
            ("", None),
        ] {
            assert_eq!(declared(page.as_bytes()).as_deref(), label, "{page}");
        }
        assert_eq!(declared(&[0xff, 0xfe, b'<', b'm']), None);
    }
}
