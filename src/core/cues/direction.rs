//! Finds the word that says in which direction something goes: who gives, who is given, who lends the place.

use std::ops::Range;

use super::cue::{Cue, Direction};
use super::fold::Tokens;
use super::search::{Match, each_direction};
use super::tables::Subject;

/// How many words a passive can stand from the verb it belongs to.
const NEAR: usize = 8;

/// Holds the word that says the direction, in bytes of the passage.
#[derive(Clone, Debug)]
pub struct DirectionHit {
    /// The word.
    pub word: Range<usize>,
    /// What its subject does.
    pub direction: Direction,
    pub(super) subject: Subject,
}

/// Finds the word of a passage that says what its subject gives or is given.
///
/// With a `trigger` only words that overlap it count, if there are any. Nothing is given where the words say different
/// things, and where a passive stands near, which can turn the sentence round.
#[must_use]
pub fn direction(passage: &str, trigger: Option<Range<usize>>, language: &str) -> Option<DirectionHit> {
    let tokens = Tokens::read(passage);
    each_direction(language, passage).find_map(move |index| {
        let wanted = |cue: &Cue| matches!(cue, Cue::Towards(_) | Cue::Passive);
        let found: Vec<Match> = index.matches(&tokens, wanted).collect();
        let towards = || found.iter().filter(|one| one.cue != Cue::Passive);
        let inside = |one: &&Match| {
            trigger.as_ref().is_some_and(|trigger| one.source.start < trigger.end && trigger.start < one.source.end)
        };
        let named = towards().any(|one| inside(&one));
        let mut meant = towards().filter(|one| !named || inside(one));
        let first = meant.next()?;
        let near = |one: &&Match| {
            let apart = if one.tokens.start >= first.tokens.end {
                one.tokens.start - first.tokens.end
            } else {
                first.tokens.start.saturating_sub(one.tokens.end)
            };
            apart < NEAR
        };
        let passive = found.iter().filter(|one| one.cue == Cue::Passive).any(|one| near(&one));
        let Cue::Towards(direction) = first.cue else { return None };
        let agreed = meant.all(|one| one.cue == first.cue);
        let subject = index.table.directions.subject;
        (agreed && !passive).then(|| DirectionHit { word: first.source.clone(), direction, subject })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(language: &str, passage: &str) -> String {
        direction(passage, None, language)
            .map_or_else(|| "-".to_owned(), |hit| format!("{:?} {}", hit.direction, &passage[hit.word]))
    }

    #[test]
    fn subject_gives_or_is_given_or_lends_the_place() {
        let cases = [
            ("de", "Usbekistan erhält zehn Fahrzeuge von Japan.", "Receives erhält"),
            ("de", "Japan stellt zur Verfügung, was gebraucht wird und mehr als das, bis alles fertig ist", "-"),
            ("de", "Japan übergab zehn Fahrzeuge", "Gives übergab"),
            ("vi", "Việt Nam tiếp nhận trang thiết bị của Nhật Bản", "Receives tiếp nhận"),
            ("vi", "Nhật Bản trao tặng Việt Nam mười xe", "Gives trao tặng"),
            ("ar", "تسلمت مصر عشر سيارات من اليابان", "Receives تسلمت"),
            ("ar", "تستضيف القاهرة المؤتمر", "Hosts تستضيف"),
            ("uz", "Yaponiya o‘nta avtomobil topshirdi", "Gives topshirdi"),
            ("uz", "Toshkent anjumanga mezbonlik qiladi", "Hosts mezbonlik qiladi"),
            ("uz-Cyrl", "Япония ўнта автомобиль топширди", "Gives топширди"),
            ("ru", "Узбекистан получил десять автомобилей", "Receives получил"),
            ("zh", "日本向越南提供十辆汽车", "Gives 提供"),
            ("fr", "Le Niger reçoit dix véhicules", "Receives reçoit"),
            ("es", "Japón donó diez vehículos", "Gives donó"),
            ("en", "Tashkent will host the conference", "Hosts will host"),
        ];
        for (language, passage, found) in cases {
            assert_eq!(said(language, passage), found, "{passage}");
        }
    }

    #[test]
    fn passives_words_that_disagree_and_passages_without_any_say_nothing() {
        for (language, passage) in [
            ("de", "Zehn Fahrzeuge wurden von Japan an Usbekistan übergeben."),
            ("en", "Training provided by Japan"),
            ("en", "Japan donates what Uzbekistan receives"),
            ("ru", "Автомобили были переданы"),
            ("vi", "Việt Nam được Nhật Bản tặng mười xe"),
            ("zh", "双方签署协议"),
            ("xx", ""),
        ] {
            assert_eq!(said(language, passage), "-", "{passage}");
        }
    }

    #[test]
    fn phrases_in_which_none_of_the_words_is_meant_say_nothing() {
        for (language, passage) in [
            ("de", "Die Lage in Japan erhält sich"),
            ("vi", "Nhật Bản ký hiệp định mua thiết bị"),
            ("ar", "اتفق الجانبان على المضي قدما في التعاون"),
            ("ar", "الطلاب نالوا منح دراسية"),
            ("uz", "Elchi ishonch yorlig‘ini topshirdi"),
            ("uz-Cyrl", "Элчи ишонч ёрлиғини топширди"),
            ("ru", "Министры поставили подписи, передаёт агентство"),
            ("zh", "部长接受记者采访"),
            ("fr", "Un accord de dispense de visa remet en cause le texte"),
            ("es", "El ministro recibió al embajador"),
            ("en", "The agreement provides for training"),
        ] {
            assert_eq!(said(language, passage), "-", "{passage}");
        }
    }

    #[test]
    fn only_the_word_in_the_trigger_counts() {
        let passage = "Japan donates what Uzbekistan receives";
        let at = passage.find("receives").map(|start| start..start + "receives".len());
        assert_eq!(direction(passage, at, "en").map(|hit| hit.direction), Some(Direction::Receives));
    }
}
