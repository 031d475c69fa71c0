//! Changes of what belongs to the whole corpus: the registry, agreements across articles, publishers.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::field::{country_code, set, set_field};
use super::kept::{Choice, decided};
use super::{Changes, QUOTED, Refusal, Stamp, references, takeover};
use crate::core::annotation::{
    Event, EventKind, Identity, Member, Name, Publisher, Record, RegistryEntry, Remark, random_signs,
};
use crate::core::intent::{CorpusIntent, EntryField, IdentityField, PublisherField};
use crate::core::language;
use crate::core::merge::field_words;
use crate::core::text::{Text, excerpt};
use crate::core::workspace::{ArticleKey, Workspace};

/// Plans a change of the corpus.
pub(super) fn plan(workspace: &Workspace, intent: CorpusIntent, stamp: &mut Stamp<'_>) -> Result<Changes, Refusal> {
    match intent {
        CorpusIntent::NewEntry(name) => {
            let entry = new_entry(workspace, &name, stamp)?;
            let step = format!("New actor “{}”", entry.label());
            Ok((step, vec![(None, Some(Record::Entry(Arc::new(entry))))]))
        }
        CorpusIntent::SetEntry(id, field) => set_entry(workspace, &id, field),
        CorpusIntent::Merge { from, into } => merge(workspace, &from, &into, stamp),
        CorpusIntent::Separate(id) => separate(workspace, &id, stamp),
        CorpusIntent::Split { from, names } => split(workspace, &from, &names, stamp),
        CorpusIntent::DeleteEntry(id) => delete(workspace, &id),
        CorpusIntent::Decide(id, other) => decide(workspace, &id, other),
        CorpusIntent::Identify(id, members) => identify(workspace, id.as_deref(), members, stamp),
        CorpusIntent::SetIdentity(id, field) => set_identity(workspace, &id, field),
        CorpusIntent::SetPublisher(name, field) => set_publisher(workspace, &name, field),
        CorpusIntent::Remark(key, path, remark) => set_remark(workspace, &key, &path, remark),
    }
}

/// Says something about one field of what belongs to the whole corpus.
fn set_remark(workspace: &Workspace, key: &str, path: &str, remark: Remark) -> Result<Changes, Refusal> {
    let shipped = || key.strip_prefix("registry/").and_then(|id| workspace.shared.registry.get(id));
    let before = workspace.shared.record(key);
    let mut after = before
        .clone()
        .or_else(|| shipped().cloned().map(Record::Entry))
        .ok_or_else(|| Refusal::new(format!("“{key}” is gone. Choose another one.")))?;
    if let Some(beside) = after.beside_mut() {
        beside.set(path, remark);
    }
    Ok((format!("Change the remark on the {}", field_words(path)), vec![(before, Some(after))]))
}

/// Takes the other side's record, or lets ours stand; either way the conflict is gone.
fn decide(workspace: &Workspace, id: &str, other: bool) -> Result<Changes, Refusal> {
    let conflict = workspace.shared.conflicts.get(id).ok_or_else(|| Refusal::new("This is decided already."))?;
    let present = workspace.shared.record(&conflict.about);
    // What belongs to the corpus has no places in a text.
    let placed = conflict.other.as_ref().and_then(|record| record.placed(&Text::canonical("")).ok());
    Ok(decided(conflict, present, if other { Choice::Other(placed) } else { Choice::Here }))
}

/// Makes an entry with a name; one in another script than Latin is not its English name.
pub(super) fn new_entry(workspace: &Workspace, name: &str, stamp: &mut Stamp<'_>) -> Result<RegistryEntry, Refusal> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Refusal::new("An actor needs a name. Type it first."));
    }
    let script = language::script_of(&name);
    let names = if script == "Latn" {
        Vec::new()
    } else {
        vec![Name { text: name.clone(), lang: String::new(), script: script.to_owned(), kind: String::new() }]
    };
    let name_en = if script == "Latn" { name } else { String::new() };
    Ok(RegistryEntry { names, ..RegistryEntry::new(fresh_id(workspace, stamp), "", name_en) })
}

fn fresh_id(workspace: &Workspace, stamp: &mut Stamp<'_>) -> String {
    loop {
        let id = format!("r-{}", random_signs((stamp.random)()));
        if workspace.shared.registry.get(&id).is_none() {
            return id;
        }
    }
}

/// Gives an entry as it stands in the corpus, and a copy to be changed.
fn find(workspace: &Workspace, id: &str) -> Result<(Option<Record>, RegistryEntry), Refusal> {
    let registry = &workspace.shared.registry;
    let entry = registry.get(id).ok_or_else(|| Refusal::new(format!("“{id}” is not in the registry.")))?;
    let before = registry.entries().get(id).cloned().map(Record::Entry);
    Ok((before, (**entry).clone()))
}

fn put(before: Option<Record>, after: RegistryEntry) -> (Option<Record>, Option<Record>) {
    (before, Some(Record::Entry(Arc::new(after))))
}

fn set_entry(workspace: &Workspace, id: &str, field: EntryField) -> Result<Changes, Refusal> {
    let (before, mut after) = find(workspace, id)?;
    let what = match field {
        EntryField::Kind(kind) => set(&mut after.kind, kind, "kind"),
        EntryField::NameEn(name) if name.trim().is_empty() && after.names.is_empty() => {
            return Err(Refusal::new("An actor needs a name. Give another one before you take this one away."));
        }
        EntryField::NameEn(name) => set(&mut after.name_en, name, "English name"),
        EntryField::Names(names) => {
            let wrong = names.iter().map(|name| &name.lang).find(|lang| !lang.is_empty() && !language::is_code(lang));
            if let Some(lang) = wrong.map(|lang| excerpt(lang, QUOTED)) {
                return Err(Refusal::new(format!(
                    "“{lang}” is not a language code. Write e.g. de, vi, ar or uz-Cyrl."
                )));
            }
            set(&mut after.names, names, "names")
        }
        EntryField::Country(country) => {
            let code = country_code(workspace, &country)?;
            set(&mut after.country, code, "country")
        }
        EntryField::Sectors(sectors) => set(&mut after.sectors, sectors, "sectors"),
        EntryField::PartOf(wholes) => {
            wholes.iter().try_for_each(|whole| refuse_circle(workspace, id, &whole.entry))?;
            set(&mut after.part_of, wholes, "whole")
        }
        EntryField::Memberships(ties) => set(&mut after.memberships, ties, "memberships"),
        EntryField::Members(ties) => set(&mut after.members, ties, "members"),
        EntryField::ExistsFrom(date) => set(&mut after.exists_from, date, "beginning"),
        EntryField::ExistsTo(date) => set(&mut after.exists_to, date, "end"),
        EntryField::SuccessorOf(ids) => set(&mut after.successor_of, ids, "predecessors"),
        EntryField::Recognised(code) => set(&mut after.recognised, code, "recognition"),
        EntryField::Codes(codes) => set(&mut after.codes, codes, "codes"),
        EntryField::Roles(roles) => set(&mut after.roles, roles, "offices"),
        EntryField::ExternalIds(ids) => set(&mut after.external_ids, ids, "ids"),
        EntryField::Field(field, value) => set_field(&mut after.fields, field, value),
        EntryField::Note(note) => set(&mut after.note, note, "note"),
    };
    let step = format!("Change the {what} of {}", after.label());
    Ok((step, vec![put(before, after)]))
}

/// An actor cannot be a part of itself, however long the way round.
fn refuse_circle(workspace: &Workspace, id: &str, whole: &str) -> Result<(), Refusal> {
    let registry = &workspace.shared.registry;
    let (mut seen, mut open) = (BTreeSet::new(), vec![whole.to_owned()]);
    while let Some(at) = open.pop() {
        if at == id {
            let (part, whole) = (registry.label(id), registry.label(whole));
            return Err(Refusal::new(format!("{whole} is already a part of {part}. Choose another one.")));
        }
        if let Some(entry) = registry.get(&at).filter(|_| seen.insert(at)) {
            open.extend(entry.wholes().map(str::to_owned));
        }
    }
    Ok(())
}

fn event(stamp: &Stamp<'_>, what: EventKind, other: &str, names: Vec<Name>) -> Event {
    let taken = Box::default();
    Event { at: stamp.at.to_owned(), by: stamp.by.to_owned(), what, other: other.to_owned(), names, taken }
}

fn merge(workspace: &Workspace, from: &str, into: &str, stamp: &Stamp<'_>) -> Result<Changes, Refusal> {
    let registry = &workspace.shared.registry;
    let into = registry.resolve(into).map_or(into, |entry| entry.id.as_str()).to_owned();
    let (before_from, mut gone) = find(workspace, from)?;
    let (before_into, mut stays) = find(workspace, &into)?;
    if gone.id == stays.id {
        return Err(Refusal::new("These two are one entry already."));
    }
    if gone.merged_into.is_some() {
        return Err(Refusal::new(format!("{} has been merged before. Separate it first.", gone.label())));
    }
    let script = language::script_of(&gone.name_en);
    let lang = if script == "Latn" { "en" } else { "" };
    let english =
        Name { text: gone.name_en.clone(), lang: lang.into(), script: script.to_owned(), kind: String::new() };
    let known = gone.names.iter().any(|name| name.text == gone.name_en);
    let taken: Vec<Name> = (!known)
        .then_some(english)
        .into_iter()
        .chain(gone.names.iter().cloned())
        .filter(|name| !name.text.is_empty() && !stays.has_name(&name.text))
        .collect();
    stays.names.extend(taken.iter().cloned());
    let more = Box::new(takeover::take_over(&mut stays, &gone));
    stays.history.push(Event { taken: more, ..event(stamp, EventKind::MergedFrom, &gone.id, taken) });
    gone.merged_into = Some(stays.id.clone());
    let step = format!("Merge {} into {}", gone.label(), stays.label());
    Ok((step, vec![put(before_into, stays), put(before_from, gone)]))
}

fn separate(workspace: &Workspace, id: &str, stamp: &Stamp<'_>) -> Result<Changes, Refusal> {
    let (before, mut back) = find(workspace, id)?;
    let Some(into) = back.merged_into.take() else {
        return Err(Refusal::new(format!("{} is not merged with another entry.", back.label())));
    };
    let (before_into, mut stays) = find(workspace, &into)?;
    let merged = stays.history.iter().rev().find(|event| event.what == EventKind::MergedFrom && event.other == back.id);
    let (names, taken) = merged.map(|event| (event.names.clone(), event.taken.clone())).unwrap_or_default();
    stays.names.retain(|name| !names.contains(name));
    takeover::give_back(&mut stays, &taken);
    stays.history.push(Event { taken, ..event(stamp, EventKind::SeparatedFrom, &back.id, names) });
    let step = format!("Separate {} from {}", back.label(), stays.label());
    Ok((step, vec![put(before, back), put(before_into, stays)]))
}

fn split(workspace: &Workspace, from: &str, names: &[usize], stamp: &mut Stamp<'_>) -> Result<Changes, Refusal> {
    let (before, mut old) = find(workspace, from)?;
    let (mut going, mut staying) = (Vec::new(), Vec::new());
    for (index, name) in old.names.iter().cloned().enumerate() {
        if names.contains(&index) { going.push(name) } else { staying.push(name) }
    }
    let Some(first) = going.first() else {
        return Err(Refusal::new("Choose the names that belong to the other actor first."));
    };
    let mut new = RegistryEntry {
        names: going.clone(),
        country: old.country.clone(),
        sectors: old.sectors.clone(),
        part_of: old.part_of.clone(),
        ..RegistryEntry::new(fresh_id(workspace, stamp), &old.kind, &first.text)
    };
    new.history.push(event(stamp, EventKind::SplitFrom, &old.id, going.clone()));
    old.names = staying;
    old.history.push(event(stamp, EventKind::SplitInto, &new.id, going));
    let step = format!("Split {} off {}", new.label(), old.label());
    Ok((step, vec![put(None, new), put(before, old)]))
}

fn delete(workspace: &Workspace, id: &str) -> Result<Changes, Refusal> {
    let (before, entry) = find(workspace, id)?;
    if before.is_none() {
        return Err(Refusal::new(format!("{} comes with the program and stays in reach.", entry.label())));
    }
    let points_here = |key: &ArticleKey| match workspace.get(key) {
        Some(opened) => {
            let actors = opened.work.actors.keys().chain(opened.work.agreements.keys());
            actors
                .filter_map(|id| opened.work.record(id))
                .any(|record| references(&record, workspace.schema()).iter().any(|to| to == id))
        }
        None => true,
    };
    let named = workspace.index().spellings.articles(id);
    let keys = named.filter_map(|at| workspace.entries().get(at as usize)).map(|entry| &entry.key);
    let others = workspace.opened().map(|opened| &opened.article.key);
    let all: BTreeSet<&ArticleKey> = keys.chain(others).collect();
    let used = all.into_iter().filter(|key| points_here(key));
    let count = used.count();
    if count > 0 {
        let articles = if count == 1 { "one article".to_owned() } else { format!("{count} articles") };
        return Err(Refusal::new(format!("{} is linked in {articles}. Merge it into another one.", entry.label())));
    }
    Ok((format!("Delete {}", entry.label()), vec![(before, None)]))
}

pub(super) fn identify(
    workspace: &Workspace,
    id: Option<&str>,
    members: Vec<Member>,
    stamp: &mut Stamp<'_>,
) -> Result<Changes, Refusal> {
    let identities = &workspace.shared.identities;
    let known = id.and_then(|id| identities.get(id)).or_else(|| {
        let holds = |identity: &&Arc<Identity>| members.iter().any(|member| holds(identity, member));
        identities.values().find(holds)
    });
    let before = known.cloned().map(Record::Identity);
    let mut after = match known {
        Some(identity) => (**identity).clone(),
        None => Identity::new(format!("i-{}", random_signs((stamp.random)())), ""),
    };
    for member in members {
        after.members.retain(|old| (&old.article, &old.agreement) != (&member.article, &member.agreement));
        after.members.push(member);
    }
    after.members.sort();
    if after.members.len() < 2 && !after.is_process() {
        return Err(Refusal::new("An agreement across articles needs two records. Choose another one as well."));
    }
    let step = "Say how two agreements stand to each other".to_owned();
    Ok((step, vec![(before, Some(Record::Identity(Arc::new(after))))]))
}

fn holds(identity: &Identity, member: &Member) -> bool {
    identity.members.iter().any(|other| (&other.article, &other.agreement) == (&member.article, &member.agreement))
}

fn set_identity(workspace: &Workspace, id: &str, field: IdentityField) -> Result<Changes, Refusal> {
    let identity = workspace.shared.identities.get(id);
    let identity = identity.ok_or_else(|| Refusal::new(format!("The agreement {id} is gone.")))?;
    let before = Some(Record::Identity(identity.clone()));
    let mut after = (**identity).clone();
    let what = match field {
        IdentityField::Title(title) => set(&mut after.title, title, "title"),
        IdentityField::Titles(titles) => set(&mut after.titles, titles, "titles"),
        IdentityField::Kind(kind) => set(&mut after.kind, kind, "kind"),
        IdentityField::Relations(ties) => {
            if let Some(tie) = ties.iter().find(|tie| tie.identity == id) {
                let sentence = format!("{} cannot stand to itself. Choose another one.", tie.identity);
                return Err(Refusal::new(sentence));
            }
            set(&mut after.relations, ties, "relations")
        }
        IdentityField::ExternalIds(ids) => set(&mut after.external_ids, ids, "ids"),
        IdentityField::Field(field, value) => set_field(&mut after.fields, field, value),
        IdentityField::Members(members) if members.len() < 2 && !after.is_process() => {
            return Ok(("Take an agreement across articles apart".to_owned(), vec![(before, None)]));
        }
        IdentityField::Members(members) => set(&mut after.members, members, "articles"),
        IdentityField::Adopted(adopted) => set(&mut after.adopted, adopted, "adopted values"),
        IdentityField::Note(note) => set(&mut after.note, note, "note"),
    };
    Ok((
        format!("Change the {what} of an agreement across articles"),
        vec![(before, Some(Record::Identity(Arc::new(after))))],
    ))
}

fn set_publisher(workspace: &Workspace, name: &str, field: PublisherField) -> Result<Changes, Refusal> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Refusal::new("This article has no publisher yet. Write its name first."));
    }
    let known = workspace.shared.publisher(name);
    let before = known.cloned().map(Record::Publisher);
    let mut after =
        known.map_or_else(|| Publisher { name: name.to_owned(), ..Publisher::default() }, |one| (**one).clone());
    let what = match field {
        PublisherField::Country(country) => set(&mut after.country, country_code(workspace, &country)?, "country"),
        PublisherField::Ownership(code) => set(&mut after.ownership, code, "ownership"),
        PublisherField::Originality(code) => set(&mut after.originality, code, "originality"),
        PublisherField::DateOrder(code) => set(&mut after.date_order, code, "order of dates"),
        PublisherField::TimeZone(zone) => {
            if !zone.is_empty() && !is_offset(&zone) {
                let offer = offset_meant(&zone);
                let zone = excerpt(&zone, QUOTED);
                let sentence = format!("“{zone}” is not an offset. Write e.g. +05:00 or -03:30.");
                return Err(Refusal::new(sentence).offer(offer));
            }
            set(&mut after.time_zone, zone, "time zone")
        }
        PublisherField::Reliability(code) => set(&mut after.reliability, code, "reliability"),
        PublisherField::Rules(rules) => set(&mut after.rules, rules, "rules"),
        PublisherField::Field(field, value) => set_field(&mut after.fields, field, value),
        PublisherField::Note(note) => set(&mut after.note, note, "note"),
    };
    Ok((format!("Change the {what} of {name}"), vec![(before, Some(Record::Publisher(Arc::new(after))))]))
}

/// Reads an offset written in another way: `UTC+5`, `+5:30`, `0530`.
fn offset_meant(text: &str) -> Option<String> {
    let text = text.trim().to_uppercase().replace('−', "-");
    let text = text.trim_start_matches("UTC").trim_start_matches("GMT").trim();
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => ('-', rest),
        None => ('+', text.strip_prefix('+').unwrap_or(text)),
    };
    let (hours, minutes) = match rest.split_once([':', '.']) {
        Some(parts) => parts,
        None if rest.len() > 2 => rest.split_at_checked(rest.len() - 2)?,
        None => (rest, "00"),
    };
    let offset = format!("{sign}{hours:0>2}:{minutes:0>2}");
    is_offset(&offset).then_some(offset)
}

/// Tells whether a text is an offset from UTC such as `+05:00`.
fn is_offset(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |at: std::ops::Range<usize>| text.get(at).and_then(|part| part.parse::<u8>().ok());
    bytes.len() == 6
        && matches!(bytes[0], b'+' | b'-')
        && bytes[3] == b':'
        && digits(1..3).is_some_and(|hours| hours <= 14)
        && digits(4..6).is_some_and(|minutes| minutes < 60)
}
