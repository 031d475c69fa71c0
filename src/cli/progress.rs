//! Progress on a terminal; nothing where nobody looks.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

/// Time between two lines.
const STEP: Duration = Duration::from_millis(100);

/// Shows how far a command has come, on the terminal's error output.
pub struct Progress {
    what: &'static str,
    shown: Option<Instant>,
    on: bool,
}

impl Progress {
    /// Begins; `what` is being done, e.g. "Exporting".
    #[must_use]
    pub fn of(what: &'static str) -> Self {
        Self { what, shown: None, on: std::io::stderr().is_terminal() }
    }

    /// Hears how many of how many are done.
    pub fn step(&mut self, done: usize, all: usize) {
        if !self.on || (done < all && self.shown.is_some_and(|shown| shown.elapsed() < STEP)) {
            return;
        }
        self.shown = Some(Instant::now());
        // A terminal that cannot be written to is no reason to stop.
        write!(std::io::stderr(), "\r{} {done} of {all}\x1b[K", self.what).ok();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.is_some() {
            write!(std::io::stderr(), "\r\x1b[K").ok();
        }
    }
}
