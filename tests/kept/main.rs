//! Whatever stands in the way: nothing is lost, nothing is put elsewhere, nothing is waited for without end.
#![cfg(unix)]

#[path = "../common/mod.rs"]
mod common;
mod copies;
mod gone;
mod lists;
mod obstacles;
mod partly;
mod waits;

use common::{change, shown};
use glossator::app::Glossator;
use glossator::core::annotation::{Kind, Place};
use glossator::core::intent::{CorpusIntent, HeaderField, Intent};
use glossator::core::text::Span;
use glossator::session::Action;

/// Marks some words of the article on the screen, without waiting until they are saved.
fn mark(app: &mut Glossator, words: &str) {
    let start = shown(app).article.text.as_str().find(words).expect("the words stand in the text");
    change(app, Intent::Mark(Kind::Actor, Place::of(Span::new(start, start + words.len()))));
}

fn note(app: &mut Glossator, text: &str) {
    change(app, Intent::SetHeader(HeaderField::Note(text.to_owned())));
}

fn actor(app: &mut Glossator, name: &str) {
    let intent = Intent::Corpus(CorpusIntent::NewEntry(name.to_owned()));
    app.apply(Action::Change { article: None, intent });
}
