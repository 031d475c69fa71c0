//! Reads tasks: those of ours, and exports of Label Studio as JSON or JSON-MIN.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::super::json::carried::MARKS;
use super::super::json::{self, Benign, Draft, Taker};
use super::super::left::{Left, Thing};
use super::super::{Beside, Incoming, Part, Unreadable};
use super::results::results;
use super::texts::{self, Texts};
use super::{NAME, RELATIONS, min};
use crate::core::doc::Maker;

/// The labelling configuration, which says what text a control belongs to.
const CONFIG: &str = "labeling_config.xml";
/// Field of an article that names its annotator.
const ANNOTATOR: &str = "annotator";
/// What Label Studio says of a task of its own accord.
const TASK: Benign = &[
    ("id", "a number of Label Studio"),
    ("inner_id", "a number of Label Studio"),
    ("project", "a number of Label Studio"),
    ("annotation_id", "a number of Label Studio"),
    ("created_at", "the time at which it was stored"),
    ("updated_at", "the time at which it was stored again"),
    ("last_comment_updated_at", "the time at which something was stored"),
    ("lead_time", "how long it took"),
    ("avg_lead_time", "how long it took"),
    ("total_annotations", "how many there are"),
    ("cancelled_annotations", "how many there are"),
    ("total_predictions", "how many there are"),
    ("comment_count", "how many there are"),
    ("unresolved_comment_count", "how many there are"),
    ("annotations_results", "the annotations once more, as one text"),
    ("predictions_results", "the predictions once more, as one text"),
    ("agreement", "computed from the annotations"),
    ("overlap", "how many are to work on it"),
    ("is_labeled", "whether it has annotations"),
    ("allow_skip", "whether it may be skipped"),
    ("file_upload", "the name that an upload has got"),
    ("storage_filename", "the name that an upload has got"),
];
/// What it says of an annotation or a prediction.
const ANNOTATION: Benign = &[
    ("id", "a number of Label Studio"),
    ("task", "a number of Label Studio"),
    ("project", "a number of Label Studio"),
    ("model", "a number of Label Studio"),
    ("model_run", "a number of Label Studio"),
    ("unique_id", "a name that Label Studio has made"),
    ("import_id", "a number of Label Studio"),
    ("parent_prediction", "a number of Label Studio"),
    ("parent_annotation", "a number of Label Studio"),
    ("created_at", "the time at which it was stored"),
    ("updated_at", "the time at which it was stored again"),
    ("draft_created_at", "the time at which it was stored first"),
    ("created_ago", "how long ago it was stored"),
    ("lead_time", "how long it took"),
    ("result_count", "how many results there are"),
    ("last_action", "how it was stored last"),
    ("bulk_created", "how it was stored first"),
];
/// Reads tasks. Each annotation of a task becomes a document of its person, each prediction one of its model.
///
/// # Errors
/// Says where the JSON breaks off, or that no task has a text.
pub fn read(path: &str, bytes: &[u8], beside: Beside<'_>) -> Result<Incoming, Unreadable> {
    let (mut incoming, left) = (Incoming::default(), Left::default());
    let begins = bytes.iter().find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte));
    let items = || json::items(bytes, Part::default(), "task", &left);
    let tasks = if begins == Some(&b'[') {
        items()?
    } else {
        match json::value(bytes, &left) {
            Ok(value) => vec![json::Item { number: 1, place: "task 1".to_owned(), value }],
            // One task in each line is how the storages of Label Studio keep them.
            Err(error) => items().map_err(|_| error)?,
        }
    };
    let objects = beside(CONFIG).map(|config| texts::of_config(&config)).unwrap_or_default();
    let many = tasks.len() > 1;
    for item in &tasks {
        let value = match item.value.get("data") {
            Some(Value::Object(_)) => Cow::Borrowed(&item.value),
            _ => Cow::Owned(min::whole(&item.value)),
        };
        let task = Taker::new(&value, &item.place, &left).benign(TASK);
        let name = |said: &str| json::article_name(said, path, many.then_some(item.number));
        read_task(&task, &item.place, &name, &objects, &left, &mut incoming);
    }
    if incoming.docs.is_empty() {
        return Err(Unreadable::new(
            "no task has a text; export the project as JSON, with its texts in the data of the tasks",
        ));
    }
    Ok(json::done(incoming, left))
}

fn read_task(
    task: &Taker<'_>,
    place: &str,
    name: &dyn Fn(&str) -> String,
    objects: &BTreeMap<String, String>,
    left: &Left,
    incoming: &mut Incoming,
) {
    let text = match Texts::of(task.value(), objects) {
        Ok(text) => text,
        Err(reason) => return task.refuse(Thing::Line, "", &reason),
    };
    let Some(data) = task.child("data") else { return };
    let (said, places) = (data.text(NAME), text.places());
    data.take(text.key());
    if !said.is_empty() {
        // What JSON-MIN needs; here the marks themselves say it.
        data.known(&[MARKS, RELATIONS]);
    }
    let mut header = json::foreign_fields(&data.rest());
    if let Some(meta) = task.child("meta") {
        json::join(&mut header, json::foreign_fields(&meta.rest()));
    }
    let (annotations, predictions) = annotations(task, left);
    let nameless = annotations.iter().filter(|it| it.peek("completed_by").is_none()).count();
    let begin = |maker: Maker, is_first: bool| {
        let mut draft = Draft::new(&name(said), places.0.text().clone(), place, left);
        draft.doc.is_named = !said.is_empty();
        draft.doc.maker = maker;
        if is_first {
            draft.say_all(places.1.as_deref());
        }
        draft
    };
    let is_worked_on = !annotations.is_empty();
    for (nth, annotation) in annotations.into_iter().enumerate() {
        let person = annotation.person("completed_by");
        let mut draft = begin(person.clone().map(Maker::Person).unwrap_or_default(), nth == 0);
        left.whose(person.as_deref().unwrap_or_default());
        draft.doc.fields.clone_from(&header);
        // Label Studio sets it of its own accord for all that was put in with the tasks.
        if annotation.flag("ground_truth") {
            draft.say("the annotation is ground truth in Label Studio, which is kept nowhere here");
        }
        results(&mut draft, &places.0, &text, &annotation);
        if draft.doc.maker == Maker::Unsaid && nameless > 1 && !draft.doc.fields.contains_key(ANNOTATOR) {
            // Several annotations of one task are of several people, whoever they are.
            draft.doc.maker = Maker::Person(format!("annotation-{}", nth + 1));
        }
        draft.finish(incoming);
        drop(annotation);
        left.whose("");
    }
    if !is_worked_on {
        // The text is an article all the same.
        let mut draft = begin(Maker::Unsaid, true);
        draft.doc.fields = header;
        draft.finish(incoming);
    }
    for prediction in predictions {
        let model = prediction.id("model_version").unwrap_or_else(|| "a model without a name".to_owned());
        prediction.known(&["score", "cluster", "neighbors", "mislabeling"]);
        let mut draft = begin(Maker::Model(model), false);
        results(&mut draft, &places.0, &text, &prediction);
        if let Some(score) = json::id_of(prediction.peek("score")) {
            for node in &mut draft.doc.nodes {
                node.fields.entry("score".to_owned()).or_insert_with(|| vec![score.clone()]);
            }
        }
        draft.finish(incoming);
    }
}

/// Takes the annotations of a task and its predictions, and says of the rest what it is.
fn annotations<'a>(task: &Taker<'a>, left: &Left) -> (Vec<Taker<'a>>, Vec<Taker<'a>>) {
    let mut found = Vec::new();
    for annotation in ["annotations", "completions"].into_iter().flat_map(|key| task.list(key)) {
        let annotation = annotation.benign(ANNOTATION);
        left.whose(&annotation.peek("completed_by").and_then(json::person).unwrap_or_default());
        let skipped = annotation.peek("was_cancelled").is_some_and(|it| it == true || it.as_u64() == Some(1));
        if skipped {
            annotation.known(&["was_cancelled"]);
            annotation.refuse(Thing::Article, "", "an annotation was skipped by its annotator");
        } else if annotation.value().is_object() {
            annotation.no(&["was_cancelled"]);
            let beside = [("draft", "it was never submitted"), ("prediction", "it is not read beside the annotation")];
            for (key, reason) in beside {
                if let Some(it) = annotation.child(key).filter(|it| !json::is_nothing(it.value())) {
                    it.refuse(Thing::Article, "", reason);
                }
            }
            found.push(annotation);
        }
        left.whose("");
    }
    for draft in task.list("drafts") {
        draft.refuse(Thing::Article, "the draft", "it was never submitted");
    }
    for comment in task.list("comments") {
        comment.refuse(Thing::Comment, "the comment", "comments are not read");
    }
    let predictions = task.list("predictions").into_iter().map(|it| it.benign(ANNOTATION));
    let predictions = predictions.filter(|it| it.value().is_object()).collect();
    for key in ["annotations", "completions", "predictions"] {
        task.refuse_key(Thing::Mark, key, "this is not how Label Studio writes it");
    }
    // Who has stored it last says nothing where it is one of those who have worked on it.
    let worked: Vec<Option<String>> = found.iter().map(|it| ids(it.peek("completed_by"))).collect();
    let stored = |of: &Taker<'a>, key| {
        if ids(of.peek(key)).is_some_and(|who| worked.contains(&Some(who))) {
            of.known(&[key]);
        }
    };
    stored(task, "updated_by");
    for annotation in &found {
        stored(annotation, "updated_by");
        stored(annotation, "last_created_by");
    }
    (found, predictions)
}

/// Gives the number of a person, who may be an object or the only one of a list.
fn ids(person: Option<&Value>) -> Option<String> {
    match person? {
        Value::Array(several) => ids(Some(several).filter(|it| it.len() == 1)?.first()),
        Value::Object(of) => json::id_of(of.get("id").or_else(|| of.get("user_id"))),
        one => json::id_of(Some(one)),
    }
}
