//! The registry of actors: search, names in every script, where each spelling stands, merging and splitting.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::{heading, quiet, search_field};
use crate::core::annotation::{DatedRole, EventKind, Id as RecordId, Name, RegistryEntry};
use crate::core::generation::Generation;
use crate::core::intent::{CorpusIntent, EntryField, Intent};
use crate::core::schema::Vocabulary;
use crate::core::workspace::ArticleKey;
use crate::session::action::{Action, Focus};
use crate::session::command::Side;
use crate::session::field::{FieldKey, Owner, Part};
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;
use crate::ui::form::{Field, Form, item_of_entry};
use crate::ui::widgets::{Expects, Gradual, TokenChange, focus_ring, labelled, link, list};

/// Height of an entry in the list.
const ROW: f32 = 42.0;
/// Places of a spelling that are listed.
const PLACES: usize = 60;
/// Spellings that are listed.
const SPELLINGS: usize = 100;
/// Spellings and places that come with a frame.
const DRAWN: usize = 20;
/// Entries a search lists.
const FOUND: usize = 500;

/// Spellings of marks that are looked at in a frame.
const LOOKED_AT: usize = 10_000;

/// How often each spelling stands somewhere, and the first places.
type Uses = BTreeMap<String, (usize, Vec<(ArticleKey, RecordId)>)>;

/// What uses are found from: an entry, what belongs to the corpus, and the marks of all articles.
type UsesStamp = (String, Generation, Generation);

/// Where an entry is named. The index knows in which articles; they are gone through a part in each frame, since a
/// state can stand in every one of a hundred thousand.
#[derive(Default)]
struct UsesOf {
    /// The entry and those merged into it, and what belonged to the corpus then.
    ids: (BTreeSet<String>, Option<(String, Generation)>),
    found: Uses,
    of: Option<UsesStamp>,
    /// Articles still to be looked through, the next one last, and what was found before them.
    rest: Option<(UsesStamp, Vec<u32>, Uses)>,
}

impl UsesOf {
    /// Finds where an entry is named, those merged into it included, when something has changed; tells whether there
    /// is more to look through. What was found before of the same entry stands until everything was looked at.
    fn find(&mut self, ctx: &Ctx<'_>, id: &str) -> bool {
        let spellings = &ctx.workspace.index().spellings;
        let stamp = (id.to_owned(), ctx.workspace.shared.generation, spellings.generation());
        let of = Some((stamp.0.clone(), stamp.1));
        if self.ids.1 != of {
            let ids = ctx.workspace.shared.registry.stands_for(id).into_iter();
            self.ids = (ids.map(str::to_owned).collect(), of);
        }
        let other = self.of.as_ref().is_none_or(|of| of.0 != id);
        if other {
            self.found.clear();
        }
        if self.of.as_ref() == Some(&stamp) {
            return false;
        }
        let ids = &self.ids.0;
        if self.rest.as_ref().is_none_or(|(of, ..)| of.0 != id) {
            let articles: BTreeSet<u32> = ids.iter().flat_map(|id| spellings.articles(id)).collect();
            self.rest = Some((stamp.clone(), articles.into_iter().rev().collect(), Uses::new()));
        }
        let Some((_, articles, found)) = &mut self.rest else { return false };
        let mut looked_at = 0;
        while looked_at < LOOKED_AT
            && let Some(article) = articles.pop()
        {
            let Some(entry) = ctx.workspace.entries().get(article as usize) else { continue };
            let Some(summary) = &entry.summary else { continue };
            looked_at += summary.digest.spellings.len();
            for spelling in summary.digest.spellings.iter().filter(|spelling| ids.contains(&spelling.entry)) {
                let (all, places) = found.entry(spelling.text.clone()).or_default();
                *all += 1;
                if places.len() < PLACES {
                    places.push((entry.key.clone(), spelling.mention.clone()));
                }
            }
        }
        if !articles.is_empty() {
            if other {
                self.found.clone_from(found);
                // Of this entry, but not yet all.
                self.of = Some((id.to_owned(), Generation::next(), Generation::next()));
            }
            return true;
        }
        if let Some((of, _, found)) = self.rest.take() {
            (self.found, self.of) = (found, Some(of));
        }
        self.of.as_ref() != Some(&stamp)
    }
}

/// Makes the change of one name of an entry.
type Changed<'a> = dyn Fn(&dyn Fn(&mut Name)) -> Intent + 'a;

/// The private state of the view.
#[derive(Default)]
pub struct RegistryView {
    query: String,
    shown: Vec<Arc<RegistryEntry>>,
    /// What the list was made of: the registry and the search.
    listed: Option<(Generation, String)>,
    uses: UsesOf,
    /// Names chosen to be split off, of which entry.
    split: (String, BTreeSet<usize>),
}

impl RegistryView {
    /// Draws the registry, or one entry of it.
    pub fn show(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        let registry = &ctx.workspace.shared.registry;
        match ctx.open.entry.as_ref().and_then(|id| registry.get(id)) {
            Some(entry) => self.entry(ui, ctx, &entry.clone()),
            None => self.list(ui, ctx),
        }
    }

    /// Lists the entries anew when the registry or the search have changed.
    fn prepare(&mut self, ctx: &Ctx<'_>) {
        let stamp = (ctx.workspace.shared.generation, self.query.clone());
        if self.listed.as_ref() == Some(&stamp) {
            return;
        }
        let registry = &ctx.workspace.shared.registry;
        self.shown = if self.query.trim().is_empty() {
            registry.listed().cloned().collect()
        } else {
            registry.search(&self.query, FOUND).into_iter().map(|(entry, _)| entry.clone()).collect()
        };
        self.listed = Some(stamp);
    }

    fn list(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        heading(ui, ctx, "Registry");
        let name = "Search in the registry";
        let entered = search_field(ui, ctx, Side::Registry, name, "Any name, in any script", &mut self.query);
        self.prepare(ctx);
        if let Some(first) = self.shown.first().filter(|_| entered) {
            ctx.push(Action::ShowEntry(Some(first.id.clone())));
        }
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            ui.add_space(12.0);
            let own = ctx.workspace.shared.registry.entries().size();
            let count = if self.query.trim().is_empty() { own } else { self.shown.len() };
            let noun = if count == 1 { "actor" } else { "actors" };
            ui.label(egui::RichText::new(format!("{count} {noun}")).size(12.0).color(ctx.tokens.muted));
            let name = self.query.trim();
            if !name.is_empty() {
                let button = ui.small_button("New actor");
                if label::tooltip(button, &format!("Make an entry “{name}”"), ctx.tokens.ink).clicked() {
                    ctx.change(Intent::Corpus(CorpusIntent::NewEntry(name.to_owned())));
                }
            }
        });
        if self.shown.is_empty() {
            let words = if self.query.trim().is_empty() {
                "The registry is empty. Link a mark to an actor, or search the states and organisations that come \
                 with the program."
            } else {
                "No actor has such a name."
            };
            return super::body(ui, "registry", |ui| quiet(ui, ctx, words));
        }
        // Rows are counted with the space between them, so there must be none here as well.
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = egui::ScrollArea::vertical().id_salt("registry").auto_shrink(false);
        area.show_rows(ui, ROW, self.shown.len(), |ui, rows| {
            for at in rows {
                row(ui, ctx, &self.shown[at]);
            }
        });
    }

    fn entry(&mut self, ui: &mut Ui, ctx: &Ctx<'_>, entry: &RegistryEntry) {
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
        super::body(ui, "entry", |ui| {
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
            self.spellings(form.ui, ctx);
            self.names(&mut form, entry);
            merging(&mut form, entry);
            history(form.ui, ctx, entry);
        });
    }

    /// Draws the names, each with its language and kind, and a box for splitting.
    fn names(&mut self, form: &mut Form<'_, '_, '_>, entry: &RegistryEntry) {
        form.heading(&format!("Names ({})", entry.names.len()));
        let set = |names| Intent::Corpus(CorpusIntent::SetEntry(entry.id.clone(), EntryField::Names(names)));
        if self.split.0 != entry.id {
            self.split = (entry.id.clone(), BTreeSet::new());
        }
        for (nth, name) in entry.names.iter().enumerate() {
            let changed = |change: &dyn Fn(&mut Name)| {
                let mut names = entry.names.clone();
                if let Some(name) = names.get_mut(nth) {
                    change(name);
                }
                names.retain(|name| !name.text.is_empty());
                set(names)
            };
            let label = if name.lang.is_empty() { "Name" } else { &name.lang };
            let spoken = format!("Name {}", nth + 1);
            let field = Field::new(label, &spoken, FieldKey::Of("registry.names", Part::Item(nth)));
            form.text(field.hint("Empty takes it away"), &name.text, |text| {
                changed(&|name: &mut Name| text.clone_into(&mut name.text))
            });
            if !self.split.1.is_empty() || !name.kind.is_empty() || entry.names.len() <= 6 {
                self.name_kind(form, nth, name, &changed);
            }
        }
        let field = Field::new("Add name", "New name", FieldKey::Of("registry.names", Part::Named("new")));
        form.text(field.hint("In any script"), "", |text| {
            let mut names = entry.names.clone();
            if !text.is_empty() {
                let script = crate::core::language::script_of(&text).to_owned();
                names.push(Name { text, lang: String::new(), script, kind: String::new() });
            }
            set(names)
        });
        if !self.split.1.is_empty() {
            let names: Vec<usize> = self.split.1.iter().copied().collect();
            let words = format!("Split {} off into a new actor", names.len());
            if form.ui.button(words).clicked() {
                form.push(Intent::Corpus(CorpusIntent::Split { from: entry.id.clone(), names }));
                self.split.1.clear();
            }
        }
    }

    fn name_kind(&mut self, form: &mut Form<'_, '_, '_>, nth: usize, name: &Name, changed: &Changed<'_>) {
        let hint = if name.script.is_empty() { "Language".to_owned() } else { format!("Language; {}", name.script) };
        let spoken = format!("Language of name {}", nth + 1);
        let field = Field::new("", &spoken, FieldKey::Of("registry.names", Part::Of(nth, "language"))).hint(&hint);
        form.text(field, &name.lang, |text| changed(&|name: &mut Name| text.clone_into(&mut name.lang)));
        let spoken = format!("Corpus kind of name {}", nth + 1);
        let field = Field::new("", &spoken, FieldKey::Of("registry.kind", Part::Of(nth, "name")));
        form.code(field, Vocabulary::NameKind, &name.kind, Some("Any kind"), |code| {
            changed(&|name: &mut Name| code.clone_into(&mut name.kind))
        });
        let ctx = form.ctx;
        labelled(form.ui, ctx, "", |ui| {
            let mut chosen = self.split.1.contains(&nth);
            let response = ui.checkbox(&mut chosen, "belongs to another actor");
            let spoken = format!("{} belongs to another actor", name.text);
            response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, chosen, spoken.clone()));
            if response.changed() {
                if chosen {
                    self.split.1.insert(nth);
                } else {
                    self.split.1.remove(&nth);
                }
            }
        });
    }

    /// Draws every spelling with the articles it stands in.
    fn spellings(&self, ui: &mut Ui, ctx: &Ctx<'_>) {
        ui.add_space(4.0);
        let spellings = &ctx.workspace.index().spellings;
        let count: usize = self.uses.ids.0.iter().map(|id| spellings.count(id)).sum();
        let words = format!("Spellings in articles ({count})");
        ui.label(egui::RichText::new(words).size(12.0).strong().color(ctx.tokens.muted));
        if count == 0 {
            return quiet(ui, ctx, "No article names this actor yet.");
        }
        let mut gradual = Gradual::begin(ui, "spellings", &self.uses.ids.0, DRAWN);
        let mut whole = true;
        for (text, (all, places)) in self.uses.found.iter().take(SPELLINGS) {
            whole = gradual.goes_on();
            if !whole {
                break;
            }
            label::block(ui, text, Style::sans(13.0), ctx.tokens.ink);
            ui.horizontal_wrapped(|ui| {
                ui.add_space(10.0);
                let mut last: Option<(&ArticleKey, usize)> = None;
                for (article, mention) in places {
                    whole = gradual.goes_on();
                    if !whole {
                        return;
                    }
                    let nth = last.filter(|(key, _)| *key == article).map_or(1, |(_, nth)| nth + 1);
                    last = Some((article, nth));
                    let name = if nth == 1 { article.file_name().to_owned() } else { format!("{nth}") };
                    let link = link(ui, ctx, &name, 12.0);
                    let spoken = format!("{text} in {article}, mark {nth}");
                    link.widget_info(|| WidgetInfo::labeled(Role::Link, true, spoken.clone()));
                    if link.on_hover_text("Go there").clicked() {
                        ctx.push(Action::Jump(article.clone(), mention.clone()));
                    }
                }
                if *all > places.len() {
                    let words = format!("and {} more", all - places.len());
                    ui.label(egui::RichText::new(words).size(12.0).color(ctx.tokens.muted));
                }
            });
            if !whole {
                break;
            }
        }
        gradual.end(ui, whole);
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
    form.text(field, &entry.name_en, |text| set(EntryField::NameEn(text)));
    let field = Field::new("Kind", "Corpus kind of actor", key("kind"));
    form.code(field, Vocabulary::ActorKind, &entry.kind, none, |code| set(EntryField::Kind(code)));
    let field = Field::new("Country", "Country", key("country")).hint("Three letters, e.g. UZB");
    form.text(field, &entry.country, |text| set(EntryField::Country(text)));
    let field = Field::new("Sector", "Corpus sector", key("sector"));
    form.code(field, Vocabulary::Sector, &entry.sector, none, |code| set(EntryField::Sector(code)));
    let part_of: Vec<String> = Some(entry.part_of.clone()).filter(|id| !id.is_empty()).into_iter().collect();
    let field = Field::new("Part of", "What it is a part of", key("whole")).hint("A state or an organisation");
    match form.actors(field, &part_of, &[], "") {
        Some(TokenChange::Add(id)) => form.push(set(EntryField::PartOf(id))),
        Some(TokenChange::Remove(_)) => form.push(set(EntryField::PartOf(String::new()))),
        _ => {}
    }
    roles(form, entry);
    let ids = entry.external_ids.join("; ");
    let field = Field::new("Other ids", "Ids elsewhere", key("ids")).hint("e.g. wikidata:Q265");
    form.text(field, &ids, |text| set(EntryField::ExternalIds(list(&text))));
    form.added("registry", &entry.fields, |field, value| set(EntryField::Field(field, value)));
    form.note("Note on the actor of the registry", &entry.note, |text| set(EntryField::Note(text)));
}

/// Draws the offices held, each with its dates.
fn roles(form: &mut Form<'_, '_, '_>, entry: &RegistryEntry) {
    let set = |roles| Intent::Corpus(CorpusIntent::SetEntry(entry.id.clone(), EntryField::Roles(roles)));
    for (nth, role) in entry.roles.iter().enumerate() {
        let changed = |change: &dyn Fn(&mut DatedRole)| {
            let mut roles = entry.roles.clone();
            if let Some(role) = roles.get_mut(nth) {
                change(role);
            }
            roles.retain(|role| !role.title.is_empty());
            set(roles)
        };
        let key = |name| FieldKey::Of("actor.roles", Part::Of(nth, name));
        let field = Field::new("Office", "Office", key("title")).hint("Empty takes it away");
        form.text(field, &role.title, |text| changed(&|role: &mut DatedRole| text.clone_into(&mut role.title)));
        let org: Vec<String> = Some(role.org.clone()).filter(|id| !id.is_empty()).into_iter().collect();
        let field = Field::new("of", "Organisation of the office", key("organisation")).hint("Organisation");
        match form.actors(field, &org, &[], "") {
            Some(TokenChange::Add(id)) => form.push(changed(&|role: &mut DatedRole| id.clone_into(&mut role.org))),
            Some(TokenChange::Remove(_)) => form.push(changed(&|role: &mut DatedRole| role.org.clear())),
            _ => {}
        }
        for (label, value) in [("from", &role.from), ("until", &role.to)] {
            let spoken = format!("Office {label}");
            let field = Field::new(label, &spoken, key(label)).hint("e.g. 2019-04").expects(Expects::Date);
            form.text(field, value, |text| {
                changed(&|role: &mut DatedRole| {
                    text.clone_into(if label == "from" { &mut role.from } else { &mut role.to });
                })
            });
        }
    }
    let field = Field::new("Office", "New office", FieldKey::Of("actor.roles", Part::Named("new")));
    form.text(field.hint("Title of an office held"), "", |title| {
        let mut roles = entry.roles.clone();
        if !title.is_empty() {
            roles.push(DatedRole { title, ..DatedRole::default() });
        }
        set(roles)
    });
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

fn row(ui: &mut Ui, ctx: &Ctx<'_>, entry: &RegistryEntry) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let response = ui.interact(rect, Id::unique(("entry", entry.id.as_str())), Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, ctx.tokens.hover);
    }
    let item = item_of_entry(&ctx.workspace.shared.registry, entry);
    let upper = Rect::from_min_max(rect.min + vec2(12.0, 3.0), rect.max - vec2(44.0, ROW - 23.0));
    let lower = Rect::from_min_max(rect.min + vec2(12.0, 21.0), rect.max - vec2(10.0, 2.0));
    label::paint_in(ui, upper, &item.label, Style::sans(13.5), ctx.tokens.ink);
    label::paint_in(ui, lower, &item.detail, Style::sans(11.5), ctx.tokens.muted);
    let uses = ctx.workspace.index().spellings.count(&entry.id);
    if uses > 0 {
        let at = egui::pos2(rect.right() - 12.0, rect.top() + 13.0);
        let font = egui::FontId::proportional(11.5);
        ui.painter().text(at, egui::Align2::RIGHT_CENTER, uses.to_string(), font, ctx.tokens.muted);
    }
    focus_ring(ui, ctx, &response, rect);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, format!("Actor {}", item.label)));
    if response.clicked() {
        ctx.push(Action::ShowEntry(Some(entry.id.clone())));
    }
}
