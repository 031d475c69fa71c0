//! The head of the article: title, language, publication, publisher, state.

use egui::{Align, Frame, Id, Layout, Margin, Role, Ui, WidgetInfo};

use super::ctx::Ctx;
use super::panels;
use super::widgets::{self, Choice, Expects, TextField, choice, editable};
use crate::core::annotation::{LanguageTag, State};
use crate::core::intent::{HeaderField, Intent};
use crate::core::language;
use crate::core::text::excerpt;
use crate::core::workspace::{Access, Opened};
use crate::session::command::{Command, Edit};
use crate::session::field::{FieldKey, Owner};
use crate::shape::{Style, label};

/// Regions, and lines without words, above the title that are passed over to find it.
const ABOVE: usize = 50;
/// What an analyst can do about a title that was found.
const HOW: &str = "Select the title in the text and press t to mark it.";

/// Code points shown of a suggested value.
const SUGGESTED: usize = 60;

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

impl Part {
    /// Makes the field with its label; `language` is the code set and the hint where none is.
    fn field<'a>(
        &self,
        opened: &'a Opened,
        owner: &'a Owner,
        language: &'a (String, String),
    ) -> (&'static str, TextField<'a>) {
        let header = &opened.work.header;
        let (label, key, name) = match self {
            Self::Language => ("Language", FieldKey::Language, "Language code"),
            Self::Published => ("Published", FieldKey::Published, "Publication date"),
            Self::Publisher => ("Publisher", FieldKey::Publisher, "Publisher"),
        };
        let (value, hint, width, expects) = match self {
            Self::Language => (&language.0, language.1.as_str(), 70.0, Expects::Anything),
            Self::Published => (&header.published, "year-month-day", 124.0, Expects::Date),
            Self::Publisher => (&header.publisher, "Newspaper or agency", 170.0, Expects::Anything),
        };
        (label, TextField { owner, key, name, value, hint, rows: 1, width: Some(width), expects })
    }

    /// Says what taking a text means.
    fn make(&self) -> fn(String) -> Intent {
        match self {
            Self::Language => |text| {
                let code = text.trim();
                let tag = if code.is_empty() { LanguageTag::Detected } else { LanguageTag::Set(code.to_owned()) };
                Intent::SetHeader(HeaderField::Language(tag))
            },
            Self::Published => |text| Intent::SetHeader(HeaderField::Published(text.trim().to_owned())),
            Self::Publisher => |text| Intent::SetHeader(HeaderField::Publisher(text.trim().to_owned())),
        }
    }
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
            let owner = Owner::Header(opened.article.key.clone());
            let language = language_code(opened);
            for row in rows {
                let mut fields = Vec::new();
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    for part in *row {
                        let (label, field) = part.field(opened, &owner, &language);
                        name(ui, ctx, label);
                        let shown = field.show(ui, ctx, &part.make());
                        fields.push((part, field, shown));
                        if matches!(part, Part::Language) {
                            language_words(ui, ctx, opened);
                        }
                        ui.add_space(8.0);
                    }
                });
                // What a field has to say stands below the row: beside it there is no room.
                for (part, field, shown) in fields {
                    field.say(ui, ctx, &shown, &part.make());
                }
            }
            let typed = &opened.work.header.published;
            panels::in_words(ui, ctx, typed);
            from_source(ui, ctx, opened);
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

/// Gives the title of an article: the place set, else what the form of the text says, else the first line with words.
#[must_use]
pub fn title_of(opened: &Opened) -> String {
    let text = &opened.article.text;
    if let Some(place) = &opened.work.header.title {
        return excerpt(text.slice(place.cover()), 200);
    }
    let heading = opened.article.heading();
    if let Some((title, _)) = &heading.title {
        return excerpt(title, 200);
    }
    let mut next = text.line_with_text(text.paragraph_at(heading.body));
    let mut first = None;
    for _ in 0..ABOVE {
        let Some(index) = next else { break };
        let line = text.trim(text.paragraphs()[index]);
        let words = heading.line(text.slice(line));
        // What is greyed is not the article, so it is not its title either.
        let region = crate::core::regions::around(&opened.work, line);
        let behind = region.map(|region| text.paragraph_at(region.place.cover().end));
        if let (Some(words), None) = (&words, behind) {
            return excerpt(words, 200);
        }
        first = first.or(words);
        next = text.line_with_text(behind.unwrap_or_default().max(index + 1));
    }
    let line = || text.line_with_text(0).map(|index| text.slice(text.trim(text.paragraphs()[index])).to_owned());
    first.or_else(line).map_or_else(|| "(no text)".to_owned(), |words| excerpt(&words, 200))
}

fn title(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened) {
    let title = title_of(opened);
    ui.horizontal(|ui| {
        let style = Style { bold: true, ..Style::sans(16.0) };
        let room = (ui.available_width() - STATE_WIDTH - 16.0).max(80.0);
        let response = label::line_in(ui, &title, style, ctx.tokens.ink, room);
        let how = match (&opened.work.header.title, &opened.article.heading().title) {
            (Some(_), _) => "Title, as marked in the text.".to_owned(),
            (None, Some((_, form))) => format!("{} {HOW}", form.words()),
            (None, None) => format!("The first line. {HOW}"),
        };
        let words = format!("{title}\n\n{how}\n{}", opened.article.key);
        label::tooltip(response, &words, ctx.tokens.ink);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.set_max_width(STATE_WIDTH);
            state(ui, ctx, opened);
        });
    });
}

fn name(ui: &mut Ui, ctx: &Ctx<'_>, words: &str) {
    ui.label(egui::RichText::new(words).size(12.0).color(ctx.tokens.muted));
}

/// Gives the language that was set, and what to write where none was.
fn language_code(opened: &Opened) -> (String, String) {
    match &opened.work.header.language {
        LanguageTag::Set(code) => (code.clone(), String::new()),
        LanguageTag::Detected => (String::new(), opened.language().unwrap_or("code").to_owned()),
    }
}

/// Says how the language is known.
fn language_words(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened) {
    let (words, color) = match (&opened.work.header.language, opened.article.detected()) {
        (LanguageTag::Set(code), _) => (format!("{}, set", language::name(code)), ctx.tokens.muted),
        (LanguageTag::Detected, Some(found)) => {
            let color = if found.certain().is_some() { ctx.tokens.muted } else { ctx.tokens.problem };
            (found.in_words(), color)
        }
        (LanguageTag::Detected, None) if opened.article.text.line_with_text(0).is_none() => {
            ("no text".to_owned(), ctx.tokens.muted)
        }
        (LanguageTag::Detected, None) => ("language not recognised".to_owned(), ctx.tokens.problem),
    };
    ui.label(egui::RichText::new(words).size(12.0).color(color));
}

/// Offers what the source of the article says about it for the fields that are empty, each to be taken by itself, or
/// all at once.
fn from_source(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened) {
    let found = opened.suggestions();
    if found.is_empty() || !editable(ctx) {
        return;
    }
    let whence =
        opened.added.as_ref().filter(|added| added.row.is_some()).map_or("From the page", |_| "From the table");
    ui.horizontal_wrapped(|ui| {
        name(ui, ctx, whence);
        for suggestion in &found {
            let value = excerpt(&suggestion.value, SUGGESTED);
            let words = format!("{} ({})", value, suggestion.source);
            let response = widgets::link(ui, ctx, &words, 12.0);
            let label = format!("Take {} {words}", suggestion.field.words());
            response.widget_info(|| WidgetInfo::labeled(Role::Link, true, label.clone()));
            if response.clicked() {
                ctx.change(Intent::SetHeader(HeaderField::Found(vec![suggestion.clone()])));
            }
            label::tooltip(response, &label, ctx.tokens.ink);
            ui.add_space(8.0);
        }
        if found.len() > 1 {
            let response = ui.link(egui::RichText::new("take all").size(12.0));
            if response.on_hover_text(Command::Edit(Edit::TakeFound).tooltip()).clicked() {
                ctx.run(Command::Edit(Edit::TakeFound));
            }
        }
    });
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
