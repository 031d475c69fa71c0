//! Reads tasks: those of ours, and exports of Label Studio as JSON or JSON-MIN.

use serde_json::{Map, Value};

use super::super::json::{self, Draft};
use super::super::left::{LeftOut, Thing};
use super::super::places::{Places, Quote};
use super::super::{Beside, Incoming, Part, Unreadable};
use super::texts::{self, Texts};
use super::{ARTICLE, LINKS, NAME, RECORDS, control, fragment_id};
use crate::core::doc::{Fields, Maker};

/// The labelling configuration, which says what text a control belongs to.
const CONFIG: &str = "labeling_config.xml";
/// Key that tells predictions from annotations while they are read.
const PREDICTION: &str = "\0prediction";
/// Field of an article that names its annotator.
const ANNOTATOR: &str = "annotator";
/// Keys of a JSON-MIN task that are no data of the article.
const MIN: [&str; 7] = ["annotation_id", "annotator", "created_at", "id", "lead_time", "updated_at", "agreement"];

/// Reads tasks. Each annotation of a task becomes a document of its person, each prediction one of its model.
///
/// # Errors
/// Says where the JSON breaks off, or that no task has a text.
pub fn read(path: &str, bytes: &[u8], beside: Beside<'_>) -> Result<Incoming, Unreadable> {
    let mut incoming = Incoming::default();
    let tasks = match json::value(bytes) {
        Ok(Value::Array(tasks)) => (1..).zip(tasks).collect(),
        Ok(task) => vec![(1, task)],
        // One task in each line is how the storages of Label Studio keep them.
        Err(error) => json::lines(bytes, Part::default(), &mut incoming.left).map_err(|_| error)?,
    };
    let objects = beside(CONFIG).map(|config| texts::of_config(&config)).unwrap_or_default();
    let many = tasks.len() > 1;
    for (number, task) in &tasks {
        let place = format!("task {number}");
        let (data, annotations) = match task.get("data").and_then(Value::as_object) {
            Some(data) => (data.clone(), annotations(task, &place, &mut incoming.left)),
            None => minimal(task),
        };
        let text = match Texts::of(&data, &annotations, &objects) {
            Ok(text) => text,
            Err(reason) => {
                incoming.left.push(LeftOut::new(Thing::Line, place, reason));
                continue;
            }
        };
        let said = data.get(NAME).and_then(Value::as_str).unwrap_or("");
        let name = json::article_name(said, path, many.then_some(*number));
        let rest: Map<String, Value> =
            data.iter().filter(|(key, _)| **key != text.key && *key != NAME).map(owned).collect();
        let quotes =
            annotations.iter().flat_map(|it| json::list_of(it, "result")).filter(|it| text.holds(it)).map(quoted);
        let (places, counted) = json::places(text.text, quotes);
        for (nth, annotation) in annotations.iter().enumerate() {
            let mut draft = Draft::new(&name, places.text().clone(), place.clone());
            draft.say_all(counted.as_deref());
            draft.doc.fields = json::foreign_fields(&rest);
            results(&mut draft, &places, &text, annotation);
            draft.doc.is_named = !said.is_empty();
            draft.doc.maker = maker(annotation);
            let nameless = annotations.iter().filter(|it| maker(it) == Maker::Unsaid).count();
            if draft.doc.maker == Maker::Unsaid && nameless > 1 && !draft.doc.fields.contains_key(ANNOTATOR) {
                // Several annotations of one task are of several people, whoever they are.
                draft.doc.maker = Maker::Person(format!("annotation-{}", nth + 1));
            }
            draft.finish(&mut incoming);
        }
    }
    if incoming.docs.is_empty() {
        return Err(Unreadable::new(
            "no task has a text; export the project as JSON, with its texts in the data of the tasks",
        ));
    }
    Ok(incoming)
}

fn owned((key, value): (&String, &Value)) -> (String, Value) {
    (key.clone(), value.clone())
}

/// Gives the place and the quote of a region.
fn quoted(result: &Value) -> Option<(usize, usize, &str)> {
    let value = result.get("value").filter(|_| is_region(result))?;
    Some((json::count(value.get("start"))?, json::count(value.get("end"))?, json::text_of(value, "text")))
}

/// Lists the annotations of a task and its predictions; an empty one where there is none.
fn annotations(task: &Value, place: &str, left: &mut Vec<LeftOut>) -> Vec<Value> {
    let (skipped, found): (Vec<&Value>, Vec<&Value>) = ["annotations", "completions"]
        .iter()
        .flat_map(|key| json::list_of(task, key))
        .partition(|annotation| annotation.get("was_cancelled").and_then(Value::as_bool) == Some(true));
    let reason = "an annotation was skipped by its annotator";
    left.extend(skipped.iter().map(|_| LeftOut::new(Thing::Article, place, reason)));
    for draft in json::list_of(task, "drafts") {
        left.push(LeftOut::new(Thing::Article, place, format!("the draft {} was never submitted", json::shown(draft))));
    }
    for comment in json::list_of(task, "comments") {
        left.push(LeftOut::new(Thing::Comment, place, format!("the comment {} is not read", json::shown(comment))));
    }
    let predictions = json::list_of(task, "predictions").iter().cloned().map(|mut prediction| {
        prediction[PREDICTION] = true.into();
        prediction
    });
    let all: Vec<Value> = found.into_iter().cloned().chain(predictions).collect();
    if all.is_empty() { vec![Value::Null] } else { all }
}

/// Makes a task of a JSON-MIN object, where lists of regions stand under the names of their controls.
fn minimal(task: &Value) -> (Map<String, Value>, Vec<Value>) {
    let (mut data, mut result) = (Map::new(), Vec::new());
    for (key, value) in task.as_object().into_iter().flatten() {
        let regions = value.as_array().map_or(&[][..], Vec::as_slice);
        if regions.iter().any(|region| region.get("labels").is_some()) {
            for region in regions {
                result.push(serde_json::json!({"from_name": key, "type": "labels", "value": region}));
            }
        } else if !MIN.contains(&key.as_str()) {
            data.insert(key.clone(), value.clone());
        }
    }
    let annotator = task.get("annotator").cloned().unwrap_or(Value::Null);
    (data, vec![serde_json::json!({"result": result, "completed_by": annotator})])
}

/// Says who made an annotation.
fn maker(annotation: &Value) -> Maker {
    if annotation.get(PREDICTION).is_some() {
        let model = json::text_of(annotation, "model_version");
        return Maker::Model(if model.is_empty() { "a model without a name".to_owned() } else { model.to_owned() });
    }
    annotation.get("completed_by").and_then(json::person).map_or(Maker::Unsaid, Maker::Person)
}

fn results(draft: &mut Draft, places: &Places, text: &Texts<'_>, annotation: &Value) {
    let results = json::list_of(annotation, "result");
    // Fields and relations may stand before the region they belong to.
    let (regions, others): (Vec<&Value>, Vec<&Value>) = results.iter().partition(|it| is_region(it));
    for result in regions {
        if text.holds(result) {
            region(draft, places, result);
        } else {
            let other = json::text_of(result, "to_name");
            let value = result.get("value").unwrap_or(&Value::Null);
            let reason = format!("the region {} is one of “{other}”, not of the article’s text", json::shown(value));
            draft.leave(Thing::Mark, reason);
        }
    }
    for result in others {
        match json::text_of(result, "type") {
            "relation" => relation(draft, result),
            _ => field(draft, result),
        }
    }
}

/// Tells whether a result is a labelled place: `labels`, `hypertextlabels` and others.
fn is_region(result: &Value) -> bool {
    json::text_of(result, "type").ends_with("labels") && result.get("value").is_some()
}

fn region(draft: &mut Draft, places: &Places, result: &Value) {
    let value = result.get("value").unwrap_or(&Value::Null);
    let labels = json::list_of(value, json::text_of(result, "type"));
    let labels = if labels.is_empty() { json::list_of(value, "labels") } else { labels };
    let labels: Vec<&str> = labels.iter().filter_map(Value::as_str).filter(|label| !label.is_empty()).collect();
    let ends = || Some((json::count(value.get("start"))?, json::count(value.get("end"))?));
    let Some((start, end)) = ends().filter(|_| value.get("startOffset").is_none()) else {
        draft.leave(
            Thing::Mark,
            format!("the region {} has no offsets in a plain text, but in HTML or a dialogue", json::shown(value)),
        );
        return;
    };
    let span = match draft.at(
        places,
        Some((start, end)),
        &Quote::of(json::text_of(value, "text")),
        &format!("the region {}", labels.join(", ")),
    ) {
        Ok(span) => span,
        Err(why) => return draft.leave(Thing::Mark, format!("the region {}: {why}", labels.join(", "))),
    };
    let (id, parent) = (json::text_of(result, "id"), json::text_of(result, "parentID"));
    let number = id.strip_prefix(parent).and_then(|it| it.strip_prefix('#')).and_then(|it| it.parse().ok());
    if let Some(number) = number
        && fragment_id(parent, number) == id
        && let Some(node) = draft.find(parent).and_then(|index| draft.node(index))
    {
        node.spans.push(span);
        return;
    }
    if labels.is_empty() {
        draft.leave(Thing::Mark, format!("the region {} has no label", json::shown(value)));
    }
    // What a person has written on a region stands beside its value.
    let notes = result.get("meta").map_or(Vec::new(), |meta| values(meta.get("text").unwrap_or(&Value::Null)));
    for label in labels {
        let mut fields = Fields::new();
        if !notes.is_empty() {
            fields.insert("note".to_owned(), vec![notes.join("\n")]);
        }
        if id.is_empty() {
            let at = draft.add_foreign(label, span);
            if let Some(node) = draft.node(at) {
                node.fields.append(&mut fields);
            }
        } else {
            draft.add(id, label, vec![span], fields);
        }
    }
    if !parent.is_empty() {
        draft.leave(Thing::Mark, format!("the region {id} stands below {parent}: regions below regions are not read"));
    }
}

fn relation(draft: &mut Draft, result: &Value) {
    let (from, to) = (json::text_of(result, "from_id"), json::text_of(result, "to_id"));
    let (from, to) = if json::text_of(result, "direction") == "left" { (to, from) } else { (from, to) };
    let roles: Vec<&str> = json::list_of(result, "labels").iter().filter_map(Value::as_str).collect();
    for role in if roles.is_empty() { vec!["relation"] } else { roles } {
        draft.link(role, from, to);
    }
}

/// Reads a result that says something of a region or of the article.
fn field(draft: &mut Draft, result: &Value) {
    let (control, kind) = (json::text_of(result, "from_name"), json::text_of(result, "type"));
    let value = result.get("value").unwrap_or(&Value::Null);
    let values = values(value.get(if kind == "textarea" { "text" } else { kind }).unwrap_or(&Value::Null));
    if values.is_empty() {
        return draft.leave(Thing::Field, format!("the result {} says nothing that is known", json::shown(result)));
    }
    if let Some(index) = draft.find(json::text_of(result, "id")) {
        if let Some(node) = draft.node(index) {
            let ours = control::field_of(control, &node.label);
            let name = ours.map_or_else(|| json::field_name(control), str::to_owned);
            node.fields.entry(name).or_default().extend(values);
        }
        return;
    }
    if value.get("start").is_some() {
        return draft
            .leave(Thing::Field, format!("the result {} belongs to a region that is missing", json::shown(result)));
    }
    if control == RECORDS || control == LINKS {
        for line in &values {
            match serde_json::from_str(line) {
                Ok(value) if control == RECORDS => draft.take_unplaced(&value),
                Ok(value) => draft.take_loose(&value),
                Err(_) => draft.leave(Thing::Mark, format!("{control}: {line} is not JSON")),
            }
        }
        return;
    }
    let name = control.strip_prefix(ARTICLE).map_or_else(|| format!("x_{}", json::field_name(control)), str::to_owned);
    draft.doc.fields.entry(name).or_default().extend(values);
}

/// Gives the values of a result as texts; the steps of a taxonomy are joined.
fn values(value: &Value) -> Vec<String> {
    let one = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Array(steps) => steps.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" / "),
        other => other.to_string(),
    };
    match value {
        Value::Null => Vec::new(),
        Value::Array(values) => values.iter().map(one).collect(),
        value => vec![one(value)],
    }
}
