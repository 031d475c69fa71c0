//! What is on an article already: marks that a file brings without our ids, and ids that others have.
//!
//! Tools drop ids that they do not know. A mark of the same kind, place and label that was there before the import is
//! the same mark, so that a way through another tool doubles nothing. And a record that was exported from one person's
//! work and comes into another's has an id of its own there, because ids are unique in a corpus.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash as _, Hasher as _};

use sha2::{Digest as _, Sha256};

use crate::core::annotation::{Id, Kind, Place, Record, Work};
use crate::core::doc::Doc;
use crate::core::text::Span;
use crate::core::workspace::{Article, ArticleKey};
use crate::store::disk::Folder;
use crate::store::{layout, read};

/// The marks that were there before an import, each to be found once: how many there are, by hashes of kind, type, label
/// and fragments, so that memory does not follow the corpus.
#[derive(Clone, Debug, Default)]
pub(super) struct Before(HashMap<u64, u32>);

impl Before {
    /// Lists the marks of a work.
    pub fn of(work: &Work) -> Self {
        let mut marks: HashMap<u64, u32> = HashMap::new();
        for record in work.records() {
            for mark in marks_of(&record) {
                *marks.entry(mark).or_default() += 1;
            }
        }
        Self(marks)
    }

    /// Tells whether a mark of another program is one of them, which is then found.
    pub fn holds(&mut self, record: &Record) -> bool {
        let Some(mark) = marks_of(record).into_iter().next() else { return false };
        match self.0.get_mut(&mark).filter(|count| **count > 0) {
            Some(count) => {
                *count -= 1;
                true
            }
            None => false,
        }
    }
}

/// Gives the ways in which a record may come back as a mark: an agreement stands at its trigger or at its first passage,
/// and where a tool has no fragments, each of them is a mark.
fn marks_of(record: &Record) -> Vec<u64> {
    let label = match record {
        Record::Actor(it) => &it.label,
        Record::Date(it) => &it.label,
        Record::Agreement(it) => &it.label,
        Record::Flag(it) => &it.label,
        Record::Region(it) => &it.label,
        Record::Custom(it) => &it.label,
        _ => return Vec::new(),
    };
    let one = |kind: Kind, of: &str, fragments: &[Span]| {
        let mut hasher = DefaultHasher::new();
        (kind, of, label, fragments).hash(&mut hasher);
        hasher.finish()
    };
    let each = |kind: Kind, of: &str, place: &Place| {
        let fragments = place.fragments();
        let alone = fragments.iter().filter(|_| fragments.len() > 1).map(std::slice::from_ref);
        std::iter::once(fragments).chain(alone).map(|fragments| one(kind, of, fragments)).collect::<Vec<_>>()
    };
    match record {
        Record::Actor(it) => each(Kind::Actor, "", &it.place),
        Record::Date(it) => each(Kind::Date, "", &it.place),
        Record::Flag(it) => each(Kind::Flag, "", &it.place),
        Record::Region(it) => each(Kind::Region, "", &it.place),
        Record::Custom(it) => each(Kind::Custom, &it.type_id, &it.place),
        Record::Agreement(it) => {
            let passages = it.evidence.first().map(|passage| &passage.place);
            let places = it.trigger.iter().chain(passages);
            places.flat_map(|place| each(Kind::Agreement, "", place)).collect()
        }
        _ => Vec::new(),
    }
}

/// The works of other people on the articles of a corpus.
pub(super) struct Others<'a> {
    folder: &'a Folder,
    names: HashMap<ArticleKey, Vec<String>>,
    /// The ids on the article that was asked for last.
    last: Option<(ArticleKey, BTreeSet<Id>)>,
}

impl<'a> Others<'a> {
    /// Lists them.
    pub fn of<'k>(folder: &'a Folder, annotator: &str, keys: impl Iterator<Item = &'k ArticleKey>) -> Self {
        let mut names: HashMap<ArticleKey, Vec<String>> = HashMap::new();
        for (name, keys) in layout::works(folder, keys).into_iter().filter(|(name, _)| name != annotator) {
            for key in keys {
                names.entry(key.clone()).or_default().push(name.clone());
            }
        }
        Self { folder, names, last: None }
    }

    /// Gives the ids that others have on an article.
    pub fn ids(&mut self, article: &Article) -> &BTreeSet<Id> {
        let is_last = self.last.as_ref().is_some_and(|(key, _)| *key == article.key);
        if !is_last {
            let names = self.names.get(&article.key).into_iter().flatten();
            let works = names.map(|name| read::look_at_work(self.folder, &article.key, name, article).work);
            let ids = works.flat_map(|work| work.records().filter_map(|it| it.id().cloned()).collect::<Vec<_>>());
            self.last = Some((article.key.clone(), ids.collect()));
        }
        self.last.as_ref().map_or(const { &BTreeSet::new() }, |(_, ids)| ids)
    }
}

/// Gives records of a document whose ids somebody else has on the article ids of their own, the same at each import; also
/// where other records name them.
pub(super) fn rename(doc: &mut Doc, annotator: &str, taken: &BTreeSet<Id>) {
    let mut names: HashMap<String, String> = HashMap::new();
    for node in &doc.nodes {
        if let Some(id) = Id::parse(&node.id).filter(|id| taken.contains(id)) {
            let hash = Sha256::digest([annotator, &node.id].join("\n"));
            let new = Id::new(id.kind(), hash.iter().take(5).fold(0, |sum, byte| sum << 8 | u64::from(*byte)));
            names.insert(node.id.clone(), new.to_string());
        }
    }
    if names.is_empty() {
        return;
    }
    for node in &mut doc.nodes {
        let (whole, part) = node.id.split_once('.').map_or((node.id.as_str(), None), |(id, part)| (id, Some(part)));
        if let Some(new) = names.get(whole) {
            node.id = part.map_or_else(|| new.clone(), |part| format!("{new}.{part}"));
        }
        for value in node.fields.values_mut().flatten() {
            *value = with_names(value, &names);
        }
    }
    for value in doc.fields.values_mut().flatten() {
        *value = with_names(value, &names);
    }
}

/// Puts new ids in the place of old ones, where they stand as words.
fn with_names(text: &str, names: &HashMap<String, String>) -> String {
    let is_of_id = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|letter| !is_of_id(letter)).unwrap_or(rest.len());
        let (word, more) = rest.split_at(end);
        out.push_str(names.get(word).map_or(word, String::as_str));
        let gap = more.find(is_of_id).unwrap_or(more.len());
        out.push_str(&more[..gap]);
        rest = &more[gap..];
    }
    out
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::core::annotation::{ActorMention, Agreement, Evidence};
    use crate::core::doc::Node;
    use crate::core::text::Text;

    fn actor(id: u64, start: usize, label: &str) -> Record {
        let place = Place::of(Span { start, end: start + 4 });
        Record::Actor(Arc::new(ActorMention {
            label: label.into(),
            ..ActorMention::new(Id::new(Kind::Actor, id), place)
        }))
    }

    #[test]
    fn mark_that_was_there_is_found_once_and_by_its_label() {
        let mut work = Work::default();
        work.put(None, Some(actor(1, 0, "")));
        let mut agreement = Agreement::new(Id::new(Kind::Agreement, 1), Place::of(Span { start: 5, end: 9 }));
        agreement.trigger = Some(Place::of(Span { start: 10, end: 12 }));
        let there = agreement.clone();
        work.put(None, Some(Record::Agreement(Arc::new(there))));
        let mut before = Before::of(&work);
        assert!(!before.holds(&actor(2, 0, "GPE")) && !before.holds(&actor(2, 4, "")));
        assert!(before.holds(&actor(2, 0, "")) && !before.holds(&actor(3, 0, "")), "two in the file are two");
        agreement.trigger = None;
        agreement.evidence = vec![Evidence::of(Place::of(Span { start: 10, end: 12 }), Vec::new())];
        assert!(before.holds(&Record::Agreement(Arc::new(agreement))), "it comes back as a mark at its trigger");
    }

    #[test]
    fn record_whose_id_somebody_has_is_called_otherwise_wherever_it_is_named() {
        let mut doc = Doc::new("a.txt", Text::canonical("x"));
        let node = |id: &str, field: &str| Node {
            id: id.into(),
            label: "Date".into(),
            spans: Vec::new(),
            fields: [("anchor".to_owned(), vec![field.to_owned()])].into(),
        };
        doc.nodes = vec![
            node("d-10000000", ""),
            node("d-10000000.e0", "d-10000000"),
            node("d-20000000", "1:d-10000000:x d-100000001"),
        ];
        let mut again = doc.clone();
        let taken = BTreeSet::from([Id::parse("d-10000000").unwrap()]);
        rename(&mut doc, "ben", &taken);
        let new = doc.nodes[0].id.clone();
        assert!(new != "d-10000000" && Id::parse(&new).is_some());
        assert_eq!(doc.nodes[1].id, format!("{new}.e0"));
        assert_eq!(doc.nodes[1].field("anchor"), new);
        assert_eq!(
            (doc.nodes[2].id.as_str(), doc.nodes[2].field("anchor")),
            ("d-20000000", format!("1:{new}:x d-100000001").as_str())
        );
        rename(&mut again, "ben", &taken);
        assert_eq!(again.nodes[0].id, new, "the same at the next import");
    }
}
