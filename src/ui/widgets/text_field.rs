//! A text field of a record or of the header: what is typed is taken, or stays in it with a sentence that says why.

use egui::{Id, Ui};

use super::{editable, field_id, forget_text, left_to_right, serve_focus, small_button};
use crate::core::dates::{DateProblem, Meaning, Wanted};
use crate::core::intent::Intent;
use crate::core::plan::Refusal;
use crate::core::schema::{Asked, FieldDef, FieldKind};
use crate::session::action::{Action, Fate, Focus};
use crate::session::field::{FieldAt, FieldKey, Owner};
use crate::session::open::Draft;
use crate::session::typed::Kept;
use crate::shape::field::{Field, Outcome};
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;

/// Reads a list of things separated by semicolons.
#[must_use]
pub fn list(text: &str) -> Vec<String> {
    text.split([';', '؛']).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// What a text in a field has to be.
#[derive(Clone, Copy, Default)]
pub enum Expects<'a> {
    /// Anything the plan of its change does not refuse.
    #[default]
    Anything,
    /// A date value.
    Date,
    /// The value of an expression of time: a date, a duration or a recurrence.
    Time(Wanted),
    /// Such values with semicolons between them.
    Times(Wanted),
    /// What a field of the schema wants.
    Added(&'a FieldDef),
    /// What a field of the schema wants of each of its values.
    One(&'a FieldDef),
}

/// Why a text cannot be taken, and what could be taken instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// The sentence.
    pub sentence: String,
    /// What it most likely means, the likeliest first.
    pub offers: Vec<String>,
}

impl From<DateProblem> for Slip {
    fn from(problem: DateProblem) -> Self {
        Self { sentence: problem.to_string(), offers: problem.offers }
    }
}

impl From<Refusal> for Slip {
    fn from(refusal: Refusal) -> Self {
        Self { sentence: refusal.message, offers: refusal.offers }
    }
}

impl Expects<'_> {
    /// Says what is wrong with a text; an empty one is never wrong.
    #[must_use]
    pub fn slip(self, text: &str) -> Option<Slip> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        match self {
            Self::Anything => None,
            Self::Date => time(Wanted::Date, text),
            Self::Time(wanted) => time(wanted, text),
            Self::Times(wanted) => {
                let all = list(text);
                let (at, slip) = all.iter().enumerate().find_map(|(at, one)| Some((at, time(wanted, one)?)))?;
                Some(slip.among(&all, at))
            }
            Self::Added(field) if field.takes_many() => {
                let all = list(text);
                let (at, slip) = all.iter().enumerate().find_map(|(at, one)| Some((at, added(field, one)?)))?;
                Some(slip.among(&all, at))
            }
            Self::Added(field) | Self::One(field) => added(field, text),
        }
    }
}

fn time(wanted: Wanted, text: &str) -> Option<Slip> {
    Meaning::parse(wanted, text).err().map(Slip::from)
}

/// Says what is wrong with one value of a field of the schema.
fn added(field: &FieldDef, text: &str) -> Option<Slip> {
    match field.kind.single() {
        FieldKind::Date => time(Wanted::Date, text),
        FieldKind::Duration => time(Wanted::Duration, text),
        // Words are never refused; what is wrong with them is said beside them.
        FieldKind::Text | FieldKind::LongText => None,
        _ => {
            let problem = field.problem_of(text, &Asked::default());
            problem.map(|sentence| Slip { sentence, offers: Vec::new() })
        }
    }
}

impl Slip {
    /// Turns the slip of one of several values into one of all of them.
    fn among(self, all: &[String], at: usize) -> Self {
        let with = |offer: &String| {
            let mut all = all.to_vec();
            all[at].clone_from(offer);
            all.join("; ")
        };
        Self { offers: self.offers.iter().map(with).collect(), sentence: self.sentence }
    }
}

/// A text field that turns into a change when what is typed is taken.
pub struct TextField<'a> {
    /// What it belongs to.
    pub owner: &'a Owner,
    /// Which field.
    pub key: FieldKey,
    /// Name for people who cannot see it.
    pub name: &'a str,
    /// Present value.
    pub value: &'a str,
    /// Hint while empty.
    pub hint: &'a str,
    /// Lines.
    pub rows: usize,
    /// Width; all there is without.
    pub width: Option<f32>,
    /// What a text has to be.
    pub expects: Expects<'a>,
}

/// How a text field stands.
pub struct Shown {
    /// The text as it stands.
    pub text: String,
    /// Why it cannot be taken.
    pub slip: Option<Slip>,
    /// Whether Enter has just taken a new text.
    pub took: bool,
    /// Whether it could be taken and waits for it.
    waits: bool,
    focused: bool,
}

impl TextField<'_> {
    /// Draws the field; `make` says what taking a text means.
    pub fn show(&self, ui: &mut Ui, ctx: &Ctx<'_>, make: &impl Fn(String) -> Intent) -> Shown {
        let id = self.id();
        let wanted = serve_focus(ui, ctx, self.owner, self.key, id);
        let kept = ctx.open.typed.kept(&self.at(), self.value);
        let accepts = |text: &str| self.refusal(ctx, text, make).is_none();
        let mut field = Field::new(id, self.value, self.name)
            .hint(self.hint)
            .rows(self.rows)
            .enabled(self.enabled(ctx))
            .kept(kept)
            .outdated(ctx.open.typed.outdated(&self.at(), self.value))
            .accepts(&accepts);
        if let Some(width) = self.width {
            field = field.width(width);
        }
        let shown = field.show(ui, ctx.tokens.field());
        if wanted {
            shown.response.scroll_to_me(None);
        }
        let focused = shown.response.has_focus();
        if focused {
            ctx.live_field(id);
            ctx.live_rule(self.key.rule());
        }
        let back = || ctx.push(Action::Focus(Focus::Article));
        let mut took = false;
        match shown.outcome {
            Outcome::None => {}
            Outcome::Draft(text) => ctx.draft(Draft { widget: id, action: self.fate(ctx, &text, make) }),
            Outcome::Refused { text, instead } => {
                let slip = self.refusal(ctx, &text, make).filter(|_| instead);
                match slip.and_then(|slip| slip.offers.into_iter().next()) {
                    Some(offer) => self.take_offer(ui, ctx, make(offer)),
                    None => ctx.push(self.fate(ctx, &text, make)),
                }
            }
            Outcome::Taken(text) => {
                if text != self.value {
                    ctx.push(self.fate(ctx, &text, make));
                } else if kept.is_some() {
                    ctx.push(Action::Typed(self.at(), Fate::Forget));
                }
                if shown.entered {
                    took = text != self.value;
                    back();
                }
            }
            Outcome::Discarded(text) => {
                if text != self.value {
                    ctx.push(Action::Typed(self.at(), Fate::PutBack(self.kept(&text))));
                }
                back();
            }
        }
        let text = shown.text;
        // What a date or a number lacks is said while it is typed; a refusal once it was to be taken.
        let refused = || kept.and_then(|_| self.refusal(ctx, &text, make));
        let slip = self.expects.slip(&text).or_else(refused);
        let waits = kept.is_some() && slip.is_none() && !focused && text != self.value;
        Shown { text, slip, took, waits, focused }
    }

    /// Says under the field what is wrong, with what could be taken instead as buttons.
    pub fn say(&self, ui: &mut Ui, ctx: &Ctx<'_>, shown: &Shown, make: &impl Fn(String) -> Intent) {
        let Some(slip) = &shown.slip else {
            if shown.waits {
                let words = "Not taken yet: Enter in this field takes it.";
                label::block(ui, words, Style::sans(12.0), ctx.tokens.problem);
            }
            return;
        };
        let enabled = self.enabled(ctx);
        let key = slip.offers.first().filter(|_| shown.focused && enabled);
        let key = key.map(|offer| format!(" Ctrl+Enter takes {offer}.")).unwrap_or_default();
        let sentence = left_to_right(&format!("{}{key}", slip.sentence));
        label::block(ui, &sentence, Style::sans(12.0), ctx.tokens.problem);
        if slip.offers.is_empty() || !enabled {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            for offer in &slip.offers {
                if small_button(ui, ctx, &format!("Take {offer}"), true).clicked() {
                    self.take_offer(ui, ctx, make(offer.clone()));
                }
            }
        });
    }

    fn id(&self) -> Id {
        field_id(self.owner, self.key)
    }

    fn at(&self) -> FieldAt {
        FieldAt { owner: self.owner.clone(), key: self.key }
    }

    fn kept(&self, text: &str) -> Kept {
        Kept { text: text.to_owned(), over: self.value.to_owned() }
    }

    fn enabled(&self, ctx: &Ctx<'_>) -> bool {
        // What belongs to the corpus can be changed whatever article is open.
        self.owner.is_shared() || editable(ctx)
    }

    /// Says why a text cannot be taken; what stands there already can always stay.
    fn refusal(&self, ctx: &Ctx<'_>, text: &str, make: &impl Fn(String) -> Intent) -> Option<Slip> {
        if text == self.value {
            return None;
        }
        let expected = self.expects.slip(text);
        expected.or_else(|| ctx.refusal(make(text.to_owned())).map(Slip::from))
    }

    /// Takes a text, or keeps it in the field.
    fn fate(&self, ctx: &Ctx<'_>, text: &str, make: &impl Fn(String) -> Intent) -> Action {
        let fate = match self.refusal(ctx, text, make) {
            None => Fate::Take(Box::new(ctx.changing(make(text.to_owned())))),
            Some(_) => Fate::Keep(self.kept(text)),
        };
        Action::Typed(self.at(), fate)
    }

    /// Takes what was offered instead of the text typed.
    fn take_offer(&self, ui: &Ui, ctx: &Ctx<'_>, intent: Intent) {
        let id = self.id();
        forget_text(ui, id);
        ui.memory_mut(|memory| memory.surrender_focus(id));
        ctx.push(Action::Typed(self.at(), Fate::Take(Box::new(ctx.changing(intent)))));
        ctx.push(Action::Focus(Focus::Article));
    }
}
