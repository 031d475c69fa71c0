//! Hyphens at the ends of lines that end at a soft hyphen: seen, hit and marked like a letter, though the text has none.

use parley::Layout;

use super::breaks::ends_softly;
use super::shaped::{PlacedGlyph, Shaped};

impl Shaped {
    /// Sets a hyphen at the end of each line that ends in the middle of a word, in the room that was left for it.
    pub(super) fn hyphenate(&mut self, layout: &Layout<()>, text: &str, hyphen: &Layout<()>, pixels_per_point: f32) {
        let mut pattern = Self::from_layout(hyphen, "\u{2010}", pixels_per_point);
        let soft = |line: parley::layout::Line<'_, ()>| ends_softly(text, &line.text_range(), line.break_reason());
        let lines: Vec<bool> = layout.lines().map(soft).collect();
        if pattern.glyphs.is_empty() {
            return;
        }
        let first = u32::try_from(self.runs.len()).unwrap_or(0);
        self.runs.append(&mut pattern.runs);
        let mut added = 0;
        for (at, ends_softly) in lines.into_iter().enumerate() {
            let Some(line) = self.lines.get_mut(at) else { return };
            line.glyphs.start += added;
            line.glyphs.end += added;
            if ends_softly {
                added += self.end_with(at, &pattern, first);
            }
        }
    }

    /// Ends a line with the glyphs of a hyphen, whose fonts begin at `first`; gives how many there are.
    fn end_with(&mut self, at: usize, hyphen: &Self, first: u32) -> usize {
        let width = hyphen.width;
        let line = &mut self.lines[at];
        let clusters = &mut self.clusters[line.clusters.clone()];
        let glyphs = &mut self.glyphs[line.glyphs.clone()];
        let Some(soft) = clusters.iter().position(|cluster| cluster.end == line.text.end) else { return 0 };
        let (rtl, place) = (clusters[soft].rtl, clusters[soft].left);
        // What stands beyond, which is nothing where all of the line runs one way, makes room.
        let rtl_line = self.rtl;
        let shift = |x: &mut f32| *x += if rtl_line { -width } else { width };
        let beyond = |x: f32| if rtl_line { x <= place } else { x >= place };
        for (index, cluster) in clusters.iter_mut().enumerate() {
            let is_beyond = if rtl_line { cluster.right <= place } else { cluster.left >= place };
            if index != soft && is_beyond {
                shift(&mut cluster.left);
                shift(&mut cluster.right);
            }
        }
        if rtl != rtl_line {
            for glyph in glyphs.iter_mut().filter(|glyph| beyond(glyph.x)) {
                shift(&mut glyph.x);
            }
        }
        let (left, right) = if rtl_line { (place - width, place) } else { (place, place + width) };
        (clusters[soft].left, clusters[soft].right) = (left, right);
        if rtl_line {
            line.left -= width;
        } else {
            line.right += width;
        }
        self.width = self.width.max(line.right - line.left);
        let baseline = hyphen.lines.first().map_or(0.0, |line| line.baseline);
        let end = line.glyphs.end;
        let placed = hyphen.glyphs.iter().map(|glyph| PlacedGlyph {
            run: first + glyph.run,
            id: glyph.id,
            x: left + glyph.x,
            y: line.baseline + glyph.y - baseline,
        });
        line.glyphs.end += hyphen.glyphs.len();
        self.glyphs.splice(end..end, placed);
        hyphen.glyphs.len()
    }
}
