//! Own fields and their groups.

use super::super::choices::Choices;
use super::super::condition::Condition;
use super::super::extension::{NewChoices, NewField, NewGroup, NewKind, NewText, Word};
use super::super::fields::{Asked, FieldDef, FieldKind, GroupDef, OF_CORPUS, OWNERS, SUPPORTED};
use super::super::limits::{LONGEST_HELP, MOST_FIELDS, code_problem, own_id_problem};
use super::super::search::{shown, unknown};
use super::super::types::PLACE;
use super::lists::Key;
use super::{Builder, MOST_GUESSES, RECORDS, by_language, shown_text};

/// A field that is declared and not yet part of the schema.
pub(super) struct Declared {
    pub(super) field: FieldDef,
    pub(super) id: Word,
    /// The number of the type it stands in.
    inside: Option<usize>,
    /// The key of the terms it has for itself.
    own: Option<Key>,
    kind: NewKind,
    pub(super) when: Option<Word>,
    default: Vec<Word>,
    replaced_by: Option<Word>,
}

impl Builder {
    pub(super) fn add_groups(&mut self, groups: &[NewGroup]) {
        for new in groups {
            self.accept(new.id.at, code_problem("id", &new.id.value));
            self.texts(&new.label, new.help.as_ref());
            if !self.groups.insert(new.id.value.clone()) {
                self.fault(new.id.at, format!("There are two groups “{}”. Rename one.", shown(&new.id.value)));
            }
            self.schema.groups.push(GroupDef {
                id: new.id.value.clone(),
                label: new.label.shown.value.clone(),
                labels: by_language(&new.label),
                help: shown_text(new.help.clone()),
                when: None,
            });
        }
    }

    /// Declares a field that says what it is a field of.
    pub(super) fn declare_outside(&mut self, new: NewField) {
        let on = if let Some(on) = &new.on {
            let known = OWNERS.contains(&on.value.as_str()) || self.types.contains(&on.value) || on.value == PLACE;
            if !known {
                self.unknown_type(on, "a record with fields", &OWNERS, RECORDS);
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
        self.declare(on, None, new);
    }

    /// Takes a field down with everything that needs no other field.
    pub(super) fn declare(&mut self, on: String, inside: Option<usize>, mut new: NewField) {
        let id = &new.id;
        self.accept(id.at, own_id_problem(&id.value));
        self.texts(&new.label, new.help.as_ref());
        if let Some(note) = &new.note {
            self.text("note", note, LONGEST_HELP);
        }
        if self.declared.len() == MOST_FIELDS {
            self.fault(id.at, format!("More than {MOST_FIELDS} fields are too many for a form. Take some out."));
        }
        let number = self.declared.len();
        if self.by_name.insert((on.clone(), id.value.clone()), number).is_some() {
            let sentence = format!("“{}” has two fields “{}”. Rename one.", shown(&on), shown(&id.value));
            self.fault(id.at, sentence);
        }
        if new.evidence && !SUPPORTED.contains(&on.as_str()) {
            let (id, on) = (shown(&new.id.value), shown(&on));
            let advice = "Take evidence: true out, or put the field on an agreement.";
            self.fault(
                new.id.at,
                format!("Passages support fields of agreement, party and signatory, not “{id}” of {on}. {advice}"),
            );
        }
        let group = self.group_of(new.group.as_ref());
        let own = own_terms(&mut new.kind).map(|terms| {
            let place = format!("among the choices of “{}”", shown(&new.label.shown.value));
            self.add_own(&format!("{on}.{}", new.id.value), place, &new.id, terms)
        });
        let NewText { shown: label, .. } = &new.label;
        let field = FieldDef {
            labels: by_language(&new.label),
            helps: new.help.as_ref().map(by_language).unwrap_or_default(),
            help: shown_text(new.help.take()),
            note: shown_text(new.note.take()),
            group,
            required: new.required,
            evidence: new.evidence,
            basis: new.basis,
            confidence: new.confidence,
            hidden: new.hidden,
            ..FieldDef::new(on, new.id.value.clone(), label.value.clone(), FieldKind::Text)
        };
        let NewField { id, kind, when, default, replaced_by, .. } = new;
        self.declared.push(Declared { field, id, inside, own, kind, when, default, replaced_by });
    }

    fn group_of(&mut self, group: Option<&Word>) -> String {
        let Some(group) = group else { return String::new() };
        if !self.groups.contains(&group.value) {
            let searched = self.guesses < MOST_GUESSES;
            let groups = self.schema.groups.iter().filter(|_| searched).map(|group| group.id.clone());
            let groups: Vec<String> = groups.collect();
            let names = groups.iter().map(String::as_str);
            self.unknown(group, "a group of the schema", names, "Add it to groups, or take it out here.");
        }
        group.value.clone()
    }

    /// Finishes what was declared, now that all lists are final.
    pub(super) fn build_fields(&mut self) {
        for number in 0..self.declared.len() {
            let declared = &mut self.declared[number];
            let (id, own) = (declared.id.clone(), declared.own);
            let kind = std::mem::take(&mut declared.kind);
            let default = std::mem::take(&mut declared.default);
            let kind = self.kind(&id, own, kind);
            let on = &self.declared[number].field.on;
            if matches!(kind.single(), FieldKind::Mark(_)) && OF_CORPUS.contains(&on.as_str()) {
                let sentence = format!(
                    "“{}” of {on} belongs to no article, so it has no marks to point to. Give it another type.",
                    shown(&id.value)
                );
                self.fault(id.at, sentence);
            }
            let field = &mut self.declared[number].field;
            field.kind = kind;
            let said = field.problem(
                &default.iter().map(|word| word.value.as_str()).collect::<Vec<_>>(),
                &Asked {
                    // An empty default is none.
                    applies: false,
                    ..Asked::default()
                },
            );
            field.default =
                default.iter().map(|word| word.value.clone()).filter(|value| !value.trim().is_empty()).collect();
            let own_fault = default.iter().find_map(|word| {
                self.declared[number].field.problem_of(&word.value, &Asked::default()).map(|problem| (word.at, problem))
            });
            match (own_fault, said) {
                (Some((at, problem)), _) => self.fault(at, problem),
                (None, Some(problem)) => {
                    self.fault(default.first().map_or(id.at, |word| word.at), problem);
                }
                (None, None) => {}
            }
            self.successor(number);
        }
    }

    /// Checks the field that takes the place of another one.
    fn successor(&mut self, number: usize) {
        let Declared { field, replaced_by, .. } = &self.declared[number];
        let Some(new) = replaced_by.clone() else { return };
        let (on, id) = (field.on.clone(), field.id.clone());
        let found = self.by_name.get(&(on.clone(), new.value.clone())).copied();
        if new.value == id {
            self.fault(new.at, format!("“{}” cannot take its own place. Write another field.", shown(&id)));
        } else if let Some(found) = found {
            let last = self.declared[found].replaced_by.as_ref().map(|word| shown(&word.value));
            if let Some(last) = last {
                let sentence = format!("“{}” is itself replaced by “{last}”. Write a field in use.", shown(&new.value));
                self.fault(new.at, sentence);
            }
            self.declared[number].field.replaced_by = Some(new.value);
        } else {
            self.unknown_field(&new, &on, "Write the id of another of its fields.");
        }
    }

    /// Reads the conditions under which fields are asked for.
    pub(super) fn ask(&mut self, groups: &[NewGroup]) {
        for number in 0..self.declared.len() {
            let Declared { field, when, .. } = &self.declared[number];
            let on = field.on.clone();
            if let Some(when) = when.clone() {
                self.declared[number].field.when = self.condition(&on, &when);
            }
        }
        for (number, group) in groups.iter().enumerate() {
            let Some(when) = &group.when else { continue };
            let mut owners: Vec<String> = self
                .declared
                .iter()
                .filter(|declared| declared.field.group == group.id.value)
                .map(|declared| declared.field.on.clone())
                .collect();
            owners.sort_unstable();
            owners.dedup();
            if owners.is_empty() {
                owners.push("agreement".to_owned());
            }
            let before = self.faults.len();
            let mut first: Option<(Option<Condition>, String)> = None;
            for on in owners {
                // What is wrong for one record is not said again for the next.
                if self.faults.len() > before {
                    break;
                }
                let read = self.condition(&on, when);
                match &first {
                    Some((meant, other)) if *meant != read && self.faults.len() == before => {
                        let (id, other, on) = (shown(&group.id.value), shown(other), shown(&on));
                        let sentence = format!(
                            "This means one thing for {other} and another for {on}, whose choices have another order. \
                             Take the fields of one of them out of the group “{id}”."
                        );
                        self.fault(when.at, sentence);
                    }
                    Some(_) => {}
                    None => first = Some((read, on)),
                }
            }
            self.schema.groups[number].when = first.and_then(|(meant, _)| meant);
        }
    }

    /// Hands the fields to the schema.
    pub(super) fn hand_over(&mut self) {
        for Declared { field, inside, .. } in std::mem::take(&mut self.declared) {
            match inside {
                Some(number) => self.schema.types[number].fields.push(field),
                None => self.schema.fields.push(field),
            }
        }
    }

    fn kind(&mut self, id: &Word, own: Option<Key>, kind: NewKind) -> FieldKind {
        match kind {
            NewKind::Text => FieldKind::Text,
            NewKind::LongText => FieldKind::LongText,
            NewKind::Flag => FieldKind::Flag,
            NewKind::Date => FieldKind::Date,
            NewKind::Duration => FieldKind::Duration,
            NewKind::Url => FieldKind::Url,
            NewKind::Whole { min, max } => {
                self.limits(id, true, min.is_none_or(|min| max.is_none_or(|max| min <= max)));
                FieldKind::Whole { min, max }
            }
            NewKind::Number { min, max } => {
                let limited = [min, max].iter().flatten().all(|limit| limit.is_finite());
                self.limits(id, limited, min.is_none_or(|min| max.is_none_or(|max| min <= max)));
                FieldKind::Number { min, max }
            }
            NewKind::Choice(NewChoices::List(list)) => FieldKind::Choice(self.choices_of(&list)),
            NewKind::Choice(NewChoices::Own(_)) => {
                FieldKind::Choice(own.map_or_else(Choices::default, |key| self.own_choices(key)))
            }
            NewKind::Many(kind) if matches!(*kind, NewKind::Many(_)) => {
                let sentence = format!("“{}” takes several of several. Write Many once.", shown(&id.value));
                self.fault(id.at, sentence);
                FieldKind::Many(Box::new(FieldKind::Text))
            }
            NewKind::Many(kind) => FieldKind::Many(Box::new(self.kind(id, own, *kind))),
            NewKind::Entity(kinds) => {
                for kind in &kinds {
                    if !self.has_code("actor.kind", &kind.value) {
                        let sentence = self.no_code("actor.kind", &kind.value);
                        self.fault(kind.at, sentence);
                    }
                }
                FieldKind::Entity(kinds.into_iter().map(|kind| kind.value).collect())
            }
            NewKind::Mark(kind) => {
                let built_in = ["actor", "date", PLACE];
                if !built_in.contains(&kind.value.as_str()) && !self.types.contains(&kind.value) {
                    let advice = "Write actor, date, place or the id of one of your types.";
                    self.unknown_type(&kind, "a type of mark", &built_in, advice);
                }
                FieldKind::Mark(kind.value)
            }
        }
    }

    fn limits(&mut self, id: &Word, limited: bool, ordered: bool) {
        if !limited || !ordered {
            let sentence = format!("No number fits the limits of “{}”. Correct min and max.", shown(&id.value));
            self.fault(id.at, sentence);
        }
    }

    /// Hides built-in fields.
    pub(super) fn hide_fields(&mut self, fields: &[Word]) {
        use super::super::built_in::BUILT_IN;
        for field in fields {
            match BUILT_IN.iter().find(|(name, _)| *name == field.value) {
                Some((_, true)) => {
                    self.schema.hidden_fields.insert(field.value.clone());
                }
                Some((name, false)) => {
                    self.fault(field.at, format!("“{name}” cannot be hidden: the program works with it. Take it out."));
                }
                None if field.value.contains("x_") => {
                    let sentence = unknown(&field.value, "a built-in field", None, "Write hidden: true in your field.");
                    self.fault(field.at, sentence);
                }
                None => {
                    let names = BUILT_IN.iter().map(|(name, _)| *name);
                    self.unknown(field, "a built-in field", names, "Write one such as “agreement.credibility”.");
                }
            }
        }
    }
}

/// Takes the terms that a field has for itself out of its kind.
fn own_terms(kind: &mut NewKind) -> Option<Vec<super::super::extension::NewTerm>> {
    match kind {
        NewKind::Choice(NewChoices::Own(terms)) => Some(std::mem::take(terms)),
        NewKind::Many(kind) => own_terms(kind),
        _ => None,
    }
}
