//! Annotation files read as plain data, as another program would read them.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;

use super::book::{Book, Gold};

/// Any RON: names of enum variants become texts, or keys of what they hold.
#[derive(Deserialize)]
#[serde(untagged)]
enum Data {
    Any(Value),
}

/// An annotation file as data.
pub struct Saved(pub Value);

/// Reads RON as data.
pub fn read(bytes: &[u8]) -> Saved {
    let text = std::str::from_utf8(bytes).expect("the file is UTF-8");
    let Data::Any(value) = ron::from_str(text).unwrap_or_else(|error| panic!("the file is not RON: {error}"));
    Saved(value)
}

/// Compares every quote of a file with the code points it names, and counts them.
pub fn assert_quotes_stand(saved: &Saved, article: &str) -> usize {
    let letters: Vec<char> = article.chars().collect();
    let mut count = 0;
    each(&saved.0, &mut |value| {
        let Some(quote) = value["quote"].as_str() else { return };
        let at = |key: &str| usize::try_from(value[key].as_u64().expect("a code point")).expect("a small number");
        let there: String = letters[at("start")..at("end")].iter().collect();
        assert_eq!(there, quote);
        count += 1;
    });
    count
}

/// Calls `look` with every part of the data.
fn each(value: &Value, look: &mut impl FnMut(&Value)) {
    look(value);
    match value {
        Value::Object(fields) => fields.values().for_each(|value| each(value, look)),
        Value::Array(items) => items.iter().for_each(|value| each(value, look)),
        _ => {}
    }
}

impl Saved {
    fn list(&self, name: &str) -> &[Value] {
        self.0[name].as_array().expect("a list of records")
    }

    /// Finds the record of a list whose place, under a key, is a passage of the gold file.
    fn record(&self, list: &str, gold: &Gold<'_>) -> &Value {
        let found = self.list(list).iter().find(|record| is_at(&record["place"], gold));
        found.unwrap_or_else(|| panic!("{} is not in the file", gold.name()))
    }
}

fn is_at(place: &Value, gold: &Gold<'_>) -> bool {
    let [start, end] = gold.code_points();
    place["span"].as_array().is_some_and(|fragments| {
        let [only] = &fragments[..] else { return false };
        only["start"] == start && only["end"] == end && only["quote"] == gold.text("surface").as_str()
    })
}

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().expect("a list").iter().map(|text| text.as_str().expect("a text")).collect()
}

/// Compares a text of the file with one of the gold file.
fn assert_text(value: &Value, gold: &Gold<'_>, key: &str) {
    assert_eq!(value.as_str(), Some(gold.text(key).as_str()), "{}: {key}", gold.name());
}

/// Looks that a note holds all that the gold file notes; it may hold more.
fn assert_noted(record: &Value, gold: &Gold<'_>) {
    let note = record["note"].as_str().expect("a note");
    assert!(note.contains(&gold.text("note")), "{}: “{note}”", gold.name());
}

/// Gives the comment on a field of a record; empty where there is none.
fn comment<'a>(record: &'a Value, path: &str) -> &'a str {
    record["beside"]["remarks"][path]["comment"].as_str().unwrap_or_default()
}

/// Compares an entry of the registry with the gold file. `entry` gives the id an actor has in the registry.
pub fn assert_is_entry(saved: &Value, gold: &Gold<'_>, entry: &dyn Fn(&str) -> String) {
    let name = gold.name();
    assert_text(&saved["country"], gold, "country");
    let one = |text: String| if text.is_empty() { Vec::new() } else { vec![text] };
    assert_eq!(texts(&saved["sectors"]), one(gold.text("sector_plover")), "{name}");
    let ids = |list: &Value| match list.as_array() {
        Some(ties) => ties.iter().map(|tie| tie["entry"].as_str().expect("an id").to_owned()).collect(),
        None => Vec::new(),
    };
    let wholes: Vec<String> = one(gold.text("part_of")).iter().map(|whole| entry(whole)).collect();
    assert_eq!(ids(&saved["part_of"]), wholes, "{name}");
    let members: Vec<String> = gold.texts("members").iter().map(|member| entry(member)).collect();
    assert_eq!(ids(&saved["members"]), members, "{name}");
    assert_eq!(comment(saved, "external_ids"), gold.text("wikidata_source"), "{name}");
}

/// Compares a file with the gold file, record by record. `entry` gives the id an actor has in the registry.
pub fn assert_is_gold(saved: &Saved, book: &Book, doc: &str, entry: &dyn Fn(&str) -> String) {
    assert_header(&saved.0, &book.document(doc));
    let published =
        book.of("dates", doc).into_iter().find(|date| date.name() == book.document(doc).text("dct_mention"));
    let published = published.map_or(&Value::Null, |date| &saved.record("dates", &date)["id"]);
    assert_eq!(saved.0["header"]["published_mention"], *published);
    let ids = |gold: &Gold<'_>, key: &str| gold.texts(key).iter().map(|id| entry(id)).collect::<Vec<_>>();
    let all = [("actors", "mentions"), ("dates", "dates"), ("regions", "boilerplate"), ("flags", "text_errors")];
    for (list, golden) in all {
        let golden = book.of(golden, doc);
        assert_eq!(saved.list(list).len(), golden.len(), "{list}");
        for gold in &golden {
            let record = saved.record(list, gold);
            assert_noted(record, gold);
            match list {
                "actors" => assert_is_mention(record, gold, &ids(gold, "entities")),
                "dates" => assert_is_date(record, gold),
                // The clock of the page has a name of its own.
                _ => {
                    let kind = gold.text("kind").replace("page_header_clock", "page_clock");
                    assert_eq!(record["kind"], kind.as_str(), "{}", gold.name());
                }
            }
        }
    }
    let places = book.of("places", doc);
    assert_eq!(saved.list("marks").len(), places.len());
    for gold in &places {
        let record = saved.record("marks", gold);
        assert_eq!(record["type_id"], "place", "{}", gold.name());
        assert_text(&record["fields"]["kind"], gold, "kind");
        assert_text(&record["fields"]["name"], gold, "name_en");
        assert_noted(record, gold);
    }
    let golden = book.of("agreements", doc);
    assert_eq!(saved.list("agreements").len(), golden.len());
    for gold in &golden {
        let title = gold.text("title_en");
        let found = saved.list("agreements").iter().find(|agreement| agreement["title"] == title.as_str());
        let found = found.unwrap_or_else(|| panic!("“{title}” is not in the file"));
        assert_is_agreement(found, gold, &ids);
        assert_noted(found, gold);
        let venue = places.iter().find(|place| is_at(&found["venue"]["place"], place)).expect("the venue is a place");
        assert_text(&found["venue"]["name"], venue, "name_en");
        assert!(venue.text("name_en").contains(&gold.text("place")));
    }
}

fn assert_header(saved: &Value, gold: &Gold<'_>) {
    let header = &saved["header"];
    assert_text(&header["title"]["span"][0]["quote"], gold, "title");
    assert_text(&header["language"]["Set"], gold, "lang");
    assert_eq!(header["direction"].as_str().map(str::to_lowercase), Some(gold.text("dir")));
    let published = if gold.get("dct").is_some() { "dct" } else { "dct_inferred" };
    assert_text(&header["published"], gold, published);
    assert_text(&header["published_basis"]["Inferred"], gold, "dct_basis");
    assert_text(&header["credited"], gold, "source_credited");
    let remark = &header["beside"]["remarks"]["publisher"];
    if remark["missing"] == "not_stated" {
        assert_eq!(header["publisher"], "");
        assert_text(&remark["comment"], gold, "publisher");
    } else {
        assert_text(&header["publisher"], gold, "publisher");
    }
    for (key, golden) in [("file", "file"), ("sha256", "sha256")] {
        assert_text(&saved["source"][key], gold, golden);
    }
    for (key, golden) in [("bytes", "bytes"), ("chars", "code_points")] {
        assert_eq!(saved["source"][key], gold.number(golden), "{key}");
    }
}

fn assert_is_mention(actor: &Value, gold: &Gold<'_>, links: &[String]) {
    let name = gold.name();
    let form = ["name", "description", "adjective", "pronoun"];
    let form = form[["NAM", "NOM", "ADJ", "PRO"].iter().position(|it| *it == gold.text("form")).expect("a form")];
    assert_eq!(actor["form"], form, "{name}");
    assert_eq!(texts(&actor["links"]), links, "{name}");
    let titles = actor["titles"].as_array().expect("titles");
    let roles = gold.items("roles").into_iter().map(|role| ("title", role));
    let golden: Vec<_> = roles.chain(gold.get("rank").map(|rank| ("rank", rank))).collect();
    assert_eq!(titles.len(), golden.len(), "{name}");
    for (title, (kind, golden)) in titles.iter().zip(golden) {
        assert!(is_at(&title["place"], &golden), "{name}");
        assert_eq!(title["kind"], kind, "{name}");
        assert_text(&title["gloss"], &golden, "gloss_en");
    }
}

fn assert_is_date(date: &Value, gold: &Gold<'_>) {
    let name = gold.name();
    let timex = gold.get("timex3").expect("a TIMEX3 reading");
    for (field, key) in [("value", "value_edtf"), ("role", "role"), ("confidence", "confidence")] {
        assert_text(&date[field], gold, key);
    }
    assert_eq!(date["kind"], timex.text("type").to_lowercase().as_str(), "{name}");
    let reference = date["reference"].as_str().map(|word| format!("{}_REF", word.to_uppercase()));
    assert_eq!(reference, Some(timex.text("value")).filter(|value| value.ends_with("_REF")), "{name}");
    let anchor = gold.text("anchor");
    match (&date["anchor"], &date["basis"]) {
        (Value::Null, Value::String(basis)) => {
            assert_eq!((basis.as_str(), anchor.as_str()), ("Explicit", ""), "{name}");
        }
        (Value::Null, basis) => assert_eq!(basis["Inferred"], anchor.as_str(), "{name}"),
        (other, _) => assert!(other["Date"].is_string() && anchor.starts_with("00"), "{name}: {other}"),
    }
    let readings = texts(&date["other_readings"]);
    let golden = gold.texts("other_readings");
    assert!(readings.iter().zip(&golden).all(|(reading, golden)| golden.starts_with(reading)), "{name}");
    let comments = ["other_readings", "role"].map(|path| comment(date, path));
    assert!(golden.iter().all(|golden| comments.iter().any(|said| said.contains(golden))), "{name}: {comments:?}");
    assert_eq!(comment(date, "value").ends_with("minute"), gold.text("granularity") == "minute", "{name}");
}

fn assert_is_agreement(agreement: &Value, gold: &Gold<'_>, ids: &dyn Fn(&Gold<'_>, &str) -> Vec<String>) {
    let name = gold.name();
    for (field, key) in [("level", "level"), ("kind", "type"), ("status", "status"), ("confidence", "confidence")] {
        assert_text(&agreement[field], gold, key);
    }
    assert_text(&agreement["modality"], gold, "modality");
    let parties = agreement["parties"].as_array().expect("a list").iter();
    let parties: Vec<&str> = parties.filter_map(|party| party["actor"].as_str()).collect();
    assert_eq!(parties, ids(gold, "parties"), "{name}");
    assert_eq!(texts(&agreement["present"]), ids(gold, "officials_present"), "{name}");
    assert_eq!(
        (&agreement["signatories"], gold.texts("signatories")),
        (&Value::Array(Vec::new()), Vec::new()),
        "{name}"
    );
    assert_eq!(texts(&agreement["topics"]), gold.texts("topics"), "{name}");
    assert_eq!(agreement["background"], gold.is("background"), "{name}");
    let codes = gold.get("codes").expect("codes");
    assert_text(&agreement["codes"]["cameo"], &codes, "cameo");
    assert_text(&agreement["codes"]["plover"], &codes, "plover");
    let dates = &agreement["dates"];
    assert_text(&dates["validity"]["value"], gold, "validity");
    assert_eq!(dates["validity"]["mention"].is_string(), gold.get("validity").is_some(), "{name}");
    let own = &dates[if gold.text("status") == "signed" { "signed" } else { "held" }];
    assert_text(&own["value"], gold, "date");
    assert_eq!(own["mention"].is_string(), gold.get("date_mention").is_some(), "{name}");
    if let Some(reason) = own["basis"]["Inferred"].as_str() {
        assert!(gold.text("date_basis").contains(reason), "{name}: {reason}");
    } else {
        assert_eq!(own["basis"], "NotStated", "{name}");
        let said = [comment(agreement, "dates.signed"), "not stated"];
        assert!(said.contains(&gold.text("date_basis").as_str()), "{name}: {said:?}");
    }
    let evidence = agreement["evidence"].as_array().expect("evidence");
    let golden = gold.items("evidence");
    assert_eq!(evidence.len(), golden.len(), "{name}");
    for passage in golden {
        let found = evidence.iter().find(|one| is_at(&one["place"], &passage));
        assert!(found.is_some_and(|one| !texts(&one["slots"]).is_empty()), "{name}: each passage says what it shows");
    }
    for key in ["trigger", "instrument"] {
        match gold.get(key) {
            Some(passage) => assert!(is_at(&agreement[key], &passage), "{name}: {key}"),
            None => assert!(agreement[key].is_null(), "{name}: {key}"),
        }
    }
}

/// Lists the ids of all records of a file.
pub fn ids(saved: &Saved) -> BTreeSet<String> {
    let lists = ["actors", "dates", "agreements", "flags", "marks", "regions"];
    let records = lists.iter().flat_map(|list| saved.list(list));
    records.map(|record| record["id"].as_str().expect("an id").to_owned()).collect()
}
