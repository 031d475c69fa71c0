//! Colours, sizes and egui's style. The only place that names a colour.

use std::sync::Arc;

use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke, TextStyle, Visuals};

use crate::core::annotation::Kind;
use crate::shape::field::FieldColors;
use crate::shape::fonts::{SANS, SANS_BOLD};
use crate::store::settings::Theme;

/// Below this width the list of articles makes room for the text.
pub const NARROW: f32 = 980.0;

/// Colours of a kind of mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkColors {
    /// Lane and label.
    pub line: Color32,
    /// Ground of the marked text.
    pub tint: Color32,
    /// Ground while under the pointer or selected.
    pub strong: Color32,
}

/// All colours of a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tokens {
    /// Whether it is a dark theme.
    pub dark: bool,
    /// Ground of the article.
    pub ground: Color32,
    /// Ground of panels and fields.
    pub surface: Color32,
    /// Text.
    pub ink: Color32,
    /// Quiet text.
    pub muted: Color32,
    /// Thin lines.
    pub hairline: Color32,
    /// Ground of what is under the pointer.
    pub hover: Color32,
    /// Selected text.
    pub selection: Color32,
    /// Focus ring and caret.
    pub focus: Color32,
    /// Problems.
    pub problem: Color32,
    /// Ground of what was found.
    pub found: Color32,
    /// How much of the ground lies over greyed text, in hundredths: as much as leaves it readable, also where it is marked.
    pub veil: u8,
    actor: MarkColors,
    date: MarkColors,
    agreement: MarkColors,
    flag: MarkColors,
    custom: MarkColors,
}

const fn hex(rgb: u32) -> Color32 {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

const fn mark(line: u32, tint: u32, strong: u32) -> MarkColors {
    MarkColors { line: hex(line), tint: hex(tint), strong: hex(strong) }
}

/// Dark ink on a light ground.
pub const LIGHT: Tokens = Tokens {
    dark: false,
    ground: hex(0x00FB_FAF7),
    surface: hex(0x00FF_FFFF),
    ink: hex(0x001D_1B16),
    muted: hex(0x0062_5D53),
    hairline: hex(0x00E2_DDD2),
    hover: hex(0x00F1_EEE6),
    selection: hex(0x00B2_CFF8),
    focus: hex(0x001B_56B0),
    problem: hex(0x00A8_231B),
    found: hex(0x00FF_E27A),
    veil: 30,
    actor: mark(0x001B_56B0, 0x00DC_E8FB, 0x00C0_D7F8),
    date: mark(0x007A_4F00, 0x00FA_EBC8, 0x00F6_DC9F),
    agreement: mark(0x001A_6340, 0x00D6_EFE0, 0x00B7_E2CA),
    flag: mark(0x00A8_231B, 0x00FB_E1DE, 0x00F6_C8C3),
    custom: mark(0x006B_3A8F, 0x00EE_E2F7, 0x00DF_CBEF),
};

/// Light ink on a dark ground.
pub const DARK: Tokens = Tokens {
    dark: true,
    ground: hex(0x0017_181B),
    surface: hex(0x001F_2125),
    ink: hex(0x00E9_E6E0),
    muted: hex(0x00A8_A399),
    hairline: hex(0x0034_373D),
    hover: hex(0x002A_2D32),
    selection: hex(0x0033_4A6E),
    focus: hex(0x008F_B8FA),
    problem: hex(0x00FF_9A90),
    found: hex(0x0048_4010),
    veil: 33,
    actor: mark(0x008F_B8FA, 0x0022_334F, 0x002C_4469),
    date: mark(0x00F0_C674, 0x0043_371C, 0x0052_4320),
    agreement: mark(0x0084_D5A8, 0x001D_3B2C, 0x0025_4B38),
    flag: mark(0x00FF_9A90, 0x0048_2724, 0x005C_302C),
    custom: mark(0x00D3_AEF2, 0x0039_2A47, 0x0049_355C),
};

/// Brown ink on a paper ground.
pub const SEPIA: Tokens = Tokens {
    dark: false,
    ground: hex(0x00F4_ECD8),
    surface: hex(0x00FA_F4E4),
    ink: hex(0x0033_291B),
    muted: hex(0x006A_5A43),
    hairline: hex(0x00DD_D0B3),
    hover: hex(0x00EC_E2C9),
    selection: hex(0x00D3_D9D6),
    focus: hex(0x001D_4E96),
    problem: hex(0x0097_231A),
    found: hex(0x00F3_D45E),
    veil: 24,
    actor: mark(0x001D_4E96, 0x00D5_DEEA, 0x00BD_CDE2),
    date: mark(0x0071_4700, 0x00F2_DCA6, 0x00E9_CA7D),
    agreement: mark(0x001B_5A3B, 0x00CF_E3CC, 0x00B4_D3B1),
    flag: mark(0x0097_231A, 0x00F3_D6C9, 0x00EB_C0AE),
    custom: mark(0x0063_3480, 0x00E6_D8E4, 0x00D8_C4DB),
};

impl Tokens {
    /// Gives the colours of a kind of mark.
    #[must_use]
    pub fn of(&self, kind: Kind) -> MarkColors {
        match kind {
            Kind::Actor => self.actor,
            Kind::Date => self.date,
            Kind::Agreement => self.agreement,
            Kind::Flag => self.flag,
            Kind::Custom => self.custom,
            // Boilerplate is grey.
            Kind::Region => MarkColors { line: self.muted, tint: self.hover, strong: self.hairline },
        }
    }

    /// Gives the colours of a type that the schema adds: its own colour, brought to where it can be read.
    #[must_use]
    pub fn of_type(&self, (red, green, blue): (u8, u8, u8)) -> MarkColors {
        let own = Color32::from_rgb(red, green, blue);
        let mix = |part: f32| self.ground.lerp_to_gamma(own, part);
        // The line must stand out from the ground: it goes towards the ink until it does.
        let line = (0..=8u8)
            .map(|step| own.lerp_to_gamma(self.ink, f32::from(step) / 8.0))
            .find(|color| contrast(*color, self.ground) >= 4.5)
            .unwrap_or(self.ink);
        MarkColors { line, tint: mix(0.18), strong: mix(0.32) }
    }

    /// Gives the colours of an input field.
    #[must_use]
    pub fn field(&self) -> FieldColors {
        FieldColors {
            ink: self.ink,
            hint: self.muted,
            ground: self.surface,
            border: self.hairline,
            focus: self.focus,
            selection: self.selection,
        }
    }
}

/// Gives the colours of a theme; `system_dark` decides where the theme follows the system.
#[must_use]
pub fn tokens(theme: Theme, system_dark: bool) -> &'static Tokens {
    match (theme, system_dark) {
        (Theme::Sepia, _) => &SEPIA,
        (Theme::Dark, _) | (Theme::System, true) => &DARK,
        (Theme::Light, _) | (Theme::System, false) => &LIGHT,
    }
}

/// Gives egui the interface fonts.
pub fn install_fonts(ctx: &egui::Context) {
    let mut fonts = FontDefinitions::empty();
    fonts.font_data.insert("sans".into(), Arc::new(FontData::from_static(SANS)));
    fonts.font_data.insert("bold".into(), Arc::new(FontData::from_static(SANS_BOLD)));
    fonts.families.insert(FontFamily::Proportional, vec!["sans".into()]);
    fonts.families.insert(FontFamily::Monospace, vec!["sans".into()]);
    fonts.families.insert(bold_family(), vec!["bold".into(), "sans".into()]);
    ctx.set_fonts(fonts);
    egui_material_icons::initialize(ctx);
}

/// The bold family of the interface.
#[must_use]
pub fn bold_family() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// Makes egui look like the theme.
pub fn apply(ctx: &egui::Context, tokens: &Tokens) {
    let base = if tokens.dark { egui::Theme::Dark } else { egui::Theme::Light };
    ctx.set_theme(base);
    ctx.all_styles_mut(|style| {
        style.visuals = visuals(tokens);
        style.animation_time = 0.0;
        style.scroll_animation = egui::style::ScrollAnimation::none();
        style.spacing.item_spacing = egui::vec2(8.0, 4.0);
        style.spacing.button_padding = egui::vec2(8.0, 3.0);
        style.spacing.interact_size.y = 26.0;
        style.spacing.window_margin = Margin::same(12);
        style.spacing.menu_margin = Margin::same(6);
        style.spacing.scroll.floating = true;
        style.interaction.tooltip_delay = 0.35;
        style.interaction.resize_grab_radius_side = 6.0;
        style.text_styles = [
            (TextStyle::Small, FontId::proportional(12.0)),
            (TextStyle::Body, FontId::proportional(14.0)),
            (TextStyle::Button, FontId::proportional(14.0)),
            (TextStyle::Heading, FontId::new(18.0, bold_family())),
            (TextStyle::Monospace, FontId::proportional(14.0)),
        ]
        .into();
    });
}

fn visuals(tokens: &Tokens) -> Visuals {
    let mut visuals = if tokens.dark { Visuals::dark() } else { Visuals::light() };
    let radius = CornerRadius::same(6);
    visuals.override_text_color = None;
    visuals.panel_fill = tokens.surface;
    visuals.window_fill = tokens.surface;
    visuals.extreme_bg_color = tokens.surface;
    visuals.faint_bg_color = tokens.hover;
    visuals.window_stroke = Stroke::new(1.0, tokens.hairline);
    visuals.window_corner_radius = radius;
    visuals.menu_corner_radius = radius;
    visuals.selection.bg_fill = tokens.selection;
    visuals.selection.stroke = Stroke::new(1.0, tokens.ink);
    visuals.hyperlink_color = tokens.focus;
    visuals.warn_fg_color = tokens.problem;
    visuals.error_fg_color = tokens.problem;
    visuals.text_cursor.stroke = Stroke::new(2.0, tokens.focus);
    visuals.text_cursor.blink = false;
    let widgets = &mut visuals.widgets;
    for (state, fill, text) in [
        (&mut widgets.noninteractive, tokens.surface, tokens.ink),
        (&mut widgets.inactive, tokens.surface, tokens.ink),
        (&mut widgets.hovered, tokens.hover, tokens.ink),
        (&mut widgets.active, tokens.selection, tokens.ink),
        (&mut widgets.open, tokens.hover, tokens.ink),
    ] {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, tokens.hairline);
        state.fg_stroke = Stroke::new(1.0, text);
        state.corner_radius = radius;
        state.expansion = 0.0;
    }
    visuals
}

/// Relative luminance (WCAG 2.2).
fn luminance(color: Color32) -> f64 {
    let channel = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
}

fn contrast(a: Color32, b: Color32) -> f64 {
    let (high, low) = (luminance(a).max(luminance(b)), luminance(a).min(luminance(b)));
    (high + 0.05) / (low + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_text_passes_wcag_aa_on_every_ground_it_stands_on() {
        for tokens in [LIGHT, DARK, SEPIA] {
            for ground in [tokens.ground, tokens.surface, tokens.hover, tokens.selection] {
                assert!(contrast(tokens.ink, ground) >= 7.0, "ink on {ground:?}");
            }
            for ground in [tokens.ground, tokens.surface, tokens.hover] {
                assert!(contrast(tokens.muted, ground) >= 4.5, "muted on {ground:?}");
                assert!(contrast(tokens.problem, ground) >= 4.5, "problem on {ground:?}");
                assert!(contrast(tokens.ink, tokens.found) >= 7.0, "ink on what was found");
            }
            for kind in Kind::ALL {
                let colors = tokens.of(kind);
                assert!(contrast(colors.line, tokens.surface) >= 4.5, "{kind:?} line");
                assert!(contrast(tokens.ink, colors.tint) >= 7.0, "ink on {kind:?} tint");
                assert!(contrast(tokens.ink, colors.strong) >= 7.0, "ink on strong {kind:?} tint");
                let veiled = |color: Color32| color.lerp_to_gamma(tokens.ground, f32::from(tokens.veil) / 100.0);
                for ground in [tokens.ground, colors.tint, colors.strong, tokens.selection] {
                    let found = contrast(veiled(tokens.ink), veiled(ground));
                    assert!(found >= 4.5, "greyed ink on {kind:?}: {found}");
                }
            }
        }
    }
}
