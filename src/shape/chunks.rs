//! The article in chunks of lines: only a chunk that somebody looks at is cut into blocks.
//!
//! Neither making the chunks nor asking for a place touches more of the text than the places where chunks begin: a
//! hundred megabytes, or twenty million empty lines, are as soon on the screen as a page.

use std::ops::Range;

use super::blocks::{ArticleStyle, Block, FOLD_HEIGHT, PIECE, count, estimate, guess, line_height, piece};
use crate::core::language::{self, Direction};
use crate::core::text::{Span, Text};

/// Lines of a chunk at most.
const LINES: usize = 1024;
/// Bytes of a chunk at most, unless one piece of a paragraph has more.
const BYTES: usize = 192_000;
/// Bytes that are read of a long paragraph to find its direction, and of an article to guess its script.
const SAMPLE: usize = 16_384;

/// Lines, or pieces of one long paragraph, that are cut into blocks together.
pub(super) struct Chunk {
    /// The lines.
    lines: Range<usize>,
    /// Which pieces of its only line; nothing where it holds whole lines.
    pieces: Option<Range<usize>>,
    /// From the first to the last byte.
    pub span: Span,
    /// The lines are folded away, and one block stands for them.
    folded: bool,
    /// Height of all, known as well as those of the blocks are.
    pub height: f32,
    /// The blocks; none before somebody looks.
    pub blocks: Vec<Block>,
}

/// What chunks are made of and how they are set.
pub(super) struct Setting<'a> {
    pub text: &'a Text,
    /// Direction of paragraphs without a strong letter.
    pub direction: Direction,
    pub style: ArticleStyle,
}

impl Setting<'_> {
    /// Divides the article; the lines of each fold are a chunk of their own.
    pub fn chunks(&self, folds: &[Range<usize>]) -> Vec<Chunk> {
        let mut chunks = Vec::new();
        let lines = self.text.paragraphs();
        let sample = &self.text.as_str()[..self.text.floor(SAMPLE)];
        let line_height = line_height(sample, self.direction);
        let mut from = 0;
        for fold in folds.iter().filter(|fold| !fold.is_empty() && fold.end <= lines.len()) {
            self.plain(from..fold.start, line_height, &mut chunks);
            let span = Span { start: lines[fold.start].start, end: lines[fold.end - 1].end };
            let (lines, height) = (fold.clone(), FOLD_HEIGHT);
            chunks.push(Chunk { lines, pieces: None, span, folded: true, height, blocks: Vec::new() });
            from = fold.end;
        }
        self.plain(from..lines.len(), line_height, &mut chunks);
        chunks
    }

    fn plain(&self, range: Range<usize>, line_height: f32, chunks: &mut Vec<Chunk>) {
        let lines = self.text.paragraphs();
        let mut from = range.start;
        while from < range.end {
            let start = lines[from].start;
            let fits = |line: &Span| line.end - start <= BYTES;
            let mut to = (from + LINES).min(range.end);
            if !fits(&lines[to - 1]) {
                to = from + lines[from..to].partition_point(fits);
            }
            if to == from {
                self.long(from, line_height, chunks);
                from += 1;
                continue;
            }
            let span = Span { start, end: lines[to - 1].end };
            let others = self.text.lines_with_text(from..to);
            let height = guess(to - from - others, others, span.len(), self.style, line_height);
            chunks.push(Chunk { lines: from..to, pieces: None, span, folded: false, height, blocks: Vec::new() });
            from = to;
        }
    }

    /// Divides a paragraph that is longer than a chunk.
    fn long(&self, line: usize, line_height: f32, chunks: &mut Vec<Chunk>) {
        let paragraph = self.text.paragraphs()[line];
        let (all, each) = (count(paragraph), BYTES / PIECE);
        for first in (0..all).step_by(each) {
            let pieces = first..(first + each).min(all);
            let start = piece(self.text, paragraph, pieces.start).start;
            let span = Span { start, end: piece(self.text, paragraph, pieces.end - 1).end };
            let height = guess(0, pieces.len(), span.len(), self.style, line_height);
            let (lines, pieces) = (line..line + 1, Some(pieces));
            chunks.push(Chunk { lines, pieces, span, folded: false, height, blocks: Vec::new() });
        }
    }

    /// Cuts a chunk into its blocks, unless it is cut already; tells whether it was.
    pub fn cut(&self, chunk: &mut Chunk) -> bool {
        if !chunk.blocks.is_empty() {
            return false;
        }
        if chunk.folded {
            let (span, direction) = (chunk.span, self.direction);
            let (line_height, height) = (1.0, FOLD_HEIGHT);
            chunk.blocks =
                vec![Block { span, direction, paragraph: None, line_height, height, folded: true, shaped: None }];
        } else {
            for line in chunk.lines.clone() {
                self.blocks(line, chunk.pieces.clone(), &mut chunk.blocks);
            }
        }
        chunk.height = chunk.blocks.iter().map(|block| block.height).sum();
        true
    }

    /// Cuts a line, or some of its pieces.
    fn blocks(&self, line: usize, pieces: Option<Range<usize>>, blocks: &mut Vec<Block>) {
        let paragraph = self.text.paragraphs()[line];
        let start = Span { end: self.text.floor(paragraph.end.min(paragraph.start + SAMPLE)), ..paragraph };
        let direction = language::first_strong(self.text.slice(start)).unwrap_or(self.direction);
        for nth in pieces.unwrap_or_else(|| 0..count(paragraph)) {
            let span = piece(self.text, paragraph, nth);
            let words = self.text.slice(span);
            let line_height = line_height(words, direction);
            let numbered = nth == 0 && !words.trim().is_empty();
            blocks.push(Block {
                span,
                direction,
                paragraph: numbered.then(|| self.text.paragraph_number(line)),
                line_height,
                height: estimate(words, self.style, line_height),
                folded: false,
                shaped: None,
            });
        }
    }
}
