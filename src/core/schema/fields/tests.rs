//! What is wrong with a value, kind by kind.

use super::super::Term;
use super::*;

fn field(kind: FieldKind) -> FieldDef {
    FieldDef::new("agreement", "x_n", "Number of trainees", kind)
}

fn problem(kind: FieldKind, value: &str) -> String {
    field(kind).problem(&[value], &Asked::default()).unwrap_or_default()
}

#[test]
fn empty_value_is_wrong_only_where_it_is_required() {
    let kinds = [FieldKind::Text, FieldKind::Flag, FieldKind::Date, FieldKind::Number { min: None, max: None }];
    for kind in kinds {
        let (mut field, asked) = (field(kind), Asked::default());
        assert_eq!(field.problem(&[" \t\n"], &asked), None);
        field.required = true;
        assert_eq!(field.problem(&[" "], &asked).as_deref(), Some("“Number of trainees” is empty. Fill it in."));
        field.hidden = true;
        assert_eq!(field.problem(&[" "], &asked), None);
    }
}

#[test]
fn number_is_digits_within_limits() {
    let any = FieldKind::Number { min: None, max: None };
    for good in ["0", "12", "-3", "+4", "2.50", " 7 ", "007"] {
        assert_eq!(problem(any.clone(), good), "", "{good}");
    }
    let advice = "is not a number. Write it in the digits 0 to 9, e.g. 12, -3 or 2.5.";
    for bad in
        ["1,000", "1e5", "inf", "NaN", "0x10", ".5", "5.", "1.2.3", "--1", "-", "−1", "٤٠", "１２", "12 men", "😊"]
    {
        assert_eq!(problem(any.clone(), bad), format!("“{bad}” {advice}"));
    }
    let limited = FieldKind::Number { min: Some(0.0), max: Some(2.5) };
    assert_eq!(problem(limited.clone(), "2.5"), "");
    assert_eq!(problem(limited.clone(), "-1"), "-1 is too small. Give a number from 0 to 2.5.");
    assert_eq!(problem(limited, "2.51"), "2.51 is too large. Give a number from 0 to 2.5.");
    let least = FieldKind::Number { min: Some(1.0), max: None };
    assert_eq!(problem(least, "0"), "0 is too small. Give a number of 1 or more.");
    let most = FieldKind::Number { min: None, max: Some(-1.0) };
    assert_eq!(problem(most, "0"), "0 is too large. Give a number of -1 or less.");
}

#[test]
fn choice_is_one_of_the_terms_and_slips_are_explained() {
    let terms = ["yes", "no", "not sure"].map(|code| Term::own(code, code, ""));
    let kind = FieldKind::Choice(terms.to_vec().into());
    assert_eq!(problem(kind.clone(), "not sure"), "");
    assert_eq!(
        problem(kind.clone(), "not_sure"),
        "“not_sure” is not among the choices of “Number of trainees”. Did you mean “not sure”?"
    );
    assert_eq!(problem(kind, "وزارة"), "“وزارة” is not among the choices of “Number of trainees”. Choose one of them.");
}

#[test]
fn flag_is_yes_or_no() {
    assert_eq!(problem(FieldKind::Flag, "yes"), "");
    assert_eq!(problem(FieldKind::Flag, "true"), "“true” is neither yes nor no. Choose one of the two.");
}

#[test]
fn date_is_read_as_everywhere_else() {
    assert_eq!(problem(FieldKind::Date, "XXXX-04-01"), "");
    assert!(problem(FieldKind::Date, "2024-13-01").contains("is not a date"));
}

#[test]
fn text_takes_one_line_and_long_text_several() {
    assert_eq!(problem(FieldKind::Text, "Bộ Công an\t😊 وزارة"), "");
    assert_eq!(problem(FieldKind::Text, "a\nb"), "“Number of trainees” takes one line. Take the line breaks out.");
    assert_eq!(problem(FieldKind::LongText, "a\r\nb"), "");
    assert_eq!(
        problem(FieldKind::LongText, "a\u{0}b"),
        "“Number of trainees” holds a control character (U+0000), which cannot be seen. Type the text again."
    );
}

#[test]
fn megabytes_of_nonsense_are_answered_in_a_sentence() {
    let terms = vec![Term::own("yes", "yes", "")];
    let number = FieldKind::Number { min: None, max: Some(5.0) };
    for nonsense in ["9".repeat(1_000_000), "\u{301}".repeat(500_000), "\u{0}😊".repeat(200_000)] {
        for kind in [FieldKind::Choice(terms.clone().into()), number.clone(), FieldKind::Flag] {
            let sentence = problem(kind, &nonsense);
            assert!(!sentence.is_empty() && sentence.len() < 2000, "{}", sentence.len());
        }
    }
}

/// Knows a state, a ministry, and a mark of each of two types.
struct Few;

impl Known for Few {
    fn entity(&self, id: &str) -> Option<&str> {
        [("UZB", "state"), ("UZB.MIA", "gov_org")].into_iter().find(|(one, _)| *one == id).map(|(_, kind)| kind)
    }

    fn mark(&self, id: &str) -> Option<&str> {
        [("d-1", "date"), ("m-1", "x_law")].into_iter().find(|(one, _)| *one == id).map(|(_, kind)| kind)
    }
}

#[test]
fn whole_number_has_no_point() {
    let any = FieldKind::Whole { min: Some(0), max: Some(3) };
    for good in ["0", "3", " 2 ", "+1"] {
        assert_eq!(problem(any.clone(), good), "", "{good}");
    }
    assert_eq!(problem(any.clone(), "4"), "4 is too large. Give a number from 0 to 3.");
    for bad in ["2.0", "1e2", "two", "٢", "99999999999999999999", "-"] {
        let advice = "is not a whole number. Write it in the digits 0 to 9, e.g. 12 or -3.";
        assert_eq!(problem(any.clone(), bad), format!("“{bad}” {advice}"));
    }
}

#[test]
fn duration_is_read_as_everywhere_else() {
    for good in ["P5Y", "P1Y6M", "2024/2025"] {
        assert_eq!(problem(FieldKind::Duration, good), "", "{good}");
    }
    assert_eq!(
        problem(FieldKind::Duration, "5 years"),
        "“5 years” is not a duration: write P5Y. Write e.g. P5Y, P18M or P1Y6M, or a range of dates."
    );
}

#[test]
fn address_can_be_opened() {
    for good in ["https://example.org", "HTTP://example.org/a?b=c#d", "https://пример.рф/вода", "https://[::1]:80/"]
    {
        assert_eq!(problem(FieldKind::Url, good), "", "{good}");
    }
    for bad in ["example.org", "www.example.org", "ftp://example.org", "https:/example.org", "C:\\file", "😊"] {
        assert!(problem(FieldKind::Url, bad).contains("is not a web address. Write it with https://"), "{bad}");
    }
    for bad in ["https://", "https:///page", "http://?x"] {
        assert!(problem(FieldKind::Url, bad).starts_with("No site follows"), "{bad}");
    }
    assert_eq!(
        problem(FieldKind::Url, "https://example.org/a b"),
        "The address “https://example.org/a b” has a space in it. Write %20 there, or take it out."
    );
}

#[test]
fn entry_and_mark_are_looked_up_where_that_can_be_done() {
    let asked = Asked { known: Some(&Few), ..Asked::default() };
    let said = |kind: FieldKind, value: &str| field(kind).problem(&[value], &asked).unwrap_or_default();
    let state = FieldKind::Entity(vec!["state".into()]);
    assert_eq!(said(state.clone(), "UZB"), "");
    assert_eq!(said(FieldKind::Entity(Vec::new()), "UZB.MIA"), "");
    assert_eq!(
        said(state.clone(), "UZB.MIA"),
        "“Number of trainees” takes an entry of kind state, and “UZB.MIA” is of kind gov_org. Choose another."
    );
    assert_eq!(
        said(state.clone(), "ZZZ"),
        "“Number of trainees” points to “ZZZ”, which is not in the registry. Choose an entry."
    );
    assert_eq!(problem(state, "ZZZ"), "");
    assert_eq!(said(FieldKind::Mark("x_law".into()), "m-1"), "");
    assert_eq!(
        said(FieldKind::Mark("x_law".into()), "d-1"),
        "“Number of trainees” takes a mark of type x_law, and “d-1” is of type date. Choose another."
    );
    assert_eq!(
        said(FieldKind::Mark("date".into()), "d-2"),
        "“Number of trainees” points to “d-2”, which is no mark of this article. Choose a mark."
    );
}

#[test]
fn several_values_are_each_looked_at() {
    let many = field(FieldKind::Many(Box::new(FieldKind::Whole { min: None, max: Some(9) })));
    let said = |values: &[&str]| many.problem(values, &Asked::default()).unwrap_or_default();
    assert_eq!(said(&["1", "2"]), "");
    assert_eq!(said(&["1", "10"]), "10 is too large. Give a number of 9 or less.");
    assert_eq!(said(&["1", "2", " 1"]), "“1” stands in “Number of trainees” twice. Take one out.");
    assert_eq!(said(&[" ", ""]), "");
    let one = field(FieldKind::Text);
    assert_eq!(
        one.problem(&["a", "b"], &Asked::default()).unwrap(),
        "“Number of trainees” takes one value, and there are several. Take the others out."
    );
    let owned = vec!["a".to_owned()];
    assert_eq!(one.problem(&owned, &Asked::default()), None);
}

#[test]
fn required_field_may_be_empty_where_it_is_not_asked_for_or_a_reason_is_given() {
    let mut required = field(FieldKind::Text);
    required.required = true;
    let empty: [&str; 0] = [];
    assert_eq!(required.problem(&empty, &Asked::default()).unwrap(), "“Number of trainees” is empty. Fill it in.");
    assert_eq!(required.problem(&empty, &Asked { applies: false, ..Asked::default() }), None);
    assert_eq!(required.problem(&empty, &Asked { missing: true, ..Asked::default() }), None);
    required.replaced_by = Some("x_m".into());
    assert_eq!(required.problem(&empty, &Asked::default()), None);
}
