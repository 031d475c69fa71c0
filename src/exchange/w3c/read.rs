//! Reads annotations: pages of ours, and pages, collections and lists of other tools, such as Recogito's.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::super::json::{self, Benign, Draft, Taker};
use super::super::left::{Left, Thing};
use super::super::places::Places;
use super::super::{Beside, Incoming, Part, Unreadable};
use super::bodies::Bodies;
use super::people::People;
use super::selectors::{places, quoted};
use super::{about, each, id_of, iri};
use crate::core::doc::Maker;

/// Says where to put a text that is missing.
const ADVICE: &str = "put the text beside the file, under the same name with the ending .txt";
/// What a page or a collection says of itself.
const PAGE: Benign = &[
    ("@context", "how its words are to be read"),
    ("id", "its name, from which that of the article is taken"),
    ("@id", "its name"),
    ("type", "what it is"),
    ("@type", "what it is"),
    ("partOf", "the collection, of which it is one page"),
    ("startIndex", "where in the collection it stands"),
    ("total", "how many annotations there are"),
    ("first", "the name of the first page, where it is not the page itself"),
    ("last", "the name of the last page"),
    ("prev", "the name of the page before"),
];
/// What an annotation says of itself, in the model and as Hypothesis writes it.
const ANNOTATION: Benign = &[
    ("@context", "how its words are to be read"),
    ("id", "its name"),
    ("@id", "its name"),
    ("type", "that it is an annotation"),
    ("@type", "that it is an annotation"),
    ("canonical", "its name once more"),
    ("via", "its name once more"),
    ("generated", "the time at which it was written down"),
    ("generator", "the program that has written it down"),
    ("updated", "the time at which Hypothesis has stored it again"),
    ("uri", "the address of the text once more"),
    ("permissions", "to whom it was shown"),
    ("links", "where it can be seen"),
];
/// What a target says besides its selectors.
const TARGET: Benign = &[
    ("id", "the address of the text"),
    ("@id", "the address of the text"),
    ("type", "that it is a part of a text"),
    ("@type", "that it is a part of a text"),
    ("source", "the address of the text"),
    ("format", "how the text is written"),
    ("textDirection", "how the text is shown"),
];

/// Reads annotations of one or several texts, which stand beside the file.
///
/// # Errors
/// Says where the JSON breaks off, that there are no annotations, or which text is missing.
pub fn read(path: &str, bytes: &[u8], beside: Beside<'_>) -> Result<Incoming, Unreadable> {
    let left = Left::default();
    let values = match json::value(bytes, &left) {
        Ok(Value::Array(values)) => values,
        Ok(whole) => vec![whole],
        Err(error) => {
            let items = json::items(bytes, Part::default(), "annotation", &left).map_err(|_| error)?;
            items.into_iter().map(|it| it.value).collect()
        }
    };
    let incoming = read_all(path, &values, beside, &left)?;
    Ok(json::done(incoming, left))
}

fn read_all(path: &str, values: &[Value], beside: Beside<'_>, left: &Left) -> Result<Incoming, Unreadable> {
    let mut incoming = Incoming::default();
    let mut annotations = Vec::new();
    let (mut pages, mut is_page) = (BTreeSet::new(), false);
    for value in values {
        is_page |= gather(value, left, &mut pages, &mut annotations);
    }
    if annotations.is_empty() && !is_page && !values.is_empty() {
        return Err(Unreadable::new("there is no annotation; a page has them as \"items\""));
    }
    let page = Some(pages).filter(|it| it.len() == 1).and_then(|it| it.into_iter().next());
    let people = People::of(annotations.iter().map(Taker::value));
    let known: BTreeSet<&str> = annotations.iter().map(|it| id_of(it.value())).filter(|it| !it.is_empty()).collect();
    let (links, others): (Vec<Taker<'_>>, Vec<Taker<'_>>) = annotations.into_iter().partition(|it| is_link(it.value()));
    let mut sources: BTreeMap<&str, Vec<Taker<'_>>> = BTreeMap::new();
    for annotation in others {
        if let Some(reason) = is_remark(annotation.value(), &known) {
            let who = people.name(annotation.value());
            left.whose(who);
            let by = if who.is_empty() { String::new() } else { format!(" of {who}") };
            annotation.refuse(Thing::Comment, &format!("the annotation{by}"), reason);
            left.whose("");
        } else {
            sources.entry(source_of(annotation.value())).or_default().push(annotation);
        }
    }
    if sources.is_empty() {
        sources.insert("", Vec::new());
    }
    let mut docs = Vec::new();
    let many = sources.len() > 1;
    for (number, (source, annotations)) in (1..).zip(sources) {
        let Some(text) = text_of(path, source, many, beside) else {
            let reason = format!("the text of {source} is missing; {ADVICE}");
            for annotation in &annotations {
                annotation.refuse(Thing::Mark, "", &reason);
            }
            continue;
        };
        let said = page.clone().or_else(|| source.strip_prefix(iri::ARTICLE).map(iri::decoded)).unwrap_or_default();
        let name = json::article_name(&said, path, many.then_some(number));
        let quotes = annotations.iter().flat_map(|it| each(it.value().get("target"))).map(quoted);
        let (places, counted) = json::places(&text, quotes);
        left.say_all("", counted.as_deref());
        for (person, annotations) in by_person(&people, annotations) {
            left.whose(&person);
            let mut draft = Draft::new(&name, places.text().clone(), "", left);
            draft.doc.is_named = !said.is_empty();
            // Most programs have no links, and leave those out that they do not know.
            draft.doc.has_links = !links.is_empty();
            draft.doc.maker = if person.is_empty() { Maker::Unsaid } else { Maker::Person(person) };
            docs.push(Reader::of(draft, &places, &annotations, &people));
            drop(annotations);
            left.whose("");
        }
    }
    if docs.is_empty() {
        return Err(Unreadable::new(format!("the text is missing or is not UTF-8; {ADVICE}")));
    }
    for link in &links {
        let whose = people.name(link.value());
        left.whose(whose);
        if !docs.iter_mut().any(|reader| reader.link(link, whose)) {
            let marks: Vec<bool> = ends(link.value()).iter().map(|end| docs.iter().any(|it| it.has(end))).collect();
            let reason = if marks.len() > 1 && marks.iter().all(|it| *it) {
                "its ends are the work of somebody else"
            } else {
                "it has an end that is missing"
            };
            link.refuse(Thing::Link, "the link", reason);
        }
    }
    left.whose("");
    for reader in docs {
        reader.draft.finish(&mut incoming);
    }
    Ok(incoming)
}

/// Finds the annotations of a list, a page, a collection, a graph, or one alone. Tells whether it is a page, and notes
/// the articles that pages of ours are of.
fn gather<'a>(value: &'a Value, left: &'a Left, pages: &mut BTreeSet<String>, found: &mut Vec<Taker<'a>>) -> bool {
    if let Value::Array(list) = value {
        let mut is_page = false;
        for value in list {
            is_page |= gather(value, left, pages, found);
        }
        return is_page;
    }
    let lists = ["items", "@graph", "rows"];
    let inside = value.get("first").filter(|it| it.is_object());
    let is_page = inside.is_some() || lists.iter().any(|key| value.get(key).is_some_and(Value::is_array));
    if !is_page {
        let id = id_of(value);
        let place = if id.is_empty() { format!("annotation {}", found.len() + 1) } else { format!("annotation {id}") };
        let annotation = Taker::new(value, &place, left).benign(ANNOTATION);
        if value.get("target").is_some() {
            found.push(annotation);
        } else if value.is_object() {
            annotation.refuse(Thing::Line, "", "it is no annotation: it has no target");
        }
        return false;
    }
    let page = Taker::new(value, "page", left).benign(PAGE);
    pages.extend(id_of(value).strip_prefix(iri::PAGE).map(iri::decoded));
    for item in lists.into_iter().flat_map(|key| page.list(key)) {
        item.whole();
        gather(item.value(), left, pages, found);
    }
    if let Some(first) = page.take("first").filter(|it| it.is_object()) {
        gather(first, left, pages, found);
    }
    for reply in page.list("replies") {
        reply.refuse(Thing::Comment, "the reply", "it answers another annotation");
    }
    match page.take("next") {
        // A page may hold the next one.
        Some(next) if next.is_object() && lists.iter().any(|key| next.get(key).is_some()) => {
            gather(next, left, pages, found);
        }
        Some(next) => {
            left.leave(Thing::Article, "", format!("further pages, {}, are not in this file", json::shown(next)));
        }
        None => {}
    }
    true
}

/// Gives the IRI of the text, without a fragment that says where in it.
fn source_of(annotation: &Value) -> &str {
    each(annotation.get("target")).first().map_or("", |target| about(target).split('#').next().unwrap_or(""))
}

/// Parts annotations by who made them; those of ours say so record by record.
fn by_person<'a>(people: &People, annotations: Vec<Taker<'a>>) -> Vec<(String, Vec<Taker<'a>>)> {
    let mut parts: BTreeMap<String, Vec<Taker<'a>>> = BTreeMap::new();
    for annotation in annotations {
        let id = id_of(annotation.value());
        let is_ours = id.starts_with(iri::MARK) || id.starts_with(iri::ABOUT);
        let person = if is_ours { "" } else { people.name(annotation.value()) };
        parts.entry(person.to_owned()).or_default().push(annotation);
    }
    if parts.is_empty() {
        parts.insert(String::new(), Vec::new());
    }
    parts.into_iter().collect()
}

/// Says why an annotation is no mark: it answers another one, or is about a whole page.
fn is_remark(annotation: &Value, known: &BTreeSet<&str>) -> Option<&'static str> {
    let targets = each(annotation.get("target"));
    let is_whole = targets.iter().all(|target| target.get("selector").is_none());
    let answers = |target: &Value| known.contains(about(target)) && about(target) != id_of(annotation);
    if !json::list_of(annotation, "references").is_empty() || is_whole && targets.iter().any(answers) {
        return Some("it answers another annotation");
    }
    (annotation.get("uri").is_some() && is_whole).then_some("it is about the whole page")
}

fn is_link(annotation: &Value) -> bool {
    each(annotation.get("motivation")).first().and_then(Value::as_str) == Some("linking")
        && each(annotation.get("target")).iter().all(|target| target.get("selector").is_none())
}

/// Gives what a link joins: ours have the second end as body, Recogito's as second target.
fn ends(link: &Value) -> Vec<&str> {
    let bodies = each(link.get("body")).iter().filter(|body| body.get("value").is_none());
    each(link.get("target")).iter().chain(bodies).map(about).filter(|it| !it.is_empty()).collect()
}

/// Gets the text: by the name of the source, or beside the file where there is only one.
fn text_of(path: &str, source: &str, many: bool, beside: Beside<'_>) -> Option<String> {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |it| it.0);
    let source = source.split(['?', '#']).next().unwrap_or("");
    let named = iri::decoded(source.rsplit(['/', ':']).next().unwrap_or(""));
    let named = named.rsplit('/').next().unwrap_or("").to_owned();
    let same = (!many).then(|| format!("{stem}.txt"));
    let found = same.into_iter().chain([named.clone(), format!("{named}.txt")]).find_map(|name| beside(&name))?;
    json::utf8(&found).ok().map(str::to_owned)
}

/// Reads the annotations of one text.
struct Reader<'a> {
    draft: Draft<'a>,
    by_iri: HashMap<&'a str, usize>,
}

impl<'a> Reader<'a> {
    fn of(draft: Draft<'a>, stored: &Places, annotations: &[Taker<'a>], people: &'a People) -> Self {
        let mut reader = Self { draft, by_iri: HashMap::new() };
        for annotation in annotations {
            let creator = people.name(annotation.value());
            if id_of(annotation.value()).starts_with(iri::ABOUT) {
                annotation.known(&["target", "creator", "user"]);
                json::join(&mut reader.draft.doc.fields, Bodies::of(annotation, creator).fields);
            } else {
                reader.mark(stored, annotation, creator);
            }
        }
        reader
    }

    fn mark(&mut self, stored: &Places, annotation: &Taker<'a>, creator: &'a str) {
        let iri = id_of(annotation.value());
        let own = iri.strip_prefix(iri::MARK).and_then(|it| it.rsplit_once(':')).map(|it| iri::decoded(it.1));
        let targets = each(annotation.value().get("target"));
        let found: Vec<Result<Vec<_>, String>> = targets
            .iter()
            .map(|target| {
                let (here, there) = (source_of(annotation.value()), about(target).split('#').next().unwrap_or(""));
                if here != there && !there.is_empty() {
                    return Err(format!("it stands in another text, {there}"));
                }
                places(stored, target)
            })
            .collect();
        let spans: Vec<_> = found.iter().flatten().flatten().map(|it| it.span).collect();
        let somewhere = targets.iter().any(|target| target.get("selector").is_some());
        if spans.is_empty() && (own.is_none() || somewhere) {
            let why: Vec<&str> = found.iter().filter_map(|it| it.as_ref().err().map(String::as_str)).collect();
            let why = if why.is_empty() { "it marks no text".to_owned() } else { why.join("; ") };
            return annotation.refuse(Thing::Mark, "", &why);
        }
        for (target, found) in annotation.each("target").into_iter().zip(found) {
            let target = target.benign(TARGET);
            match found {
                Ok(found) => {
                    for said in found.iter().filter_map(|it| it.said.as_ref()) {
                        self.draft.say(&format!("the annotation {iri}: {said}"));
                    }
                    // All selectors of a target say where it is.
                    if target.value().is_string() { target.whole() } else { target.known(&["selector"]) }
                }
                Err(why) => target.refuse(Thing::Mark, "a part of it", &why),
            }
        }
        annotation.no(&["hidden", "flagged"]);
        annotation.known(&["creator", "user"]);
        // What everybody sees is in no group.
        if annotation.peek("group").and_then(Value::as_str) == Some("__world__") {
            annotation.known(&["group"]);
        }
        annotation.texts("references");
        let bodies = Bodies::of(annotation, creator);
        if let Some(page) = annotation.child("document") {
            let titles: Vec<String> = page.texts("title").into_iter().map(str::to_owned).collect();
            if !titles.is_empty() {
                let fields = [("x_title".to_owned(), titles)].into_iter().collect();
                json::join(&mut self.draft.doc.fields, fields);
            }
        }
        let id = own.filter(|id| !id.is_empty()).unwrap_or_else(|| format!("n{}", self.draft.doc.nodes.len() + 1));
        let index = self.draft.add(&id, &bodies.label, spans, bodies.fields);
        self.by_iri.insert(iri, index);
    }

    fn has(&self, iri: &str) -> bool {
        self.by_iri.contains_key(iri)
    }

    /// Tells whether a link of somebody may join marks of this document.
    fn may_have(&self, whose: &str) -> bool {
        match &self.draft.doc.maker {
            Maker::Person(person) => whose.is_empty() || whose == person,
            _ => whose.is_empty(),
        }
    }

    /// Adds a link, if it is one between marks of this document.
    fn link(&mut self, link: &Taker<'a>, whose: &str) -> bool {
        let mut ends = ends(link.value()).into_iter();
        let found = ends.next().zip(ends.next()).map(|(from, to)| (self.by_iri.get(from), self.by_iri.get(to)));
        let Some((Some(from), Some(to))) = found.filter(|_| self.may_have(whose)) else { return false };
        let (from, to, mut role, mut count) = (*from, *to, None, 0);
        link.known(&["motivation", "created", "modified", "creator", "user"]);
        for end in link.each("target").into_iter().chain(link.each("body")) {
            let end = end.benign(TARGET);
            if let Some(value) = end.peek("value").and_then(Value::as_str) {
                // Of the bodies with words, the first that tags is the role.
                if role.is_none() && ["", "tagging", "linking"].contains(&json::text_of(end.value(), "purpose")) {
                    end.known(&["value", "purpose"]);
                    role = Some(value);
                }
                continue;
            }
            count += 1;
            if count > 2 {
                end.refuse(Thing::Link, "a further end of the link", "a link has two ends");
            } else if end.value().is_string() {
                end.whole();
            } else {
                end.known(&["purpose"]);
            }
        }
        self.draft.link_nodes(role.filter(|it| !it.is_empty()).unwrap_or("relation"), from, to);
        true
    }
}
