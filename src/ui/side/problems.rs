//! What the checks have found in the article on the screen: each finding leads to its place and can be put
//! right where there is a way.

use egui::{Id, Response, Role, Sense, Ui, WidgetInfo, vec2};
use egui_material_icons::icons;

use super::{heading, quiet};
use crate::core::annotation::Record;
use crate::core::checks::by_number;
use crate::core::finding::{Diagnostic, Severity};
use crate::core::intent::{CorpusIntent, Intent};
use crate::core::marks::MarkRef;
use crate::core::text::shorten;
use crate::session::action::{Action, Focus};
use crate::session::command::{Command, Go, Side};
use crate::shape::field::{Field, Outcome};
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;
use crate::ui::widgets::{FirstFocus, editable, focus_ring, icon_font, left_to_right};

/// Findings drawn at once.
const SHOWN: usize = 200;

/// Draws the list: what is to be put right, what is let stand, and what is wrong with the registry.
pub fn show(ui: &mut Ui, ctx: &Ctx<'_>) {
    let problems = &ctx.pane.problems;
    let of_corpus = &ctx.open.corpus_problems;
    let (open, accepted): (Vec<_>, Vec<_>) = problems.iter().enumerate().partition(|(_, problem)| problem.is_open());
    let errors = open.iter().filter(|(_, problem)| problem.severity == Severity::Error).count();
    let warnings = open.len() - errors;
    heading(ui, ctx, "Problems");
    if ctx.open.focus == Some(Focus::Side(Side::Problems)) {
        let first = open.first().or(accepted.first()).map(|(nth, _)| Id::unique(("problem", *nth)));
        let first = first.or_else(|| (!of_corpus.is_empty()).then(|| Id::unique(("corpus problem", 0usize))));
        match first {
            Some(first) => ui.memory_mut(|memory| memory.request_focus(first)),
            None => super::keep_keyboard(ui, ctx),
        }
        ctx.focus_served();
    }
    super::body(ui, "problems", |ui| {
        if ctx.opened().is_none() {
            quiet(ui, ctx, "Open an article to see what the checks find in it.");
        } else if problems.is_empty() {
            quiet(ui, ctx, "The checks have found nothing.");
        } else if open.is_empty() {
            quiet(ui, ctx, "Nothing is left to put right.");
        } else {
            let counts = format!("{errors} {}, {warnings} {}", noun(errors, "error"), noun(warnings, "warning"));
            quiet(ui, ctx, &format!("{counts}. Errors stop “Done”; warnings do not. F8 goes through them."));
        }
        ui.add_space(4.0);
        for (nth, problem) in open.iter().take(SHOWN) {
            row(ui, ctx, *nth, problem);
        }
        more(ui, ctx, open.len(), "They come up as these are put right.");
        if !accepted.is_empty() {
            part(ui, ctx, &format!("Let stand ({})", accepted.len()));
            for (nth, problem) in accepted.iter().take(SHOWN) {
                let_stand(ui, ctx, *nth, problem);
            }
            more(ui, ctx, accepted.len(), "");
        }
        if !of_corpus.is_empty() {
            // What is let stand comes last, in its own words and shade.
            let (open, stand): (Vec<_>, Vec<_>) = of_corpus.iter().enumerate().partition(|(_, one)| one.is_open());
            part(ui, ctx, &format!("In the registry ({})", open.len()));
            for (nth, problem) in open.into_iter().chain(stand).take(SHOWN) {
                in_registry(ui, ctx, nth, problem);
            }
            more(ui, ctx, of_corpus.len(), "They come up as these are put right.");
        }
    });
}

fn part(ui: &mut Ui, ctx: &Ctx<'_>, words: &str) {
    ui.add_space(6.0);
    label::block(ui, words, Style { bold: true, ..Style::sans(12.0) }, ctx.tokens.muted);
}

/// Says how many are not drawn.
fn more(ui: &mut Ui, ctx: &Ctx<'_>, count: usize, when: &str) {
    let more = count.saturating_sub(SHOWN);
    if more > 0 {
        quiet(ui, ctx, format!("{more} more. {when}").trim());
    }
}

/// Gives the words of the mark that a finding is about, the name of the party, or that of what belongs to the corpus.
fn quote(ctx: &Ctx<'_>, problem: &Diagnostic) -> Option<String> {
    let of = &problem.target.of;
    if let Some(who) = of.strip_prefix("parties.").or_else(|| of.strip_prefix("signatories.")) {
        let id = who.split('.').next().unwrap_or(who);
        return Some(shorten(ctx.workspace.shared.registry.label(id), 60));
    }
    if let Some(key) = &problem.target.shared {
        let name = match ctx.workspace.shared.record(key)? {
            Record::Entry(one) => one.label().to_owned(),
            Record::Identity(one) => one.title.clone(),
            Record::Publisher(one) => one.name.clone(),
            _ => return None,
        };
        return Some(shorten(&name, 60)).filter(|name| !name.is_empty());
    }
    let opened = ctx.opened()?;
    let record = opened.work.record(problem.target.record.as_ref()?)?;
    if let Record::Agreement(agreement) = &record
        && !agreement.title.is_empty()
        && problem.target.part == 0
    {
        return Some(shorten(&agreement.title, 60));
    }
    let cover = record.places().get(problem.target.part)?.cover();
    Some(shorten(opened.article.text.slice(cover), 60))
}

fn noun(count: usize, word: &str) -> String {
    if count == 1 { word.to_owned() } else { format!("{word}s") }
}

/// Draws a finding with its icon; gives the row, to be clicked.
fn line(ui: &mut Ui, ctx: &Ctx<'_>, id: Id, problem: &Diagnostic) -> Response {
    let (icon, color) = match problem.severity {
        _ if !problem.is_open() => (icons::ICON_CHECK.codepoint, ctx.tokens.muted),
        Severity::Error => (icons::ICON_ERROR.codepoint, ctx.tokens.problem),
        Severity::Warning => (icons::ICON_WARNING.codepoint, ctx.tokens.ink),
        Severity::Info => (icons::ICON_HELP.codepoint, ctx.tokens.muted),
    };
    let ink = if problem.is_open() { ctx.tokens.ink } else { ctx.tokens.muted };
    let back = ui.painter().add(egui::Shape::Noop);
    let inner = ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(20.0, 18.0), Sense::hover());
        ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon, icon_font(15.0), color);
        ui.vertical(|ui| {
            label::block(ui, &left_to_right(&problem.message), Style::sans(13.0), ink);
            // Ten findings of one check differ in what they are about.
            if let Some(quote) = quote(ctx, problem) {
                let room = ui.available_width();
                label::line_in(ui, &quote, Style::sans(12.0), ctx.tokens.muted, room);
            }
        });
    });
    let rect = inner.response.rect.expand2(vec2(4.0, 3.0));
    let response = ui.interact(rect, id, Sense::click());
    if response.hovered() {
        ui.painter().set(back, egui::Shape::rect_filled(rect, 4.0, ctx.tokens.hover));
    }
    focus_ring(ui, ctx, &response, rect);
    let name = format!("{} {}: {}", problem.severity.word(), problem.number, problem.message);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, name.clone()));
    let title = match by_number(problem.number).filter(|check| check.number > 0) {
        Some(check) => format!("Check {}: {}", check.number, check.title),
        None if problem.rule.is_empty() => "The annotation file cannot be used".to_owned(),
        None => format!("Rule of the schema: {}", problem.rule),
    };
    response.on_hover_text(title)
}

/// Leads to what a finding is about.
fn lead(ctx: &Ctx<'_>, problem: &Diagnostic) {
    let target = &problem.target;
    if let Some(id) = &target.record {
        ctx.push(Action::SelectMark(Some(MarkRef { id: id.clone(), part: target.part })));
    } else {
        ctx.run(Command::Go(Go::Side(Side::Details)));
    }
}

/// Draws a finding that is to be put right, with the way to do so, and for a warning the way to let it stand.
fn row(ui: &mut Ui, ctx: &Ctx<'_>, nth: usize, problem: &Diagnostic) {
    let response = line(ui, ctx, Id::unique(("problem", nth)), problem);
    if response.clicked() {
        lead(ctx, problem);
    }
    ways(ui, ctx, &format!("{}", nth + 1), problem, editable(ctx));
    ui.add_space(2.0);
}

/// Draws the ways in which a finding can be put right, and for a warning the way to let it stand.
fn ways(ui: &mut Ui, ctx: &Ctx<'_>, number: &str, problem: &Diagnostic, editable: bool) {
    let accepts = problem.severity != Severity::Error && editable;
    let open = Id::unique("warning that is let stand");
    let target = &problem.target;
    let this = Id::unique((
        "warning",
        &target.record,
        &target.shared,
        &target.of,
        &target.value,
        problem.number,
        &problem.message,
    ));
    let mut asked = ui.data(|data| data.get_temp::<Id>(open)) == Some(this);
    if problem.fix.is_some() || accepts {
        ui.horizontal(|ui| {
            ui.add_space(24.0);
            if let Some(fix) = &problem.fix
                && small(ui, &fix.label, &format!("{} ({number})", fix.label), editable)
            {
                ctx.change(fix.intent.clone());
            }
            if accepts && small(ui, "Accept…", &format!("Accept ({number})"), true) {
                asked = !asked;
                ui.data_mut(|data| data.insert_temp(open, if asked { this } else { Id::NULL }));
                ui.data_mut(|data| data.insert_temp(reason_id(this), FirstFocus::default()));
            }
        });
    }
    if asked && accepts && reason(ui, ctx, this, problem) {
        ui.data_mut(|data| data.remove::<Id>(open));
    }
}

fn small(ui: &mut Ui, words: &str, spoken: &str, enabled: bool) -> bool {
    let button = ui.add_enabled(enabled, egui::Button::new(egui::RichText::new(words).size(12.0)).small());
    button.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, spoken));
    button.clicked()
}

fn reason_id(of: Id) -> Id {
    of.with("reason")
}

/// Asks why a warning may stand; Enter lets it. Tells whether that is done with.
fn reason(ui: &mut Ui, ctx: &Ctx<'_>, of: Id, problem: &Diagnostic) -> bool {
    let memory = of.with("typed");
    let typed: String = ui.data(|data| data.get_temp(memory)).unwrap_or_default();
    let shown = ui
        .horizontal(|ui| {
            ui.add_space(24.0);
            let field = Field::new(reason_id(of), &typed, "Why the warning may stand");
            field.hint("Why it may stand; Enter lets it").show(ui, ctx.tokens.field())
        })
        .inner;
    let mut first: FirstFocus = ui.data(|data| data.get_temp(reason_id(of))).unwrap_or_default();
    first.hold(ui, reason_id(of));
    ui.data_mut(|data| data.insert_temp(reason_id(of), first));
    if shown.response.has_focus() {
        ctx.live_field(reason_id(of));
    }
    match shown.outcome {
        Outcome::Discarded(_) => {
            ctx.push(Action::Focus(Focus::Side(Side::Problems)));
            return true;
        }
        Outcome::Draft(text) | Outcome::Taken(text) => {
            ui.data_mut(|data| data.insert_temp(memory, text));
        }
        Outcome::Refused { .. } | Outcome::None => {}
    }
    if !shown.entered || shown.text.trim().is_empty() {
        return false;
    }
    let reason = shown.text.trim().to_owned();
    let accepted = problem.accept(reason);
    ctx.change(match &problem.target.shared {
        Some(key) => Intent::Corpus(CorpusIntent::Accept(key.clone(), accepted)),
        None => Intent::Accept(problem.target.record.clone(), accepted),
    });
    ctx.push(Action::Focus(Focus::Side(Side::Problems)));
    true
}

/// Draws a warning that a person lets stand, with the reason and the way to take that back.
fn let_stand(ui: &mut Ui, ctx: &Ctx<'_>, nth: usize, problem: &Diagnostic) {
    if line(ui, ctx, Id::unique(("problem", nth)), problem).clicked() {
        lead(ctx, problem);
    }
    take_back(ui, ctx, &format!("{}", nth + 1), problem, editable(ctx));
    ui.add_space(2.0);
}

/// Draws why a warning may stand, and the way to take that back.
fn take_back(ui: &mut Ui, ctx: &Ctx<'_>, number: &str, problem: &Diagnostic, editable: bool) {
    let target = &problem.target;
    let work = ctx.opened().map(|opened| &opened.work);
    let record = match (&target.shared, &target.record) {
        (Some(key), _) => ctx.workspace.shared.record(key),
        (None, Some(id)) => work.and_then(|work| work.record(id)),
        (None, None) => work.map(|work| Record::Header(Box::new(work.header.clone()))),
    };
    let beside = record.as_ref().and_then(Record::beside);
    let Some(accepted) = beside.and_then(|beside| beside.accepted.iter().find(|one| problem.is(one))) else { return };
    ui.horizontal_top(|ui| {
        ui.add_space(24.0);
        ui.vertical(|ui| {
            let day = accepted.at.get(..10).unwrap_or(&accepted.at);
            let words = format!("{} · {} · {day}", accepted.reason, accepted.by);
            label::block(ui, &left_to_right(&words), Style::sans(12.0), ctx.tokens.muted);
            if small(ui, "Take back", &format!("Take back ({number})"), editable) {
                ctx.change(match &target.shared {
                    Some(key) => Intent::Corpus(CorpusIntent::Unaccept(key.clone(), accepted.clone())),
                    None => Intent::Unaccept(target.record.clone(), accepted.clone()),
                });
            }
        });
    });
}

/// Draws a finding about what belongs to the whole corpus; a click shows the entry.
fn in_registry(ui: &mut Ui, ctx: &Ctx<'_>, nth: usize, problem: &Diagnostic) {
    let response = line(ui, ctx, Id::unique(("corpus problem", nth)), problem);
    let key = problem.target.shared.as_deref().unwrap_or_default();
    if response.clicked()
        && let Some(id) = key.strip_prefix("registry/")
    {
        ctx.push(Action::ShowEntry(Some(id.to_owned())));
    }
    let number = format!("registry {}", nth + 1);
    if problem.is_open() {
        ways(ui, ctx, &number, problem, true);
    } else {
        take_back(ui, ctx, &number, problem, true);
    }
    ui.add_space(2.0);
}
