//! What is selected in the article and among the records.

use super::action::TextSelection;
use crate::core::generation::Generation;
use crate::core::marks::{MarkRef, Marks};
use crate::core::text::Span;
use crate::core::words::Names;
use crate::core::workspace::Article;

/// Holds the selected text and the selected mark of the article on the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Selected text, or the caret.
    pub text: TextSelection,
    /// The text the offsets count in. Once the article has another, nothing is selected until somebody selects again.
    of: Option<Generation>,
    /// Selected mark.
    pub mark: Option<MarkRef>,
}

impl Selection {
    /// Selects text of an article.
    pub fn select(&mut self, text: TextSelection, article: &Article) {
        (self.text, self.of) = (text, Some(article.generation));
    }

    /// Tells whether the offsets count in the text the article has now.
    #[must_use]
    pub fn counts_in(&self, article: &Article) -> bool {
        self.of == Some(article.generation)
    }

    /// Gives the selected span; empty at a caret.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.text.anchor.offset, self.text.focus.offset)
    }

    /// Gives the selected span, or the word at the caret, of which each of the names is one; nothing where they were selected in another text.
    #[must_use]
    pub fn span_or_word(&self, article: &Article, names: &Names) -> Option<Span> {
        let span = self.span();
        if !self.counts_in(article) {
            None
        } else if span.is_empty() {
            article.text.word_at(span.start, names)
        } else {
            Some(span)
        }
    }

    /// Lets go of what is no longer there.
    pub fn repair(&mut self, article: &Article, marks: &Marks) {
        if self.mark.as_ref().is_some_and(|mark| marks.find(mark).is_none()) {
            self.mark = None;
        }
        if !self.counts_in(article) {
            // The words that were selected are not known to be there any more.
            self.text.anchor = self.text.focus;
        }
        for caret in [&mut self.text.anchor, &mut self.text.focus] {
            caret.offset = article.text.floor(caret.offset);
        }
    }
}
