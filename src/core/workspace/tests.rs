//! Edits and their inverses, readings, and what is summed up.

use super::*;
use crate::core::annotation::{ActorMention, Agreement, Party, Place};
use crate::core::candidates::candidates;
use crate::core::text::{Span, Text};

fn article(key: &str) -> Article {
    let text = Text::canonical("China und Usbekistan haben ein Protokoll unterzeichnet.");
    Article::new(ArticleKey::new(key), text, String::new(), String::new(), 55)
}

fn listed(keys: &[&str]) -> Vec<Entry> {
    keys.iter().map(|key| Entry { key: ArticleKey::new(key), bytes: 55, summary: None }).collect()
}

fn workspace(keys: &[&str]) -> Workspace {
    let mut workspace = Workspace::of("anna");
    workspace.set_entries(listed(keys));
    for key in keys {
        workspace.open(Opened::new(article(key), Work::default(), Access::Editable));
    }
    workspace
}

fn actor(number: u64, links: &[&str]) -> Record {
    let mention = ActorMention::new(Id::new(Kind::Actor, number), Place::of(Span::new(0, 5)));
    let links = links.iter().map(|link| (*link).to_owned()).collect();
    Record::Actor(Arc::new(ActorMention { links, ..mention }))
}

fn agreement(number: u64, parties: [&str; 2], signed: &str) -> Record {
    let mut agreement = Agreement::new(Id::new(Kind::Agreement, number), Place::of(Span::new(6, 20)));
    let party = |actor: &str| Party::of(actor, "");
    agreement.parties = parties.map(party).to_vec();
    signed.clone_into(&mut agreement.dates.signed.value);
    Record::Agreement(Arc::new(agreement))
}

/// Changes the article `a`; the digest and the index must be what they are when everything is summed up anew.
fn change(workspace: &mut Workspace, before: Option<Record>, after: Option<Record>) {
    let key = ArticleKey::new("a");
    workspace.apply(&[Edit { article: Some(key.clone()), before, after }]).unwrap();
    let opened = workspace.get(&key).unwrap();
    assert_eq!(workspace.entry(&key).unwrap().summary, Some(Summary::of(opened)));
    let mut anew = Workspace::of("anna");
    anew.set_entries(listed(&["a", "b"]));
    for opened in workspace.opened() {
        anew.open(opened.clone());
    }
    for entry in ["CHN", "UZB", "KAZ"] {
        assert_eq!(workspace.index().spellings.count(entry), anew.index().spellings.count(entry), "{entry}");
    }
    for key in ["a", "b"].map(ArticleKey::new) {
        assert_eq!(candidates(workspace, &key), candidates(&anew, &key));
    }
    assert_eq!(workspace.done(), anew.done());
}

#[test]
fn index_after_each_change_is_what_summing_up_anew_gives() {
    let mut workspace = workspace(&["a", "b"]);
    let other = Edit {
        article: Some(ArticleKey::new("b")),
        before: None,
        after: Some(agreement(9, ["UZB", "CHN"], "2024-10-29")),
    };
    workspace.apply(&[other]).unwrap();
    let mut last: BTreeMap<usize, Record> = BTreeMap::new();
    let steps = [
        (0, Some(actor(1, &["CHN"]))),
        (0, Some(actor(1, &["CHN", "UZB"]))),
        (1, Some(actor(2, &["UZB"]))),
        (2, Some(agreement(3, ["CHN", "UZB"], "2024-11-01"))),
        (2, Some(agreement(3, ["CHN", "KAZ"], "2024-11-01"))),
        (2, Some(agreement(3, ["CHN", "UZB"], ""))),
        (3, Some(agreement(4, ["UZB", "CHN"], "2024-10-30"))),
        (0, None),
        (2, None),
    ];
    for (nth, after) in steps {
        let before = last.remove(&nth);
        last.extend(after.clone().map(|after| (nth, after)));
        change(&mut workspace, before, after);
    }
    let header = workspace.get(&ArticleKey::new("a")).unwrap().work.header.clone();
    let mut dated = header.clone();
    (dated.published, dated.state) = ("2024-11-02".into(), State::Done);
    let record = |header| Some(Record::Header(Box::new(header)));
    change(&mut workspace, record(header.clone()), record(dated.clone()));
    change(&mut workspace, record(dated), record(header));
}

#[test]
fn mark_asks_the_registry_nothing_about_other_articles() {
    let mut workspace = workspace(&["a", "b"]);
    let edit = |key: &str, after| Edit { article: Some(ArticleKey::new(key)), before: None, after: Some(after) };
    workspace.apply(&[edit("a", agreement(1, ["UZB", "CHN"], "2024"))]).unwrap();
    workspace.apply(&[edit("b", agreement(2, ["UZB", "CHN"], "2024"))]).unwrap();
    assert!(workspace.follow(usize::MAX));
    let asked = workspace.index().agreements.asked();
    workspace.apply(&[edit("a", actor(3, &["UZB"]))]).unwrap();
    assert!(workspace.follow(1));
    let found = candidates(&workspace, &ArticleKey::new("a"));
    assert_eq!(found.values().flatten().count(), 1);
    assert_eq!(workspace.index().agreements.asked(), asked);
}
