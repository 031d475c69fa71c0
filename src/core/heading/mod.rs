//! The title that the text of an article gives itself by its form: in its front matter, as a heading of Markdown, or as
//! the title of a page of HTML. The text and its places stay as they are.

mod entities;
mod front;
mod html;
mod markdown;

pub use entities::decoded;

/// How much of a page is looked through for its title, in bytes: its head can be full of scripts.
const PAGE: usize = 1_000_000;
/// How much of any other article, in bytes.
const ARTICLE: usize = 100_000;
/// How much of a line, in bytes: nobody reads a longer title.
const LONGEST: usize = 2_000;

/// Where a title was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// In the front matter.
    FrontMatter,
    /// As a heading.
    Heading,
    /// In the head of a page, or as its first heading.
    Page,
}

impl Form {
    /// Says it in a sentence for the analyst.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::FrontMatter => "The title in the front matter.",
            Self::Heading => "The first heading.",
            Self::Page => "The title of the page.",
        }
    }
}

/// What the form of a text says of its title.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Heading {
    /// The title as plain text on one line, and where it was found.
    pub title: Option<(String, Form)>,
    /// Where the article begins behind its front matter, in bytes.
    pub body: usize,
    is_markdown: bool,
}

impl Heading {
    /// Looks for the title of a text; the name of its file says whether it is Markdown or HTML, and the text itself.
    #[must_use]
    pub fn of(text: &str, name: &str) -> Self {
        if html::is_page(text, name) {
            let title = html::title(&text[..text.floor_char_boundary(PAGE)]);
            return Self { title: title.map(|title| (title, Form::Page)), body: 0, is_markdown: false };
        }
        let text = &text[..text.floor_char_boundary(ARTICLE)];
        let front = front::read(text);
        let body = front.as_ref().map_or(0, |front| front.end);
        let is_markdown = body > 0 || is_named(name, &["md", "md.txt"]);
        if let Some(title) = front.and_then(|front| front.title) {
            return Self { title: Some((title, Form::FrontMatter)), body, is_markdown };
        }
        let title = markdown::title(&text[body..], is_markdown);
        Self { title: title.map(|title| (title, Form::Heading)), body, is_markdown }
    }

    /// Gives what a line of the article says, as the title of one that has no other; nothing where it has neither letter
    /// nor digit.
    #[must_use]
    pub fn line(&self, line: &str) -> Option<String> {
        let line = &line[..line.floor_char_boundary(LONGEST)];
        if self.is_markdown { markdown::said(line) } else { tidy(line) }
    }
}

/// Tells whether a file name has one of these endings, however it is capitalised.
fn is_named(name: &str, endings: &[&str]) -> bool {
    let name = name.to_lowercase();
    endings.iter().any(|ending| name.strip_suffix(ending).is_some_and(|stem| stem.ends_with('.')))
}

/// Gives a title on one line, its white space as single blanks; nothing where it has neither letter nor digit.
fn tidy(title: &str) -> Option<String> {
    let mut out = String::with_capacity(title.len());
    for word in title.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.contains(char::is_alphanumeric).then_some(out)
}

#[cfg(test)]
mod tests;
