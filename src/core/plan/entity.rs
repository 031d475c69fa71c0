//! A new entry of the registry, put into a field of the schema in one step.

use std::sync::Arc;

use super::parts::Part;
use super::{Changes, Planner, Refusal, Stamp, entry};
use crate::core::annotation::{FieldValue, Id, Record};
use crate::core::intent::NewEntity;
use crate::core::workspace::Workspace;

impl Planner<'_> {
    pub(super) fn new_entity(
        &self,
        id: Option<&Id>,
        new: &NewEntity,
        stamp: &mut Stamp<'_>,
    ) -> Result<Changes, Refusal> {
        let before = self.of_article(id)?;
        put(self.workspace, Some(before.clone()), before, new, stamp)
    }
}

/// Plans the same for what belongs to the whole corpus.
pub(super) fn new_entity(
    workspace: &Workspace,
    key: &str,
    new: &NewEntity,
    stamp: &mut Stamp<'_>,
) -> Result<Changes, Refusal> {
    let (before, present) = entry::by_key(workspace, key)?;
    put(workspace, before, present, new, stamp)
}

fn put(
    workspace: &Workspace,
    before: Option<Record>,
    mut after: Record,
    new: &NewEntity,
    stamp: &mut Stamp<'_>,
) -> Result<Changes, Refusal> {
    let mut entry = entry::new_entry(workspace, &new.name, stamp)?;
    entry.kind.clone_from(&new.kind);
    let gone = || Refusal::new("This field is gone. Select the record again.");
    let field = new.path.rsplit('.').next().unwrap_or_default();
    let is_it = |part: &Part| part.owner(&after).is_some_and(|owner| owner.path(field) == new.path);
    let part = Part::all(&after).into_iter().find(is_it).ok_or_else(gone)?;
    let on = part.owner(&after).ok_or_else(gone)?.on();
    let many = workspace.schema().field(on, field).ok_or_else(gone)?.takes_many();
    let fields = part.fields(&mut after).ok_or_else(gone)?;
    let value = if many {
        let before = fields.get(field).map(FieldValue::values).unwrap_or_default();
        FieldValue::Many(before.iter().chain([&entry.id]).cloned().collect())
    } else {
        FieldValue::One(entry.id.clone())
    };
    fields.insert(field.to_owned(), value);
    let name = format!("New actor “{}”", entry.label());
    Ok((name, vec![(None, Some(Record::Entry(Arc::new(entry)))), (before, Some(after))]))
}
