//! The selected agreement in other articles: candidates by parties and dates, values side by side with their
//! sources, and the value adopted with its reason.

mod known;

use egui::Ui;

use super::{heading, quiet};
use crate::core::annotation::{Adopted, Id as RecordId, Identity, Kind, Member};
use crate::core::candidates::{self, Candidate};
use crate::core::digest::Brief;
use crate::core::facts;
use crate::core::generation::Generation;
use crate::core::intent::{CorpusIntent, IdentityField, Intent};
use crate::core::schema::Vocabulary;
use crate::core::workspace::ArticleKey;
use crate::session::action::{Action, Focus};
use crate::session::command::Side;
use crate::session::field::{FieldKey, Owner, Part};
use crate::shape::{Style, label};
use crate::ui::ctx::Ctx;
use crate::ui::form::{Field, Form, without};
use crate::ui::widgets::{Gradual, link, list, small_button};

/// What candidates are found from: the work, what belongs to the corpus, the agreements of all articles, the schema.
type Stamp = [Generation; 4];

/// Candidates that come with a frame.
const OFFERED: usize = 3;

/// The private state of the view.
#[derive(Default)]
pub struct AcrossView {
    /// Candidates nobody has judged, of which record, and what they were found from.
    offers: Vec<Candidate>,
    of: Option<(Stamp, RecordId)>,
}

impl AcrossView {
    /// Draws the view.
    pub fn show(&mut self, ui: &mut Ui, ctx: &Ctx<'_>) {
        heading(ui, ctx, "In other articles");
        if ctx.open.focus == Some(Focus::Side(Side::Across)) {
            super::keep_keyboard(ui, ctx);
            ctx.focus_served();
        }
        self.prepare(ctx);
        super::body(ui, "across", |ui| body(ui, ctx, &self.offers));
    }

    /// Finds the candidates anew when something has changed.
    fn prepare(&mut self, ctx: &Ctx<'_>) {
        let chosen = ctx.pane.selection.mark.as_ref();
        let record = ctx.opened().and_then(|opened| Some((opened, opened.work.agreements.get(&chosen?.id)?)));
        let Some((opened, agreement)) = record else { return };
        let (workspace, shared) = (ctx.workspace, &ctx.workspace.shared);
        let agreements = &workspace.index().agreements;
        let stamp = [opened.generation, shared.generation, agreements.generation(), workspace.schema_generation()];
        let of = Some((stamp, agreement.id.clone()));
        let same_record = self.of.as_ref().is_some_and(|(_, id)| *id == agreement.id);
        // While the index follows a registry that has changed, what was found before stands.
        if self.of == of || (same_record && !agreements.is_current(shared.generation)) {
            return;
        }
        let found = candidates::of(workspace, opened, agreement);
        let identities = shared.identities.values().map(|identity| &**identity);
        self.offers = candidates::open(found, identities, (opened.article.key.as_str(), &agreement.id));
        self.of = of;
    }
}

fn body(ui: &mut Ui, ctx: &Ctx<'_>, offered: &[Candidate]) {
    let chosen = ctx.pane.selection.mark.as_ref().filter(|mark| mark.id.kind() == Kind::Agreement);
    let (Some(article), Some(mark)) = (ctx.article(), chosen) else {
        return quiet(ui, ctx, "Select an agreement to see whether other articles report it too.");
    };
    let Some(agreement) = ctx.opened().and_then(|opened| opened.work.agreements.get(&mark.id)) else { return };
    let name = if agreement.title.is_empty() { "This agreement" } else { &agreement.title };
    label::block(ui, name, Style { bold: true, ..Style::sans(14.0) }, ctx.tokens.ink);
    let mine = Member { article: article.to_string(), agreement: mark.id.clone(), relation: "same".into() };
    let identities = &ctx.workspace.shared.identities;
    for known in identities.values().filter(|identity| holds(identity, &mine)) {
        identity(ui, ctx, known, &mine);
    }
    offers(ui, ctx, offered, &mine);
}

fn holds(identity: &Identity, member: &Member) -> bool {
    identity.members.iter().any(|other| same(other, member))
}

fn same(one: &Member, other: &Member) -> bool {
    one.article == other.article && one.agreement == other.agreement
}

/// Offers the candidates that have not been judged.
fn offers(ui: &mut Ui, ctx: &Ctx<'_>, open: &[Candidate], mine: &Member) {
    ui.add_space(6.0);
    if open.is_empty() {
        return quiet(
            ui,
            ctx,
            "No other record has the same parties, the same kind or topics, and days close to it. Wording alone is \
             never a reason: a template can report another agreement.",
        );
    }
    quiet(ui, ctx, "Records of the same parties. How do they stand to this one?");
    let mut gradual = Gradual::begin(ui, "offers", (&mine.article, mine.agreement.to_string()), OFFERED);
    let mut all = true;
    for candidate in open {
        all = gradual.goes_on();
        if !all {
            break;
        }
        label::block(ui, &candidate.title, Style::sans(13.0), ctx.tokens.ink);
        let link = link(ui, ctx, candidate.article.file_name(), 12.0);
        if link.on_hover_text("Go there").clicked() {
            ctx.push(Action::Jump(candidate.article.clone(), candidate.agreement.clone()));
        }
        quiet(ui, ctx, &candidate.because);
        ui.horizontal_wrapped(|ui| {
            for term in ctx.workspace.schema().offered(Vocabulary::IdentityRelation) {
                let button = small_button(ui, ctx, &term.label, true);
                if label::tooltip(button, &term.help, ctx.tokens.ink).clicked() {
                    let theirs = Member {
                        article: candidate.article.to_string(),
                        agreement: candidate.agreement.clone(),
                        relation: term.code.to_string(),
                    };
                    let intent = CorpusIntent::Identify(None, vec![mine.clone(), theirs]);
                    ctx.change(Intent::Corpus(intent));
                }
            }
        });
        ui.add_space(4.0);
    }
    gradual.end(ui, all);
}

/// Finds a record of a member: in the open article, else in what is known of the others.
fn record(ctx: &Ctx<'_>, member: &Member) -> Option<Brief> {
    let key = ArticleKey::new(&member.article);
    if let Some(opened) = ctx.workspace.get(&key) {
        return opened.work.agreements.get(&member.agreement).map(|record| Brief::of(record));
    }
    let summary = ctx.workspace.entry(&key)?.summary.as_ref()?;
    summary.digest.agreements.iter().find(|record| record.id == member.agreement).cloned()
}

fn identity(ui: &mut Ui, ctx: &Ctx<'_>, identity: &Identity, mine: &Member) {
    ui.add_space(6.0);
    let set = |field: IdentityField| Intent::Corpus(CorpusIntent::SetIdentity(identity.id.clone(), field));
    let owner = Owner::Identity(identity.id.clone());
    let mut form = Form { ui, ctx, owner: &owner };
    form.heading("One agreement, several articles");
    let field = Field::new("Title", "Title across articles", FieldKey::of("agreement.identity")).path("title");
    form.text(field.hint("Short English title"), &identity.title, |text| set(IdentityField::Title(text)));
    known::titles(&mut form, identity);
    let relation = Vocabulary::IdentityRelation;
    for (nth, member) in identity.members.iter().enumerate() {
        let here = same(member, mine);
        let article = ArticleKey::new(&member.article);
        let words = if here { format!("{} (here)", article.file_name()) } else { article.file_name().to_owned() };
        let link = link(form.ui, ctx, &words, 12.5);
        if link.on_hover_text("Go there").clicked() {
            ctx.push(Action::Jump(article.clone(), member.agreement.clone()));
        }
        let none = Some("Not one of them");
        let spoken = format!("Corpus relation of {article}");
        let field = Field::new("is", &spoken, FieldKey::Of("agreement.identity", Part::Item(nth)));
        form.code(field, relation, &member.relation, none, |code| {
            let mut members = identity.members.clone();
            if code.is_empty() {
                members = without(&members, nth);
            } else if let Some(member) = members.get_mut(nth) {
                member.relation = code;
            }
            set(IdentityField::Members(members))
        });
    }
    known::relations(&mut form, identity);
    known::confirmations(&mut form, identity);
    conflicts(&mut form, identity);
    let ids = identity.external_ids.join("; ");
    let key = FieldKey::Of("agreement.identity", Part::Named("ids"));
    let field = Field::new("Other ids", "Corpus ids elsewhere", key).hint("scheme:number, with ;").path("external_ids");
    form.text(field, &ids, |text| set(IdentityField::ExternalIds(list(&text))));
    form.own(facts::Owner::Identity(identity));
    form.note("Note on the agreement across articles", &identity.note, |text| set(IdentityField::Note(text)));
}

/// Draws each field in which records of the same agreement differ, every value with its source, and the value
/// the project adopts.
fn conflicts(form: &mut Form<'_, '_, '_>, identity: &Identity) {
    let ctx = form.ctx;
    let same: Vec<(&Member, Brief)> = identity
        .members
        .iter()
        .filter(|member| member.relation == "same")
        .filter_map(|member| Some((member, record(ctx, member)?)))
        .collect();
    let set = |adopted| Intent::Corpus(CorpusIntent::SetIdentity(identity.id.clone(), IdentityField::Adopted(adopted)));
    for (nth, (field, name)) in FIELDS.into_iter().enumerate() {
        let values: Vec<(&str, String)> =
            same.iter().map(|(member, record)| (member.article.as_str(), value_of(ctx, record, field))).collect();
        let adopted = identity.adopted.iter().find(|adopted| adopted.field == field);
        let differ = values.windows(2).any(|pair| pair[0].1 != pair[1].1);
        if !differ && adopted.is_none() {
            continue;
        }
        form.heading(&format!("{name}: the records differ"));
        for (article, value) in &values {
            let shown = if value.is_empty() { "not given" } else { value };
            let line = format!("{shown}  ·  {}", ArticleKey::new(article).file_name());
            label::block(form.ui, &line, Style::sans(12.5), ctx.tokens.ink);
        }
        let current = adopted.cloned().unwrap_or_else(|| Adopted {
            field: field.to_owned(),
            value: String::new(),
            reason: String::new(),
        });
        let with = |one: Adopted| {
            let mut all: Vec<Adopted> = identity.adopted.iter().filter(|other| other.field != field).cloned().collect();
            if !(one.value.is_empty() && one.reason.is_empty()) {
                all.push(one);
            }
            all.sort_by(|a, b| a.field.cmp(&b.field));
            set(all)
        };
        let spoken = format!("Adopted {}", name.to_lowercase());
        let adopts = Field::new("Adopted", &spoken, FieldKey::Of("agreement.identity", Part::Of(nth, "adopted")));
        form.text(adopts.hint("The value the project adopts"), &current.value, |value| {
            with(Adopted { value, ..current.clone() })
        });
        let key = FieldKey::Of("agreement.identity", Part::Of(nth, "reason"));
        let because = Field::new("Because", "Reason", key);
        form.text(because.hint("Which source, and why"), &current.reason, |reason| {
            with(Adopted { reason, ..current.clone() })
        });
    }
}

/// The fields compared, by name in the file and in words.
const FIELDS: [(&str, &str); 8] = [
    ("kind", "Kind"),
    ("status", "Status"),
    ("parties", "Parties"),
    ("signatories", "Signed by"),
    ("signed", "Date of signing"),
    ("validity", "Validity"),
    ("place", "Place"),
    ("topics", "Topics"),
];

fn value_of(ctx: &Ctx<'_>, record: &Brief, field: &str) -> String {
    let registry = &ctx.workspace.shared.registry;
    let names = |ids: &[Box<str>]| {
        let mut names: Vec<&str> = ids.iter().map(|id| registry.label(id)).collect();
        names.sort_unstable();
        names.join(", ")
    };
    match field {
        "kind" => record.kind.to_string(),
        "status" => record.status.to_string(),
        "parties" => names(&record.parties),
        "signatories" => names(&record.signatories),
        "signed" => record.signed.to_string(),
        "validity" => record.validity.to_string(),
        "place" => record.venue.to_string(),
        _ => {
            let mut topics: Vec<&str> = record.topics.iter().map(|topic| &**topic).collect();
            topics.sort_unstable();
            topics.join(", ")
        }
    }
}
