//! The right edge of the panels: no row of a record is wider than the others, so that nothing is cut off.

use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::desk::{CTRL, Desk, copy_corpus};

/// Lists the fields of the panels from top to bottom, with the right edge of each.
fn edges(desk: &Desk) -> Vec<(String, f32)> {
    let is_field = |role: egui::Role| {
        [egui::Role::TextInput, egui::Role::MultilineTextInput, egui::Role::ComboBox].contains(&role)
    };
    let nodes = desk.harness.query_all_by(|node| is_field(node.role()));
    let all = nodes.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()));
    let mut all: Vec<_> = all.filter(|(_, rect)| rect.left() > 900.0).collect();
    all.sort_by(|a, b| a.1.top().total_cmp(&b.1.top()));
    all.into_iter().map(|(name, rect)| (name, rect.right())).collect()
}

#[test]
fn every_record_of_the_sample_keeps_its_right_edge() {
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
    let folder = copy_corpus(&sample);
    for entry in std::fs::read_dir(&sample).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "ron") && path.to_string_lossy().contains("mira") {
            std::fs::copy(&path, folder.path().join("corpus").join(path.file_name().unwrap())).unwrap();
        }
    }
    let path = folder.path().join("corpus");
    let mut desk = Desk::over(folder, Some(path), Some("mira"), [1300.0, 4200.0]);
    let mut wrong = Vec::new();
    for article in 0..6 {
        desk.key(CTRL, Key::ArrowDown);
        desk.settle();
        let ids: Vec<_> = desk.program().current().unwrap().work.agreements.keys().cloned().collect();
        for id in ids {
            let mark = glossator::core::marks::MarkRef { id: id.clone(), part: 0 };
            desk.program_mut().apply(glossator::session::Action::SelectMark(Some(mark)));
            desk.settle();
            let all = edges(&desk);
            let most = all.iter().map(|(_, right)| *right).fold(0.0, f32::max);
            if let Some((name, right)) = all.iter().find(|(_, right)| *right > 1300.0 - 12.0) {
                wrong.push(format!("article {article}, {id}: “{name}” ends at {right}, of {most}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
