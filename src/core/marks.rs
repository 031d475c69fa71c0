//! The marks of a work in text order, with the lane each is drawn in, and fast look-up by place.
//!
//! Lanes: a mark with nothing inside it has lane 0, nearest the text; a mark that holds or crosses others
//! lies one lane below the lowest of them. So marks that share a letter never share a lane.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

use super::annotation::{Id, Kind, Place, Work};
use super::text::Span;

/// One place of a record, as drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The record.
    pub id: Id,
    /// Which of the record's places; 0 except for further evidence passages.
    pub part: usize,
    /// From the first to the last byte of all fragments.
    pub cover: Span,
    /// The fragments, in text order.
    pub place: Place,
    /// Lane below the line, 0 nearest the text.
    pub lane: usize,
    /// How many marks lie around this one.
    pub depth: usize,
}

impl Mark {
    /// Gives the kind of record.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.id.kind()
    }

    /// Gives the fragments, in text order.
    #[must_use]
    pub fn fragments(&self) -> &[Span] {
        self.place.fragments()
    }

    /// Compares by start, longer before shorter; then by kind, id and part, so that the order is always one.
    fn order(&self, other: &Self) -> Ordering {
        let key = |mark: &Self| (mark.cover.start, Reverse(mark.cover.end), mark.kind());
        key(self).cmp(&key(other)).then_with(|| (&self.id, self.part).cmp(&(&other.id, other.part)))
    }
}

/// Names one place of a record.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MarkRef {
    /// The record.
    pub id: Id,
    /// Which of its places.
    pub part: usize,
}

/// Holds all marks of a work, outer before inner.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    marks: Vec<Mark>,
    /// A binary tree over the marks: where the last of those below a node ends. The root is at 1, the children of a
    /// node at twice its place. So the look-up costs nothing for text without marks, however long.
    reach: Vec<usize>,
    deepest: usize,
}

impl Marks {
    /// Collects the marks of a work. Takes n log n in the number of marks.
    #[must_use]
    pub fn of(work: &Work) -> Self {
        let mut marks = Vec::with_capacity(work.actors.len() + work.dates.len() + work.agreements.len());
        let mentions = work.actors.keys().chain(work.dates.keys()).chain(work.agreements.keys());
        for id in mentions.chain(work.flags.keys()).chain(work.customs.keys()) {
            push_marks(&mut marks, work, id);
        }
        marks.sort_by(Mark::order);
        let mut all = Self { marks, ..Self::default() };
        all.arrange();
        all
    }

    /// Takes in what has changed about some records; the others are as before.
    pub fn update(&mut self, work: &Work, touched: &[Id]) {
        let touched: BTreeSet<&Id> = touched.iter().collect();
        self.marks.retain(|mark| !touched.contains(&mark.id));
        let mut fresh = Vec::new();
        for id in touched {
            push_marks(&mut fresh, work, id);
        }
        for mark in fresh {
            let at = self.marks.partition_point(|other| other.order(&mark) == Ordering::Less);
            self.marks.insert(at, mark);
        }
        self.arrange();
    }

    /// Gives every mark its lane, and all their place in the tree. Linear in the number of marks.
    fn arrange(&mut self) {
        self.deepest = assign_lanes(&mut self.marks);
        let leaves = self.marks.len().next_power_of_two();
        self.reach.clear();
        self.reach.resize(2 * leaves, 0);
        for (leaf, mark) in self.reach[leaves..].iter_mut().zip(&self.marks) {
            *leaf = mark.cover.end;
        }
        for node in (1..leaves).rev() {
            self.reach[node] = self.reach[2 * node].max(self.reach[2 * node + 1]);
        }
    }

    /// Gives all marks, sorted by start, longer before shorter.
    #[must_use]
    pub fn all(&self) -> &[Mark] {
        &self.marks
    }

    /// Gives the number of lanes in use.
    #[must_use]
    pub fn lanes(&self) -> usize {
        if self.marks.is_empty() { 0 } else { self.deepest + 1 }
    }

    /// Lists the marks that share a byte with `span`, outer before inner.
    #[must_use]
    pub fn within(&self, span: Span) -> Vec<&Mark> {
        let begun = self.marks.partition_point(|mark| mark.cover.start < span.end);
        let leaves = self.reach.len() / 2;
        let mut found = Vec::new();
        let mut nodes = if begun > 0 { vec![(1, 0, leaves)] } else { Vec::new() };
        while let Some((node, first, count)) = nodes.pop() {
            if first >= begun || self.reach[node] <= span.start {
                continue;
            }
            if count == 1 {
                found.push(&self.marks[first]);
            } else {
                let half = count / 2;
                // The left one is taken off first, so that the order stays.
                nodes.extend([(2 * node + 1, first + half, half), (2 * node, first, half)]);
            }
        }
        found
    }

    /// Lists the marks with a fragment around `offset`, inner before outer.
    #[must_use]
    pub fn at(&self, offset: usize) -> Vec<&Mark> {
        let mut found = self.within(Span { start: offset, end: offset + 1 });
        found.retain(|mark| mark.fragments().iter().any(|span| span.start <= offset && offset < span.end));
        found.sort_by_key(|mark| (mark.lane, mark.cover.len()));
        found
    }

    /// Finds a mark.
    #[must_use]
    pub fn find(&self, wanted: &MarkRef) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.id == wanted.id && mark.part == wanted.part)
    }

    /// Gives the first mark after `offset` (or after `from`, if given), going round at the end.
    #[must_use]
    pub fn next(&self, from: Option<&MarkRef>, offset: usize) -> Option<&Mark> {
        let start = match from.and_then(|wanted| self.position(wanted)) {
            Some(at) => at + 1,
            None => self.marks.partition_point(|mark| mark.cover.start < offset),
        };
        self.marks.get(start).or_else(|| self.marks.first())
    }

    /// Gives the last mark before `offset` (or before `from`, if given), going round at the beginning.
    #[must_use]
    pub fn previous(&self, from: Option<&MarkRef>, offset: usize) -> Option<&Mark> {
        let end = match from.and_then(|wanted| self.position(wanted)) {
            Some(at) => at,
            None => self.marks.partition_point(|mark| mark.cover.start < offset),
        };
        end.checked_sub(1).and_then(|at| self.marks.get(at)).or_else(|| self.marks.last())
    }

    fn position(&self, wanted: &MarkRef) -> Option<usize> {
        self.marks.iter().position(|mark| mark.id == wanted.id && mark.part == wanted.part)
    }
}

/// Adds the marks of a record, without lanes.
fn push_marks(marks: &mut Vec<Mark>, work: &Work, id: &Id) {
    // A region is the ground other marks stand on; it takes no lane.
    let Some(record) = work.record(id).filter(|_| id.kind() != Kind::Region) else { return };
    for (part, place) in record.places().into_iter().enumerate() {
        marks.push(Mark { id: id.clone(), part, cover: place.cover(), place: place.clone(), lane: 0, depth: 0 });
    }
}

/// Gives each mark its lane and depth; returns the highest lane. Expects outer before inner.
fn assign_lanes(marks: &mut [Mark]) -> usize {
    let mut open: Vec<usize> = Vec::new();
    let mut parents: Vec<Option<usize>> = Vec::with_capacity(marks.len());
    for index in 0..marks.len() {
        marks[index].lane = 0;
        let start = marks[index].cover.start;
        open.retain(|other| marks[*other].cover.end > start);
        parents.push(open.last().copied());
        marks[index].depth = open.len();
        open.push(index);
    }
    let mut deepest = 0;
    for index in (0..marks.len()).rev() {
        let lane = marks[index].lane;
        deepest = deepest.max(lane);
        if let Some(parent) = parents[index] {
            marks[parent].lane = marks[parent].lane.max(lane + 1);
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::ActorMention;
    use std::sync::Arc;

    /// Makes a work of actor marks from (start, end) pairs, in that order.
    fn actors(spans: &[(usize, usize)]) -> Work {
        let mut work = Work::default();
        for (n, (start, end)) in spans.iter().enumerate() {
            let id = Id::new(Kind::Actor, n as u64);
            let actor = ActorMention::new(id.clone(), Place::of(Span { start: *start, end: *end }));
            work.actors.insert(id, Arc::new(actor));
        }
        work
    }

    fn lanes(spans: &[(usize, usize)]) -> Vec<(usize, usize, usize)> {
        Marks::of(&actors(spans)).all().iter().map(|m| (m.cover.start, m.cover.end, m.lane)).collect()
    }

    #[test]
    fn lanes_four_deep_are_four_lanes_innermost_nearest() {
        assert_eq!(lanes(&[(0, 40), (0, 30), (5, 25), (5, 10)]), [(0, 40, 3), (0, 30, 2), (5, 25, 1), (5, 10, 0)]);
    }

    #[test]
    fn lanes_of_crossing_marks_differ_wherever_they_share_a_letter() {
        let spans = [(0, 10), (5, 15), (8, 20), (18, 22), (30, 31)];
        let marks = Marks::of(&actors(&spans));
        for a in marks.all() {
            for b in marks.all() {
                if a.id != b.id && a.cover.overlaps(b.cover) {
                    assert_ne!(a.lane, b.lane, "{a:?} {b:?}");
                }
            }
        }
    }

    #[test]
    fn marks_at_a_letter_are_listed_from_the_inside_out() {
        let marks = Marks::of(&actors(&[(0, 40), (0, 30), (5, 25), (5, 10)]));
        let ends: Vec<usize> = marks.at(6).iter().map(|m| m.cover.end).collect();
        assert_eq!(ends, [10, 25, 30, 40]);
        assert!(marks.at(40).is_empty());
    }

    #[test]
    fn next_and_previous_go_round() {
        let marks = Marks::of(&actors(&[(0, 4), (10, 14), (20, 24)]));
        let start = |mark: Option<&Mark>| mark.map(|m| m.cover.start);
        assert_eq!(start(marks.next(None, 5)), Some(10));
        assert_eq!(start(marks.next(None, 25)), Some(0));
        assert_eq!(start(marks.previous(None, 5)), Some(0));
        let first = marks.all().first().map(|m| MarkRef { id: m.id.clone(), part: 0 });
        assert_eq!(start(marks.previous(first.as_ref(), 0)), Some(20));
    }

    #[test]
    fn update_gives_the_same_as_collecting_anew() {
        let mut work = actors(&[(0, 40), (0, 30), (5, 25), (50, 60), (5, 10)]);
        let mut marks = Marks::of(&work);
        let touched: Vec<Id> = work.actors.keys().take(2).cloned().collect();
        work.actors.remove(&touched[0]);
        let moved =
            Arc::new(ActorMention { place: Place::of(Span::new(45, 70)), ..(*work.actors[&touched[1]]).clone() });
        work.actors.insert(touched[1].clone(), moved);
        marks.update(&work, &touched);
        assert_eq!(marks.all(), Marks::of(&work).all());
        assert_eq!(marks.at(52).len(), Marks::of(&work).at(52).len());
    }

    #[test]
    fn within_finds_what_looking_at_every_mark_finds() {
        let spans: Vec<(usize, usize)> = (0..40).map(|n| (n * 7 % 90, n * 7 % 90 + 1 + n * n % 31)).collect();
        let marks = Marks::of(&actors(&spans));
        for start in 0..125 {
            for end in start..start + 9 {
                let span = Span::new(start, end);
                let wanted: Vec<&Mark> = marks.all().iter().filter(|mark| mark.cover.overlaps(span)).collect();
                assert_eq!(marks.within(span), wanted, "{span:?}");
            }
        }
        assert!(Marks::default().within(Span::new(0, 9)).is_empty());
    }

    #[test]
    fn look_up_does_not_grow_with_the_text() {
        let marks = Marks::of(&actors(&[(0, 99_000_000), (50_000_000, 50_000_004)]));
        assert_eq!(marks.reach.len(), 4);
    }

    #[test]
    fn within_finds_a_long_mark_from_anywhere_in_it() {
        let marks = Marks::of(&actors(&[(0, 90_000), (50_000, 50_004)]));
        assert_eq!(marks.within(Span::new(49_000, 49_010)).len(), 1);
        assert_eq!(marks.within(Span::new(50_002, 50_003)).len(), 2);
        assert!(marks.within(Span::new(90_000, 90_010)).is_empty());
    }
}
