//! Adding to the schema of the corpus by hand: what is asked for, and what has come of it.

use crate::core::generation::Generation;
use crate::core::schema::{Addition, HeadDraft};

/// Says that the file is not what it was when a form was opened.
pub const CHANGED: &str = "schema.ron has been changed on disk since this form was opened. Nothing was written. It is \
                           shown as it is now: look at it, then add again.";

/// Something to be added to the schema.
#[derive(Clone, Debug, PartialEq)]
pub struct Amendment {
    /// What is added.
    pub addition: Addition,
    /// Under which version, and where there is no schema yet under which id.
    pub head: HeadDraft,
    /// The state of the file that the person has seen.
    pub seen: Generation,
}

/// How adding to the schema stands.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Amending {
    /// Nothing was asked for.
    #[default]
    Idle,
    /// It is being written.
    UnderWay,
    /// It is written.
    Done,
    /// It is not, for this reason.
    Refused(String),
}

/// What is known of the file of the schema.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Codebook {
    /// Its state when it was read last.
    pub seen: Generation,
    /// How adding to it stands.
    pub amending: Amending,
}
