//! What an import would bring: files of an exchange format, read and put to the articles they are about.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::out::ABOUT;
use crate::core::anchoring;
use crate::core::annotation::{Authorship, Header, Origin, Record, RegistryEntry, State};
use crate::core::doc::{Doc, label};
use crate::core::merge::Records;
use crate::core::shared::Shared;
use crate::core::text::Text;
use crate::core::workspace::{Access, Article, ArticleKey, Opened};
use crate::exchange::assemble::{self, Assembled, Mapping, Meaning, assemble, usual_meaning};
use crate::exchange::format::Format;
use crate::store::bytes::read_bytes;
use crate::store::corpus::{self, CorpusFiles};
use crate::store::disk::{Disk as _, Folder, Kind, RealDisk};
use crate::store::known::Known;
use crate::store::shared::Snapshot;
use crate::store::{layout, read, scan};

/// Largest file that is read, in bytes.
const LIMIT: u64 = 500_000_000;

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Import {
    /// The format.
    pub format: Format,
    /// Files, or folders with files.
    pub paths: Vec<PathBuf>,
    /// In whose work the records go.
    pub annotator: String,
    /// What labels mean, where a person has said so.
    pub mapping: Mapping,
    /// UTC, RFC 3339, whole seconds.
    pub at: String,
    /// Number of the last step the annotator has taken, so that the import stands after it.
    pub after: u32,
}

/// What an import would bring to one article.
#[derive(Clone, Debug)]
pub struct PlannedArticle {
    /// The article.
    pub key: ArticleKey,
    /// Whether the article is not in the corpus yet and would be made.
    pub new: bool,
    /// Records that would be added.
    pub records: Vec<Record>,
    /// The header as it would be; nothing where it stays.
    pub header: Option<Header>,
    /// Records that are there already.
    pub same: usize,
    pub(super) article: Article,
    pub(super) opened: Opened,
    pub(super) known: Known,
    pub(super) origin: String,
    /// Places of the records by their keys.
    places: HashMap<String, usize>,
}

impl PlannedArticle {
    /// Gives the text of the article.
    #[must_use]
    pub fn text(&self) -> &Text {
        &self.article.text
    }

    /// Tells whether the import would change anything here.
    pub(super) fn changes(&self) -> bool {
        !self.records.is_empty() || self.header.is_some() || self.new
    }
}

/// What an import would bring.
#[derive(Debug, Default)]
pub struct Planned {
    /// By article.
    pub articles: Vec<PlannedArticle>,
    /// Entries of the registry that would be added.
    pub entries: Vec<Arc<RegistryEntry>>,
    /// Agreements across articles and publishers that would be added.
    pub others: Vec<Record>,
    /// Labels met: how many marks, and what they become; nothing where nobody knows.
    pub labels: BTreeMap<String, (usize, Option<Meaning>)>,
    /// What is not imported, one line each: where, what, why.
    pub left_out: Vec<String>,
    /// Files that cannot be read, one line each.
    pub unreadable: Vec<String>,
    pub(super) files: CorpusFiles,
}

impl Planned {
    /// Counts the records that would be added.
    #[must_use]
    pub fn records(&self) -> usize {
        self.articles.iter().map(|article| article.records.len()).sum()
    }
}

/// Finds out what an import would bring, and changes nothing.
///
/// # Errors
/// Says that a path is not there, holds no files of the format, or that the corpus cannot be read.
pub fn plan(folder: &Folder, wish: &Import, progress: &mut dyn FnMut(usize, usize) -> bool) -> Result<Planned, String> {
    let listing = scan::list(folder, &mut |_| true).map_err(|error| error.to_string())?;
    let keys: Vec<ArticleKey> = listing.entries.into_iter().map(|entry| entry.key).collect();
    let files = corpus::load(folder);
    if let Some(problem) = files.problems.first().or(files.schema_problems.first()) {
        return Err(problem.clone());
    }
    let paths = files_of(wish)?;
    for meaning in wish.mapping.values() {
        if let Meaning::Custom(id) = meaning
            && files.schema.type_def(id).is_none()
        {
            return Err(format!(
                "The schema of the corpus has no type {id}. Add it to schema.ron, or map to another one."
            ));
        }
    }
    let mut planner = Planner {
        folder,
        wish,
        keys: &keys,
        by_text: None,
        shared: Snapshot::clone(files.base.known()).into_shared(),
        planned: Planned { files, ..Planned::default() },
    };
    for (at, (root, path)) in paths.iter().enumerate() {
        planner.file(root, path);
        if !progress(at + 1, paths.len()) {
            return Err("Stopped.".to_owned());
        }
    }
    let mut planned = planner.planned;
    for label in wish.mapping.keys().filter(|label| !planned.labels.contains_key(*label)) {
        planned.left_out.push(format!("no mark bears the label {label}, which was to be mapped"));
    }
    let mut seen = BTreeSet::new();
    planned.entries.retain(|entry| seen.insert(entry.id.clone()));
    Ok(planned)
}

/// Lists the files to be read with the folder they were asked for by, in the order of their names.
fn files_of(wish: &Import) -> Result<Vec<(PathBuf, PathBuf)>, String> {
    let mut found = Vec::new();
    for path in &wish.paths {
        let look = RealDisk.look(path).map_err(|_| format!("There is no such file or folder: {}", path.display()))?;
        if look.kind == Kind::Folder {
            let mut below = Vec::new();
            gather(path, wish.format, &mut below);
            found.extend(below.into_iter().map(|file| (path.clone(), file)));
        } else {
            found.push((path.parent().unwrap_or(Path::new("")).to_owned(), path.clone()));
        }
    }
    found.sort_by(|a, b| a.1.cmp(&b.1));
    found.dedup_by(|a, b| a.1 == b.1);
    if found.is_empty() {
        let endings: Vec<String> = wish.format.endings().iter().map(|ending| format!(".{ending}")).collect();
        return Err(format!("There are no files of {} ({}) there.", wish.format.label(), endings.join(", ")));
    }
    Ok(found)
}

fn gather(folder: &Path, format: Format, found: &mut Vec<PathBuf>) {
    for entry in RealDisk.list(folder).unwrap_or_default() {
        let name = entry.name.to_string_lossy();
        let path = folder.join(&entry.name);
        if entry.kind == Kind::Folder {
            if name != ABOUT && !name.starts_with('.') {
                gather(&path, format, found);
            }
        } else if path
            .extension()
            .is_some_and(|ending| format.endings().iter().any(|it| ending.eq_ignore_ascii_case(it)))
        {
            found.push(path);
        }
    }
}

struct Planner<'a> {
    folder: &'a Folder,
    wish: &'a Import,
    keys: &'a [ArticleKey],
    /// Articles by the hash of their text, once somebody has asked.
    by_text: Option<HashMap<String, Vec<ArticleKey>>>,
    /// What belongs to the corpus, with what the import has added so far.
    shared: Shared,
    planned: Planned,
}

impl Planner<'_> {
    fn file(&mut self, root: &Path, path: &Path) {
        // Articles keep the folders they stand in below the one that was asked for.
        let inside = path.strip_prefix(root).unwrap_or(path);
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        let name = parts.join("/");
        let bytes = match read_bytes(&RealDisk, path, LIMIT) {
            Ok(bytes) => bytes,
            Err(error) => return self.planned.unreadable.push(error.to_string()),
        };
        let mut beside = |other: &str| {
            let plain = Path::new(other).components().all(|part| matches!(part, std::path::Component::Normal(_)));
            // Readers ask by the whole name or by that in the same folder.
            let folder = path.parent().unwrap_or(Path::new("."));
            let here = if other.contains('/') { root } else { folder };
            let read = |folder: &Path| read_bytes(&RealDisk, &folder.join(other), LIMIT).ok();
            // What belongs to a whole dataset stands above its parts.
            let above = folder.parent().filter(|_| ["registry.json", "TypeSystem.xml"].contains(&other));
            plain.then(|| read(here).or_else(|| read(above?))).flatten()
        };
        match self.wish.format.read(&name, &bytes, &mut beside) {
            Ok(incoming) => {
                self.planned.left_out.extend(incoming.unused.into_iter().map(|line| format!("{name}: {line}")));
                incoming.of_corpus.into_iter().for_each(|record| self.of_corpus(record));
                for mut doc in incoming.docs {
                    assemble::name_entities(&mut doc);
                    self.doc(&doc, &name);
                }
            }
            Err(error) => self.planned.unreadable.push(format!("{}: {error}", path.display())),
        }
    }

    /// Takes in what belongs to the whole corpus, unless it is there already.
    fn of_corpus(&mut self, mut record: Record) {
        if let Some(there) = self.shared.find(&record) {
            if !is_same(&there, &record) {
                let line = format!("{}: there is another one of this name; it stays as it is", record.key());
                self.planned.left_out.push(line);
            }
            return;
        }
        if let Some(authorship) = record.authorship_mut() {
            authorship.origin = Origin::Imported(format!("{}: registry.json", self.wish.format.id()));
            authorship.accepted_by = Some(self.wish.annotator.clone());
        }
        self.shared.put(None, Some(record.clone()));
        match record {
            Record::Entry(entry) => self.planned.entries.push(entry),
            other => self.planned.others.push(other),
        }
    }

    fn doc(&mut self, doc: &Doc, file: &str) {
        let schema = self.planned.files.schema.clone();
        for node in &doc.nodes {
            let part = label::ALL.contains(&node.label.as_str()) && !label::RECORDS.contains(&node.label.as_str());
            if !part {
                let given = self.wish.mapping.get(&node.label).cloned();
                let meaning = given.or_else(|| usual_meaning(&node.label, &schema));
                self.planned.labels.entry(node.label.clone()).or_insert((0, meaning)).0 += 1;
            }
        }
        let origin = format!("{}: {file}", self.wish.format.id());
        let import = assemble::Import {
            origin: &origin,
            by: &self.wish.annotator,
            at: &self.wish.at,
            mapping: &self.wish.mapping,
            registry: &self.shared.registry,
            schema: &schema,
        };
        let made = assemble(doc, import);
        self.planned.left_out.extend(made.unmapped.iter().cloned());
        match self.article_for(doc) {
            Ok((article, new)) => self.add(doc, made, article, new, origin),
            Err(sentence) => self.planned.left_out.push(format!("{}: {sentence}", doc.name)),
        }
    }

    /// Finds the article a document is about: by its path, its name, its text; or makes a new one.
    fn article_for(&mut self, doc: &Doc) -> Result<(Article, bool), String> {
        let said = |error: crate::store::error::FileError| error.to_string();
        let named = ArticleKey::new(&doc.name);
        let same_name = || {
            let mut found = self.keys.iter().filter(|key| key.file_name() == named.file_name());
            found.next().filter(|_| found.next().is_none())
        };
        if let Some(planned) = self.planned.articles.iter().find(|planned| planned.key == named && planned.new) {
            if planned.article.text.as_str() == doc.text.as_str() {
                return Ok((planned.article.clone(), true));
            }
            return Err("the files hold two texts under this name; only the first was imported".to_owned());
        }
        let exact = self.keys.binary_search(&named).is_ok();
        let key = if exact { Some(named.clone()) } else { same_name().cloned() };
        if let Some(key) = key {
            let article = read::read_article_for(self.folder, &key, &self.wish.annotator).map_err(said)?;
            if article.text.as_str() == doc.text.as_str() || alike(&article.text, &doc.text) {
                return Ok((article, false));
            }
            // One of this name in another folder is another article.
            if exact {
                return Err(format!(
                    "there is another article of this name ({key}) with another text; nothing was imported"
                ));
            }
        }
        let sha256 = read::text_sha256(&doc.text);
        let same_text = self.by_text().get(&sha256).cloned().unwrap_or_default();
        if same_text.len() > 1 {
            let names: Vec<&str> = same_text.iter().take(3).map(ArticleKey::as_str).collect();
            return Err(format!("several articles have this text ({}); name the one that is meant", names.join(", ")));
        }
        if let Some(key) = same_text.into_iter().next() {
            let article = read::read_article_for(self.folder, &key, &self.wish.annotator).map_err(said)?;
            return Ok((article, false));
        }
        let name = if layout::is_article(named.file_name()) { doc.name.clone() } else { format!("{}.txt", doc.name) };
        let key = ArticleKey::new(&name);
        layout::article_path(self.folder.root(), &key).map_err(said)?;
        // A name from a file must not lead to where no article is looked for, least of all to the corpus's own files.
        let folders = name.rsplit_once('/').map_or("", |it| it.0).split('/').filter(|part| !part.is_empty());
        if !layout::is_article(key.file_name()) || !folders.into_iter().all(layout::is_corpus_subfolder) {
            return Err("an article cannot have this name; rename it in the file".to_owned());
        }
        let text = doc.text.clone();
        let bytes = text.len();
        Ok((Article::new(key, text, sha256.clone(), sha256, bytes), true))
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

    fn add(&mut self, doc: &Doc, mut made: Assembled, article: Article, new: bool, origin: String) {
        let name = article.key.to_string();
        if article.text.as_str() != doc.text.as_str() {
            self.move_to(doc, &mut made, &article);
        }
        let annotator = &self.wish.annotator;
        let loaded = read::load_work(self.folder, &article.key, annotator, &article);
        let known = loaded.known.clone();
        let opened = loaded.open(article.clone());
        if let Access::ReadOnly(reason) = &opened.access {
            return self.planned.left_out.push(format!("{name}: {reason}"));
        }
        let at = self.planned.articles.iter().position(|planned| planned.key == article.key).unwrap_or_else(|| {
            self.planned.articles.push(PlannedArticle {
                key: article.key.clone(),
                new,
                records: Vec::new(),
                header: None,
                same: 0,
                article,
                opened,
                known,
                origin,
                places: HashMap::new(),
            });
            self.planned.articles.len() - 1
        });
        let planned = &mut self.planned.articles[at];
        for record in made.records {
            let key = record.key();
            let planned_before = planned.places.get(&key).and_then(|at| planned.records.get(*at)).cloned();
            match record.id().and_then(|id| planned.opened.work.record(id)).or(planned_before) {
                None => {
                    planned.places.insert(key, planned.records.len());
                    planned.records.push(record);
                }
                Some(there) if is_same(&there, &record) => planned.same += 1,
                Some(there) => self
                    .planned
                    .left_out
                    .push(format!("{name}: {}: there is another record of this id; it stays as it is", there.key())),
            }
        }
        let header = planned.header.as_ref().unwrap_or(&planned.opened.work.header);
        if let Some(header) = filled(header, &made.header, &name, &mut self.planned.left_out) {
            planned.header = Some(header);
        }
        self.take_entries(made.entries);
    }

    fn take_entries(&mut self, entries: Vec<Arc<RegistryEntry>>) {
        for entry in entries {
            self.shared.put(None, Some(Record::Entry(entry.clone())));
            self.planned.entries.push(entry);
        }
    }

    /// Moves records to the text the article has here.
    fn move_to(&mut self, doc: &Doc, made: &mut Assembled, article: &Article) {
        let all = made.records.iter().cloned().chain([Record::Header(Box::new(made.header.clone()))]);
        let records: Records = all.map(|record| (record.key(), record.quoted(&doc.text))).collect();
        let old = read::text_sha256(&doc.text);
        let review = anchoring::review(records, Some(doc.text.clone()), &article.text, (&old, &article.text_sha256));
        made.header = review.work.header.clone();
        made.records = review.work.records().filter(|record| record.id().is_some()).collect();
        for former in review.work.former.values().filter(|former| former.lost) {
            let line = format!("{}: {}: its words are not in the article here", article.key, former.record.key());
            self.planned.left_out.push(line);
        }
    }
}

/// Tells whether two texts are versions of one article.
fn alike(a: &Text, b: &Text) -> bool {
    use crate::exchange::split::Sketch;
    Sketch::of(a.as_str()).is_like(&Sketch::of(b.as_str()))
}

/// Tells whether two records say the same, whoever wrote them when.
fn is_same(a: &Record, b: &Record) -> bool {
    let plain = |record: &Record| {
        let mut record = record.clone();
        if let Some(authorship) = record.authorship_mut() {
            *authorship = Authorship::default();
        }
        record
    };
    plain(a) == plain(b)
}

/// Fills the empty fields of a header; what is there stays and is said.
fn filled(there: &Header, new: &Header, name: &str, left_out: &mut Vec<String>) -> Option<Header> {
    let mut header = there.clone();
    let empty = Header::default();
    let mut kept = Vec::new();
    macro_rules! fill {
        ($($field:ident),*) => {$(
            if new.$field != empty.$field && new.$field != there.$field {
                if there.$field == empty.$field {
                    header.$field = new.$field.clone();
                } else {
                    kept.push(stringify!($field));
                }
            }
        )*};
    }
    fill!(title, language, direction, published, published_basis, publisher, url, credited, reliability);
    fill!(exclusion_reason, no_agreement, fields, note);
    // Work that somebody has begun is not called finished by a file.
    if there.state == State::New {
        header.state = new.state;
    }
    if !kept.is_empty() {
        left_out.push(format!("{name}: the article has other values of {} already; they stay", kept.join(", ")));
    }
    (header != *there).then_some(header)
}
