//! What a record says of the fields that conditions can ask about.

use super::super::annotation::{
    ActorMention, Agreement, Basis, DateMention, DateOf, Evidence, Fields, Header, Identity, LanguageTag, Missing,
    Party, Publisher, RegistryEntry, State,
};
use super::super::dates::DateValue;
use super::super::schema::{Facts, Subject, Values};
use super::super::shared::Registry;
use super::Owner;

/// What a record says.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// The record.
    pub owner: Owner<'a>,
    /// Where actors are looked up.
    pub registry: &'a Registry,
    /// The language of the article, for a header that leaves it to be detected.
    pub language: &'a str,
}

impl<'a> Said<'a> {
    /// Gives the values of a field of the schema, or why there are none.
    fn own(&self, fields: &'a Fields, id: &str) -> Values<'a> {
        let given = fields.get(id).map_or(Values::None, |value| texts(value.values()));
        self.or_missing(given, id)
    }

    /// Adds why there are no values, where that is said.
    fn or_missing(&self, given: Values<'a>, path: &str) -> Values<'a> {
        match given {
            Values::None => because(self.owner.missing(path)),
            given => given,
        }
    }

    fn of_agreement(&self, one: &'a Agreement, word: &str) -> Values<'a> {
        let parties = |value: fn(&'a Party) -> &'a str| Values::texts(one.parties.iter().map(value));
        if let Some(which) = DateOf::ALL.into_iter().find(|which| which.code() == word) {
            let slot = one.dates.get(which);
            return match dated(&slot.value, &slot.basis) {
                Values::None if !one.beside.remarks.is_empty() => because(self.owner.missing(&format!("dates.{word}"))),
                given => given,
            };
        }
        let (given, path) = match word {
            "topic" => (texts(&one.topics), "topics"),
            "kind" => (Values::text(one.kind.as_str()), word),
            "level" => (Values::text(one.level.as_str()), word),
            "status" => (Values::text(one.status.as_str()), word),
            "modality" => (Values::text(one.modality.as_str()), word),
            "confidence" => (Values::text(one.confidence.as_str()), word),
            "credibility" => (Values::text(one.credibility.as_str()), word),
            "grounds" => (Values::text(one.grounds.as_str()), word),
            "renewal" => (or_basis(Values::text(one.renewal.kind.as_str()), &one.renewal.basis), word),
            "term" => (or_basis(lasting(&one.term.value), &one.term.basis), word),
            "quantities" => (Values::texts(one.quantities.iter().map(|one| one.what.as_str())), word),
            "relations" => (Values::texts(one.relations.iter().map(|one| one.kind.as_str())), word),
            "background" => (Values::flag(one.background), word),
            "parties_unknown" => (Values::flag(one.parties_unknown), word),
            "parties" | "role" => (parties(|party| &party.role), "parties"),
            "capacity" => (parties(|party| &party.capacity), "parties"),
            "party" => (parties(|party| &party.actor), "parties"),
            "country" => {
                let countries = one.parties.iter().filter_map(|party| self.country(&party.actor));
                (Values::texts(countries), "parties")
            }
            "signatories" => (Values::texts(one.signatories.iter().map(|one| one.person.as_str())), word),
            "present" => (texts(&one.present), word),
            "evidence" => {
                (Values::texts(one.evidence.iter().flat_map(|one| one.slots.iter().map(String::as_str))), word)
            }
            own => return self.own(&one.fields, own),
        };
        self.or_missing(given, path)
    }

    /// Gives the country of an actor: its own, else that of the state it is a part of.
    fn country(&self, actor: &str) -> Option<&'a str> {
        let entry = self.registry.resolve(actor)?;
        if !entry.country.is_empty() {
            return Some(&entry.country);
        }
        let state = self.registry.resolve(&self.registry.state_of(actor)?)?;
        Some(&state.country).filter(|country| !country.is_empty()).map(String::as_str)
    }

    fn of_actor(&self, one: &'a ActorMention, word: &str) -> Values<'a> {
        let linked = |value: fn(&'a RegistryEntry) -> &'a str| {
            Values::texts(one.links.iter().filter_map(|link| self.registry.resolve(link)).map(|entry| value(entry)))
        };
        let (given, path) = match word {
            "form" => (Values::text(one.form.as_str()), word),
            "confidence" => (Values::text(one.confidence.as_str()), word),
            "kind" => (linked(|entry| &entry.kind), "links"),
            "country" => (Values::texts(one.links.iter().filter_map(|link| self.country(link))), "links"),
            "sector" => {
                let entries = one.links.iter().filter_map(|link| self.registry.resolve(link));
                (Values::texts(entries.flat_map(|entry| entry.sectors.iter().map(String::as_str))), "links")
            }
            own => return self.own(&one.fields, own),
        };
        self.or_missing(given, path)
    }

    fn of_date(&self, one: &'a DateMention, word: &str) -> Values<'a> {
        let given = match word {
            "type" => Values::text(one.kind.as_str()),
            "role" => Values::text(one.role.as_str()),
            "value" => dated(&one.value, &one.basis),
            "modifier" => Values::text(one.modifier.as_str()),
            "calendar" => Values::text(one.calendar.as_str()),
            "confidence" => Values::text(one.confidence.as_str()),
            own => return self.own(&one.fields, own),
        };
        self.or_missing(given, word)
    }

    fn of_article(&self, one: &'a Header, word: &str) -> Values<'a> {
        let given = match word {
            "language" => match &one.language {
                LanguageTag::Set(code) => Values::text(code.as_str()),
                LanguageTag::Detected => Values::text(self.language),
            },
            "state" => Values::text(state(one.state)),
            "exclusion" => Values::text(one.exclusion.as_str()),
            "publisher" => Values::text(one.publisher.as_str()),
            "published" => dated(&one.published, &one.published_basis),
            "reliability" => Values::text(one.reliability.as_str()),
            own => return self.own(&one.fields, own),
        };
        self.or_missing(given, word)
    }

    fn of_entry(&self, one: &'a RegistryEntry, word: &str) -> Values<'a> {
        let (given, path) = match word {
            "kind" => (Values::text(one.kind.as_str()), word),
            "sector" => (texts(&one.sectors), "sectors"),
            "country" => (Values::text(one.country.as_str()), word),
            "recognised" => (Values::text(one.recognised.as_str()), word),
            "exists_from" => (dated(&one.exists_from, &Basis::Explicit), word),
            "exists_to" => (dated(&one.exists_to, &Basis::Explicit), word),
            own => return self.own(&one.fields, own),
        };
        self.or_missing(given, path)
    }

    fn of_identity(&self, one: &'a Identity, word: &str) -> Values<'a> {
        let given = match word {
            "kind" if one.kind.is_empty() => Values::text("agreement"),
            "kind" => Values::text(one.kind.as_str()),
            "members" => Values::texts(one.members.iter().map(|one| one.relation.as_str())),
            "relations" => Values::texts(one.relations.iter().map(|one| one.kind.as_str())),
            own => return self.own(&one.fields, own),
        };
        self.or_missing(given, word)
    }

    fn of_publisher(&self, one: &'a Publisher, word: &str) -> Values<'a> {
        let given = match word {
            "country" => Values::text(one.country.as_str()),
            "ownership" => Values::text(one.ownership.as_str()),
            "originality" => Values::text(one.originality.as_str()),
            "reliability" => Values::text(one.reliability.as_str()),
            own => return self.own(&one.fields, own),
        };
        self.or_missing(given, word)
    }
}

impl Facts for Said<'_> {
    fn values(&self, subject: &Subject) -> Values<'_> {
        let word = subject.as_str();
        match self.owner {
            Owner::Article(one) => self.of_article(one, word),
            Owner::Actor(one) => self.of_actor(one, word),
            Owner::Date(one) => self.of_date(one, word),
            Owner::Agreement(one) => self.of_agreement(one, word),
            Owner::Party(_, one) => match word {
                "role" => self.or_missing(Values::text(one.role.as_str()), word),
                "capacity" => self.or_missing(Values::text(one.capacity.as_str()), word),
                "actor" => Values::text(one.actor.as_str()),
                own => self.own(&one.fields, own),
            },
            Owner::Signatory(_, one) => match word {
                "person" => Values::text(one.person.as_str()),
                "on_behalf_of" => self.or_missing(Values::text(one.on_behalf_of.as_str()), word),
                own => self.own(&one.fields, own),
            },
            Owner::Evidence(_, _, one) => match word {
                "slot" => texts(&one.slots),
                own => self.own(&one.fields, own),
            },
            Owner::Custom(one) => match word {
                "confidence" => self.or_missing(Values::text(one.confidence.as_str()), word),
                own => self.own(&one.fields, own),
            },
            Owner::Entry(one) => self.of_entry(one, word),
            Owner::Identity(one) => self.of_identity(one, word),
            Owner::Publisher(one) => self.of_publisher(one, word),
        }
    }

    fn count(&self, list: &Subject, code: Option<&str>) -> usize {
        // Passages are counted, not what they support.
        if let (Owner::Agreement(one), "evidence") = (self.owner, list.as_str()) {
            let supports = |passage: &&Evidence| code.is_none_or(|code| passage.slots.iter().any(|slot| slot == code));
            return one.evidence.iter().filter(supports).count();
        }
        match self.values(list) {
            Values::Count(count) => count,
            Values::Days(days) => days.len(),
            Values::Texts(texts) => texts.iter().filter(|text| code.is_none_or(|code| *text == code)).count(),
            Values::None | Values::Missing(_) => 0,
        }
    }
}

fn texts(values: &[String]) -> Values<'_> {
    Values::texts(values.iter().map(String::as_str))
}

/// Gives a date as it is written, or why there is none.
fn dated<'a>(value: &'a str, basis: &Basis) -> Values<'a> {
    or_basis(Values::date(value), basis)
}

/// Gives how long something is for, which can also be given by its dates.
fn lasting(value: &str) -> Values<'_> {
    let dates = Some(value).filter(|value| value.contains('/')).and_then(|value| DateValue::parse(value).ok());
    let length = dates.and_then(|dates| dates.length());
    length.map_or_else(|| Values::text(value), |length| Values::text(length.as_str().to_owned()))
}

fn or_basis<'a>(given: Values<'a>, basis: &Basis) -> Values<'a> {
    match given {
        Values::None => because(basis.missing()),
        given => given,
    }
}

fn because<'a>(missing: Option<Missing>) -> Values<'a> {
    missing.map_or(Values::None, |missing| Values::Missing(missing.code().into()))
}

/// Gives the word that conditions have for a state.
fn state(state: State) -> &'static str {
    match state {
        State::New => "new",
        State::InProgress => "in_progress",
        State::Done => "done",
        State::NeedsSecondLook => "needs_second_look",
        State::Excluded => "excluded",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Beside, Dated, Id, Kind, Place, Remark};
    use crate::core::schema::{Against, Comparison, Condition, Measure, Test};
    use crate::core::text::Span;

    fn agreement() -> Agreement {
        let place = Place::of(Span::new(0, 1));
        let mut one = Agreement::new(Id::new(Kind::Agreement, 1), place.clone());
        one.parties = vec![Party::of("UZB", "state"), Party { role: "mediator".into(), ..Party::of("CHN", "state") }];
        one.evidence = vec![Evidence::of(place, vec!["kind".into(), "signed".into()])];
        one.dates.signed.value = "2009-04".into();
        one.dates.expires.basis = Basis::NotStated;
        one.term.value = "P18M".into();
        one.topics = vec!["TRAIN".into()];
        one.fields = [("x_trainees".to_owned(), "120".into())].into();
        one.beside = Beside::default();
        one.beside.set("grounds", Remark { missing: "unknown".into(), ..Remark::default() });
        one
    }

    #[test]
    fn agreement_answers_whatever_a_condition_asks() {
        let (one, registry) = (agreement(), Registry::default());
        let said = Said { owner: Owner::Agreement(&one), registry: &registry, language: "" };
        let rows = [
            ("topic TRAIN and not background", true),
            ("signed < 2010", true),
            ("signed >= 2010", false),
            ("expires is not_stated", true),
            ("expires is empty", true),
            ("grounds is unknown", true),
            ("renewal is missing", false),
            ("term > P1Y", true),
            ("x_trainees > 100", true),
            ("count(parties:mediator) = 1", true),
            ("count(parties) = 2", true),
            ("count(evidence) = 1", true),
            ("count(evidence:signed) = 1", true),
            ("party CHN and capacity state", true),
            ("country UZB", true),
            ("precision(signed) = month", true),
        ];
        for (condition, holds) in rows {
            let parsed = Condition::parse(condition).unwrap_or_else(|problem| panic!("{condition}: {problem}"));
            assert_eq!(parsed.holds(&said), holds, "{condition}");
        }
    }

    #[test]
    fn party_article_and_entry_answer_for_themselves() {
        let (one, registry) = (agreement(), Registry::default());
        let holds = |owner: Owner<'_>, condition: &str| {
            let said = Said { owner, registry: &registry, language: "uz" };
            Condition::parse(condition).is_ok_and(|condition| condition.holds(&said))
        };
        assert!(holds(Owner::Party(&one, &one.parties[1]), "role mediator and actor CHN"));
        let header = Header { published: "2024-04-02".into(), ..Header::default() };
        assert!(holds(Owner::Article(&header), "language uz and published > 2023 and state new"));
        let entry = registry.get("UZB").map(|entry| (**entry).clone()).unwrap_or_default();
        assert!(holds(Owner::Entry(&entry), "kind state and recognised yes"));
    }

    fn holds(owner: Owner<'_>, condition: &str) -> bool {
        let registry = Registry::default();
        let said = Said { owner, registry: &registry, language: "" };
        Condition::parse(condition).is_ok_and(|condition| condition.holds(&said))
    }

    #[test]
    fn what_is_only_not_coded_is_missing_in_no_field() {
        let mut one = agreement();
        for path in ["dates.signed", "dates.held", "grounds", "x_a"] {
            one.beside.set(path, Remark { missing: Missing::NotCoded.code().into(), ..Remark::default() });
        }
        one.dates.signed.value.clear();
        for field in ["signed", "held", "grounds", "x_a"] {
            let owner = Owner::Agreement(&one);
            let state = |state: &str| holds(owner, &format!("{field} is {state}"));
            assert_eq!((state("missing"), state("not_coded"), state("empty")), (false, true, true), "{field}");
        }
    }

    #[test]
    fn actor_is_of_the_country_of_its_state_and_says_why_it_has_no_value() {
        let ministry = RegistryEntry { part_of: vec![Dated::to("UZB")], ..RegistryEntry::new("r-1", "gov_org", "MIA") };
        let registry = Registry::of([ministry]);
        let place = || Place::of(Span::new(0, 1));
        let mut actor =
            ActorMention { links: vec!["r-1".into()], ..ActorMention::new(Id::new(Kind::Actor, 1), place()) };
        let country = Condition::parse("country UZB").unwrap();
        assert!(country.holds(&Said { owner: Owner::Actor(&actor), registry: &registry, language: "" }));
        actor.links.clear();
        let unknown = || Remark { missing: "unknown".into(), ..Remark::default() };
        actor.beside.set("links", unknown());
        actor.beside.set("confidence", unknown());
        for field in ["kind", "country", "sector", "confidence"] {
            assert!(holds(Owner::Actor(&actor), &format!("{field} is unknown and {field} is missing")), "{field}");
        }
        let empty = String::new;
        let mut date =
            DateMention { role: empty(), calendar: empty(), ..DateMention::new(Id::new(Kind::Date, 1), place()) };
        for field in ["role", "modifier", "calendar", "confidence", "value"] {
            date.beside.set(field, unknown());
            assert!(holds(Owner::Date(&date), &format!("{field} is unknown")), "{field}");
        }
    }

    #[test]
    fn term_that_is_given_by_its_dates_is_as_long_as_they_are() {
        let mut one = agreement();
        one.term.value = "2024/2033".into();
        one.fields = [("x_for".to_owned(), "2024-01/2024-06".into())].into();
        for (condition, stands) in
            [("term > P5Y", true), ("term <= P5Y", false), ("term = P10Y", true), ("x_for < P1Y", true)]
        {
            assert_eq!(holds(Owner::Agreement(&one), condition), stands, "{condition}");
        }
        // Only a schema tells a field behind a sign from a word.
        let field = |word: &str| Subject::of(word).unwrap();
        let against = Against::Field(field("term"));
        let shorter = Condition::Test(Test::Compare(Measure::Value(field("x_for")), Comparison::Less, against));
        let registry = Registry::default();
        for (term, stands) in [("2024/2033", true), ("P1Y", true), ("2024-01/2024-03", false), ("P1M", false)] {
            one.term.value = term.into();
            let said = Said { owner: Owner::Agreement(&one), registry: &registry, language: "" };
            assert_eq!(shorter.holds(&said), stands, "{term}");
        }
        // Dates that are no time of something stay dates.
        one.dates.signed.value = "2024/2033".into();
        assert!(!holds(Owner::Agreement(&one), "signed > P5Y"));
    }
}
