//! Which article a document is about: the one of its path or name, the one with its text, or a new one.

use std::collections::HashMap;

use super::made::megabytes;
use super::names::{Renamed, Taken, folded, safe};
use crate::core::doc::Doc;
use crate::core::text::Text;
use crate::core::workspace::{Article, ArticleKey};
use crate::exchange::split::Sketch;
use crate::store::disk::Folder;
use crate::store::error::FileError;
use crate::store::read::{self, ARTICLE_LIMIT};

/// What was found.
pub(super) enum Found {
    /// An article of the corpus.
    There(Article),
    /// One that is not there yet.
    New(New),
}

/// An article that would be made.
pub(super) struct New {
    /// Its name.
    pub key: ArticleKey,
    /// SHA-256 of its text, which is that of its file.
    pub sha256: String,
    /// The name it was to have, where that was not taken; nothing where it was met before.
    pub renamed: Option<Renamed>,
}

/// Why a document is not imported.
pub(super) enum Refusal {
    /// It is left out: there is no telling where it belongs.
    LeftOut(String),
    /// It could not be read again if it was written.
    TooLarge(String),
}

impl From<FileError> for Refusal {
    fn from(error: FileError) -> Self {
        Self::LeftOut(error.to_string())
    }
}

/// Finds articles.
pub(super) struct Finder<'a> {
    folder: &'a Folder,
    annotator: &'a str,
    keys: &'a [ArticleKey],
    /// Articles by their names without folders; nothing where several have one.
    by_name: HashMap<&'a str, Option<&'a ArticleKey>>,
    /// Articles by their paths as disks take them that know no capitals.
    by_folded: HashMap<String, &'a ArticleKey>,
    /// Articles by the hash of their text, once somebody has asked.
    by_text: Option<HashMap<String, Vec<ArticleKey>>>,
    /// All paths, those of articles that would be made among them.
    taken: Taken,
    /// Articles that would be made, by the name in the file.
    made: HashMap<String, (ArticleKey, String)>,
    /// Articles that would be made, by the hashes of their texts.
    made_of: HashMap<String, ArticleKey>,
    /// The texts of articles that would be made, by their hashes, by the names of the articles.
    made_as: HashMap<String, String>,
}

impl<'a> Finder<'a> {
    /// Begins with the articles there are, sorted.
    pub fn of(folder: &'a Folder, annotator: &'a str, keys: &'a [ArticleKey]) -> Self {
        let mut by_name: HashMap<&str, Option<&ArticleKey>> = HashMap::new();
        let (mut by_folded, mut taken) = (HashMap::new(), Taken::default());
        for key in keys {
            by_name.entry(key.file_name()).and_modify(|several| *several = None).or_insert(Some(key));
            by_folded.insert(folded(key.as_str()), key);
            taken.add(key.as_str());
        }
        let (made, made_as, made_of) = (HashMap::new(), HashMap::new(), HashMap::new());
        Self { folder, annotator, keys, by_name, by_folded, by_text: None, taken, made, made_of, made_as }
    }

    /// Finds the article a document is about. `file` names the file it stands in.
    pub fn article(&mut self, doc: &Doc, file: &str) -> Result<Found, Refusal> {
        let refused = |sentence: String| Err(Refusal::LeftOut(sentence));
        if let Some((key, sha256)) = self.made.get(&doc.name) {
            if *sha256 == read::text_sha256(&doc.text) {
                return Ok(Found::New(New { key: key.clone(), sha256: sha256.clone(), renamed: None }));
            }
            return refused("the files hold two texts under this name; only the first was imported".to_owned());
        }
        let named = ArticleKey::new(&doc.name);
        let exact = self.keys.binary_search(&named).is_ok();
        let same_name = || self.by_name.get(named.file_name()).copied().flatten().cloned();
        let key = if exact { Some(named.clone()) } else { self.folded(&doc.name).or_else(same_name) };
        if let Some(key) = key {
            let article = read::read_article_for(self.folder, &key, self.annotator)?;
            if article.text.as_str() == doc.text.as_str() || alike(&article.text, &doc.text) {
                return Ok(Found::There(article));
            }
            // One of this name in another folder is another article.
            if exact {
                return refused(format!(
                    "there is another article of this name ({key}) with another text; nothing was imported"
                ));
            }
        }
        let sha256 = read::text_sha256(&doc.text);
        let same_text = self.by_text().get(&sha256).cloned().unwrap_or_default();
        if same_text.len() > 1 {
            let names: Vec<&str> = same_text.iter().take(3).map(ArticleKey::as_str).collect();
            return refused(format!(
                "several articles have this text ({}); name the one that is meant",
                names.join(", ")
            ));
        }
        if let Some(key) = same_text.into_iter().next() {
            return Ok(Found::There(read::read_article_for(self.folder, &key, self.annotator)?));
        }
        // A text that the file does not name is one article, however often it stands there.
        if let Some(key) = self.made_of.get(&sha256).filter(|_| !doc.is_named) {
            return Ok(Found::New(New { key: key.clone(), sha256, renamed: None }));
        }
        if doc.text.len() as u64 > ARTICLE_LIMIT {
            let sentence = format!(
                "the article would have {}, and articles of up to {} MB are read; split it",
                megabytes(doc.text.len() as u64),
                ARTICLE_LIMIT / 1_000_000
            );
            return Err(Refusal::TooLarge(sentence));
        }
        Ok(Found::New(self.make(doc, file, sha256)))
    }

    fn folded(&self, name: &str) -> Option<ArticleKey> {
        self.by_folded.get(&folded(name)).map(|key| (*key).clone())
    }

    /// Names a new article.
    fn make(&mut self, doc: &Doc, file: &str, sha256: String) -> New {
        let safe = safe(&doc.name, file, self.annotator);
        let (mut name, mut why) = (safe.name, safe.why);
        if why.is_empty() && self.made_as.get(&name) == Some(&sha256) {
            // With and without its ending it is one name.
            return New { key: ArticleKey::new(&name), sha256, renamed: None };
        }
        if self.taken.holds(&name) {
            let there = self.folded(&name).map_or_else(|| name.clone(), |key| key.to_string());
            why.push(format!("there is an article {there}, from which some disks cannot tell it apart"));
            name = self.taken.beside(&name);
        }
        self.taken.add(&name);
        let key = ArticleKey::new(&name);
        self.made.insert(doc.name.clone(), (key.clone(), sha256.clone()));
        self.made_as.insert(name.clone(), sha256.clone());
        self.made_of.entry(sha256.clone()).or_insert_with(|| key.clone());
        let wanted = doc.name.clone();
        let renamed = (!why.is_empty()).then(|| Renamed { wanted, taken: name, why: why.join("; ") });
        New { key, sha256, renamed }
    }

    /// Takes back that an article would be made.
    pub fn forget(&mut self, name: &str) {
        if let Some((key, _)) = self.made.remove(name) {
            self.made_as.remove(key.as_str());
            self.made_of.retain(|_, made| *made != key);
        }
    }

    fn by_text(&mut self) -> &HashMap<String, Vec<ArticleKey>> {
        let (folder, keys) = (self.folder, self.keys);
        self.by_text.get_or_insert_with(|| {
            let mut found: HashMap<String, Vec<ArticleKey>> = HashMap::new();
            for key in keys {
                if let Ok(article) = read::read_article(folder, key) {
                    found.entry(article.text_sha256).or_default().push(key.clone());
                }
            }
            found
        })
    }
}

/// Tells whether two texts are versions of one article.
fn alike(a: &Text, b: &Text) -> bool {
    Sketch::of(a.as_str()).is_like(&Sketch::of(b.as_str()))
}
