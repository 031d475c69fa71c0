//! Tests of the tables of names: they have what documents have, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::core::annotation::Work;
use crate::core::doc::flatten::{Source, flatten};
use crate::core::doc::loss::Losses;
use crate::core::doc::{Doc, Fields, full, label};
use crate::core::text::Text;
use crate::core::workspace::{Article, ArticleKey};

fn doc() -> Doc {
    let (article, work) = full::work();
    let (schema, registry) = (full::schema(), full::registry());
    let source = Source { annotator: "anna", schema: &schema, registry: &registry };
    let mut doc = flatten(&article, &work, source, &mut Losses::default());
    // The language is either set or found.
    let korean = Text::canonical("중국과 라오스, 협정 서명");
    let korean = Article::new(ArticleKey::new("k.txt"), korean, String::new(), String::new(), 0);
    let other = flatten(&korean, &Work::default(), source, &mut Losses::default());
    doc.fields.extend(other.fields);
    doc
}

/// Gives the names of fields that are neither own ones nor remarks.
fn built_in(fields: &Fields) -> BTreeSet<&str> {
    let is_own = |name: &str| name.starts_with("x_") || name.starts_with("f_");
    fields.keys().map(String::as_str).filter(|name| !is_own(name) && remark(name).is_none()).collect()
}

#[test]
fn every_name_of_a_full_work_is_in_the_table_and_the_other_way_round() {
    let doc = doc();
    let mut met: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for node in &doc.nodes {
        met.entry(&node.label).or_default().extend(built_in(&node.fields));
    }
    let labels: BTreeSet<&str> = label::ALL.into_iter().chain(["x_drill"]).collect();
    assert_eq!(met.keys().copied().collect::<BTreeSet<_>>(), labels);
    for (label, names) in &met {
        assert_eq!(names, &of(label).map(|it| it.name).collect::<BTreeSet<_>>(), "{label}");
    }
    assert_eq!(built_in(&doc.fields), of_article().map(|it| it.name).collect::<BTreeSet<_>>());
    let said: BTreeSet<&str> =
        doc.nodes.iter().flat_map(|it| it.fields.keys()).filter_map(|it| Some(remark(it)?.1.name)).collect();
    assert_eq!(said, remarks().iter().map(|it| it.name).collect::<BTreeSet<_>>());
}

#[test]
fn every_label_and_role_of_a_full_work_is_in_the_table_and_the_other_way_round() {
    let doc = doc();
    assert_eq!(kinds().iter().map(|it| it.label).collect::<Vec<_>>(), label::ALL);
    let met: BTreeSet<(&str, &str, &str)> = doc
        .links
        .iter()
        .filter(|link| link.role != "implements")
        .map(|link| (link.role.as_str(), doc.nodes[link.from].label.as_str(), doc.nodes[link.to].label.as_str()))
        .collect();
    assert_eq!(met, roles().iter().map(|it| (it.role, it.from, it.to)).collect::<BTreeSet<_>>());
}

#[test]
fn what_has_several_values_is_a_list() {
    let doc = doc();
    let several = doc.nodes.iter().flat_map(|it| &it.fields).chain(&doc.fields).filter(|(_, values)| values.len() > 1);
    assert_eq!(several.filter(|(name, _)| !is_list(name)).collect::<Vec<_>>(), []);
    assert!(is_list("accepted") && is_list("quantities") && !is_list("note") && !is_list("x_rank"));
}

#[test]
fn names_and_helps_are_sentences_and_said_once() {
    for label in label::ALL {
        let names: Vec<&str> = of(label).map(|it| it.name).collect();
        assert_eq!(names.len(), names.iter().collect::<BTreeSet<_>>().len(), "{label}");
        let labels: Vec<&str> = of(label).map(|it| it.label).collect();
        assert_eq!(labels.len(), labels.iter().collect::<BTreeSet<_>>().len(), "{label}: {labels:?}");
        for name in of(label) {
            assert!(name.help.ends_with('.') && !name.label.is_empty(), "{label}, {}", name.name);
        }
    }
    for colour in kinds().iter().map(|it| it.colour) {
        assert!(crate::core::schema::colour(colour).is_some(), "{colour}");
    }
}

#[test]
fn own_fields_cannot_be_taken_for_others() {
    assert_eq!((own("x_rank").as_str(), own("kind").as_str()), ("x_rank", "f_kind"));
    assert_eq!(remark("dates.signed.comment").map(|it| (it.0, it.1.name)), Some(("dates.signed", "comment")));
    assert!(remark("comment").is_none() && remark("x_a.b").is_none());
}
