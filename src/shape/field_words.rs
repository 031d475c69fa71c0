//! Words in a field with text of a script without spaces: parley knows shorter and wrong ones there.

use egui::Key;
use parley::PlainEditorDriver;

use crate::core::words::{self, Names};

/// Selects the word at the caret; tells whether there is one to be found here.
pub(super) fn select(driver: &mut PlainEditorDriver<'_, ()>) -> bool {
    let Some((caret, words)) = here(driver) else { return false };
    let touches = |(start, end): &&(usize, usize)| *start <= caret && caret <= *end;
    if let Some((start, end)) = words.iter().rfind(touches) {
        driver.select_byte_range(*start, *end);
    }
    true
}

/// Moves by a word, or takes one away; tells whether it was for this to do. All these scripts run from left to right.
pub(super) fn key(driver: &mut PlainEditorDriver<'_, ()>, key: Key, shift: bool) -> bool {
    let Some((caret, words)) = here(driver) else { return false };
    let onwards = match key {
        Key::ArrowRight | Key::Delete => true,
        Key::ArrowLeft | Key::Backspace => false,
        _ => return false,
    };
    let length = driver.editor.raw_text().len();
    let to = if onwards {
        words.iter().map(|(_, end)| *end).find(|end| *end > caret).unwrap_or(length)
    } else {
        words.iter().rev().map(|(start, _)| *start).find(|start| *start < caret).unwrap_or(0)
    };
    match key {
        Key::Delete | Key::Backspace => {
            if driver.editor.raw_selection().is_collapsed() {
                driver.select_byte_range(caret.min(to), caret.max(to));
            }
            driver.delete_selection();
        }
        _ if shift => driver.extend_selection_to_byte(to),
        _ => driver.move_to_byte(to),
    }
    true
}

/// Gives the caret and the words of a field; nothing where parley knows them as well.
fn here(driver: &PlainEditorDriver<'_, ()>) -> Option<(usize, Vec<(usize, usize)>)> {
    let text = driver.editor.raw_text();
    if driver.editor.is_composing() || !words::needs_dictionary(text) {
        return None;
    }
    Some((driver.editor.raw_selection().focus().index(), words::words(text, 0, &Names::default()).collect()))
}
