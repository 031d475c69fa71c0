//! An article as it was read: its text, what names it, and how its bytes were decoded.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::generation::Generation;
use super::heading::Heading;
use super::invisible;
use super::language::{self, Detected, Direction};
use super::text::Text;

/// Names an article: its path inside the corpus, with `/` between folders.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleKey(Arc<str>);

impl ArticleKey {
    /// Makes a key from a path inside the corpus.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(path.into())
    }

    /// Gives the path inside the corpus.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives the file name without its folders.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }
}

/// Names one annotator's work on one article.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WorkKey {
    /// The article.
    pub article: ArticleKey,
    /// The annotator.
    pub annotator: Arc<str>,
}

impl fmt::Display for ArticleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The encoding an article was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// Its label in the Encoding Standard of the WHATWG, in small letters, such as `utf-8` or `windows-1256`.
    pub label: String,
    /// Whether a person has chosen it.
    pub chosen: bool,
    /// Whether it was guessed from the letters, because nothing in the file says which it is.
    pub guessed: bool,
    /// How many places could not be decoded and show as U+FFFD.
    pub undecoded: usize,
}

impl Encoding {
    /// Encodings that can be chosen, by their labels, with the languages they are met in.
    pub const CHOICES: [(&'static str, &'static str); 21] = [
        ("utf-8", "all languages"),
        ("utf-16le", "all languages"),
        ("utf-16be", "all languages"),
        ("windows-1250", "Central European"),
        ("windows-1251", "Cyrillic"),
        ("windows-1252", "Western European"),
        ("windows-1253", "Greek"),
        ("windows-1254", "Turkish"),
        ("windows-1255", "Hebrew"),
        ("windows-1256", "Arabic, Persian"),
        ("windows-1257", "Baltic"),
        ("windows-1258", "Vietnamese"),
        ("iso-8859-6", "Arabic"),
        ("iso-8859-2", "Central European"),
        ("koi8-r", "Russian"),
        ("koi8-u", "Ukrainian"),
        ("gb18030", "Chinese"),
        ("big5", "Chinese"),
        ("shift_jis", "Japanese"),
        ("euc-jp", "Japanese"),
        ("euc-kr", "Korean"),
    ];
}

impl Default for Encoding {
    fn default() -> Self {
        Self { label: "utf-8".to_owned(), chosen: false, guessed: false, undecoded: 0 }
    }
}

/// An article as read from its file, which is never written.
#[derive(Clone, Debug)]
pub struct Article {
    /// The generation of its text.
    pub generation: Generation,
    /// Its key.
    pub key: ArticleKey,
    /// Its canonical text.
    pub text: Text,
    /// SHA-256 of the file's bytes, in hexadecimal.
    pub bytes_sha256: String,
    /// SHA-256 of the canonical text, in hexadecimal.
    pub text_sha256: String,
    /// Length of the file in bytes.
    pub bytes: usize,
    /// How the bytes were decoded.
    pub encoding: Encoding,
    /// Direction of paragraphs without a strong letter.
    pub direction: Direction,
    /// What the detector says, once somebody has asked.
    detected: OnceLock<Option<Detected>>,
    /// What the form of the text says of its title, once somebody has asked.
    heading: OnceLock<Heading>,
    /// How many characters take no room or look like others.
    pub hidden: usize,
}

impl Article {
    /// Makes an article of its decoded text.
    #[must_use]
    pub fn new(key: ArticleKey, text: Text, bytes_sha256: String, text_sha256: String, bytes: usize) -> Self {
        let direction = language::article_direction(text.as_str());
        let encoding = Encoding::default();
        let (generation, hidden) = (Generation::next(), invisible::count(text.as_str()));
        let (detected, heading) = (OnceLock::new(), OnceLock::new());
        Self { generation, key, text, bytes_sha256, text_sha256, bytes, encoding, direction, detected, heading, hidden }
    }

    /// Gives what the detector says. The first to ask waits for it: longer than the article took to read. What language the
    /// article is in says [`language::known`].
    #[must_use]
    pub fn detected(&self) -> Option<Detected> {
        *self.detected.get_or_init(|| language::detect(self.text.as_str()))
    }

    /// Gives what the form of the text says of its title.
    #[must_use]
    pub fn heading(&self) -> &Heading {
        self.heading.get_or_init(|| Heading::of(self.text.as_str(), self.key.file_name()))
    }

    /// Has the language detected and the heading found already, so that nobody waits for them later.
    #[must_use]
    pub fn with_language(self) -> Self {
        self.detected.get_or_init(|| language::detect(self.text.as_str()));
        self.heading.get_or_init(|| Heading::of(self.text.as_str(), self.key.file_name()));
        self
    }

    /// Tells whether two readings of the file have come to the same text.
    pub(super) fn is_read_alike(&self, other: &Self) -> bool {
        self.key == other.key && self.bytes_sha256 == other.bytes_sha256 && self.encoding == other.encoding
    }
}
