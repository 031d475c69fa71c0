//! The dates of an agreement: each with its value, what it rests on, and the mark it comes from.

use crate::core::annotation::{Agreement, Basis, DateOf, DateSlot, Id, Kind};
use crate::core::dates::DateValue;
use crate::core::intent::{AgreementField, Intent};
use crate::core::text::excerpt;
use crate::core::workspace::Opened;
use crate::session::field::{FieldKey, Part};
use crate::ui::form::{Field, Form};
use crate::ui::widgets::{Choice, Expects, choice, editable, field_id, labelled};

/// Draws the dates. What is not signed, valid or said otherwise has one line until something is written.
pub fn show(form: &mut Form<'_, '_, '_>, opened: &Opened, agreement: &Agreement) {
    for which in DateOf::ALL {
        slot(form, opened, agreement, which);
    }
}

fn slot(form: &mut Form<'_, '_, '_>, opened: &Opened, agreement: &Agreement, which: DateOf) {
    let slot = agreement.dates.get(which);
    let part = Part::Named(which.label());
    let set = |slot| Intent::SetAgreement(agreement.id.clone(), AgreementField::Date(which, slot));
    let (name, hint, key) = match which {
        DateOf::Signed => ("Date of signing", "e.g. 2024-04-01", FieldKey::Signed),
        DateOf::Validity => ("Validity", "e.g. 2024/2025", FieldKey::Of("agreement.dates", part)),
        DateOf::InForce => ("Date of entry into force", "", FieldKey::Of("agreement.dates", part)),
        DateOf::Expires => ("Date of expiry", "", FieldKey::Of("agreement.dates", part)),
        DateOf::Announced => ("Date of announcement", "", FieldKey::Of("agreement.dates", part)),
    };
    let field = Field::new(which.label(), name, key).hint(hint).expects(Expects::Date);
    let typed = form.text(field, &slot.value, |value| {
        // A value typed by hand no longer is that of the mark.
        let mention = slot.mention.clone().filter(|_| value == slot.value);
        set(DateSlot::of(value, slot.basis.clone(), mention))
    });
    let color = form.ctx.tokens.of(Kind::Agreement).line;
    form.date_words(&typed, &opened.work.header.published, color);
    from_mark(form, opened, agreement, which);
    // Already while the value is typed, so that Tab leads on to it.
    if which == DateOf::Signed || !slot.is_empty() || !typed.trim().is_empty() {
        form.basis(part, &slot.basis, |basis| {
            // "Not stated" and a value contradict each other.
            let value = if basis == Basis::NotStated { String::new() } else { slot.value.clone() };
            let mention = if basis == Basis::NotStated { None } else { slot.mention.clone() };
            set(DateSlot::of(value, basis, mention))
        });
    }
}

/// Draws the choice of the date mark a date rests on; those whose role fits come first.
fn from_mark(form: &mut Form<'_, '_, '_>, opened: &Opened, agreement: &Agreement, which: DateOf) {
    let slot = agreement.dates.get(which);
    let mut marks: Vec<_> = opened.work.dates.values().filter(|date| !date.value.is_empty()).collect();
    if marks.is_empty() || (which != DateOf::Signed && which != DateOf::Validity && slot.is_empty()) {
        return;
    }
    marks.sort_by_key(|date| (!which.roles().contains(&date.role.as_str()), date.place.cover()));
    let words: Vec<(String, String)> = marks
        .iter()
        .map(|date| {
            let quote = excerpt(opened.article.text.slice(date.place.cover()), 40);
            (date.id.to_string(), format!("“{quote}” · {}", date.value))
        })
        .collect();
    let mut choices = vec![Choice { code: "", label: "No mark in the text", help: "" }];
    choices.extend(words.iter().map(|(code, label)| Choice { code, label, help: "" }));
    let (ctx, owner) = (form.ctx, form.owner);
    let current = slot.mention.as_ref().map_or("", Id::as_str);
    labelled(form.ui, ctx, "rests on", |ui| {
        let id = field_id(owner, FieldKey::Of("date.anchor", Part::Named(which.label())));
        let name = format!("Mark of {}", which.label().to_lowercase());
        if let Some(code) = choice(ui, ctx, id, &name, current, &choices, editable(ctx)) {
            let date = Id::parse(&code).and_then(|id| opened.work.dates.get(&id));
            let slot = match date {
                Some(date) => {
                    // What says how long, as “for five years”, shows the dates but is none of them.
                    let mention = Some(date.id.clone());
                    if DateValue::parse(&date.value).is_ok() {
                        DateSlot::of(&date.value, date.basis.clone(), mention)
                    } else {
                        DateSlot { mention, ..slot.clone() }
                    }
                }
                None => DateSlot { mention: None, ..slot.clone() },
            };
            ctx.push(ctx.changing(Intent::SetAgreement(agreement.id.clone(), AgreementField::Date(which, slot))));
        }
    });
}
