//! What is selected in the article and among the records.

use super::action::TextSelection;
use crate::core::marks::{MarkRef, Marks};
use crate::core::text::{Span, Text};

/// Holds the selected text and the selected mark of the article on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Selected text, or the caret.
    pub text: TextSelection,
    /// Selected mark.
    pub mark: Option<MarkRef>,
}

impl Selection {
    /// Gives the selected span; empty at a caret.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.text.anchor.offset, self.text.focus.offset)
    }

    /// Gives the selected span, or the word at the caret.
    #[must_use]
    pub fn span_or_word(&self, text: &Text) -> Option<Span> {
        let span = self.span();
        if span.is_empty() { text.word_at(span.start) } else { Some(span) }
    }

    /// Lets go of what is no longer there.
    pub fn repair(&mut self, text: &Text, marks: &Marks) {
        if self.mark.as_ref().is_some_and(|mark| marks.find(mark).is_none()) {
            self.mark = None;
        }
        for caret in [&mut self.text.anchor, &mut self.text.focus] {
            caret.offset = text.floor(caret.offset);
        }
    }
}
