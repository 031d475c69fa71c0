//! An annotation file that has been parsed, before or without its article: for reading, merging and moving marks.

use std::fmt;
use std::sync::Arc;

use super::v3;
use super::{FORMAT, LIMIT, pretty};
use crate::core::annotation::{Header, Id, Kind, Quoted, Record, Work};
use crate::core::language::Detected;
use crate::core::merge::Records;
use crate::core::schema::Schema;
use crate::core::workspace::Article;
use crate::store::error::{ErrorKind, Problem};

/// A parsed annotation file of the newest format.
#[derive(Clone, Debug)]
pub struct Document {
    pub(super) file: v3::File,
}

impl Document {
    /// Makes the file of a work. The places of the work must fit the text of the article.
    #[must_use]
    pub fn of(work: &Work, article: &Article, annotator: &str, schema: &Schema) -> Self {
        let text = &article.text;
        let schema = v3::SchemaRef { id: schema.id.clone(), version: schema.version.clone() };
        let source = v3::Source {
            file: article.key.file_name().to_owned(),
            sha256: article.bytes_sha256.clone(),
            text_sha256: article.text_sha256.clone(),
            encoding: article.encoding.label.clone(),
            chosen: article.encoding.chosen,
            detected: article.detected().and_then(Detected::certain).map(str::to_owned),
            chars: text.chars(),
            bytes: article.bytes,
        };
        let mut file = v3::File::empty(schema, annotator.to_owned(), source);
        work.records().for_each(|record| file.put(record.quoted(text)));
        file.sort();
        Self { file }
    }

    /// Gives the text of the file, as [`Document::checked`] does without its errors: nothing where it has one.
    #[must_use]
    pub fn write(&self) -> String {
        pretty::pretty(&self.file).unwrap_or_default()
    }

    /// Gives the text of the file once it was read back: what takes the place of a file can be read.
    ///
    /// # Errors
    /// Says that it is larger than what is read, or that it does not say what was to be written.
    pub fn checked(&self) -> Result<String, Problem> {
        let unreadable = |reason: &dyn fmt::Display| {
            let sentence = format!(
                "What was to be written could not be read back ({reason}), so nothing was replaced. This is a fault of \
                 the program: please report it"
            );
            Problem { kind: ErrorKind::Content, sentence }
        };
        let text = pretty::pretty(&self.file).map_err(|error| unreadable(&error))?;
        if text.len() as u64 > LIMIT {
            let (size, limit) = (text.len() / 1_000_000, LIMIT / 1_000_000);
            let sentence = format!(
                "The work is {size} MB long as a file, and files of over {limit} MB are not read. Take marks out, or \
                 split the article"
            );
            return Err(Problem { kind: ErrorKind::Content, sentence });
        }
        let read = super::document(&text).map_err(|error| unreadable(&error))?;
        if read.list().eq(self.list()) { Ok(text) } else { Err(unreadable(&"the records differ")) }
    }

    /// Gives the format the file was written in.
    #[must_use]
    pub fn written_in(&self) -> u32 {
        self.file.format
    }

    /// Says that a version cannot be joined with ours, because it was written by a program that does not know what the
    /// version both go back to says.
    #[must_use]
    pub fn too_old_beside(&self, base: &Self) -> Option<String> {
        older(self.written_in(), base.written_in())
    }

    /// Gives the name of the article's file that the file names.
    #[must_use]
    pub fn article(&self) -> &str {
        &self.file.source.file
    }

    /// Gives SHA-256 of the canonical text that the places count in.
    #[must_use]
    pub fn text_sha256(&self) -> &str {
        &self.file.source.text_sha256
    }

    /// Gives SHA-256 of the bytes of the article.
    #[must_use]
    pub fn bytes_sha256(&self) -> &str {
        &self.file.source.sha256
    }

    /// Gives the label of the encoding of the article, where a person has chosen it.
    #[must_use]
    pub fn chosen_encoding(&self) -> Option<&str> {
        self.file.source.chosen.then_some(self.file.source.encoding.as_str())
    }

    /// Gives the annotator the file names.
    #[must_use]
    pub fn annotator(&self) -> &str {
        &self.file.annotator
    }

    /// Gives all records by key. Of two records with one key the last counts; reading such a file is an error.
    #[must_use]
    pub fn records(&self) -> Records {
        self.list().map(|record| (record.key(), record)).collect()
    }

    /// Lists all records in the order of the file.
    pub(super) fn list(&self) -> impl Iterator<Item = Record<Quoted>> {
        self.clone().into_list()
    }

    /// Lists all records as [`Document::list`] does, without a copy of them.
    pub(super) fn into_list(self) -> impl Iterator<Item = Record<Quoted>> {
        let file = self.file;
        std::iter::once(Record::Header(Box::new(file.header)))
            .chain(file.actors.into_iter().map(|record| Record::Actor(Arc::new(record))))
            .chain(file.dates.into_iter().map(|record| Record::Date(Arc::new(record))))
            .chain(file.agreements.into_iter().map(|record| Record::Agreement(Arc::new(record))))
            .chain(file.flags.into_iter().map(|record| Record::Flag(Arc::new(record))))
            .chain(file.marks.into_iter().map(|record| Record::Custom(Arc::new(record))))
            .chain(file.regions.into_iter().map(|record| Record::Region(Arc::new(record))))
            .chain(file.former.into_iter().map(|record| Record::Former(Arc::new(record))))
            .chain(file.conflicts.into_iter().map(|record| Record::Conflict(Arc::new(record))))
    }

    /// Lists the ids of the records with the kind that each list holds.
    pub(super) fn ids(&self) -> impl Iterator<Item = (&Id, Kind)> {
        let file = &self.file;
        let actors = file.actors.iter().map(|one| (&one.id, Kind::Actor));
        let dates = file.dates.iter().map(|one| (&one.id, Kind::Date));
        let agreements = file.agreements.iter().map(|one| (&one.id, Kind::Agreement));
        let flags = file.flags.iter().map(|one| (&one.id, Kind::Flag));
        let marks = file.marks.iter().map(|one| (&one.id, Kind::Custom));
        let regions = file.regions.iter().map(|one| (&one.id, Kind::Region));
        actors.chain(dates).chain(agreements).chain(flags).chain(marks).chain(regions)
    }

    /// Lists the names of the records that have no ids; see [`Record::key`].
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        let former = self.file.former.iter().map(|one| format!("former {}", one.record.key()));
        former.chain(self.file.conflicts.iter().map(|one| format!("conflict {}", one.id)))
    }

    /// Names the schema whose codes the file uses, and its version.
    #[must_use]
    pub fn schema(&self) -> (&str, &str) {
        (&self.file.schema.id, &self.file.schema.version)
    }

    /// Gives the same file under another schema.
    #[must_use]
    pub fn with_schema(mut self, (id, version): (&str, &str)) -> Self {
        self.file.schema = v3::SchemaRef { id: id.to_owned(), version: version.to_owned() };
        self
    }

    /// Gives the same file with other records.
    #[must_use]
    pub fn with_records(&self, records: Records) -> Self {
        let v3::File { schema, annotator, source, .. } = &self.file;
        let mut file = v3::File::empty(schema.clone(), annotator.clone(), source.clone());
        for record in records.into_values() {
            file.put(record);
        }
        file.sort();
        Self { file }
    }
}

impl v3::File {
    /// Begins a file without records.
    pub(super) fn empty(schema: v3::SchemaRef, annotator: String, source: v3::Source) -> Self {
        Self {
            format: FORMAT,
            schema,
            annotator,
            source,
            header: Header::default(),
            actors: Vec::new(),
            dates: Vec::new(),
            agreements: Vec::new(),
            flags: Vec::new(),
            marks: Vec::new(),
            regions: Vec::new(),
            former: Vec::new(),
            conflicts: Vec::new(),
        }
    }

    /// Puts a record into its list; what belongs to the corpus has none here.
    fn put(&mut self, record: Record<Quoted>) {
        match record {
            Record::Header(header) => self.header = *header,
            Record::Actor(record) => self.actors.push(Arc::unwrap_or_clone(record)),
            Record::Date(record) => self.dates.push(Arc::unwrap_or_clone(record)),
            Record::Agreement(record) => self.agreements.push(Arc::unwrap_or_clone(record)),
            Record::Flag(record) => self.flags.push(Arc::unwrap_or_clone(record)),
            Record::Custom(record) => self.marks.push(Arc::unwrap_or_clone(record)),
            Record::Region(record) => self.regions.push(Arc::unwrap_or_clone(record)),
            Record::Former(record) => self.former.push(Arc::unwrap_or_clone(record)),
            Record::Conflict(record) => self.conflicts.push(Arc::unwrap_or_clone(record)),
            Record::Entry(_) | Record::Identity(_) | Record::Publisher(_) => {}
        }
    }

    /// Sorts every list by (start, end, id), so that the same work is always the same text.
    fn sort(&mut self) {
        self.actors.sort_by(|a, b| order(&a.place, &a.id).cmp(&order(&b.place, &b.id)));
        self.dates.sort_by(|a, b| order(&a.place, &a.id).cmp(&order(&b.place, &b.id)));
        self.flags.sort_by(|a, b| order(&a.place, &a.id).cmp(&order(&b.place, &b.id)));
        self.marks.sort_by(|a, b| order(&a.place, &a.id).cmp(&order(&b.place, &b.id)));
        self.regions.sort_by(|a, b| order(&a.place, &a.id).cmp(&order(&b.place, &b.id)));
        self.agreements.sort_by_cached_key(|agreement| {
            let covers = agreement.evidence.iter().map(|passage| cover(&passage.place));
            // Those without a passage come last.
            let cover = covers.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or((usize::MAX, usize::MAX));
            (cover, agreement.id.clone())
        });
        self.former.sort_by_cached_key(|former| former.record.key());
        self.conflicts.sort_by_cached_key(|conflict| conflict.id.clone());
    }
}

/// Says that a version was written in an older format than the one both sides go back to: what only the newer format can
/// say would look as if it had been taken out.
pub(in crate::store) fn older(version: u32, base: u32) -> Option<String> {
    (version < base).then(|| {
        format!(
            "It was written by an older program (format {version}) than the version both go back to (format {base}), so \
             that what only the newer one can say would be lost. Open it in this program, change something and save it, \
             then join again."
        )
    })
}

fn cover(place: &Quoted) -> (usize, usize) {
    (place.span.first().map_or(0, |first| first.start), place.span.last().map_or(0, |last| last.end))
}

fn order<'a>(place: &Quoted, id: &'a Id) -> ((usize, usize), &'a Id) {
    (cover(place), id)
}
