//! What a page says about itself: title, day, publisher, address and language, each with where that stands.
//!
//! Linked data comes first, then what is written for social networks (Open Graph), then older tags by their names, then
//! what is marked in the text. The address is the canonical one before all.

use dom_query::{Document, NodeRef};

use super::linked::{Article, Linked};
use crate::core::added::{Slot, Suggestion};
use crate::core::language;
use crate::exchange::published;

/// Names under which pages without Open Graph say when they were published.
const DATE_NAMES: [&str; 20] = [
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "article.published",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "citation_date",
];
/// Names under which they say who has published them.
const PUBLISHER_NAMES: [&str; 5] =
    ["dc.publisher", "dcterms.publisher", "publisher", "citation_publisher", "application-name"];
/// Longest name of a publisher, or title, that is taken, in code points.
const LONGEST: usize = 400;

/// A value and where it stands.
pub(super) type Found = (String, String);

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// Titles, the best first.
    pub titles: Vec<Found>,
    pub suggestions: Vec<Suggestion>,
    /// What is to be known about them, a line each.
    pub said: Vec<String>,
    /// Whether the page says that only a part of it can be read.
    pub closed: bool,
}

/// Reads what a page says about itself.
pub(super) fn of(page: &Document, html: &str) -> Metadata {
    let pieces: Vec<String> = select(page, "script")
        .filter(|it| it.attr("type").is_some_and(|it| it.trim().eq_ignore_ascii_case("application/ld+json")))
        .map(|it| it.text().to_string())
        .collect();
    let linked = Linked::of(pieces.iter().map(String::as_str));
    let tags = Tags::of(page);
    let canonical = canonical(page);
    let asked = canonical.clone().or_else(|| tags.get("og:url"));
    let article = linked.article(asked.as_deref());
    let reading = Reading { page, html, tags, article };
    let mut found =
        Metadata { closed: reading.article.as_ref().is_some_and(Article::is_closed), ..Metadata::default() };
    if linked.unreadable > 0 {
        found.said.push("its JSON-LD is no JSON and says nothing".to_owned());
    }
    let publisher = reading.publisher();
    found.titles = reading.titles(publisher.as_ref().map(|(name, _)| name.as_str()));
    if let Some(published) = reading.published(&mut found.said) {
        found.push(Slot::Published, published);
    }
    if let Some(publisher) = publisher {
        found.push(Slot::Publisher, publisher);
    }
    if let Some(address) = reading.address(canonical) {
        found.push(Slot::Url, address);
    }
    if let Some(language) = reading.language() {
        found.push(Slot::Language, language);
    }
    found
}

impl Metadata {
    fn push(&mut self, field: Slot, (value, source): Found) {
        self.suggestions.push(Suggestion { field, value, source });
    }
}

/// Selects nodes.
fn select<'a>(page: &'a Document, selector: &str) -> impl Iterator<Item = NodeRef<'a>> + use<'a> {
    page.select(selector).nodes().to_vec().into_iter()
}

/// The `meta` elements, by their names in small letters, with their contents.
struct Tags(Vec<(String, &'static str, String)>);

impl Tags {
    fn of(page: &Document) -> Self {
        let mut tags = Vec::new();
        for tag in select(page, "meta[content]") {
            let content = one_line(&tag.attr_or("content", ""));
            for kind in ["property", "name", "itemprop", "http-equiv"] {
                if let Some(name) = tag.attr(kind).filter(|_| !content.is_empty()) {
                    tags.push((name.trim().to_lowercase(), kind, content.clone()));
                }
            }
        }
        Self(tags)
    }

    /// Gives the contents of the first of a name.
    fn get(&self, name: &str) -> Option<String> {
        self.0.iter().find(|(it, ..)| it == name).map(|(.., content)| content.clone())
    }

    /// Gives the contents of the first of a name as found there.
    fn found(&self, name: &str) -> Option<Found> {
        self.get(name).map(|value| (value, name.to_owned()))
    }

    /// Gives the contents of the first of these names, with the name as a tag.
    fn named(&self, names: &[&str]) -> Option<Found> {
        let found = |name: &&str| self.0.iter().find(|(it, ..)| it == *name);
        let (name, kind, value) = names.iter().find_map(found)?;
        Some((value.clone(), format!("<meta {kind}=\"{name}\">")))
    }
}

struct Reading<'a> {
    page: &'a Document,
    html: &'a str,
    tags: Tags,
    article: Option<Article<'a>>,
}

impl Reading<'_> {
    fn linked(&self, key: &str) -> Option<Found> {
        let text = self.article.as_ref()?.text(key)?;
        Some((plain(text), format!("JSON-LD {key}"))).filter(|(text, _)| !text.is_empty())
    }

    fn titles(&self, publisher: Option<&str>) -> Vec<Found> {
        let heads: Vec<String> =
            select(self.page, "h1").map(|it| one_line(&it.text())).filter(|it| !it.is_empty()).collect();
        let is_site = |title: &str| publisher.is_some_and(|publisher| publisher.eq_ignore_ascii_case(title));
        let mut titles = Vec::new();
        let social = ["og:title", "twitter:title"].into_iter().filter_map(|name| self.tags.found(name));
        for (title, source) in self.linked("headline").into_iter().chain(social) {
            // What is written over the article is what a reader sees; the other may be cut or made for a search.
            let seen = heads.iter().find(|head| is_alike(head, &title));
            titles.push(seen.map_or((title, source), |head| (head.clone(), "<h1>".to_owned())));
        }
        let mut heads: Vec<String> = heads.into_iter().filter(|head| !is_site(head)).collect();
        if heads.len() == 1 {
            titles.extend(heads.pop().map(|head| (head, "<h1>".to_owned())));
        }
        let title = select(self.page, "head title, title").map(|it| one_line(&it.text())).find(|it| !it.is_empty());
        titles.extend(title.map(|title| (title, "<title>".to_owned())));
        for (title, _) in &mut titles {
            if let Some(publisher) = publisher {
                without_site(title, publisher);
            }
        }
        titles.retain(|(title, _)| !is_site(title) && !title.is_empty() && title.chars().count() <= LONGEST);
        titles
    }

    fn published(&self, said: &mut Vec<String>) -> Option<Found> {
        let linked = ["datePublished", "dateCreated"].into_iter().filter_map(|key| self.linked(key));
        let social = ["article:published_time", "og:article:published_time", "og:published_time"];
        let social = social.into_iter().filter_map(|name| self.tags.found(name));
        let named = DATE_NAMES.into_iter().filter_map(|name| self.tags.named(&[name]));
        let mut unread: Option<Found> = None;
        for (written, source) in linked.chain(social).chain(named).chain(self.times()) {
            match published::day(&written) {
                Some(day) => return Some((day, source)),
                None => unread = unread.or(Some((written, source))),
            }
        }
        if let Some((written, source)) = unread {
            said.push(format!("the date “{written}” ({source}) is none that can be read"));
        }
        None
    }

    /// Lists the times marked in the text that can be the day of publication.
    fn times(&self) -> Vec<Found> {
        let marked = "time[itemprop~=datePublished], time[pubdate], [itemprop~=datePublished][content]";
        let value = |node: NodeRef<'_>| {
            let value = node.attr("datetime").or_else(|| node.attr("content")).unwrap_or_else(|| node.text());
            one_line(&value)
        };
        let mut found: Vec<Found> = select(self.page, marked).map(|it| (value(it), "<time>".to_owned())).collect();
        // One that is not marked may be of a teaser or a clock, unless it stands with the article.
        for place in ["article header time[datetime]", "article time[datetime]", "main time[datetime]"] {
            found.extend(select(self.page, place).take(1).map(|it| (value(it), "<time>".to_owned())));
        }
        let mut all: Vec<String> =
            select(self.page, "time[datetime]").filter_map(|it| published::day(&value(it))).collect();
        all.dedup();
        if let [day] = all.as_slice() {
            found.push((day.clone(), "<time>".to_owned()));
        }
        found
    }

    fn publisher(&self) -> Option<Found> {
        let linked = self.article.as_ref().and_then(|it| it.name("publisher"));
        let linked = linked.map(|name| (plain(name), "JSON-LD publisher".to_owned()));
        let found = linked.or_else(|| self.tags.found("og:site_name")).or_else(|| self.tags.named(&PUBLISHER_NAMES));
        // Some give the address of a page of theirs.
        found.filter(|(name, _)| !name.is_empty() && !name.contains("://") && name.chars().count() <= LONGEST)
    }

    fn address(&self, canonical: Option<String>) -> Option<Found> {
        let canonical = canonical.map(|address| (address, "<link rel=\"canonical\">".to_owned()));
        let linked = self.article.as_ref().and_then(Article::address);
        let linked = linked.map(|(address, key)| (address.to_owned(), format!("JSON-LD {key}")));
        let found = [canonical, linked, self.tags.found("og:url"), saved_from(self.html)];
        found.into_iter().flatten().find(|(address, _)| is_address(address))
    }

    /// Gives the language; that of Open Graph last, where templates often leave the one they came with.
    fn language(&self) -> Option<Found> {
        let of_page = select(self.page, "html").find_map(|html| html.attr("lang").or_else(|| html.attr("xml:lang")));
        let of_page = of_page.map(|code| (code.to_string(), "<html lang>".to_owned()));
        let linked = self.linked("inLanguage");
        let named = self.tags.named(&["content-language", "language", "dc.language"]);
        let found = [linked, of_page, named, self.tags.found("og:locale")];
        let code = |(code, source): Found| (code.trim().replace('_', "-"), source);
        found.into_iter().flatten().map(code).find(|(code, _)| language::is_code(code))
    }
}

fn canonical(page: &Document) -> Option<String> {
    let link = select(page, "link[rel~=canonical]").find_map(|link| link.attr("href"))?;
    Some(link.trim().to_owned()).filter(|address| is_address(address))
}

/// Tells whether a text is a whole address of the web.
fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.contains('.') && !rest.starts_with('.')) && !text.contains(char::is_whitespace)
}

/// Finds the address that a browser has written into a page it has saved.
fn saved_from(html: &str) -> Option<Found> {
    let head = &html[..html.floor_char_boundary(4000)];
    for begin in ["saved from url=", "SingleFile"] {
        let Some(at) = head.find(begin) else { continue };
        let comment = &head[at..][..head[at..].find("-->").unwrap_or(head.len() - at)];
        let Some(from) = comment.find("http") else { continue };
        let address = comment[from..].split_whitespace().next().unwrap_or_default();
        return Some((address.to_owned(), "the note of the browser that saved it".to_owned()));
    }
    None
}

/// Takes away the name of the site that stands behind or before a title.
fn without_site(title: &mut String, site: &str) {
    for sign in [" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " / "] {
        if let Some((before, behind)) = title.rsplit_once(sign)
            && behind.trim().eq_ignore_ascii_case(site)
        {
            *title = before.trim().to_owned();
            return;
        }
        if let Some((before, behind)) = title.split_once(sign)
            && before.trim().eq_ignore_ascii_case(site)
        {
            *title = behind.trim().to_owned();
            return;
        }
    }
}

/// Tells whether two titles are one, of which the other may be cut or longer.
fn is_alike(a: &str, b: &str) -> bool {
    let bare = |text: &str| -> String { text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect() };
    let (a, b) = (bare(a), bare(b));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.len() >= 8 && long.starts_with(&short) || !short.is_empty() && short == long
}

/// Gives a text in which there may be entities and elements without them.
fn plain(text: &str) -> String {
    if text.contains(['&', '<']) { one_line(&Document::fragment(text).text()) } else { one_line(text) }
}

/// Writes a text in one line, white space of HTML and ends of lines as one space.
pub(super) fn one_line(text: &str) -> String {
    const BETWEEN: [char; 8] = [' ', '\t', '\n', '\r', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    let words: Vec<&str> = text.split(BETWEEN).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}
