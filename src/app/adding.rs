//! Adding articles from the window: what files would bring, and bringing it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::core::text::excerpt;
use crate::exchange::sheet::Columns;
use crate::session::exchange::{AddForm, ColumnRow, Ended, Look};
use crate::store::add::{self, By, New, Outcome, Wish};
use crate::store::disk::Folder;
use crate::store::saver::Saver;

/// Articles that are shown.
const SHOWN: usize = 30;
/// Lines shown of what is left out or to be known.
const LINES: usize = 200;
/// Code points shown of a title or value.
const WORDS: usize = 80;

/// Somebody who hears how far it has come, and may stop it.
type Progress<'a> = &'a mut dyn FnMut(usize, usize) -> bool;

fn wish(form: &AddForm) -> Wish {
    let mut columns = Columns::default();
    for (meaning, slot) in columns.slots() {
        *slot = form.columns.get(meaning).cloned();
    }
    Wish { paths: form.paths.iter().map(|path| PathBuf::from(path.trim())).collect(), columns }
}

/// Looks at what files would bring.
pub(super) fn look(root: &Path, form: &AddForm, progress: Progress<'_>) -> Look {
    if form.paths.iter().all(|path| path.trim().is_empty()) {
        let problem =
            "Choose web pages (.html) or tables (.csv, .tsv, .jsonl, .json), or give the path of a folder of them.";
        return Look { problem: Some(problem.to_owned()), ..Look::default() };
    }
    match add::look(&Folder::new(root), &wish(form), progress) {
        Ok(outcome) => look_of(&outcome),
        Err(sentence) => Look { problem: Some(sentence), ..Look::default() },
    }
}

/// Adds, as one step of the annotator.
pub(super) fn add(root: &Path, form: &AddForm, by: By<'_>, progress: Progress<'_>) -> Ended {
    match add::add(&Folder::new(root), &wish(form), Some(by), &mut Saver::default(), progress) {
        Ok(outcome) => {
            let left = outcome.left_out.len() + outcome.unreadable.len();
            let there = outcome.same.len();
            let sentence =
                format!("{} added; {there} there already, {left} left out.", articles(outcome.articles.len()));
            Ended { good: true, sentence }
        }
        Err(sentence) => Ended { good: false, sentence },
    }
}

fn articles(count: usize) -> String {
    if count == 1 { "1 article".to_owned() } else { format!("{count} articles") }
}

fn look_of(outcome: &Outcome) -> Look {
    let mut facts = vec![format!("{} would be added.", articles(outcome.articles.len()))];
    if let [first, rest @ ..] = outcome.same.as_slice() {
        let more = if rest.is_empty() { String::new() } else { format!(", and {} more", rest.len()) };
        facts.push(format!("There already: {} is {}{more}.", first.file, first.article));
    }
    let mut sample: Vec<String> = outcome.articles.iter().take(SHOWN).flat_map(shown).collect();
    if outcome.articles.len() > SHOWN {
        sample.push(format!("and {} more", outcome.articles.len() - SHOWN));
    }
    let left = outcome.unreadable.iter().cloned().chain(outcome.left_out.iter().map(ToString::to_string));
    let said = outcome.said.iter().map(|line| format!("To be known: {line}"));
    let losses = left.chain(said).take(LINES).collect();
    let lost = match outcome.unreadable.len() + outcome.left_out.len() {
        0 => "nothing".to_owned(),
        1 => "one thing".to_owned(),
        many => format!("{many} things"),
    };
    let table = outcome.tables.first();
    let columns = table.map_or(&[][..], |table| &table.columns);
    let columns = columns.iter().map(|it| ColumnRow { name: it.name.clone(), sample: it.sample.clone() }).collect();
    let mut taken = BTreeMap::new();
    if let Some(mut chosen) = table.and_then(|table| table.chosen.clone().ok()) {
        for (meaning, slot) in chosen.slots() {
            taken.insert(meaning.to_owned(), slot.take().unwrap_or_default());
        }
    }
    Look { facts, sample, lost, losses, columns, taken, ..Look::default() }
}

/// Shows an article that would be made, with what is known of it.
fn shown(new: &New) -> Vec<String> {
    let title = if new.title.is_empty() { new.key.to_string() } else { excerpt(&new.title, WORDS) };
    let found = new
        .suggestions
        .iter()
        .map(|it| format!("    {} {}: {}", it.field.words(), excerpt(&it.value, WORDS), it.source));
    std::iter::once(title).chain(found).collect()
}
