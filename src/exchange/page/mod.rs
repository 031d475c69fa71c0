//! Pages of the web: the text of the article, and what the page says about it.
//!
//! The only place that knows of `dom_smoothie`, which finds the article among all that stands around it, and of
//! `dom_query`, whose tree it works on.

mod charset;
mod layout;
mod linked;
mod metadata;
mod text;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

pub use charset::declared;

use crate::core::added::{Slot, Suggestion};
use crate::core::language::{self, Detected};

/// Nodes of the tree of a page at most; a hundred times what a long article has around it.
const MOST_ELEMENTS: usize = 300_000;
/// How deep elements may lie in each other. What a parser does for each grows with it, so that a page of nothing but
/// beginnings would take hours.
const DEEPEST: usize = 2_000;
/// Elements that hold nothing, or end where the next one of their kind begins.
const ENDS_ITSELF: [&str; 30] = [
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li",
    "link", "meta", "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "th", "tr", "track",
    "wbr",
];
/// Code points with which an article is found; with fewer what the library takes for boilerplate is let in again. Its own
/// number, 500, is more than many a report has, and than most in Chinese.
const ENOUGH: usize = 200;
/// Code points below which a page is said to hold little.
const SHORT: usize = 250;
/// The same in scripts that write a word with one sign or two.
const SHORT_OF_WORDS: usize = 90;

/// An article from a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Title, a blank line, and a line a paragraph.
    pub text: String,
    /// The title alone; empty where none was found.
    pub title: String,
    /// Where the title was found.
    pub title_source: String,
    /// What it says about itself.
    pub suggestions: Vec<Suggestion>,
    /// What a person should know about it, a line each.
    pub said: Vec<String>,
}

/// Reads a page.
///
/// # Errors
/// Says why no article can be found in it.
pub fn read(html: &str) -> Result<Page, String> {
    if !is_page(html) {
        return Err("it is no page of the web: there is no element of HTML in it".to_owned());
    }
    let too_deep =
        || format!("its elements lie more than {DEEPEST} deep in each other, as in no page that was written");
    if open_at_once(html) > DEEPEST {
        return Err(too_deep());
    }
    let page = Document::from(html);
    if page.tree.len() > MOST_ELEMENTS {
        return Err(format!("the page has {} parts, and up to {MOST_ELEMENTS} are read; split it", page.tree.len()));
    }
    if depth(&page) > DEEPEST {
        return Err(too_deep());
    }
    let mut found = metadata::of(&page, html);
    let articles = page.select("article").nodes().len();
    layout::unmake(&page);
    let (lines, by_library) = article_lines(page)?;
    if let Some(title) = by_library {
        let last = found.titles.pop();
        // The title of the whole page has the name of the site in it, which the library has taken away.
        match last {
            Some((whole, source)) if source == "<title>" && whole.contains(title.as_str()) => {
                found.titles.push((title, source));
            }
            last => found.titles.extend(last),
        }
    }
    let (title, title_source) = found.titles.into_iter().next().unwrap_or_default();
    let body = without_title(lines, &title);
    let signs: usize = body.iter().map(|line| line.chars().count()).sum();
    let of_words = ["Hani", "Jpan", "Kore"].contains(&language::script_of(&body.concat()));
    let is_short = signs < if of_words { SHORT_OF_WORDS } else { SHORT };
    if !body.iter().any(|line| line.chars().any(char::is_alphanumeric)) {
        return Err(NOTHING.to_owned());
    }
    if is_short && body.iter().any(|line| line.to_lowercase().contains("javascript")) {
        return Err("the page holds only a note that it needs JavaScript; save it once the browser shows it".to_owned());
    }
    let mut said = found.said;
    if found.closed {
        said.push("the page says that it is not free to read; look whether it is whole".to_owned());
    } else if is_short {
        said.push(format!("its text has {signs} signs; look whether it is whole"));
    }
    if articles > 1 {
        said.push(format!("{articles} parts of the page are called articles; look whether it is the right one"));
    }
    let body = body.join("\n");
    let text = if title.is_empty() { format!("{body}\n") } else { format!("{title}\n\n{body}\n") };
    let suggestions = fitting(found.suggestions, &body, &mut said);
    Ok(Page { text, title, title_source, suggestions, said })
}

/// Why a page is none.
const NOTHING: &str = "there is no article in it that could be found";

/// Finds the article; gives its lines, and the title as the library has it.
fn article_lines(page: Document) -> Result<(Vec<String>, Option<String>), String> {
    let config = Config { disable_json_ld: true, char_threshold: ENOUGH, ..Config::default() };
    let reader = Readability::with_document(page, None, Some(config));
    let article = reader.and_then(|mut reader| reader.parse()).map_err(|_| NOTHING.to_owned())?;
    let lines = text::lines(Document::fragment(article.content).root());
    let title = metadata::one_line(&article.title);
    Ok((lines, Some(title).filter(|title| !title.is_empty())))
}

/// Takes the title away where the text begins with it.
fn without_title(mut lines: Vec<String>, title: &str) -> Vec<String> {
    let bare = |text: &str| -> String { text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect() };
    let title = bare(title);
    if let Some(at) = lines.iter().take(3).position(|line| !title.is_empty() && bare(line) == title) {
        lines.remove(at);
    }
    lines
}

/// Tells whether any element of a page is in a text; else it may be anything at all.
fn is_page(html: &str) -> bool {
    const ANY: [&str; 12] =
        ["!doctype", "html", "head", "body", "title", "meta", "div", "p", "br", "table", "article", "script"];
    html.split('<').skip(1).any(|tag| {
        let name = &tag[..tag.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(tag.len())];
        ANY.iter().any(|it| it.eq_ignore_ascii_case(name))
    })
}

/// Counts roughly, before anything is parsed, how many elements are open at once at most.
fn open_at_once(html: &str) -> usize {
    let (mut open, mut most) = (0usize, 0);
    for tag in html.split('<').skip(1) {
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(tag.len())];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic())
            || ENDS_ITSELF.iter().any(|it| it.eq_ignore_ascii_case(name))
        {
            continue;
        }
        open = if closes { open.saturating_sub(1) } else { open + 1 };
        most = most.max(open);
    }
    most
}

/// Counts how deep elements lie in each other.
fn depth(page: &Document) -> usize {
    let mut deepest = 0;
    let mut open = vec![(page.root(), 0)];
    while let Some((node, depth)) = open.pop() {
        deepest = deepest.max(depth);
        open.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    deepest
}

/// Keeps a language only where the text does not look like another one: templates often name the wrong one.
fn fitting(suggestions: Vec<Suggestion>, text: &str, said: &mut Vec<String>) -> Vec<Suggestion> {
    let detected = language::detect(text).and_then(Detected::certain);
    let mut kept = suggestions;
    kept.retain(|suggestion| {
        if suggestion.field != Slot::Language {
            return true;
        }
        let named = suggestion.value.split('-').next().unwrap_or_default().to_lowercase();
        let named = ALIASES.iter().find(|(old, _)| *old == named).map_or(named.as_str(), |(_, now)| now);
        match detected {
            Some(found) if found != named => {
                let (says, looks) = (language::name(named), language::name(found));
                said.push(format!(
                    "its language is {says} by {}, and its text looks like {looks}: none is proposed",
                    suggestion.source
                ));
                false
            }
            _ => true,
        }
    });
    kept
}

/// Codes that name what the detector has another code for.
const ALIASES: [(&str, &str); 7] =
    [("no", "nb"), ("nn", "nb"), ("iw", "he"), ("in", "id"), ("fil", "tl"), ("cmn", "zh"), ("prs", "fa")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn note_that_a_page_needs_javascript_is_no_article() {
        assert!(read("").is_err_and(|said| said.contains("no page")) && read("a < b").is_err());
        for page in ["<p>", "<p>...</p>", "<script>let a = 1;</script>"] {
            assert_eq!(read(page), Err(NOTHING.to_owned()), "{page}");
        }
        let note = read("<p>Please enable JavaScript in your browser to view this page, and load it again.</p>");
        assert!(note.clone().is_err_and(|said| said.contains("JavaScript")), "{note:?}");
    }

    #[test]
    fn page_that_nobody_has_written_is_refused_and_does_no_harm() {
        for (depth, good) in [(1_000, true), (100_000, false)] {
            let page = "<div>".repeat(depth) + &"<p>The two ministers signed a plan in Baku. ".repeat(20);
            assert_eq!(read(&page).is_ok(), good, "{depth}");
        }
        let wide = "<p>a</p>".repeat(160_000);
        assert!(read(&wide).is_err_and(|said| said.contains("parts")));
    }
}
