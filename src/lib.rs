//! Glossator.
pub mod app;
pub mod cli;
pub mod core;
pub mod session;
pub mod shape;
pub mod store;
pub mod ui;
