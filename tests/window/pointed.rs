//! What points to an actor or a mark when it is to go: in articles that are not open, and in lists of the corpus.

use egui::Key;
use glossator::core::annotation::{FieldValue, Party};
use glossator::core::intent::{AgreementField, CorpusIntent, CustomField, EntryField, HeaderField, Intent};
use glossator::session::Action;

use crate::desk::{CTRL, CTRL_ALT, Desk};

const TEXT: &str = "Usbekistan und China unterzeichneten am 3. Mai 2024 ein Protokoll.";

const SCHEMA: &str = r##"(
    id: "own-1", version: "1", base: "default-1",
    types: [(id: "x_law", label: "Law", colour: "#6b3a8f", lane: Dashed, key: Some('l'), fields: [
        (id: "x_body", label: "Body", type: Entity([])),
    ])],
    fields: [
        (on: "agreement", id: "x_lead", label: "Lead", type: Entity([])),
        (on: "agreement", id: "x_word", label: "Word", type: Text),
        (on: "agreement", id: "x_day", label: "Day", type: Mark("date")),
        (on: "article", id: "x_days", label: "Days", type: Many(Mark("date"))),
        (on: "article", id: "x_owner", label: "Owner", type: Many(Entity([]))),
        (on: "party", id: "x_agent", label: "Agent", type: Entity([])),
        (on: "registry", id: "x_host", label: "Host", type: Entity([])),
    ],
)"##;

fn change(desk: &mut Desk, intent: Intent) {
    let article = desk.program().desk.open.pane.article.clone();
    desk.program_mut().apply(Action::Change { article, intent });
    desk.settle();
}

fn actor(desk: &mut Desk, name: &str) -> String {
    change(desk, Intent::Corpus(CorpusIntent::NewEntry(name.into())));
    let registry = &desk.program().desk.workspace.shared.registry;
    registry.entries().values().find(|entry| entry.name_en == name).unwrap().id.clone()
}

/// Lets something on the desk point to an actor.
type How = Box<dyn Fn(&mut Desk, &str)>;

/// An agreement in one article that points to an actor in this way, and the program on another article.
fn pointing(how: impl Fn(&mut Desk, &str)) -> (Desk, String) {
    let mut desk = Desk::with_files(&[("a.txt", TEXT), ("b.txt", TEXT)], &[("schema.ron", SCHEMA)]);
    let id = actor(&mut desk, "Zyx Board");
    desk.select("unterzeichneten");
    desk.press(Key::G);
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    how(&mut desk, &id);
    let Desk { harness, folder } = desk;
    drop(harness);
    let path = folder.path().join("corpus/b.txt");
    (Desk::over(folder, Some(path), Some("anna"), [1300.0, 1200.0]), id)
}

fn set(desk: &mut Desk, field: AgreementField) {
    let id = desk.work().agreements.keys().next().unwrap().clone();
    change(desk, Intent::SetAgreement(id, field));
}

fn delete(desk: &mut Desk, id: &str) -> bool {
    desk.program_mut().apply(Action::ShowEntry(Some(id.to_owned())));
    desk.settle();
    desk.push("Delete actor");
    desk.program().desk.workspace.shared.registry.get(id).is_none()
}

#[test]
fn actor_that_an_article_elsewhere_points_to_is_not_deleted() {
    let own = |field: &'static str| {
        move |desk: &mut Desk, id: &str| {
            set(desk, AgreementField::Field(field.into(), id.into()));
        }
    };
    let cases: [(&str, How); 6] = [
        ("own field of an agreement", Box::new(own("x_lead"))),
        ("party", Box::new(|desk, id| set(desk, AgreementField::Parties(vec![Party::of(id, "")])))),
        ("somebody present", Box::new(|desk, id| set(desk, AgreementField::Present(vec![id.into()])))),
        (
            "own field of a party",
            Box::new(|desk, id| {
                let fields = [("x_agent".to_owned(), FieldValue::from(id))].into();
                set(desk, AgreementField::Parties(vec![Party { fields, ..Party::of("UZB", "") }]));
            }),
        ),
        (
            "own field of the article",
            Box::new(|desk, id| {
                let value = FieldValue::Many(vec!["UN".into(), id.into()]);
                change(desk, Intent::SetHeader(HeaderField::Field("x_owner".into(), value)));
            }),
        ),
        (
            "own field of a mark",
            Box::new(|desk, id| {
                desk.select("Protokoll");
                desk.key(CTRL_ALT, Key::L);
                desk.settle();
                let mark = desk.work().customs.keys().next().unwrap().clone();
                change(desk, Intent::SetCustom(mark, CustomField::Field("x_body".into(), id.into())));
            }),
        ),
    ];
    for (what, how) in cases {
        let (mut desk, id) = pointing(how);
        assert!(!delete(&mut desk, &id), "{what}");
        assert!(
            desk.says("Zyx Board is linked in one article. Merge it into another one."),
            "{what}: {:?}",
            desk.said()
        );
    }
}

#[test]
fn actor_that_nothing_points_to_is_deleted() {
    let (mut desk, id) = pointing(|_, _| {});
    assert!(delete(&mut desk, &id), "{:?}", desk.said());
}

#[test]
fn actor_that_an_entry_points_to_is_not_deleted() {
    let (mut desk, id) = pointing(|_, _| {});
    let other = actor(&mut desk, "Zyx Agency");
    change(
        &mut desk,
        Intent::Corpus(CorpusIntent::SetEntry(other, EntryField::Field("x_host".into(), id.as_str().into()))),
    );
    assert!(!delete(&mut desk, &id));
    assert!(desk.says("Zyx Board is linked in the entry of Zyx Agency."), "{:?}", desk.said());
}

#[test]
fn mark_that_goes_is_taken_out_of_the_fields_that_name_it() {
    let (mut desk, _) = pointing(|_, _| {});
    desk.select("unterzeichneten");
    desk.press(Key::G);
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    desk.select("3. Mai 2024");
    desk.press(Key::D);
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    let day = desk.work().dates.keys().next().unwrap().clone();
    set(&mut desk, AgreementField::Field("x_day".into(), day.as_str().into()));
    set(&mut desk, AgreementField::Field("x_word".into(), day.as_str().into()));
    let days = FieldValue::Many(vec![day.to_string(), "d-other".into()]);
    change(&mut desk, Intent::SetHeader(HeaderField::Field("x_days".into(), days.clone())));
    change(&mut desk, Intent::Delete(vec![day.clone()]));
    let fields = |desk: &Desk| desk.work().agreements.values().next().unwrap().fields.clone();
    assert_eq!(fields(&desk).keys().collect::<Vec<_>>(), ["x_word"], "what is only a word stays");
    assert_eq!(desk.work().header.fields["x_days"], FieldValue::Many(vec!["d-other".into()]));
    desk.key(CTRL, Key::Z);
    desk.settle();
    assert_eq!(fields(&desk)["x_day"], FieldValue::from(day.as_str()), "one step");
    assert_eq!(desk.work().header.fields["x_days"], days);
}
