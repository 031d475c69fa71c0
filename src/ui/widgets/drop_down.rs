//! The list that drops down under a field while something is searched or chosen.

use egui::{Id, Key, Modifiers, Order, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;

/// Items seen at once.
const SEEN: usize = 8;
/// Height of an item without a second line.
const LOW: f32 = 26.0;
/// Height of an item with one.
const TALL: f32 = 40.0;

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is chosen.
    pub code: String,
    /// What it is called.
    pub label: String,
    /// A second line, or empty.
    pub detail: String,
}

/// Which item is the one Enter takes, from keys pressed in the field; wraps round.
pub fn move_by_keys(ui: &Ui, id: Id, count: usize) -> usize {
    let mut at: usize = ui.data(|data| data.get_temp(id)).unwrap_or(0);
    if count == 0 {
        return 0;
    }
    let (down, up) = ui.input_mut(|input| {
        (
            input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown),
            input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp),
        )
    });
    at = (at.min(count - 1) + down + (count - up % count)) % count;
    ui.data_mut(|data| data.insert_temp(id, at));
    at
}

/// Moves on in a list under the pointer as far as its wheel was turned: not all items are in sight.
pub fn move_by_wheel(ui: &Ui, id: Id, count: usize) {
    let turned = id.with("wheel");
    let so_far: f32 = ui.data(|data| data.get_temp(turned)).unwrap_or(0.0);
    let mut left = so_far - ui.input(|input| input.smooth_scroll_delta().y);
    let mut at: usize = ui.data(|data| data.get_temp(id)).unwrap_or(0);
    while left.abs() >= LOW {
        at = if left > 0.0 { (at + 1).min(count.saturating_sub(1)) } else { at.saturating_sub(1) };
        left -= LOW.copysign(left);
    }
    ui.data_mut(|data| {
        data.insert_temp(id, at);
        data.insert_temp(turned, left);
    });
}

/// Puts the first item back as the one Enter takes.
pub fn reset(ui: &Ui, id: Id) {
    ui.data_mut(|data| data.insert_temp(id, 0usize));
}

/// Draws the list under a rectangle; gives the item clicked and whether the pointer is over the list.
pub fn show(ui: &Ui, ctx: &Ctx<'_>, id: Id, under: Rect, items: &[Item], at: usize) -> (Option<usize>, bool) {
    if items.is_empty() {
        return (None, false);
    }
    let tall = items.iter().any(|item| !item.detail.is_empty());
    let row = if tall { TALL } else { LOW };
    let first = at.saturating_sub(SEEN - 1).min(items.len().saturating_sub(SEEN));
    let seen = items.len().min(SEEN);
    let rest = items.len() - seen;
    let width = under.width().max(280.0);
    let foot = if rest > 0 { 18.0 } else { 0.0 };
    let height = row * count(seen) + foot + 8.0;
    let screen = ui.ctx().content_rect();
    let below = under.bottom() + 2.0;
    let top = if below + height > screen.bottom() && under.top() - height > screen.top() {
        under.top() - height - 2.0
    } else {
        below
    };
    let left = under.left().min(screen.right() - width - 4.0).max(screen.left());
    let area = egui::Area::new(id.with("list")).order(Order::Foreground).fixed_pos(pos2(left, top)).constrain(false);
    let mut clicked = None;
    let mut over = false;
    area.show(ui.ctx(), |ui| {
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::CLICK);
        over = response.contains_pointer();
        ui.painter().rect_filled(rect.translate(vec2(0.0, 2.0)).expand(1.0), 7.0, ctx.tokens.ink.gamma_multiply(0.10));
        ui.painter().rect(rect, 6.0, ctx.tokens.surface, Stroke::new(1.0, ctx.tokens.hairline), StrokeKind::Inside);
        for (place, index) in (first..first + seen).enumerate() {
            let item = &items[index];
            let line = Rect::from_min_size(rect.min + vec2(4.0, 4.0 + row * count(place)), vec2(width - 8.0, row));
            // Not reached by Tab, and no focus taken from the field.
            let response = ui.interact(line, id.with(("item", index)), Sense::CLICK);
            over |= response.contains_pointer();
            if index == at {
                ui.painter().rect_filled(line, 4.0, ctx.tokens.selection);
            } else if response.hovered() {
                ui.painter().rect_filled(line, 4.0, ctx.tokens.hover);
            }
            let inner = line.shrink2(vec2(8.0, 0.0));
            if item.detail.is_empty() {
                label::paint_in(ui, inner, &item.label, Style::sans(14.0), ctx.tokens.ink);
            } else {
                let upper = inner.with_max_y(inner.top() + 22.0);
                let lower = inner.with_min_y(inner.top() + 19.0);
                label::paint_in(ui, upper, &item.label, Style::sans(14.0), ctx.tokens.ink);
                let ink = if index == at { ctx.tokens.ink } else { ctx.tokens.muted };
                label::paint_in(ui, lower, &item.detail, Style::sans(11.5), ink);
            }
            response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, index == at, item.label.clone()));
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(item.detail.clone()));
            if response.clicked() {
                clicked = Some(index);
            }
        }
        if rest > 0 {
            let line = Rect::from_min_max(pos2(rect.left() + 12.0, rect.bottom() - 20.0), rect.max);
            let words = format!("{rest} more: go on typing, or press Down");
            label::paint_in(ui, line, &words, Style::sans(11.0), ctx.tokens.muted);
        }
    });
    (clicked, over)
}

#[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
fn count(rows: usize) -> f32 {
    rows as f32
}
