//! Pictures of what a codebook asks for: folded groups of own fields, a party with its role, warnings that are let stand.

use egui::vec2;
use egui_kittest::SnapshotResults;
use glossator::core::annotation::{Kind, Party};
use glossator::core::intent::{AgreementField, Intent};
use glossator::core::marks::MarkRef;
use glossator::session::Action;
use glossator::session::command::{Command, Go, Side, View};

use super::{change, compare, copy_corpus, mark, sample, theme};
use crate::desk::Desk;

/// An agreement of the English article of the sample under the schema after PA-X.
fn peace() -> Desk {
    let folder = copy_corpus(&sample());
    let corpus = folder.path().join("corpus");
    std::fs::create_dir_all(corpus.join("_glossator")).unwrap();
    let schema = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schemas/pax.ron");
    std::fs::copy(schema, corpus.join("_glossator/schema.ron")).unwrap();
    let path = corpus.join("07_ru_stepnye_pozhary.txt");
    let mut desk = Desk::over(folder, Some(path), Some("anna"), [1500.0, 1500.0]);
    let agreement = mark(&mut desk, Kind::Agreement, "По их итогам подписана программа работы на 2026–2027 годы.");
    let party = |actor: &str, role: &str| Party { role: role.into(), ..Party::of(actor, "state") };
    for field in [
        AgreementField::Status("signed".into()),
        AgreementField::Parties(vec![party("KGZ", "party"), party("KAZ", "party"), party("UZB", "mediator")]),
    ] {
        change(&mut desk, Intent::SetAgreement(agreement.clone(), field));
    }
    desk.harness.set_size(vec2(1500.0, 1500.0));
    desk.program_mut().apply(Action::SelectMark(Some(MarkRef { id: agreement, part: 0 })));
    desk.settle();
    desk
}

#[test]
fn picture_of_the_fields_of_a_codebook_in_folded_groups() {
    let mut results = SnapshotResults::new();
    let mut desk = peace();
    desk.push("Women and gender (0 of 4)");
    theme(&mut desk, View::LightTheme);
    compare(&mut desk, &mut results, "codebook_light");
    theme(&mut desk, View::DarkTheme);
    compare(&mut desk, &mut results, "codebook_dark");
}

#[test]
fn picture_of_a_warning_that_is_let_stand() {
    let mut results = SnapshotResults::new();
    let mut desk = peace();
    desk.program_mut().apply(Action::Run(Command::Go(Go::Side(Side::Problems))));
    desk.settle();
    let problems = desk.program().desk.open.pane.problems.iter();
    let mut warnings = problems.filter(|it| it.severity != glossator::core::finding::Severity::Error);
    let warning = warnings.next().cloned().expect("there is a warning");
    change(&mut desk, Intent::Accept(warning.target.record.clone(), warning.accept("The article does not say.")));
    desk.settle();
    theme(&mut desk, View::LightTheme);
    compare(&mut desk, &mut results, "let_stand_light");
}
