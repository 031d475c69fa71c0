//! What belongs to the whole corpus, as losses of the formats that cannot carry it: agreements across articles, the
//! entries of the registry that records point to, and publishers.

use std::collections::{BTreeMap, BTreeSet};

use super::format::Format;
use crate::core::annotation::{Authorship, Identity};
use crate::core::doc::Doc;
use crate::core::doc::loss::{Losses, What};
use crate::core::shared::Shared;

/// Says of each article which of its records belong to agreements across articles that a format cannot carry.
#[derive(Debug, Default)]
pub struct Across {
    /// By article.
    members: BTreeMap<String, Vec<(String, String)>>,
    /// Entries of the registry that records in the dataset name; nothing where the format carries them.
    entries: Option<BTreeSet<String>>,
    /// The same of publishers.
    publishers: Option<BTreeSet<String>>,
    /// Agreements across articles with a record in the dataset.
    identities: BTreeSet<String>,
    /// The format; nothing where nothing is lost.
    format: Option<Format>,
}

impl Across {
    /// Looks at what belongs to the whole corpus; nothing is lost where the format carries it.
    #[must_use]
    pub fn of(format: Format, shared: &Shared) -> Self {
        let mut across = Self { publishers: (format != Format::Json).then(BTreeSet::new), ..Self::default() };
        across.format = Some(format);
        if format == Format::Json {
            return across;
        }
        across.entries = Some(BTreeSet::new());
        if format.carries_across() {
            return across;
        }
        for identity in shared.identities.values() {
            for member in &identity.members {
                let said = (member.agreement.to_string(), reason(identity, &member.relation));
                across.members.entry(member.article.clone()).or_default().push(said);
            }
        }
        across
    }

    /// Notes what is lost of an article. Records of other annotators belong to such agreements as well, and are not in
    /// the document.
    pub fn note(&mut self, doc: &Doc, shared: &Shared, losses: &mut Losses) {
        let of_article = self.members.get(&doc.name).into_iter().flatten();
        for (agreement, reason) in of_article.filter(|(agreement, _)| doc.find(agreement).is_some()) {
            losses.field(What::Dropped, agreement, "identity", reason.clone());
            let ids = shared
                .identities
                .values()
                .filter(|it| it.members.iter().any(|of| of.article == doc.name && of.agreement.as_str() == agreement));
            self.identities.extend(ids.map(|it| it.id.clone()));
        }
        if let Some(entries) = &mut self.entries {
            // Parties and people stand in tuples with what else is said of them.
            let values = doc.nodes.iter().flat_map(|node| node.fields.values()).flatten();
            let names = values.flat_map(|value| value.split(':'));
            entries.extend(names.filter(|name| shared.registry.get(name).is_some()).map(str::to_owned));
        }
        if let Some(publishers) = &mut self.publishers {
            let name = doc.field("publisher");
            publishers.extend(shared.publishers.get(name).map(|publisher| publisher.name.clone()));
        }
    }

    /// Gives what is lost of the corpus as a whole, once all articles are written.
    #[must_use]
    pub fn rest(&self, shared: &Shared) -> Vec<Losses> {
        let mut lists = Vec::new();
        let tables = self.format.is_some_and(|format| format.carries_across() && format != Format::Json);
        let lost = |losses: &mut Losses, id: &str, value: serde_json::Value, known: &[&str]| {
            let fields = set(&value, known);
            if !fields.is_empty() {
                let fields = fields.join(", ");
                let reason = if tables {
                    format!("its {fields} have no column; Glossator JSON has them")
                } else {
                    format!("only its name is in this format, not its {fields}; Glossator JSON has them")
                };
                losses.node(What::Dropped, id, reason);
            }
        };
        let mut registry = Losses::of("registry.ron");
        for entry in self.entries.iter().flatten().filter_map(|id| shared.registry.get(id)) {
            let value = said(entry.as_ref(), &entry.authorship);
            let known = if tables { &COLUMNS[..] } else { &["id"] };
            lost(&mut registry, &entry.id, value, known);
        }
        lists.push(registry);
        let mut sources = Losses::of("sources.ron");
        for publisher in self.publishers.iter().flatten().filter_map(|name| shared.publishers.get(name)) {
            let value = said(publisher.as_ref(), &publisher.authorship);
            lost(&mut sources, &publisher.name, value, &["name"]);
        }
        lists.push(sources);
        if tables {
            let mut agreements = Losses::of("agreements.ron");
            for identity in shared.identities.values() {
                let value = said(identity.as_ref(), &identity.authorship);
                lost(&mut agreements, &identity.id, value, &OF_IDENTITY);
            }
            lists.push(agreements);
        }
        if self.entries.is_some() && !tables {
            let mut agreements = Losses::of("agreements.ron");
            for identity in shared.identities.values().filter(|it| !self.identities.contains(&it.id)) {
                let reason = format!(
                    "“{}”, none of whose records is in the dataset; Glossator JSON, CSV and Parquet have it",
                    identity.title
                );
                agreements.node(What::Dropped, &identity.id, reason);
            }
            lists.push(agreements);
        }
        lists
    }
}

/// What the tables have columns for of an entry of the registry.
const COLUMNS: [&str; 19] = [
    "id",
    "kind",
    "name_en",
    "names",
    "country",
    "sectors",
    "part_of",
    "memberships",
    "members",
    "exists_from",
    "exists_to",
    "successor_of",
    "recognised",
    "codes",
    "roles",
    "external_ids",
    "merged_into",
    "note",
    "fields",
];

/// What they have columns for of an agreement across articles.
const OF_IDENTITY: [&str; 10] =
    ["id", "kind", "title", "titles", "relations", "adopted", "external_ids", "members", "note", "fields"];

/// Gives a record as JSON; without who made it where nobody has.
fn said(record: &impl serde::Serialize, authorship: &Authorship) -> serde_json::Value {
    let mut value = serde_json::to_value(record).unwrap_or_default();
    if authorship.created_by.is_empty()
        && let Some(fields) = value.as_object_mut()
    {
        fields.remove("authorship");
    }
    value
}

/// Names the fields that say something.
fn set(value: &serde_json::Value, known: &[&str]) -> Vec<String> {
    use serde_json::Value;
    let says = |value: &Value| match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(object) => !object.is_empty(),
        _ => true,
    };
    let fields = value.as_object().into_iter().flatten();
    let said = fields.filter(|(name, value)| !known.contains(&name.as_str()) && says(value));
    said.map(|(name, _)| name.replace('_', " ")).collect()
}

fn reason(identity: &Identity, relation: &str) -> String {
    let values: Vec<String> = identity.adopted.iter().map(|it| format!("{} {}", it.field, it.value)).collect();
    let adopted = if values.is_empty() { String::new() } else { format!(", adopted: {}", values.join(", ")) };
    let (id, title) = (&identity.id, &identity.title);
    format!(
        "{relation} “{title}” ({id}{adopted}), which several articles tell of; Glossator JSON, CSV and Parquet have it"
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::core::annotation::{Adopted, Id, Kind, Member, Publisher, Record, RegistryEntry};
    use crate::core::doc::label;
    use crate::core::text::Text;
    use crate::exchange::generated::node;

    #[test]
    fn record_of_an_agreement_across_articles_is_named_where_the_format_cannot_say_so() {
        let mut shared = Shared::default();
        let agreement = Id::new(Kind::Agreement, 1);
        let member = Member { article: "a.txt".into(), agreement: agreement.clone(), relation: "same".into() };
        let adopted = Adopted { field: "signed".into(), value: "2024-04-01".into(), reason: "its page".into() };
        let other = Member { agreement: Id::new(Kind::Agreement, 2), ..member.clone() };
        let identity = Identity {
            members: vec![member, other],
            adopted: vec![adopted],
            ..Identity::new("i-00000001", "Programme")
        };
        shared.identities.insert_mut("i-00000001".into(), Arc::new(identity));
        let note = |format: Format, article: &str| {
            let (mut losses, mut doc) = (Losses::of(article), Doc::new(article, Text::canonical("x")));
            doc.nodes = vec![node(agreement.as_str(), label::AGREEMENT, &[])];
            Across::of(format, &shared).note(&doc, &shared, &mut losses);
            losses.found
        };
        let found = note(Format::Brat, "a.txt");
        assert_eq!((found.len(), found[0].node.as_deref()), (1, Some(agreement.as_str())));
        assert!(found[0].reason.contains("Programme") && found[0].reason.contains("signed 2024-04-01"));
        assert!(note(Format::Brat, "b.txt").is_empty());
        for format in [Format::Json, Format::Csv, Format::Parquet] {
            assert!(note(format, "a.txt").is_empty());
        }
        // One that no article of the dataset has a record of is named once, for all of them.
        let rest = |format: Format| Across::of(format, &shared).rest(&shared).into_iter().flat_map(|it| it.found);
        assert_eq!(rest(Format::Brat).map(|loss| loss.node).collect::<Vec<_>>(), [Some("i-00000001".to_owned())]);
        assert_eq!(rest(Format::Csv).count(), 0);
    }

    #[test]
    fn what_is_known_of_actors_and_publishers_is_named_where_the_format_has_only_their_names() {
        let mut shared = Shared::default();
        let mut entry = RegistryEntry::new("XYZ", "state", "Xyzland");
        entry.country = "XYZ".into();
        shared.put(None, Some(Record::Entry(Arc::new(entry))));
        let publisher = Publisher { name: "Xyz Times".into(), country: "XYZ".into(), ..Publisher::default() };
        shared.put(None, Some(Record::Publisher(Arc::new(publisher))));
        let mut doc = Doc::new("a.txt", Text::canonical("x"));
        doc.nodes = vec![node("g-10000000", label::AGREEMENT, &[])];
        doc.nodes[0].fields.insert("parties".into(), vec!["XYZ:state".into()]);
        doc.fields.insert("publisher".into(), vec!["Xyz Times".into()]);
        let rest = |format: Format| {
            let mut across = Across::of(format, &shared);
            across.note(&doc, &shared, &mut Losses::of("a.txt"));
            across.rest(&shared).into_iter().flat_map(|it| it.found).map(|it| it.line()).collect::<Vec<_>>()
        };
        let brat = rest(Format::Brat);
        assert!(brat.len() == 2 && brat[0].contains("XYZ") && brat[0].contains("country"), "{brat:?}");
        assert!(brat[1].contains("Xyz Times") && brat[1].contains("country"), "{brat:?}");
        assert_eq!((rest(Format::Csv).len(), rest(Format::Json).len()), (1, 0));
    }
}
