//! The reading view: the article as a book would set it, with caret, selection and marks.

mod hits;
mod input;
mod marks;
mod menu;
mod regions;

use egui::{Id, Pos2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::ctx::Ctx;
use crate::core::generation::Generation;
use crate::core::invisible;
use crate::core::text::Text;
use crate::core::workspace::{ArticleKey, Opened};
use crate::session::action::{Action, Focus, TextSelection};
use crate::shape::article::{ArticleLayout, ArticleStyle, Scroll, Visible};
use crate::shape::typesetter::Typesetter;
use crate::shape::{Family, Style, Type};
use crate::store::settings::{self, Settings};

/// Room for paragraph numbers beside the column.
const MARGIN: f32 = 52.0;
/// Room above the first line.
const TOP: f32 = 14.0;
/// Width of the scroll bar.
const BAR: f32 = 12.0;
/// Tags of invisible characters drawn at most: they make way for each other, so that each looks at all others.
const TAGS: usize = 500;
/// Width left to the borders of the panels.
const EDGE: f32 = 5.0;

/// The private state of the reading view.
#[derive(Default)]
pub struct ReadingView {
    layout: Option<ArticleLayout>,
    /// The article laid out.
    article: Option<ArticleKey>,
    /// The text laid out.
    text: Option<Generation>,
    folds: Vec<std::ops::Range<usize>>,
    /// The language the text was laid out in.
    language: Option<String>,
    scroll: Scroll,
    scrolls: std::collections::HashMap<ArticleKey, Scroll>,
    goal_x: Option<f32>,
    press: Option<input::Press>,
    /// A click has chosen a mark in this frame; the caret must be set after it.
    clicked: bool,
    painted: Option<ArticleKey>,
}

/// Where things are on the screen in this frame.
#[derive(Clone, Copy)]
struct Frame {
    /// The whole view.
    view: Rect,
    /// Top left of the column; the window of the layout begins here.
    column: Pos2,
    /// Height of the window of the layout.
    height: f32,
}

impl ReadingView {
    /// The id of the article as a widget.
    #[must_use]
    pub fn id() -> Id {
        Id::unique("article text")
    }

    /// Tells which article has been painted last.
    #[must_use]
    pub fn painted(&self) -> Option<&ArticleKey> {
        self.painted.as_ref()
    }

    /// Gives the text laid out, with its generation: what a person sees.
    #[must_use]
    pub fn text(&self) -> Option<(Generation, &Text)> {
        Some((self.text?, self.layout.as_ref()?.text()))
    }

    /// Draws the article on the screen and handles its input.
    pub fn show(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        let view = ui.available_rect_before_wrap();
        ui.painter().rect_filled(view, 0.0, ctx.tokens.ground);
        ui.allocate_rect(view, Sense::hover());
        let Some(opened) = ctx.opened() else { return };
        let style = style(&ctx.session.settings, view.width(), ui.ctx().pixels_per_point());
        self.prepare(ctx, opened, style);
        let left = (view.left() + margin(view.width())).max(view.center().x - style.width / 2.0);
        let frame = Frame { view, column: pos2(left, view.top() + TOP), height: (view.height() - TOP).max(1.0) };

        // The edges belong to the borders of the panels, so that they can be grabbed.
        let response = ui.interact(view.shrink2(vec2(EDGE, 0.0)), Self::id(), Sense::click_and_drag());
        if ctx.open.focus == Some(Focus::Article) {
            ui.memory_mut(|memory| memory.request_focus(Self::id()));
            ctx.focus_served();
        }
        let handle = Type::of(ui.ctx());
        let focused = ui.memory(|memory| memory.has_focus(Self::id()));
        let selection = {
            let mut typesetter = handle.lock();
            self.scroll_input(ui, &mut typesetter, frame);
            let mut selection = self.pointer(ui, ctx, opened, &response, &mut typesetter, frame);
            if focused {
                selection = self.keyboard(ui, ctx, opened, selection, &mut typesetter, frame);
            }
            if let (Some(reveal), Some(layout)) = (ctx.pane.reveal, self.layout.as_mut()) {
                self.scroll =
                    layout.reveal(&mut typesetter.fonts, self.scroll, reveal.span, frame.height, reveal.centre);
                ctx.reveal_served();
            }
            selection
        };
        menu::context_menu(&response, ctx);
        self.scroll_bar(ui, ctx, &handle, frame);
        self.paint(ui, ctx, opened, &handle, frame, selection, focused);
        self.describe(ui, opened, &handle, frame);
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, format!("Article {}", opened.article.key)));
        if !selection_is_empty(selection) && self.press.as_ref().is_none_or(|press| !press.down) {
            self.selection_menu(ui, ctx, &handle, frame, selection);
        }
        self.scrolls.insert(opened.article.key.clone(), self.scroll);
        self.painted = Some(opened.article.key.clone());
    }

    /// Lays the article out anew where its text, its style or the width has changed; the place in it is kept.
    fn prepare(&mut self, ctx: &Ctx<'_>, opened: &Opened, style: ArticleStyle) {
        let same_text = self.text == Some(opened.article.generation);
        if self.article.as_ref() != Some(&opened.article.key) {
            self.scroll = self.scrolls.get(&opened.article.key).copied().unwrap_or_default();
        }
        if !same_text {
            self.goal_x = None;
            self.press = None;
        }
        let folds = regions::folds(ctx, opened);
        let same_language = self.language.as_deref() == opened.language();
        let same_look = self.layout.as_ref().is_some_and(|layout| {
            layout.style() == style && layout.direction() == opened.direction() && self.folds == folds && same_language
        });
        if !same_text || !same_look {
            let text = opened.article.text.clone();
            let mut layout = ArticleLayout::folded(text, opened.direction(), style, &folds);
            self.scroll = layout.within(self.scroll);
            self.layout = Some(layout);
            self.article = Some(opened.article.key.clone());
            self.text = Some(opened.article.generation);
            self.folds = folds;
            self.language = opened.language().map(str::to_owned);
        }
        if let Some(layout) = self.layout.as_mut() {
            layout.know(ctx.workspace.shared.registry.names());
        }
    }

    fn scroll_input(&mut self, ui: &Ui, typesetter: &mut Typesetter, frame: Frame) {
        let Some(layout) = self.layout.as_mut() else { return };
        let wheel = ui.input(|input| input.smooth_scroll_delta().y);
        if wheel != 0.0 && ui.rect_contains_pointer(frame.view) {
            self.scroll = layout.scroll_by(&mut typesetter.fonts, self.scroll, -wheel, frame.height);
        }
    }

    fn scroll_bar(&mut self, ui: &Ui, ctx: &Ctx<'_>, handle: &Type, frame: Frame) {
        let Some(layout) = self.layout.as_mut() else { return };
        let (above, total) = layout.extent(self.scroll);
        if total <= frame.height {
            return;
        }
        let track = Rect::from_min_max(
            pos2(frame.view.right() - EDGE - BAR, frame.view.top()),
            pos2(frame.view.right() - EDGE, frame.view.bottom()),
        );
        let response = ui.interact(track, Self::id().with("bar"), Sense::click_and_drag());
        let tall = (track.height() * frame.height / total).max(24.0);
        let room = track.height() - tall;
        let span = (total - frame.height).max(1.0);
        if let Some(pointer) = response.interact_pointer_pos() {
            let share = ((pointer.y - track.top() - tall / 2.0) / room.max(1.0)).clamp(0.0, 1.0);
            self.scroll = layout.scroll_at(&mut handle.lock().fonts, share * span, frame.height);
        }
        let top = track.top() + room * (above / span).clamp(0.0, 1.0);
        let active = response.hovered() || response.dragged();
        let width = if active { 8.0 } else { 5.0 };
        let thumb = Rect::from_min_size(pos2(track.right() - width - 1.0, top), vec2(width, tall));
        let color = if active { ctx.tokens.muted } else { ctx.tokens.hairline };
        ui.painter().rect_filled(thumb, 4.0, color);
    }

    #[expect(clippy::too_many_arguments, reason = "one call site; a struct would only rename them")]
    fn paint(
        &mut self,
        ui: &Ui,
        ctx: &Ctx<'_>,
        opened: &Opened,
        handle: &Type,
        frame: Frame,
        selection: TextSelection,
        focused: bool,
    ) {
        debug_assert_eq!(self.text, Some(opened.article.generation), "what is painted is not what is marked");
        let Some(layout) = self.layout.as_mut() else { return };
        let painter = ui.painter().with_clip_rect(frame.view.intersect(ui.clip_rect()));
        let mut typesetter = handle.lock();
        let text = layout.text().clone();
        let style = layout.style();
        let rtl = opened.direction() == crate::core::language::Direction::Rtl;
        let selected = crate::core::text::Span::new(selection.anchor.offset, selection.focus.offset);
        let blocks = layout.visible(&mut typesetter.fonts, self.scroll, frame.height);
        let mut folded = Vec::new();
        for block in &blocks {
            let origin = frame.column + vec2(0.0, block.top);
            if block.folded {
                folded.push((block.span, origin));
                continue;
            }
            let lines = visible_lines(block, frame.height);
            let drawn = marks::Drawn::collect(ctx, opened, block, &lines, style);
            drawn.paint_tints(&painter, origin);
            hits::paint(&painter, ctx, opened, block, origin);
            if block.span.overlaps(selected) {
                let start = selected.start.max(block.span.start) - block.span.start;
                let end = selected.end.min(block.span.end) - block.span.start;
                for rect in block.shaped.rects(&(start..end)) {
                    let rect = rect.translate(origin.to_vec2());
                    let edge = egui::Stroke::new(1.0, ctx.tokens.focus.gamma_multiply(0.5));
                    painter.rect(rect, 2.0, ctx.tokens.selection, edge, egui::StrokeKind::Inside);
                }
            }
            typesetter.paint_lines(&painter, block.shaped, lines.clone(), origin, ctx.tokens.ink);
            regions::veil(&painter, ctx, opened, block, origin);
            drawn.paint_lanes(&painter, origin);
            marks::paint_side_places(&painter, ctx, opened, block, origin);
            if ctx.session.settings.paragraph_numbers
                && let Some(number) = block.paragraph
            {
                let label = number.to_string();
                let shaped = typesetter.one_line(ui.ctx(), &label, Style::sans(11.0), MARGIN);
                let line = block.shaped.lines.first();
                let middle =
                    line.map_or(0.0, |line| line.baseline) - shaped.lines.first().map_or(0.0, |line| line.baseline);
                let x = if rtl { frame.column.x + style.width + 16.0 } else { frame.column.x - 16.0 - shaped.width };
                typesetter.paint(&painter, &shaped, pos2(x, origin.y + middle), ctx.tokens.muted);
            }
        }
        let tags: Vec<(Pos2, &'static str, bool)> = if ctx.session.settings.show_invisibles {
            blocks
                .iter()
                .filter(|block| !block.folded)
                .flat_map(|block| invisible_tags(text.slice(block.span), block, frame))
                .take(TAGS)
                .collect()
        } else {
            Vec::new()
        };
        drop(blocks);
        let mut unfold: Vec<(crate::core::annotation::Id, Rect, String)> = Vec::new();
        for (span, origin) in folded {
            unfold.extend(regions::fold_line(&painter, ctx, opened, span, origin, style.width, &mut typesetter));
        }
        for (at, name, warns) in tags {
            let color = if warns { ctx.tokens.problem } else { ctx.tokens.muted };
            let shaped = typesetter.one_line(ui.ctx(), name, Style::sans(8.5), 60.0);
            let rect = Rect::from_center_size(at, vec2(shaped.width + 5.0, 11.0));
            painter.rect_filled(rect, 2.0, ctx.tokens.surface);
            painter.rect_stroke(rect, 2.0, egui::Stroke::new(0.75, color), egui::StrokeKind::Inside);
            typesetter.paint(&painter, &shaped, rect.min + vec2(2.5, -1.0), color);
        }
        for (region, rect, words) in unfold {
            let response = ui.interact(rect, Self::id().with(("fold", region.as_str())), Sense::CLICK);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Show {words}")));
            if response.on_hover_text("Folded boilerplate. Click to show it").clicked() {
                ctx.push(Action::Unfold(region));
            }
        }
        if focused {
            let caret = layout.caret_in_window(&mut typesetter.fonts, self.scroll, selection.focus, frame.height);
            if let Some(rect) = caret {
                let rect = rect.translate(frame.column.to_vec2());
                let color = if selected.is_empty() { ctx.tokens.focus } else { ctx.tokens.muted };
                painter.rect_filled(rect.expand2(vec2(0.75, 0.0)), 0.0, color);
            }
        }
    }

    /// Tells the accessibility tree the visible paragraphs and marks.
    fn describe(&mut self, ui: &Ui, opened: &Opened, handle: &Type, frame: Frame) {
        if ui.ctx().accesskit_node_builder(Self::id(), |_| ()).is_none() {
            return;
        }
        let Some(layout) = self.layout.as_mut() else { return };
        let mut nodes: Vec<(Id, Rect, Role, String)> = Vec::new();
        {
            let mut typesetter = handle.lock();
            let words = layout.text().clone();
            let shown = layout.visible(&mut typesetter.fonts, self.scroll, frame.height).into_iter();
            // What is folded away is not on the screen.
            for block in shown.filter(|block| !block.folded) {
                let min = frame.column + vec2(0.0, block.top);
                let rect = Rect::from_min_size(min, vec2(block.shaped.width, block.shaped.height));
                let text = words.slice(block.span).to_owned();
                nodes.push((Self::id().with(("block", block.span.start)), rect, Role::Paragraph, text));
                for mark in opened.marks.within(block.span).into_iter().filter(|mark| block.span.contains(mark.cover)) {
                    let range = mark.cover.start - block.span.start..mark.cover.end - block.span.start;
                    let Some(rect) = block.shaped.rects(&range).into_iter().reduce(Rect::union) else { continue };
                    let label = format!("{} {}", mark.kind().word(), words.slice(mark.cover));
                    let id = Self::id().with(("mark", mark.id.as_str(), mark.part));
                    nodes.push((id, rect.translate(min.to_vec2()), Role::Mark, label));
                }
            }
        }
        for (id, rect, role, label) in nodes {
            let rect = rect.intersect(frame.view);
            let response = ui.interact(rect, id, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(role, true, label.clone()));
        }
    }
}

/// Room beside the column: less in a narrow window.
fn margin(room: f32) -> f32 {
    if room < 440.0 { 30.0 } else { MARGIN }
}

fn selection_is_empty(selection: TextSelection) -> bool {
    selection.anchor.offset == selection.focus.offset
}

/// Gives the style of the article from the settings and the room there is.
fn style(settings: &Settings, room: f32, pixels_per_point: f32) -> ArticleStyle {
    let family = match settings.family {
        settings::Family::Serif => Family::Serif,
        settings::Family::Sans => Family::Sans,
    };
    // An average letter of a book face is about half as wide as it is tall.
    #[expect(clippy::cast_precision_loss, reason = "a few hundred at most")]
    let wished = settings.measure as f32 * settings.font_size * 0.5;
    let width = wished.min(room - 2.0 * margin(room)).max(160.0).round();
    ArticleStyle { family, size: settings.font_size, spacing: settings.line_spacing, width, pixels_per_point }
}

/// Gives the lines of a block that are in the window.
fn visible_lines(block: &Visible<'_>, height: f32) -> std::ops::Range<usize> {
    let lines = &block.shaped.lines;
    let first = lines.partition_point(|line| line.bottom + block.top < -TOP);
    let last = lines.partition_point(|line| line.top + block.top < height);
    first..last.max(first)
}

/// Lists the invisible characters of a block with the place of their tags.
fn invisible_tags(text: &str, block: &Visible<'_>, frame: Frame) -> Vec<(Pos2, &'static str, bool)> {
    let mut tags: Vec<(Pos2, &'static str, bool)> = Vec::new();
    for line in &block.shaped.lines[visible_lines(block, frame.height)] {
        for cluster in &block.shaped.clusters[line.clusters.clone()] {
            let letters = text.get(cluster.start..cluster.end).unwrap_or_default();
            for letter in letters.chars() {
                let Some(name) = invisible::name(letter) else { continue };
                let edge = if cluster.rtl { cluster.left } else { cluster.right };
                let x = if letter == '\u{a0}' { f32::midpoint(cluster.left, cluster.right) } else { edge };
                let mut at = frame.column + vec2(x, block.top + line.ascent + 1.0);
                while tags.iter().any(|(other, _, _)| (other.y - at.y).abs() < 8.0 && (other.x - at.x).abs() < 24.0) {
                    at.y -= 9.0;
                }
                tags.push((at, name, invisible::reorders(letter)));
                if tags.len() == TAGS {
                    return tags;
                }
            }
        }
    }
    tags
}
