//! The list of articles: state, language and counts, with a filter.

use egui::{Align2, FontId, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use egui_material_icons::icons;

use crate::core::annotation::State;
use crate::core::generation::Generation;
use crate::core::workspace::{ArticleKey, Entry};
use crate::session::action::{Action, Focus, Target};
use crate::shape::field::{Field, Outcome};
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;
use crate::ui::widgets::{focus_ring, icon_font};

const ROW: f32 = 42.0;

/// The private state of the list.
#[derive(Default)]
pub struct Articles {
    filter: String,
    shown: Vec<u32>,
    stamp: Option<(Generation, String)>,
    current: Option<ArticleKey>,
}

impl Articles {
    /// Draws the list.
    pub fn show(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            ui.add_space(10.0);
            self.filter_field(ui, ctx);
        });
        ui.add_space(4.0);
        Self::progress(ui, ctx);
        self.prepare(ctx);
        let current = ctx.article();
        let jump = current != self.current.as_ref();
        self.current = current.cloned();
        // Rows are counted with the space between them, so there must be none here as well.
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = egui::ScrollArea::vertical().id_salt("articles").auto_shrink(false);
        let number = current.and_then(|key| ctx.workspace.number_of(key));
        let at = number.and_then(|number| self.shown.binary_search(&number).ok());
        area.show_rows(ui, ROW, self.shown.len(), |ui, rows| {
            for shown in rows.clone() {
                if let Some(entry) = entry(ctx, self.shown[shown]) {
                    row(ui, ctx, entry);
                }
            }
            if let Some(at) = at.filter(|at| jump && !rows.contains(at)) {
                let origin = ui.min_rect().top();
                let top = origin + (signed(at) - signed(rows.start)) * ROW;
                ui.scroll_to_rect(Rect::from_min_size(pos2(ui.min_rect().left(), top), vec2(10.0, ROW)), None);
            }
        });
    }

    fn filter_field(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        let id = Id::unique("filter of the list");
        if ctx.open.focus == Some(Focus::Filter) {
            ui.memory_mut(|memory| memory.request_focus(id));
            ctx.focus_served();
        }
        let width = (ui.available_width() - 10.0).max(40.0);
        let value = self.filter.clone();
        let field = Field::new(id, &value, "Filter of the article list").hint("Filter by name").width(width);
        let shown = field.show(ui, ctx.tokens.field());
        match shown.outcome {
            Outcome::Draft(text) | Outcome::Taken(text) => self.filter = text,
            Outcome::Discarded(_) => {
                self.filter.clear();
                ctx.push(Action::Focus(Focus::Article));
            }
            Outcome::Refused { .. } | Outcome::None => {}
        }
        if shown.entered
            && let Some(entry) = self.shown.first().and_then(|at| entry(ctx, *at))
        {
            ctx.push(Action::Open(Target::Article(entry.key.clone())));
            ctx.push(Action::Focus(Focus::Article));
        }
    }

    fn progress(ui: &mut Ui, ctx: &Ctx<'_>) {
        let entries = ctx.workspace.entries();
        let listing = ctx.open.listing;
        let done = ctx.workspace.done();
        let words = if listing.running && entries.is_empty() {
            format!("Reading the folder: {} articles so far", listing.found)
        } else if listing.running {
            format!("{} articles · reading {} of {}", entries.len(), listing.summed_up, entries.len())
        } else {
            format!("{done} of {} {} done", entries.len(), if entries.len() == 1 { "article" } else { "articles" })
        };
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            ui.label(egui::RichText::new(words).size(12.0).color(ctx.tokens.muted));
        });
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 5.0), Sense::hover());
        let track = rect.shrink2(vec2(12.0, 1.0));
        ui.painter().rect_filled(track, 2.0, ctx.tokens.hairline);
        let part = if listing.running { listing.summed_up } else { done };
        let filled = track.width() * share(part, entries.len());
        let bar = Rect::from_min_size(track.min, vec2(filled, track.height()));
        ui.painter().rect_filled(bar, 2.0, ctx.tokens.focus);
        ui.add_space(4.0);
    }

    /// Applies the filter anew when it or the list has changed.
    fn prepare(&mut self, ctx: &Ctx<'_>) {
        let entries = ctx.workspace.entries();
        let stamp = Some((ctx.workspace.listed(), self.filter.clone()));
        if stamp == self.stamp {
            return;
        }
        let wanted = self.filter.trim().to_lowercase();
        let fits = |entry: &Entry| contains(entry.key.as_str(), &wanted);
        // What is typed on is looked for among what was found.
        let narrower = matches!((&self.stamp, &stamp), (Some((listed, before)), Some((now, after)))
            if listed == now && after.trim().to_lowercase().contains(&before.trim().to_lowercase()));
        if narrower {
            self.shown.retain(|at| entries.get(*at as usize).is_some_and(fits));
        } else {
            self.shown = (0u32..).zip(entries).filter(|(_, entry)| fits(entry)).map(|(at, _)| at).collect();
        }
        self.stamp = stamp;
    }
}

/// Tells whether a name contains a text in small letters, however it is capitalised.
fn contains(name: &str, wanted: &str) -> bool {
    if wanted.is_empty() {
        return true;
    }
    if name.is_ascii() && wanted.is_ascii() {
        // A hundred thousand names are asked in one frame, so none is copied.
        let (name, wanted) = (name.as_bytes(), wanted.as_bytes());
        return name.windows(wanted.len()).any(|part| part.eq_ignore_ascii_case(wanted));
    }
    name.to_lowercase().contains(wanted)
}

fn entry<'a>(ctx: &Ctx<'a>, at: u32) -> Option<&'a Entry> {
    ctx.workspace.entries().get(at as usize)
}

#[expect(clippy::cast_precision_loss, reason = "rows of a list")]
fn signed(at: usize) -> f32 {
    at as f32
}

#[expect(clippy::cast_precision_loss, reason = "a share for a bar")]
fn share(part: usize, all: usize) -> f32 {
    if all == 0 { 0.0 } else { part as f32 / all as f32 }
}

/// Gives the sign of a state: filled, half, empty, and two of their own.
fn sign(state: State) -> &'static str {
    match state {
        State::New => icons::ICON_RADIO_BUTTON_UNCHECKED.codepoint,
        State::InProgress => icons::ICON_CLOCK_LOADER_40.codepoint,
        State::Done => icons::ICON_CHECK_CIRCLE.codepoint,
        State::NeedsSecondLook => icons::ICON_HELP.codepoint,
        State::Excluded => icons::ICON_DO_NOT_DISTURB_ON.codepoint,
    }
}

fn row(ui: &mut Ui, ctx: &Ctx<'_>, entry: &Entry) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let response = ui.interact(rect, Id::unique(("article", entry.key.as_str())), Sense::click());
    let current = ctx.article() == Some(&entry.key) || ctx.pane.loading.as_ref() == Some(&entry.key);
    if current {
        ui.painter().rect_filled(rect, 0.0, ctx.tokens.selection);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, ctx.tokens.hover);
    }
    let summary = entry.summary.as_ref();
    let state = summary.map_or(State::New, |summary| summary.state);
    let broken = summary.and_then(|summary| summary.problem.as_deref());
    let color = if broken.is_some() { ctx.tokens.problem } else { ctx.tokens.muted };
    let mark = if broken.is_some() { icons::ICON_ERROR.codepoint } else { sign(state) };
    ui.painter().text(pos2(rect.left() + 20.0, rect.top() + 14.0), Align2::CENTER_CENTER, mark, icon_font(16.0), color);
    let upper =
        Rect::from_min_max(pos2(rect.left() + 36.0, rect.top() + 4.0), pos2(rect.right() - 10.0, rect.top() + 23.0));
    label::paint_in(ui, upper, entry.key.file_name(), Style::sans(13.0), ctx.tokens.ink);
    let mut parts: Vec<String> = Vec::new();
    if let Some(summary) = summary {
        parts.extend(summary.language.clone());
        if state != State::New {
            parts.push(state.label().to_lowercase());
        }
        let [actors, dates, agreements] = summary.counts;
        if actors + dates + agreements > 0 {
            parts.push(format!("{actors} · {dates} · {agreements}"));
        }
    }
    let lower = pos2(upper.left(), rect.top() + 32.0);
    let ink = if current { ctx.tokens.ink } else { ctx.tokens.muted };
    ui.painter().text(lower, Align2::LEFT_CENTER, parts.join("   "), FontId::proportional(11.5), ink);
    focus_ring(ui, ctx, &response, rect);
    response
        .widget_info(|| WidgetInfo::selected(Role::ListItem, true, current, format!("Article {}", entry.key.as_str())));
    let clicked = response.clicked();
    if response.hovered() {
        let [actors, dates, agreements] = summary.map_or([0; 3], |summary| summary.counts);
        let counts =
            format!("{}\n{}\n{actors} actors, {dates} dates, {agreements} agreements", entry.key, state.label());
        let words = broken.map_or(counts.clone(), |reason| format!("{counts}\n{reason}"));
        label::tooltip(response, &words, ctx.tokens.ink);
    }
    if clicked {
        ctx.push(Action::Open(Target::Article(entry.key.clone())));
        ctx.push(Action::Focus(Focus::Article));
    }
}
