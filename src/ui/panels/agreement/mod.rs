//! An agreement: its line and its fields, with evidence passages that jump to the text.

mod acts;
mod dates;
mod evidence;
mod people;
mod quantities;

use egui::Ui;

use super::Row;
use crate::core::annotation::{Agreement, EventCodes, Id, Relation, Venue};
use crate::core::facts;
use crate::core::intent::{AgreementField, Intent};
use crate::core::schema::Vocabulary;
use crate::core::workspace::Opened;
use crate::session::command::{Command, Edit, Go, Side};
use crate::session::field::{FieldKey, Owner, Part};
use crate::ui::ctx::Ctx;
use crate::ui::form::{Field, Form, without};
use crate::ui::widgets::{Item, TokenChange, labelled, list};

/// Makes the line of an agreement.
pub fn row(ctx: &Ctx<'_>, agreement: &Agreement, quote: String) -> Row {
    let main = if agreement.title.is_empty() { quote } else { agreement.title.clone() };
    let schema = &ctx.workspace.schema();
    let kind = schema.kinds_of(&agreement.level).iter().find(|term| *term.code == *agreement.kind);
    let kind = kind.map_or(agreement.kind.as_str(), |term| &*term.label).to_lowercase();
    let status = schema.label(Vocabulary::Status, &agreement.status).to_lowercase();
    let mut detail = vec![status];
    if !kind.is_empty() && agreement.kind != "unspecified_document" {
        detail.push(kind);
    }
    if agreement.background {
        detail.push("background".to_owned());
    }
    Row { id: agreement.id.clone(), main, detail: detail.join(" · ") }
}

/// Draws the fields of an agreement.
pub fn card(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened, agreement: &Agreement) {
    let owner = Owner::Record(opened.article.key.clone(), agreement.id.clone());
    let mut form = Form { ui, ctx, owner: &owner };
    let set = |field: AgreementField| Intent::SetAgreement(agreement.id.clone(), field);
    let field = Field::new("Title", "Title of the agreement", FieldKey::Title).path("title");
    let field = field.hint("Short English title");
    form.text(field, &agreement.title, |text| set(AgreementField::Title(text)));
    super::shared::imported(&mut form, &agreement.label);
    what(&mut form, agreement);
    people::show(&mut form, opened, agreement);
    form.heading("When and where");
    dates::show(&mut form, opened, agreement);
    dates::term(&mut form, opened, agreement);
    venue(&mut form, opened, agreement);
    form.heading("What it is about");
    let field = Field::new("Topics", "Topics", FieldKey::of("agreement.topics")).path("topics");
    form.codes(field, Vocabulary::Topic, &agreement.topics, |topics| set(AgreementField::Topics(topics)));
    quantities::show(&mut form, opened, agreement);
    evidence::show(&mut form, opened, agreement);
    form.heading("How it stands");
    if form.shows("relations") {
        relations(&mut form, opened, agreement);
    }
    let across = Command::Go(Go::Side(Side::Across));
    labelled(form.ui, ctx, "Elsewhere", |ui| crate::ui::widgets::button(ui, ctx, across));
    more(&mut form, agreement);
    form.own(facts::Owner::Agreement(agreement));
    form.note("Note on the agreement", &agreement.note, |text| set(AgreementField::Note(text)));
}

/// Draws level, kind, status, modality and background: five fields that are easily mixed up.
fn what(form: &mut Form<'_, '_, '_>, agreement: &Agreement) {
    let set = |field: AgreementField| Intent::SetAgreement(agreement.id.clone(), field);
    let field = |label, rule: &'static str| Field::new(label, label, FieldKey::of(rule));
    let level = field("Level", "agreement.level").path("level");
    form.code(level, Vocabulary::Level, &agreement.level, None, |code| set(AgreementField::Level(code)));
    let schema = form.ctx.workspace.schema().clone();
    let kinds = schema.kinds_of(&agreement.level);
    let kind = field("Kind", "agreement.kind").path("kind");
    form.terms(kind, kinds, &agreement.kind, None, |code| set(AgreementField::Kind(code)));
    let status = field("Status", "agreement.status").path("status");
    form.code(status, Vocabulary::Status, &agreement.status, None, |code| set(AgreementField::Status(code)));
    let modality = field("Modality", "agreement.modality").path("modality");
    form.code(modality, Vocabulary::Modality, &agreement.modality, None, |code| set(AgreementField::Modality(code)));
    let words = "An earlier agreement, only mentioned";
    if !form.shows("background") {
        return;
    }
    form.switch(words, FieldKey::of("agreement.background"), agreement.background, |on| {
        set(AgreementField::Background(on))
    });
}

fn venue(form: &mut Form<'_, '_, '_>, opened: &Opened, agreement: &Agreement) {
    let venue = &agreement.venue;
    let set = |venue: Venue| Intent::SetAgreement(agreement.id.clone(), AgreementField::Venue(venue));
    let field = Field::new("Place", "Place", FieldKey::of("agreement.place")).path("venue").based();
    if !form.shows("venue") {
        return;
    }
    let field = field.hint("Or select it in the text and press p");
    let typed = form.text(field, &venue.name, |name| {
        let place = if name.is_empty() { None } else { venue.place.clone() };
        set(Venue { name, place, ..venue.clone() })
    });
    // Already while the name is typed, so that Tab leads on to them.
    if typed.trim().is_empty() && venue.place.is_none() {
        return;
    }
    if let Some(place) = &venue.place {
        let words = format!("in the text: “{}”", super::shared::quote(&opened.article.text, place, 60));
        crate::ui::widgets::remark(form.ui, &words, form.ctx.tokens.muted);
    }
    let key = FieldKey::Of("agreement.place", Part::Named("country"));
    let field = Field::new("Country", "Country of the place", key).hint("Three letters, e.g. UZB");
    form.text(field, &venue.country, |country| set(Venue { country: country.to_uppercase(), ..venue.clone() }));
    form.basis(Part::Named("place"), &venue.basis, |basis| set(Venue { basis, ..venue.clone() }));
}

/// Draws how the record stands to others of the article.
fn relations(form: &mut Form<'_, '_, '_>, opened: &Opened, agreement: &Agreement) {
    let set = |relations| Intent::SetAgreement(agreement.id.clone(), AgreementField::Relations(relations));
    let ctx = form.ctx;
    for (nth, relation) in agreement.relations.iter().enumerate() {
        let other = opened.work.agreements.values().find(|other| other.id.as_str() == relation.to);
        let name = other.map_or(relation.to.as_str(), |other| name_of(other)).to_owned();
        let label = crate::core::text::shorten(&name, 14);
        let field = Field::new(&label, "Relation", FieldKey::Of("agreement.relations", Part::Item(nth)));
        form.code(field, Vocabulary::Relation, &relation.kind, Some("Take away"), |code| {
            let mut relations = agreement.relations.clone();
            if code == "same_as"
                && let Some(other) = Id::parse(&relation.to)
            {
                // Records of one agreement are members of it across articles.
                return Intent::SameAs(agreement.id.clone(), other);
            }
            if code.is_empty() {
                relations = without(&relations, nth);
            } else if let Some(relation) = relations.get_mut(nth) {
                relation.kind = code;
            }
            set(relations)
        });
    }
    let others: Vec<&Agreement> = opened
        .work
        .agreements
        .values()
        .map(|other| &**other)
        .filter(|other| {
            other.id != agreement.id && !agreement.relations.iter().any(|relation| relation.to == other.id.as_str())
        })
        .collect();
    if others.is_empty() {
        return;
    }
    let field = Field::new("Related", "Related agreement", FieldKey::of("agreement.relations")).path("relations");
    let change = form.tokens(field.hint("Another agreement of this article"), &[], |typed| {
        let wanted = typed.trim().to_lowercase();
        let fits = |other: &&Agreement| name_of(other).to_lowercase().contains(&wanted);
        let item = |other: &Agreement| Item {
            code: other.id.to_string(),
            label: name_of(other).to_owned(),
            detail: ctx.workspace.schema().label(Vocabulary::Status, &other.status).to_owned(),
        };
        others.iter().copied().filter(fits).map(item).collect()
    });
    if let Some(TokenChange::Add(to)) = change {
        let mut relations = agreement.relations.clone();
        relations.push(Relation { kind: "mentioned_with".into(), to });
        form.push(set(relations));
    }
}

fn name_of(agreement: &Agreement) -> &str {
    if agreement.title.is_empty() { agreement.id.as_str() } else { &agreement.title }
}

/// Draws what is seldom needed: confidence, credibility, ids and codes of event data.
fn more(form: &mut Form<'_, '_, '_>, agreement: &Agreement) {
    let set = |field: AgreementField| Intent::SetAgreement(agreement.id.clone(), field);
    form.confidence(&agreement.confidence, |code| set(AgreementField::Confidence(code)));
    let key = FieldKey::Of("record.confidence", Part::Named("credibility"));
    let field = Field::new("Credibility", "Credibility", key).path("credibility");
    let none = Some("Not judged");
    form.code(field, Vocabulary::Credibility, &agreement.credibility, none, |code| {
        set(AgreementField::Credibility(code))
    });
    let ids = agreement.external_ids.join("; ");
    let key = |name| FieldKey::Of("record.note", Part::Named(name));
    let field = Field::new("Other ids", "Ids elsewhere", key("ids")).path("external_ids");
    let field = field.hint("scheme:number, with ;");
    form.text(field, &ids, |text| set(AgreementField::ExternalIds(list(&text))));
    if form.shows("codes") {
        event_codes(form, agreement);
    }
    // The twin is offered here as well as by its key.
    let (ctx, twin) = (form.ctx, Command::Edit(Edit::Twin));
    labelled(form.ui, ctx, "Same verb", |ui| crate::ui::widgets::button(ui, ctx, twin));
}

fn event_codes(form: &mut Form<'_, '_, '_>, agreement: &Agreement) {
    let set = |field: AgreementField| Intent::SetAgreement(agreement.id.clone(), field);
    let key = |name| FieldKey::Of("record.note", Part::Named(name));
    let codes = agreement.event_codes();
    let own = agreement.codes != EventCodes::default();
    let hint =
        |computed: &str| if own || computed.is_empty() { String::new() } else { format!("{computed}, computed") };
    let computed = hint(&codes.cameo);
    let field = Field::new("CAMEO", "CAMEO code", key("cameo")).hint(&computed);
    form.text(field, &agreement.codes.cameo, |cameo| {
        set(AgreementField::Codes(EventCodes { cameo, ..agreement.codes.clone() }))
    });
    let computed = hint(&codes.plover);
    let field = Field::new("PLOVER", "PLOVER code", key("plover")).hint(&computed);
    form.text(field, &agreement.codes.plover, |plover| {
        set(AgreementField::Codes(EventCodes { plover, ..agreement.codes.clone() }))
    });
}
