//! The fields of the import dialog: what is read, whose work of it, and what its words mean here.

use egui::{Id, Sense, Ui, vec2};

use super::{ExchangeDialogs, field, push};
use crate::session::exchange::{ExchangeAction, FieldRow, LabelRow, Look, PersonRow, Whom};
use crate::shape::field::{Field, Outcome};
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;
use crate::ui::widgets::{Choice, choice, labelled};

/// What a label of a file can become: codes and words.
const MEANINGS: [(&str, &str); 7] = [
    ("", "not known: left out"),
    ("actor", "actor"),
    ("date", "date"),
    ("agreement", "agreement"),
    ("flag", "text flag"),
    ("region", "region"),
    ("skip", "leave out"),
];
/// What a field of a file can be here: codes and words.
const FIELDS: [(&str, &str); 4] =
    [("", "no place: left out, and said"), ("-", "leave out"), ("note", "note"), ("confidence", "confidence")];
/// Codes of whose work is taken, which no name can be.
const ONLY: &str = "";
const EACH: &str = "\n";

impl ExchangeDialogs {
    pub(super) fn import_fields(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) -> bool {
        let mut changed = false;
        if let Some(path) = ctx.open.exchange.chosen.first() {
            self.import.path.clone_from(path);
            push(ctx, ExchangeAction::Chosen);
            changed = true;
        }
        changed |= field(ui, ctx, "File or folder", "path of what to read", &mut self.import.path);
        ui.horizontal(|ui| {
            if ui.button("Choose file…").clicked() {
                push(ctx, ExchangeAction::Choose { folder: false });
            }
            if ui.button("Choose folder…").clicked() {
                push(ctx, ExchangeAction::Choose { folder: true });
            }
        });
        let look = ctx.open.exchange.look.as_ref();
        let people = look.map_or(&[][..], |look| &look.people);
        changed |= self.whose(ui, ctx, people);
        let own = ctx.open.annotator.as_deref().unwrap_or_default();
        if self.import.whom != Whom::Each {
            let hint = format!("{own}, whose work is open");
            changed |= field(ui, ctx, "Into work of", &hint, &mut self.import.into);
        }
        let renamed: &[PersonRow] = if self.import.whom == Whom::Each { people } else { &[] };
        for row in renamed {
            changed |= self.person(ui, ctx, row);
        }
        if look.is_some_and(|look| !look.models.is_empty()) || self.import.accept {
            changed |= self.predictions(ui, ctx, look);
        }
        ui.add_space(6.0);
        let words = "What is there stays, but for what was changed in the other program; the import can be taken back.";
        label::block(ui, words, Style::sans(12.0), ctx.tokens.muted);
        changed
    }

    fn whose(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, people: &[PersonRow]) -> bool {
        let only = if people.len() > 1 { "one person: say which" } else { "the only person there is" };
        let words: Vec<String> = people.iter().map(|row| format!("{} ({} marks)", row.name, row.marks)).collect();
        let named = people.iter().zip(&words).map(|(row, words)| Choice { code: &row.name, label: words, help: "" });
        let mut choices = vec![Choice { code: ONLY, label: only, help: "" }];
        if !people.is_empty() {
            choices.push(Choice { code: EACH, label: "each, in work of their own", help: "" });
        }
        choices.extend(named);
        let now = match &self.import.whom {
            Whom::Only => ONLY,
            Whom::Each => EACH,
            Whom::Person(name) => name,
        };
        let id = Id::unique("exchange whose");
        let chosen = labelled(ui, ctx, "Work of", |ui| choice(ui, ctx, id, "Work of", now, &choices, true));
        let Some(code) = chosen else { return false };
        self.import.whom = match code.as_str() {
            ONLY => Whom::Only,
            EACH => Whom::Each,
            _ => Whom::Person(code),
        };
        true
    }

    /// Draws what a person of the files is called here.
    fn person(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, row: &PersonRow) -> bool {
        let id = Id::unique(("exchange person", &row.name));
        let name = format!("{} here", row.name);
        let plural = if row.marks == 1 { "" } else { "s" };
        let words = format!("{} ({} mark{plural})", row.name, row.marks);
        label::block(ui, &words, Style::sans(12.0), ctx.tokens.ink);
        let shown = labelled(ui, ctx, "is here", |ui| {
            Field::new(id, &row.here, &name).hint("empty: left out").show(ui, ctx.tokens.field())
        });
        match shown.outcome {
            Outcome::Taken(text) => {
                self.import.people.insert(row.name.clone(), text.trim().to_owned());
                true
            }
            _ => false,
        }
    }

    fn predictions(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, look: Option<&Look>) -> bool {
        let models = look.map_or(String::new(), |look| look.models.join(", "));
        let take = format!("taken as work: {models}");
        let choices = [
            Choice { code: "", label: "kept as predictions", help: "" },
            Choice { code: "take", label: take.trim_end_matches(": "), help: "" },
        ];
        let now = if self.import.accept { "take" } else { "" };
        let id = Id::unique("exchange predictions");
        let chosen = labelled(ui, ctx, "Predictions", |ui| choice(ui, ctx, id, "Predictions", now, &choices, true));
        let Some(code) = chosen else { return false };
        self.import.accept = code == "take";
        true
    }

    /// Draws what the words of the files are here; tells whether that has changed.
    pub(super) fn words(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, look: &Look) -> bool {
        let mut changed = false;
        if let Some(sentence) = &look.remembered {
            label::block(ui, sentence, Style::sans(13.0), ctx.tokens.ink);
            if ui.button("Forget it for this import").clicked() {
                self.import.remembered = false;
                changed = true;
            }
        }
        for row in &look.labels {
            changed |= self.meaning(ui, ctx, row);
        }
        for row in &look.fields {
            changed |= self.field_row(ui, ctx, row);
        }
        changed
    }

    fn meaning(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, row: &LabelRow) -> bool {
        let types = ctx.workspace.schema().types.iter().map(|added| (added.id.as_str(), added.label.as_str()));
        let choices: Vec<Choice<'_>> =
            MEANINGS.into_iter().chain(types).map(|(code, label)| Choice { code, label, help: "" }).collect();
        let (words, name) = (format!("{} ({})", row.label, row.marks), format!("Meaning of {}", row.label));
        let Some(code) = word(ui, ctx, &words, &name, &row.meaning, &choices) else { return false };
        self.import.meanings.insert(row.label.clone(), code);
        true
    }

    /// Draws what a field of the files is here.
    fn field_row(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, row: &FieldRow) -> bool {
        let own = ctx.workspace.schema().fields.iter().map(|field| (field.id.as_str(), field.label.as_str()));
        let mut choices: Vec<Choice<'_>> = Vec::new();
        for (code, label) in FIELDS.into_iter().chain(own) {
            if !choices.iter().any(|choice| choice.code == code) {
                choices.push(Choice { code, label, help: "" });
            }
        }
        let words = format!("field {} ({})", row.name, row.values);
        let Some(code) = word(ui, ctx, &words, &format!("Field {}", row.name), &row.here, &choices) else {
            return false;
        };
        self.import.fields.insert(row.name.clone(), code);
        true
    }
}

/// Draws a word of the files and what it is here.
fn word(ui: &mut Ui, ctx: &Ctx<'_>, words: &str, name: &str, now: &str, choices: &[Choice<'_>]) -> Option<String> {
    let mut chosen = None;
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(180.0, 26.0), Sense::hover());
        label::paint_in(ui, rect, words, Style::sans(13.0), ctx.tokens.ink);
        ui.scope(|ui| {
            ui.set_max_width(220.0);
            chosen = choice(ui, ctx, Id::unique(("exchange word", name)), name, now, choices, true);
        });
    });
    chosen
}
