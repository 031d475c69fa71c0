//! The layout of a whole article: only what is visible is cut into blocks and shaped, the rest is estimated and
//! corrected without a jump.
//!
//! Blocks are paragraphs, and pieces of long paragraphs, cut at safe places; they are made a chunk of lines at a
//! time. The scroll position is a block and a distance into it, so that a better height of an earlier block moves
//! nothing.

use std::ops::Range;
use std::sync::Arc;

use egui::{Pos2, Rect, vec2};
use unicode_segmentation::UnicodeSegmentation as _;

use super::blocks::{Block, height, scale};
use super::chunks::{Chunk, Setting};
use super::fonts::{Fonts, Style};
use super::shaped::{Caret, Shaped};
use crate::core::language::Direction;
use crate::core::text::{Span, Text};
use crate::core::words::Names;

pub use super::blocks::{ArticleStyle, FOLD_HEIGHT, RTL_SCALE};

/// Shaped blocks kept; those far from the screen are dropped first.
const KEEP: usize = 300;
/// Bytes of accents that are shaped of a block of nothing else.
const ACCENTS: usize = 256;
/// Chunks whose blocks are kept.
const KEEP_CHUNKS: usize = 64;

/// The place at the top of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scroll {
    /// Where the block begins, in bytes.
    pub at: usize,
    /// Distance from the top of the block down to the top of the window.
    pub offset: f32,
}

/// A block on the screen.
pub struct Visible<'a> {
    /// Bytes of the article it shows.
    pub span: Span,
    /// Top, relative to the top of the window.
    pub top: f32,
    /// Number of the paragraph that begins here, counted from 1.
    pub paragraph: Option<usize>,
    /// Whether it is folded away, and a line stands for it.
    pub folded: bool,
    /// The shaped text; offsets count from `span.start`.
    pub shaped: &'a Shaped,
}

/// A block: its chunk, and which of its blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct At {
    chunk: usize,
    block: usize,
}

/// Holds the layout of one article.
pub struct ArticleLayout {
    text: Text,
    /// What is one word in the text, whatever a dictionary says.
    names: Arc<Names>,
    direction: Direction,
    style: ArticleStyle,
    chunks: Vec<Chunk>,
    /// Chunks that have been cut into blocks, in the order of that.
    cut: Vec<usize>,
    shaped: usize,
    /// Heights above a block and of all, as last summed up; nothing after a height has changed.
    sums: Option<(At, f32, f32)>,
}

impl ArticleLayout {
    /// Lays out an article; cuts and shapes nothing yet.
    #[must_use]
    pub fn new(text: Text, article: Direction, style: ArticleStyle) -> Self {
        Self::folded(text, article, style, &[])
    }

    /// Lays out an article as [`Self::new`] does, with some of its lines folded away; the folds come in text order.
    #[must_use]
    pub fn folded(text: Text, article: Direction, style: ArticleStyle, folds: &[Range<usize>]) -> Self {
        let chunks = Setting { text: &text, direction: article, style }.chunks(folds);
        Self { text, names: Arc::default(), direction: article, style, chunks, cut: Vec::new(), shaped: 0, sums: None }
    }

    /// Takes each of some names for a word from now on.
    pub fn know(&mut self, names: &Arc<Names>) {
        self.names.clone_from(names);
    }

    /// Gives the word that touches an offset, as [`Text::word_at`] does.
    #[must_use]
    pub fn word_at(&self, offset: usize) -> Option<Span> {
        self.text.word_at(offset, &self.names)
    }

    /// Gives the style in force.
    #[must_use]
    pub fn style(&self) -> ArticleStyle {
        self.style
    }

    /// Gives the direction of paragraphs without a strong letter.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Gives the text laid out.
    #[must_use]
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Counts the blocks that are shaped now.
    #[must_use]
    pub fn shaped(&self) -> usize {
        self.shaped
    }

    /// Gives the nearest place that the article has: a text that has become shorter ends before an old one.
    pub fn within(&mut self, scroll: Scroll) -> Scroll {
        let at = self.top(scroll);
        let start = self.block(at).span.start;
        if start == scroll.at { scroll } else { Scroll { at: start, offset: 0.0 } }
    }

    fn block(&self, at: At) -> &Block {
        &self.chunks[at.chunk].blocks[at.block]
    }

    /// Cuts a chunk into blocks, if nobody has looked at it yet.
    fn cut(&mut self, chunk: usize) {
        let setting = Setting { text: &self.text, direction: self.direction, style: self.style };
        if setting.cut(&mut self.chunks[chunk]) {
            self.cut.push(chunk);
            self.sums = None;
        }
    }

    /// Finds the block an offset is in.
    fn find(&mut self, offset: usize) -> At {
        let chunk = self.chunks.partition_point(|chunk| chunk.span.start <= offset).saturating_sub(1);
        self.cut(chunk);
        let blocks = &self.chunks[chunk].blocks;
        At { chunk, block: blocks.partition_point(|block| block.span.start <= offset).saturating_sub(1) }
    }

    /// Finds the block at the top of the window.
    fn top(&mut self, scroll: Scroll) -> At {
        self.find(scroll.at)
    }

    fn next(&mut self, at: At) -> Option<At> {
        if at.block + 1 < self.chunks[at.chunk].blocks.len() {
            return Some(At { block: at.block + 1, ..at });
        }
        let chunk = Some(at.chunk + 1).filter(|chunk| *chunk < self.chunks.len())?;
        self.cut(chunk);
        Some(At { chunk, block: 0 })
    }

    fn previous(&mut self, at: At) -> Option<At> {
        if at.block > 0 {
            return Some(At { block: at.block - 1, ..at });
        }
        let chunk = at.chunk.checked_sub(1)?;
        self.cut(chunk);
        Some(At { chunk, block: self.chunks[chunk].blocks.len() - 1 })
    }

    fn last(&mut self) -> At {
        self.find(self.text.len())
    }

    fn scroll(&self, at: At, offset: f32) -> Scroll {
        Scroll { at: self.block(at).span.start, offset }
    }

    fn ensure(&mut self, fonts: &mut Fonts, at: At) -> &Shaped {
        let style = self.style;
        let chunk = &mut self.chunks[at.chunk];
        let block = &mut chunk.blocks[at.block];
        let text = &self.text;
        let (shaped, sums, all) = (&mut self.shaped, &mut self.sums, &mut chunk.height);
        block.shaped.get_or_insert_with(|| {
            *shaped += 1;
            *sums = None;
            // Of what is folded away nothing is shown.
            let content = if block.folded { "" } else { text.slice(block.span) };
            let set = Style {
                family: style.family,
                size: style.size * scale(block.direction),
                line_height: block.line_height / scale(block.direction) * style.spacing,
                bold: false,
            };
            let set_at_once = beginning(content);
            let mut done = fonts.shape(set_at_once, set, Some(style.width), block.direction, style.pixels_per_point);
            if set_at_once.len() < content.len() {
                done.stretch(content.len());
            }
            let now = if block.folded { FOLD_HEIGHT } else { height(content, &done, style) };
            *all += now - block.height;
            block.height = now;
            Box::new(done)
        })
    }

    /// Forgets shaped blocks far from the screen, and then the blocks of chunks far from it.
    fn forget(&mut self, around: At) {
        if self.shaped > KEEP {
            let near = around.block.saturating_sub(KEEP / 3)..around.block + KEEP / 3;
            for chunk in &self.cut {
                for (index, block) in self.chunks[*chunk].blocks.iter_mut().enumerate() {
                    let keep = *chunk == around.chunk && near.contains(&index);
                    if !keep && block.shaped.take().is_some() {
                        self.shaped -= 1;
                    }
                }
            }
        }
        if self.cut.len() > KEEP_CHUNKS {
            let (keep, drop): (Vec<usize>, Vec<usize>) =
                self.cut.iter().partition(|chunk| chunk.abs_diff(around.chunk) <= KEEP_CHUNKS / 4);
            for chunk in drop {
                // Its height stays as it was found.
                let blocks = std::mem::take(&mut self.chunks[chunk].blocks);
                self.shaped -= blocks.iter().filter(|block| block.shaped.is_some()).count();
            }
            self.cut = keep;
        }
    }

    /// Shapes what a window of `height` shows and lists it from the top.
    pub fn visible(&mut self, fonts: &mut Fonts, scroll: Scroll, height: f32) -> Vec<Visible<'_>> {
        let first = self.top(scroll);
        self.forget(first);
        let mut top = -scroll.offset;
        let mut next = Some(first);
        let mut shown = Vec::new();
        while let Some(at) = next.filter(|_| top < height) {
            self.ensure(fonts, at);
            shown.push((at, top));
            top += self.block(at).height;
            next = self.next(at);
        }
        let layout = &*self;
        let visible = |(at, top): (At, f32)| {
            let block = layout.block(at);
            let shaped = block.shaped.as_deref()?;
            Some(Visible { span: block.span, top, paragraph: block.paragraph, folded: block.folded, shaped })
        };
        shown.into_iter().filter_map(visible).collect()
    }

    /// Moves a scroll position by `down` points, within the article; the last lines stay in sight.
    pub fn scroll_by(&mut self, fonts: &mut Fonts, scroll: Scroll, down: f32, window: f32) -> Scroll {
        let mut at = self.top(scroll);
        let mut offset = scroll.offset + down;
        while offset < 0.0
            && let Some(before) = self.previous(at)
        {
            at = before;
            self.ensure(fonts, at);
            offset += self.block(at).height;
        }
        offset = offset.max(0.0);
        loop {
            self.ensure(fonts, at);
            let height = self.block(at).height;
            if offset < height {
                break;
            }
            let Some(next) = self.next(at) else { break };
            offset -= height;
            at = next;
        }
        self.at_most(fonts, at, offset, window)
    }

    /// Keeps the end of the article at the bottom of the window.
    fn at_most(&mut self, fonts: &mut Fonts, at: At, offset: f32, window: f32) -> Scroll {
        // Some room below the last line, where lanes and an empty last paragraph find place.
        let window = window - self.style.size * 2.0;
        let mut below = -offset;
        let mut next = Some(at);
        while let Some(block) = next {
            below += self.block(block).height;
            if below >= window {
                return self.scroll(at, offset);
            }
            next = self.next(block);
        }
        // The window reaches past the end: walk up from the end until it is full.
        let mut block = self.last();
        let mut room = window;
        loop {
            self.ensure(fonts, block);
            room -= self.block(block).height;
            if room <= 0.0 {
                break;
            }
            let Some(before) = self.previous(block) else { break };
            block = before;
        }
        self.scroll(block, (-room).max(0.0))
    }

    /// Gives the height above a scroll position and the height of all; partly estimated.
    pub fn extent(&mut self, scroll: Scroll) -> (f32, f32) {
        let at = self.top(scroll);
        let (above, all) = match self.sums {
            Some((block, above, all)) if block == at => (above, all),
            _ => {
                let sum = |chunks: &[Chunk]| chunks.iter().map(|chunk| chunk.height).sum::<f32>();
                let blocks = self.chunks[at.chunk].blocks[..at.block].iter();
                let above = sum(&self.chunks[..at.chunk]);
                let all = above + sum(&self.chunks[at.chunk..]);
                (above + blocks.map(|block| block.height).sum::<f32>(), all)
            }
        };
        self.sums = Some((at, above, all));
        (above + scroll.offset, all)
    }

    /// Finds the scroll position at a height from the beginning; partly estimated.
    pub fn scroll_at(&mut self, fonts: &mut Fonts, height: f32, window: f32) -> Scroll {
        let mut rest = height.max(0.0);
        for chunk in 0..self.chunks.len() {
            if rest >= self.chunks[chunk].height {
                rest -= self.chunks[chunk].height;
                continue;
            }
            self.cut(chunk);
            for block in 0..self.chunks[chunk].blocks.len() {
                let at = At { chunk, block };
                if rest < self.block(at).height {
                    return self.at_most(fonts, at, rest, window);
                }
                rest -= self.block(at).height;
            }
        }
        let last = self.last();
        self.at_most(fonts, last, 0.0, window)
    }

    /// Finds the block a caret is in.
    fn block_of(&mut self, caret: Caret) -> At {
        let at = self.find(caret.offset);
        let before = if caret.upstream && self.block(at).span.start == caret.offset { self.previous(at) } else { None };
        before.filter(|before| self.block(*before).span.end == caret.offset).unwrap_or(at)
    }

    /// Gives the bytes of the block a caret is in.
    pub fn span_of(&mut self, caret: Caret) -> Span {
        let at = self.block_of(caret);
        self.block(at).span
    }

    /// Scrolls so that a span is in sight, moving as little as needed; `centre` puts it a third down.
    pub fn reveal(&mut self, fonts: &mut Fonts, scroll: Scroll, span: Span, window: f32, centre: bool) -> Scroll {
        let margin = self.style.size * 2.0;
        if let Some(rect) = self.caret_in_window(fonts, scroll, Caret::at(span.start), window) {
            if rect.top() >= margin && rect.bottom() <= window - margin {
                return scroll;
            }
            if !centre {
                let down = if rect.top() < margin { rect.top() - margin } else { rect.bottom() - window + margin };
                return self.scroll_by(fonts, scroll, down, window);
            }
        }
        let block = self.find(span.start);
        let local = self.local(block, Caret::at(span.start));
        let inside = self.ensure(fonts, block).caret_rect(local);
        let target = self.scroll(block, 0.0);
        self.scroll_by(fonts, target, inside.top() - window / 3.0, window)
    }

    /// Gives a caret's rectangle relative to the window, if it is near it.
    pub fn caret_in_window(&mut self, fonts: &mut Fonts, scroll: Scroll, caret: Caret, window: f32) -> Option<Rect> {
        let block = self.block_of(caret);
        let mut at = self.top(scroll);
        let mut top = -scroll.offset;
        while block < at {
            if top < -window {
                return None;
            }
            at = self.previous(at)?;
            self.ensure(fonts, at);
            top -= self.block(at).height;
        }
        while at < block {
            if top > 2.0 * window {
                return None;
            }
            self.ensure(fonts, at);
            top += self.block(at).height;
            at = self.next(at)?;
        }
        let local = self.local(block, caret);
        Some(self.ensure(fonts, block).caret_rect(local).translate(vec2(0.0, top)))
    }

    fn local(&self, at: At, caret: Caret) -> Caret {
        let Block { span, folded, .. } = *self.block(at);
        let offset = if folded { 0 } else { caret.offset.clamp(span.start, span.end) - span.start };
        Caret { offset, upstream: caret.upstream }
    }

    /// Finds the caret for a point relative to the top left of the column in the window.
    pub fn hit(&mut self, fonts: &mut Fonts, scroll: Scroll, point: Pos2, window: f32) -> Caret {
        let mut found = None;
        for visible in self.visible(fonts, scroll, window) {
            if found.is_none() || visible.top <= point.y {
                let caret = visible.shaped.hit(point - vec2(0.0, visible.top));
                found = Some(Caret { offset: caret.offset + visible.span.start, upstream: caret.upstream });
            }
        }
        self.whole(found.unwrap_or_default())
    }

    /// Finds the bytes of the letter under a point; nothing beside the text.
    pub fn letter_at(&mut self, fonts: &mut Fonts, scroll: Scroll, point: Pos2, window: f32) -> Option<Range<usize>> {
        let shown = self.visible(fonts, scroll, window);
        let visible = shown.into_iter().rfind(|visible| visible.top <= point.y)?;
        let range = visible.shaped.cluster_at(point - vec2(0.0, visible.top))?;
        Some(range.start + visible.span.start..range.end + visible.span.start)
    }

    /// Moves a caret that fell inside a grapheme to its end.
    fn whole(&self, caret: Caret) -> Caret {
        if self.text.is_grapheme_edge(caret.offset) {
            caret
        } else {
            Caret { offset: self.text.next_edge(caret.offset), upstream: true }
        }
    }

    /// Moves a caret one letter to the left or right as seen, across blocks.
    pub fn step(&mut self, fonts: &mut Fonts, caret: Caret, right: bool) -> Caret {
        let mut caret = caret;
        for _ in 0..64 {
            caret = self.step_once(fonts, caret, right);
            if self.text.is_grapheme_edge(caret.offset) {
                break;
            }
        }
        caret
    }

    fn step_once(&mut self, fonts: &mut Fonts, caret: Caret, right: bool) -> Caret {
        let at = self.block_of(caret);
        let local = self.local(at, caret);
        let Block { span, folded, .. } = *self.block(at);
        let shaped = self.ensure(fonts, at);
        if let Some(next) = shaped.step(local, right).filter(|_| !folded) {
            return Caret { offset: next.offset + span.start, upstream: next.upstream };
        }
        let forward = right != shaped.rtl;
        // A caret that stands in what is folded away goes on through its letters.
        if folded && forward && caret.offset < span.end {
            return Caret { offset: self.text.next_edge(caret.offset), upstream: true };
        }
        if folded && !forward && caret.offset > span.start {
            return Caret::at(self.text.previous_edge(caret.offset));
        }
        let next = if forward { self.next(at) } else { self.previous(at) };
        let Some(next) = next else { return caret };
        let Block { span, folded, .. } = *self.block(next);
        if folded {
            return if forward { Caret::at(span.start) } else { Caret { offset: span.end, upstream: true } };
        }
        let shaped = self.ensure(fonts, next);
        let line = if forward { shaped.lines.first() } else { shaped.lines.last() };
        let entered = line.map_or(Caret::default(), |line| shaped.edge(line, forward == shaped.rtl));
        Caret { offset: entered.offset + span.start, upstream: entered.upstream }
    }

    /// Moves a caret by words; to the right means onwards in a left-to-right paragraph.
    pub fn step_word(&mut self, fonts: &mut Fonts, caret: Caret, right: bool) -> Caret {
        let block = self.block_of(caret);
        let forward = right != self.ensure(fonts, block).rtl;
        let text = &self.text;
        if forward {
            Caret { offset: text.next_word(caret.offset, true, &self.names), upstream: true }
        } else {
            Caret::at(text.previous_word(caret.offset, true, &self.names))
        }
    }

    /// Moves a caret up or down by lines, keeping to the column `x`.
    pub fn step_lines(&mut self, fonts: &mut Fonts, caret: Caret, lines: i32, x: f32) -> Caret {
        let mut block = self.block_of(caret);
        let local = self.local(block, caret);
        let mut line = self.ensure(fonts, block).line_of(local);
        for _ in 0..lines.unsigned_abs() {
            if lines > 0 {
                if line + 1 < self.ensure(fonts, block).lines.len() {
                    line += 1;
                } else if let Some(next) = self.next(block) {
                    (block, line) = (next, 0);
                } else {
                    return Caret { offset: self.text.len(), upstream: true };
                }
            } else if line > 0 {
                line -= 1;
            } else if let Some(before) = self.previous(block) {
                block = before;
                line = self.ensure(fonts, block).lines.len().saturating_sub(1);
            } else {
                return Caret::at(0);
            }
        }
        let start = self.block(block).span.start;
        let shaped = self.ensure(fonts, block);
        let found = shaped.lines.get(line).map_or(Caret::default(), |line| shaped.hit_in_line(line, x));
        self.whole(Caret { offset: found.offset + start, upstream: found.upstream })
    }

    /// Gives the x of a caret in the column.
    pub fn caret_x(&mut self, fonts: &mut Fonts, caret: Caret) -> f32 {
        let block = self.block_of(caret);
        let local = self.local(block, caret);
        self.ensure(fonts, block).caret_x(local)
    }

    /// Gives the beginning or end of the line a caret is in.
    pub fn line_edge(&mut self, fonts: &mut Fonts, caret: Caret, end: bool) -> Caret {
        let block = self.block_of(caret);
        let local = self.local(block, caret);
        let start = self.block(block).span.start;
        let shaped = self.ensure(fonts, block);
        let found = match shaped.lines.get(shaped.line_of(local)) {
            Some(line) if end => shaped.line_end(line),
            Some(line) => Caret::at(line.text.start),
            None => local,
        };
        Caret { offset: found.offset + start, upstream: found.upstream }
    }

    /// Lists the rectangles of a span in a window, as tall as the letters.
    pub fn rects_in_window(&mut self, fonts: &mut Fonts, scroll: Scroll, span: Span, window: f32) -> Vec<Rect> {
        let mut rects = Vec::new();
        for visible in self.visible(fonts, scroll, window) {
            if visible.span.overlaps(span) {
                let start = span.start.max(visible.span.start) - visible.span.start;
                let end = span.end.min(visible.span.end) - visible.span.start;
                let found = visible.shaped.rects(&(start..end)).into_iter();
                rects.extend(found.map(|rect| rect.translate(vec2(0.0, visible.top))));
            }
        }
        rects
    }
}

/// Gives as much of a block as is shaped. Of a block that is nothing but accents on a letter before it, a few say all
/// there is to see: thousands would lie one upon another.
fn beginning(content: &str) -> &str {
    let is_one_letter = || content.graphemes(true).next().is_some_and(|letter| letter.len() == content.len());
    if content.len() > ACCENTS && is_one_letter() { &content[..content.floor_char_boundary(ACCENTS)] } else { content }
}

#[cfg(test)]
mod tests;
