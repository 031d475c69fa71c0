//! English.

use icu_properties::props::Script;

use super::super::cue::NumberOrder;
use super::super::cue::Relative::{FromNamedDay, FromSpeech, Now};
use super::{Directions, Markers, Signing, Subject, Table};

pub(super) static TABLE: Table = Table {
    code: "en",
    script: Script::Latin,
    order: NumberOrder::MonthDayYear,
    months: [
        "january|jan",
        "february|feb",
        "march|mar",
        "april|apr",
        "may",
        "june|jun",
        "july|jul",
        "august|aug",
        "september|sept|sep",
        "october|oct",
        "november|nov",
        "december|dec",
    ],
    weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    short_weekdays: ["mon", "tue|tues", "wed", "thu|thur|thurs", "fri", "sat", "sun"],
    day: Markers::NONE,
    month: Markers::NONE,
    year: Markers { before: "year", after: "" },
    hour: Markers { before: "", after: "am|pm|a.m|p.m|o’clock|hours|gmt|utc" },
    relatives: &[
        (FromSpeech(-2), "day before yesterday"),
        (FromSpeech(-1), "yesterday|last night"),
        (FromSpeech(0), "today|tonight|this morning|this afternoon|this evening"),
        (FromSpeech(1), "tomorrow"),
        (FromSpeech(2), "day after tomorrow"),
        (FromNamedDay(-1), "previous day|day before|day earlier|eve"),
        (FromNamedDay(0), "same day|that day"),
        (FromNamedDay(1), "next day|following day|day after|day later"),
        (Now, "now|nowadays|currently|at present|presently|these days"),
    ],
    stop_phrases: "sign of|signs of|a sign|sign that|sign language|sign up|no sign|warning sign",
    prefixes: "",
    endings: "'s",
    nouns_have_capitals: false,
    signing: Signing {
        verbs: "sign|be signed|be formally signed|be officially signed|be jointly signed|be initialled|be initialed|\
                co-sign|get signed",
        nouns: "signing|signings|signing ceremony|signature|signatures",
        will_sign: "to-be-signed|yet to be signed|yet to sign",
        signed: "signed|co-signed|initialled|initialed|signatory|signatories",
        intent_before: "will|shall|should|must|might|could|would|ought to|plan to|plans to|planned to|planning to|\
                        intend to|intends to|intended to|intention|expected to|set to|hope to|hopes to|hoped to|\
                        want to|wants to|wanted to|scheduled to|ready to|readiness|willing to|willingness|seek to|\
                        seeks to|sought to|agree to|agreed to|agreed on|propose|proposes|proposed|proposal|urge|\
                        urged|urges|call for|calls for|called for|look forward|looks forward|looking forward|\
                        looked forward|need to|needs to|needed to|have to|has to|had to|about to|going to|aim to|\
                        aims to|aimed at|likely to|plans for|preparations for|work towards|working towards|\
                        possibility of",
        intent_right_before: "to|planned|possible|potential|upcoming|future|early|eventual|expected|proposed",
        intent_after_noun: "is planned|are planned|was planned|is expected|are expected|was expected|is scheduled|\
                            are scheduled|was scheduled|is due|is set|will take place|will be held|would take place|\
                            should take place|will follow|planned for|scheduled for|expected in|expected on",
        intent_right_after: "",
        done: "was|were|has|have|had|having|already|witnessed|oversaw|attended|managed to|able to|saw|recently",
        afterwards: "after|following|upon|since|at|during",
    },
    directions: Directions {
        gives: "provides|provided|provide|donates|donated|donate|will train|has trained|have trained|\
                delivers|delivered|deliver|hands over|handed over|hand over|finances|has financed|\
                have financed|has funded|have funded|has supplied|have supplied|will supply|will fund|\
                equips|has equipped|have equipped|will equip|has granted|have granted|will grant|\
                has provided|have provided|will provide|\
                has donated|have donated|will donate|has delivered|have delivered|will deliver|\
                has handed over|have handed over|will hand over|is providing|are providing|is donating|are donating|is training|are training",
        receives: "receives|received|has received|have received|will receive|receive|gets|obtains|obtained|is receiving|are receiving",
        hosts: "hosts|hosted|will host|to host|would host|is hosting|are hosting|was hosting",
        passive: "was|were|been|is|are|be|being|by",
        neither: "provides for|provided for|provide for|provides that|provided that|provide that|provided to|\
                provided under|donated to|donated under|delivered to|delivered under|handed over to|\
                deliver on|delivers on|delivered on|delivered a speech|delivered a statement|\
                delivered a keynote|delivered a lecture|delivered an address|delivered remarks|\
                delivered opening|delivers a speech|provided an update|provided an overview|\
                received the minister|received the ambassador|received the delegation|received a delegation|\
                received a call|received his counterpart|received her counterpart|his hosts|their hosts|\
                her hosts",
        subject: Subject {
            behind: false,
            not_after: "to|for|in|from|with|by|between|at|into|against|via|through|near|on|under",
            not_with: "",
            tells_all: false,
            touches: "provided|donated|delivered|handed over|received|obtained|hosted",
        },
    },
};
