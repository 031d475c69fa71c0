//! Round trips and refusals of annotation files.

mod fixtures;
mod fourth;

use fixtures::{HARD, add_actor, add_agreement, article, hard_work, place, refusal, write};

use super::{Document, Glance, LIMIT, Position, Reason, State, Work, glance, read, salvage};
use crate::core::annotation::Basis;
use crate::core::schema::Schema;

#[test]
fn written_work_is_read_back_as_it_was() {
    let article = article(HARD);
    let work = hard_work(&article);
    assert_eq!(read(&write(&work, &article, "anna"), &article), Ok(work));
    assert_eq!(read(&write(&Work::default(), &article, "anna"), &article), Ok(Work::default()));
}

#[test]
fn read_work_is_written_back_byte_for_byte() {
    let article = article(HARD);
    let text = write(&hard_work(&article), &article, "anna");
    assert_eq!(write(&read(&text, &article).unwrap(), &article, "anna"), text);
}

#[test]
fn written_file_survives_other_line_ends_and_a_byte_order_mark() {
    let article = article(HARD);
    let work = hard_work(&article);
    let text = format!("\u{feff}{}", write(&work, &article, "anna").replace('\n', "\r\n"));
    assert_eq!(read(&text, &article), Ok(work));
}

#[test]
fn written_file_is_readable_and_hides_nothing() {
    let article = article(HARD);
    let text = write(&hard_work(&article), &article, "anna");
    for readable in [
        "وِزَارَةُ الدَّاخِلِيَّة",
        "Co\u{302}ng an Vie\u{302}\u{323}t",
        "👩\u{200d}🚒",
        "می\u{200c}خواهم",
        r"hidden\u{202e}sign\n",
    ] {
        assert!(text.contains(readable), "{readable}\n{text}");
    }
    assert!(text.ends_with(")\n") && !text.contains('\r'));
    for line in text.lines() {
        assert!(
            !line.ends_with(' ') && !line.contains(['\u{202e}', '\u{2067}', '\u{a0}', '\u{200b}', '\t']),
            "{line:?}"
        );
    }
}

#[test]
fn written_file_has_one_field_a_line() {
    let article = article("Usbekistan und China einig");
    let mut work = Work::default();
    add_agreement(&mut work, 1, vec![place(&article, "Usbekistan … China")], Basis::DocumentDate);
    let text = write(&work, &article, "anna");
    for line in [
        "(\n    format: 4,\n    schema: (\n        id: \"default-1\",\n        version: \"2\",\n    ),\n    annotator: \"anna\",\n",
        "\n        language: Detected,\n",
        "\n        detected: None,\n",
        "\n    actors: [],\n",
        "\n    agreements: [\n        (\n            id: \"g-10000000\",\n            title: \"Memorandum \\\\ “x”\",\n",
        "\n            parties: [\n                (actor: \"UZ-MIA\", capacity: \"ministry\", role: \"party\"),\n",
        "\n            background: false,\n",
        "\n            evidence: [\n                (place: (span: [(start: 0, end: 10, quote: \"Usbekistan\"), (start: 15, end: 20, \
         quote: \"China\")], before: \"\", after: \" einig\"), slots: [\"signed\"]),\n            ],\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn file_of_format_1_is_read_with_all_it_says() {
    let article = article("Usbekistan und China einig");
    let text = include_str!("../../../tests/fixtures/format_1.ron");
    let work = read(&text.replace("TEXT", &article.text_sha256), &article).unwrap();
    let actor = work.actors.values().next().unwrap();
    assert_eq!(
        (actor.links.as_slice(), actor.titles[0].gloss.as_str()),
        (["Uzbekistan".to_owned()].as_slice(), "Gastgeber")
    );
    let date = work.dates.values().next().unwrap();
    assert_eq!((date.value.as_str(), &date.basis), ("2024-04-01", &Basis::Inferred("why".into())));
    let agreement = work.agreements.values().next().unwrap();
    assert_eq!(agreement.parties[0].actor, "UZ-MIA");
    assert_eq!(agreement.dates.signed.mention, Some(date.id.clone()));
    assert_eq!(agreement.evidence[0].place.fragments().len(), 2);
    let again = write(&work, &article, "anna");
    assert!(again.starts_with("(\n    format: 4,"));
    assert_eq!(read(&again, &article), Ok(work));
}

#[test]
fn file_of_format_2_is_read_with_all_it_says() {
    let article = article(HARD);
    let text = include_str!("../../../tests/fixtures/format_2.ron");
    let work = read(text, &article).unwrap();
    assert_eq!(work, hard_work(&article));
    assert_eq!(read(&write(&work, &article, "anna"), &article), Ok(work));
}

#[test]
fn file_of_format_3_is_read_with_all_it_says() {
    let article = article(HARD);
    let text = include_str!("../../../tests/fixtures/format_3.ron");
    let mut work = read(text, &article).unwrap();
    assert_eq!(work.conflicts.len(), 13);
    assert!(work.conflicts.values().all(|conflict| conflict.other.is_some()));
    assert_eq!(read(&write(&work, &article, "anna"), &article), Ok(work.clone()));
    work.conflicts.clear();
    assert_eq!(work, hard_work(&article));
}

#[test]
fn what_is_written_is_read_back_first_and_refused_where_nobody_would_read_it() {
    let article = article(HARD);
    let document = Document::of(&hard_work(&article), &article, "anna", &Schema::default());
    assert_eq!(document.checked(), Ok(document.write()));
    let mut work = Work::default();
    work.header.note = "x".repeat(usize::try_from(LIMIT).unwrap());
    let problem = Document::of(&work, &article, "anna", &Schema::default()).checked().unwrap_err();
    assert!(problem.sentence.contains("files of over 200 MB are not read"), "{}", problem.sentence);
}

#[test]
fn written_positions_are_code_points_with_context() {
    let article = article("😊é\u{301}: Đà Nẵng ở miền Trung, cách thủ đô Hà Nội 764 km");
    let mut work = Work::default();
    add_actor(&mut work, 1, place(&article, "Đà Nẵng"), "");
    let text = write(&work, &article, "anna");
    let expected = r#"(span: [(start: 5, end: 12, quote: "Đà Nẵng")], before: "😊é́: ", after: " ở miền Trung, cách thủ đô Hà Nộ")"#;
    assert!(text.contains(expected), "{text}");
}

#[test]
fn written_records_are_sorted_by_place_and_id() {
    let article = article("one two three");
    let mut work = Work::default();
    for (number, words) in [(9, "one"), (1, "two"), (5, "one two"), (3, "one"), (2, "three")] {
        add_actor(&mut work, number, place(&article, words), "");
    }
    let text = write(&work, &article, "anna");
    let ids: Vec<&str> = text.lines().filter_map(|line| line.trim().strip_prefix("id: ")).skip(1).collect();
    assert_eq!(
        ids,
        [r#""a-30000000","#, r#""a-90000000","#, r#""a-50000000","#, r#""a-10000000","#, r#""a-20000000","#]
    );
}

#[test]
fn glance_tells_state_language_and_counts_without_the_article() {
    let article = article(HARD);
    let text = write(&hard_work(&article), &article, "anna");
    let Glance { state, language, counts, digest, .. } = glance(&text).unwrap();
    assert_eq!((state, language.as_deref(), counts), (State::NeedsSecondLook, Some("mul"), [5, 2, 2]));
    assert_eq!((digest.spellings.len(), digest.agreements.len()), (15, 2));
}

#[test]
fn file_of_a_newer_format_says_so_whatever_it_holds() {
    let article = article("x");
    for text in
        ["(format: 5, brand: [new, thing)", "#![enable(implicit_some)]\n/* a /* b */ */ (\n// c\n format :\n12 ,"]
    {
        let error = read(text, &article).unwrap_err();
        assert!(matches!(error.reason, Reason::Newer(5 | 12)), "{error:?}");
        assert!(error.to_string().starts_with("The file was written by a newer program (format "), "{error}");
    }
}

#[test]
fn file_that_is_empty_zeroed_or_something_else_gets_its_own_sentence() {
    let article = article("x");
    let start = |text: &str| refusal(text, &article).split_inclusive('.').next().unwrap_or_default().to_owned();
    assert_eq!(start(""), "The file is empty.");
    assert_eq!(start("\u{feff} \n"), "The file is empty.");
    assert_eq!(start("\0\0\0"), "The file holds nothing but zero bytes, as can happen when the power fails.");
    assert_eq!(start("(format: 0,)"), "There is no format 0.");
    for text in [
        "{}",
        "(schema: 1, format: 1)",
        "(format: x)",
        "(format: 1_0)",
        "(format",
        "/* (format: 1)",
        "<<<<<<< HEAD\n(format: 1)",
    ] {
        assert!(start(text).contains("so it is no annotation file"), "{text}: {}", start(text));
    }
}

#[test]
fn file_with_an_unknown_field_names_it_and_the_place() {
    let article = article(HARD);
    let text = write(&hard_work(&article), &article, "anna").replacen("        publisher:", "        publicher:", 1);
    let line = text.lines().position(|line| line.contains("publicher")).unwrap() + 1;
    let sentence = refusal(&text, &article);
    assert!(sentence.starts_with(&format!("Line {line}, column 9: ")) && sentence.contains("publicher"), "{sentence}");
}

#[test]
fn file_with_a_missing_twice_given_or_merged_field_is_refused() {
    let article = article(HARD);
    let text = write(&hard_work(&article), &article, "anna");
    for broken in [
        text.replacen("    state: NeedsSecondLook,\n", "", 1),
        text.replacen("    state: NeedsSecondLook,\n", "    state: Done,\n    state: Done,\n", 1),
        text.replacen("    state: NeedsSecondLook,", "    state: Finished,", 1),
        text.replacen("    state: ", "<<<<<<< ours\n    state: ", 1),
        text[..text.len() / 2].trim_end().to_owned(),
    ] {
        let error = read(&broken, &article).unwrap_err();
        assert!(matches!(error.reason, Reason::Syntax(_)) && error.position.is_some(), "{error:?}");
    }
}

#[test]
fn file_of_another_schema_is_read_because_unknown_codes_are_kept() {
    let article = article(HARD);
    let work = hard_work(&article);
    let text = write(&work, &article, "anna").replace("default-1", "secco-1");
    assert_eq!(read(&text, &article), Ok(work));
}

#[test]
fn file_for_another_text_says_that_the_article_has_changed() {
    let before = article("Usbekistan und China");
    let mut work = Work::default();
    add_actor(&mut work, 1, place(&before, "China"), "");
    let text = write(&work, &before, "anna");
    let sentence = refusal(&text, &article("Usbekistan und Chile"));
    assert!(sentence.starts_with("The article has changed since this work was saved"), "{sentence}");
}

#[test]
fn mark_that_does_not_fit_the_article_is_refused_with_its_place() {
    let article = article("Usbekistan und China");
    let mut work = Work::default();
    add_actor(&mut work, 1, place(&article, "Usbekistan … China"), "id: \"a-10000000\"");
    let text = write(&work, &article, "anna");
    let span = r#"[(start: 0, end: 10, quote: "Usbekistan"), (start: 15, end: 20, quote: "China")]"#;
    let with = |other: &str| {
        assert!(text.contains(span));
        refusal(&text.replace(span, other), &article)
    };
    assert_eq!(
        with(r#"[(start: 11, end: 20, quote: "Usbekistan")]"#),
        "Line 36, column 17: Mark a-10000000 says “Usbekistan”, but the article has “und China” there. \
         Correct the file there, or put an older copy in its place."
    );
    for (other, part) in [
        (r#"[(start: 15, end: 21, quote: "China.")]"#, "but the article has only 20 characters."),
        (r#"[(start: 15, end: 15, quote: "")]"#, "holds no text."),
        (r#"[(start: 15, end: 10, quote: "China")]"#, "holds no text."),
        (r#"[(start: 0, end: 10, quote: "Usbekistan"), (start: 9, end: 14, quote: "n und")]"#, "overlap"),
        (r#"[(start: 15, end: 20, quote: "China"), (start: 0, end: 10, quote: "Usbekistan")]"#, "overlap"),
        ("[]", "has no fragments."),
    ] {
        assert!(with(other).contains(part), "{}", with(other));
    }
}

#[test]
fn title_that_does_not_fit_the_article_is_refused_with_its_place() {
    let article = article("Usbekistan und China");
    let text = write(&Work::default(), &article, "anna");
    let title = r#"title: Some((span: [(start: 0, end: 3, quote: "und")], before: "", after: "")),"#;
    let text = text.replace("title: None,", title);
    let sentence = refusal(&text, &article);
    assert!(
        sentence.starts_with("Line 19, column 9: The title says “und”, but the article has “Usb” there."),
        "{sentence}"
    );
}

#[test]
fn id_that_is_invalid_of_another_kind_or_given_twice_is_refused() {
    let article = article("Usbekistan und China");
    let mut work = Work::default();
    add_actor(&mut work, 1, place(&article, "Usbekistan"), "");
    add_actor(&mut work, 2, place(&article, "China"), "");
    let text = write(&work, &article, "anna");
    let second = text.rfind("a-20000000").unwrap();
    let line = text[..second].matches('\n').count() + 1;
    for (id, part) in [
        ("a-10000000", "The id a-10000000 stands in the file twice."),
        ("d-20000000", "“d-20000000” is not the id of a record of this list"),
    ] {
        let sentence = refusal(&text.replace("a-20000000", id), &article);
        assert!(sentence.starts_with(&format!("Line {line}, column 17: {part}")), "{sentence}");
    }
}

#[test]
fn file_with_deep_nesting_is_refused_and_does_not_end_the_program() {
    let article = article("x");
    for bracket in ["[", "(", "/*", "Some("] {
        let text = format!("(format: 3, header: {}", bracket.repeat(100_000));
        assert!(read(&text, &article).is_err());
    }
}

#[test]
fn file_cut_off_anywhere_is_refused() {
    let article = article(HARD);
    let text = write(&hard_work(&article), &article, "anna");
    let whole = text.trim_end().len();
    for at in (0..whole).step_by(3).filter(|at| text.is_char_boundary(*at)) {
        assert!(read(&text[..at], &article).is_err(), "{at}");
    }
}

#[test]
fn salvage_of_very_many_bad_records_goes_through_the_file_once() {
    const BAD: usize = 100_000;
    let article = article("one two");
    let mut work = Work::default();
    add_actor(&mut work, 1, place(&article, "one"), "");
    let text = write(&work, &article, "anna");
    let text = text.replacen("dates: [],", &format!("dates: [\n{}    ],", "(id: 7),\n".repeat(BAD)), 1);
    let found = salvage(&text).unwrap();
    assert_eq!((found.good, found.bad.len()), (2, BAD));
    let line = text.lines().position(|line| line == "(id: 7),").unwrap() + 1;
    assert_eq!(found.bad.first().unwrap().0, Position { line, column: 6 });
    assert_eq!(found.bad.last().unwrap().0, Position { line: line + BAD - 1, column: 6 });
}

#[test]
fn salvage_counts_a_record_with_the_id_of_another_list_as_bad() {
    let article = article("one two");
    let mut work = Work::default();
    add_actor(&mut work, 1, place(&article, "one"), "");
    add_actor(&mut work, 2, place(&article, "two"), "");
    let text = write(&work, &article, "anna").replace("a-20000000", "d-20000000");
    let found = salvage(&text).unwrap();
    assert_eq!((found.good, found.bad.len()), (2, 1));
    assert!(found.bad[0].1.contains("is not the id of a record of this list"), "{:?}", found.bad);
}

#[test]
fn what_is_wrong_with_a_file_is_said_without_the_names_of_the_program() {
    let article = article("one two");
    let mut work = Work::default();
    add_actor(&mut work, 1, place(&article, "one"), "");
    let text = write(&work, &article, "anna");
    let sentence = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}: {text}");
        refusal(&text.replacen(from, to, 1), &article)
    };
    let unknown = sentence("    schema:", "    broken: 1,\n    schema:");
    assert!(unknown.starts_with("Line 3, column 5: There is no “broken” here. Write one of format, "), "{unknown}");
    assert!(unknown.ends_with("or take it out. Or put an older copy of the file in its place."), "{unknown}");
    let said = [
        unknown,
        sentence("    annotator: \"anna\",\n", ""),
        sentence("annotator: \"anna\"", "annotator: anna"),
        sentence("annotator: \"anna\"", "annotator: 7"),
        sentence("state: New", "state: Newer"),
        sentence("chars: 7", "chars: -7"),
        sentence("chars: 7", "chars: \"7\""),
        sentence("direction: None", "direction: 5"),
        sentence("id: \"a-10000000\"", "id: \"nonsense\""),
        sentence("actors: [", "actors: {"),
        text[..text.len() / 2].to_owned(),
    ];
    for sentence in &said[..said.len() - 1] {
        assert!(sentence.starts_with("Line "), "{sentence}");
        for internal in ["`", "File", "struct", "RON", "enum", "variant", "usize", "Unexpected", "expected"] {
            assert!(!sentence.contains(internal), "{internal}: {sentence}");
        }
    }
}
