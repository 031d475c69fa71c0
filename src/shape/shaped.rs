//! A shaped text: lines, clusters and glyphs with their places, and the geometry questions about them.
//!
//! Text offsets are bytes of the shaped string. Coordinates are **points**, origin at the top left of the
//! first line; x grows to the right in every script.

use std::ops::Range;

use egui::{Pos2, Rect, pos2};
use parley::{FontData, Layout, PositionedLayoutItem};

/// Widths below this are rounding, not letters. In points.
const NOTHING: f32 = 0.01;

/// A place for the caret: an offset and the side it came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Caret {
    /// Byte offset.
    pub offset: usize,
    /// Whether it belongs to the letter before it (matters at line ends and where directions change).
    pub upstream: bool,
}

impl Caret {
    /// Makes a caret that belongs to the letter after it.
    #[must_use]
    pub fn at(offset: usize) -> Self {
        Self { offset, upstream: false }
    }
}

/// One grapheme (or the part of it in one run) in a line, in visual order.
#[derive(Clone, Copy, Debug)]
pub struct Cluster {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Left edge.
    pub left: f32,
    /// Right edge.
    pub right: f32,
    /// Whether it runs from right to left.
    pub rtl: bool,
}

/// One glyph with its origin on the baseline.
#[derive(Clone, Copy, Debug)]
pub struct PlacedGlyph {
    /// Index into [`Shaped::runs`].
    pub run: u32,
    /// Glyph id in the font.
    pub id: u32,
    /// Origin.
    pub x: f32,
    /// Origin.
    pub y: f32,
}

/// A font at a size, as used by some glyphs. Size in physical pixels.
#[derive(Clone, Debug)]
pub struct FontRun {
    /// The font file.
    pub font: FontData,
    /// Size in physical pixels.
    pub size: f32,
    /// Variation coordinates.
    pub coords: Vec<i16>,
}

/// A letter no font has.
#[derive(Clone, Copy, Debug)]
pub struct Missing {
    /// The letter.
    pub letter: char,
    /// Where its box stands.
    pub rect: Rect,
}

/// One line.
#[derive(Clone, Debug)]
pub struct Line {
    /// Bytes of the line, with the white space it was broken at.
    pub text: Range<usize>,
    /// Indices into [`Shaped::clusters`].
    pub clusters: Range<usize>,
    /// Indices into [`Shaped::glyphs`].
    pub glyphs: Range<usize>,
    /// Top of the line box.
    pub top: f32,
    /// Bottom of the line box.
    pub bottom: f32,
    /// Baseline.
    pub baseline: f32,
    /// Top of the letters (font ascent).
    pub ascent: f32,
    /// Bottom of the letters (font descent).
    pub descent: f32,
    /// Left end of the content.
    pub left: f32,
    /// Right end of the content, without the white space it was broken at.
    pub right: f32,
}

/// Holds a shaped text. Never empty: an empty text has one empty line.
#[derive(Clone, Debug)]
pub struct Shaped {
    /// Lines from top to bottom.
    pub lines: Vec<Line>,
    /// Clusters, line by line, in visual order.
    pub clusters: Vec<Cluster>,
    /// Glyphs, line by line.
    pub glyphs: Vec<PlacedGlyph>,
    /// Fonts used.
    pub runs: Vec<FontRun>,
    /// Letters no font has.
    pub missing: Vec<Missing>,
    /// Length of the text in bytes.
    pub len: usize,
    /// Whether the base direction is right to left.
    pub rtl: bool,
    /// Width of the widest line.
    pub width: f32,
    /// Height of all lines.
    pub height: f32,
}

impl Shaped {
    /// Reads a parley layout out into our own tables.
    #[must_use]
    pub fn from_layout(layout: &Layout<()>, text: &str, pixels_per_point: f32) -> Self {
        let scale = 1.0 / pixels_per_point;
        let mut shaped = Self {
            lines: Vec::with_capacity(layout.len()),
            clusters: Vec::with_capacity(text.len()),
            glyphs: Vec::with_capacity(text.len()),
            runs: Vec::new(),
            missing: Vec::new(),
            len: text.len(),
            rtl: layout.is_rtl(),
            width: 0.0,
            height: layout.height() * scale,
        };
        for line in layout.lines() {
            let metrics = line.metrics();
            let (first_cluster, first_glyph) = (shaped.clusters.len(), shaped.glyphs.len());
            let mut x = metrics.offset + metrics.inline_min_coord;
            let left = x * scale;
            let top = metrics.content_block_min_coord * scale;
            let bottom = metrics.content_block_max_coord * scale;
            for run in line.runs() {
                for cluster in run.visual_clusters() {
                    let range = cluster.text_range();
                    let advance = cluster.advance();
                    let (l, r) = (x * scale, (x + advance) * scale);
                    x += advance;
                    let letter = text.get(range.clone()).and_then(|s| s.chars().next());
                    if let Some(letter) = letter.filter(|c| !c.is_control() && !c.is_whitespace())
                        && cluster.glyphs().any(|glyph| glyph.id == 0)
                    {
                        let rect = Rect::from_min_max(pos2(l, top), pos2(r, bottom));
                        shaped.missing.push(Missing { letter, rect });
                    }
                    shaped.clusters.push(Cluster {
                        start: range.start,
                        end: range.end,
                        left: l,
                        right: r,
                        rtl: cluster.is_rtl(),
                    });
                }
            }
            share_widths(&mut shaped.clusters[first_cluster..], text);
            for item in line.items() {
                if let PositionedLayoutItem::GlyphRun(glyphs) = item {
                    shaped.push_glyphs(&glyphs, scale);
                }
            }
            let hanging = metrics.hanging_advance * scale;
            let (l, r) = if shaped.rtl { (left + hanging, x * scale) } else { (left, x * scale - hanging) };
            shaped.width = shaped.width.max(r - l);
            shaped.lines.push(Line {
                text: line.text_range().start..line.text_range().end.min(text.len()),
                clusters: first_cluster..shaped.clusters.len(),
                glyphs: first_glyph..shaped.glyphs.len(),
                top: metrics.block_min_coord * scale,
                bottom: metrics.block_max_coord * scale,
                baseline: metrics.baseline * scale,
                ascent: top,
                descent: bottom,
                left: l,
                right: r,
            });
        }
        shaped
    }

    /// Lets the last letter go on to the end of a longer text, whose rest is accents on it.
    pub(super) fn stretch(&mut self, len: usize) {
        if let Some(last) = self.clusters.iter_mut().max_by_key(|cluster| cluster.end) {
            last.end = len;
        }
        if let Some(line) = self.lines.last_mut() {
            line.text.end = len;
        }
        self.len = len;
    }

    pub(super) fn push_glyphs(&mut self, glyphs: &parley::GlyphRun<'_, ()>, scale: f32) {
        let run = glyphs.run();
        let known = self.runs.iter().position(|known| {
            known.font.data.id() == run.font().data.id()
                && known.font.index == run.font().index
                && known.size.to_bits() == run.font_size().to_bits()
                && known.coords.len() == run.normalized_coords().len()
                && known.coords.iter().zip(run.normalized_coords()).all(|(a, b)| *a == b.to_bits())
        });
        let at = known.unwrap_or_else(|| {
            self.runs.push(FontRun {
                font: run.font().clone(),
                size: run.font_size(),
                coords: run.normalized_coords().iter().map(|coord| coord.to_bits()).collect(),
            });
            self.runs.len() - 1
        });
        let run = u32::try_from(at).unwrap_or(0);
        for glyph in glyphs.positioned_glyphs().filter(|glyph| glyph.id != 0) {
            self.glyphs.push(PlacedGlyph { run, id: glyph.id, x: glyph.x * scale, y: glyph.y * scale });
        }
    }

    /// Gives the index of the line a caret is drawn in.
    #[must_use]
    pub fn line_of(&self, caret: Caret) -> usize {
        let offset = caret.offset;
        let at = if caret.upstream {
            self.lines.partition_point(|line| line.text.end < offset)
        } else {
            self.lines.partition_point(|line| line.text.end <= offset)
        };
        at.min(self.lines.len().saturating_sub(1))
    }

    /// Tells whether the letter at an offset runs from right to left.
    #[must_use]
    pub fn is_rtl_at(&self, offset: usize) -> bool {
        let line = self.lines.get(self.line_of(Caret::at(offset)));
        let clusters = line.map_or(&[][..], |line| &self.clusters[line.clusters.clone()]);
        clusters.iter().find(|cluster| cluster.start == offset).map_or(self.rtl, |cluster| cluster.rtl)
    }

    /// Gives the index of the line at a height; the first above, the last below.
    #[must_use]
    pub fn line_at(&self, y: f32) -> usize {
        self.lines.partition_point(|line| line.bottom <= y).min(self.lines.len().saturating_sub(1))
    }

    /// Finds the caret for a point: nearest line, nearest edge of the cluster there.
    #[must_use]
    pub fn hit(&self, point: Pos2) -> Caret {
        let Some(line) = self.lines.get(self.line_at(point.y)) else { return Caret::default() };
        self.hit_in_line(line, point.x)
    }

    /// Finds the caret for a place in a line.
    #[must_use]
    pub fn hit_in_line(&self, line: &Line, x: f32) -> Caret {
        let clusters = &self.clusters[line.clusters.clone()];
        let visible = || clusters.iter().filter(|cluster| cluster.right > cluster.left);
        let found = visible().find(|cluster| x < cluster.right).or_else(|| visible().next_back()).or(clusters.first());
        let Some(cluster) = found else { return Caret { offset: line.text.start, upstream: false } };
        let left_half = x < f32::midpoint(cluster.left, cluster.right);
        if left_half == cluster.rtl {
            Caret { offset: cluster.end, upstream: true }
        } else {
            Caret { offset: cluster.start, upstream: false }
        }
    }

    /// Gives the byte range of the cluster under a point; nothing beside the text.
    #[must_use]
    pub fn cluster_at(&self, point: Pos2) -> Option<Range<usize>> {
        let line = self.lines.get(self.line_at(point.y))?;
        if point.y < line.top || point.y >= line.bottom {
            return None;
        }
        self.clusters[line.clusters.clone()]
            .iter()
            .find(|cluster| cluster.left <= point.x && point.x < cluster.right)
            .map(|cluster| cluster.start..cluster.end)
    }

    /// Gives the x of a caret in its line.
    #[must_use]
    pub fn caret_x(&self, caret: Caret) -> f32 {
        let Some(line) = self.lines.get(self.line_of(caret)) else { return 0.0 };
        let clusters = &self.clusters[line.clusters.clone()];
        let before = || clusters.iter().find(|c| c.end == caret.offset).map(|c| if c.rtl { c.left } else { c.right });
        let after = || clusters.iter().find(|c| c.start == caret.offset).map(|c| if c.rtl { c.right } else { c.left });
        let inside = || {
            let cluster = clusters.iter().find(|c| c.start < caret.offset && caret.offset < c.end)?;
            Some(if cluster.rtl { cluster.right } else { cluster.left })
        };
        let x = if caret.upstream { before().or_else(after) } else { after().or_else(before) };
        // White space a line was broken at hangs out of the column; the caret does not.
        let edge = if self.rtl { line.right } else { line.left };
        x.or_else(inside).unwrap_or(edge).clamp(line.left.min(line.right), line.right)
    }

    /// Gives the caret as an upright rectangle without width, as tall as the letters.
    #[must_use]
    pub fn caret_rect(&self, caret: Caret) -> Rect {
        let x = self.caret_x(caret);
        match self.lines.get(self.line_of(caret)) {
            Some(line) => Rect::from_min_max(pos2(x, line.ascent), pos2(x, line.descent)),
            None => Rect::from_min_max(pos2(x, 0.0), pos2(x, self.height)),
        }
    }

    /// Calls `found` with the index of the line and the left and right edge of each visually connected part
    /// of `range`. White space a line was broken at is left out.
    pub fn parts(&self, range: &Range<usize>, mut found: impl FnMut(usize, f32, f32)) {
        let first = self.lines.partition_point(|line| line.text.end <= range.start);
        for (index, line) in self.lines.iter().enumerate().skip(first) {
            if line.text.start >= range.end {
                break;
            }
            let mut open: Option<(f32, f32)> = None;
            for cluster in &self.clusters[line.clusters.clone()] {
                let inside = cluster.start < range.end && cluster.end > range.start;
                let (left, right) = (cluster.left.max(line.left), cluster.right.min(line.right));
                if inside && right - left > NOTHING {
                    open = Some(open.map_or((left, right), |(start, _)| (start, right)));
                } else if !inside && let Some((start, end)) = open.take() {
                    found(index, start, end);
                }
            }
            if let Some((start, end)) = open {
                found(index, start, end);
            }
        }
    }

    /// Lists the rectangles of a range, as tall as the letters.
    #[must_use]
    pub fn rects(&self, range: &Range<usize>) -> Vec<Rect> {
        let mut rects = Vec::new();
        self.parts(range, |line, left, right| {
            let line = &self.lines[line];
            rects.push(Rect::from_min_max(pos2(left, line.ascent), pos2(right, line.descent)));
        });
        rects
    }

    /// Moves a caret by one cluster to the left or right as seen; nothing at the edge of the text.
    #[must_use]
    pub fn step(&self, caret: Caret, right: bool) -> Option<Caret> {
        let at = self.line_of(caret);
        let line = self.lines.get(at)?;
        let x = self.caret_x(caret);
        let clusters = &self.clusters[line.clusters.clone()];
        // Half a tenth of a point: rounding never makes a step stand still.
        let slack = 0.05;
        let next = if right {
            clusters.iter().find(|c| c.right > x + slack && c.left >= x - slack)
        } else {
            clusters.iter().rev().find(|c| c.left < x - slack && c.right <= x + slack)
        };
        if let Some(cluster) = next.filter(|cluster| in_sight(cluster, line)) {
            return Some(if right == cluster.rtl {
                Caret { offset: cluster.start, upstream: false }
            } else {
                Caret { offset: cluster.end, upstream: true }
            });
        }
        let next = if right == self.rtl { at.checked_sub(1)? } else { at + 1 };
        Some(self.edge(self.lines.get(next)?, !right))
    }

    /// Gives the place at the right or left edge of a line as seen.
    #[must_use]
    pub fn edge(&self, line: &Line, right: bool) -> Caret {
        let mut seen = self.clusters[line.clusters.clone()].iter().filter(|cluster| in_sight(cluster, line));
        let cluster = if right { seen.next_back() } else { seen.next() };
        match cluster {
            Some(cluster) if right == cluster.rtl => Caret { offset: cluster.start, upstream: false },
            Some(cluster) => Caret { offset: cluster.end, upstream: true },
            None => Caret::at(line.text.start),
        }
    }

    /// Gives the last place in a line, before the white space it was broken at.
    #[must_use]
    pub fn line_end(&self, line: &Line) -> Caret {
        let last =
            self.clusters[line.clusters.clone()].iter().filter(|cluster| in_sight(cluster, line)).max_by_key(|c| c.end);
        last.map_or(Caret::at(line.text.start), |cluster| Caret { offset: cluster.end, upstream: true })
    }
}

/// Tells whether a cluster is a letter in the line, not white space hanging out of it and not rounding.
fn in_sight(cluster: &Cluster, line: &Line) -> bool {
    line.right - cluster.left > NOTHING && cluster.right - line.left > NOTHING
}

/// Gives letters without a width of their own their share of the letter before them.
///
/// Some Arabic fonts draw lam with alef as two glyphs of which one carries the whole width; each of the two
/// letters must still be marked, hit and passed by the caret.
fn share_widths(clusters: &mut [Cluster], text: &str) {
    for at in 0..clusters.len() {
        let cluster = clusters[at];
        let letter = text.get(cluster.start..cluster.end).and_then(|letters| letters.chars().next());
        if cluster.right - cluster.left > NOTHING || !letter.is_some_and(char::is_alphabetic) {
            continue;
        }
        // Letters of one direction that follow each other stand beside each other.
        let mut beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let is_before =
            |at: &usize| clusters.get(*at).is_some_and(|c: &Cluster| c.end == cluster.start && c.rtl == cluster.rtl);
        let Some(before) = beside.find(is_before) else { continue };
        let (left, right) = (clusters[before].left, clusters[before].right);
        let middle = f32::midpoint(left, right);
        if cluster.rtl {
            (clusters[before].left, clusters[at].left, clusters[at].right) = (middle, left, middle);
        } else {
            (clusters[before].right, clusters[at].left, clusters[at].right) = (middle, middle, right);
        }
    }
}
