//! What is said beside the values of a record: comments on single fields, why a field is empty, which warnings a person
//! has let stand.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Basis, Missing};

/// What is said about single fields, by the path of each.
pub type Remarks = BTreeMap<String, Remark>;

/// What is said beside the values of a record.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// Remarks by the path of their field, such as `status`, `dates.signed`, `x_trainees`. Those on parts of an agreement
    /// stand with the parts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub remarks: Remarks,
    /// Warnings that a person has looked at and lets stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accepted: Vec<Accepted>,
}

impl Beside {
    /// Tells whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.remarks.is_empty() && self.accepted.is_empty()
    }

    /// Gives the comment on a field, empty where there is none.
    #[must_use]
    pub fn comment(&self, path: &str) -> &str {
        self.remarks.get(path).map_or("", |remark| &remark.comment)
    }

    /// Says why a field is empty; nothing where that is not said here.
    #[must_use]
    pub fn missing(&self, path: &str) -> Option<Missing> {
        self.remarks.get(path).and_then(Remark::missing)
    }

    /// Sets the remark on a field; an empty one is taken away.
    pub fn set(&mut self, path: &str, remark: Remark) {
        if remark.is_empty() {
            self.remarks.remove(path);
        } else {
            self.remarks.insert(path.to_owned(), remark);
        }
    }
}

/// What is said about one field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// Code of [`Missing`]; empty where nothing is missing, or where the basis of the field says it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub missing: String,
    /// What the value of a field of the schema rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// Code of `Confidence`, of a field of the schema; empty where not judged.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub confidence: String,
    /// Comment.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

impl Remark {
    /// Tells whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Says why the field is empty; nothing where that is not said, or in a word unknown here.
    #[must_use]
    pub fn missing(&self) -> Option<Missing> {
        let in_basis = self.basis.as_ref().and_then(Basis::missing);
        in_basis.or_else(|| Missing::ALL.into_iter().find(|kind| kind.code() == self.missing))
    }
}

/// A warning that a person has looked at and lets stand. It holds while the warning says the same of the same part and
/// the same value.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// Number of the check.
    pub check: u8,
    /// Id of the rule of the schema, for the check of rules; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// Field the warning points to.
    pub field: String,
    /// The part the warning is about, where the record has several: a party, the words of a passage.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub part: String,
    /// The value the warning is about, where it does not say it itself; a long one is shortened to a number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// What the warning said.
    pub says: String,
    /// Why it may stand.
    pub reason: String,
    /// Who let it stand.
    pub by: String,
    /// When: UTC, RFC 3339, whole seconds.
    pub at: String,
}
