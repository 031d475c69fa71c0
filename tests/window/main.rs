//! The program as a person uses it: keys, clicks, fields, files; and, with the feature `pictures`, pictures of it.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test that cannot go on says so")]

mod across;
mod agreement;
mod dates;
mod decisions;
mod desk;
mod exchange;
mod fields;
mod lists;
mod nonsense;
mod opening;
#[cfg(feature = "pictures")]
mod pictures;
mod pointer;
mod regions;
mod registry;
mod views;
mod work;

#[cfg(not(feature = "pictures"))]
#[test]
fn pictures_are_left_out() {
    use std::io::Write as _;
    // Past the capture of the test runner, so that it is seen also where the test passes.
    let sentence = "LEFT OUT: with `--features pictures`, where there is a Vulkan driver, pictures are compared";
    writeln!(std::io::stderr(), "{sentence}").unwrap();
}
