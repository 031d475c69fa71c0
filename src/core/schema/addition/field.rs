//! A field as typed into a form.

use std::collections::{BTreeSet, HashSet};

use super::super::limits::{LONGEST_LABEL, MOST_FIELDS, choice_problem, code_problem, own_id_problem, text_problem};
use super::super::search::shown;
use super::super::{Choices, FieldDef, FieldKind, SUPPORTED, Schema, Term, Vocabulary};
use super::{Addition, DraftPart, DraftSlip, HeadDraft, Slips};

/// Characters of a label that an id is made of.
const OFFERED: usize = 40;

/// A type of field: its word in a schema file, what it is called, and what it takes.
pub type KindRow = (&'static str, &'static str, &'static str);

/// The types that a field can be of. That it takes several values is asked beside them.
pub const KINDS: [KindRow; 11] = [
    ("Text", "Text", "One line of words."),
    ("LongText", "Long text", "Words of several lines."),
    ("Whole", "Whole number", "A number without decimals, within limits if there are any."),
    ("Number", "Number", "A number with decimals, within limits if there are any."),
    ("Flag", "Yes or no", "Whether something is so."),
    ("Choice", "Choice", "One of several codes."),
    ("Date", "Date", "A day, month, year or range (EDTF)."),
    ("Duration", "Duration", "A length of time, such as P5Y."),
    ("Url", "Web address", "Where something is on the web."),
    ("Entity", "Actor of the registry", "An entry of the registry, of some kinds or of any."),
    ("Mark", "Mark in the article", "A mark of one type."),
];

/// A field as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldDraft {
    /// The record it belongs to.
    pub on: String,
    /// The id.
    pub id: String,
    /// The label.
    pub label: String,
    /// The help; may be empty.
    pub help: String,
    /// The type, as one of [`KINDS`].
    pub kind: String,
    /// Whether it takes several values.
    pub many: bool,
    /// The list that is chosen from; empty for choices of its own.
    pub list: String,
    /// Choices of its own: `code` or `code = label`, with semicolons between them.
    pub choices: String,
    /// The smallest number; may be empty.
    pub smallest: String,
    /// The largest number; may be empty.
    pub largest: String,
    /// Kinds of entries of the registry; none for any.
    pub entities: BTreeSet<String>,
    /// The type of mark.
    pub mark: String,
    /// The group; empty for none.
    pub group: String,
    /// Whether it must be filled in.
    pub required: bool,
    /// Whether passages can show the value.
    pub evidence: bool,
    /// Whether it is asked what the value rests on.
    pub basis: bool,
    /// Whether it is asked how sure the coder is.
    pub confidence: bool,
}

impl Default for FieldDraft {
    fn default() -> Self {
        let [id, label, help, list, choices, smallest, largest, group] = [const { String::new() }; 8];
        Self {
            on: "agreement".to_owned(),
            id,
            label,
            help,
            kind: "Text".to_owned(),
            many: false,
            list,
            choices,
            smallest,
            largest,
            entities: BTreeSet::new(),
            mark: "date".to_owned(),
            group,
            required: false,
            evidence: false,
            basis: false,
            confidence: false,
        }
    }
}

impl FieldDraft {
    /// Tells whether it is asked if the field takes several values.
    #[must_use]
    pub fn may_be_many(&self) -> bool {
        !matches!(self.kind.as_str(), "Flag" | "LongText")
    }

    /// Tells whether passages can show the value.
    #[must_use]
    pub fn may_have_evidence(&self) -> bool {
        SUPPORTED.contains(&self.on.as_str())
    }

    /// Gives what is added.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the form.
    pub fn read(&self, schema: &Schema, head: &HeadDraft) -> Result<Addition, Vec<DraftSlip>> {
        let mut slips = Slips::default();
        let label = slips.label(&self.label);
        let id = self.id.trim();
        let taken = schema.field(&self.on, id).map(|there| {
            let (id, label) = (shown(&there.id), shown(&there.label));
            format!("“{id}” ({label}) is a field of {} already. Choose another id.", shown(&self.on))
        });
        let full = schema.fields.len() + schema.types.iter().map(|one| one.fields.len()).sum::<usize>() >= MOST_FIELDS;
        let full = full.then(|| format!("There are {MOST_FIELDS} fields already, and more are too many for a form."));
        slips.check(DraftPart::Id, own_id_problem(id).or(taken).or(full));
        let mut kind = self.kind(schema, &mut slips);
        if self.many && self.may_be_many() {
            kind = FieldKind::Many(Box::new(kind));
        }
        let help = slips.help(&self.help);
        head.check(schema, &mut slips);
        let field = FieldDef {
            help,
            group: self.group.clone(),
            required: self.required,
            evidence: self.evidence && self.may_have_evidence(),
            basis: self.basis,
            confidence: self.confidence,
            ..FieldDef::new(self.on.clone(), id, label, kind)
        };
        slips.end(Addition::Field(Box::new(field)))
    }

    fn kind(&self, schema: &Schema, slips: &mut Slips) -> FieldKind {
        match self.kind.as_str() {
            "LongText" => FieldKind::LongText,
            "Whole" => {
                let [min, max] =
                    self.limits(slips, "a whole number. Write one such as 12", |text| text.parse::<i64>().ok());
                FieldKind::Whole { min, max }
            }
            "Number" => {
                let [min, max] = self.limits(slips, "a number. Write one such as 2.5", |text| {
                    text.parse::<f64>().ok().filter(|number| number.is_finite())
                });
                FieldKind::Number { min, max }
            }
            "Flag" => FieldKind::Flag,
            "Choice" if self.list.is_empty() => FieldKind::Choice(Choices::own(self.own_choices(slips))),
            "Choice" => {
                let known = schema.list(&self.list).is_some() || Vocabulary::with_id(&self.list).next().is_some();
                if !known {
                    let sentence = format!("There is no list “{}” any more. Choose another.", shown(&self.list));
                    slips.add(DraftPart::Choices, sentence);
                }
                FieldKind::Choice(Choices::of_list(self.list.clone(), Vec::new()))
            }
            "Date" => FieldKind::Date,
            "Duration" => FieldKind::Duration,
            "Url" => FieldKind::Url,
            "Entity" => FieldKind::Entity(self.entities.iter().cloned().collect()),
            "Mark" => FieldKind::Mark(self.mark.clone()),
            _ => FieldKind::Text,
        }
    }

    /// Reads both limits of a number.
    fn limits<N: Copy + PartialOrd>(
        &self,
        slips: &mut Slips,
        wanted: &str,
        read: impl Fn(&str) -> Option<N>,
    ) -> [Option<N>; 2] {
        let mut limit = |at: DraftPart, text: &str| {
            let text = text.trim();
            let number = read(text);
            if number.is_none() && !text.is_empty() {
                slips.add(at, format!("“{}” is not {wanted}, or leave it empty.", shown(text)));
            }
            number
        };
        let [min, max] = [limit(DraftPart::Smallest, &self.smallest), limit(DraftPart::Largest, &self.largest)];
        if let (Some(min), Some(max)) = (min, max)
            && min > max
        {
            slips.add(DraftPart::Largest, "No number fits: the largest is below the smallest.".to_owned());
        }
        [min, max]
    }

    fn own_choices(&self, slips: &mut Slips) -> Vec<Term> {
        let (mut terms, mut seen) = (Vec::new(), HashSet::new());
        for part in self.choices.split([';', '؛']).map(str::trim).filter(|part| !part.is_empty()) {
            let (code, label) = part.split_once('=').map_or((part, None), |(code, label)| (code, Some(label.trim())));
            let code = code.trim();
            let problem = match label {
                None => choice_problem(code),
                Some(label) => code_problem("code", code).or_else(|| text_problem("label", label, LONGEST_LABEL)),
            };
            let twice = || format!("“{}” is among these choices already. Take one out.", shown(code));
            let problem = problem.or_else(|| (!seen.insert(code.to_lowercase())).then(twice));
            slips.check(DraftPart::Choices, problem);
            terms.push(Term::own(code.to_owned(), label.unwrap_or(code).to_owned(), ""));
        }
        if terms.is_empty() {
            let sentence = "There is nothing to choose from yet. Write codes with ; between them.";
            slips.add(DraftPart::Choices, sentence.to_owned());
        }
        terms
    }
}

/// Offers the id of a field from its label: one that the record does not have yet; nothing without a label.
#[must_use]
pub fn offered_id(schema: &Schema, on: &str, label: &str) -> String {
    let word = word_of(label);
    if word.is_empty() {
        return String::new();
    }
    let id = format!("x_{word}");
    let free = |id: &String| schema.field(on, id).is_none();
    let numbered = (2..).map(|number| format!("{id}_{number}"));
    std::iter::once(id.clone()).chain(numbered).find(free).unwrap_or_default()
}

/// Makes one word of some words: small letters and digits, `_` between them.
pub(super) fn word_of(words: &str) -> String {
    let lower = words.to_lowercase();
    let parts = lower.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty());
    let word = parts.collect::<Vec<_>>().join("_");
    word.chars().take(OFFERED).collect::<String>().trim_end_matches('_').to_owned()
}
