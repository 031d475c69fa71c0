//! The bundled fonts, the choice among them, and the way from a string to a shaped text.

use std::borrow::Cow;
use std::sync::Arc;

use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontFamily, FontFamilyName, FontWeight, LayoutContext,
    LineHeight, OverflowWrap, StyleProperty,
};

use super::shaped::Shaped;
use crate::core::language::Direction;

/// Noto Serif Regular.
pub const SERIF: &[u8] = include_bytes!("../../assets/fonts/NotoSerif-Regular.ttf");
/// Noto Sans Regular.
pub const SANS: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Regular.ttf");
/// Noto Sans Bold.
pub const SANS_BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSans-Bold.ttf");
const NASKH: &[u8] = include_bytes!("../../assets/fonts/NotoNaskhArabic-Regular.ttf");
const SANS_ARABIC: &[u8] = include_bytes!("../../assets/fonts/NotoSansArabic-Regular.ttf");
const SANS_ARABIC_BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSansArabic-Bold.ttf");

/// The two families an article can be set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Family {
    /// A book serif with its Arabic naskh.
    #[default]
    Serif,
    /// A sans with its Arabic companion.
    Sans,
}

/// How a text is set. Sizes in points of the window, not pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Family.
    pub family: Family,
    /// Font size.
    pub size: f32,
    /// Line height as a multiple of the font size.
    pub line_height: f32,
    /// Whether to set it bold (sans only).
    pub bold: bool,
}

impl Style {
    /// The style of interface text of a size.
    #[must_use]
    pub fn sans(size: f32) -> Self {
        Self { family: Family::Sans, size, line_height: 1.45, bold: false }
    }
}

/// Holds the font collection and parley's working memory.
pub struct Fonts {
    pub(super) fonts: FontContext,
    pub(super) layouts: LayoutContext<()>,
}

impl Default for Fonts {
    fn default() -> Self {
        Self::new(true)
    }
}

impl Fonts {
    /// Loads the bundled fonts; with `system`, falls back to the fonts of the machine for other scripts.
    #[must_use]
    pub fn new(system: bool) -> Self {
        let mut collection = Collection::new(CollectionOptions { shared: false, system_fonts: system });
        for data in [SERIF, SANS, SANS_BOLD, NASKH, SANS_ARABIC, SANS_ARABIC_BOLD] {
            collection.register_fonts(Blob::new(Arc::new(data)), None);
        }
        Self { fonts: FontContext { collection, source_cache: SourceCache::default() }, layouts: LayoutContext::new() }
    }

    /// Shapes a text into lines of at most `width` points (unwrapped without a width).
    pub fn shape(
        &mut self,
        text: &str,
        style: Style,
        width: Option<f32>,
        direction: Direction,
        pixels_per_point: f32,
    ) -> Shaped {
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, pixels_per_point, true);
        for property in properties(style) {
            builder.push_default(property);
        }
        builder.set_base_direction(match direction {
            Direction::Ltr => BaseDirection::Ltr,
            Direction::Rtl => BaseDirection::Rtl,
        });
        let mut layout = builder.build(text);
        layout.break_all_lines(width.map(|points| (points * pixels_per_point).max(1.0)));
        layout.align(Alignment::Start, AlignmentOptions::default());
        Shaped::from_layout(&layout, text, pixels_per_point)
    }
}

/// The parley properties of a style.
pub(super) fn properties(style: Style) -> Vec<StyleProperty<'static, ()>> {
    let names: &[&str] = match style.family {
        Family::Serif => &["Noto Serif", "Noto Naskh Arabic"],
        Family::Sans => &["Noto Sans", "Noto Sans Arabic"],
    };
    let names: Vec<FontFamilyName<'static>> =
        names.iter().map(|name| FontFamilyName::Named(Cow::Borrowed(name))).collect();
    vec![
        StyleProperty::FontFamily(FontFamily::List(Cow::Owned(names))),
        StyleProperty::FontSize(style.size),
        StyleProperty::LineHeight(LineHeight::FontSizeRelative(style.line_height)),
        StyleProperty::FontWeight(if style.bold { FontWeight::BOLD } else { FontWeight::NORMAL }),
        StyleProperty::OverflowWrap(OverflowWrap::Anywhere),
    ]
}
