//! A window without pixels for measuring: articles of a chosen size, and frames timed in processor time.

use std::path::Path;
use std::sync::Arc;

use egui::{Event, Rect, pos2, vec2};
use glossator::app::{Glossator, Options, World};
use glossator::core::annotation::{ActorMention, Authorship, DateMention, Id, Kind, Place, Work};
use glossator::core::schema::Schema;
use glossator::core::text::Span;
use glossator::core::words::Names;
use glossator::core::workspace::ArticleKey;
use glossator::store::disk::Folder;
use glossator::store::{format, read};

/// Counts up instead of drawing lots.
#[derive(Default)]
pub struct Counting(u64);

impl World for Counting {
    fn now(&mut self) -> String {
        "2026-01-02T03:04:05Z".to_owned()
    }

    fn random(&mut self) -> u64 {
        self.0 += 1;
        0xff_0000_0000 + self.0
    }
}

/// Paragraphs of the sample, repeated until the text has so many bytes.
pub fn text_of(bytes: usize, one_paragraph: bool) -> String {
    let parts = [
        include_str!("../../assets/sample/01_de_grenzhelfer.txt"),
        include_str!("../../assets/sample/03_ar_miyah_alwahat.txt"),
        include_str!("../../assets/sample/02_vi_cuu_ho.txt"),
    ];
    let mut text = String::with_capacity(bytes + 10_000);
    for part in parts.iter().cycle() {
        text.push_str(part);
        text.push('\n');
        if text.len() > bytes {
            break;
        }
    }
    text.truncate(text.floor_char_boundary(bytes));
    if one_paragraph { text.replace('\n', " ") } else { text }
}

/// Writes an article with so many marks, evenly spread over its words.
pub fn write_article(folder: &Path, name: &str, text: &str, marks: usize) {
    std::fs::write(folder.join(name), text).expect("the article is written");
    let key = ArticleKey::new(name);
    let article = read::read_article(&Folder::new(folder), &key).expect("the article is read");
    let mut work = Work::default();
    let step = article.text.len() / (marks + 1);
    for number in 0..marks {
        let at = article.text.next_word((number + 1) * step, false, &Names::default());
        let Some(word) = article.text.word_at(at, &Names::default()) else { continue };
        let place = Place::of(Span { start: word.start, end: word.end });
        let authorship = Authorship::by("anna", "2026-01-02T03:04:05Z");
        if number % 5 == 0 {
            let id = Id::new(Kind::Date, number as u64);
            let date = DateMention { value: "2024".into(), authorship, ..DateMention::new(id.clone(), place) };
            work.dates.insert(id, Arc::new(date));
        } else {
            let id = Id::new(Kind::Actor, number as u64);
            let links = vec!["UZB".into()];
            let actor = ActorMention { links, authorship, ..ActorMention::new(id.clone(), place) };
            work.actors.insert(id, Arc::new(actor));
        }
    }
    let stem = name.trim_end_matches(".txt");
    std::fs::write(folder.join(format!("{stem}.anna.ron")), format::write(&work, &article, "anna", &Schema::default()))
        .expect("the work is written");
}

/// The program with a context, frame by frame.
pub struct Window {
    pub ctx: egui::Context,
    pub program: Glossator,
    time: f64,
}

impl Window {
    /// Opens an article and draws until nothing changes.
    pub fn open(article: &Path) -> Self {
        let mut window = Self::begin(article);
        window.settle();
        window
    }

    /// Begins opening an article.
    pub fn begin(article: &Path) -> Self {
        let ctx = egui::Context::default();
        Glossator::set_up(&ctx, glossator::shape::fonts::Fonts::new(false));
        let options =
            Options { path: Some(article.to_owned()), sample: false, annotator: Some("anna".into()), folders: None };
        let program =
            Glossator::new(&ctx, options, Box::new(Counting::default()), glossator::store::trace::Trace::default());
        Self { ctx, program, time: 0.0 }
    }

    pub fn settle(&mut self) {
        for _ in 0..6 {
            self.program.settle();
            self.frame(Vec::new());
        }
    }

    /// Draws one frame with some events and cuts it into triangles; gives milliseconds of processor time.
    pub fn frame(&mut self, events: Vec<Event>) -> f64 {
        let began = processor();
        self.time += 1.0 / 60.0;
        let input = egui::RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1440.0, 900.0))),
            time: Some(self.time),
            events,
            max_texture_side: Some(8192),
            ..Default::default()
        };
        let program = &mut self.program;
        let output = self.ctx.run_ui(input, |ui| program.frame(ui));
        let shapes = output.shapes.clone();
        let triangles = self.ctx.tessellate(shapes, output.pixels_per_point);
        std::hint::black_box(triangles.len());
        output.drop_without_applying_deltas();
        processor() - began
    }

    /// Turns the wheel.
    pub fn wheel(&mut self, points: f32) -> f64 {
        let event = Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, points),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        };
        self.frame(vec![Event::PointerMoved(pos2(640.0, 500.0)), event])
    }
}

/// Gives the processor time of this thread in milliseconds.
pub fn processor() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1000.0 + time.tv_nsec as f64 / 1e6
}
