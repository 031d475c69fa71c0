//! The blocks an article is cut into, how they are set, and how high each is or is guessed to be.

use super::fonts::Family;
use super::shaped::Shaped;
use crate::core::language::Direction;
use crate::core::text::{Span, Text};

/// Paragraphs up to this many bytes are set in one piece.
const LONG_PARAGRAPH: usize = 24_000;
/// Longer ones are cut into pieces of about this many bytes.
const PIECE: usize = 6_000;
/// Naskh letters are small for their size: a right-to-left paragraph is set so much larger, as books do.
pub const RTL_SCALE: f32 = 1.12;
/// Height of the line that stands for folded paragraphs.
pub const FOLD_HEIGHT: f32 = 26.0;

/// How an article is set. Lengths in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArticleStyle {
    /// Family.
    pub family: Family,
    /// Font size.
    pub size: f32,
    /// Factor on the script's own line height.
    pub spacing: f32,
    /// Width of the column.
    pub width: f32,
    /// Pixels per point.
    pub pixels_per_point: f32,
}

/// How a paragraph is folded away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// One line stands here for it and those after it.
    Head,
    /// Nothing is seen of it.
    Hidden,
}

/// A piece of the article that is set at once.
pub(super) struct Block {
    pub span: Span,
    pub direction: Direction,
    /// Number of the paragraph, on its first block only.
    pub paragraph: Option<usize>,
    pub line_height: f32,
    pub height: f32,
    /// Folded away; the first of several holds the line that stands for all.
    pub fold: Option<Fold>,
    pub shaped: Option<Box<Shaped>>,
}

/// Height of a folded block.
pub(super) fn fold_height(fold: Fold) -> f32 {
    match fold {
        Fold::Head => FOLD_HEIGHT,
        Fold::Hidden => 0.0,
    }
}

/// Height of a block with the room after it: empty lines are low, so that paragraphs stand apart as in a book.
pub(super) fn height(content: &str, shaped: &Shaped, style: ArticleStyle) -> f32 {
    if content.trim().is_empty() { style.size * 0.9 * style.spacing } else { shaped.height + style.size * 0.2 }
}

/// Guesses the height of a block that is not shaped yet.
#[expect(clippy::cast_precision_loss, reason = "a guess")]
pub(super) fn estimate(content: &str, style: ArticleStyle, line_height: f32) -> f32 {
    if content.trim().is_empty() {
        return style.size * 0.9 * style.spacing;
    }
    let bytes_per_letter = if line_height > 1.8 { 1.8 } else { 1.1 };
    let letters = content.len() as f32 / bytes_per_letter;
    let lines = (letters * style.size * 0.52 / style.width.max(1.0)).ceil().max(1.0);
    lines * style.size * line_height * style.spacing + style.size * 0.2
}

/// How much larger a paragraph is set for its direction.
pub(super) fn scale(direction: Direction) -> f32 {
    if direction == Direction::Rtl { RTL_SCALE } else { 1.0 }
}

/// Line height of a script as a multiple of the article's font size: Arabic needs room for vowel signs and lanes.
pub(super) fn line_height(content: &str, direction: Direction) -> f32 {
    let arabic = direction == Direction::Rtl || content.chars().take(400).any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
    if arabic { 1.95 } else { 1.65 }
}

/// Cuts a paragraph into pieces at ends of sentences, else at spaces, else between letters.
pub(super) fn pieces(text: &Text, paragraph: Span) -> Vec<Span> {
    if paragraph.len() <= LONG_PARAGRAPH {
        return vec![paragraph];
    }
    let mut pieces = Vec::new();
    let mut start = paragraph.start;
    while paragraph.end - start > PIECE + PIECE / 2 {
        let low = text.floor(start + PIECE / 2);
        let high = text.floor(start + PIECE);
        let window = text.slice(Span { start: low, end: high });
        let sentence = window.rmatch_indices(['.', '؟', '!', '?', '。']).find_map(|(at, mark)| {
            let after = at + mark.len();
            window[after..].starts_with(' ').then_some(low + after + 1)
        });
        let space = || window.rfind(' ').map(|at| low + at + 1);
        let end = sentence.or_else(space).unwrap_or_else(|| text.next_edge(high));
        pieces.push(Span { start, end });
        start = end;
    }
    pieces.push(Span { start, end: paragraph.end });
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_a_long_paragraph_join_to_the_whole() {
        let text = Text::canonical(&"Ein Satz mit Wörtern. ".repeat(9000));
        let paragraph = text.paragraphs()[0];
        let pieces = pieces(&text, paragraph);
        assert!(pieces.len() > 10);
        assert_eq!(pieces.first().map(|p| p.start), Some(0));
        assert!(pieces.windows(2).all(|pair| pair[0].end == pair[1].start));
        assert_eq!(pieces.last().map(|p| p.end), Some(paragraph.end));
    }
}
