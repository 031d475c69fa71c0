//! What a schema could say and no record could be under: each is a fault at its place.

use super::*;
use crate::core::schema::{Facts, Subject, Values};

#[test]
fn levels_are_not_replaced() {
    check(
        "replaced_by: { ^\"agreement.level\": { \"commitment\": \"instrument\" } }",
        &["Nothing in “agreement.level” can be replaced: the program works with its codes. Take it out."],
    );
}

#[test]
fn fields_of_the_corpus_point_to_no_marks_and_are_not_read_again() {
    for on in ["registry", "identity", "publisher"] {
        for kind in ["Mark(\"date\")", "Many(Mark(\"actor\"))"] {
            check(
                &format!("fields: [(on: \"{on}\", id: ^\"x_a\", label: \"A\", type: {kind})]"),
                &[&format!(
                    "“x_a” of {on} belongs to no article, so it has no marks to point to. Give it another type."
                )],
            );
        }
    }
    let reread = |name: &str| format!("changes: [(version: \"1\", note: \"N.\", reread: [{name}])]");
    for name in ["registry.kind", "identity.titles", "publisher.country", "ownership"] {
        let sentence = format!("“{name}” belongs to the corpus, and only articles are read again. Take it out.");
        check(&reread(&format!("^\"{name}\"")), &[&sentence]);
    }
    assert!(faults(&file(&reread("\"kind\", \"titles\", \"note\""))).is_empty(), "these are of articles as well");
    let fields = |on: &str| format!("fields: [(on: \"{on}\", id: \"x_a\", label: \"A\", type: Text)], ");
    check(
        &(fields("registry") + &reread("^\"x_a\"")),
        &["“x_a” belongs to the corpus, and only articles are read again. Take it out."],
    );
    assert!(faults(&file(&(fields("actor") + &reread("\"x_a\"")))).is_empty());
}

#[test]
fn group_whose_condition_means_something_else_for_another_record_is_said() {
    let field = |on: &str, choices: &str| {
        format!(
            "(on: \"{on}\", id: \"x_s\", label: \"S\", type: Choice([{choices}])), \
             (on: \"{on}\", id: \"x_of_{on}\", label: \"A\", type: Text, group: \"g\")"
        )
    };
    let group = |mark: &str, other: &str| {
        let of_agreement = field("agreement", "\"low\", \"high\"");
        let of_party = field("party", other);
        format!("groups: [(id: \"g\", label: \"G\", when: {mark}\"x_s > low\")], fields: [{of_agreement}, {of_party}]")
    };
    check(
        &group("^", "\"high\", \"low\""),
        &[
            "This means one thing for agreement and another for party, whose choices have another order. Take the fields \
           of one of them out of the group “g”.",
        ],
    );
    assert!(faults(&file(&group("", "\"low\", \"high\""))).is_empty());
}

/// A record in which one field has a value.
struct One(&'static str, &'static str);

impl Facts for One {
    fn values(&self, subject: &Subject) -> Values<'_> {
        if subject.as_str() == self.0 { Values::text(self.1) } else { Values::None }
    }
}

#[test]
fn conditions_read_values_without_spaces_around_them_and_codes_as_they_are_written() {
    let holds = |when: &str, field: &'static str, value: &'static str| {
        let parts = format!(
            "fields: [(on: \"agreement\", id: \"x_c\", label: \"C\", type: Choice([\"1\", \"01\", \"2\"])), \
             (on: \"agreement\", id: \"x_f\", label: \"F\", type: Flag), \
             (on: \"agreement\", id: \"x_n\", label: \"N\", type: Whole())], \
             checks: [(id: \"a\", when: \"{when}\", warn: \"W.\")]"
        );
        let schema = read(&file(&parts)).unwrap_or_else(|error| panic!("{error}"));
        schema.rules[0].when.holds(&One(field, value))
    };
    for (when, field, value, wanted) in [
        ("x_f", "x_f", " yes ", true),
        ("x_f = yes", "x_f", " yes ", true),
        ("x_c 01", "x_c", " 01", true),
        ("x_c in (2, 01)", "x_c", "01 ", true),
        ("x_c = 1", "x_c", "01", false),
        ("x_c != 1", "x_c", "01", true),
        ("x_c = 01", "x_c", " 01", true),
        ("x_c > 1", "x_c", "01 ", true),
        ("x_n = 1", "x_n", "01", true),
    ] {
        assert_eq!(holds(when, field, value), wanted, "{when} of “{value}”");
    }
}
