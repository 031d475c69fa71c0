//! A wish to stop that comes from outside: Ctrl+C, a closed terminal, or the system that ends the program.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

#[cfg(unix)]
use signal_hook::consts::SIGHUP;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use super::output::fail;
#[cfg(unix)]
use crate::store::process::ignores_hangup;

/// The signals that ask a program to end; the first comes where its terminal is closed.
#[cfg(unix)]
const SIGNALS: [(i32, u8); 3] = [(SIGHUP, 1), (SIGINT, 2), (SIGTERM, 15)];
/// The signals that ask a program to end.
#[cfg(not(unix))]
const SIGNALS: [(i32, u8); 2] = [(SIGINT, 2), (SIGTERM, 15)];

/// Hears signals, so that what is half done can be taken away or brought to a place where it is whole.
#[derive(Debug, Default)]
pub(super) struct Stop(Arc<AtomicUsize>);

impl Stop {
    /// Listens from now on. The second signal ends the program at once, as on a disk that does not answer.
    #[must_use]
    pub fn listen() -> Self {
        let stop = Self::default();
        let again = Arc::new(AtomicBool::new(false));
        for (signal, number) in SIGNALS {
            #[cfg(unix)]
            if signal == SIGHUP && ignores_hangup() {
                continue;
            }
            // Where signals cannot be heard the program ends as ever.
            flag::register_conditional_shutdown(signal, 128 + i32::from(number), again.clone()).ok();
            flag::register(signal, again.clone()).ok();
            flag::register_usize(signal, stop.0.clone(), usize::from(number)).ok();
        }
        stop
    }

    /// Tells whether to go on.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        self.code().is_none()
    }

    /// Says why something has ended before its time, and gives the exit code for that.
    #[must_use]
    pub fn ended(&self, sentence: &str) -> ExitCode {
        let code = fail(sentence);
        self.code().unwrap_or(code)
    }

    /// Gives the exit code by which shells know a program that was stopped; nothing where nobody has asked.
    fn code(&self) -> Option<ExitCode> {
        let number = u8::try_from(self.0.load(Ordering::Relaxed)).unwrap_or_default();
        (number > 0).then(|| ExitCode::from(128 + number))
    }
}
