//! What the program knows besides the work itself: commands, selection, focus, drafts, notices.
//!
//! **Invariant:** draws nothing and touches no file; the table of commands is the only place that names a
//! label, a tooltip or a key.

pub mod action;
pub mod codebook;
pub mod command;
pub mod exchange;
pub mod field;
pub mod find;
pub mod notice;
pub mod open;
pub mod pane;
pub mod selection;
pub mod state;
pub mod typed;

pub use action::{Action, Focus, Target};
pub use command::Command;
pub use field::{FieldKey, Owner, Part};
pub use open::Open;
pub use pane::Pane;
pub use state::Session;
