//! The program's entry: reads the command line and opens the window.

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser as _;
use glossator::cli;

fn main() -> ExitCode {
    let began = Instant::now();
    let args = match cli::Args::try_parse() {
        Ok(args) => args,
        Err(error) => return cli::usage(&error),
    };
    match &args.command {
        Some(command) => cli::run(command),
        None => open_window(args, began),
    }
}

#[cfg(feature = "window")]
fn open_window(args: cli::Args, began: Instant) -> ExitCode {
    use glossator::app::{Options, Start, run};
    use glossator::store::disk::kind_at;
    use glossator::store::folders::Folders;
    use glossator::store::trace::Trace;

    if let Some(path) = args.path.as_ref().filter(|path| kind_at(path).is_none()) {
        return cli::fail(&format!("There is no such folder or article. Check the path: {}", path.display()));
    }
    let trace = match std::env::var_os("GLOSSATOR_TRACE") {
        Some(file) => match Trace::to_file(file.as_ref(), began) {
            Ok(trace) => trace,
            Err(error) => return cli::fail(&error.to_string()),
        },
        None => Trace::default(),
    };
    let options = Options { path: args.path, sample: args.sample, annotator: args.annotator, folders: Folders::find() };
    match run(Start { options, trace }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => cli::fail(&sentence),
    }
}

#[cfg(not(feature = "window"))]
fn open_window(_: cli::Args, _: Instant) -> ExitCode {
    cli::fail(
        "This build has no window, only the commands that `glossator --help` lists. \
         Build the program with the feature `window` to have one.",
    )
}
