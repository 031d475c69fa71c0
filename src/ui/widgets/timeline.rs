//! A strip of time under a date: where the value lies, how long it is, and where publication is.

use egui::{Align2, Color32, FontId, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use crate::core::dates::DateValue;
use crate::core::days::{day_number, day_of_number};
use crate::ui::ctx::Ctx;

/// Height of the strip.
const HEIGHT: f32 = 34.0;
/// Days a year has on average.
const YEAR: f64 = 365.2425;

/// Draws the strip of a value with the day of publication; nothing for a value that has no days.
pub fn timeline(ui: &mut Ui, ctx: &Ctx<'_>, value: &str, published: &str, color: Color32) {
    let Ok(date) = DateValue::parse(value.trim()) else { return };
    let (first, last) = date.bounds();
    let (first, last) = (first.and_then(|day| day_number(&day)), last.and_then(|day| day_number(&day)));
    let (Some(begin), Some(end)) = (first.or(last), last.or(first)) else { return };
    let published = DateValue::parse(published).ok().and_then(|date| date.bounds().0).and_then(|day| day_number(&day));
    let span = Axis::around(begin, end, published);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), Sense::hover());
    let line = rect.top() + 12.0;
    let painter = ui.painter();
    painter.hline(rect.x_range(), line, Stroke::new(1.0, ctx.tokens.hairline));
    for (day, words) in span.ticks() {
        let x = span.at(day, rect);
        painter.vline(x, line - 3.0..=line + 3.0, Stroke::new(1.0, ctx.tokens.hairline));
        painter.text(
            pos2(x + 2.0, line + 12.0),
            Align2::LEFT_CENTER,
            words,
            FontId::proportional(10.5),
            ctx.tokens.muted,
        );
    }
    let (from, to) = (span.at(begin, rect), span.at(end + 1, rect).max(span.at(begin, rect) + 3.0));
    let bar = Rect::from_min_max(pos2(from, line - 4.0), pos2(to, line + 4.0));
    painter.rect_filled(bar, 2.0, color);
    // An open end fades instead of stopping.
    for (open, x) in [(first.is_none(), rect.left()), (last.is_none(), rect.right())] {
        if open {
            painter.hline(from.min(x)..=to.max(x), line, Stroke::new(2.0, color.gamma_multiply(0.4)));
        }
    }
    if let Some(day) = published {
        let x = span.at(day, rect);
        painter.vline(x, rect.top()..=line + 6.0, Stroke::new(1.5, ctx.tokens.ink));
        painter.circle_filled(pos2(x, rect.top() + 2.0), 2.5, ctx.tokens.ink);
    }
    let words = describe(begin, end, published);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, words.clone()));
    response.on_hover_text(words);
}

fn describe(begin: i64, end: i64, published: Option<i64>) -> String {
    let days = end - begin + 1;
    let count = |days: i64| if days == 1 { "one day".to_owned() } else { format!("{days} days") };
    let long = count(days);
    let (first, last) = (day_of_number(begin), day_of_number(end));
    let stretch = if days == 1 { first } else { format!("{first} to {last}, {long}") };
    match published {
        None => stretch,
        Some(day) if day < begin => format!("{stretch}; begins {} after publication", count(begin - day)),
        Some(day) if day > end => format!("{stretch}; ended {} before publication", count(day - end)),
        Some(_) => format!("{stretch}; publication falls into it"),
    }
}

/// The days from the left to the right end of the strip.
struct Axis {
    left: i64,
    right: i64,
}

impl Axis {
    /// Shows the value with room beside it, and publication if it is not too far away.
    fn around(begin: i64, end: i64, published: Option<i64>) -> Self {
        let long = (end - begin + 1).max(1);
        let near = published.filter(|day| (day - begin).abs() < 20 * long + 400);
        let (low, high) = (near.map_or(begin, |day| day.min(begin)), near.map_or(end, |day| day.max(end)));
        let margin = ((high - low) / 4).max(if long > 300 { 200 } else { 20 });
        Self { left: low - margin, right: high + margin + 1 }
    }

    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "days on a strip")]
    fn at(&self, day: i64, rect: Rect) -> f32 {
        let part = (day - self.left) as f64 / (self.right - self.left).max(1) as f64;
        rect.left() + rect.width() * part.clamp(0.0, 1.0) as f32
    }

    /// Gives round days with their names: years, or months where the strip is short.
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "years on a strip")]
    fn ticks(&self) -> Vec<(i64, String)> {
        let years = (self.right - self.left) as f64 / YEAR;
        let year = |day: i64| day_of_number(day).split('-').next().and_then(|year| year.parse::<i64>().ok());
        let (Some(first), Some(last)) = (year(self.left), year(self.right)) else { return Vec::new() };
        let mut ticks = Vec::new();
        let step = ((years / 5.0).ceil() as i64).max(1);
        for year in (first..=last).filter(|year| year % step == 0 || years < 2.0) {
            let months: &[u8] = if years < 0.75 {
                &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
            } else if years < 2.0 {
                &[1, 4, 7, 10]
            } else {
                &[1]
            };
            for month in months {
                let name = MONTHS.get(usize::from(*month).wrapping_sub(1)).filter(|_| *month > 1);
                let name = name.map_or_else(|| year.to_string(), |name| (*name).to_owned());
                if let Some(day) = day_number(&format!("{year:04}-{month:02}-01")) {
                    ticks.push((day, name));
                }
            }
        }
        ticks.retain(|(day, _)| (self.left..self.right).contains(day));
        // No more names than fit beside one another.
        let keep = ticks.len().div_ceil(6).max(1);
        ticks.into_iter().step_by(keep).collect()
    }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
