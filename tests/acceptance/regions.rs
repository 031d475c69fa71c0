//! Check 11: the boilerplate of all five seeds is greyed, folded and shown again, and no offset moves.

use std::fs;
use std::ops::Range;

use egui::{Rect, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use glossator::app::{Glossator, Options};
use glossator::core::annotation::{Kind, Origin, Place, Work};
use glossator::core::intent::{Intent, RegionField};
use glossator::core::regions::greyed_lines;
use glossator::core::text::{Span, Text};
use glossator::core::workspace::Opened;
use glossator::session::command::{Command, Edit, View};
use glossator::session::{Action, Target, action::TextSelection};
use glossator::shape::article::{ArticleLayout, ArticleStyle, Scroll};
use glossator::shape::fonts::Fonts;
use glossator::shape::{Caret, Family};
use glossator::store::trace::Trace;
use serde_json::Value;

use super::common::{Corpus, FixedWorld, change, key, problems, seeds, seeds_folder, shown};
use super::desk::ANNOTATOR;

/// The boilerplate of the seeds: article, kind, first and last line, and the words where it is less than whole lines.
const BOILERPLATE: [(&str, &str, usize, usize, &str); 24] = [
    ("000", "counter", 4, 5, ""),
    ("000", "photo_caption", 17, 17, ""),
    ("000", "source_line", 29, 29, ""),
    ("000", "comment_form", 31, 34, ""),
    ("001", "injected_metadata", 0, 0, "date 2025-04"),
    ("001", "photo_caption", 6, 6, ""),
    ("001", "photo_caption", 14, 14, ""),
    ("001", "photo_caption", 22, 22, ""),
    ("002", "page_title", 0, 0, ""),
    ("002", "meta_description", 2, 2, ""),
    ("002", "site_name", 4, 4, ""),
    ("002", "page_clock", 6, 6, ""),
    ("002", "masthead", 7, 10, ""),
    ("003", "dateline", 2, 3, ""),
    ("003", "counter", 4, 6, ""),
    ("003", "image_alt", 7, 7, ""),
    ("003", "share_prompt", 11, 11, ""),
    ("004", "section_label", 0, 0, "O‘zbekiston"),
    ("004", "counter", 1, 1, ""),
    ("004", "reading_time", 2, 2, ""),
    ("004", "photo_credit", 8, 8, ""),
    ("004", "photo_credit", 14, 14, ""),
    ("004", "photo_credit", 22, 22, ""),
    ("004", "related_links", 28, 28, ""),
];
/// Points by which a place that is counted from the top of a long page may be rounded.
const ROUNDING: f32 = 0.01;
/// How many of these regions the rules offer at least, by article, and how much else they may offer, with what it is.
const OFFERED: [(&str, usize, usize, &str); 5] = [
    ("000", 3, 1, "a part of the form for comments"),
    ("001", 4, 0, "nothing else"),
    ("002", 0, 1, "a sub-headline so short that it looks like a label of the page"),
    ("003", 2, 0, "nothing else"),
    ("004", 6, 1, "the first line as a whole, which has the date of publication"),
];

/// Gives the boilerplate of an article as places with their kinds.
fn boilerplate(text: &Text, doc: &str) -> Vec<(Place, &'static str)> {
    let of_doc = BOILERPLATE.iter().filter(|(of, ..)| *of == doc);
    let place = |&(_, kind, first, last, words): &(&str, &'static str, usize, usize, &str)| {
        let lines = text.trim(Span::new(text.paragraphs()[first].start, text.paragraphs()[last].end));
        let start = lines.start + text.slice(lines).find(words).expect("the words stand in the line");
        let end = if words.is_empty() { lines.end } else { start + words.len() };
        (Place::of(Span::new(start, end)), kind)
    };
    of_doc.map(place).collect()
}

/// The program in a window high enough for a whole article.
struct Window {
    harness: Harness<'static, Option<Glossator>>,
    corpus: Corpus,
}

impl Window {
    fn over(corpus: Corpus, file: &str) -> Self {
        let path = Some(corpus.path(file));
        let mut waiting = Some(Options { path, annotator: Some(ANNOTATOR.to_owned()), ..Options::default() });
        let harness = Harness::builder()
            .with_size([1300.0, 6000.0])
            .with_pixels_per_point(1.0)
            .with_theme(egui::Theme::Light)
            .with_context_setup(|ctx| Glossator::set_up(ctx, Fonts::new(false)))
            .build_ui_state(
                move |ui, program: &mut Option<Glossator>| {
                    let world = || Box::new(FixedWorld::default());
                    let make =
                        || Glossator::new(ui.ctx(), waiting.take().unwrap_or_default(), world(), Trace::default());
                    program.get_or_insert_with(make).frame(ui);
                },
                None,
            );
        let mut window = Self { harness, corpus };
        window.settle();
        window
    }

    fn app(&self) -> &Glossator {
        self.harness.state().as_ref().expect("the program runs")
    }

    fn app_mut(&mut self) -> &mut Glossator {
        self.harness.state_mut().as_mut().expect("the program runs")
    }

    /// Waits for background work and draws until nothing changes any more.
    fn settle(&mut self) {
        for _ in 0..4 {
            if let Some(app) = self.harness.state_mut() {
                app.settle();
            }
            for _ in 0..3 {
                self.harness.step();
            }
        }
    }

    fn apply(&mut self, action: Action) {
        self.app_mut().session.notices.clear();
        self.app_mut().apply(action);
        assert!(problems(self.app()).is_empty(), "{:?}", problems(self.app()));
    }

    fn enter(&mut self, intent: Intent) {
        self.app_mut().session.notices.clear();
        change(self.app_mut(), intent);
        assert!(problems(self.app()).is_empty(), "{:?}", problems(self.app()));
    }

    fn opened(&self) -> &Opened {
        shown(self.app())
    }

    fn text(&self) -> Text {
        self.opened().article.text.clone()
    }

    fn fold(&mut self) {
        self.apply(Action::Run(Command::View(View::FoldRegions)));
        self.settle();
    }

    /// Lists the marks that can be seen, from the top, each with its words and where it stands.
    fn marks(&self) -> Vec<(String, Rect)> {
        let marks = self.harness.query_all_by(|node| node.role() == Role::Mark);
        let label = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().unwrap_or_default();
        marks.map(|node| (label(&node), node.rect())).collect()
    }

    /// Greys all boilerplate of the article on the screen: what the rules offer where it fits, the rest by hand.
    fn grey(&mut self, doc: &str) {
        let text = self.text();
        let offered = self.app().desk.open.pane.proposals.clone();
        let all = boilerplate(&text, doc);
        let wanted = |place: &Place| all.iter().any(|(wanted, _)| wanted == place);
        let (taken, left): (Vec<_>, Vec<_>) = offered.iter().partition(|offer| wanted(&offer.place));
        let (_, least, most, what) = OFFERED.iter().find(|(of, ..)| *of == doc).expect("the article is in the table");
        assert!(taken.len() >= *least, "{doc}: {taken:?}");
        assert!(left.len() <= *most, "{doc}: besides {what} the rules offer {left:?}");
        let taken = taken.into_iter().map(|offer| (offer.place.clone(), offer.kind.clone(), offer.rule.clone()));
        self.enter(Intent::MarkRegions(taken.collect()));
        for (place, kind) in &all {
            let region = |work: &Work| work.regions.values().find(|region| region.place == *place).cloned();
            if region(&self.opened().work).is_none() {
                let span = place.cover();
                let focus = Caret { offset: span.end, upstream: true };
                self.apply(Action::SelectText(TextSelection { anchor: Caret::at(span.start), focus }));
                self.apply(Action::Run(Command::Edit(Edit::Mark(Kind::Region))));
                let made = region(&self.opened().work).expect("the region is greyed");
                assert_eq!(made.authorship.origin, Origin::Manual);
            }
            let id = region(&self.opened().work).expect("the region is greyed").id.clone();
            self.enter(Intent::SetRegion(id, RegionField::Kind((*kind).to_owned())));
        }
        assert_eq!(self.opened().work.regions.len(), all.len());
    }

    /// Marks every line with text, so that there are marks inside boilerplate and outside.
    fn mark_every_line(&mut self) {
        let text = self.text();
        for line in text.paragraphs().iter().map(|line| text.trim(*line)).filter(|line| !line.is_empty()) {
            self.enter(Intent::Mark(Kind::Actor, Place::of(line)));
        }
        self.apply(Action::Run(Command::Go(glossator::session::command::Go::Release)));
        self.settle();
    }
}

/// Says which lines are folded away when regions are.
fn folds(text: &Text, work: &Work) -> Vec<Range<usize>> {
    greyed_lines(text, work).into_iter().map(|(lines, _)| lines).collect()
}

/// Lists the caret at every letter of an article, with its rectangle.
fn carets(opened: &Opened, folds: &[Range<usize>], fonts: &mut Fonts) -> Vec<(usize, Rect)> {
    let style = ArticleStyle { family: Family::Serif, size: 18.0, spacing: 1.0, width: 560.0, pixels_per_point: 1.0 };
    let text = &opened.article.text;
    let mut layout = ArticleLayout::folded(text.clone(), opened.direction(), style, folds);
    let mut offsets = vec![0];
    while *offsets.last().expect("the beginning") < text.len() {
        offsets.push(text.next_edge(*offsets.last().expect("the beginning")));
    }
    let mut caret = |offset| layout.caret_in_window(fonts, Scroll::default(), Caret::at(offset), 1e6);
    offsets.iter().map(|offset| (*offset, caret(*offset).expect("the window shows the whole article"))).collect()
}

/// Lists the regions the gold file knows, by article, in code points and with their kinds.
fn gold(doc: &str, test: &str) -> Vec<(usize, usize, String)> {
    let file = seeds_folder(test).expect("the seeds are named").join("../gold/seed_gold_000_002.json");
    let gold: Value = serde_json::from_str(&fs::read_to_string(file).expect("the gold file")).expect("JSON");
    let number = |value: &Value| usize::try_from(value.as_u64().expect("a code point")).expect("a small number");
    let kind = |kind: &str| kind.replace("site_counter", "counter").replace("page_header_clock", "page_clock");
    let all = gold["boilerplate"].as_array().expect("a list").iter().filter(|region| region["doc"] == doc);
    let row = |region: &Value| {
        let kind = kind(region["kind"].as_str().expect("a kind"));
        (number(&region["cp"][0]), number(&region["cp"][1]), kind)
    };
    all.map(row).collect()
}

#[test]
fn all_boilerplate_of_the_seeds_is_greyed_folded_and_shown_again_without_moving_an_offset() {
    let test = "all_boilerplate_of_the_seeds_is_greyed_folded_and_shown_again_without_moving_an_offset";
    let Some(seeds) = seeds(test) else { return };
    let articles: Vec<(&str, &str)> = seeds.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let mut window = Window::over(Corpus::of(&articles), articles[0].0);
    let mut fonts = Fonts::new(false);
    let mut greyed = 0;
    for (file, content) in articles {
        let doc = &file[..3];
        window.apply(Action::Open(Target::Article(key(file))));
        window.settle();
        window.grey(doc);
        window.mark_every_line();
        let text = window.text();
        greyed += window.opened().work.regions.len();
        if ["000", "002"].contains(&doc) {
            let mut known: Vec<(usize, usize, String)> = window
                .opened()
                .work
                .regions
                .values()
                .map(|region| {
                    let cover = region.place.cover();
                    (text.char_offset(cover.start), text.char_offset(cover.end), region.kind.clone())
                })
                .collect();
            known.sort();
            assert_eq!(known, gold(doc, test), "{doc}: the regions are those of the gold");
        }
        let work = window.opened().work.clone();
        let covers = |window: &Window| window.opened().marks.all().iter().map(|mark| mark.cover).collect::<Vec<_>>();
        let ron = format!("{}.{ANNOTATOR}.ron", file.trim_end_matches(".txt"));
        let (before, at, bytes) = (window.marks(), covers(&window), window.corpus.bytes(&ron));
        assert_eq!(before.len(), at.len(), "{doc}: every mark is seen");

        window.fold();
        let hidden = folds(&text, &work);
        let is_hidden = |offset: usize| hidden.iter().any(|lines| lines.contains(&text.paragraph_at(offset)));
        let away = |span: Span| is_hidden(span.start);
        let folded = window.marks();
        let left: Vec<&(String, Rect)> =
            before.iter().zip(&at).filter(|(_, cover)| !away(**cover)).map(|(mark, _)| mark).collect();
        assert!(left.len() < before.len(), "{doc}: something is folded away");
        assert_eq!(names(&folded), names(left.iter().copied()), "{doc}: what is folded away is not seen");
        for ((name, now), (_, then)) in folded.iter().zip(left) {
            assert!(is_higher_up(*now, *then), "{doc}: {name} went from {then} to {now}");
        }
        assert_eq!((&window.opened().work, covers(&window)), (&work, at.clone()), "{doc}: no offset moves");

        window.fold();
        assert_eq!(window.marks(), before, "{doc}: everything is where it was");
        assert_eq!((&window.opened().work, covers(&window)), (&work, at), "{doc}: no offset moves");
        assert!(window.corpus.bytes(&ron) == bytes, "{doc}: looking writes nothing");
        assert_eq!(window.corpus.bytes(file), content.as_bytes(), "the article is never written");

        let opened = window.opened();
        let whole = carets(opened, &[], &mut fonts);
        let short = carets(opened, &hidden, &mut fonts);
        for ((offset, then), (also, now)) in whole.iter().zip(&short) {
            assert_eq!(offset, also);
            let seen = !is_hidden(*offset);
            assert!(!seen || is_higher_up(*now, *then), "{doc}: {offset} went from {then} to {now}");
        }
        assert_eq!(carets(opened, &[], &mut fonts), whole, "{doc}: the same carets");
    }
    assert_eq!(greyed, BOILERPLATE.len());
}

/// Tells whether something stands where it stood, or straight above.
fn is_higher_up(now: Rect, then: Rect) -> bool {
    let moved = [now.left() - then.left(), now.right() - then.right(), now.height() - then.height()];
    moved.iter().all(|by| by.abs() < ROUNDING) && now.top() < then.top() + ROUNDING
}

fn names<'a>(marks: impl IntoIterator<Item = &'a (String, Rect)>) -> Vec<&'a str> {
    marks.into_iter().map(|(name, _)| name.as_str()).collect()
}
