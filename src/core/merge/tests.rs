//! What merging keeps, joins and leaves to a person.

use super::*;
use crate::core::annotation::{
    ActorMention, Agreement, Beside, Dated, FieldValue, Fragment, Id, Party, RegistryEntry, Remark,
};

fn quoted(start: usize, quote: &str) -> Quoted {
    let end = start + quote.chars().count();
    let fragment = Fragment { start, end, quote: quote.to_owned() };
    Quoted { span: vec![fragment], before: String::new(), after: String::new() }
}

fn actor(id: &str, change: impl FnOnce(&mut ActorMention<Quoted>)) -> Record<Quoted> {
    let Record::Actor(mut record) = Record::Actor(Arc::new(ActorMention::new(
        Id::parse(id).unwrap(),
        crate::core::annotation::Place::of(crate::core::text::Span::new(0, 4)),
    )))
    .quoted(&crate::core::text::Text::canonical("Wang")) else {
        unreachable!("an actor stays an actor")
    };
    change(Arc::make_mut(&mut record));
    Record::Actor(record)
}

fn agreement(change: impl FnOnce(&mut Agreement)) -> Record<Quoted> {
    let place = crate::core::annotation::Place::of(crate::core::text::Span::new(0, 4));
    let mut agreement = Agreement::new(Id::parse("g-00000001").unwrap(), place);
    change(&mut agreement);
    Record::Agreement(Arc::new(agreement)).quoted(&crate::core::text::Text::canonical("Wang"))
}

fn records(list: &[Record<Quoted>]) -> Records {
    list.iter().map(|record| (record.key(), record.clone())).collect()
}

fn party(actor: &str, capacity: &str) -> Party {
    Party::of(actor, capacity)
}

#[test]
fn changes_of_different_records_and_fields_are_both_there() {
    let plain = actor("a-00000001", |_| {});
    let base = records(&[plain.clone(), actor("a-00000002", |_| {})]);
    let ours = records(&[actor("a-00000001", |a| a.note = "ours".into()), actor("a-00000003", |_| {})]);
    let theirs = records(&[
        actor("a-00000001", |a| a.links = vec!["UZB".into()]),
        actor("a-00000002", |_| {}),
        actor("a-00000004", |_| {}),
    ]);
    let merged = merge(&base, &ours, &theirs, "ben");
    assert_eq!(merged.conflicts, []);
    let keys: Vec<&String> = merged.records.keys().collect();
    assert_eq!(keys, ["a-00000001", "a-00000003", "a-00000004"], "what we deleted stays deleted");
    let both = actor("a-00000001", |a| {
        a.note = "ours".into();
        a.links = vec!["UZB".into()];
    });
    assert_eq!(merged.records["a-00000001"], both);
    assert_eq!(merge(&base, &theirs, &ours, "anna").records, merged.records, "the merge is symmetric");
}

#[test]
fn same_field_changed_in_two_ways_is_a_conflict_that_keeps_both() {
    let base = records(&[actor("a-00000001", |_| {})]);
    let ours = records(&[actor("a-00000001", |a| a.note = "ours".into())]);
    let theirs = records(&[actor("a-00000001", |a| {
        a.note = "theirs".into();
        a.form = "pronoun".into();
    })]);
    let merged = merge(&base, &ours, &theirs, "ben");
    let expected = |note: &str| {
        actor("a-00000001", |a| {
            a.note = note.into();
            a.form = "pronoun".into();
        })
    };
    assert_eq!(merged.records["a-00000001"], expected("ours"));
    let [conflict] = merged.conflicts.as_slice() else { panic!("{:?}", merged.conflicts) };
    assert_eq!((conflict.fields.as_slice(), conflict.from.as_str()), (&["note".to_owned()][..], "ben"));
    assert_eq!(conflict.other, Some(expected("theirs")));
    assert!(merged.records.contains_key("conflict a-00000001 #1"));
    let again = merge(&merged.records, &merged.records, &merged.records, "ben");
    assert_eq!((again.records, again.conflicts.len()), (merged.records, 0), "an open conflict is not made anew");
}

#[test]
fn record_deleted_by_one_and_changed_by_the_other_stands_until_somebody_decides() {
    let base = records(&[actor("a-00000001", |_| {})]);
    let changed = records(&[actor("a-00000001", |a| a.note = "new".into())]);
    for (ours, theirs) in [(&changed, &Records::new()), (&Records::new(), &changed)] {
        let merged = merge(&base, ours, theirs, "ben");
        assert_eq!(merged.records.get("a-00000001"), changed.get("a-00000001"));
        assert_eq!(merged.conflicts.len(), 1);
        assert_eq!(merged.conflicts[0].other, None);
    }
}

#[test]
fn items_of_lists_are_joined_and_one_party_in_two_capacities_is_a_conflict() {
    let base = records(&[agreement(|g| g.parties = vec![party("UZB", "state"), party("CHN", "state")])]);
    let ours = records(&[agreement(|g| g.parties = vec![party("CHN", "state"), party("KAZ", "state")])]);
    let theirs = records(&[agreement(|g| {
        g.parties = vec![party("UZB", "state"), party("CHN", "state"), party("KGZ", "state")];
    })]);
    let merged = merge(&base, &ours, &theirs, "ben");
    assert_eq!(merged.conflicts, []);
    let expected = agreement(|g| g.parties = vec![party("CHN", "state"), party("KAZ", "state"), party("KGZ", "state")]);
    assert_eq!(merged.records["g-00000001"], expected);
    for (our, their, field) in [
        (
            vec![party("UZB", "ministry"), party("CHN", "state")],
            vec![party("UZB", "agency"), party("CHN", "state")],
            "parties.UZB.capacity",
        ),
        (
            vec![party("UZB", "state"), party("CHN", "state"), party("KAZ", "state")],
            vec![party("UZB", "state"), party("CHN", "state"), party("KAZ", "ministry")],
            "parties",
        ),
    ] {
        let (ours, theirs) = (records(&[agreement(|g| g.parties = our)]), records(&[agreement(|g| g.parties = their)]));
        let conflicts = merge(&base, &ours, &theirs, "ben").conflicts;
        assert_eq!(conflicts.iter().map(|one| one.fields.as_slice()).collect::<Vec<_>>(), [[field.to_owned()]]);
    }
}

#[test]
fn place_moved_in_two_ways_is_a_conflict_and_never_half_of_each() {
    let base = records(&[actor("a-00000001", |_| {})]);
    let ours = records(&[actor("a-00000001", |a| a.place = quoted(0, "Wa"))]);
    let theirs = records(&[actor("a-00000001", |a| a.place = quoted(1, "ang"))]);
    let merged = merge(&base, &ours, &theirs, "ben");
    assert_eq!(merged.records["a-00000001"], ours["a-00000001"]);
    assert_eq!(merged.conflicts[0].fields, ["place"]);
}

#[test]
fn who_changed_a_record_last_is_no_conflict() {
    let by = |who: &'static str, at: &'static str, note: &'static str| {
        actor("a-00000001", move |a| {
            a.authorship.changed_by = who.into();
            a.authorship.changed_at = at.into();
            if who == "anna" { a.note = note.into() } else { a.form = note.into() }
        })
    };
    let base = records(&[actor("a-00000001", |_| {})]);
    let ours = records(&[by("anna", "2024-01-01T00:00:00Z", "hers")]);
    let theirs = records(&[by("ben", "2024-01-02T00:00:00Z", "his")]);
    let merged = merge(&base, &ours, &theirs, "ben");
    assert_eq!(merged.conflicts, []);
    let Record::Actor(record) = &merged.records["a-00000001"] else { panic!("an actor") };
    assert_eq!((record.note.as_str(), record.form.as_str()), ("hers", "his"));
    assert_eq!(record.authorship.changed_by, "ben");
}

#[test]
fn fields_of_the_schema_are_joined_by_name() {
    let with = |pairs: &[(&str, &str)]| {
        let fields = pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).into())).collect();
        records(&[agreement(move |g| g.fields = fields)])
    };
    let (base, ours) = (with(&[("x_a", "1"), ("x_b", "1")]), with(&[("x_a", "1"), ("x_b", "1"), ("x_c", "1")]));
    let merged = merge(&base, &ours, &with(&[("x_b", "2")]), "ben");
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.records, with(&[("x_b", "2"), ("x_c", "1")]));
}

#[test]
fn differences_are_said_in_words() {
    let before = actor("a-00000001", |a| a.links = vec!["UZB".into()]);
    let after = actor("a-00000001", |a| {
        a.links = vec!["UZB".into(), "CHN".into()];
        a.place = quoted(0, "Wan");
        a.authorship.changed_by = "anna".into();
    });
    let said: Vec<(String, String, String)> =
        differences(Some(&before), Some(&after)).into_iter().map(|d| (d.field, d.before, d.after)).collect();
    let expected = [("place", "“Wang” at 0", "“Wan” at 0"), ("links", "UZB", "UZB; CHN")];
    let expected = expected.map(|(field, before, after)| (field.to_owned(), before.to_owned(), after.to_owned()));
    let mut sorted = said.clone();
    sorted.sort_by_key(|one| one.0 != "place");
    assert_eq!(sorted, expected);
    assert!(!differences(None, Some(&after)).is_empty());
}

#[test]
fn two_changes_of_one_party_are_both_there() {
    let with = |role: &str, capacity: &str| {
        let party = Party { role: role.into(), ..party("UZB", capacity) };
        records(&[agreement(|g| g.parties = vec![party, Party::of("CHN", "state")])])
    };
    let merged = merge(&with("party", ""), &with("provider", ""), &with("party", "ministry"), "ben");
    assert_eq!((merged.conflicts, merged.records), (vec![], with("provider", "ministry")));
}

#[test]
fn values_of_one_field_contradict_each_other_and_lists_of_values_are_joined() {
    let with = |value: FieldValue| records(&[agreement(|g| g.fields = [("x_a".to_owned(), value)].into())]);
    let none = records(&[agreement(|_| {})]);
    let merged = merge(&none, &with("1".into()), &with("2".into()), "ben");
    assert_eq!(merged.conflicts[0].fields, ["fields.x_a"]);
    let many = |values: &[&str]| FieldValue::Many(values.iter().map(|value| (*value).to_owned()).collect());
    let merged = merge(&with(many(&["a"])), &with(many(&["a", "b"])), &with(many(&["c", "a"])), "ben");
    assert_eq!((merged.conflicts, merged.records), (vec![], with(many(&["a", "b", "c"]))));
}

#[test]
fn remarks_on_two_fields_are_joined_also_where_there_were_none_before() {
    let with = |fields: &[&str]| {
        let mut beside = Beside::default();
        for field in fields {
            beside.set(field, Remark { comment: "why".into(), ..Remark::default() });
        }
        records(&[agreement(|g| g.beside = beside)])
    };
    let merged = merge(&with(&[]), &with(&["status"]), &with(&["kind"]), "ben");
    assert_eq!((merged.conflicts, merged.records), (vec![], with(&["kind", "status"])));
}

#[test]
fn two_terms_of_a_membership_are_both_kept_and_one_with_two_ends_is_a_conflict() {
    let tie = |from: &str, until: &str| Dated { from: from.into(), until: until.into(), ..Dated::to("CIS") };
    let with = |ties: &[Dated]| {
        let entry = RegistryEntry { memberships: ties.to_vec(), ..RegistryEntry::new("UZB", "state", "Uzbekistan") };
        records(&[Record::Entry(Arc::new(entry))])
    };
    let (first, second) = (tie("1991", "1999"), tie("2005", ""));
    let merged = merge(&with(&[]), &with(std::slice::from_ref(&first)), &with(std::slice::from_ref(&second)), "ben");
    assert_eq!((merged.conflicts, merged.records), (vec![], with(&[first, second])));
    let merged = merge(&with(&[tie("1991", "")]), &with(&[tie("1991", "1999")]), &with(&[tie("1991", "2000")]), "ben");
    assert_eq!(merged.conflicts[0].fields, ["memberships.CIS.until"]);
}

fn passages(list: &[(usize, &str, &str)]) -> Record<Quoted> {
    let Record::Agreement(mut record) = agreement(|_| {}) else { unreachable!("it is an agreement") };
    let one = |(start, quote, comment): &(usize, &str, &str)| {
        let mut passage = crate::core::annotation::Evidence::of(quoted(*start, quote), Vec::new());
        if !comment.is_empty() {
            passage.remarks.insert("x_a".into(), Remark { comment: (*comment).into(), ..Remark::default() });
        }
        passage
    };
    Arc::make_mut(&mut record).evidence = list.iter().map(one).collect();
    Record::Agreement(record)
}

#[test]
fn remark_on_a_passage_stays_with_it_where_the_other_side_adds_one_before() {
    let base = records(&[passages(&[(30, "Berlin", "")])]);
    let ours = records(&[passages(&[(4, "Germany", ""), (30, "Berlin", "")])]);
    let theirs = records(&[passages(&[(30, "Berlin", "about Berlin")])]);
    let both = passages(&[(4, "Germany", ""), (30, "Berlin", "about Berlin")]);
    for merged in [merge(&base, &ours, &theirs, "ben"), merge(&base, &theirs, &ours, "anna")] {
        assert_eq!(merged.conflicts, []);
        assert_eq!(merged.records["g-00000001"], both);
    }
}

#[test]
fn remarks_of_two_people_on_one_passage_are_joined_and_contradict_each_other_in_one_field_only() {
    let with = |change: &dyn Fn(&mut crate::core::annotation::Evidence<Quoted>)| {
        let Record::Agreement(mut record) = passages(&[(30, "Berlin", "")]) else { unreachable!("an agreement") };
        change(&mut Arc::make_mut(&mut record).evidence[0]);
        Record::Agreement(record)
    };
    let remark = |comment: &str| Remark { comment: comment.into(), ..Remark::default() };
    let base = records(&[with(&|_| {})]);
    let ours = records(&[with(&|one| drop(one.remarks.insert("x_a".into(), remark("ours"))))]);
    let theirs = records(&[with(&|one| drop(one.remarks.insert("x_b".into(), remark("theirs"))))]);
    let merged = merge(&base, &ours, &theirs, "ben");
    assert_eq!(merged.conflicts, []);
    let both = with(&|one| {
        one.remarks.insert("x_a".into(), remark("ours"));
        one.remarks.insert("x_b".into(), remark("theirs"));
    });
    assert_eq!(merged.records["g-00000001"], both);
    let rival = records(&[with(&|one| drop(one.remarks.insert("x_a".into(), remark("theirs"))))]);
    let merged = merge(&base, &ours, &rival, "ben");
    assert_eq!(merged.conflicts[0].fields, ["evidence.0.remarks.x_a.comment"]);
}

#[test]
fn amounts_of_the_same_thing_that_two_people_add_without_a_place_contradict_each_other() {
    let with = |amounts: &[(&str, &str)]| {
        let amount = |(what, value): &(&str, &str)| crate::core::annotation::Quantity {
            what: (*what).into(),
            value: (*value).into(),
            ..Default::default()
        };
        records(&[agreement(|a| a.quantities = amounts.iter().map(amount).collect())])
    };
    let merged = merge(&with(&[]), &with(&[("trainees", "30")]), &with(&[("trainees", "40")]), "ben");
    assert_eq!(merged.conflicts[0].fields, ["quantities"]);
    let merged = merge(&with(&[]), &with(&[("trainees", "30")]), &with(&[("money", "40")]), "ben");
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.records, with(&[("trainees", "30"), ("money", "40")]));
    // Two amounts that one person gives are two.
    let merged = merge(&with(&[]), &with(&[("trainees", "30"), ("trainees", "40")]), &with(&[("money", "5")]), "ben");
    assert_eq!(merged.conflicts, []);
}

#[test]
fn numbers_of_a_state_stand_in_the_order_of_time_whoever_has_added_them() {
    let with = |since: &[(&str, &str)]| {
        let code = |(scheme, from): &(&str, &str)| crate::core::annotation::Code {
            scheme: (*scheme).into(),
            code: (*from).into(),
            from: (*from).into(),
            ..Default::default()
        };
        let codes = since.iter().map(code).collect();
        let entry = RegistryEntry { codes, ..RegistryEntry::new("DEU", "state", "Germany") };
        records(&[Record::Entry(Arc::new(entry))])
    };
    let base = with(&[("cow", "1990")]);
    let (ours, theirs) = (with(&[("cow", "1990"), ("gw", "1951")]), with(&[("cow", "1900"), ("cow", "1990")]));
    let merged = merge(&base, &ours, &theirs, "ben");
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.records, with(&[("cow", "1900"), ("cow", "1990"), ("gw", "1951")]));
    let merged = merge(&base, &theirs, &ours, "anna");
    assert_eq!(merged.records, with(&[("cow", "1900"), ("cow", "1990"), ("gw", "1951")]));
}

#[test]
fn one_warning_that_two_people_let_stand_for_two_parties_stands_for_both() {
    let with = |parts: &[(&str, &str)]| {
        let accepted = |(part, reason): &(&str, &str)| crate::core::annotation::Accepted {
            part: (*part).into(),
            says: "Look.".into(),
            reason: (*reason).into(),
            ..Default::default()
        };
        records(&[agreement(|a| a.beside.accepted = parts.iter().map(accepted).collect())])
    };
    let (ours, theirs) = (with(&[("parties.DEU", "seen")]), with(&[("parties.FRA", "seen")]));
    let merged = merge(&with(&[]), &ours, &theirs, "ben");
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.records, with(&[("parties.DEU", "seen"), ("parties.FRA", "seen")]));
    let merged = merge(&with(&[]), &ours, &with(&[("parties.DEU", "known")]), "ben");
    assert_eq!(merged.conflicts[0].fields, ["beside.accepted"]);
}
