//! Tests of titles: in front matter, in Markdown, in pages, and where a text only looks like one of these.

use super::*;

fn title(text: &str, name: &str) -> Option<String> {
    Heading::of(text, name).title.map(|(title, _)| title)
}

#[test]
fn title_of_front_matter_is_read_as_people_write_it() {
    let same = [
        ("title: \"Ministers sign a deal\"", "Ministers sign a deal"),
        ("title: Ministers sign a deal", "Ministers sign a deal"),
        ("date: 2024-03-12\ntitle: Ministers sign a deal  # draft\nlang: en", "Ministers sign a deal"),
        ("title: 'The ministers'' deal'", "The ministers' deal"),
        ("title: \"A \\\"deal\\\" \\u2013 M\\xfcller\\n signs\" # x", "A \"deal\" – Müller signs"),
        ("title: Talks: the end #2", "Talks: the end"),
        ("title: Talks#2", "Talks#2"),
        ("\"title\": x y", "x y"),
        ("Title: x", "x"),
        ("title: >-\n  Ministers sign\n  a deal\ndate: x", "Ministers sign a deal"),
        ("title: |\n  Ministers sign", "Ministers sign"),
        ("title: Ministers\n  sign a deal\ntags:\n- a\n- b", "Ministers sign a deal"),
        ("title:\n  Ministers sign", "Ministers sign"),
        ("title:\n  de: \"Minister\"\n  en: Ministers", "Minister"),
        ("title: \"Ministers\n  sign\"", "Ministers sign"),
        ("title: !!str Ministers", "Ministers"),
        ("og:title: no\ntitle: وزير الداخلية", "وزير الداخلية"),
        ("Publish day: today\ntitle: x1", "x1"),
    ];
    for (front, wanted) in same {
        for text in [format!("---\n{front}\n---\nText."), format!("---  \n{front}\n...\n# Other\n")] {
            let heading = Heading::of(&text, "a.txt");
            assert_eq!(heading.title, Some((wanted.to_owned(), Form::FrontMatter)), "{text}");
            assert!(text[heading.body..].starts_with(['T', '#']), "{text}");
        }
    }
    for (front, wanted) in [
        ("title = \"Ministers \\\"sign\\\"\"\ndate = 2024-03-12", "Ministers \"sign\""),
        ("draft = true\ntitle = 'C:\\new' # x", "C:\\new"),
        ("title=\"\"\"\nMinisters\nsign\"\"\"", "Ministers sign"),
        ("title = '''It's'''", "It's"),
    ] {
        let text = format!("+++\n{front}\n[params]\ntitle = \"Other\"\n+++\n\nText.");
        assert_eq!(title(&text, "a.md").as_deref(), Some(wanted), "{front}");
    }
}

#[test]
fn without_a_title_in_front_matter_the_article_begins_behind_it() {
    for front in ["date: 2024-03-12", "title:", "title: ~", "params:\n  title: Other", "title: \"\"", "title: \"—\""]
    {
        let text = format!("---\n{front}\n---\n\n# Ministers sign\n");
        assert_eq!(title(&text, "a.md").as_deref(), Some("Ministers sign"), "{front}");
        let text = format!("---\n{front}\n---\n\nMinisters sign\n");
        let heading = Heading::of(&text, "a.txt");
        assert_eq!((heading.title, &text[heading.body..]), (None, "\nMinisters sign\n"), "{front}");
    }
    let text = "+++\n[params]\ntitle = \"Other\"\n+++\nText";
    assert_eq!(Heading::of(text, "a.md").body, text.len() - 4);
}

#[test]
fn ornaments_are_no_front_matter() {
    for text in [
        "---\nBreaking news\nof today\n---\nText.",
        "---\nBreaking: news",
        "----\ntitle: x\n----\n",
        "Text\n---\ntitle: x\n---\n",
    ] {
        let heading = Heading::of(text, "a.txt");
        assert_eq!((heading.title, heading.body), (None, 0), "{text}");
    }
}

#[test]
fn first_heading_of_markdown_is_the_title_as_plain_text() {
    for (text, wanted) in [
        ("# Ministers sign a deal\n\nText.", "Ministers sign a deal"),
        ("By Anna, Rome\n\n# Ministers *sign* ##\n", "Ministers sign"),
        ("Ministers sign\n==============\n", "Ministers sign"),
        ("Ministers\nsign\n===\nText", "Ministers sign"),
        ("Ministers sign\n---\nText", "Ministers sign"),
        ("![logo](a.png)\n\nMinisters sign\n---\nText", "Ministers sign"),
        ("By Anna\n\nMinisters sign\n--------\nText", "Ministers sign"),
        ("## Ministers sign\n\nText\n\n## More", "Ministers sign"),
        ("## Rubric\n\n# Ministers sign", "Rubric"),
        ("[![b](c)](d)\n# **Ministers** __sign__ a _deal_ ~~now~~", "Ministers sign a deal now"),
        ("# [Ministers](https://a.example/(x) \"t\") sign[^1] [a][b] deal {#deal .big}", "Ministers sign a deal"),
        ("# `x_y` and snake_case_name, 5 * 3 \\*not\\*", "x_y and snake_case_name, 5 * 3 *not*"),
        ("# M&uuml;ller <em>signs</em> <!-- x --> <https://a.example>", "Müller signs https://a.example"),
        ("# ***Big*** news *of **the** day*", "Big news of the day"),
        ("# [Exclusive] Ministers sign", "[Exclusive] Ministers sign"),
        ("<!-- # no\n# nor this -->\n```sh\n# comment\n```\n    # code\n# Ministers", "Ministers"),
        ("* * *\n\n# Ministers", "Ministers"),
        ("#\n# —\n# Ministers", "Ministers"),
    ] {
        assert_eq!(title(text, "a.md").as_deref(), Some(wanted), "{text}");
        assert_eq!(title(text, "a.md.txt").as_deref(), Some(wanted), "{text}");
    }
    for text in [
        "Ministers sign.\n\n## Background\n",
        "Ministers sign.\n\nThe end\nof it.\n---\nFootnotes",
        "- a\n---\nText",
        "> quoted\n===\n",
        "a | b\n",
        "#hashtag news",
        "```\n# only code",
    ] {
        assert_eq!(title(text, "a.md"), None, "{text}");
    }
}

#[test]
fn in_a_plain_text_only_a_heading_at_its_beginning_is_one() {
    assert_eq!(title("\n# Ministers sign\nText", "a.txt").as_deref(), Some("Ministers sign"));
    for text in ["Text.\n# Ministers sign", "#1 of 3", "Ministers *sign*\n---"] {
        assert_eq!(title(text, "a.txt"), None, "{text}");
    }
    assert_eq!(Heading::of("", "a.txt").line(" 5 *  3*  x "), Some("5 * 3* x".to_owned()));
    assert_eq!(Heading::of("x", "a.md").line("> **Bold** first line"), Some("Bold first line".to_owned()));
    assert_eq!(Heading::of("x", "a.md").line("![logo](a.png)"), None);
    assert_eq!(Heading::of("x", "a.txt").line("* * *"), None);
}

#[test]
fn title_of_a_page_is_decoded_or_its_first_heading() {
    for (page, wanted) in [
        ("<!DOCTYPE html>\n<html><head><title>M&uuml;ller &amp; Co.\n  sign</title></head>", "Müller & Co. sign"),
        ("<!doctype HTML>\n<HTML><TITLE lang=en>a &#8211; b</TITLE >", "a – b"),
        ("<!-- saved -->\n<!DOCTYPE html><script>\"<title>no</title>\"</script><title>yes</title>", "yes"),
        (
            "<?xml version=\"1.0\"?>\n<html><svg><title>no</title></svg><title> </title><h1><a href='>'>It <b>is</b><br>so</a></h1>",
            "It is so",
        ),
        ("<html><!-- <title>no</title> --><body><h1 class=\"a\">One</h1><h1>Two</h1>", "One"),
        ("<html><body><p> &nbsp; <p>First words.<p>More", "First words."),
        ("<html lang=de>\n<head>\n<title>Nur der Anfang", "Nur der Anfang"),
    ] {
        assert_eq!(Heading::of(page, "a.txt").title, Some((wanted.to_owned(), Form::Page)), "{page}");
    }
    assert_eq!(title("<p>x</p><h1>Two</h1>", "a.HTML").as_deref(), Some("Two"));
    for text in ["<htmlish> x", "Read <html> now", "< html", "<", "<!-- open"] {
        assert_eq!(title(text, "a.txt"), None, "{text}");
    }
}

#[test]
fn nonsense_of_any_length_is_read_at_once() {
    for unit in
        ["[", "![", "`", "*", "_a", "<", "<a '", "&", "---\n", "# \n", "a\n-\n", "<!--", "[a](", "\"\n", "~~~\n", "<h1"]
    {
        let many = unit.repeat(300_000 / unit.len());
        for text in [many.clone(), format!("# {many}"), format!("---\ntitle: {many}"), format!("<html>{many}")] {
            for name in ["a.md", "a.txt", "a.html"] {
                let heading = Heading::of(&text, name);
                assert!(heading.body <= text.len());
            }
        }
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_has_a_title_on_one_line_or_none(
            text in "(---\n|\\+\\+\\+\n|title: |title = |<html>|<title>|</|# |=+\n|é|[a-z ]|[\"'#\\[\\]()!*_`\\\\&;<>{}\n-]){0,60}",
            name in "a\\.(md|txt|html)",
        ) {
            let heading = Heading::of(&text, &name);
            prop_assert!(text.is_char_boundary(heading.body));
            if let Some((title, _)) = &heading.title {
                prop_assert!(!title.contains('\n') && title.trim() == title && !title.is_empty());
            }
            for line in text.lines() {
                prop_assert!(heading.line(line).is_none_or(|line| !line.contains('\n')));
            }
        }
    }
}
