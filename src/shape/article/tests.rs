//! The layout of hard and of very long articles.

use super::*;
use crate::core::language;
use crate::shape::fonts::Family;

fn style() -> ArticleStyle {
    ArticleStyle { family: Family::Serif, size: 18.0, spacing: 1.0, width: 500.0, pixels_per_point: 1.0 }
}

fn layout(text: &str) -> (ArticleLayout, Fonts) {
    let text = Text::canonical(text);
    let direction = language::article_direction(text.as_str());
    (ArticleLayout::new(text, direction, style()), Fonts::new(false))
}

#[test]
fn neutral_paragraph_follows_the_article() {
    let (mut layout, mut fonts) = layout("ميرضيائيف يدعو إلى تعزيز التعاون\n• 9/5/2024\nnews-picture");
    let sides: Vec<bool> =
        layout.visible(&mut fonts, Scroll::default(), 500.0).iter().map(|visible| visible.shaped.rtl).collect();
    assert_eq!(sides, [true, true, false]);
}

#[test]
fn scrolling_down_and_up_again_returns_to_the_same_place() {
    let (mut layout, mut fonts) = layout(&"Ein Absatz mit mehreren Wörtern darin.\n\n".repeat(400));
    let mut scroll = Scroll::default();
    for _ in 0..40 {
        scroll = layout.scroll_by(&mut fonts, scroll, 333.0, 600.0);
    }
    assert!(scroll.at > 4000);
    for _ in 0..40 {
        scroll = layout.scroll_by(&mut fonts, scroll, -333.0, 600.0);
    }
    assert_eq!(scroll.at, 0);
    assert!(scroll.offset.abs() < 0.5);
}

#[test]
fn scrolling_stops_with_the_last_line_in_sight() {
    let (mut layout, mut fonts) = layout(&"Ein Absatz.\n".repeat(50));
    let scroll = layout.scroll_by(&mut fonts, Scroll::default(), 1e9, 600.0);
    let end = Caret { offset: layout.text().len(), upstream: true };
    let rect = layout.caret_in_window(&mut fonts, scroll, end, 600.0);
    assert!(rect.is_some_and(|rect| rect.bottom() <= 600.5 && rect.top() > 300.0), "{rect:?}");
}

#[test]
fn stepping_right_through_mixed_text_reaches_every_place_of_a_line_once() {
    let (mut layout, mut fonts) = layout("abc (2024) وقعت الصين def");
    let mut caret = Caret::at(0);
    let mut xs = vec![layout.caret_x(&mut fonts, caret)];
    for _ in 0..60 {
        let next = layout.step(&mut fonts, caret, true);
        if next == caret {
            break;
        }
        caret = next;
        xs.push(layout.caret_x(&mut fonts, caret));
    }
    assert!(xs.windows(2).all(|pair| pair[1] > pair[0]), "{xs:?}");
    assert_eq!(caret.offset, layout.text().len());
}

/// Scrolls to the middle, to the end and back, and marks a place there; tells how much was cut and shaped.
fn wander(text: &str) -> (usize, usize) {
    let (mut layout, mut fonts) = layout(text);
    let mut most = 0;
    let middle = layout.text().floor(text.len() / 2);
    let end = Span::new(layout.text().len(), layout.text().len());
    for place in [Span::new(0, 0), Span::new(middle, middle), end] {
        let scroll = layout.reveal(&mut fonts, Scroll::default(), place, 600.0, true);
        let all = layout.extent(scroll).1;
        let scroll = layout.scroll_at(&mut fonts, all / 3.0, 600.0);
        assert!(!layout.visible(&mut fonts, scroll, 600.0).is_empty());
        most = most.max(layout.shaped());
    }
    (layout.chunks.iter().map(|chunk| chunk.blocks.len()).sum(), most)
}

#[test]
fn only_what_is_visible_is_cut_and_shaped_however_long_the_article_is() {
    let sentences = "Ein Absatz mit mehreren Wörtern darin.\n\n";
    let texts = [
        sentences.repeat(50_000),
        "Ein Satz ohne Ende, ".repeat(100_000),
        "\n".repeat(1_000_000),
        format!("e{}", "\u{301}".repeat(1_000_000)),
        "Wort".repeat(500_000),
    ];
    for text in texts {
        let start: String = text.chars().take(9).collect();
        let (cut, shaped) = wander(&text);
        assert!(cut <= 8 * 1024, "{cut} blocks of {start:?} …");
        assert!(shaped <= KEEP, "{shaped} shaped of {start:?} …");
    }
}

#[test]
fn accents_without_end_are_shaped_only_as_far_as_they_can_be_seen() {
    let (mut layout, mut fonts) = layout(&format!("e{} x", "\u{301}".repeat(100_000)));
    let shown = layout.visible(&mut fonts, Scroll { at: 50_000, offset: 0.0 }, 600.0);
    assert!(shown.len() > 3);
    for block in &shown[1..] {
        assert!(block.shaped.glyphs.len() <= ACCENTS, "{} glyphs", block.shaped.glyphs.len());
        assert_eq!(block.shaped.len, block.span.len());
        assert_eq!(block.shaped.clusters.iter().map(|cluster| cluster.end).max(), Some(block.span.len()));
    }
    let caret = layout.hit(&mut fonts, Scroll { at: 50_000, offset: 0.0 }, egui::pos2(300.0, 300.0), 600.0);
    assert!(layout.text().is_grapheme_edge(caret.offset));
}

#[test]
fn lines_folded_away_are_one_block_however_many_they_are() {
    let text = Text::canonical(&format!("Titel\n{}Schluss", "Zeile\n".repeat(100_000)));
    let mut fonts = Fonts::new(false);
    let lines = 1..100_001;
    let mut layout = ArticleLayout::folded(text.clone(), Direction::Ltr, style(), std::slice::from_ref(&lines));
    let shown: Vec<(usize, bool)> = layout
        .visible(&mut fonts, Scroll::default(), 600.0)
        .iter()
        .map(|visible| (visible.span.start, visible.folded))
        .collect();
    assert_eq!(shown, [(0, false), (6, true), (text.len() - 7, false)]);
    let end_of_title = Caret { offset: 5, upstream: true };
    assert_eq!(layout.step(&mut fonts, end_of_title, true).offset, 6);
    let back = layout.step(&mut fonts, Caret::at(text.len() - 7), false);
    assert_eq!(back.offset, text.len() - 8);
    assert_eq!(layout.step(&mut fonts, Caret::at(20), true).offset, 21, "also where it is not seen");
    assert_eq!(layout.step(&mut fonts, Caret::at(20), false).offset, 19);
}

#[test]
fn places_far_apart_are_found_in_chunks_that_were_dropped_and_cut_again() {
    let (mut layout, mut fonts) = layout(&"Ein Absatz mit Wörtern.\n".repeat(100_000));
    for round in 0..3 {
        for part in 0..90 {
            let at = layout.text().floor(layout.text().len() / 90 * part);
            let scroll = layout.reveal(&mut fonts, Scroll::default(), Span::new(at, at), 600.0, true);
            let caret = layout.caret_in_window(&mut fonts, scroll, Caret::at(at), 600.0);
            assert!(caret.is_some_and(|rect| (0.0..600.0).contains(&rect.top())), "{round}, {part}: {caret:?}");
            layout.visible(&mut fonts, scroll, 600.0);
        }
    }
    assert!(layout.cut.len() <= KEEP_CHUNKS + 4);
    assert_eq!(layout.cut.len(), layout.chunks.iter().filter(|chunk| !chunk.blocks.is_empty()).count());
}
