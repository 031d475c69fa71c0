//! Selectors: where in the text a target is.

use serde_json::Value;

use super::super::json;
use super::super::places::{Found, Places, Quote};
use super::{about, each};
use crate::core::text::Span;

/// Gives the position and the quote of a target.
pub(super) fn quoted(target: &Value) -> Option<(usize, usize, &str)> {
    let selectors = each(target.get("selector"));
    let of = |kind: &str| selectors.iter().find(|it| kind_of(it) == kind);
    let (position, quote) = (of("TextPositionSelector")?, of("TextQuoteSelector")?);
    Some((json::count(position.get("start"))?, json::count(position.get("end"))?, json::text_of(quote, "exact")))
}

/// Gives the type of a selector, as the model has it or the one before it.
fn kind_of(selector: &Value) -> &str {
    let kind =
        ["type", "@type"].map(|key| selector.get(key).map_or("", first_text)).into_iter().find(|it| !it.is_empty());
    let kind = kind.unwrap_or("");
    kind.rsplit_once(':').map_or(kind, |it| it.1)
}

fn first_text(value: &Value) -> &str {
    each(Some(value)).first().and_then(Value::as_str).unwrap_or("")
}

/// Finds the places of a target.
pub(super) fn places(stored: &Places, target: &Value) -> Result<Vec<Found>, String> {
    let selectors = each(target.get("selector"));
    let of = |kind: &'static str| selectors.iter().filter(move |it| kind_of(it) == kind);
    let mut quotes = of("TextQuoteSelector").map(|it| (it, quote_of(it)));
    let positions = of("TextPositionSelector")
        .map(|it| (it, Some((json::count(it.get("start")), json::count(it.get("end"))))))
        .filter_map(|(it, ends)| Some((it, ends.and_then(|(start, end)| Some((start?, end?)))?)));
    let fragment = about(target).split_once('#').and_then(|it| char_range(it.1)).map(|ends| (target, ends));
    let fragments =
        of("FragmentSelector").filter_map(|it| Some((it, char_range(json::text_of(it, "value"))?))).chain(fragment);
    let mut found = Vec::new();
    for (selector, ends) in positions.chain(fragments) {
        let (by_quote, quote) = quotes.next().unwrap_or((selector, Quote::default()));
        // Whichever of the two goes on into the place.
        let finer = if selector.get("refinedBy").is_some() { selector } else { by_quote };
        found.push(refined(stored, stored.find(Some(ends), &quote)?, finer)?);
    }
    let ranges: Vec<&Value> = of("RangeSelector").filter(|it| it.get("startSelector").is_some()).collect();
    for range in if found.is_empty() { ranges } else { Vec::new() } {
        found.push(refined(stored, of_range(stored, range)?, range)?);
    }
    if found.is_empty() && !selectors.is_empty() {
        let Some((selector, quote)) = quotes.next() else {
            let kinds: Vec<&str> = selectors.iter().map(kind_of).collect();
            return Err(format!("it has no position and no quote in a plain text, only {}", kinds.join(", ")));
        };
        found.push(refined(stored, stored.find(None, &quote)?, selector)?);
    }
    Ok(found)
}

fn quote_of(selector: &Value) -> Quote<'_> {
    Quote {
        exact: json::text_of(selector, "exact"),
        prefix: json::text_of(selector, "prefix"),
        suffix: json::text_of(selector, "suffix"),
    }
}

/// Follows the selectors that count inside of what another one selects.
fn refined(stored: &Places, mut found: Found, selector: &Value) -> Result<Found, String> {
    let mut selector = selector;
    // A file from outside may go on for ever.
    for _ in 0..16 {
        let Some(inner) = selector.get("refinedBy").and_then(|it| each(Some(it)).first()) else { return Ok(found) };
        let ends = json::count(inner.get("start")).zip(json::count(inner.get("end")));
        let quote = quote_of(inner);
        if ends.is_none() && quote.exact.is_empty() {
            return Err(format!("it is refined by {}, which is not read", json::shown(inner)));
        }
        let said = found.said;
        found = stored.find_in(found.span, ends, &quote)?;
        found.said = found.said.or(said);
        selector = inner;
    }
    Err("it is refined too often".to_owned())
}

/// Finds the place between what two selectors select: from the beginning of one to the beginning of the other.
fn of_range(stored: &Places, range: &Value) -> Result<Found, String> {
    let begin = |key: &str| -> Result<usize, String> {
        let selector = range.get(key).unwrap_or(&Value::Null);
        let at = json::count(selector.get("start")).and_then(|at| stored.byte(at));
        if let Some(at) = at {
            return Ok(at);
        }
        let quote = quote_of(selector);
        if quote.exact.is_empty() {
            return Err(format!("the {key} {} of its range is not read", json::shown(selector)));
        }
        Ok(stored.find(None, &quote)?.span.start)
    };
    let span = Span { start: begin("startSelector")?, end: begin("endSelector")? };
    if span.start >= span.end || !stored.text().fits(span) {
        return Err("its range is no place in the text".to_owned());
    }
    Ok(Found { span, said: None })
}

/// Reads `char=2,9` (RFC 5147).
fn char_range(fragment: &str) -> Option<(usize, usize)> {
    let (start, end) = fragment.strip_prefix("char=")?.split_once(',')?;
    Some((start.parse().ok()?, end.split(';').next()?.parse().ok()?))
}
