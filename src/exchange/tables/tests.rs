//! Tests of the tables, on a work in which everything is filled.

use std::sync::Arc;

use super::*;
use crate::core::annotation::{Adopted, Code, Dated, Id, Identity, Kind, Member, RegistryEntry, Remark};
use crate::core::doc::flatten::{Source, flatten};
use crate::core::doc::full;
use crate::core::doc::loss::Losses;
use crate::core::schema::{FieldDef, FieldKind};

fn schema() -> Schema {
    let mut schema = full::schema();
    let typed = |on: &str, id: &str, kind: FieldKind| FieldDef { basis: true, ..FieldDef::new(on, id, id, kind) };
    schema.fields.push(typed("agreement", "x_until", FieldKind::Date));
    schema.fields.push(typed("agreement", "x_count", FieldKind::Whole { min: None, max: None }));
    schema.fields.push(typed("agreement", "x_share", FieldKind::Number { min: None, max: None }));
    schema.fields.push(typed("agreement", "x_open", FieldKind::Flag));
    schema
}

fn doc() -> Doc {
    let ((article, mut work), schema, registry) = (full::work(), schema(), full::registry());
    let id = Id::new(Kind::Agreement, 1);
    let mut agreement = (*work.agreements[&id]).clone();
    for (name, value) in [("x_until", "2025"), ("x_count", "12"), ("x_share", "0.5"), ("x_open", "no")] {
        agreement.fields.insert(name.to_owned(), value.into());
    }
    let remark = Remark { missing: "unknown".into(), ..Remark::default() };
    agreement.beside.set("x_until", remark);
    work.agreements.insert(id, Arc::new(agreement));
    let source = Source { annotator: "anna", schema: &schema, registry: &registry };
    flatten(&article, &work, source, &mut Losses::default())
}

/// Gives the cell of the first row under a name.
fn cell(table: Table, style: Style, name: &str) -> Cell {
    let columns = Columns::of(table, &schema(), style);
    let at = columns.all().position(|column| column.0 == name).unwrap_or_else(|| panic!("no column {name}"));
    columns.rows(&doc())[0][at].clone()
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn list(values: &[&str]) -> Cell {
    Cell::List(values.iter().map(|it| (*it).to_owned()).collect())
}

#[test]
fn own_fields_are_columns_of_their_type() {
    let typed = |name: &str| cell(Table::Agreements, Style::Typed, name);
    assert_eq!((typed("x_count"), typed("x_share")), (Cell::Number(Some(12)), Cell::Decimal(Some(0.5))));
    assert_eq!((typed("x_open"), typed("background")), (Cell::Flag(Some(false)), Cell::Flag(Some(true))));
    assert_eq!((typed("x_tags"), typed("x_rank")), (list(&["one"]), text("first")));
    let plain = |name: &str| cell(Table::Agreements, Style::Plain, name);
    assert_eq!((plain("x_count"), plain("x_open"), plain("background")), (text("12"), text("no"), text("yes")));
    assert_eq!(plain("x_until_start"), Cell::Day(Some("2025-01-01".into())));
    assert_eq!((plain("x_until_precision"), plain("x_until")), (text("year"), text("2025")));
    assert_eq!(cell(Table::Parties, Style::Plain, "x_tags"), list(&["one"]));
}

#[test]
fn dates_have_their_days_and_what_they_rest_on() {
    for name in ["signed", "held", "terminated"] {
        let plain = |end: &str| cell(Table::Agreements, Style::Plain, &format!("{name}{end}"));
        assert_eq!((plain(""), plain("_basis")), (text("2024-04-01"), text("inferred")));
        assert_eq!((plain("_end"), plain("_precision")), (Cell::Day(Some("2024-04-01".into())), text("day")));
    }
    assert_eq!(cell(Table::Dates, Style::Typed, "value_start"), Cell::Day(Some("2024-04-01".into())));
}

#[test]
fn terms_parties_and_amounts_are_columns_and_tables() {
    let plain = |name: &str| cell(Table::Agreements, Style::Plain, name);
    assert_eq!((plain("term"), plain("renewal"), plain("grounds")), (text("P5Y"), text("automatic"), text("expiry")));
    assert_eq!((plain("party_ids"), plain("party_roles")), (list(&["UZB"]), list(&["provider"])));
    assert_eq!(plain("party_names"), list(&["The UZB"]));
    let person = ["UZB", "The UZB", "state", "provider", "n"].map(str::to_owned).to_vec();
    assert_eq!(cell(Table::Agreements, Style::Typed, "parties"), Cell::Structs(vec![person]));
    let party = |name: &str| cell(Table::Parties, Style::Plain, name);
    assert_eq!(
        (party("actor"), party("role"), party("acts")),
        (text("UZB"), text("provider"), list(&["ratified=2025-01"]))
    );
    let amount = |name: &str| cell(Table::Quantities, Style::Plain, name);
    assert_eq!(
        (amount("what"), amount("value"), amount("number")),
        (text("trainees"), text("30"), Cell::Number(Some(0)))
    );
    assert_eq!((amount("quote"), amount("start")), (text("30 "), Cell::Number(Some(67))));
}

#[test]
fn what_is_said_beside_the_values_is_a_column() {
    let plain = |name: &str| cell(Table::Agreements, Style::Plain, name);
    let of_parts = ["evidence.0.x_rank", "parties.UZB.role", "signatories.P-1.x_rank"];
    let said = |what: &str| of_parts.map(|path| format!("{path}={what}"));
    let [passage, party, signatory] = &said("not_stated");
    assert_eq!(plain("missing"), list(&["dates.signed=not_stated", passage, party, signatory, "x_until=unknown"]));
    let [passage, party, signatory] = &said("So it is.");
    assert_eq!(plain("comments"), list(&["dates.signed=So it is.", passage, party, signatory]));
    assert_eq!(plain("label_elsewhere"), text("TREATY"));
    let columns = Columns::of(Table::Agreements, &schema(), Style::Plain);
    assert!(columns.hold("status.comment") && columns.hold("x_until.basis") && !columns.hold("status.confidence"));
}

#[test]
fn corpus_has_tables_of_actors_and_of_agreements_across_articles() {
    let code = |code: &str, until: &str| Code {
        scheme: "cow".into(),
        code: code.into(),
        until: until.into(),
        ..Code::default()
    };
    let mut shared = Shared::default();
    shared.registry.put(Arc::new(RegistryEntry {
        sectors: vec!["border".into(), "police".into()],
        part_of: vec![Dated { from: "2001".into(), ..Dated::to("DEU") }],
        exists_from: "1951".into(),
        codes: vec![code("260", "1990"), code("255", "")],
        fields: [("x_rank".to_owned(), "first".into())].into(),
        ..RegistryEntry::new("DE-BP", "agency", "Federal Police")
    }));
    let agreement = Id::new(Kind::Agreement, 1);
    let member = Member { article: "a.txt".into(), agreement, relation: "same".into() };
    let adopted = Adopted { field: "signed".into(), value: "2024".into(), reason: "its page".into() };
    let identity = Identity { members: vec![member], adopted: vec![adopted], ..Identity::new("i-1", "Programme") };
    shared.identities.insert_mut("i-1".into(), Arc::new(identity));
    let cell = |table: Table, name: &str| {
        let columns = Columns::of(table, &schema(), Style::Plain);
        let at = columns.all().position(|column| column.0 == name).unwrap();
        columns.rows_of_corpus(&shared).into_iter().map(|row| row[at].clone()).next_back().unwrap()
    };
    let entry = |name: &str| cell(Table::Registry, name);
    assert_eq!((entry("sectors"), entry("part_of")), (list(&["border", "police"]), list(&["DEU:2001"])));
    assert_eq!((entry("cow"), entry("exists_from"), entry("x_rank")), (text("255"), text("1951"), text("first")));
    assert_eq!(entry("codes"), list(&["cow:260::1990", "cow:255"]));
    assert_eq!(
        (cell(Table::Identities, "adopted"), cell(Table::Identities, "kind")),
        (list(&["signed=2024"]), text("agreement"))
    );
    assert_eq!((cell(Table::Members, "identity"), cell(Table::Members, "article")), (text("i-1"), text("a.txt")));
}

#[test]
fn no_table_has_a_column_twice() {
    for table in Table::OF_ARTICLES.into_iter().chain(Table::OF_CORPUS) {
        for style in [Style::Plain, Style::Typed] {
            let columns = Columns::of(table, &schema(), style);
            let names: Vec<&str> = columns.all().map(|it| it.0).collect();
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{table:?}: {names:?}");
        }
    }
}
