//! What an actor belongs to, who belongs to it, when it existed, whose place it took, and its codes: each with its time.

use crate::core::annotation::{Code, Dated, RegistryEntry};
use crate::core::intent::{CorpusIntent, EntryField, Intent};
use crate::core::schema::Vocabulary;
use crate::core::text::excerpt;
use crate::session::field::{FieldKey, Part};
use crate::ui::form::{Field, Form, beside, without};
use crate::ui::widgets::{Expects, TokenChange};

/// What a list of ties is called.
pub(super) struct Called {
    /// In front of the field.
    pub(super) label: &'static str,
    /// For those who cannot see it.
    pub(super) spoken: &'static str,
    /// While it is empty.
    pub(super) hint: &'static str,
    /// The path of the field, by which its parts are told apart as well.
    pub(super) path: &'static str,
}

/// Draws a list of ties to other entries, each with the time for which it holds.
pub(super) fn ties(
    form: &mut Form<'_, '_, '_>,
    entry: &RegistryEntry,
    called: &Called,
    ties: &[Dated],
    make: impl Fn(Vec<Dated>) -> EntryField,
) {
    if !form.shows(called.path) {
        return;
    }
    let set = |ties| Intent::Corpus(CorpusIntent::SetEntry(entry.id.clone(), make(ties)));
    let ids: Vec<String> = ties.iter().map(|tie| tie.entry.clone()).collect();
    // What something is a part of is asked for in a section of its own.
    let rule = if called.path == "part_of" { "registry.kind" } else { "registry.members" };
    let key = |name: &str| FieldKey::Of(rule, Part::path(&format!("{}.{name}", called.path)));
    let field = Field::new(called.label, called.spoken, key("entries")).hint(called.hint).path(called.path);
    match form.actors(field, &ids, &[], "") {
        Some(TokenChange::Add(id)) => form.push(set(ties.iter().cloned().chain([Dated::to(&id)]).collect())),
        Some(TokenChange::Remove(at)) => form.push(set(without(ties, at))),
        _ => {}
    }
    for (nth, tie) in ties.iter().enumerate() {
        let name = form.ctx.workspace.shared.registry.label(&tie.entry).to_owned();
        let changed = |change: &dyn Fn(&mut Dated)| {
            let mut ties = ties.to_vec();
            if let Some(tie) = ties.get_mut(nth) {
                change(tie);
            }
            set(ties)
        };
        let names = ["since", "until"].map(|end| format!("{} {name} {end}", called.label));
        let keys = ["since", "until"].map(|end| key(&format!("{nth}.{end}")));
        span(form, &excerpt(&name, 10), (&names, &keys), [&tie.from, &tie.until], |at, text| {
            changed(&|tie: &mut Dated| text.clone_into(if at == 0 { &mut tie.from } else { &mut tie.until }))
        });
    }
}

/// Draws two dates beside each other: since when and until when.
fn span(
    form: &mut Form<'_, '_, '_>,
    label: &str,
    (names, keys): (&[String; 2], &[FieldKey; 2]),
    values: [&String; 2],
    make: impl Fn(usize, String) -> Intent,
) {
    let (ctx, owner) = (form.ctx, form.owner);
    form.row(&Field::new(label, &names[0], keys[0]), false, |ui| {
        beside(ui, |cells: &mut [egui::Ui; 2]| {
            for (at, ui) in cells.iter_mut().enumerate() {
                let field = Field::new("", &names[at], keys[at]).hint(["since", "until"][at]).expects(Expects::Date);
                Form { ui, ctx, owner }.cell(field, values[at], |text| make(at, text));
            }
        });
    });
}

/// Draws what is seldom needed: memberships and members, existence, predecessors, recognition, codes.
pub(super) fn more(form: &mut Form<'_, '_, '_>, entry: &RegistryEntry) {
    let given = [
        !entry.memberships.is_empty(),
        !entry.members.is_empty(),
        !(entry.exists_from.is_empty() && entry.exists_to.is_empty()),
        !entry.successor_of.is_empty(),
        !entry.recognised.is_empty(),
        !entry.codes.is_empty(),
    ];
    let count = given.into_iter().filter(|given| *given).count();
    let words = "Members, existence, codes";
    let words = if count == 0 { words.to_owned() } else { format!("{words} ({count})") };
    if !form.fold("ties", &words, false) {
        return;
    }
    let set = |field: EntryField| Intent::Corpus(CorpusIntent::SetEntry(entry.id.clone(), field));
    let called =
        Called { label: "Member of", spoken: "What it is a member of", hint: "An organisation", path: "memberships" };
    ties(form, entry, &called, &entry.memberships, EntryField::Memberships);
    let called = Called { label: "Members", spoken: "Who belongs to it", hint: "Of a group", path: "members" };
    ties(form, entry, &called, &entry.members, EntryField::Members);
    if form.shows("exists_from") || form.shows("exists_to") {
        let names = ["Exists since", "Exists until"].map(str::to_owned);
        let keys = ["since", "until"].map(|end| FieldKey::Of("registry.existence", Part::path(end)));
        span(form, "Exists", (&names, &keys), [&entry.exists_from, &entry.exists_to], |at, text| {
            set(if at == 0 { EntryField::ExistsFrom(text) } else { EntryField::ExistsTo(text) })
        });
    }
    let key = FieldKey::Of("registry.existence", Part::Named("successor"));
    let field = Field::new("Successor", "Whose place it took", key).hint("Of whom").path("successor_of");
    match form.actors(field, &entry.successor_of, &[], "") {
        Some(TokenChange::Add(id)) => {
            form.push(set(EntryField::SuccessorOf(entry.successor_of.iter().cloned().chain([id]).collect())));
        }
        Some(TokenChange::Remove(at)) => form.push(set(EntryField::SuccessorOf(without(&entry.successor_of, at)))),
        _ => {}
    }
    if entry.kind == "state" || !entry.recognised.is_empty() {
        let key = FieldKey::Of("registry.existence", Part::Named("recognised"));
        let field = Field::new("Recognised", "Whether states recognise it", key).path("recognised");
        let none = Some("Not said");
        form.code(field, Vocabulary::Recognised, &entry.recognised, none, |code| set(EntryField::Recognised(code)));
    }
    codes(form, entry);
}

/// Draws the codes of lists of states and organisations, each with the time for which it counts.
fn codes(form: &mut Form<'_, '_, '_>, entry: &RegistryEntry) {
    if !form.shows("codes") {
        return;
    }
    let set = |codes| Intent::Corpus(CorpusIntent::SetEntry(entry.id.clone(), EntryField::Codes(codes)));
    let key = |name: &str| FieldKey::Of("registry.codes", Part::path(name));
    for (nth, code) in entry.codes.iter().enumerate() {
        let with = |change: &dyn Fn(&mut Code)| {
            let mut codes = entry.codes.clone();
            if let Some(code) = codes.get_mut(nth) {
                change(code);
            }
            codes.retain(|code| !code.code.is_empty());
            set(codes)
        };
        let name = format!("{} code {}", code.scheme, nth + 1);
        let field = Field::new(&code.scheme, &name, key(&format!("{nth}.code"))).hint("Empty takes it away");
        form.text(field, &code.code, |text| with(&|code: &mut Code| text.clone_into(&mut code.code)));
        let names = ["since", "until"].map(|end| format!("{name} {end}"));
        let keys = ["since", "until"].map(|end| key(&format!("{nth}.{end}")));
        span(form, "", (&names, &keys), [&code.from, &code.until], |at, text| {
            with(&|code: &mut Code| text.clone_into(if at == 0 { &mut code.from } else { &mut code.until }))
        });
    }
    let field = Field::new("Add code", "New code", key("new")).hint("list:code, e.g. cow:704").path("codes");
    form.text(field, "", |text| {
        let (scheme, code) = text.split_once(':').unwrap_or(("", &text));
        let (scheme, code) = (scheme.trim().to_owned(), code.trim().to_owned());
        let mut codes = entry.codes.clone();
        if !code.is_empty() {
            codes.push(Code { scheme, code, ..Code::default() });
        }
        set(codes)
    });
}
