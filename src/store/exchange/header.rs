//! What is known about an article as a whole, and what a file says of it: the empty fields are filled, and in a header that
//! went out in the version that is here, what was changed in another program is changed.

use super::made::is_same;
use crate::core::annotation::{Header, Record, State};
use crate::core::merge::{Difference, Records, differences, merge};
use crate::core::text::{Text, excerpt};
use crate::exchange::left::{LeftOut, Thing};

/// Letters of a value that are shown.
const SHOWN: usize = 60;

/// A header that a file changes.
pub(super) struct Changed {
    /// The header as it would be.
    pub header: Header,
    /// Whether something that was changed in another program is taken.
    pub is_another: bool,
}

/// A header, with what becomes of it to be found out.
pub(super) struct There<'a> {
    /// The article.
    pub name: &'a str,
    /// Its text.
    pub text: &'a Text,
    /// The header as it is, with what the import has made of it so far.
    pub header: &'a Header,
}

impl There<'_> {
    /// Takes what a file says otherwise of a header that went out in the version that is here: what differs from what the
    /// format makes of that, which is `base`. How far the work is says whoever does it.
    pub fn joined(&self, base: &Header, new: &Header, left_out: &mut Vec<LeftOut>) -> Option<Changed> {
        let there = self.header;
        let is_new = there.state == State::New;
        let mut theirs = new.clone();
        (theirs.state, theirs.done) = (base.state, base.done.clone());
        let records = |header: &Header| {
            let record = Record::Header(Box::new(header.clone()));
            Records::from([(record.key(), record.quoted(self.text))])
        };
        let merged = merge(&records(base), &records(there), &records(&theirs), "the file");
        let joined = merged.records.into_values().find(|record| matches!(record, Record::Header(_)));
        let Some(Record::Header(joined)) = joined.and_then(|record| record.placed(self.text).ok()) else { return None };
        let mut header = *joined;
        let fields: Vec<&str> =
            merged.conflicts.iter().flat_map(|conflict| conflict.fields.iter().map(String::as_str)).collect();
        if !fields.is_empty() {
            let values = self.values(new, &fields);
            let why = "was changed in the file, and the format cannot hold all that is here; it stays";
            left_out.push(LeftOut::new(Thing::Field, self.name, format!("of the article {values} {why}")));
        }
        let is_another = {
            let (joined, there) = (Record::Header(Box::new(header.clone())), Record::Header(Box::new(there.clone())));
            !is_same(&joined, &there)
        };
        if is_new {
            header.state = new.state;
            header.done.clone_from(&new.done);
        } else if new.state != base.state || new.done != base.done {
            let values = self.values(new, &["state", "done"]);
            let reason = format!("how far the work is says whoever does it; {values} stays");
            left_out.push(LeftOut::new(Thing::Field, self.name, reason));
        }
        (header != *there).then_some(Changed { header, is_another })
    }

    /// Fills the empty fields of a header; what is there stays and is said.
    pub fn filled(&self, new: &Header, left_out: &mut Vec<LeftOut>) -> Option<Changed> {
        let there = self.header;
        let mut header = there.clone();
        let empty = Header::default();
        let mut kept = Vec::new();
        // What was written to a note in another program comes after what it was.
        if !there.note.is_empty() && new.note.starts_with(&format!("{}\n", there.note)) {
            header.note.clone_from(&new.note);
        }
        macro_rules! fill {
            ($($field:ident),*) => {$(
                if new.$field != empty.$field && new.$field != there.$field && new.$field != header.$field {
                    if there.$field == empty.$field {
                        header.$field = new.$field.clone();
                    } else {
                        kept.push(stringify!($field));
                    }
                }
            )*};
        }
        fill!(title, language, direction, published, published_basis, published_mention, publisher, url, credited);
        fill!(reliability, exclusion, exclusion_reason, no_agreement, beside, fields, note);
        // Work that somebody has begun is not called finished by a file.
        if there.state == State::New {
            header.state = new.state;
            header.done.clone_from(&new.done);
        }
        if !kept.is_empty() {
            let reason = format!("the article has other values of {} already; they stay", self.values(new, &kept));
            left_out.push(LeftOut::new(Thing::Field, self.name, reason));
        }
        (header != *there).then_some(Changed { header, is_another: false })
    }

    /// Names fields, each with the value that is here and that of the file.
    fn values(&self, new: &Header, fields: &[&str]) -> String {
        let quoted = |header: &Header| Record::Header(Box::new(header.clone())).quoted(self.text);
        let all = differences(Some(&quoted(self.header)), Some(&quoted(new)));
        let said = |field: &&str| {
            let is_of = |difference: &&Difference| {
                let parts = (difference.field.as_str(), *field);
                let within = |(inner, outer): (&str, &str)| {
                    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                };
                within(parts) || within((parts.1, parts.0))
            };
            let of_field: Vec<&Difference> = all.iter().filter(is_of).collect();
            let side = |value: fn(&Difference) -> &str| {
                let values: Vec<&str> = of_field.iter().map(|it| value(it)).filter(|it| !it.is_empty()).collect();
                match excerpt(&values.join("; "), SHOWN) {
                    none if none.is_empty() => "nothing".to_owned(),
                    place if place.starts_with('“') => place,
                    value => format!("“{value}”"),
                }
            };
            format!("{field} ({} here, {} in the file)", side(|it| &it.before), side(|it| &it.after))
        };
        fields.iter().map(said).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Done, Id, Kind, Remark};

    /// A header with every field that files can fill and that older ones do not have.
    fn new() -> Header {
        let text = |text: &str| text.to_owned();
        let done = Done {
            by: text("ben"),
            at: text("2026-01-02T03:04:05Z"),
            schema: text("default-1"),
            schema_version: text("2"),
            guideline: text("1"),
        };
        let mut header = Header {
            published_mention: Some(Id::new(Kind::Date, 1)),
            exclusion: text("duplicate"),
            state: State::Done,
            done: Some(done),
            ..Header::default()
        };
        header.beside.set("publisher", Remark { comment: text("seen"), ..Remark::default() });
        header
    }

    fn filled(header: &Header, left_out: &mut Vec<LeftOut>) -> Option<Header> {
        let text = Text::canonical("");
        There { name: "a.txt", text: &text, header }.filled(&new(), left_out).map(|changed| changed.header)
    }

    #[test]
    fn empty_header_takes_everything() {
        let mut left_out = Vec::new();
        assert_eq!(filled(&Header::default(), &mut left_out), Some(new()));
        assert_eq!(left_out, []);
    }

    #[test]
    fn what_is_there_stays_and_is_said() {
        let mut there = Header { exclusion: "irrelevant".into(), state: State::InProgress, ..Header::default() };
        there.beside.set("publisher", Remark { comment: "mine".into(), ..Remark::default() });
        let mut left_out = Vec::new();
        let header = filled(&there, &mut left_out).expect("something is new");
        assert_eq!((header.exclusion.as_str(), header.beside.comment("publisher")), ("irrelevant", "mine"));
        // Whoever has begun the work says when it is done.
        assert_eq!(
            (header.state, header.done, header.published_mention),
            (State::InProgress, None, new().published_mention)
        );
        let [left] = left_out.as_slice() else { unreachable!("{left_out:?}") };
        assert_eq!(
            left.to_string(),
            "a.txt: the article has other values of exclusion (“irrelevant” here, “duplicate” in the file), beside \
             (“mine” here, “seen” in the file) already; they stay"
        );
    }

    #[test]
    fn what_the_format_cannot_hold_stays_and_what_was_changed_of_it_is_said() {
        let text = Text::canonical("");
        let header = |publisher: &str, note: &str| Header {
            publisher: publisher.into(),
            note: note.into(),
            state: State::InProgress,
            ..Header::default()
        };
        let there = header("Zeitung", "a\u{1}b");
        let there = There { name: "a.txt", text: &text, header: &there };
        let (base, mut left_out) = (header("Zeitung", "a b"), Vec::new());
        let changed = there.joined(&base, &header("Gazette", "a b"), &mut left_out).expect("something is another");
        assert_eq!(
            (&changed.header, changed.is_another, &left_out[..]),
            (&header("Gazette", "a\u{1}b"), true, &[][..])
        );
        assert!(there.joined(&base, &base, &mut left_out).is_none());
        assert!(there.joined(&base, &header("Zeitung", "c"), &mut left_out).is_none());
        let [left] = left_out.as_slice() else { unreachable!("{left_out:?}") };
        assert!(left.reason.starts_with("of the article note (“a\u{1}b” here, “c” in the file) was"), "{left}");
    }

    #[test]
    fn how_far_the_work_is_says_whoever_does_it() {
        let text = Text::canonical("");
        let state = |state: State| Header { state, ..Header::default() };
        let there = state(State::InProgress);
        let there = There { name: "a.txt", text: &text, header: &there };
        let mut left_out = Vec::new();
        assert!(there.joined(&state(State::InProgress), &state(State::Done), &mut left_out).is_none());
        let [left] = left_out.as_slice() else { unreachable!("{left_out:?}") };
        assert!(left.reason.contains("state (“InProgress” here, “Done” in the file)"), "{left}");
    }
}
