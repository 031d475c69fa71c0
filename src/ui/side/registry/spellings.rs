//! Where each spelling of an actor stands in the articles.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Role, Ui, WidgetInfo};

use crate::core::annotation::Id;
use crate::core::generation::Generation;
use crate::core::workspace::ArticleKey;
use crate::session::action::Action;
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;
use crate::ui::side::quiet;
use crate::ui::widgets::{Gradual, link};

/// Places of a spelling that are listed.
const PLACES: usize = 60;
/// Spellings that are listed.
const SPELLINGS: usize = 100;
/// Spellings and places that come with a frame.
const DRAWN: usize = 20;
/// Spellings of marks that are looked at in a frame.
const LOOKED_AT: usize = 10_000;

/// How often each spelling stands somewhere, and the first places.
type Uses = BTreeMap<String, (usize, Vec<(ArticleKey, Id)>)>;

/// What uses are found from: an entry, what belongs to the corpus, and the marks of all articles.
type UsesStamp = (String, Generation, Generation);

/// Where an entry is named. The index knows in which articles; they are gone through a part in each frame, since a
/// state can stand in every one of a hundred thousand.
#[derive(Default)]
pub(super) struct UsesOf {
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
    pub(super) fn find(&mut self, ctx: &Ctx<'_>, id: &str) -> bool {
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

    /// Draws every spelling with the articles it stands in.
    pub(super) fn show(&self, ui: &mut Ui, ctx: &Ctx<'_>) {
        ui.add_space(4.0);
        let spellings = &ctx.workspace.index().spellings;
        let count: usize = self.ids.0.iter().map(|id| spellings.count(id)).sum();
        let words = format!("Spellings in articles ({count})");
        ui.label(egui::RichText::new(words).size(12.0).strong().color(ctx.tokens.muted));
        if count == 0 {
            return quiet(ui, ctx, "No article names this actor yet.");
        }
        let mut gradual = Gradual::begin(ui, "spellings", &self.ids.0, DRAWN);
        let mut whole = true;
        for (text, (all, places)) in self.found.iter().take(SPELLINGS) {
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
