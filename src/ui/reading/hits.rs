//! What was found in the article: lit under the letters, with an outline, so that colour is not the only sign.

use egui::{Painter, Pos2, Stroke, StrokeKind};

use crate::core::text::Span;
use crate::core::workspace::Opened;
use crate::shape::article::Visible;
use crate::ui::ctx::Ctx;

/// Lights what was found in a block.
pub fn paint(painter: &Painter, ctx: &Ctx<'_>, opened: &Opened, block: &Visible<'_>, origin: Pos2) {
    let Some(find) = &ctx.pane.find else { return };
    let hits = find.hits(opened.article.generation);
    let first = hits.partition_point(|hit| hit.end <= block.span.start);
    for hit in hits[first..].iter().take_while(|hit| hit.start < block.span.end) {
        let stroke = if find.at == Some(*hit) {
            Stroke::new(2.0, ctx.tokens.focus)
        } else {
            Stroke::new(1.0, ctx.tokens.muted.gamma_multiply(0.7))
        };
        let shown = Span { start: hit.start.max(block.span.start), end: hit.end.min(block.span.end) };
        for rect in block.shaped.rects(&(shown.start - block.span.start..shown.end - block.span.start)) {
            painter.rect(
                rect.translate(origin.to_vec2()).expand2(egui::vec2(1.0, 0.0)),
                2.0,
                ctx.tokens.found,
                stroke,
                StrokeKind::Outside,
            );
        }
    }
}
