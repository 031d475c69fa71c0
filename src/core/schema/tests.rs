//! The shipped lists against the tables of the data model, and what an extension makes of them.

use std::collections::BTreeSet;

use super::*;

/// Codes of the tables, in their order.
const TABLES: &[(Vocabulary, &str)] = &[
    (
        Vocabulary::ActorKind,
        "person state gov_org igo ngo company media academic armed_group group place_as_actor other",
    ),
    (Vocabulary::ActorForm, "name description adjective pronoun"),
    (Vocabulary::TitleKind, "title rank honorific"),
    (Vocabulary::NameKind, "official short acronym transliteration former misspelling"),
    (Vocabulary::Sector, "GOV COP MIL SPY JUD LEG EDU JRN BUS IGO NGO CVL MED REB PRM PTY UNK"),
    (Vocabulary::DateType, "date time duration set"),
    (
        Vocabulary::DateRole,
        "publication event event_period signing entry_into_force validity expiry deadline announcement historical \
         other",
    ),
    (Vocabulary::Reference, "past present future"),
    (
        Vocabulary::Modifier,
        "approx before after on_or_before on_or_after less_than more_than equal_or_less equal_or_more start mid end",
    ),
    (Vocabulary::Calendar, "gregorian hijri solar_hijri other"),
    (Vocabulary::Level, "instrument commitment activity"),
    (
        Vocabulary::InstrumentKind,
        "treaty intergovernmental_agreement interagency_agreement memorandum protocol cooperation_programme \
         action_plan joint_statement declaration communique exchange_of_notes minutes contract accession amendment \
         multilateral_treaty unspecified_document",
    ),
    (
        Vocabulary::CommitmentKind,
        "agreement_in_principle statement_of_intent proposal training exchange operational_cooperation \
         institutional_link aid_or_equipment",
    ),
    (Vocabulary::ActivityKind, "joint_exercise joint_patrol conference working_group training_held outcome"),
    (
        Vocabulary::Status,
        "proposed discussed expressed_intent agreed initialled signed ratified in_force implemented planned held \
         extended suspended violated terminated expired rejected unknown",
    ),
    (Vocabulary::Modality, "asserted intended hypothetical negated reported_denied unclear"),
    (Vocabulary::Capacity, "state government ministry agency subnational igo other"),
    (Vocabulary::PartyRole, "party provider recipient proposer host mediator guarantor depositary observer funder"),
    (Vocabulary::Grounds, "expiry completion replacement withdrawal breach annulment other"),
    (Vocabulary::Renewal, "none automatic by_consent unknown"),
    (Vocabulary::Quantity, "trainees officers equipment money other"),
    (
        Vocabulary::EvidenceSlot,
        "record_as_a_whole kind status parties signatories present announced signed in_force expires validity held \
         initialled ratified registered extended suspended terminated grounds term renewal quantities roles place \
         topics modality",
    ),
    (Vocabulary::Relation, "same_as implements amends renews supersedes mentioned_with"),
    (Vocabulary::IdentityRelation, "same part_of follow_up related different"),
    (Vocabulary::IdentityKind, "agreement process"),
    (Vocabulary::IdentityTie, "amends renews supersedes implements part_of_process"),
    (
        Vocabulary::Topic,
        "CT CVE TOC DRUGS CYBER TRAFFICKING AML BORDER MIGRATION EXTRADITION TRAIN INFO TECH FORENSIC RESEARCH PUBSEC \
         EVENTSEC CITIZEN PKO EMERGENCY LEGAL VISITS EXERCISE ARMS GENERAL",
    ),
    (Vocabulary::Basis, "explicit inferred document_date external not_stated not_applicable unknown none_found"),
    (Vocabulary::Confidence, "high medium low"),
    (Vocabulary::Missing, "not_coded not_stated not_applicable unknown none_found"),
    (Vocabulary::Exclusion, "irrelevant duplicate no_text wrong_language paywalled other"),
    (Vocabulary::Recognised, "yes partly no"),
    (Vocabulary::PlaceKind, "city country region facility address other"),
    (Vocabulary::Reliability, "A B C D E F"),
    (Vocabulary::Credibility, "1 2 3 4 5 6"),
    (Vocabulary::Ownership, "state party private"),
    (Vocabulary::Originality, "original reprint machine_translation"),
    (Vocabulary::DateOrder, "dmy mdy ymd"),
    (
        Vocabulary::RegionKind,
        "injected_metadata site_name outlet_tag page_title meta_description masthead section_label dateline page_clock \
         counter site_counter view_counter reading_time image_alt photo_caption photo_credit source_line share_prompt \
         comment_form related_links related_heading advert duplicate",
    ),
    (
        Vocabulary::TextFlag,
        "wrong_person wrong_name translation_slip grammar_gap truncated glued duplicate_text unbalanced_quotes \
         internal_contradiction ambiguous_date encoding",
    ),
];

#[test]
fn shipped_lists_hold_exactly_the_codes_of_the_tables() {
    let schema = Schema::default();
    assert_eq!(TABLES.len(), Vocabulary::ALL.len());
    for (&vocabulary, (table, codes)) in Vocabulary::ALL.iter().zip(TABLES) {
        assert_eq!(vocabulary, *table);
        let shipped: Vec<&str> = schema.terms(vocabulary).iter().map(|term| &*term.code).collect();
        assert_eq!(shipped, codes.split_whitespace().collect::<Vec<_>>());
    }
}

#[test]
fn shipped_terms_have_unique_codes_and_full_sentences() {
    for &vocabulary in Vocabulary::ALL {
        let terms = vocabulary.shipped();
        for (index, term) in terms.iter().enumerate() {
            assert!(!term.code.is_empty() && !term.label.is_empty(), "{term:?}");
            assert!(term.help.ends_with('.') && !term.help.contains(". "), "{term:?}");
            assert!(!term.added && term.is_offered(), "{term:?}");
            let before = &terms[..index];
            assert!(before.iter().all(|other| other.code != term.code), "{term:?}");
            assert!(before.iter().all(|other| other.label != term.label), "{term:?}");
            assert!(before.iter().all(|other| other.help != term.help), "{term:?}");
            assert_eq!(nearest(terms, &term.code), Some(term));
            assert_eq!(search(terms, &term.code).first(), Some(&term));
        }
    }
}

#[test]
fn lists_have_names_of_their_own_and_only_kinds_share_a_key() {
    let count = |text: fn(Vocabulary) -> &'static str| {
        Vocabulary::ALL.iter().map(|list| text(*list)).collect::<BTreeSet<&str>>().len()
    };
    assert_eq!(count(Vocabulary::name), Vocabulary::ALL.len());
    assert_eq!(count(Vocabulary::title), Vocabulary::ALL.len());
    assert_eq!(count(Vocabulary::id), Vocabulary::ALL.len() - 2);
    assert_eq!(Vocabulary::with_id("topics").collect::<Vec<_>>(), [Vocabulary::Topic]);
    assert_eq!(Vocabulary::with_id("kind").count(), 0);
    let mut codes = BTreeSet::new();
    for list in Vocabulary::with_id("agreement.kind") {
        assert_eq!(list.level().and_then(Vocabulary::kinds_of), Some(list));
        assert!(list.shipped().iter().all(|term| codes.insert(&term.code)), "a code stands in two lists of kinds");
    }
    assert_eq!(codes.len(), 31);
}

#[test]
fn status_runs_from_proposed_to_implemented() {
    let place = |code| Vocabulary::Status.shipped().iter().position(|term| term.code == code);
    assert_eq!(place("proposed"), Some(0));
    assert!(place("agreed") < place("signed") && place("signed") < place("in_force"));
    assert_eq!(place("implemented"), Some(8));
}

#[test]
fn label_of_unknown_code_is_the_code() {
    let schema = Schema::default();
    assert_eq!(schema.label(Vocabulary::InstrumentKind, "action_plan"), "Action plan");
    assert_eq!(schema.label(Vocabulary::Topic, "FRAUD"), "FRAUD");
    assert!(schema.knows(Vocabulary::Topic, "CT") && !schema.knows(Vocabulary::Topic, "ct"));
}

#[test]
fn kinds_follow_the_level() {
    let schema = Schema::default();
    assert_eq!(schema.kinds_of("instrument").len(), 17);
    assert_eq!(schema.kinds_of("commitment")[0].code, "agreement_in_principle");
    assert_eq!(schema.kinds_of("activity")[1].code, "joint_patrol");
    assert!(schema.kinds_of("treaty").is_empty());
}

fn word(text: &str) -> Placed<String> {
    Placed { value: text.to_owned(), at: 7 }
}

fn nothing() -> Extension {
    Extension { id: word("own"), version: word("2"), base: word(DEFAULT_ID), ..Extension::default() }
}

fn new_term(code: &str, level: Option<&str>) -> NewTerm {
    NewTerm { code: word(code), label: word("Label").into(), level: level.map(word), ..NewTerm::default() }
}

#[test]
fn extension_of_nothing_changes_only_the_name() {
    let schema = Schema::extended(nothing()).unwrap();
    assert_eq!(schema, Schema { id: "own".into(), version: "2".into(), ..Schema::default() });
}

#[test]
fn added_terms_stand_at_the_end_of_the_list_of_their_level() {
    let mut extension = nothing();
    let kinds = vec![new_term("pledge", Some("commitment")), new_term("extradition_treaty", Some("instrument"))];
    extension.terms.push((word("agreement.kind"), kinds));
    let schema = Schema::extended(extension).unwrap();
    assert_eq!(schema.kinds_of("commitment").last().map(|term| &*term.code), Some("pledge"));
    assert!(schema.kinds_of("instrument").last().is_some_and(|term| term.added && term.code == "extradition_treaty"));
    assert_eq!(schema.label(Vocabulary::CommitmentKind, "pledge"), "Label");
    assert!(!schema.knows(Vocabulary::InstrumentKind, "pledge"));
}

#[test]
fn hidden_terms_are_not_offered_and_still_known() {
    let mut extension = nothing();
    extension.terms.push((word("sector"), vec![new_term("GANG", None)]));
    extension.hidden.push((word("sector"), vec![word("PRM"), word("GANG")]));
    extension.hidden.push((word("agreement.kind"), vec![word("training")]));
    let schema = Schema::extended(extension).unwrap();
    for code in ["PRM", "GANG"] {
        assert!(schema.knows(Vocabulary::Sector, code));
        assert!(schema.offered(Vocabulary::Sector).all(|term| term.code != code));
    }
    assert_eq!(schema.label(Vocabulary::Sector, "PRM"), "Paramilitary");
    assert_eq!(schema.offered(Vocabulary::Sector).count(), 16);
    assert_eq!(schema.terms(Vocabulary::Sector).len(), 18);
    assert_eq!(schema.offered(Vocabulary::CommitmentKind).count(), 7);
    assert_eq!(
        schema.unknown_code_message(Vocabulary::Sector, "PRMM"),
        "“PRMM” is not in the list of sectors. Choose one from the list."
    );
}

#[test]
fn replaced_terms_name_their_successor_and_are_not_offered() {
    let mut extension = nothing();
    extension.terms.push((word("topics"), vec![new_term("NARCO", None)]));
    extension.replaced.push((word("topics"), vec![(word("DRUGS"), NewSuccessor::One(word("NARCO")))]));
    let schema = Schema::extended(extension).unwrap();
    let old = schema.term(Vocabulary::Topic, "DRUGS").unwrap();
    assert_eq!((old.replaced_by.as_slice(), old.is_offered(), old.hidden), (&["NARCO".to_owned()][..], false, false));
    assert!(schema.offered(Vocabulary::Topic).any(|term| term.code == "NARCO"));
    assert_eq!(schema.unknown_code_message(Vocabulary::Topic, "narc"), {
        "“narc” is not in the list of topics. Did you mean “NARCO”?"
    });
}

#[test]
fn fields_of_a_type_come_from_inside_and_outside() {
    let field = |on: Option<&str>, id: &str| NewField {
        on: on.map(word),
        id: word(id),
        label: word("Field").into(),
        kind: NewKind::Flag,
        ..NewField::default()
    };
    let mut extension = nothing();
    extension.types.push(NewType {
        id: word("x_speech"),
        label: word("Speech").into(),
        help: None,
        colour: word("#7a1f5c"),
        lane: LanePattern::Wavy,
        key: Some(Placed { value: 'S', at: 0 }),
        fields: vec![field(None, "x_tone")],
    });
    extension.fields = vec![field(Some("actor"), "x_tone"), field(Some("x_speech"), "x_length")];
    let schema = Schema::extended(extension).unwrap();
    let ids = |on: &str| schema.fields_of(on).map(|field| (field.on.clone(), field.id.clone())).collect::<Vec<_>>();
    assert_eq!(ids("x_speech"), [("x_speech", "x_tone"), ("x_speech", "x_length")].map(|(a, b)| (a.into(), b.into())));
    assert_eq!(ids("actor"), [("actor".into(), "x_tone".into())]);
    assert!(ids("date").is_empty());
    let speech = schema.type_def("x_speech").unwrap();
    assert_eq!((speech.colour, speech.key, speech.lane), ((0x7a, 0x1f, 0x5c), Some('s'), LanePattern::Wavy));
}

#[test]
fn rules_warn_where_their_condition_holds() {
    let mut extension = nothing();
    let when = word("topic TRAIN and not status signed");
    extension.rules.push(NewRule {
        id: word("train"),
        when,
        warn: Some(word("How many?").into()),
        ..NewRule::default()
    });
    let schema = Schema::extended(extension).unwrap();
    let warnings = |status: &str, topic: &str| -> Vec<String> {
        let facts = Few([("status", status), ("topic", topic)]);
        let rules = schema.rules_for("agreement").filter(|rule| rule.when.holds(&facts));
        rules.map(|rule| rule.says.clone()).collect()
    };
    let none: Vec<String> = Vec::new();
    assert_eq!(warnings("agreed", "TRAIN"), ["How many?".to_owned()]);
    assert_eq!(warnings("signed", "TRAIN"), none);
    assert_eq!(warnings("agreed", "CT"), none);
    assert_eq!(schema.rules_for("date").count(), 0);
}

/// A record of which two things are known.
struct Few<'a>([(&'static str, &'a str); 2]);

impl Facts for Few<'_> {
    fn values(&self, subject: &Subject) -> Values<'_> {
        let found = self.0.iter().find(|(word, _)| *word == subject.as_str());
        found.map_or(Values::None, |(_, value)| Values::text(*value))
    }
}

#[test]
fn fault_gives_back_the_place_of_its_part() {
    let mut extension = nothing();
    let mut term = new_term("A B", None);
    term.code.at = 41;
    term.label.shown = Placed { value: " ".into(), at: 52 };
    extension.terms.push((word("topics"), vec![term]));
    extension.base = Placed { value: "default-9".into(), at: 3 };
    let faults = Schema::extended(extension).unwrap_err();
    let places: Vec<(usize, &str)> = faults.iter().map(|fault| (fault.at, fault.sentence.as_str())).collect();
    assert_eq!(
        places,
        [
            (3, "There is no schema “default-9” to build on. Write “default-1”."),
            (41, "The code “A B” has a space in it. Put _ there."),
            (52, "The label is empty. Write one."),
        ]
    );
}
