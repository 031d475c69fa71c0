//! What a field offers to choose from.

use std::ops::Deref;
use std::sync::Arc;

use super::Term;

/// Holds the terms a field offers. Cheap to clone, because many fields may offer one list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// The key of the list the terms come from: that of an own list or of a shipped one; nothing if they belong to
    /// the field itself.
    pub list: Option<String>,
    terms: Arc<Vec<Term>>,
}

impl Choices {
    /// Makes choices of a field of its own, in the order in which they are offered.
    #[must_use]
    pub fn own(terms: Vec<Term>) -> Self {
        Self { list: None, terms: Arc::new(terms) }
    }

    /// Makes choices of a list with this key.
    #[must_use]
    pub fn of_list(list: impl Into<String>, terms: Vec<Term>) -> Self {
        Self { list: Some(list.into()), terms: Arc::new(terms) }
    }

    /// Finds the term with exactly this code.
    #[must_use]
    pub fn term(&self, code: &str) -> Option<&Term> {
        self.terms.iter().find(|term| term.code == code)
    }

    /// Gives the place of a code in the order of the list: its `order`, or where no term has one, its number
    /// counted from 0.
    #[must_use]
    pub fn rank(&self, code: &str) -> Option<i32> {
        let at = self.terms.iter().position(|term| term.code == code)?;
        match self.terms[at].order {
            Some(order) => Some(order),
            None if self.terms.iter().any(|term| term.order.is_some()) => None,
            None => i32::try_from(at).ok(),
        }
    }
}

impl Deref for Choices {
    type Target = [Term];

    fn deref(&self) -> &[Term] {
        &self.terms
    }
}

impl From<Vec<Term>> for Choices {
    fn from(terms: Vec<Term>) -> Self {
        Self::own(terms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(code: &'static str, order: Option<i32>) -> Term {
        Term { order, ..Term::own(code, code, "") }
    }

    #[test]
    fn rank_is_the_order_or_else_the_place() {
        let plain = Choices::own(vec![term("low", None), term("high", None)]);
        assert_eq!((plain.rank("low"), plain.rank("high"), plain.rank("none")), (Some(0), Some(1), None));
        let ordered = Choices::own(vec![term("low", Some(10)), term("high", Some(20)), term("unknown", None)]);
        assert_eq!((ordered.rank("high"), ordered.rank("unknown")), (Some(20), None));
    }
}
