//! Closed vocabularies shipped as defaults: codes, labels, help, search and suggestions.
//!
//! A code is what a file stores, a label is what an analyst reads, and the help says in one
//! sentence when to choose the term. The order of a list is the order in which it is offered;
//! in [`Vocabulary::Status`] the terms from `proposed` to `implemented` also follow one another
//! in time, the rest stand beside that line.

#![forbid(unsafe_code)]

/// Holds one entry of a closed vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// Identifies the term in files and is never changed.
    pub code: &'static str,
    /// Names the term in the interface.
    pub label: &'static str,
    /// Tells in one sentence when to choose the term.
    pub help: &'static str,
}

impl Vocabulary {
    /// Finds the term with exactly this code.
    #[must_use]
    pub fn term(self, code: &str) -> Option<&'static Term> {
        self.terms().iter().find(|term| term.code == code)
    }

    /// Returns the label of a code, or the code itself if the list does not have it.
    #[must_use]
    pub fn label(self, code: &str) -> &str {
        self.term(code).map_or(code, |term| term.label)
    }
}

/// Returns the kinds that belong to a level, and none for an unknown level.
#[must_use]
pub fn kinds_of(level: &str) -> &'static [Term] {
    match level {
        "instrument" => Vocabulary::InstrumentKind.terms(),
        "commitment" => Vocabulary::CommitmentKind.terms(),
        "activity" => Vocabulary::ActivityKind.terms(),
        _ => &[],
    }
}

/// Finds the terms that match what was typed, best matches first.
///
/// An exact code or abbreviation comes first, then codes and labels in which every typed word
/// begins a word, then codes and labels that contain the text, then help that contains it. An
/// empty query returns the whole list.
#[must_use]
pub fn search<'a>(terms: &'a [Term], query: &str) -> Vec<&'a Term> {
    let needle = query.trim().to_lowercase();
    let mut hits: Vec<(u8, &Term)> = terms.iter().filter_map(|term| Some((match_rank(term, &needle)?, term))).collect();
    hits.sort_by_key(|(rank, _)| *rank);
    hits.into_iter().map(|(_, term)| term).collect()
}

/// Finds the term that an unknown code was most likely meant to be.
#[must_use]
pub fn nearest<'a>(terms: &'a [Term], code: &str) -> Option<&'a Term> {
    let wanted = normalised(code);
    let length = wanted.chars().count();
    if length == 0 || length > LONGEST_GUESS {
        return None;
    }
    let by_code = |code: &str| terms.iter().find(|term| normalised(term.code) == code);
    if let Some(term) = by_code(&wanted).or_else(|| by_code(alias(&wanted)?)) {
        return Some(term);
    }
    let distance = |text| edit_distance(&wanted, &normalised(text));
    let close = terms
        .iter()
        .map(|term| (distance(term.code).min(distance(term.label)), term))
        .min_by_key(|(distance, _)| *distance);
    if let Some((_, term)) = close.filter(|(distance, _)| *distance <= length / 3) {
        return Some(term);
    }
    let words = wanted.replace('_', " ");
    let begins = |term: &&Term| match_rank(term, &words).is_some_and(|rank| rank <= PREFIX_RANK);
    terms.iter().find(begins).filter(|_| length >= 3)
}

/// Says that a code is not in a closed list, and what to write instead.
#[must_use]
pub fn unknown_code_message(vocabulary: Vocabulary, code: &str) -> String {
    let name = vocabulary.name();
    match nearest(vocabulary.terms(), code) {
        Some(term) => {
            let meant = term.code;
            format!("“{code}” is not in the list of {name}. Did you mean “{meant}”?")
        }
        None => format!("“{code}” is not in the list of {name}. Choose one from the list."),
    }
}

/// Limits the length of a code for which a suggestion is sought, in characters.
const LONGEST_GUESS: usize = 64;

/// Marks the last rank of [`match_rank`] in which every typed word begins a word.
const PREFIX_RANK: u8 = 1;

/// Returns the code that an abbreviation stands for, in the form that [`normalised`] gives.
fn alias(wanted: &str) -> Option<&'static str> {
    Some(match wanted {
        "mou" | "mous" | "moc" | "moa" | "lou" | "memo" => "memorandum",
        "iga" => "intergovernmental_agreement",
        "mlat" => "treaty",
        "convention" => "multilateral_treaty",
        "exchange_of_letters" => "exchange_of_notes",
        "loi" | "letter_of_intent" => "statement_of_intent",
        _ => return None,
    })
}

/// Writes a code or label in lower case with one underscore between words.
fn normalised(text: &str) -> String {
    let lower = text.to_lowercase();
    words(&lower).collect::<Vec<_>>().join("_")
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Ranks a term for a needle in lower case; a smaller rank is a better match.
fn match_rank(term: &Term, needle: &str) -> Option<u8> {
    let (code, label) = (term.code.to_lowercase(), term.label.to_lowercase());
    if needle.is_empty() || code == needle || alias(needle) == Some(term.code) {
        return Some(0);
    }
    let begins = |start: &str| words(&code).chain(words(&label)).any(|word| word.starts_with(start));
    if words(needle).next().is_some() && words(needle).all(begins) {
        return Some(PREFIX_RANK);
    }
    if code.contains(needle) || label.contains(needle) {
        return Some(2);
    }
    term.help.to_lowercase().contains(needle).then_some(3)
}

/// Counts the insertions, deletions and replacements between two texts (Levenshtein).
fn edit_distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, sign) in left.chars().enumerate() {
        let mut diagonal = index;
        let mut before = index + 1;
        for (cell, other) in row.iter_mut().skip(1).zip(&right) {
            let replaced = diagonal + usize::from(sign != *other);
            diagonal = *cell;
            before = replaced.min(diagonal + 1).min(before + 1);
            *cell = before;
        }
        if let Some(first) = row.first_mut() {
            *first = index + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// Declares the vocabularies, each with its name and a row for each term.
macro_rules! vocabularies {
    ($($(#[$doc:meta])* $variant:ident, $name:literal {
        $($code:literal, $label:literal, $help:literal;)*
    })*) => {
        /// Lists the closed vocabularies that the program ships.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Vocabulary {
            $($(#[$doc])* $variant),*
        }

        impl Vocabulary {
            /// Lists every vocabulary once.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the terms in the order in which they are offered.
            #[must_use]
            pub const fn terms(self) -> &'static [Term] {
                match self {
                    $(Self::$variant => &[
                        $(Term { code: $code, label: $label, help: $help }),*
                    ]),*
                }
            }

            /// Returns the name of the list as it stands in a sentence.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),*
                }
            }
        }
    };
}

vocabularies! {
    /// Says what sort of thing an actor is.
    ActorKind, "kinds of actor" {
        "person", "Person", "One human being, by name or by title (“the Minister of the Interior”).";
        "state", "State", "A country acting as such, also when its capital or a demonym stands for it.";
        "gov_org", "Government body", "A ministry, agency, police force, parliament or court of one state.";
        "igo", "Intergovernmental organisation", "A body whose members are states, such as the United Nations.";
        "ngo", "Non-governmental organisation", "An association or foundation that belongs to no state.";
        "company", "Company", "A business, whether private or owned by a state.";
        "media", "News medium", "A newspaper, agency, channel or site that publishes or is quoted.";
        "academic", "Academic institution", "A university, academy, research institute or think tank.";
        "armed_group", "Armed group", "An organised armed actor outside the forces of a state.";
        "group", "Group", "Several actors named together or a collective that acts, such as “both sides”.";
        "place_as_actor", "Place as actor", "A city or region that decides, invites or hosts; a mere venue is not an actor.";
        "other", "Other", "None of the other kinds fits; say in the note what it is.";
    }
    /// Says how a mention names its actor.
    ActorForm, "forms" {
        "name", "Name", "The mention is a proper name, such as a person, ministry or country.";
        "description", "Description", "A title or phrase stands for the actor without its name.";
        "adjective", "Adjective", "A demonym such as “usbekische”; mark it when nothing else names the party.";
        "pronoun", "Pronoun", "An honorific word stands for the name; ordinary pronouns are not marked.";
    }
    /// Says which part of society an actor belongs to, after PLOVER.
    Sector, "sectors" {
        "GOV", "Government", "Executive power: heads of state, cabinets, ministries and their officials.";
        "COP", "Police", "Police forces, criminal investigators and other law enforcement.";
        "MIL", "Military", "Armed forces of a state and their personnel.";
        "SPY", "Intelligence service", "State intelligence and security services and their officers.";
        "JUD", "Judiciary", "Courts, judges and public prosecutors.";
        "LEG", "Legislature", "Parliaments, assemblies and their members.";
        "EDU", "Education", "Schools, universities, academies and those who teach or study there.";
        "JRN", "Journalism", "Newspapers, broadcasters, news sites and journalists.";
        "BUS", "Business", "Companies, chambers of commerce and business people.";
        "IGO", "Intergovernmental", "Organisations whose members are states.";
        "NGO", "Non-governmental", "Associations and foundations that belong to no state.";
        "CVL", "Civilians", "Unarmed people and groups that fit no other sector, such as activists.";
        "MED", "Health", "Hospitals, doctors and health organisations; for news media choose JRN.";
        "REB", "Rebels", "Armed opposition groups and their members.";
        "PRM", "Paramilitary", "Armed organisations outside the army that do not oppose the government.";
        "PTY", "Political party", "Parties and those who speak for them as party members.";
        "UNK", "Unknown", "The text does not show which sector the actor belongs to.";
    }
    /// Says what a date is the date of.
    DateRole, "date roles" {
        "publication", "Publication", "When the article itself appeared; a clock on the page is not proof.";
        "event", "Event", "The day or time at which a meeting or other event took or takes place.";
        "event_period", "Event period", "The days or weeks over which an event stretches.";
        "signing", "Signing", "When a document was signed, only if the text ties the date to the signing.";
        "entry_into_force", "Entry into force", "When a document begins to bind its parties.";
        "validity", "Validity", "The years or months for which a programme or plan is made.";
        "expiry", "Expiry", "When a document ceases to bind.";
        "deadline", "Deadline", "By when something is to be done.";
        "announcement", "Announcement", "When something was made known, apart from when it happened.";
        "historical", "Historical", "A date of the background, such as when relations were established.";
        "other", "Other", "None of the other roles fits; say in the note what the date is for.";
    }
    /// Says whether an agreement is a document, an undertaking or an activity.
    Level, "levels" {
        "instrument", "Instrument", "There is a document, signed or to be signed, under whatever name.";
        "commitment", "Commitment", "A party undertakes something towards another, but no document is named.";
        "activity", "Activity", "An exercise, conference or training is held or planned; visits and talks alone are not recorded.";
    }
    /// Lists the kinds of document.
    InstrumentKind, "kinds" {
        "treaty", "Treaty", "A document between two states that the text calls a treaty.";
        "intergovernmental_agreement", "Intergovernmental agreement", "An agreement concluded between two governments.";
        "interagency_agreement", "Interagency agreement", "An agreement between ministries or agencies rather than whole governments.";
        "memorandum", "Memorandum of understanding", "The text says memorandum, in full or as MoU.";
        "protocol", "Protocol", "The text says protocol (“Protokoll”, “protokol”); for a mere record of talks choose minutes.";
        "cooperation_programme", "Cooperation programme", "A programme of work for stated years (“Kooperationsprogramm 2024–2025”).";
        "action_plan", "Action plan", "A plan or road map that lists measures, often with dates.";
        "joint_statement", "Joint statement", "A text that both sides issue together after talks.";
        "declaration", "Declaration", "A solemn text of principles that the article calls a declaration.";
        "communique", "Communiqué", "A published text on the outcome of a meeting, called communiqué.";
        "exchange_of_notes", "Exchange of notes", "Two diplomatic notes or letters that together make the agreement.";
        "minutes", "Minutes", "A signed record of what was said or agreed at a meeting.";
        "contract", "Contract", "A contract for goods, works or services, mostly with a company.";
        "accession", "Accession", "A party joins a document that others made before.";
        "amendment", "Amendment", "A document that changes or adds to an earlier one.";
        "multilateral_treaty", "Multilateral treaty", "A treaty or convention among three or more states.";
        "unspecified_document", "Document, kind not stated", "Something is signed, but the text does not say what it is called.";
    }
    /// Lists the kinds of undertaking without a document.
    CommitmentKind, "kinds of commitment" {
        "agreement_in_principle", "Agreement in principle", "Both sides agree to do something (“đã thống nhất”, “kelishishdi”) without a document.";
        "statement_of_intent", "Statement of intent", "A side says that it is ready or means to do something.";
        "proposal", "Proposal", "One side proposes a document or measure to the other (“cần thúc đẩy ký kết”).";
        "training", "Training", "One side undertakes to train officers of the other.";
        "exchange", "Exchange", "The sides undertake to exchange information, experience or delegations.";
        "operational_cooperation", "Operational cooperation", "The sides undertake to work together on cases, searches or operations.";
        "institutional_link", "Institutional link", "Institutes, academies or units of the sides are to be tied to each other.";
        "aid_or_equipment", "Aid or equipment", "One side gives or promises money, vehicles, devices or other help.";
    }
    /// Lists the kinds of joint activity.
    ActivityKind, "kinds of activity" {
        "joint_exercise", "Joint exercise", "Forces of the parties train an operation together.";
        "joint_patrol", "Joint patrol", "Officers of the parties patrol together.";
        "conference", "Conference", "A conference, forum or congress, held or planned.";
        "working_group", "Working group", "A committee or group of both sides that meets about the work.";
        "training_held", "Training held", "A course or seminar that took place or has a date.";
    }
    /// Says how far an agreement has come.
    Status, "statuses" {
        "proposed", "Proposed", "One side asks for it (“cần thúc đẩy ký kết”).";
        "discussed", "Discussed", "The sides talked about it and nothing more is said (“erörtert”, “muhokama qilindi”).";
        "expressed_intent", "Intent expressed", "One side only says that it wants or is ready to do it.";
        "agreed", "Agreed", "Both sides agreed and nothing is signed (“đã thống nhất”, “kelishishdi”).";
        "initialled", "Initialled", "The negotiators have put their initials to the text.";
        "signed", "Signed", "The text says it was signed (“unterzeichnet”, “đã ký”, “توقيع”, “imzolandi”).";
        "ratified", "Ratified", "A parliament or head of state has approved the signed document.";
        "in_force", "In force", "The document binds its parties now.";
        "implemented", "Implemented", "The text reports that what was agreed is being done or has been done.";
        "planned", "Planned", "An activity that is announced and has not taken place.";
        "held", "Held", "An activity that took place.";
        "extended", "Extended", "A document was prolonged beyond its first term.";
        "suspended", "Suspended", "A document is not applied for the time being.";
        "terminated", "Terminated", "A party or the parties have ended it.";
        "expired", "Expired", "Its term has run out.";
        "rejected", "Rejected", "A side refused it.";
        "unknown", "Unknown", "The text does not show how far it has come.";
    }
    /// Says whether the article states, intends, supposes or denies.
    Modality, "modalities" {
        "asserted", "Asserted", "The article states it as a fact.";
        "intended", "Intended", "The article states it as a plan, wish or duty (“cần”, “soll”, “سيتم”, “kerak”).";
        "hypothetical", "Hypothetical", "The article only supposes it, for instance with “if” or “could”.";
        "negated", "Negated", "The article says that it is not so.";
        "reported_denied", "Reported as denied", "The article reports that someone denies it.";
    }
    /// Says in what capacity a party takes part.
    Capacity, "capacities" {
        "state", "State", "The party is bound as a state.";
        "government", "Government", "The party is bound as a government.";
        "ministry", "Ministry", "A ministry binds itself, not its whole government.";
        "agency", "Agency", "A police force, service, institute or other body below a ministry.";
        "subnational", "Subnational authority", "A province, region, city or its authority.";
        "igo", "Intergovernmental organisation", "An organisation of states is the party.";
        "other", "Other", "None of the other capacities fits, for instance a company.";
    }
    /// Says where the value of a field comes from.
    Basis, "bases" {
        "explicit", "Explicit", "The text states it.";
        "inferred", "Inferred", "You conclude it from the text; give the reason.";
        "document_date", "From the document date", "It follows from the date of publication.";
        "external", "External source", "It comes from outside the article; name the source.";
        "not_stated", "Not stated", "You looked for it and the text does not say.";
    }
    /// Says how sure the annotator is.
    Confidence, "confidence grades" {
        "high", "High", "Another careful reader would decide the same.";
        "medium", "Medium", "The reading is likely, but another one is possible.";
        "low", "Low", "The reading is little better than a guess and needs a second look.";
    }
    /// Grades the reliability of a source, after the Admiralty system.
    Reliability, "reliability grades" {
        "A", "A – Completely reliable", "No doubt about the source; it has always been right.";
        "B", "B – Usually reliable", "Minor doubts; the source has mostly been right.";
        "C", "C – Fairly reliable", "Doubts; the source has been right in the past.";
        "D", "D – Not usually reliable", "Serious doubts; the source has seldom been right.";
        "E", "E – Unreliable", "The source has been wrong before and is not trusted.";
        "F", "F – Cannot be judged", "Too little is known about the source.";
    }
    /// Grades the credibility of a piece of information, after the Admiralty system.
    Credibility, "credibility grades" {
        "1", "1 – Confirmed", "Other independent sources say the same.";
        "2", "2 – Probably true", "Not confirmed, but sensible and in line with what is known.";
        "3", "3 – Possibly true", "Not confirmed, and only partly in line with what is known.";
        "4", "4 – Doubtful", "Possible, but little speaks for it.";
        "5", "5 – Improbable", "Other information contradicts it.";
        "6", "6 – Cannot be judged", "There is nothing to measure it against.";
    }
    /// Lists the subjects of cooperation.
    Topic, "topics" {
        "CT", "Counter-terrorism", "Fight against terrorism and terrorist groups.";
        "CVE", "Countering extremism", "Fight against extremism, radicalisation and separatism.";
        "TOC", "Organised and transnational crime", "Fight against organised crime or crime across borders.";
        "DRUGS", "Narcotics", "Drugs, their precursors and drug trafficking.";
        "CYBER", "Cybercrime", "Crime by computer, telecom and online fraud, and cyber security.";
        "TRAFFICKING", "Trafficking and smuggling", "Trade in people, weapons or goods, except drugs.";
        "AML", "Money laundering", "Money laundering and the financing of terrorism.";
        "BORDER", "Border security", "Guarding and management of borders.";
        "MIGRATION", "Migration", "Irregular migration, residence and readmission.";
        "EXTRADITION", "Extradition and fugitives", "Search for, arrest and handing over of wanted or sentenced people.";
        "TRAIN", "Training", "Training and further education of officers.";
        "INFO", "Information exchange", "Exchange of information, intelligence or experience.";
        "TECH", "Technology and equipment", "Technical means, digital systems and equipment.";
        "FORENSIC", "Forensics", "Forensic science, expert examination and criminology.";
        "RESEARCH", "Research", "Joint research and links between research institutes.";
        "PUBSEC", "Public security and order", "Policing in general, public order and prevention of crime.";
        "EVENTSEC", "Protection of events", "Security of delegations, summits, games and other events.";
        "CITIZEN", "Protection of citizens abroad", "Safety of nationals, companies and projects in the other country.";
        "PKO", "Peacekeeping", "Peacekeeping missions and the police or troops in them.";
        "EMERGENCY", "Emergencies", "Disasters, rescue, fire protection and civil defence.";
        "LEGAL", "Legal base", "Legal assistance and the treaties on which the cooperation rests.";
        "VISITS", "Exchange of delegations", "Agreed visits and regular meetings of officials.";
        "EXERCISE", "Joint exercises", "Joint exercises, drills and patrols.";
        "ARMS", "Arms", "Weapons, arms control and military equipment.";
        "GENERAL", "Security cooperation in general", "Cooperation in security without further detail.";
    }
    /// Lists the kinds of boilerplate region.
    RegionKind, "kinds of region" {
        "injected_metadata", "Injected metadata", "Data put before or after the text when the page was collected.";
        "site_name", "Site name", "The name of the site, standing apart from the text.";
        "page_title", "Page title", "The title of the page, repeated outside the article.";
        "meta_description", "Meta description", "The short summary for search engines, often cut off.";
        "masthead", "Masthead", "The head of the paper or page: name, editors, motto.";
        "section_label", "Section label", "The section or category in which the article stands.";
        "dateline", "Dateline", "The line that gives place and date before or after the text.";
        "page_clock", "Page clock", "The time at which the page was loaded, not the article written.";
        "counter", "Counter", "A number of views, comments or shares.";
        "reading_time", "Reading time", "How long the article takes to read (“3 daqiqa”).";
        "image_alt", "Image description", "The replacement text of a picture.";
        "photo_caption", "Photo caption", "The line that says what a picture shows.";
        "photo_credit", "Photo credit", "The line that says who took a picture (“Foto: …”).";
        "source_line", "Source line", "The line that credits the source of the article.";
        "share_prompt", "Share prompt", "An invitation to share, follow or subscribe.";
        "comment_form", "Comment form", "The form for comments, or the comments themselves.";
        "related_links", "Related links", "Titles of other articles.";
        "advert", "Advertisement", "Paid or promotional text.";
        "duplicate", "Duplicate", "A passage that repeats one that stands elsewhere in the file.";
    }
    /// Lists what can be wrong with a passage of the text.
    TextFlag, "text flags" {
        "wrong_person", "Wrong person", "The text names someone other than the person meant; link what is written, set intended.";
        "wrong_name", "Wrong name", "The right actor under a wrong or misspelt name.";
        "translation_slip", "Translation slip", "The wording comes from a faulty translation.";
        "grammar_gap", "Grammar gap", "A missing word changes or blurs the meaning.";
        "truncated", "Truncated", "The passage or name is cut off.";
        "glued", "Glued", "Two words or sentences run together without a space.";
        "duplicate_text", "Duplicate text", "The same passage stands there twice.";
        "unbalanced_quotes", "Unbalanced quotation marks", "A quotation begins or ends without its other mark.";
        "internal_contradiction", "Contradiction", "Two passages of the article do not agree with each other.";
        "ambiguous_date", "Ambiguous date", "A date can be read in two ways, such as 9/5/2024.";
        "encoding", "Encoding error", "Signs were damaged when the text was converted.";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn codes(terms: &[&Term]) -> Vec<&'static str> {
        terms.iter().map(|term| term.code).collect()
    }

    #[test]
    fn terms_have_unique_codes_and_full_sentences() {
        for &vocabulary in Vocabulary::ALL {
            let terms = vocabulary.terms();
            for (index, term) in terms.iter().enumerate() {
                assert!(!term.code.is_empty() && !term.label.is_empty(), "{term:?}");
                assert!(term.help.ends_with('.') && !term.help.contains(". "), "{term:?}");
                assert!(terms[..index].iter().all(|other| other.code != term.code), "{term:?}");
                assert!(terms[..index].iter().all(|other| other.label != term.label), "{term:?}");
                assert_eq!(vocabulary.term(term.code), Some(term));
                assert_eq!(nearest(terms, term.code), Some(term));
                assert_eq!(search(terms, term.code).first(), Some(&term));
            }
        }
    }

    #[test]
    fn vocabularies_are_complete_and_have_different_names() {
        let sizes: Vec<usize> = Vocabulary::ALL.iter().map(|list| list.terms().len()).collect();
        assert_eq!(sizes, [12, 4, 17, 11, 3, 17, 8, 5, 17, 5, 7, 5, 3, 6, 6, 25, 19, 11]);
        let names: BTreeSet<&str> = Vocabulary::ALL.iter().map(|list| list.name()).collect();
        assert_eq!(names.len(), Vocabulary::ALL.len());
    }

    #[test]
    fn status_runs_from_proposed_to_implemented() {
        let place = |code| Vocabulary::Status.terms().iter().position(|term| term.code == code);
        assert_eq!(place("proposed"), Some(0));
        assert!(place("agreed") < place("signed") && place("signed") < place("in_force"));
        assert_eq!(place("implemented"), Some(8));
    }

    #[test]
    fn label_of_unknown_code_is_the_code() {
        assert_eq!(Vocabulary::InstrumentKind.label("action_plan"), "Action plan");
        assert_eq!(Vocabulary::Topic.label("FRAUD"), "FRAUD");
    }

    #[test]
    fn kinds_follow_the_level() {
        assert_eq!(kinds_of("instrument").len(), 17);
        assert_eq!(kinds_of("commitment")[0].code, "agreement_in_principle");
        assert_eq!(kinds_of("activity")[1].code, "joint_patrol");
        assert!(kinds_of("treaty").is_empty());
    }

    #[test]
    fn search_puts_word_beginnings_before_help() {
        let found = codes(&search(Vocabulary::InstrumentKind.terms(), "PRO"));
        assert_eq!(found[..2], ["protocol", "cooperation_programme"]);
        assert_eq!(codes(&search(Vocabulary::InstrumentKind.terms(), "coop prog")), ["cooperation_programme"]);
        assert_eq!(codes(&search(Vocabulary::InstrumentKind.terms(), "road map")), ["action_plan"]);
        assert_eq!(codes(&search(Vocabulary::InstrumentKind.terms(), "mou"))[0], "memorandum");
        assert_eq!(codes(&search(Vocabulary::Status.terms(), "imzolandi")), ["signed"]);
        assert_eq!(search(Vocabulary::Status.terms(), "  ").len(), Vocabulary::Status.terms().len());
        assert!(search(Vocabulary::Status.terms(), "وزارة الداخلية").is_empty());
    }

    #[test]
    fn nearest_forgives_slips_and_knows_abbreviations() {
        let kind = |code| nearest(Vocabulary::InstrumentKind.terms(), code).map(|term| term.code);
        assert_eq!(kind("memorandun"), Some("memorandum"));
        assert_eq!(kind("Action Plan"), Some("action_plan"));
        assert_eq!(kind("MoU"), Some("memorandum"));
        assert_eq!(kind("programme"), Some("cooperation_programme"));
        assert_eq!(nearest(Vocabulary::Topic.terms(), "drug").map(|term| term.code), Some("DRUGS"));
        assert_eq!(nearest(Vocabulary::CommitmentKind.terms(), "MOU"), None);
        for nonsense in ["", "q", "xyzzy", "اتفاق", &"memorandum".repeat(1000)] {
            assert_eq!(kind(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn message_names_the_list_and_the_likely_code() {
        assert_eq!(
            unknown_code_message(Vocabulary::InstrumentKind, "MOU"),
            "“MOU” is not in the list of kinds. Did you mean “memorandum”?"
        );
        assert_eq!(
            unknown_code_message(Vocabulary::Topic, "QQQQ"),
            "“QQQQ” is not in the list of topics. Choose one from the list."
        );
    }
}
