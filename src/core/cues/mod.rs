//! Cues of language in an article: dates in numbers and words, weekdays, quotation marks, intended signings.
//!
//! The words stand in one [`Table`] a language; everything else reads them. Comparison ignores case, Arabic
//! vowel marks and hamza, the many Uzbek apostrophes, shapes of digits and dashes, invisible signs, and whether
//! accents are composed (NFC) or not. All byte ranges are half-open and lie on character boundaries of the text
//! that was given.
//!
//! A `language` is a BCP 47 code. `uz` means both scripts. For a code without a table, the tables of all
//! languages written in a script of the text are tried in turn.

mod cue;
mod direction;
mod fold;
mod intent;
mod named;
mod numbers;
mod quotation;
mod relative;
mod search;
mod subject;
pub mod tables;
mod weekday;

#[cfg(test)]
mod tests;

pub use cue::{Direction, NumberOrder, Relative, Weekday};
pub use direction::{DirectionHit, direction};
pub use intent::{IntentHit, Place, intent_before_signing};
pub use named::{Named, parts_named};
pub use numbers::{NumberDate, NumberPart, Reading, default_order, number_date};
pub use quotation::{inside_quotation, quotations};
pub use relative::{RelativeWord, relative_word};
pub use subject::Names;
pub use tables::Table;
pub use weekday::{weekday_named, weekday_of};
