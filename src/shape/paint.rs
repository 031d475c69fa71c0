//! Painting shaped text: one textured mesh per glyph page, boxes for letters no font has.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;

use egui::{Color32, FontId, Mesh, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, vec2};

use super::shaped::Shaped;
use super::typesetter::Typesetter;

impl Typesetter {
    /// Paints lines of a shaped text with its top left at `origin`.
    pub fn paint_lines(
        &mut self,
        painter: &Painter,
        shaped: &Shaped,
        lines: Range<usize>,
        origin: Pos2,
        color: Color32,
    ) {
        let ctx = painter.ctx().clone();
        let scale = ctx.pixels_per_point();
        let coords: Vec<u64> = shaped
            .runs
            .iter()
            .map(|run| {
                let mut hasher = DefaultHasher::new();
                run.coords.hash(&mut hasher);
                hasher.finish()
            })
            .collect();
        let mut meshes: Vec<Mesh> = Vec::new();
        for line in &shaped.lines[lines.clone()] {
            for glyph in &shaped.glyphs[line.glyphs.clone()] {
                let run = &shaped.runs[glyph.run as usize];
                let x = (origin.x + glyph.x) * scale;
                let y = ((origin.y + glyph.y) * scale).round();
                let Some((slot, whole)) = self.atlas.glyph(&ctx, run, coords[glyph.run as usize], glyph.id, x) else {
                    continue;
                };
                while meshes.len() <= slot.page {
                    let texture = self.atlas.texture(meshes.len()).unwrap_or_default();
                    meshes.push(Mesh::with_texture(texture));
                }
                let min = Pos2::new(whole, y) + slot.offset;
                let rect = Rect::from_min_max(min / scale, (min + slot.size) / scale);
                let tint = if slot.colored { Color32::WHITE } else { color };
                meshes[slot.page].add_rect_with_uv(rect, slot.uv, tint);
            }
        }
        painter.extend(meshes.into_iter().filter(|mesh| !mesh.is_empty()).map(Shape::mesh));
        self.paint_missing(painter, shaped, &lines, origin, color);
    }

    /// Paints a whole shaped text with its top left at `origin`.
    pub fn paint(&mut self, painter: &Painter, shaped: &Shaped, origin: Pos2, color: Color32) {
        self.paint_lines(painter, shaped, 0..shaped.lines.len(), origin, color);
    }

    /// Draws each letter no font has as a box with its code point in hexadecimal.
    #[expect(clippy::unused_self, reason = "belongs to painting, which is a job of the typesetter")]
    fn paint_missing(&self, painter: &Painter, shaped: &Shaped, lines: &Range<usize>, origin: Pos2, color: Color32) {
        let (Some(first), Some(last)) = (shaped.lines.get(lines.start), shaped.lines.get(lines.end.wrapping_sub(1)))
        else {
            return;
        };
        let visible = shaped
            .missing
            .iter()
            .filter(|missing| missing.rect.min.y >= first.ascent && missing.rect.max.y <= last.descent);
        for missing in visible {
            let rect = missing.rect.translate(origin.to_vec2()).shrink2(vec2(0.5, 2.0));
            painter.rect_stroke(rect, 1.0, Stroke::new(0.75, color), StrokeKind::Inside);
            let code = format!("{:04X}", u32::from(missing.letter));
            let (upper, lower) = code.split_at(code.len() / 2);
            let size = (rect.height() * 0.34).min(rect.width() * 0.62);
            for (row, y) in [(upper, 0.28), (lower, 0.72)] {
                let at = Pos2::new(rect.center().x, rect.top() + rect.height() * y);
                painter.text(at, egui::Align2::CENTER_CENTER, row, FontId::proportional(size), color);
            }
        }
    }
}
