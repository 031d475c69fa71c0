//! An actor mention: its line and its fields.

use egui::Ui;

use super::Row;
use super::shared::imported;
use crate::core::annotation::{ActorMention, Title};
use crate::core::facts;
use crate::core::intent::{ActorField, Intent, Slot};
use crate::core::schema::Vocabulary;
use crate::core::shared::Registry;
use crate::core::workspace::Opened;
use crate::session::command::{Command, Edit, key_name};
use crate::session::field::{FieldKey, Owner, Part};
use crate::ui::ctx::Ctx;
use crate::ui::form::{Field, Form, without};
use crate::ui::widgets::{TokenChange, editable, remark};

/// Makes the line of an actor mention.
pub fn row(ctx: &Ctx<'_>, actor: &ActorMention, quote: String) -> Row {
    let registry: &Registry = &ctx.workspace.shared.registry;
    let mut detail: Vec<String> = Vec::new();
    if actor.links.is_empty() {
        detail.push("not linked".to_owned());
    } else {
        detail.push(actor.links.iter().map(|id| registry.label(id)).collect::<Vec<_>>().join("; "));
    }
    if !actor.intended.is_empty() {
        let meant = actor.intended.iter().map(|id| registry.label(id)).collect::<Vec<_>>().join("; ");
        detail.push(format!("meant: {meant}"));
    }
    if actor.form != "name" {
        detail.push(ctx.workspace.schema().label(Vocabulary::ActorForm, &actor.form).to_lowercase());
    }
    Row { id: actor.id.clone(), main: quote, detail: detail.join(" · ") }
}

/// Draws the fields of an actor mention.
pub fn card(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened, actor: &ActorMention) {
    let owner = Owner::Record(opened.article.key.clone(), actor.id.clone());
    let quote = opened.article.text.slice(actor.place.cover());
    let mut form = Form { ui, ctx, owner: &owner };
    let set = |field: ActorField| Intent::SetActor(actor.id.clone(), field);
    imported(&mut form, &actor.label);
    links(&mut form, actor, quote);
    let field = Field::new("Form", "Form", FieldKey::of("actor.form")).path("form");
    form.code(field, Vocabulary::ActorForm, &actor.form, None, |code| set(ActorField::Form(code)));
    if form.shows("titles") {
        titles(&mut form, opened, actor);
    }
    let field =
        Field::new("Intended", "Who the text should have named", FieldKey::of("actor.intended")).path("intended");
    let field = field.hint("Only if the text names the wrong one");
    let change = form.actors(field, &actor.intended, &[], "");
    take(&form, actor, Slot::Intended, &actor.intended, change, |links| set(ActorField::Intended(links)));
    form.confidence(&actor.confidence, |code| set(ActorField::Confidence(code)));
    form.own(facts::Owner::Actor(actor));
    form.note("Note on the actor", &actor.note, |text| set(ActorField::Note(text)));
}

fn links(form: &mut Form<'_, '_, '_>, actor: &ActorMention, quote: &str) {
    let suggestion = if actor.links.is_empty() { quote } else { "" };
    let field = Field::new("Name", "Name of the actor", FieldKey::Name).hint("Who is meant").path("links");
    let change = form.actors(field, &actor.links, &[], suggestion);
    take(form, actor, Slot::Links, &actor.links, change, |links| {
        Intent::SetActor(actor.id.clone(), ActorField::Links(links))
    });
    let registry = &form.ctx.workspace.shared.registry;
    if let [link] = actor.links.as_slice()
        && let Some(entry) = registry.resolve(link)
    {
        let spelling = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        if actor.form == "name" && !entry.has_name(&spelling) && editable(form.ctx) {
            let key = Command::Edit(Edit::AddSpelling).info().key.map(key_name).unwrap_or_default();
            let words = format!(
                "“{}” is not among its names. {key} in the text adds it.",
                crate::core::text::excerpt(&spelling, 40)
            );
            remark(form.ui, &words, form.ctx.tokens.muted);
        }
    }
}

/// Turns what a person did to a list of actors into a change.
fn take(
    form: &Form<'_, '_, '_>,
    actor: &ActorMention,
    slot: Slot,
    current: &[String],
    change: Option<TokenChange>,
    make: impl Fn(Vec<String>) -> Intent,
) {
    match change {
        Some(TokenChange::Add(id)) => {
            let mut all = current.to_vec();
            all.push(id);
            form.push(make(all));
        }
        Some(TokenChange::New(name)) => {
            let place = actor.place.cover();
            let quote = form.ctx.opened().map(|opened| opened.article.text.slice(place)).unwrap_or_default();
            let name = if name.is_empty() { quote.to_owned() } else { name };
            form.push(Intent::NewEntryFor(actor.id.clone(), slot, name));
        }
        Some(TokenChange::Remove(at)) => form.push(make(without(current, at))),
        Some(TokenChange::NewOf(..) | TokenChange::Open(_)) | None => {}
    }
}

/// Draws titles, ranks and honorifics, each with the place it stands at.
fn titles(form: &mut Form<'_, '_, '_>, opened: &Opened, actor: &ActorMention) {
    let set = |titles: Vec<Title>| Intent::SetActor(actor.id.clone(), ActorField::Titles(titles));
    for (nth, title) in actor.titles.iter().enumerate() {
        let changed = |change: &dyn Fn(&mut Title)| {
            let mut titles = actor.titles.clone();
            if let Some(title) = titles.get_mut(nth) {
                change(title);
            }
            titles.retain(|title| !(title.gloss.is_empty() && title.place.is_none()));
            set(titles)
        };
        let kind = Vocabulary::TitleKind;
        let label = form.ctx.workspace.schema().label(kind, &title.kind).to_owned();
        let key = FieldKey::Of("actor.roles", Part::Item(nth));
        let field = Field::new(&label, "Title beside the actor", key).hint("What it says");
        form.text(field, &title.gloss, |text| {
            changed(&|title: &mut Title| {
                text.clone_into(&mut title.gloss);
                // A title emptied by hand is gone, and its place with it.
                if text.is_empty() {
                    title.place = None;
                }
            })
        });
        let field = Field::new("", "Kind of title", FieldKey::Of("actor.rank", Part::Item(nth)));
        form.code(field, kind, &title.kind, None, |code| {
            changed(&|title: &mut Title| code.clone_into(&mut title.kind))
        });
        if let Some(place) = &title.place {
            let quote = opened.article.text.slice(place.cover());
            let words = format!("in the text: “{}”", crate::core::text::excerpt(quote, 60));
            remark(form.ui, &words, form.ctx.tokens.muted);
        }
    }
    let field = Field::new("Title", "Role of the actor", FieldKey::Role).path("titles");
    let field = field.hint("Or select it in the text and press r");
    form.text(field, "", |text| {
        let mut titles = actor.titles.clone();
        if !text.is_empty() {
            titles.push(Title { kind: "title".into(), place: None, gloss: text });
        }
        set(titles)
    });
}
