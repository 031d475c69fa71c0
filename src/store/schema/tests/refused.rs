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
