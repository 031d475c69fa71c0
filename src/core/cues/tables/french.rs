//! French.

use icu_properties::props::Script;

use super::super::cue::NumberOrder;
use super::super::cue::Relative::{FromNamedDay, FromSpeech, Now};
use super::{Directions, Markers, Signing, Subject, Table};

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
        gives: "fournit|fournira|fournissent|fourniront|a fourni|ont fourni|livrera|livreront|a livré|\
                ont livré|a offert|ont offert|offrira|offriront|remet|remettra|remettent|a remis|ont remis|\
                fait don|fera don|a fait don|ont fait don|financera|financeront|a financé|ont financé|\
                octroie|octroient|octroiera|a octroyé|ont octroyé|accorde un|accordera un|a accordé un|\
                formera|formeront|a formé|ont formé|dispensera|dispense une formation|\
                dispense des formations|équipera|a équipé",
        receives: "reçoit|recevra|reçoivent|recevront|a reçu|ont reçu|bénéficie|bénéficient|bénéficiera|\
                bénéficieront|a bénéficié|ont bénéficié|obtient|obtiendra|a obtenu",
        hosts: "accueille|accueillera|a accueilli|accueillent|accueilleront|abrite|abritera|a abrité",
        passive: "est|sont|sera|seront|a été|ont été|fut|furent",
        neither: "remet en|a remis en|remettra en|a remis ses lettres|remet ses lettres|a remis les copies|\
                a reçu en audience|reçoit en audience|a reçu le ministre|a reçu la ministre|\
                a reçu l’ambassadeur|a reçu l’ambassadrice|a reçu son homologue|a reçu une délégation|\
                a reçu la délégation|reçoit le ministre|reçoit son homologue|accueille favorablement|\
                accueille avec|accueillent favorablement|accueillent avec|a accueilli favorablement|\
                a accueilli avec|a formé un gouvernement|ont formé une",
        subject: Subject {
            behind: false,
            not_after: "à|au|aux|en|avec|pour|entre|chez|dans|par|vers|sur|contre|depuis",
            not_with: "",
            tells_all: false,
            touches: "",
        },
    },
};
