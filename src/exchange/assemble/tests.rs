//! Tests of making records: what other programs call their marks, and what cannot be understood.

use super::*;
use crate::core::annotation::Work;
use crate::core::doc::flatten::{Source, flatten};
use crate::core::doc::full;
use crate::core::doc::loss::Losses;
use crate::core::doc::{Fields, put, put_all};
use crate::core::text::{Span, Text};
use crate::core::workspace::{Article, ArticleKey};

fn doc(label: &str, fields: &[(&str, &str)]) -> Doc {
    let mut doc = Doc::new("a.txt", Text::canonical("Anna met Ben."));
    let mut made = Fields::new();
    for (name, value) in fields {
        put(&mut made, name, value);
    }
    doc.nodes = vec![Node { id: "T1".into(), label: label.into(), spans: vec![Span::new(0, 4)], fields: made }];
    doc
}

fn made(doc: &Doc, mapping: &Mapping) -> Assembled {
    let (registry, schema) = (full::registry(), full::schema());
    let import = Import { origin: "test", by: "anna", at: "now", mapping, registry: &registry, schema: &schema };
    assemble(doc, import)
}

fn label(record: &Record) -> &str {
    match record {
        Record::Actor(actor) => &actor.label,
        Record::Custom(custom) => &custom.label,
        other => unreachable!("{other:?}"),
    }
}

#[test]
fn label_of_another_program_is_kept_and_goes_out_again() {
    let made_of = |doc: &Doc| made(doc, &Mapping::new());
    let foreign = made_of(&doc("PER", &[]));
    assert_eq!(label(&foreign.records[0]), "PER");
    for ours in ["Actor", "actor"] {
        assert_eq!(label(&made_of(&doc(ours, &[])).records[0]), "");
    }
    let mut work = Work::default();
    work.put(None, Some(foreign.records[0].clone()));
    let text = Text::canonical("Anna met Ben.");
    let article = Article::new(ArticleKey::new("a.txt"), text, String::new(), String::new(), 13);
    let (registry, schema) = (full::registry(), full::schema());
    let source = Source { annotator: "anna", schema: &schema, registry: &registry };
    let out = flatten(&article, &work, source, &mut Losses::default());
    assert_eq!((out.nodes[0].label.as_str(), out.nodes[0].field("label")), ("Actor", "PER"));
    assert_eq!(label(&made_of(&out).records[0]), "PER");
}

#[test]
fn label_that_is_the_type_of_the_mark_is_none_of_another_program() {
    let mapping: Mapping = [("x_drill".to_owned(), Meaning::Custom("x_drill".into()))].into();
    assert_eq!(label(&made(&doc("x_drill", &[]), &mapping).records[0]), "");
    let mapping: Mapping = [("Drill".to_owned(), Meaning::Custom("x_drill".into()))].into();
    assert_eq!(label(&made(&doc("Drill", &[]), &mapping).records[0]), "Drill");
}

#[test]
fn full_work_comes_back_with_every_field() {
    let ((article, work), registry, schema) = (full::work(), full::registry(), full::schema());
    let source = Source { annotator: "anna", schema: &schema, registry: &registry };
    let doc = flatten(&article, &work, source, &mut Losses::default());
    let mapping: Mapping = [("x_drill".to_owned(), Meaning::Custom("x_drill".into()))].into();
    let back = made(&doc, &mapping);
    assert_eq!((back.unmapped.as_slice(), &back.header), (&[][..], &work.header));
    for record in work.records().filter(|record| record.id().is_some()) {
        let read = back.records.iter().find(|it| it.key() == record.key()).expect("the record");
        let plain = |record: &Record| {
            let mut record = record.clone();
            if let Some(authorship) = record.authorship_mut() {
                let from = authorship.from.clone();
                *authorship = Authorship { from, ..Authorship::default() };
            }
            record
        };
        assert_eq!(plain(read), plain(&record));
    }
}

#[test]
fn what_cannot_be_understood_is_said() {
    let mut strange = doc("Agreement", &[("origin", "manual"), ("x_a.b", "c")]);
    put_all(&mut strange.nodes[0].fields, "parties", vec!["UZB".into()]);
    put_all(&mut strange.nodes[0].fields, "party_acts", vec!["7:ratified:2024".into()]);
    put_all(&mut strange.nodes[0].fields, "party_fields", vec!["x:x_share:30".into()]);
    put_all(&mut strange.nodes[0].fields, "accepted", vec!["many:rule".into()]);
    let left = made(&strange, &Mapping::new()).unmapped.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for name in ["accepted", "party_acts", "party_fields", "x_a.b"] {
        assert!(left.contains(&format!("the field {name} has no place here")), "{left}");
    }
}
