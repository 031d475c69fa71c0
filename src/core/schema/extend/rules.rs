//! Checks that a corpus adds, and what it says of its changes.

use std::collections::HashSet;

use super::super::built_in::{BUILT_IN, is_built_in, is_in_articles};
use super::super::extension::{NewChange, NewRule};
use super::super::fields::{OF_CORPUS, OWNERS};
use super::super::limits::{LONGEST_HELP, code_problem};
use super::super::rules::{Change, RuleDef};
use super::super::search::shown;
use super::super::types::PLACE;
use super::{Builder, RECORDS};

impl Builder {
    pub(super) fn add_rules(&mut self, rules: Vec<NewRule>) {
        let mut ids = HashSet::new();
        for NewRule { id, on, when, warn, error } in rules {
            self.accept(id.at, code_problem("id", &id.value));
            if !ids.insert(id.value.clone()) {
                self.fault(id.at, format!("There are two checks “{}”. Rename one.", shown(&id.value)));
            }
            let record = on.as_ref().map_or("agreement", |on| &on.value).to_owned();
            let known = OWNERS.contains(&record.as_str()) || self.types.contains(&record) || record == PLACE;
            if let Some(on) = on.filter(|_| !known) {
                self.unknown_type(&on, "a record with fields", &OWNERS, RECORDS);
            }
            let is_error = error.is_some();
            let says = match (warn, error) {
                (Some(_), Some(error)) => {
                    let sentence = "A check warns or says that something is wrong, not both. Take warn or error out.";
                    self.fault(error.shown.at, sentence);
                    None
                }
                (None, None) => {
                    let id_text = shown(&id.value);
                    self.fault(id.at, format!("“{id_text}” says nothing. Add warn: or error: with a sentence."));
                    None
                }
                (warn, error) => warn.or(error),
            };
            if let Some(says) = &says {
                self.text(if is_error { "error" } else { "warning" }, says, LONGEST_HELP);
            }
            let when = if known { self.condition(&record, &when) } else { None };
            if let (Some(when), Some(says)) = (when, says) {
                let says = says.shown.value;
                self.schema.rules.push(RuleDef { id: id.value, on: record, when, says, error: is_error });
            }
        }
    }

    pub(super) fn add_changes(&mut self, changes: Vec<NewChange>) {
        let mut versions = HashSet::new();
        let own = || self.schema.fields.iter().chain(self.schema.types.iter().flat_map(|one| &one.fields));
        let in_articles = own().filter(|field| !OF_CORPUS.contains(&field.on.as_str()));
        let in_articles: HashSet<String> = in_articles.map(|field| field.id.clone()).collect();
        let own: HashSet<String> = own().map(|field| field.id.clone()).collect();
        // Work done under a version nobody has heard of would have to be read again whole.
        if let Some(last) = changes.last().filter(|last| last.version.value != self.schema.version) {
            let (last, at) = (shown(&last.version.value), last.version.at);
            let now = shown(&self.schema.version);
            let sentence = format!(
                "The last change is of version “{last}”, the schema of “{now}”. Say behind it what “{now}” changed, or \
                 correct one of the two."
            );
            self.fault(at, sentence);
        }
        for NewChange { version, note, reread } in changes {
            self.accept(version.at, code_problem("version", &version.value));
            if !versions.insert(version.value.clone()) {
                let sentence = format!("Two changes are of version “{}”. Put both into one.", shown(&version.value));
                self.fault(version.at, sentence);
            }
            self.text("note", &note, LONGEST_HELP);
            for field in &reread {
                if !own.contains(&field.value) && !is_built_in(&field.value) {
                    let names = BUILT_IN.iter().map(|(name, _)| *name);
                    let advice = "Write one such as “status” or “dates.signed”, or the id of one of your fields.";
                    self.unknown(field, "a field", names, advice);
                } else if !in_articles.contains(&field.value) && !is_in_articles(&field.value) {
                    let name = shown(&field.value);
                    let sentence =
                        format!("“{name}” belongs to the corpus, and only articles are read again. Take it out.");
                    self.fault(field.at, sentence);
                }
            }
            let reread = reread.into_iter().map(|field| field.value).collect();
            self.schema.changes.push(Change { version: version.value, note: note.shown.value, reread });
        }
    }
}
