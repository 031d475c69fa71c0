//! Building the schema of a corpus: what it adds to the shipped one, checked part by part.
//!
//! Every part that is wrong is reported, each with the place it was read from. A faulty extension is not used
//! at all, so that no record is saved under a schema that is only half of what its id says.
//!
//! The order matters: terms and lists first, then what is hidden or replaced among them, then fields, which
//! choose from them, then conditions, which ask about fields.

mod asks;
mod fields;
mod lists;
mod rules;
mod types;

use std::collections::{HashMap, HashSet};

use super::choices::Choices;
use super::extension::{Extension, Fault, NewText, Word};
use super::limits::{LONGEST_HELP, LONGEST_LABEL, code_problem, language_problem, text_problem};
use super::search::{nearest_word, shown, unknown};
use super::types::TypeDef;
use super::{DEFAULT_ID, Schema, Vocabulary};
use fields::Declared;
use lists::Lists;

/// Limits for how many faults a likely meaning is sought: in a file full of faults that would take too long.
const MOST_GUESSES: usize = 20;

/// What to write for the record something belongs to.
const RECORDS: &str = "Write agreement, actor, date, article, registry or the id of one of your types.";

impl Schema {
    /// Makes the schema of a corpus from the shipped one.
    ///
    /// # Errors
    /// Everything that is wrong, sorted by place.
    pub fn extended(extension: Extension) -> Result<Self, Vec<Fault>> {
        const JOIN: &str = "Put both into one.";
        let mut builder = Builder::new();
        builder.head(&extension);
        builder.once(extension.terms.iter().map(|(list, _)| list), "extend", JOIN);
        for (list, terms) in extension.terms {
            builder.add_terms(&list, terms);
        }
        for (list, terms) in extension.lists {
            builder.add_list(&list, terms);
        }
        builder.add_groups(&extension.groups);
        builder.add_types(extension.types);
        for field in extension.fields {
            builder.declare_outside(field);
        }
        builder.once(extension.hidden.iter().map(|(list, _)| list), "hide", JOIN);
        for (list, codes) in &extension.hidden {
            builder.hide(list, codes);
        }
        builder.once(extension.replaced.iter().map(|(list, _)| list), "replaced_by", JOIN);
        for (list, pairs) in &extension.replaced {
            builder.once(pairs.iter().map(|(old, _)| old), "replaced_by", "Take one out.");
            builder.replace(list, pairs);
        }
        builder.take_over();
        builder.build_fields();
        builder.ask(&extension.groups);
        builder.show(&extension.shown);
        builder.hide_fields(&extension.hidden_fields);
        builder.add_rules(extension.rules);
        builder.hand_over();
        builder.add_changes(extension.changes);
        let Builder { schema, mut faults, .. } = builder;
        faults.sort_by_key(|fault| fault.at);
        if faults.is_empty() { Ok(schema) } else { Err(faults) }
    }
}

struct Builder {
    schema: Schema,
    lists: Lists,
    /// Ids of types.
    types: HashSet<String>,
    /// Ids of groups.
    groups: HashSet<String>,
    /// Fields in the order in which they were declared.
    declared: Vec<Declared>,
    /// Their numbers by owner and id.
    by_name: HashMap<(String, String), usize>,
    /// Lists that fields choose from, once they are final.
    choices: HashMap<String, Choices>,
    faults: Vec<Fault>,
    /// How many likely meanings have been sought.
    guesses: usize,
}

impl Builder {
    fn new() -> Self {
        Self {
            schema: Schema::default(),
            lists: Lists::shipped(),
            types: HashSet::new(),
            groups: HashSet::new(),
            declared: Vec::new(),
            by_name: HashMap::new(),
            choices: HashMap::new(),
            faults: Vec::new(),
            guesses: 0,
        }
    }

    fn fault(&mut self, at: usize, sentence: impl Into<String>) {
        self.faults.push(Fault { at, sentence: sentence.into() });
    }

    /// Reports a sentence, if there is one; tells whether there was none.
    fn accept(&mut self, at: usize, problem: Option<String>) -> bool {
        let good = problem.is_none();
        if let Some(sentence) = problem {
            self.fault(at, sentence);
        }
        good
    }

    fn head(&mut self, extension: &Extension) {
        self.accept(extension.id.at, code_problem("id", &extension.id.value));
        self.accept(extension.version.at, code_problem("version", &extension.version.value));
        if extension.id.value == DEFAULT_ID {
            let sentence = format!("“{DEFAULT_ID}” is the schema the program ships. Give yours an id of its own.");
            self.fault(extension.id.at, sentence);
        }
        if extension.base.value != DEFAULT_ID {
            let base = shown(&extension.base.value);
            self.fault(extension.base.at, format!("There is no schema “{base}” to build on. Write “{DEFAULT_ID}”."));
        }
        self.schema.id.clone_from(&extension.id.value);
        self.schema.version.clone_from(&extension.version.value);
        for (what, text, into) in
            [("label", &extension.label, &mut self.schema.label), ("note", &extension.note, &mut self.schema.note)]
        {
            if let Some(text) = text {
                into.clone_from(&text.shown.value);
                let longest = if what == "label" { LONGEST_LABEL } else { LONGEST_HELP };
                let problem = text_problem(what, &text.shown.value, longest);
                self.faults.extend(problem.map(|sentence| Fault { at: text.shown.at, sentence }));
            }
        }
    }

    /// Reports keys that stand in one map twice.
    fn once<'a>(&mut self, keys: impl Iterator<Item = &'a Word>, map: &str, advice: &str) {
        let mut seen = HashSet::new();
        for key in keys.filter(|key| !seen.insert(key.value.as_str())) {
            let sentence = format!("“{}” stands in “{map}” twice. {advice}", shown(&key.value));
            self.fault(key.at, sentence);
        }
    }

    /// Says that a word is not where it should be, with what was most likely meant as long as not too much is wrong.
    fn unknown<'a>(&mut self, word: &Word, place: &str, candidates: impl IntoIterator<Item = &'a str>, advice: &str) {
        let meant = self.guesses().then(|| nearest_word(candidates, &word.value)).flatten();
        let sentence = unknown(&word.value, place, meant, advice);
        self.fault(word.at, sentence);
    }

    /// Says the same of a word that could be the id of a type.
    fn unknown_type(&mut self, word: &Word, place: &str, built_in: &[&str], advice: &str) {
        // A file full of faults is not searched for what each of them may have meant.
        let searched = self.guesses < MOST_GUESSES;
        let types = self.schema.types.iter().filter(|_| searched).map(|one| one.id.clone());
        let types: Vec<String> = types.collect();
        self.unknown(word, place, built_in.iter().copied().chain(types.iter().map(String::as_str)), advice);
    }

    /// Says the same of a word that could be the id of a field of a record.
    fn unknown_field(&mut self, word: &Word, on: &str, advice: &str) {
        let searched = self.guesses < MOST_GUESSES;
        let fields = self.declared.iter().filter(|declared| searched && declared.field.on == on);
        let names: Vec<String> = fields.map(|declared| declared.field.id.clone()).collect();
        self.unknown(word, &format!("a field of {}", shown(on)), names.iter().map(String::as_str), advice);
    }

    /// Counts one more search for a likely meaning; tells whether there is still time for it.
    fn guesses(&mut self) -> bool {
        self.guesses += 1;
        self.guesses <= MOST_GUESSES
    }

    /// Checks the label and the help of something.
    fn texts(&mut self, label: &NewText, help: Option<&NewText>) {
        self.text("label", label, LONGEST_LABEL);
        if let Some(help) = help.filter(|help| !help.shown.value.is_empty()) {
            self.text("help", help, LONGEST_HELP);
        }
    }

    /// Checks a text in each of its languages.
    fn text(&mut self, what: &str, text: &NewText, longest: usize) {
        if text.languages.is_empty() {
            self.accept(text.shown.at, text_problem(what, &text.shown.value, longest));
        }
        self.once(text.languages.iter().map(|(language, _)| language), what, "Take one out.");
        for (language, text) in &text.languages {
            self.accept(language.at, language_problem(&language.value));
            self.accept(text.at, text_problem(what, &text.value, longest));
        }
    }

    /// Gives the type of places with the kinds of place in force.
    fn place(&self) -> TypeDef {
        let terms = self.schema.terms(Vocabulary::PlaceKind).to_vec();
        TypeDef::place(Choices::of_list(Vocabulary::PlaceKind.id(), terms))
    }
}

/// Gives a text that is shown; empty for none.
fn shown_text(text: Option<NewText>) -> String {
    text.map(|text| text.shown.value).unwrap_or_default()
}

/// Gives a text by language.
fn by_language(text: &NewText) -> Vec<(String, String)> {
    text.languages.iter().map(|(language, text)| (language.value.clone(), text.value.clone())).collect()
}
