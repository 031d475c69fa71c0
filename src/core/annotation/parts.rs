//! What is said about the fields of an agreement and of its parts, found by the path of the field.
//!
//! A remark on a field of a part stands with the part, so that it goes where the part goes. Its path names the part as a
//! person would: `parties.UZB.role`, `evidence.0.x_tone`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Agreement, Record, Remark, Remarks};

/// A part of an agreement that has fields of its own, by its number.
#[derive(Clone, Copy)]
enum Part {
    Party(usize),
    Signatory(usize),
    Passage(usize),
}

impl<P> Agreement<P> {
    /// Gives the path of a field of a party: `parties.UZB.role`, of the second one of the same actor
    /// `parties.UZB.2.role`.
    #[must_use]
    pub fn party_path(&self, nth: usize, field: &str) -> String {
        path_of("parties", self.parties.iter().map(|party| party.actor.as_str()), nth, field)
    }

    /// Gives the path of a field of a signatory.
    #[must_use]
    pub fn signatory_path(&self, nth: usize, field: &str) -> String {
        path_of("signatories", self.signatories.iter().map(|one| one.person.as_str()), nth, field)
    }

    /// Gives what is said about a field of the agreement or of one of its parts.
    #[must_use]
    pub fn remark(&self, path: &str) -> Option<&Remark> {
        match self.part(path) {
            Some((Part::Party(nth), field)) => self.parties[nth].remarks.get(field),
            Some((Part::Signatory(nth), field)) => self.signatories[nth].remarks.get(field),
            Some((Part::Passage(nth), field)) => self.evidence[nth].remarks.get(field),
            None => self.beside.remarks.get(path),
        }
    }

    /// Sets what is said about a field of the agreement or of one of its parts; an empty remark is taken away.
    pub fn set_remark(&mut self, path: &str, remark: Remark) {
        let (remarks, field): (&mut Remarks, &str) = match self.part(path) {
            Some((Part::Party(nth), field)) => (&mut self.parties[nth].remarks, field),
            Some((Part::Signatory(nth), field)) => (&mut self.signatories[nth].remarks, field),
            Some((Part::Passage(nth), field)) => (&mut self.evidence[nth].remarks, field),
            None => (&mut self.beside.remarks, path),
        };
        if remark.is_empty() {
            remarks.remove(field);
        } else {
            remarks.insert(field.to_owned(), remark);
        }
    }

    /// Lists all remarks with their paths.
    #[must_use]
    pub fn remarks(&self) -> Vec<(String, &Remark)> {
        let mut all: Vec<(String, &Remark)> =
            self.beside.remarks.iter().map(|(path, remark)| (path.clone(), remark)).collect();
        for (nth, party) in self.parties.iter().enumerate() {
            all.extend(party.remarks.iter().map(|(field, remark)| (self.party_path(nth, field), remark)));
        }
        for (nth, one) in self.signatories.iter().enumerate() {
            all.extend(one.remarks.iter().map(|(field, remark)| (self.signatory_path(nth, field), remark)));
        }
        for (nth, passage) in self.evidence.iter().enumerate() {
            all.extend(passage.remarks.iter().map(|(field, remark)| (passage_path(nth, field), remark)));
        }
        all
    }

    /// Moves remarks on parts to their parts; files once had them all in one place, by their paths.
    pub fn settle_remarks(&mut self) {
        let of_parts = |path: &&String| path.contains('.') && self.part(path).is_some() && self.remark(path).is_none();
        let paths: Vec<String> = self.beside.remarks.keys().filter(of_parts).cloned().collect();
        for path in paths {
            if let Some(remark) = self.beside.remarks.remove(&path) {
                self.set_remark(&path, remark);
            }
        }
    }

    /// Finds the part that a path leads into, and the rest of the path.
    fn part<'p>(&self, path: &'p str) -> Option<(Part, &'p str)> {
        let (list, rest) = path.split_once('.')?;
        match list {
            "parties" => {
                let actors: Vec<&str> = self.parties.iter().map(|party| party.actor.as_str()).collect();
                named(&actors, rest).map(|(nth, field)| (Part::Party(nth), field))
            }
            "signatories" => {
                let people: Vec<&str> = self.signatories.iter().map(|one| one.person.as_str()).collect();
                named(&people, rest).map(|(nth, field)| (Part::Signatory(nth), field))
            }
            "evidence" => {
                let (nth, field) = rest.split_once('.')?;
                let nth = nth.parse().ok().filter(|nth| *nth < self.evidence.len())?;
                Some((Part::Passage(nth), field))
            }
            _ => None,
        }
    }
}

/// Gives the path of a field of a passage.
#[must_use]
pub fn passage_path(nth: usize, field: &str) -> String {
    format!("evidence.{nth}.{field}")
}

fn path_of<'k>(list: &str, keys: impl Iterator<Item = &'k str>, nth: usize, field: &str) -> String {
    let mut keys: Vec<&str> = keys.take(nth + 1).collect();
    let key = keys.pop().unwrap_or_default();
    match keys.into_iter().filter(|other| *other == key).count() {
        0 => format!("{list}.{key}.{field}"),
        before => format!("{list}.{key}.{}.{field}", before + 1),
    }
}

/// Finds which of several a path names by its key, and the rest of the path.
fn named<'p>(keys: &[&str], path: &'p str) -> Option<(usize, &'p str)> {
    let of = |key: &&str| Some(((*key).to_owned(), path.strip_prefix(*key)?.strip_prefix('.')?));
    let (key, rest) = keys.iter().find_map(of)?;
    let number = |number: &str| number.parse::<usize>().ok().filter(|number| *number > 1);
    let (before, field) = match rest.split_once('.') {
        Some((first, field)) if number(first).is_some() => (number(first)? - 1, field),
        _ => (0, rest),
    };
    let mut all = keys.iter().enumerate().filter(|(_, other)| **other == key);
    all.nth(before).map(|(nth, _)| (nth, field))
}

impl<P: Serialize> Serialize for Agreement<P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // As it is derived.
        Self::serialize(self, serializer)
    }
}

impl<'de, P: Deserialize<'de>> Deserialize<'de> for Agreement<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut agreement = Self::deserialize(deserializer)?;
        agreement.settle_remarks();
        Ok(agreement)
    }
}

impl<P: Clone> Record<P> {
    /// Gives what is said about a field of the record or of one of its parts.
    #[must_use]
    pub fn remark(&self, path: &str) -> Option<&Remark> {
        match self {
            Self::Agreement(record) => record.remark(path),
            record => record.beside()?.remarks.get(path),
        }
    }

    /// Sets what is said about a field of the record or of one of its parts; an empty remark is taken away.
    pub fn set_remark(&mut self, path: &str, remark: Remark) {
        match self {
            Self::Agreement(record) => std::sync::Arc::make_mut(record).set_remark(path, remark),
            record => {
                if let Some(beside) = record.beside_mut() {
                    beside.set(path, remark);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Evidence, Id, Kind, Party, Place, Signatory};
    use super::*;
    use crate::core::text::Span;

    fn remark(comment: &str) -> Remark {
        Remark { comment: comment.into(), ..Remark::default() }
    }

    fn agreement() -> Agreement {
        let at = |start| Place::of(Span::new(start, start + 2));
        let mut one = Agreement::new(Id::new(Kind::Agreement, 1), at(0));
        one.evidence.push(Evidence::of(at(5), Vec::new()));
        one.parties = ["UZB", "CHN", "UZB"].map(|actor| Party::of(actor, "state")).into();
        one.signatories = vec![Signatory::of("P-1", "UZB")];
        one
    }

    #[test]
    fn remark_stands_with_the_part_that_its_path_names() {
        let mut one = agreement();
        let paths = ["evidence.1.x_a", "parties.UZB.2.role", "parties.UZB.role", "signatories.P-1.x_a", "status"];
        for path in paths {
            one.set_remark(path, remark(path));
        }
        assert_eq!(one.beside.remarks.keys().collect::<Vec<_>>(), ["status"]);
        assert_eq!(one.parties[2].remarks["role"].comment, "parties.UZB.2.role");
        assert_eq!(one.evidence[1].remarks["x_a"].comment, "evidence.1.x_a");
        let mut all: Vec<String> = one.remarks().into_iter().map(|(path, _)| path).collect();
        all.sort();
        assert_eq!(all, paths, "each is listed under the path it was set by");
        for path in paths {
            assert_eq!(one.remark(path), Some(&remark(path)), "{path}");
            one.set_remark(path, Remark::default());
        }
        assert_eq!(one, agreement(), "nothing is left of empty ones");
    }

    #[test]
    fn remarks_of_older_files_are_found_at_their_parts_and_none_is_lost() {
        let mut old = agreement();
        for path in ["evidence.1.x_a", "evidence.7.x_a", "parties.CHN.role", "parties.FRA.role", "dates.signed"] {
            old.beside.set(path, remark(path));
        }
        let Ok(old) = old.try_map(&mut |place: Place| Ok::<_, std::convert::Infallible>(place.cover().start));
        let text = ron::to_string(&old).unwrap();
        let read: Agreement<usize> = ron::from_str(&text).unwrap();
        let left: Vec<&String> = read.beside.remarks.keys().collect();
        assert_eq!(left, ["dates.signed", "evidence.7.x_a", "parties.FRA.role"]);
        assert_eq!(read.evidence[1].remarks["x_a"].comment, "evidence.1.x_a");
        assert_eq!(read.parties[1].remarks["role"].comment, "parties.CHN.role");
        assert_eq!(ron::from_str::<Agreement<usize>>(&ron::to_string(&read).unwrap()).unwrap(), read);
    }
}
