//! Manual pages and completions, made of the same table as `--help`.

use std::process::ExitCode;

use clap::CommandFactory as _;

use super::Args;
use super::output::{fail, print};

/// Prints the completions for a shell.
#[must_use]
pub fn completions(shell: clap_complete::Shell) -> ExitCode {
    let mut page = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "glossator", &mut page);
    print(&String::from_utf8_lossy(&page)).err().unwrap_or(ExitCode::SUCCESS)
}

/// Prints the manual page of the program or of one of its commands.
#[must_use]
pub fn page(command: Option<&str>) -> ExitCode {
    let program = Args::command();
    let page = match command {
        None => clap_mangen::Man::new(program),
        Some(name) => {
            let Some(command) = program.get_subcommands().find(|command| command.get_name() == name) else {
                let names: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
                return fail(&format!("There is no command “{name}”. Use one of: {}.", names.join(", ")));
            };
            let title = format!("glossator-{name}");
            let command = command.clone().display_name(&title).bin_name(format!("glossator {name}"));
            clap_mangen::Man::new(command).title(title)
        }
    };
    let mut text = Vec::new();
    match page.render(&mut text) {
        Ok(()) => print(&String::from_utf8_lossy(&text)).err().unwrap_or(ExitCode::SUCCESS),
        Err(error) => fail(&error.to_string()),
    }
}
