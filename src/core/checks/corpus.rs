//! Check 36 and those beside it that look at what belongs to the whole corpus: the registry, agreements across
//! articles, publishers.

use std::ops::Bound;

use super::codes::wrong;
use super::dates::bounds;
use super::own::Around;
use super::{LABEL, accepted_in, by_number, rules};
use crate::core::annotation::{Beside, Dated, Identity, Publisher, RegistryEntry};
use crate::core::coded::Coded;
use crate::core::dates::DateValue;
use crate::core::facts::{Links, Owner};
use crate::core::finding::{Diagnostic, Fix, Severity, Target};
use crate::core::intent::{CorpusIntent, EntryField, IdentityField, Intent};
use crate::core::schema::FieldDef;
use crate::core::shared::{Map, Registry, Shared};
use crate::core::text::excerpt;
use crate::core::workspace::Workspace;

/// Records that are looked at in a step; fewer where the schema has many rules.
const AT_ONCE: usize = 256;
/// Numbers that COW and Gleditsch–Ward have for states.
const NUMBERS: std::ops::RangeInclusive<u16> = 2..=990;
/// Code points of a value in a message.
const VALUE: usize = 40;

/// Runs the checks on what belongs to the whole corpus. Findings come by list and key.
#[must_use]
pub fn corpus(workspace: &Workspace) -> Vec<Diagnostic> {
    let mut round = CorpusRound::default();
    while round.step(workspace) {}
    round.found()
}

/// The checks on what belongs to the whole corpus under way, some records at a time.
#[derive(Debug, Default)]
pub struct CorpusRound {
    /// Which of the lists is gone through.
    list: usize,
    /// The record that was looked at last.
    last: Option<String>,
    found: Vec<Diagnostic>,
}

impl CorpusRound {
    /// Looks at some further records; tells whether there are more. What belongs to the corpus must not have changed
    /// since the step before.
    pub fn step(&mut self, workspace: &Workspace) -> bool {
        let shared = &workspace.shared;
        let mut desk = Desk::of(workspace, &mut self.found);
        let at_once = (AT_ONCE / workspace.schema().rules.len().max(1)).max(1);
        let last = match self.list {
            0 => some(shared.registry.entries(), self.last.as_deref(), at_once, |entry| desk.entry(entry)),
            1 => some(&shared.identities, self.last.as_deref(), at_once, |identity| desk.identity(identity)),
            2 => some(&shared.publishers, self.last.as_deref(), at_once, |publisher| desk.publisher(publisher)),
            _ => return false,
        };
        self.list += usize::from(last.is_none());
        self.last = last;
        self.list < 3
    }

    /// Gives what was found.
    #[must_use]
    pub fn found(self) -> Vec<Diagnostic> {
        self.found
    }
}

/// Gives some records behind a key to a function; tells the key of the last one, nothing where none is left.
fn some<T>(list: &Map<T>, after: Option<&str>, most: usize, mut visit: impl FnMut(&T)) -> Option<String> {
    let from = after.map_or(Bound::Unbounded, Bound::Excluded);
    let mut last = None;
    for (key, record) in list.range::<str, _>((from, Bound::Unbounded)).take(most) {
        visit(record);
        last = Some(key);
    }
    last.cloned()
}

/// What belongs to the corpus under the checks.
struct Desk<'a> {
    shared: &'a Shared,
    around: Around<'a>,
    found: &'a mut Vec<Diagnostic>,
    key: String,
}

impl<'a> Desk<'a> {
    fn of(workspace: &'a Workspace, found: &'a mut Vec<Diagnostic>) -> Self {
        let links = Links { registry: &workspace.shared.registry, work: None };
        let around = Around { schema: workspace.schema(), links, language: "" };
        Self { shared: &workspace.shared, around, found, key: String::new() }
    }

    fn registry(&self) -> &'a Registry {
        self.around.links.registry
    }

    fn target(&self, field: &'static str) -> Target {
        Target { shared: Some(self.key.clone()), field, ..Target::default() }
    }

    fn report(&mut self, number: u8, field: &'static str, message: String, fix: Option<Fix>) {
        let severity = by_number(number).map_or(Severity::Error, |check| check.severity);
        let (rule, target) = (String::new(), self.target(field));
        self.found.push(Diagnostic { number, rule, severity, message, target, fix, accepted: None });
    }

    fn entry(&mut self, entry: &RegistryEntry) {
        // What was merged into another entry counts for nothing.
        if entry.merged_into.is_some() {
            return;
        }
        self.key = format!("registry/{}", entry.id);
        let first = self.found.len();
        self.codes(entry);
        self.existence(entry);
        self.numbers(entry);
        self.ties(entry);
        self.schema(Owner::Entry(entry), &entry.beside, first);
    }

    fn identity(&mut self, identity: &Identity) {
        self.key = format!("agreements/{}", identity.id);
        let first = self.found.len();
        self.codes(identity);
        let dead = |id: &str| !self.shared.identities.contains_key(id);
        for tie in identity.relations.iter().filter(|tie| dead(&tie.identity)).collect::<Vec<_>>() {
            let (title, to) = (excerpt(&identity.title, LABEL), excerpt(&tie.identity, VALUE));
            let message = format!("“{title}” points to “{to}”, which is not there. Choose another agreement.");
            let left = identity.relations.iter().filter(|other| *other != tie).cloned().collect();
            let intent = CorpusIntent::SetIdentity(identity.id.clone(), IdentityField::Relations(left));
            self.report(8, "agreement.identity", message, Some(take_out(intent)));
        }
        self.schema(Owner::Identity(identity), &identity.beside, first);
    }

    fn publisher(&mut self, publisher: &Publisher) {
        self.key = format!("sources/{}", publisher.name);
        let first = self.found.len();
        self.codes(publisher);
        self.schema(Owner::Publisher(publisher), &publisher.beside, first);
    }

    /// Looks at the fields and rules of the schema, then for what a person lets stand.
    fn schema(&mut self, owner: Owner<'_>, beside: &Beside, first: usize) {
        let around = Around { ..self.around };
        let fields: Vec<&FieldDef> = around.schema.fields_of(owner.on()).filter(|field| !field.hidden).collect();
        let problems: Vec<String> = fields.iter().filter_map(|field| around.problem(field, owner)).collect();
        for problem in problems {
            self.report(36, "record.own", problem, None);
        }
        for field in fields {
            let given = owner.fields().get(&field.id).map(|value| value.values().to_vec()).unwrap_or_default();
            for dead in around.dead(field, &given) {
                let (label, dead) = (excerpt(&field.label, LABEL), excerpt(dead, VALUE));
                let message = format!("“{label}” points to “{dead}”, which is not in the registry. Choose an entry.");
                self.report(8, "record.own", message, None);
            }
        }
        for rule in around.schema.rules_for(owner.on()) {
            if rule.when.holds(&around.said(owner)) {
                let target = self.target("record.own");
                self.found.push(rules::speak(rule, target, "", &around.said(owner)));
            }
        }
        for found in &mut self.found[first..] {
            found.accepted = accepted_in(beside, found);
        }
    }

    fn codes(&mut self, record: &dyn Coded) {
        let schema = self.around.schema;
        let mut wrongs = Vec::new();
        record.each_code(schema, &mut |spot, code| {
            if !code.is_empty() {
                wrongs.extend(wrong(schema, spot.list, code).map(|message| (spot.rule, message)));
            }
        });
        for (field, message) in wrongs {
            self.report(36, field, message, None);
        }
    }

    fn existence(&mut self, entry: &RegistryEntry) {
        let label = excerpt(entry.label(), LABEL);
        let mut dates = vec![(label.as_str(), "exists", entry.exists_from.as_str(), entry.exists_to.as_str())];
        let ties = [&entry.part_of, &entry.memberships, &entry.members];
        let tied = ties.into_iter().flatten().map(|tie| (tie.entry.as_str(), "is tied", &*tie.from, &*tie.until));
        dates.extend(tied);
        dates.extend(entry.roles.iter().map(|role| (role.title.as_str(), "is held", &*role.from, &*role.to)));
        dates.extend(entry.codes.iter().map(|code| (code.code.as_str(), "counts", &*code.from, &*code.until)));
        for (what, how, from, until) in dates {
            let mut fine = true;
            for problem in [from, until].into_iter().filter_map(problem) {
                self.report(36, "registry.existence", problem, None);
                fine = false;
            }
            let turned = fine
                && !from.is_empty()
                && !until.is_empty()
                && bounds(from).0.zip(bounds(until).1).is_some_and(|(from, until)| from > until);
            if turned {
                let [what, from, until] = [what, from, until].map(|text| excerpt(text, VALUE));
                let message =
                    format!("“{what}” {how} from {from} and until {until}, which is before. Check both dates.");
                self.report(36, "registry.existence", message, None);
            }
        }
    }

    fn numbers(&mut self, entry: &RegistryEntry) {
        for code in &entry.codes {
            let list = match code.scheme.as_str() {
                "cow" => "COW",
                "gw" => "Gleditsch and Ward",
                _ => continue,
            };
            let plain = code.code.bytes().all(|byte| byte.is_ascii_digit());
            if !plain || !code.code.parse().is_ok_and(|number: u16| NUMBERS.contains(&number)) {
                let shown = excerpt(&code.code, VALUE);
                let (low, high) = (NUMBERS.start(), NUMBERS.end());
                let message = format!("“{shown}” is no number of {list}: theirs go from {low} to {high}. Correct it.");
                self.report(36, "registry.codes", message, None);
            }
        }
    }

    /// Check 8 on the ties of an entry.
    fn ties(&mut self, entry: &RegistryEntry) {
        type Field = fn(Vec<Dated>) -> EntryField;
        let registry = self.registry();
        let dead = |id: &str| !id.is_empty() && registry.get(id).is_none();
        let lists: [(&[Dated], Field); 3] = [
            (&entry.part_of, EntryField::PartOf),
            (&entry.memberships, EntryField::Memberships),
            (&entry.members, EntryField::Members),
        ];
        let mut found: Vec<(&str, &'static str, EntryField)> = Vec::new();
        for (list, set) in lists {
            for tie in list.iter().filter(|tie| dead(&tie.entry)) {
                let left = list.iter().filter(|other| *other != tie).cloned().collect();
                found.push((&tie.entry, "registry.members", set(left)));
            }
        }
        for former in entry.successor_of.iter().filter(|former| dead(former)) {
            let left = entry.successor_of.iter().filter(|other| *other != former).cloned().collect();
            found.push((former, "registry.existence", EntryField::SuccessorOf(left)));
        }
        for (nth, role) in entry.roles.iter().enumerate().filter(|(_, role)| dead(&role.org)) {
            let mut left = entry.roles.clone();
            left[nth].org.clear();
            found.push((&role.org, "registry.kind", EntryField::Roles(left)));
        }
        let label = excerpt(entry.label(), LABEL);
        for (link, field, set) in found {
            let link = excerpt(link, VALUE);
            let message = format!("{label} points to “{link}”, which is not in the registry. Choose an entry.");
            let intent = CorpusIntent::SetEntry(entry.id.clone(), set);
            self.report(8, field, message, Some(take_out(intent)));
        }
    }
}

fn take_out(intent: CorpusIntent) -> Fix {
    Fix { label: "Take it out".to_owned(), intent: Intent::Corpus(intent) }
}

/// Says what is wrong with a date; nothing of an empty one.
fn problem(value: &str) -> Option<String> {
    DateValue::parse(value).err().filter(|_| !value.is_empty()).map(|problem| problem.to_string())
}
