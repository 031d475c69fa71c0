//! Exporting: article by article through a format, with the losses and the datasheet beside the data.

use std::collections::BTreeMap;
use std::io;

use sha2::{Digest as _, Sha256};

use super::out::ABOUT;
use crate::core::annotation::{Header, Record, State, Work};
use crate::core::doc::flatten::{Source, flatten};
use crate::core::doc::loss::{Counts, Losses, What};
use crate::core::guideline;
use crate::core::schema::{Schema, Vocabulary};
use crate::core::shared::Shared;
use crate::core::visible::escaped;
use crate::core::workspace::{Access, Article, ArticleKey};
use crate::exchange::across::Across;
use crate::exchange::conll::Variant;
use crate::exchange::datasheet::{self, Datasheet, Division, LeftOut};
use crate::exchange::format::{Format, Several};
use crate::exchange::split::{Member, Placed, Shares, Sketch, assign};
use crate::exchange::{Out, Target, in_part};
use crate::store::corpus::{self, CorpusFiles};
use crate::store::disk::Folder;
use crate::store::read::hexadecimal;
use crate::store::shared::Snapshot;
use crate::store::{layout, read, scan};

/// The name that means everybody.
const ALL: &str = "all";

/// Whose work is exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Who {
    /// The adjudicated files if there are any, else those of the only annotator.
    #[default]
    Only,
    /// This annotator's; `all` is that of everybody, unless somebody is called so.
    Annotator(String),
    /// The adjudicated files.
    Gold,
}

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Export {
    /// The format.
    pub format: Format,
    /// Which columns, for `CoNLL`.
    pub variant: Variant,
    /// Whose work.
    pub who: Who,
    /// Which articles, by their paths inside the corpus; all without it.
    pub articles: Option<glob::Pattern>,
    /// Parts with their shares, and the seed.
    pub split: Option<(Shares, u64)>,
    /// The most articles, for a look.
    pub most: Option<usize>,
    /// Day of the export, for the datasheet.
    pub date: String,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Exported {
    /// What is said of the dataset.
    pub datasheet: Datasheet,
    /// Articles whose work cannot be used: unreadable, or made on another text.
    pub unusable: Vec<LeftOut>,
}

/// Exports a corpus. `progress` hears how many of how many articles are done, and stops the export with `false`.
///
/// # Errors
/// Says what is wrong with the wish, or why nothing could be written. That single articles cannot be used is no
/// error; they are named in what comes back.
pub fn export(
    folder: &Folder,
    wish: &Export,
    out: &mut dyn Out,
    progress: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Exported, String> {
    let listing = scan::list(folder, &mut |_| true).map_err(|error| error.to_string())?;
    let keys: Vec<ArticleKey> = listing.entries.into_iter().map(|entry| entry.key).collect();
    let annotators = annotators(folder, &keys, &wish.who)?;
    let files = corpus::load(folder);
    if let Some(problem) = files.problems().next().or(files.schema_problems.first().map(String::as_str)) {
        return Err(problem.to_owned());
    }
    let mut works: Vec<(ArticleKey, Vec<&str>)> = keys
        .into_iter()
        .filter(|key| wish.articles.as_ref().is_none_or(|pattern| pattern.matches(key.as_str())))
        .map(|key| {
            let path = |name: &str| layout::annotation_path(folder.root(), &key, name);
            let whose = annotators.iter().filter(|name| path(name).is_ok_and(|path| path.exists()));
            let whose = whose.map(String::as_str).collect();
            (key, whose)
        })
        .filter(|(_, whose): &(_, Vec<&str>)| !whose.is_empty())
        .collect();
    if works.is_empty() {
        let names = annotators.join(", ");
        return Err(format!("There is no work of {names} on these articles. Choose others, or another annotator."));
    }
    works.truncate(wish.most.unwrap_or(usize::MAX));
    let shared = Snapshot::clone(files.base.known()).into_shared();
    let steps = if wish.split.is_some() { works.len() * 2 } else { works.len() };
    let reader = Reader { folder, schema: &files.schema };
    let mut done = 0;
    let mut step = move |progress: &mut dyn FnMut(usize, usize) -> bool| {
        done += 1;
        if progress(done, steps) { Ok(()) } else { Err("Stopped.".to_owned()) }
    };
    let parts = match &wish.split {
        Some((shares, seed)) => {
            let mut members = Vec::new();
            for (key, whose) in &works {
                members.extend(reader.member(key, whose, &shared));
                step(progress)?;
            }
            assign(&members, shares, *seed)
        }
        None => BTreeMap::new(),
    };
    let target = wish.format.target(&shared, &files.schema, wish.variant);
    let mut run = Run {
        wish,
        files: &files,
        shared: &shared,
        of_several: annotators.len() > 1,
        target,
        out,
        exported: Exported::default(),
        losses: 0,
        across: Across::of(wish.format, &shared),
    };
    run.exported.datasheet = begin_sheet(folder, wish, &files, &annotators);
    for (key, whose) in &works {
        for (nth, annotator) in whose.iter().enumerate() {
            let placed = parts.get(key.as_str());
            run.article(&reader, (key, annotator), nth > 0, placed).map_err(|error| writing(&error))?;
        }
        step(progress)?;
    }
    run.finish().map_err(|error| writing(&error))
}

fn writing(error: &io::Error) -> String {
    format!("The dataset cannot be written: {error}.")
}

/// Finds out whose work is meant.
fn annotators(folder: &Folder, keys: &[ArticleKey], who: &Who) -> Result<Vec<String>, String> {
    let there = layout::annotators(folder, keys.iter());
    let listed = || there.iter().cloned().collect::<Vec<_>>().join(", ");
    if matches!(who, Who::Annotator(name) if name == ALL && !there.contains(name)) {
        // The adjudicated files are made of the work of all.
        let names: Vec<String> = there.iter().filter(|name| *name != layout::GOLD).cloned().collect();
        let none = || "There is no work in this corpus yet. Annotate an article first.".to_owned();
        return if names.is_empty() { Err(none()) } else { Ok(names) };
    }
    let one = match who {
        Who::Gold => Ok(layout::GOLD.to_owned()),
        Who::Annotator(name) if there.contains(name) => Ok(name.clone()),
        Who::Annotator(name) if there.is_empty() => {
            Err(format!("{name} has no work in this corpus, and nobody else has."))
        }
        Who::Annotator(name) => Err(format!("{name} has no work in this corpus. There is work of: {}.", listed())),
        Who::Only if there.contains(layout::GOLD) => Ok(layout::GOLD.to_owned()),
        Who::Only => match there.len() {
            0 => Err("There is no work in this corpus yet. Annotate an article first.".to_owned()),
            1 => Ok(listed()),
            _ => Err(format!(
                "Several people have worked on this corpus: say whose work to export, or “all”. There is work of: {}.",
                listed()
            )),
        },
    };
    one.map(|name| vec![name])
}

fn begin_sheet(folder: &Folder, wish: &Export, files: &CorpusFiles, annotators: &[String]) -> Datasheet {
    let own = files.guideline.as_deref();
    let name = std::path::absolute(folder.root()).unwrap_or_else(|_| folder.root().to_owned());
    Datasheet {
        corpus: name.file_name().map_or("corpus".to_owned(), |name| name.to_string_lossy().into_owned()),
        format: match (wish.format, wish.variant) {
            (Format::Conll, Variant::Conllu) => "conll (CoNLL-U)".to_owned(),
            (format, _) => format.id().to_owned(),
        },
        date: wish.date.clone(),
        program: format!("Glossator {}", env!("CARGO_PKG_VERSION")),
        annotators: annotators.to_vec(),
        schema: format!("{} {}", files.schema.id, files.schema.version),
        guideline: datasheet::Guideline {
            built_in: own.is_none(),
            sha256: hexadecimal(&Sha256::digest(own.unwrap_or(guideline::BUILT_IN))),
        },
        split: wish.split.as_ref().map(|(shares, seed)| Division {
            shares: shares.to_string(),
            seed: *seed,
            articles: shares.names().map(|name| (name.to_owned(), 0)).collect(),
            rule: datasheet::RULE,
        }),
        ..Datasheet::default()
    }
}

/// Says why an article is excluded: the reason from the list, and the words.
fn excluded(header: &Header, schema: &Schema) -> String {
    let reason = schema.label(Vocabulary::Exclusion, &header.exclusion).trim();
    let said = [reason, header.exclusion_reason.trim()].into_iter().filter(|said| !said.is_empty());
    ["excluded"].into_iter().chain(said).collect::<Vec<_>>().join(": ")
}

/// Reads articles with the work on them.
struct Reader<'a> {
    folder: &'a Folder,
    schema: &'a Schema,
}

impl Reader<'_> {
    /// Reads an article and its work, or says why it is not in the dataset and whether that is a fault.
    fn read(&self, key: &ArticleKey, annotator: &str) -> Result<(Article, Work), (String, bool)> {
        let article = read::read_article_for(self.folder, key, annotator).map_err(|error| (error.to_string(), true))?;
        let loaded = read::load_work(self.folder, key, annotator, &article);
        if let Access::ReadOnly(reason) = loaded.access {
            return Err((reason, true));
        }
        if loaded.work.header.state == State::Excluded {
            return Err((excluded(&loaded.work.header, self.schema), false));
        }
        Ok((article, loaded.work))
    }

    /// Gives an article as the division sees it, by the work of all these people.
    fn member(&self, key: &ArticleKey, whose: &[&str], shared: &Shared) -> Option<Member> {
        let members = whose.iter().filter_map(|annotator| self.member_of(key, annotator, shared));
        members.reduce(|mut first, other| {
            first.since = first.since.min(other.since);
            let new = other.identities.into_iter().filter(|id| !first.identities.contains(id)).collect::<Vec<_>>();
            first.identities.extend(new);
            first
        })
    }

    fn member_of(&self, key: &ArticleKey, annotator: &str, shared: &Shared) -> Option<Member> {
        let (article, work) = self.read(key, annotator).ok()?;
        let times = work.records().filter_map(|record| record.authorship().map(|it| it.created_at.clone()));
        let stated = work.header.no_agreement.as_ref().map(|statement| statement.at.clone());
        let identities = shared.identities.values().filter(|identity| {
            identity.members.iter().any(|member| {
                member.article == key.as_str()
                    && work.record(&member.agreement).is_some_and(|it| matches!(it, Record::Agreement(_)))
            })
        });
        Some(Member {
            article: key.to_string(),
            since: times.chain(stated).filter(|time| !time.is_empty()).min().unwrap_or_default(),
            text_sha256: article.text_sha256.clone(),
            sketch: Sketch::of(article.text.as_str()),
            identities: identities.map(|identity| identity.id.clone()).collect(),
        })
    }
}

struct Run<'a> {
    wish: &'a Export,
    files: &'a CorpusFiles,
    shared: &'a Shared,
    /// Whether it is the work of several people.
    of_several: bool,
    target: Box<dyn Target + Send>,
    out: &'a mut dyn Out,
    exported: Exported,
    /// Losses written so far.
    losses: usize,
    across: Across,
}

impl Run<'_> {
    /// Writes the work of one annotator on an article; `again` where the article was there with that of another.
    fn article(
        &mut self,
        reader: &Reader<'_>,
        (key, annotator): (&ArticleKey, &str),
        again: bool,
        placed: Option<&Placed>,
    ) -> io::Result<()> {
        let mut losses = Losses::of(key.as_str());
        let read = reader.read(key, annotator).and_then(|read| match placed {
            Some(Placed::None(others)) => {
                let others = others.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
                Err((
                    format!("it is like articles of different parts, or tells of the same agreement: {others}"),
                    false,
                ))
            }
            _ => Ok(read),
        });
        let (article, work) = match read {
            Ok(read) => read,
            Err((reason, fault)) => {
                let reason = if self.of_several { format!("of {annotator}: {reason}") } else { reason };
                losses.article(What::Dropped, None, reason.clone());
                let left_out = LeftOut { article: key.to_string(), reason };
                if fault {
                    self.exported.unusable.push(left_out.clone());
                }
                self.exported.datasheet.left_out.push(left_out);
                return self.note(&losses);
            }
        };
        let source = Source { annotator, schema: &self.files.schema, registry: &self.shared.registry };
        let doc = flatten(&article, &work, source, &mut losses);
        let part = match placed {
            Some(Placed::Part(part)) => part.as_str(),
            _ => "",
        };
        self.across.note(&doc, self.shared, &mut losses);
        let several = if self.of_several { self.wish.format.several() } else { Several::Beside };
        match several {
            Several::Beside => self.target.article(&doc, part, self.out, &mut losses)?,
            Several::Folders => self.target.article(&doc, &in_part(part, annotator), self.out, &mut losses)?,
            Several::Layout => {
                let mut out =
                    Layout { out: self.out, whole: in_part(part, doc.stem()), part, article: &doc.name, annotator };
                self.target.article(&doc, part, &mut out, &mut losses)?;
            }
        }
        self.exported.datasheet.add(&doc, part, again);
        let row = format!(
            "{}\n",
            [
                doc.name.as_str(),
                part,
                doc.language(),
                doc.field("state"),
                &article.text_sha256,
                &article.bytes_sha256,
                annotator
            ]
            .map(escaped)
            .join("\t")
        );
        if self.exported.datasheet.articles == 1 && !again {
            let columns = "article\tpart\tlanguage\tstate\ttext_sha256\tfile_sha256\tannotator\n";
            self.out.append(&about("articles.tsv"), columns.as_bytes())?;
        }
        self.out.append(&about("articles.tsv"), row.as_bytes())?;
        self.note(&losses)
    }

    /// Writes losses down as they come, so that they take no memory.
    fn note(&mut self, losses: &Losses) -> io::Result<()> {
        self.exported.datasheet.losses.add(&losses.found);
        for loss in &losses.found {
            let begin = if self.losses == 0 { "{\"losses\": [\n  " } else { ",\n  " };
            self.losses += 1;
            self.out.append(&about("losses.json"), format!("{begin}{}", serde_json::to_string(loss)?).as_bytes())?;
            self.out.append(&about("losses.txt"), format!("{}\n", loss.line()).as_bytes())?;
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<Exported> {
        for losses in self.across.rest(self.shared) {
            self.note(&losses)?;
        }
        self.target.finish(self.out)?;
        let counts: &Counts = &self.exported.datasheet.losses;
        let begin = if self.losses == 0 { "{\"losses\": [" } else { "\n" };
        let end = format!("{begin}], \"counts\": {}}}\n", serde_json::to_string(counts)?);
        self.out.append(&about("losses.json"), end.as_bytes())?;
        self.out.append(&about("losses.txt"), format!("In all: {}.\n", counts.sentence()).as_bytes())?;
        let sheet = &mut self.exported.datasheet;
        sheet.limits = limits(sheet, self.wish);
        self.out.append(&about("datasheet.json"), sheet.json().as_bytes())?;
        self.out.append(&about("datasheet.md"), sheet.markdown().as_bytes())?;
        if self.wish.format == Format::Parquet {
            // The table of the parts stands there already.
            self.out.append("README.md", sheet.markdown().as_bytes())?;
        }
        Ok(self.exported)
    }
}

/// Puts the file of an article where `INCEpTION` has that of a person, and all else where it is.
struct Layout<'a> {
    out: &'a mut dyn Out,
    /// Path of the file without its ending, where there is one person.
    whole: String,
    part: &'a str,
    article: &'a str,
    annotator: &'a str,
}

impl Out for Layout<'_> {
    fn append(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        match path.rsplit_once('.') {
            Some((whole, ending)) if whole == self.whole => {
                let Self { article, annotator, .. } = self;
                let name = format!("annotation/{article}/{annotator}.{ending}");
                self.out.append(&in_part(self.part, &name), bytes)
            }
            _ => self.out.append(path, bytes),
        }
    }
}

fn about(name: &str) -> String {
    format!("{ABOUT}/{name}")
}

/// Says what is known to be limited about a dataset.
fn limits(sheet: &Datasheet, wish: &Export) -> Vec<String> {
    let mut limits = vec![
        "Texts are given with line feeds as line ends and without byte-order mark; nothing else was changed in them."
            .to_owned(),
        "Languages were detected by the program where nobody has set them.".to_owned(),
        "Agreement between annotators was not measured for this export.".to_owned(),
    ];
    if sheet.annotators.len() > 1 {
        limits.push(
            "This is the work of several annotators on the same articles, not an adjudicated gold standard: an article \
             is there with the work of each."
                .to_owned(),
        );
    } else if sheet.annotators.iter().all(|name| name != layout::GOLD) {
        limits.push("This is one annotator's work, not an adjudicated gold standard.".to_owned());
    }
    let unfinished: usize = sheet.states.iter().filter(|(state, _)| *state != "done").map(|(_, count)| count).sum();
    if unfinished > 0 {
        let works: usize = sheet.states.values().sum();
        let what = if works > sheet.articles { "works on articles" } else { "articles" };
        limits.push(format!("The work on {unfinished} of {works} {what} is not marked as done."));
    }
    if !matches!(wish.format, Format::Json | Format::Parquet | Format::Csv) {
        let words = "Actors are named by the ids of the registry and their English names; other names, offices and links \
                     are in the corpus and in the formats json, parquet and csv.";
        limits.push(words.to_owned());
    }
    if !sheet.left_out.is_empty() {
        limits.push(format!("{} articles with work are not in the dataset.", sheet.left_out.len()));
    }
    if sheet.losses.all() > 0 {
        let sentence = sheet.losses.sentence();
        limits.push(format!("{} does not carry everything: {sentence}; see losses.txt.", wish.format.label()));
    }
    limits
}
