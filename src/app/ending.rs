//! The wish of the system that the program ends, as when somebody logs out.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Time the program gets to save and to close its window before it ends all the same.
const PATIENCE: Duration = Duration::from_secs(15);

/// Tells whether the system has asked the program to end.
#[derive(Clone, Debug, Default)]
pub struct Ended(Arc<AtomicBool>);

impl Ended {
    /// Tells whether the system has asked.
    pub fn asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// Watches for the wish from now on, and wakes the window when it comes.
pub fn watch(ctx: &egui::Context) -> Ended {
    let (ended, ctx) = (Ended::default(), ctx.clone());
    let asked = ended.0.clone();
    let handler = move || {
        if !asked.swap(true, Ordering::SeqCst) {
            ctx.request_repaint();
            // A window that is not drawn, or a disk that does not answer, must not keep the system from going on.
            std::thread::spawn(|| {
                std::thread::sleep(PATIENCE);
                std::process::exit(1);
            });
        }
    };
    // Without the handler the program ends as programs do; nothing is lost but what is being typed.
    ctrlc::set_handler(handler).ok();
    ended
}
