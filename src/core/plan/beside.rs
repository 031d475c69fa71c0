//! Plans about what is said beside the values: remarks on fields, warnings let stand, passages that show a field.

use std::sync::Arc;

use super::corpus::identify;
use super::{Changes, Planner, Refusal, Stamp};
use crate::core::annotation::{Accepted, Evidence, Id, Kind, Member, Place, Record, Remark};
use crate::core::checks;
use crate::core::finding::{Diagnostic, Severity};
use crate::core::merge::field_words;
use crate::core::text::excerpt;

impl Planner<'_> {
    /// Says something about one field of a record, or of the header where no record is named.
    pub(super) fn remark(&self, id: Option<&Id>, path: &str, remark: Remark) -> Result<Changes, Refusal> {
        let before = self.of_article(id)?;
        let mut after = before.clone();
        after.set_remark(path, remark);
        let name = format!("Change the remark on the {}", field_words(path));
        Ok((name, vec![(Some(before), Some(after))]))
    }

    /// Lets a warning stand.
    pub(super) fn accept(&self, id: Option<&Id>, wanted: Accepted, stamp: &Stamp<'_>) -> Result<Changes, Refusal> {
        let reason = wanted.reason.split_whitespace().collect::<Vec<_>>().join(" ");
        if reason.is_empty() {
            return Err(Refusal::new("Say why the warning may stand. Write a reason first."));
        }
        let before = self.of_article(id)?;
        let is_it = |found: &Diagnostic| found.is(&wanted);
        let found = checks::check(self.workspace, self.opened).into_iter();
        let mut found = found.filter(|found| found.target.record.as_ref() == id);
        match found.find(is_it) {
            None => return Err(Refusal::new("This warning is gone. Look at the list again.")),
            Some(found) if found.severity == Severity::Error => {
                return Err(Refusal::new("This is an error, not a warning. Put it right instead."));
            }
            Some(_) => {}
        }
        let accepted = Accepted { reason, by: stamp.by.to_owned(), at: stamp.at.to_owned(), ..wanted };
        let name = format!("Let the warning stand: {}", excerpt(&accepted.says, 60));
        let mut after = before.clone();
        if let Some(beside) = after.beside_mut() {
            beside.accepted.retain(|other| !is_same(other, &accepted));
            beside.accepted.push(accepted);
        }
        Ok((name, vec![(Some(before), Some(after))]))
    }

    /// Takes back that a warning may stand.
    pub(super) fn unaccept(&self, id: Option<&Id>, accepted: &Accepted) -> Result<Changes, Refusal> {
        let before = self.of_article(id)?;
        let mut after = before.clone();
        if let Some(beside) = after.beside_mut() {
            beside.accepted.retain(|other| !is_same(other, accepted));
        }
        let name = format!("No longer let the warning stand: {}", excerpt(&accepted.says, 60));
        Ok((name, vec![(Some(before), Some(after))]))
    }

    /// Lets a passage show a field of an agreement.
    pub(super) fn show(&self, id: &Id, place: &Place, field: &str) -> Result<Changes, Refusal> {
        let place = self.settle(place)?;
        let before = self.find(id)?;
        let Record::Agreement(agreement) = &before else {
            return Err(Refusal::new("Only agreements have passages. Mark the words instead."));
        };
        let mut after = (**agreement).clone();
        match after.evidence.iter_mut().find(|passage| passage.place == place) {
            Some(passage) if passage.slots.iter().any(|slot| slot == field) => {}
            Some(passage) => passage.slots.push(field.to_owned()),
            None => {
                after.evidence.push(Evidence::of(place.clone(), vec![field.to_owned()]));
                after.evidence.sort();
            }
        }
        let name = format!("Let “{}” show the {}", self.quote(&place), field_words(field));
        Ok((name, vec![(Some(before), Some(Record::Agreement(Arc::new(after))))]))
    }

    /// Makes two records of the article members of one agreement across articles, in place of a relation.
    pub(super) fn same_as(&self, id: &Id, other: &Id, stamp: &mut Stamp<'_>) -> Result<Changes, Refusal> {
        let before = self.find(id)?;
        self.find(other)?;
        let (Record::Agreement(agreement), true) = (&before, other.kind() == Kind::Agreement && id != other) else {
            return Err(Refusal::new("Two agreements can be the same; choose another one."));
        };
        let article = self.opened.article.key.as_str();
        let member =
            |id: &Id| Member { article: article.to_owned(), agreement: id.clone(), relation: "same".to_owned() };
        let (_, mut changes) = identify(self.workspace, None, vec![member(id), member(other)], stamp)?;
        let mut after = (**agreement).clone();
        after.relations.retain(|relation| relation.kind != "same_as" || relation.to != other.as_str());
        changes.push((Some(before.clone()), Some(Record::Agreement(Arc::new(after)))));
        Ok((format!("{} is the same as {}", self.name_of(id), self.name_of(other)), changes))
    }

    /// Finds a record of the article, or its header where none is named.
    fn of_article(&self, id: Option<&Id>) -> Result<Record, Refusal> {
        id.map_or_else(|| Ok(Record::Header(Box::new(self.work.header.clone()))), |id| self.find(id))
    }
}

/// Tells whether two acceptances are of one warning.
fn is_same(a: &Accepted, b: &Accepted) -> bool {
    let about = |it: &Accepted| Accepted { reason: String::new(), by: String::new(), at: String::new(), ..it.clone() };
    about(a) == about(b)
}
