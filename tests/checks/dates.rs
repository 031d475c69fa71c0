//! Checks 11 to 17: what dates mean.

use glossator::core::annotation::{Act, Anchor, Basis, DateOf, DateSlot, Party, Reference};

use crate::desk::{Desk, ERROR, WARNING, Wanted};

const ADVICE: &str = "Write year-month-day, e.g. 2024-04-01; use X for what is unknown.";

#[test]
fn no_date_11_is_explained_wherever_a_date_is_written() {
    let month = format!("“2024-13-01” is not a date: month 13. {ADVICE}");
    let mut desk = Desk::of("de", "am [date:1. April] [agreement:unterzeichnet]");
    let (date, agreement) = (desk.date("1. April"), desk.agreement());
    desk.dates(|one| one.value = "2024-13-01".into());
    desk.finds(11, &month, &Wanted { record: Some(&date), field: "date.value", ..ERROR });
    desk.dates(|one| (one.value, one.other_readings) = ("2024-04-01".into(), vec!["2024-13-01".into()]));
    desk.finds(11, &month, &Wanted { record: Some(&date), field: "date.other", ..ERROR });
    desk.dates(|one| one.other_readings.clear());
    for which in DateOf::ALL {
        desk.agreements(|one| one.dates.get_mut(which).value = "2024-13-01".into());
        desk.finds(11, &month, &Wanted { record: Some(&agreement), field: "agreement.dates", ..ERROR });
        desk.agreements(|one| *one.dates.get_mut(which) = DateSlot::default());
    }
    desk.published("2024-13-01");
    desk.finds(11, &month, &Wanted { field: "article.published", ..ERROR });
}

#[test]
fn no_date_11_is_silent_for_every_shape_a_date_can_have() {
    let mut desk = Desk::of("de", "am [date:1. April]");
    for value in [
        "",
        "2024",
        "XXXX-04-01",
        "2024-04-01?",
        "2024/2025",
        "2024-35",
        "[2024-10-29,2024-10-31]",
        "2024-04-01T20:49:00",
    ] {
        desk.dates(|one| (one.value, one.other_readings) = (value.into(), vec![value.into()])).published(value);
        desk.is_silent(11);
    }
}

#[test]
fn no_date_11_asks_by_the_type_of_the_expression() {
    let mut desk = Desk::of("de", "[date:fünf Jahre]");
    let date = desk.date("fünf Jahre");
    let right = [
        ("duration", ["P5Y", "P1Y6M", "2024/2029"]),
        ("set", ["P1Y", "R/2024/P1Y", "{2024,2025}"]),
        ("time", ["2024-04-01T20:49:00", "2024-04-01", "2024"]),
    ];
    for (kind, values) in right {
        for value in values {
            desk.dates(|one| {
                (one.kind, one.value, one.other_readings) = (kind.into(), value.into(), vec![value.into()]);
            });
            desk.is_silent(11);
            desk.is_silent(12);
        }
    }
    desk.dates(|one| (one.kind, one.value, one.other_readings) = ("duration".into(), "5 years".into(), Vec::new()));
    let message = "“5 years” is not a duration: write P5Y. Write e.g. P5Y, P18M or P1Y6M, or a range of dates.";
    let wanted = Wanted { record: Some(&date), field: "date.value", ..ERROR };
    desk.finds(11, message, &wanted);
    desk.dates(|one| (one.kind, one.value) = ("set".into(), "R/P1Y".into()));
    let message = "“R/P1Y” is not a recurrence: after R come two parts with a slash before each. Write e.g. P1Y for \
                   every year, R/2024/P1Y with its start, or a set of dates.";
    desk.finds(11, message, &wanted);
    let wanted = Wanted { fix: Some("Set the type to duration"), ..wanted };
    desk.dates(|one| (one.kind, one.value) = ("date".into(), "P5Y".into()));
    let message = "“P5Y” is not a date: this says how long, not when; a date mark whose type is duration takes it. \
                   Write year-month-day, e.g. 2024-04-01; use X for what is unknown.";
    desk.finds(11, message, &wanted);
}

#[test]
fn no_date_11_asks_for_a_length_in_term_and_renewal_and_for_dates_of_acts() {
    let mut desk = Desk::of("en", "[agreement:They signed.]");
    let agreement = desk.agreement();
    desk.agreements(|one| (one.term.value, one.renewal.term) = ("P5Y".into(), "P1Y".into())).is_silent(11);
    let message = "“5 years” is not a duration: write P5Y. Write e.g. P5Y, P18M or P1Y6M, or a range of dates.";
    let wanted = |field| Wanted { record: Some(&agreement), field, ..ERROR };
    desk.agreements(|one| one.term.value = "5 years".into());
    desk.finds(11, message, &wanted("agreement.term"));
    desk.agreements(|one| (one.term.value, one.renewal.term) = (String::new(), "5 years".into()));
    desk.finds(11, message, &wanted("agreement.term"));
    let act = || Act { act: "ratified".into(), date: DateSlot::of("2024-13-01", Basis::Explicit, None) };
    desk.agreements(|one| {
        one.renewal.term.clear();
        one.parties = vec![Party { acts: vec![act()], ..Party::of("UZB", "state") }];
    });
    desk.finds(11, &format!("“2024-13-01” is not a date: month 13. {ADVICE}"), &wanted("agreement.acts"));
}

#[test]
fn value_of_another_type_11_is_put_right_by_the_type() {
    let mut desk = Desk::of("de", "[date:fünf Jahre]");
    let date = desk.date("fünf Jahre");
    for (kind, value, right, fix) in [
        ("date", "P5Y", "duration", "Set the type to duration"),
        ("date", "R/2024/P1Y", "set", "Set the type to recurring"),
        ("duration", "R/2024/P1Y", "set", "Set the type to recurring"),
    ] {
        desk.dates(|one| (one.kind, one.value) = (kind.into(), value.into()));
        let found = desk.of_check(11);
        assert_eq!(found[0].fix.as_ref().map(|fix| fix.label.as_str()), Some(fix));
        desk.put_right(11);
        assert_eq!(desk.work().dates[&date].kind, right);
    }
}

#[test]
fn no_meaning_12_asks_for_what_the_type_takes_and_not_where_somebody_says_that_there_is_none() {
    let mut desk = Desk::of("de", "[date:einige Jahre]");
    let date = desk.date("einige Jahre");
    for (kind, what) in [("duration", "a length such as P2Y"), ("set", "how often, such as P1Y")] {
        desk.dates(|one| one.kind = kind.into());
        let message = format!("Give {what}, or choose past / present / future if the expression is vague.");
        desk.finds(12, &message, &Wanted { record: Some(&date), field: "date.value", ..ERROR });
    }
    desk.dates(|one| one.basis = Basis::Unknown).is_silent(12);
}

#[test]
fn no_meaning_12_asks_for_a_date_or_a_direction() {
    let desk = Desk::of("uz", "[date:so‘nggi yillarda]");
    let date = desk.date("so‘nggi yillarda");
    let message = "Give a date, or choose past / present / future if the expression is vague.";
    desk.finds(12, message, &Wanted { record: Some(&date), field: "date.value", ..ERROR });
}

#[test]
fn no_meaning_12_is_silent_with_either_of_the_two() {
    let mut desk = Desk::of("uz", "[date:so‘nggi yillarda]");
    for reference in [Reference::Past, Reference::Present, Reference::Future] {
        desk.dates(|one| one.reference = Some(reference));
        desk.is_silent(12);
    }
    desk.dates(|one| (one.reference, one.value) = (None, "202X".into()));
    desk.is_silent(12);
}

#[test]
fn two_readings_13_are_said_with_and_without_the_order_of_the_publisher() {
    let mut desk = Desk::of("ar", "نشر في [date:9/5/2024] اليوم");
    let date = desk.date("9/5/2024");
    let either = "“9/5/2024” can be 9 May or 5 September 2024.";
    let wanted = Wanted { record: Some(&date), field: "date.other", ..WARNING };
    let unset = format!("{either} Set the order of this source, or note the other reading.");
    desk.finds(13, &unset, &wanted);
    for (order, words) in [("mdy", "month first"), ("dmy", "day first"), ("ymd", "year first")] {
        desk.publisher("وكالة الأنباء", order);
        desk.finds(13, &format!("{either} This source is set to {words}."), &wanted);
    }
    desk.publisher("وكالة الأنباء", "");
    desk.finds(13, &unset, &wanted);
}

#[test]
fn two_readings_13_are_settled_by_noting_the_one_that_lost() {
    let mut desk = Desk::of("ar", "نشر في [date:٩/٥/٢٠٢٤]");
    let date = desk.date("٩/٥/٢٠٢٤");
    desk.publisher("PLO", "mdy").dates(|one| one.value = "2024-09-05".into());
    let message = "“٩/٥/٢٠٢٤” can be 9 May or 5 September 2024. This source is set to month first.";
    let fix = Some("Note the other reading");
    desk.finds(13, message, &Wanted { record: Some(&date), field: "date.other", fix, ..WARNING });
    desk.put_right(13);
    assert_eq!(desk.work().dates[&date].other_readings, ["2024-05-09"]);
}

#[test]
fn two_readings_13_without_a_year_are_noted_without_one() {
    let mut desk = Desk::of("vi", "Ngày [date:8-4]");
    let date = desk.date("8-4");
    desk.dates(|one| one.value = "XXXX-04-08".into());
    let message = "“8-4” can be 8 April or 4 August. Set the order of this source, or note the other reading.";
    let fix = Some("Note the other reading");
    desk.finds(13, message, &Wanted { record: Some(&date), field: "date.other", fix, ..WARNING });
    desk.put_right(13);
    assert_eq!(desk.work().dates[&date].other_readings, ["XXXX-08-04"]);
    // The end of a year is no month: 2009-05-09 holds the 9th of May and not the 5th of September.
    let mut desk = Desk::of("vi", "Ngày [date:9-5]");
    let date = desk.date("9-5");
    desk.dates(|one| one.value = "2009-05-09".into());
    desk.put_right(13);
    assert_eq!(desk.work().dates[&date].other_readings, ["XXXX-09-05"]);
}

#[test]
fn two_readings_13_are_silent_where_there_is_one_or_both_are_noted() {
    for (language, words) in
        [("ar", "14/5/2024"), ("ar", "5/5/2024"), ("zh", "2024/5/9"), ("vi", "5-8/4"), ("de", "9. Mai 2024")]
    {
        Desk::of(language, &format!("[date:{words}]")).is_silent(13);
    }
    let mut desk = Desk::of("ar", "[date:9/5/2024]");
    desk.dates(|one| one.other_readings = vec!["2024-09-05".into()]);
    desk.is_silent(13);
    desk.dates(|one| (one.value, one.other_readings) = ("[2024-05-09,2024-09-05]".into(), Vec::new()));
    desk.is_silent(13);
}

#[test]
fn no_year_14_can_be_written_as_unknown() {
    let mut desk = Desk::of("de", "Am [date:1. April] trafen sich beide");
    let date = desk.date("1. April");
    let message =
        "“1. April” has no year and the article has no publication date. Enter the year, or write XXXX-04-01.";
    let fix = Some("Write XXXX-04-01");
    desk.finds(14, message, &Wanted { record: Some(&date), field: "date.anchor", fix, ..WARNING });
    desk.put_right(14);
    assert_eq!(desk.work().dates[&date].value, "XXXX-04-01");
    desk.is_silent(11);
}

#[test]
fn no_year_14_proposes_what_is_known_and_it_is_a_date() {
    for (language, words, value) in
        [("de", "Ende April", "XXXX-04"), ("ru", "в ночь на 5-е", "XXXX-XX-05"), ("uz", "14 may kuni", "XXXX-05-14")]
    {
        let mut desk = Desk::of(language, &format!("[date:{words}]"));
        let date = desk.date(words);
        let message =
            format!("“{words}” has no year and the article has no publication date. Enter the year, or write {value}.");
        let fix = format!("Write {value}");
        desk.finds(14, &message, &Wanted { record: Some(&date), field: "date.anchor", fix: Some(&fix), ..WARNING });
        desk.put_right(14);
        desk.is_silent(11);
    }
}

#[test]
fn no_year_14_doubts_a_year_that_the_text_cannot_have_stated() {
    let mut desk = Desk::of("de", "Am [date:1. April] trafen sich beide");
    let date = desk.date("1. April");
    desk.dates(|one| one.value = "2024-04-01".into());
    let message =
        "“1. April” has no year and the article has no publication date. Enter the year, or write XXXX-04-01.";
    desk.finds(14, message, &Wanted { record: Some(&date), field: "date.anchor", ..WARNING });
    desk.dates(|one| one.basis = Basis::Inferred("programme of 2024".into()));
    desk.is_silent(14);
}

#[test]
fn no_year_14_is_silent_where_there_is_a_year_or_something_to_count_from() {
    for (language, words) in
        [("de", "1. April 2024"), ("de", "gestern"), ("vi", "năm 1959"), ("ar", "الخميس 21 نوفمبر 2024")]
    {
        Desk::of(language, &format!("[date:{words}]")).is_silent(14);
    }
    let mut desk = Desk::of("de", "Am [date:1. April]");
    desk.published("2024-04-02").is_silent(14);
    desk.published("").dates(|one| one.reference = Some(Reference::Past)).is_silent(14);
}

#[test]
fn late_event_15_is_doubted_by_its_role() {
    let mut desk = Desk::of("uz", "[date:14 may kuni] uchrashuv bo‘ldi");
    let date = desk.date("14 may kuni");
    let wanted = Wanted { record: Some(&date), field: "date.value", ..WARNING };
    desk.published("2019-05-13").dates(|one| one.value = "2019-05-14".into());
    let message = |what: &str| format!("This {what} is dated after the article appeared. Check day and month.");
    for (role, what) in [("event", "event"), ("event_period", "event"), ("signing", "signing")] {
        desk.dates(|one| one.role = role.into());
        desk.finds(15, &message(what), &wanted);
    }
}

#[test]
fn late_signing_15_of_an_agreement_is_reported_once_with_its_mark_or_without() {
    let mut desk = Desk::of("uz", "[agreement:[date:14 may kuni] imzolandi]");
    let (date, agreement) = (desk.date("14 may kuni"), desk.agreement());
    let message = "This signing is dated after the article appeared. Check day and month.";
    let slot = |mention| DateSlot::of("2019-05-14", Basis::Explicit, mention);
    desk.published("2019-05-13").agreements(|one| one.dates.signed = slot(None));
    let of_agreement = Wanted { record: Some(&agreement), field: "agreement.dates", ..WARNING };
    desk.finds(15, message, &of_agreement);
    desk.agreements(|one| one.dates.signed = slot(Some(date.clone())));
    desk.dates(|one| (one.value, one.role) = ("2019-05-14".into(), "signing".into()));
    desk.finds(15, message, &Wanted { record: Some(&date), field: "date.value", ..WARNING });
    // The mark is of another role, or says another day: then it is for the agreement to say so.
    desk.dates(|one| one.role = "other".into());
    desk.finds(15, message, &of_agreement);
    desk.dates(|one| (one.value, one.role) = ("2019-05-12".into(), "signing".into()));
    desk.finds(15, message, &of_agreement);
}

#[test]
fn late_event_15_is_silent_on_the_day_itself_in_a_month_that_has_begun_and_for_what_is_to_come() {
    let mut desk = Desk::of("uz", "[agreement:[date:14 may kuni] imzolandi]");
    desk.dates(|one| one.value = "2019-05-14".into());
    desk.agreements(|one| one.dates.signed.value = "2019-05-14".into());
    for published in ["2019-05-14", "2019-05", "2019", "", "nonsense", "2019-05-14T20:49:00"] {
        desk.published(published).is_silent(15);
    }
    desk.published("2019-05-13").agreements(|one| one.dates.signed = DateSlot::default());
    for role in ["deadline", "validity", "expiry", "entry_into_force", "publication", "other"] {
        desk.dates(|one| one.role = role.into()).is_silent(15);
    }
    desk.dates(|one| (one.value, one.role) = ("XXXX-05-14".into(), "event".into())).is_silent(15);
}

#[test]
fn weekday_16_is_compared_with_the_date() {
    let cases = [
        ("ar", "الجمعة 21 نوفمبر 2024", "2024-11-21", "21 November 2024 is a Thursday, the text says Friday."),
        ("ar", "يوم الإثنين", "2024-11-21?", "21 November 2024 is a Thursday, the text says Monday."),
        ("de", "Freitag, 1. April", "2024-04-01", "1 April 2024 is a Monday, the text says Friday."),
        ("de", "Dienstagabend", "2024-04-01T20:00:00", "1 April 2024 is a Monday, the text says Tuesday."),
        ("vi", "thứ năm, ngày 8-4", "2025-04-08", "8 April 2025 is a Tuesday, the text says Thursday."),
    ];
    for (language, words, value, message) in cases {
        let mut desk = Desk::of(language, &format!("… [date:{words}] …"));
        let date = desk.date(words);
        desk.dates(|one| one.value = value.into());
        desk.finds(16, message, &Wanted { record: Some(&date), field: "date.value", ..WARNING });
    }
}

#[test]
fn weekday_16_is_silent_where_it_fits_where_none_is_named_and_for_what_is_no_single_day() {
    let cases = [
        ("ar", "الخميس 21 نوفمبر 2024", "2024-11-21"),
        ("ar", "أحد الأيام", "2024-11-21"),
        ("de", "Montag, 1. April", "2024-04-01"),
        ("de", "Freitag, 1. April", "XXXX-04-01"),
        ("de", "von Freitag bis Sonntag", "2024-04-05/2024-04-07"),
        ("de", "Freitag", "2024-04"),
        ("de", "Freitag, 31. April", "2024-04-31"),
        ("vi", "lần thứ hai", "2024-04-02"),
    ];
    for (language, words, value) in cases {
        let mut desk = Desk::of(language, &format!("… [date:{words}] …"));
        desk.dates(|one| one.value = value.into());
        desk.is_silent(16);
    }
}

#[test]
fn quoted_word_17_is_said_as_the_article_writes_it() {
    let cases = [
        ("ar", "وقال الوزير: “سنوقع [date:غداً] مذكرة”.", "غداً"),
        ("de", "„Wir werden am [date:heutigen Montag] kommen“, sagte er.", "heutigen"),
        ("vi", "Ông nói: “Chúng tôi sẽ đến [date:nga\u{300}y mai]”.", "nga\u{300}y mai"),
        ("uz", "«[date:Ertaga] boramiz», dedi vazir.", "Ertaga"),
    ];
    for (language, marked, word) in cases {
        let desk = Desk::of(language, marked);
        let date = desk.opened().marks.all()[0].id.clone();
        let message = format!("“{word}” stands in a quotation: it counts from the day of the speech.");
        desk.finds(17, &message, &Wanted { record: Some(&date), field: "date.anchor", ..WARNING });
    }
}

#[test]
fn quoted_word_17_is_silent_outside_the_marks_with_a_speech_to_count_from_and_for_the_same_day() {
    for (language, marked) in [
        ("ar", "قال: “سنوقع مذكرة”، ويسافر [date:غداً] إلى الصين."),
        ("ar", "قال: “كنا هنا.\nوصل [date:غداً]”"),
        ("ar", "وقال: “وصلنا [date:في اليوم نفسه]”."),
        ("ar", "وقال: “وصلنا [date:21 نوفمبر]”."),
        ("de", "„Guten Tag“, sagte er [date:heute]; „bis bald“."),
        ("uz", "O‘zbekiston [date:ertaga] ta'til"),
    ] {
        Desk::of(language, marked).is_silent(17);
    }
    let mut desk = Desk::of("ar", "في [date:21 نوفمبر] قال: “سنوقع [date:غداً] مذكرة”.");
    let speech = desk.date("21 نوفمبر");
    assert_eq!(desk.of_check(17).len(), 1);
    desk.dates(|one| one.anchor = Some(Anchor::Published));
    assert_eq!(desk.of_check(17).len(), 1);
    desk.dates(|one| one.anchor = Some(Anchor::Date(speech.clone())));
    desk.is_silent(17);
}
