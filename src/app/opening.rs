//! Opening what a path leads to: it is looked at in the background, because a disk may answer late or never.

use std::path::{Component, Path, PathBuf};

use super::Glossator;
use super::desk::Checking;
use crate::core::generation::Generation;
use crate::core::workspace::ArticleKey;
use crate::session::action::TextSelection;
use crate::session::find::Find;
use crate::session::pane::Pane;
use crate::store::disk::{Kind, kind_at};
use crate::store::layout::{self, CORPUS_FOLDER};

/// What stands at a path.
pub enum Found {
    /// A folder.
    Folder,
    /// An article, with the folder of its corpus.
    Article(PathBuf, ArticleKey),
    /// Nothing that can be opened, as a sentence.
    Nothing(String),
}

impl Found {
    /// Looks at a path.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        match kind_at(path) {
            Some(Kind::Folder) => return Self::Folder,
            Some(_) => {}
            None => {
                let sentence = format!("There is no such folder or article. Check the path: {}", path.display());
                return Self::Nothing(sentence);
            }
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !layout::is_article(&name) {
            let advice = "This is not an article. Open a folder, or a .txt or .md file";
            return Self::Nothing(format!("{advice}: {}", path.display()));
        }
        let corpus = corpus_of(path);
        let inside = path.strip_prefix(&corpus).unwrap_or(path);
        let parts = inside.components().filter(|part| !matches!(part, Component::CurDir));
        let key: Vec<String> = parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        Self::Article(corpus, ArticleKey::new(&key.join("/")))
    }
}

/// Gives the folder a corpus of an article is in: the nearest one above with the corpus' own folder.
fn corpus_of(article: &Path) -> PathBuf {
    let parent = article.parent().map_or_else(|| PathBuf::from("."), Path::to_owned);
    let parent = if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent };
    let is_corpus = |folder: &&Path| kind_at(&folder.join(CORPUS_FOLDER)) == Some(Kind::Folder);
    parent.ancestors().find(is_corpus).map_or_else(|| parent.clone(), Path::to_owned)
}

/// What was asked to be opened.
#[derive(Default)]
pub(super) struct Opening {
    /// The request that was made last, while its path is being looked at.
    pub asked: Option<Generation>,
    /// Sentences of the start, which are said once it is known what is open: a corpus begins without any.
    pub say: Vec<String>,
}

impl Glossator {
    /// Puts an open article on the screen, with the caret at its beginning.
    pub(super) fn show_article(&mut self, key: &ArticleKey) {
        // Who looks for something looks for it in the next article too.
        let find = self.desk.open.pane.find.take().map(|find| Find::new(find.wanted, 0));
        self.desk.open.pane = Pane { article: Some(key.clone()), find, ..Pane::default() };
        self.desk.select(TextSelection::default());
        // What was found out belongs to the pane, so it is found out anew.
        self.desk.checking = Checking::default();
    }

    /// Has a path looked at that is to be opened, once it has become a corpus with a schema where one is named. What was
    /// asked for last counts.
    pub(super) fn open_path(&mut self, path: &Path, begins_with: Option<String>) {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let request = Generation::next();
        self.opening.asked = Some(request);
        self.jobs.look_at_path(path, begins_with, request);
    }

    /// Opens what was found at a path.
    pub(super) fn path_found(&mut self, path: PathBuf, request: Generation, found: Found) {
        if self.opening.asked.take_if(|asked| *asked == request).is_none() {
            return;
        }
        match found {
            Found::Nothing(sentence) => self.session.complain(sentence),
            Found::Folder => {
                self.close_path_dialog();
                self.open_corpus(path, None);
            }
            Found::Article(corpus, key) => {
                self.close_path_dialog();
                self.open_corpus(corpus, Some(key));
                self.desk.reading.focus_on_open = true;
            }
        }
        self.say_what_came_first();
    }

    /// Says what the start had to say.
    pub(super) fn say_what_came_first(&mut self) {
        for sentence in std::mem::take(&mut self.opening.say) {
            self.session.complain(sentence);
        }
    }
}
