//! The actors of the gold file.

use std::collections::BTreeSet;

use glossator::app::Glossator;
use glossator::core::annotation::{Dated, Name, Remark};
use glossator::core::intent::{CorpusIntent, EntryField, Intent};
use glossator::core::matching::fold;

use super::{SCHEME, enter, entry_of};
use crate::book::{Book, Gold};

/// Enters the actors of the gold file that the registry does not know yet.
pub(super) fn enter_registry(app: &mut Glossator, book: &Book) {
    for gold in book.all("registry") {
        let id = gold.text("id");
        let known = entry_of(&app.desk.workspace.shared.registry, &id).cloned();
        let entry = match known {
            Some(entry) => entry.id,
            None => new_entry(app, &gold),
        };
        complete(app, &gold, &entry);
    }
}

/// Makes an entry with the name the gold file has for it.
fn new_entry(app: &mut Glossator, gold: &Gold<'_>) -> String {
    let ids = |app: &Glossator| app.desk.workspace.shared.registry.entries().keys().cloned().collect::<BTreeSet<_>>();
    let before = ids(app);
    enter(app, Intent::Corpus(CorpusIntent::NewEntry(gold.text("name_en"))));
    let mut new: Vec<String> = ids(app).difference(&before).cloned().collect();
    let id = new.pop().expect("an entry was made");
    let mut set = |field| enter(app, Intent::Corpus(CorpusIntent::SetEntry(id.clone(), field)));
    set(EntryField::Kind(kind_of(gold).to_owned()));
    set(EntryField::ExternalIds(vec![format!("{SCHEME}:{}", gold.text("id"))]));
    id
}

/// Gives the kind of entry for a type of the gold file, which does not tell organisations apart.
fn kind_of(gold: &Gold<'_>) -> &'static str {
    match (gold.text("type").as_str(), gold.text("sector_plover").as_str()) {
        ("state", _) => "state",
        ("person", _) => "person",
        ("group", _) => "group",
        ("organisation", "EDU") => "academic",
        ("organisation", "JRN") => "media",
        ("organisation", "COP" | "GOV") => "gov_org",
        other => panic!("{other:?} has no kind of entry"),
    }
}

/// Says of an entry what it does not say by itself; what it says must be what the gold file says.
fn complete(app: &mut Glossator, gold: &Gold<'_>, id: &str) {
    let entry = |app: &Glossator| (**app.desk.workspace.shared.registry.get(id).expect("the entry is there")).clone();
    let is = entry(app);
    let mut fields = Vec::new();
    let name = gold.text("name_en");
    if !is.all_names().any(|known| fold(known) == fold(&name)) {
        let mut names = is.names.clone();
        names.push(Name { text: name, lang: "en".into(), script: "Latn".into(), kind: "short".into() });
        fields.push(EntryField::Names(names));
    }
    let part_of = gold.get("part_of").map(|_| gold.text("part_of"));
    let part_of =
        part_of.map(|whole| entry_of(&app.desk.workspace.shared.registry, &whole).expect("the whole").id.clone());
    for (is, said, field) in [
        (&is.country, gold.text("country"), EntryField::Country as fn(String) -> EntryField),
        (&is.sectors.concat(), gold.text("sector_plover"), |code| EntryField::Sectors(vec![code])),
        (&is.wholes().collect(), part_of.unwrap_or_default(), |whole| EntryField::PartOf(vec![Dated::to(&whole)])),
    ] {
        assert!(is.is_empty() || *is == said, "{id}: “{is}” is not “{said}”");
        if *is != said {
            fields.push(field(said));
        }
    }
    let registry = &app.desk.workspace.shared.registry;
    let member = |gold: &String| Dated::to(&entry_of(registry, gold).expect("the member").id);
    let members: Vec<Dated> = gold.texts("members").iter().map(member).collect();
    if members != is.members {
        fields.push(EntryField::Members(members));
    }
    let note = gold.text("note");
    if note != is.note {
        fields.push(EntryField::Note(note));
    }
    for field in fields {
        enter(app, Intent::Corpus(CorpusIntent::SetEntry(id.to_owned(), field)));
    }
    if let Some(wikidata) = gold.get("wikidata").map(|_| format!("wikidata:{}", gold.text("wikidata"))) {
        assert!(is.external_ids.contains(&wikidata), "{id}: {wikidata}");
        let source = Remark { comment: gold.text("wikidata_source"), ..Remark::default() };
        let key = format!("registry/{id}");
        enter(app, Intent::Corpus(CorpusIntent::Remark(key, "external_ids".to_owned(), source)));
    }
    let entry = entry(app);
    assert!(
        app.desk.workspace.schema().knows(glossator::core::schema::Vocabulary::ActorKind, &entry.kind),
        "{}",
        entry.kind
    );
    assert_eq!(entry.kind, kind_of(gold), "{id}");
}
