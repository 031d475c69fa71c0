//! Conditions: what they mean, how they are written, and what is said of bad ones.

use std::borrow::Cow;
use std::collections::BTreeMap;

use proptest::prelude::*;

use super::lex::{quoted, tokens};
use super::*;

/// A record as a map: `!` before a value says why it is missing, `day:` that it is a date.
struct Record(BTreeMap<&'static str, Vec<&'static str>>);

impl Facts for Record {
    fn values(&self, subject: &Subject) -> Values<'_> {
        let values = self.0.get(subject.as_str()).map_or(&[][..], Vec::as_slice);
        match values {
            [one] if one.starts_with('!') => Values::Missing(Cow::Borrowed(&one[1..])),
            [one] if one.starts_with("day:") => Values::date(&one[4..]),
            _ => Values::texts(values.iter().copied()),
        }
    }
}

fn record() -> Record {
    Record(BTreeMap::from([
        ("level", vec!["instrument"]),
        ("kind", vec!["protocol"]),
        ("status", vec!["signed"]),
        ("modality", vec!["asserted"]),
        ("topic", vec!["CT", "TRAIN"]),
        ("background", vec!["no"]),
        ("parties_unknown", vec!["yes"]),
        ("parties", vec!["party", "party", "mediator"]),
        ("signed", vec!["day:2010-05"]),
        ("in_force", vec!["day:2011-01-01"]),
        ("expires", vec!["day:2011-01-01/.."]),
        ("announced", vec!["!not_stated"]),
        ("term", vec!["P18M"]),
        ("x_number", vec!["12"]),
        ("x_found", vec!["2010-06-01"]),
        ("x_two_words", vec!["not sure"]),
        ("x_none", vec!["!none_found"]),
        ("x_several", vec!["3", "7"]),
    ]))
}

fn holds(condition: &str) -> bool {
    Condition::parse(condition).unwrap_or_else(|sentence| panic!("{condition}: {sentence}")).holds(&record())
}

#[track_caller]
fn table(rows: &[(&str, bool)]) {
    for (condition, wanted) in rows {
        assert_eq!(holds(condition), *wanted, "{condition}");
    }
}

#[test]
fn condition_holds_where_every_test_does() {
    assert!(holds("topic TRAIN"));
    assert!(holds("topic CT and topic TRAIN and kind protocol"));
    assert!(holds("  level\tinstrument and not status proposed "));
    assert!(holds("modality asserted"));
    assert!(!holds("topic DRUGS"));
    assert!(!holds("not topic TRAIN"));
    assert!(!holds("topic TRAIN and status proposed"));
    assert!(!holds("topic train"));
}

#[test]
fn condition_without_topics_can_ask_for_their_absence() {
    let condition = Condition::parse("not topic TRAIN").unwrap();
    assert!(condition.holds(&Record(BTreeMap::new())));
}

#[test]
fn and_binds_closer_than_or_and_brackets_closest() {
    // T and F hold always and never.
    let [t, f] = ["topic CT", "topic DRUGS"];
    for (a, b, c) in [(t, t, t), (t, t, f), (t, f, t), (t, f, f), (f, t, t), (f, t, f), (f, f, t), (f, f, f)] {
        let [x, y, z] = [a, b, c].map(|part| part == t);
        assert_eq!(holds(&format!("{a} or {b} and {c}")), x || y && z);
        assert_eq!(holds(&format!("{a} and {b} or {c}")), x && y || z);
        assert_eq!(holds(&format!("({a} or {b}) and {c}")), (x || y) && z);
        assert_eq!(holds(&format!("not {a} and {b}")), !x && y);
        assert_eq!(holds(&format!("not ({a} and {b}) or not not {c}")), !(x && y) || z);
    }
}

#[test]
fn flags_and_lists_of_codes_are_asked_for() {
    table(&[
        ("background", false),
        ("not background", true),
        ("parties_unknown", true),
        ("status in (signed, ratified, in_force)", true),
        ("status in (ratified)", false),
        ("topic in (DRUGS, CT)", true),
        ("x_two_words 'not sure'", true),
        ("x_two_words in ('not sure',other)", true),
        ("x_two_words not_sure", false),
        ("parties_unknown and (topic CT or topic DRUGS) and not background", true),
    ]);
}

#[test]
fn what_is_empty_is_told_from_what_is_missing_for_a_reason() {
    table(&[
        ("status is given", true),
        ("status is empty", false),
        ("status is missing", false),
        ("held is empty", true),
        ("held is given", false),
        ("held is missing", false),
        ("held is not_coded", true),
        ("announced is empty", true),
        ("announced is missing", true),
        ("announced is not_stated", true),
        ("announced is none_found", false),
        ("announced is not_coded", false),
        ("x_none is none_found", true),
        ("x_none is given", false),
        ("signed is not_coded", false),
    ]);
}

#[test]
fn numbers_are_compared_as_numbers() {
    table(&[
        ("x_number > 9", true),
        ("x_number > 12", false),
        ("x_number >= 12.0", true),
        ("x_number<13", true),
        ("x_number != 12", false),
        ("x_number = 12", true),
        ("x_none < 5", false),
        ("x_none >= 5", false),
        ("x_none != 5", false),
        // One of several is enough, except for “is not”.
        ("x_several > 5", true),
        ("x_several < 5", true),
        ("x_several != 3", false),
        ("x_several != 4", true),
    ]);
}

#[test]
fn dates_are_compared_by_their_first_and_last_day() {
    table(&[
        ("signed < 2010-06-01", true),
        ("signed < 2010-05-31", false),
        ("signed > 2010-04", true),
        ("signed > 2010-05-01", false),
        ("signed <= 2010", true),
        ("signed >= 2010", true),
        ("signed = 2010", true),
        ("signed = 2010-05-02", false),
        ("signed != 2010-05-02", false),
        ("signed != 2011", true),
        ("signed < 2010", false),
        ("signed >= 2010-06", false),
        ("signed < in_force", true),
        ("in_force < signed", false),
        ("in_force >= signed", true),
        // The end is not known.
        ("expires > signed", true),
        ("expires < 2100", false),
        ("expires >= 2011", true),
        ("expires <= 2100", false),
        // Nothing is known.
        ("held < 2010", false),
        ("held >= 2010", false),
        ("not held < 2010", true),
        ("announced < in_force", false),
        ("x_found > 2010", false),
        ("x_found >= 2010", true),
        ("x_found < 2010-06-02", true),
    ]);
}

/// A record of which one date is known.
struct Held(&'static str);

impl Facts for Held {
    fn values(&self, _: &Subject) -> Values<'_> {
        Values::date(self.0)
    }
}

#[test]
fn precision_is_computed_from_the_bounds() {
    table(&[
        ("precision(signed) = month", true),
        ("precision(signed) != day", true),
        ("precision(in_force) = day", true),
        ("precision(expires) = range", true),
        ("precision(held) = unknown", false),
    ]);
    for (value, precision) in [
        ("2010", "year"),
        ("2010-12", "month"),
        ("2010-12-31", "day"),
        ("2010/2011", "range"),
        ("2010-01-01/2010-12-31", "year"),
        ("2010-02-01/2010-02-27", "range"),
        ("XXXX-04", "unknown"),
        ("201X", "range"),
    ] {
        let value: &'static str = value;
        let text = format!("precision(held) = {precision}");
        assert!(Condition::parse(&text).unwrap().holds(&Held(value)), "{value} {precision}");
    }
}

#[test]
fn durations_are_compared_by_their_length() {
    table(&[
        ("term > P1Y", true),
        ("term < P2Y", true),
        ("term = P1Y6M", true),
        ("term > P78W", true),
        ("term > P600D", false),
        ("term >= PT1H", true),
    ]);
}

#[test]
fn lists_are_counted() {
    table(&[
        ("count(parties) > 2", true),
        ("count(parties) = 3", true),
        ("count(parties:mediator) >= 1", true),
        ("count(parties:host) = 0", true),
        ("count(x_several) != 2", false),
        ("count(signatories) < 1", true),
        ("count(x_two_words:'not sure') = 1", true),
        ("count ( parties ) > 2", true),
    ]);
}

#[test]
fn condition_is_written_as_it_was_read() {
    for text in [
        "not topic TRAIN and status signed",
        "topic CT or topic TRAIN and not (kind protocol or background)",
        "status in (signed, ratified)",
        "x_a 'two words' or x_b 'it''s so' or x_d it's or x_c ''",
        "x_a is empty and signed is not_stated",
        "count(parties:provider) >= 1",
        "count(x_a:'two words') != 0",
        "precision(signed) = day",
        "expires <= in_force",
        "not not not x_a",
        "(topic CT and topic TRAIN) and x_a = 'b=c'",
    ] {
        let condition = Condition::parse(&format!("  {text} ")).unwrap_or_else(|sentence| panic!("{text}: {sentence}"));
        assert_eq!(condition.to_string(), text);
    }
    let tight = Condition::parse("(x_a>=5)and(x_b in(1,2))or count(parties)!=2").unwrap();
    assert_eq!(tight.to_string(), "x_a >= 5 and x_b in (1, 2) or count(parties) != 2");
}

#[test]
fn bad_condition_is_explained() {
    let problem = |text: &str| Condition::parse(text).unwrap_err();
    assert_eq!(problem(" "), "The condition is empty. Write a test such as “topic TRAIN”.");
    assert_eq!(problem("not"), "The condition is empty. Write a test such as “topic TRAIN”.");
    assert_eq!(problem("topic CT and"), "The condition ends after “and”. Write a test such as “topic TRAIN”.");
    assert_eq!(problem("topic CT or"), "The condition ends after “or”. Write a test such as “topic TRAIN”.");
    assert_eq!(problem("topic"), "No code follows “topic”. Write one, as in “topic TRAIN”.");
    assert_eq!(problem("topic and kind protocol"), "No code follows “topic”. Write one, as in “topic TRAIN”.");
    assert_eq!(problem("topic CT kind protocol"), "“kind” follows “topic CT”. Join tests with “and”.");
    assert_eq!(problem("topics CT"), "“topics” is not something a condition can ask about. Did you mean “topic”?");
    assert_eq!(
        problem("وزارة 😊"),
        "“وزارة” is not something a condition can ask about. Write topic, kind, level, status, modality, a date such \
         as signed, or the id of an own field."
    );
    assert_eq!(problem("(topic CT"), "A bracket is not closed. Write the ) that is missing.");
    assert_eq!(problem("topic CT)"), "A bracket closes here that was not opened. Take the ) out.");
    assert_eq!(problem("()"), "Nothing stands in the brackets. Write a test such as “topic TRAIN”.");
    assert_eq!(problem("(topic CT kind protocol)"), "“kind” follows “topic CT”. Join tests with “and”.");
    assert_eq!(
        problem("topic in CT"),
        "No bracket follows “in”. Write codes in brackets behind “topic in”, as in “topic in (CT, TOC)”."
    );
    assert_eq!(
        problem("topic in (CT,)"),
        "A code is missing. Write codes in brackets behind “topic in”, as in “topic in (CT, TOC)”."
    );
    assert_eq!(problem("topic in (CT TOC)"), "“TOC” follows “CT”. Part codes with commas and close the bracket.");
    assert_eq!(problem("topic in (CT"), "A bracket is not closed. Write the ) that is missing.");
    assert_eq!(problem("signed is emty"), "“emty” is not something a field can be. Did you mean “empty”?");
    assert_eq!(
        problem("signed is"),
        "The condition ends after “is”. Write empty, given, missing or a reason such as not_stated behind “signed is”."
    );
    assert_eq!(problem("signed <"), "Nothing to compare with follows “<”. Write it as in “signed < 2010”.");
    assert_eq!(problem("count parties > 2"), "“count” needs something in brackets, as in “count(parties) > 2”.");
    assert_eq!(
        problem("count(parties"),
        "The bracket after “count” is not closed. Close it, as in “count(parties) > 2”."
    );
    assert_eq!(
        problem("count(parties)"),
        "“count” is not compared with anything. Write it as in “count(parties) > 2”."
    );
    assert_eq!(problem("count(parties:) > 2"), "No code follows “parties:”. Write one, as in “count(parties:host)”.");
    assert_eq!(problem("precision = day"), "“precision” needs something in brackets, as in “precision(signed) = day”.");
    assert_eq!(problem("x_a 'two words"), "A text in ' does not end. Close it with '.");
    for nonsense in [
        "not ".repeat(250_000),
        "topic CT and ".repeat(70_000),
        "\u{0}".repeat(1_000_000),
        "(".repeat(1_000_000),
        "'".repeat(999_999),
        "x_a in (".repeat(100_000),
        "count(".repeat(100_000),
    ] {
        assert!(problem(&nonsense).len() < 1000);
    }
}

#[test]
fn depth_is_limited_and_length_is_not() {
    let nested = |depth: usize| format!("{}topic CT{}", "(".repeat(depth), ")".repeat(depth));
    assert!(Condition::parse(&nested(parse::DEEPEST)).is_ok());
    assert_eq!(
        Condition::parse(&nested(parse::DEEPEST + 1)).unwrap_err(),
        "Too many brackets and “not” stand inside each other. Take some out."
    );
    let long = vec!["(topic CT or not topic TRAIN)"; 30_000].join(" and ");
    assert!(Condition::parse(&long).unwrap().holds(&record()));
}

#[test]
fn subjects_have_one_row_a_record_and_lists_that_there_are() {
    use super::super::Vocabulary;
    let mut seen = std::collections::BTreeSet::new();
    for row in SUBJECTS {
        assert!(seen.insert((row.on, row.word)), "{row:?}");
        assert_eq!(Subject::of(row.word).unwrap().on(row.on), Some(*row));
        assert!(!lex::RESERVED.contains(&row.word) && tokens(row.word).unwrap().len() == 1, "{row:?}");
        if let Shape::Codes(list) = row.shape {
            assert!(Vocabulary::with_id(list).next().is_some(), "{row:?}");
        }
    }
}

fn condition() -> impl Strategy<Value = Condition> {
    let subject = || {
        prop_oneof![Just("topic"), Just("status"), Just("signed"), Just("background"), Just("x_a"), Just("x_b.c")]
            .prop_map(|word| Subject::of(word).unwrap())
    };
    let own = || Just(Subject::of("x_flag").unwrap());
    let code = || prop_oneof!["[a-z_0-9]{1,8}", "[ a-zé'(),=<>!:😊]{0,6}", Just("and".to_owned())];
    let state = prop_oneof![
        Just(State::Empty),
        Just(State::Given),
        Just(State::Missing),
        Just(State::Because("not_stated".to_owned()))
    ];
    let comparison = proptest::sample::select(Comparison::ALL.to_vec());
    let measure = prop_oneof![
        subject().prop_map(Measure::Value),
        (subject(), proptest::option::of(code())).prop_map(|(list, code)| Measure::Count(list, code)),
        subject().prop_map(Measure::Precision),
    ];
    let test = prop_oneof![
        own().prop_map(Test::Flag),
        (subject(), code()).prop_map(|(subject, code)| Test::Has(subject, code)),
        (subject(), proptest::collection::vec(code(), 1..4)).prop_map(|(subject, codes)| Test::Among(subject, codes)),
        (subject(), state).prop_map(|(subject, state)| Test::Is(subject, state)),
        (measure, comparison, code()).prop_map(|(measure, comparison, code)| {
            Test::Compare(measure, comparison, Against::Written(Written::new(code)))
        }),
    ];
    test.prop_map(Condition::Test).prop_recursive(5, 30, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Condition::All),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Condition::Any),
            inner.prop_map(|part| Condition::Not(Box::new(part))),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_the_same(condition in condition()) {
        let text = condition.to_string();
        let read = Condition::parse(&text);
        // A list of a list is the same with or without brackets only where the words say so.
        prop_assert_eq!(read.as_ref().map(ToString::to_string), Ok(text));
        prop_assert_eq!(read, Ok(condition));
    }

    #[test]
    fn any_text_is_read_or_explained(text in "[a-z_ (),'=<>!:0-9é😊]{0,60}") {
        match Condition::parse(&text) {
            Ok(condition) => prop_assert_eq!(Condition::parse(&condition.to_string()), Ok(condition)),
            Err(sentence) => prop_assert!(sentence.ends_with('.') && sentence.len() < 1000, "{}", sentence),
        }
    }

    #[test]
    fn any_value_is_one_word_in_quotation_marks(value in "\\PC{0,12}") {
        let text = format!("x_a {}", quoted(&value));
        prop_assert_eq!(
            Condition::parse(&text),
            Ok(Condition::Test(Test::Has(Subject::of("x_a").unwrap(), value)))
        );
    }
}
