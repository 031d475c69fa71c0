//! Lines end where the script lets them.

use std::cell::RefCell;
use std::ops::Range;

use egui::pos2;
use glossator::core::language::{Direction, article_direction};
use glossator::core::words;
use glossator::shape::fonts::{Family, Fonts, Style};
use glossator::shape::shaped::Shaped;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::words::mixed;
use crate::{byte, paragraphs};

#[test]
fn lines_end_where_icu_lets_them() {
    let mut fonts = Fonts::new(true);
    let mut tried = 0;
    for paragraph in paragraphs() {
        let text = &paragraph.text;
        let allowed: Vec<usize> = paragraph.lines.iter().map(|place| byte(text, *place)).collect();
        let letters: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        for width in (280u16..700).step_by(31) {
            let style = Style { family: Family::Serif, size: 18.0, line_height: 1.6, bold: false };
            let shaped = fonts.shape(text, style, Some(f32::from(width)), article_direction(text), 1.0);
            for line in &shaped.lines {
                assert!(letters.contains(&line.text.end), "{}: a letter is cut at {}", paragraph.name, line.text.end);
                if !allowed.is_empty() {
                    let (before, after) = text.split_at(line.text.end);
                    assert!(
                        after.is_empty() || allowed.contains(&line.text.end),
                        "{}: …{} / {}…",
                        paragraph.name,
                        before.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect::<String>(),
                        after.chars().take(12).collect::<String>()
                    );
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 200);
}

/// Gives the letters of a text.
fn letters(text: &str) -> Vec<Range<usize>> {
    text.grapheme_indices(true).map(|(at, letter)| at..at + letter.len()).collect()
}

/// Says what is wrong with a text as it is set; nothing where all is well.
fn wrong(text: &str, shaped: &Shaped) -> Option<String> {
    let letters = letters(text);
    let is_edge = |at: usize| at == text.len() || letters.iter().any(|letter| letter.start == at);
    let mut end = 0;
    for line in &shaped.lines {
        if line.text.start != end || !is_edge(line.text.end) {
            return Some(format!("line {:?} after {end}", line.text));
        }
        end = line.text.end;
        // An accent is drawn with its letter: what is drawn together is in one letter, in the line of the letter.
        for cluster in &shaped.clusters[line.clusters.clone()] {
            let inside = letters.iter().any(|letter| letter.start <= cluster.start && cluster.end <= letter.end);
            let in_line = line.text.start <= cluster.start && cluster.end <= line.text.end;
            if !inside || !in_line {
                return Some(format!("cluster {}..{} in line {:?}", cluster.start, cluster.end, line.text));
            }
        }
    }
    if end != text.len() {
        return Some(format!("lines end at {end}"));
    }
    for letter in &letters {
        let rects = shaped.rects(letter);
        if rects.len() > 1 {
            return Some(format!("{:?} has {} rectangles", &text[letter.clone()], rects.len()));
        }
        let Some(rect) = rects.first().filter(|rect| rect.width() > 1.0) else { continue };
        for x in [rect.left() + rect.width() * 0.2, rect.right() - rect.width() * 0.2] {
            let point = pos2(x, rect.center().y);
            let found = shaped.hit(point).offset;
            let under = shaped.cluster_at(point)?;
            if !(letter.start..=letter.end).contains(&found) || under.start < letter.start || letter.end < under.end {
                return Some(format!("{:?}: hit {found}, under {under:?}", &text[letter.clone()]));
            }
        }
    }
    None
}

thread_local! {
    static FONTS: RefCell<[Fonts; 2]> = RefCell::new([Fonts::new(true), Fonts::new(false)]);
}

proptest! {
    #[test]
    fn spans_rectangles_and_points_agree_in_mixed_scripts(
        text in mixed(false), width in 40u16..400, family in prop::sample::select(vec![Family::Serif, Family::Sans]), rtl: bool
    ) {
        let text = text.replace('\n', " ");
        let style = Style { family, size: 18.0, line_height: 1.6, bold: false };
        let direction = if rtl { Direction::Rtl } else { Direction::Ltr };
        FONTS.with_borrow_mut(|fonts| {
            for fonts in fonts {
                let shaped = fonts.shape(&text, style, Some(f32::from(width)), direction, 1.0);
                if let Some(wrong) = wrong(&text, &shaped) {
                    return Err(TestCaseError::fail(format!("{text:?} at {width}: {wrong}")));
                }
            }
            Ok(())
        })?;
        // Where a line may end only between words, it may not end inside of one.
        for (at, may_end) in words::line_breaks(&text, 0) {
            prop_assert!(!may_end || letters(&text).iter().any(|letter| letter.start == at));
        }
    }
}
