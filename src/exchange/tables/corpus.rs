//! The rows of what belongs to the whole corpus: actors, and agreements across articles.

use super::columns::{Column, From};
use super::rows::typed;
use super::{Cell, Row, Table, Type, own_of};
use crate::core::annotation::{Beside, Dated, Fields, Identity, Member, Name, RegistryEntry, Remark};
use crate::core::doc::tuple::tuple;
use crate::core::shared::Shared;

/// Lists the rows of a table.
pub(super) fn rows(table: Table, columns: &[Column], shared: &Shared) -> Vec<Row> {
    let row = |cell: &dyn Fn(&Column) -> Cell| columns.iter().map(cell).collect();
    match table {
        Table::Registry => shared.registry.entries().values().map(|it| row(&|column| of_entry(it, column))).collect(),
        Table::Identities => shared.identities.values().map(|it| row(&|column| of_identity(it, column))).collect(),
        Table::Members => {
            let members = shared.identities.values().flat_map(|it| it.members.iter().map(move |member| (it, member)));
            members.map(|(identity, member)| row(&|column| of_member(identity, member, column))).collect()
        }
        _ => Vec::new(),
    }
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn ties(ties: &[Dated]) -> Cell {
    Cell::List(ties.iter().map(|tie| tuple(&[&tie.entry, &tie.from, &tie.until, &tie.note])).collect())
}

fn names(names: &[Name]) -> Cell {
    Cell::List(names.iter().map(|name| [&*name.lang, &name.script, &name.kind, &name.text].join(":")).collect())
}

fn said(beside: &Beside, what: impl Fn(&Remark) -> &str) -> Cell {
    let said = beside.remarks.iter().filter(|(_, remark)| !what(remark).is_empty());
    Cell::List(said.map(|(path, remark)| format!("{path}={}", what(remark))).collect())
}

/// Gives the value of an own field.
fn own(fields: &Fields, column: &Column) -> Cell {
    let name = own_of(&column.from).unwrap_or_default();
    let value = fields.get(name.strip_prefix("f_").unwrap_or(name));
    match column.kind {
        Type::List => Cell::List(value.map_or(Vec::new(), |value| value.values().to_vec())),
        kind => typed(kind, value.map_or("", |value| value.first())),
    }
}

/// Gives the number in a list that counts now: the one without an end, else the first.
fn code<'a>(entry: &'a RegistryEntry, scheme: &str) -> &'a str {
    let of_scheme = || entry.codes.iter().filter(|code| code.scheme == scheme);
    of_scheme().find(|code| code.until.is_empty()).or_else(|| of_scheme().next()).map_or("", |code| &code.code)
}

fn of_entry(entry: &RegistryEntry, column: &Column) -> Cell {
    let From::Corpus(name) = column.from else { return own(&entry.fields, column) };
    match name {
        "id" => text(&entry.id),
        "kind" => text(&entry.kind),
        "name_en" => text(&entry.name_en),
        "names" => names(&entry.names),
        "country" => text(&entry.country),
        "sectors" => Cell::List(entry.sectors.clone()),
        "part_of" => ties(&entry.part_of),
        "memberships" => ties(&entry.memberships),
        "members" => ties(&entry.members),
        "exists_from" => text(&entry.exists_from),
        "exists_to" => text(&entry.exists_to),
        "successor_of" => Cell::List(entry.successor_of.clone()),
        "recognised" => text(&entry.recognised),
        "cow" | "gw" => text(code(entry, name)),
        "codes" => {
            let codes = entry.codes.iter().map(|it| tuple(&[&it.scheme, &it.code, &it.from, &it.until]));
            Cell::List(codes.collect())
        }
        "roles" => {
            let roles = entry.roles.iter().map(|role| [&*role.org, &role.from, &role.to, &role.title].join(":"));
            Cell::List(roles.collect())
        }
        "external_ids" => Cell::List(entry.external_ids.clone()),
        "merged_into" => text(entry.merged_into.as_deref().unwrap_or_default()),
        "missing" => said(&entry.beside, |remark| &remark.missing),
        "comments" => said(&entry.beside, |remark| &remark.comment),
        _ => text(&entry.note),
    }
}

fn of_identity(identity: &Identity, column: &Column) -> Cell {
    let From::Corpus(name) = column.from else { return own(&identity.fields, column) };
    match name {
        "id" => text(&identity.id),
        "kind" => text(if identity.kind.is_empty() { "agreement" } else { &identity.kind }),
        "title" => text(&identity.title),
        "titles" => names(&identity.titles),
        "relations" => {
            Cell::List(identity.relations.iter().map(|tie| tuple(&[&tie.kind, &tie.identity, &tie.note])).collect())
        }
        "adopted" => Cell::List(identity.adopted.iter().map(|it| format!("{}={}", it.field, it.value)).collect()),
        "adopted_reasons" => {
            Cell::List(identity.adopted.iter().map(|it| format!("{}={}", it.field, it.reason)).collect())
        }
        "external_ids" => Cell::List(identity.external_ids.clone()),
        "missing" => said(&identity.beside, |remark| &remark.missing),
        "comments" => said(&identity.beside, |remark| &remark.comment),
        _ => text(&identity.note),
    }
}

fn of_member(identity: &Identity, member: &Member, column: &Column) -> Cell {
    let From::Corpus(name) = column.from else { return text("") };
    match name {
        "identity" => text(&identity.id),
        "article" => text(&member.article),
        "agreement" => text(member.agreement.as_str()),
        _ => text(&member.relation),
    }
}
