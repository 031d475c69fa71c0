//! Building the schema of a corpus: what it adds to the shipped one, checked part by part.
//!
//! Every part that is wrong is reported, each with the place it was read from. A faulty extension is not used
//! at all, so that no record is saved under a schema that is only half of what its id says.

use std::collections::{HashMap, HashSet};

use super::extension::{Extension, Fault, NewField, NewKind, NewRule, NewTerm, NewType, Placed, Word};
use super::fields::{FieldDef, FieldKind, OWNERS, TypeDef, colour};
use super::limits::{LONGEST_HELP, LONGEST_LABEL, choice_problem, code_problem, own_id_problem, text_problem};
use super::rules::{Condition, RuleDef};
use super::search::{nearest_word, shown, unknown, unknown_code};
use super::{DEFAULT_ID, Schema, Term, Vocabulary};

/// Limits for how many faults a likely meaning is sought: in a file full of faults that would take too long.
const MOST_GUESSES: usize = 20;

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
        builder.once(extension.hidden.iter().map(|(list, _)| list), "hide", JOIN);
        for (list, codes) in &extension.hidden {
            builder.hide(list, codes);
        }
        builder.once(extension.replaced.iter().map(|(list, _)| list), "replaced_by", JOIN);
        for (list, pairs) in &extension.replaced {
            builder.once(pairs.iter().map(|(old, _)| old), "replaced_by", "Take one out.");
            builder.replace(list, pairs);
        }
        builder.add_types(extension.types);
        for field in extension.fields {
            builder.add_field(field);
        }
        builder.add_rules(extension.rules);
        let Builder { schema, mut faults, .. } = builder;
        faults.sort_by_key(|fault| fault.at);
        if faults.is_empty() { Ok(schema) } else { Err(faults) }
    }
}

struct Builder {
    schema: Schema,
    /// Terms by key of the list and code in lower case.
    codes: HashMap<(&'static str, String), (Vocabulary, usize)>,
    /// Ids of types.
    types: HashSet<String>,
    /// Owners and ids of fields.
    fields: HashSet<(String, String)>,
    faults: Vec<Fault>,
    /// How many likely meanings have been sought.
    guesses: usize,
}

impl Builder {
    fn new() -> Self {
        let schema = Schema::default();
        let mut codes = HashMap::new();
        for &vocabulary in Vocabulary::ALL {
            for (index, term) in vocabulary.shipped().iter().enumerate() {
                codes.insert((vocabulary.id(), term.code.to_lowercase()), (vocabulary, index));
            }
        }
        Self { schema, codes, types: HashSet::new(), fields: HashSet::new(), faults: Vec::new(), guesses: 0 }
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
    }

    /// Reports keys that stand in one map twice.
    fn once<'a>(&mut self, keys: impl Iterator<Item = &'a Word>, map: &str, advice: &str) {
        let mut seen = HashSet::new();
        for key in keys.filter(|key| !seen.insert(key.value.as_str())) {
            let sentence = format!("“{}” stands in “{map}” twice. {advice}", shown(&key.value));
            self.fault(key.at, sentence);
        }
    }

    /// Finds the key of a list, or reports that there is none.
    fn list(&mut self, list: &Word) -> Option<&'static str> {
        let found = Vocabulary::with_id(&list.value).next().map(Vocabulary::id);
        if found.is_none() {
            let meant = nearest_word(Vocabulary::ALL.iter().map(|vocabulary| vocabulary.id()), &list.value);
            let advice = "Write the key of a list, such as “topics” or “agreement.kind”.";
            self.fault(list.at, unknown(&list.value, "a list of the schema", meant, advice));
        }
        found
    }

    fn add_terms(&mut self, list: &Word, terms: Vec<NewTerm>) {
        let Some(id) = self.list(list) else { return };
        let vocabularies: Vec<Vocabulary> = Vocabulary::with_id(id).collect();
        if !vocabularies.iter().all(|vocabulary| vocabulary.can_grow()) {
            let sentence = format!("Nothing can be added to “{id}”: the program works with its codes. Take it out.");
            self.fault(list.at, sentence);
            return;
        }
        for term in terms {
            self.add_term(id, &vocabularies, term);
        }
    }

    fn add_term(&mut self, id: &'static str, vocabularies: &[Vocabulary], new: NewTerm) {
        self.texts(&new.label, new.help.as_ref());
        let vocabulary = self.vocabulary_for(&new, vocabularies);
        let NewTerm { code, label, help, .. } = new;
        if !self.accept(code.at, code_problem("code", &code.value)) {
            return;
        }
        let key = (id, code.value.to_lowercase());
        if let Some(&(vocabulary, index)) = self.codes.get(&key) {
            let there = self.schema.terms(vocabulary).get(index).map_or("", |term| &term.code);
            let how = if there == code.value { String::new() } else { format!(" as “{there}”") };
            let sentence =
                format!("“{}” is already in the list of {}{how}. Choose another code.", code.value, vocabulary.name());
            self.fault(code.at, sentence);
        } else if let Some(vocabulary) = vocabulary {
            let list = self.schema.lists[vocabulary as usize].to_mut();
            self.codes.insert(key, (vocabulary, list.len()));
            list.push(Term::own(code.value, label.value, help.map(|help| help.value).unwrap_or_default()));
        }
    }

    /// Finds the list that a term belongs to; a term of `agreement.kind` says so by its level.
    fn vocabulary_for(&mut self, new: &NewTerm, vocabularies: &[Vocabulary]) -> Option<Vocabulary> {
        const LEVELS: &str = "instrument, commitment or activity";
        let &[vocabulary, ref others @ ..] = vocabularies else { return None };
        match &new.level {
            None if others.is_empty() => Some(vocabulary),
            None => {
                let code = shown(&new.code.value);
                self.fault(new.code.at, format!("The level of “{code}” is missing. Add level: {LEVELS}."));
                None
            }
            Some(level) if others.is_empty() => {
                self.fault(level.at, "Only a kind of agreement has a level. Take it out here.");
                Some(vocabulary)
            }
            Some(level) => {
                let found = Vocabulary::kinds_of(&level.value);
                if found.is_none() {
                    let meant = nearest_word(Vocabulary::Level.shipped().iter().map(|term| &*term.code), &level.value);
                    let advice = format!("Write {LEVELS}.");
                    self.fault(level.at, unknown(&level.value, "in the list of levels", meant, &advice));
                }
                found
            }
        }
    }

    /// Finds a term of a list by its code, or reports that there is none.
    fn known(&mut self, id: &'static str, code: &Word) -> Option<(Vocabulary, usize)> {
        let found = self.find(id, &code.value);
        if found.is_none() {
            let sentence = self.unknown_code(id, &code.value);
            self.fault(code.at, sentence);
        }
        found
    }

    fn find(&self, id: &'static str, code: &str) -> Option<(Vocabulary, usize)> {
        let &(vocabulary, index) = self.codes.get(&(id, code.to_lowercase()))?;
        self.schema.terms(vocabulary).get(index).filter(|term| term.code == code).map(|_| (vocabulary, index))
    }

    fn unknown_code(&mut self, id: &'static str, code: &str) -> String {
        self.guesses += 1;
        let name = Vocabulary::with_id(id).next().map_or(id, Vocabulary::name);
        let searched = Vocabulary::with_id(id).filter(|_| self.guesses <= MOST_GUESSES);
        unknown_code(name, searched.flat_map(|vocabulary| self.schema.terms(vocabulary)), code)
    }

    fn term(&mut self, (vocabulary, index): (Vocabulary, usize)) -> Option<&mut Term> {
        self.schema.lists[vocabulary as usize].to_mut().get_mut(index)
    }

    fn hide(&mut self, list: &Word, codes: &[Word]) {
        let Some(id) = self.list(list) else { return };
        for code in codes {
            if let Some(found) = self.known(id, code)
                && let Some(term) = self.term(found)
            {
                term.hidden = true;
            }
        }
    }

    fn replace(&mut self, list: &Word, pairs: &[(Word, Word)]) {
        let Some(id) = self.list(list) else { return };
        let replaced: HashMap<&str, &str> = pairs.iter().map(|(old, new)| (&*old.value, &*new.value)).collect();
        for (old, new) in pairs {
            let (found, successor) = (self.known(id, old), self.known(id, new));
            let (Some(found), Some(successor)) = (found, successor) else { continue };
            let (from, to) = (&old.value, &new.value);
            let hidden = self.term(successor).is_some_and(|term| term.hidden);
            if from == to {
                self.fault(new.at, format!("“{from}” cannot take its own place. Write another code."));
            } else if let Some(last) = replaced.get(&**to) {
                self.fault(new.at, format!("“{to}” is itself replaced by “{}”. Write a code in use.", shown(last)));
            } else if hidden {
                self.fault(new.at, format!("“{to}” is hidden, so nobody can choose it. Write a code in use."));
            } else if found.0 != successor.0 {
                let sentence = format!("“{to}” is of another level than “{from}”. Write a code of the same level.");
                self.fault(new.at, sentence);
            } else if let Some(term) = self.term(found) {
                term.replaced_by = Some(to.clone());
            }
        }
    }

    fn add_types(&mut self, types: Vec<NewType>) {
        let mut keys: HashMap<char, String> = HashMap::new();
        for new in types {
            self.accept(new.id.at, own_id_problem(&new.id.value));
            if !self.types.insert(new.id.value.clone()) {
                self.fault(new.id.at, format!("There are two types “{}”. Rename one.", shown(&new.id.value)));
            }
            self.texts(&new.label, new.help.as_ref());
            let colour = colour(&new.colour.value);
            if colour.is_none() {
                let written = shown(&new.colour.value);
                let advice = "Write # and six digits, each 0–9 or a–f, e.g. #7a1f5c.";
                self.fault(new.colour.at, format!("“{written}” is not a colour. {advice}"));
            }
            let key = new.key.as_ref().and_then(|key| self.key(key, &new.label.value, &mut keys));
            let on = new.id.value.clone();
            let fields = new.fields.into_iter().map(|field| self.field_of_type(&on, field)).collect();
            self.schema.types.push(TypeDef {
                id: on,
                label: new.label.value,
                help: new.help.map(|help| help.value).unwrap_or_default(),
                colour: colour.unwrap_or_default(),
                lane: new.lane,
                key,
                fields,
            });
        }
    }

    fn key(&mut self, key: &Placed<char>, label: &str, keys: &mut HashMap<char, String>) -> Option<char> {
        let sign = shown(&key.value.to_string());
        if !key.value.is_ascii_alphanumeric() {
            self.fault(key.at, format!("“{sign}” cannot be a key. Write one letter from a to z or one digit."));
            return None;
        }
        let lower = key.value.to_ascii_lowercase();
        if let Some(other) = keys.get(&lower) {
            let sentence = format!("The key “{sign}” already belongs to “{}”. Choose another one.", shown(other));
            self.fault(key.at, sentence);
            return None;
        }
        keys.insert(lower, label.to_owned());
        Some(lower)
    }

    fn field_of_type(&mut self, on: &str, new: NewField) -> FieldDef {
        if let Some(other) = new.on.as_ref().filter(|other| other.value != on) {
            let sentence = format!("A field inside a type belongs to “{}”. Leave “on” out here.", shown(on));
            self.fault(other.at, sentence);
        }
        self.field(on.to_owned(), new)
    }

    fn add_field(&mut self, new: NewField) {
        let on = if let Some(on) = &new.on {
            let known = OWNERS.contains(&on.value.as_str()) || self.types.contains(&on.value);
            if !known {
                self.guesses += 1;
                let types = self.schema.types.iter().filter(|_| self.guesses <= MOST_GUESSES);
                let owners = OWNERS.into_iter().chain(types.map(|added| added.id.as_str()));
                let advice = "Write agreement, actor, date, article, registry or the id of one of your types.";
                let sentence = unknown(&on.value, "a record with fields", nearest_word(owners, &on.value), advice);
                self.fault(on.at, sentence);
            }
            on.value.clone()
        } else {
            let id = shown(&new.id.value);
            self.fault(
                new.id.at,
                format!("It is not said what “{id}” is a field of. Add on: \"agreement\" or another."),
            );
            String::new()
        };
        let field = self.field(on, new);
        self.schema.fields.push(field);
    }

    fn field(&mut self, on: String, new: NewField) -> FieldDef {
        self.accept(new.id.at, own_id_problem(&new.id.value));
        self.texts(&new.label, new.help.as_ref());
        if !self.fields.insert((on.clone(), new.id.value.clone())) {
            let sentence = format!("“{}” has two fields “{}”. Rename one.", shown(&on), shown(&new.id.value));
            self.fault(new.id.at, sentence);
        }
        FieldDef {
            on,
            kind: self.kind(&new.id, new.kind),
            id: new.id.value,
            label: new.label.value,
            help: new.help.map(|help| help.value).unwrap_or_default(),
            required: new.required,
            hidden: new.hidden,
        }
    }

    fn kind(&mut self, id: &Word, kind: NewKind) -> FieldKind {
        match kind {
            NewKind::Text => FieldKind::Text,
            NewKind::LongText => FieldKind::LongText,
            NewKind::Flag => FieldKind::Flag,
            NewKind::Date => FieldKind::Date,
            NewKind::Number { min, max } => {
                let limits = [min, max];
                let limited = limits.iter().flatten().all(|limit| limit.is_finite());
                let ordered = min.is_none_or(|min| max.is_none_or(|max| min <= max));
                if !limited || !ordered {
                    let sentence = format!("No number fits the limits of “{}”. Correct min and max.", shown(&id.value));
                    self.fault(id.at, sentence);
                }
                FieldKind::Number { min, max }
            }
            NewKind::Choice(choices) => FieldKind::Choice(self.choices(id, choices)),
        }
    }

    fn choices(&mut self, id: &Word, choices: Vec<Word>) -> Vec<Term> {
        if choices.is_empty() {
            self.fault(id.at, format!("“{}” offers nothing to choose from. Add choices.", shown(&id.value)));
        }
        let mut seen = HashSet::new();
        let mut terms = Vec::new();
        for choice in choices {
            if !self.accept(choice.at, choice_problem(&choice.value)) {
                continue;
            }
            if seen.insert(choice.value.to_lowercase()) {
                terms.push(Term::own(choice.value.clone(), choice.value, ""));
            } else {
                let sentence = format!("“{}” is among these choices already. Take one out.", shown(&choice.value));
                self.fault(choice.at, sentence);
            }
        }
        terms
    }

    fn add_rules(&mut self, rules: Vec<NewRule>) {
        let mut ids = HashSet::new();
        for NewRule { id, when, warn } in rules {
            self.accept(id.at, code_problem("id", &id.value));
            if !ids.insert(id.value.clone()) {
                self.fault(id.at, format!("There are two checks “{}”. Rename one.", shown(&id.value)));
            }
            self.accept(warn.at, text_problem("warning", &warn.value, LONGEST_HELP));
            match Condition::parse(&when.value) {
                Err(sentence) => self.fault(when.at, sentence),
                Ok(condition) => {
                    self.codes_of(&condition, when.at);
                    self.schema.rules.push(RuleDef { id: id.value, when: condition, warn: warn.value });
                }
            }
        }
    }

    /// Reports the codes of a condition that no list has.
    fn codes_of(&mut self, condition: &Condition, at: usize) {
        for test in &condition.tests {
            if self.find(test.subject.list(), &test.code).is_none() {
                let sentence = self.unknown_code(test.subject.list(), &test.code);
                self.fault(at, sentence);
            }
        }
    }

    fn texts(&mut self, label: &Word, help: Option<&Word>) {
        self.accept(label.at, text_problem("label", &label.value, LONGEST_LABEL));
        if let Some(help) = help.filter(|help| !help.value.is_empty()) {
            self.accept(help.at, text_problem("help", &help.value, LONGEST_HELP));
        }
    }
}
