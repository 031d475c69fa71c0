//! Which columns a table has: those of the program, and one or more for each field that a schema adds.

use super::{Style, Table, Type};
use crate::core::annotation::DateOf;
use crate::core::doc::names::{self, Shape};
use crate::core::schema::{FieldDef, FieldKind, Schema};

/// Where a column comes from.
#[derive(Clone, Debug)]
pub(super) enum From {
    Article,
    Language,
    Annotator,
    Id,
    Label,
    Start,
    End,
    Quote,
    /// Quotes of the nodes that are linked by this role.
    Quotes(&'static str),
    /// A field with one value.
    Field(String),
    /// A field with several.
    Fields(String),
    /// A field with one value of the type of the column.
    Typed(String),
    /// First day of a field.
    First(String),
    /// Last day of a field.
    Last(String),
    /// How exact the date of a field is.
    Precision(String),
    /// One part of each value of a list.
    Parts(&'static str, usize),
    /// What the ids in one part of each value of a list are called.
    Called(&'static str, usize),
    /// Who takes part, with names.
    People,
    /// What is said about fields, by this kind of remark.
    Said(&'static str),
    /// The number of a row in the list of its agreement.
    Number,
    /// Id of the agreement of the row.
    Agreement,
    /// A part of the value the row is of.
    Part(usize),
    /// The name of the actor of the row.
    Name,
    /// What the party of the row did by itself.
    Acts,
    /// An own field of the party of the row.
    OfParty(String),
    /// What the corpus has of its own; see the module `corpus`.
    Corpus(&'static str),
}

/// Stands among covered fields for remarks of the kinds that have a column for all fields.
pub(super) const SAID: &str = "\u{0}said";

/// Tells whether a field is a remark of a kind that has a column for all fields.
pub(super) fn is_said(field: &str) -> bool {
    names::remark(field).is_some_and(|(_, what)| ["missing", "comment"].contains(&what.name))
}

impl From {
    /// Names the fields that the column holds.
    pub(super) fn fields(&self) -> Vec<String> {
        match self {
            Self::Field(name) | Self::Fields(name) | Self::Typed(name) => vec![name.clone()],
            Self::Parts(name, _) => vec![(*name).to_owned()],
            Self::People => vec!["parties".to_owned()],
            Self::Said(_) => vec![SAID.to_owned()],
            _ => Vec::new(),
        }
    }
}

/// A column.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub name: String,
    pub kind: Type,
    pub from: From,
}

fn text(name: &str, from: From) -> Column {
    Column { name: name.to_owned(), kind: Type::Text, from }
}

fn list(name: &str, from: From) -> Column {
    Column { name: name.to_owned(), kind: Type::List, from }
}

fn number(name: &str, from: From) -> Column {
    Column { name: name.to_owned(), kind: Type::Number, from }
}

/// Makes columns of fields that are called as they are.
fn fields(names: &[&str]) -> Vec<Column> {
    names.iter().map(|name| text(name, From::Field((*name).to_owned()))).collect()
}

fn lists(names: &[&str]) -> Vec<Column> {
    names.iter().map(|name| list(name, From::Fields((*name).to_owned()))).collect()
}

/// Makes the columns of the days of a date.
fn days(name: &str, field: &str) -> [Column; 3] {
    let day = |end: &str, from: From| Column { name: format!("{name}_{end}"), kind: Type::Day, from };
    [
        day("start", From::First(field.to_owned())),
        day("end", From::Last(field.to_owned())),
        text(&format!("{name}_precision"), From::Precision(field.to_owned())),
    ]
}

/// Makes the columns of what a date rests on.
fn resting(name: &str) -> Vec<Column> {
    let column = |end: &str| {
        let field = format!("{name}_{end}");
        text(&field, From::Field(field.clone()))
    };
    ["basis", "basis_reason", "mention"].map(column).to_vec()
}

/// The parts of a party in a column of several parts.
const PEOPLE: &[&str] = &["actor", "name", "capacity", "role", "note"];
/// The parts of an amount.
const AMOUNT: [&str; 9] = ["what", "value", "low", "high", "modifier", "unit", "basis", "reason", "note"];

/// Makes the columns of a table.
pub(super) fn of(table: Table, schema: &Schema, style: Style) -> Vec<Column> {
    let on = match table {
        Table::Actors => "actor",
        Table::Dates => "date",
        Table::Agreements => "agreement",
        Table::Parties => "party",
        Table::Registry => "registry",
        Table::Identities => "identity",
        Table::Mentions | Table::Quantities | Table::Members => "",
    };
    let own: Vec<Column> = schema.fields_of(on).flat_map(|field| own(field, table, style)).collect();
    let mut columns = match table {
        Table::Actors => [place(), actors(), own, last()].concat(),
        Table::Mentions => [place(), mentions(), last()].concat(),
        Table::Dates => [place(), dates(), own, last()].concat(),
        Table::Agreements => [place(), agreements(style), own, last()].concat(),
        Table::Parties => [parties(), own].concat(),
        Table::Quantities => quantities(),
        Table::Registry => [registry(), own].concat(),
        Table::Identities => [identities(), own].concat(),
        Table::Members => members(),
    };
    if style == Style::Plain {
        for column in columns.iter_mut().filter(|column| matches!(column.kind, Type::Flag | Type::Decimal)) {
            column.kind = Type::Text;
        }
    }
    columns
}

fn place() -> Vec<Column> {
    vec![
        text("article", From::Article),
        text("language", From::Language),
        text("annotator", From::Annotator),
        text("id", From::Id),
        text("label", From::Label),
        number("start", From::Start),
        number("end", From::End),
        text("quote", From::Quote),
    ]
}

fn last() -> Vec<Column> {
    let said = vec![list("missing", From::Said("missing")), list("comments", From::Said("comment"))];
    let elsewhere = vec![text("label_elsewhere", From::Field("label".to_owned()))];
    let who = fields(&["note", "origin", "accepted_by", "created_by", "created_at", "changed_by", "changed_at"]);
    [said, lists(&["accepted"]), elsewhere, who].concat()
}

fn actors() -> Vec<Column> {
    let names = vec![list("names", From::Fields("actor_names".to_owned()))];
    let titles = vec![list("titles", From::Quotes("title"))];
    [fields(&["form"]), lists(&["links"]), names, lists(&["intended"]), titles, fields(&["confidence"])].concat()
}

fn mentions() -> Vec<Column> {
    [fields(&["kind", "form"]), lists(&["links"]), fields(&["value", "confidence"])].concat()
}

fn dates() -> Vec<Column> {
    let first = fields(&["kind", "value"]);
    let rest = fields(&["reference", "role", "anchor", "modifier", "calendar"]);
    let basis = fields(&["basis", "basis_reason", "confidence"]);
    [first, days("value", "value").to_vec(), rest, lists(&["other_readings"]), basis].concat()
}

fn agreements(style: Style) -> Vec<Column> {
    let flag = |name: &str| Column { name: name.to_owned(), kind: Type::Flag, from: From::Typed(name.to_owned()) };
    let mut columns = fields(&["title", "level", "kind", "status", "modality"]);
    columns.push(flag("background"));
    match style {
        Style::Typed => {
            columns.push(Column { name: "parties".to_owned(), kind: Type::Structs(PEOPLE), from: From::People });
        }
        Style::Plain => {
            columns.push(list("parties", From::Fields("parties".to_owned())));
            columns.push(list("party_ids", From::Parts("parties", 0)));
            columns.push(list("party_names", From::Called("parties", 0)));
            columns.push(list("party_capacities", From::Parts("parties", 1)));
            columns.push(list("party_roles", From::Parts("parties", 2)));
        }
    }
    columns.push(flag("parties_unknown"));
    columns.extend(lists(&["party_acts", "signatories", "present"]));
    columns.push(list("names", From::Fields("actor_names".to_owned())));
    for which in DateOf::ALL {
        let name = which.code();
        columns.extend(fields(&[name]));
        columns.extend(days(name, name));
        columns.extend(resting(name));
    }
    columns.extend(
        [fields(&["term"]), resting("term"), fields(&["renewal", "renewal_term"]), resting("renewal")].concat(),
    );
    columns.extend(fields(&["grounds"]));
    columns.extend(lists(&["quantities"]));
    columns.push(text("venue", From::Field("venue_name".to_owned())));
    columns.extend(fields(&["venue_country", "venue_basis", "venue_basis_reason"]));
    columns.extend(lists(&["topics", "relations", "external_ids"]));
    columns.extend(["evidence", "trigger", "instrument"].map(|role| list(role, From::Quotes(role))));
    columns.extend(fields(&["cameo", "plover", "credibility", "confidence"]));
    columns
}

fn parties() -> Vec<Column> {
    vec![
        text("article", From::Article),
        text("language", From::Language),
        text("annotator", From::Annotator),
        text("agreement", From::Agreement),
        number("number", From::Number),
        text("actor", From::Part(0)),
        text("name", From::Name),
        text("capacity", From::Part(1)),
        text("role", From::Part(2)),
        list("acts", From::Acts),
        text("note", From::Part(3)),
    ]
}

fn quantities() -> Vec<Column> {
    let first = vec![
        text("article", From::Article),
        text("language", From::Language),
        text("annotator", From::Annotator),
        text("agreement", From::Agreement),
        number("number", From::Number),
    ];
    let parts = AMOUNT.into_iter().enumerate().map(|(at, name)| text(name, From::Part(at))).collect();
    let place = vec![number("start", From::Start), number("end", From::End), text("quote", From::Quote)];
    [first, parts, place].concat()
}

fn corpus(texts: &[(&'static str, Type)]) -> Vec<Column> {
    let column = |(name, kind): &(&'static str, Type)| Column {
        name: (*name).to_owned(),
        kind: *kind,
        from: From::Corpus(name),
    };
    texts.iter().map(column).collect()
}

fn registry() -> Vec<Column> {
    corpus(&[
        ("id", Type::Text),
        ("kind", Type::Text),
        ("name_en", Type::Text),
        ("names", Type::List),
        ("country", Type::Text),
        ("sectors", Type::List),
        ("part_of", Type::List),
        ("memberships", Type::List),
        ("members", Type::List),
        ("exists_from", Type::Text),
        ("exists_to", Type::Text),
        ("successor_of", Type::List),
        ("recognised", Type::Text),
        ("cow", Type::Text),
        ("gw", Type::Text),
        ("codes", Type::List),
        ("roles", Type::List),
        ("external_ids", Type::List),
        ("merged_into", Type::Text),
        ("missing", Type::List),
        ("comments", Type::List),
        ("note", Type::Text),
    ])
}

fn identities() -> Vec<Column> {
    corpus(&[
        ("id", Type::Text),
        ("kind", Type::Text),
        ("title", Type::Text),
        ("titles", Type::List),
        ("relations", Type::List),
        ("adopted", Type::List),
        ("adopted_reasons", Type::List),
        ("external_ids", Type::List),
        ("missing", Type::List),
        ("comments", Type::List),
        ("note", Type::Text),
    ])
}

fn members() -> Vec<Column> {
    corpus(&[("identity", Type::Text), ("article", Type::Text), ("agreement", Type::Text), ("relation", Type::Text)])
}

/// Makes the columns of a field that a schema adds: its value, the days of a date, and what is asked beside it.
fn own(field: &FieldDef, table: Table, style: Style) -> Vec<Column> {
    let name = names::own(&field.id);
    let kind = match (names::own_shape(field), field.kind.single()) {
        (Shape::List, _) => Type::List,
        (_, FieldKind::Whole { .. }) if style == Style::Typed => Type::Number,
        (Shape::Number, _) => Type::Decimal,
        (Shape::Flag, _) => Type::Flag,
        _ => Type::Text,
    };
    if table == Table::Parties {
        return vec![Column {
            kind: if kind == Type::List { kind } else { Type::Text },
            from: From::OfParty(field.id.clone()),
            name,
        }];
    }
    let from = match kind {
        Type::List => From::Fields(name.clone()),
        Type::Text => From::Field(name.clone()),
        _ => From::Typed(name.clone()),
    };
    let mut columns = vec![Column { name: name.clone(), kind, from }];
    let is_of_corpus = Table::OF_CORPUS.contains(&table);
    if field.kind == FieldKind::Date && !is_of_corpus {
        columns.extend(days(&name, &name));
    }
    if !is_of_corpus {
        // What is said of a field stands under its id, which is its path.
        let beside = |what: &str| text(&format!("{name}_{what}"), From::Field(format!("{}.{what}", field.id)));
        if field.basis {
            columns.extend([beside("basis"), beside("basis_reason")]);
        }
        columns.extend(field.confidence.then(|| beside("confidence")));
    }
    columns
}
