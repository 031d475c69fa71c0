//! Drawing: gets a read-only [`Ctx`] and pushes actions.
//!
//! **Invariant:** never changes the workspace, never touches a file or a thread. Panels do not know each
//! other; what they share stands in the session.

pub mod add;
pub mod ctx;
pub mod dialogs;
pub mod exchange;
mod find;
pub mod form;
pub mod header;
pub mod notices;
pub mod palette;
pub mod panels;
pub mod reading;
pub mod shell;
pub mod side;
pub mod status;
pub mod theme;
pub mod toolbar;
pub mod welcome;
pub mod widgets;

pub use ctx::Ctx;
pub use shell::Views;
