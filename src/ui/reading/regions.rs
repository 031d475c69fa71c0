//! Boilerplate in the text: greyed under a veil, or folded to one line that says what it is.

use std::ops::Range;

use egui::{Painter, Pos2, Rect, vec2};

use crate::core::annotation::Id;
use crate::core::regions;
use crate::core::schema::Vocabulary;
use crate::core::text::{Span, excerpt};
use crate::core::workspace::Opened;
use crate::shape::Style;
use crate::shape::article::{FOLD_HEIGHT, Visible};
use crate::shape::typesetter::Typesetter;
use crate::ui::ctx::Ctx;

/// Says which lines are folded away: those that lie wholly in a region, unless it was opened by hand.
pub fn folds(ctx: &Ctx<'_>, opened: &Opened) -> Vec<Range<usize>> {
    if !ctx.session.settings.fold_regions || opened.work.regions.is_empty() {
        return Vec::new();
    }
    let greyed = regions::greyed_lines(&opened.article.text, &opened.work).into_iter();
    greyed.filter(|(_, id)| !ctx.pane.unfolded.contains(id)).map(|(lines, _)| lines).collect()
}

/// Greys the regions of a block: the ground lies over their letters.
pub fn veil(painter: &Painter, ctx: &Ctx<'_>, opened: &Opened, block: &Visible<'_>, origin: Pos2) {
    for region in opened.work.regions.values() {
        for span in region.place.fragments().iter().filter(|span| span.overlaps(block.span)) {
            let start = span.start.max(block.span.start) - block.span.start;
            let end = span.end.min(block.span.end) - block.span.start;
            for rect in block.shaped.rects(&(start..end)) {
                let rect = rect.translate(origin.to_vec2()).expand2(vec2(1.0, 0.0));
                painter.rect_filled(rect, 0.0, ctx.tokens.ground.gamma_multiply(f32::from(ctx.tokens.veil) / 100.0));
            }
        }
    }
}

/// Draws the line that stands for a folded region; gives the region, where a click opens it, and its words.
pub fn fold_line(
    painter: &Painter,
    ctx: &Ctx<'_>,
    opened: &Opened,
    span: Span,
    origin: Pos2,
    width: f32,
    typesetter: &mut Typesetter,
) -> Option<(Id, Rect, String)> {
    let text = &opened.article.text;
    let line = text.trim(span);
    let region = opened.work.regions.values().find(|region| {
        let cover = region.place.cover();
        cover.contains(line) || cover.touches(span.start)
    })?;
    let kind = ctx.workspace.schema().label(Vocabulary::RegionKind, &region.kind);
    let words = format!("{kind}: {}", excerpt(text.slice(region.place.cover()), 48));
    let rect = Rect::from_min_size(origin, vec2(width, FOLD_HEIGHT));
    let shaped = typesetter.one_line(painter.ctx(), &words, Style::sans(12.0), width - 24.0);
    painter.rect_filled(rect.shrink2(vec2(0.0, 3.0)), 4.0, ctx.tokens.hover);
    typesetter.paint(painter, &shaped, origin + vec2(12.0, 4.0), ctx.tokens.muted);
    Some((region.id.clone(), rect, words))
}
