//! Datasets that go out, are changed in another program, and come back: what was changed is changed, the rest untouched.

use serde_json::{Value, json};

use super::corpus::{Corpus, ran, text};

fn corpus() -> Corpus {
    let corpus = Corpus::new();
    corpus.write("a.txt", "China signed with Laos today.\n");
    corpus.annotate("a.txt", "anna", |marks| {
        marks.actor(1, "China", &[]);
        marks.actor(2, "Laos", &[]);
        marks.agreement(1, "signed");
    });
    corpus
}

/// Exports to Label Studio, changes the results of the only annotation, and imports them again.
fn changed(corpus: &Corpus, change: impl FnOnce(&mut Vec<Value>), more: &[&str]) -> Value {
    let out = corpus.beside("out");
    ran(&["export", text(corpus.root()), "--to", "label-studio", "-o", text(&out), "--annotator", "anna"], 0);
    let file = out.join("tasks.json");
    let mut tasks: Value = serde_json::from_slice(&std::fs::read(&file).expect("read")).expect("JSON");
    change(tasks[0]["annotations"][0]["result"].as_array_mut().expect("results"));
    std::fs::write(&file, tasks.to_string()).expect("written");
    let import = ["import", text(corpus.root()), text(&file), "--from", "label-studio", "--annotator", "anna"];
    let (printed, _) = ran(&[&import[..], &["--format", "json"], more].concat(), 0);
    serde_json::from_str(&printed).expect("JSON")
}

fn of<'a>(results: &'a mut [Value], id: &str, control: &str) -> &'a mut Value {
    results.iter_mut().find(|it| it["id"] == id && it["from_name"] == control).expect("the result")
}

fn words(corpus: &Corpus) -> Vec<String> {
    let opened = corpus.open("a.txt", "anna");
    let text = opened.article.text.as_str();
    let words = |actor: &std::sync::Arc<glossator::core::annotation::ActorMention>| {
        let cover = actor.place.cover();
        format!("{} {} {}", &text[cover.start..cover.end], actor.form, actor.links.join("+"))
    };
    let mut found: Vec<String> = opened.work.actors.values().map(words).collect();
    found.sort();
    found
}

/// The id of the actor with these words.
fn id(corpus: &Corpus, words: &str) -> String {
    let opened = corpus.open("a.txt", "anna");
    let text = opened.article.text.as_str();
    let is = |span: glossator::core::text::Span| &text[span.start..span.end] == words;
    let actor = opened.work.actors.values().find(|actor| is(actor.place.cover())).expect("the actor");
    actor.id.to_string()
}

#[test]
fn nothing_that_was_not_changed_is_changed_or_said() {
    let corpus = corpus();
    let before = super::corpus::files(corpus.root());
    let report = changed(&corpus, |_| {}, &["--strict"]);
    assert_eq!((&report["records"], &report["changed"], &report["left_out"]), (&0.into(), &0.into(), &json!([])));
    assert_eq!(report["said"], json!([]));
    assert!(super::corpus::files(corpus.root()) == before, "every file is as it was");
}

#[test]
fn what_was_changed_in_the_other_program_is_changed_here_and_can_be_taken_back() {
    let corpus = corpus();
    let before = words(&corpus);
    let laos = id(&corpus, "Laos");
    let report = changed(
        &corpus,
        |results| {
            let region = of(results, &laos, "label");
            region["value"]["start"] = 13.into();
            region["value"]["text"] = "with Laos".into();
            for result in results.iter_mut().filter(|it| it["id"] == laos.as_str()) {
                result["value"]["start"] = 13.into();
            }
            let form = results.iter_mut().find(|it| {
                it["id"] == laos.as_str() && it["from_name"].as_str().is_some_and(|name| name.ends_with("form"))
            });
            let form = form.expect("its form");
            form["value"]["choices"] = json!(["pronoun"]);
        },
        &["--strict"],
    );
    assert_eq!((&report["records"], &report["changed"]), (&0.into(), &1.into()), "{report}");
    assert_eq!(words(&corpus), [before[0].clone(), "with Laos pronoun ".to_owned()]);
    let actor = id(&corpus, "with Laos");
    assert_eq!(actor, laos, "it is the same record");
    ran(&["import", text(corpus.root()), "--undo", "--annotator", "anna"], 0);
    assert_eq!(words(&corpus), before);
}

#[test]
fn party_that_was_tied_in_the_other_program_is_a_party_here() {
    let corpus = corpus();
    corpus.annotate("a.txt", "anna", |marks| {
        marks.actor(2, "Laos", &["LAO"]);
        marks.agreement(1, "signed");
    });
    let (laos, agreement) =
        (id(&corpus, "Laos"), corpus.open("a.txt", "anna").work.agreements.keys().next().expect("one").to_string());
    let relation =
        json!({"from_id": agreement, "to_id": laos, "type": "relation", "direction": "right", "labels": ["party"]});
    let report = changed(&corpus, |results| results.push(relation), &["--strict"]);
    assert_eq!(report["changed"], 1, "{report}");
    let work = corpus.open("a.txt", "anna").work.clone();
    let parties: Vec<&str> = work.agreements.values().flat_map(|it| &it.parties).map(|it| it.actor.as_str()).collect();
    assert!(parties.contains(&"LAO"), "{parties:?}");
}

#[test]
fn mark_that_was_deleted_or_added_in_the_other_program_is_said_or_comes_in() {
    let corpus = corpus();
    let laos = id(&corpus, "Laos");
    let report = changed(
        &corpus,
        |results| {
            results.retain(|it| it["id"] != laos.as_str() && it["to_id"] != laos.as_str());
            results.push(json!({"id": "new1", "from_name": "label", "to_name": "text", "type": "labels",
                "value": {"start": 23, "end": 28, "text": "today", "labels": ["Date"]}}));
        },
        &["--strict"],
    );
    assert_eq!((&report["records"], &report["changed"]), (&1.into(), &0.into()), "{report}");
    let said = report["said"].to_string();
    assert!(said.contains("a.txt: 1 record here is not in the file and stays as it is: actor: Laos"), "{said}");
    assert_eq!(words(&corpus).len(), 2, "it stays");
}

#[test]
fn what_was_changed_here_since_stays_and_is_said() {
    let corpus = corpus();
    let laos = id(&corpus, "Laos");
    let out = corpus.beside("out");
    ran(&["export", text(corpus.root()), "--to", "label-studio", "-o", text(&out), "--annotator", "anna"], 0);
    corpus.annotate("a.txt", "anna", |marks| {
        marks.actor(1, "China", &[]);
        marks.actor(2, "Laos", &[]);
        let id = glossator::core::annotation::Id::parse(&laos).expect("an id");
        let mut actor = (*marks.work.actors[&id]).clone();
        actor.note = "mine".into();
        actor.authorship.changed_at = "2026-11-11T11:11:11Z".into();
        marks.put(glossator::core::annotation::Record::Actor(actor.into()));
    });
    let file = out.join("tasks.json");
    let tasks = std::fs::read_to_string(&file)
        .expect("read")
        .replace("\"Laos\"", "\"aos\"")
        .replace("\"start\":18", "\"start\":19");
    std::fs::write(&file, tasks).expect("written");
    let import = ["import", text(corpus.root()), text(&file), "--from", "label-studio", "--annotator", "anna"];
    let (printed, _) = ran(&import, 0);
    assert!(printed.contains("another version of it; it stays as it is"), "{printed}");
    assert_eq!(id(&corpus, "Laos"), laos);
}

/// What doccano gives back of a line: the entities without what it does not know, with new numbers, and `meta` as it was.
pub fn as_doccano(line: &str) -> Value {
    let mut example: Value = serde_json::from_str(line).expect("JSON");
    let mut ids = std::collections::BTreeMap::new();
    for entity in example["entities"].as_array_mut().expect("entities") {
        let new = entity["id"].as_u64().expect("a number") + 500;
        ids.insert(entity["id"].as_u64().expect("a number"), new);
        *entity = json!({"id": new, "label": entity["label"], "start_offset": entity["start_offset"],
            "end_offset": entity["end_offset"]});
    }
    for relation in example["relations"].as_array_mut().expect("relations") {
        for end in ["from_id", "to_id"] {
            relation[end] = ids[&relation[end].as_u64().expect("a number")].into();
        }
    }
    example["id"] = 77.into();
    example["Comments"] = json!([]);
    example
}

/// Exports to a format, lets `tool` make another file of the data, and imports that.
fn through(corpus: &Corpus, format: &str, data: &str, tool: impl FnOnce(&str) -> String, more: &[&str]) -> Value {
    let out = corpus.beside(&format!("out-{format}"));
    ran(&["export", text(corpus.root()), "--to", format, "-o", text(&out), "--annotator", "anna"], 0);
    let back = corpus.beside("back").join(data);
    std::fs::create_dir_all(back.parent().expect("a folder")).expect("made");
    std::fs::write(&back, tool(&std::fs::read_to_string(out.join(data)).expect("read"))).expect("written");
    let import = ["import", text(corpus.root()), text(&back), "--from", format, "--annotator", "anna"];
    let (printed, _) = ran(&[&import[..], &["--format", "json"], more].concat(), 0);
    serde_json::from_str(&printed).expect("JSON")
}

#[test]
fn nothing_doubles_on_the_way_through_doccano_and_what_was_moved_there_is_moved() {
    let corpus = corpus();
    let laos = id(&corpus, "Laos");
    let same = through(&corpus, "doccano", "data.jsonl", |line| as_doccano(line).to_string(), &["--strict"]);
    assert_eq!((&same["records"], &same["changed"], &same["said"]), (&0.into(), &0.into(), &json!([])), "{same}");
    let tool = |line: &str| {
        let mut example = as_doccano(line);
        for entity in example["entities"].as_array_mut().expect("entities") {
            if entity["start_offset"] == 18 {
                entity["start_offset"] = 13.into();
            }
        }
        example["entities"].as_array_mut().expect("entities").retain(|it| it["start_offset"] != 0);
        example.to_string()
    };
    std::fs::remove_dir_all(corpus.beside("out-doccano")).expect("gone");
    let report = through(&corpus, "doccano", "data.jsonl", tool, &["--strict"]);
    assert_eq!((&report["records"], &report["changed"]), (&0.into(), &1.into()), "{report}");
    assert!(report["said"].to_string().contains("1 record here is not in the file and stays as it is: actor: China"));
    assert_eq!(id(&corpus, "with Laos"), laos, "it is the same record, with its fields");
    assert!(words(&corpus).contains(&"with Laos name ".to_owned()), "{:?}", words(&corpus));
}

/// What Label Studio makes of tasks as JSON-MIN: values under the names of their controls, regions without ids.
pub fn as_json_min(tasks: &str) -> Value {
    let tasks: Value = serde_json::from_str(tasks).expect("JSON");
    let minimal = |task: &Value| {
        let mut min = task["data"].as_object().expect("data").clone();
        for result in task["annotations"][0]["result"].as_array().expect("results") {
            let Some(control) = result["from_name"].as_str() else { continue };
            let value = &result["value"];
            let shown = if control == "label" {
                value.clone()
            } else {
                let list = ["choices", "text"].into_iter().find_map(|key| value[key].as_array()).expect("values");
                if let [one] = &list[..] { one.clone() } else { value.clone() }
            };
            min.entry(control).or_insert(json!([])).as_array_mut().expect("a list").push(shown);
        }
        for (control, values) in &mut min {
            if control != "label"
                && !control.starts_with("article:")
                && let Some([one]) = values.as_array().map(Vec::as_slice)
            {
                *values = one.clone();
            }
        }
        min.insert("id".into(), 3.into());
        min.insert("annotation_id".into(), 4.into());
        min.insert("annotator".into(), 1.into());
        Value::Object(min)
    };
    Value::Array(tasks.as_array().expect("tasks").iter().map(minimal).collect())
}

#[test]
fn what_comes_back_as_json_min_has_its_fields_links_and_ids() {
    let corpus = corpus();
    let laos = id(&corpus, "Laos");
    let same = through(&corpus, "label-studio", "tasks.json", |tasks| as_json_min(tasks).to_string(), &["--strict"]);
    assert_eq!((&same["records"], &same["changed"], &same["said"]), (&0.into(), &0.into(), &json!([])), "{same}");
    let tool = |tasks: &str| {
        let mut min = as_json_min(tasks);
        for region in min[0]["label"].as_array_mut().expect("regions") {
            if region["start"] == 18 {
                (region["start"], region["text"]) = (13.into(), "with Laos".into());
            }
        }
        // Of what one mark alone has, it is known whose it is.
        min[0]["mark_status"] = "signed".into();
        min.to_string()
    };
    std::fs::remove_dir_all(corpus.beside("out-label-studio")).expect("gone");
    let report = through(&corpus, "label-studio", "tasks.json", tool, &["--strict"]);
    assert_eq!((&report["records"], &report["changed"]), (&0.into(), &2.into()), "{report}");
    assert_eq!(id(&corpus, "with Laos"), laos);
    let work = corpus.open("a.txt", "anna").work.clone();
    assert_eq!(work.agreements.values().next().expect("one").status, "signed");
}

#[test]
fn value_of_json_min_that_could_be_of_several_marks_is_said() {
    let corpus = corpus();
    let tool = |tasks: &str| {
        let mut min = as_json_min(tasks);
        min[0]["mark_form"] = json!(["name", "pronoun"]);
        min.to_string()
    };
    let report = through(&corpus, "label-studio", "tasks.json", tool, &[]);
    assert!(report["left_out"].to_string().contains("pronoun"), "{report}");
    assert_eq!(report["changed"], 0);
}

#[test]
fn further_fragment_keeps_its_id_where_label_studio_saves_it_and_is_known_by_that_of_before() {
    use glossator::core::annotation::{ActorMention, Kind, Place, Record};
    let corpus = Corpus::new();
    corpus.write("a.txt", "China signed with Laos today.\n");
    corpus.annotate("a.txt", "anna", |marks| {
        let place = Place::from_fragments(vec![marks.place("China").cover(), marks.place("Laos").cover()]);
        let mut actor = ActorMention::new(marks.id(Kind::Actor, 1), place.expect("a place"));
        (actor.authorship.changed_by, actor.authorship.changed_at) = ("anna".into(), "2026-01-01T00:00:00Z".into());
        marks.put(Record::Actor(actor.into()));
    });
    let before = super::corpus::files(corpus.root());
    let id = corpus.open("a.txt", "anna").work.actors.keys().next().expect("one").to_string();
    let written = format!("{id}~2");
    // As it is, as files of before have it, and as the page had saved those.
    for id_of_second in [&written, &format!("{id}#2"), &id] {
        let save = |results: &mut Vec<Value>| {
            let second = results.iter_mut().find(|it| it["parentID"] == id.as_str()).expect("the second fragment");
            // The page cuts ids at a `#`.
            assert_eq!(second["id"].as_str().expect("an id").split('#').next(), Some(written.as_str()));
            second["id"] = id_of_second.as_str().into();
        };
        let report = changed(&corpus, save, &["--strict"]);
        assert_eq!((&report["records"], &report["changed"]), (&0.into(), &0.into()), "{id_of_second}: {report}");
        assert!(super::corpus::files(corpus.root()) == before, "{id_of_second}: every file is as it was");
        std::fs::remove_dir_all(corpus.beside("out")).expect("gone");
    }
}
