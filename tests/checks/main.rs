//! Every numbered check: what makes it speak, with its exact sentence and its fix, and what keeps it silent.

#[path = "../common/mod.rs"]
mod common;
mod desk;

mod accepted;
mod actors;
mod agreements;
mod amounts;
mod codes;
mod confirmed;
mod corpus;
mod dates;
mod file;
mod marks;
mod nonsense;
mod own;
mod registry;
mod remarks;
mod roles;
mod terms;
mod whole;
