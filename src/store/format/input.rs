//! From the structs of format 1 to a work, with every position checked against the article.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::core::annotation::{
    ActorMention, Agreement, Authorship, Basis, DateMention, DateSlot, Header, Id, Kind, LanguageTag, Origin, Place,
    Reference, State, Work,
};
use crate::core::text::{Span, Text, excerpt};
use crate::core::workspace::Article;

use super::error::{Position, ReadError, Reason};
use super::v1;

/// Code points of a quote shown in a message.
const SHOWN: usize = 40;

/// Converts a parsed file. `source` is its text, for the positions of what is wrong.
pub(super) fn work(source: &str, file: &v1::File, article: &Article) -> Result<Work, ReadError> {
    if file.source.text_sha256 != article.text_sha256 {
        let records = file.actors.len() + file.dates.len() + file.agreements.len();
        return Err(Reason::ArticleChanged { records }.into());
    }
    let text = &article.text;
    Ok(Work {
        header: header(source, file, text)?,
        actors: collect(source, Kind::Actor, &file.actors, |actor| &actor.id, |id, record| actor(id, record, text))?,
        dates: collect(source, Kind::Date, &file.dates, |date| &date.id, |id, record| date(id, record, text))?,
        agreements: collect(
            source,
            Kind::Agreement,
            &file.agreements,
            |agreement| &agreement.id,
            |id, record| agreement(id, record, text),
        )?,
    })
}

/// Converts the records of one kind. A sentence from `convert` becomes an error at the record's id.
fn collect<'a, F, T>(
    source: &str,
    kind: Kind,
    records: &'a [F],
    id_of: impl Fn(&'a F) -> &'a str,
    convert: impl Fn(Id, &'a F) -> Result<T, String>,
) -> Result<BTreeMap<Id, Arc<T>>, ReadError> {
    let mut found = BTreeMap::new();
    for record in records {
        let written = id_of(record);
        let error =
            |nth, sentence| ReadError { reason: Reason::Record(sentence), position: id_position(source, written, nth) };
        let id = Id::parse(written).filter(|id| id.kind() == kind).ok_or_else(|| {
            let letter = kind.letter();
            error(
                0,
                format!(
                    "“{}” is not the id of a record of this list, such as “{letter}-0k3q9dma”.",
                    excerpt(written, SHOWN)
                ),
            )
        })?;
        if found.contains_key(&id) {
            return Err(error(1, format!("The id {id} stands in the file twice.")));
        }
        let record = convert(id.clone(), record).map_err(|sentence| error(0, sentence))?;
        found.insert(id, Arc::new(record));
    }
    Ok(found)
}

fn header(source: &str, file: &v1::File, text: &Text) -> Result<Header, ReadError> {
    let title = match file.title.as_slice() {
        [] => None,
        fragments => Some(place("The title", fragments, text).map_err(|sentence| ReadError {
            reason: Reason::Record(sentence),
            position: source.find("title:").map(|at| position(source, at)),
        })?),
    };
    let language = match &file.language {
        v1::Language::Set(code) => LanguageTag::Set(code.clone()),
        // What the detector said then is for readers; it decides anew.
        v1::Language::Detected(_) | v1::Language::Unknown => LanguageTag::Detected,
    };
    Ok(Header {
        title,
        language,
        published: file.published.clone(),
        published_basis: basis(&file.published_basis),
        publisher: file.publisher.clone(),
        state: state(&file.state),
        note: file.note.clone(),
    })
}

pub(super) fn state(state: &v1::State) -> State {
    match state {
        v1::State::New => State::New,
        v1::State::InProgress => State::InProgress,
        v1::State::Done => State::Done,
        v1::State::NeedsSecondLook => State::NeedsSecondLook,
        v1::State::Excluded => State::Excluded,
    }
}

fn actor(id: Id, actor: &v1::Actor, text: &Text) -> Result<ActorMention, String> {
    let place = place(&format!("Mark {id}"), &actor.mark.span, text)?;
    Ok(ActorMention {
        id,
        place,
        form: actor.form.clone(),
        links: actor.links.clone(),
        role: actor.role.clone(),
        note: actor.note.clone(),
        authorship: authorship(&actor.authorship),
    })
}

fn date(id: Id, date: &v1::Date, text: &Text) -> Result<DateMention, String> {
    let place = place(&format!("Mark {id}"), &date.mark.span, text)?;
    let reference = date.reference.as_ref().map(|reference| match reference {
        v1::Reference::Past => Reference::Past,
        v1::Reference::Present => Reference::Present,
        v1::Reference::Future => Reference::Future,
    });
    Ok(DateMention {
        id,
        place,
        value: date.value.clone(),
        reference,
        role: date.role.clone(),
        basis: basis(&date.basis),
        note: date.note.clone(),
        authorship: authorship(&date.authorship),
    })
}

fn agreement(id: Id, agreement: &v1::Agreement, text: &Text) -> Result<Agreement, String> {
    let owner = format!("Mark {id}");
    let evidence: Result<Vec<Place>, String> =
        agreement.evidence.iter().map(|mark| place(&owner, &mark.span, text)).collect();
    let mention = match &agreement.signed.mention {
        Some(mention) => Some(Id::parse(mention).ok_or_else(|| {
            format!("{owner} was signed on a date with the id “{}”, which is not an id.", excerpt(mention, SHOWN))
        })?),
        None => None,
    };
    Ok(Agreement {
        id,
        title: agreement.title.clone(),
        level: agreement.level.clone(),
        kind: agreement.kind.clone(),
        status: agreement.status.clone(),
        parties: agreement.parties.clone(),
        signed: DateSlot { value: agreement.signed.value.clone(), basis: basis(&agreement.signed.basis), mention },
        evidence: evidence?,
        note: agreement.note.clone(),
        authorship: authorship(&agreement.authorship),
    })
}

fn authorship(authorship: &v1::Authorship) -> Authorship {
    let origin = match &authorship.origin {
        v1::Origin::Manual => Origin::Manual,
        v1::Origin::Suggested(rule) => Origin::Suggested(rule.clone()),
        v1::Origin::Imported(from) => Origin::Imported(from.clone()),
    };
    Authorship {
        created_by: authorship.created_by.clone(),
        created_at: authorship.created_at.clone(),
        changed_by: authorship.changed_by.clone(),
        changed_at: authorship.changed_at.clone(),
        origin,
        accepted_by: authorship.accepted_by.clone(),
    }
}

fn basis(basis: &v1::Basis) -> Basis {
    match basis {
        v1::Basis::Explicit => Basis::Explicit,
        v1::Basis::Inferred(reason) => Basis::Inferred(reason.clone()),
        v1::Basis::DocumentDate => Basis::DocumentDate,
        v1::Basis::External(reason) => Basis::External(reason.clone()),
        v1::Basis::NotStated => Basis::NotStated,
    }
}

/// Checks the fragments of a mark against the text; the error is a sentence that begins with `owner`.
fn place(owner: &str, fragments: &[v1::Fragment], text: &Text) -> Result<Place, String> {
    let mut spans: Vec<Span> = Vec::with_capacity(fragments.len());
    for fragment in fragments {
        let v1::Fragment { start, end, quote } = fragment;
        if start >= end {
            return Err(format!("{owner} runs from {start} to {end}, which holds no text."));
        }
        let (Some(from), Some(to)) = (text.byte_offset(*start), text.byte_offset(*end)) else {
            let length = text.chars();
            return Err(format!("{owner} runs from {start} to {end}, but the article has only {length} characters."));
        };
        let span = Span { start: from, end: to };
        if text.slice(span) != quote {
            let (says, has) = (excerpt(quote, SHOWN), excerpt(text.slice(span), SHOWN));
            return Err(format!("{owner} says “{says}”, but the article has “{has}” there."));
        }
        if spans.last().is_some_and(|last| span.start < last.end) {
            return Err(format!("{owner} has fragments that overlap or do not follow the order of the text."));
        }
        spans.push(span);
    }
    Place::from_fragments(spans).ok_or_else(|| format!("{owner} has no fragments."))
}

/// Finds where the nth record with this id begins. A text inside a string cannot be taken for it, because
/// quotation marks are escaped there.
fn id_position(source: &str, id: &str, nth: usize) -> Option<Position> {
    let id = super::quoting::quoted(id);
    let is_field = |at: &usize| {
        let before = source[..*at].trim_end();
        before.strip_suffix(':').is_some_and(|before| before.trim_end().ends_with("id"))
    };
    let at = source.match_indices(&id).map(|(at, _)| at).filter(is_field).nth(nth)?;
    Some(position(source, at))
}

/// Counts lines and code points up to a byte of the file.
fn position(source: &str, at: usize) -> Position {
    let before = &source[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}
