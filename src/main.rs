//! The program's entry: reads the command line and opens the window.

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser as _;
use glossator::app::{Options, Start, run};
use glossator::cli;
use glossator::store::disk::kind_at;
use glossator::store::folders::Folders;
use glossator::store::trace::Trace;

fn main() -> ExitCode {
    let began = Instant::now();
    let args = cli::Args::parse();
    if let Some(command) = &args.command {
        return cli::run(command);
    }
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
