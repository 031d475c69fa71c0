//! Which entries of the registry a record points to, by its own fields and by those that a schema adds.

use crate::core::annotation::{Fields, Record};
use crate::core::schema::{FieldKind, Schema};

/// Gives the ids of registry entries that a record points to.
#[must_use]
pub fn references<P>(record: &Record<P>, schema: &Schema) -> Vec<String> {
    let mut ids = brings(record, schema);
    if let Record::Entry(entry) = record {
        ids.extend(entry.successor_of.iter().filter(|id| !id.is_empty()).cloned());
    }
    ids
}

/// Gives the ids of registry entries that a record brings along into a corpus: all it points to, except those whose
/// place an entry has taken. A mark of Germany must not put East Germany into a corpus that never speaks of it, where
/// it would be offered for whatever sounds like it.
#[must_use]
pub fn brings<P>(record: &Record<P>, schema: &Schema) -> Vec<String> {
    let mut ids: Vec<String> = match record {
        Record::Actor(actor) => actor.links.iter().chain(&actor.intended).cloned().collect(),
        Record::Agreement(agreement) => {
            let parties = agreement.parties.iter().map(|party| &party.actor);
            let signed = agreement.signatories.iter().flat_map(|one| [&one.person, &one.on_behalf_of]);
            parties.chain(signed).chain(&agreement.present).cloned().collect()
        }
        Record::Entry(entry) => {
            let ties = entry.part_of.iter().chain(&entry.memberships).chain(&entry.members).map(|tie| &tie.entry);
            let offices = entry.roles.iter().map(|role| &role.org);
            ties.chain(offices).chain(&entry.merged_into).cloned().collect()
        }
        _ => Vec::new(),
    };
    for (on, fields) in own_fields(record) {
        let points =
            |id: &str| schema.field(on, id).is_some_and(|field| matches!(field.kind.single(), FieldKind::Entity(_)));
        ids.extend(fields.iter().filter(|(id, _)| points(id)).flat_map(|(_, value)| value.values().to_vec()));
    }
    ids.retain(|id| !id.is_empty());
    ids
}

/// Lists the own fields of a record and of its parts, each with the owner under which the schema has them.
fn own_fields<P>(record: &Record<P>) -> Vec<(&str, &Fields)> {
    match record {
        Record::Header(header) => vec![("article", &header.fields)],
        Record::Actor(actor) => vec![("actor", &actor.fields)],
        Record::Date(date) => vec![("date", &date.fields)],
        Record::Custom(custom) => vec![(custom.type_id.as_str(), &custom.fields)],
        Record::Entry(entry) => vec![("registry", &entry.fields)],
        Record::Identity(identity) => vec![("identity", &identity.fields)],
        Record::Publisher(publisher) => vec![("publisher", &publisher.fields)],
        Record::Agreement(agreement) => {
            let parties = agreement.parties.iter().map(|party| ("party", &party.fields));
            let signed = agreement.signatories.iter().map(|one| ("signatory", &one.fields));
            let shown = agreement.evidence.iter().map(|passage| ("evidence", &passage.fields));
            [("agreement", &agreement.fields)].into_iter().chain(parties).chain(signed).chain(shown).collect()
        }
        Record::Flag(_) | Record::Region(_) | Record::Former(_) | Record::Conflict(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::core::annotation::{Agreement, FieldValue, Id, Kind, Party, Place};
    use crate::core::schema::FieldDef;
    use crate::core::text::Span;

    #[test]
    fn entries_named_in_own_fields_are_pointed_to() {
        let mut schema = Schema::default();
        let many = FieldKind::Many(Box::new(FieldKind::Entity(Vec::new())));
        schema.fields.push(FieldDef::new("party", "x_lead", "Lead", FieldKind::Entity(Vec::new())));
        schema.fields.push(FieldDef::new("agreement", "x_donors", "Donors", many));
        let mut made = Agreement::new(Id::new(Kind::Agreement, 1), Place::of(Span::new(0, 1)));
        made.parties = vec![Party { fields: [("x_lead".to_owned(), "P-1".into())].into(), ..Party::of("UZB", "") }];
        let donors = FieldValue::Many(vec!["EU".into(), String::new()]);
        made.fields = [("x_donors".to_owned(), donors), ("x_other".to_owned(), "CHN".into())].into();
        let record: Record = Record::Agreement(Arc::new(made));
        assert_eq!(references(&record, &schema), ["UZB", "EU", "P-1"]);
        assert_eq!(references(&record, &Schema::default()), ["UZB"]);
    }
}
