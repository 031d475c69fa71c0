//! Lines end where the script lets them.

use glossator::core::language::article_direction;
use glossator::shape::fonts::{Family, Fonts, Style};
use unicode_segmentation::UnicodeSegmentation as _;

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
