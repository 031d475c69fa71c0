//! Uzbek in Latin letters.

use icu_properties::props::Script;

use super::super::cue::NumberOrder;
use super::super::cue::Relative::{FromNamedDay, FromSpeech, Now};
use super::{Directions, Markers, Signing, Subject, Table};

/// The predicate stands last, so the same words count before and after a signing.
const INTENTS: &str = "kerak*|lozim*|zarur*|darkor|shart|mumkin|rejalashtir*|kutilmoqda|kutilyapti|kutiladi|\
                       kutilayotgan*|mo‘ljallan*|ko‘zda tutil*|nazarda tutil*|taklif qil*|taklif et*|taklif bildir*|\
                       niyat*|istagi*|istak bildir*|xohish*|tayyor|tayyorligi*|tayyorlan*|kelishil*|kelishib ol*|\
                       maqsad qil*|maqsadida|umid*|qaror qil*|bo‘lib o‘tadi|bo‘ladi|kelgusida|kelajakda|kelgusi|\
                       yaqin kunlarda";

pub(super) static TABLE: Table = Table {
    code: "uz",
    script: Script::Latin,
    order: NumberOrder::DayMonthYear,
    months: [
        "yanvar|yan",
        "fevral|fev",
        "mart|mar",
        "aprel|apr",
        "may",
        "iyun|iyn",
        "iyul|iyl",
        "avgust|avg",
        "sentabr|sentyabr|sentabir|sen|sent",
        "oktabr|oktyabr|oktabir|okt",
        "noyabr|noyabir|noy",
        "dekabr|dekabir|dek",
    ],
    weekdays: ["dushanba", "seshanba", "chorshanba", "payshanba", "juma|jum’a", "shanba", "yakshanba"],
    short_weekdays: ["dush", "sesh", "chor", "pay", "jum", "shan", "yak"],
    day: Markers { before: "", after: "kun|kuni|kunlari|kunlar" },
    month: Markers { before: "", after: "" },
    year: Markers { before: "", after: "yil|yillar|y" },
    hour: Markers { before: "soat", after: "daqiqa" },
    relatives: &[
        (FromSpeech(-2), "o‘tgan kuni"),
        (FromSpeech(-1), "kecha|kechagi"),
        (FromSpeech(0), "bugun|bugungi"),
        (FromSpeech(1), "ertaga|ertangi"),
        (FromSpeech(2), "indin|indinga"),
        (FromNamedDay(-1), "bir kun avval|bir kun oldin"),
        (FromNamedDay(0), "shu kuni|shu kun|o‘sha kuni|o‘sha kun|ayni kuni|xuddi shu kuni|mazkur kuni"),
        (FromNamedDay(1), "ertasi kuni|keyingi kuni|ertasiga"),
        (Now, "hozir|hozirda|hozirgi|endi|ayni paytda|ayni vaqtda|bugungi kunda|bugungi kungacha|shu kunlarda"),
    ],
    stop_phrases: "kecha kunduz|kecha-kunduz|kecha-yu kunduz",
    prefixes: "",
    endings: "da|dan|dagi|gacha|ga|ka|qa|ning|ni|i|si|lar|lik|gi",
    nouns_have_capitals: false,
    signing: Signing {
        verbs: "",
        // Verbal nouns: the sentence ends in what is said of them.
        nouns: "imzolash|imzolanish|imzo qo‘yish|imzo qo‘yilish|imzolash marosimi|parafirlash",
        will_sign: "imzolanadi|imzolaydi|imzolaydilar|imzolashadi|imzolaymiz|imzolanadigan*|imzolaydigan*|\
                    imzolamoqchi*|imzolanmoqchi*|imzolashmoqchi*|imzolanajak*|imzolajak*|imzolansin|imzo qo‘yadi|\
                    imzo qo‘yiladi|imzo qo‘ymoqchi*",
        signed: "imzolash marosimi bo‘lib o‘tdi|imzolash marosimi o‘tkazildi|imzolash marosimida|imzola*|\
                 imzo qo‘ydi*|imzo qo‘yishdi|imzo qo‘yildi|imzo qo‘yilgan*|imzo chekdi*|imzo chekishdi|\
                 imzolashdan so‘ng|imzolashdan keyin|imzolanishidan so‘ng|imzolanishidan keyin",
        intent_before: INTENTS,
        intent_right_before: "",
        intent_after_noun: INTENTS,
        intent_right_after: "",
        done: "bo‘lib o‘tdi|bo‘lib o‘tgan|yakunlandi|amalga oshirildi",
        afterwards: "",
    },
    directions: Directions {
        gives: "topshirdi|topshiradi|topshirmoqda|topshirgan|taqdim etdi|taqdim etadi|taqdim etmoqda|\
                taqdim qildi|taqdim qiladi|yetkazib berdi|yetkazib beradi|yetkazib bermoqda|ajratdi|\
                ajratadi|ajratmoqda|ajratgan|yordam berdi|yordam beradi|yordam bermoqda|yordam ko‘rsatdi|\
                yordam ko‘rsatadi|yordam ko‘rsatmoqda|hadya qildi|hadya etdi|hadya etadi|sovg‘a qildi|\
                sovg‘a qiladi|tuhfa etdi|tuhfa qildi|o‘qitadi|o‘qitdi|o‘qitmoqda|tayyorlab beradi|\
                tayyorlab berdi|moliyalashtiradi|moliyalashtirdi|moliyalashtirmoqda",
        receives: "yordam oldi|yordam oladi|yordam olgan|yordamini oldi|yordamini oladi|grant oldi|grant oladi|\
                kredit oldi|kredit oladi|mablag‘ oldi|mablag‘ oladi|texnika oldi|texnika oladi|\
                qabul qilib oldi|qabul qilib oladi",
        hosts: "mezbonlik qildi|mezbonlik qiladi|mezbonlik qilmoqda|mezbonlik qilgan|mezbonlik qilyapti|\
                mezbonlik qilayotgan|mezbon bo‘ldi|mezbon bo‘ladi|mezbon bo‘lgan",
        passive: "tomonidan",
        neither: "yorlig‘ini topshirdi|yorlig‘ini topshiradi|yorliqlarini topshirdi|yorliqlarini topshiradi|\
                imtihon topshirdi|imtihon topshiradi|ariza topshirdi|ma’lumot taqdim etdi|\
                axborot taqdim etdi|vaqt ajratdi|savollarga javob berdi",
        subject: Subject { behind: false, not_after: "", not_with: "ga|ka|qa|dan|da|ni", tells_all: true, touches: "" },
    },
};
