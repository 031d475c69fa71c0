//! The wish of the system that the program ends, as when somebody logs out.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::threads;

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

/// Watches for the wish from now on, and wakes the window when it comes. Elsewhere than on Unix the system asks the
/// window itself to close.
pub fn watch(ctx: &egui::Context) -> Ended {
    let ended = Ended::default();
    #[cfg(unix)]
    {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let (asked, ctx) = (ended.0.clone(), ctx.clone());
        let mut heard = vec![SIGINT, SIGTERM];
        heard.extend((!crate::store::process::ignores_hangup()).then_some(SIGHUP));
        // Where signals cannot be heard the program ends as programs do; nothing is lost but what is being typed.
        if let Ok(mut signals) = signal_hook::iterator::Signals::new(heard) {
            threads::spawn(move || {
                if signals.forever().next().is_some() {
                    asked.store(true, Ordering::SeqCst);
                    ctx.request_repaint();
                    end_all_the_same();
                }
            });
        }
    }
    #[cfg(not(unix))]
    let _: &egui::Context = ctx;
    ended
}

/// Ends the program after a while: a window that is not drawn, or a disk that does not answer, must not keep the system
/// from going on.
#[cfg(unix)]
fn end_all_the_same() {
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        threads::park_timeout(PATIENCE);
    }
    std::process::exit(1);
}
