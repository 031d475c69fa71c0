//! Articles set at several widths, for tests of places in them.

use std::ops::Range;

use egui::Rect;
use glossator::core::language;
use glossator::core::text::{Span, Text};
use glossator::shape::article::{ArticleLayout, ArticleStyle, Scroll, Visible};
use glossator::shape::fonts::Fonts;
use glossator::shape::shaped::Line;
use glossator::shape::{Caret, Family, Shaped};
use unicode_segmentation::UnicodeSegmentation as _;

/// Widths and pixels per point every text is set at.
pub const SETTINGS: [(f32, f32); 6] =
    [(300.0, 1.0), (300.0, 1.5), (560.0, 1.0), (560.0, 1.5), (900.0, 1.0), (900.0, 1.5)];
/// A window that shows every article whole.
pub const WINDOW: f32 = 1e6;
/// Points by which sums of widths may differ.
pub const SLACK: f32 = 0.02;
/// Breaches shown of one test.
pub const SHOWN: usize = 12;

/// A block of a page as it was shaped.
pub struct Block {
    pub span: Span,
    pub top: f32,
    pub shaped: Shaped,
}

/// An article set at a width.
pub struct Page {
    pub name: String,
    pub text: Text,
    pub width: f32,
    pub layout: ArticleLayout,
    pub blocks: Vec<Block>,
}

impl Page {
    pub fn set(
        name: &str,
        text: &str,
        (width, pixels_per_point): (f32, f32),
        family: Family,
        fonts: &mut Fonts,
    ) -> Self {
        let text = Text::canonical(text);
        let style = ArticleStyle { family, size: 18.0, spacing: 1.0, width, pixels_per_point };
        let mut layout = ArticleLayout::new(text.clone(), language::article_direction(text.as_str()), style);
        let shown = layout.visible(fonts, Scroll::default(), WINDOW);
        let block = |b: &Visible<'_>| Block { span: b.span, top: b.top, shaped: b.shaped.clone() };
        let blocks = shown.iter().map(block).collect();
        Self { name: format!("{name} at {width}×{pixels_per_point}"), text, width, layout, blocks }
    }

    /// Gives the index of the block a caret is in.
    pub fn block_of(&mut self, caret: Caret) -> usize {
        let start = self.layout.span_of(caret).start;
        self.blocks.iter().position(|block| block.span.start == start).expect("the page shows every block")
    }

    pub fn content(&self, block: &Block) -> &str {
        self.text.slice(block.span)
    }

    /// Lists the graphemes of a block, counted from its beginning.
    pub fn graphemes(&self, block: &Block) -> Vec<Range<usize>> {
        self.content(block).grapheme_indices(true).map(|(at, letter)| at..at + letter.len()).collect()
    }

    /// Lists the grapheme edges of a block, both ends included.
    pub fn edges(&self, block: &Block) -> Vec<usize> {
        std::iter::once(0).chain(self.graphemes(block).into_iter().map(|letter| letter.end)).collect()
    }

    pub fn about(&self, block: &Block, letter: &Range<usize>) -> String {
        let content = self.content(block);
        let around =
            content.floor_char_boundary(letter.start.saturating_sub(12))..content.ceil_char_boundary(letter.end + 12);
        format!(
            "{}: {:?} at {} in {:?}",
            self.name,
            &content[letter.clone()],
            letter.start + block.span.start,
            &content[around]
        )
    }
}

/// All texts there are: the hard one, the sample articles and, where named, the seeds.
pub fn texts(test: &str) -> Vec<(String, String)> {
    let mut texts = vec![("hard".to_owned(), super::HARD.to_owned())];
    texts.extend(super::samples());
    texts.extend(super::seeds(test).unwrap_or_default());
    texts
}

/// Sets every text at every width and fails if `check` finds something wrong.
pub fn on_every_page(test: &str, mut check: impl FnMut(&mut Page, &mut Fonts, &mut Vec<String>)) {
    let mut fonts = Fonts::new(false);
    let mut wrong = Vec::new();
    let mut pages = 0;
    for (name, text) in texts(test) {
        for setting in SETTINGS {
            let mut page = Page::set(&name, &text, setting, Family::Serif, &mut fonts);
            check(&mut page, &mut fonts, &mut wrong);
            pages += 1;
        }
    }
    assert!(pages >= 66, "only {pages} pages were set");
    assert!(wrong.is_empty(), "{} wrong, e.g.\n{}", wrong.len(), wrong[..wrong.len().min(SHOWN)].join("\n"));
}

/// Gives the bytes of the white space a line was broken at; it hangs past the end of the line.
///
/// The end of a paragraph breaks no line, and white space in a run against the base direction stays in the line.
pub fn hanging(page: &Page, block: &Block, line: &Line) -> Range<usize> {
    let content = page.content(block);
    let end = line.text.end.min(content.len());
    let kept = content[line.text.start..end].trim_end_matches([' ', '\t', '\u{3000}']);
    let start = line.text.start + kept.len();
    let against = |at: usize| rtl_at(&block.shaped, &(at..at + 1)).is_some_and(|rtl| rtl != block.shaped.rtl);
    let start = (start..end).rev().find(|at| against(*at)).map_or(start, |at| at + 1);
    if end == content.len() { end..end } else { start..end }
}

pub fn hangs(page: &Page, block: &Block, letter: &Range<usize>) -> bool {
    block.shaped.lines.iter().any(|line| {
        let hanging = hanging(page, block, line);
        hanging.start <= letter.start && letter.end <= hanging.end
    })
}

/// Tells whether a letter takes no room: a control or format character.
pub fn takes_no_room(letter: &str) -> bool {
    letter.chars().all(|c| c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{61c}' | '\u{ad}' | '\u{feff}'))
}

pub fn rtl_at(shaped: &Shaped, letter: &Range<usize>) -> Option<bool> {
    shaped.clusters.iter().find(|c| c.start < letter.end && c.end > letter.start).map(|c| c.rtl)
}

/// Lists the rectangles of a span that can be seen.
pub fn rects(shaped: &Shaped, span: &Range<usize>) -> Vec<Rect> {
    shaped.rects(span).into_iter().filter(|rect| rect.width() >= SLACK).collect()
}

pub fn widths(rects: &[Rect]) -> f32 {
    rects.iter().map(Rect::width).sum()
}
