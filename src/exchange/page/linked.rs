//! The linked data (JSON-LD) of a page: what it says about the article on it.

use serde_json::{Map, Value};

/// Ends of the types of schema.org that are articles.
const TYPES: [&str; 4] = ["Article", "BlogPosting", "Report", "CreativeWork"];
/// How many objects of a page are looked at.
const MOST: usize = 5000;

/// The linked data of a page.
#[derive(Default)]
pub(super) struct Linked {
    /// All objects, those inside of others behind them.
    objects: Vec<Map<String, Value>>,
    /// How many pieces could not be read.
    pub unreadable: usize,
}

impl Linked {
    /// Reads the pieces of a page.
    pub fn of<'a>(pieces: impl Iterator<Item = &'a str>) -> Self {
        let mut linked = Self::default();
        for piece in pieces {
            let piece = piece.trim().trim_start_matches("<!--").trim_end_matches("-->");
            let piece = piece.trim().trim_start_matches("//<![CDATA[").trim_end_matches("//]]>").trim_end_matches(';');
            if piece.is_empty() {
                continue;
            }
            // Many pages write the ends of lines inside of texts, which JSON does not have.
            let mended = || piece.replace(|c: char| c.is_control(), " ");
            match serde_json::from_str(piece).or_else(|_| serde_json::from_str::<Value>(&mended())) {
                Ok(value) => linked.gather(value),
                Err(_) => linked.unreadable += 1,
            }
        }
        linked
    }

    fn gather(&mut self, value: Value) {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(values) => open.extend(values.into_iter().rev()),
                Value::Object(object) if self.objects.len() < MOST => {
                    // Only where an article of its own can stand: authors and teasers have such parts as well.
                    for key in ["mainEntity", "@graph"] {
                        open.extend(object.get(key).cloned());
                    }
                    self.objects.push(object);
                }
                _ => {}
            }
        }
    }

    /// Gives the article of a page at this address; the first where none says that it is.
    pub fn article(&self, address: Option<&str>) -> Option<Article<'_>> {
        let articles = || self.objects.iter().filter(|object| is_article(object));
        let here = |object: &&Map<String, Value>| {
            let at = ["url", "@id", "mainEntityOfPage"].into_iter().filter_map(|key| reference(object.get(key)?));
            address.is_some_and(|address| at.into_iter().any(|at| same_address(at, address)))
        };
        let object = articles().find(here).or_else(|| articles().next())?;
        Some(Article { object, linked: self })
    }
}

/// Tells whether two addresses are that of one page.
pub(super) fn same_address(a: &str, b: &str) -> bool {
    let bare = |address: &str| {
        let address = address.split('#').next().unwrap_or_default().trim_end_matches('/');
        let address = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://")).unwrap_or(address);
        address.strip_prefix("www.").unwrap_or(address).to_owned()
    };
    bare(a) == bare(b)
}

fn is_article(object: &Map<String, Value>) -> bool {
    let is = |name: &Value| name.as_str().is_some_and(|name| TYPES.iter().any(|end| name.ends_with(end)));
    match object.get("@type") {
        Some(Value::Array(names)) => names.iter().any(is),
        Some(name) => is(name),
        None => false,
    }
}

/// Gives an address, which may stand alone or in an object.
fn reference(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text),
        Value::Object(object) => object.get("@id").or_else(|| object.get("url")).and_then(Value::as_str),
        Value::Array(values) => values.iter().find_map(reference),
        _ => None,
    }
}

/// What linked data says about an article.
pub(super) struct Article<'a> {
    object: &'a Map<String, Value>,
    linked: &'a Linked,
}

impl<'a> Article<'a> {
    /// Gives a text.
    pub fn text(&self, key: &str) -> Option<&'a str> {
        text(self.object.get(key)?)
    }

    /// Gives the name of whoever or whatever stands there, which may be described elsewhere in the page.
    pub fn name(&self, key: &str) -> Option<&'a str> {
        let value = self.object.get(key)?;
        let described = |id: &str| {
            let found = self.linked.objects.iter().find(|object| object.get("@id").and_then(Value::as_str) == Some(id));
            found.and_then(|object| text(object.get("name")?))
        };
        let values = match value {
            Value::Array(values) => values.as_slice(),
            value => std::slice::from_ref(value),
        };
        values.iter().find_map(|value| match value {
            Value::Object(object) => object
                .get("name")
                .and_then(text)
                .or_else(|| object.get("@id").and_then(Value::as_str).and_then(described)),
            value => text(value),
        })
    }

    /// Gives the address.
    pub fn address(&self) -> Option<(&'a str, &'static str)> {
        let of = |key: &'static str| self.object.get(key).and_then(reference).map(|address| (address, key));
        of("url").or_else(|| of("mainEntityOfPage"))
    }

    /// Tells whether the article is said not to be free to read.
    pub fn is_closed(&self) -> bool {
        match self.object.get("isAccessibleForFree") {
            Some(Value::Bool(free)) => !free,
            Some(Value::String(free)) => free.eq_ignore_ascii_case("false"),
            _ => false,
        }
    }
}

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::String(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        Value::Array(values) => values.iter().find_map(text),
        Value::Object(object) => object.get("@value").or_else(|| object.get("alternateName")).and_then(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn article_is_found_in_graphs_arrays_and_among_others() {
        let graph = r##"{"@graph": [{"@type": "WebSite", "name": "no"}, {"@id": "#o", "name": "Der Bote"},
            {"@type": ["Thing", "NewsArticle"], "headline": "H", "publisher": {"@id": "#o"}, "isAccessibleForFree": "False"}]}"##;
        let linked = Linked::of([graph].into_iter());
        let article = linked.article(None).unwrap();
        assert_eq!((article.text("headline"), article.name("publisher")), (Some("H"), Some("Der Bote")));
        assert!(article.is_closed());
        let two = r#"[{"@type": "Article", "headline": "other", "url": "https://a.example/2"},
            {"@type": "Article", "headline": "this", "mainEntityOfPage": {"@id": "http://www.a.example/1/"}}]"#;
        let linked = Linked::of([two].into_iter());
        assert_eq!(linked.article(Some("https://a.example/1")).unwrap().text("headline"), Some("this"));
        assert_eq!(linked.article(None).unwrap().text("headline"), Some("other"));
    }

    #[test]
    fn ends_of_lines_in_texts_are_read_and_what_is_no_json_is_counted() {
        let linked = Linked::of(["<!-- {\"@type\": \"Report\", \"headline\": \"a\nb\"} -->", "{no", ""].into_iter());
        assert_eq!(linked.article(None).unwrap().text("headline"), Some("a b"));
        assert_eq!(linked.unreadable, 1);
    }
}
