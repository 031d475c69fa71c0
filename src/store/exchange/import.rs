//! What an import would bring: files of an exchange format, read and put to the articles they are about. Of each article
//! only counts are kept, so that memory does not follow the corpus; bringing reads the files once more.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use super::changes::{Fate, Trip, gone};
use super::find::{Finder, Found, Refusal};
use super::header;
use super::honest::{self, Unknown};
use super::links;
use super::made::{Maker, hash_of_contents, hash_of_key, in_words, is_same, megabytes};
use super::people::People;
use super::planned::{Decision, Planned, PlannedArticle};
use super::predictions::Models;
use super::source::{Files, Met};
use super::there::{self, Before, Others};
use super::wish::{Import, Whose};
use crate::core::annotation::{Origin, Record, Work};
use crate::core::doc::flatten::header_version;
use crate::core::doc::{Doc, Maker as DocMaker, label};
use crate::core::text::Text;
use crate::core::workspace::{Access, Article, ArticleKey, Workspace};
use crate::exchange::assemble::Assembled;
use crate::exchange::left::{LeftOut, Said, Thing};
use crate::exchange::mapping::{Meaning, usual_meaning};
use crate::store::corpus;
use crate::store::disk::Folder;
use crate::store::format;
use crate::store::shared::Snapshot;
use crate::store::write::Expected;
use crate::store::{layout, read, scan};

/// Articles of which the first records are shown in a look.
const SAMPLED: usize = 12;
/// Records of an article that are shown.
const SAMPLE: usize = 12;
/// Bytes that a record takes in the file of a work at most, without what it quotes.
const RECORD: usize = 4_000;
/// Bytes that a sign takes in the file of a work at most.
const SIGN: usize = 10;

/// Finds out what an import would bring, and changes nothing.
///
/// # Errors
/// Says that a path is not there, holds no files of the format, or that the corpus cannot be read.
pub fn plan(folder: &Folder, wish: &Import, progress: &mut dyn FnMut(usize, usize) -> bool) -> Result<Planned, String> {
    let listing = scan::list(folder, &mut |_| true).map_err(|error| error.to_string())?;
    let keys: Vec<ArticleKey> = listing.entries.into_iter().map(|entry| entry.key).collect();
    let files = corpus::load(folder);
    if let Some(problem) = files.problems().next().or(files.schema_problems.first().map(String::as_str)) {
        return Err(problem.to_owned());
    }
    let mut source = Files::of(wish)?;
    for meaning in wish.mapping.labels.values() {
        if let Meaning::Custom(id) = meaning
            && files.schema.type_def(id).is_none()
        {
            return Err(format!(
                "The schema of the corpus has no type {id}. Add it to schema.ron, or map to another one."
            ));
        }
    }
    let mut workspace = Workspace::default();
    workspace.shared = Snapshot::clone(files.base.known()).into_shared();
    workspace.set_schema(files.schema.clone());
    let mut planner = Planner {
        folder,
        wish,
        finder: Finder::of(folder, &wish.annotator, &keys),
        by_key: HashMap::new(),
        workspace,
        planned: Planned { files, temporary: listing.temporary, ..Planned::default() },
        people: People::default(),
        models: Models::default(),
        others: Others::of(folder, &wish.annotator, keys.iter()),
        unknown: Unknown::default(),
    };
    source.walk(
        wish,
        &mut |file, met| {
            planner.meets(file, met);
            Ok(())
        },
        progress,
    )?;
    let Planner { mut planned, people, models, unknown, workspace, .. } = planner;
    let maker = Maker { wish, registry: &workspace.shared.registry, schema: workspace.schema() };
    // What is left out of the work of others is theirs; of who has no work in the files nobody else would hear.
    let names: BTreeSet<&str> = people.names().collect();
    planned.of_files.left_out.retain(|left| !names.contains(left.person.as_str()));
    planned.of_files.said.retain(|said| !names.contains(said.person.as_str()));
    planned.said.extend(gone(folder, &planned, &maker, &workspace.shared));
    planned.said.extend(unknown.lines());
    planned.source = source;
    if let (Whose::Only | Whose::Nobody, Some(sentence)) = (&wish.of, people.twins()) {
        return Err(sentence);
    }
    if let (Whose::Only, Some(sentence)) = (&wish.of, people.several()) {
        return Err(format!(
            "{sentence} Say whose is wanted: --annotators each for work of each, --annotators NAME or, in the window, \
             “Work of” for that of one."
        ));
    }
    if let Whose::Person(name) = &wish.of
        && !people.names().any(|there| there == name)
    {
        return Err(format!("The files hold no work of {name}. There is work of: {}.", people.listed()));
    }
    let left: Vec<&str> =
        people.names().filter(|name| wish.mapping.people.get(*name).is_some_and(String::is_empty)).collect();
    if !left.is_empty() {
        let line = format!("left out on purpose: the work of {}", left.join(", "));
        planned.of_files.said.push(Said { person: String::new(), line });
    }
    planned.not_asked = people.others(&wish.of).map(|others| format!("not asked for: {others}"));
    planned.models = models.names();
    planned.of_files.left_out.extend(models.left(wish)?);
    // Of one of several people it says nothing that the others do not use it.
    let is_whole = wish.of == Whose::Only;
    for label in wish.mapping.asked.iter().filter(|label| is_whole && !planned.labels.contains_key(*label)) {
        let reason = format!("no mark bears the label {label}, which was to be mapped");
        planned.said.push(reason);
    }
    match &wish.of {
        Whose::Only => {
            planned.left_out.iter_mut().for_each(|left| left.person.clear());
            planned.join_files();
        }
        Whose::Nobody => {}
        Whose::Person(name) => planned.left_out.iter_mut().for_each(|left| left.person.clone_from(name)),
    }
    let mut seen = BTreeSet::new();
    planned.entries.retain(|entry| seen.insert(entry.id.clone()));
    Ok(planned)
}

struct Planner<'a> {
    folder: &'a Folder,
    wish: &'a Import,
    finder: Finder<'a>,
    /// Numbers of the articles planned so far.
    by_key: HashMap<ArticleKey, usize>,
    /// What belongs to the corpus, with what the import has added so far, and the schema.
    workspace: Workspace,
    planned: Planned,
    people: People,
    models: Models,
    others: Others<'a>,
    unknown: Unknown,
}

impl Planner<'_> {
    fn meets(&mut self, file: &str, met: Met) {
        match met {
            Met::Doc(doc) => {
                self.people.add(&doc, file);
                let decision = self.decision(&doc, file);
                self.planned.decisions.push(decision);
            }
            Met::OfCorpus(record) => self.of_corpus(record),
            Met::LeftOut(left) if self.is_wanted(&left.person) => self.planned.left_out.push(left),
            Met::LeftOut(left) => self.planned.of_files.left_out.push(left),
            Met::Said(said) if self.is_wanted(&said.person) => self.planned.said.push(said.line),
            Met::Said(said) => self.planned.of_files.said.push(said),
            Met::Unreadable(line) => self.planned.of_files.unreadable.push(line),
        }
    }

    /// Tells whether somebody is a person whose work is taken.
    fn is_wanted(&self, person: &str) -> bool {
        !person.is_empty() && self.wish.of.takes(&DocMaker::Person(person.to_owned()))
    }

    /// Decides on a document by whoever made it.
    fn decision(&mut self, doc: &Doc, file: &str) -> Decision {
        let is_taken = match &doc.maker {
            DocMaker::Model(model) => {
                self.wish.predictions.as_ref().is_some_and(|wanted| wanted.is_empty() || wanted == model)
            }
            maker => self.wish.of.takes(maker),
        };
        if let DocMaker::Model(model) = &doc.maker {
            // Of an article that comes with them the text is there once it has come.
            let found = if is_taken { None } else { self.finder.article(doc, file).ok() };
            let article = match found {
                Some(Found::There(article)) => Some(article.key),
                Some(Found::New(new)) if self.by_key.contains_key(&new.key) => Some(new.key),
                Some(Found::New(_)) => {
                    self.finder.forget(&doc.name);
                    None
                }
                None => None,
            };
            self.models.add(model, file, doc.nodes.len(), article.is_some());
            if !is_taken {
                let Some(article) = article else { return Decision::LeftOut };
                self.planned.predicted.push(article);
                return Decision::Prediction(self.planned.predicted.len() - 1);
            }
        }
        match is_taken.then(|| self.doc(doc, file)).flatten() {
            Some(article) => Decision::Work(article),
            None => Decision::LeftOut,
        }
    }

    /// Takes in what belongs to the whole corpus, unless it is there already.
    fn of_corpus(&mut self, mut record: Record) {
        if let Some(there) = self.workspace.shared.find(&record) {
            if !is_same(&there, &record) {
                let reason = format!("{}: there is another one of this name; it stays as it is", record.key());
                self.planned.of_files.left_out.push(LeftOut::new(Thing::Entry, "", reason));
            }
            return;
        }
        if let Some(authorship) = record.authorship_mut() {
            authorship.origin = Origin::Imported(format!("{}: registry.json", self.wish.format.id()));
            authorship.accepted_by = Some(self.wish.annotator.clone());
        }
        self.workspace.shared.put(None, Some(record.clone()));
        match record {
            Record::Entry(entry) => self.planned.entries.push(entry),
            other => self.planned.others.push(other),
        }
    }

    /// Takes in a document; gives the number of the article it goes to.
    fn doc(&mut self, doc: &Doc, file: &str) -> Option<usize> {
        let schema = self.planned.files.schema.clone();
        for node in &doc.nodes {
            let part = label::ALL.contains(&node.label.as_str()) && !label::RECORDS.contains(&node.label.as_str());
            if !part {
                let given = self.wish.mapping.labels.get(&node.label).cloned();
                let meaning = given.or_else(|| usual_meaning(&node.label, &schema));
                self.planned.labels.entry(node.label.clone()).or_insert((0, meaning)).0 += 1;
            }
        }
        match self.finder.article(doc, file) {
            Ok(found) => {
                let mut doc = Cow::Borrowed(doc);
                if let Found::There(article) = &found {
                    let ids = self.others.ids(article);
                    if !ids.is_empty() {
                        there::rename(doc.to_mut(), &self.wish.annotator, ids);
                    }
                }
                let maker = Maker { wish: self.wish, registry: &self.workspace.shared.registry, schema: &schema };
                let made = maker.records(&doc, file);
                self.planned.left_out.extend(made.unmapped.iter().cloned().map(|left| left.in_file(file)));
                for name in &made.fields {
                    *self.planned.fields.entry(name.clone()).or_default() += 1;
                }
                self.planned.said.extend(made.said.iter().map(|line| format!("{file}: {line}")));
                self.add(&doc, file, made, &found)
            }
            Err(Refusal::LeftOut(sentence)) => {
                self.planned.left_out.push(LeftOut::new(Thing::Article, &doc.name, sentence).in_file(file));
                None
            }
            Err(Refusal::TooLarge(sentence)) => {
                self.planned.unreadable.push(format!("{}: {sentence}", doc.name));
                None
            }
        }
    }

    fn add(&mut self, doc: &Doc, file: &str, mut made: Assembled, found: &Found) -> Option<usize> {
        let (key, new, renamed) = match found {
            Found::There(article) => (article.key.clone(), None, None),
            Found::New(new) => (new.key.clone(), Some(new.sha256.clone()), new.renamed.clone()),
        };
        let name = key.to_string();
        let work = match found {
            Found::There(article) => {
                if article.text.as_str() != doc.text.as_str() {
                    Maker::move_to(doc, &mut made, article, &mut self.planned.left_out);
                }
                let there = There::of(self.folder, &self.wish.annotator, article);
                match there {
                    Ok(there) => there,
                    Err(reason) => {
                        self.planned.left_out.push(LeftOut::new(Thing::Article, &name, reason));
                        return None;
                    }
                }
            }
            Found::New(_) => There { work: Work::default(), begun: true, bytes: 0 },
        };
        let text = match found {
            Found::There(article) => &article.text,
            Found::New(_) => &doc.text,
        };
        let at = self.by_key.get(&key).copied();
        let before = at.map_or(work.bytes, |at| self.planned.articles[at].bytes);
        let bytes = before + size_of(doc, &made, text, before);
        if bytes > format::LIMIT {
            let line = format!(
                "{name}: the work on it would have {}, and works of up to {} MB are read; split the article",
                megabytes(bytes),
                format::LIMIT / 1_000_000
            );
            self.planned.unreadable.push(line);
            if at.is_none() {
                self.finder.forget(&doc.name);
            }
            return None;
        }
        self.planned.renamed.extend(renamed);
        let at = at.unwrap_or_else(|| {
            self.by_key.insert(key.clone(), self.planned.articles.len());
            self.planned.articles.push(PlannedArticle {
                key,
                new: new.is_some(),
                records: 0,
                changed: 0,
                same: 0,
                sample: Vec::new(),
                header: None,
                another: false,
                made: new,
                begun: work.begun,
                undone: false,
                docs: 0,
                bytes,
                before: Before::of(&work.work),
                added: HashMap::new(),
                seen: HashMap::new(),
                there: work.work.records().filter(|record| record.id().is_some()).count(),
            });
            self.planned.articles.len() - 1
        });
        for entry in std::mem::take(&mut made.entries) {
            self.workspace.shared.put(None, Some(Record::Entry(entry.clone())));
            self.planned.entries.push(entry);
        }
        let schema = self.planned.files.schema.clone();
        self.unknown.look(&schema, &name, &made);
        let article = || match found {
            Found::There(article) => article.clone(),
            Found::New(new) => {
                let (text, sha256) = (doc.text.clone(), new.sha256.clone());
                Article::new(new.key.clone(), text, sha256.clone(), sha256, doc.text.len())
            }
        };
        if let Some(left) = honest::undo_done(&self.workspace, article, &work.work, &mut made) {
            self.planned.left_out.push(left);
            self.planned.articles[at].undone = true;
        }
        self.count(at, (doc, file), &mut made, &work.work, &article());
        self.planned.articles[at].bytes = bytes;
        self.planned.articles[at].docs += 1;
        Some(at)
    }

    /// Counts what of the records is new in an article.
    fn count(&mut self, at: usize, (doc, file): (&Doc, &str), made: &mut Assembled, work: &Work, article: &Article) {
        let schema = self.planned.files.schema.clone();
        let shared = &self.workspace.shared;
        let maker = Maker { wish: self.wish, registry: &shared.registry, schema: &schema };
        let trip = OnceCell::new();
        let Planned { articles, left_out, said, .. } = &mut self.planned;
        let trip = || trip.get_or_init(|| Trip::of(&maker, shared, article, work));
        let cut = links::There { article, work }.cut(&maker, doc, made, trip);
        said.extend(cut.said.into_iter().map(|line| format!("{file}: {line}")));
        left_out.extend(cut.left_out.into_iter().map(|left| left.in_file(file)));
        let planned = &mut articles[at];
        let mut stays = |planned: &PlannedArticle, reason| {
            left_out.push(LeftOut::new(Thing::Mark, planned.key.as_str(), reason));
        };
        for record in &made.records {
            let is_other = if let Some(there) = record.id().and_then(|id| work.record(id)) {
                let contents = hash_of_contents(record);
                if let Some(before) = planned.seen.insert(hash_of_key(record), contents) {
                    before != contents
                } else if is_same(&there, record) {
                    false
                } else {
                    match trip().fate(&maker, article, &there, record) {
                        Fate::Same => planned.same += 1,
                        Fate::Changed(record, said) => {
                            planned.changed += 1;
                            if at < SAMPLED && planned.sample.len() < SAMPLE {
                                planned.sample.push(format!("changed: {}", in_words(&record, &article.text)));
                            }
                            if let Some(reason) = said {
                                stays(planned, reason);
                            }
                        }
                        Fate::Stays(reason) => stays(planned, reason),
                    }
                    continue;
                }
            } else if let Some(before) = planned.added.get(&hash_of_key(record)) {
                *before != hash_of_contents(record)
            } else if record.id().is_some_and(|id| made.foreign.contains(id)) && planned.before.holds(record) {
                false
            } else {
                planned.added.insert(hash_of_key(record), hash_of_contents(record));
                planned.records += 1;
                if at < SAMPLED && planned.sample.len() < SAMPLE {
                    planned.sample.push(in_words(record, &article.text));
                }
                continue;
            };
            if is_other {
                stays(
                    planned,
                    format!("{}: the files have another record of this id; the first one counts", record.key()),
                );
            } else {
                planned.same += 1;
            }
        }
        let header = planned.header.as_deref().unwrap_or(&work.header);
        let there = header::There { name: planned.key.as_str(), text: &article.text, header };
        // What went out in the version that is here is compared with what the format makes of that.
        let is_known = made.header != work.header && made.header_version == header_version(&work.header);
        let base = is_known.then(|| trip().header()).flatten();
        let changed = match base {
            Some(base) => there.joined(base, &made.header, left_out),
            None => there.filled(&made.header, left_out),
        };
        if let Some(changed) = changed {
            if changed.is_another && !planned.another {
                planned.another = true;
                planned.changed += 1;
                if at < SAMPLED && planned.sample.len() < SAMPLE {
                    planned.sample.push("changed: what is known about the article".to_owned());
                }
            }
            planned.header = Some(Box::new(changed.header));
        }
    }
}

/// What the annotator has on an article already.
struct There {
    work: Work,
    /// Whether there is nothing yet.
    begun: bool,
    bytes: u64,
}

impl There {
    /// Reads it; or says why nothing can be added.
    fn of(folder: &Folder, annotator: &str, article: &Article) -> Result<Self, String> {
        let loaded = read::load_work(folder, &article.key, annotator, article);
        if let Access::ReadOnly(reason) = loaded.access {
            return Err(reason);
        }
        let path = layout::annotation_path(folder.root(), &article.key, annotator);
        let look = path.ok().and_then(|path| folder.disk().look(&path).ok());
        let begun = loaded.known.expected == Expected::Absent;
        Ok(Self { work: loaded.work, begun, bytes: look.map_or(0, |look| look.len) })
    }
}

/// Gives how many bytes records take in the file of a work: the most they can, or, where that could be too much beside
/// what is there, what they do.
fn size_of(doc: &Doc, made: &Assembled, text: &Text, before: u64) -> u64 {
    let fields = doc.nodes.iter().flat_map(|node| &node.fields).chain(&doc.fields);
    let fields: usize = fields.flat_map(|(_, values)| values).map(String::len).sum();
    let quotes: usize = doc.nodes.iter().flat_map(|node| &node.spans).map(|span| span.end - span.start).sum();
    let most = (RECORD * (1 + doc.nodes.len()) + SIGN * (fields + quotes)) as u64;
    if before + most <= format::LIMIT {
        return most;
    }
    let mut work = Work::default();
    for record in &made.records {
        work.put(None, Some(record.clone()));
    }
    let article = Article::new(ArticleKey::new(&doc.name), text.clone(), String::new(), String::new(), 0);
    format::write(&work, &article, "", &crate::core::schema::Schema::default()).len() as u64
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::*;
    use crate::core::annotation::{ActorMention, Id, Kind, Place};
    use crate::core::doc::Node;
    use crate::core::text::Span;
    use crate::store::exchange::plan;

    #[test]
    fn size_of_records_is_guessed_from_above_and_measured_where_the_guess_would_be_too_much() {
        let text = Text::canonical("Wang kam.");
        let mut doc = Doc::new("a.txt", text.clone());
        let note = "\u{e000}".repeat(1000);
        let spans = vec![Span { start: 0, end: 4 }];
        let fields = [("note".to_owned(), vec![note.clone()])].into();
        doc.nodes.push(Node { id: "x".into(), label: "Actor".into(), spans: spans.clone(), fields });
        let mut actor = ActorMention::new(Id::new(Kind::Actor, 1), Place::of(spans[0]));
        actor.note = note;
        let made = Assembled { records: vec![Record::Actor(Arc::new(actor))], ..Assembled::default() };
        let guessed = size_of(&doc, &made, &text, 0);
        let measured = size_of(&doc, &made, &text, format::LIMIT);
        assert!((8_000..guessed).contains(&measured), "{measured} {guessed}");
    }

    #[test]
    fn work_that_could_not_be_read_again_is_refused_with_its_size() {
        let (corpus, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::write(corpus.path().join("a.txt"), "Wang kam.").unwrap();
        let folder = Folder::new(corpus.path());
        let wish = Import {
            format: crate::exchange::format::Format::Doccano,
            paths: vec![files.path().to_owned()],
            annotator: "ben".into(),
            mapping: crate::exchange::mapping::Mapping::default(),
            at: "2026-01-01T00:00:00Z".into(),
            after: 0,
            of: Whose::Only,
            predictions: None,
        };
        std::fs::write(files.path().join("a.jsonl"), "{\"text\":\"Wang kam.\",\"label\":[[0,4,\"PER\"]]}").unwrap();
        let planned = plan(&folder, &wish, &mut |_, _| true).unwrap();
        let mut article = planned.articles[0].clone();
        assert_eq!((article.records, planned.unreadable.len()), (1, 0));
        // As if there were as much as fits already.
        article.bytes = format::LIMIT;
        let keys = [article.key.clone()];
        let mut planner = Planner {
            folder: &folder,
            wish: &wish,
            finder: Finder::of(&folder, "ben", &keys),
            by_key: [(article.key.clone(), 0)].into(),
            workspace: Workspace::default(),
            planned: Planned { articles: vec![article], ..Planned::default() },
            people: People::default(),
            models: Models::default(),
            others: Others::of(&folder, "ben", keys.iter()),
            unknown: Unknown::default(),
        };
        let mut doc = Doc::new("a.txt", Text::canonical("Wang kam."));
        let spans = vec![Span { start: 5, end: 8 }];
        doc.nodes.push(Node { id: "y".into(), label: "PER".into(), spans, fields: BTreeMap::new() });
        assert_eq!(planner.doc(&doc, "a.jsonl"), None);
        let [line] = planner.planned.unreadable.as_slice() else { unreachable!("{:?}", planner.planned.unreadable) };
        assert!(
            line.starts_with("a.txt: the work on it would have 200.0 MB, and works of up to 200 MB are read"),
            "{line}"
        );
        assert_eq!(planner.planned.articles[0].records, 1, "nothing of it is planned");
    }
}
