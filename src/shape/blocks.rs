//! The blocks an article is cut into, how they are set, and how high each is or is guessed to be.

use super::fonts::Family;
use super::shaped::Shaped;
use crate::core::language::Direction;
use crate::core::text::{Span, Text};
use crate::core::words::Names;

/// Paragraphs up to this many bytes are set in one piece.
const LONG_PARAGRAPH: usize = 24_000;
/// Longer ones are cut into pieces of about this many bytes.
pub(super) const PIECE: usize = 6_000;
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

/// A piece of the article that is set at once.
pub(super) struct Block {
    pub span: Span,
    pub direction: Direction,
    /// Number of the paragraph, on its first block only.
    pub paragraph: Option<usize>,
    pub line_height: f32,
    pub height: f32,
    /// Lines folded away; one line stands for all of them.
    pub folded: bool,
    pub shaped: Option<Box<Shaped>>,
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

/// Guesses the height of lines nobody has looked at: so many empty ones, so many others with so many bytes.
#[expect(clippy::cast_precision_loss, reason = "a guess")]
pub(super) fn guess(empty: usize, others: usize, bytes: usize, style: ArticleStyle, line_height: f32) -> f32 {
    let bytes_per_letter = if line_height > 1.8 { 1.8 } else { 1.1 };
    let full = bytes as f32 / bytes_per_letter * style.size * 0.52 / style.width.max(1.0);
    // The last line of a paragraph is half empty.
    let lines = full + others as f32 * 0.5;
    let (line, blank) = (style.size * line_height * style.spacing, style.size * 0.9 * style.spacing);
    lines * line + others as f32 * style.size * 0.2 + empty as f32 * blank
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

/// Gives the number of pieces a paragraph is set in.
pub(super) fn count(paragraph: Span) -> usize {
    if paragraph.len() <= LONG_PARAGRAPH { 1 } else { (paragraph.len() + PIECE / 2) / PIECE }
}

/// Gives a piece of a paragraph, cut at ends of sentences, else at spaces, else between words, else between letters.
///
/// Where it begins and ends depends on nothing but the text around, so that any piece is found at once.
pub(super) fn piece(text: &Text, paragraph: Span, nth: usize) -> Span {
    let cut = |nth: usize| {
        if nth == 0 {
            return paragraph.start;
        }
        if nth >= count(paragraph) {
            return paragraph.end;
        }
        let low = text.floor(paragraph.start + nth * PIECE - PIECE / 2);
        let high = text.floor(paragraph.start + nth * PIECE);
        let window = text.slice(Span { start: low, end: high });
        let sentence = window.rmatch_indices(['.', '؟', '!', '?', '。']).find_map(|(at, mark)| {
            let after = at + mark.len();
            if mark == "。" { Some(low + after) } else { window[after..].starts_with(' ').then_some(low + after + 1) }
        });
        let space = || window.rfind(' ').map(|at| low + at + 1);
        let word = || text.word_at(high, &Names::default()).map(|word| word.start).filter(|start| *start > low);
        sentence.or_else(space).or_else(word).unwrap_or_else(|| text.next_edge(high))
    };
    Span { start: cut(nth), end: cut(nth + 1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::words;

    #[test]
    fn pieces_of_a_long_paragraph_without_spaces_are_cut_between_words() {
        let text = Text::canonical(&"กระทรวงมหาดไทยลงนามบันทึกความเข้าใจ".repeat(500));
        let edges = words::edges(text.as_str(), 0, &Names::default());
        let paragraph = text.paragraphs()[0];
        assert!(count(paragraph) > 5);
        assert!((0..count(paragraph)).all(|nth| edges.contains(&piece(&text, paragraph, nth).end)));
        let text = Text::canonical(&"部长签署了备忘录。".repeat(2000));
        let paragraph = text.paragraphs()[0];
        assert!((0..count(paragraph)).all(|nth| text.slice(piece(&text, paragraph, nth)).ends_with('。')));
    }

    #[test]
    fn pieces_of_a_long_paragraph_join_to_the_whole() {
        let sentences = "Ein Satz mit Wörtern. ".repeat(9000);
        let accents = format!("e{}", "\u{301}".repeat(500_000));
        for content in [sentences, "ب".repeat(500_000), accents] {
            let text = Text::canonical(&content);
            let paragraph = text.paragraphs()[0];
            let pieces: Vec<Span> = (0..count(paragraph)).map(|nth| piece(&text, paragraph, nth)).collect();
            assert!(pieces.len() > 10);
            assert_eq!(pieces.first().map(|p| p.start), Some(0));
            assert!(pieces.windows(2).all(|pair| pair[0].end == pair[1].start));
            assert!(pieces.iter().all(|piece| (PIECE / 4..PIECE * 2).contains(&piece.len())), "{pieces:?}");
            assert_eq!(pieces.last().map(|p| p.end), Some(paragraph.end));
        }
    }
}
