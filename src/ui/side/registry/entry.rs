//! One entry of the registry: its fields, merging and splitting, what was done to it.

use egui::{Role, Ui, WidgetInfo};

use super::RegistryView;
use super::roles::roles;
use super::ties::{Called, more, ties};
use crate::core::annotation::{EventKind, RegistryEntry};
use crate::core::facts;
use crate::core::intent::{CorpusIntent, EntryField, Intent};
use crate::core::schema::Vocabulary;
use crate::session::action::{Action, Focus};
use crate::session::command::Side;
use crate::session::field::{FieldKey, Owner, Part};
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;
use crate::ui::form::{Field, Form};
use crate::ui::side::{body, quiet};
use crate::ui::widgets::{TokenChange, list};

impl RegistryView {
    pub(super) fn entry(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, entry: &RegistryEntry) {
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            let back = ui.button("‹ All actors");
            if ctx.open.focus == Some(Focus::Side(Side::Registry)) {
                back.request_focus();
                ctx.focus_served();
            }
            if back.clicked() {
                ctx.push(Action::ShowEntry(None));
            }
        });
        if self.uses.find(ctx, &entry.id) {
            ui.ctx().request_repaint();
        }
        body(ui, "entry", |ui| {
            let style = Style { bold: true, ..Style::sans(16.0) };
            label::block(ui, entry.label(), style, ctx.tokens.ink);
            let whence = if ctx.workspace.shared.registry.is_only_shipped(&entry.id) {
                "comes with the program"
            } else {
                "in the corpus"
            };
            quiet(ui, ctx, &format!("{} · {whence}", entry.id));
            if let Some(into) = &entry.merged_into {
                merged(ui, ctx, entry, into);
            }
            let owner = Owner::Entry(entry.id.clone());
            let mut form = Form { ui, ctx, owner: &owner };
            fields(&mut form, entry);
            // A state has more names than fit; what the articles write comes before them.
            self.uses.show(form.ui, ctx);
            self.names(&mut form, entry);
            merging(&mut form, entry);
            history(form.ui, ctx, entry);
        });
    }
}

fn merged(ui: &mut Ui, ctx: &Ctx<'_>, entry: &RegistryEntry, into: &str) {
    let name = ctx.workspace.shared.registry.label(into).to_owned();
    label::block(ui, &format!("Merged into {name}: links to it mean {name}."), Style::sans(12.5), ctx.tokens.problem);
    ui.horizontal(|ui| {
        if ui.button("Separate again").clicked() {
            ctx.change(Intent::Corpus(CorpusIntent::Separate(entry.id.clone())));
        }
        if ui.button("Show the other").clicked() {
            ctx.push(Action::ShowEntry(Some(into.to_owned())));
        }
    });
}

fn fields(form: &mut Form<'_, '_, '_>, entry: &RegistryEntry) {
    let set = |field: EntryField| Intent::Corpus(CorpusIntent::SetEntry(entry.id.clone(), field));
    let key = |name| FieldKey::Of("registry.kind", Part::Named(name));
    let none = Some("Not said");
    let field = Field::new("English", "English name", FieldKey::Of("registry.names", Part::Named("english")));
    let field = field.path("names");
    form.text(field, &entry.name_en, |text| set(EntryField::NameEn(text)));
    let field = Field::new("Kind", "Corpus kind of actor", key("kind")).path("kind");
    form.code(field, Vocabulary::ActorKind, &entry.kind, none, |code| set(EntryField::Kind(code)));
    let field = Field::new("Country", "Country", key("country")).path("country");
    let field = field.hint("Three letters, e.g. UZB");
    form.text(field, &entry.country, |text| set(EntryField::Country(text)));
    let field = Field::new("Sector", "Corpus sector", key("sector")).path("sectors");
    form.codes(field, Vocabulary::Sector, &entry.sectors, |codes| set(EntryField::Sectors(codes)));
    let called = Called {
        label: "Part of",
        spoken: "What it is a part of",
        hint: "A state or an organisation",
        path: "part_of",
    };
    ties(form, entry, &called, &entry.part_of, EntryField::PartOf);
    if form.shows("roles") {
        roles(form, entry);
    }
    more(form, entry);
    let ids = entry.external_ids.join("; ");
    let field = Field::new("Other ids", "Ids elsewhere", key("ids")).path("external_ids");
    let field = field.hint("e.g. wikidata:Q265");
    form.text(field, &ids, |text| set(EntryField::ExternalIds(list(&text))));
    form.own(facts::Owner::Entry(entry));
    form.note("Note on the actor of the registry", &entry.note, |text| set(EntryField::Note(text)));
}

fn merging(form: &mut Form<'_, '_, '_>, entry: &RegistryEntry) {
    if entry.merged_into.is_some() {
        return;
    }
    form.heading("The same as another");
    let field = Field::new("Merge into", "Actor to merge into", FieldKey::of("registry.merge"));
    let change = form.actors(field.hint("The actor that stays"), &[], &[], "");
    if let Some(TokenChange::Add(into)) = change {
        form.push(Intent::Corpus(CorpusIntent::Merge { from: entry.id.clone(), into }));
    }
    if !form.ctx.workspace.shared.registry.is_only_shipped(&entry.id)
        && form.ui.button("Delete actor").on_hover_text("Only an actor that no mark points to").clicked()
    {
        form.push(Intent::Corpus(CorpusIntent::DeleteEntry(entry.id.clone())));
    }
}

/// Draws merges and splits, the newest first.
fn history(ui: &mut Ui, ctx: &Ctx<'_>, entry: &RegistryEntry) {
    if entry.history.is_empty() {
        return;
    }
    ui.add_space(4.0);
    ui.label(egui::RichText::new("History").size(12.0).strong().color(ctx.tokens.muted));
    for event in entry.history.iter().rev() {
        let other = ctx.workspace.shared.registry.get(&event.other).map_or(event.other.as_str(), |entry| entry.label());
        let what = match event.what {
            EventKind::MergedFrom => format!("{other} was merged into it"),
            EventKind::SeparatedFrom => format!("{other} was separated from it"),
            EventKind::SplitInto => format!("{other} was split off"),
            EventKind::SplitFrom => format!("split off {other}"),
        };
        let names: Vec<&str> = event.names.iter().map(|name| name.text.as_str()).collect();
        let names = if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
        let words = format!("{} · {} · {what}{names}", event.at.get(..10).unwrap_or(&event.at), event.by);
        label::block(ui, &words, Style::sans(12.0), ctx.tokens.ink);
        // An entry that was merged is in no list; here is the way back to it.
        let gone = ctx.workspace.shared.registry.get(&event.other);
        let gone = gone.filter(|gone| gone.merged_into.as_ref() == Some(&entry.id));
        if let Some(gone) = gone.filter(|_| event.what == EventKind::MergedFrom) {
            let button = ui.small_button("Separate again");
            let spoken = format!("Separate {} again", gone.label());
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken.clone()));
            if button.clicked() {
                ctx.change(Intent::Corpus(CorpusIntent::Separate(gone.id.clone())));
            }
        }
    }
}
