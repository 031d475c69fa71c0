//! Checks 3 to 7: where marks stand.

use std::sync::Arc;

use glossator::core::annotation::{ActorMention, Kind, Place};
use glossator::core::text::Span;

use crate::desk::{Desk, ERROR, WARNING, Wanted, id};

const CUT: &str = "The mark cuts a letter from its accent. Widen it by one sign.";

#[test]
fn cut_letter_3_is_widened_to_its_vietnamese_accent() {
    let mut desk = Desk::of("vi", "Bộ trưởng thăm [actor:Ha]\u{300} Nội");
    let actor = desk.actor("Ha");
    let wanted = Wanted { record: Some(&actor), field: "actor.mark", fix: Some("Widen it"), ..ERROR };
    desk.finds(3, CUT, &wanted);
    desk.put_right(3);
    assert_eq!(desk.marked(&actor), "Ha\u{300}");
}

#[test]
fn cut_letter_3_counts_the_accents_of_a_letter_with_two() {
    let mut desk = Desk::of("vi", "Chính phủ Vi[actor:e]\u{302}\u{323}t Nam");
    let actor = desk.actor("e");
    let wanted = Wanted { record: Some(&actor), field: "actor.mark", fix: Some("Widen it"), ..ERROR };
    desk.finds(3, "The mark cuts a letter from its accent. Widen it by 2 signs.", &wanted);
    desk.put_right(3);
    assert_eq!(desk.marked(&actor), "e\u{302}\u{323}");
}

#[test]
fn cut_letter_3_is_widened_to_its_arabic_vowel_mark_at_either_end() {
    let mut desk = Desk::of("ar", "وصل [actor:م]ُحمد ثم عاد");
    let actor = desk.actor("م");
    let wanted = Wanted { record: Some(&actor), field: "actor.mark", fix: Some("Widen it"), ..ERROR };
    desk.finds(3, CUT, &wanted);
    desk.put_right(3);
    assert_eq!(desk.marked(&actor), "مُ");
    let mut desk = Desk::of("ar", "وصل م[actor:ُحمد] ثم عاد");
    let actor = desk.actor("ُحمد");
    desk.finds(3, CUT, &Wanted { record: Some(&actor), field: "actor.mark", fix: Some("Widen it"), ..ERROR });
    desk.put_right(3);
    assert_eq!(desk.marked(&actor), "مُحمد");
}

#[test]
fn cut_letter_3_is_found_in_the_passage_that_has_it_and_in_a_region() {
    let mut desk = Desk::of("vi", "[agreement:Hai bên ký kết.] Tại [evidence:Ha]\u{300} Nội.");
    let agreement = desk.agreement();
    desk.finds(
        3,
        CUT,
        &Wanted { record: Some(&agreement), part: 1, field: "actor.mark", fix: Some("Widen it"), ..ERROR },
    );
    desk.put_right(3);
    assert_eq!(desk.marked(&agreement), "Hai bên ký kết. … Ha\u{300}");
    let mut desk = Desk::of("vi", "[region:Ảnh: Ha]\u{300} Nội");
    let region = desk.work().regions.keys().next().cloned();
    desk.finds(3, CUT, &Wanted { record: region.as_ref(), field: "actor.mark", fix: Some("Widen it"), ..ERROR });
    desk.put_right(3);
}

#[test]
fn cut_letter_3_is_silent_where_a_mark_ends_behind_the_accent() {
    for (language, marked) in [
        ("vi", "Chính phủ [actor:Vie\u{302}\u{323}]t Nam"),
        ("ar", "وصل [actor:مُ]حمد"),
        ("de", "das [actor:Café]"),
        ("ar", "[flag:👩\u{200d}🚒][actor:🇺🇿]"),
        ("vi", "[actor:x] \u{301}[actor:y]"),
    ] {
        Desk::of(language, marked).is_silent(3);
    }
}

const CROSSING: &str = "Two marks overlap without one containing the other. Shorten one of them.";

#[test]
fn crossing_marks_4_of_one_kind_are_reported_once_at_the_second() {
    let mut desk = Desk::of("de", "Polizei und Grenzschutz von Usbekistan");
    desk.mark("actor", "Polizei und Grenzschutz");
    let second = desk.mark("actor", "Grenzschutz von Usbekistan");
    desk.finds(4, CROSSING, &Wanted { record: Some(&second), field: "actor.mark", ..WARNING });
}

#[test]
fn crossing_marks_4_are_silent_where_marks_nest_touch_begin_together_or_are_of_two_kinds() {
    let mut desk = Desk::of("de", "Polizei und Grenzschutz von Usbekistan");
    for words in [
        "Polizei und Grenzschutz",
        "Grenzschutz",
        "Polizei",
        " von Usbekistan",
        "Polizei und Grenzschutz von Usbekistan",
    ] {
        desk.mark("actor", words);
    }
    desk.mark("date", "Grenzschutz von Usbekistan");
    desk.is_silent(4);
}

#[test]
fn crossing_marks_4_are_silent_where_marks_in_pieces_interlace_without_sharing_a_letter() {
    let mut desk = Desk::of("de", "die Minister Schmidt und Weber, Berlin und Wien");
    let (berlin, vienna) = (desk.place(&["Schmidt", "Berlin"]), desk.place(&["Weber", "Wien"]));
    let put = |work: &mut glossator::core::annotation::Work, place: &Place, nth| {
        let id = id(Kind::Actor, nth);
        work.actors.insert(id.clone(), Arc::new(ActorMention::new(id, place.clone())));
    };
    desk.edit(|work| {
        put(work, &berlin, 0);
        put(work, &vienna, 1);
    });
    desk.is_silent(4);
    let longer = desk.place(&["Weber, Berlin", "Wien"]);
    desk.edit(|work| put(work, &longer, 1));
    desk.finds(4, CROSSING, &Wanted { record: Some(&id(Kind::Actor, 1)), field: "actor.mark", ..WARNING });
}

#[test]
fn edge_5_with_a_space_at_its_end_is_trimmed() {
    let mut desk = Desk::of("de", "[actor:Usbekistan ]und China");
    let actor = desk.actor("Usbekistan ");
    let wanted = Wanted { record: Some(&actor), field: "actor.mark", fix: Some("Trim it"), ..WARNING };
    desk.finds(5, "The mark includes a space at its end. Trim it?", &wanted);
    desk.put_right(5);
    assert_eq!(desk.marked(&actor), "Usbekistan");
}

#[test]
fn edge_5_names_what_stands_there() {
    let cases = [
        ("ar", "قالت [actor:“وزارة الداخلية”] اليوم", "a punctuation mark at its beginning", "وزارة الداخلية"),
        ("ar", "وقعت [actor:الصين،] وأوزبكستان", "a punctuation mark at its end", "الصين"),
        ("ar", "هل وقعت [actor:الصين؟]", "a punctuation mark at its end", "الصين"),
        ("vi", "thăm[actor: Hà Nội]", "a space at its beginning", "Hà Nội"),
        ("zh", "[actor:中国，]", "a punctuation mark at its end", "中国"),
        ("zh", "外长：[actor:「王毅」]", "a punctuation mark at its beginning", "王毅"),
        ("zh", "[actor:中国！]", "a punctuation mark at its end", "中国"),
        ("en", "then [actor:Wang…] left", "a punctuation mark at its end", "Wang"),
        ("de", "am [date:1. April 2024.]", "a punctuation mark at its end", "1. April 2024"),
        ("de", "„[actor:Polizei“, ]sagte", "a space at its end", "Polizei"),
    ];
    for (language, marked, what, left) in cases {
        let mut desk = Desk::of(language, marked);
        let id = desk.opened().marks.all()[0].id.clone();
        let wanted = Wanted { record: Some(&id), field: "actor.mark", fix: Some("Trim it"), ..WARNING };
        desk.finds(5, &format!("The mark includes {what}. Trim it?"), &wanted);
        desk.put_right(5);
        assert_eq!(desk.marked(&id), left);
    }
}

#[test]
fn edge_5_of_a_mark_on_nothing_but_signs_has_no_fix() {
    let desk = Desk::of("ar", "قال [actor:«»] أمس");
    let actor = desk.actor("«»");
    let message = "The mark includes a punctuation mark at its beginning. Trim it?";
    desk.finds(5, message, &Wanted { record: Some(&actor), field: "actor.mark", ..WARNING });
}

#[test]
fn edge_5_of_a_passage_is_only_a_space() {
    let mut desk = Desk::of("de", "[agreement:Es wurde unterzeichnet. ]Dann");
    let agreement = desk.agreement();
    let wanted = Wanted { record: Some(&agreement), field: "actor.mark", fix: Some("Trim it"), ..WARNING };
    desk.finds(5, "The mark includes a space at its end. Trim it?", &wanted);
    desk.put_right(5);
    assert_eq!(desk.marked(&agreement), "Es wurde unterzeichnet.");
}

#[test]
fn edge_5_is_silent_where_the_sign_belongs_to_the_mark() {
    for (language, marked) in [
        ("uz", "Prezident [actor:Sh. M.] keldi"),
        ("uz", "[actor:O‘zbekiston] va [actor:G‘arbiy bog‘]"),
        ("uz", "[agreement:“Memorandum imzolandi.”]"),
        ("zh", "[actor:公安部（中国）]"),
        ("de", "[date:(2024)] und [actor:Innen-] und Außenministerium"),
        ("de", "[flag:„falsches Zitat”]"),
        ("de", "am [date:1.] und [date:2. April]"),
    ] {
        Desk::of(language, marked).is_silent(5);
    }
}

#[test]
fn same_text_6_is_said_with_the_first_mark_and_the_second_is_deleted() {
    let mut desk = Desk::of("ar", "وقعت [actor:الصين] مذكرة");
    let first = desk.mark("actor", "الصين");
    let second = desk.work().actors.keys().find(|other| **other != first).cloned().expect("there are two");
    let (first, second) = if first < second { (first, second) } else { (second, first) };
    let message = format!("This text is already marked as actor {first}.");
    let wanted = Wanted { record: Some(&second), field: "actor.mark", fix: Some("Delete this one"), ..WARNING };
    desk.finds(6, &message, &wanted);
    desk.put_right(6);
    assert_eq!(desk.work().actors.keys().collect::<Vec<_>>(), [&first]);
}

#[test]
fn same_text_6_is_silent_in_two_layers_for_two_agreements_and_for_two_types() {
    let mut desk = Desk::of("uz", "protokol [agreement:[actor:imzolandi]]");
    desk.schema(
        "types: [(id: \"x_a\", label: \"A\", colour: \"#7a1f5c\"), (id: \"x_b\", label: \"B\", colour: \"#1f5c7a\")]",
    );
    for word in ["agreement", "date", "flag", "x_a", "x_b"] {
        desk.mark(word, "imzolandi");
    }
    desk.is_silent(6);
    let place = desk.place(&["proto", "imzo"]);
    let cover = Place::of(Span { start: place.cover().start, end: place.cover().end });
    desk.edit(|work| {
        for (nth, place) in [place, cover].into_iter().enumerate() {
            let id = id(Kind::Actor, nth);
            work.actors.insert(id.clone(), Arc::new(ActorMention::new(id, place)));
        }
    });
    desk.is_silent(6);
}

const CAPTION: &str = "This stands in “photo caption”, which is set to be skipped. Keep it anyway?";

#[test]
fn skipped_region_7_is_named_and_the_mark_in_it_can_be_deleted() {
    let mut desk = Desk::of("de", "[region:[actor:Wang Xiaohong] in Taschkent] Am Montag");
    let actor = desk.actor("Wang Xiaohong");
    let wanted = Wanted { record: Some(&actor), field: "article.regions", fix: Some("Delete the mark"), ..WARNING };
    desk.finds(7, CAPTION, &wanted);
    desk.put_right(7);
    assert!(desk.work().actors.is_empty());
}

#[test]
fn skipped_region_7_costs_an_agreement_only_the_passage_that_stands_there() {
    let mut desk = Desk::of("de", "[agreement:Sie unterzeichneten.] [region:Foto: [evidence:Unterzeichnung]]");
    let agreement = desk.agreement();
    let wanted = Wanted {
        record: Some(&agreement),
        part: 1,
        field: "article.regions",
        fix: Some("Remove the passage"),
        ..WARNING
    };
    desk.finds(7, CAPTION, &wanted);
    desk.put_right(7);
    assert_eq!(desk.marked(&agreement), "Sie unterzeichneten.");
    let mut desk = Desk::of("de", "[region:Foto: [agreement:Unterzeichnung]]");
    let agreement = desk.agreement();
    let fix = Some("Delete the agreement");
    desk.finds(7, CAPTION, &Wanted { record: Some(&agreement), field: "article.regions", fix, ..WARNING });
    desk.put_right(7);
    assert!(desk.work().agreements.is_empty());
}

#[test]
fn skipped_region_7_is_silent_for_marks_that_reach_out_of_it_and_for_flags() {
    let desk = Desk::of("vi", "[actor:[region:Ảnh: Bộ] Công an] [region:[flag:Nguyen]] [actor:Việt Nam]");
    desk.is_silent(7);
}
