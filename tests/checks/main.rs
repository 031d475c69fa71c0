//! Every numbered check: what makes it speak, with its exact sentence and its fix, and what keeps it silent.

#[path = "../common/mod.rs"]
mod common;
mod desk;

mod actors;
mod agreements;
mod codes;
mod corpus;
mod dates;
mod file;
mod marks;
mod nonsense;
mod whole;
