//! Taking a step over many articles back, as `import --undo` and `recode --undo` do.

use std::path::Path;
use std::process::ExitCode;

use serde_json::json;

use super::Format;
use super::output::{Lines, fail, print_json, say};
use super::progress::Progress;
use super::stop::Stop;
use crate::core::history::RECODING;
use crate::core::workspace::ArticleKey;
use crate::store::disk::Folder;
use crate::store::exchange::{Travel, Travelled, importers, travel};
use crate::store::saver::Saver;

/// What is taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Back {
    /// An import.
    Import,
    /// A recoding after the codebook has changed.
    Recoding,
}

impl Back {
    fn kind(self) -> &'static str {
        match self {
            Self::Import => "",
            Self::Recoding => RECODING,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Recoding => "recoding",
        }
    }
}

/// Takes the last step of a kind back. Exit code 0, 1 where something has changed since and stays, 2 where there is none
/// or the corpus cannot be used.
pub(super) fn take_back(corpus: &Path, annotator: Option<&str>, what: Back, dry_run: bool, format: Format) -> ExitCode {
    let (folder, stop) = (Folder::new(corpus), Stop::listen());
    let (all, word) = (importers(&folder, what.kind()), what.word());
    let annotator = match (annotator, all.as_slice()) {
        (Some(name), _) => name,
        (None, [only]) => only,
        (None, []) => return fail(&format!("There is no {word} here to take back.")),
        (None, _) => {
            let names = all.join(", ");
            return fail(&format!(
                "Several annotators have {word}s here: {names}. Say with --annotator whose is meant."
            ));
        }
    };
    let at = super::now();
    let travelling = Travel { annotator, back: true, import: None, kind: what.kind(), at: &at, after: 0, dry_run };
    let mut progress = Progress::of("Taking back");
    let travelled = travel(&folder, &travelling, &mut Saver::default(), &mut |done, all| {
        progress.step(done, all);
        stop.goes_on()
    });
    drop(progress);
    let travelled = match travelled {
        Ok(travelled) => travelled,
        Err(sentence) => return fail(&sentence),
    };
    let printed = match format {
        Format::Json => print_json(&report(word, dry_run, annotator, &travelled)),
        Format::Text => {
            let mut lines = Lines::default();
            travelled.stayed.iter().for_each(|stayed| lines.add(stayed.line()));
            lines.print()
        }
    };
    if let Err(code) = printed {
        return code;
    }
    let back = if dry_run { "would be taken back" } else { "was taken back" };
    say(&format!(
        "“{}” of {} {back}: {} records of {} articles; {} articles put aside, {} things stay.",
        travelled.name,
        travelled.made_at,
        travelled.records,
        travelled.articles.len(),
        travelled.files.len(),
        travelled.stayed.len()
    ));
    if let Some(problem) = &travelled.problem {
        return stop.ended(&format!("It was not gone through to the end. {problem} Do it again to go on."));
    }
    if travelled.stayed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn report(word: &str, dry_run: bool, annotator: &str, travelled: &Travelled) -> serde_json::Value {
    let keys = |keys: &[ArticleKey]| keys.iter().map(|key| key.as_str().to_owned()).collect::<Vec<_>>();
    let stayed: Vec<serde_json::Value> = travelled
        .stayed
        .iter()
        .map(|it| json!({ "article": it.article.as_ref().map(ArticleKey::as_str), "record": it.record, "why": it.why }))
        .collect();
    json!({
        "dry_run": dry_run,
        word: travelled.name,
        "made_at": travelled.made_at,
        "annotator": annotator,
        "records": travelled.records,
        "articles": keys(&travelled.articles),
        "put_aside": keys(&travelled.files),
        "stayed": stayed,
    })
}
