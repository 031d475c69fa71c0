//! The coded fields of every record, each with its list: one walk for the checks and for what changes codes.

use super::annotation::{
    ActorMention, Agreement, Beside, CustomMention, DateMention, FieldValue, Fields, Header, Identity, Party,
    Publisher, Region, RegistryEntry, Remarks, TextFlag,
};
use super::schema::{FieldDef, Schema, Term, Vocabulary};

/// What a code is taken from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum List<'s> {
    /// A list of the schema.
    Of(Vocabulary),
    /// What a passage supports: a part of a record, or a field of the schema that asks for passages.
    Slot,
    /// The dates of an agreement, as acts of a party.
    Act,
    /// The choices of a field of the schema.
    Own(&'s FieldDef),
}

impl<'s> List<'s> {
    /// Gives the codes that have taken the place of one: one, or several where it was split.
    #[must_use]
    pub fn successors(self, schema: &'s Schema, code: &str) -> &'s [String] {
        let term = match self {
            List::Of(vocabulary) => schema.term(vocabulary, code),
            List::Slot => schema.term(Vocabulary::EvidenceSlot, code),
            List::Own(field) => field.kind.choices().and_then(|choices| choices.term(code)),
            List::Act => None,
        };
        term.map_or(&[], |term| &term.replaced_by)
    }
}

/// Tells whether a schema has replaced any code.
#[must_use]
pub fn replaces(schema: &Schema) -> bool {
    let any = |terms: &[Term]| terms.iter().any(|term| !term.replaced_by.is_empty());
    let fields = schema.fields.iter().chain(schema.types.iter().flat_map(|one| &one.fields));
    Vocabulary::ALL.iter().any(|list| any(schema.terms(*list)))
        || fields.filter_map(|field| field.kind.choices()).any(|choices| any(choices))
}

/// Where a code stands.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'p, 's> {
    /// What its codes are taken from.
    pub list: List<'s>,
    /// The field, by the name the guideline knows it under.
    pub rule: &'static str,
    path: [&'p str; 3],
    /// Whether it stands in a remark on the field and not in the field itself.
    pub beside: bool,
}

impl Spot<'_, '_> {
    /// Gives the path of the field, as remarks name it; all values of a list have one path.
    #[must_use]
    pub fn path(&self) -> String {
        let parts: Vec<&str> = self.path.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(".")
    }
}

/// Names a field that has a path of its own.
fn at<'p, 's>(rule: &'static str, list: Vocabulary, path: &'p str) -> Spot<'p, 's> {
    Spot { list: List::Of(list), rule, path: [path, "", ""], beside: false }
}

/// Names a field of a part of a record.
fn of<'p, 's>(rule: &'static str, list: List<'s>, path: [&'p str; 3]) -> Spot<'p, 's> {
    Spot { list, rule, path, beside: false }
}

/// A record with coded fields.
pub trait Coded {
    /// Gives every code to a function, empty ones too, with the place where it stands.
    fn each_code<'s>(&self, schema: &'s Schema, visit: &mut dyn FnMut(Spot<'_, 's>, &str));

    /// Gives every code to a function that may change it.
    fn each_code_mut<'s>(&mut self, schema: &'s Schema, visit: &mut dyn FnMut(Spot<'_, 's>, &mut String));

    /// Writes another code wherever one stands in a field with this path. Remarks on it stay as they are.
    fn replace_code(&mut self, schema: &Schema, path: &str, from: &str, to: &str) {
        self.each_code_mut(schema, &mut |spot, code| {
            if code.trim() == from && !spot.beside && spot.path() == path {
                to.clone_into(code);
            }
        });
    }
}

/// Writes the walk over the records: once to look at the codes, once to change them.
macro_rules! walk {
    ($room:ident, $text:ty, $get:ident $(, $mutable:tt)?) => {
        mod $room {
            use super::*;

            type Visit<'v, 's> = dyn FnMut(Spot<'_, 's>, $text) + 'v;

            pub(super) fn header<'s, P>(one: &$($mutable)? Header<P>, schema: &'s Schema, visit: &mut Visit<'_, 's>) {
                let Header { reliability, exclusion, fields, beside, .. } = one;
                visit(at("article.reliability", Vocabulary::Reliability, "reliability"), reliability);
                visit(at("article.exclusion", Vocabulary::Exclusion, "exclusion"), exclusion);
                own(fields, "article", ["", ""], schema, visit);
                remarks(beside, visit);
            }

            pub(super) fn actor<'s, P>(one: &$($mutable)? ActorMention<P>, schema: &'s Schema, visit: &mut Visit<'_, 's>) {
                let ActorMention { form, confidence, titles, fields, beside, .. } = one;
                visit(at("actor.form", Vocabulary::ActorForm, "form"), form);
                visit(at("record.confidence", Vocabulary::Confidence, "confidence"), confidence);
                for title in titles {
                    visit(at("actor.roles", Vocabulary::TitleKind, "titles"), &$($mutable)? title.kind);
                }
                own(fields, "actor", ["", ""], schema, visit);
                remarks(beside, visit);
            }

            pub(super) fn date<'s, P>(one: &$($mutable)? DateMention<P>, schema: &'s Schema, visit: &mut Visit<'_, 's>) {
                let DateMention { role, kind, modifier, calendar, confidence, fields, beside, .. } = one;
                visit(at("date.role", Vocabulary::DateRole, "role"), role);
                visit(at("date.type", Vocabulary::DateType, "kind"), kind);
                visit(at("date.modifier", Vocabulary::Modifier, "modifier"), modifier);
                visit(at("date.calendar", Vocabulary::Calendar, "calendar"), calendar);
                visit(at("record.confidence", Vocabulary::Confidence, "confidence"), confidence);
                own(fields, "date", ["", ""], schema, visit);
                remarks(beside, visit);
            }

            pub(super) fn agreement<'s, P>(one: &$($mutable)? Agreement<P>, schema: &'s Schema, visit: &mut Visit<'_, 's>) {
                let Agreement { level, kind, status, modality, grounds, renewal, topics, relations, .. } = one;
                visit(at("agreement.level", Vocabulary::Level, "level"), level);
                visit(at("agreement.status", Vocabulary::Status, "status"), status);
                visit(at("agreement.modality", Vocabulary::Modality, "modality"), modality);
                // Without a level there is no list the kind could be missing from.
                if let Some(list) = Vocabulary::kinds_of(level) {
                    visit(at("agreement.kind", list, "kind"), kind);
                }
                visit(at("agreement.grounds", Vocabulary::Grounds, "grounds"), grounds);
                visit(at("agreement.term", Vocabulary::Renewal, "renewal"), &$($mutable)? renewal.kind);
                for topic in topics {
                    visit(at("agreement.topics", Vocabulary::Topic, "topics"), topic);
                }
                for relation in relations {
                    visit(at("agreement.relations", Vocabulary::Relation, "relations"), &$($mutable)? relation.kind);
                }
                let Agreement { confidence, credibility, fields, beside, .. } = one;
                visit(at("record.confidence", Vocabulary::Confidence, "confidence"), confidence);
                visit(at("record.confidence", Vocabulary::Credibility, "credibility"), credibility);
                own(fields, "agreement", ["", ""], schema, visit);
                remarks(beside, visit);
                parts(one, schema, visit);
            }

            fn parts<'s, P>(one: &$($mutable)? Agreement<P>, schema: &'s Schema, visit: &mut Visit<'_, 's>) {
                let Agreement { parties, signatories, quantities, evidence, .. } = one;
                for party in parties {
                    let Party { actor, capacity, role, acts, fields, remarks, .. } = party;
                    let path = |field| ["parties", actor.as_str(), field];
                    visit(of("agreement.parties", List::Of(Vocabulary::Capacity), path("capacity")), capacity);
                    visit(of("agreement.roles", List::Of(Vocabulary::PartyRole), path("role")), role);
                    for act in acts {
                        visit(of("agreement.acts", List::Act, path("acts")), &$($mutable)? act.act);
                    }
                    own(fields, "party", ["parties", actor], schema, visit);
                    said(remarks, ["parties", actor], visit);
                }
                for one in signatories {
                    let key = ["signatories", one.person.as_str()];
                    own(&$($mutable)? one.fields, "signatory", key, schema, visit);
                    said(&$($mutable)? one.remarks, key, visit);
                }
                for one in quantities {
                    let what = at("agreement.quantities", Vocabulary::Quantity, "quantities");
                    visit(what, &$($mutable)? one.what);
                    let modifier = at("agreement.quantities", Vocabulary::Modifier, "quantities");
                    visit(modifier, &$($mutable)? one.modifier);
                }
                for (nth, passage) in (0..).zip(evidence) {
                    let number = i32::to_string(&nth);
                    for slot in &$($mutable)? passage.slots {
                        visit(of("agreement.evidence", List::Slot, ["evidence", &number, ""]), slot);
                    }
                    if !passage.fields.is_empty() || !passage.remarks.is_empty() {
                        own(&$($mutable)? passage.fields, "evidence", ["evidence", &number], schema, visit);
                        said(&$($mutable)? passage.remarks, ["evidence", &number], visit);
                    }
                }
            }

            pub(super) fn flag<'s, P>(one: &$($mutable)? TextFlag<P>, _: &'s Schema, visit: &mut Visit<'_, 's>) {
                visit(at("flag.kind", Vocabulary::TextFlag, "kind"), &$($mutable)? one.kind);
                remarks(&$($mutable)? one.beside, visit);
            }

            pub(super) fn region<'s, P>(one: &$($mutable)? Region<P>, _: &'s Schema, visit: &mut Visit<'_, 's>) {
                visit(at("article.regions", Vocabulary::RegionKind, "kind"), &$($mutable)? one.kind);
                remarks(&$($mutable)? one.beside, visit);
            }

            pub(super) fn custom<'s, P>(one: &$($mutable)? CustomMention<P>, schema: &'s Schema, visit: &mut Visit<'_, 's>) {
                let CustomMention { type_id, confidence, fields, beside, .. } = one;
                visit(at("record.confidence", Vocabulary::Confidence, "confidence"), confidence);
                own(fields, type_id, ["", ""], schema, visit);
                remarks(beside, visit);
            }

            pub(super) fn entry<'s>(one: &$($mutable)? RegistryEntry, schema: &'s Schema, visit: &mut Visit<'_, 's>) {
                let RegistryEntry { kind, names, sectors, recognised, fields, beside, .. } = one;
                visit(at("registry.kind", Vocabulary::ActorKind, "kind"), kind);
                for name in names {
                    visit(at("registry.names", Vocabulary::NameKind, "names"), &$($mutable)? name.kind);
                }
                for sector in sectors {
                    visit(at("registry.kind", Vocabulary::Sector, "sectors"), sector);
                }
                visit(at("registry.existence", Vocabulary::Recognised, "recognised"), recognised);
                own(fields, "registry", ["", ""], schema, visit);
                remarks(beside, visit);
            }

            pub(super) fn identity<'s>(one: &$($mutable)? Identity, schema: &'s Schema, visit: &mut Visit<'_, 's>) {
                let Identity { kind, titles, members, relations, fields, beside, .. } = one;
                let rule = "agreement.identity";
                visit(at(rule, Vocabulary::IdentityKind, "kind"), kind);
                for title in titles {
                    visit(at(rule, Vocabulary::NameKind, "titles"), &$($mutable)? title.kind);
                }
                for member in members {
                    visit(at(rule, Vocabulary::IdentityRelation, "members"), &$($mutable)? member.relation);
                }
                for tie in relations {
                    visit(at(rule, Vocabulary::IdentityTie, "relations"), &$($mutable)? tie.kind);
                }
                own(fields, "identity", ["", ""], schema, visit);
                remarks(beside, visit);
            }

            pub(super) fn publisher<'s>(one: &$($mutable)? Publisher, schema: &'s Schema, visit: &mut Visit<'_, 's>) {
                let Publisher { ownership, originality, date_order, reliability, rules, fields, beside, .. } = one;
                visit(at("article.publisher", Vocabulary::Ownership, "ownership"), ownership);
                visit(at("article.publisher", Vocabulary::Originality, "originality"), originality);
                visit(at("article.publisher", Vocabulary::DateOrder, "date_order"), date_order);
                visit(at("article.reliability", Vocabulary::Reliability, "reliability"), reliability);
                for rule in rules {
                    visit(at("article.regions", Vocabulary::RegionKind, "rules"), &$($mutable)? rule.kind);
                }
                own(fields, "publisher", ["", ""], schema, visit);
                remarks(beside, visit);
            }

            fn own<'s>(
                fields: &$($mutable)? Fields,
                on: &str,
                [part, key]: [&str; 2],
                schema: &'s Schema,
                visit: &mut Visit<'_, 's>,
            ) {
                if fields.is_empty() {
                    return;
                }
                for field in schema.fields_of(on).filter(|field| field.kind.choices().is_some()) {
                    let path = if part.is_empty() { [field.id.as_str(), "", ""] } else { [part, key, &field.id] };
                    let spot = of("record.own", List::Own(field), path);
                    match fields.$get(&field.id) {
                        Some(FieldValue::One(code)) => visit(spot, code),
                        Some(FieldValue::Many(codes)) => {
                            for code in codes {
                                visit(spot, code);
                            }
                        }
                        None => {}
                    }
                }
            }

            fn remarks(beside: &$($mutable)? Beside, visit: &mut Visit<'_, '_>) {
                let Beside { remarks, .. } = beside;
                said(remarks, ["", ""], visit);
            }

            fn said(remarks: &$($mutable)? Remarks, [part, key]: [&str; 2], visit: &mut Visit<'_, '_>) {
                for (field, remark) in remarks {
                    let path = [part, key, field.as_str()];
                    let beside = |rule, list| Spot { beside: true, ..of(rule, List::Of(list), path) };
                    visit(beside("record.missing", Vocabulary::Missing), &$($mutable)? remark.missing);
                    visit(beside("record.confidence", Vocabulary::Confidence), &$($mutable)? remark.confidence);
                }
            }
        }
    };
}

walk!(looking, &str, get);
walk!(changing, &mut String, get_mut, mut);

macro_rules! coded {
    ($($record:ty, $walk:ident $(, $place:ident)?;)*) => {
        $(impl$(<$place>)? Coded for $record {
            fn each_code<'s>(&self, schema: &'s Schema, visit: &mut dyn FnMut(Spot<'_, 's>, &str)) {
                looking::$walk(self, schema, visit);
            }

            fn each_code_mut<'s>(&mut self, schema: &'s Schema, visit: &mut dyn FnMut(Spot<'_, 's>, &mut String)) {
                changing::$walk(self, schema, visit);
            }
        })*
    };
}

coded! {
    Header<P>, header, P;
    ActorMention<P>, actor, P;
    DateMention<P>, date, P;
    Agreement<P>, agreement, P;
    TextFlag<P>, flag, P;
    Region<P>, region, P;
    CustomMention<P>, custom, P;
    RegistryEntry, entry;
    Identity, identity;
    Publisher, publisher;
}

#[cfg(test)]
mod tests {
    use super::super::annotation::{Id, Kind, Place, Remark};
    use super::super::text::Span;
    use super::*;

    fn agreement() -> Agreement {
        let mut one = Agreement::new(Id::new(Kind::Agreement, 1), Place::of(Span::new(0, 1)));
        one.topics = vec!["CT".into(), "CYBER".into()];
        one.parties = vec![Party::of("UZB", "state"), Party::of("a.b", "agency")];
        one.beside.set("status", Remark { missing: "unknown".into(), ..Remark::default() });
        one
    }

    #[test]
    fn both_walks_meet_the_same_codes_in_the_same_places() {
        let (schema, mut one) = (Schema::default(), agreement());
        let mut seen: Vec<(String, String)> = Vec::new();
        one.each_code(&schema, &mut |spot, code| seen.push((spot.path(), code.to_owned())));
        let mut changed = Vec::new();
        one.each_code_mut(&schema, &mut |spot, code| changed.push((spot.path(), code.clone())));
        assert_eq!(seen, changed);
        for (path, code) in [("topics", "CYBER"), ("parties.a.b.capacity", "agency"), ("status", "unknown")] {
            assert!(seen.contains(&(path.to_owned(), code.to_owned())), "{path}");
        }
    }

    #[test]
    fn code_is_replaced_where_it_stands_and_nowhere_else() {
        let (schema, mut one) = (Schema::default(), agreement());
        one.replace_code(&schema, "topics", "CYBER", "TECH");
        one.replace_code(&schema, "parties.a.b.capacity", "agency", "ministry");
        one.replace_code(&schema, "parties.UZB.capacity", "agency", "other");
        assert_eq!(one.topics, ["CT", "TECH"]);
        let capacities: Vec<&str> = one.parties.iter().map(|party| party.capacity.as_str()).collect();
        assert_eq!(capacities, ["state", "ministry"]);
    }
}
