//! A list of things chosen one after the other: actors, topics, what a passage supports.
//!
//! What is chosen stands as chips; the field behind them searches while one types. Enter takes what is on top,
//! Up and Down choose, a semicolon takes what stands before it and goes on, Backspace in the empty field takes the
//! last chip away. Text that was not taken stays in the field when the focus leaves.

use std::sync::Arc;

use egui::{Id, Key, Modifiers, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};
use egui_material_icons::icons;

use super::drop_down::{self, Item};
use super::{editable, field_id, focus_ring, forget_text, icon_font, remark, serve_focus};
use crate::core::generation::Generation;
use crate::session::action::{Action, Fate, Focus};
use crate::session::field::{FieldAt, FieldKey, Owner};
use crate::session::open::Draft;
use crate::session::typed::Kept;
use crate::shape::field::{Field, Outcome};
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;

/// Code of the item that makes something new of the text typed; of one kind where that stands behind it.
pub const NEW: &str = "\u{0}new";

/// One chip.
#[derive(Clone, Debug)]
pub struct Token {
    /// What it stands for.
    pub code: String,
    /// What it is called.
    pub label: String,
    /// A code no list knows: kept, and shown as such.
    pub foreign: bool,
}

/// What a person did to the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenChange {
    /// Chose an item.
    Add(String),
    /// Wants something new of this name.
    New(String),
    /// Wants something new of this kind and this name.
    NewOf(String, String),
    /// Took a chip away.
    Remove(usize),
    /// Clicked a chip.
    Open(usize),
}

/// A field for a list of things.
pub struct Tokens<'a> {
    /// What it belongs to.
    pub owner: &'a Owner,
    /// Which field.
    pub key: FieldKey,
    /// Name for people who cannot see it.
    pub name: &'a str,
    /// Hint while empty.
    pub hint: &'a str,
    /// The chips.
    pub tokens: &'a [Token],
    /// Whether the list drops down before anything is typed.
    pub eager: bool,
    /// Whether Enter, having taken something, goes back to the article.
    pub single: bool,
}

impl Tokens<'_> {
    /// Draws the field. `items` gives what a text may mean, best first.
    pub fn show(self, ui: &mut Ui, ctx: &Ctx<'_>, items: impl Fn(&str) -> Vec<Item>) -> Option<TokenChange> {
        let id = field_id(self.owner, self.key);
        let enabled = self.owner.is_shared() || editable(ctx);
        let mut change = self.chips(ui, ctx, id, enabled);
        let at = FieldAt { owner: self.owner.clone(), key: self.key };
        let waiting = Waiting { ctx, id, kept: ctx.open.typed.kept(&at, "").unwrap_or_default(), at };
        let typed = waiting.text(ui);
        let context = ui.ctx().clone();
        let items = |typed: &str| recalled(&context, ctx, id, typed, &items);
        let wanted = serve_focus(ui, ctx, self.owner, self.key, id);
        let focused = ui.memory(|memory| memory.has_focus(id));
        let lists = focused && (self.eager || !typed.trim().is_empty());
        let found = if lists { items(&typed) } else { Arc::default() };
        let keys = id.with("at");
        let mut at = 0;
        if focused {
            at = drop_down::move_by_keys(ui, keys, found.len());
            change = self.by_key(ui, &typed, &found, at).or(change);
        }
        let hint = if self.tokens.is_empty() { self.hint } else { "and…" };
        let shown = Field::new(id, &typed, self.name).hint(hint).enabled(enabled).arrows().show(ui, ctx.tokens.field());
        if wanted {
            shown.response.scroll_to_me(None);
        }
        if shown.response.has_focus() {
            ctx.live_field(id);
            ctx.live_rule(self.key.rule());
        }
        let mut now = shown.text;
        let mut continues = false;
        if let Outcome::Discarded(text) = &shown.outcome {
            waiting.put_back(text);
            now.clear();
            forget_text(ui, id);
            ctx.push(Action::Focus(Focus::Article));
        }
        if shown.entered && change.is_none() {
            // Enter with nothing to take: done with the field.
            ctx.push(Action::Focus(Focus::Article));
        }
        let rect = shown.response.rect;
        let stays = ui.data(|data| data.get_temp::<bool>(id.with("over"))).unwrap_or(false);
        if lists || stays {
            let found = if found.is_empty() { items(&typed) } else { found };
            let (clicked, over) = drop_down::show(ui, ctx, id, rect, &found, at);
            ui.data_mut(|data| data.insert_temp(id.with("over"), over));
            if let Some(item) = clicked.and_then(|index| found.get(index)) {
                change = Some(took(item, &typed));
                ui.data_mut(|data| data.insert_temp(id.with("over"), false));
            }
        }
        if let Some((head, rest)) = now.clone().split_once([';', '؛']) {
            let found = if head.trim().is_empty() { Arc::default() } else { items(head) };
            // What means nothing here stays, to be mended.
            if head.trim().is_empty() || !found.is_empty() {
                change = change.or_else(|| found.first().map(|item| took(item, head)));
                rest.trim_start().clone_into(&mut now);
                forget_text(ui, id);
                continues = true;
            }
        }
        if now != typed {
            drop_down::reset(ui, keys);
            ui.ctx().request_repaint();
        }
        if matches!(change, Some(TokenChange::Add(_) | TokenChange::New(_) | TokenChange::NewOf(..))) {
            if !continues {
                now.clear();
            }
            drop_down::reset(ui, keys);
            forget_text(ui, id);
            waiting.taken();
            if self.single && !continues {
                ctx.push(Action::Focus(Focus::Article));
            } else {
                ui.memory_mut(|memory| memory.request_focus(id));
            }
        }
        let focused = shown.response.has_focus();
        let left = !focused && !now.trim().is_empty() && !stays;
        waiting.store(ui, focused, now);
        if left {
            remark(ui, "Not taken yet: Enter in this field takes it.", ctx.tokens.problem);
        }
        change
    }

    /// Takes what is on top with Enter, and the last chip away with Backspace.
    fn by_key(&self, ui: &Ui, typed: &str, found: &[Item], at: usize) -> Option<TokenChange> {
        let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let takes = !found.is_empty() && (!typed.trim().is_empty() || self.tokens.is_empty());
        let empty = typed.is_empty() && !self.tokens.is_empty();
        if empty && pressed(Key::Backspace) {
            return Some(TokenChange::Remove(self.tokens.len() - 1));
        }
        if takes && pressed(Key::Enter) { found.get(at).map(|item| took(item, typed)) } else { None }
    }

    fn chips(&self, ui: &mut Ui, ctx: &Ctx<'_>, id: Id, enabled: bool) -> Option<TokenChange> {
        let mut change = None;
        for (index, token) in self.tokens.iter().enumerate() {
            let width = ui.available_width();
            let (rect, _) = ui.allocate_exact_size(vec2(width, 24.0), Sense::hover());
            let chip = rect.shrink2(vec2(0.0, 1.0));
            let body = chip.with_max_x(chip.right() - 24.0);
            let response = ui.interact(body, id.with(("chip", index)), Sense::click());
            let ground = if response.hovered() { ctx.tokens.hover } else { ctx.tokens.surface };
            ui.painter().rect(chip, 4.0, ground, Stroke::new(1.0, ctx.tokens.hairline), StrokeKind::Inside);
            focus_ring(ui, ctx, &response, chip);
            let color = if token.foreign { ctx.tokens.problem } else { ctx.tokens.ink };
            let words = if token.foreign { format!("“{}”", token.label) } else { token.label.clone() };
            label::paint_in(ui, body.shrink2(vec2(8.0, 0.0)), &words, Style::sans(13.5), color);
            let name = format!("{}: {}", self.name, token.label);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.clone()));
            if response.clicked() {
                change = Some(TokenChange::Open(index));
            }
            if response.has_focus() && enabled {
                let pressed = ui.input_mut(|input| {
                    input.consume_key(Modifiers::NONE, Key::Delete)
                        || input.consume_key(Modifiers::NONE, Key::Backspace)
                });
                if pressed {
                    change = Some(TokenChange::Remove(index));
                }
            }
            let cross = Rect::from_min_max(egui::pos2(body.right(), chip.top()), chip.max);
            if enabled && close_button(ui, ctx, id.with(("remove", index)), cross, &format!("Remove {}", token.label)) {
                change = Some(TokenChange::Remove(index));
            }
        }
        change
    }
}

fn close_button(ui: &Ui, ctx: &Ctx<'_>, id: Id, rect: Rect, name: &str) -> bool {
    // Not reached by Tab: Delete on the chip does the same.
    let response = ui.interact(rect, id, Sense::CLICK);
    let color = if response.hovered() { ctx.tokens.ink } else { ctx.tokens.muted };
    let icon = icons::ICON_CLOSE.codepoint;
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon, icon_font(14.0), color);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    label::tooltip(response, name, ctx.tokens.ink).clicked()
}

/// What a field has found for a text, and in what.
#[derive(Clone)]
struct Recalled {
    of: [Option<Generation>; 3],
    typed: String,
    items: Arc<Vec<Item>>,
}

/// Gives what a text may mean; looks for it only where it, or what is searched, is not as in the last frame.
fn recalled(
    context: &egui::Context,
    ctx: &Ctx<'_>,
    id: Id,
    typed: &str,
    find: &impl Fn(&str) -> Vec<Item>,
) -> Arc<Vec<Item>> {
    let work = ctx.opened().map(|opened| opened.generation);
    let of = [Some(ctx.workspace.shared.generation), Some(ctx.workspace.schema_generation()), work];
    let memory = id.with("found");
    let last: Option<Recalled> = context.data(|data| data.get_temp(memory));
    if let Some(last) = last.filter(|last| last.of == of && last.typed == typed) {
        return last.items;
    }
    let items = Arc::new(find(typed));
    let found = Recalled { of, typed: typed.to_owned(), items: items.clone() };
    context.data_mut(|data| data.insert_temp(memory, found));
    items
}

fn took(item: &Item, typed: &str) -> TokenChange {
    let name = typed.trim().to_owned();
    match item.code.strip_prefix(NEW) {
        Some("") => TokenChange::New(name),
        Some(kind) => TokenChange::NewOf(kind.to_owned(), name),
        None => TokenChange::Add(item.code.clone()),
    }
}

/// Text typed and not taken: while the field has the keyboard it is here, else it waits on the desk.
struct Waiting<'c, 'a> {
    ctx: &'c Ctx<'a>,
    id: Id,
    at: FieldAt,
    kept: &'c str,
}

impl Waiting<'_, '_> {
    fn memory(&self) -> Id {
        self.id.with("typed")
    }

    fn fate(&self, fate: Fate) -> Action {
        Action::Typed(self.at.clone(), fate)
    }

    fn text(&self, ui: &Ui) -> String {
        let live: Option<String> = ui.data(|data| data.get_temp::<Option<String>>(self.memory())).flatten();
        live.unwrap_or_else(|| self.kept.to_owned())
    }

    /// Escape has emptied the field.
    fn put_back(&self, text: &str) {
        if !text.trim().is_empty() {
            self.ctx.push(self.fate(Fate::PutBack(Kept { text: text.to_owned(), over: String::new() })));
        }
    }

    /// What was typed stands among the chips.
    fn taken(&self) {
        if !self.kept.is_empty() {
            self.ctx.push(self.fate(Fate::Forget));
        }
    }

    fn store(&self, ui: &Ui, focused: bool, now: String) {
        if now != self.kept {
            let kept = Kept { text: now.clone(), over: String::new() };
            let action = self.fate(if now.trim().is_empty() { Fate::Forget } else { Fate::Keep(kept) });
            if focused {
                self.ctx.draft(Draft { widget: self.id, action });
            } else {
                self.ctx.push(action);
            }
        }
        ui.data_mut(|data| data.insert_temp(self.memory(), focused.then_some(now)));
    }
}
