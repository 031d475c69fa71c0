//! The head of the article: title, language, publication, publisher, state.

use egui::{Align, Frame, Id, Layout, Margin, Ui};

use super::ctx::Ctx;
use super::panels;
use super::widgets::{Choice, TextField, choice, editable};
use crate::core::annotation::{LanguageTag, State};
use crate::core::intent::{HeaderField, Intent};
use crate::core::language;
use crate::core::text::{Span, excerpt};
use crate::core::workspace::{Access, Opened};
use crate::session::action::Action;
use crate::session::command::{Command, Edit};
use crate::session::field::{FieldKey, Owner};
use crate::shape::{Style, label};

/// Width of the choice of the state.
const STATE_WIDTH: f32 = 170.0;

/// Width from which all fields stand in one row.
const ONE_ROW: f32 = 760.0;
/// Width from which they stand in two.
const TWO_ROWS: f32 = 500.0;

/// The fields below the title.
enum Part {
    Language,
    Published,
    Publisher,
}

/// Draws the head of the article on the screen.
pub fn show(ui: &mut Ui, ctx: &Ctx<'_>) {
    let Some(opened) = ctx.opened() else { return };
    Frame::new().fill(ctx.tokens.surface).inner_margin(Margin { left: 16, right: 16, top: 8, bottom: 8 }).show(
        ui,
        |ui| {
            title(ui, ctx, opened);
            ui.add_space(4.0);
            // A label never stands in another line than its field, and no field is cut.
            let room = ui.available_width();
            let rows: &[&[Part]] = if room >= ONE_ROW {
                &[&[Part::Language, Part::Published, Part::Publisher]]
            } else if room >= TWO_ROWS {
                &[&[Part::Language, Part::Published], &[Part::Publisher]]
            } else {
                &[&[Part::Language], &[Part::Published], &[Part::Publisher]]
            };
            for row in rows {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    for part in *row {
                        match part {
                            Part::Language => language_field(ui, ctx, opened),
                            Part::Published => published(ui, ctx, opened),
                            Part::Publisher => publisher(ui, ctx, opened),
                        }
                        ui.add_space(8.0);
                    }
                });
            }
            let typed = &opened.work.header.published;
            if !typed.is_empty() {
                panels::in_words(ui, ctx, typed);
            }
            if opened.access == Access::Loading {
                ui.label(egui::RichText::new("Reading the marks…").size(12.0).color(ctx.tokens.muted));
            }
            if let Access::ReadOnly(reason) = &opened.access {
                ui.add_space(4.0);
                let sentence = format!("Read only. {reason}");
                label::block(ui, &sentence, Style::sans(13.0), ctx.tokens.problem);
            }
        },
    );
}

/// Gives the title of an article: the place set, else the first line with text.
#[must_use]
pub fn title_of(opened: &Opened) -> String {
    let text = &opened.article.text;
    if let Some(place) = &opened.work.header.title {
        return excerpt(text.slice(place.cover()), 200);
    }
    // What is greyed is not the article, so it is not its title either.
    let greyed = |span: &Span| crate::core::regions::around(&opened.work, *span).is_some();
    let lines = text.paragraphs().iter().map(|span| text.trim(*span)).filter(|span| !span.is_empty());
    let first = lines.clone().find(|span| !greyed(span)).or_else(|| lines.clone().next()).map(|span| text.slice(span));
    excerpt(first.unwrap_or("(no text)"), 200)
}

fn title(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened) {
    let title = title_of(opened);
    ui.horizontal(|ui| {
        let style = Style { bold: true, ..Style::sans(16.0) };
        let room = (ui.available_width() - STATE_WIDTH - 16.0).max(80.0);
        let response = label::line_in(ui, &title, style, ctx.tokens.ink, room);
        let how = if opened.work.header.title.is_some() {
            "Title, as marked in the text."
        } else {
            "The first line. Select the title in the text and press t to mark it."
        };
        let words = format!("{title}\n\n{how}\n{}", opened.article.key);
        label::tooltip(response, &words, ctx.tokens.ink);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.set_max_width(STATE_WIDTH);
            state(ui, ctx, opened);
        });
    });
}

fn change(ctx: &Ctx<'_>, field: HeaderField) -> Action {
    ctx.changing(Intent::SetHeader(field))
}

fn name(ui: &mut Ui, ctx: &Ctx<'_>, words: &str) {
    ui.label(egui::RichText::new(words).size(12.0).color(ctx.tokens.muted));
}

fn language_field(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened) {
    name(ui, ctx, "Language");
    let (value, hint) = match (&opened.work.header.language, opened.article.detected) {
        (LanguageTag::Set(code), _) => (code.clone(), String::new()),
        (LanguageTag::Detected, Some(found)) => (String::new(), found.code.to_owned()),
        (LanguageTag::Detected, None) => (String::new(), "code".to_owned()),
    };
    let owner = Owner::Header(opened.article.key.clone());
    let field = TextField {
        owner: &owner,
        key: FieldKey::Language,
        name: "Language code",
        value: &value,
        hint: &hint,
        rows: 1,
        width: Some(70.0),
    };
    field.show(ui, ctx, |text| {
        let code = text.trim();
        let tag = if code.is_empty() { LanguageTag::Detected } else { LanguageTag::Set(code.to_owned()) };
        change(ctx, HeaderField::Language(tag))
    });
    let (words, color) = match (&opened.work.header.language, opened.article.detected) {
        (LanguageTag::Set(code), _) => (format!("{}, set", language::name(code)), ctx.tokens.muted),
        (LanguageTag::Detected, Some(found)) if found.reliable => {
            (format!("{}, detected ({:.2})", language::name(found.code), found.confidence), ctx.tokens.muted)
        }
        (LanguageTag::Detected, Some(found)) => (
            format!("perhaps {} ({:.2}, unreliable)", language::name(found.code), found.confidence),
            ctx.tokens.problem,
        ),
        (LanguageTag::Detected, None) if opened.article.text.as_str().trim().is_empty() => {
            ("no text".to_owned(), ctx.tokens.muted)
        }
        (LanguageTag::Detected, None) => ("language not recognised".to_owned(), ctx.tokens.problem),
    };
    ui.label(egui::RichText::new(words).size(12.0).color(color));
}

fn published(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened) {
    name(ui, ctx, "Published");
    let value = &opened.work.header.published;
    let owner = Owner::Header(opened.article.key.clone());
    let field = TextField {
        owner: &owner,
        key: FieldKey::Published,
        name: "Publication date",
        value,
        hint: "year-month-day",
        rows: 1,
        width: Some(124.0),
    };
    field.show(ui, ctx, |text| change(ctx, HeaderField::Published(text.trim().to_owned())));
}

fn publisher(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened) {
    name(ui, ctx, "Publisher");
    let value = &opened.work.header.publisher;
    let owner = Owner::Header(opened.article.key.clone());
    let field = TextField {
        owner: &owner,
        key: FieldKey::Publisher,
        name: "Publisher",
        value,
        hint: "Newspaper or agency",
        rows: 1,
        width: Some(170.0),
    };
    field.show(ui, ctx, |text| change(ctx, HeaderField::Publisher(text.trim().to_owned())));
}

fn state(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened) {
    let labels: Vec<Choice<'_>> =
        State::ALL.iter().map(|state| Choice { code: state.label(), label: state.label(), help: "" }).collect();
    let current = opened.work.header.state.label();
    if let Some(label) = choice(ui, ctx, Id::unique("state of the article"), "State", current, &labels, editable(ctx))
        && let Some(state) = State::ALL.into_iter().find(|state| state.label() == label)
    {
        ctx.run(Command::Edit(Edit::State(state)));
    }
}
