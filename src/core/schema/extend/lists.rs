//! Terms of shipped and own lists: added, hidden, replaced.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::choices::Choices;
use super::super::extension::{NewSuccessor, NewTerm, Word};
use super::super::limits::{choice_problem, code_problem, own_id_problem};
use super::super::search::{nearest, nearest_word, shown, unknown};
use super::super::{Term, Vocabulary};
use super::{Builder, MOST_GUESSES, by_language, shown_text};

/// Number of a key, under which there is a list; under that of kinds of agreement there are three.
pub(super) type Key = usize;

/// Where a term is kept.
#[derive(Clone, Copy, PartialEq)]
enum Spot {
    Shipped(Vocabulary, usize),
    Own(Key, usize),
}

/// All lists by their keys: shipped ones, own ones, and what own fields offer.
pub(super) struct Lists {
    keys: HashMap<String, Key>,
    /// Where a code of each key is looked for, as it stands in a sentence: “in the list of topics”.
    places: Vec<String>,
    /// Terms by key and code in lower case.
    codes: HashMap<(Key, String), Spot>,
    own: BTreeMap<Key, Vec<Term>>,
}

impl Lists {
    pub(super) fn shipped() -> Self {
        let mut lists = Self { keys: HashMap::new(), places: Vec::new(), codes: HashMap::new(), own: BTreeMap::new() };
        for &vocabulary in Vocabulary::ALL {
            let key = match lists.keys.get(vocabulary.id()) {
                Some(&key) => key,
                None => lists.add(vocabulary.id(), format!("in the list of {}", vocabulary.name())),
            };
            for (index, term) in vocabulary.shipped().iter().enumerate() {
                lists.codes.insert((key, term.code.to_lowercase()), Spot::Shipped(vocabulary, index));
            }
        }
        lists
    }

    fn add(&mut self, key: &str, place: String) -> Key {
        self.places.push(place);
        self.keys.insert(key.to_owned(), self.places.len() - 1);
        self.places.len() - 1
    }
}

impl Builder {
    /// Finds the key of a list, or reports that there is none.
    fn list(&mut self, list: &Word) -> Option<Key> {
        let found = self.lists.keys.get(&list.value).copied();
        if found.is_none() {
            self.guesses += 1;
            let own = self.lists.keys.keys().filter(|key| self.guesses <= MOST_GUESSES && key.contains("x_"));
            let mut own: Vec<&str> = own.map(String::as_str).collect();
            own.sort_unstable();
            let shipped = Vocabulary::ALL.iter().map(|vocabulary| vocabulary.id());
            let meant = nearest_word(shipped.chain(own), &list.value);
            let advice = "Write the key of a list, such as “topics” or “agreement.kind”.";
            let sentence = unknown(&list.value, "a list of the schema", meant, advice);
            self.fault(list.at, sentence);
        }
        found
    }

    pub(super) fn add_terms(&mut self, list: &Word, terms: Vec<NewTerm>) {
        let Some(key) = self.list(list) else { return };
        let vocabularies: Vec<Vocabulary> = Vocabulary::with_id(&list.value).collect();
        if !vocabularies.iter().all(|vocabulary| vocabulary.can_grow()) {
            let id = &list.value;
            let sentence = format!("Nothing can be added to “{id}”: the program works with its codes. Take it out.");
            self.fault(list.at, sentence);
            return;
        }
        for term in terms {
            self.add_term(key, &vocabularies, term);
        }
    }

    fn add_term(&mut self, key: Key, vocabularies: &[Vocabulary], new: NewTerm) {
        self.texts(&new.label, new.help.as_ref());
        let vocabulary = self.vocabulary_for(&new, vocabularies);
        let code = &new.code;
        if !self.accept(code.at, code_problem("code", &code.value)) {
            return;
        }
        let lower = (key, code.value.to_lowercase());
        if let Some(&spot) = self.lists.codes.get(&lower) {
            let there = self.term_at(spot).map_or("", |term| &term.code);
            let how = if there == code.value { String::new() } else { format!(" as “{there}”") };
            let name = match spot {
                Spot::Shipped(vocabulary, _) => vocabulary.name(),
                Spot::Own(..) => "terms",
            };
            let sentence = format!("“{}” is already in the list of {name}{how}. Choose another code.", code.value);
            self.fault(code.at, sentence);
        } else if let Some(vocabulary) = vocabulary {
            let list = self.schema.lists[vocabulary as usize].to_mut();
            self.lists.codes.insert(lower, Spot::Shipped(vocabulary, list.len()));
            list.push(term(new));
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
                self.no_level(level);
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

    fn no_level(&mut self, level: &Word) {
        self.fault(level.at, "Only a kind of agreement has a level. Take it out here.");
    }

    /// Adds a list that several fields can choose from.
    pub(super) fn add_list(&mut self, list: &Word, terms: Vec<NewTerm>) {
        let good = self.accept(list.at, own_id_problem(&list.value));
        if self.lists.keys.contains_key(&list.value) {
            let sentence = format!("There are two lists “{}”. Rename one.", shown(&list.value));
            self.accept(list.at, good.then_some(sentence));
            return;
        }
        self.add_own(&list.value, format!("in the list “{}”", shown(&list.value)), list, terms);
    }

    /// Adds terms under a key of their own; `owner` is what they belong to.
    pub(super) fn add_own(&mut self, key: &str, place: String, owner: &Word, terms: Vec<NewTerm>) -> Key {
        if terms.is_empty() {
            self.fault(owner.at, format!("“{}” offers nothing to choose from. Add choices.", shown(&owner.value)));
        }
        let key = self.lists.add(key, place);
        let mut list = Vec::new();
        for new in terms {
            if let Some(level) = &new.level {
                self.no_level(level);
            }
            let code = &new.code;
            // A term that is only a code is its own label, and can hold spaces.
            if code.at == new.label.shown.at {
                if !self.accept(code.at, choice_problem(&code.value)) {
                    continue;
                }
            } else {
                self.texts(&new.label, new.help.as_ref());
                if !self.accept(code.at, code_problem("code", &code.value)) {
                    continue;
                }
            }
            let lower = (key, code.value.to_lowercase());
            if self.lists.codes.contains_key(&lower) {
                let sentence = format!("“{}” is among these choices already. Take one out.", shown(&code.value));
                self.fault(code.at, sentence);
                continue;
            }
            self.lists.codes.insert(lower, Spot::Own(key, 0));
            list.push(term(new));
        }
        // What has a place in an order stands in that order, and before what has none.
        list.sort_by_key(|term| term.order.unwrap_or(i32::MAX));
        for (index, term) in list.iter().enumerate() {
            self.lists.codes.insert((key, term.code.to_lowercase()), Spot::Own(key, index));
        }
        self.lists.own.insert(key, list);
        key
    }

    /// Tells whether the lists with this key have a code.
    pub(super) fn has_code(&self, id: &str, code: &str) -> bool {
        self.lists.keys.get(id).is_some_and(|key| self.find(*key, code).is_some())
    }

    /// Says that the lists with this key do not have a code.
    pub(super) fn no_code(&mut self, id: &str, code: &str) -> String {
        match self.lists.keys.get(id) {
            Some(&key) => self.unknown_code(key, code),
            None => unknown(code, "in a list", None, "Choose another."),
        }
    }

    /// Finds a term by its code, or reports that there is none.
    fn known(&mut self, key: Key, code: &Word) -> Option<Spot> {
        let found = self.find(key, &code.value);
        if found.is_none() {
            let sentence = self.unknown_code(key, &code.value);
            self.fault(code.at, sentence);
        }
        found
    }

    fn find(&self, key: Key, code: &str) -> Option<Spot> {
        let &spot = self.lists.codes.get(&(key, code.to_lowercase()))?;
        self.term_at(spot).filter(|term| term.code == code).map(|_| spot)
    }

    fn unknown_code(&mut self, key: Key, code: &str) -> String {
        self.guesses += 1;
        let searched = self.guesses <= MOST_GUESSES;
        let shipped = Vocabulary::ALL.iter().copied().filter(|list| searched && self.lists.keys[list.id()] == key);
        let own = self.lists.own.get(&key).filter(|_| searched).into_iter().flatten();
        let terms = shipped.flat_map(|list| self.schema.terms(list)).chain(own);
        let meant = nearest(terms, code).map(|term| &*term.code);
        unknown(code, &self.lists.places[key], meant, "Choose one from the list.")
    }

    fn term_at(&self, spot: Spot) -> Option<&Term> {
        match spot {
            Spot::Shipped(vocabulary, index) => self.schema.terms(vocabulary).get(index),
            Spot::Own(key, index) => self.lists.own.get(&key)?.get(index),
        }
    }

    fn term_mut(&mut self, spot: Spot) -> Option<&mut Term> {
        match spot {
            Spot::Shipped(vocabulary, index) => self.schema.lists[vocabulary as usize].to_mut().get_mut(index),
            Spot::Own(key, index) => self.lists.own.get_mut(&key)?.get_mut(index),
        }
    }

    pub(super) fn hide(&mut self, list: &Word, codes: &[Word]) {
        let Some(key) = self.list(list) else { return };
        for code in codes {
            if let Some(found) = self.known(key, code)
                && let Some(term) = self.term_mut(found)
            {
                term.hidden = true;
            }
        }
    }

    pub(super) fn replace(&mut self, list: &Word, pairs: &[(Word, NewSuccessor)]) {
        let Some(key) = self.list(list) else { return };
        // Every level has kinds of its own, which would be left under another level.
        if list.value == Vocabulary::Level.id() {
            let sentence =
                format!("Nothing in “{}” can be replaced: the program works with its codes. Take it out.", list.value);
            self.fault(list.at, sentence);
            return;
        }
        let first = |new: &'_ NewSuccessor| match new {
            NewSuccessor::One(word) => Some(word.value.clone()),
            NewSuccessor::Split(words) => words.first().map(|word| word.value.clone()),
        };
        let replaced: HashMap<&str, String> =
            pairs.iter().map(|(old, new)| (&*old.value, first(new).unwrap_or_default())).collect();
        for (old, new) in pairs {
            let found = self.known(key, old);
            let from = shown(&old.value);
            let words = match new {
                NewSuccessor::One(word) => std::slice::from_ref(word),
                NewSuccessor::Split(words) => words,
            };
            if matches!(new, NewSuccessor::Split(words) if words.len() < 2) {
                let at = words.first().map_or(old.at, |word| word.at);
                let advice = "Write one code without brackets, or several in them.";
                self.fault(at, format!("“{from}” is split into fewer than two codes. {advice}"));
                continue;
            }
            let (mut successors, mut seen) = (Vec::new(), HashSet::new());
            for word in words {
                let to = shown(&word.value);
                let Some(successor) = self.known(key, word) else { continue };
                let hidden = self.term_at(successor).is_some_and(|term| term.hidden);
                if old.value == word.value {
                    self.fault(word.at, format!("“{from}” cannot take its own place. Write another code."));
                } else if let Some(last) = replaced.get(&*word.value) {
                    let last = shown(last);
                    self.fault(word.at, format!("“{to}” is itself replaced by “{last}”. Write a code in use."));
                } else if hidden {
                    self.fault(word.at, format!("“{to}” is hidden, so nobody can choose it. Write a code in use."));
                } else if found.is_some_and(|found| !found.is_beside(successor)) {
                    let advice = "Write a code of the same level.";
                    self.fault(word.at, format!("“{to}” is of another level than “{from}”. {advice}"));
                } else if !seen.insert(&*word.value) {
                    self.fault(word.at, format!("“{from}” is split into “{to}” twice. Take one out."));
                } else {
                    successors.push(word.value.clone());
                }
            }
            if let Some(term) = found.and_then(|found| self.term_mut(found)) {
                term.replaced_by = successors;
            }
        }
    }

    /// Hands the own lists to the schema.
    pub(super) fn take_over(&mut self) {
        let keys = &self.lists.keys;
        let mut shared: Vec<(Key, &String)> = keys
            .iter()
            .filter(|(id, _)| id.starts_with("x_") && !id.contains('.'))
            .map(|(id, key)| (*key, id))
            .collect();
        shared.sort_unstable();
        for (key, id) in shared {
            let list = Choices::of_list(id.clone(), self.lists.own.get(&key).cloned().unwrap_or_default());
            self.schema.own_lists.push(list.clone());
            self.choices.insert(id.clone(), list);
        }
    }

    /// Gives the terms a field has for itself.
    pub(super) fn own_choices(&mut self, key: Key) -> Choices {
        Choices::own(self.lists.own.get(&key).cloned().unwrap_or_default())
    }

    /// Finds the terms of a list that a field names, or reports that there is no such list.
    pub(super) fn choices_of(&mut self, list: &Word) -> Choices {
        if let Some(choices) = self.choices.get(&list.value) {
            return choices.clone();
        }
        // A dot parts the owner from the field that offers the terms: nobody else can offer them.
        let is_shipped = Vocabulary::with_id(&list.value).next().is_some();
        if !is_shipped {
            let shared: Vec<String> = self.schema.own_lists.iter().filter_map(|list| list.list.clone()).collect();
            let names = shared.iter().map(String::as_str).chain(Vocabulary::ALL.iter().map(|one| one.id()));
            let advice = "Write the key of one of your lists, or that of a built-in one such as “topics”.";
            self.unknown(list, "a list of the schema", names, advice);
            return Choices::default();
        }
        let terms = Vocabulary::with_id(&list.value).flat_map(|one| self.schema.terms(one)).cloned().collect();
        let choices = Choices::of_list(list.value.clone(), terms);
        self.choices.insert(list.value.clone(), choices.clone());
        choices
    }
}

impl Spot {
    /// Tells whether another term stands in the same list.
    fn is_beside(self, other: Self) -> bool {
        match (self, other) {
            (Self::Shipped(list, _), Self::Shipped(other, _)) => list == other,
            (Self::Own(list, _), Self::Own(other, _)) => list == other,
            _ => false,
        }
    }
}

/// Makes a term that is in order.
fn term(new: NewTerm) -> Term {
    let (labels, helps) = (by_language(&new.label), new.help.as_ref().map(by_language).unwrap_or_default());
    let term = Term::own(new.code.value, new.label.shown.value, shown_text(new.help));
    Term { order: new.order, labels, helps, ..term }
}
