//! Marks as overlays: tinted ground under the letters, lanes below the line. Nothing here shapes text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use egui::{Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use crate::core::annotation::Kind;
use crate::core::workspace::Opened;
use crate::shape::article::{ArticleStyle, Visible};
use crate::ui::ctx::Ctx;
use crate::ui::theme::{MarkColors, Tokens};

/// A visible piece of a mark in one line, in coordinates of its block.
struct Piece {
    kind: Kind,
    /// As tall as the letters.
    rect: Rect,
    /// Line of the block.
    line: usize,
    /// Lane of the mark in the article.
    lane: usize,
    /// Height of the lane in this line.
    y: f32,
    /// Joins two fragments instead of marking text.
    joint: bool,
    /// Whether the mark begins or ends here, on the left and on the right.
    ends: (bool, bool),
    hovered: bool,
    selected: bool,
}

/// The marks of one block, ready to paint: outer before inner.
pub struct Drawn {
    pieces: Vec<Piece>,
}

impl Drawn {
    /// Finds the pieces of all marks that show in some lines of a block.
    pub fn collect(
        ctx: &Ctx<'_>,
        opened: &Opened,
        block: &Visible<'_>,
        lines: &Range<usize>,
        style: ArticleStyle,
    ) -> Self {
        let mut pieces = Vec::new();
        let (Some(first), Some(last)) =
            (block.shaped.lines.get(lines.start), block.shaped.lines.get(lines.end.wrapping_sub(1)))
        else {
            return Self { pieces };
        };
        if !ctx.session.settings.show_marks {
            return Self { pieces };
        }
        let base = block.span.start;
        let shown = crate::core::text::Span { start: base + first.text.start, end: base + last.text.end };
        let marks = opened.marks.within(shown);
        for mark in marks {
            let hovered = ctx.session.hover.as_ref() == Some(&mark.id);
            let chosen = ctx.session.selection.mark.as_ref();
            let selected = chosen.is_some_and(|chosen| chosen.id == mark.id && chosen.part == mark.part);
            let same_record = chosen.is_some_and(|chosen| chosen.id == mark.id);
            let mut add = |range: Range<usize>, joint: bool| {
                let start = range.start.max(shown.start);
                let end = range.end.min(shown.end);
                if start >= end {
                    return;
                }
                let found_from = pieces.len();
                let rtl_of = |at: usize| block.shaped.is_rtl_at(at - base);
                block.shaped.parts(&(start - base..end - base), |at, left, right| {
                    let line = &block.shaped.lines[at];
                    pieces.push(Piece {
                        kind: mark.kind(),
                        rect: Rect::from_min_max(pos2(left, line.ascent + 1.0), pos2(right, line.descent - 1.0)),
                        line: at,
                        lane: mark.lane,
                        y: line.baseline + style.size * 0.26,
                        joint,
                        ends: (false, false),
                        hovered: hovered || (same_record && !selected),
                        selected,
                    });
                });
                if joint || pieces.len() == found_from {
                    return;
                }
                // The first letter decides on which side a mark begins, the last on which it ends.
                if start == range.start {
                    let rtl = rtl_of(start);
                    let piece = &mut pieces[found_from];
                    if rtl { piece.ends.1 = true } else { piece.ends.0 = true }
                }
                if end == range.end
                    && let Some(piece) = pieces.last_mut()
                {
                    if rtl_of(start) { piece.ends.0 = true } else { piece.ends.1 = true }
                }
            };
            for pair in mark.fragments().windows(2) {
                add(pair[0].end..pair[1].start, true);
            }
            for fragment in mark.fragments() {
                add(fragment.range(), false);
            }
        }
        close_up(&mut pieces, first.bottom - first.top, style.size);
        Self { pieces }
    }

    /// Paints the grounds; to be called before the letters.
    pub fn paint_tints(&self, painter: &Painter, origin: Pos2, tokens: &Tokens) {
        for piece in self.pieces.iter().filter(|piece| !piece.joint) {
            let MarkColors { tint, strong, .. } = tokens.of(piece.kind);
            let color = if piece.hovered || piece.selected { strong } else { tint };
            painter.rect_filled(piece.rect.translate(origin.to_vec2()), 2.0, color);
        }
    }

    /// Paints lanes and rings; to be called after the letters.
    pub fn paint_lanes(&self, painter: &Painter, origin: Pos2, tokens: &Tokens) {
        for piece in &self.pieces {
            let color = tokens.of(piece.kind).line;
            let rect = piece.rect.translate(origin.to_vec2());
            let y = piece.y + origin.y;
            if piece.joint {
                painter.hline(rect.x_range(), y, Stroke::new(0.8, color));
                continue;
            }
            let (left, right) = (rect.left() + 0.5, rect.right() - 0.5);
            match piece.kind {
                Kind::Actor => {
                    painter.hline(left..=right, y, Stroke::new(1.5, color));
                }
                Kind::Date => {
                    let line = [pos2(left + 0.9, y), pos2(right, y)];
                    painter.extend(Shape::dotted_line(&line, color, 3.2, 0.9));
                }
                Kind::Agreement => {
                    painter.hline(left..=right, y - 0.9, Stroke::new(0.8, color));
                    painter.hline(left..=right, y + 0.9, Stroke::new(0.8, color));
                }
            }
            for (at_end, x) in [(piece.ends.0, left), (piece.ends.1, right)] {
                if at_end {
                    painter.vline(x, y - 2.0..=y + 1.0, Stroke::new(1.0, color));
                }
            }
            if piece.selected {
                let ring = rect.expand2(vec2(1.5, 1.0));
                painter.rect_stroke(ring, 3.0, Stroke::new(1.6, color), StrokeKind::Outside);
            }
        }
    }
}

/// Moves the lanes of each line together, so that none is left empty and as few as can be reach down to the
/// letters of the next line. Their order stays.
fn close_up(pieces: &mut [Piece], line_height: f32, size: f32) {
    let mut lanes: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for piece in pieces.iter() {
        lanes.entry(piece.line).or_default().insert(piece.lane);
    }
    for piece in pieces {
        if let Some(used) = lanes.get(&piece.line) {
            let rank = used.range(..piece.lane).count();
            piece.y += index(rank) * pitch(used.len(), line_height, size);
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a handful of lanes")]
fn index(lane: usize) -> f32 {
    lane as f32
}

/// Distance of two lanes: what is free between two lines, shared among the lanes there are.
fn pitch(lanes: usize, line_height: f32, size: f32) -> f32 {
    let room = line_height - size * 0.95;
    let scale = size / 18.0;
    (room / index(lanes.max(1))).clamp(2.4 * scale, 3.4 * scale)
}
