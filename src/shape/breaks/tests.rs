//! Lines of scripts without spaces, and hyphens.

use crate::core::language::Direction;
use crate::shape::fonts::{Fonts, Style};
use crate::shape::shaped::Shaped;

fn set(text: &str, width: f32, direction: Direction) -> Shaped {
    Fonts::new(false).shape(text, Style::sans(16.0), Some(width), direction, 1.0)
}

/// Gives the lines of a text at many widths.
fn lines(text: &str) -> Vec<Vec<&str>> {
    let mut fonts = Fonts::new(false);
    let set = (140u8..=250).step_by(5).map(|width| {
        let shaped = fonts.shape(text, Style::sans(16.0), Some(f32::from(width)), Direction::Ltr, 1.0);
        shaped.lines.iter().map(|line| &text[line.text.clone()]).collect()
    });
    set.collect()
}

#[test]
fn lines_of_scripts_without_spaces_end_between_words() {
    for words in [
        "รัฐมนตรี|ว่าการ|กระทรวง|มหาดไทย|ลง|นาม|บันทึก|ความ|เข้าใจ|กับ|อุซเบกิ|สถาน|และ|เวียดนาม",
        "ကုမ္ပဏီ|တတ်|သည့်|အခါ|လက်မှတ်|ရေးထိုး|သည်",
        "រដ្ឋមន្ត្រី|ចុះហត្ថលេខា|នៅ|ភ្នំពេញ|រដ្ឋមន្ត្រី|ចុះហត្ថលេខា",
    ] {
        let text = words.replace('|', "");
        let words: Vec<&str> = words.split('|').collect();
        for set in lines(&text) {
            assert!(set.len() > 1, "{set:?}");
            let mut words = words.iter();
            for line in set {
                let mut rest = line;
                while !rest.is_empty() {
                    let word = words.next().unwrap();
                    rest = rest.strip_prefix(word).unwrap_or_else(|| panic!("{line} does not end with a word"));
                }
            }
        }
    }
}

#[test]
fn word_that_is_wider_than_the_column_is_broken_between_letters() {
    let shaped = set("กระทรวงมหาดไทย", 30.0, Direction::Ltr);
    assert!(shaped.lines.len() > 3);
}

#[test]
fn line_that_ends_in_a_line_feed_before_thai_does_not_move_the_others() {
    let text = "a\nกระทรวงมหาดไทยลงนามบันทึก\n\nกระทรวงมหาดไทยลงนามบันทึก";
    let shaped = set(text, 110.0, Direction::Ltr);
    for line in &shaped.lines {
        let line = text[line.text.clone()].trim_end();
        let words = ["กระทรวง", "มหาดไทย", "ลง", "นาม", "บันทึก"];
        assert!(line.is_empty() || line == "a" || words.iter().any(|word| line.ends_with(word)), "{line}");
    }
}

#[test]
fn line_that_ends_at_a_soft_hyphen_shows_a_hyphen_that_has_room() {
    let text =
        "Die Bundes\u{ad}republik unter\u{ad}zeichnet ein Sicher\u{ad}heits\u{ad}ab\u{ad}kommen mit Usbe\u{ad}kistan.";
    let mut fonts = Fonts::new(false);
    let hyphen = fonts.shape("\u{2010}", Style::sans(16.0), None, Direction::Ltr, 1.0);
    let mut hyphens = 0;
    for width in (70u8..=250).step_by(3) {
        let width = f32::from(width);
        let shaped = fonts.shape(text, Style::sans(16.0), Some(width), Direction::Ltr, 1.0);
        let last = shaped.lines.len() - 1;
        for (at, line) in shaped.lines.iter().enumerate() {
            let glyph = shaped.glyphs[line.glyphs.clone()].last().unwrap();
            let soft = at < last && text[line.text.clone()].ends_with('\u{ad}');
            assert_eq!(glyph.id == hyphen.glyphs[0].id, soft, "{:?}", &text[line.text.clone()]);
            assert!(line.right <= width + 0.5, "{} in {width}", line.right);
            hyphens += usize::from(soft);
            if soft {
                let mark = shaped.rects(&(line.text.end - 2..line.text.end));
                assert!((mark[0].width() - hyphen.width).abs() < 0.5, "the hyphen is marked with its word: {mark:?}");
            }
        }
    }
    assert!(hyphens > 20);
}

#[test]
fn lines_from_right_to_left_begin_at_the_edge_whether_they_end_at_a_hyphen_or_not() {
    let text =
        "وقعت الوزارة على Sicher\u{ad}heits\u{ad}abkommen مع أوزبكستان Bundes\u{ad}republik في القاهرة اليوم وغدا";
    for width in 120u8..250 {
        let shaped = set(text, f32::from(width), Direction::Rtl);
        let edge = shaped.lines[0].right;
        assert!((edge - f32::from(width)).abs() < 1.0, "{edge} of {width}");
        for line in &shaped.lines {
            assert!((line.right - edge).abs() < 0.5, "{:?}: {} of {edge}", &text[line.text.clone()], line.right);
            assert!(line.left > -0.5, "{:?}: {}", &text[line.text.clone()], line.left);
        }
    }
}

#[test]
fn hyphen_stands_after_a_german_word_in_an_arabic_line() {
    let text = "وقعت الوزارة على Sicherheits\u{ad}abkommen اليوم";
    let shaped = set(text, 210.0, Direction::Rtl);
    let line = shaped.lines.iter().find(|line| text[line.text.clone()].ends_with('\u{ad}')).unwrap();
    let letters = |c: char| {
        let at = line.text.start + text[line.text.clone()].find(c).unwrap();
        *shaped.clusters[line.clusters.clone()].iter().find(|cluster| cluster.start == at).unwrap()
    };
    let (first, hyphen) = (letters('S'), letters('\u{ad}'));
    assert!(first.left >= -0.5 && hyphen.left > first.left && hyphen.right > hyphen.left + 2.0);
    let arabic = letters('ى');
    assert!(arabic.left >= hyphen.right - 0.5, "{arabic:?} {hyphen:?}");
}
