//! What an import does not take on trust: codes that are in no list, and that work is done although errors stand in it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::core::annotation::{LanguageTag, Record, State, Work};
use crate::core::checks::{Scope, check_some, unknown_code};
use crate::core::coded::Coded;
use crate::core::finding::Severity;
use crate::core::language::is_code;
use crate::core::schema::Schema;
use crate::core::workspace::{Access, Article, Opened, Workspace};
use crate::exchange::assemble::Assembled;
use crate::exchange::left::{LeftOut, Thing};

/// Codes that are in no list, by what is wrong with them: how many values have them, and the first of them.
#[derive(Debug, Default)]
pub(super) struct Unknown(BTreeMap<String, (usize, String)>);

impl Unknown {
    /// Looks through what a document brings to an article.
    pub fn look(&mut self, schema: &Schema, article: &str, made: &Assembled) {
        let mut found = |coded: &dyn Coded, key: &str| {
            coded.each_code(schema, &mut |spot, code| {
                if let Some(wrong) = unknown_code(schema, spot.list, code) {
                    self.add(wrong, article, key);
                }
            });
        };
        found(&made.header, "header");
        for record in &made.records {
            let key = record.key();
            match record {
                Record::Actor(it) => found(&**it, &key),
                Record::Date(it) => found(&**it, &key),
                Record::Agreement(it) => found(&**it, &key),
                Record::Flag(it) => found(&**it, &key),
                Record::Region(it) => found(&**it, &key),
                Record::Custom(it) => found(&**it, &key),
                _ => {}
            }
        }
        if let LanguageTag::Set(code) = &made.header.language
            && !is_code(code)
        {
            self.add(format!("“{code}” is no code of a language."), article, "header");
        }
    }

    fn add(&mut self, wrong: String, article: &str, key: &str) {
        self.0.entry(wrong).or_insert_with(|| (0, format!("{article}, {key}"))).0 += 1;
    }

    /// Gives a line for each: it is kept, and the checks name it.
    pub fn lines(self) -> impl Iterator<Item = String> {
        self.0.into_iter().map(|(wrong, (count, first))| {
            let more = if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
            format!("{first}{more}: kept as it is: {wrong}")
        })
    }
}

/// Lets work that a file calls done be in progress where errors stand in it, and says so.
pub(super) fn undo_done(
    workspace: &Workspace,
    article: impl FnOnce() -> Article,
    there: &Work,
    made: &mut Assembled,
) -> Option<LeftOut> {
    if made.header.state != State::Done || there.header.state != State::New {
        return None;
    }
    let mut work = there.clone();
    work.header = made.header.clone();
    for record in &made.records {
        work.put(None, Some(record.clone()));
    }
    let opened = Opened::new(Arc::new(article()), work, Access::Editable);
    let errors = check_some(workspace, &opened, Scope::Article);
    let errors: Vec<_> = errors.into_iter().filter(|found| found.severity == Severity::Error).collect();
    let first = errors.first()?;
    let (count, plural) = (errors.len(), if errors.len() == 1 { " stands" } else { "s stand" });
    let reason = format!(
        "the file says that it is done, and {count} error{plural} in it, the first: {} It comes in as in progress",
        first.message
    );
    not_done(made);
    Some(LeftOut::new(Thing::Field, opened.article.key.as_str(), reason))
}

/// Lets work be in progress that a file calls done.
pub(super) fn not_done(made: &mut Assembled) {
    if made.header.state == State::Done {
        made.header.state = State::InProgress;
        made.header.done = None;
    }
}
