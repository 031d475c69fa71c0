//! Agreements across articles, as losses of the formats that know single articles only.

use std::collections::BTreeMap;

use super::format::Format;
use crate::core::annotation::Identity;
use crate::core::doc::Doc;
use crate::core::doc::loss::{Losses, What};
use crate::core::shared::Shared;

/// Says of each article which of its records belong to agreements across articles that a format cannot carry.
#[derive(Debug, Default)]
pub struct Across(BTreeMap<String, Vec<(String, String)>>);

impl Across {
    /// Looks at what belongs to the whole corpus; nothing is lost where the format carries it.
    #[must_use]
    pub fn of(format: Format, shared: &Shared) -> Self {
        let mut across = Self::default();
        if format.carries_across() {
            return across;
        }
        for identity in shared.identities.values() {
            for member in &identity.members {
                let said = (member.agreement.to_string(), reason(identity, &member.relation));
                across.0.entry(member.article.clone()).or_default().push(said);
            }
        }
        across
    }

    /// Notes what is lost of an article. Records of other annotators belong to such agreements as well, and are not in
    /// the document.
    pub fn note(&self, doc: &Doc, losses: &mut Losses) {
        let of_article = self.0.get(&doc.name).into_iter().flatten();
        for (agreement, reason) in of_article.filter(|(agreement, _)| doc.find(agreement).is_some()) {
            losses.field(What::Dropped, agreement, "identity", reason.clone());
        }
    }
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
    use crate::core::annotation::{Adopted, Id, Kind, Member};
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
            Across::of(format, &shared).note(&doc, &mut losses);
            losses.found
        };
        let found = note(Format::Brat, "a.txt");
        assert_eq!((found.len(), found[0].node.as_deref()), (1, Some(agreement.as_str())));
        assert!(found[0].reason.contains("Programme") && found[0].reason.contains("signed 2024-04-01"));
        assert!(note(Format::Brat, "b.txt").is_empty());
        for format in [Format::Json, Format::Csv, Format::Parquet] {
            assert!(note(format, "a.txt").is_empty());
        }
    }
}
