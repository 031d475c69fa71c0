//! `CoNLL`: a token per line, marks as tags. Out only, as a token cannot say where inside it a mark begins.
//!
//! [`Variant::Conll2003`] writes one file per layer, `FORM -X- _ TAG` in IOB2: `actor.conll`, `date.conll`,
//! `evidence.conll`, `agreement.conll` with the words that show an agreement (tags `Trigger`, `Instrument`, `Venue`),
//! and one for each further label in small letters. The records of agreements are not in it: their words are.
//! [`Variant::Conllu`] writes `data.conllu` with the marks, ids, fields and links in MISC, forms in NFC.
//!
//! Inside a layer the longest mark wins. A mark is widened to whole tokens, and cut where a sentence ends.

mod conllu;
mod iob;
mod layers;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;

use super::{Out, Target};
use crate::core::doc::loss::Losses;
use crate::core::doc::{Doc, label};
use crate::core::text::Span;

/// The two kinds of `CoNLL` files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// Four columns, one file per layer.
    Conll2003,
    /// Ten columns as in Universal Dependencies, one file.
    Conllu,
}

/// Writes `CoNLL` files.
#[derive(Debug)]
pub struct Conll {
    variant: Variant,
    /// Names of the layers, which are the names of files.
    layers: BTreeSet<String>,
    /// How many articles were written.
    articles: usize,
}

impl Conll {
    /// Makes a writer.
    #[must_use]
    pub fn new(variant: Variant) -> Self {
        let labels = label::ALL.into_iter().filter_map(iob::layer_of);
        Self { variant, layers: labels.collect(), articles: 0 }
    }

    /// Names further labels that the articles may hold, so that every layer has every article. The layer of a label
    /// that is not named begins with the first article that holds it.
    #[must_use]
    pub fn with_labels<'a>(mut self, labels: impl IntoIterator<Item = &'a str>) -> Self {
        self.layers.extend(labels.into_iter().filter_map(iob::layer_of));
        self
    }
}

impl Target for Conll {
    fn article(&mut self, doc: &Doc, part: &str, out: &mut dyn Out, losses: &mut Losses) -> io::Result<()> {
        self.articles += 1;
        match self.variant {
            Variant::Conll2003 => iob::write(doc, &mut self.layers, part, out, losses),
            Variant::Conllu => conllu::write(doc, self.articles, part, out, losses),
        }
    }

    fn finish(&mut self, _out: &mut dyn Out) -> io::Result<()> {
        Ok(())
    }
}

/// Adds to a text, which never fails.
fn add(out: &mut String, content: std::fmt::Arguments<'_>) {
    out.write_fmt(content).ok();
}

/// Writes a token without white space; what is inside one becomes `_`.
fn form(doc: &Doc, token: Span) -> String {
    doc.text.slice(token).chars().map(|letter| if is_space(letter) { '_' } else { letter }).collect()
}

/// Tells what Python, in which most readers are written, takes for white space; and other controls.
fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control()
}
