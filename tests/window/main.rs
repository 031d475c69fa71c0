//! The program as a person uses it: keys, clicks, fields, files; and, with the feature `pictures`, pictures of it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

mod across;
mod adding;
mod agreement;
mod begins;
mod codebook;
mod dates;
mod decisions;
mod desk;
mod edges;
mod exchange;
mod fields;
mod find;
mod known;
#[path = "../common/left_out.rs"]
mod left_out;
mod lists;
mod nonsense;
mod older;
mod onwards;
mod opening;
mod order;
mod own;
mod parts;
#[cfg(feature = "pictures")]
mod pictures;
mod pointed;
mod pointer;
mod record;
mod regions;
mod registry;
mod sameness;
mod shipped;
mod sources;
mod stands;
mod typed;
mod views;
mod waits;
mod words;
mod work;

#[cfg(not(feature = "pictures"))]
#[test]
fn pictures_are_left_out() {
    left_out::say("LEFT OUT: with `--features pictures`, where there is a Vulkan driver, pictures are compared");
}

/// The runner shows what a test prints only where it fails, and what is left out is a test that passes.
#[cfg(not(feature = "pictures"))]
#[test]
fn what_is_left_out_is_seen_where_the_test_passes() {
    let mut runner = std::process::Command::new(std::env::current_exe().unwrap());
    let output = runner.args(["--exact", "pictures_are_left_out"]).output().unwrap();
    let (out, said) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success() && out.contains("1 passed"), "{out}");
    assert!(said.contains("LEFT OUT: with `--features pictures`"), "{said}");
}
