//! Datasets out of corpora and back, by the real program on real folders.

mod corpus;
mod export;
mod foreign;
mod honest;
mod import;
mod others;
mod people;
mod undo;
