//! German.

use icu_properties::props::Script;

use super::super::cue::NumberOrder;
use super::super::cue::Relative::{FromNamedDay, FromSpeech, Now};
use super::{Directions, Markers, Signing, Subject, Table};

pub(super) static TABLE: Table = Table {
    code: "de",
    script: Script::Latin,
    order: NumberOrder::DayMonthYear,
    months: [
        "januar|jänner|jan|jän",
        "februar|feber|feb",
        "märz|maerz|mär|mrz",
        "april|apr",
        "mai",
        "juni|jun|juno",
        "juli|jul|julei",
        "august|aug",
        "september|sept|sep",
        "oktober|okt",
        "november|nov",
        "dezember|dez",
    ],
    weekdays: ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag|sonnabend", "sonntag"],
    short_weekdays: ["mo", "di", "mi", "do", "fr", "sa", "so"],
    day: Markers::NONE,
    month: Markers::NONE,
    year: Markers { before: "jahr|jahre|jahres|jahren", after: "" },
    hour: Markers { before: "", after: "uhr|h" },
    relatives: &[
        (FromSpeech(-2), "vorgestern"),
        (FromSpeech(-1), "gestern|gestrige*"),
        (FromSpeech(0), "heute|heutige*"),
        (FromSpeech(1), "morgen|morgige*"),
        (FromSpeech(2), "übermorgen|uebermorgen"),
        (FromNamedDay(-1), "vortag|vortags|vortages|tag zuvor|tag davor|tags zuvor|vorherigen tag|vorigen tag"),
        (
            FromNamedDay(0),
            "selben tag|selben tage|selben tages|selber tag|gleichen tag|gleichen tage|gleichen tages|derselbe tag|\
             denselben tag|demselben tag|desselben tages|diesem tag|diesem tage|jenem tag|jenem tage",
        ),
        (
            FromNamedDay(1),
            "folgetag|folgetags|tag darauf|tags darauf|tag danach|nächsten tag|folgenden tag|darauffolgenden tag",
        ),
        (Now, "jetzt|nun|derzeit|zurzeit|momentan|gegenwärtig*|heutzutage|aktuell*"),
    ],
    stop_phrases: "am morgen|am frühen morgen|guten morgen|jeden morgen|diesen morgen|diesem morgen|\
                   von heute auf morgen|morgen des",
    prefixes: "",
    endings: "morgen|vormittag|mittag|nachmittag|abend|nacht",
    nouns_have_capitals: true,
    signing: Signing {
        verbs: "unterzeichnen|unterzeichnet|mitunterzeichnen|unterschreiben|unterschrieben|signieren|signiert|\
                paraphieren|paraphiert",
        nouns: "unterzeichnung|unterzeichnungszeremonie|vertragsunterzeichnung|unterschrift|unterschriften|\
                paraphierung|signierung",
        will_sign: "zu unterzeichnende*|zu unterschreibende*",
        signed: "unterzeichnete*|unterschrieb|unterschriebene*|paraphierte*|signierte*|unterzeichnet hat|\
                 unterzeichnet haben|unterzeichnet hatte|unterzeichnet hatten|unterzeichnet wurde|\
                 unterzeichnet wurden|unterzeichnet worden|unterzeichnet werden konnte|unterzeichnet werden konnten|\
                 unterschrieben hat|unterschrieben haben|unterschrieben hatte|unterschrieben hatten|\
                 unterschrieben wurde|unterschrieben wurden|unterschrieben worden",
        intent_before: "werden|wird|werde|soll|solle|sollen|sollte|sollten|will|wolle|wollen|wollten|möchte|möchten|\
                        plant|planen|planten|geplant|geplante*|beabsichtigt|beabsichtigen|absicht|vorgesehen|\
                        vorhaben|strebt|streben|angestrebt|anstreben|muss|müsse|müssen|könne|könnte|könnten|würde|\
                        würden|bereit|bereitschaft|vorschlag|vorgeschlagen|schlug|schlugen|schlägt|schlagen|hofft|\
                        hoffen|hofften|erwartet|erwarten|voraussichtlich|künftig|demnächst|fordert|fordern|forderte|\
                        forderten|gefordert|drängt|drängen|drängte|vereinbart|vereinbarten|vereinbarung|beschloss|\
                        beschlossen|einigten|in aussicht",
        intent_right_before: "zu|baldige*|mögliche*|bevorstehende*|anstehende*|baldmöglichst",
        intent_after_noun: "geplant|vorgesehen|angestrebt|erwartet|anvisiert|stattfinden|erfolgen|bevorsteht|\
                            steht bevor|stehe bevor|in aussicht",
        intent_right_after: "werden|wird|werde|soll|solle|sollen|sollte|sollten|will|wolle|wollen|wollten|möchte|\
                             möchten|muss|müsse|müssen|könnte|könnten|würde|würden",
        done: "wurde|wurden|worden|hat|haben|hatte|hatten|habe|hätten|konnte|konnten|bereits|schon|fand|fanden|\
               erfolgte|kam|kamen",
        afterwards: "nach|seit|bei|beim|anlässlich|während|mit",
    },
    directions: Directions {
        gives: "übergibt|übergab|übergaben|überreicht|überreichte|überreichten|liefert|lieferte|lieferten|\
                spendet|spendete|spendeten|stiftet|stiftete|schenkt|schenkte|schenkten|stellt bereit|\
                stellte bereit|stellt zur verfügung|stellte zur verfügung|bildet aus|bildete aus|schult|\
                schulte|schulten|finanziert|finanzierte|finanzierten|gewährt|gewährte|gewährten|überlässt|\
                überließ",
        receives: "erhält|erhielt|erhielten|bekommt|bekam|bekamen",
        hosts: "ist gastgeber|war gastgeber|wird gastgeber|ist gastgeberin|war gastgeberin|wird gastgeberin|\
                ist gastgeberland|war gastgeberland|wird gastgeberland|richtet aus|richtete aus|beherbergt|\
                beherbergte|veranstaltet|veranstaltete",
        passive: "wird|werden|wurde|wurden|worden|ist|sind|war|waren|sei|seien",
        neither: "liefert sich|lieferten sich|lieferte sich|erhält sich",
        subject: Subject {
            behind: false,
            not_after: "mit|von|vom|für|nach|in|im|an|am|aus|bei|beim|zu|zum|zur|zwischen|durch|gegen|gegenüber|seitens|wegen|den|dem|des",
            not_with: "",
            tells_all: false,
            touches: "",
        },
    },
};
