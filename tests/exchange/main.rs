//! Datasets out of corpora and back, by the real program on real folders.

mod changes;
mod corpus;
mod export;
mod foreign;
mod header;
mod honest;
mod import;
mod languages;
mod links;
mod mapping;
mod others;
mod people;
mod real;
mod several;
mod undo;
