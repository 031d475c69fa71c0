//! What models have predicted: never anybody's work, and kept beside it until a person decides.
//!
//! `_glossator/predictions/ARTICLE.jsonl` holds a line for each mark: the model, its score where the file gives one, the
//! file and the time it came with, the text it was made on, and the record as works have it, with its place quoted. What
//! the same model says of an article later takes the place of what it has said before.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::wish::Import;
use crate::core::annotation::{Quoted, Record};
use crate::core::workspace::{Article, ArticleKey};
use crate::exchange::assemble::Assembled;
use crate::exchange::left::{LeftOut, Thing};
use crate::store::bytes::{is_absent, read_bytes};
use crate::store::disk::Folder;
use crate::store::layout;
use crate::store::lock::lock;
use crate::store::write::{self, Expected};

/// Bytes of a file of predictions.
const LIMIT: u64 = 200_000_000;

/// One mark that a model has predicted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// The model as the file calls it, with its version.
    pub model: String,
    /// How sure it is, as the file says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub score: String,
    /// Format and file.
    pub from: String,
    /// When it came: UTC, RFC 3339.
    pub at: String,
    /// The text it was made on.
    pub text_sha256: String,
    /// The record.
    pub mark: Record<Quoted>,
}

/// Gives the path of the predictions for an article.
///
/// # Errors
/// Says that the article is not inside the corpus.
pub fn path(folder: &Folder, key: &ArticleKey) -> Result<PathBuf, String> {
    let article = layout::article_path(folder.root(), key).map_err(|error| error.to_string())?;
    let inside = article.strip_prefix(folder.root()).unwrap_or(&article);
    Ok(layout::predictions_folder(folder.root()).join(inside).with_added_extension("jsonl"))
}

/// Gives the predictions for an article, in the order in which they came.
///
/// # Errors
/// Says why they cannot be read.
pub fn load(folder: &Folder, key: &ArticleKey) -> Result<Vec<Prediction>, String> {
    let path = path(folder, key)?;
    if is_absent(folder.disk(), &path) {
        return Ok(Vec::new());
    }
    let bytes = read_bytes(folder.disk(), &path, LIMIT).map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&bytes);
    let lines = text.lines().filter(|line| !line.trim().is_empty()).enumerate();
    let read = |(number, line): (usize, &str)| {
        let wrong = |error| format!("{}: line {}: this is no prediction: {error}.", path.display(), number + 1);
        serde_json::from_str(line).map_err(wrong)
    };
    lines.map(read).collect()
}

/// Keeps what a model has predicted for an article, in the place of what it has predicted before.
///
/// # Errors
/// Says why it cannot be written.
pub(super) fn keep(
    folder: &Folder,
    wish: &Import,
    model: &str,
    file: &str,
    article: &Article,
    made: Assembled,
) -> Result<(), String> {
    let lock = lock(folder)?;
    let path = path(folder, &article.key)?;
    let mut kept = load(folder, &article.key)?;
    kept.retain(|prediction| prediction.model != model);
    let Assembled { records, scores, .. } = made;
    kept.extend(records.into_iter().map(|mut record| {
        let score = record.id().and_then(|id| scores.get(id)).cloned().unwrap_or_default();
        if let Some(authorship) = record.authorship_mut() {
            // Nobody has made it, and nobody has accepted it.
            authorship.created_by.clear();
            authorship.changed_by.clear();
            authorship.accepted_by = None;
        }
        Prediction {
            model: model.to_owned(),
            score,
            from: super::made::origin(wish, file),
            at: wish.at.clone(),
            text_sha256: article.text_sha256.clone(),
            mark: record.quoted(&article.text),
        }
    }));
    let mut text = String::new();
    for prediction in &kept {
        text.push_str(&serde_json::to_string(prediction).map_err(|error| error.to_string())?);
        text.push('\n');
    }
    let said = |error: std::io::Error| format!("{}: {error}.", path.display());
    folder.disk().create_folder(path.parent().unwrap_or(folder.root())).map_err(said)?;
    let expected = Expected::now(folder.disk(), &path).map_err(|error| error.to_string())?;
    write::save(folder.disk(), &path, &text, expected).map_err(|error| format!("{error}."))?;
    drop(lock);
    Ok(())
}

/// Predictions by model, and by the file they stand in.
#[derive(Debug, Default)]
pub(super) struct Models(BTreeMap<String, BTreeMap<String, Marks>>);

/// Marks that were predicted, and those of them that have no article here.
#[derive(Debug, Default)]
struct Marks {
    all: usize,
    homeless: usize,
}

impl Models {
    /// Counts what a document predicts.
    pub fn add(&mut self, model: &str, file: &str, marks: usize, has_article: bool) {
        let of_file = self.0.entry(model.to_owned()).or_default().entry(file.to_owned()).or_default();
        of_file.all += marks;
        of_file.homeless += if has_article { 0 } else { marks };
    }

    /// Lists the models.
    pub fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    /// Names the predictions that become nobody's work.
    pub fn left(mut self, wish: &Import) -> Result<Vec<LeftOut>, String> {
        let names = self.names();
        match wish.predictions.as_deref() {
            Some("") if names.len() > 1 => {
                return Err(format!(
                    "There are predictions of several models: {}. Say which one with --accept-predictions=MODEL.",
                    names.join(", ")
                ));
            }
            Some("") => self.0.clear(),
            Some(model) if self.0.remove(model).is_none() => {
                let there = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
                return Err(format!("There are no predictions of the model {model}. There are: {there}."));
            }
            _ => {}
        }
        let lines = self.0.into_iter().flat_map(|(model, files)| {
            files.into_iter().filter(|(_, marks)| marks.all > 0).map(move |(file, marks)| {
                let Marks { all, homeless } = marks;
                let plural = if all == 1 { "" } else { "s" };
                let kept = match homeless {
                    0 => "kept in _glossator/predictions".to_owned(),
                    some if some == all => "not kept, as their text is no article here".to_owned(),
                    some => format!("kept in _glossator/predictions but for {some} whose text is no article here"),
                };
                let reason = format!(
                    "{all} mark{plural} that the model {model} has predicted: {kept}; they are nobody’s work until \
                     somebody accepts them (--accept-predictions)"
                );
                LeftOut::new(Thing::Prediction, "", reason).in_file(&file)
            })
        });
        Ok(lines.collect())
    }
}
