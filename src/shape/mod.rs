//! Shaped text: everything that comes from an article or a person is laid out, measured, hit and painted here.
//!
//! **Invariant:** the only layer that names parley, fontique, skrifa or vello. Knows texts, spans and egui's
//! painter; nothing of annotations, files or panels. Keep the seam narrow: egui may take this job back one day.

pub mod article;
mod atlas;
mod blocks;
mod breaks;
mod chunks;
mod faces;
pub mod field;
mod field_state;
mod field_words;
pub mod fonts;
mod hyphens;
pub mod label;
pub mod paint;
pub mod shaped;
pub mod typesetter;

pub use fonts::{Family, Style};
pub use shaped::{Caret, Shaped};
pub use typesetter::Type;
