//! Reads annotations: pages of ours, and pages, collections and lists of other tools, such as Recogito's.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::super::json::{self, Draft, Quote, Stored};
use super::super::left::{LeftOut, Thing};
use super::super::{Beside, Incoming, Part, Unreadable};
use super::{CREATOR, FIELD, IDS, TIMES, iri};
use crate::core::doc::Fields;
use crate::core::text::Span;

/// Says where to put a text that is missing.
const ADVICE: &str = "put the text beside the file, under the same name with the ending .txt";

/// Reads annotations of one or several texts, which stand beside the file.
///
/// # Errors
/// Says where the JSON breaks off, that there are no annotations, or which text is missing.
pub fn read(path: &str, bytes: &[u8], beside: Beside<'_>) -> Result<Incoming, Unreadable> {
    let whole = match json::value(bytes) {
        Ok(whole) => whole,
        Err(error) => json::lines(bytes, Part::default()).map_err(|_| error)?.into_iter().map(|it| it.1).collect(),
    };
    let Some(annotations) = annotations(&whole) else {
        return Err(Unreadable::new("there is no annotation; a page has them as \"items\""));
    };
    let page = id_of(&whole).strip_prefix(iri::PAGE).map(iri::decoded);
    let mut sources: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for annotation in annotations.iter().filter(|it| !is_link(it)) {
        sources.entry(source_of(annotation)).or_default().push(annotation);
    }
    if sources.is_empty() {
        sources.insert("", Vec::new());
    }
    let mut incoming = Incoming::default();
    let mut docs = Vec::new();
    let many = sources.len() > 1;
    for (number, (source, annotations)) in (1..).zip(sources) {
        let Some(stored) = text_of(path, source, many, beside) else {
            incoming.left.push(LeftOut::new(Thing::Article, "", format!("the text of {source} is missing; {ADVICE}")));
            continue;
        };
        let said = page.clone().or_else(|| source.strip_prefix(iri::ARTICLE).map(iri::decoded)).unwrap_or_default();
        let name = json::article_name(&said, path, many.then_some(number));
        docs.push(Reader::of(Draft::new(&name, stored.text.clone(), String::new()), &stored, &annotations));
    }
    if docs.is_empty() {
        return Err(Unreadable::new(format!("the text is missing or is not UTF-8; {ADVICE}")));
    }
    for link in annotations.iter().filter(|it| is_link(it)) {
        if !docs.iter_mut().any(|reader| reader.link(link)) {
            incoming.left.push(LeftOut::new(
                Thing::Link,
                "",
                format!("the link {} has an end that is missing", json::shown(link)),
            ));
        }
    }
    for reader in docs {
        reader.draft.finish(&mut incoming);
    }
    Ok(incoming)
}

/// Finds the annotations of a list, a page, a collection, a graph, or one alone.
fn annotations(whole: &Value) -> Option<&[Value]> {
    if let Value::Array(list) = whole {
        return Some(list);
    }
    let lists = ["items", "@graph", "rows"].iter().find_map(|key| whole.get(key)?.as_array());
    let inside = || whole.get("first").filter(|it| it.is_object()).and_then(annotations);
    let alone = || whole.get("target").map(|_| std::slice::from_ref(whole));
    lists.map(Vec::as_slice).or_else(inside).or_else(alone)
}

/// Gives the one value or the values of a list.
fn each(value: Option<&Value>) -> &[Value] {
    match value {
        None | Some(Value::Null) => &[],
        Some(Value::Array(values)) => values,
        Some(one) => std::slice::from_ref(one),
    }
}

/// Gives the IRI of a thing, which may be an IRI itself.
fn id_of(value: &Value) -> &str {
    let of = |key: &str| value.get(key).and_then(Value::as_str);
    value.as_str().or_else(|| of("id")).or_else(|| of("@id")).unwrap_or("")
}

/// Gives the IRI of what a target or body is about.
fn about(value: &Value) -> &str {
    value.get("source").map_or_else(|| id_of(value), id_of)
}

/// Gives the IRI of the text, without a fragment that says where in it.
fn source_of(annotation: &Value) -> &str {
    each(annotation.get("target")).first().map_or("", |target| about(target).split('#').next().unwrap_or(""))
}

fn first_text(value: Option<&Value>) -> &str {
    each(value).first().and_then(Value::as_str).unwrap_or("")
}

fn is_link(annotation: &Value) -> bool {
    first_text(annotation.get("motivation")) == "linking"
        && each(annotation.get("target")).iter().all(|target| target.get("selector").is_none())
}

/// Gets the text: by the name of the source, or beside the file where there is only one.
fn text_of(path: &str, source: &str, many: bool, beside: Beside<'_>) -> Option<Stored> {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |it| it.0);
    let source = source.split(['?', '#']).next().unwrap_or("");
    let named = iri::decoded(source.rsplit(['/', ':']).next().unwrap_or(""));
    let named = named.rsplit('/').next().unwrap_or("").to_owned();
    let same = (!many).then(|| format!("{stem}.txt"));
    let found = same.into_iter().chain([named.clone(), format!("{named}.txt")]).find_map(|name| beside(&name))?;
    json::utf8(&found).ok().map(Stored::new)
}

/// Reads the annotations of one text.
struct Reader<'a> {
    draft: Draft,
    by_iri: HashMap<&'a str, usize>,
}

impl<'a> Reader<'a> {
    fn of(draft: Draft, stored: &Stored, annotations: &[&'a Value]) -> Self {
        let mut reader = Self { draft, by_iri: HashMap::new() };
        for annotation in annotations {
            if id_of(annotation).starts_with(iri::ABOUT) {
                reader.draft.doc.fields = Bodies::of(annotation).fields;
            } else {
                reader.mark(stored, annotation);
            }
        }
        reader
    }

    fn mark(&mut self, stored: &Stored, annotation: &'a Value) {
        let iri = id_of(annotation);
        let own = iri.strip_prefix(iri::MARK).and_then(|it| it.rsplit_once(':')).map(|it| iri::decoded(it.1));
        let mut spans = Vec::new();
        for target in each(annotation.get("target")) {
            match places(stored, target) {
                Ok(found) => spans.extend(found),
                Err(why) => self.draft.leave(Thing::Mark, format!("the annotation {iri}: {why}")),
            }
        }
        let somewhere = each(annotation.get("target")).iter().any(|target| target.get("selector").is_some());
        if spans.is_empty() && (own.is_none() || somewhere) {
            return self
                .draft
                .leave(Thing::Mark, format!("the annotation {iri} marks no text: {}", json::shown(annotation)));
        }
        let bodies = Bodies::of(annotation);
        let id = own.filter(|id| !id.is_empty()).unwrap_or_else(|| format!("n{}", self.draft.doc.nodes.len() + 1));
        let index = self.draft.add(&id, &bodies.label, spans, bodies.fields);
        self.by_iri.insert(iri, index);
    }

    /// Adds a link, if it is one of this text. Ours have the end as body, Recogito's as second target.
    fn link(&mut self, annotation: &Value) -> bool {
        let bodies = each(annotation.get("body"));
        let (tags, ends): (Vec<&Value>, Vec<&Value>) = bodies.iter().partition(|body| body.get("value").is_some());
        let targets = each(annotation.get("target")).iter();
        let found = |value: &Value| self.by_iri.get(about(value)).copied();
        let mut indices = targets.chain(ends).map(found);
        let (Some(Some(from)), Some(Some(to))) = (indices.next(), indices.next()) else { return false };
        let role = tags.first().map_or("", |body| json::text_of(body, "value"));
        self.draft.link_nodes(if role.is_empty() { "relation" } else { role }, from, to);
        true
    }
}

/// Finds the places of a target.
fn places(stored: &Stored, target: &Value) -> Result<Vec<Span>, String> {
    let selectors = each(target.get("selector"));
    let of = |kind: &'static str| selectors.iter().filter(move |it| json::text_of(it, "type") == kind);
    let mut quotes = of("TextQuoteSelector").map(|it| Quote {
        exact: json::text_of(it, "exact"),
        prefix: json::text_of(it, "prefix"),
        suffix: json::text_of(it, "suffix"),
    });
    let positions =
        of("TextPositionSelector").map(|it| Some((json::count(it.get("start"))?, json::count(it.get("end"))?)));
    let fragment = about(target).split_once('#').map(|it| char_range(it.1));
    let fragments = of("FragmentSelector").map(|it| char_range(json::text_of(it, "value"))).chain(fragment);
    let mut spans = Vec::new();
    for (start, end) in positions.chain(fragments).flatten() {
        spans.push(stored.span(start, end, &quotes.next().unwrap_or_default())?);
    }
    if spans.is_empty() && !selectors.is_empty() {
        let quote = quotes.next().ok_or("it has no position and no quote in a plain text")?;
        spans.push(stored.find(&quote).ok_or("its quote does not stand exactly once in the text")?);
    }
    Ok(spans)
}

/// Reads `char=2,9` (RFC 5147).
fn char_range(fragment: &str) -> Option<(usize, usize)> {
    let (start, end) = fragment.strip_prefix("char=")?.split_once(',')?;
    Some((start.parse().ok()?, end.split(';').next()?.parse().ok()?))
}

/// What the bodies of an annotation say.
struct Bodies {
    label: String,
    fields: Fields,
}

impl Bodies {
    fn of(annotation: &Value) -> Self {
        let mut found = Self { label: String::new(), fields: Fields::new() };
        let motivation = first_text(annotation.get("motivation"));
        for body in each(annotation.get("body")) {
            found.take(body, motivation);
        }
        if let Some(value) = annotation.get("bodyValue").and_then(Value::as_str) {
            found.push("note", value);
        }
        let creator =
            annotation.get("creator").map_or("", |it| it.get("name").and_then(Value::as_str).unwrap_or(id_of(it)));
        let times = TIMES.map(|(term, field)| (field, json::text_of(annotation, term)));
        for (field, value) in times.into_iter().chain([(CREATOR, creator)]).filter(|it| !it.1.is_empty()) {
            found.push(field, value);
        }
        if found.label.is_empty() {
            found.label.push_str(if motivation.is_empty() { "annotation" } else { motivation });
        }
        found
    }

    fn push(&mut self, field: &str, value: &str) {
        self.fields.entry(field.to_owned()).or_default().push(value.to_owned());
    }

    fn take(&mut self, body: &Value, motivation: &str) {
        let said = first_text(body.get("purpose"));
        let purpose = if said.is_empty() { motivation } else { said };
        let field = json::text_of(body, FIELD);
        let Some(value) = body.get("value").and_then(Value::as_str) else {
            let source = about(body);
            return match source.strip_prefix(iri::ACTOR) {
                Some(id) => self.push(IDS, &iri::decoded(id)),
                None if source.is_empty() => {}
                None => self.push(IDS, source),
            };
        };
        match purpose {
            _ if !field.is_empty() => self.push(field, value),
            "tagging" | "classifying" if self.label.is_empty() => self.label.push_str(value),
            "tagging" | "classifying" => self.push("x_tag", value),
            "" | "commenting" | "describing" | "replying" | "highlighting" => self.push("note", value),
            other => self.push(&format!("x_{}", json::field_name(other)), value),
        }
    }
}
