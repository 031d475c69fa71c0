//! Reading a condition from its words.

use super::super::search::{nearest_word, shown, unknown};
use super::super::vocabulary::Vocabulary;
use super::lex::{self, RESERVED, Token, tokens};
use super::{Against, Condition, Measure, State, Subject, Test, Written};

pub(super) const EMPTY: &str = "empty";
pub(super) const GIVEN: &str = "given";
pub(super) const MISSING: &str = "missing";

/// Limits how deep brackets and “not” may stand inside each other.
pub(super) const DEEPEST: usize = 64;

/// Reads a condition.
pub(super) fn parse(text: &str) -> Result<Condition, String> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0, after: "" };
    let condition = parser.any()?;
    match parser.next() {
        None => Ok(condition),
        Some(Token::Close) => Err("A bracket closes here that was not opened. Take the ) out.".to_owned()),
        Some(other) => {
            let before = last(&condition);
            let other = other.text();
            Err(format!("“{}” follows “{}”. Join tests with “and”.", shown(&other), shown(&before)))
        }
    }
}

/// Writes what stands before the place that was reached.
fn last(condition: &Condition) -> String {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.last().map(last).unwrap_or_default(),
        Condition::Not(part) => last(part),
        Condition::Test(test) => test.to_string(),
    }
}

struct Parser<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    depth: usize,
    /// The word that joined what was read last.
    after: &'static str,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.at).copied()
    }

    fn next(&mut self) -> Option<Token<'a>> {
        let token = self.peek();
        self.at += usize::from(token.is_some());
        token
    }

    /// Takes a token if it is the next one.
    fn takes(&mut self, token: Token<'_>) -> bool {
        let taken = self.peek() == Some(token);
        self.at += usize::from(taken);
        taken
    }

    fn any(&mut self) -> Result<Condition, String> {
        self.joined("or", Condition::Any, Self::all)
    }

    fn all(&mut self) -> Result<Condition, String> {
        self.joined("and", Condition::All, Self::not)
    }

    fn joined(
        &mut self,
        word: &'static str,
        join: impl Fn(Vec<Condition>) -> Condition,
        part: impl Fn(&mut Self) -> Result<Condition, String>,
    ) -> Result<Condition, String> {
        let first = part(self)?;
        if self.peek() != Some(Token::Word(word)) {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.takes(Token::Word(word)) {
            self.after = word;
            parts.push(part(self)?);
        }
        Ok(join(parts))
    }

    fn not(&mut self) -> Result<Condition, String> {
        let negated = self.takes(Token::Word("not"));
        if !negated && !self.takes(Token::Open) {
            return self.test().map(Condition::Test);
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("Too many brackets and “not” stand inside each other. Take some out.".to_owned());
        }
        let part = if negated {
            Condition::Not(Box::new(self.not()?))
        } else {
            if self.takes(Token::Close) {
                return Err("Nothing stands in the brackets. Write a test such as “topic TRAIN”.".to_owned());
            }
            let part = self.any()?;
            self.close(&last(&part))?;
            part
        };
        self.depth -= 1;
        Ok(part)
    }

    /// Takes the bracket that closes; `before` is what it closes behind.
    fn close(&mut self, before: &str) -> Result<(), String> {
        match self.next() {
            Some(Token::Close) => Ok(()),
            None => Err("A bracket is not closed. Write the ) that is missing.".to_owned()),
            Some(other) => {
                let other = other.text();
                Err(format!("“{}” follows “{}”. Join tests with “and”.", shown(&other), shown(before)))
            }
        }
    }

    fn test(&mut self) -> Result<Test, String> {
        let Some(token) = self.next() else {
            let ends = match self.after {
                "" => "The condition is empty".to_owned(),
                word => format!("The condition ends after “{word}”"),
            };
            return Err(format!("{ends}. Write a test such as “topic TRAIN”."));
        };
        match token {
            Token::Word("count") => self.count(),
            Token::Word("precision") => {
                let date = self.in_brackets("precision", "precision(signed) = day")?;
                let date = subject(date)?;
                self.bracket("precision", "precision(signed) = day")?;
                self.compare(Measure::Precision(date), "precision", "precision(signed) = day")
            }
            Token::Word(word) => {
                let subject = subject(word)?;
                self.about(subject)
            }
            other => Err(not_a_subject(&other.text())),
        }
    }

    fn count(&mut self) -> Result<Test, String> {
        const EXAMPLE: &str = "count(parties) > 2";
        let word = self.in_brackets("count", EXAMPLE)?;
        let (list, code) = match (word.split_once(':'), self.peek()) {
            (Some((list, "")), Some(Token::Quoted(inner))) => {
                self.at += 1;
                (list, Some(lex::unquoted(inner)))
            }
            (Some((_, "")), _) => {
                return Err(format!("No code follows “{}”. Write one, as in “count(parties:host)”.", shown(word)));
            }
            (Some((list, code)), _) => (list, Some(code.to_owned())),
            (None, _) => (word, None),
        };
        let list = subject(list)?;
        self.bracket("count", EXAMPLE)?;
        self.compare(Measure::Count(list, code), "count", EXAMPLE)
    }

    /// Takes an opening bracket and the word behind it.
    fn in_brackets(&mut self, what: &str, example: &str) -> Result<&'a str, String> {
        match (self.takes(Token::Open), self.peek()) {
            (true, Some(Token::Word(word))) => {
                self.at += 1;
                Ok(word)
            }
            _ => Err(format!("“{what}” needs something in brackets, as in “{example}”.")),
        }
    }

    fn bracket(&mut self, what: &str, example: &str) -> Result<(), String> {
        if self.takes(Token::Close) {
            return Ok(());
        }
        Err(format!("The bracket after “{what}” is not closed. Close it, as in “{example}”."))
    }

    fn about(&mut self, subject: Subject) -> Result<Test, String> {
        match self.peek() {
            Some(Token::Word("is")) => {
                self.at += 1;
                let state = self.state(&subject)?;
                Ok(Test::Is(subject, state))
            }
            Some(Token::Word("in")) => {
                self.at += 1;
                let codes = self.codes(&subject)?;
                Ok(Test::Among(subject, codes))
            }
            Some(Token::Sign(_)) => {
                let what = subject.as_str().to_owned();
                self.compare(Measure::Value(subject), &what, "signed < 2010")
            }
            Some(Token::Word(code)) if !RESERVED.contains(&code) => {
                self.at += 1;
                Ok(Test::Has(subject, code.to_owned()))
            }
            Some(Token::Quoted(inner)) => {
                self.at += 1;
                Ok(Test::Has(subject, lex::unquoted(inner)))
            }
            _ if subject.can_be_flag() => Ok(Test::Flag(subject)),
            _ => Err(format!("No code follows “{subject}”. Write one, as in “topic TRAIN”.")),
        }
    }

    fn state(&mut self, subject: &Subject) -> Result<State, String> {
        let reasons = || Vocabulary::Missing.shipped().iter().map(|term| &*term.code);
        let example = format!("Write empty, given, missing or a reason such as not_stated behind “{subject} is”.");
        match self.next() {
            Some(Token::Word(EMPTY)) => Ok(State::Empty),
            Some(Token::Word(GIVEN)) => Ok(State::Given),
            Some(Token::Word(MISSING)) => Ok(State::Missing),
            Some(Token::Word(word)) if reasons().any(|code| code == word) => Ok(State::Because(word.to_owned())),
            Some(other) => {
                let word = other.text();
                let meant = nearest_word([EMPTY, GIVEN, MISSING].into_iter().chain(reasons()), &word);
                Err(unknown(&word, "something a field can be", meant, &example))
            }
            None => Err(format!("The condition ends after “is”. {example}")),
        }
    }

    fn codes(&mut self, subject: &Subject) -> Result<Vec<String>, String> {
        let example = format!("Write codes in brackets behind “{subject} in”, as in “topic in (CT, TOC)”.");
        if !self.takes(Token::Open) {
            return Err(format!("No bracket follows “in”. {example}"));
        }
        let mut codes = Vec::new();
        loop {
            match self.next() {
                Some(Token::Word(code)) => codes.push(code.to_owned()),
                Some(Token::Quoted(inner)) => codes.push(lex::unquoted(inner)),
                _ => return Err(format!("A code is missing. {example}")),
            }
            match self.next() {
                Some(Token::Comma) => {}
                Some(Token::Close) => return Ok(codes),
                Some(other) => {
                    let (before, other) = (codes.pop().unwrap_or_default(), other.text());
                    let (before, other) = (shown(&before), shown(&other));
                    return Err(format!("“{other}” follows “{before}”. Part codes with commas and close the bracket."));
                }
                None => return Err("A bracket is not closed. Write the ) that is missing.".to_owned()),
            }
        }
    }

    fn compare(&mut self, measure: Measure, what: &str, example: &str) -> Result<Test, String> {
        let Some(Token::Sign(comparison)) = self.next() else {
            return Err(format!("“{what}” is not compared with anything. Write it as in “{example}”."));
        };
        let value = match self.next() {
            Some(Token::Word(word)) if !RESERVED.contains(&word) => {
                // Of own fields only the schema knows whether they are dates; a code can be called like a date.
                if let (Measure::Value(date), Some(other)) = (&measure, Subject::of(word))
                    && date.is_date()
                    && other.is_date()
                {
                    return Ok(Test::Compare(measure, comparison, Against::Field(other)));
                }
                word.to_owned()
            }
            Some(Token::Quoted(inner)) => lex::unquoted(inner),
            _ => {
                let sign = comparison.sign();
                return Err(format!("Nothing to compare with follows “{sign}”. Write it as in “{example}”."));
            }
        };
        Ok(Test::Compare(measure, comparison, Against::Written(Written::new(value))))
    }
}

fn subject(word: &str) -> Result<Subject, String> {
    Subject::of(word).ok_or_else(|| not_a_subject(word))
}

fn not_a_subject(word: &str) -> String {
    let meant = nearest_word(Subject::words(), word);
    let advice = "Write topic, kind, level, status, modality, a date such as signed, or the id of an own field.";
    unknown(word, "something a condition can ask about", meant, advice)
}
