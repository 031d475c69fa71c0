//! Finds words that make a signing a plan: “should promote” before “the signing of”.

use std::ops::Range;

use super::cue::{Cue, Intent};
use super::fold::{Kind, Tokens};
use super::search::{Index, Match, each_table};

/// How far a word of intent may stand from the word for signing: eight words, an ideograph being half of one.
const REACH: usize = 16;
/// How far a word such as “after” may stand from a noun for signing, in the same measure.
const NEAR: usize = 4;
/// Words of two letters that end in a full stop without ending a sentence, folded.
const SHORTENED: [&str; 8] = ["dr", "mr", "st", "nr", "no", "гг", "tp", "др"];

/// Says where the word of intent stands, seen from the word for signing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Before it: “will … sign”.
    Before,
    /// After it: German “unterzeichnet werden soll”, Uzbek “imzolash kerak”.
    After,
    /// In it: the form itself says that the signing is to come, as Arabic “سيوقع”.
    Within,
}

/// Holds the place of a word of intent and of the word for signing it governs, in bytes of the passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntentHit {
    /// The word of intent together with those that touch it: “cần thúc đẩy”.
    pub word: Range<usize>,
    /// The word for signing; the same range as `word` if the place is [`Place::Within`].
    pub sign: Range<usize>,
    /// Where the word of intent stands.
    pub place: Place,
}

/// Finds a word for signing in a passage that a modal or intent word of the same sentence turns into a plan.
///
/// With a `trigger` only words for signing that overlap it count, if there are any. Intent reaches over eight
/// words at most and not past a sign that the signing is done (“was”, “đã”, “تم”). Forms that report a signing
/// (“signed”, “imzolandi”, “подписали”) are never a hit. Nothing is given where the passage speaks of no signing.
#[must_use]
pub fn intent_before_signing(passage: &str, trigger: Option<Range<usize>>, language: &str) -> Option<IntentHit> {
    let tokens = Tokens::read(passage);
    each_table(language, passage).find_map(move |index| Signings::read(index, &tokens).hit(trigger.as_ref()))
}

/// The cues of signing in a passage.
struct Signings<'t> {
    tokens: &'t Tokens<'t>,
    cues: Vec<Match>,
}

impl<'t> Signings<'t> {
    fn read(index: &Index, tokens: &'t Tokens<'t>) -> Self {
        let wanted = |cue: &Cue| {
            use Cue::{Afterwards, Done, Intent, Signed, SigningNoun, SigningVerb, WillSign};
            matches!(cue, Intent(_) | SigningVerb | SigningNoun | WillSign | Signed | Done | Afterwards)
        };
        Self { tokens, cues: index.matches(tokens, wanted).collect() }
    }

    fn hit(&self, trigger: Option<&Range<usize>>) -> Option<IntentHit> {
        let signs = |cue: &Match| matches!(cue.cue, Cue::SigningVerb | Cue::SigningNoun | Cue::WillSign | Cue::Signed);
        let in_trigger = |cue: &Match| trigger.is_none_or(|trigger| overlaps(&cue.source, trigger));
        let named = self.cues.iter().any(|cue| signs(cue) && in_trigger(cue));
        let places = self.cues.iter().enumerate();
        let mut meant = places.filter(|(_, cue)| signs(cue) && (in_trigger(cue) || !named));
        meant.find_map(|(at, sign)| self.intent_of(at, sign))
    }

    fn intent_of(&self, at: usize, sign: &Match) -> Option<IntentHit> {
        let within = || (sign.source.clone(), Place::Within);
        let (word, place) = match sign.cue {
            Cue::WillSign => Some(within()),
            Cue::Signed => None,
            _ if self.follows(at, sign, Cue::Afterwards) => None,
            _ => self.before(at, sign).or_else(|| self.after(at, sign)),
        }?;
        Some(IntentHit { word, sign: sign.source.clone(), place })
    }

    /// Finds an intent before a sign: the nearest that reaches it, or else one that touches it, such as “to”.
    fn before(&self, at: usize, sign: &Match) -> Option<(Range<usize>, Place)> {
        let mut next = sign.tokens.start;
        let mut distance = 0;
        let mut found = None;
        for (place, cue) in self.cues.iter().enumerate().take(at).rev() {
            let words = self.distance(cue.tokens.end..next).zip(self.distance(cue.tokens.clone()));
            let Some((between, own)) = words.filter(|(between, _)| distance + between <= REACH) else { break };
            let touches = cue.tokens.end == sign.tokens.start;
            match cue.cue {
                Cue::Done => break,
                Cue::Intent(intent) if intent.has(Intent::BEFORE) => {
                    found = Some(place);
                    break;
                }
                Cue::Intent(intent) if intent.has(Intent::RIGHT_BEFORE) && touches => found = Some(place),
                _ => {}
            }
            distance += between + own;
            next = cue.tokens.start;
        }
        Some((self.joined(found?, Intent::BEFORE.with(Intent::RIGHT_BEFORE)), Place::Before))
    }

    /// Finds the nearest intent after a sign.
    fn after(&self, at: usize, sign: &Match) -> Option<(Range<usize>, Place)> {
        if self.follows(at, sign, Cue::Done) {
            return None;
        }
        let noun = sign.cue == Cue::SigningNoun;
        let mut last = sign.tokens.end;
        let mut distance = 0;
        for (place, cue) in self.cues.iter().enumerate().skip(at + 1) {
            distance += self.distance(last..cue.tokens.start)?;
            let touches = cue.tokens.start == sign.tokens.end;
            let fits =
                |intent: Intent| intent.has(Intent::AFTER_NOUN) && noun || intent.has(Intent::RIGHT_AFTER) && touches;
            match cue.cue {
                _ if distance > REACH => return None,
                Cue::Done => return None,
                Cue::Intent(intent) if fits(intent) => {
                    let range = self.joined(place, Intent::AFTER_NOUN.with(Intent::RIGHT_AFTER));
                    return Some((range, Place::After));
                }
                _ => {}
            }
            distance += self.distance(cue.tokens.clone())?;
            last = cue.tokens.end;
        }
        None
    }

    /// Tells whether a sign comes right after a cue that sets it in the past; before a noun some words may stand.
    fn follows(&self, at: usize, sign: &Match, past: Cue) -> bool {
        let Some(cue) = at.checked_sub(1).and_then(|before| self.cues.get(before)) else { return false };
        let most = if sign.cue == Cue::SigningNoun { NEAR } else { 0 };
        let distance = self.distance(cue.tokens.end..sign.tokens.start);
        cue.cue == past && distance.is_some_and(|distance| distance <= most)
    }

    /// Measures words: two for a word or number, one for an ideograph; nothing across the end of a sentence.
    fn distance(&self, tokens: Range<usize>) -> Option<usize> {
        let mut distance = 0;
        for at in tokens {
            match self.tokens.kind(at) {
                _ if distance > REACH => break,
                Some(Kind::Sign) if ends_sentence(self.tokens, at) => return None,
                Some(Kind::Word | Kind::Number) => distance += 2,
                Some(Kind::Ideograph) => distance += 1,
                _ => {}
            }
        }
        Some(distance)
    }

    /// Gives the range of an intent with those that touch it on either side and may stand in the same places.
    fn joined(&self, at: usize, places: Intent) -> Range<usize> {
        let fits = |cue: &Match| matches!(cue.cue, Cue::Intent(intent) if intent.has(places));
        let touch = |first: usize, second: usize| match (self.cues.get(first), self.cues.get(second)) {
            (Some(first), Some(second)) => fits(first) && fits(second) && first.tokens.end == second.tokens.start,
            _ => false,
        };
        let (mut first, mut last) = (at, at);
        while first > 0 && touch(first - 1, first) {
            first -= 1;
        }
        while touch(last, last + 1) {
            last += 1;
        }
        let source = |at: usize| self.cues.get(at).map(|cue| cue.source.clone()).unwrap_or_default();
        source(first).start..source(last).end
    }
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Tells whether a sign ends its sentence.
///
/// A full stop does not after an ordinal (`1. April`), a single letter (`г.`) or before a small letter.
fn ends_sentence(tokens: &Tokens<'_>, at: usize) -> bool {
    match tokens.sign(at) {
        Some('!' | '?' | '…' | '؟' | '۔' | '。' | '\n') => true,
        Some('.') => {
            let ordinal = tokens.number(at.wrapping_sub(1)).is_some_and(|(_, digits)| digits <= 2);
            let before = tokens.folded(at.wrapping_sub(1));
            let word = tokens.kind(at.wrapping_sub(1)) == Some(Kind::Word);
            let shortened = word && (before.chars().count() == 1 || SHORTENED.contains(&before));
            let small = tokens.first_written(at + 1).is_some_and(char::is_lowercase);
            let glued_number = tokens.number(at + 1).is_some() && tokens.glued(at + 1);
            !(ordinal || shortened || small || glued_number)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::Place::{After, Before, Within};
    use super::*;

    /// Says the hit as `word > sign`, `sign < word` or the form that holds both; `-` for none.
    fn said(language: &str, passage: &str) -> String {
        let Some(hit) = intent_before_signing(passage, None, language) else { return "-".to_owned() };
        let (word, sign) = (&passage[hit.word], &passage[hit.sign]);
        match hit.place {
            Before => format!("{word} > {sign}"),
            After => format!("{sign} < {word}"),
            Within => word.to_owned(),
        }
    }

    #[test]
    fn a_signing_that_is_only_planned_is_noticed() {
        let cases = [
            ("vi", "hai cơ quan cần thúc đẩy ký kết Bản ghi nhớ hợp tác", "cần thúc đẩy > ký kết"),
            (
                "vi",
                "ca\u{302}\u{300}n thu\u{301}c đa\u{302}\u{309}y ky\u{301} kết",
                "ca\u{302}\u{300}n thu\u{301}c đa\u{302}\u{309}y > ky\u{301} kết",
            ),
            ("vi", "hai bên dự kiến tổ chức lễ ký vào tháng 5", "dự kiến > lễ ký"),
            ("vi", "Bên A đã đề nghị hai nước ký Hiệp định", "đề nghị > ký"),
            ("vi", "Lễ ký kết dự kiến diễn ra vào ngày mai", "Lễ ký kết < dự kiến"),
            ("de", "ein Abkommen, das im Mai unterzeichnet werden soll", "unterzeichnet < werden soll"),
            ("de", "Das Abkommen soll am 1. April in Taschkent unterzeichnet werden.", "soll > unterzeichnet"),
            ("de", "Die Minister werden ein Protokoll unterzeichnen.", "werden > unterzeichnen"),
            ("de", "Sie erklärten sich bereit, ein Abkommen zu unterzeichnen.", "bereit > unterzeichnen"),
            ("de", "um ein Abkommen zu unterzeichnen", "zu > unterzeichnen"),
            ("de", "Die Unterzeichnung ist für Mai geplant.", "Unterzeichnung < geplant"),
            ("ar", "سيتم توقيع البروتوكول", "سيتم > توقيع"),
            ("ar", "وسيُوقِّع الوزيران مذكرة", "سيُوقِّع"),
            ("ar", "من المقرر أن يوقع الجانبان", "المقرر > يوقع"),
            ("ar", "أكد ضرورة الإسراع بتوقيع الاتفاقية", "ضرورة > توقيع"),
            ("uz", "memorandum imzolash rejalashtirilgan", "imzolash < rejalashtirilgan"),
            ("uz", "Bitim imzolanishi lozimligi ta'kidlandi", "imzolanishi < lozimligi"),
            ("uz", "Tomonlar bayonnoma imzolamoqchi", "imzolamoqchi"),
            ("uz", "Hujjatni imzolash va uni amalga oshirish ko`zda tutilgan", "imzolash < ko`zda tutilgan"),
            ("uz", "меморандум имзолаш керак", "имзолаш < керак"),
            ("uz-Cyrl", "баённома имзоланади", "имзоланади"),
            ("ru", "Стороны планируют подписать меморандум", "планируют > подписать"),
            ("ru", "Меморандум будет подписан 1 мая", "будет > подписан"),
            ("ru", "Стороны должны были подписать договор", "должны были > подписать"),
            ("ru", "Министры подпишут соглашение", "подпишут"),
            ("ru", "Подписание документа ожидается в мае", "Подписание < ожидается"),
            ("zh", "两国将于近期在塔什干签署协议", "将于 > 签署"),
            ("zh", "双方拟签订备忘录", "拟 > 签订"),
            ("zh-Hant", "雙方計劃簽署協議", "計劃 > 簽署"),
            ("fr", "Les ministres vont signer un accord", "vont > signer"),
            ("fr", "L’accord devrait être signé lundi", "devrait > être signé"),
            ("fr", "Ils ont convenu de signer un accord", "convenu de > signer"),
            ("fr", "L’accord sera signé lundi", "sera signé"),
            ("es", "El ministro va a firmar el acuerdo", "va a > firmar"),
            ("es", "El acuerdo deberá ser firmado en mayo", "deberá > ser firmado"),
            ("es", "La firma está prevista para mayo", "firma < está prevista"),
            ("es", "Ambos países firmarán un acuerdo", "firmarán"),
            ("en", "The ministers will sign a memorandum.", "will > sign"),
            ("en", "A protocol is to be signed in May", "to > be signed"),
            ("en", "Uzbekistan plans to sign a protocol", "plans to > sign"),
            ("en", "The signing of the protocol is planned for May", "signing < is planned"),
            ("xx", "Стороны намерены подписать меморандум", "намерены > подписать"),
        ];
        for (language, passage, hit) in cases {
            assert_eq!(said(language, passage), hit, "{passage}");
        }
    }

    #[test]
    fn a_signing_that_is_reported_stays_silent() {
        let cases = [
            ("vi", "Hai bên đã ký Hiệp định cấp Chính phủ về hợp tác"),
            ("vi", "Hai bên sẽ tiếp tục hợp tác và đã ký Bản ghi nhớ"),
            ("vi", "Hai nước cần tăng cường hợp tác. Hai bên ký kết Bản ghi nhớ"),
            ("vi", "Người dân cần đăng ký tại thư ký"),
            ("vi", "Sẽ phát biểu tại lễ ký kết"),
            ("de", "Als Ergebnis wurde ein Programm für 2024–2025 zwischen den beiden Häfen unterzeichnet."),
            ("de", "Sie werden kooperieren, wie in dem Abkommen, das 2019 unterzeichnet wurde"),
            ("de", "Das unterzeichnete Abkommen soll die Zusammenarbeit fördern"),
            ("de", "Nach der Unterzeichnung sollen die Ministerien kooperieren"),
            ("de", "Sie haben ein Abkommen unterzeichnet und werden kooperieren"),
            ("ar", "كما شهد اللقاء توقيع بروتوكول لتعزيز التعاون"),
            ("ar", "تم توقيع بروتوكول"),
            ("ar", "سوف يتعزز التعاون بعد توقيع البروتوكول"),
            ("ar", "وقّع الوزيران مذكرة سوف تعزز التعاون"),
            ("uz", "memorandum va chora-tadbirlarni ko‘zda tutuvchi protokol imzolandi."),
            ("uz", "hujjat imzolanganidan so‘ng hamkorlik kerak"),
            ("uz", "imzolashdan so‘ng hamkorlik kerak"),
            ("uz", "Imzolash marosimi bo‘lib o‘tdi va hamkorlik kerak"),
            ("ru", "Стороны подписали меморандум и планируют сотрудничать"),
            ("ru", "Сотрудничество будет развиваться после подписания меморандума"),
            ("ru", "Подписан меморандум"),
            ("ru", "Состоялось подписание меморандума, обмен которым планируется"),
            ("zh", "双方已签署协议"),
            ("zh", "双方将加强合作，并签署了协议"),
            ("zh", "上将出席签字仪式"),
            ("fr", "Les ministres ont signé un accord"),
            ("fr", "Cela doit renforcer l’accord signé lundi"),
            ("es", "Los ministros firmaron un acuerdo"),
            ("es", "Acaban de firmar el acuerdo"),
            ("en", "The ministers signed an agreement that will strengthen ties"),
            ("en", "They will strengthen the agreement signed on Monday"),
            ("en", "It will be a sign of trust"),
            ("en", "They managed to sign the protocol"),
            ("en", "Ties will deepen after the signing of the protocol"),
        ];
        for (language, passage) in cases {
            assert_eq!(said(language, passage), "-", "{passage}");
        }
    }

    #[test]
    fn intent_without_a_signing_and_signing_without_intent_are_nothing() {
        for passage in
            ["", "Usbekistan und China werden die Zusammenarbeit ausbauen", "unterzeichnet", "\u{301}\u{0}👍"]
        {
            assert_eq!(said("de", passage), "-");
        }
        let far = format!("Sie werden {} unterzeichnen", "viel ".repeat(9));
        assert_eq!(said("de", &far), "-");
        let near = format!("Sie werden {} unterzeichnen", "viel ".repeat(8));
        assert_eq!(said("de", &near), "werden > unterzeichnen");
    }

    #[test]
    fn only_the_signing_in_the_trigger_counts() {
        let passage = "Hai bên đã ký Hiệp định và cần thúc đẩy ký kết Bản ghi nhớ";
        let place = |words: &str| passage.find(words).map(|start| start..start + words.len());
        let hit = |trigger| intent_before_signing(passage, trigger, "vi");
        assert_eq!(hit(place("đã ký")), None);
        assert!(hit(place("ký kết")).is_some());
        assert!(hit(place("ký kết Bản ghi nhớ")).is_some());
        assert!(hit(place("Bản ghi nhớ")).is_some(), "a trigger without a signing leaves all of them");
        assert!(hit(None).is_some());
        assert!(hit(Some(9999..usize::MAX)).is_some());
        let passage = "imzolandi, imzolash kerak";
        assert_eq!(intent_before_signing(passage, Some(0..9), "uz"), None);
    }
}
