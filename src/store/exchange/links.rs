//! Links that went out and that a file does not have any more, although its fields name still what they led to: those
//! fields come back as they went out, because the other program does not know them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::changes::{Trip, is_version};
use super::made::{Maker, in_words};
use crate::core::annotation::{Agreement, Anchor, DateOf, Id, Record, Work};
use crate::core::doc::flatten::{Source, flatten, mention_of};
use crate::core::doc::loss::Losses;
use crate::core::doc::{Doc, Node};
use crate::core::workspace::Article;
use crate::exchange::assemble::{Assembled, plain_role};
use crate::exchange::left::{LeftOut, Thing};

/// A link by the ids of its ends: from, role, to.
type Tie<'d> = (&'d str, String, &'d str);

fn ties(doc: &Doc) -> BTreeSet<Tie<'_>> {
    let id = |at: usize| doc.nodes[at].id.as_str();
    doc.links.iter().map(|link| (id(link.from), plain_role(&link.role), id(link.to))).collect()
}

/// What is on an article.
pub(super) struct There<'a> {
    /// The article.
    pub article: &'a Article,
    /// The work on it.
    pub work: &'a Work,
}

/// What has come of links that are gone.
#[derive(Default)]
pub(super) struct Cut {
    /// What records lose by it, one line each.
    pub said: Vec<String>,
    /// What stays, and why.
    pub left_out: Vec<LeftOut>,
}

impl There<'_> {
    /// Takes out of the records of a document what links that are gone from it led to. `trip` makes the work as the format
    /// gives it back.
    pub fn cut<'t>(&self, maker: &Maker<'_>, doc: &Doc, made: &mut Assembled, trip: impl FnOnce() -> &'t Trip) -> Cut {
        let mut cut = Cut::default();
        if !doc.has_links || self.work.records().nth(1).is_none() {
            return cut;
        }
        let nodes: BTreeMap<&str, &Node> = doc.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
        let now = ties(doc);
        let is_gone = |tie: &Tie<'_>| nodes.contains_key(tie.0) && nodes.contains_key(tie.2) && !now.contains(tie);
        let source = Source { annotator: &maker.wish.annotator, schema: maker.schema, registry: maker.registry };
        let whole = flatten(self.article, self.work, source, &mut Losses::default());
        // What the format cannot hold is only looked for where something is missing.
        if !ties(&whole).iter().any(is_gone) {
            return cut;
        }
        let Some(before) = trip().doc() else { return cut };
        let was = ties(before);
        let mut of_records: BTreeMap<&str, Vec<Gone<'_>>> = BTreeMap::new();
        for (from, role, to) in was.iter().filter(|tie| is_gone(tie)) {
            let new = now.iter().filter(|tie| (tie.0, &tie.1) == (*from, role) && !was.contains(*tie));
            let new = new.filter_map(|tie| nodes.get(tie.2).copied()).collect();
            let stood = [from, to].into_iter().all(|id| {
                let old = before.find(id).map(|at| &before.nodes[at]);
                old.zip(nodes.get(id)).is_some_and(|(old, now)| is_same_place((before, old), (doc, now)))
            });
            of_records.entry(from).or_default().push(Gone { role, to, new, stood });
        }
        for record in &mut made.records {
            let (Some(id), Some(there)) = (record.id().cloned(), record.id().and_then(|id| self.work.record(id)))
            else {
                continue;
            };
            for gone in of_records.remove(id.as_str()).into_iter().flatten() {
                self.cut_one(&there, record, &gone, &mut cut);
            }
        }
        cut
    }

    fn cut_one(&self, there: &Record, record: &mut Record, gone: &Gone<'_>, cut: &mut Cut) {
        let mut after = record.clone();
        let Some(what) = gone.take(self, there, &mut after) else { return };
        let target = Id::parse(gone.to).and_then(|id| self.work.record(&id));
        let words = |record: &Record| in_words(record, &self.article.text);
        let to = target.as_ref().map_or_else(|| gone.to.to_owned(), words);
        let link =
            format!("{} ({}): the link {} to {to} is not in the file any more", record.key(), words(there), gone.role);
        let key = self.article.key.as_str();
        let why = if !is_version(there, record) {
            "the record here is another version, and stays as it is"
        } else if gone.stood {
            cut.said.push(format!("{key}: {link}: {what}"));
            *record = after;
            return;
        } else {
            "one of the two stands elsewhere there, and programs that make a mark anew lose its links, so it stays as it is"
        };
        cut.left_out.push(LeftOut::new(Thing::Link, key, format!("{link}; {why}")));
    }
}

/// Tells whether a mark stands where it stood; in another version of the text, whether it has the same words.
fn is_same_place((before, old): (&Doc, &Node), (doc, now): (&Doc, &Node)) -> bool {
    if before.text.as_str() == doc.text.as_str() { old.spans == now.spans } else { before.quote(old) == doc.quote(now) }
}

/// A link of a record that is gone.
struct Gone<'a> {
    role: &'a str,
    to: &'a str,
    /// What new links of this role lead to.
    new: Vec<&'a Node>,
    /// Whether both ends stand where they stood.
    stood: bool,
}

impl Gone<'_> {
    /// Takes what the link led to out of a record, and says what that is; nothing where it names it nowhere.
    fn take(&self, of: &There<'_>, there: &Record, record: &mut Record) -> Option<String> {
        match (there, record) {
            (Record::Agreement(before), Record::Agreement(it)) => {
                self.people(of, before, Arc::make_mut(it)).or_else(|| self.of_agreement(Arc::make_mut(it)))
            }
            (Record::Date(_), Record::Date(it)) if self.role == "anchor" => {
                let is_it = matches!(&it.anchor, Some(Anchor::Date(id)) if id.as_str() == self.to);
                is_it.then(|| {
                    Arc::make_mut(it).anchor = None;
                    "it does not count from there any more".to_owned()
                })
            }
            _ => None,
        }
    }

    /// Takes people out of an agreement who were linked by their mention.
    fn people(&self, of: &There<'_>, before: &Agreement, it: &mut Agreement) -> Option<String> {
        let is_meant = |actor: &str| {
            let is_linked = mention_of(&of.article.text, of.work, before, actor) == Some(self.to);
            let named = |node: &Node| node.fields.get("links").is_some_and(|links| links.iter().any(|it| it == actor));
            is_linked && !self.new.iter().any(|node| named(node))
        };
        let mut gone: Vec<String> = Vec::new();
        let mut stays = |actor: &str| {
            let stays = !is_meant(actor);
            if !stays {
                gone.push(actor.to_owned());
            }
            stays
        };
        match self.role {
            "party" => it.parties.retain(|party| stays(&party.actor)),
            "signatory" => it.signatories.retain(|one| stays(&one.person)),
            "present" => it.present.retain(|one| stays(one)),
            _ => return None,
        }
        (!gone.is_empty()).then(|| format!("{} is not {} any more", gone.join(", "), self.role))
    }

    /// Takes a date or a relation out of an agreement.
    fn of_agreement(&self, it: &mut Agreement) -> Option<String> {
        let which = DateOf::ALL.into_iter().find(|which| which.code() == self.role);
        let mention = match (which, self.role) {
            (Some(which), _) => Some(&mut it.dates.get_mut(which).mention),
            (None, "term") => Some(&mut it.term.mention),
            (None, "renewal") => Some(&mut it.renewal.mention),
            _ => None,
        };
        if let Some(mention) = mention {
            return (mention.as_ref().map(Id::as_str) == Some(self.to)).then(|| {
                *mention = None;
                "it is not read from there any more".to_owned()
            });
        }
        let all = it.relations.len();
        it.relations.retain(|relation| relation.to != self.to || plain_role(&relation.kind) != self.role);
        (it.relations.len() < all).then(|| "the relation is taken out".to_owned())
    }
}
