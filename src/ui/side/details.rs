//! Everything about the article as a whole: header, publisher, boilerplate, whether there is an agreement.

use egui::Ui;

use super::{heading, quiet};
use crate::core::annotation::{Id, Kind, LanguageTag, LineRule, Publisher, Region, State};
use crate::core::facts;
use crate::core::intent::{CorpusIntent, HeaderField, Intent, PublisherField, RegionField};
use crate::core::language::Direction;
use crate::core::regions;
use crate::core::schema::Vocabulary;
use crate::core::text::excerpt;
use crate::core::workspace::{Encoding, Opened};
use crate::session::action::{Action, Focus, TextSelection};
use crate::session::command::{Command, Edit, Side, View};
use crate::session::field::{FieldKey, Owner, Part};
use crate::shape::{Caret, Style, label};
use crate::ui::ctx::Ctx;
use crate::ui::form::{Field, Form};
use crate::ui::header::title_of;
use crate::ui::widgets::{self, Choice, Expects, choice, editable, field_id, labelled, remark};

/// Regions, and proposals of some, that are listed.
const SHOWN: usize = 200;

/// Draws the fields.
pub fn show(ui: &mut Ui, ctx: &Ctx<'_>) {
    heading(ui, ctx, "Article");
    super::body(ui, "details", |ui| {
        let Some(opened) = ctx.opened() else { return quiet(ui, ctx, "Open an article to see what is known of it.") };
        label::block(ui, &title_of(opened), Style { bold: true, ..Style::sans(14.0) }, ctx.tokens.ink);
        let chars = opened.article.text.chars();
        quiet(ui, ctx, &format!("{} · {chars} signs", opened.article.key));
        let owner = Owner::Details(opened.article.key.clone());
        if ctx.open.focus == Some(Focus::Side(Side::Details)) {
            ui.memory_mut(|memory| memory.request_focus(field_id(&owner, FieldKey::Published)));
            ctx.focus_served();
        }
        let mut form = Form { ui, ctx, owner: &owner };
        header(&mut form, opened);
        no_agreement(form.ui, ctx, opened);
        boilerplate(&mut form, opened);
        publisher(&mut form, opened);
    });
}

fn header(form: &mut Form<'_, '_, '_>, opened: &Opened) {
    let header = &opened.work.header;
    let set = |field: HeaderField| Intent::SetHeader(field);
    let field = Field::new("Published", "Publication date of the article", FieldKey::Published).hint("year-month-day");
    let field = field.expects(Expects::Date).path("published").based();
    let typed = form.text(field, &header.published, |text| set(HeaderField::Published(text)));
    form.date_words(&typed, &header.published, form.ctx.tokens.of(Kind::Date).line);
    published_mark(form, opened);
    form.basis(Part::Named("published"), &header.published_basis, |basis| set(HeaderField::PublishedBasis(basis)));
    let field = Field::new("Publisher", "Publisher of the article", FieldKey::Publisher).path("publisher");
    let field = field.hint("Newspaper or agency");
    form.text(field, &header.publisher, |text| set(HeaderField::Publisher(text)));
    let key = FieldKey::Of("article.credited", Part::Named("address"));
    let field = Field::new("Address", "Address of the page", key).hint("https://…").path("url");
    form.text(field, &header.url, |text| set(HeaderField::Url(text)));
    let field = Field::new("Credits", "Credited source", FieldKey::of("article.credited")).path("credited");
    let field = field.hint("Agency or press service it names");
    form.text(field, &header.credited, |text| set(HeaderField::Credited(text)));
    let field = Field::new("Reliability", "Reliability", FieldKey::of("article.reliability")).path("reliability");
    let none = Some("As its publisher");
    form.code(field, Vocabulary::Reliability, &header.reliability, none, |code| set(HeaderField::Reliability(code)));
    let language = match &header.language {
        LanguageTag::Set(code) => code.clone(),
        LanguageTag::Detected => String::new(),
    };
    let detected = opened.language().map_or("code".to_owned(), |code| format!("{code}, detected"));
    let field = Field::new("Language", "Language of the article", FieldKey::Language).hint(&detected).path("language");
    form.text(field, &language, |text| {
        let tag = if text.is_empty() { LanguageTag::Detected } else { LanguageTag::Set(text) };
        set(HeaderField::Language(tag))
    });
    direction(form, opened);
    encoding(form, opened);
    if header.state == State::Excluded {
        let field = Field::new("Excluded", "Why it is excluded", FieldKey::of("article.exclusion")).path("exclusion");
        let none = Some("Reason not chosen");
        form.code(field, Vocabulary::Exclusion, &header.exclusion, none, |code| set(HeaderField::Exclusion(code)));
        let field = Field::new("", "Reason of the exclusion", FieldKey::of("article.state")).hint("Why, in words");
        form.text(field, &header.exclusion_reason, |text| set(HeaderField::ExclusionReason(text)));
    }
    form.own(facts::Owner::Article(header));
    form.note("Note on the article", &header.note, |text| set(HeaderField::Note(text)));
    done(form, opened);
}

/// Draws the choice of the date mark that says when the article was published.
fn published_mark(form: &mut Form<'_, '_, '_>, opened: &Opened) {
    let current = opened.work.header.published_mention.as_ref();
    let mut marks: Vec<_> = opened.work.dates.values().collect();
    marks.retain(|date| date.role == "publication" || Some(&date.id) == current);
    if marks.is_empty() {
        return;
    }
    marks.sort_by_key(|date| date.place.cover());
    let text = &opened.article.text;
    let words: Vec<(String, String)> = marks
        .iter()
        .map(|date| (date.id.to_string(), format!("“{}”", excerpt(text.slice(date.place.cover()), 40))))
        .collect();
    let mut choices = vec![Choice { code: "", label: "No mark in the text", help: "" }];
    choices.extend(words.iter().map(|(code, label)| Choice { code, label, help: "" }));
    let key = FieldKey::Of("article.published", Part::Named("mark"));
    let field = Field::new("rests on", "Mark of the publication date", key);
    form.choose(field, &choices, current.map_or("", Id::as_str), |code| {
        Intent::SetHeader(HeaderField::PublishedMention(Id::parse(&code)))
    });
}

/// Says who has set the article done, and under which schema and guideline.
fn done(form: &mut Form<'_, '_, '_>, opened: &Opened) {
    let Some(done) = &opened.work.header.done else { return };
    let day = done.at.get(..10).unwrap_or(&done.at);
    let mut words = format!("Done by {} on {day} under schema {} {}", done.by, done.schema, done.schema_version);
    if !done.guideline.is_empty() {
        words = format!("{words}, guideline {}", done.guideline);
    }
    remark(form.ui, &words, form.ctx.tokens.muted);
}

fn encoding(form: &mut Form<'_, '_, '_>, opened: &Opened) {
    let (ctx, owner) = (form.ctx, form.owner);
    let found = &opened.article.encoding;
    let choices = Encoding::CHOICES.map(|(label, help)| Choice { code: label, label, help });
    labelled(form.ui, ctx, "Encoding", |ui| {
        let id = field_id(owner, FieldKey::Of("article.language", Part::Named("encoding")));
        if let Some(label) = choice(ui, ctx, id, "Encoding", &found.label, &choices, !opened.is_proposal()) {
            ctx.push(Action::SetEncoding(label));
        }
    });
    let how = match (found.chosen, found.guessed, found.undecoded) {
        (_, _, 1) => "One place cannot be decoded and shows as �.".to_owned(),
        (_, _, count) if count > 1 => format!("{count} places cannot be decoded and show as �."),
        (false, true, _) => "Guessed from the letters. If the text reads wrong, choose another.".to_owned(),
        _ => return,
    };
    remark(form.ui, &how, ctx.tokens.muted);
}

fn direction(form: &mut Form<'_, '_, '_>, opened: &Opened) {
    let (ctx, owner) = (form.ctx, form.owner);
    let found = match opened.article.direction {
        Direction::Ltr => "As the text: left to right",
        Direction::Rtl => "As the text: right to left",
    };
    let choices = [
        Choice { code: "", label: found, help: "" },
        Choice { code: "ltr", label: "Left to right", help: "" },
        Choice { code: "rtl", label: "Right to left", help: "" },
    ];
    let current = match opened.work.header.direction {
        None => "",
        Some(Direction::Ltr) => "ltr",
        Some(Direction::Rtl) => "rtl",
    };
    labelled(form.ui, ctx, "Direction", |ui| {
        let id = field_id(owner, FieldKey::Of("article.language", Part::Named("direction")));
        if let Some(code) = choice(ui, ctx, id, "Direction", current, &choices, editable(ctx)) {
            let direction = match code.as_str() {
                "ltr" => Some(Direction::Ltr),
                "rtl" => Some(Direction::Rtl),
                _ => None,
            };
            ctx.push(ctx.changing(Intent::SetHeader(HeaderField::Direction(direction))));
        }
    });
}

fn no_agreement(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened) {
    ui.add_space(4.0);
    match &opened.work.header.no_agreement {
        Some(statement) => {
            let day = statement.at.get(..10).unwrap_or(&statement.at);
            let words = format!("No agreement in this article, says {} ({day}).", statement.by);
            label::block(ui, &words, Style::sans(13.0), ctx.tokens.ink);
            if ui.add_enabled(editable(ctx), egui::Button::new("Take that back")).clicked() {
                ctx.run(Command::Edit(Edit::NoAgreement));
            }
        }
        None if opened.work.agreements.is_empty() => {
            widgets::button(ui, ctx, Command::Edit(Edit::NoAgreement));
        }
        None => {}
    }
}

/// Draws the greyed regions, and what the rules propose.
fn boilerplate(form: &mut Form<'_, '_, '_>, opened: &Opened) {
    let ctx = form.ctx;
    form.heading(&format!("Boilerplate ({})", opened.work.regions.len()));
    let mut sorted: Vec<&Region> = opened.work.regions.values().map(|region| &**region).collect();
    sorted.sort_by_key(|region| region.place.cover());
    for region in sorted.iter().take(SHOWN) {
        self::region(form, opened, region);
    }
    if sorted.len() > SHOWN {
        quiet(form.ui, ctx, &format!("{} more further down in the article.", sorted.len() - SHOWN));
    }
    let proposals = ctx.pane.proposals.clone();
    if !proposals.is_empty() {
        quiet(form.ui, ctx, "The rules take these lines for boilerplate. They are greyed only if you say so:");
        for (nth, proposal) in proposals.iter().enumerate().take(SHOWN) {
            let kind = ctx.workspace.schema().label(Vocabulary::RegionKind, &proposal.kind).to_lowercase();
            let words = excerpt(opened.article.text.slice(proposal.place.cover()), 60);
            form.ui.horizontal(|ui| {
                let grey = ui.add_enabled(editable(ctx), egui::Button::new("Grey").small());
                let spoken = format!("Grey proposal {}", nth + 1);
                grey.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, spoken.clone()));
                if grey.clicked() {
                    let one = (proposal.place.clone(), proposal.kind.clone(), proposal.rule.clone());
                    ctx.change(Intent::MarkRegions(vec![one]));
                }
                let room = ui.available_width();
                let line = format!("{kind}: {words}");
                label::line_in(ui, &line, Style::sans(12.0), ctx.tokens.ink, room);
            });
        }
        if proposals.len() > SHOWN {
            quiet(form.ui, ctx, &format!("{} more further down in the article.", proposals.len() - SHOWN));
        }
        let all = widgets::button(form.ui, ctx, Command::Edit(Edit::GreyProposals));
        all.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Grey all proposals"));
    }
    widgets::button(form.ui, ctx, Command::View(View::FoldRegions));
}

fn region(form: &mut Form<'_, '_, '_>, opened: &Opened, region: &Region) {
    let ctx = form.ctx;
    let cover = region.place.cover();
    let words = excerpt(opened.article.text.slice(cover), 70);
    let owner = Owner::Record(opened.article.key.clone(), region.id.clone());
    form.ui.horizontal(|ui| {
        let room = (ui.available_width() - 28.0).max(40.0);
        let line = label::line_in(ui, &words, Style::sans(12.5), ctx.tokens.ink, room);
        let link = ui.interact(line.rect, egui::Id::unique(("region", &owner)), egui::Sense::click());
        link.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, format!("Region {words}")));
        if link.on_hover_text("Show it in the article").clicked() {
            let end = Caret { offset: cover.end, upstream: true };
            ctx.push(Action::Reveal(TextSelection { anchor: Caret::at(cover.start), focus: end }));
        }
        let cross = ui.add_enabled(editable(ctx), egui::Button::new("×").small());
        cross.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Show again {words}")));
        if cross.on_hover_text("It is part of the article").clicked() {
            ctx.change(Intent::Delete(vec![region.id.clone()]));
        }
    });
    let mut inner = Form { ui: form.ui, ctx, owner: &owner };
    let field = Field::new("", "Kind of region", FieldKey::of("article.regions"));
    inner.code(field, Vocabulary::RegionKind, &region.kind, None, |code| {
        Intent::SetRegion(region.id.clone(), RegionField::Kind(code))
    });
    learn(inner.ui, ctx, opened, region);
}

/// Offers to grey this line wherever it stands on the pages of its publisher.
fn learn(ui: &mut Ui, ctx: &Ctx<'_>, opened: &Opened, region: &Region) {
    let name = opened.work.header.publisher.trim();
    if name.is_empty() {
        return;
    }
    let rule = regions::rule_of(&opened.article.text, region);
    let known = ctx.workspace.shared.publisher(name);
    if known.is_some_and(|publisher| publisher.rules.contains(&rule)) {
        return;
    }
    labelled(ui, ctx, "", |ui| {
        let words = format!("Propose this line wherever {} has it", excerpt(name, 30));
        if widgets::small_button(ui, ctx, &words, editable(ctx)).clicked() {
            let mut rules = known.map(|publisher| publisher.rules.clone()).unwrap_or_default();
            rules.push(rule.clone());
            let intent = CorpusIntent::SetPublisher(name.to_owned(), PublisherField::Rules(rules));
            ctx.change(Intent::Corpus(intent));
        }
    });
}

/// Draws what is known of the publisher; it holds for all its articles.
fn publisher(form: &mut Form<'_, '_, '_>, opened: &Opened) {
    let name = opened.work.header.publisher.trim();
    if name.is_empty() {
        return;
    }
    let ctx = form.ctx;
    form.heading(&format!("In all articles of {}", excerpt(name, 40)));
    let unknown = Publisher { name: name.to_owned(), ..Publisher::default() };
    let known = ctx.workspace.shared.publisher(name).map_or(&unknown, |publisher| &**publisher);
    let set = |field: PublisherField| Intent::Corpus(CorpusIntent::SetPublisher(name.to_owned(), field));
    let owner = Owner::Publisher(name.to_owned());
    let mut form = Form { ui: form.ui, ctx, owner: &owner };
    let key = |name| FieldKey::Of("article.publisher", Part::Named(name));
    let field = Field::new("Country", "Country of the publisher", key("country")).hint("Three letters").path("country");
    form.text(field, &known.country, |text| set(PublisherField::Country(text)));
    let none = Some("Not known");
    let field = Field::new("Owner", "Corpus ownership", key("ownership")).path("ownership");
    form.code(field, Vocabulary::Ownership, &known.ownership, none, |code| set(PublisherField::Ownership(code)));
    let field = Field::new("Pages are", "Corpus originality", key("originality")).path("originality");
    form.code(field, Vocabulary::Originality, &known.originality, none, |code| set(PublisherField::Originality(code)));
    let field = Field::new("Number dates", "Corpus order of number dates", key("order of dates")).path("date_order");
    form.code(field, Vocabulary::DateOrder, &known.date_order, none, |code| set(PublisherField::DateOrder(code)));
    let field = Field::new("Time zone", "Time zone", key("time zone")).hint("e.g. +05:00").path("time_zone");
    form.text(field, &known.time_zone, |text| set(PublisherField::TimeZone(text)));
    let field =
        Field::new("Reliability", "Corpus reliability of the publisher", key("reliability")).path("reliability");
    let none = Some("Not judged");
    form.code(field, Vocabulary::Reliability, &known.reliability, none, |code| set(PublisherField::Reliability(code)));
    if !known.rules.is_empty() {
        let rules: Vec<String> = known
            .rules
            .iter()
            .map(|rule| match &rule.line {
                LineRule::Is(line) => format!("“{line}”"),
                LineRule::Begins(start) => format!("“{start}…”"),
            })
            .collect();
        remark(form.ui, &format!("Lines proposed as boilerplate: {}", rules.join(", ")), ctx.tokens.muted);
        if form.ui.small_button("Forget these lines").clicked() {
            form.push(set(PublisherField::Rules(Vec::new())));
        }
    }
    form.own(facts::Owner::Publisher(known));
    form.note("Note on the publisher", &known.note, |text| set(PublisherField::Note(text)));
}
