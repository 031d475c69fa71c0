//! From a work to the structs of the newest format: places as code points with their quotes.

use std::convert::Infallible;
use std::sync::Arc;

use super::{FORMAT, v2};
use crate::core::annotation::{Id, Place, Work};
use crate::core::schema::Schema;
use crate::core::text::{Span, Text};
use crate::core::workspace::Article;

/// Code points of context stored on each side of a mark.
const CONTEXT: usize = 32;

/// Makes the structs of a file.
pub(super) fn file(work: &Work, article: &Article, annotator: &str, schema: &Schema) -> v2::File {
    let text = &article.text;
    let mut quote = |place: Place| -> Result<v2::Mark, Infallible> { Ok(mark(&place, text)) };
    // Each closure names its type, so that one macro-free line a kind is enough.
    let actors = sorted(work.actors.values(), |a| (a.place.cover(), &a.id));
    let dates = sorted(work.dates.values(), |d| (d.place.cover(), &d.id));
    let flags = sorted(work.flags.values(), |f| (f.place.cover(), &f.id));
    let customs = sorted(work.customs.values(), |c| (c.place.cover(), &c.id));
    let regions = sorted(work.regions.values(), |r| (r.place.cover(), &r.id));
    let agreements = sorted(work.agreements.values(), |g| {
        let covers = g.evidence.iter().map(|passage| passage.place.cover());
        let none = Span { start: usize::MAX, end: usize::MAX };
        (covers.reduce(|a, b| Span { start: a.start.min(b.start), end: a.end.max(b.end) }).unwrap_or(none), &g.id)
    });
    v2::File {
        format: FORMAT,
        schema: v2::SchemaRef { id: schema.id.clone(), version: schema.version.clone() },
        annotator: annotator.to_owned(),
        source: v2::Source {
            file: article.key.file_name().to_owned(),
            sha256: article.bytes_sha256.clone(),
            text_sha256: article.text_sha256.clone(),
            encoding: "utf-8".to_owned(),
            detected: article.detected.map(|detected| detected.code.to_owned()),
            chars: text.chars(),
            bytes: article.bytes,
        },
        header: sure(work.header.clone().try_map(&mut quote)),
        actors: actors.into_iter().map(|record| sure(record.try_map(&mut quote))).collect(),
        dates: dates.into_iter().map(|record| sure(record.try_map(&mut quote))).collect(),
        agreements: agreements.into_iter().map(|record| sure(record.try_map(&mut quote))).collect(),
        flags: flags.into_iter().map(|record| sure(record.try_map(&mut quote))).collect(),
        marks: customs.into_iter().map(|record| sure(record.try_map(&mut quote))).collect(),
        regions: regions.into_iter().map(|record| sure(record.try_map(&mut quote))).collect(),
    }
}

fn sure<T>(result: Result<T, Infallible>) -> T {
    match result {
        Ok(value) => value,
        Err(never) => match never {},
    }
}

/// Copies records in the order (start, end, id); those without a place come last.
fn sorted<'a, T: Clone + 'a>(records: impl Iterator<Item = &'a Arc<T>>, key: impl Fn(&T) -> (Span, &Id)) -> Vec<T> {
    let mut records: Vec<&Arc<T>> = records.collect();
    records.sort_by(|a, b| key(a).cmp(&key(b)));
    records.into_iter().map(|record| (**record).clone()).collect()
}

fn mark(place: &Place, text: &Text) -> v2::Mark {
    let cover = place.cover();
    let before = text.slice(Span { start: 0, end: cover.start });
    let from = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
    let after = text.slice(Span { start: cover.end, end: text.len() });
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    let span = place.fragments().iter().map(|&span| v2::Fragment {
        start: text.char_offset(span.start),
        end: text.char_offset(span.end),
        quote: text.slice(span).to_owned(),
    });
    v2::Mark { span: span.collect(), before: before[from..].to_owned(), after: after[..to].to_owned() }
}
