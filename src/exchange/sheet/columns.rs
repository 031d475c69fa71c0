//! Which column of a table says what of an article.

use crate::core::text::excerpt;

/// Code points of the names of columns that are listed.
const LISTED: usize = 300;

/// The columns of a table that are taken, by their names; nothing for what no column says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The text.
    pub text: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The publication date.
    pub published: Option<String>,
    /// The publisher.
    pub publisher: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The language.
    pub language: Option<String>,
    /// The name of the article's file.
    pub name: Option<String>,
}

/// What columns of a meaning are usually called, by the places of [`Columns::slots`].
const USUAL: [(&str, &[&str]); 7] = [
    (
        "text",
        &[
            "text",
            "body",
            "content",
            "fulltext",
            "full_text",
            "article",
            "article_text",
            "maintext",
            "inhalt",
            "volltext",
        ],
    ),
    ("title", &["title", "headline", "titel", "überschrift"]),
    ("published", &["published", "date", "publication_date", "pubdate", "date_published", "published_at", "datum"]),
    ("publisher", &["publisher", "source", "outlet", "newspaper", "site", "site_name", "source_domain", "quelle"]),
    ("url", &["url", "link", "address", "href"]),
    ("language", &["language", "lang", "sprache"]),
    ("name", &["name", "filename", "file_name", "file", "id", "doc_id", "article_id"]),
];

impl Columns {
    /// Gives all, each with what it is called as an option.
    pub fn slots(&mut self) -> [(&'static str, &mut Option<String>); 7] {
        [
            ("text", &mut self.text),
            ("title", &mut self.title),
            ("published", &mut self.published),
            ("publisher", &mut self.publisher),
            ("url", &mut self.url),
            ("language", &mut self.language),
            ("name", &mut self.name),
        ]
    }

    /// Chooses columns of a table: those that are asked for, else those with usual names. An empty name is that of no
    /// column.
    ///
    /// # Errors
    /// Says that there is no such column, or that nobody knows which one is the text.
    pub fn of(&self, head: &[String]) -> Result<Self, String> {
        let mut chosen = self.clone();
        for ((option, slot), (_, usual)) in chosen.slots().into_iter().zip(USUAL) {
            match slot {
                Some(name) if name.is_empty() => *slot = None,
                Some(name) if !head.contains(name) => {
                    return Err(format!("it has no column {name}; there are: {}", listed(head)));
                }
                Some(_) => {}
                None => {
                    let named = |usual: &&&str| head.iter().find(|name| name.trim().to_lowercase() == **usual);
                    *slot = usual.iter().find_map(|usual| named(&usual)).cloned();
                }
            }
            if option == "text" && slot.is_none() {
                return Err(format!("which column is the text? Say --text COLUMN; there are: {}", listed(head)));
            }
        }
        Ok(chosen)
    }

    /// Lists the columns of a table that are not taken.
    #[must_use]
    pub fn others(&self, head: &[String]) -> Vec<String> {
        let mut chosen = self.clone();
        let taken: Vec<String> = chosen.slots().into_iter().filter_map(|(_, slot)| slot.take()).collect();
        head.iter().filter(|name| !taken.contains(name)).cloned().collect()
    }
}

fn listed(head: &[String]) -> String {
    excerpt(&head.join(", "), LISTED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(names: &str) -> Vec<String> {
        names.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn usual_names_are_known_and_others_are_asked_for() {
        let chosen = Columns::default().of(&head("ID Headline Body Datum views")).unwrap();
        let known = (chosen.name.as_deref(), chosen.title.as_deref(), chosen.text.as_deref());
        assert_eq!(known, (Some("ID"), Some("Headline"), Some("Body")));
        assert_eq!((chosen.published.as_deref(), chosen.url.clone()), (Some("Datum"), None));
        assert_eq!(chosen.others(&head("ID Headline Body Datum views")), ["views"]);
        let wish = Columns { text: Some("corps".into()), title: Some(String::new()), ..Columns::default() };
        let chosen = wish.of(&head("corps title")).unwrap();
        assert_eq!((chosen.text.as_deref(), chosen.title), (Some("corps"), None));
    }

    #[test]
    fn column_that_is_not_there_is_refused_with_those_that_are() {
        let wish = Columns { url: Some("link".into()), ..Columns::default() };
        assert_eq!(wish.of(&head("text a")), Err("it has no column link; there are: text, a".to_owned()));
        let problem = Columns::default().of(&head("a b")).unwrap_err();
        assert!(problem.contains("--text COLUMN; there are: a, b"), "{problem}");
    }
}
