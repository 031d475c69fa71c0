//! Marks as overlays: tinted ground under the letters, lanes below the line. Nothing here shapes text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use egui::{Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use crate::core::annotation::{Id, Kind, Place};
use crate::core::schema::LanePattern;
use crate::core::workspace::Opened;
use crate::shape::article::{ArticleStyle, Visible};
use crate::ui::ctx::Ctx;
use crate::ui::theme::MarkColors;

/// A visible piece of a mark in one line, in coordinates of its block.
struct Piece {
    look: Look,
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
            let hovered = ctx.pane.hover.as_ref() == Some(&mark.id);
            let chosen = ctx.pane.selection.mark.as_ref();
            let selected = chosen.is_some_and(|chosen| chosen.id == mark.id && chosen.part == mark.part);
            let same_record = chosen.is_some_and(|chosen| chosen.id == mark.id);
            let look = Look::of(ctx, opened, &mark.id);
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
                        look,
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
    pub fn paint_tints(&self, painter: &Painter, origin: Pos2) {
        for piece in self.pieces.iter().filter(|piece| !piece.joint) {
            let MarkColors { tint, strong, .. } = piece.look.colors;
            let color = if piece.hovered || piece.selected { strong } else { tint };
            painter.rect_filled(piece.rect.translate(origin.to_vec2()), 2.0, color);
        }
    }

    /// Paints lanes and rings; to be called after the letters.
    pub fn paint_lanes(&self, painter: &Painter, origin: Pos2) {
        for piece in &self.pieces {
            let color = piece.look.colors.line;
            let rect = piece.rect.translate(origin.to_vec2());
            let y = piece.y + origin.y;
            if piece.joint {
                painter.hline(rect.x_range(), y, Stroke::new(0.8, color));
                continue;
            }
            let (left, right) = (rect.left() + 0.5, rect.right() - 0.5);
            piece.look.lane(painter, left, right, y);
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

/// Colours and lane pattern of a mark.
#[derive(Clone, Copy)]
struct Look {
    colors: MarkColors,
    pattern: LanePattern,
}

impl Look {
    fn of(ctx: &Ctx<'_>, opened: &Opened, id: &Id) -> Self {
        let kind = id.kind();
        let custom = opened.work.customs.get(id).and_then(|custom| ctx.workspace.schema().type_def(&custom.type_id));
        if let Some(one) = custom {
            return Self { colors: ctx.tokens.of_type(one.colour), pattern: one.lane };
        }
        let pattern = match kind {
            Kind::Actor | Kind::Region => LanePattern::Solid,
            Kind::Date => LanePattern::Dotted,
            Kind::Agreement => LanePattern::Double,
            Kind::Flag => LanePattern::Wavy,
            Kind::Custom => LanePattern::Dashed,
        };
        Self { colors: ctx.tokens.of(kind), pattern }
    }

    /// Draws the lane of a piece in its pattern, so that kinds differ without colours too.
    fn lane(&self, painter: &Painter, left: f32, right: f32, y: f32) {
        let color = self.colors.line;
        match self.pattern {
            LanePattern::Solid => {
                painter.hline(left..=right, y, Stroke::new(1.5, color));
            }
            LanePattern::Dotted => {
                let line = [pos2(left + 0.9, y), pos2(right, y)];
                painter.extend(Shape::dotted_line(&line, color, 3.2, 0.9));
            }
            LanePattern::Double => {
                painter.hline(left..=right, y - 0.9, Stroke::new(0.8, color));
                painter.hline(left..=right, y + 0.9, Stroke::new(0.8, color));
            }
            LanePattern::Dashed => {
                let line = [pos2(left, y), pos2(right, y)];
                painter.extend(Shape::dashed_line(&line, Stroke::new(1.5, color), 5.0, 2.5));
            }
            LanePattern::Wavy => {
                let mut points = Vec::new();
                let mut x = left;
                let mut up = true;
                while x <= right {
                    points.push(pos2(x, if up { y - 1.2 } else { y + 1.2 }));
                    up = !up;
                    x += 2.2;
                }
                painter.line(points, Stroke::new(1.1, color));
            }
        }
    }
}

/// Underlines the further places of the selected record: titles beside a name, the trigger, the venue.
pub fn paint_side_places(painter: &Painter, ctx: &Ctx<'_>, opened: &Opened, block: &Visible<'_>, origin: Pos2) {
    let Some(mark) = ctx.pane.selection.mark.as_ref().filter(|_| ctx.session.settings.show_marks) else { return };
    let Some(record) = opened.work.record(&mark.id) else { return };
    let color = ctx.tokens.of(mark.id.kind()).line;
    for span in record.side_places().into_iter().flat_map(Place::fragments) {
        if !span.overlaps(block.span) {
            continue;
        }
        let start = span.start.max(block.span.start) - block.span.start;
        let end = span.end.min(block.span.end) - block.span.start;
        for rect in block.shaped.rects(&(start..end)) {
            let rect = rect.translate(origin.to_vec2()).shrink2(vec2(0.0, 2.0));
            let line = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
            painter.extend(Shape::dashed_line(&line, Stroke::new(1.0, color), 3.0, 2.0));
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
