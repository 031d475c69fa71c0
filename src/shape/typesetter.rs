//! The one typesetter of a window: fonts, glyph pictures and recently shaped labels.
//!
//! It travels with the egui context ([`Type::of`]), so that any panel can draw user text without being
//! handed a typesetter, as with egui's own fonts.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::atlas::Atlas;
use super::field_state::FieldState;
use super::fonts::{Fonts, Style};
use super::shaped::Shaped;
use crate::core::language::{self, Direction};

/// Labels kept before those not drawn lately are forgotten.
const MAX_LABELS: usize = 3000;
/// Frames a label is kept after it was drawn last, once there are too many.
const KEEP_FRAMES: u64 = 60;

/// Holds what shaping and painting needs.
pub struct Typesetter {
    /// Fonts and shaping.
    pub fonts: Fonts,
    pub(super) atlas: Atlas,
    pub(super) fields: HashMap<egui::Id, FieldState>,
    labels: HashMap<u64, (Arc<Shaped>, u64)>,
}

/// A shared handle to the window's typesetter.
#[derive(Clone)]
pub struct Type(Arc<Mutex<Typesetter>>);

impl Type {
    /// Makes a typesetter of some fonts and hands it to the context.
    pub fn install(ctx: &egui::Context, fonts: Fonts) -> Self {
        let typesetter = Typesetter { fonts, atlas: Atlas::default(), fields: HashMap::new(), labels: HashMap::new() };
        let handle = Self(Arc::new(Mutex::new(typesetter)));
        ctx.data_mut(|data| data.insert_temp(Self::id(), handle.clone()));
        handle
    }

    /// Gives the context's typesetter, making one on first use.
    #[must_use]
    pub fn of(ctx: &egui::Context) -> Self {
        ctx.data(|data| data.get_temp(Self::id())).unwrap_or_else(|| Self::install(ctx, Fonts::new(true)))
    }

    fn id() -> egui::Id {
        egui::Id::unique("typesetter")
    }

    /// Locks the typesetter for a short while. Do not call egui's context-locking closures meanwhile.
    pub fn lock(&self) -> MutexGuard<'_, Typesetter> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets what is typed in fields: what they belonged to is closed.
    pub fn forget_fields(&self) {
        self.lock().fields.clear();
    }

    /// Uploads new glyph pictures and forgets labels not drawn lately. Call once at the end of a frame.
    pub fn end_frame(&self, ctx: &egui::Context) {
        let frame = ctx.cumulative_frame_nr();
        let mut typesetter = self.lock();
        typesetter.atlas.flush();
        if typesetter.labels.len() > MAX_LABELS {
            typesetter.labels.retain(|_, (_, used)| *used + KEEP_FRAMES > frame);
        }
    }
}

impl Typesetter {
    /// Forgets what is typed in a field; it begins anew from its value.
    pub fn forget_field(&mut self, id: egui::Id) {
        self.fields.remove(&id);
    }

    /// Shapes a text with its own first-strong direction, or takes it from the recent ones.
    pub fn label(&mut self, ctx: &egui::Context, text: &str, style: Style, width: Option<f32>) -> Arc<Shaped> {
        let direction = language::first_strong(text).unwrap_or_default();
        self.directed(ctx, text, style, width, direction)
    }

    /// Shapes a text with a given base direction, or takes it from the recent ones.
    pub fn directed(
        &mut self,
        ctx: &egui::Context,
        text: &str,
        style: Style,
        width: Option<f32>,
        direction: Direction,
    ) -> Arc<Shaped> {
        let pixels_per_point = ctx.pixels_per_point();
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let numbers = [style.size, style.line_height, width.unwrap_or(-1.0), pixels_per_point];
        (numbers.map(f32::to_bits), style.family, style.bold, direction, self.fonts.language()).hash(&mut hasher);
        let key = hasher.finish();
        let frame = ctx.cumulative_frame_nr();
        if let Some((shaped, used)) = self.labels.get_mut(&key) {
            *used = frame;
            return shaped.clone();
        }
        let shaped = Arc::new(self.fonts.shape(text, style, width, direction, pixels_per_point));
        self.labels.insert(key, (shaped.clone(), frame));
        shaped
    }

    /// Shapes one line, cut with an ellipsis where it is wider than `width`.
    pub fn one_line(&mut self, ctx: &egui::Context, text: &str, style: Style, width: f32) -> Arc<Shaped> {
        let flat;
        let text = &text[..text.floor_char_boundary(2000)];
        let text = if text.contains(['\n', '\t']) {
            flat = text.replace(['\n', '\t'], " ");
            &flat
        } else {
            text
        };
        let whole = self.label(ctx, text, style, None);
        if whole.width <= width {
            return whole;
        }
        let ellipsis = self.label(ctx, "…", style, None).width;
        let mut clusters: Vec<_> = whole.clusters.iter().collect();
        clusters.sort_by_key(|cluster| cluster.start);
        let mut room = width - ellipsis;
        let mut cut = 0;
        for cluster in clusters {
            room -= cluster.right - cluster.left;
            if room < 0.0 {
                break;
            }
            cut = cluster.end;
        }
        let direction = language::first_strong(text).unwrap_or_default();
        let short = format!("{}…", text[..cut].trim_end());
        self.directed(ctx, &short, style, None, direction)
    }
}
