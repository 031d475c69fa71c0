//! The records of one work when an import, or a recoding, is taken back or brought again: which are as they were left, which have
//! changed since.

use std::collections::BTreeSet;

use crate::core::annotation::{Header, Quoted, Record, State, Work};
use crate::core::history::{Change, Doing, Entry};
use crate::core::text::Text;

/// What has come of the records of a work.
#[derive(Default)]
pub(super) struct Left {
    /// What changes; the article is not named in it.
    pub changes: Vec<Change>,
    /// What stays as it is, and why.
    pub stayed: Vec<(String, String)>,
}

/// One import, and one work.
pub(super) struct Turn<'a> {
    /// The import.
    pub id: &'a str,
    /// Whether it is taken back.
    pub back: bool,
    /// The text the marks stand in.
    pub text: &'a Text,
    /// The log of the work.
    pub entries: &'a [Entry],
}

/// Says why a record stays, by whether there is one, and whether there should be.
pub(super) fn why(there: bool, expected: bool) -> &'static str {
    match (there, expected) {
        (true, true) => "it was changed since",
        (true, false) => "there is another record of this name",
        (false, _) => "it was deleted since",
    }
}

impl Turn<'_> {
    /// Puts the records of the work where they belong, as far as they are as the import, or its taking back, has
    /// left them.
    pub fn records(&self, work: &mut Work) -> Left {
        let mut left = Left::default();
        let done = |entry: &&Entry| entry.is_of_import(self.id) && entry.doing == Doing::Done;
        let mut turned: Vec<Change> = Vec::new();
        let mut header = None;
        for change in self.entries.iter().filter(done).flat_map(|entry| &entry.changes) {
            let change = change.clone();
            let (from, to) = if self.back { (change.after, change.before) } else { (change.before, change.after) };
            let Some(side) = from.as_ref().or(to.as_ref()) else { continue };
            if let (Some(Record::Header(from)), Some(Record::Header(to))) = (&from, &to) {
                header = Some((from.clone(), to.clone()));
                continue;
            }
            let now = side.id().and_then(|id| work.record(id)).map(|record| record.quoted(self.text));
            if now == to {
                continue;
            }
            if now != from {
                left.stayed.push((side.key(), why(now.is_some(), from.is_some()).to_owned()));
            } else if to.as_ref().is_some_and(|record| record.placed(self.text).is_err()) {
                left.stayed.push((side.key(), "its words are not in the article as it is now".to_owned()));
            } else {
                turned.push(Change { article: None, before: from, after: to });
            }
        }
        if self.back {
            self.hold(work, &mut turned, &mut left);
        }
        for change in turned {
            self.put(work, change, &mut left);
        }
        if let Some((from, to)) = header {
            self.header(work, &from, &to, &mut left);
        }
        left
    }

    fn put(&self, work: &mut Work, change: Change, left: &mut Left) {
        let placed = |side: &Option<Record<Quoted>>| side.as_ref().and_then(|record| record.placed(self.text).ok());
        work.put(placed(&change.before).as_ref(), placed(&change.after));
        left.changes.push(change);
    }

    /// Holds records back that others point to which stay.
    fn hold(&self, work: &Work, turned: &mut Vec<Change>, left: &mut Left) {
        loop {
            let goes = |change: &&Change| change.after.is_none();
            let gone: BTreeSet<String> =
                turned.iter().filter(goes).filter_map(|change| change.before.as_ref()).map(Record::key).collect();
            let mut held = Vec::new();
            for record in work.records().filter(|record| !gone.contains(&record.key())) {
                // Ids are like no other text, so wherever one is written in quotes, it is meant.
                let written = ron::to_string(&record.quoted(self.text)).unwrap_or_default();
                let named = written.split('"').filter(|piece| gone.contains(*piece));
                held.extend(named.map(|id| (id.to_owned(), record.key())));
            }
            if held.is_empty() {
                return;
            }
            for (id, by) in held {
                let at = turned.iter().position(|change| change.before.as_ref().is_some_and(|it| it.key() == id));
                if let Some(at) = at {
                    turned.remove(at);
                    left.stayed.push((id, format!("{by} points to it")));
                }
            }
        }
    }

    /// Puts the fields of the header back that the import has filled.
    fn header(&self, work: &mut Work, from: &Header<Quoted>, to: &Header<Quoted>, left: &mut Left) {
        let before = Record::Header(Box::new(work.header.clone())).quoted(self.text);
        let Record::Header(mut now) = before.clone() else { return };
        macro_rules! turn {
            ($($field:ident),*) => {$(
                if from.$field != to.$field && now.$field != to.$field {
                    if now.$field == from.$field {
                        now.$field = to.$field.clone();
                    } else {
                        left.stayed.push((format!("header, {}", stringify!($field)), why(true, true).to_owned()));
                    }
                }
            )*};
        }
        turn!(title, language, direction, published, published_basis, published_mention, publisher, url, credited);
        turn!(reliability, exclusion, exclusion_reason, no_agreement, beside, fields, note);
        // Work that goes on is in progress, whoever has begun it.
        let goes_on = self.back && to.state == State::New && work.records().nth(1).is_some() && self.worked_since();
        if !goes_on {
            turn!(state, done);
        }
        let after = Record::Header(now);
        if after == before {
            return;
        }
        if after.placed(self.text).is_err() {
            left.stayed.push(("header".to_owned(), "its title is not in the article as it is now".to_owned()));
            return;
        }
        self.put(work, Change { article: None, before: Some(before), after: Some(after) }, left);
    }

    /// Tells whether the annotator has done something since that was not taken back.
    fn worked_since(&self) -> bool {
        let since = self.entries.iter().skip_while(|entry| !entry.is_of_import(self.id));
        let steps = since.filter(|entry| !entry.is_of_import(self.id)).map(|entry| match entry.doing {
            Doing::Undone => -1,
            Doing::Done | Doing::Redone | Doing::Outside => 1,
        });
        steps.sum::<i32>() > 0
    }
}
