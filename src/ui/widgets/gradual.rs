//! Long lists whose items come a few a frame, so that a view that is opened never holds up a frame.

use std::fmt::Debug;
use std::hash::Hash;

use egui::{Id, Ui};

/// How many items of a list are drawn by now. Those that were drawn once are drawn in every frame.
pub struct Gradual {
    id: Id,
    of: u64,
    drawn: usize,
    most: usize,
}

impl Gradual {
    /// Begins a frame of a list; where `of` is something else than in the frame before, it begins anew. `step` items come
    /// with a frame.
    #[must_use]
    pub fn begin(ui: &Ui, list: &str, of: impl Hash + Debug, step: usize) -> Self {
        let id = Id::unique(("gradual", list));
        let of = Id::unique(of).value();
        let before = ui.data(|data| data.get_temp::<(u64, usize)>(id)).filter(|(before, _)| *before == of);
        Self { id, of, drawn: 0, most: before.map_or(0, |(_, drawn)| drawn) + step }
    }

    /// Tells whether the next item is drawn in this frame.
    pub fn goes_on(&mut self) -> bool {
        let goes = self.drawn < self.most;
        self.drawn += usize::from(goes);
        goes
    }

    /// Ends the frame; `all` tells that nothing was left out.
    pub fn end(self, ui: &Ui, all: bool) {
        ui.data_mut(|data| data.insert_temp(self.id, (self.of, self.drawn)));
        if !all {
            ui.ctx().request_repaint();
        }
    }
}
