//! What follows from a step belongs to it: one wish is taken back as one.

use crate::core::annotation::{Header, Record, State};
use crate::core::checks;
use crate::core::finding::Severity;
use crate::core::history::Step;
use crate::core::workspace::{ApplyError, ArticleKey, Edit, Workspace};

/// Adds to a step what follows from it: an article that was done and has an error after the step is in progress again.
/// Gives a sentence for each; the workspace is as before.
///
/// # Errors
/// Says which edit of the step does not fit.
pub fn consequences(workspace: &mut Workspace, step: &mut Step) -> Result<Vec<String>, ApplyError> {
    // Of what belongs to the corpus, only an entry that was there before can be a reason for an error.
    let of_corpus = step.edits.iter().any(|edit| matches!(&edit.before, Some(Record::Entry(_))));
    let touches = |key: &ArticleKey| of_corpus || step.edits.iter().any(|edit| edit.article.as_ref() == Some(key));
    let done = |workspace: &Workspace, key: &ArticleKey| {
        workspace.get(key).is_some_and(|opened| opened.work.header.state == State::Done)
    };
    let open: Vec<ArticleKey> = workspace.opened().map(|opened| opened.article.key.clone()).collect();
    let were_done: Vec<ArticleKey> = open.into_iter().filter(|key| touches(key) && done(workspace, key)).collect();
    if were_done.is_empty() {
        return Ok(Vec::new());
    }
    let back = workspace.apply(&step.edits)?;
    let mut sentences = Vec::new();
    let mut reopened = Vec::new();
    for key in were_done.into_iter().filter(|key| done(workspace, key)) {
        let Some(opened) = workspace.get(&key) else { continue };
        let found = checks::check(workspace, opened);
        if let Some(error) = found.into_iter().find(|found| found.severity == Severity::Error) {
            sentences.push(format!("The article is in progress again: {}", error.message));
            reopened.push((key, opened.work.header.clone()));
        }
    }
    workspace.apply(&back)?;
    for (key, header) in reopened {
        reopen(step, key, header);
    }
    Ok(sentences)
}

/// Sets the state of an article that would be done after the step.
fn reopen(step: &mut Step, key: ArticleKey, header: Header) {
    let after = Header { state: State::InProgress, done: None, ..header.clone() };
    let of_header = |edit: &&mut Edit| edit.article.as_ref() == Some(&key) && edit.id().is_none() && is_header(edit);
    match step.edits.iter_mut().find(of_header) {
        Some(edit) => edit.after = Some(Record::Header(Box::new(after))),
        None => step.edits.push(Edit {
            article: Some(key),
            before: Some(Record::Header(Box::new(header))),
            after: Some(Record::Header(Box::new(after))),
        }),
    }
}

fn is_header(edit: &Edit) -> bool {
    matches!(edit.after, Some(Record::Header(_)))
}

/// What to show once a step is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Afterwards {
    /// The record that the plan shows is a new one, and a person goes on with it.
    pub goes_on: bool,
    /// The keyboard belongs to the article again.
    pub to_article: bool,
    /// Where the caret stands: at the end of what was marked, which shows what was selected.
    pub caret: Option<usize>,
    /// An entry of the registry that was made or changed.
    pub entry: Option<String>,
    /// A sentence.
    pub says: Option<String>,
}
