//! Faces by name: with Debian's `fonts-noto-core` and `fonts-noto-cjk`, and on a machine without fonts.
//!
//! Which fonts there are is set from outside (`FONTCONFIG_FILE`) and said by `GLOSSATOR_FACES`: `noto` or `none`.

use std::collections::BTreeMap;

use glossator::core::language::article_direction;
use glossator::shape::fonts::{Family, Fonts, Style};
use glossator::shape::shaped::{FontRun, Shaped};
use skrifa::MetadataProvider as _;
use skrifa::string::StringId;

use crate::{Paragraph, left_out, paragraphs};

/// Faces that belong to the program, which need no installed font.
const OURS: [&str; 4] = ["Noto Serif", "Noto Sans", "Noto Naskh Arabic", "Noto Sans Arabic"];

fn fonts(wanted: &str) -> bool {
    let there = std::env::var("GLOSSATOR_FACES").unwrap_or_default();
    if there != wanted {
        left_out::say(&format!(
            "
LEFT OUT: faces with the fonts “{wanted}”; .ci/run says how they are set
"
        ));
    }
    there == wanted
}

fn set(fonts: &mut Fonts, paragraph: &Paragraph, family: Family) -> Shaped {
    fonts.speak(Some(&paragraph.lang));
    let style = Style { family, size: 18.0, line_height: 1.6, bold: false };
    fonts.shape(&paragraph.text, style, Some(600.0), article_direction(&paragraph.text), 1.0)
}

fn name(run: &FontRun) -> String {
    let font = skrifa::FontRef::from_index(run.font.data.as_ref(), run.font.index).expect("a font");
    let named = |id| font.localized_strings(id).english_or_first().map(|name| name.chars().collect::<String>());
    named(StringId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| named(StringId::FAMILY_NAME)).expect("a name")
}

/// Counts the glyphs of each face.
fn faces(shaped: &Shaped) -> BTreeMap<String, usize> {
    let mut faces = BTreeMap::new();
    for glyph in &shaped.glyphs {
        *faces.entry(name(&shaped.runs[glyph.run as usize])).or_default() += 1;
    }
    faces
}

#[test]
fn each_script_is_read_in_a_text_face_of_the_family_that_is_set() {
    if !fonts("noto") {
        return;
    }
    let mut fonts = Fonts::new(true);
    let mut table = include_str!("../fixtures/scripts/faces.tsv").lines().filter(|line| !line.starts_with('#'));
    for paragraph in paragraphs() {
        let line: Vec<&str> = table.next().expect("as many lines").split('\t').collect();
        assert_eq!(line[0], paragraph.lang);
        for (family, wanted) in [(Family::Serif, line[1]), (Family::Sans, line[2])] {
            let shaped = set(&mut fonts, &paragraph, family);
            assert!(shaped.missing.is_empty(), "{}: {:?}", paragraph.name, shaped.missing);
            let faces = faces(&shaped);
            assert!(faces.contains_key(wanted), "{}: {faces:?}", paragraph.name);
            let others: Vec<&String> =
                faces.keys().filter(|name| *name != wanted && !OURS.contains(&name.as_str())).collect();
            assert!(others.is_empty(), "{}: {faces:?}", paragraph.name);
        }
    }
}

#[test]
fn labels_and_lists_have_the_same_faces_whatever_was_set_before() {
    if !fonts("noto") {
        return;
    }
    // Scripts in one text, as in a list of names, and languages one after the other.
    let mut fonts = Fonts::new(true);
    let style = Style::sans(13.0);
    let text = "กระทรวงมหาดไทย · Ministry · 外務省の · וזארת · กระทรวง";
    for language in [None, Some("ja"), Some("th"), None] {
        fonts.speak(language);
        let faces = faces(&fonts.shape(text, style, None, glossator::core::language::Direction::Ltr, 1.0));
        assert!(faces.contains_key("Noto Sans Thai") && faces.contains_key("Noto Sans Hebrew"), "{faces:?}");
        assert!(!faces.keys().any(|name| name.contains("Looped") || name.contains("Rashi")), "{faces:?}");
        assert!(!faces.contains_key("Noto Sans CJK SC"), "kana make the other letters Japanese: {faces:?}");
    }
}

#[test]
fn letters_that_no_font_has_are_boxes_with_their_code() {
    if !fonts("none") {
        return;
    }
    let mut fonts = Fonts::new(true);
    for paragraph in paragraphs() {
        let shaped = set(&mut fonts, &paragraph, Family::Serif);
        for name in faces(&shaped).keys() {
            assert!(OURS.contains(&name.as_str()), "{name}");
        }
        let drawn = shaped.glyphs.len() + shaped.missing.len();
        assert!(drawn > 20, "{}: {drawn}", paragraph.name);
    }
}
