//! From an article with its marks to feature structures.

use super::{
    ARTICLE, ARTICLE_NAME, Cas, DEPENDENT, DOCUMENT, FRAGMENT, FRAGMENTS, GOVERNOR, JOINED, NODE_ID,
    PLACELESS_RELATION, RELATION, SENTENCE, SOFA_ID, Structure, TOKEN, Value, types,
};
use crate::core::doc::loss::{Losses, What};
use crate::core::doc::units::Utf16;
use crate::core::doc::{Doc, Fields, Node, joined, tokens};
use crate::core::text::Span;

/// Makes the feature structures of an article and notes what a CAS cannot show.
pub fn build(doc: &Doc, losses: &mut Losses) -> Cas {
    let units = Utf16::of(&doc.text);
    let mut cas = Cas { sofa: doc.text.as_str().to_owned(), structures: Vec::new(), next: SOFA_ID + 1 };
    let all = Span { start: 0, end: doc.text.len() };
    let language = if doc.language() == "und" { "x-unspecified" } else { doc.language() };
    cas.add(DOCUMENT, Some(units.range(all)), vec![("language".into(), Value::Text(language.to_owned()))]);
    let mut article = vec![(ARTICLE_NAME.to_owned(), Value::Text(doc.name.clone()))];
    put(&mut article, &doc.fields);
    cas.add(ARTICLE, None, article);
    for sentence in tokens::sentences(&doc.text, &doc.names) {
        cas.add(SENTENCE, Some(units.range(sentence.span)), Vec::new());
        for token in sentence.tokens {
            cas.add(TOKEN, Some(units.range(token.span)), Vec::new());
        }
    }
    let ids: Vec<u64> = doc.nodes.iter().map(|node| cas.node(node, &units, losses)).collect();
    for link in &doc.links {
        let nodes = (doc.nodes.get(link.from), doc.nodes.get(link.to));
        let ((Some(from), Some(to)), (Some(governor), Some(dependent))) =
            (nodes, (ids.get(link.from), ids.get(link.to)))
        else {
            continue;
        };
        let features = vec![
            ("role".to_owned(), Value::Text(link.role.clone())),
            (GOVERNOR.to_owned(), Value::Reference(*governor)),
            (DEPENDENT.to_owned(), Value::Reference(*dependent)),
        ];
        // INCEpTION draws a relation where its dependent stands.
        if let (Some(_), Some(place)) = (from.cover(), to.cover()) {
            cas.add(RELATION, Some(units.range(place)), features);
        } else {
            let reason = format!("{} {}: kept, but relations with what has no place are not drawn", link.role, to.id);
            losses.node(What::Flattened, &from.id, reason);
            cas.add(PLACELESS_RELATION, None, features);
        }
    }
    cas
}

impl Cas {
    fn add(&mut self, kind: &str, range: Option<(usize, usize)>, more: Vec<(String, Value)>) -> u64 {
        let id = self.next;
        self.next += 1;
        let mut features = vec![("sofa".to_owned(), Value::Reference(SOFA_ID))];
        if let Some((begin, end)) = range {
            features.push(("begin".to_owned(), Value::Number(begin)));
            features.push(("end".to_owned(), Value::Number(end)));
        }
        features.extend(more);
        self.structures.push(Structure { id, kind: kind.to_owned(), features });
        id
    }

    fn node(&mut self, node: &Node, units: &Utf16<'_>, losses: &mut Losses) -> u64 {
        let mut features = vec![(NODE_ID.to_owned(), Value::Text(node.id.clone()))];
        put(&mut features, &node.fields);
        if node.spans.len() > 1 {
            let add = |span: &Span| self.add(FRAGMENT, Some(units.range(*span)), Vec::new());
            let fragments = node.spans.iter().map(add).collect();
            features.push((FRAGMENTS.to_owned(), Value::References(fragments)));
            losses.node(
                What::Widened,
                &node.id,
                "an annotation is one piece: its fragments stand as annotations beside it",
            );
        }
        let range = node.cover().map(|cover| units.range(cover));
        self.add(&types::type_of(&node.label, range.is_none()), range, features)
    }
}

fn put(features: &mut Vec<(String, Value)>, fields: &Fields) {
    let mut lists = Vec::new();
    for (field, values) in fields {
        let name = types::feature_of(field);
        let value = if types::is_list(field) {
            Value::Texts(values.clone())
        } else if let [one] = values.as_slice() {
            Value::Text(one.clone())
        } else {
            lists.push(name.clone());
            Value::Text(joined(values))
        };
        features.push((name, value));
    }
    if !lists.is_empty() {
        features.push((JOINED.to_owned(), Value::Text(lists.join(" "))));
    }
}
