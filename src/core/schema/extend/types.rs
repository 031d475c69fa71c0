//! Types of mention that a corpus adds or shows.

use std::collections::HashMap;

use super::super::extension::{NewField, NewType, Placed, Word};
use super::super::limits::own_id_problem;
use super::super::search::{nearest_word, shown, unknown};
use super::super::types::{PLACE, TypeDef, colour};
use super::{Builder, by_language, shown_text};

impl Builder {
    pub(super) fn add_types(&mut self, types: Vec<NewType>) {
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
            let key = new.key.as_ref().and_then(|key| self.key(key, &new.label.shown.value, &mut keys));
            let number = self.schema.types.len();
            for field in new.fields {
                self.field_of_type(&new.id.value, number, field);
            }
            self.schema.types.push(TypeDef {
                id: new.id.value,
                labels: by_language(&new.label),
                label: new.label.shown.value,
                help: shown_text(new.help),
                colour: colour.unwrap_or_default(),
                lane: new.lane,
                key,
                fields: Vec::new(),
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

    fn field_of_type(&mut self, on: &str, number: usize, new: NewField) {
        if let Some(other) = new.on.as_ref().filter(|other| other.value != on) {
            let sentence = format!("A field inside a type belongs to “{}”. Leave “on” out here.", shown(on));
            self.fault(other.at, sentence);
        }
        self.declare(on.to_owned(), Some(number), new);
    }

    /// Offers shipped types of mention, of which there is one.
    pub(super) fn show(&mut self, types: &[Word]) {
        self.schema.place = self.place();
        self.once(types.iter(), "show", "Take one out.");
        for shown in types {
            if shown.value != PLACE {
                let meant = nearest_word([PLACE], &shown.value);
                let sentence = unknown(&shown.value, "a built-in type of mark", meant, "Write “place”.");
                self.fault(shown.at, sentence);
            } else if !self.schema.types.iter().any(|one| one.id == PLACE) {
                self.schema.types.push(self.schema.place.clone());
            }
        }
    }
}
