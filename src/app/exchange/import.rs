//! Imports from the window: what one would bring, by whom, and what its words mean here; and bringing it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{LOSSES, Run, SAMPLE};
use crate::app::done::Exchanged;
use crate::exchange::mapping::{Mapping, Meaning};
use crate::session::exchange::{Ended, FieldRow, ImportForm, LabelRow, Look, PersonRow, Whom};
use crate::store::disk::Folder;
use crate::store::exchange::{self, Import, OfFiles, People, Planned, Renamed, Whose};
use crate::store::saver::Saver;
use crate::store::{layout, mapping};

/// What is wanted, with whatever is remembered of the source.
struct Wanted {
    /// One for each person whose work is wanted.
    shares: Vec<Import>,
    /// What would come of each.
    planned: Vec<Planned>,
    /// The mapping file that says what is remembered.
    remembered: Option<PathBuf>,
}

impl Run {
    fn import_wish(&self, form: &ImportForm) -> Import {
        let given = |code: &String| Meaning::try_from(code.clone()).ok();
        let labels = form.meanings.iter().filter_map(|(label, code)| Some((label.clone(), given(code)?)));
        let mapping = Mapping {
            features: form
                .fields
                .iter()
                .filter(|(_, here)| !here.is_empty())
                .map(|(name, here)| (name.clone(), called(here)))
                .collect(),
            people: form.people.clone(),
            ..labels.collect::<Mapping>()
        };
        let into = form.into.trim();
        Import {
            of: match &form.whom {
                Whom::Person(name) => Whose::Person(name.clone()),
                Whom::Only | Whom::Each => Whose::Only,
            },
            format: form.format,
            paths: vec![PathBuf::from(form.path.trim())],
            annotator: if into.is_empty() { self.annotator.clone() } else { into.to_owned() },
            mapping,
            at: self.now.clone(),
            after: self.after,
            predictions: form.accept.then(String::new),
        }
    }

    /// Gives an import for each person whose work is wanted.
    fn shares(form: &ImportForm, import: Import, people: &People) -> Result<Vec<Import>, String> {
        if form.whom != Whom::Each {
            return Ok(vec![import]);
        }
        if let Some(sentence) = people.twins() {
            return Err(sentence);
        }
        let mut shares: Vec<Import> = people
            .here(&import.mapping.people)?
            .into_iter()
            .map(|(name, annotator)| Import {
                annotator,
                of: Whose::Person(name.to_owned()),
                predictions: None,
                ..import.clone()
            })
            .collect();
        if people.unsaid > 0 || import.predictions.is_some() {
            shares.push(Import { of: Whose::Nobody, ..import });
        }
        Ok(shares)
    }

    /// Finds out what would come, with what is remembered of the source where nothing else is said.
    fn wanted(&self, form: &ImportForm, people: &People, report: bool) -> Result<Wanted, String> {
        let folder = Folder::new(&self.root);
        let plan = |shares: &[Import]| -> Result<Vec<Planned>, String> {
            shares.iter().map(|share| exchange::plan(&folder, share, &mut self.progress(report))).collect()
        };
        let mut shares = Self::shares(form, self.import_wish(form), people)?;
        for share in shares.iter().filter(|share| share.annotator != layout::GOLD) {
            if let Some(problem) = layout::annotator_problem(&share.annotator) {
                return Err(format!("{}: {problem}", share.annotator));
            }
        }
        let mut planned = plan(&shares)?;
        let labels = planned.iter().flat_map(|planned| planned.labels.keys().map(String::as_str)).collect();
        let found = mapping::remembered(&folder, form.format, Path::new(form.path.trim()), &labels);
        let Some((path, known)) = found.filter(|_| form.remembered) else {
            return Ok(Wanted { shares, planned, remembered: None });
        };
        let before = shares.clone();
        for share in &mut shares {
            share.mapping = known.clone().with(std::mem::take(&mut share.mapping));
        }
        if before.iter().zip(&shares).any(|(before, share)| before.mapping != share.mapping) {
            planned = plan(&shares)?;
        }
        Ok(Wanted { shares, planned, remembered: Some(path) })
    }

    pub(super) fn look_in(&self, form: &ImportForm) -> Look {
        let problem = |sentence: String| Look { problem: Some(sentence), ..Look::default() };
        if form.path.trim().is_empty() {
            return problem("Give the path of a file, or of a folder of files.".to_owned());
        }
        let people = match exchange::people(&self.import_wish(form), &mut self.progress(false)) {
            Ok(people) => people,
            Err(sentence) => return problem(sentence),
        };
        let rows = people_of(&people, &form.people);
        let look = match self.wanted(form, &people, false) {
            Ok(wanted) => look_of(&wanted),
            Err(sentence) => problem(match people.several() {
                Some(several) if form.whom == Whom::Only && people.twins().is_none() => {
                    format!("{several} Choose under “Work of” whose is wanted: that of one, or of each.")
                }
                _ => sentence,
            }),
        };
        Look { people: rows, ..look }
    }

    pub(super) fn import(&self, form: &ImportForm) -> Exchanged {
        let folder = Folder::new(&self.root);
        let people = exchange::people(&self.import_wish(form), &mut self.progress(false));
        let Wanted { shares, planned, .. } = match people.and_then(|people| self.wanted(form, &people, true)) {
            Ok(wanted) => wanted,
            Err(sentence) => return Exchanged::Ended(Ended { good: false, sentence }, Vec::new()),
        };
        let (mut said, mut articles) = (Vec::new(), Vec::new());
        let several = shares.len() > 1;
        for (at, (share, planned)) in shares.iter().zip(planned).enumerate() {
            // What came before has changed the corpus.
            let planned = if at == 0 { Ok(planned) } else { exchange::plan(&folder, share, &mut self.progress(true)) };
            let imported = planned.and_then(|planned| {
                exchange::apply(&folder, planned, share, &mut Saver::default(), &mut self.progress(true))
            });
            let done = match imported {
                Ok(done) => done,
                Err(sentence) => {
                    said.push(sentence);
                    return Exchanged::Ended(Ended { good: false, sentence: said.join(" ") }, articles);
                }
            };
            let changed = if done.changed > 0 { format!(", {} changed", done.changed) } else { String::new() };
            let whose = if several || share.annotator != self.annotator {
                format!("{}: ", share.annotator)
            } else {
                String::new()
            };
            said.push(format!(
                "{whose}{} records imported into {} articles{changed}; {} articles made.",
                done.records,
                done.articles.len(),
                done.made
            ));
            articles.extend(done.articles);
        }
        if let Some(share) = shares.first().filter(|share| share.mapping != Mapping::default()) {
            let path = mapping::path(&folder, form.format, Path::new(form.path.trim()));
            let mapping = Mapping { asked: BTreeSet::new(), ..share.mapping.clone() };
            if let Err(sentence) = mapping::remember(&folder, &path, &mapping) {
                said.push(format!("What the words mean could not be remembered: {sentence}"));
            }
        }
        Exchanged::Ended(Ended { good: true, sentence: said.join(" ") }, articles)
    }
}

/// What leaves a field out on purpose, as the dialog calls it.
const OUT: &str = "-";

fn called(here: &str) -> String {
    if here == OUT { String::new() } else { here.to_owned() }
}

fn people_of(people: &People, renamed: &BTreeMap<String, String>) -> Vec<PersonRow> {
    let row = |name: &str| {
        let share = people.share(name);
        let here = renamed.get(name).cloned().unwrap_or_else(|| layout::as_annotator(name));
        PersonRow { name: name.to_owned(), articles: share.articles, marks: share.marks, here }
    };
    people.names().map(row).collect()
}

/// Says what an import would bring.
fn look_of(wanted: &Wanted) -> Look {
    let mut look = Look::default();
    let several = wanted.shares.len() > 1;
    for (share, planned) in wanted.shares.iter().zip(&wanted.planned) {
        let whose = if several { format!("{}: ", share.annotator) } else { String::new() };
        facts(&mut look, &whose, planned);
        look_at(&mut look, share, planned, several);
    }
    // What is said of a file is the same for each of its people.
    if let Some(OfFiles { left_out, said, unreadable }) = wanted.planned.first().map(|it| &it.of_files) {
        look.losses.extend(unreadable.iter().cloned().chain(left_out.iter().map(ToString::to_string)));
        look.losses.extend(said.iter().map(|said| format!("Taken otherwise: {}", said.line)));
    }
    if let Some(path) = &wanted.remembered {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        look.remembered = Some(format!("What words mean is remembered from {name}."));
    }
    look.losses.truncate(LOSSES);
    let all: usize = wanted.planned.iter().map(|it| it.unreadable.len() + it.left_out.len()).sum();
    let of_files = wanted.planned.first().map(|it| it.of_files.clone()).unwrap_or_default();
    let all = all + of_files.unreadable.len() + of_files.left_out.len();
    look.lost = match all {
        0 => "nothing".to_owned(),
        1 => "one thing".to_owned(),
        all => format!("{all} things"),
    };
    look
}

/// Says in sentences what would come of the work of one person.
fn facts(look: &mut Look, whose: &str, planned: &Planned) {
    let new = planned.articles.iter().filter(|article| article.new).count();
    let same: usize = planned.articles.iter().map(|article| article.same).sum();
    look.facts.push(format!(
        "{whose}{} records would come into {} articles, {new} of them new. {same} are there already{}.",
        planned.records(),
        planned.articles.len(),
        match planned.changed() {
            0 => String::new(),
            1 => ", and one would be changed".to_owned(),
            some => format!(", and {some} would be changed"),
        }
    ));
    if !planned.entries.is_empty() {
        let actors: Vec<&str> = planned.entries.iter().take(8).map(|entry| entry.label()).collect();
        let more = planned.entries.len().saturating_sub(actors.len());
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        look.facts.push(format!("{whose}New in the registry: {}{more}.", actors.join(", ")));
    }
}

/// Adds the rows of the work of one person.
fn look_at(look: &mut Look, share: &Import, planned: &Planned, of_several: bool) {
    for article in &planned.articles {
        if look.sample.len() > SAMPLE.0 {
            break;
        }
        look.sample.push(format!("{}:", article.key));
        look.sample.extend(article.sample.iter().take(SAMPLE.0).cloned());
    }
    for (label, (marks, meaning)) in &planned.labels {
        match look.labels.iter_mut().find(|row| row.label == *label) {
            Some(row) => row.marks += marks,
            None => look.labels.push(LabelRow {
                label: label.clone(),
                marks: *marks,
                meaning: meaning.as_ref().map_or(String::new(), ToString::to_string),
            }),
        }
    }
    let known = share
        .mapping
        .features
        .iter()
        .map(|(name, here)| (name, 0, if here.is_empty() { OUT.to_owned() } else { here.clone() }));
    for (name, values, here) in known.chain(planned.fields.iter().map(|(name, count)| (name, *count, String::new()))) {
        match look.fields.iter_mut().find(|row| row.name == *name) {
            Some(row) => row.values += values,
            None => look.fields.push(FieldRow { name: name.clone(), values, here }),
        }
    }
    for model in &planned.models {
        if !look.models.contains(model) {
            look.models.push(model.clone());
        }
    }
    let left_out = planned.left_out.iter().map(ToString::to_string);
    let lost = planned.unreadable.iter().cloned().chain(left_out);
    // Where each is asked for, nobody is left out.
    let not_asked = planned.not_asked.iter().filter(|_| !of_several);
    let said = planned.said.iter().chain(not_asked).map(|line| format!("Taken otherwise: {line}"));
    let whose = if of_several { format!("{}: ", share.annotator) } else { String::new() };
    let named = lost.chain(said).map(|line| format!("{whose}{line}"));
    let lines: Vec<String> = planned.renamed.iter().map(Renamed::line).chain(named).collect();
    for line in lines {
        if !look.losses.contains(&line) {
            look.losses.push(line);
        }
    }
}
