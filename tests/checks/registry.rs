//! Check 36 and those beside it on what belongs to the whole corpus.

use std::sync::Arc;

use glossator::core::annotation::{
    Code, Dated, DatedRole, FieldValue, Identity, IdentityTie, Publisher, RegistryEntry,
};
use glossator::core::checks;
use glossator::core::finding::Severity;

use crate::desk::Desk;

fn entry() -> RegistryEntry {
    RegistryEntry::new("r-1", "gov_org", "Ministry")
}

fn desk(entry: RegistryEntry) -> Desk {
    let mut desk = Desk::of("en", "");
    desk.entry(entry);
    desk
}

#[test]
fn entry_36_that_is_filled_as_it_should_be_says_nothing() {
    let until = |from: &str, until: &str| Dated { from: from.into(), until: until.into(), ..Dated::to("UZB") };
    let code = |scheme: &str, code: &str| Code { scheme: scheme.into(), code: code.into(), ..Code::default() };
    let desk = desk(RegistryEntry {
        exists_from: "1991".into(),
        exists_to: "1991-12".into(),
        sectors: vec!["GOV".into()],
        part_of: vec![until("", ""), until("1991", "2000/..")],
        codes: vec![code("cow", "704"), code("gw", "2"), code("cow_igo", "4400"), code("iso3166-3", "SUHH")],
        recognised: "yes".into(),
        ..entry()
    });
    assert_eq!(checks::corpus(&desk.workspace), []);
}

#[test]
fn dates_36_of_an_entry_are_dates_in_their_order() {
    let advice = "Write year-month-day, e.g. 2024-04-01; use X for what is unknown.";
    let month = format!("“2024-13” is not a date: month 13. {advice}");
    let wrong = "2024-13".to_owned();
    for entry in [
        RegistryEntry { exists_from: wrong.clone(), ..entry() },
        RegistryEntry { memberships: vec![Dated { until: wrong.clone(), ..Dated::to("UZB") }], ..entry() },
        RegistryEntry { roles: vec![DatedRole { to: wrong.clone(), ..DatedRole::default() }], ..entry() },
        RegistryEntry { codes: vec![Code { from: wrong.clone(), ..Code::default() }], ..entry() },
    ] {
        let desk = desk(entry);
        let found = desk.finds_in_corpus(36, &month, ("registry/r-1", "registry.existence"));
        assert_eq!(found.severity, Severity::Error);
    }
    let desk = desk(RegistryEntry { exists_from: "1999".into(), exists_to: "1991".into(), ..entry() });
    let message = "“Ministry” exists from 1999 and until 1991, which is before. Check both dates.";
    desk.finds_in_corpus(36, message, ("registry/r-1", "registry.existence"));
}

#[test]
fn codes_36_of_an_entry_are_of_their_lists() {
    let code = |scheme: &str, code: &str| Code { scheme: scheme.into(), code: code.into(), ..Code::default() };
    let desk_ = desk(RegistryEntry { codes: vec![code("gw", "UZB")], ..entry() });
    let message = "“UZB” is no number of Gleditsch and Ward: theirs go from 2 to 990. Correct it.";
    desk_.finds_in_corpus(36, message, ("registry/r-1", "registry.codes"));
    let desk_ = desk(RegistryEntry { sectors: vec!["GVO".into()], ..entry() });
    let message = "“GVO” is not in the list of sectors. Choose one from the list.";
    desk_.finds_in_corpus(36, message, ("registry/r-1", "registry.kind"));
}

#[test]
fn fields_36_of_registry_identity_and_publisher_are_looked_at_and_rules_asked() {
    let mut desk = desk(entry());
    desk.schema(
        "fields: [(on: \"registry\", id: \"x_size\", label: \"Size\", type: Whole(min: Some(1))), \
         (on: \"identity\", id: \"x_score\", label: \"Score\", type: Whole(), required: true), \
         (on: \"publisher\", id: \"x_site\", label: \"Site\", type: Url)], \
         checks: [(id: \"country\", on: \"registry\", when: \"country is empty\", warn: \"Of which country?\")]",
    );
    let value = |id: &str, value: &str| [(id.to_owned(), FieldValue::from(value))].into();
    desk.entry(RegistryEntry { country: "UZB".into(), fields: value("x_size", "0"), ..entry() });
    let message = "0 is too small. Give a number of 1 or more.";
    desk.finds_in_corpus(36, message, ("registry/r-1", "record.own"));
    desk.entry(entry());
    let identity = Identity::new("i-1", "Treaty");
    desk.workspace.shared.identities.insert_mut("i-1".into(), Arc::new(identity));
    desk.finds_in_corpus(36, "“Score” is empty. Fill it in.", ("agreements/i-1", "record.own"));
    desk.workspace.shared.identities.remove_mut("i-1");
    let publisher = Publisher { name: "Kun".into(), fields: value("x_site", "kun.uz"), ..Publisher::default() };
    desk.workspace.shared.publishers.insert_mut("Kun".into(), Arc::new(publisher));
    let message = "“kun.uz” is not a web address. Write it with https:// at its beginning, as in \
                   https://example.org/page.";
    desk.finds_in_corpus(36, message, ("sources/Kun", "record.own"));
    let rule = desk.finds_in_corpus(0, "Of which country?", ("registry/r-1", "record.own"));
    assert_eq!((rule.rule.as_str(), rule.severity), ("country", Severity::Warning));
}

#[test]
fn ties_8_of_an_entry_lead_somewhere() {
    for (entry, field) in [
        (RegistryEntry { part_of: vec![Dated::to("GONE"), Dated::to("UZB")], ..entry() }, "registry.members"),
        (RegistryEntry { memberships: vec![Dated::to("GONE")], ..entry() }, "registry.members"),
        (RegistryEntry { successor_of: vec!["GONE".into()], ..entry() }, "registry.existence"),
        (
            RegistryEntry { roles: vec![DatedRole { org: "GONE".into(), ..DatedRole::default() }], ..entry() },
            "registry.kind",
        ),
    ] {
        let mut desk = desk(entry);
        let message = "Ministry points to “GONE”, which is not in the registry. Choose an entry.";
        let found = desk.finds_in_corpus(8, message, ("registry/r-1", field));
        let fix = found.fix.expect("it can be taken out");
        desk.change(fix.intent).expect("an entry can be changed");
        assert_eq!(checks::corpus(&desk.workspace), []);
    }
    let mut desk = desk(entry());
    let tie = IdentityTie { kind: "amends".into(), identity: "i-9".into(), note: String::new() };
    let identity = Identity { relations: vec![tie], ..Identity::new("i-1", "Treaty") };
    desk.workspace.shared.identities.insert_mut("i-1".into(), Arc::new(identity));
    let message = "“Treaty” points to “i-9”, which is not there. Choose another agreement.";
    desk.finds_in_corpus(8, message, ("agreements/i-1", "agreement.identity"));
}

#[test]
fn thousands_of_entries_are_looked_at_in_parts_with_the_same_findings() {
    let mut desk = desk(entry());
    for nth in 0..1000 {
        let sectors = if nth % 100 == 7 { vec!["?".to_owned()] } else { Vec::new() };
        desk.entry(RegistryEntry { sectors, ..RegistryEntry::new(format!("r-{nth:04}"), "person", "Wang") });
    }
    let (mut round, mut steps) = (checks::CorpusRound::default(), 1);
    while round.step(&desk.workspace) {
        steps += 1;
    }
    assert!(steps > 5, "{steps} steps");
    let found = round.found();
    assert_eq!(found.len(), 10);
    assert_eq!(checks::corpus(&desk.workspace), found);
}

#[test]
fn entry_that_is_separated_takes_back_all_that_the_other_one_had_taken_over() {
    use glossator::core::intent::{CorpusIntent, EntryField, Intent};
    let code = |scheme: &str, code: &str| Code { scheme: scheme.into(), code: code.into(), ..Code::default() };
    let value = |id: &str, value: &str| (id.to_owned(), FieldValue::from(value));
    let stays = RegistryEntry {
        codes: vec![code("cow", "732")],
        memberships: vec![Dated::to("UN")],
        fields: [value("x_a", "own")].into(),
        ..RegistryEntry::new("r-1", "state", "South")
    };
    let gone = RegistryEntry {
        country: "PRK".into(),
        exists_from: "1948".into(),
        sectors: vec!["GOV".into()],
        codes: vec![code("cow", "731"), code("gw", "731")],
        memberships: vec![Dated::to("UN"), Dated::to("ASEAN")],
        roles: vec![DatedRole { title: "chair".into(), ..DatedRole::default() }],
        external_ids: vec!["wikidata:Q423".into()],
        fields: [value("x_a", "theirs"), value("x_b", "theirs")].into(),
        ..RegistryEntry::new("r-2", "state", "North")
    };
    let mut desk = desk(stays.clone());
    desk.entry(gone.clone());
    let entry = |desk: &Desk, id: &str| (**desk.workspace.shared.registry.get(id).expect("it is there")).clone();
    let merge = CorpusIntent::Merge { from: "r-2".into(), into: "r-1".into() };
    desk.change(Intent::Corpus(merge)).expect("they can be merged");
    let both = entry(&desk, "r-1");
    assert_eq!(both.codes, [code("cow", "732"), code("cow", "731"), code("gw", "731")]);
    assert_eq!((both.country.as_str(), both.roles.len(), both.memberships.len()), ("PRK", 1, 2));
    assert_eq!(both.fields, [value("x_a", "own"), value("x_b", "theirs")].into(), "what was empty is filled");
    // What somebody has said since then stays.
    let own = CorpusIntent::SetEntry("r-1".into(), EntryField::ExistsFrom("1945".into()));
    desk.change(Intent::Corpus(own)).expect("it can be changed");
    desk.change(Intent::Corpus(CorpusIntent::Separate("r-2".into()))).expect("they can be separated");
    let (mut left, mut back) = (entry(&desk, "r-1"), entry(&desk, "r-2"));
    assert_eq!(left.exists_from, "1945");
    left.exists_from.clear();
    for one in [&mut left, &mut back] {
        one.history.clear();
        one.authorship = glossator::core::annotation::Authorship::default();
    }
    assert_eq!((left, back), (stays, gone));
    assert_eq!(desk.workspace.shared.registry.code_at("r-1", "cow", None), Some("732"));
}
