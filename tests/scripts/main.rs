//! Every script: its words, its lines and its faces, on paragraphs in more than fifty of them.

mod faces;
#[path = "../common/left_out.rs"]
mod left_out;
mod lines;
mod words;

/// A paragraph in one script.
#[derive(serde::Deserialize)]
struct Paragraph {
    /// Language (BCP 47), with the script where the language has several.
    lang: String,
    /// Name of the language or script.
    name: String,
    text: String,
    /// Words in it with their places in code points, as ICU cuts them.
    words: Vec<(String, usize, usize)>,
    /// Where ICU lets a line end, in code points; empty where the rules of Unicode are enough.
    #[serde(default)]
    lines: Vec<usize>,
}

/// Gives the paragraphs.
fn paragraphs() -> Vec<Paragraph> {
    let lines = include_str!("../fixtures/scripts/scripts.jsonl").lines();
    let paragraphs: Vec<Paragraph> = lines.map(|line| serde_json::from_str(line).expect("a paragraph")).collect();
    assert!(paragraphs.len() > 50);
    paragraphs
}

/// Converts a place in code points into bytes.
fn byte(text: &str, place: usize) -> usize {
    text.char_indices().nth(place).map_or(text.len(), |(at, _)| at)
}
