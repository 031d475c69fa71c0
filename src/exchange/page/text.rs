//! The text of a part of a page as a reader sees it: a paragraph a line.

use dom_query::NodeRef;

/// Elements that begin and end a line.
const BLOCKS: [&str; 41] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "tr",
    "ul",
];
/// Elements that are no text of the article.
const UNSEEN: [&str; 21] = [
    "audio", "button", "canvas", "embed", "head", "iframe", "input", "map", "math", "noscript", "object", "option",
    "rp", "script", "select", "style", "svg", "template", "textarea", "title", "video",
];

/// Writes what is below a node, a paragraph a line and a row of a table a line, its cells parted by a tab. What stands
/// beside signs of another script to say how they are read follows them in brackets. Lines at the beginning and at the
/// end that are nothing but links lead away from the article and are left away.
pub(super) fn lines(root: NodeRef<'_>) -> Vec<String> {
    let mut writer = Writer::default();
    // A page may be nested deeper than a call stack holds.
    let mut open = vec![Visit::Enter(root)];
    while let Some(visit) = open.pop() {
        match visit {
            Visit::Enter(node) if node.is_text() => writer.text(&node.text()),
            Visit::Enter(node) => {
                let name = node.node_name().map(|name| name.to_string()).unwrap_or_default();
                if UNSEEN.contains(&name.as_str()) || node.has_attr("hidden") {
                    continue;
                }
                writer.enter(&name);
                let children: Vec<NodeRef<'_>> = node.children_it(true).collect();
                open.push(Visit::Leave(name));
                open.extend(children.into_iter().map(Visit::Enter));
            }
            Visit::Leave(name) => writer.leave(&name),
        }
    }
    writer.end_line();
    let mut lines = writer.lines;
    let end = lines.iter().rposition(|(_, linked)| !linked).map_or(0, |at| at + 1);
    lines.truncate(end);
    let begin = lines.iter().position(|(_, linked)| !linked).unwrap_or(0);
    lines.drain(..begin);
    lines.into_iter().map(|(line, _)| line).collect()
}

enum Visit<'a> {
    Enter(NodeRef<'a>),
    Leave(String),
}

#[derive(Default)]
struct Writer {
    /// Each with whether all of it is a link.
    lines: Vec<(String, bool)>,
    line: String,
    /// Whether a part of the line is no link.
    plain: bool,
    /// How many links are open.
    links: usize,
    /// Whether white space stands behind the last sign.
    space: bool,
    /// How many elements are open whose lines are kept.
    kept: usize,
}

impl Writer {
    fn enter(&mut self, name: &str) {
        match name {
            "br" => self.end_line(),
            "td" | "th" if !self.line.is_empty() => {
                self.line.push('\t');
                self.space = false;
            }
            "rt" => {
                self.space = false;
                self.line.push('(');
            }
            "pre" => self.kept += 1,
            "a" => self.links += 1,
            _ => {}
        }
        if BLOCKS.contains(&name) {
            self.end_line();
        }
    }

    fn leave(&mut self, name: &str) {
        match name {
            "rt" => self.line.push(')'),
            "pre" => self.kept = self.kept.saturating_sub(1),
            "a" => self.links = self.links.saturating_sub(1),
            _ => {}
        }
        if BLOCKS.contains(&name) {
            self.end_line();
        }
    }

    /// Adds text, with white space as a browser shows it.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' if self.kept > 0 => self.end_line(),
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => self.space = true,
                // What no text has, and no file should.
                '\0' => {}
                _ => {
                    if self.space && !self.line.is_empty() && !self.line.ends_with('\t') {
                        self.line.push(' ');
                    }
                    self.space = false;
                    // What parts links from each other is no text.
                    self.plain |= self.links == 0 && c.is_alphanumeric();
                    // A sign for the end of a line would make two of one here.
                    if matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}') { self.end_line() } else { self.line.push(c) }
                }
            }
        }
    }

    fn end_line(&mut self) {
        self.space = false;
        let linked = !std::mem::take(&mut self.plain);
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if !line.is_empty() && line != "()" {
            let linked = linked && line.contains(char::is_alphanumeric);
            self.lines.push((line.to_owned(), linked));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dom_query::Document;

    fn text(html: &str) -> String {
        lines(Document::from(html).root()).join("\n")
    }

    #[test]
    fn paragraph_is_a_line_with_white_space_as_a_browser_shows_it() {
        assert_eq!(text("<p>One\n  two<br>three</p>\n<p> <b>four</b> five</p>six"), "One two\nthree\nfour five\nsix");
        assert_eq!(text("<ul><li>a<li>b</ul><pre>c\n d</pre>"), "a\nb\nc\nd");
        assert_eq!(text("<p>a\u{a0}b\u{200c}c</p>"), "a\u{a0}b\u{200c}c");
    }

    #[test]
    fn row_of_a_table_is_a_line_and_a_table_for_the_layout_is_none() {
        assert_eq!(text("<table><tr><th>Year<th>Signed<tr><td>2023<td> 4 </table>"), "Year\tSigned\n2023\t4");
        assert_eq!(text("<table><tr><td><p>a</p><td><table><tr><td><p>b</p></table></table>"), "a\nb");
    }

    #[test]
    fn reading_beside_signs_follows_them_in_brackets() {
        assert_eq!(text("<ruby>協定<rp>(</rp><rt>きょうてい</rt><rp>)</rp></ruby>に"), "協定(きょうてい)に");
        assert_eq!(text("<ruby>協<rt>きょう</rt>定<rt>てい</rt></ruby>"), "協(きょう)定(てい)");
    }

    #[test]
    fn what_no_reader_sees_is_not_in_the_text() {
        assert_eq!(text("<style>a</style><p>b<script>c</script><span hidden>d</span><button>e</button></p>"), "b");
    }

    #[test]
    fn links_around_the_article_are_left_away_and_those_in_it_stay() {
        let around = "<div><a>Start</a> | <a>Sport</a></div><p>Die <a>Erklärung</a> liegt vor.</p><p><a>Anlage</a></p>\
            <p>Sie gilt.</p><p><a>Mehr</a></p>";
        assert_eq!(text(around), "Die Erklärung liegt vor.\nAnlage\nSie gilt.");
    }

    #[test]
    fn deep_nesting_is_read() {
        let deep = "<div>".repeat(1_000) + "in";
        assert_eq!(text(&deep), "in");
    }
}
