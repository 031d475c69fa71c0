//! Finding in the article on the screen.

use std::time::{Duration, Instant};

use super::Glossator;
use crate::core::find::{Query, Search};
use crate::core::text::Span;
use crate::session::action::{Action, Focus, TextSelection};
use crate::session::find::Find;
use crate::session::pane::Reveal;
use crate::shape::Caret;

/// Bytes looked through at once; between two of them the clock is asked.
const STEP: usize = 1 << 16;
/// Time a key may take to find what it asks for.
const WISHED: Duration = Duration::from_millis(4);
/// Longest selection that is taken for words to look for, in code points.
const LONGEST: usize = 200;

impl Glossator {
    /// Opens the search, with the selected words in it.
    pub(super) fn find(&mut self) {
        let Some(opened) = self.current() else { return self.session.inform("Open an article first.") };
        let selection = &self.desk.open.pane.selection;
        let span = if selection.counts_in(&opened.article) { selection.span() } else { Span { start: 0, end: 0 } };
        let words = opened.article.text.slice(span).to_owned();
        let is_short = !span.is_empty() && !words.contains('\n') && words.chars().nth(LONGEST).is_none();
        let last = self.desk.open.pane.find.take().map_or_else(|| self.session.wanted.clone(), |find| find.wanted);
        let wanted = if is_short { Query { words, pattern: false, ..last } } else { last };
        self.look_for(wanted, span.start);
        self.desk.open.focus = Some(Focus::Find);
    }

    /// Looks for something else, or in another way.
    pub(super) fn find_other(&mut self, wanted: Query) {
        let from = self.desk.open.pane.find.as_ref().map_or(0, |find| find.from);
        self.look_for(wanted, from);
    }

    fn look_for(&mut self, wanted: Query, from: usize) {
        self.session.wanted = wanted.clone();
        self.desk.open.pane.find = Some(Find::new(wanted, from));
    }

    /// Closes the search; the keyboard goes into the article.
    pub(super) fn close_find(&mut self) {
        self.desk.open.pane.find = None;
        self.focus_article();
    }

    /// Goes on looking for so long; tells whether there is more to do. The first hit from where the caret was comes into
    /// sight as soon as it is known.
    pub(super) fn look_further(&mut self, budget: Duration) -> bool {
        let began = Instant::now();
        let names = self.desk.workspace.shared.registry.names().clone();
        let pane = &mut self.desk.open.pane;
        let Some(find) = &mut pane.find else { return false };
        let Some(opened) = pane.article.as_ref().and_then(|key| self.desk.workspace.get(key)) else { return false };
        let text = opened.article.generation;
        if find.is_done(text) && find.search.as_ref().is_none_or(|(of, _)| *of == text) {
            return false;
        }
        if find.search.as_ref().is_none_or(|(of, _)| *of != text) {
            if find.search.is_some() {
                // Another article, or another text of this one.
                (find.from, find.at) = (0, None);
            }
            match Search::begin(opened.article.text.clone(), names, find.wanted.clone()) {
                Ok(search) => (find.search, find.trouble) = (Some((text, search)), None),
                Err(trouble) => {
                    (find.search, find.trouble) = (None, Some(trouble));
                    return false;
                }
            }
        }
        let Some((_, search)) = &mut find.search else { return false };
        while !search.go_on(STEP) {
            if began.elapsed() > budget {
                break;
            }
        }
        let hits = search.hits();
        let done = search.is_done();
        if find.at.is_none() {
            let after = hits.get(hits.partition_point(|hit| hit.start < find.from));
            find.at = after.or(hits.first().filter(|_| done)).copied();
            if let Some(span) = find.at {
                pane.reveal = Some(Reveal { span, centre: true });
            }
        }
        !done
    }

    /// Selects the hit that is in sight, and gives the keyboard to the article.
    pub(super) fn take_hit(&mut self) {
        self.look_further(WISHED);
        match self.desk.open.pane.find.as_ref().and_then(|find| find.at) {
            Some(hit) => self.select_hit(hit),
            None => self.nothing(),
        }
    }

    /// Selects the hit after or before the caret, round the end of the article.
    pub(super) fn hit_beside(&mut self, next: bool) {
        if self.desk.open.pane.find.is_none() {
            if self.session.wanted.words.is_empty() {
                return self.find();
            }
            let from = self.desk.open.pane.selection.span().start;
            self.look_for(self.session.wanted.clone(), from);
        }
        let more = self.look_further(WISHED);
        let pane = &self.desk.open.pane;
        let (Some(find), Some(opened)) = (&pane.find, self.current()) else { return };
        let hits = find.hits(opened.article.generation);
        let selected = pane.selection.span();
        let at = if next {
            let after = |hit: &Span| hit.start < selected.start || *hit == selected;
            hits.get(hits.partition_point(after)).or_else(|| hits.first())
        } else {
            hits[..hits.partition_point(|hit| hit.start < selected.start)].last().or_else(|| hits.last())
        };
        let Some(hit) = at.copied() else { return self.nothing() };
        let wrapped = if next { hit.start < selected.start } else { hit.start > selected.start };
        if wrapped && more {
            return self.session.inform("Still looking through the article.");
        }
        if wrapped && hits.len() > 1 {
            self.session.inform(if next { "On from the beginning." } else { "On from the end." });
        }
        self.select_hit(hit);
    }

    /// Says why nothing is selected.
    fn nothing(&mut self) {
        let find = self.desk.open.pane.find.as_ref();
        let done = self.current().zip(find).is_none_or(|(opened, find)| find.is_done(opened.article.generation));
        let trouble = find.and_then(|find| find.trouble.clone());
        let says = if done { "Nothing was found." } else { "Still looking through the article." };
        self.session.inform(trouble.unwrap_or_else(|| says.to_owned()));
    }

    fn select_hit(&mut self, hit: Span) {
        if let Some(find) = &mut self.desk.open.pane.find {
            (find.at, find.from) = (Some(hit), hit.start);
        }
        let focus = Caret { offset: hit.end, upstream: true };
        self.apply(Action::Reveal(TextSelection { anchor: Caret::at(hit.start), focus }));
        self.focus_article();
    }
}
