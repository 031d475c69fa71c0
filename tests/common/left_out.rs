//! Saying what a test leaves out.

use std::io::Write as _;

/// Says something past the capture of the test runner, so that it is seen also where the test passes.
pub fn say(sentence: &str) {
    writeln!(std::io::stderr(), "{sentence}").expect("standard error can be written");
}
