//! Parts of a schema as they are written.

use crate::core::schema::{Change, FieldDef, FieldKind, Term};

/// Writes a text in quotation marks.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '\\' => out.extend(['\\', sign]),
            '\n' => out.push_str("\\n"),
            sign if sign.is_control() => out.extend(sign.escape_unicode()),
            sign => out.push(sign),
        }
    }
    out.push('"');
    out
}

/// Writes a text, by language if there are several.
fn words(text: &str, languages: &[(String, String)]) -> String {
    if languages.is_empty() {
        return quoted(text);
    }
    let texts: Vec<String> =
        languages.iter().map(|(language, text)| format!("{}: {}", quoted(language), quoted(text))).collect();
    format!("{{ {} }}", texts.join(", "))
}

/// Collects the fields of a struct, those that say nothing left out.
#[derive(Default)]
struct Fields(Vec<String>);

impl Fields {
    fn with(mut self, name: &str, value: impl Into<Option<String>>) -> Self {
        if let Some(value) = value.into() {
            self.0.push(format!("{name}: {value}"));
        }
        self
    }

    fn flag(self, name: &str, set: bool) -> Self {
        self.with(name, set.then(|| "true".to_owned()))
    }

    fn text(self, name: &str, text: &str) -> Self {
        self.with(name, (!text.is_empty()).then(|| quoted(text)))
    }

    fn end(self) -> String {
        format!("({})", self.0.join(", "))
    }
}

pub(super) fn term_entry(term: &Term, level: Option<&str>) -> String {
    Fields::default()
        .with("code", quoted(&term.code))
        .with("level", level.map(quoted))
        .with("label", words(&term.label, &term.labels))
        .with("help", (!term.help.is_empty()).then(|| words(&term.help, &term.helps)))
        .with("order", term.order.map(|order| order.to_string()))
        .end()
}

pub(super) fn field_entry(field: &FieldDef) -> String {
    let values: Vec<String> = field.default.iter().map(|value| quoted(value)).collect();
    let default = match values.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        several => Some(format!("[{}]", several.join(", "))),
    };
    Fields::default()
        .with("on", quoted(&field.on))
        .with("id", quoted(&field.id))
        .with("label", words(&field.label, &field.labels))
        .with("help", (!field.help.is_empty()).then(|| words(&field.help, &field.helps)))
        .text("note", &field.note)
        .with("type", kind(&field.kind))
        .text("group", &field.group)
        .flag("required", field.required)
        .with("when", field.when.as_ref().map(|when| quoted(&when.to_string())))
        .with("default", default)
        .flag("evidence", field.evidence)
        .flag("basis", field.basis)
        .flag("confidence", field.confidence)
        .with("replaced_by", field.replaced_by.as_deref().map(quoted))
        .flag("hidden", field.hidden)
        .end()
}

fn kind(kind: &FieldKind) -> String {
    let name = kind.word();
    let limits = |min: Option<String>, max: Option<String>| {
        let some = |limit: Option<String>| limit.map(|limit| format!("Some({limit})"));
        format!("{name}{}", Fields::default().with("min", some(min)).with("max", some(max)).end())
    };
    match kind {
        FieldKind::Whole { min, max } => limits(min.map(|it| it.to_string()), max.map(|it| it.to_string())),
        // The point tells the reader that others may have one.
        FieldKind::Number { min, max } => limits(min.map(|it| format!("{it:?}")), max.map(|it| format!("{it:?}"))),
        FieldKind::Choice(choices) => {
            let terms = || format!("[{}]", choices.iter().map(choice).collect::<Vec<_>>().join(", "));
            format!("{name}({})", choices.list.as_deref().map_or_else(terms, quoted))
        }
        FieldKind::Many(inner) => format!("{name}({})", self::kind(inner)),
        FieldKind::Entity(kinds) => {
            let kinds: Vec<String> = kinds.iter().map(|kind| quoted(kind)).collect();
            format!("{name}([{}])", kinds.join(", "))
        }
        FieldKind::Mark(type_id) => format!("{name}({})", quoted(type_id)),
        _ => name.to_owned(),
    }
}

/// Writes a term of a field; one that is its own label is only a code.
fn choice(term: &Term) -> String {
    let plain = term.code == term.label && term.help.is_empty() && term.order.is_none() && term.labels.is_empty();
    if plain { quoted(&term.code) } else { term_entry(term, None) }
}

pub(super) fn change_entry(change: &Change) -> String {
    let reread: Vec<String> = change.reread.iter().map(|field| quoted(field)).collect();
    Fields::default()
        .with("version", quoted(&change.version))
        .with("note", quoted(&change.note))
        .with("reread", (!reread.is_empty()).then(|| format!("[{}]", reread.join(", "))))
        .end()
}
