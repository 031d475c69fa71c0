//! Checks 8, 29, 37, 41 and the rules of the schema, on fields of every kind of record.

use std::sync::Arc;

use glossator::core::annotation::{Done, FieldValue, Missing, Party, Remark, Signatory, State};
use glossator::core::finding::Severity;
use glossator::core::intent::{HeaderField, Intent};

use crate::desk::{Desk, ERROR, WARNING, Wanted};

const FIELDS: &str = "fields: [\
    (on: \"agreement\", id: \"x_trainees\", label: \"Trainees\", type: Whole(min: Some(0)), required: true, \
     when: \"level instrument and not background\"), \
    (on: \"party\", id: \"x_share\", label: \"Share\", type: Whole(min: Some(0))), \
    (on: \"signatory\", id: \"x_rank\", label: \"Rank\", type: Choice([\"general\", \"colonel\"])), \
    (on: \"evidence\", id: \"x_page\", label: \"Page\", type: Whole()), \
    (on: \"agreement\", id: \"x_bodies\", label: \"Bodies\", type: Many(Entity([\"gov_org\"]))), \
    (on: \"agreement\", id: \"x_day\", label: \"Day\", type: Mark(\"date\"))]";

fn desk() -> Desk {
    let mut desk = Desk::of("en", "[agreement:They signed on [date:1 April].]");
    desk.schema(FIELDS);
    desk.agreements(|one| one.fields.extend([("x_trainees".to_owned(), "3".into())]));
    desk.is_silent(29);
    desk
}

#[test]
fn field_29_of_a_part_of_an_agreement_is_looked_at() {
    let mut desk = desk();
    let id = desk.agreement();
    let wanted = Wanted { record: Some(&id), field: "record.own", ..ERROR };
    let value = |id: &str, value: &str| [(id.to_owned(), FieldValue::from(value))].into();
    desk.agreements(|one| {
        one.parties = vec![Party { fields: value("x_share", "-1"), ..Party::of("UZB", "state") }];
    });
    desk.finds(29, "-1 is too small. Give a number of 0 or more.", &wanted);
    desk.agreements(|one| {
        one.parties.clear();
        one.signatories = vec![Signatory { fields: value("x_rank", "colonell"), ..Signatory::of("r-1", "") }];
    });
    let message = "“colonell” is not among the choices of “Rank”. Did you mean “colonel”?";
    desk.finds(29, message, &wanted);
    desk.agreements(|one| {
        one.signatories.clear();
        one.evidence[0].fields = value("x_page", "iv");
    });
    let message = "“iv” is not a whole number. Write it in the digits 0 to 9, e.g. 12 or -3.";
    desk.finds(29, message, &wanted);
}

#[test]
fn required_field_29_is_asked_for_under_its_condition_and_not_where_it_is_said_why_it_is_empty() {
    let mut desk = desk();
    let id = desk.agreement();
    desk.agreements(|one| one.fields.clear());
    let wanted = Wanted { record: Some(&id), field: "record.own", ..ERROR };
    desk.finds(29, "“Trainees” is empty. Fill it in.", &wanted);
    desk.agreements(|one| one.background = true).is_silent(29);
    desk.agreements(|one| (one.background, one.level) = (false, "activity".into())).is_silent(29);
    let remark = |missing: Missing| Remark { missing: missing.code().into(), ..Remark::default() };
    desk.agreements(|one| {
        one.level = "instrument".into();
        one.beside.set("x_trainees", remark(Missing::NotStated));
    });
    desk.is_silent(29);
    // What nobody has looked for is not said to be missing.
    desk.agreements(|one| one.beside.set("x_trainees", remark(Missing::NotCoded)));
    assert_eq!(desk.of_check(29).len(), 1);
}

#[test]
fn field_29_points_to_marks_of_the_article_and_to_entries_of_its_kinds() {
    let mut desk = desk();
    let (id, date) = (desk.agreement(), desk.date("1 April"));
    let set = |desk: &mut Desk, field: &str, value: FieldValue| {
        desk.agreements(|one| drop(one.fields.insert(field.to_owned(), value.clone())));
    };
    set(&mut desk, "x_day", date.as_str().into());
    set(&mut desk, "x_bodies", FieldValue::Many(vec!["UZ-MIA".into()]));
    desk.is_silent(29);
    let wanted = Wanted { record: Some(&id), field: "record.own", ..ERROR };
    set(&mut desk, "x_day", "d-00000000".into());
    let message = "“Day” points to “d-00000000”, which is no mark of this article. Choose a mark.";
    desk.finds(29, message, &wanted);
    set(&mut desk, "x_day", date.as_str().into());
    set(&mut desk, "x_bodies", FieldValue::Many(vec!["UZB".into()]));
    let message = "“Bodies” takes an entry of kind gov_org, and “UZB” is of kind state. Choose another.";
    desk.finds(29, message, &wanted);
}

#[test]
fn dead_entry_8_in_a_field_of_the_schema_is_taken_out_by_its_button() {
    let mut desk = desk();
    let id = desk.agreement();
    desk.agreements(|one| {
        let value = FieldValue::Many(vec!["UZ-MIA".into(), "GONE".into()]);
        one.fields.insert("x_bodies".to_owned(), value);
    });
    let message = "“Bodies” points to “GONE”, which is not in the registry. Choose an entry.";
    let fix = Some("Take it out");
    desk.finds(8, message, &Wanted { record: Some(&id), field: "record.own", fix, ..ERROR });
    desk.is_silent(29);
    desk.put_right(8);
    assert_eq!(desk.work().agreements[&id].fields["x_bodies"].values(), ["UZ-MIA"]);
}

#[test]
fn field_37_that_asks_for_a_passage_is_silent_with_one_and_for_what_is_inferred() {
    let mut desk = Desk::of("en", "[agreement:Thirty were trained.]");
    desk.schema(
        "fields: [(on: \"agreement\", id: \"x_n\", label: \"Trainees\", type: Whole(), evidence: true, basis: true), \
         (on: \"party\", id: \"x_p\", label: \"Sent\", type: Whole(), evidence: true)]",
    );
    let id = desk.agreement();
    desk.is_silent(37);
    let wanted = Wanted { record: Some(&id), field: "agreement.evidence", ..WARNING };
    desk.agreements(|one| one.fields = [("x_n".to_owned(), "30".into())].into());
    desk.finds(37, "“Trainees” has a value and no passage that shows it. Select the words.", &wanted);
    desk.agreements(|one| {
        let basis = Some(glossator::core::annotation::Basis::Inferred("ten a year".into()));
        one.beside.set("x_n", Remark { basis, ..Remark::default() });
    });
    desk.is_silent(37);
    desk.agreements(|one| {
        one.fields.clear();
        let fields = [("x_p".to_owned(), FieldValue::from("3"))].into();
        one.parties = vec![Party { fields, ..Party::of("UZB", "state") }];
    });
    desk.finds(37, "“Sent” has a value and no passage that shows it. Select the words.", &wanted);
    desk.agreements(|one| one.evidence[0].slots = vec!["x_p".into()]).is_silent(37);
}

#[test]
fn work_41_done_under_an_earlier_codebook_is_to_be_read_again() {
    const CHANGES: &str = "changes: [(version: \"1.0\", note: \"First.\"), \
        (version: \"1.1\", note: \"Grounds were added.\", reread: [\"grounds\"]), \
        (version: \"1.2\", note: \"Signed only where a day is named.\", reread: [\"status\", \"dates.signed\"])]";
    let mut desk = Desk::of("en", "[agreement:They signed.]");
    desk.schema_of("1.2", CHANGES);
    let done = |version: &str| {
        let s = str::to_owned;
        Done { by: s("anna"), at: s(""), schema: s("own"), schema_version: s(version), guideline: s("") }
    };
    desk.edit(|work| (work.header.state, work.header.done) = (State::Done, Some(done("1.0"))));
    let message = "Done under version 1.0; since 1.2 “status” is read otherwise (Signed only where a day is named). \
                   Read it again and set it done.";
    desk.finds(41, message, &Wanted { field: "article.state", ..WARNING });
    desk.edit(|work| work.header.done = Some(done("1.2"))).is_silent(41);
    // Of when it was done nothing is known here, so that all changes count.
    let message = "Since version 1.2 “status” is read otherwise (Signed only where a day is named). Read it again and \
                   set it done.";
    for unknown in [Some(Done { schema: "other".into(), ..done("1.0") }), None] {
        desk.edit(|work| work.header.done = unknown);
        desk.finds(41, message, &Wanted { field: "article.state", ..WARNING });
    }
    desk.edit(|work| work.header.state = State::InProgress).is_silent(41);
    desk.edit(|work| work.header.state = State::Done);
    desk.edit(|work| (work.header.done, work.agreements) = (Some(done("1.0")), std::collections::BTreeMap::default()))
        .is_silent(41);
}

#[test]
fn rule_0_of_any_record_can_be_an_error_and_stops_done() {
    let mut desk = Desk::of("en", "[agreement:They met on [date:1 April].]");
    desk.schema(
        "checks: [(id: \"no-role\", on: \"date\", when: \"role other\", error: \"Which role?\"), \
         (id: \"one\", on: \"party\", when: \"role host and capacity is empty\", warn: \"As what?\"), \
         (id: \"page\", on: \"evidence\", when: \"count(slot) = 0\", warn: \"What does it show?\"), \
         (id: \"who\", on: \"article\", when: \"publisher is empty\", warn: \"Who published it?\")]",
    );
    let date = desk.date("1 April");
    desk.agreements(|one| {
        one.parties = vec![Party { role: "host".into(), ..Party::of("UZB", "") }];
        one.parties_unknown = true;
    });
    desk.dates(|one| (one.role, one.value) = ("other".into(), "2024-04-01".into()));
    let found = desk.of_check(0);
    let said: Vec<(&str, Severity)> = found.iter().map(|one| (one.rule.as_str(), one.severity)).collect();
    let wanted = [
        ("who", Severity::Warning),
        ("one", Severity::Warning),
        ("page", Severity::Warning),
        ("no-role", Severity::Error),
    ];
    assert_eq!(said, wanted);
    assert_eq!(found[3].target.record.as_ref(), Some(&date));
    let refusal = desk.change(Intent::SetHeader(HeaderField::State(State::Done))).expect_err("there is an error");
    assert_eq!(refusal.message, "One thing must be put right first: Which role?");
    desk.edit(|work| work.dates.values_mut().for_each(|one| Arc::make_mut(one).role = "event".into()));
    desk.change(Intent::SetHeader(HeaderField::State(State::Done))).expect("warnings do not stop it");
}

#[test]
fn work_41_that_was_read_again_is_set_done_once_more() {
    const CHANGES: &str = "changes: [(version: \"1.0\", note: \"First.\"), \
        (version: \"1.1\", note: \"Signed only where a day is named.\", reread: [\"status\"])]";
    let mut desk = Desk::of("en", "[agreement:They signed.]");
    desk.schema_of("1.0", "changes: [(version: \"1.0\", note: \"First.\")]");
    desk.agreements(|one| one.parties_unknown = true);
    let done = Intent::SetHeader(HeaderField::State(State::Done));
    desk.change(done.clone()).expect("nothing is wrong");
    let first = desk.work().header.done.clone().expect("it is done");
    desk.schema_of("1.1", CHANGES);
    assert_eq!(desk.of_check(41).len(), 1);
    desk.change(done).expect("it was read again");
    desk.is_silent(41);
    let again = desk.work().header.done.clone().expect("it is done");
    assert_eq!((first.schema_version.as_str(), again.schema_version.as_str()), ("1.0", "1.1"));
}

#[test]
fn rule_0_and_field_29_that_ask_something_of_work_that_is_done_stop_done() {
    for (parts, message) in [
        (
            "checks: [(id: \"who\", on: \"article\", when: \"state done and publisher is empty\", error: \"Who?\")]",
            "One thing must be put right first: Who?",
        ),
        (
            "fields: [(on: \"article\", id: \"x_a\", label: \"A\", type: Text, required: true, when: \"state done\")]",
            "One thing must be put right first: “A” is empty. Fill it in.",
        ),
    ] {
        let mut desk = Desk::of("en", "Nothing.");
        desk.schema(parts);
        let refusal = desk.change(Intent::SetHeader(HeaderField::State(State::Done))).expect_err("there is an error");
        assert_eq!(refusal.message, message);
        assert_eq!(desk.work().header.state, State::New);
    }
}
