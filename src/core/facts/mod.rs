//! What records say, as the conditions and fields of a schema ask for it.

mod owner;
mod said;

pub use owner::{Held, Owner, held, most_held};
pub use said::Said;

use super::annotation::{Id, Kind, Work};
use super::schema::Known;
use super::shared::Registry;

/// What ids in fields of the schema point to.
#[derive(Clone, Copy, Debug)]
pub struct Links<'a> {
    /// Where entries are looked up.
    pub registry: &'a Registry,
    /// Where marks are looked up; nothing for records that belong to no article.
    pub work: Option<&'a Work>,
}

impl Known for Links<'_> {
    fn entity(&self, id: &str) -> Option<&str> {
        self.registry.resolve(id).map(|entry| entry.kind.as_str())
    }

    fn mark(&self, id: &str) -> Option<&str> {
        let (work, id) = (self.work?, Id::parse(id)?);
        match id.kind() {
            Kind::Actor => work.actors.contains_key(&id).then_some("actor"),
            Kind::Date => work.dates.contains_key(&id).then_some("date"),
            Kind::Custom => work.customs.get(&id).map(|custom| custom.type_id.as_str()),
            Kind::Agreement | Kind::Flag | Kind::Region => None,
        }
    }
}
