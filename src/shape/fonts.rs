//! The bundled fonts, the choice among them, and the way from a string to a shaped text.

use std::borrow::Cow;
use std::sync::Arc;

use parley::fontique::{Blob, Collection, CollectionOptions, Language, SourceCache};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontFamily, FontFamilyName, FontWeight, Layout,
    LayoutContext, LineBreakContext, LineBreakOverrideFn, LineHeight, OverflowWrap, StyleProperty,
};

use super::breaks::{Breaks, break_lines};
use super::faces::{Chosen, language_of};
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

/// Holds the fonts, the faces chosen among them for each script, and parley's working memory.
pub struct Fonts {
    serif: Faces,
    sans: Faces,
    pub(super) layouts: LayoutContext<()>,
    language: Option<Language>,
}

/// Fonts of which those of a family come first in every script.
struct Faces {
    fonts: FontContext,
    chosen: Chosen,
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
        let source_cache = SourceCache::new_shared();
        let faces = || Faces {
            fonts: FontContext { collection: collection.clone(), source_cache: source_cache.clone() },
            chosen: Chosen::default(),
        };
        Self { serif: faces(), sans: faces(), layouts: LayoutContext::new(), language: None }
    }

    /// Takes what is set from now on for text in a language (BCP 47), which decides between faces where a script alone does
    /// not: Chinese characters look different in Japanese.
    pub fn speak(&mut self, language: Option<&str>) {
        self.language = language.and_then(|code| Language::parse(code).ok());
    }

    /// Gives the language that text is taken to be in.
    pub(super) fn language(&self) -> Option<Language> {
        self.language
    }

    /// Gives the language that a text is set in.
    pub(super) fn language_of(&self, text: &str) -> Option<Language> {
        language_of(text, self.language)
    }

    /// Gives what parley needs to set a text of a family in.
    pub(super) fn contexts(&mut self, text: &str, family: Family) -> (&mut FontContext, &mut LayoutContext<()>) {
        let language = self.language_of(text);
        let faces = match family {
            Family::Serif => &mut self.serif,
            Family::Sans => &mut self.sans,
        };
        faces.chosen.meet(text, language, &mut faces.fonts.collection, family == Family::Serif);
        (&mut faces.fonts, &mut self.layouts)
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
        let mut layout = self.layout(text, style, direction, pixels_per_point);
        let mut hyphen = None;
        break_lines(&mut layout, text, width.map(|points| (points * pixels_per_point).max(1.0)), || {
            // Seldom does a text have a soft hyphen.
            let hyphen = hyphen.insert(self.layout("\u{2010}", style, direction, pixels_per_point));
            hyphen.break_all_lines(None);
            hyphen.full_width()
        });
        layout.align(Alignment::Start, AlignmentOptions::default());
        let mut shaped = Shaped::from_layout(&layout, text, pixels_per_point);
        if let Some(hyphen) = hyphen {
            shaped.hyphenate(&layout, text, &hyphen, pixels_per_point);
        }
        shaped
    }

    /// Shapes a text, not broken into lines yet.
    fn layout(&mut self, text: &str, style: Style, direction: Direction, pixels_per_point: f32) -> Layout<()> {
        let language = self.language_of(text);
        let (fonts, layouts) = self.contexts(text, style.family);
        let mut builder = layouts.ranged_builder(fonts, text, pixels_per_point, true);
        builder.push_default(StyleProperty::Locale(language));
        for property in properties(style) {
            builder.push_default(property);
        }
        builder.set_base_direction(match direction {
            Direction::Ltr => BaseDirection::Ltr,
            Direction::Rtl => BaseDirection::Rtl,
        });
        let answer = Breaks::of(text).map(|breaks| move |_: LineBreakContext| breaks.answer());
        builder.set_line_break_override(answer.as_ref().map(|answer| answer as &LineBreakOverrideFn));
        builder.build(text)
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
