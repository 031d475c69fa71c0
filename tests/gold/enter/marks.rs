//! The marks of actors and dates, and what the program computes from them.

use glossator::core::annotation::{Anchor, Basis, DateMention, Id, Kind, Place, Record, Reference, Title};
use glossator::core::dates::DateValue;
use glossator::core::intent::{ActorField, DateField, Intent};

use super::{Scribe, joined};
use crate::book::Gold;

impl Scribe<'_> {
    pub(super) fn enter_mention(&mut self, gold: &Gold<'_>) {
        let id = self.mark(Kind::Actor, gold, &gold.name());
        let form = match gold.text("form").as_str() {
            "NAM" => "name",
            "NOM" => "description",
            "ADJ" => "adjective",
            "PRO" => "pronoun",
            other => panic!("{other} is no form"),
        };
        let links = self.entries(&gold.texts("entities"));
        let title = |kind: &str, gold: &Gold<'_>| Title {
            kind: kind.to_owned(),
            place: Some(self.place(gold)),
            gloss: gold.text("gloss_en"),
        };
        let mut titles: Vec<Title> = gold.items("roles").iter().map(|role| title("title", role)).collect();
        titles.extend(gold.get("rank").iter().map(|rank| title("rank", rank)));
        for field in [
            ActorField::Form(form.to_owned()),
            ActorField::Links(links),
            ActorField::Titles(titles),
            ActorField::Note(gold.text("note")),
        ] {
            self.enter(Intent::SetActor(id.clone(), field));
        }
        self.learn_spelling(gold, &id);
    }

    /// Writes a name among those of the actor, if the program did not bring the actor along.
    fn learn_spelling(&mut self, gold: &Gold<'_>, id: &Id) {
        let [entity] = &gold.texts("entities")[..] else { return };
        let entry = self.entry(entity);
        let whole = !gold.texts("flags").contains(&"truncated".to_owned());
        if gold.text("form") == "NAM" && whole && entry.id != *entity && !entry.has_name(&gold.text("surface")) {
            self.enter(Intent::AddSpelling(id.clone()));
            assert!(self.entry(entity).has_name(&gold.text("surface")));
        }
    }

    /// Compares what the gold file says of the things around a mention with what the program can compute.
    pub(super) fn compare_surroundings(&self, gold: &Gold<'_>) {
        let span = gold.span(&self.text);
        let work = self.work();
        let links = gold.texts("entities");
        for entity in &links {
            let golden = self.book.all("registry").into_iter().find(|entry| entry.text("id") == *entity);
            let golden = golden.expect("the entity is in the registry of the gold file");
            assert_eq!(gold.text("type"), golden.text("type"), "{}", gold.name());
            if gold.get("name_en").is_some() {
                assert_eq!(gold.text("name_en"), golden.text("name_en"), "{}", gold.name());
            }
            if gold.get("wikidata").is_some() {
                let wikidata = format!("wikidata:{}", gold.text("wikidata"));
                assert!(self.entry(entity).external_ids.contains(&wikidata), "{}", gold.name());
            }
        }
        if gold.get("nested_in").is_some() {
            let outer = work.actors[&self.ids[&gold.text("nested_in")]].place.cover();
            assert!(outer != span && outer.contains(span), "{}", gold.name());
        }
        if gold.get("inside").is_some() {
            let mentions = work.actors.values().map(|actor| Record::Actor(actor.clone()));
            let agreements = work.agreements.values().map(|agreement| Record::Agreement(agreement.clone()));
            let around = |record: Record| {
                let places = record.places().into_iter().chain(record.side_places()).map(Place::cover);
                places.into_iter().any(|outer| outer != span && outer.contains(span))
            };
            assert!(mentions.chain(agreements).any(around), "{}: {}", gold.name(), gold.text("inside"));
        }
        if gold.get("flags").is_some() {
            let flagged = work.flags.values().any(|flag| flag.place.cover().contains(span));
            assert!(flagged, "{}: {:?}", gold.name(), gold.texts("flags"));
        }
    }

    pub(super) fn enter_date(&mut self, gold: &Gold<'_>) {
        let id = self.mark(Kind::Date, gold, &gold.name());
        let timex = gold.get("timex3").expect("a TIMEX3 reading");
        let kind = timex.text("type").to_lowercase();
        let (value, vague) = (gold.text("value_edtf"), timex.text("value"));
        let reference = match vague.as_str() {
            "PAST_REF" => Some(Reference::Past),
            "PRESENT_REF" => Some(Reference::Present),
            "FUTURE_REF" => Some(Reference::Future),
            // How long a period is follows from its value.
            period if period.starts_with('P') => {
                let length = DateValue::parse(&value).expect("a value").length().expect("both ends are known");
                assert_eq!(length.as_str(), period);
                None
            }
            same => {
                assert_eq!(same, value);
                None
            }
        };
        let mut readings = Vec::new();
        let mut comments = Vec::new();
        for reading in gold.texts("other_readings") {
            match reading.split_once(' ') {
                Some((value, _)) if DateValue::parse(value).is_ok() => {
                    readings.push(value.to_owned());
                    comments.push(("other_readings", reading));
                }
                // It is another role, not another value.
                _ => comments.push(("role", reading)),
            }
        }
        // A vague expression says no more than it says: nothing is inferred there.
        let explicit = gold.is("fully_specified_in_text") || reference.is_some();
        let anchor = self.ids.get(&gold.text("anchor")).cloned().map(Anchor::Date);
        let reason = if anchor.is_some() { String::new() } else { gold.text("anchor") };
        let role = gold.text("role");
        if timex.get("functionInDocument").is_some() {
            assert_eq!((timex.text("functionInDocument").as_str(), role.as_str()), ("PUBLICATION_TIME", "publication"));
        }
        for field in [
            DateField::Kind(kind),
            if reference.is_some() { DateField::Reference(reference) } else { DateField::Value(value) },
            DateField::Role(role),
            DateField::Anchor(anchor),
            DateField::OtherReadings(readings),
            DateField::Basis(if explicit { Basis::Explicit } else { Basis::Inferred(reason) }),
            DateField::Confidence(gold.text("confidence")),
            DateField::Note(gold.text("note")),
        ] {
            self.enter(Intent::SetDate(id.clone(), field));
        }
        for path in ["other_readings", "role"] {
            let of = comments.iter().filter(|(at, _)| *at == path).map(|(_, comment)| comment.clone());
            self.comment(Some(&id), path, "", &joined(&of.collect::<Vec<_>>()));
        }
        if gold.text("granularity") == "minute" {
            self.comment(Some(&id), "value", "", &format!("granularity: {}", gold.text("granularity")));
        }
        self.compare_bounds(gold, &id);
    }

    /// Compares what the program computes from a value with what the gold file says.
    fn compare_bounds(&self, gold: &Gold<'_>, id: &Id) {
        let date: &DateMention = &self.work().dates[id];
        let fine = DateValue::parse(&date.value).map(|value| value.granularity());
        match (gold.text("granularity").as_str(), fine) {
            ("vague", Err(_)) | ("day", Ok("day")) | ("year_range", Ok("range")) => {}
            // EDTF writes seconds; that the text gives none is in a comment.
            ("minute", Ok("second")) => assert!(date.beside.comment("value").ends_with("minute")),
            other => panic!("{}: {other:?}", gold.name()),
        }
        if gold.get("begin").is_some() {
            let (first, last) = DateValue::parse(&date.value).expect("a value").bounds();
            assert_eq!(first, Some(format!("{}-01-01", gold.text("begin"))));
            assert_eq!(last, Some(format!("{}-12-31", gold.text("end"))));
        }
    }
}
