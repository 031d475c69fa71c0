//! What a format could not carry: every instance, and how many of each.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::core::visible::visible;

/// What became of something that a format cannot carry as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// It is not in the dataset.
    Dropped,
    /// It is there with less structure: as plain text, or where the target does not show it.
    Flattened,
    /// A mark covers more text than it did.
    Widened,
    /// One mark became several, or a token was cut so that a mark fits it.
    Split,
}

impl What {
    /// All, the gravest first.
    pub const ALL: [Self; 4] = [Self::Dropped, Self::Flattened, Self::Widened, Self::Split];

    /// Gives the word used in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Dropped => "dropped",
            Self::Flattened => "flattened",
            Self::Widened => "widened",
            Self::Split => "split",
        }
    }
}

/// One instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// Path of the article inside the corpus.
    pub article: String,
    /// What became of it.
    pub what: What,
    /// Id of the record or part; nothing for the article as a whole.
    pub node: Option<String>,
    /// Name of the field, role of the link, or `place`; nothing for the whole record.
    pub field: Option<String>,
    /// In words: what and why.
    pub reason: String,
}

/// Collects the losses of one article.
#[derive(Clone, Debug, Default)]
pub struct Losses {
    /// Path of the article.
    article: String,
    /// The instances, in the order they were met.
    pub found: Vec<Loss>,
}

impl Losses {
    /// Begins for an article.
    #[must_use]
    pub fn of(article: &str) -> Self {
        Self { article: article.to_owned(), found: Vec::new() }
    }

    /// Notes the loss of a whole node, or that it is there in another shape.
    pub fn node(&mut self, what: What, node: &str, reason: impl Into<String>) {
        self.push(what, Some(node), None, reason.into());
    }

    /// Notes the loss of a field of a node, of a link from it, or of its `place`.
    pub fn field(&mut self, what: What, node: &str, field: &str, reason: impl Into<String>) {
        self.push(what, Some(node), Some(field), reason.into());
    }

    /// Notes the loss of a field of the article as a whole, or of the article itself.
    pub fn article(&mut self, what: What, field: Option<&str>, reason: impl Into<String>) {
        self.push(what, None, field, reason.into());
    }

    fn push(&mut self, what: What, node: Option<&str>, field: Option<&str>, reason: String) {
        self.found.push(Loss {
            article: self.article.clone(),
            what,
            node: node.map(str::to_owned),
            field: field.map(str::to_owned),
            reason,
        });
    }
}

/// How many of each, over a whole dataset.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts(pub BTreeMap<&'static str, usize>);

impl Counts {
    /// Adds instances.
    pub fn add(&mut self, losses: &[Loss]) {
        for loss in losses {
            *self.0.entry(loss.what.word()).or_default() += 1;
        }
    }

    /// Gives how many there are of one kind.
    #[must_use]
    pub fn of(&self, what: What) -> usize {
        self.0.get(what.word()).copied().unwrap_or(0)
    }

    /// Gives how many there are in all.
    #[must_use]
    pub fn all(&self) -> usize {
        self.0.values().sum()
    }

    /// Says it in words, e.g. "3 dropped, 1 split"; "nothing was lost" where there are none.
    #[must_use]
    pub fn sentence(&self) -> String {
        let parts: Vec<String> = What::ALL
            .into_iter()
            .filter(|what| self.of(*what) > 0)
            .map(|what| format!("{} {}", self.of(what), what.word()))
            .collect();
        if parts.is_empty() { "nothing was lost".to_owned() } else { parts.join(", ") }
    }
}

impl Loss {
    /// Says it in one line.
    #[must_use]
    pub fn line(&self) -> String {
        let of = match (&self.node, &self.field) {
            (Some(node), Some(field)) => format!(" {node}, {field}"),
            (Some(node), None) => format!(" {node}"),
            (None, Some(field)) => format!(" {field}"),
            (None, None) => String::new(),
        };
        let reason = self.reason.replace('\n', " ");
        visible(&format!("{}: {}{of}: {reason}", self.article, self.what.word())).into_owned()
    }
}
