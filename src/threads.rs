//! Threads, in one home: work that runs beside, and the same work on many things at once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

pub use std::thread::{JoinHandle, park_timeout, spawn};

/// Things that one thread takes at a time.
const BLOCK: usize = 16;

/// Does the same with many things on all processors, and gives the results in the order of the things.
///
/// Each thread goes through things that stand beside each other, with a state of its own that `begin` makes. `progress`
/// hears in this thread how many are done.
pub fn map<T, S, R>(
    things: &[T],
    begin: impl Fn() -> S + Sync,
    each: impl Fn(&mut S, &T) -> R + Sync,
    progress: &mut dyn FnMut(usize),
) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let processors = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let workers = processors.min(things.len().div_ceil(BLOCK));
    let (next, mut done, mut found) = (AtomicUsize::new(0), 0, Vec::new());
    let (sender, results) = channel();
    thread::scope(|scope| {
        for _ in 0..workers {
            let (sender, next, begin, each) = (sender.clone(), &next, &begin, &each);
            scope.spawn(move || {
                let mut state = begin();
                loop {
                    let at = next.fetch_add(BLOCK, Ordering::Relaxed);
                    let end = things.len().min(at.saturating_add(BLOCK));
                    let block = things.get(at..end).unwrap_or_default();
                    let results: Vec<R> = block.iter().map(|thing| each(&mut state, thing)).collect();
                    // Nobody hears it any more only where the program ends.
                    if results.is_empty() || sender.send((at, results)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for (at, block) in results {
            done += block.len();
            found.push((at, block));
            progress(done);
        }
    });
    found.sort_unstable_by_key(|(at, _)| *at);
    found.into_iter().flat_map(|(_, block)| block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_things_whoever_was_first() {
        for count in [0, 1, BLOCK, 1000] {
            let things: Vec<usize> = (0..count).collect();
            let mut heard = 0;
            let results = map(&things, || 1, |one, thing| thing + *one, &mut |done| heard = done);
            assert_eq!((results, heard), ((1..=count).collect(), count));
        }
    }
}
