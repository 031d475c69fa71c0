//! The layout of a whole article: only what is visible is shaped, the rest is estimated and corrected
//! without a jump.
//!
//! The article is cut into blocks: its paragraphs, and long paragraphs further at safe places. The scroll
//! position is a block and a distance into it, so that a better height of an earlier block moves nothing.

use std::collections::BTreeMap;
use std::ops::Range;

use egui::{Pos2, Rect, vec2};

use super::blocks::{Block, estimate, fold_height, height, line_height, pieces, scale};
use super::fonts::{Fonts, Style};
use super::shaped::{Caret, Shaped};
use crate::core::language::{self, Direction};
use crate::core::text::{Span, Text};

pub use super::blocks::{ArticleStyle, FOLD_HEIGHT, Fold, RTL_SCALE};

/// Shaped blocks kept; those far from the screen are dropped first.
const KEEP: usize = 300;

/// The place at the top of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scroll {
    /// Block.
    pub block: usize,
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
    pub fold: Option<Fold>,
    /// The shaped text; offsets count from `span.start`.
    pub shaped: &'a Shaped,
}

/// Holds the layout of one article.
pub struct ArticleLayout {
    text: Text,
    direction: Direction,
    style: ArticleStyle,
    blocks: Vec<Block>,
    shaped: usize,
    /// Heights above a block and of all, as last summed up; nothing after a height has changed.
    sums: Option<(usize, f32, f32)>,
}

impl ArticleLayout {
    /// Cuts an article into blocks; shapes nothing yet.
    #[must_use]
    pub fn new(text: Text, article: Direction, style: ArticleStyle) -> Self {
        Self::folded(text, article, style, &BTreeMap::new())
    }

    /// Cuts an article into blocks as [`Self::new`] does, with some of its paragraphs folded away.
    #[must_use]
    pub fn folded(text: Text, article: Direction, style: ArticleStyle, folds: &BTreeMap<usize, Fold>) -> Self {
        let mut blocks = Vec::with_capacity(text.paragraphs().len());
        for (index, paragraph) in text.paragraphs().iter().enumerate() {
            let content = text.slice(*paragraph);
            let direction = language::first_strong(content).unwrap_or(article);
            let mut first = true;
            for span in pieces(&text, *paragraph) {
                let piece = text.slice(span);
                let line_height = line_height(piece, direction);
                let numbered = first && !piece.trim().is_empty() && !folds.contains_key(&index);
                let fold = folds.get(&index).map(|fold| if first { *fold } else { Fold::Hidden });
                blocks.push(Block {
                    span,
                    direction,
                    paragraph: numbered.then(|| text.paragraph_number(index)),
                    line_height,
                    height: fold.map_or_else(|| estimate(piece, style, line_height), fold_height),
                    fold,
                    shaped: None,
                });
                first = false;
            }
        }
        Self { text, direction: article, style, blocks, shaped: 0, sums: None }
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

    /// Gives the nearest place that the article has: a text that has become shorter ends before an old one.
    #[must_use]
    pub fn within(&self, scroll: Scroll) -> Scroll {
        let last = self.blocks.len().saturating_sub(1);
        if scroll.block > last { Scroll { block: last, offset: 0.0 } } else { scroll }
    }

    /// Gives the text laid out.
    #[must_use]
    pub fn text(&self) -> &Text {
        &self.text
    }

    fn ensure(&mut self, fonts: &mut Fonts, index: usize) -> &Shaped {
        let style = self.style;
        let block = &mut self.blocks[index];
        let text = &self.text;
        let (shaped, sums) = (&mut self.shaped, &mut self.sums);
        block.shaped.get_or_insert_with(|| {
            *shaped += 1;
            *sums = None;
            let content = text.slice(block.span);
            let set = Style {
                family: style.family,
                size: style.size * scale(block.direction),
                line_height: block.line_height / scale(block.direction) * style.spacing,
                bold: false,
            };
            let done = fonts.shape(content, set, Some(style.width), block.direction, style.pixels_per_point);
            block.height = block.fold.map_or_else(|| height(content, &done, style), fold_height);
            Box::new(done)
        })
    }

    /// Forgets shaped blocks far from the screen.
    fn forget(&mut self, around: usize) {
        if self.shaped <= KEEP {
            return;
        }
        let keep = around.saturating_sub(KEEP / 3)..around + KEEP / 3;
        for (index, block) in self.blocks.iter_mut().enumerate() {
            if !keep.contains(&index) && block.shaped.take().is_some() {
                self.shaped -= 1;
            }
        }
    }

    /// Shapes what a window of `height` shows and lists it from the top.
    pub fn visible(&mut self, fonts: &mut Fonts, scroll: Scroll, height: f32) -> Vec<Visible<'_>> {
        let first = scroll.block.min(self.blocks.len().saturating_sub(1));
        self.forget(first);
        let mut top = -scroll.offset;
        let mut last = first;
        let mut tops = Vec::new();
        while last < self.blocks.len() && top < height {
            self.ensure(fonts, last);
            tops.push(top);
            top += self.blocks[last].height;
            last += 1;
        }
        let shown = self.blocks[first..last].iter().zip(tops);
        shown
            .filter_map(|(block, top)| {
                let shaped = block.shaped.as_deref()?;
                Some(Visible { span: block.span, top, paragraph: block.paragraph, fold: block.fold, shaped })
            })
            .collect()
    }

    /// Moves a scroll position by `down` points, within the article; the last lines stay in sight.
    pub fn scroll_by(&mut self, fonts: &mut Fonts, mut scroll: Scroll, down: f32, window: f32) -> Scroll {
        scroll.block = scroll.block.min(self.blocks.len().saturating_sub(1));
        scroll.offset += down;
        while scroll.offset < 0.0 && scroll.block > 0 {
            scroll.block -= 1;
            self.ensure(fonts, scroll.block);
            scroll.offset += self.blocks[scroll.block].height;
        }
        scroll.offset = scroll.offset.max(0.0);
        loop {
            self.ensure(fonts, scroll.block);
            let height = self.blocks[scroll.block].height;
            if scroll.offset < height || scroll.block + 1 == self.blocks.len() {
                break;
            }
            scroll.offset -= height;
            scroll.block += 1;
        }
        self.at_most(fonts, scroll, window)
    }

    /// Keeps the end of the article at the bottom of the window.
    fn at_most(&mut self, fonts: &mut Fonts, scroll: Scroll, window: f32) -> Scroll {
        // Some room below the last line, where lanes and an empty last paragraph find place.
        let window = window - self.style.size * 2.0;
        let mut below = -scroll.offset;
        for index in scroll.block..self.blocks.len() {
            below += self.blocks[index].height;
            if below >= window {
                return scroll;
            }
        }
        // The window reaches past the end: walk up from the end until it is full.
        let mut block = self.blocks.len();
        let mut room = window;
        while block > 0 && room > 0.0 {
            block -= 1;
            self.ensure(fonts, block);
            room -= self.blocks[block].height;
        }
        Scroll { block, offset: (-room).max(0.0) }
    }

    /// Gives the height above a scroll position and the height of all; partly estimated.
    pub fn extent(&mut self, scroll: Scroll) -> (f32, f32) {
        let (above, all) = match self.sums {
            Some((block, above, all)) if block == scroll.block => (above, all),
            _ => {
                let above: f32 = self.blocks.iter().take(scroll.block).map(|block| block.height).sum();
                let rest: f32 = self.blocks.iter().skip(scroll.block).map(|block| block.height).sum();
                (above, above + rest)
            }
        };
        self.sums = Some((scroll.block, above, all));
        (above + scroll.offset, all)
    }

    /// Finds the scroll position at a height from the beginning; partly estimated.
    pub fn scroll_at(&mut self, fonts: &mut Fonts, height: f32, window: f32) -> Scroll {
        let mut rest = height.max(0.0);
        for (index, block) in self.blocks.iter().enumerate() {
            if rest < block.height {
                return self.at_most(fonts, Scroll { block: index, offset: rest }, window);
            }
            rest -= block.height;
        }
        self.at_most(fonts, Scroll { block: self.blocks.len().saturating_sub(1), offset: 0.0 }, window)
    }

    /// Gives the index of the block a caret is in.
    #[must_use]
    pub fn block_of(&self, caret: Caret) -> usize {
        let at = self.blocks.partition_point(|block| block.span.start <= caret.offset).saturating_sub(1);
        let seam = at > 0 && caret.upstream && self.blocks[at].span.start == caret.offset;
        if seam && self.blocks[at - 1].span.end == caret.offset { at - 1 } else { at }
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
        let caret = Caret::at(span.start);
        let block = self.block_of(caret);
        let start = self.blocks[block].span.start;
        let inside = self.ensure(fonts, block).caret_rect(Caret::at(span.start - start));
        let target = Scroll { block, offset: 0.0 };
        self.scroll_by(fonts, target, inside.top() - window / 3.0, window)
    }

    /// Gives a caret's rectangle relative to the window, if it is near it.
    pub fn caret_in_window(&mut self, fonts: &mut Fonts, scroll: Scroll, caret: Caret, window: f32) -> Option<Rect> {
        let block = self.block_of(caret);
        let mut top = -scroll.offset;
        if block < scroll.block {
            for index in (block..scroll.block).rev() {
                if top < -window {
                    return None;
                }
                self.ensure(fonts, index);
                top -= self.blocks[index].height;
            }
        } else {
            for index in scroll.block..block {
                if top > 2.0 * window {
                    return None;
                }
                self.ensure(fonts, index);
                top += self.blocks[index].height;
            }
        }
        let local = self.local(block, caret);
        Some(self.ensure(fonts, block).caret_rect(local).translate(vec2(0.0, top)))
    }

    fn local(&self, block: usize, caret: Caret) -> Caret {
        let span = self.blocks[block].span;
        Caret { offset: caret.offset.clamp(span.start, span.end) - span.start, upstream: caret.upstream }
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
        let block = self.block_of(caret);
        let local = self.local(block, caret);
        let start = self.blocks[block].span.start;
        let shaped = self.ensure(fonts, block);
        if let Some(next) = shaped.step(local, right) {
            return Caret { offset: next.offset + start, upstream: next.upstream };
        }
        let forward = right != shaped.rtl;
        let next = if forward { Some(block + 1).filter(|at| *at < self.blocks.len()) } else { block.checked_sub(1) };
        let Some(next) = next else { return caret };
        let start = self.blocks[next].span.start;
        let shaped = self.ensure(fonts, next);
        let line = if forward { shaped.lines.first() } else { shaped.lines.last() };
        let entered = line.map_or(Caret::default(), |line| shaped.edge(line, forward == shaped.rtl));
        Caret { offset: entered.offset + start, upstream: entered.upstream }
    }

    /// Moves a caret by words; to the right means onwards in a left-to-right paragraph.
    pub fn step_word(&mut self, fonts: &mut Fonts, caret: Caret, right: bool) -> Caret {
        let block = self.block_of(caret);
        let forward = right != self.ensure(fonts, block).rtl;
        let text = &self.text;
        if forward {
            Caret { offset: text.next_word(caret.offset, true), upstream: true }
        } else {
            Caret::at(text.previous_word(caret.offset, true))
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
                } else if block + 1 < self.blocks.len() {
                    block += 1;
                    line = 0;
                } else {
                    return Caret { offset: self.text.len(), upstream: true };
                }
            } else if line > 0 {
                line -= 1;
            } else if block > 0 {
                block -= 1;
                line = self.ensure(fonts, block).lines.len().saturating_sub(1);
            } else {
                return Caret::at(0);
            }
        }
        let start = self.blocks[block].span.start;
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
        let start = self.blocks[block].span.start;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::fonts::Family;

    fn style() -> ArticleStyle {
        ArticleStyle { family: Family::Serif, size: 18.0, spacing: 1.0, width: 500.0, pixels_per_point: 1.0 }
    }

    fn layout(text: &str) -> (ArticleLayout, Fonts) {
        let text = Text::canonical(text);
        let direction = language::article_direction(text.as_str());
        (ArticleLayout::new(text, direction, style()), Fonts::new(false))
    }

    #[test]
    fn neutral_paragraph_follows_the_article() {
        let (mut layout, mut fonts) = layout("ميرضيائيف يدعو إلى تعزيز التعاون\n• 9/5/2024\nnews-picture");
        let sides: Vec<bool> =
            layout.visible(&mut fonts, Scroll::default(), 500.0).iter().map(|visible| visible.shaped.rtl).collect();
        assert_eq!(sides, [true, true, false]);
    }

    #[test]
    fn scrolling_down_and_up_again_returns_to_the_same_place() {
        let (mut layout, mut fonts) = layout(&"Ein Absatz mit mehreren Wörtern darin.\n\n".repeat(400));
        let mut scroll = Scroll::default();
        for _ in 0..40 {
            scroll = layout.scroll_by(&mut fonts, scroll, 333.0, 600.0);
        }
        assert!(scroll.block > 100);
        for _ in 0..40 {
            scroll = layout.scroll_by(&mut fonts, scroll, -333.0, 600.0);
        }
        assert_eq!(scroll.block, 0);
        assert!(scroll.offset.abs() < 0.5);
    }

    #[test]
    fn scrolling_stops_with_the_last_line_in_sight() {
        let (mut layout, mut fonts) = layout(&"Ein Absatz.\n".repeat(50));
        let scroll = layout.scroll_by(&mut fonts, Scroll::default(), 1e9, 600.0);
        let end = Caret { offset: layout.text().len(), upstream: true };
        let rect = layout.caret_in_window(&mut fonts, scroll, end, 600.0);
        assert!(rect.is_some_and(|rect| rect.bottom() <= 600.5 && rect.top() > 300.0), "{rect:?}");
    }

    #[test]
    fn stepping_right_through_mixed_text_reaches_every_place_of_a_line_once() {
        let (mut layout, mut fonts) = layout("abc (2024) وقعت الصين def");
        let mut caret = Caret::at(0);
        let mut xs = vec![layout.caret_x(&mut fonts, caret)];
        for _ in 0..60 {
            let next = layout.step(&mut fonts, caret, true);
            if next == caret {
                break;
            }
            caret = next;
            xs.push(layout.caret_x(&mut fonts, caret));
        }
        assert!(xs.windows(2).all(|pair| pair[1] > pair[0]), "{xs:?}");
        assert_eq!(caret.offset, layout.text().len());
    }
}
