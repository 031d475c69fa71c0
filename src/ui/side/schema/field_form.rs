//! The rows for a new field.

use super::rows::Rows;
use crate::core::schema::{DraftPart, FieldDraft, KINDS, OWNERS, PLACE, Schema, Vocabulary, offered_id};
use crate::ui::widgets::Choice;

/// What the records are called that fields can stand on, in the order of [`OWNERS`].
const OWNER_LABELS: [&str; 10] = [
    "Agreement",
    "Actor mention",
    "Date",
    "Article",
    "Actor of the registry",
    "Party of an agreement",
    "Signatory of an agreement",
    "Passage of an agreement",
    "Agreement across articles",
    "Publisher",
];

/// Draws them; `own_id` says whether the id was typed, and is no longer offered.
pub(super) fn rows(rows: &mut Rows<'_, '_, '_>, draft: &mut FieldDraft, own_id: &mut bool) {
    let schema = rows.ctx.workspace.schema().clone();
    rows.text("Label", DraftPart::Label, "What is read in the form", &mut draft.label);
    let owners = owners(&schema);
    rows.choice("On", &owners, &mut draft.on);
    if !*own_id {
        draft.id = offered_id(&schema, &draft.on, &draft.label);
    }
    let typed = rows.text("Id", DraftPart::Id, "x_…, as it stands in the files", &mut draft.id);
    // What was emptied is offered again.
    *own_id = (*own_id || typed) && !draft.id.is_empty();
    let kinds = KINDS.map(|(code, label, help)| Choice { code, label, help });
    rows.choice("Type", &kinds, &mut draft.kind);
    of_kind(rows, draft, &schema);
    if draft.may_be_many() {
        rows.switches("", [("Several values", "Any number of them, not only one.", &mut draft.many)]);
    }
    if !schema.groups.is_empty() {
        let none = Choice { code: "", label: "No group", help: "" };
        let groups = schema.groups.iter().map(|it| Choice { code: &it.id, label: &it.label, help: &it.help });
        let groups: Vec<Choice<'_>> = std::iter::once(none).chain(groups).collect();
        rows.choice("Group", &groups, &mut draft.group);
    }
    let supported = draft.may_have_evidence();
    let switches = [
        ("Required", "A record is not done without it.", &mut draft.required),
        ("Basis", "It is asked what the value rests on.", &mut draft.basis),
        ("Confidence", "It is asked how sure the coder is.", &mut draft.confidence),
        ("Passages", "Passages can be named that show the value.", &mut draft.evidence),
    ];
    let count = if supported { 4 } else { 3 };
    rows.switches("With", switches.into_iter().take(count));
    rows.text("Help", DraftPart::Help, "What to enter, in one sentence", &mut draft.help);
}

/// Draws what a type needs.
fn of_kind(rows: &mut Rows<'_, '_, '_>, draft: &mut FieldDraft, schema: &Schema) {
    match draft.kind.as_str() {
        "Choice" => {
            let lists = lists(schema);
            rows.choice("List", &lists, &mut draft.list);
            if draft.list.is_empty() {
                rows.text("Choices", DraftPart::Choices, "yes; no; part = In part", &mut draft.choices);
            } else {
                rows.say_of_choice("List", DraftPart::Choices);
            }
        }
        "Whole" | "Number" => {
            rows.text("Smallest", DraftPart::Smallest, "Any", &mut draft.smallest);
            rows.text("Largest", DraftPart::Largest, "Any", &mut draft.largest);
        }
        "Entity" => {
            let kinds = schema.terms(Vocabulary::ActorKind).iter().filter(|term| term.is_offered());
            let mut set: Vec<_> = kinds.map(|term| (term, draft.entities.contains(&*term.code))).collect();
            let switches = set.iter_mut().map(|(term, set)| (&*term.label, &*term.help, set));
            rows.switches("Kinds", switches);
            if set.iter().all(|(_, set)| !*set) {
                rows.remark("Without one: entries of any kind.");
            }
            draft.entities = set.iter().filter(|(_, set)| *set).map(|(term, _)| term.code.to_string()).collect();
        }
        "Mark" => {
            let built_in = [("date", "Date"), ("actor", "Actor"), (PLACE, "Place")];
            let own = schema.types.iter().map(|one| (one.id.as_str(), one.label.as_str()));
            let own = own.filter(|(id, _)| *id != PLACE);
            let types: Vec<Choice<'_>> =
                built_in.into_iter().chain(own).map(|(code, label)| Choice { code, label, help: "" }).collect();
            rows.choice("Of type", &types, &mut draft.mark);
        }
        _ => {}
    }
}

fn owners(schema: &Schema) -> Vec<Choice<'_>> {
    let built_in = OWNERS.into_iter().zip(OWNER_LABELS);
    let types = schema.types.iter().map(|one| (one.id.as_str(), one.label.as_str()));
    built_in.chain(types).map(|(code, label)| Choice { code, label, help: "" }).collect()
}

/// Gives what a choice can be made from: choices of its own, lists of the corpus, lists of the program.
fn lists(schema: &Schema) -> Vec<Choice<'_>> {
    let own = Choice { code: "", label: "Choices of its own", help: "They are written below." };
    let shared = schema.own_lists.iter().filter_map(|list| list.list.as_deref());
    let shared = shared.map(|id| Choice { code: id, label: id, help: "A list of the corpus" });
    let mut all: Vec<Choice<'_>> = std::iter::once(own).chain(shared).collect();
    for list in Vocabulary::ALL {
        // Kinds of agreement are three lists under one key.
        if all.iter().all(|choice| choice.code != list.id()) {
            let label = if list.level().is_some() { "Kinds of agreement" } else { list.title() };
            all.push(Choice { code: list.id(), label, help: "A list of the program" });
        }
    }
    all
}
