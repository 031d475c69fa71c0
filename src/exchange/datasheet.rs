//! The datasheet of a dataset (after Gebru et al., Datasheets for Datasets, 2021): what it holds, who made it how,
//! and what it cannot say.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::core::doc::loss::Counts;
use crate::core::doc::{Doc, Node, label};
use crate::core::visible::visible;

/// Counts by name.
pub type Tally = BTreeMap<String, usize>;

/// An article that is not in the dataset, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Path of the article.
    pub article: String,
    /// Why.
    pub reason: String,
}

/// How the articles were divided.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Division {
    /// The shares as given, e.g. `train=0.8,dev=0.1,test=0.1`.
    pub shares: String,
    /// The seed.
    pub seed: u64,
    /// Articles by part.
    pub articles: Tally,
    /// The rule, in words.
    pub rule: &'static str,
}

/// The rule by which articles are divided.
pub const RULE: &str = "By article: the part follows from the seed and the text. Near-duplicates and articles about \
one agreement go where the first of them went, in the order in which work on them began; an article that would tie \
two parts together is in none.";

/// What is said of a dataset.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Datasheet {
    /// Name of the folder of the corpus.
    pub corpus: String,
    /// Id of the format.
    pub format: String,
    /// Day of the export (UTC).
    pub date: String,
    /// Program and version.
    pub program: String,
    /// The annotators whose work it is.
    pub annotators: Vec<String>,
    /// Schema as `id version`.
    pub schema: String,
    /// SHA-256 of the guideline, and whether it is the one of the program.
    pub guideline: Guideline,
    /// Articles in the dataset.
    pub articles: usize,
    /// Code points in all.
    pub characters: usize,
    /// Articles by language.
    pub languages: Tally,
    /// Articles by state of the work.
    pub states: Tally,
    /// Marks by label.
    pub labels: Tally,
    /// Values of closed fields, by `label.field`.
    pub values: BTreeMap<String, Tally>,
    /// Marks by where they come from.
    pub origins: Tally,
    /// When records were made and changed: the first and the last time.
    pub worked: Option<(String, String)>,
    /// Agreement between annotators; nothing where it was not measured.
    pub agreement: Option<String>,
    /// How the articles were divided; nothing without parts.
    pub split: Option<Division>,
    /// Articles that are not in the dataset.
    pub left_out: Vec<LeftOut>,
    /// What the format could not carry.
    pub losses: Counts,
    /// What is known to be limited, one sentence each.
    pub limits: Vec<String>,
}

/// Which guideline held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Guideline {
    /// Whether it is the one that comes with the program.
    pub built_in: bool,
    /// SHA-256 of its text.
    pub sha256: String,
}

/// The closed fields whose values are counted.
const COUNTED: [(&str, &[&str]); 5] = [
    (label::ACTOR, &["form"]),
    (label::DATE, &["kind", "role", "basis"]),
    (label::AGREEMENT, &["level", "kind", "status", "modality"]),
    (label::FLAG, &["kind"]),
    (label::REGION, &["kind"]),
];

impl Datasheet {
    /// Counts an article, and the work on it; `again` where it was there with the work of somebody else.
    pub fn add(&mut self, doc: &Doc, part: &str, again: bool) {
        *self.states.entry(doc.field("state").to_owned()).or_default() += 1;
        if !again {
            self.articles += 1;
            self.characters += doc.text.chars();
            *self.languages.entry(doc.language().to_owned()).or_default() += 1;
            if let Some(split) = &mut self.split {
                *split.articles.entry(part.to_owned()).or_default() += 1;
            }
        }
        for node in &doc.nodes {
            self.add_node(node);
        }
    }

    fn add_node(&mut self, node: &Node) {
        *self.labels.entry(node.label.clone()).or_default() += 1;
        let counted = COUNTED.iter().find(|(label, _)| *label == node.label).map_or(&[][..], |(_, names)| names);
        for name in counted.iter().filter(|name| !node.field(name).is_empty()) {
            let tally = self.values.entry(format!("{}.{name}", node.label)).or_default();
            *tally.entry(node.field(name).to_owned()).or_default() += 1;
        }
        let origin = node.field("origin");
        if !origin.is_empty() {
            let origin = origin.split_once(':').map_or(origin, |(kind, _)| kind);
            *self.origins.entry(origin.to_owned()).or_default() += 1;
        }
        for time in [node.field("created_at"), node.field("changed_at")].into_iter().filter(|time| !time.is_empty()) {
            let worked = self.worked.get_or_insert_with(|| (time.to_owned(), time.to_owned()));
            if time < worked.0.as_str() {
                time.clone_into(&mut worked.0);
            }
            if time > worked.1.as_str() {
                time.clone_into(&mut worked.1);
            }
        }
    }

    /// Writes it as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        // What has only texts as keys can always be written.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Writes it as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = format!("# {}\n\n", visible(&self.corpus));
        let mut line = |name: &str, value: &str| {
            // Writing to a text cannot fail.
            writeln!(out, "- **{name}:** {}", visible(if value.is_empty() { "not known" } else { value })).ok();
        };
        line("Format", &self.format);
        line("Exported", &format!("{} by {}", self.date, self.program));
        line("Annotators", &self.annotators.join(", "));
        line("Schema", &self.schema);
        let guideline = if self.guideline.built_in { "that of the program" } else { "that of the corpus" };
        line("Guideline", &format!("{guideline}, SHA-256 {}", self.guideline.sha256));
        line("Articles", &format!("{} with {} characters", self.articles, self.characters));
        let worked = self.worked.as_ref().map(|(from, to)| format!("{from} to {to}"));
        line("Work done", &worked.unwrap_or_default());
        line("Agreement between annotators", self.agreement.as_deref().unwrap_or("not measured"));
        line("Lost in this format", &self.losses.sentence());
        let empty = "nothing";
        table(&mut out, "Languages", "Articles", &self.languages, empty);
        table(&mut out, "States of the work", "Articles", &self.states, empty);
        table(&mut out, "Labels", "Marks", &self.labels, empty);
        table(&mut out, "Origins", "Records", &self.origins, empty);
        for (name, tally) in &self.values {
            table(&mut out, name, "Records", tally, empty);
        }
        if let Some(split) = &self.split {
            table(&mut out, "Parts", "Articles", &split.articles, empty);
            writeln!(out, "\nShares {}, seed {}. {}", split.shares, split.seed, split.rule).ok();
        }
        if !self.left_out.is_empty() {
            out.push_str("\n## Not in the dataset\n\n");
            for LeftOut { article, reason } in &self.left_out {
                writeln!(out, "- {}", visible(&format!("{article}: {reason}"))).ok();
            }
        }
        out.push_str("\n## Known limits\n\n");
        for limit in &self.limits {
            writeln!(out, "- {limit}").ok();
        }
        out
    }
}

fn table(out: &mut String, name: &str, counted: &str, tally: &Tally, empty: &str) {
    writeln!(out, "\n## {name}\n").ok();
    if tally.is_empty() {
        writeln!(out, "{empty}").ok();
        return;
    }
    writeln!(out, "| {name} | {counted} |\n|---|---:|").ok();
    for (value, count) in tally {
        let value = visible(&value.replace('\n', " ")).replace('|', "\\|");
        writeln!(out, "| {value} | {count} |").ok();
    }
}
