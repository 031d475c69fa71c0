//! XMI: one file per article, and one type system for the dataset.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::marks::{Ranges, incoming};
use super::types::{Types, is_array};
use super::{
    ARTICLE_NAME, Cas, DEPENDENT, FRAGMENTS, Found, GOVERNOR, NODE_ID, Raw, SOFA, SOFA_ID, Structure, VIEW, Value,
    build,
};
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::{Doc, Fields};
use crate::exchange::left::Left;
use crate::exchange::xml::{attribute, clean, element};
use crate::exchange::{Beside, Incoming, Out, Target, Unreadable, in_part};

const TYPE_SYSTEM: &str = "TypeSystem.xml";

/// Writes `<part>/<article>.xmi`, and `TypeSystem.xml` for all of them.
#[derive(Clone, Debug, Default)]
pub struct CasXmi {
    types: Types,
}

impl Target for CasXmi {
    fn article(&mut self, doc: &Doc, part: &str, out: &mut dyn Out, losses: &mut Losses) -> io::Result<()> {
        note_controls(doc, losses);
        let cas = build::build(doc, losses);
        self.types.add(&cas.structures);
        out.append(&in_part(part, &format!("{}.xmi", doc.stem())), xmi(&cas).as_bytes())
    }

    fn finish(&mut self, out: &mut dyn Out) -> io::Result<()> {
        out.append(TYPE_SYSTEM, self.types.xml().as_bytes())
    }
}

/// Notes the control characters that XML cannot hold.
fn note_controls(doc: &Doc, losses: &mut Losses) {
    let reason = |count: usize| format!("{count} control characters became spaces: XML cannot hold them");
    let count = clean(doc.text.as_str()).1;
    if count > 0 {
        losses.article(What::Dropped, Some("text"), reason(count));
    }
    let controls = |fields: &Fields| -> Vec<(String, usize)> {
        let count = |values: &[String]| values.iter().map(|value| clean(value).1).sum::<usize>();
        fields.iter().map(|(name, values)| (name.clone(), count(values))).filter(|it| it.1 > 0).collect()
    };
    for (field, count) in controls(&doc.fields) {
        losses.article(What::Dropped, Some(&field), reason(count));
    }
    for node in &doc.nodes {
        for (field, count) in controls(&node.fields) {
            losses.field(What::Dropped, &node.id, &field, reason(count));
        }
    }
}

fn xmi(cas: &Cas) -> String {
    let spaces: BTreeMap<&str, &str> =
        cas.structures.iter().map(|it| package(&it.kind)).chain(["uima.cas"]).map(|it| (it, prefix(it))).collect();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI");
    attribute(&mut out, "xmlns:xmi", "http://www.omg.org/XMI");
    for (package, prefix) in &spaces {
        attribute(&mut out, &format!("xmlns:{prefix}"), format!("http:///{}.ecore", package.replace('.', "/")));
    }
    out.push_str(" xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>\n");
    for structure in &cas.structures {
        write_structure(&mut out, structure);
    }
    out.push_str("<cas:Sofa");
    attribute(&mut out, "xmi:id", SOFA_ID);
    attribute(&mut out, "sofaNum", 1);
    attribute(&mut out, "sofaID", VIEW);
    attribute(&mut out, "mimeType", "text/plain");
    attribute(&mut out, "sofaString", &cas.sofa);
    let members: Vec<String> = cas.structures.iter().map(|it| it.id.to_string()).collect();
    out.push_str("/>\n<cas:View");
    attribute(&mut out, "sofa", SOFA_ID);
    attribute(&mut out, "members", members.join(" "));
    out.push_str("/>\n</xmi:XMI>\n");
    out
}

fn write_structure(out: &mut String, structure: &Structure) {
    let short = structure.kind.rsplit_once('.').map_or("", |it| it.1);
    let tag = format!("{}:{short}", prefix(package(&structure.kind)));
    out.push('<');
    out.push_str(&tag);
    attribute(out, "xmi:id", structure.id);
    let mut inside = String::new();
    for (name, value) in &structure.features {
        match value {
            Value::Text(text) => attribute(out, name, text),
            Value::Number(number) => attribute(out, name, number),
            Value::Reference(id) => attribute(out, name, id),
            Value::References(ids) => {
                let ids: Vec<String> = ids.iter().map(u64::to_string).collect();
                attribute(out, name, ids.join(" "));
            }
            Value::Texts(texts) => texts.iter().for_each(|text| element(&mut inside, name, text)),
        }
    }
    if inside.is_empty() {
        out.push_str("/>\n");
    } else {
        out.push('>');
        out.push_str(&inside);
        out.push_str("</");
        out.push_str(&tag);
        out.push_str(">\n");
    }
}

fn package(kind: &str) -> &str {
    kind.rsplit_once('.').map_or("", |it| it.0)
}

/// Gives the prefix of a package: its last word, which differs among those that are written.
fn prefix(package: &str) -> &str {
    package.rsplit_once('.').map_or(package, |it| it.1)
}

/// Reads an XMI file. The type system beside it helps to tell texts from references and is not needed.
///
/// # Errors
/// Says where the file is no XMI, or that it holds no text.
pub fn read(path: &str, bytes: &[u8], beside: Beside<'_>) -> Result<Incoming, Unreadable> {
    let text = utf8(bytes)?;
    let found = structures(text)?;
    let ranges = [TYPE_SYSTEM, "typesystem.xml"].into_iter().find_map(beside);
    let ranges = ranges.map_or_else(Ranges::default, |bytes| ranges_of(&bytes));
    incoming(path, &typed(found, &ranges), Left::default())
}

fn utf8(bytes: &[u8]) -> Result<&str, Unreadable> {
    let text = str::from_utf8(bytes).map_err(|error| {
        let line = bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
        Unreadable::at(line, "this is not UTF-8; export the document as UIMA CAS XMI (XML 1.0) again")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Reads all feature structures, with the sofas among them; every value is text.
fn structures(text: &str) -> Result<Vec<Found>, Unreadable> {
    let mut reader = Reader::from_str(text);
    let mut packages: BTreeMap<String, String> = BTreeMap::new();
    let mut found: Vec<Found> = Vec::new();
    let mut depth = 0_usize;
    let mut child: Option<(String, String)> = None;
    let mut is_xmi = false;
    loop {
        let before = reader.buffer_position();
        let event = reader.read_event().map_err(|error| broken(text, reader.error_position(), &error))?;
        let bad = |error: quick_xml::Error| broken(text, before, &error);
        match event {
            Event::Start(ref tag) | Event::Empty(ref tag) => {
                let name = str::from_utf8(tag.name().into_inner()).unwrap_or("").to_owned();
                match depth {
                    0 => is_xmi = name == "xmi:XMI" || name.ends_with(":XMI"),
                    1 => found.push(structure(tag, &name, &mut packages).map_err(bad)?),
                    _ => child = Some((name.clone(), String::new())),
                }
                if depth == 0 {
                    attributes(tag, &mut packages).map_err(bad)?;
                }
                if matches!(event, Event::Start(_)) {
                    depth += 1;
                } else if let Some((name, text)) = child.take() {
                    add_child(&mut found, name, text);
                }
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if let Some((name, text)) = child.take() {
                    add_child(&mut found, name, text);
                }
            }
            Event::Text(part) => {
                if let Some((_, text)) = &mut child {
                    text.push_str(&part.xml10_content().map_err(|error| bad(error.into()))?);
                }
            }
            Event::CData(part) => {
                if let Some((_, text)) = &mut child {
                    text.push_str(&part.xml10_content().map_err(|error| bad(error.into()))?);
                }
            }
            Event::GeneralRef(part) => {
                let letter = part.resolve_char_ref().map_err(bad)?;
                let name = part.decode().map_err(|error| bad(error.into()))?;
                let value = letter
                    .map(String::from)
                    .or_else(|| quick_xml::escape::resolve_predefined_entity(&name).map(str::to_owned));
                if let (Some((_, text)), Some(value)) = (&mut child, value) {
                    text.push_str(&value);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if is_xmi && depth == 0 {
        return Ok(found);
    }
    Err(Unreadable::new("this is not a whole UIMA CAS XMI file; export the document as UIMA CAS XMI again"))
}

fn broken(text: &str, position: u64, error: &quick_xml::Error) -> Unreadable {
    let position = usize::try_from(position).unwrap_or(usize::MAX).min(text.len());
    let line = text.bytes().take(position).filter(|byte| *byte == b'\n').count() + 1;
    Unreadable::at(line, format!("this is not XML ({error}); export the document as UIMA CAS XMI again"))
}

/// Gives the attributes of a tag. Declarations of namespaces go to `packages` instead: prefix to package.
fn attributes(
    tag: &BytesStart<'_>,
    packages: &mut BTreeMap<String, String>,
) -> Result<Vec<(String, String)>, quick_xml::Error> {
    let mut found = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute?;
        let name = str::from_utf8(attribute.key.into_inner()).unwrap_or("");
        let value = attribute.normalized_value(XmlVersion::Explicit1_0)?.into_owned();
        match name.strip_prefix("xmlns:") {
            Some(prefix) => {
                let package = value.trim_start_matches("http:///").trim_end_matches(".ecore").replace('/', ".");
                packages.insert(prefix.to_owned(), package);
            }
            None => found.push((name.to_owned(), value)),
        }
    }
    Ok(found)
}

fn structure(
    tag: &BytesStart<'_>,
    name: &str,
    packages: &mut BTreeMap<String, String>,
) -> Result<Found, quick_xml::Error> {
    let mut found = Found::default();
    for (name, value) in attributes(tag, packages)? {
        match name.rsplit_once(':') {
            Some((_, "id")) => found.id = value.parse().unwrap_or(0),
            Some(_) => {}
            None => {
                found.put(name, Raw::Texts(vec![value]));
            }
        }
    }
    let (prefix, short) = name.split_once(':').unwrap_or(("", name));
    let package = packages.get(prefix).map_or(prefix, String::as_str);
    let package = if package == "uima.noNamespace" { "" } else { package };
    found.kind = if package.is_empty() { short.to_owned() } else { format!("{package}.{short}") };
    Ok(found)
}

fn add_child(found: &mut [Found], name: String, text: String) {
    let Some(structure) = found.last_mut() else { return };
    let values = structure.features.entry(name).or_insert_with(|| Raw::Texts(Vec::new()).into());
    if let Raw::Texts(texts) = &mut values.raw {
        texts.push(text);
    }
}

/// Turns what leads to feature structures from text into ids.
fn typed(mut found: Vec<Found>, ranges: &Ranges) -> Vec<Found> {
    // Those of Glossator hold texts only, whatever their names are.
    let is_own = |it: &Found| it.features.contains_key(NODE_ID) || it.features.contains_key(ARTICLE_NAME);
    let slots = found.iter().filter(|it| it.features.contains_key("target") && !is_own(it)).map(|it| it.id);
    let slots: BTreeSet<u64> = slots.collect();
    for structure in &mut found {
        let (kind, is_own) = (structure.kind.clone(), is_own(structure));
        for (name, value) in &mut structure.features {
            let Raw::Texts(texts) = &value.raw else { continue };
            let words = texts.iter().flat_map(|text| text.split(' ')).filter(|word| !word.is_empty());
            let Ok(ids) = words.map(str::parse).collect::<Result<Vec<u64>, _>>() else { continue };
            // Without a type system: numbers that are the links of a slot are those links.
            let is_slot = || !is_array(&kind) && !ids.is_empty() && ids.iter().all(|id| slots.contains(id));
            let is_reference = match name.as_str() {
                "sofa" | FRAGMENTS => true,
                // Of every annotation, though no type system lists them: what they count may be anybody's id.
                "begin" | "end" => false,
                _ if is_own || kind == SOFA => false,
                "elements" if kind == "uima.cas.FSArray" => true,
                GOVERNOR | DEPENDENT | "target" => true,
                _ => ranges.is_reference(&kind, name).unwrap_or_else(is_slot),
            };
            if is_reference {
                value.raw = Raw::References(ids);
            }
        }
    }
    found
}

/// Reads the ranges of features from a type system; what cannot be read is not there.
fn ranges_of(bytes: &[u8]) -> Ranges {
    let mut ranges = Ranges::default();
    let Ok(text) = utf8(bytes) else { return ranges };
    let mut reader = Reader::from_str(text);
    let (mut kind, mut feature, mut at, mut inside) = (String::new(), String::new(), String::new(), false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                at = String::from_utf8_lossy(tag.local_name().into_inner()).into_owned();
                inside = inside || at == "featureDescription";
            }
            Ok(Event::End(tag)) => {
                at.clear();
                inside = inside && tag.local_name().into_inner() != b"featureDescription";
            }
            Ok(Event::Text(text)) => {
                let text = text.xml10_content().map(|it| it.trim().to_owned()).unwrap_or_default();
                match at.as_str() {
                    "name" if inside => feature = text,
                    "name" => kind = text,
                    "supertypeName" => ranges.add_type(&kind, &text),
                    "rangeTypeName" => ranges.add(&kind, &feature, &text),
                    _ => {}
                }
            }
            Ok(Event::Eof) | Err(_) => return ranges,
            Ok(_) => {}
        }
    }
}
