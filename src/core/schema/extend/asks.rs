//! Conditions held against the schema: whether what they ask about exists, and whether it can be asked so.

use super::super::choices::Choices;
use super::super::condition::{
    Against, Comparison, Condition, Measure, PRECISIONS, SUBJECTS, Shape, Subject, Test, Written,
};
use super::super::extension::Word;
use super::super::fields::FieldShape;
use super::super::search::{nearest, nearest_word, shown, unknown};
use super::super::types::PLACE;
use super::super::values::FLAG;
use super::Builder;

/// Names of fields that a sentence lists.
const MOST_NAMED: usize = 40;

/// What sort of values a subject has in a record.
#[derive(Clone, PartialEq)]
enum Sort {
    Codes(&'static str),
    Words(&'static [&'static str]),
    Choice(String, Choices),
    Flag,
    Number,
    Date,
    Duration,
    Text,
}

impl From<Shape> for Sort {
    fn from(shape: Shape) -> Self {
        match shape {
            Shape::Codes(list) => Self::Codes(list),
            Shape::Words(words) => Self::Words(words),
            Shape::Flag => Self::Flag,
            Shape::Date => Self::Date,
            Shape::Duration => Self::Duration,
            Shape::Text => Self::Text,
        }
    }
}

impl Sort {
    /// Says how a subject of this sort is asked about, if it cannot be asked for a code.
    fn by_comparison(&self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Number => Some(("a number", "> 5")),
            Self::Date => Some(("a date", "< 2010")),
            Self::Duration => Some(("a duration", "> P5Y")),
            _ => None,
        }
    }

    /// Tells whether values of both can be compared.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Choice(_, choices), Self::Choice(_, others)) => {
                choices.list.is_some() && choices.list == others.list
            }
            (Self::Words(_), _) => false,
            _ => self == other,
        }
    }
}

impl Builder {
    /// Reads a condition about a record and reports everything that is wrong with it.
    pub(super) fn condition(&mut self, on: &str, text: &Word) -> Option<Condition> {
        let mut condition = match Condition::parse(&text.value) {
            Ok(condition) => condition,
            Err(sentence) => {
                self.fault(text.at, sentence);
                return None;
            }
        };
        let mut sentences = Vec::new();
        condition.each(&mut |test| {
            if let Err(sentence) = self.fits(on, test) {
                sentences.push(sentence);
            }
        });
        let good = sentences.is_empty();
        for sentence in sentences {
            self.fault(text.at, sentence);
        }
        good.then_some(condition)
    }

    /// Holds a test against the schema, and writes into it what only the schema knows.
    fn fits(&mut self, on: &str, test: &mut Test) -> Result<(), String> {
        match test {
            Test::Flag(subject) => match self.sort(on, subject)? {
                (Sort::Flag, _) => Ok(()),
                _ => Err(format!("“{subject}” is not a flag. Ask for a value, as in “{subject} is given”.")),
            },
            Test::Is(subject, _) => self.sort(on, subject).map(|_| ()),
            Test::Has(subject, code) => {
                let (sort, _) = self.sort(on, subject)?;
                self.code(on, subject, &sort, code)
            }
            Test::Among(subject, codes) => {
                let (sort, _) = self.sort(on, subject)?;
                codes.iter().try_for_each(|code| self.code(on, subject, &sort, code))
            }
            Test::Compare(measure, comparison, against) => self.compared(on, measure, *comparison, against),
        }
    }

    /// Finds what sort of values a subject has, and whether it can have several.
    fn sort(&mut self, on: &str, subject: &Subject) -> Result<(Sort, bool), String> {
        let place = if on == PLACE { self.place().fields } else { Vec::new() };
        let declared = self.by_name.get(&(on.to_owned(), subject.as_str().to_owned()));
        let declared = declared.and_then(|number| self.declared.get(*number)).map(|declared| &declared.field);
        if let Some(field) = declared.or_else(|| place.iter().find(|field| field.id == subject.as_str())) {
            let sort = match field.kind.shape() {
                FieldShape::Choice(choices) => Sort::Choice(field.label.clone(), choices.clone()),
                FieldShape::Number => Sort::Number,
                FieldShape::Of(shape) => shape.into(),
            };
            return Ok((sort, field.takes_many()));
        }
        if let Some(row) = subject.on(on) {
            return Ok((row.shape.into(), row.many));
        }
        let record = shown(on);
        let searched = self.guesses();
        let own = self.declared.iter().filter(|declared| declared.field.on == on).map(|one| one.field.id.as_str());
        if subject.is_own() {
            let meant = nearest_word(own.filter(|_| searched), subject.as_str());
            return Err(unknown(subject.as_str(), &format!("a field of {record}"), meant, "Add it to fields."));
        }
        let built_in = SUBJECTS.iter().filter(|row| row.on == on).map(|row| row.word);
        let advice = match built_in.chain(own).take(MOST_NAMED).collect::<Vec<_>>().join(", ") {
            none if none.is_empty() => "It has no fields; give it one.".to_owned(),
            words => format!("Write one of {words}."),
        };
        Err(format!("“{subject}” is not something a condition about {record} can ask about. {advice}"))
    }

    /// Checks a code that a subject is asked for.
    fn code(&mut self, on: &str, subject: &Subject, sort: &Sort, code: &str) -> Result<(), String> {
        if let Some((what, example)) = sort.by_comparison() {
            return Err(format!("“{subject}” is {what}. Compare it, as in “{subject} {example}”."));
        }
        match sort {
            Sort::Codes(list) if self.has_code(list, code) => Ok(()),
            Sort::Codes(list) => Err(self.no_code(list, code)),
            Sort::Choice(_, choices) if self.offers(on, subject, choices, code) => Ok(()),
            Sort::Choice(label, choices) => {
                let searched = self.guesses();
                let meant = nearest(choices.iter().filter(|_| searched), code).map(|term| &*term.code);
                let place = format!("among the choices of “{}”", shown(label));
                Err(unknown(code, &place, meant, "Choose one of them."))
            }
            Sort::Flag if FLAG.contains(&code) => Ok(()),
            Sort::Flag => Err(format!("“{}” is neither yes nor no. Choose one of the two.", shown(code))),
            Sort::Words(words) if words.contains(&code) => Ok(()),
            Sort::Words(words) => {
                let meant = nearest_word(words.iter().copied(), code);
                let advice = format!("Write one of {}.", words.join(", "));
                Err(unknown(code, &format!("a value of “{subject}”"), meant, &advice))
            }
            Sort::Text | Sort::Number | Sort::Date | Sort::Duration => Ok(()),
        }
    }

    /// Tells whether choices have a code, without walking through them.
    fn offers(&self, on: &str, subject: &Subject, choices: &Choices, code: &str) -> bool {
        match &choices.list {
            Some(list) => self.has_code(list, code),
            None => self.has_code(&format!("{on}.{subject}"), code),
        }
    }

    fn compared(
        &mut self,
        on: &str,
        measure: &mut Measure,
        comparison: Comparison,
        against: &mut Against,
    ) -> Result<(), String> {
        let ordered = !matches!(comparison, Comparison::Equal | Comparison::Unequal);
        let written = match &*against {
            Against::Written(written) => written.clone(),
            Against::Field(other) => return self.alike(on, measure, &other.clone()),
        };
        let sort = match measure {
            Measure::Precision(date) => {
                let (sort, _) = self.sort(on, date)?;
                return precision(&sort, date, ordered, &written);
            }
            Measure::Count(list, code) => {
                let (sort, many) = self.sort(on, list)?;
                if !many {
                    let advice = "Write a list such as parties or evidence.";
                    return Err(format!("“{list}” has one value at most and cannot be counted. {advice}"));
                }
                if let Some(code) = code {
                    self.code(on, list, &sort, code)?;
                }
                Sort::Number
            }
            Measure::Value(subject) | Measure::Code(subject) | Measure::Rank(subject, _) => self.sort(on, subject)?.0,
        };
        if let Some(other) = self.other_field(on, &sort, &written) {
            *against = Against::Field(other);
        } else {
            self.fits_value(on, measure, &sort, ordered, &written)?;
        }
        match (&*measure, sort) {
            (Measure::Value(subject), Sort::Choice(_, choices)) if ordered => {
                *measure = Measure::Rank(subject.clone(), choices);
            }
            (Measure::Value(subject), Sort::Choice(..) | Sort::Codes(_)) => {
                *measure = Measure::Code(subject.clone());
            }
            _ => {}
        }
        Ok(())
    }

    /// Checks that two fields that are compared have values that can be.
    fn alike(&mut self, on: &str, measure: &Measure, other: &Subject) -> Result<(), String> {
        let (Measure::Value(subject) | Measure::Code(subject) | Measure::Rank(subject, _)) = measure else {
            return Ok(());
        };
        let (sort, others) = (self.sort(on, subject)?.0, self.sort(on, other)?.0);
        if sort.is_like(&others) {
            return Ok(());
        }
        Err(format!("“{subject}” and “{other}” have values of different kinds. Compare it with something else."))
    }

    /// Finds the field that a word names, where it cannot be a value.
    fn other_field(&mut self, on: &str, sort: &Sort, written: &Written) -> Option<Subject> {
        let is_value = match sort {
            Sort::Number => written.is_number(),
            Sort::Date => written.is_date(),
            Sort::Duration => written.is_duration(),
            Sort::Choice(_, choices) => choices.term(written.text()).is_some(),
            Sort::Codes(list) => self.has_code(list, written.text()),
            Sort::Flag => FLAG.contains(&written.text()),
            Sort::Words(_) | Sort::Text => !written.text().starts_with("x_"),
        };
        let other = Subject::of(written.text()).filter(|_| !is_value)?;
        let guesses = self.guesses;
        let found = self.sort(on, &other);
        self.guesses = guesses;
        found.is_ok_and(|(other, _)| sort.is_like(&other)).then_some(other)
    }

    fn fits_value(
        &mut self,
        on: &str,
        measure: &Measure,
        sort: &Sort,
        ordered: bool,
        written: &Written,
    ) -> Result<(), String> {
        let (subject, value) = match measure {
            Measure::Value(subject)
            | Measure::Code(subject)
            | Measure::Rank(subject, _)
            | Measure::Precision(subject) => (subject, written),
            Measure::Count(list, _) if !written.is_number() => {
                let word = shown(written.text());
                return Err(format!("“{word}” is not a number, and “count({list})” is. Write one such as 2."));
            }
            Measure::Count(..) => return Ok(()),
        };
        let word = shown(value.text());
        match sort {
            Sort::Number if value.is_number() => Ok(()),
            Sort::Number => Err(format!("“{word}” is not a number, and “{subject}” is. Write one such as 12.")),
            Sort::Date if value.is_date() => Ok(()),
            Sort::Date => {
                let advice = "Write one such as 2010 or 2010-05-31, or another date of the record.";
                Err(format!("“{word}” is not a date with a beginning and an end, and “{subject}” is one. {advice}"))
            }
            Sort::Duration if value.is_duration() => Ok(()),
            Sort::Duration => Err(format!("“{word}” is not a duration, and “{subject}” is. Write one such as P5Y.")),
            Sort::Choice(_, choices) if ordered && choices.term(value.text()).is_some() => {
                let ranked = choices.rank(value.text()).is_some();
                let sentence = || format!("“{word}” has no place in the order of its list. Give it an order: there.");
                if ranked { Ok(()) } else { Err(sentence()) }
            }
            Sort::Choice(..) => self.code(on, subject, sort, value.text()),
            _ if ordered => Err(format!("The values of “{subject}” have no order. Write =, != or “{subject} in (…)”.")),
            _ => self.code(on, subject, sort, value.text()),
        }
    }
}

fn precision(sort: &Sort, date: &Subject, ordered: bool, written: &Written) -> Result<(), String> {
    let word = shown(written.text());
    if *sort != Sort::Date {
        return Err(format!("“{date}” is not a date, and only dates have a precision. Write one such as signed."));
    }
    if ordered {
        return Err("Precisions have no order. Write = or !=.".to_owned());
    }
    if PRECISIONS.contains(&written.text()) {
        return Ok(());
    }
    let advice = format!("Write one of {}.", PRECISIONS.join(", "));
    Err(unknown(&word, "a precision", nearest_word(PRECISIONS, written.text()), &advice))
}
