//! `glossator search CORPUS QUERY`: the places where words stand, with what stands around them.

use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use super::Format;
use super::output::{Lines, Reader, fail, print_json_line, say};
use super::progress::Progress;
use crate::core::concordance::{around, on_one_line};
use crate::core::matching::Wanted;
use crate::store::disk::Folder;
use crate::store::{read, scan};

/// A place.
#[derive(Serialize)]
struct Hit<'a> {
    article: &'a str,
    /// Line of the article where it begins, counted from 1.
    line: usize,
    /// Half-open range of code points.
    start: usize,
    end: usize,
    before: &'a str,
    #[serde(rename = "match")]
    match_: &'a str,
    after: &'a str,
}

/// Searches and prints one line a place, as it is found. Exit code 0 with places, 1 without, 2 for an unusable corpus.
#[must_use]
pub fn run(root: &Path, query: &str, pattern: Option<&glob::Pattern>, context: usize, format: Format) -> ExitCode {
    if query.trim().is_empty() {
        return fail("The query is empty. Give the words to look for.");
    }
    let Some(wanted) = Wanted::new(query) else {
        return fail("Nothing of the query can be seen, so nothing is found. Give the words to look for.");
    };
    let folder = &Folder::new(root);
    let listing = match scan::list(folder, &mut |_| true) {
        Ok(listing) => listing,
        Err(error) => return fail(&error.to_string()),
    };
    let mut progress = Progress::of("Searching");
    let (mut found, mut unread) = (false, false);
    let keys: Vec<_> = listing
        .entries
        .iter()
        .map(|entry| &entry.key)
        .filter(|key| pattern.is_none_or(|pattern| pattern.matches(key.as_str())))
        .collect();
    for (at, key) in keys.iter().enumerate() {
        progress.step(at + 1, keys.len());
        let article = match read::read_article(folder, key) {
            Ok(article) => article,
            Err(error) => {
                unread = true;
                say(&error.to_string());
                continue;
            }
        };
        let text = &article.text;
        for span in wanted.find_in(text) {
            found = true;
            let (before, after) = around(text, span, context);
            let hit = Hit {
                article: key.as_str(),
                line: text.paragraph_at(span.start) + 1,
                start: text.char_offset(span.start),
                end: text.char_offset(span.end),
                before,
                match_: text.slice(span),
                after,
            };
            let printed = match format {
                Format::Text => {
                    let mut line = Lines::default();
                    let place = on_one_line(hit.match_);
                    line.add(format_args!("{key}:{}: {before}[{place}]{after}", hit.line));
                    line.print()
                }
                Format::Json => print_json_line(&hit),
            };
            match printed {
                Ok(Reader::There) => {}
                // Nobody wants the rest.
                Ok(Reader::Gone) => return ExitCode::SUCCESS,
                Err(code) => return code,
            }
        }
    }
    match (unread, found) {
        (true, _) => ExitCode::from(2),
        (false, true) => ExitCode::SUCCESS,
        (false, false) => ExitCode::FAILURE,
    }
}
