//! Letters and places: what is seen at a point is the letter of the text, in every script and at every width.

mod common;

use std::collections::BTreeSet;
use std::ops::Range;

use common::page::{
    Block, Page, SETTINGS, SLACK, WINDOW, hanging, hangs, on_every_page, rects, rtl_at, takes_no_room, texts, widths,
};
use common::runner;
use egui::{Pos2, Rect, pos2};
use glossator::core::language::Direction;
use glossator::core::text::{Span, Text};
use glossator::session::action::TextSelection;
use glossator::session::selection::Selection;
use glossator::shape::article::{ArticleLayout, ArticleStyle, Scroll};
use glossator::shape::fonts::Fonts;
use glossator::shape::{Caret, Family, Shaped, Style};
use unicode_segmentation::UnicodeSegmentation as _;

/// Gives a point a quarter into a rectangle, from the side where reading begins or from the other.
fn quarter(rect: Rect, rtl: bool, leading: bool) -> Pos2 {
    let from_left = rtl != leading;
    let x = if from_left { rect.left() + rect.width() / 4.0 } else { rect.right() - rect.width() / 4.0 };
    pos2(x, rect.center().y)
}

#[test]
fn letters_have_one_rectangle_each() {
    on_every_page("letters_have_one_rectangle_each", |page, _, wrong| {
        for block in &page.blocks {
            for letter in page.graphemes(block) {
                let found = rects(&block.shaped, &letter).len();
                let excused = hangs(page, block, &letter) || takes_no_room(&page.content(block)[letter.clone()]);
                if found > 1 || (found == 0 && !excused) {
                    wrong.push(format!("{} has {found} rectangles", page.about(block, &letter)));
                }
            }
        }
    });
}

/// Calls `check` with each letter that has a rectangle, with a point near its beginning and one near its end.
fn at_every_letter(page: &Page, block: &Block, mut check: impl FnMut(&Range<usize>, [Pos2; 2])) {
    for letter in page.graphemes(block) {
        if let ([rect], Some(rtl)) = (&rects(&block.shaped, &letter)[..], rtl_at(&block.shaped, &letter)) {
            check(&letter, [quarter(*rect, rtl, true), quarter(*rect, rtl, false)]);
        }
    }
}

#[test]
fn hit_gives_the_edge_of_the_letter_that_was_pointed_at() {
    on_every_page("hit_gives_the_edge_of_the_letter_that_was_pointed_at", |page, _, wrong| {
        for block in &page.blocks {
            at_every_letter(page, block, |letter, points| {
                let found = points.map(|point| block.shaped.hit(point).offset);
                if found != [letter.start, letter.end] || block.shaped.cluster_at(points[0]).as_ref() != Some(letter) {
                    wrong.push(format!("{}: hit {found:?}", page.about(block, letter)));
                }
            });
        }
    });
}

#[test]
fn hit_in_the_window_gives_the_same_letter_in_every_paragraph() {
    on_every_page("hit_in_the_window_gives_the_same_letter_in_every_paragraph", |page, fonts, wrong| {
        for index in 0..page.blocks.len() {
            let block = &page.blocks[index];
            // An empty paragraph takes less room than a line: a click must fall into what it takes.
            let room = page.blocks.get(index + 1).map_or(WINDOW, |next| next.top - block.top - 1.0);
            let mut points = Vec::new();
            at_every_letter(page, block, |letter, at| points.push((letter.clone(), at)));
            for (letter, at) in points {
                let block = &page.blocks[index];
                let wanted = [letter.start + block.span.start, letter.end + block.span.start];
                let at = at.map(|point| pos2(point.x, point.y.min(room) + block.top));
                let found = at.map(|point| page.layout.hit(fonts, Scroll::default(), point, WINDOW).offset);
                let under = page.layout.letter_at(fonts, Scroll::default(), at[0], WINDOW);
                if found != wanted || under != Some(wanted[0]..wanted[1]) {
                    wrong
                        .push(format!("{}: hit {found:?}, letter {under:?}", page.about(&page.blocks[index], &letter)));
                }
            }
        }
    });
}

#[test]
fn caret_at_every_letter_stands_inside_its_block() {
    on_every_page("caret_at_every_letter_stands_inside_its_block", |page, _, wrong| {
        for block in &page.blocks {
            let room = Rect::from_min_max(Pos2::ZERO, pos2(page.width, block.shaped.height)).expand(SLACK);
            for edge in page.edges(block) {
                for upstream in [false, true] {
                    let rect = block.shaped.caret_rect(Caret { offset: edge, upstream });
                    if !room.contains_rect(rect) || rect.height() < 10.0 {
                        wrong.push(format!("{}, upstream {upstream}: {rect:?}", page.about(block, &(edge..edge))));
                    }
                }
            }
        }
    });
}

#[test]
fn lines_hold_every_byte_of_their_paragraph_once() {
    on_every_page("lines_hold_every_byte_of_their_paragraph_once", |page, _, wrong| {
        for block in &page.blocks {
            let mut end = 0;
            for line in &block.shaped.lines {
                if line.text.start != end || line.text.end > block.span.len() {
                    wrong.push(format!("{}: line of {:?} after {end} of {}", page.name, line.text, block.span.len()));
                }
                end = line.text.end;
            }
            if end != block.span.len() {
                wrong.push(format!("{}: the lines end at {end} of {}", page.name, block.span.len()));
            }
        }
    });
}

#[test]
fn rectangles_are_wide_enough_to_be_seen() {
    on_every_page("rectangles_are_wide_enough_to_be_seen", |page, _, wrong| {
        for block in &page.blocks {
            for line in &block.shaped.lines {
                for rect in
                    block.shaped.rects(&line.text).into_iter().chain(block.shaped.rects(&hanging(page, block, line)))
                {
                    if rect.width() < SLACK {
                        wrong.push(format!(
                            "{}: {} wide",
                            page.about(block, &hanging(page, block, line)),
                            rect.width()
                        ));
                    }
                }
            }
        }
    });
}

/// Says how the rectangles of a span differ from the letters of the span; nothing where they do not.
fn difference(page: &Page, block: &Block, span: &Range<usize>) -> Option<String> {
    let rects = rects(&block.shaped, span);
    let mut expected = 0.0;
    for line in &block.shaped.lines {
        let hanging = hanging(page, block, line);
        for cluster in &block.shaped.clusters[line.clusters.clone()] {
            let wanted = span.start <= cluster.start && cluster.end <= span.end;
            if wanted && !(hanging.start <= cluster.start && cluster.end <= hanging.end) {
                expected += cluster.right - cluster.left;
            }
            let middle = pos2(f32::midpoint(cluster.left, cluster.right), f32::midpoint(line.ascent, line.descent));
            let visible = cluster.right - cluster.left > SLACK && !hanging.contains(&cluster.start);
            if visible && rects.iter().any(|rect| rect.contains(middle)) != wanted {
                let word = if wanted { "misses" } else { "has too many:" };
                return Some(format!(
                    "{} {word} {:?}",
                    page.about(block, span),
                    &page.content(block)[cluster.start..cluster.end]
                ));
            }
        }
    }
    let sum = widths(&rects);
    let close = (sum - expected).abs() < rects.iter().map(|_| SLACK).sum::<f32>() + SLACK;
    (!close).then(|| format!("{}: {sum} wide, its letters {expected}", page.about(block, span)))
}

#[test]
fn rectangles_of_every_letter_word_and_line_cover_exactly_its_clusters() {
    on_every_page("rectangles_of_every_letter_word_and_line_cover_exactly_its_clusters", |page, _, wrong| {
        for block in &page.blocks {
            let content = page.content(block);
            let words = content.unicode_word_indices().map(|(at, word)| at..at + word.len());
            let lines = block.shaped.lines.iter().map(|line| line.text.clone());
            let whole = std::iter::once(0..content.len());
            for span in page.graphemes(block).into_iter().chain(words).chain(lines).chain(whole) {
                wrong.extend(difference(page, block, &span));
            }
        }
    });
}

#[test]
fn rectangles_of_any_span_cover_exactly_its_clusters() {
    let mut fonts = Fonts::new(false);
    let mut pages = Vec::new();
    for (name, text) in texts("rectangles_of_any_span_cover_exactly_its_clusters") {
        for (setting, family) in [(SETTINGS[0], Family::Serif), (SETTINGS[3], Family::Sans)] {
            pages.push(Page::set(&name, &text, setting, family, &mut fonts));
        }
    }
    let all = proptest::prelude::any::<proptest::sample::Index>;
    let result = runner(3000).run(&(all(), all(), all(), 0usize..400), |(page, block, start, length)| {
        let page = page.get(&pages);
        let block = block.get(&page.blocks);
        let edges = page.edges(block);
        let first = start.index(edges.len());
        let last = (first + length).min(edges.len() - 1);
        let difference = difference(page, block, &(edges[first]..edges[last]));
        proptest::prop_assert_eq!(difference, None);
        Ok(())
    });
    assert!(result.is_ok(), "{}", result.err().map(|error| error.to_string()).unwrap_or_default());
}

/// Lists the places a caret can be seen at in a block: line and x in hundredths of a point.
fn places_to_see(page: &Page, block: &Block) -> BTreeSet<(usize, i64)> {
    let mut places = BTreeSet::new();
    for (number, line) in block.shaped.lines.iter().enumerate() {
        let hanging = hanging(page, block, line);
        for cluster in &block.shaped.clusters[line.clusters.clone()] {
            let inner = |offset: usize| !page.text.is_grapheme_edge(block.span.start + offset);
            if cluster.right - cluster.left < 0.1 || hanging.contains(&cluster.start) {
                continue;
            }
            let (left, right) = if cluster.rtl { (cluster.end, cluster.start) } else { (cluster.start, cluster.end) };
            for (offset, x) in [(left, cluster.left), (right, cluster.right)] {
                if !inner(offset) {
                    places.insert((number, hundredths(x)));
                }
            }
        }
    }
    places
}

#[expect(clippy::cast_possible_truncation, reason = "widths of a page")]
fn hundredths(x: f32) -> i64 {
    (x * 100.0).round() as i64
}

/// Steps to the last place of a block on one side.
fn far_side(page: &mut Page, fonts: &mut Fonts, index: usize, right: bool) -> Caret {
    let block = &page.blocks[index];
    let mut caret = Caret::at(block.span.start);
    for _ in 0..4 * page.graphemes(block).len() + 8 {
        let next = page.layout.step(fonts, caret, right);
        if next == caret || page.layout.span_of(next) != block.span {
            return caret;
        }
        caret = next;
    }
    panic!("{} block {index}, right {right}: stepping does not end", page.name)
}

/// Steps through a block from one side to the other and says which places were passed over or make no sense.
fn walk(page: &mut Page, fonts: &mut Fonts, index: usize, right: bool, wrong: &mut Vec<String>) {
    let mut caret = far_side(page, fonts, index, !right);
    let block = &page.blocks[index];
    let mut unseen = places_to_see(page, block);
    for _ in 0..4 * page.graphemes(block).len() + 8 {
        let local = Caret { offset: caret.offset - block.span.start, upstream: caret.upstream };
        let seen = (block.shaped.line_of(local), hundredths(block.shaped.caret_x(local)));
        for near in -2..=2 {
            unseen.remove(&(seen.0, seen.1 + near));
        }
        if !page.text.is_grapheme_edge(caret.offset) {
            wrong.push(format!("{} cuts a letter", page.about(block, &(local.offset..local.offset))));
        }
        let next = page.layout.step(fonts, caret, right);
        if next == caret || page.layout.span_of(next) != block.span {
            break;
        }
        caret = next;
    }
    if let Some((line, x)) = unseen.first() {
        let count = unseen.len();
        let what = format!("right {right}: {count} places passed over, e.g. line {line}, x {x}/100");
        wrong.push(format!("{} block {index}, {what}", page.name));
    }
}

/// Steps out of a block and says where the next one is not entered at the edge where reading begins or ends.
fn enter(page: &mut Page, fonts: &mut Fonts, index: usize, right: bool, wrong: &mut Vec<String>) {
    let last = far_side(page, fonts, index, right);
    let caret = page.layout.step(fonts, last, right);
    let to = page.block_of(caret);
    let (block, content) = (&page.blocks[to], page.content(&page.blocks[to]));
    if to == index || content.trim() != content || content.is_empty() {
        return;
    }
    let (line, edge_is_right) = if to > index {
        (block.shaped.lines.first(), block.shaped.rtl)
    } else {
        (block.shaped.lines.last(), !block.shaped.rtl)
    };
    let line = line.expect("a block has a line");
    let edge = if edge_is_right { line.right } else { line.left };
    let x = page.layout.caret_x(fonts, caret);
    if (x - edge).abs() > 0.1 {
        let what = format!("block {to} entered from {index} at {x}, its edge is {edge}");
        wrong.push(format!("{}, right {right}: {what}", page.name));
    }
}

#[test]
fn stepping_visits_every_place_of_a_paragraph_and_cuts_no_letter() {
    on_every_page("stepping_visits_every_place_of_a_paragraph_and_cuts_no_letter", |page, fonts, wrong| {
        for index in 0..page.blocks.len() {
            walk(page, fonts, index, true, wrong);
            walk(page, fonts, index, false, wrong);
        }
    });
}

#[test]
fn stepping_enters_the_next_paragraph_at_its_edge() {
    on_every_page("stepping_enters_the_next_paragraph_at_its_edge", |page, fonts, wrong| {
        for index in 0..page.blocks.len() {
            enter(page, fonts, index, true, wrong);
            enter(page, fonts, index, false, wrong);
        }
    });
}

#[test]
fn stepping_in_an_article_of_one_direction_reaches_its_end_and_its_beginning() {
    let mut fonts = Fonts::new(false);
    for (text, right) in
        [("Ein Satz.\n\nNoch ein Satz (2024).\n", true), ("وقعت الصين\n\nمذكرة (2024) في بكين\n", false)]
    {
        let mut page = Page::set("two paragraphs", text, SETTINGS[0], Family::Serif, &mut fonts);
        let mut caret = Caret::at(0);
        for _ in 0..200 {
            caret = page.layout.step(&mut fonts, caret, right);
        }
        assert_eq!(caret.offset, page.text.len());
        for _ in 0..200 {
            caret = page.layout.step(&mut fonts, caret, !right);
        }
        assert_eq!(caret.offset, 0);
    }
}

#[test]
fn words_lines_home_and_end_stay_inside_the_article_and_between_letters() {
    on_every_page("words_lines_home_and_end_stay_inside_the_article_and_between_letters", |page, fonts, wrong| {
        let length = page.text.len();
        for index in 0..page.blocks.len() {
            let block = &page.blocks[index];
            for edge in page.edges(block).into_iter().step_by(3) {
                for upstream in [false, true] {
                    let caret = Caret { offset: edge + block.span.start, upstream };
                    let layout = &mut page.layout;
                    let x = layout.caret_x(fonts, caret);
                    let home = layout.line_edge(fonts, caret, false);
                    let end = layout.line_edge(fonts, caret, true);
                    let mut reached = vec![home, end];
                    reached.extend([true, false].map(|right| layout.step_word(fonts, caret, right)));
                    reached.extend([1, -1, 7, -7, 5000, -5000].map(|lines| layout.step_lines(fonts, caret, lines, x)));
                    let lost = reached.iter().find(|to| to.offset > length || !page.text.is_grapheme_edge(to.offset));
                    if let Some(lost) = lost {
                        wrong.push(format!("{}: went to {lost:?}", page.about(block, &(edge..edge))));
                    }
                    let line = block.shaped.line_of(Caret { offset: edge, upstream });
                    let of_line = &block.shaped.lines[line].text;
                    let in_line = |to: Caret| {
                        of_line.start <= to.offset - block.span.start && to.offset - block.span.start <= of_line.end
                    };
                    if !in_line(home) || !in_line(end) || home.offset > end.offset {
                        let about = page.about(block, &(edge..edge));
                        wrong.push(format!("{about}: home {home:?} or end {end:?} left the line {of_line:?}"));
                    }
                }
            }
        }
    });
}

#[test]
fn home_and_end_keep_the_caret_in_its_line() {
    on_every_page("home_and_end_keep_the_caret_in_its_line", |page, fonts, wrong| {
        for block in &page.blocks {
            for (number, line) in block.shaped.lines.iter().enumerate() {
                let caret = Caret::at(block.span.start + line.text.start);
                for end in [false, true] {
                    let to = page.layout.line_edge(fonts, caret, end);
                    let local = Caret { offset: to.offset - block.span.start, upstream: to.upstream };
                    if block.shaped.line_of(local) != number {
                        wrong.push(format!("{} line {number}, end {end}: {to:?}", page.about(block, &line.text)));
                    }
                }
            }
        }
    });
}

#[test]
fn words_and_lines_lead_from_the_beginning_to_the_end_and_back() {
    on_every_page("words_and_lines_lead_from_the_beginning_to_the_end_and_back", |page, fonts, wrong| {
        for by_word in [true, false] {
            for onwards in [true, false] {
                let mut caret = if onwards { Caret::at(0) } else { Caret { offset: page.text.len(), upstream: true } };
                let goal = if onwards { page.text.len() } else { 0 };
                for _ in 0..5000 {
                    let before = caret;
                    let block = page.block_of(caret);
                    caret = if by_word {
                        page.layout.step_word(fonts, caret, onwards != page.blocks[block].shaped.rtl)
                    } else {
                        page.layout.step_lines(fonts, caret, if onwards { 1 } else { -1 }, 40.0)
                    };
                    let back = if onwards { caret.offset < before.offset } else { caret.offset > before.offset };
                    if caret == before || back {
                        break;
                    }
                }
                let left = &page.text.as_str()[caret.offset.min(goal)..caret.offset.max(goal)];
                if left.contains(char::is_alphanumeric) {
                    wrong.push(format!("{}: by word {by_word}, onwards {onwards}: stopped at {caret:?}", page.name));
                }
            }
        }
    });
}

#[test]
fn selecting_all_covers_every_letter_of_the_article() {
    on_every_page("selecting_all_covers_every_letter_of_the_article", |page, fonts, wrong| {
        let focus = Caret { offset: page.text.len(), upstream: true };
        let mut selection = Selection::default();
        selection.text = TextSelection { anchor: Caret::at(0), focus };
        let span = selection.span();
        assert_eq!(page.text.slice(span), page.text.as_str());
        let sum = widths(&page.layout.rects_in_window(fonts, Scroll::default(), span, WINDOW));
        let mut expected = 0.0;
        for block in &page.blocks {
            for line in &block.shaped.lines {
                let hanging = hanging(page, block, line);
                let clusters = block.shaped.clusters[line.clusters.clone()].iter();
                let kept = clusters.filter(|cluster| !hanging.contains(&cluster.start));
                expected += kept.map(|cluster| cluster.right - cluster.left).sum::<f32>();
            }
        }
        if (sum - expected).abs() > 1.0 || expected < 100.0 {
            wrong.push(format!("{}: {sum} wide, its letters {expected}", page.name));
        }
    });
}

/// Lists the glyph ids between two places of a shaped line.
fn glyphs_between(shaped: &Shaped, rect: Rect) -> Vec<u32> {
    let inside = |x: f32, y: f32| rect.left() - 0.1 <= x && x < rect.right() - 0.1 && rect.y_range().contains(y);
    shaped.glyphs.iter().filter(|glyph| inside(glyph.x, glyph.y)).map(|glyph| glyph.id).collect()
}

#[test]
fn letters_of_an_arabic_word_stay_joined_where_a_mark_begins_inside_it() {
    // A layout is made of text, direction and style: there is nothing in it that a mark could change.
    let make: fn(Text, Direction, ArticleStyle) -> ArticleLayout = ArticleLayout::new;
    let Some(seeds) = common::seeds("letters_of_an_arabic_word_stay_joined_where_a_mark_begins_inside_it") else {
        return;
    };
    let (_, text) = seeds.iter().find(|(name, _)| name.starts_with("002")).expect("seed 002");
    let (word, mark) = ("لجمهورية", "جمهورية");
    for family in [Family::Serif, Family::Sans] {
        let mut fonts = Fonts::new(false);
        let text = Text::canonical(text);
        let style = ArticleStyle { family, size: 18.0, spacing: 1.0, width: 560.0, pixels_per_point: 1.0 };
        let mut layout = make(text.clone(), Direction::Rtl, style);
        let start = text.as_str().find(word).expect("the word of seed 002");
        let shown = layout.visible(&mut fonts, Scroll::default(), WINDOW);
        let block =
            shown.iter().find(|block| block.span.contains(Span::new(start, start + word.len()))).expect("its block");
        let at = start - block.span.start;
        let rects = |range: Range<usize>| block.shaped.rects(&range);
        let whole = rects(at..at + word.len());
        let prefix = rects(at..at + word.len() - mark.len());
        let marked = rects(at + word.len() - mark.len()..at + word.len());
        assert_eq!((whole.len(), prefix.len(), marked.len()), (1, 1, 1), "{whole:?} {prefix:?} {marked:?}");
        assert!((prefix[0].left() - marked[0].right()).abs() < SLACK, "the mark begins where the prefix ends");
        assert!((prefix[0].width() + marked[0].width() - whole[0].width()).abs() < SLACK);
        let in_context = glyphs_between(block.shaped, whole[0]);
        assert!(in_context.len() >= 6, "{in_context:?}");
        let set = Style { family, size: 18.0, line_height: 1.9, bold: false };
        // The reh after the waw is the one letter of the word that stands alone by the rules of the script.
        for letter in word.chars().filter(|letter| *letter != 'ر') {
            let alone = fonts.shape(&letter.to_string(), set, None, Direction::Rtl, 1.0);
            let isolated: Vec<u32> = alone.glyphs.iter().map(|glyph| glyph.id).collect();
            assert!(!isolated.is_empty());
            assert!(!in_context.contains(&isolated[0]), "{letter} stands alone: {in_context:?}");
        }
        let reh = fonts.shape("ر", set, None, Direction::Rtl, 1.0);
        assert!(in_context.contains(&reh.glyphs[0].id), "the glyphs compared are those of the word");
    }
}

#[test]
fn long_paragraph_is_cut_between_letters_and_keeps_every_byte() {
    let mut fonts = Fonts::new(false);
    for piece in ["Vie\u{302}\u{323}t", "Vie\u{302}\u{323}t Nam. ", "وقعت الصين (2024) مُحَمَّد. ", "👩‍👩‍👧‍👦"]
    {
        let text = piece.repeat(60_000 / piece.len());
        let page = Page::set("long", &text, SETTINGS[2], Family::Serif, &mut fonts);
        assert!(page.blocks.len() > 3);
        let mut end = 0;
        for block in &page.blocks {
            assert_eq!(block.span.start, end);
            assert!(page.text.is_grapheme_edge(end), "cut inside a letter at {end}");
            end = block.span.end;
        }
        assert_eq!(end, page.text.len());
    }
}
