//! The program as a person uses it: keys, clicks, fields, files; no picture is taken.

mod desk;
mod fields;
mod opening;
mod pictures;
mod pointer;
mod work;
