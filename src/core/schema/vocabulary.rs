//! The closed vocabularies that the program ships, each term with its code, label and help.
//!
//! The order of a list is the order in which it is offered. In [`Vocabulary::Status`] the terms from
//! `proposed` to `implemented` also follow one another in time; the rest stand beside that line.

use super::Term;

/// Declares the vocabularies: key, title and name of each, and a row for each term.
macro_rules! vocabularies {
    ($($(#[$doc:meta])* $variant:ident: $id:literal, $title:literal, $name:literal {
        $($code:literal, $label:literal, $help:literal;)*
    })*) => {
        /// Lists the closed vocabularies.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Vocabulary {
            $($(#[$doc])* $variant),*
        }

        impl Vocabulary {
            /// Lists every vocabulary once, in the order in which the schema is shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the terms that the program ships, in the order in which they are offered.
            ///
            /// What a corpus adds, hides or replaces is known only to its [`Schema`](super::Schema): ask that
            /// for the terms in force.
            #[must_use]
            pub const fn shipped(self) -> &'static [Term] {
                match self {
                    $(Self::$variant => {
                        const TERMS: &[Term] = &[$(Term::shipped($code, $label, $help)),*];
                        TERMS
                    })*
                }
            }

            /// Returns the key of the list in an extension file.
            ///
            /// A list that belongs to one field is called `record.field`, the record being `actor`, `title`,
            /// `name`, `date`, `agreement`, `party`, `quantity`, `evidence`, `identity`, `article`, `source`,
            /// `registry`, `region`, `place` or `flag`. A list that several records use, or that goes by a name of
            /// its own, is one word: `topics`, `sector`, `basis`, `confidence`, `missing`, `reliability`,
            /// `credibility`. The three lists of kinds of agreement share the key `agreement.kind`; an entry there
            /// says which it belongs to by its level.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id),*
                }
            }

            /// Returns the heading of the list in a view of the schema.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self {
                    $(Self::$variant => $title),*
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

impl Vocabulary {
    /// Returns the lists with a key in an extension file: three for `agreement.kind`, none for an unknown key.
    pub fn with_id(id: &str) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |vocabulary| vocabulary.id() == id)
    }

    /// Returns the list of kinds that belongs to a level, and none for an unknown level.
    #[must_use]
    pub fn kinds_of(level: &str) -> Option<Self> {
        match level {
            "instrument" => Some(Self::InstrumentKind),
            "commitment" => Some(Self::CommitmentKind),
            "activity" => Some(Self::ActivityKind),
            _ => None,
        }
    }

    /// Returns the level whose kinds the list holds, and none for a list of something else.
    #[must_use]
    pub const fn level(self) -> Option<&'static str> {
        match self {
            Self::InstrumentKind => Some("instrument"),
            Self::CommitmentKind => Some("commitment"),
            Self::ActivityKind => Some("activity"),
            _ => None,
        }
    }

    /// Tells whether a corpus may add terms.
    ///
    /// It may not where the program itself works with each code, so that a further one would have no effect:
    /// levels, bases, vague references, parts of a record, orders of dates, kinds of missing, recognition.
    #[must_use]
    pub const fn can_grow(self) -> bool {
        !matches!(
            self,
            Self::Level
                | Self::Basis
                | Self::Reference
                | Self::EvidenceSlot
                | Self::DateOrder
                | Self::Missing
                | Self::IdentityKind
                | Self::Recognised
        )
    }
}

vocabularies! {
    /// Says what sort of thing an actor is.
    ActorKind: "actor.kind", "Kinds of actor", "kinds of actor" {
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
    ActorForm: "actor.form", "Forms of actor mentions", "forms" {
        "name", "Name", "The mention is a proper name, such as a person, ministry or country.";
        "description", "Description", "A title or phrase stands for the actor without its name.";
        "adjective", "Adjective", "A demonym such as “usbekische”; mark it when nothing else names the party.";
        "pronoun", "Pronoun", "An honorific word stands for the name; ordinary pronouns are not marked.";
    }
    /// Says what sort of words stand beside a name.
    TitleKind: "title.kind", "Kinds of title beside a name", "kinds of title" {
        "title", "Title or office", "The words name an office or function (“Thứ trưởng Bộ Công an”, “Minister”).";
        "rank", "Rank", "The words name a military, police or diplomatic rank (“Thượng tướng”).";
        "honorific", "Honorific", "The words only show respect (“ngài”, “His Excellency”).";
    }
    /// Says what sort of name a name in the registry is.
    NameKind: "name.kind", "Kinds of name in the registry", "kinds of name" {
        "official", "Official name", "The full name that the actor itself uses, in any language.";
        "short", "Short name", "A shorter form in common use, such as “China” or “the ministry”.";
        "acronym", "Acronym", "Initials or a syllable word that stand for the name, such as “MPS”.";
        "transliteration", "Transliteration", "The name carried over from another script.";
        "former", "Former name", "A name that was in use earlier and has been given up.";
        "misspelling", "Misspelling", "A wrong spelling that has been met; it helps to find the actor and is never shown as its name.";
    }
    /// Says which part of society an actor belongs to, after PLOVER.
    Sector: "sector", "Sectors", "sectors" {
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
    /// Says what sort of time an expression gives.
    DateType: "date.type", "Types of date", "date types" {
        "date", "Date", "A day, month, year or a stretch of them, such as “14 may kuni” or “2024–2025”.";
        "time", "Time", "A time of day, with or without its date, such as “14:22”.";
        "duration", "Duration", "A length of time without a fixed place on the calendar, such as “for two years”.";
        "set", "Recurring", "Something that comes again and again, such as “every year” or “on Mondays”.";
    }
    /// Says what a date is the date of.
    DateRole: "date.role", "Roles of dates", "date roles" {
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
    /// Says where a vague expression points.
    Reference: "date.reference", "Vague references", "vague references" {
        "past", "Past", "It points back without a date, such as “den letzten Jahren”.";
        "present", "Present", "It means about now, such as “nowadays”.";
        "future", "Future", "It points ahead without a date, such as “thời gian tới”.";
    }
    /// Says how an expression bends the date it names.
    Modifier: "date.modifier", "Date modifiers", "date modifiers" {
        "approx", "About", "The text gives the date only roughly, as with “about” or “around”.";
        "before", "Before", "What is meant lies before the date named.";
        "after", "After", "What is meant lies after the date named.";
        "on_or_before", "No later than", "The date named, or before it (“spätestens am”, “muộn nhất”).";
        "on_or_after", "No earlier than", "The date named, or after it (“frühestens am”, “sớm nhất”).";
        "less_than", "Less than", "Shorter than the duration named (“weniger als fünf Jahre”).";
        "more_than", "More than", "Longer than the duration named (“mehr als fünf Jahre”, “hơn”).";
        "equal_or_less", "At most", "The duration named, or shorter (“höchstens fünf Jahre”).";
        "equal_or_more", "At least", "The duration named, or longer (“mindestens fünf Jahre”).";
        "start", "Beginning of", "Only the beginning of the period is meant (“Anfang April”, “đầu”).";
        "mid", "Middle of", "Only the middle of the period is meant (“Mitte April”, “giữa”).";
        "end", "End of", "Only the end of the period is meant (“Ende April”, “cuối”).";
    }
    /// Names the calendar in which a date is written.
    Calendar: "date.calendar", "Calendars", "calendars" {
        "gregorian", "Gregorian", "The common calendar; choose it unless the text shows another.";
        "hijri", "Hijri", "The Islamic lunar calendar, mostly written with هـ.";
        "solar_hijri", "Solar Hijri", "The solar calendar of Iran and Afghanistan.";
        "other", "Other", "Any other calendar; name it in the note.";
    }
    /// Says whether an agreement is a document, an undertaking or an activity.
    Level: "agreement.level", "Levels of agreement", "levels" {
        "instrument", "Instrument", "There is a document, signed or to be signed, under whatever name.";
        "commitment", "Commitment", "A party undertakes something towards another, but no document is named.";
        "activity", "Activity", "An exercise, conference or training is held or planned; visits and talks alone are not recorded.";
    }
    /// Lists the kinds of document.
    InstrumentKind: "agreement.kind", "Kinds of instrument", "kinds" {
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
    CommitmentKind: "agreement.kind", "Kinds of commitment", "kinds of commitment" {
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
    ActivityKind: "agreement.kind", "Kinds of activity", "kinds of activity" {
        "joint_exercise", "Joint exercise", "Forces of the parties train an operation together.";
        "joint_patrol", "Joint patrol", "Officers of the parties patrol together.";
        "conference", "Conference", "A conference, forum or congress, held or planned.";
        "working_group", "Working group", "A committee or group of both sides that meets about the work.";
        "training_held", "Training held", "A course or seminar that took place or has a date.";
        "outcome", "Outcome", "What cooperation has brought about, such as arrests or seizures that are reported.";
    }
    /// Says how far an agreement has come.
    Status: "agreement.status", "Statuses of agreements", "statuses" {
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
        "violated", "Violated", "A party has broken it, or is said in the text to have broken it.";
        "terminated", "Terminated", "A party or the parties have ended it.";
        "expired", "Expired", "Its term has run out.";
        "rejected", "Rejected", "A side refused it.";
        "unknown", "Unknown", "The text does not show how far it has come.";
    }
    /// Says whether the article states, intends, supposes or denies.
    Modality: "agreement.modality", "Modalities of agreements", "modalities" {
        "asserted", "Asserted", "The article states it as a fact.";
        "intended", "Intended", "The article states it as a plan, wish or duty (“cần”, “soll”, “سيتم”, “kerak”).";
        "hypothetical", "Hypothetical", "The article only supposes it, for instance with “if” or “could”.";
        "negated", "Negated", "The article says that it is not so.";
        "reported_denied", "Reported as denied", "The article reports that someone denies it.";
        "unclear", "Unclear", "The text can be read in more than one of these ways, and nothing decides.";
    }
    /// Says in what capacity a party takes part.
    Capacity: "party.capacity", "Capacities of parties", "capacities" {
        "state", "State", "The party is bound as a state.";
        "government", "Government", "The party is bound as a government.";
        "ministry", "Ministry", "A ministry binds itself, not its whole government.";
        "agency", "Agency", "A police force, service, institute or other body below a ministry.";
        "subnational", "Subnational authority", "A province, region, city or its authority.";
        "igo", "Intergovernmental organisation", "An organisation of states is the party.";
        "other", "Other", "None of the other capacities fits, for instance a company.";
    }
    /// Says what a party does in an agreement, from which its direction follows.
    PartyRole: "party.role", "Roles of parties", "roles of parties" {
        "party", "Party", "It is bound like the others; choose another role only where the text shows it.";
        "provider", "Provider", "It gives: trains, equips, pays, sends.";
        "recipient", "Recipient", "It is given something: its officers are trained, it gets equipment or money.";
        "proposer", "Proposer", "It asked for the agreement, and the others have not consented yet.";
        "host", "Host", "It lends the place and is not bound, or is bound only as a host.";
        "mediator", "Mediator", "It brought the parties together and is not bound itself.";
        "guarantor", "Guarantor", "It answers for the agreement being kept.";
        "depositary", "Depositary", "It keeps the document and takes its ratifications.";
        "observer", "Observer", "It watches or attends with the consent of the parties.";
        "funder", "Funder", "It pays for what others do.";
    }
    /// Says why an agreement ended.
    Grounds: "agreement.grounds", "Grounds of termination", "grounds" {
        "expiry", "Expiry", "Its term ran out.";
        "completion", "Completion", "What was agreed is done.";
        "replacement", "Replacement", "Another agreement took its place.";
        "withdrawal", "Withdrawal", "A party left or gave notice.";
        "breach", "Breach", "It ended because a party broke it.";
        "annulment", "Annulment", "A court, parliament or the parties declared it void.";
        "other", "Other", "None of the other grounds fits; say in a comment what it was.";
    }
    /// Says whether an agreement goes on when its term is over.
    Renewal: "agreement.renewal", "Renewals", "renewals" {
        "none", "None", "The text says that it ends with its term.";
        "automatic", "Automatic", "It goes on unless a party gives notice.";
        "by_consent", "By consent", "It goes on if the parties agree to that.";
        "unknown", "Unknown", "The text speaks of renewal and does not say how.";
    }
    /// Says what a quantity of an agreement counts.
    Quantity: "quantity.what", "What quantities count", "things counted" {
        "trainees", "Trainees", "People who are trained.";
        "officers", "Officers", "Police, soldiers or officials who are sent or take part.";
        "equipment", "Equipment", "Vehicles, weapons, devices, each counted.";
        "money", "Money", "A sum; its unit is the currency.";
        "other", "Other", "Something else that is counted; its unit says what.";
    }
    /// Says what of an agreement a passage supports.
    EvidenceSlot: "evidence.slot", "What a passage supports", "parts of a record" {
        "record_as_a_whole", "The record as a whole", "The passage shows that there is such an agreement; choose a part where it shows only that part.";
        "kind", "Kind", "The passage says what kind of document, undertaking or activity it is.";
        "status", "Status", "The passage says how far it has come, mostly by its verb.";
        "parties", "Parties", "The passage names those who are bound.";
        "signatories", "Signatories", "The passage says who signed.";
        "present", "Present", "The passage says who else was in the room.";
        "announced", "Announcement date", "The passage says when it was made known.";
        "signed", "Signing date", "The passage says when it was signed.";
        "in_force", "Entry into force", "The passage says from when it binds.";
        "expires", "Expiry date", "The passage says when it ceases to bind.";
        "validity", "Validity", "The passage names the years or months for which it is made.";
        "held", "Day of the talks", "The passage says when the parties met over what is not signed.";
        "initialled", "Initialling", "The passage says when the negotiators initialled it.";
        "ratified", "Ratification", "The passage says when it was ratified.";
        "registered", "Registration", "The passage says when it was registered or deposited.";
        "extended", "Extension", "The passage says when it was prolonged.";
        "suspended", "Suspension", "The passage says when it was suspended.";
        "terminated", "Termination", "The passage says when it was ended.";
        "grounds", "Grounds", "The passage says why it ended.";
        "term", "Term", "The passage says for how long it is made.";
        "renewal", "Renewal", "The passage says whether and how it is prolonged.";
        "quantities", "Quantities", "The passage names a number or an amount.";
        "roles", "Roles", "The passage shows who gives, receives, hosts or mediates.";
        "place", "Place", "The passage says where it was made.";
        "topics", "Topics", "The passage says what the agreement is about.";
        "modality", "Modality", "The passage shows whether it is stated, intended, supposed or denied.";
    }
    /// Says how an agreement stands to another one.
    Relation: "agreement.relation", "Relations between agreements", "relations" {
        "same_as", "Same as", "Both records are about one and the same agreement.";
        "implements", "Implements", "This one carries out what the other laid down.";
        "amends", "Amends", "This one changes or adds to the other, which stays in force.";
        "renews", "Renews", "This one prolongs the other for a further term.";
        "supersedes", "Supersedes", "This one takes the place of the other, which ends.";
        "mentioned_with", "Mentioned with", "The text names both together and says nothing more of how they are tied.";
    }
    /// Says how a record stands to an agreement known across articles.
    IdentityRelation: "identity.relation", "Relations across articles", "identity relations" {
        "same", "Same", "The record reports this very agreement.";
        "part_of", "Part of", "The record reports a part of it, such as one of two papers signed together.";
        "follow_up", "Follow-up", "The record reports a renewal or the next programme of the same parties.";
        "related", "Related", "The two have to do with each other, and none of the closer relations fits.";
        "different", "Different", "You compared them and they are two agreements, however alike they look.";
    }
    /// Says what is known across articles.
    IdentityKind: "identity.kind", "What is known across articles", "kinds of identity" {
        "agreement", "Agreement", "One agreement that one or several articles report.";
        "process", "Process", "A chain of agreements, such as a peace process or the rounds of a negotiation.";
    }
    /// Says how two agreements known across articles stand to each other.
    IdentityTie: "identity.tie", "Relations between agreements across articles", "ties of identities" {
        "amends", "Amends", "This one changes or adds to the other, which stays in force.";
        "renews", "Renews", "This one prolongs the other for a further term.";
        "supersedes", "Supersedes", "This one takes the place of the other, which ends.";
        "implements", "Implements", "This one carries out what the other laid down.";
        "part_of_process", "Part of a process", "This one is a step of the process.";
    }
    /// Lists the subjects of cooperation.
    Topic: "topics", "Topics", "topics" {
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
    /// Says where the value of a field comes from.
    Basis: "basis", "Bases of values", "bases" {
        "explicit", "Explicit", "The text states it.";
        "inferred", "Inferred", "You conclude it from the text; give the reason.";
        "document_date", "From the document date", "It follows from the date of publication.";
        "external", "External source", "It comes from outside the article; name the source.";
        "not_stated", "Not stated", "You looked for it and the text does not say.";
        "not_applicable", "Not applicable", "There can be no such value here.";
        "unknown", "Unknown", "The text says something of it, and you cannot tell what.";
        "none_found", "None found", "You looked for it and there is none, which is a finding.";
    }
    /// Says how sure the annotator is.
    Confidence: "confidence", "Confidence", "confidence grades" {
        "high", "High", "Another careful reader would decide the same.";
        "medium", "Medium", "The reading is likely, but another one is possible.";
        "low", "Low", "The reading is little better than a guess and needs a second look.";
    }
    /// Says why a field is empty.
    Missing: "missing", "Kinds of missing", "kinds of missing" {
        "not_coded", "Not coded", "Nobody has looked for it yet.";
        "not_stated", "Not stated", "You looked for it and the article does not say.";
        "not_applicable", "Not applicable", "There can be no such value here.";
        "unknown", "Unknown", "The article says something of it, and you cannot tell what.";
        "none_found", "None found", "You looked for it and there is none, which is a finding.";
    }
    /// Says why an article is left out of the dataset.
    Exclusion: "article.exclusion", "Reasons for exclusion", "reasons for exclusion" {
        "irrelevant", "Irrelevant", "It is about something else.";
        "duplicate", "Duplicate article", "The same text is in the corpus already.";
        "no_text", "No text", "There is no article in the file, only menus, a picture or an error page.";
        "wrong_language", "Wrong language", "It is in a language that is not coded.";
        "paywalled", "Behind a paywall", "Only the beginning is there.";
        "other", "Other", "None of the other reasons fits; write down which it is.";
    }
    /// Says whether other states recognise a state.
    Recognised: "registry.recognised", "Recognition of states", "grades of recognition" {
        "yes", "Recognised", "It is recognised almost everywhere.";
        "partly", "Partly recognised", "Many states recognise it and many do not.";
        "no", "Not recognised", "Hardly any state recognises it.";
    }
    /// Says what sort of place a marked place is.
    PlaceKind: "place.kind", "Kinds of place", "kinds of place" {
        "city", "City", "A city, town or village.";
        "country", "Country", "A country as a place where something is, not as an actor.";
        "region", "Region", "A province, a valley, a border area, a part of the world.";
        "facility", "Facility", "A building, base, academy, port, airport or crossing.";
        "address", "Address", "A street or a place in a city.";
        "other", "Other", "None of the other kinds fits.";
    }
    /// Grades the reliability of a source, after the Admiralty system.
    Reliability: "reliability", "Reliability of sources", "reliability grades" {
        "A", "A – Completely reliable", "No doubt about the source; it has always been right.";
        "B", "B – Usually reliable", "Minor doubts; the source has mostly been right.";
        "C", "C – Fairly reliable", "Doubts; the source has been right in the past.";
        "D", "D – Not usually reliable", "Serious doubts; the source has seldom been right.";
        "E", "E – Unreliable", "The source has been wrong before and is not trusted.";
        "F", "F – Cannot be judged", "Too little is known about the source.";
    }
    /// Grades the credibility of a piece of information, after the Admiralty system.
    Credibility: "credibility", "Credibility of reports", "credibility grades" {
        "1", "1 – Confirmed", "Other independent sources say the same.";
        "2", "2 – Probably true", "Not confirmed, but sensible and in line with what is known.";
        "3", "3 – Possibly true", "Not confirmed, and only partly in line with what is known.";
        "4", "4 – Doubtful", "Possible, but little speaks for it.";
        "5", "5 – Improbable", "Other information contradicts it.";
        "6", "6 – Cannot be judged", "There is nothing to measure it against.";
    }
    /// Says who owns a publisher.
    Ownership: "source.ownership", "Ownership of publishers", "kinds of ownership" {
        "state", "State", "A state, its government or one of its bodies owns or runs the publisher.";
        "party", "Party", "A political party owns or runs it.";
        "private", "Private", "Persons, companies or associations own it.";
    }
    /// Says how a publisher comes by its texts.
    Originality: "source.originality", "Originality of publishers", "kinds of originality" {
        "original", "Original", "Its own staff write the texts.";
        "reprint", "Reprint", "It takes the texts over from others, whole or shortened.";
        "machine_translation", "Machine translation", "A machine translates the texts of others.";
    }
    /// Says in which order a publisher writes dates in numbers.
    DateOrder: "source.date_order", "Order of dates in numbers", "date orders" {
        "dmy", "Day, month, year", "9/5/2024 is 9 May 2024.";
        "mdy", "Month, day, year", "9/5/2024 is 5 September 2024.";
        "ymd", "Year, month, day", "2024/5/9 is 9 May 2024.";
    }
    /// Lists the kinds of boilerplate region.
    RegionKind: "region.kind", "Kinds of region", "kinds of region" {
        "injected_metadata", "Injected metadata", "Data put before or after the text when the page was collected.";
        "site_name", "Site name", "The name of the site, standing apart from the text.";
        "outlet_tag", "Outlet tag", "The short name of the outlet before or after a title or text (“– VnExpress”).";
        "page_title", "Page title", "The title of the page, repeated outside the article.";
        "meta_description", "Meta description", "The short summary for search engines, often cut off.";
        "masthead", "Masthead", "The head of the paper or page: name, editors, motto.";
        "section_label", "Section label", "The section or category in which the article stands.";
        "dateline", "Dateline", "The line that gives place and date before or after the text.";
        "page_clock", "Page clock", "The time at which the page was loaded, not the article written.";
        "counter", "Counter", "A number of views, comments or shares.";
        "site_counter", "Counter of the site", "A number that counts something of the whole site, such as visitors today.";
        "view_counter", "Counter of views", "A number that counts how often this article was read.";
        "reading_time", "Reading time", "How long the article takes to read (“3 daqiqa”).";
        "image_alt", "Image description", "The replacement text of a picture.";
        "photo_caption", "Photo caption", "The line that says what a picture shows.";
        "photo_credit", "Photo credit", "The line that says who took a picture (“Foto: …”).";
        "source_line", "Source line", "The line that credits the source of the article.";
        "share_prompt", "Share prompt", "An invitation to share, follow or subscribe.";
        "comment_form", "Comment form", "The form for comments, or the comments themselves.";
        "related_links", "Related links", "Titles of other articles.";
        "related_heading", "Heading of related links", "The words above titles of other articles (“Mavzuga oid”).";
        "advert", "Advertisement", "Paid or promotional text.";
        "duplicate", "Duplicate", "A passage that repeats one that stands elsewhere in the file.";
    }
    /// Lists what can be wrong with a passage of the text.
    TextFlag: "flag.kind", "Text flags", "text flags" {
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
