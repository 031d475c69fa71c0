//! Pictures of full records: every panel and every view on the left, light and dark.

use egui::vec2;
use egui_kittest::SnapshotResults;
use glossator::core::annotation::{Anchor, Basis, DateOf, DateSlot, Id, Kind, Place, Signatory, Venue};
use glossator::core::intent::{
    ActorField, AgreementField, CorpusIntent, DateField, EntryField, HeaderField, Intent, PublisherField, Slot,
};
use glossator::core::marks::MarkRef;
use glossator::core::text::Span;
use glossator::session::Action;
use glossator::session::command::{Command, Edit, Go, Side, View};

use super::{change, compare, link, mark, open, theme};
use crate::desk::Desk;

fn place(desk: &Desk, quote: &str) -> Place {
    let text = desk.program().current().unwrap().article.text.as_str();
    let start = text.find(quote).unwrap_or_else(|| unreachable!("“{quote}” is not in the text"));
    Place::of(Span { start, end: start + quote.len() })
}

fn entry_of(desk: &Desk, id: &Id) -> String {
    desk.program().current().unwrap().work.actors[id].links[0].clone()
}

/// The Russian article of the sample with everything that can be said of it; gives its records.
fn full() -> (Desk, Id, Id, Id) {
    let mut desk = open("07_ru_stepnye_pozhary.txt");
    change(&mut desk, Intent::SetHeader(HeaderField::Publisher("Чуйский курьер".into())));
    change(&mut desk, Intent::SetHeader(HeaderField::Published("2025-06-05T08:40:00".into())));
    let source = |field| Intent::Corpus(CorpusIntent::SetPublisher("Чуйский курьер".into(), field));
    change(&mut desk, source(PublisherField::DateOrder("dmy".into())));
    change(&mut desk, source(PublisherField::Country("KGZ".into())));
    change(&mut desk, source(PublisherField::Reliability("B".into())));
    for (quote, name) in
        [("Бишкек", "Kyrgyzstan"), ("Астана", "Kazakhstan"), ("Киргизии", "Kyrgyzstan"), ("Казахстана", "Kazakhstan")]
    {
        let id = mark(&mut desk, Kind::Actor, quote);
        link(&mut desk, &id, name);
    }
    let minister = mark(&mut desk, Kind::Actor, "Алмас Джеребаев");
    change(&mut desk, Intent::NewEntryFor(minister.clone(), Slot::Links, "Almas Djerebaev".into()));
    let entry = entry_of(&desk, &minister);
    let set = |field| Intent::Corpus(CorpusIntent::SetEntry(entry.clone(), field));
    change(&mut desk, set(EntryField::Kind("person".into())));
    change(&mut desk, set(EntryField::Country("KGZ".into())));
    change(&mut desk, set(EntryField::Sectors(vec!["GOV".into()])));
    let title = glossator::core::annotation::Title {
        kind: "title".into(),
        place: Some(place(&desk, "министр защиты населения Киргизии")),
        gloss: "Minister of civil protection".into(),
    };
    change(&mut desk, Intent::SetActor(minister.clone(), ActorField::Titles(vec![title])));
    let other = mark(&mut desk, Kind::Actor, "Серик Баймуханов");
    change(&mut desk, Intent::NewEntryFor(other.clone(), Slot::Links, "Serik Baimukhanov".into()));
    let serik = entry_of(&desk, &other);
    change(&mut desk, Intent::Corpus(CorpusIntent::SetEntry(serik.clone(), EntryField::Kind("person".into()))));
    let eve = mark(&mut desk, Kind::Date, "Накануне, 4 июня");
    change(&mut desk, Intent::SetDate(eve.clone(), DateField::Value("2025-06-04".into())));
    change(&mut desk, Intent::SetDate(eve.clone(), DateField::Anchor(Some(Anchor::Published))));
    change(&mut desk, Intent::SetDate(eve.clone(), DateField::Basis(Basis::DocumentDate)));
    let years = mark(&mut desk, Kind::Date, "2026–2027 годы");
    change(&mut desk, Intent::SetDate(years.clone(), DateField::Value("2026/2027".into())));
    change(&mut desk, Intent::SetDate(years.clone(), DateField::Role("validity".into())));
    let agreement = mark(&mut desk, Kind::Agreement, "По их итогам подписана программа работы на 2026–2027 годы.");
    let basis = Basis::Inferred("the talks of the same day".into());
    let slot = DateSlot::of("2025-06-04", basis, Some(eve.clone()));
    let bound = |actor: &str| glossator::core::annotation::Party::of(actor, "state");
    let venue = place(&desk, "Бишкеке");
    for field in [
        AgreementField::Title("Programme of work for 2026–2027".into()),
        AgreementField::Kind("cooperation_programme".into()),
        AgreementField::Status("signed".into()),
        AgreementField::Parties(vec![bound("KGZ"), bound("KAZ")]),
        AgreementField::Signatories(vec![Signatory::of(&entry, "KGZ")]),
        AgreementField::Present(vec![serik]),
        AgreementField::Date(DateOf::Signed, slot),
        AgreementField::Venue(Venue {
            name: "Bishkek".into(),
            country: "KGZ".into(),
            place: Some(venue),
            basis: Basis::Explicit,
        }),
        AgreementField::Topics(["EMERGENCY", "TRAIN"].map(str::to_owned).into()),
        AgreementField::Trigger(Some(place(&desk, "подписана"))),
    ] {
        change(&mut desk, Intent::SetAgreement(agreement.clone(), field));
    }
    desk.press(egui::Key::Escape);
    desk.harness.set_size(vec2(1500.0, 1400.0));
    desk.settle();
    (desk, minister, eve, agreement)
}

fn select(desk: &mut Desk, id: &Id) {
    desk.program_mut().apply(Action::SelectMark(Some(MarkRef { id: id.clone(), part: 0 })));
    desk.settle();
}

fn side(desk: &mut Desk, side: Side) {
    desk.program_mut().apply(Action::Run(Command::Go(Go::Side(side))));
    desk.settle();
}

#[test]
fn picture_of_an_agreement_with_its_article_details() {
    let mut results = SnapshotResults::new();
    let (mut desk, _, _, agreement) = full();
    select(&mut desk, &agreement);
    side(&mut desk, Side::Details);
    theme(&mut desk, View::LightTheme);
    compare(&mut desk, &mut results, "agreement_light");
    theme(&mut desk, View::DarkTheme);
    compare(&mut desk, &mut results, "agreement_dark");
}

#[test]
fn picture_of_an_actor_with_its_registry_entry() {
    let mut results = SnapshotResults::new();
    let (mut desk, minister, ..) = full();
    let entry = entry_of(&desk, &minister);
    select(&mut desk, &minister);
    desk.program_mut().apply(Action::ShowEntry(Some(entry)));
    theme(&mut desk, View::LightTheme);
    compare(&mut desk, &mut results, "actor_light");
    theme(&mut desk, View::DarkTheme);
    compare(&mut desk, &mut results, "actor_dark");
}

#[test]
fn picture_of_a_date_with_the_guideline() {
    let mut results = SnapshotResults::new();
    let (mut desk, _, date, _) = full();
    select(&mut desk, &date);
    desk.program_mut().apply(Action::ShowRule("date.value".into()));
    theme(&mut desk, View::LightTheme);
    compare(&mut desk, &mut results, "date_light");
    theme(&mut desk, View::DarkTheme);
    compare(&mut desk, &mut results, "date_dark");
}

#[test]
fn picture_of_problems_with_folded_boilerplate() {
    let mut results = SnapshotResults::new();
    let (mut desk, ..) = full();
    mark(&mut desk, Kind::Actor, "Айнура Чокморова");
    mark(&mut desk, Kind::Date, "2019 г.");
    mark(&mut desk, Kind::Flag, "Фото: «Чуйский курьер»Фото: «Чуйский курьер»");
    desk.press(egui::Key::Escape);
    desk.program_mut().apply(Action::Run(Command::Edit(Edit::GreyProposals)));
    desk.program_mut().apply(Action::Run(Command::View(View::FoldRegions)));
    side(&mut desk, Side::Problems);
    theme(&mut desk, View::LightTheme);
    compare(&mut desk, &mut results, "problems_light");
    theme(&mut desk, View::DarkTheme);
    compare(&mut desk, &mut results, "problems_dark");
}
