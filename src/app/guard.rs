//! Threads for background work, each of which reports an end, also where its work ends with a fault of the program.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::done::{Back, JobDone};
use super::report;
use crate::threads;

/// Starts work in a thread of its own. Where it ends with a fault, `lost` says what is reported in its stead, given a
/// sentence.
pub(super) fn start(
    back: Back,
    work: impl FnOnce(&Back) + Send + 'static,
    lost: impl FnOnce(String) -> JobDone + Send + 'static,
) {
    threads::spawn(move || guarded(&back, || work(&back), lost));
}

/// Does a part of the work of a thread; where it ends with a fault, `lost` says what is reported in its stead.
pub(super) fn guarded(back: &Back, work: impl FnOnce(), lost: impl FnOnce(String) -> JobDone) {
    if let Err(sentence) = kept(work) {
        back.send(JobDone::Fault(sentence.clone()));
        back.send(lost(sentence));
    }
}

/// Does work that may end with a fault of the program.
///
/// # Errors
/// Says that it has ended with one, and where the report is.
pub(super) fn kept<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // What was half done is dropped with the work; what lives on is written whole or not at all.
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|_| format!("A fault of the program has ended this work. {}", report::told()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn work_that_ends_with_a_fault_is_reported_with_a_sentence() {
        let (sender, done) = channel();
        let back = Back { sender, ctx: egui::Context::default() };
        start(back, |_| panic!("on purpose"), JobDone::SettingsFailed);
        let first = done.recv().expect("a report");
        assert!(matches!(&first, JobDone::Fault(sentence) if sentence.starts_with("A fault of the program")));
        assert!(matches!(done.recv(), Ok(JobDone::SettingsFailed(_))), "what waited for the work is told");
    }
}
