//! A date mention: its line and its fields, with the value in words and on a strip of time while it is typed.

use egui::Ui;

use super::Row;
use super::shared::imported;
use crate::core::annotation::{Anchor, DateMention, Reference};
use crate::core::dates::Wanted;
use crate::core::facts;
use crate::core::intent::{DateField, Intent};
use crate::core::schema::Vocabulary;
use crate::core::text::excerpt;
use crate::core::workspace::Opened;
use crate::session::command::{Command, Edit, Quick};
use crate::session::field::{FieldKey, Owner, Part};
use crate::ui::ctx::Ctx;
use crate::ui::form::{Field, Form};
use crate::ui::widgets::{Choice, Expects, editable, labelled, list};

const REFERENCES: [(&str, &str, Option<Reference>); 4] = [
    ("", "No, it has a value", None),
    ("past", "Past", Some(Reference::Past)),
    ("present", "Present", Some(Reference::Present)),
    ("future", "Future", Some(Reference::Future)),
];

/// Makes the line of a date mention.
pub fn row(ctx: &Ctx<'_>, date: &DateMention, quote: String) -> Row {
    let role = ctx.workspace.schema().label(Vocabulary::DateRole, &date.role).to_lowercase();
    let meaning = match (&date.reference, date.value.as_str()) {
        (Some(reference), _) => reference_code(*reference).to_owned(),
        (None, "") => "no value yet".to_owned(),
        (None, value) => value.to_owned(),
    };
    Row { id: date.id.clone(), main: quote, detail: format!("{meaning} · {role}") }
}

fn reference_code(reference: Reference) -> &'static str {
    REFERENCES.iter().find(|(_, _, other)| *other == Some(reference)).map_or("", |(code, _, _)| code)
}

/// Draws the fields of a date mention.
pub fn card(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened, date: &DateMention) {
    let owner = Owner::Record(opened.article.key.clone(), date.id.clone());
    let mut form = Form { ui, ctx, owner: &owner };
    let set = |field: DateField| Intent::SetDate(date.id.clone(), field);
    let wanted = Wanted::by(&date.kind);
    imported(&mut form, &date.label);
    // What the value has to be follows from a type that is not the usual one, so that comes first then.
    let usual = matches!(date.kind.as_str(), "" | "date");
    if !usual {
        kind(&mut form, date);
    }
    let hint = match wanted {
        Wanted::Date if date.kind == "time" => "e.g. 2024-05-14T20:49",
        Wanted::Date => "e.g. 2024-04-01, XXXX-04-01",
        Wanted::Duration => "e.g. P5Y, P18M, 2024/2025",
        Wanted::Recurrence => "e.g. P1Y, R/2024/P1Y",
    };
    let field = Field::new("Value", "Value of the date", FieldKey::Value).hint(hint).path("value").based();
    let typed = form.text(field.expects(Expects::Time(wanted)), &date.value, |text| set(DateField::Value(text)));
    let color = ctx.tokens.of(crate::core::annotation::Kind::Date).line;
    form.time_words(wanted, &typed, &opened.work.header.published, color);
    if wanted == Wanted::Date {
        quick(form.ui, ctx);
    }
    vague(&mut form, date);
    let field = Field::new("Role", "Role of the date", FieldKey::of("date.role")).path("role");
    form.code(field, Vocabulary::DateRole, &date.role, None, |code| set(DateField::Role(code)));
    form.basis(Part::Whole, &date.basis, |basis| set(DateField::Basis(basis)));
    anchor(&mut form, opened, date);
    let readings = date.other_readings.join("; ");
    let field = Field::new("Or", "Other readings", FieldKey::of("date.other")).path("other_readings");
    let field = field.hint("Other values it can have, with ;");
    form.text(field.expects(Expects::Times(wanted)), &readings, |text| set(DateField::OtherReadings(list(&text))));
    let field = Field::new("Modifier", "Modifier", FieldKey::of("date.modifier")).path("modifier");
    form.code(field, Vocabulary::Modifier, &date.modifier, Some("None"), |code| set(DateField::Modifier(code)));
    if usual {
        kind(&mut form, date);
    }
    let field = Field::new("Calendar", "Calendar", FieldKey::of("date.calendar")).path("calendar");
    form.code(field, Vocabulary::Calendar, &date.calendar, None, |code| set(DateField::Calendar(code)));
    form.confidence(&date.confidence, |code| set(DateField::Confidence(code)));
    form.own(facts::Owner::Date(date));
    form.note("Note on the date", &date.note, |text| set(DateField::Note(text)));
}

/// Draws the buttons for common values; their keys work everywhere.
fn quick(ui: &mut Ui, ctx: &Ctx<'_>) {
    const SHORT: [(Quick, &str); 7] = [
        (Quick::AsWritten, "As written"),
        (Quick::Published, "Published"),
        (Quick::DayBefore, "Day before"),
        (Quick::SameAsBefore, "As before"),
        (Quick::Month, "Month"),
        (Quick::Year, "Year"),
        (Quick::Range, "Range"),
    ];
    labelled(ui, ctx, "", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
            for (quick, words) in SHORT {
                let command = Command::Edit(Edit::Quick(quick));
                let words = egui::RichText::new(words).size(12.0);
                // Not reached by Tab: each has a key of its own.
                let button = egui::Button::new(words).small().sense(egui::Sense::CLICK);
                let response = ui.add_enabled(editable(ctx), button).on_hover_text(command.tooltip());
                if response.clicked() {
                    ctx.run(command);
                }
            }
        });
    });
}

fn kind(form: &mut Form<'_, '_, '_>, date: &DateMention) {
    let field = Field::new("Type", "Type", FieldKey::of("date.type")).path("type");
    form.code(field, Vocabulary::DateType, &date.kind, None, |code| {
        Intent::SetDate(date.id.clone(), DateField::Kind(code))
    });
}

fn vague(form: &mut Form<'_, '_, '_>, date: &DateMention) {
    let choices = REFERENCES.map(|(code, label, _)| Choice { code, label, help: "" });
    let current = date.reference.map_or("", reference_code);
    let field = Field::new("Vague", "Vague reference", FieldKey::of("date.reference")).path("reference").based();
    form.choose(field, &choices, current, |code| {
        let reference = REFERENCES.iter().find(|(other, ..)| *other == code).and_then(|(.., reference)| *reference);
        Intent::SetDate(date.id.clone(), DateField::Reference(reference))
    });
}

/// Draws from where the expression counts: the publication, or another date of the article.
fn anchor(form: &mut Form<'_, '_, '_>, opened: &Opened, date: &DateMention) {
    let text = &opened.article.text;
    let mut others: Vec<(String, String)> = opened
        .work
        .dates
        .values()
        .filter(|other| other.id != date.id)
        .map(|other| {
            let quote = excerpt(text.slice(other.place.cover()), 40);
            let value = if other.value.is_empty() { "no value".to_owned() } else { other.value.clone() };
            (other.id.to_string(), format!("“{quote}” · {value}"))
        })
        .collect();
    others.sort_by(|a, b| a.1.cmp(&b.1));
    let mut choices = vec![
        Choice { code: "", label: "Nothing else", help: "" },
        Choice { code: "published", label: "Day of publication", help: "" },
    ];
    choices.extend(others.iter().map(|(code, label)| Choice { code, label, help: "" }));
    let current = match &date.anchor {
        None => "",
        Some(Anchor::Published) => "published",
        Some(Anchor::Date(id)) => id.as_str(),
    };
    let field = Field::new("Counts from", "Anchor", FieldKey::of("date.anchor")).path("anchor");
    form.choose(field, &choices, current, |code| {
        let anchor = match code.as_str() {
            "" => None,
            "published" => Some(Anchor::Published),
            id => crate::core::annotation::Id::parse(id).map(Anchor::Date),
        };
        Intent::SetDate(date.id.clone(), DateField::Anchor(anchor))
    });
}
