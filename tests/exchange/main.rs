//! Datasets out of corpora and back, by the real program on real folders.

mod corpus;
mod export;
mod import;
mod others;
mod undo;
