//! What a schema could say and no record could be under: each is a fault at its place.

use super::*;

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
