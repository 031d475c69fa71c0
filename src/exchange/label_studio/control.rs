//! Controls: what holds a field in Label Studio, a box for text or the choices of a list.

use super::{ARTICLE, MARK};
use crate::core::doc::names::{self, Name};
use crate::core::schema::{FLAG, FieldKind, Schema};

/// Parts the name of a field from the label, where a field has other choices on other marks.
const OF: &str = "__";

/// A choice with what it means.
pub(super) struct Choice {
    /// The code, as it is stored.
    pub code: String,
    /// What it means, for people.
    pub hint: String,
}

/// Tells whether a field is chosen from a list.
pub(super) fn is_chosen(label: Option<&str>, name: &str, schema: &Schema) -> bool {
    if let Some(name) = known(label, name) {
        // A relation is a code with what it leads to, so its list is no list of choices.
        let is_pair = matches!(name.shape, names::Shape::Pairs(..));
        return name.shape == names::Shape::Flag || (!name.codes.is_empty() && !is_pair);
    }
    let owner = label.map_or(Some("article"), names::owner);
    let field = owner.and_then(|owner| schema.field(owner, name.strip_prefix("f_").unwrap_or(name)));
    field.is_some_and(|field| matches!(field.kind.single(), FieldKind::Choice(_) | FieldKind::Flag))
}

/// What there is to choose from for a field, and whether several can be chosen; nothing for what is typed.
pub(super) fn choices(label: Option<&str>, name: &str, schema: &Schema) -> Option<(Vec<Choice>, bool)> {
    if !is_chosen(label, name, schema) {
        return None;
    }
    if let Some(name) = known(label, name) {
        let terms = name.terms(schema).filter(|term| term.is_offered());
        let hint =
            |label: &str, help: &str| if help.is_empty() { label.to_owned() } else { format!("{label}: {help}") };
        let of_list: Vec<Choice> =
            terms.map(|term| Choice { code: term.code.to_string(), hint: hint(&term.label, &term.help) }).collect();
        if name.shape == names::Shape::Flag {
            return Some((vec![Choice { code: FLAG[0].to_owned(), hint: name.help.to_owned() }], false));
        }
        return Some((of_list, name.shape.is_list()));
    }
    let owner = label.map_or(Some("article"), names::owner)?;
    let field = schema.field(owner, name.strip_prefix("f_").unwrap_or(name))?;
    let of_list = match field.kind.single() {
        FieldKind::Choice(all) => {
            all.iter().map(|it| Choice { code: it.code.to_string(), hint: it.label.to_string() }).collect()
        }
        FieldKind::Flag => FLAG.map(|code| Choice { code: code.to_owned(), hint: String::new() }).into(),
        _ => return None,
    };
    Some((of_list, field.takes_many()))
}

fn known(label: Option<&str>, name: &str) -> Option<&'static Name> {
    let said = names::remark(name).map(|(_, what)| what);
    said.or_else(|| match label {
        Some(label) => names::find(label, name),
        None => names::of_article().find(|it| it.name == name),
    })
}

/// Names a field for people; a remark, and what neither the program nor the schema knows, as it is.
pub(super) fn label_of<'a>(label: Option<&str>, name: &'a str, schema: &'a Schema) -> &'a str {
    if names::remark(name).is_some() {
        return name;
    }
    if let Some(known) = known(label, name) {
        return known.label;
    }
    let owner = label.map_or(Some("article"), names::owner);
    let field = owner.and_then(|owner| schema.field(owner, name.strip_prefix("f_").unwrap_or(name)));
    field.map_or(name, |field| &field.label)
}

/// Names the control of a field of marks of a label. Marks share it where it is the same for all that have it.
pub(super) fn of_mark(label: &str, name: &str, schema: &Schema) -> String {
    let is_shared = names::remark(name).is_some() || {
        let mine = names::find(label, name).map(|it| it.codes);
        mine.is_some() && names::having(name).iter().all(|(_, other)| Some(other.codes) == mine)
    };
    if is_chosen(Some(label), name, schema) && !is_shared {
        format!("{MARK}{name}{OF}{label}")
    } else {
        format!("{MARK}{name}")
    }
}

/// Names the control of a field of the article.
pub(super) fn of_article(name: &str) -> String {
    format!("{ARTICLE}{name}")
}

/// Gives the name of the field of marks of a label behind the name of a control of ours; nothing for other controls.
pub(super) fn field_of<'a>(control: &'a str, label: &str) -> Option<&'a str> {
    let name = control.strip_prefix(MARK)?;
    Some(name.strip_suffix(label).and_then(|name| name.strip_suffix(OF)).unwrap_or(name))
}
