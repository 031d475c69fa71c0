//! A closed choice from a list, searchable, with the help of each term.

use egui::{Align2, Id, Key, Modifiers, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};
use egui_material_icons::icons;

use super::drop_down::{self, Item};
use super::{FirstFocus, focus_ring, icon_font};
use crate::session::action::{Action, Focus};
use crate::shape::field::{Field, Outcome};
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;

/// One entry of a choice.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// Code.
    pub code: &'a str,
    /// Words shown.
    pub label: &'a str,
    /// One sentence, or empty.
    pub help: &'a str,
}

/// How a choice is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Not at all: what it says cannot be changed here.
    Never,
    /// With the pointer; Tab passes it by.
    Pointer,
    /// With Tab and with the pointer.
    Tab,
}

impl From<bool> for Reach {
    fn from(enabled: bool) -> Self {
        if enabled { Self::Tab } else { Self::Never }
    }
}

/// What is remembered of a choice whose list is open.
#[derive(Clone, Default)]
struct Open {
    typed: String,
    first: FirstFocus,
    seen: bool,
}

/// Draws a closed choice. Up, Down and first letters change it; Enter, Space or a click open the list, which
/// is searched by typing. Gives the code chosen, if it changed.
pub fn choice(
    ui: &mut Ui,
    ctx: &Ctx<'_>,
    id: Id,
    name: &str,
    current: &str,
    choices: &[Choice<'_>],
    reach: impl Into<Reach>,
) -> Option<String> {
    let reach = reach.into();
    let enabled = reach != Reach::Never;
    let width = ui.available_width();
    let (_, rect) = ui.allocate_space(vec2(width, 26.0));
    let sense = match reach {
        Reach::Never => Sense::hover(),
        Reach::Pointer => Sense::CLICK,
        Reach::Tab => Sense::click(),
    };
    let response = ui.interact(rect, id, sense);
    let at = choices.iter().position(|choice| choice.code == current);
    let shown = at.map_or(current, |at| choices[at].label);
    let ground = if response.hovered() && enabled { ctx.tokens.hover } else { ctx.tokens.surface };
    ui.painter().rect(rect, 4.0, ground, Stroke::new(1.0, ctx.tokens.hairline), StrokeKind::Inside);
    focus_ring(ui, ctx, &response, rect);
    let inner = rect.shrink2(vec2(8.0, 0.0)).with_max_x(rect.right() - 24.0);
    let color = if shown.is_empty() { ctx.tokens.muted } else { ctx.tokens.ink };
    let words = if shown.is_empty() { "Choose…" } else { shown };
    // A code no list knows is shown in quotation marks: it is kept, and it is not ours.
    let foreign;
    let words = if at.is_none() && !current.is_empty() {
        foreign = format!("“{current}”");
        &foreign
    } else {
        words
    };
    label::paint_in(ui, inner, words, Style::sans(14.0), color);
    let arrow = pos2(rect.right() - 14.0, rect.center().y);
    let icon = icons::ICON_EXPAND_MORE.codepoint;
    ui.painter().text(arrow, Align2::CENTER_CENTER, icon, icon_font(16.0), ctx.tokens.muted);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, enabled, name);
        info.current_text_value = Some(shown.to_owned());
        info
    });
    let mut chosen = None;
    if response.has_focus() {
        chosen = choose_by_key(ui, id, at, choices);
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            ctx.push(Action::Focus(Focus::Article));
        }
    }
    let memory = id.with("open");
    let open: Option<Open> = ui.data(|data| data.get_temp::<Option<Open>>(memory)).flatten();
    let next = match open {
        None if enabled && response.clicked() => Some(Open::default()),
        None => None,
        Some(_) if response.clicked() => None,
        Some(open) => {
            let (taken, next) = list(ui, ctx, id, rect, at, choices, open);
            chosen = taken.or(chosen);
            next
        }
    };
    if next.is_none() && ui.data(|data| data.get_temp::<Option<Open>>(memory)).flatten().is_some() {
        // Unless a click has already given the keyboard to something else.
        let elsewhere = ui.memory(|memory| memory.focused().is_some_and(|other| other != id.with("search")));
        if !elsewhere {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
    }
    if next.is_some() {
        ui.ctx().request_repaint();
    }
    ui.data_mut(|data| data.insert_temp(memory, next));
    chosen.filter(|code| code != current)
}

/// Draws the open list with its search field; gives what was chosen, and the state to go on with.
fn list(
    ui: &mut Ui,
    ctx: &Ctx<'_>,
    id: Id,
    rect: egui::Rect,
    current: Option<usize>,
    choices: &[Choice<'_>],
    mut open: Open,
) -> (Option<String>, Option<Open>) {
    let search = id.with("search");
    let found = matching(choices, &open.typed);
    let keys = id.with("at");
    if !open.seen {
        open.seen = true;
        ui.data_mut(|data| data.insert_temp(keys, current.unwrap_or(0)));
    }
    let at = drop_down::move_by_keys(ui, keys, found.len());
    let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    if entered {
        return (found.get(at).map(|item| item.code.clone()), None);
    }
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).layer_id(ui.layer_id()));
    let field = Field::new(search, "", "Search the list").hint("Type to search").width(rect.width()).arrows();
    let shown = field.show(&mut child, ctx.tokens.field());
    open.first.hold(ui, search);
    if shown.response.has_focus() {
        ctx.live_field(search);
    }
    let (clicked, over) = drop_down::show(ui, ctx, id, rect, &found, at);
    if over {
        drop_down::move_by_wheel(ui, keys, found.len());
    }
    if let Some(index) = clicked {
        return (found.get(index).map(|item| item.code.clone()), None);
    }
    match shown.outcome {
        Outcome::Draft(text) => {
            if text != open.typed {
                drop_down::reset(ui, keys);
                open.typed = text;
            }
        }
        Outcome::Discarded(_) => return (None, None),
        Outcome::Taken(_) | Outcome::Refused { .. } | Outcome::None => {}
    }
    let away = open.first.is_held() && !shown.response.has_focus() && !over;
    (None, (!away).then_some(open))
}

fn matching(choices: &[Choice<'_>], typed: &str) -> Vec<Item> {
    let wanted = typed.trim().to_lowercase();
    let rank = |choice: &Choice<'_>| {
        let label = choice.label.to_lowercase();
        let code = choice.code.to_lowercase();
        let word = |text: &str| text.split([' ', '_', '-', '/']).any(|word| word.starts_with(&wanted));
        if wanted.is_empty() || code == wanted {
            Some(0)
        } else if label.starts_with(&wanted) {
            Some(1)
        } else if word(&label) || word(&code) {
            Some(2)
        } else if label.contains(&wanted) || code.contains(&wanted) {
            Some(3)
        } else if choice.help.to_lowercase().contains(&wanted) {
            Some(4)
        } else {
            None
        }
    };
    let mut found: Vec<(u8, &Choice<'_>)> = choices.iter().filter_map(|choice| Some((rank(choice)?, choice))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    let item = |choice: &Choice<'_>| Item {
        code: choice.code.to_owned(),
        label: choice.label.to_owned(),
        detail: choice.help.to_owned(),
    };
    found.into_iter().map(|(_, choice)| item(choice)).collect()
}

/// Seconds after which a letter begins a new word.
const PAUSE: f64 = 1.0;

/// Finds the term that begins with what has been typed in one go; the same letter again goes on to the next.
fn ahead(ui: &Ui, id: Id, at: Option<usize>, choices: &[Choice<'_>], letter: &str) -> Option<usize> {
    let memory = id.with("ahead");
    let now = ui.input(|input| input.time);
    let (mut typed, last): (String, f64) = ui.data(|data| data.get_temp(memory)).unwrap_or_default();
    if now - last > PAUSE {
        typed.clear();
    }
    typed.push_str(letter);
    ui.data_mut(|data| data.insert_temp(memory, (typed.clone(), now)));
    let first = typed.chars().next();
    let same = typed.chars().all(|c| Some(c) == first);
    // A word typed on may stay where it is; a letter alone moves on.
    let start = at.map_or(0, |at| if same { at + 1 } else { at });
    let wanted = if same { letter } else { &typed };
    let mut order = (start..choices.len()).chain(0..start.min(choices.len()));
    order.find(|at| choices[*at].label.to_lowercase().starts_with(wanted))
}

fn choose_by_key(ui: &Ui, id: Id, at: Option<usize>, choices: &[Choice<'_>]) -> Option<String> {
    let filter = egui::EventFilter { vertical_arrows: true, escape: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let events = ui.input(|input| input.filtered_events(&filter));
    let code = |at: usize| choices.get(at).map(|choice| choice.code.to_owned());
    for event in events {
        match event {
            egui::Event::Key { key: Key::ArrowDown, pressed: true, modifiers, .. } if modifiers.is_none() => {
                return code(at.map_or(0, |at| at + 1));
            }
            egui::Event::Key { key: Key::ArrowUp, pressed: true, modifiers, .. } if modifiers.is_none() => {
                return code(at.map_or(0, |at| at.saturating_sub(1)));
            }
            egui::Event::Text(text) if text.trim() == text && !text.is_empty() => {
                return ahead(ui, id, at, choices, &text.to_lowercase()).and_then(code);
            }
            _ => {}
        }
    }
    None
}
