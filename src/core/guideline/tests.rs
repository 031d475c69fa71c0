//! Tests of the guideline and its reader.

use super::super::dates::{Meaning, Wanted};
use super::super::schema::Vocabulary;
use super::*;

/// The fields that the built-in guideline explains.
const FIELDS: &str = "article.title article.language article.published article.publisher article.credited \
    article.reliability article.state article.regions article.note actor.mark actor.form actor.links actor.intended \
    actor.roles actor.rank actor.honorific date.mark date.value date.reference date.type date.role date.anchor \
    date.modifier date.other date.basis date.calendar agreement.mark agreement.title agreement.level agreement.kind \
    agreement.status agreement.parties agreement.signatories agreement.present agreement.dates agreement.place \
    agreement.topics agreement.modality agreement.background agreement.relations agreement.evidence \
    agreement.trigger agreement.identity agreement.roles agreement.acts agreement.term agreement.grounds \
    agreement.quantities article.exclusion flag.kind flag.intended record.confidence record.note record.comment \
    record.missing record.own registry.names registry.kind registry.merge registry.existence registry.members \
    registry.codes place.mark";

const MEGABYTE: usize = 1 << 20;

/// Writes runs with `[` `]` around strong and `<` `>` around code.
fn styled(block: &Block) -> String {
    let around = |run: &Run| {
        let text = if run.code { format!("<{}>", run.text) } else { run.text.clone() };
        if run.strong { format!("[{text}]") } else { text }
    };
    block.runs().iter().map(around).collect()
}

/// Writes a section as one line for each block: `-` for bullets, the number for numbered items.
fn shown(section: &Section) -> Vec<String> {
    let line = |block: &Block| match block {
        Block::Paragraph(_) => styled(block),
        Block::Bullet(_) => format!("- {}", styled(block)),
        Block::Numbered(number, _) => format!("{number}. {}", styled(block)),
    };
    section.blocks.iter().map(line).collect()
}

/// Reads a text without headings and writes its blocks.
fn blocks(markdown: &str) -> Vec<String> {
    let guideline = Guideline::parse(markdown);
    assert!(guideline.sections.len() <= 1, "{markdown}");
    guideline.sections.first().map(shown).unwrap_or_default()
}

fn title(guideline: &Guideline, field: &str) -> Option<String> {
    Some(guideline.sections[guideline.section_for(field)?].title.clone())
}

#[test]
fn every_field_is_explained_in_exactly_one_section_of_the_built_in_guideline() {
    let guideline = Guideline::built_in();
    let mut anchored: Vec<&str> =
        guideline.sections.iter().flat_map(|section| &section.fields).map(String::as_str).collect();
    let mut wanted: Vec<&str> = FIELDS.split_whitespace().collect();
    anchored.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(anchored, wanted);
    for field in wanted {
        let section = &guideline.sections[guideline.section_for(field).unwrap()];
        assert!(!section.blocks.is_empty(), "{field} is explained by nothing");
        assert!(section.fields.iter().any(|id| id == field));
    }
}

#[test]
fn the_built_in_guideline_leaves_no_markdown_unread() {
    let guideline = Guideline::built_in();
    assert_eq!(guideline.sections[0].title, "Annotation guideline");
    assert!(guideline.sections.iter().all(|section| (1..=3).contains(&section.level) && !section.blocks.is_empty()));
    for section in &guideline.sections {
        for block in &section.blocks {
            let text = block.text();
            assert!(!text.contains(['*', '`', '<', '>', '#', '\\', '|']), "{text}");
        }
    }
}

#[test]
fn the_built_in_guideline_can_be_read_on_the_first_day() {
    let guideline = Guideline::built_in();
    let words = |section: &Section| {
        let texts = section.blocks.iter().map(Block::text).chain([section.title.clone()]);
        texts.map(|text| text.split_whitespace().count()).sum::<usize>()
    };
    let words: usize = guideline.sections.iter().map(words).sum();
    assert!((1_200..=1_800).contains(&words), "{words} words");
}

#[test]
fn every_value_to_type_can_be_read() {
    let guideline = Guideline::built_in();
    let section = &guideline.sections[guideline.section_for("date.value").unwrap()];
    let bullets = section.blocks.iter().filter(|block| matches!(block, Block::Bullet(_)));
    let values: Vec<&str> = bullets.flat_map(Block::runs).filter(|run| run.code).map(|run| run.text.as_str()).collect();
    assert!(values.len() > 12, "{values:?}");
    for value in values {
        let any = [Wanted::Date, Wanted::Duration, Wanted::Recurrence];
        assert!(any.iter().any(|wanted| Meaning::parse(*wanted, value).is_ok()), "{value}");
    }
}

#[test]
fn every_bold_word_is_a_choice_of_the_program() {
    let beside = ["bold", "In progress", "Done", "Needs second look", "Excluded"];
    let known = |text: &str| {
        let label = |list: &Vocabulary| list.shipped().iter().any(|term| term.label == text);
        beside.contains(&text) || Vocabulary::ALL.iter().any(label)
    };
    let guideline = Guideline::built_in();
    for run in guideline.sections.iter().flat_map(|section| &section.blocks).flat_map(Block::runs) {
        assert!(!run.strong || known(&run.text), "{}", run.text);
    }
}

#[test]
fn short_lists_of_choices_are_explained_in_full() {
    let guideline = Guideline::built_in();
    let lists = [
        ("agreement.status", Vocabulary::Status),
        ("agreement.level", Vocabulary::Level),
        ("agreement.modality", Vocabulary::Modality),
        ("actor.form", Vocabulary::ActorForm),
        ("record.confidence", Vocabulary::Confidence),
    ];
    for (field, list) in lists {
        let section = &guideline.sections[guideline.section_for(field).unwrap()];
        let bold: Vec<&str> =
            section.blocks.iter().flat_map(Block::runs).filter(|run| run.strong).map(|run| run.text.as_str()).collect();
        for term in list.shipped() {
            assert!(bold.contains(&&*term.label), "{field} says nothing of {}", term.label);
        }
    }
}

#[test]
fn a_field_finds_its_section_or_one_of_its_kind() {
    let text = "# All\n## Who\n<!-- fields: actor.mark, actor.links -->\n## Paper\n<!-- fields: agreement -->\n\
        ## Days\n<!-- fields: agreement.dates -->\n## When\n<!--fields:date.value-->\n<!-- fields: date.role -->";
    let guideline = Guideline::parse(text);
    let found = |field| title(&guideline, field);
    assert_eq!(found("actor.links").as_deref(), Some("Who"));
    assert_eq!(found("actor.x_party_rank").as_deref(), Some("Who"));
    assert_eq!(found("actor").as_deref(), Some("Who"));
    assert_eq!(found("agreement.kind").as_deref(), Some("Paper"));
    assert_eq!(found("agreement.x_public.text").as_deref(), Some("Paper"));
    assert_eq!(found("agreement.dates.signed").as_deref(), Some("Days"));
    assert_eq!(found("date.role").as_deref(), Some("When"));
    for unknown in ["registry.names", "dat", "datex.value", "", ".", "Who", "👩‍🚒", "\0"] {
        assert_eq!(found(unknown), None, "{unknown}");
    }
}

#[test]
fn without_anchors_the_words_of_titles_decide() {
    let nested = Guideline::parse("# Rules\n## Actors\n### Roles\n## Dates\n### Roles\n## Agreements\n### Parties");
    assert_eq!(nested.section_for("actor.roles"), Some(2));
    assert_eq!(nested.section_for("date.role"), Some(4));
    assert_eq!(nested.section_for("date.value"), Some(3));
    assert_eq!(nested.section_for("agreement.dates"), Some(5));
    assert_eq!(nested.section_for("agreement.parties"), Some(6));
    assert_eq!(nested.section_for("flag.kind"), None);
    let flat = Guideline::parse("# Actors, dates, agreements\n# Roles of actors\n# Dates\n# Status\n# Agreements");
    assert_eq!(title(&flat, "date.role").as_deref(), Some("Dates"));
    assert_eq!(title(&flat, "agreement.status").as_deref(), Some("Status"));
    assert_eq!(title(&flat, "agreement.kind").as_deref(), Some("Agreements"));
    for nonsense in ["", ".", "s.s", "👩", "\0.\0"] {
        assert_eq!(flat.section_for(nonsense), None, "{nonsense}");
    }
    assert_eq!(Guideline::parse("# Wer und wann\nText").section_for("actor.links"), None);
    assert_eq!(Guideline::parse("").section_for("actor.links"), None);
}

#[test]
fn headings_begin_sections_and_lose_their_marks() {
    let guideline =
        Guideline::parse("before\n# **One** `two` ##\ntext\n##### deep\n#none\n#\n####### seven\n    # far\n# C#");
    let heads: Vec<(u8, &str)> =
        guideline.sections.iter().map(|section| (section.level, section.title.as_str())).collect();
    assert_eq!(heads, [(0, ""), (1, "One two"), (3, "deep"), (1, "C#")]);
    assert_eq!(shown(&guideline.sections[2]), ["#none # ####### seven # far"]);
}

#[test]
fn lines_are_joined_until_an_empty_one() {
    assert_eq!(blocks("one\ntwo\n\nthree\n  \nfour"), ["one two", "three", "four"]);
    assert_eq!(blocks("- one\n  two\nthree\n\nfour"), ["- one two three", "four"]);
    assert_eq!(blocks("| a | b |\n|---|---|\n> said\n> again"), ["| a | b |", "|---|---|", "> said", "> again"]);
}

#[test]
fn line_ends_of_every_system_and_a_byte_order_mark_are_the_same_text() {
    let unix = "# Title\n<!-- fields: date.value -->\none\ntwo\n\n- three\n";
    let read = Guideline::parse(unix);
    assert_eq!(Guideline::parse(&unix.replace('\n', "\r\n")), read);
    assert_eq!(Guideline::parse(&unix.replace('\n', "\r")), read);
    assert_eq!(Guideline::parse(&format!("\u{feff}{unix}")), read);
    assert_eq!(read.sections[0].fields, ["date.value"]);
}

#[test]
fn nested_lists_are_flattened_and_keep_their_numbers() {
    assert_eq!(blocks("- a\n  - b\n\t* c\n+ d"), ["- a", "- b", "- c", "- d"]);
    assert_eq!(blocks("1. a\n   1. b\n   2. c\n2. d"), ["1. a", "1. b", "2. c", "2. d"]);
    assert_eq!(blocks("1. a\n1. b\n\n1. c"), ["1. a", "2. b", "3. c"]);
    assert_eq!(blocks("3) a\n7) b\n\nend\n\n1) c"), ["3. a", "7. b", "end", "1. c"]);
    assert_eq!(blocks("- a\n  1. b\n- c\n  1. d"), ["- a", "1. b", "- c", "1. d"]);
    assert_eq!(blocks("1. a\n\n   more\n\n1. b"), ["1. a", "more", "2. b"]);
}

#[test]
fn what_only_looks_like_a_list_is_text() {
    assert_eq!(blocks("signed in\n2024. Then"), ["signed in 2024. Then"]);
    assert_eq!(
        blocks("-a\n\n**b** c\n\n1.5\n\n1234567890. d\n\n-\n\n---"),
        ["-a", "[b] c", "1.5", "1234567890. d", "-", "---"]
    );
    assert_eq!(blocks("999999999. a\n1. b"), ["999999999. a", "1000000000. b"]);
}

#[test]
fn strong_and_code_are_read_and_may_be_nested() {
    assert_eq!(blocks("a **b `c` d** `e`f"), ["a [b ][<c>][ d] <e>f"]);
    assert_eq!(blocks("**hai\nnước** và `đã\nký`"), ["[hai nước] và <đã ký>"]);
    assert_eq!(blocks("`` a`b `` ***c*** `وزير` 👩‍🚒**é**"), ["<a`b> [*c*] <وزير> 👩‍🚒[é]"]);
    assert_eq!(blocks(r"\***a** \``b``"), ["*[a] ``b``"]);
    assert_eq!(blocks(r"\*\*a\*\* \`b\` \# C:\dir `\*`"), [r"**a** `b` # C:\dir <\*>"]);
}

#[test]
fn marks_without_a_partner_stay_text() {
    assert_eq!(blocks("**a\n\nb**"), ["**a", "b**"]);
    assert_eq!(blocks("a ** b ** `c ``d``"), ["a ** b ** `c <d>"]);
    assert_eq!(blocks("**a ** b** c**"), ["[a ** b] c**"]);
    assert_eq!(blocks("2 * 3 **** *x* _y_ ~~z~~ [a](b)"), ["2 * 3 **** *x* _y_ ~~z~~ [a](b)"]);
    assert_eq!(blocks("`**a` b**"), ["<**a> b**"]);
    assert_eq!(blocks("a ** b** c\n\n- **"), ["a ** b** c", "- **"]);
}

#[test]
fn html_is_shown_and_only_anchors_are_hidden() {
    let text = "<b>a</b>\n\n<!-- note -->\n\n<!-- fields: x --> y\n\n<!-- fields: x --> <!-- y -->";
    assert_eq!(blocks(text), text.split("\n\n").collect::<Vec<_>>());
    let hidden = Guideline::parse("a\n  <!-- fields: x.y,\tz -->  \nb\n<!-- fields: -->");
    assert_eq!(hidden.sections[0].fields, ["x.y", "z"]);
    assert_eq!(shown(&hidden.sections[0]), ["a", "b"]);
}

#[test]
fn search_wants_every_word_in_any_case_and_order() {
    let guideline = Guideline::parse("# Dates\nOne **ran**ge\n\nĐã ký\n# Status\nsigned dates");
    let found = |query| {
        let hits = guideline.search(query);
        hits.into_iter().map(|hit| (hit.section, hit.block)).collect::<Vec<_>>()
    };
    assert_eq!(found("RANGE one"), [(0, Some(0))]);
    assert_eq!(found("dates"), [(0, None), (1, Some(0))]);
    assert_eq!(found("ký dates"), [(0, Some(1))]);
    assert_eq!(found("ĐÃ"), [(0, Some(1))]);
    assert_eq!(found("status dates"), [(1, Some(0))]);
    assert_eq!(found("signed range"), []);
    let all = [(0, None), (0, Some(0)), (0, Some(1)), (1, None), (1, Some(0))];
    assert_eq!(found(""), all);
    assert_eq!(found(" \u{a0}\n"), all);
    for nonsense in ["\0", "👩", "\u{301}\u{301}", "<!--"] {
        assert_eq!(found(nonsense), [], "{nonsense}");
    }
    let letters = |last| ('\u{4e00}'..=last).map(|sign| format!("{sign} ")).collect::<Vec<_>>().concat();
    let page = Guideline::parse(&letters('\u{4e1f}'));
    assert_eq!(page.search(&letters('\u{4e40}')).len(), 1, "the 33rd word does not count");
    assert_eq!(page.search(&letters('\u{4e1f}').replace('\u{4e1f}', "x")).len(), 0, "the 32nd does");
    let untitled = Guideline::parse("text");
    assert_eq!(untitled.search(""), [Found { section: 0, block: Some(0) }]);
}

#[test]
fn the_built_in_guideline_is_searched_in_every_script() {
    let guideline = Guideline::built_in();
    for query in ["unterzeichnet", "đã ký", "توقيع", "IMZOLANDI", "подписана", "xxxx-06-03", "page clock"]
    {
        assert!(!guideline.search(query).is_empty(), "{query}");
    }
}

#[test]
fn control_characters_are_made_visible() {
    assert_eq!(blocks("a\0b\u{7}\u{b}c\u{85}d"), ["a\u{fffd}b\u{fffd} c d"]);
    for empty in ["", "\u{feff}", "\n\r\n\r", " \t\u{3000}\n"] {
        assert_eq!(Guideline::parse(empty), Guideline::default(), "{empty:?}");
    }
}

#[test]
fn no_letter_of_a_broken_text_is_lost() {
    let parts = [
        "a",
        "ب",
        "字",
        "é",
        "**",
        "***",
        "*",
        "`",
        "``",
        "\\",
        "# ",
        "- ",
        "> ",
        "|",
        " ",
        "  ",
        "\n",
        "\r\n",
        "\n\n",
        "<!--",
        "-->",
        "👩‍🚒",
        "\u{301}",
        "\u{202e}",
        "\0",
        "\u{feff}",
    ];
    let mut state = 7_u32;
    for _ in 0..2_000 {
        let mut text = String::new();
        for _ in 0..40 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(parts[usize::try_from(state >> 16).unwrap() % parts.len()]);
        }
        let guideline = Guideline::parse(&text);
        let mut read = String::new();
        for section in &guideline.sections {
            assert!(section.level <= 3 && (section.level == 0) == section.title.is_empty(), "{text:?}");
            read.push_str(&section.title);
            for block in &section.blocks {
                assert!(!block.runs().is_empty() && block.runs().iter().all(|run| !run.text.is_empty()), "{text:?}");
                read.push_str(&block.text());
            }
        }
        let letters = |text: &str| text.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>();
        assert_eq!(letters(&read), letters(&text), "{text:?}");
    }
}

#[test]
fn a_hostile_megabyte_is_read_and_searched() {
    let ticks: String = (1..1_400).map(|length| "`".repeat(length) + "a").collect();
    let steps: String = (0..1_400).map(|indent| " ".repeat(indent) + "1. a\n").collect();
    let patterns = ["**", "a**", "`a``", "\\`", "# a\n", " 1. a\n", "<!-- fields: "];
    let texts = patterns.map(|pattern| pattern.repeat(MEGABYTE / pattern.len()));
    let anchors = format!("<!-- fields: {} -->", "a.b ".repeat(MEGABYTE / 4));
    for text in texts.into_iter().chain([ticks, steps, anchors, "\u{301}".repeat(MEGABYTE / 2)]) {
        let guideline = Guideline::parse(&text);
        let read: usize =
            guideline.sections.iter().flat_map(|section| &section.blocks).map(|block| block.text().len()).sum();
        assert!(read <= text.len(), "{}", text.chars().take(20).collect::<String>());
        assert!(guideline.search("zebra a").is_empty());
        assert!(guideline.search("").len() >= guideline.sections.len().saturating_sub(1));
        assert!(guideline.section_for("zebra.x").is_none());
    }
    let query = (0..100_000).map(|number| number.to_string()).collect::<Vec<_>>().join(" ");
    assert!(Guideline::built_in().search(&query).is_empty());
    assert!(Guideline::built_in().search(&"dates ".repeat(MEGABYTE / 6)).len() > 1);
}
