//! Commands that change the work: what is selected decides what they are about.

use super::Glossator;
use crate::core::annotation::{Agreement, DateMention, Id, Kind, Place, Quantity, Title, Venue};
use crate::core::cues;
use crate::core::dates::DateValue;
use crate::core::days::{day_number, day_of_number};
use crate::core::intent::{ActorField, AgreementField, DateField, HeaderField, Intent};
use crate::core::marks::MarkRef;
use crate::core::plan::{self};
use crate::core::text::Span;
use crate::core::workspace::Opened;
use crate::session::action::{Action, TextSelection};
use crate::session::command::{Edit, Quick};

/// Said where a command needs text.
const NOTHING: &str = "Nothing is selected here. Put the caret in a word, or select some text.";
/// Said where words were selected in a text that is no longer the article's.
const ANOTHER_TEXT: &str = "The text of the article has changed on disk. Select the words in the new text.";
/// Said where a command needs selected text and not only a word.
const NO_TEXT: &str = "No text is selected. Select it in the article first.";

impl Glossator {
    pub(super) fn run_edit(&mut self, command: Edit) {
        match command {
            Edit::Undo => return self.travel(true),
            Edit::Redo => return self.travel(false),
            Edit::MoveEnd { right } => {
                return self.apply(Action::Nudge { start: false, steps: sign(right), words: false });
            }
            Edit::MoveStart { right } => {
                return self.apply(Action::Nudge { start: true, steps: sign(right), words: false });
            }
            _ => {}
        }
        let Some(article) = self.desk.open.pane.article.clone() else {
            return self.session.inform("Open an article first.");
        };
        match self.intent_of(command) {
            Ok(intent) => {
                let caret = self.desk.open.pane.selection.text.focus;
                self.change(Some(&article), intent);
                if matches!(command, Edit::Mark(Kind::Region)) {
                    // A line greyed by key needs no note: one goes on where one was.
                    self.desk.select(TextSelection { anchor: caret, focus: caret });
                    self.focus_article();
                }
            }
            Err(sentence) => self.session.refuse(sentence),
        }
    }

    /// Gives the selected text, or the word at the caret.
    fn selected(&self) -> Option<Span> {
        self.current().and_then(|opened| {
            self.desk.open.pane.selection.span_or_word(&opened.article, self.desk.workspace.shared.registry.names())
        })
    }

    /// Says what a command means with what is selected.
    fn intent_of(&self, command: Edit) -> Result<Intent, String> {
        let mark = self.desk.open.pane.selection.mark.clone();
        let selected = self.selected();
        let stale = self.current().is_some_and(|it| !self.desk.open.pane.selection.counts_in(&it.article));
        let text = || match selected {
            Some(span) => Ok(Place::of(span)),
            None => Err(if stale { ANOTHER_TEXT } else { NOTHING }.to_owned()),
        };
        let only_text = || match self.desk.open.pane.selection.span() {
            _ if stale => Err(ANOTHER_TEXT.to_owned()),
            span if span.is_empty() => Err(NO_TEXT.to_owned()),
            span => Ok(Place::of(span)),
        };
        Ok(match command {
            Edit::Mark(Kind::Region) => Intent::Mark(Kind::Region, self.line_or_selection()?),
            Edit::Mark(kind) => Intent::Mark(kind, text()?),
            Edit::AddPassage => match mark {
                Some(mark) => Intent::AddPlace(mark.id, text()?),
                None => {
                    return Err("No record is selected. Click a mark first, then select the passage to add.".into());
                }
            },
            Edit::Delete => match mark {
                Some(mark) => Intent::Delete(vec![mark.id]),
                None => return Err("No record is selected. Click a mark or press Tab.".into()),
            },
            Edit::SetTitle => Intent::SetHeader(HeaderField::Title(Some(only_text()?))),
            Edit::State(state) => Intent::SetHeader(HeaderField::State(state)),
            Edit::AddSpelling => Intent::AddSpelling(self.chosen(Kind::Actor)?.id),
            Edit::AddTitle => self.title_beside(&self.chosen(Kind::Actor)?, only_text()?)?,
            Edit::SetTrigger => {
                Intent::SetAgreement(self.chosen(Kind::Agreement)?.id, AgreementField::Trigger(Some(only_text()?)))
            }
            Edit::SetInstrument => {
                Intent::SetAgreement(self.chosen(Kind::Agreement)?.id, AgreementField::Instrument(Some(only_text()?)))
            }
            Edit::SetVenue => self.venue(&self.chosen(Kind::Agreement)?, only_text()?)?,
            Edit::AddQuantity => self.quantity(&self.chosen(Kind::Agreement)?, only_text()?)?,
            Edit::Twin => Intent::Twin(self.chosen(Kind::Agreement)?.id),
            Edit::NoAgreement => {
                let stated = self.current().is_some_and(|opened| opened.work.header.no_agreement.is_some());
                Intent::SetHeader(HeaderField::NoAgreement(!stated))
            }
            Edit::GreyProposals => {
                let proposals = &self.desk.open.pane.proposals;
                if proposals.is_empty() {
                    return Err("The rules find no boilerplate here. Select a line and press b to grey it.".into());
                }
                let all = proposals.iter().map(|one| (one.place.clone(), one.kind.clone(), one.rule.clone()));
                Intent::MarkRegions(all.collect())
            }
            Edit::TakeFound => {
                let found = self.current().map(Opened::suggestions).unwrap_or_default();
                if found.is_empty() {
                    return Err("The source of this article proposes nothing that is not in the header already.".into());
                }
                Intent::SetHeader(HeaderField::Found(found))
            }
            Edit::Quick(quick) => self.quick_date(quick)?,
            Edit::Undo | Edit::Redo | Edit::MoveEnd { .. } | Edit::MoveStart { .. } => return Err(String::new()),
        })
    }

    /// Gives the selected record if it is of a kind.
    fn chosen(&self, kind: Kind) -> Result<MarkRef, String> {
        let mark = self.desk.open.pane.selection.mark.clone().filter(|mark| mark.id.kind() == kind);
        mark.ok_or_else(|| format!("Select the {} first: click its mark, or press Tab.", kind.word()))
    }

    /// Gives the selection, or the line the caret is in.
    fn line_or_selection(&self) -> Result<Place, String> {
        let span = self.desk.open.pane.selection.span();
        let opened = self.current().ok_or_else(|| NOTHING.to_owned())?;
        if !self.desk.open.pane.selection.counts_in(&opened.article) {
            return Err(ANOTHER_TEXT.to_owned());
        }
        if !span.is_empty() {
            return Ok(Place::of(span));
        }
        let text = &opened.article.text;
        let line = text.trim(text.paragraphs()[text.paragraph_at(span.start)]);
        if line.is_empty() { Err(NOTHING.to_owned()) } else { Ok(Place::of(line)) }
    }

    fn title_beside(&self, mark: &MarkRef, place: Place) -> Result<Intent, String> {
        let opened = self.current().ok_or_else(|| NOTHING.to_owned())?;
        let actor = opened.work.actors.get(&mark.id).ok_or_else(|| NOTHING.to_owned())?;
        let gloss = opened.article.text.slice(opened.article.text.trim(place.cover())).to_owned();
        let mut titles = actor.titles.clone();
        titles.push(Title { kind: "title".into(), place: Some(place), gloss });
        Ok(Intent::SetActor(mark.id.clone(), ActorField::Titles(titles)))
    }

    fn venue(&self, mark: &MarkRef, place: Place) -> Result<Intent, String> {
        let opened = self.current().ok_or_else(|| NOTHING.to_owned())?;
        let agreement: &Agreement = opened.work.agreements.get(&mark.id).ok_or_else(|| NOTHING.to_owned())?;
        let mut venue: Venue = agreement.venue.clone();
        if venue.name.is_empty() {
            opened.article.text.slice(opened.article.text.trim(place.cover())).clone_into(&mut venue.name);
        }
        venue.place = Some(place);
        Ok(Intent::SetAgreement(mark.id.clone(), AgreementField::Venue(venue)))
    }

    fn quantity(&self, mark: &MarkRef, place: Place) -> Result<Intent, String> {
        let opened = self.current().ok_or_else(|| NOTHING.to_owned())?;
        let agreement: &Agreement = opened.work.agreements.get(&mark.id).ok_or_else(|| NOTHING.to_owned())?;
        let value = only_number(opened.article.text.slice(place.cover()));
        let mut quantities = agreement.quantities.clone();
        quantities.push(Quantity { what: "other".into(), value, place: Some(place), ..Quantity::default() });
        Ok(Intent::SetAgreement(mark.id.clone(), AgreementField::Quantities(quantities)))
    }

    /// Moves an edge of the selected mark by letters or words as seen.
    pub(super) fn nudge(&mut self, start: bool, steps: i32, words: bool) {
        let Some(article) = self.desk.open.pane.article.clone() else { return };
        let Some(mark) = self.desk.open.pane.selection.mark.clone() else { return };
        let Some(opened) = self.desk.workspace.get(&article) else { return };
        let Some(place) =
            opened.work.record(&mark.id).and_then(|record| record.places().get(mark.part).copied().cloned())
        else {
            return;
        };
        let text = &opened.article.text;
        let paragraph = text.paragraphs()[text.paragraph_at(place.cover().start)];
        let direction = crate::core::language::first_strong(text.slice(paragraph)).unwrap_or(opened.direction());
        let onwards = if direction == crate::core::language::Direction::Rtl { -steps } else { steps };
        let moved =
            plan::nudge(text, &place, start, onwards, words.then(|| &**self.desk.workspace.shared.registry.names()));
        let intent = Intent::Move(mark.id, mark.part, moved);
        self.apply(Action::Change { article: Some(article), intent });
    }

    /// Gives a date a common value.
    fn quick_date(&self, quick: Quick) -> Result<Intent, String> {
        let mark = self.chosen(Kind::Date)?;
        let opened = self.current().ok_or_else(|| NOTHING.to_owned())?;
        let date = opened.work.dates.get(&mark.id).ok_or_else(|| NOTHING.to_owned())?;
        let published = opened.work.header.published.as_str();
        let value = if quick == Quick::AsWritten {
            let text = opened.article.text.slice(date.place.cover());
            let publisher = self.desk.workspace.shared.publisher(&opened.work.header.publisher);
            let order = publisher.map_or("", |publisher| publisher.date_order.as_str());
            as_written(text, opened.language().unwrap_or_default(), order, published)?
        } else {
            quick_value(quick, date, published, self.date_before(&mark.id))?
        };
        Ok(Intent::SetDate(mark.id, DateField::Value(value)))
    }

    /// Finds the date mention before another one in the text that has a date as its value.
    fn date_before(&self, id: &Id) -> Option<&DateMention> {
        let opened = self.current()?;
        let own = opened.work.dates.get(id)?.place.cover();
        let dates =
            opened.work.dates.values().filter(|date| date.place.cover() < own && DateValue::parse(&date.value).is_ok());
        dates.max_by_key(|date| date.place.cover()).map(|date| &**date)
    }
}

/// Reads what an expression says. A missing year is that of the publication, or stays unknown.
fn as_written(text: &str, language: &str, order: &str, published: &str) -> Result<String, String> {
    let year = |named: Option<i32>| {
        let known = published.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
        named.map_or_else(|| known.unwrap_or("XXXX").to_owned(), |year| format!("{year:04}"))
    };
    let number = cues::number_date(text, language).and_then(|number| {
        let order = dates_order(order).or_else(|| cues::default_order(language));
        order.and_then(|order| number.reading(order)).or_else(|| number.readings().first().copied())
    });
    if let Some(reading) = number {
        return Ok(format!("{}-{:02}-{:02}", year(reading.year), reading.month, reading.day));
    }
    let named = cues::parts_named(text, language);
    if let (None, Some((first, last))) = (named.month, two_years(text)) {
        return Ok(format!("{first}/{last}"));
    }
    match (named.month, named.day) {
        (Some(month), Some(day)) => Ok(format!("{}-{month:02}-{day:02}", year(named.year))),
        (Some(month), None) => Ok(format!("{}-{month:02}", year(named.year))),
        _ => named
            .year
            .map(|year| format!("{year:04}"))
            .ok_or_else(|| "These words name no day, month or year that is known here. Type the value.".to_owned()),
    }
}

/// Gives the number in some words in the digits 0 to 9; nothing where there is none, or more than one. What stands
/// between digits can part thousands or decimals, so such a number is left to be typed.
fn only_number(text: &str) -> String {
    let after = |c: char, zero: char| u32::from(c).checked_sub(u32::from(zero)).filter(|digit| *digit < 10);
    // Arabic-Indic digits, and those of Persian and Urdu.
    let digit = |c: char| ['0', '\u{660}', '\u{6f0}'].into_iter().find_map(|zero| after(c, zero));
    let mut numbers = text.split(|c: char| digit(c).is_none()).filter(|number| !number.is_empty());
    let only = numbers.next().filter(|_| numbers.next().is_none()).unwrap_or_default();
    only.chars().filter_map(digit).filter_map(|digit| char::from_digit(digit, 10)).collect()
}

/// Finds two years in an expression, the second after the first: “2024–2025”.
fn two_years(text: &str) -> Option<(u32, u32)> {
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    let [first, last] = numbers.as_slice() else { return None };
    let year = |number: &str| number.parse().ok().filter(|year| (1000..3000).contains(year));
    // “2024/25” leaves the century out.
    let last = if last.len() == 2 { format!("{}{last}", first.get(..2)?) } else { (*last).to_owned() };
    let (first, last): (u32, u32) = (year(first)?, year(&last)?);
    (first < last).then_some((first, last))
}

/// Gives the order of number dates for a code of `DateOrder`.
fn dates_order(code: &str) -> Option<cues::NumberOrder> {
    match code {
        "dmy" => Some(cues::NumberOrder::DayMonthYear),
        "mdy" => Some(cues::NumberOrder::MonthDayYear),
        "ymd" => Some(cues::NumberOrder::YearMonthDay),
        _ => None,
    }
}

/// Computes a common value, or says what it needs.
fn quick_value(
    quick: Quick,
    date: &DateMention,
    published: &str,
    before: Option<&DateMention>,
) -> Result<String, String> {
    let no_day = || "The article has no publication date. Enter it first.".to_owned();
    let no_date = || "There is no date with a value before this one in the text.".to_owned();
    let day = published.split_once('T').map_or(published, |(day, _)| day);
    let known = |value: &str| DateValue::parse(value).is_ok();
    match quick {
        Quick::Published if known(day) => Ok(day.to_owned()),
        Quick::DayBefore if known(day) => day_number(day).map(|day| day_of_number(day - 1)).ok_or_else(no_day),
        Quick::AsWritten | Quick::Published | Quick::DayBefore => Err(no_day()),
        Quick::SameAsBefore => before.map(|before| before.value.clone()).ok_or_else(no_date),
        Quick::Month | Quick::Year => {
            let source = if date.value.is_empty() { day } else { &date.value };
            let kept: String = source.chars().take(if quick == Quick::Month { 7 } else { 4 }).collect();
            if known(&kept) {
                Ok(kept)
            } else {
                Err("Give the date a value first; then it can be shortened.".to_owned())
            }
        }
        Quick::Range => {
            let before = before.ok_or_else(no_date)?;
            let value = format!("{}/{}", before.value, date.value);
            // Without a last day this would be a range that ends nobody knows when.
            if !date.value.is_empty() && known(&value) {
                Ok(value)
            } else {
                Err("Give the last day of the range first; the range then begins at the date before it.".to_owned())
            }
        }
    }
}

fn sign(right: bool) -> i32 {
    if right { 1 } else { -1 }
}
