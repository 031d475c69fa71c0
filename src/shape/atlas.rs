//! Glyph pictures: drawn once with vello, kept in texture pages, uploaded at the end of a frame.

use std::collections::HashMap;

use egui::{Color32, ColorImage, Rect, TextureHandle, TextureOptions, Vec2, pos2, vec2};
use skrifa::MetadataProvider as _;
use vello_cpu::{color, kurbo, peniko};

use super::shaped::FontRun;

/// Side of a page in pixels.
const SIDE: usize = 1024;
/// Pages kept before all are thrown away and drawn anew.
const MAX_PAGES: usize = 8;
/// Horizontal sub-pixel places of a glyph.
const BINS: f32 = 4.0;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    font: u64,
    index: u32,
    size: u32,
    coords: u64,
    glyph: u32,
    bin: u8,
}

/// A glyph's picture in a page.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// Page.
    pub page: usize,
    /// Texture coordinates.
    pub uv: Rect,
    /// Offset of the picture's top left from the whole-pixel origin, in pixels.
    pub offset: Vec2,
    /// Size in pixels.
    pub size: Vec2,
    /// Whether it has colours of its own.
    pub colored: bool,
}

struct Page {
    pixels: Vec<Color32>,
    texture: TextureHandle,
    /// Top, height and filled width of the shelf in use.
    shelf: (usize, usize, usize),
    dirty: Option<[usize; 4]>,
}

/// Holds all glyph pictures.
#[derive(Default)]
pub struct Atlas {
    slots: HashMap<Key, Option<Slot>>,
    pages: Vec<Page>,
}

struct Bitmap {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
    offset: Vec2,
    colored: bool,
}

impl Atlas {
    /// Finds or draws a glyph at a horizontal place (pixels); gives its slot and the whole pixel to add it to.
    pub fn glyph(
        &mut self,
        ctx: &egui::Context,
        run: &FontRun,
        coords: u64,
        glyph: u32,
        x: f32,
    ) -> Option<(Slot, f32)> {
        let binned = (x * BINS).round() / BINS;
        let whole = binned.floor();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0, 1, 2 or 3")]
        let bin = ((binned - whole) * BINS) as u8;
        let key = Key { font: run.font.data.id(), index: run.font.index, size: run.size.to_bits(), coords, glyph, bin };
        if let Some(slot) = self.slots.get(&key) {
            return slot.map(|slot| (slot, whole));
        }
        let bitmap = draw(run, glyph, f32::from(bin) / BINS);
        let slot = bitmap.and_then(|bitmap| self.insert(ctx, &bitmap));
        self.slots.insert(key, slot);
        slot.map(|slot| (slot, whole))
    }

    /// Gives the texture of a page.
    pub fn texture(&self, page: usize) -> Option<egui::TextureId> {
        self.pages.get(page).map(|page| page.texture.id())
    }

    /// Uploads what was drawn since the last call.
    pub fn flush(&mut self) {
        for page in &mut self.pages {
            let Some([left, top, right, bottom]) = page.dirty.take() else { continue };
            let mut pixels = Vec::with_capacity((right - left) * (bottom - top));
            for y in top..bottom {
                pixels.extend_from_slice(&page.pixels[y * SIDE + left..y * SIDE + right]);
            }
            let image = ColorImage::new([right - left, bottom - top], pixels);
            page.texture.set_partial([left, top], image, TextureOptions::LINEAR);
        }
    }

    fn insert(&mut self, ctx: &egui::Context, bitmap: &Bitmap) -> Option<Slot> {
        if bitmap.width + 2 > SIDE || bitmap.height + 2 > SIDE {
            return None;
        }
        let place = self.pages.last_mut().and_then(|page| page.place(bitmap.width, bitmap.height));
        let (x, y) = if let Some(place) = place {
            place
        } else {
            if self.pages.len() == MAX_PAGES {
                self.slots.clear();
                self.pages.clear();
            }
            self.pages.push(Page::new(ctx));
            self.pages.last_mut()?.place(bitmap.width, bitmap.height)?
        };
        let page_index = self.pages.len() - 1;
        let page = self.pages.last_mut()?;
        for row in 0..bitmap.height {
            let at = (y + row) * SIDE + x;
            page.pixels[at..at + bitmap.width]
                .copy_from_slice(&bitmap.pixels[row * bitmap.width..(row + 1) * bitmap.width]);
        }
        let [left, top, right, bottom] = page.dirty.unwrap_or([x, y, x, y]);
        page.dirty = Some([left.min(x), top.min(y), right.max(x + bitmap.width), bottom.max(y + bitmap.height)]);
        let size = vec2(to_f32(bitmap.width), to_f32(bitmap.height));
        let min = pos2(to_f32(x), to_f32(y)) / to_f32(SIDE);
        let uv = Rect::from_min_size(min, size / to_f32(SIDE));
        Some(Slot { page: page_index, uv, offset: bitmap.offset, size, colored: bitmap.colored })
    }
}

impl Page {
    fn new(ctx: &egui::Context) -> Self {
        let image = ColorImage::filled([SIDE, SIDE], Color32::TRANSPARENT);
        Self {
            pixels: vec![Color32::TRANSPARENT; SIDE * SIDE],
            texture: ctx.load_texture("glyphs", image, TextureOptions::LINEAR),
            shelf: (1, 0, 1),
            dirty: None,
        }
    }

    /// Reserves room with one empty pixel around.
    fn place(&mut self, width: usize, height: usize) -> Option<(usize, usize)> {
        let (mut top, mut tall, mut filled) = self.shelf;
        if filled + width + 1 > SIDE {
            (top, tall, filled) = (top + tall + 1, 0, 1);
        }
        if top + height + 1 > SIDE {
            return None;
        }
        self.shelf = (top, tall.max(height), filled + width + 1);
        Some((filled, top))
    }
}

#[expect(clippy::cast_precision_loss, reason = "pixel counts below 1024")]
fn to_f32(count: usize) -> f32 {
    count as f32
}

/// Draws a glyph: its own colours if the font has them, else its outline as white coverage.
fn draw(run: &FontRun, glyph: u32, shift: f32) -> Option<Bitmap> {
    let font = skrifa::FontRef::from_index(run.font.data.data(), run.font.index).ok()?;
    let id = skrifa::GlyphId::new(glyph);
    let size = skrifa::instance::Size::new(run.size);
    let has_color = font.color_glyphs().get(id).is_some() || font.bitmap_strikes().glyph_for_size(size, id).is_some();
    if has_color && let Some(bitmap) = draw_color(run, glyph) {
        return Some(bitmap);
    }
    let coords: Vec<_> = run.coords.iter().map(|bits| skrifa::instance::NormalizedCoord::from_bits(*bits)).collect();
    let mut pen = Pen { path: kurbo::BezPath::new(), shift: f64::from(shift) };
    let settings = skrifa::outline::DrawSettings::unhinted(size, skrifa::instance::LocationRef::new(&coords));
    font.outline_glyphs().get(id)?.draw(settings, &mut pen).ok()?;
    let bounds = kurbo::Shape::bounding_box(&pen.path).expand();
    let (width, height) = (whole(bounds.width())?, whole(bounds.height())?);
    let mut ctx = vello_cpu::RenderContext::new(width, height);
    ctx.set_transform(kurbo::Affine::translate((-bounds.x0, -bounds.y0)));
    ctx.set_paint(color::OpaqueColor::<color::Srgb>::WHITE);
    ctx.fill_path(&pen.path);
    #[expect(clippy::cast_possible_truncation, reason = "glyph bounds are small")]
    let offset = vec2(bounds.x0 as f32, bounds.y0 as f32);
    Some(Bitmap {
        width: width.into(),
        height: height.into(),
        pixels: render(&mut ctx, width, height),
        offset,
        colored: false,
    })
}

/// Draws a colour glyph on a canvas with room around it, then crops it.
fn draw_color(run: &FontRun, glyph: u32) -> Option<Bitmap> {
    let side = whole(f64::from(3.0 * run.size).ceil())?;
    let font = peniko::FontData::new(run.font.data.clone(), run.font.index);
    let mut ctx = vello_cpu::RenderContext::new(side, side);
    let mut resources = vello_cpu::Resources::new();
    ctx.set_paint(color::OpaqueColor::<color::Srgb>::WHITE);
    let glyph = vello_cpu::Glyph { id: glyph, x: run.size, y: 2.0 * run.size };
    ctx.glyph_run(&mut resources, &font)
        .font_size(run.size)
        .hint(false)
        .normalized_coords(&run.coords)
        .fill_glyphs(std::iter::once(glyph));
    let mut pixmap = vello_cpu::Pixmap::new(side, side);
    ctx.render(&mut pixmap, &mut resources);
    let all = to_colors(&pixmap);
    let side = usize::from(side);
    let inked = |x: usize, y: usize| all[y * side + x].a() > 0;
    let rows: Vec<usize> = (0..side).filter(|y| (0..side).any(|x| inked(x, *y))).collect();
    let columns: Vec<usize> = (0..side).filter(|x| (0..side).any(|y| inked(*x, y))).collect();
    let (top, bottom, left, right) = (*rows.first()?, *rows.last()? + 1, *columns.first()?, *columns.last()? + 1);
    let mut pixels = Vec::with_capacity((right - left) * (bottom - top));
    for y in top..bottom {
        pixels.extend_from_slice(&all[y * side + left..y * side + right]);
    }
    let offset = vec2(to_f32(left) - run.size, to_f32(top) - 2.0 * run.size).round();
    Some(Bitmap { width: right - left, height: bottom - top, pixels, offset, colored: true })
}

fn render(ctx: &mut vello_cpu::RenderContext, width: u16, height: u16) -> Vec<Color32> {
    let mut pixmap = vello_cpu::Pixmap::new(width, height);
    ctx.render(&mut pixmap, &mut vello_cpu::Resources::new());
    to_colors(&pixmap)
}

fn to_colors(pixmap: &vello_cpu::Pixmap) -> Vec<Color32> {
    let bytes = pixmap.data_as_u8_slice().chunks_exact(4);
    bytes.map(|px| Color32::from_rgba_premultiplied(px[0], px[1], px[2], px[3])).collect()
}

/// Gives a size as whole pixels; nothing for an empty or absurd one.
fn whole(size: f64) -> Option<u16> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked just before")]
    (1.0..=2000.0).contains(&size).then_some(size as u16)
}

/// Collects an outline into a path, y downwards.
struct Pen {
    path: kurbo::BezPath,
    shift: f64,
}

impl Pen {
    fn point(&self, x: f32, y: f32) -> kurbo::Point {
        kurbo::Point::new(f64::from(x) + self.shift, -f64::from(y))
    }
}

impl skrifa::outline::OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.point(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.point(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.path.quad_to(self.point(cx, cy), self.point(x, y));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.path.curve_to(self.point(ax, ay), self.point(bx, by), self.point(x, y));
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}
