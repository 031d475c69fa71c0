//! What is known of an agreement across articles beside its records: its kind, its titles, how it stands to others, how
//! far articles confirm it.

use crate::core::annotation::{Identity, IdentityTie, Name};
use crate::core::confirm::{self, Says};
use crate::core::intent::{CorpusIntent, IdentityField, Intent};
use crate::core::language::script_of;
use crate::core::schema::Vocabulary;
use crate::core::text::shorten;
use crate::core::workspace::ArticleKey;
use crate::session::action::Action;
use crate::session::field::{FieldKey, Part};
use crate::shape::{Style, label};
use crate::ui::form::{Field, Form, beside, without};
use crate::ui::widgets::{Item, TokenChange, link};

const RULE: &str = "agreement.identity";

fn setting(identity: &Identity, field: IdentityField) -> Intent {
    Intent::Corpus(CorpusIntent::SetIdentity(identity.id.clone(), field))
}

/// Draws the titles in other languages.
pub(super) fn titles(form: &mut Form<'_, '_, '_>, identity: &Identity) {
    if !form.shows("titles") {
        return;
    }
    let (ctx, owner) = (form.ctx, form.owner);
    for (nth, title) in identity.titles.iter().enumerate() {
        let changed = |change: &dyn Fn(&mut Name)| {
            let mut titles = identity.titles.clone();
            if let Some(title) = titles.get_mut(nth) {
                change(title);
            }
            titles.retain(|title| !title.text.is_empty());
            setting(identity, IdentityField::Titles(titles))
        };
        let names = [format!("Other title {}", nth + 1), format!("Language of title {}", nth + 1)];
        let key = |name| FieldKey::Of(RULE, Part::Of(nth, name));
        let row = Field::new("or", &names[0], key("title"));
        form.row(&row, false, |ui| {
            beside(ui, |[left, right]| {
                let field = row.hint("Empty takes it away");
                Form { ui: left, ctx, owner }.cell(field, &title.text, |text| {
                    changed(&|title: &mut Name| {
                        script_of(&text).clone_into(&mut title.script);
                        text.clone_into(&mut title.text);
                    })
                });
                let field = Field::new("", &names[1], key("language of title")).hint("Language, e.g. uz");
                Form { ui: right, ctx, owner }
                    .cell(field, &title.lang, |text| changed(&|title: &mut Name| text.clone_into(&mut title.lang)));
            });
        });
    }
    let key = FieldKey::Of(RULE, Part::Named("new title"));
    let field = Field::new("Add title", "Title in another language", key).hint("In any script").path("titles");
    form.text(field, "", |text| {
        let mut titles = identity.titles.clone();
        if !text.is_empty() {
            let script = script_of(&text).to_owned();
            titles.push(Name { text, script, ..Name::default() });
        }
        setting(identity, IdentityField::Titles(titles))
    });
    let field = Field::new("Is a", "Corpus kind of agreement", FieldKey::Of(RULE, Part::Named("kind"))).path("kind");
    let current = if identity.kind.is_empty() { "agreement" } else { &identity.kind };
    form.code(field, Vocabulary::IdentityKind, current, None, |code| {
        // An agreement is what it is without a word.
        setting(identity, IdentityField::Kind(if code == "agreement" { String::new() } else { code }))
    });
}

/// Draws how an agreement stands to others across articles, and what is a part of it.
pub(super) fn relations(form: &mut Form<'_, '_, '_>, identity: &Identity) {
    if !form.shows("relations") {
        return;
    }
    let all = &form.ctx.workspace.shared.identities;
    let name = |id: &str| match all.get(id) {
        Some(other) if !other.title.is_empty() => other.title.clone(),
        _ => id.to_owned(),
    };
    for (nth, tie) in identity.relations.iter().enumerate() {
        let title = name(&tie.identity);
        let spoken = format!("Corpus tie to {title}");
        let label = shorten(&title, 12);
        let field = Field::new(&label, &spoken, FieldKey::Of(RULE, Part::Of(nth, "tie")));
        form.code(field, Vocabulary::IdentityTie, &tie.kind, Some("Take away"), |kind| {
            let mut relations = identity.relations.clone();
            if kind.is_empty() {
                relations = without(&relations, nth);
            } else if let Some(tie) = relations.get_mut(nth) {
                tie.kind = kind;
            }
            setting(identity, IdentityField::Relations(relations))
        });
    }
    let parts = all.values().filter(|other| other.relations.iter().any(|tie| tie.identity == identity.id));
    let parts: Vec<String> = parts.map(|other| name(&other.id)).collect();
    if !parts.is_empty() {
        let words = format!("Named by: {}", parts.join("; "));
        crate::ui::widgets::remark(form.ui, &words, form.ctx.tokens.muted);
    }
    let known = |id: &str| id == identity.id || identity.relations.iter().any(|tie| tie.identity == id);
    if all.values().all(|other| known(&other.id)) {
        return;
    }
    let key = FieldKey::Of(RULE, Part::Named("ties"));
    let field = Field::new("Related", "Related agreement across articles", key).path("relations");
    let change = form.tokens(field.hint("Another one of the corpus"), &[], |typed| {
        let typed = typed.trim().to_lowercase();
        let others = all.values().filter(|other| !known(&other.id));
        let items = others.map(|other| Item {
            code: other.id.clone(),
            label: name(&other.id),
            detail: if other.is_process() { "Process".to_owned() } else { String::new() },
        });
        items.filter(|item| item.label.to_lowercase().contains(&typed)).take(40).collect()
    });
    if let Some(TokenChange::Add(id)) = change {
        // What is tied to a process is most likely a part of it.
        let process = all.get(&id).is_some_and(|other| other.is_process());
        let kind = if process { "part_of_process" } else { "implements" };
        let mut relations = identity.relations.clone();
        relations.push(IdentityTie { kind: kind.to_owned(), identity: id, note: String::new() });
        form.push(setting(identity, IdentityField::Relations(relations)));
    }
}

/// Says how far articles confirm the agreement, and which contradict.
pub(super) fn confirmations(form: &mut Form<'_, '_, '_>, identity: &Identity) {
    let ctx = form.ctx;
    let found = confirm::of_identity(ctx.workspace, identity);
    if found.reported.articles == 0 {
        return;
    }
    form.heading("Confirmed");
    let rows = [("exists", found.exists), ("is signed", found.signed), ("is in force", found.in_force)];
    for (what, says) in rows {
        let words = format!("Says that it {what}: {}", counts(says));
        let color = if says.articles == 0 { ctx.tokens.muted } else { ctx.tokens.ink };
        label::block(form.ui, &words, Style::sans(12.5), color);
    }
    for (article, agreement, how) in found.contradicts {
        let key = ArticleKey::new(&article);
        let words = format!("{} {}", key.file_name(), how.words());
        if link(form.ui, ctx, &words, 12.5).on_hover_text("Go there").clicked() {
            ctx.push(Action::Jump(key, agreement));
        }
    }
}

fn counts(says: Says) -> String {
    if says.articles == 0 {
        return "no article".to_owned();
    }
    let noun = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let articles = noun(says.articles, "article");
    match says.publishers {
        0 => format!("{articles}, no publisher named"),
        count => format!("{articles}, {}, {} of them original", noun(count, "publisher"), says.original),
    }
}
