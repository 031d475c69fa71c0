//! Articles out of pages of the web and tables: the texts and what is known of them as they should be.

mod command;
mod pages;
