//! What a corpus holds already: names that are taken, originals and texts that are articles.

use std::collections::HashMap;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::source;
use crate::core::workspace::ArticleKey;
use crate::store::disk::Folder;
use crate::store::exchange::names::{Taken, safe};
use crate::store::{read, scan};

/// Code points of a title that become the name of its file.
const LONGEST: usize = 70;
/// Room for the name of whoever annotates behind that of the article, in bytes.
const ANNOTATOR: usize = 40;

/// What is there.
pub(super) struct There {
    taken: Taken,
    /// Articles by the hashes of the files they were added from.
    originals: HashMap<String, ArticleKey>,
    /// Articles by the hashes of their texts.
    texts: HashMap<String, ArticleKey>,
}

impl There {
    /// Looks at a corpus.
    ///
    /// # Errors
    /// Says that it cannot be read.
    pub fn of(folder: &Folder) -> Result<Self, String> {
        let listing = scan::list(folder, &mut |_| true).map_err(|error| error.to_string())?;
        let mut there = Self { taken: Taken::default(), originals: HashMap::new(), texts: HashMap::new() };
        for key in listing.entries.into_iter().map(|entry| entry.key) {
            there.taken.add(key.as_str());
            if let Some(added) = source::read(folder, &key).filter(|added| added.row.is_none()) {
                there.originals.insert(added.sha256, key.clone());
            }
            if let Ok(article) = read::read_article(folder, &key) {
                there.texts.insert(article.text_sha256, key);
            }
        }
        Ok(there)
    }

    /// Gives the article that was added from a file.
    pub fn of_original(&self, sha256: &str) -> Option<&ArticleKey> {
        self.originals.get(sha256)
    }

    /// Gives the article that has a text.
    pub fn of_text(&self, sha256: &str) -> Option<&ArticleKey> {
        self.texts.get(sha256)
    }

    /// Finds a name that is free: the one wanted where every system can hold it. Says why it is another one.
    pub fn name(&self, wanted: &str, file: &str) -> (ArticleKey, Vec<String>) {
        let safe = safe(wanted, file, &"-".repeat(ANNOTATOR));
        let name = if self.taken.holds(&safe.name) { self.taken.beside(&safe.name) } else { safe.name };
        (ArticleKey::new(&name), safe.why)
    }

    /// Notes an article that was made; of a page with the hash of its file.
    pub fn add(&mut self, key: &ArticleKey, text_sha256: &str, original: Option<&str>) {
        self.taken.add(key.as_str());
        self.texts.insert(text_sha256.to_owned(), key.clone());
        if let Some(original) = original {
            self.originals.insert(original.to_owned(), key.clone());
        }
    }
}

/// Makes the name of a file of a title: its words, in their script, joined by hyphens.
pub(super) fn slug(title: &str) -> String {
    let title = ComposingNormalizerBorrowed::new_nfc().normalize(title);
    let mut slug = String::new();
    let words = title.split(|c: char| !(c.is_alphanumeric() || is_inside(c)));
    // The signs of an apostrophe are those of quotation as well.
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && INSIDE.contains(&c)));
    for word in words.filter(|word| !word.is_empty()) {
        let length = slug.chars().count() + word.chars().count();
        if length >= LONGEST && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        // A language without spaces has one word.
        slug.extend(word.chars().take(LONGEST));
    }
    slug
}

/// Signs between the letters of a word: apostrophes, and those of Persian that join and part letters.
const INSIDE: [char; 4] = ['\u{2018}', '\u{2019}', '\u{200c}', '\u{200d}'];

/// Tells whether a sign belongs into a word: also vowels and tones that are signs of their own.
fn is_inside(c: char) -> bool {
    use icu_properties::CodePointMapData;
    use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};
    INSIDE.contains(&c) || GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_becomes_a_name_in_its_own_script() {
        assert_eq!(slug("„Größere“ Übungen: 2024/25?"), "Größere-Übungen-2024-25");
        assert_eq!(slug("Tho\u{309}a thua\u{302}\u{323}n"), "Thỏa-thuận");
        assert_eq!(slug("ไทยและกัมพูชาลงนาม"), "ไทยและกัมพูชาลงนาม");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("‘O‘zbekiston’ tafovut-nomasi"), "O‘zbekiston-tafovut-nomasi");
        assert_eq!(slug("تفاهم\u{200c}نامه"), "تفاهم\u{200c}نامه");
        assert_eq!((slug("…"), slug(&"a".repeat(300)).len()), (String::new(), LONGEST));
        assert!(slug(&"word ".repeat(60)).len() < LONGEST);
    }
}
