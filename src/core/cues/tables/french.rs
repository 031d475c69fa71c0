//! French.

use icu_properties::props::Script;

use super::super::cue::NumberOrder;
use super::super::cue::Relative::{FromNamedDay, FromSpeech, Now};
use super::{Directions, Markers, Signing, Table};

pub(super) static TABLE: Table = Table {
    code: "fr",
    script: Script::Latin,
    order: NumberOrder::DayMonthYear,
    months: [
        "janvier|janv|jan",
        "février|fevrier|févr|fév",
        "mars",
        "avril|avr",
        "mai",
        "juin",
        "juillet|juil",
        "août|aout",
        "septembre|sept",
        "octobre|oct",
        "novembre|nov",
        "décembre|decembre|déc",
    ],
    weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    // No "mar": before a day it is as often a month.
    short_weekdays: ["lun", "", "mer", "jeu", "ven", "sam", "dim"],
    day: Markers::NONE,
    month: Markers::NONE,
    year: Markers { before: "année|an", after: "" },
    hour: Markers { before: "", after: "h|heure|heures" },
    relatives: &[
        (FromSpeech(-2), "avant-hier"),
        (FromSpeech(-1), "hier"),
        (FromSpeech(0), "aujourd’hui|ce matin|ce soir|cet après-midi"),
        (FromSpeech(1), "demain"),
        (FromSpeech(2), "après-demain"),
        (FromNamedDay(-1), "veille|jour précédent"),
        (FromNamedDay(0), "même jour|jour même|ce jour-là"),
        (FromNamedDay(1), "lendemain|jour suivant"),
        (Now, "maintenant|actuellement|désormais|de nos jours|ces jours-ci"),
    ],
    stop_phrases: "surlendemain",
    prefixes: "l’|d’|qu’|s’|n’|j’|c’|jusqu’|lorsqu’|puisqu’",
    endings: "",
    nouns_have_capitals: false,
    signing: Signing {
        verbs: "signer|cosigner|être signé|être signée|être signés|être signées|parapher|être paraphé",
        nouns: "date de signature|jour de signature|lettre de signature|signature|signatures|cérémonie de signature|\
                paraphe",
        will_sign: "signera|signeront|signerait|signeraient|sera signé|sera signée|seront signés|seront signées|\
                    serait signé|serait signée|seraient signés|seraient signées",
        signed: "signé|signée|signés|signées|signa|signait|signaient|signèrent|signataire*|paraphé|paraphés",
        intent_before: "va|vont|doit|doivent|devra|devront|devrait|devraient|prévoit|prévoient|prévoyait|prévu|\
                        prévue|prévus|envisage|envisagent|envisagé|souhaite|souhaitent|souhaité|espère|espèrent|\
                        pourrait|pourraient|projette|projettent|propose|proposent|proposé|veut|veulent|voudrait|\
                        s’apprête|s’apprêtent|s’engage|s’engagent|engagés|convenu|convenus|convenue|prêt|prête|\
                        prêts|appelle|appelé|vise|visent|visant|intention|cherche|cherchent|décidé|invité|volonté|\
                        en vue de",
        intent_right_before: "à|pour|de|d’|afin de|compte|comptent|entend|entendent|future|prochaine|éventuelle|\
                              possible",
        intent_after_noun: "est prévue|est prévu|était prévue|sont prévues|est attendue|aura lieu|auront lieu|\
                            devrait avoir lieu|devrait intervenir|interviendra|est envisagée|prévue",
        intent_right_after: "",
        done: "a|ont|avait|avaient|fut|furent|était|étaient|été|déjà|assisté|présidé|vient de|viennent de|venait de",
        afterwards: "après|lors de|suite à|à l’occasion de|à l’issue de|dès|depuis|pendant",
    },
    directions: Directions {
        gives: "fournit|fournira|fournissent|fourniront|a fourni|ont fourni|livrera|a livré|a offert|\
                offrira|remet|remettra|a remis|finance|financera|a financé|octroie|octroiera|\
                a octroyé|formera|a formé|dispense|dispensera",
        receives: "reçoit|recevra|reçoivent|recevront|a reçu|ont reçu|bénéficie|bénéficiera|a bénéficié",
        hosts: "accueille|accueillera|a accueilli|abrite|abritera|a abrité",
        passive: "est|sont|sera|seront|a été|ont été|fut|furent",
    },
};
