//! The two schemas that ship, and one as large as the codebook of PA-X.

use super::*;

/// Kinds of fields for which the forms have an editor.
const EDITED: [&str; 11] =
    ["Text", "LongText", "Whole", "Number", "Choice", "Flag", "Date", "Duration", "Url", "Entity", "Mark"];

#[test]
fn shipped_schemas_read_without_a_fault_and_every_field_can_be_edited() {
    for (name, title, text) in SHIPPED {
        let schema = read(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(schema.id, format!("{name}-like-1"));
        assert!(!title.is_empty() && !schema.label.is_empty() && !schema.note.is_empty());
        assert_eq!(schema.changes.last().map(|change| change.version.as_str()), Some(schema.version.as_str()));
        for field in &schema.fields {
            assert!(EDITED.contains(&field.kind.single().word()), "{}", field.id);
            assert!(field.kind.choices().is_none_or(|choices| choices.iter().all(|term| !term.label.is_empty())));
        }
        let used = |id: &str| schema.fields.iter().any(|field| field.group == id);
        assert!(schema.groups.iter().all(|group| used(&group.id)), "{name}");
    }
}

#[test]
fn schema_after_dcad_asks_for_the_sectors_of_sector_agreements() {
    let schema = read(SHIPPED[0].2).unwrap();
    let sectors = schema.field("agreement", "x_sector").unwrap();
    assert!(sectors.takes_many() && sectors.evidence);
    assert_eq!(sectors.kind.choices(), schema.list("x_sectors"));
    assert_eq!(schema.list("x_sectors").unwrap()[2].labels[1], ("de".to_owned(), "Ausbildung".to_owned()));
    assert_eq!(schema.rules.iter().filter(|rule| rule.error).count(), 1);
    assert!(schema.hides("agreement.credibility"));
}

#[test]
fn schema_after_pax_has_provisions_on_two_scales_in_groups() {
    let schema = read(SHIPPED[1].2).unwrap();
    let scale = schema.list("x_scale").unwrap();
    let named = schema.list("x_named").unwrap();
    let with = |list| schema.fields.iter().filter(|field| field.kind.choices() == Some(list)).count();
    assert_eq!((with(scale), with(named), schema.groups.len()), (36, 39, 12));
    assert!(schema.rules.iter().all(|rule| !rule.error), "what the codebook doubts is no error");
    assert_eq!(scale.rank("3"), Some(3));
    assert!(schema.types.iter().any(|one| one.id == "place"));
    assert!(schema.knows(Vocabulary::InstrumentKind, "ceasefire") && schema.knows(Vocabulary::IdentityTie, "precedes"));
}

#[test]
fn schema_with_every_provision_of_pax_reads_as_well() {
    let provision = |number: usize| {
        let group = ["frame", "people", "gender", "state"][number % 4];
        format!(
            "(on: \"agreement\", id: \"x_provision_{number}\", label: \"Provision {number}\", group: \"{group}\", type: \
             Choice(\"x_scale\"), evidence: true, confidence: true, when: \"x_stage is given\"),\n"
        )
    };
    let more: Vec<String> = (0..225).map(provision).collect();
    let text = SHIPPED[1].2.replacen("    fields: [\n", &format!("    fields: [\n{}", more.concat()), 1);
    let schema = read(&text).unwrap();
    assert!(schema.fields.len() > 300);
    assert_eq!(schema.field("agreement", "x_provision_224").unwrap().kind.choices(), schema.list("x_scale"));
}
