//! Picking actors of the registry: what a typed text or a mark may mean, the likeliest first.

use super::{Field, Form};
use crate::core::annotation::RegistryEntry;
use crate::core::matching::{Hit, Rank};
use crate::core::schema::Vocabulary;
use crate::core::shared::Registry;
use crate::session::action::Action;
use crate::session::field::Owner;
use crate::ui::ctx::Ctx;
use crate::ui::widgets::{Item, NEW, Token, TokenChange};

/// Entries of the registry offered at once.
const OFFERED: usize = 40;
/// Letters of the longest ending that is tried off: Uzbek “-lardan”, German “-s”.
const LONGEST_ENDING: usize = 6;

impl Form<'_, '_, '_> {
    /// Draws a list of registry entries as chips; gives what the person did. `likely` are offered first.
    pub fn actors(
        &mut self,
        field: Field<'_>,
        current: &[String],
        likely: &[String],
        suggestion: &str,
    ) -> Option<TokenChange> {
        let (ctx, owner) = (self.ctx, self.owner);
        let change = self.tokens(field, &tokens_of(ctx, current), |typed| {
            let mut items = actor_items(ctx, typed, current, likely, suggestion);
            if let Owner::Entry(entry) = owner {
                // An entry is no part of itself, and what it belongs to must be there first.
                items.retain(|item| item.code != *entry && item.code != NEW);
            }
            items
        });
        self.or_open(current, change)
    }

    /// Draws a list of registry entries of some kinds, or of any where none is named, as chips. A new one is of one of
    /// these kinds.
    pub(super) fn entities(&mut self, field: Field<'_>, current: &[String], kinds: &[String]) -> Option<TokenChange> {
        let ctx = self.ctx;
        let registry = &ctx.workspace.shared.registry;
        let change = self.tokens(field, &tokens_of(ctx, current), |typed| {
            let mut items = Vec::new();
            for item in actor_items(ctx, typed, current, &[], "") {
                let kind = registry.get(&item.code).map_or("", |entry| entry.kind.as_str());
                if item.code == NEW {
                    items.extend(new_of(ctx, &item, kinds));
                } else if kinds.is_empty() || kinds.iter().any(|one| one == kind) {
                    items.push(item);
                }
            }
            items
        });
        self.or_open(current, change)
    }

    /// Shows the entry of a chip that was clicked; gives anything else the person did.
    fn or_open(&self, current: &[String], change: Option<TokenChange>) -> Option<TokenChange> {
        match change {
            Some(TokenChange::Open(at)) => {
                self.ctx.push(Action::ShowEntry(current.get(at).cloned()));
                None
            }
            other => other,
        }
    }
}

/// Offers a new entry once for each of the kinds that it may be of.
fn new_of(ctx: &Ctx<'_>, item: &Item, kinds: &[String]) -> Vec<Item> {
    if kinds.is_empty() {
        return vec![item.clone()];
    }
    let schema = ctx.workspace.schema();
    let of = |kind: &String| {
        let label = schema.label(Vocabulary::ActorKind, kind);
        Item { code: format!("{NEW}{kind}"), detail: format!("{label} · {}", item.detail), ..item.clone() }
    };
    kinds.iter().map(of).collect()
}

fn tokens_of(ctx: &Ctx<'_>, ids: &[String]) -> Vec<Token> {
    let registry = &ctx.workspace.shared.registry;
    let token = |id: &String| Token {
        code: id.clone(),
        label: registry.label(id).to_owned(),
        foreign: registry.get(id).is_none(),
    };
    ids.iter().map(token).collect()
}

/// Finds what a typed text, or without one the text of a mark, may mean.
///
/// Names that fit come first, then a new entry of that name, then names that only sound alike.
fn actor_items(ctx: &Ctx<'_>, typed: &str, current: &[String], likely: &[String], suggestion: &str) -> Vec<Item> {
    let registry = &ctx.workspace.shared.registry;
    let typing = !typed.trim().is_empty();
    let query = if typing { typed } else { suggestion };
    let mut fitting: Vec<&RegistryEntry> = Vec::new();
    let mut alike: Vec<&RegistryEntry> = Vec::new();
    if !typing {
        fitting.extend(likely.iter().filter_map(|id| registry.resolve(id)).map(|entry| &**entry));
    }
    if !query.trim().is_empty() {
        for (entry, hit) in named_like(registry, query, typing) {
            if fits(registry, entry, hit.rank, typing) { fitting.push(entry) } else { alike.push(entry) }
        }
    }
    let mut items: Vec<Item> = Vec::new();
    let add = |items: &mut Vec<Item>, entry: &RegistryEntry| {
        let known = current.contains(&entry.id) || items.iter().any(|item| item.code == entry.id);
        if !known && items.len() < OFFERED {
            items.push(item_of_entry(registry, entry));
        }
    };
    for entry in fitting {
        add(&mut items, entry);
    }
    let name = query.split_whitespace().collect::<Vec<_>>().join(" ");
    if !name.is_empty() {
        let shown = crate::core::text::excerpt(&name, 60);
        items.push(Item {
            code: NEW.to_owned(),
            label: format!("New actor “{shown}”"),
            detail: "Make an entry of this name in the registry".to_owned(),
        });
    }
    for entry in alike {
        add(&mut items, entry);
    }
    items
}

/// Tells whether an entry is likelier than a new one. What a person types may be the beginning of any name; a
/// mark that is one word of a long name is most likely something else, unless that is a person or already used.
fn fits(registry: &Registry, entry: &RegistryEntry, rank: Rank, typing: bool) -> bool {
    match rank {
        Rank::ExactWithTones | Rank::Exact | Rank::SameWords => true,
        Rank::Prefixes if !typing => entry.kind == "person" || !registry.is_only_shipped(&entry.id),
        Rank::Prefixes | Rank::Contained => typing,
        // A name that sounds like one the corpus already has is most likely that one in another script.
        Rank::SameSkeleton => !registry.is_only_shipped(&entry.id),
        Rank::PartOfSkeleton => false,
    }
}

/// Searches the registry for a text. A mark that finds nothing is tried without its ending: “Usbekistans”.
fn named_like<'r>(registry: &'r Registry, query: &str, typing: bool) -> Vec<(&'r RegistryEntry, Hit)> {
    let search = |query: &str| {
        let found = registry.search(query, OFFERED).into_iter().map(|(entry, hit)| (&**entry, hit));
        // What only shares sounds with a part of the name helps a person who types, and litters a mark.
        found.filter(|(_, hit)| typing || hit.rank <= Rank::SameSkeleton).collect::<Vec<_>>()
    };
    let found = search(query);
    if typing || found.first().is_some_and(|(_, hit)| hit.rank <= Rank::SameWords) {
        return found;
    }
    let letters: Vec<char> = query.trim().chars().collect();
    let stems = (1..=LONGEST_ENDING).filter(|cut| letters.len() >= cut + 4);
    let mut stems = stems.map(|cut| letters[..letters.len() - cut].iter().collect::<String>());
    stems.find(|stem| registry.has_words(stem)).map_or(found, |stem| search(&stem))
}

/// Describes an entry in a list: its name, and what it is.
#[must_use]
pub fn item_of_entry(registry: &Registry, entry: &RegistryEntry) -> Item {
    let mut parts: Vec<&str> = Vec::new();
    let role = entry.roles.last().map(|role| role.title.as_str());
    parts.extend(role.filter(|role| !role.is_empty()));
    let kind = entry.kind.as_str();
    let kind =
        Vocabulary::ActorKind.shipped().iter().find(|term| *term.code == *kind).map_or(kind, |term| &*term.label);
    parts.push(kind);
    if !entry.country.is_empty() && entry.country != entry.id {
        parts.push(registry.label(&entry.country));
    }
    let other = entry.all_names().find(|name| *name != entry.label());
    parts.extend(other);
    parts.retain(|part| !part.is_empty());
    Item { code: entry.id.clone(), label: entry.label().to_owned(), detail: parts.join(" · ") }
}
