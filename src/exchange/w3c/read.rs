//! Reads annotations: pages of ours, and pages, collections and lists of other tools, such as Recogito's.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::super::json::{self, Draft};
use super::super::left::{LeftOut, Thing};
use super::super::places::{Found, Places, Quote};
use super::super::{Beside, Incoming, Part, Unreadable};
use super::{CREATOR, FIELD, IDS, TIMES, iri};
use crate::core::doc::{Fields, Maker};
use crate::core::text::Span;

/// Says where to put a text that is missing.
const ADVICE: &str = "put the text beside the file, under the same name with the ending .txt";

/// Reads annotations of one or several texts, which stand beside the file.
///
/// # Errors
/// Says where the JSON breaks off, that there are no annotations, or which text is missing.
pub fn read(path: &str, bytes: &[u8], beside: Beside<'_>) -> Result<Incoming, Unreadable> {
    let mut incoming = Incoming::default();
    let whole = match json::value(bytes) {
        Ok(whole) => whole,
        Err(error) => json::lines(bytes, Part::default(), &mut incoming.left)
            .map_err(|_| error)?
            .into_iter()
            .map(|it| it.1)
            .collect(),
    };
    let Some(annotations) = annotations(&whole) else {
        return Err(Unreadable::new("there is no annotation; a page has them as \"items\""));
    };
    if let Some(next) = whole.get("next").or_else(|| whole.get("first").and_then(|first| first.get("next"))) {
        let reason = format!("further pages, {}, are not in this file", json::shown(next));
        incoming.left.push(LeftOut::new(Thing::Article, "", reason));
    }
    let page = id_of(&whole).strip_prefix(iri::PAGE).map(iri::decoded);
    let mut sources: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for annotation in annotations.iter().filter(|it| !is_link(it)) {
        sources.entry(source_of(annotation)).or_default().push(annotation);
    }
    if sources.is_empty() {
        sources.insert("", Vec::new());
    }
    let mut docs = Vec::new();
    let many = sources.len() > 1;
    for (number, (source, annotations)) in (1..).zip(sources) {
        let Some(text) = text_of(path, source, many, beside) else {
            incoming.left.push(LeftOut::new(Thing::Article, "", format!("the text of {source} is missing; {ADVICE}")));
            continue;
        };
        let said = page.clone().or_else(|| source.strip_prefix(iri::ARTICLE).map(iri::decoded)).unwrap_or_default();
        let name = json::article_name(&said, path, many.then_some(number));
        let quotes = annotations.iter().flat_map(|it| each(it.get("target"))).map(quoted);
        let (places, counted) = json::places(&text, quotes);
        for (at, (person, annotations)) in by_person(&annotations).into_iter().enumerate() {
            let mut draft = Draft::new(&name, places.text().clone(), String::new());
            draft.doc.is_named = !said.is_empty();
            draft.doc.maker = if person.is_empty() { Maker::Unsaid } else { Maker::Person(person) };
            if at == 0 {
                draft.say_all(counted.as_deref());
            }
            docs.push(Reader::of(draft, &places, &annotations));
        }
    }
    if docs.is_empty() {
        return Err(Unreadable::new(format!("the text is missing or is not UTF-8; {ADVICE}")));
    }
    for link in annotations.iter().filter(|it| is_link(it)) {
        if !docs.iter_mut().any(|reader| reader.link(link)) {
            incoming.left.push(LeftOut::new(
                Thing::Link,
                "",
                format!("the link {} has an end that is missing or the work of somebody else", json::shown(link)),
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

/// Says who made an annotation of another program; ours say so record by record.
fn person_of(annotation: &Value) -> String {
    if id_of(annotation).starts_with(iri::MARK) || id_of(annotation).starts_with(iri::ABOUT) {
        return String::new();
    }
    creator(annotation)
}

fn creator(annotation: &Value) -> String {
    let of_hypothesis = json::text_of(annotation, "user");
    if !of_hypothesis.is_empty() {
        return of_hypothesis.to_owned();
    }
    let said = annotation.get("creator");
    let named = said.and_then(|it| it.get("name")).and_then(Value::as_str).map(str::to_owned);
    named.or_else(|| said.and_then(json::person)).unwrap_or_default()
}

/// Parts annotations by who made them, where there are several people.
fn by_person<'a>(annotations: &[&'a Value]) -> Vec<(String, Vec<&'a Value>)> {
    let mut people: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    // What is left out names its person; it is nobody's work.
    let is_work = |it: &&&Value| !is_reply(it) && !is_about_page(it);
    for annotation in annotations.iter().filter(is_work) {
        people.entry(person_of(annotation)).or_default().push(annotation);
    }
    if people.len() < 2 {
        return vec![(people.into_keys().next().unwrap_or_default(), annotations.to_vec())];
    }
    let mut people: Vec<(String, Vec<&Value>)> = people.into_iter().collect();
    let others = annotations.iter().filter(|it| !is_work(it)).copied();
    if let Some((_, first)) = people.first_mut() {
        first.extend(others);
    }
    people
}

/// Tells whether an annotation answers another one, as those of Hypothesis do.
fn is_reply(annotation: &Value) -> bool {
    !json::list_of(annotation, "references").is_empty()
}

/// Tells whether an annotation of another program is about a whole page.
fn is_about_page(annotation: &Value) -> bool {
    annotation.get("uri").is_some()
        && each(annotation.get("target")).iter().all(|target| target.get("selector").is_none())
}

/// Gives the position and the quote of a target.
fn quoted(target: &Value) -> Option<(usize, usize, &str)> {
    let selectors = each(target.get("selector"));
    let of = |kind: &str| selectors.iter().find(|it| json::text_of(it, "type") == kind);
    let (position, quote) = (of("TextPositionSelector")?, of("TextQuoteSelector")?);
    Some((json::count(position.get("start"))?, json::count(position.get("end"))?, json::text_of(quote, "exact")))
}

fn first_text(value: Option<&Value>) -> &str {
    each(value).first().and_then(Value::as_str).unwrap_or("")
}

fn is_link(annotation: &Value) -> bool {
    first_text(annotation.get("motivation")) == "linking"
        && each(annotation.get("target")).iter().all(|target| target.get("selector").is_none())
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
    draft: Draft,
    by_iri: HashMap<&'a str, usize>,
}

impl<'a> Reader<'a> {
    fn of(draft: Draft, stored: &Places, annotations: &[&'a Value]) -> Self {
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

    fn mark(&mut self, stored: &Places, annotation: &'a Value) {
        let iri = id_of(annotation);
        let own = iri.strip_prefix(iri::MARK).and_then(|it| it.rsplit_once(':')).map(|it| iri::decoded(it.1));
        let words = json::text_of(annotation, "text");
        if is_reply(annotation) {
            let reason = format!("the reply {iri} of {}, “{words}”, answers another annotation", creator(annotation));
            return self.draft.leave(Thing::Comment, reason);
        }
        if is_about_page(annotation) {
            let reason = format!("the annotation {iri} of {}, “{words}”, is about the whole page", creator(annotation));
            return self.draft.leave(Thing::Comment, reason);
        }
        let (mut spans, mut problems) = (Vec::new(), Vec::new());
        for target in each(annotation.get("target")) {
            let (here, there) = (source_of(annotation), about(target).split('#').next().unwrap_or(""));
            if here != there && !there.is_empty() {
                problems.push(format!("a part of it stands in another text, {there}"));
                continue;
            }
            match places(stored, target) {
                Ok(found) => {
                    for said in found.iter().filter_map(|it| it.said.as_ref()) {
                        self.draft.say(&format!("the annotation {iri}: {said}"));
                    }
                    spans.extend(found.into_iter().map(|it| it.span));
                }
                Err(why) => problems.push(why),
            }
        }
        let somewhere = each(annotation.get("target")).iter().any(|target| target.get("selector").is_some());
        let is_nowhere = spans.is_empty() && (own.is_none() || somewhere);
        if is_nowhere && problems.is_empty() {
            problems.push(format!("it marks no text: {}", json::shown(annotation)));
        }
        for why in problems {
            self.draft.leave(Thing::Mark, format!("the annotation {iri}: {why}"));
        }
        if is_nowhere {
            return;
        }
        let bodies = Bodies::of(annotation);
        for reason in bodies.left {
            self.draft.leave(Thing::Field, format!("the annotation {iri}: {reason}"));
        }
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
fn places(stored: &Places, target: &Value) -> Result<Vec<Found>, String> {
    let selectors = each(target.get("selector"));
    let of = |kind: &'static str| selectors.iter().filter(move |it| json::text_of(it, "type") == kind);
    let mut quotes = of("TextQuoteSelector").map(|it| (it, quote_of(it)));
    let positions = of("TextPositionSelector")
        .map(|it| (it, Some((json::count(it.get("start")), json::count(it.get("end"))))))
        .filter_map(|(it, ends)| Some((it, ends.and_then(|(start, end)| Some((start?, end?)))?)));
    let fragment = about(target).split_once('#').and_then(|it| char_range(it.1)).map(|ends| (target, ends));
    let fragments =
        of("FragmentSelector").filter_map(|it| Some((it, char_range(json::text_of(it, "value"))?))).chain(fragment);
    let mut found = Vec::new();
    for (selector, ends) in positions.chain(fragments) {
        let (by_quote, quote) = quotes.next().unwrap_or((selector, Quote::default()));
        // Whichever of the two goes on into the place.
        let finer = if selector.get("refinedBy").is_some() { selector } else { by_quote };
        found.push(refined(stored, stored.find(Some(ends), &quote)?, finer)?);
    }
    let ranges: Vec<&Value> = of("RangeSelector").filter(|it| it.get("startSelector").is_some()).collect();
    for range in if found.is_empty() { ranges } else { Vec::new() } {
        found.push(refined(stored, of_range(stored, range)?, range)?);
    }
    if found.is_empty() && !selectors.is_empty() {
        let Some((selector, quote)) = quotes.next() else {
            let kinds: Vec<&str> = selectors.iter().map(|it| json::text_of(it, "type")).collect();
            return Err(format!("it has no position and no quote in a plain text, only {}", kinds.join(", ")));
        };
        found.push(refined(stored, stored.find(None, &quote)?, selector)?);
    }
    Ok(found)
}

fn quote_of(selector: &Value) -> Quote<'_> {
    Quote {
        exact: json::text_of(selector, "exact"),
        prefix: json::text_of(selector, "prefix"),
        suffix: json::text_of(selector, "suffix"),
    }
}

/// Follows the selectors that count inside of what another one selects.
fn refined(stored: &Places, mut found: Found, selector: &Value) -> Result<Found, String> {
    let mut selector = selector;
    // A file from outside may go on for ever.
    for _ in 0..16 {
        let Some(inner) = selector.get("refinedBy").and_then(|it| each(Some(it)).first()) else { return Ok(found) };
        let ends = json::count(inner.get("start")).zip(json::count(inner.get("end")));
        let quote = quote_of(inner);
        if ends.is_none() && quote.exact.is_empty() {
            return Err(format!("it is refined by {}, which is not read", json::shown(inner)));
        }
        let said = found.said;
        found = stored.find_in(found.span, ends, &quote)?;
        found.said = found.said.or(said);
        selector = inner;
    }
    Err("it is refined too often".to_owned())
}

/// Finds the place between what two selectors select: from the beginning of one to the beginning of the other.
fn of_range(stored: &Places, range: &Value) -> Result<Found, String> {
    let begin = |key: &str| -> Result<usize, String> {
        let selector = range.get(key).unwrap_or(&Value::Null);
        let at = json::count(selector.get("start")).and_then(|at| stored.byte(at));
        if let Some(at) = at {
            return Ok(at);
        }
        let quote = quote_of(selector);
        if quote.exact.is_empty() {
            return Err(format!("the {key} {} of its range is not read", json::shown(selector)));
        }
        Ok(stored.find(None, &quote)?.span.start)
    };
    let span = Span { start: begin("startSelector")?, end: begin("endSelector")? };
    if span.start >= span.end || !stored.text().fits(span) {
        return Err("its range is no place in the text".to_owned());
    }
    Ok(Found { span, said: None })
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
    /// What of them is not taken.
    left: Vec<String>,
}

impl Bodies {
    fn of(annotation: &Value) -> Self {
        let mut found = Self { label: String::new(), fields: Fields::new(), left: Vec::new() };
        let motivation = first_text(annotation.get("motivation"));
        for body in each(annotation.get("body")) {
            found.take(body, motivation);
        }
        if let Some(value) = annotation.get("bodyValue").and_then(Value::as_str) {
            found.push("note", value);
        }
        // As Hypothesis writes them.
        for tag in json::list_of(annotation, "tags").iter().filter_map(Value::as_str) {
            if found.label.is_empty() { found.label.push_str(tag) } else { found.push("x_tag", tag) }
        }
        if let Some(text) = annotation.get("text").and_then(Value::as_str).filter(|text| !text.is_empty()) {
            found.push("note", text);
        }
        let creator = creator(annotation);
        let times = TIMES.map(|(term, field)| (field, json::text_of(annotation, term)));
        for (field, value) in times.into_iter().chain([(CREATOR, creator.as_str())]).filter(|it| !it.1.is_empty()) {
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
        if let Some(items) = body.get("items").and_then(Value::as_array) {
            for (at, item) in items.iter().enumerate() {
                if at == 0 || json::text_of(body, "type") != "Choice" {
                    self.take(item, purpose);
                } else {
                    self.left.push(format!("of a choice the first is taken, and not {}", json::shown(item)));
                }
            }
            return;
        }
        let Some(value) = body.get("value").and_then(Value::as_str) else {
            let source = about(body);
            return match source.strip_prefix(iri::ACTOR) {
                Some(id) => self.push(IDS, &iri::decoded(id)),
                None if source.is_empty() => {
                    if body.as_object().is_some_and(|it| !it.is_empty()) {
                        self.left.push(format!("the body {} says nothing that is known", json::shown(body)));
                    }
                }
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
