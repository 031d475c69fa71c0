//! Label Studio's JSON-MIN: one object a task, in which lists of regions and of values stand under the names of their
//! controls. It keeps no ids, no relations, and no telling which value belongs to which region. What went out from here has
//! a table of the marks and one of the relations in the data of the task, so that these come back with their places.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::control::field_of;
use super::{ARTICLE, LINKS, MARK, NAME, RECORDS, RELATIONS, TEXT};
use crate::core::doc::Fields;
use crate::exchange::json;
use crate::exchange::json::carried::{Carried, MARKS, Met};

/// Keys of a JSON-MIN task that are no data of the article.
const OF_TASK: [&str; 8] =
    ["annotation_id", "annotator", "created_at", "id", "lead_time", "updated_at", "agreement", "inner_id"];

/// Makes a whole task of a JSON-MIN object.
pub(super) fn whole(task: &Value) -> Value {
    let (mut whole, mut data, mut regions, mut values) = (Map::new(), Map::new(), Vec::new(), Map::new());
    let (carried, is_ours) = (Carried::of(Some(task)), task.get(MARKS).is_some());
    let of_article = |key: &str| (key.starts_with(ARTICLE) && key != NAME) || [RECORDS, LINKS].contains(&key);
    let kind = |region: &Value| region.as_object()?.keys().find(|key| key.ends_with("labels")).cloned();
    for (key, value) in task.as_object().into_iter().flatten() {
        let listed = value.as_array().map_or(&[][..], Vec::as_slice);
        if listed.iter().any(|region| kind(region).is_some()) {
            for region in listed {
                let kind = kind(region).unwrap_or_else(|| "labels".to_owned());
                let mut region = json!({"from_name": key, "type": kind, "value": region});
                if is_ours {
                    region["to_name"] = TEXT.into();
                }
                regions.push(region);
            }
        } else if OF_TASK.contains(&key.as_str()) {
            whole.insert(key.clone(), value.clone());
        } else if is_ours && (key.starts_with(MARK) || of_article(key)) {
            values.insert(key.clone(), value.clone());
        } else {
            data.insert(key.clone(), value.clone());
        }
    }
    if is_ours {
        add_ids(&mut regions, &carried);
        let fields = add_values(&mut regions, &carried, &values);
        add_fields(&mut regions, &carried, &fields);
        add_relations(&mut regions, data.get(RELATIONS));
    }
    let annotator = whole.remove("annotator").unwrap_or(Value::Null);
    whole.insert("data".to_owned(), data.into());
    whole.insert("annotations".to_owned(), json!([{"result": regions, "completed_by": annotator}]));
    whole.into()
}

/// Gives regions the ids they went out with, and further fragments those of fragments.
fn add_ids(regions: &mut [Value], carried: &Carried) {
    let met = |region: &Value| {
        let value = &region["value"];
        let labels = value.get("labels").map_or(&[][..], |labels| labels.as_array().map_or(&[][..], Vec::as_slice));
        let label = labels.first().and_then(Value::as_str).unwrap_or_default().to_owned();
        let ends = json::count(value.get("start")).zip(json::count(value.get("end")));
        Met { id: String::new(), label, ends }
    };
    let met: Vec<Met> = regions.iter().map(met).collect();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (region, id) in regions.iter_mut().zip(carried.ids(&met)) {
        let Some(id) = id else { continue };
        let number = times.entry(id.clone()).or_default();
        *number += 1;
        if *number > 1 {
            region["parentID"] = id.as_str().into();
        }
        region["id"] = super::fragment_id(&id, *number).into();
    }
}

/// Compares the values under the controls with those that went out. What one mark alone has is its, also where it was
/// changed; of what several have nobody knows whose the changed one is, so it is left without a region, and said.
fn add_values(regions: &mut Vec<Value>, carried: &Carried, values: &Map<String, Value>) -> BTreeMap<String, Fields> {
    let mut fields: BTreeMap<String, Fields> = BTreeMap::new();
    let mut controls: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    let there = ids(regions);
    for (id, label, of_mark) in carried.marks().filter(|(id, ..)| there.contains(*id)) {
        for name in of_mark.keys() {
            let is_of = |control: &&String| field_of(control, label) == Some(name.as_str());
            // A control of one label comes before one that marks of all labels share.
            let control = values.keys().filter(is_of).max_by_key(|control| control.len());
            match control {
                Some(control) => controls.entry(control).or_default().push((id, name)),
                None => drop(fields.entry(id.to_owned()).or_insert_with(|| of_mark.clone()).remove(name)),
            }
        }
    }
    for (control, value) in values {
        let now = texts(value);
        if !control.starts_with(MARK) {
            regions.push(json!({"id": control, "from_name": control, "to_name": TEXT, "type": "textarea",
                "value": {"text": now}}));
            continue;
        }
        let owners = controls.remove(control.as_str()).unwrap_or_default();
        let mut before: Vec<String> =
            owners.iter().flat_map(|(id, name)| carried.fields(id).remove(*name).unwrap_or_default()).collect();
        let mut sorted = now.clone();
        before.sort();
        sorted.sort();
        if before == sorted {
            continue;
        }
        if let [(id, name)] = owners[..]
            && before.len() == now.len()
        {
            let of_mark = fields.entry(id.to_owned()).or_insert_with(|| carried.fields(id));
            of_mark.insert(name.to_owned(), now);
        } else {
            regions.push(json!({"from_name": control, "to_name": TEXT, "type": "textarea", "value": {"text": now}}));
        }
    }
    fields
}

/// Adds the fields of the marks that are there: as they went out, or as they were changed.
fn add_fields(regions: &mut Vec<Value>, carried: &Carried, changed: &BTreeMap<String, Fields>) {
    let there = ids(regions);
    for (id, _, fields) in carried.marks().filter(|(id, ..)| there.contains(*id)) {
        for (name, values) in changed.get(id).unwrap_or(fields) {
            let control = format!("{MARK}{name}");
            regions.push(json!({"id": id, "from_name": control, "to_name": TEXT, "type": "textarea",
                "value": {"text": values}}));
        }
    }
}

/// Gives the ids of the regions.
fn ids(regions: &[Value]) -> BTreeSet<String> {
    regions.iter().filter_map(|region| Some(region.get("id")?.as_str()?.to_owned())).collect()
}

fn add_relations(regions: &mut Vec<Value>, relations: Option<&Value>) {
    let there: Vec<Value> = regions.iter().filter_map(|it| it.get("id").cloned()).collect();
    for relation in relations.and_then(Value::as_array).into_iter().flatten() {
        let (from, to, role) = (&relation[0], &relation[1], &relation[2]);
        if there.contains(from) && there.contains(to) {
            regions.push(json!({"from_id": from, "to_id": to, "type": "relation", "direction": "right",
                "labels": [role]}));
        }
    }
}

/// Lists the texts of a value: one, several, or several with a place.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        Value::Object(object) => {
            let key = ["choices", "text"].into_iter().find(|key| object.get(*key).is_some_and(Value::is_array));
            key.map_or(Vec::new(), |key| texts(&object[key]))
        }
        Value::Null => Vec::new(),
        other => vec![other.to_string()],
    }
}

/// Adds the tables to the data of a task.
pub(super) fn carry(doc: &crate::core::doc::Doc, data: &mut Map<String, Value>) -> Result<(), serde_json::Error> {
    data.insert(MARKS.to_owned(), serde_json::to_value(json::carried::marks(doc))?);
    let relations: Vec<[&str; 3]> =
        json::placed_links(doc).map(|(link, from, to)| [from.id.as_str(), &to.id, &link.role]).collect();
    data.insert(RELATIONS.to_owned(), serde_json::to_value(relations)?);
    Ok(())
}
