//! From a work to the text of format 1, one field a line, small things on one line.
//!
//! The layout is ours because it is what people compare and merge; strings go through [`quoted`].

use crate::core::annotation::{
    ActorMention, Agreement, Authorship, Basis, DateMention, DateSlot, Header, Id, LanguageTag, Origin, Place,
    Reference, State, Work,
};
use crate::core::text::{Span, Text};
use crate::core::workspace::Article;

use super::quoting::quoted;
use super::{FORMAT, SCHEMA_ID, SCHEMA_VERSION};

/// Code points of context stored on each side of a mark.
const CONTEXT: usize = 32;

/// Writes the whole file.
pub(super) fn file(work: &Work, article: &Article, annotator: &str) -> String {
    let mut out = Lines { out: String::new(), depth: 0 };
    out.open("", '(');
    out.field("format", FORMAT.to_string());
    out.field("schema", format!("(id: {}, version: {})", quoted(SCHEMA_ID), quoted(SCHEMA_VERSION)));
    out.field("annotator", quoted(annotator));
    source(&mut out, article);
    header(&mut out, &work.header, article);
    let text = &article.text;
    out.list("actors", sorted(work.actors.values(), |a| (Some(a.place.cover()), &a.id)), |out, a| actor(out, a, text));
    out.list("dates", sorted(work.dates.values(), |d| (Some(d.place.cover()), &d.id)), |out, d| date(out, d, text));
    out.list("agreements", sorted(work.agreements.values(), |g| (cover(&g.evidence), &g.id)), |out, g| {
        agreement(out, g, text);
    });
    out.close(')', "");
    out.out
}

/// Gives the span from the first to the last byte of all passages.
fn cover(evidence: &[Place]) -> Option<Span> {
    let start = evidence.iter().map(|place| place.cover().start).min()?;
    let end = evidence.iter().map(|place| place.cover().end).max()?;
    Some(Span { start, end })
}

/// Sorts records by (start, end, id); those without a place come last.
fn sorted<'a, T>(records: impl Iterator<Item = &'a T>, key: impl Fn(&'a T) -> (Option<Span>, &'a Id)) -> Vec<&'a T> {
    let mut records: Vec<&T> = records.collect();
    records.sort_by_key(|record| {
        let (span, id) = key(record);
        (span.is_none(), span, id)
    });
    records
}

fn source(out: &mut Lines, article: &Article) {
    out.open("source: ", '(');
    out.field("file", quoted(article.key.file_name()));
    out.field("sha256", quoted(&article.bytes_sha256));
    out.field("text_sha256", quoted(&article.text_sha256));
    out.field("encoding", quoted("utf-8"));
    out.field("chars", article.text.chars().to_string());
    out.field("bytes", article.bytes.to_string());
    out.close(')', ",");
}

fn header(out: &mut Lines, header: &Header, article: &Article) {
    let title = header.title.as_ref().map_or_else(|| "[]".to_owned(), |place| span(place, &article.text));
    let language = match (&header.language, article.detected) {
        (LanguageTag::Set(code), _) => format!("Set({})", quoted(code)),
        (LanguageTag::Detected, Some(detected)) => format!("Detected({})", quoted(detected.code)),
        (LanguageTag::Detected, None) => "Unknown".to_owned(),
    };
    let state = match header.state {
        State::New => "New",
        State::InProgress => "InProgress",
        State::Done => "Done",
        State::NeedsSecondLook => "NeedsSecondLook",
        State::Excluded => "Excluded",
    };
    out.field("title", title);
    out.field("language", language);
    out.field("published", quoted(&header.published));
    out.field("published_basis", basis(&header.published_basis));
    out.field("publisher", quoted(&header.publisher));
    out.field("state", state);
    out.field("note", quoted(&header.note));
}

fn actor(out: &mut Lines, actor: &ActorMention, text: &Text) {
    out.field("id", quoted(actor.id.as_str()));
    out.field("mark", mark(&actor.place, text));
    out.field("form", quoted(&actor.form));
    out.field("links", strings(&actor.links));
    out.field("role", quoted(&actor.role));
    out.field("note", quoted(&actor.note));
    out.field("authorship", authorship(&actor.authorship));
}

fn date(out: &mut Lines, date: &DateMention, text: &Text) {
    let reference = match date.reference {
        None => "None",
        Some(Reference::Past) => "Some(Past)",
        Some(Reference::Present) => "Some(Present)",
        Some(Reference::Future) => "Some(Future)",
    };
    out.field("id", quoted(date.id.as_str()));
    out.field("mark", mark(&date.place, text));
    out.field("value", quoted(&date.value));
    out.field("reference", reference);
    out.field("role", quoted(&date.role));
    out.field("basis", basis(&date.basis));
    out.field("note", quoted(&date.note));
    out.field("authorship", authorship(&date.authorship));
}

fn agreement(out: &mut Lines, agreement: &Agreement, text: &Text) {
    let DateSlot { value, basis: rests_on, mention } = &agreement.signed;
    let mention = option(mention.as_ref().map(Id::as_str));
    out.field("id", quoted(agreement.id.as_str()));
    out.field("title", quoted(&agreement.title));
    out.field("level", quoted(&agreement.level));
    out.field("kind", quoted(&agreement.kind));
    out.field("status", quoted(&agreement.status));
    out.field("parties", strings(&agreement.parties));
    out.field("signed", format!("(value: {}, basis: {}, mention: {mention})", quoted(value), basis(rests_on)));
    if agreement.evidence.is_empty() {
        out.field("evidence", "[]");
    } else {
        out.open("evidence: ", '[');
        for place in &agreement.evidence {
            out.line(&mark(place, text), ",");
        }
        out.close(']', ",");
    }
    out.field("note", quoted(&agreement.note));
    out.field("authorship", authorship(&agreement.authorship));
}

fn authorship(authorship: &Authorship) -> String {
    let origin = match &authorship.origin {
        Origin::Manual => "Manual".to_owned(),
        Origin::Suggested(rule) => format!("Suggested({})", quoted(rule)),
        Origin::Imported(from) => format!("Imported({})", quoted(from)),
    };
    format!(
        "(created_by: {}, created_at: {}, changed_by: {}, changed_at: {}, origin: {origin}, accepted_by: {})",
        quoted(&authorship.created_by),
        quoted(&authorship.created_at),
        quoted(&authorship.changed_by),
        quoted(&authorship.changed_at),
        option(authorship.accepted_by.as_deref()),
    )
}

fn basis(basis: &Basis) -> String {
    match basis {
        Basis::Explicit => "Explicit".to_owned(),
        Basis::Inferred(reason) => format!("Inferred({})", quoted(reason)),
        Basis::DocumentDate => "DocumentDate".to_owned(),
        Basis::External(reason) => format!("External({})", quoted(reason)),
        Basis::NotStated => "NotStated".to_owned(),
    }
}

fn option(text: Option<&str>) -> String {
    text.map_or_else(|| "None".to_owned(), |text| format!("Some({})", quoted(text)))
}

fn strings(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

fn mark(place: &Place, text: &Text) -> String {
    let cover = place.cover();
    let before = text.slice(Span { start: 0, end: cover.start });
    let from = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
    let after = text.slice(Span { start: cover.end, end: text.len() });
    let to = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
    format!("(span: {}, before: {}, after: {})", span(place, text), quoted(&before[from..]), quoted(&after[..to]))
}

fn span(place: &Place, text: &Text) -> String {
    let fragments: Vec<String> = place
        .fragments()
        .iter()
        .map(|&span| {
            let (start, end) = (text.char_offset(span.start), text.char_offset(span.end));
            format!("(start: {start}, end: {end}, quote: {})", quoted(text.slice(span)))
        })
        .collect();
    format!("[{}]", fragments.join(", "))
}

/// Collects lines with four spaces of indentation a level.
struct Lines {
    out: String,
    depth: usize,
}

impl Lines {
    fn line(&mut self, text: &str, end: &str) {
        self.out.extend(std::iter::repeat_n("    ", self.depth));
        self.out.extend([text, end, "\n"]);
    }

    fn field(&mut self, name: &str, value: impl AsRef<str>) {
        self.line(&format!("{name}: {}", value.as_ref()), ",");
    }

    fn open(&mut self, name: &str, bracket: char) {
        self.line(&format!("{name}{bracket}"), "");
        self.depth += 1;
    }

    fn close(&mut self, bracket: char, end: &str) {
        self.depth -= 1;
        self.line(&bracket.to_string(), end);
    }

    /// Writes a list of records, each in a block of its own.
    fn list<T>(&mut self, name: &str, records: Vec<&T>, write: impl Fn(&mut Self, &T)) {
        if records.is_empty() {
            return self.field(name, "[]");
        }
        self.open(&format!("{name}: "), '[');
        for record in records {
            self.open("", '(');
            write(self, record);
            self.close(')', ",");
        }
        self.close(']', ",");
    }
}
