//! The tables of names.

use super::{Kind, Name, Role, Shape};
use crate::core::doc::label;
use crate::core::schema::Vocabulary;

/// Declares fields: name, name for people, shape, lists of codes, and what it means.
macro_rules! names {
    ($($name:expr, $label:expr, $shape:expr, [$($list:ident),*], $help:expr;)*) => {
        [$(Name { name: $name, label: $label, shape: $shape, codes: &[$(Vocabulary::$list),*], help: $help }),*]
    };
}

/// Declares the dates of an agreement, each with what it rests on.
macro_rules! dates {
    ($($name:literal, $label:literal, $shape:expr, $help:literal;)*) => {
        names! {$(
            $name, $label, $shape, [], $help;
            concat!($name, "_basis"), concat!($label, ": basis"), Shape::Text, [Basis], "What the value rests on.";
            concat!($name, "_basis_reason"), concat!($label, ": reason"), Shape::Text, [], "Why, where it is inferred or from elsewhere.";
            concat!($name, "_mention"), concat!($label, ": date mark"), Shape::Record, [], "Id of the date mark the value is read from.";
        )*}
    };
}

pub(super) const KINDS: [Kind; 12] = [
    Kind { label: label::ACTOR, help: "A mention of an actor: a state, an organisation, a person.", colour: "#2b6cb0" },
    Kind { label: label::ACTOR_TITLE, help: "A title, rank or honorific beside a name.", colour: "#7f9cc0" },
    Kind { label: label::DATE, help: "A mention of a date, a time or a duration.", colour: "#8a6d1a" },
    Kind {
        label: label::AGREEMENT,
        help: "The record of an agreement. It stands where its trigger stands, else where its first passage stands.",
        colour: "#2f7a4f",
    },
    Kind { label: label::EVIDENCE, help: "A passage that shows an agreement.", colour: "#8cc49f" },
    Kind { label: label::TRIGGER, help: "The word that says what happened.", colour: "#1f5c3a" },
    Kind { label: label::INSTRUMENT, help: "Where the document is named.", colour: "#5a9a78" },
    Kind { label: label::VENUE, help: "Where the place of an agreement is named.", colour: "#6b8f71" },
    Kind { label: label::QUANTITY, help: "Where an amount is named.", colour: "#b0663a" },
    Kind { label: label::FLAG, help: "Something that is wrong with the text itself.", colour: "#b03a48" },
    Kind { label: label::REGION, help: "A part of the page that is not the article.", colour: "#8c8c8c" },
    Kind { label: label::ARTICLE_TITLE, help: "The title of the article.", colour: "#6a4c93" },
];

const fn role(role: &'static str, from: &'static str, to: &'static str, help: &'static str) -> Role {
    Role { role, from, to, help }
}

pub(super) const ROLES: [Role; 24] = [
    role("title", label::ACTOR, label::ACTOR_TITLE, "The title stands beside the name."),
    role("anchor", label::DATE, label::DATE, "The first date counts from the second one."),
    role("evidence", label::AGREEMENT, label::EVIDENCE, "The passage shows the agreement."),
    role("trigger", label::AGREEMENT, label::TRIGGER, "The word says what happened."),
    role("instrument", label::AGREEMENT, label::INSTRUMENT, "The document is named there."),
    role("venue", label::AGREEMENT, label::VENUE, "The place is named there."),
    role(
        "quantity",
        label::AGREEMENT,
        label::QUANTITY,
        "The amount is named there; the parts have the numbers of `quantities`.",
    ),
    role(
        "party",
        label::AGREEMENT,
        label::ACTOR,
        "The mention of a party that stands nearest; `parties` says who they are.",
    ),
    role("signatory", label::AGREEMENT, label::ACTOR, "The mention of a signatory that stands nearest."),
    role("present", label::AGREEMENT, label::ACTOR, "The mention of somebody present that stands nearest."),
    role("signed", label::AGREEMENT, label::DATE, "The date mark the value is read from."),
    role("validity", label::AGREEMENT, label::DATE, "The date mark the value is read from."),
    role("in_force", label::AGREEMENT, label::DATE, "The date mark the value is read from."),
    role("expires", label::AGREEMENT, label::DATE, "The date mark the value is read from."),
    role("announced", label::AGREEMENT, label::DATE, "The date mark the value is read from."),
    role("held", label::AGREEMENT, label::DATE, "The date mark the value is read from."),
    role("initialled", label::AGREEMENT, label::DATE, "The date mark the value is read from."),
    role("ratified", label::AGREEMENT, label::DATE, "The date mark the value is read from."),
    role("registered", label::AGREEMENT, label::DATE, "The date mark the value is read from."),
    role("extended", label::AGREEMENT, label::DATE, "The date mark the value is read from."),
    role("suspended", label::AGREEMENT, label::DATE, "The date mark the value is read from."),
    role("terminated", label::AGREEMENT, label::DATE, "The date mark the value is read from."),
    role("term", label::AGREEMENT, label::DATE, "The mark of the duration the value is read from."),
    role("renewal", label::AGREEMENT, label::DATE, "The date mark the renewal is read from."),
];

pub(super) const REMARKS: [Name; 5] = names! {
    "missing", "Missing", Shape::Text, [Missing], "Why the field is empty.";
    "basis", "Basis", Shape::Text, [Basis], "What the value rests on.";
    "basis_reason", "Reason", Shape::Text, [], "Why, where it is inferred or from elsewhere.";
    "confidence", "Confidence", Shape::Text, [Confidence], "How sure the coder is of the value.";
    "comment", "Comment", Shape::LongText, [], "What the coder says about the field.";
};

/// How sure a coder is of a record.
pub(super) const SURE: [Name; 1] = names! {
    "confidence", "Confidence", Shape::Text, [Confidence], "How sure the coder is of the record.";
};

/// What every record has last.
pub(super) const OF_MARKS: [Name; 1] = names! {
    "note", "Note", Shape::LongText, [], "A free note.";
};

const ACCEPTED: &[&str] = &["check", "rule", "field", "says", "reason", "by", "at", "part", "value"];

/// The bookkeeping of every record.
pub(super) const OF_ALL: [Name; 9] = names! {
    "label", "Label elsewhere", Shape::Text, [], "The label of the mark in the file it was imported from, where that is none of ours.";
    "accepted", "Accepted warnings", Shape::Tuples(ACCEPTED), [], "Warnings that a person lets stand: number of the check, rule, field, what it says, why, who, when, the part and the value it is about.";
    "created_by", "Made by", Shape::Text, [], "Who made the record.";
    "created_at", "Made at", Shape::Moment, [], "When the record was made.";
    "changed_by", "Changed by", Shape::Text, [], "Who changed the record last.";
    "changed_at", "Changed at", Shape::Moment, [], "When the record was changed last.";
    "origin", "Origin", Shape::Text, [], "`manual`, `suggested:` and the rule that proposed it, or `imported:` and the file it was read from.";
    "accepted_by", "Accepted by", Shape::Text, [], "Who accepted what was suggested or imported.";
    "from", "Decision", Shape::Text, [], "The decision that a record of the gold comes from.";
};

pub(super) const ARTICLE: [Name; 28] = names! {
    "language", "Language", Shape::Text, [], "BCP 47 code, where a person has set it.";
    "language_detected", "Language found", Shape::Text, [], "BCP 47 code that was found for certain, where nobody has set one.";
    "direction", "Direction", Shape::Text, [], "`ltr` or `rtl`, where a person has set it.";
    "published", "Published", Shape::Date, [], "The date of publication.";
    "published_basis", "Published: basis", Shape::Text, [Basis], "What the date rests on.";
    "published_basis_reason", "Published: reason", Shape::Text, [], "Why, where it is inferred or from elsewhere.";
    "published_mention", "Published: date mark", Shape::Record, [], "Id of the date mark that says it.";
    "publisher", "Publisher", Shape::Text, [], "Name of the publisher.";
    "url", "Address", Shape::Text, [], "Address of the page.";
    "credited", "Credited", Shape::Text, [], "The source the article itself names.";
    "reliability", "Reliability", Shape::Text, [Reliability], "Reliability of this article; empty for that of the publisher.";
    "state", "State", Shape::Text, [], "How far the work is: `new`, `in_progress`, `done`, `needs_second_look`, `excluded`.";
    "done_by", "Done by", Shape::Text, [], "Who set the article done.";
    "done_at", "Done at", Shape::Moment, [], "When it was set done.";
    "done_schema", "Done under", Shape::Text, [], "Id of the schema under which it was set done.";
    "done_schema_version", "Done under version", Shape::Text, [], "Version of that schema.";
    "done_guideline", "Done under guideline", Shape::Text, [], "Version of the guideline under which it was set done.";
    "exclusion", "Excluded because", Shape::Text, [Exclusion], "Why the article is not part of the dataset.";
    "exclusion_reason", "Excluded: words", Shape::LongText, [], "Why the article is not part of the dataset, in words.";
    "no_agreement_by", "None found by", Shape::Text, [], "Who looked for agreements and found none.";
    "no_agreement_at", "None found at", Shape::Moment, [], "When that was said.";
    "note", "Note", Shape::LongText, [], "A free note.";
    "accepted", "Accepted warnings", Shape::Tuples(ACCEPTED), [], "Warnings that a person lets stand: number of the check, rule, field, what it says, why, who, when, the part and the value it is about.";
    "header_version", "Version of these fields", Shape::Text, [], "A hash of the fields above and of where the title stands, as they went out. While they are the same in the corpus, what is changed here is taken when the file is imported.";
    "annotator", "Annotator", Shape::Text, [], "Whose work it is.";
    "schema_id", "Schema", Shape::Text, [], "Id of the schema in force.";
    "schema_version", "Version of the schema", Shape::Text, [], "Version of the schema in force.";
    "text_sha256", "Hash", Shape::Text, [], "SHA-256 of the text, as hexadecimal digits.";
};

pub(super) const ACTOR: [Name; 5] = names! {
    "form", "Form", Shape::Text, [ActorForm], "In what form the actor is named.";
    "links", "Actors", Shape::Entries, [], "Ids of the entries of the registry that are meant; several for “the two states”.";
    "intended", "Meant", Shape::Entries, [], "Ids of the entries that the text should have named, where it names the wrong ones.";
    "actor_names", "Names", Shape::Pairs('=', &["id", "name"]), [], "What the ids mean, for whoever has no registry.";
    "titles", "Titles", Shape::Tuples(&["number", "kind", "gloss"]), [], "Titles that stand nowhere in the text; the others are parts `t0`, `t1` and so on, numbered with these.";
};

pub(super) const TITLE: [Name; 2] = names! {
    "kind", "Kind", Shape::Text, [TitleKind], "What sort of title it is.";
    "gloss", "Meaning", Shape::Text, [], "What it says, in English or as the text has it.";
};

pub(super) const DATE: [Name; 10] = names! {
    "kind", "Type", Shape::Text, [DateType], "What sort of date it is.";
    "value", "Value", Shape::Date, [], "The value (EDTF), of a duration as ISO 8601, as typed.";
    "reference", "Reference", Shape::Text, [Reference], "The direction in time of an expression without a value.";
    "role", "Role", Shape::Text, [DateRole], "What the date is the date of.";
    "anchor", "Anchor", Shape::Text, [], "From where the expression counts: `published`, or the id of another date mark.";
    "modifier", "Modifier", Shape::Text, [Modifier], "What the text says beside the value, such as `before`.";
    "calendar", "Calendar", Shape::Text, [Calendar], "The calendar of the text; the value is Gregorian.";
    "other_readings", "Other readings", Shape::List, [], "Other values the expression can have, most likely first.";
    "basis", "Basis", Shape::Text, [Basis], "What the value rests on.";
    "basis_reason", "Reason", Shape::Text, [], "Why, where it is inferred or from elsewhere.";
};

pub(super) const AGREEMENT: [Name; 31] = names! {
    "kind", "Kind", Shape::Text, [InstrumentKind, CommitmentKind, ActivityKind], "What sort of agreement it is; the kinds go by level.";
    "status", "Status", Shape::Text, [Status], "How far it has come.";
    "title", "Title", Shape::Text, [], "Short English title.";
    "level", "Level", Shape::Text, [Level], "Whether it is an instrument, a commitment or an activity.";
    "modality", "Modality", Shape::Text, [Modality], "How the article says it: as a fact, as a plan, as a denial.";
    "background", "Background", Shape::Flag, [], "The article only mentions it as something earlier.";
    "parties", "Parties", Shape::Tuples(&["actor", "capacity", "role", "note"]), [], "Who takes part: id in the registry, capacity, role (`party` where none is written), note.";
    "parties_unknown", "More parties", Shape::Flag, [], "The article leaves open who the other parties are.";
    "party_acts", "Acts of parties", Shape::Tuples(&["party", "act", "value", "basis", "reason", "mention"]), [], "What a party did by itself: its number in `parties` from 0, the act, the date, what that rests on, and the date mark.";
    "party_fields", "Own fields of parties", Shape::Tuples(&["party", "field", "value"]), [], "Own fields of parties: number in `parties` from 0, field, value.";
    "signatories", "Signatories", Shape::Tuples(&["person", "on_behalf_of", "note"]), [], "Who is said to have signed: id of the person, id of the party signed for, note.";
    "signatory_fields", "Own fields of signatories", Shape::Tuples(&["signatory", "field", "value"]), [], "Own fields of signatories: number in `signatories` from 0, field, value.";
    "present", "Present", Shape::Entries, [], "Ids of the others said to be in the room.";
    "actor_names", "Names", Shape::Pairs('=', &["id", "name"]), [], "What the ids mean, for whoever has no registry.";
    "grounds", "Grounds", Shape::Text, [Grounds], "Why it ended.";
    "quantities", "Quantities", Shape::Tuples(&["what", "value", "low", "high", "modifier", "unit", "basis", "reason", "note"]), [], "People, things and money it names; where the text says it, the parts `q0`, `q1` and so on stand, numbered as these.";
    "venue_name", "Venue", Shape::Text, [], "Where it was made.";
    "venue_country", "Country of the venue", Shape::Text, [], "ISO 3166-1 alpha-3.";
    "venue_basis", "Venue: basis", Shape::Text, [Basis], "What the venue rests on.";
    "venue_basis_reason", "Venue: reason", Shape::Text, [], "Why, where it is inferred or from elsewhere.";
    "topics", "Topics", Shape::List, [Topic], "What it is about.";
    "relations", "Relations", Shape::Pairs(':', &["kind", "to"]), [Relation], "How it stands to others: the kind, and the id of the other record or its name.";
    "external_ids", "Ids elsewhere", Shape::List, [], "Numbers of treaty collections and the like, as `scheme:number`.";
    "cameo", "CAMEO", Shape::Text, [], "Code of event data, where it differs from that computed.";
    "plover", "PLOVER", Shape::Text, [], "Code of event data, where it differs from that computed.";
    "credibility", "Credibility", Shape::Text, [Credibility], "How credible the report is.";
    "renewal", "Renewal", Shape::Text, [Renewal], "How it goes on when its term is over.";
    "renewal_basis", "Renewal: basis", Shape::Text, [Basis], "What the renewal rests on.";
    "renewal_basis_reason", "Renewal: reason", Shape::Text, [], "Why, where it is inferred or from elsewhere.";
    "renewal_mention", "Renewal: date mark", Shape::Record, [], "Id of the date mark it is read from.";
    "renewal_term", "Renewed for", Shape::Duration, [], "For how long it is renewed each time.";
};

pub(super) const DATES: [Name; 52] = dates! {
    "signed", "Signed", Shape::Date, "When it was signed.";
    "validity", "Valid", Shape::Date, "The years or months for which it is made.";
    "in_force", "In force", Shape::Date, "From when it binds.";
    "expires", "Expires", Shape::Date, "When it ceases to bind.";
    "announced", "Announced", Shape::Date, "When it was made known.";
    "held", "Held", Shape::Date, "When talks or an activity took place.";
    "initialled", "Initialled", Shape::Date, "When its text was initialled.";
    "ratified", "Ratified", Shape::Date, "When it was ratified.";
    "registered", "Registered", Shape::Date, "When it was registered with a collection of treaties.";
    "extended", "Extended", Shape::Date, "When it was extended.";
    "suspended", "Suspended", Shape::Date, "When it was suspended.";
    "terminated", "Terminated", Shape::Date, "When it was ended before its time, or ended at all.";
    "term", "Term", Shape::Duration, "For how long it is made.";
};

pub(super) const EVIDENCE: [Name; 2] = names! {
    "slots", "Shows", Shape::List, [EvidenceSlot], "What of the agreement the passage shows; nothing for the agreement as a whole.";
    "note", "Note", Shape::LongText, [], "A free note.";
};

pub(super) const FLAG: [Name; 2] = names! {
    "kind", "Kind", Shape::Text, [TextFlag], "What is wrong.";
    "intended", "Meant", Shape::Text, [], "What the text should say.";
};

pub(super) const REGION: [Name; 1] = names! {
    "kind", "Kind", Shape::Text, [RegionKind], "What sort of part of the page it is.";
};
