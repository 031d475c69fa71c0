//! Events act in the order in which they came, also those of one frame.
//!
//! A slow frame brings many events at once: letters, Tab, more letters. What has the keyboard changes in between, but a
//! widget sees all events of a pass. So each pass gets the events up to one that can change where the next go (a key, a
//! press of a button, typed text), then passes without any until that has come to rest, all within the frame.

use std::collections::VecDeque;
use std::num::NonZeroUsize;

use egui::{Context, Event, Id, Plugin, RawInput};

/// Passes of one frame at most; what is left then comes with the next frame.
const PASSES: NonZeroUsize = NonZeroUsize::new(48).expect("some");

/// Passes that are waited for rest at most.
const REST: u32 = 30;

/// Hands the events of a frame over in turn.
#[derive(Debug, Default)]
pub(super) struct InOrder {
    waiting: VecDeque<Event>,
    /// The present pass has an event that can change where others go.
    acted: bool,
    /// What was done has still to come to rest.
    settling: bool,
    /// What had the keyboard in the last pass. A widget claims keys such as Tab from its second pass with it on.
    keyboard: Option<Id>,
    /// Passes without an event since the last one that acted.
    rested: u32,
}

impl InOrder {
    /// Lets the events of a window be handed over in turn.
    pub(super) fn install(ctx: &Context) {
        ctx.add_plugin(Self::default());
        ctx.options_mut(|options| options.max_passes = PASSES);
    }

    /// Ends a pass; `calm` says that nothing is on its way that changes what has the keyboard, `held` that the disk is
    /// waited for. Asks for another pass, or then another frame, where events wait.
    pub(super) fn end_pass(ctx: &Context, calm: bool, held: bool) {
        let keyboard = ctx.memory(egui::Memory::focused);
        ctx.with_plugin(|order: &mut Self| {
            let moved = std::mem::replace(&mut order.keyboard, keyboard) != keyboard;
            order.rested = if order.acted { 0 } else { order.rested + 1 };
            // What never comes to rest must not keep a person from typing for ever.
            order.settling = held || order.acted || ((moved || !calm) && order.rested < REST);
        });
        if Self::waits(ctx) {
            if !held {
                ctx.request_discard("events wait for their turn");
            }
            ctx.request_repaint();
        }
    }

    /// Tells whether an event waits for its turn.
    pub(super) fn waits(ctx: &Context) -> bool {
        ctx.with_plugin(|order: &mut Self| !order.waiting.is_empty()) == Some(true)
    }

    /// Takes the events of one pass.
    fn next(&mut self) -> Vec<Event> {
        let mut turn: Vec<Event> = Vec::new();
        let mut deed: Option<Deed> = None;
        while let Some(event) = self.waiting.front() {
            let next = Deed::of(event);
            let fits = match (deed, next) {
                (None, _) | (Some(Deed::Key | Deed::Text), Some(Deed::Text)) => true,
                (Some(_), Some(_)) => false,
                // The release belongs to its key; whatever else comes after a deed waits for what that brings.
                (Some(_), None) => matches!(event, Event::Key { .. }),
            };
            if !fits {
                break;
            }
            deed = deed.or(next);
            turn.extend(self.waiting.pop_front());
        }
        self.acted = deed.is_some();
        turn
    }
}

/// An event that can change where the next ones go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Key,
    Text,
    Other,
}

impl Deed {
    fn of(event: &Event) -> Option<Self> {
        match event {
            Event::Key { pressed, .. } => pressed.then_some(Self::Key),
            Event::Text(_) | Event::Ime(_) => Some(Self::Text),
            Event::PointerButton { .. }
            | Event::Paste(_)
            | Event::MiddleClickPaste { .. }
            | Event::Copy
            | Event::Cut
            | Event::AccessKitActionRequest(_) => Some(Self::Other),
            _ => None,
        }
    }
}

impl Plugin for InOrder {
    fn debug_name(&self) -> &'static str {
        "events in order"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        if ctx.current_pass_index() > 0 {
            // A frame has one time, however many passes it takes.
            input.time = Some(ctx.input(|input| input.time));
        }
        self.waiting.extend(input.events.drain(..));
        self.acted = false;
        if !self.settling {
            input.events = self.next();
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Key, Modifiers, PointerButton, Pos2};

    use super::*;

    fn key(key: Key) -> [Event; 2] {
        [true, false].map(|pressed| Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        })
    }

    fn button(pressed: bool) -> Event {
        Event::PointerButton { pos: Pos2::ZERO, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
    }

    /// Gives how many events each pass gets.
    fn turns(events: impl IntoIterator<Item = Event>) -> Vec<usize> {
        let mut order = InOrder { waiting: events.into_iter().collect(), ..InOrder::default() };
        let mut turns = Vec::new();
        while !order.waiting.is_empty() {
            turns.push(order.next().len());
        }
        turns
    }

    #[test]
    fn each_key_has_a_pass_with_the_letter_it_types() {
        let [a, release] = key(Key::A);
        let [tab, up] = key(Key::Tab);
        let typed = [a, Event::Text("a".to_owned()), release, tab, up];
        assert_eq!(turns(typed), [3, 2]);
    }

    #[test]
    fn text_without_keys_stays_together_and_ends_where_a_key_comes() {
        let text = ["re", "uters"].map(|text| Event::Text(text.to_owned()));
        assert_eq!(turns(text.into_iter().chain(key(Key::Enter))), [2, 2]);
    }

    #[test]
    fn pointer_is_where_it_was_when_the_button_was_pressed() {
        let moved = |x: f32| Event::PointerMoved(Pos2::new(x, 0.0));
        assert_eq!(turns([moved(1.0), moved(2.0), button(true), moved(9.0), button(false)]), [3, 2]);
    }
}
