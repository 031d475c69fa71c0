//! Checks 8 to 10: links to the registry.

use glossator::core::annotation::{Party, Signatory, State};
use glossator::core::intent::{CorpusIntent, Intent};

use crate::desk::{Desk, ERROR, WARNING, Wanted};

fn nowhere(id: &impl std::fmt::Display, link: &str) -> String {
    format!("{id} points to “{link}”, which is not in the registry. Choose an actor or leave it unresolved.")
}

#[test]
fn dead_link_8_of_an_actor_is_taken_out_and_the_others_stay() {
    let mut desk = Desk::of("de", "[actor:Beide Seiten] trafen sich");
    let actor = desk.actor("Beide Seiten");
    desk.actors(|one| one.links = vec!["UZB".into(), "WANG2".into(), "CHN".into()]);
    let wanted = Wanted { record: Some(&actor), field: "actor.links", fix: Some("Leave it unresolved"), ..ERROR };
    desk.finds(8, &nowhere(&actor, "WANG2"), &wanted);
    desk.put_right(8);
    assert_eq!(desk.work().actors[&actor].links, ["UZB", "CHN"]);
}

#[test]
fn dead_link_8_of_the_intended_actor_is_taken_out() {
    let mut desk = Desk::of("ar", "وصل [actor:وانغ]");
    let actor = desk.actor("وانغ");
    desk.actors(|one| one.intended = vec!["وانغ".into()]);
    let wanted = Wanted { record: Some(&actor), field: "actor.intended", fix: Some("Leave it unresolved"), ..ERROR };
    desk.finds(8, &nowhere(&actor, "وانغ"), &wanted);
    desk.put_right(8);
    assert!(desk.work().actors[&actor].intended.is_empty());
}

#[test]
fn dead_links_8_of_an_agreement_are_taken_out_one_by_one() {
    let mut desk = Desk::of("uz", "[agreement:protokol imzolandi]");
    let agreement = desk.agreement();
    desk.agreements(|one| {
        one.parties = ["UZB", "GONE"].map(|actor| Party::of(actor, "")).into();
    });
    let wanted = Wanted { record: Some(&agreement), field: "agreement.parties", fix: Some("Take it out"), ..ERROR };
    desk.finds(8, &nowhere(&agreement, "GONE"), &wanted);
    desk.put_right(8);
    desk.agreements(|one| {
        assert_eq!(one.parties.len(), 1);
        one.present = vec!["CHN".into(), "GONE".into()];
    });
    let wanted = Wanted { field: "agreement.present", ..wanted };
    desk.finds(8, &nowhere(&agreement, "GONE"), &wanted);
    desk.put_right(8);
    assert_eq!(desk.work().agreements[&agreement].present, ["CHN"]);
}

#[test]
fn dead_link_8_of_whom_somebody_signed_for_leaves_the_signatory() {
    let mut desk = Desk::of("uz", "[agreement:[actor:Wang] protokolni imzoladi]");
    let agreement = desk.agreement();
    desk.person("r-wang", "Wang Xiaohong", &[]);
    desk.agreements(|one| {
        one.signatories = vec![Signatory::of("r-wang", "GONE"), Signatory::of("LOST", "UZB")];
    });
    let messages: Vec<String> = desk.of_check(8).into_iter().map(|one| one.message).collect();
    assert_eq!(messages, [nowhere(&agreement, "GONE"), nowhere(&agreement, "LOST")]);
    desk.put_right(8);
    desk.put_right(8);
    let left = &desk.work().agreements[&agreement].signatories;
    assert_eq!(*left, [Signatory::of("r-wang", "")]);
}

#[test]
fn dead_link_8_is_silent_for_what_ships_what_is_merged_and_what_is_left_open() {
    let mut desk = Desk::of("de", "[actor:Wang] und [actor:Usbekistan]: [agreement:unterzeichnet]");
    desk.person("r-one", "Wang", &[]).person("r-two", "Wang Xiaohong", &[]);
    desk.actors(|one| one.links = vec!["UZB".into(), "r-one".into()]);
    desk.agreements(|one| {
        one.parties = vec![Party::of("CN-MPS", "")];
        one.signatories = vec![Signatory::of("r-one", "")];
    });
    desk.is_silent(8);
    let merge = CorpusIntent::Merge { from: "r-one".into(), into: "r-two".into() };
    desk.change(Intent::Corpus(merge)).expect("two entries can be merged");
    desk.is_silent(8);
}

#[test]
fn open_actors_9_are_counted_when_the_article_is_done() {
    let mut desk =
        Desk::of("vi", "[actor:Việt Nam], [actor:Lào], [actor:Campuchia] và [actor:Bộ Công an] gặp [actor:Uzbekistan]");
    let (first, linked) = (desk.actor("Việt Nam"), desk.actor("Uzbekistan"));
    desk.edit(|work| work.header.state = State::Done);
    desk.actors(|one| {
        if one.id == linked {
            one.links = vec!["UZB".into()];
        }
    });
    let wanted = Wanted { record: Some(&first), field: "actor.links", ..WARNING };
    desk.finds(9, "4 actor marks are not linked to the registry.", &wanted);
    desk.actors(|one| {
        if one.id != first {
            one.links = vec!["VNM".into()];
        }
    });
    desk.finds(9, "1 actor mark is not linked to the registry.", &wanted);
}

#[test]
fn open_actors_9_are_silent_while_the_work_goes_on_and_where_all_are_linked() {
    let mut desk = Desk::of("vi", "[actor:Việt Nam] và [actor:Lào]");
    for state in [State::New, State::InProgress, State::NeedsSecondLook, State::Excluded] {
        desk.edit(|work| work.header.state = state);
        desk.is_silent(9);
    }
    desk.edit(|work| work.header.state = State::Done).actors(|one| one.links = vec!["VNM".into()]);
    desk.is_silent(9);
}

#[test]
fn name_of_another_entry_10_is_linked_to_that_entry() {
    let mut desk = Desk::of("ar", "استقبل الوزير [actor:وانغ شيا هونغ] أمس");
    let actor = desk.actor("وانغ شيا هونغ");
    desk.person("r-wang", "Wang Xiaohong", &["وانغ شياو هونغ", "وانغ شيا هونغ"]).person("r-new", "Wang Shia Hong", &[]);
    desk.actors(|one| one.links = vec!["r-new".into()]);
    let message = "“وانغ شيا هونغ” is listed under Wang Xiaohong. Link to that entry instead of making a new one?";
    let wanted = Wanted { record: Some(&actor), field: "registry.names", fix: Some("Link to that entry"), ..WARNING };
    desk.finds(10, message, &wanted);
    desk.put_right(10);
    assert_eq!(desk.work().actors[&actor].links, ["r-wang"]);
}

#[test]
fn name_of_another_entry_10_is_found_in_another_spelling_of_the_same_letters() {
    let mut desk = Desk::of("uz", "[actor:O'ZBEKISTON] vaziri");
    let actor = desk.actor("O'ZBEKISTON");
    desk.actors(|one| one.links = vec!["CHN".into()]);
    let message = "“O'ZBEKISTON” is listed under Uzbekistan. Link to that entry instead of making a new one?";
    let wanted = Wanted { record: Some(&actor), field: "registry.names", fix: Some("Link to that entry"), ..WARNING };
    desk.finds(10, message, &wanted);
    desk.put_right(10);
    assert_eq!(desk.work().actors[&actor].links, ["UZB"]);
}

#[test]
fn name_of_another_entry_10_is_silent_where_the_linked_entry_has_the_name_too() {
    let mut desk = Desk::of("ar", "وصل [actor:وانغ]");
    desk.person("r-1", "Wang Xiaohong", &["وانغ"]).person("r-2", "Wang Yi", &["وَانْغ"]);
    for link in ["r-1", "r-2"] {
        desk.actors(|one| one.links = vec![link.into()]);
        desk.is_silent(10);
    }
    desk.actors(|one| one.links = Vec::new());
    desk.is_silent(10);
    desk.actors(|one| (one.links, one.form) = (vec!["CHN".into()], "description".into()));
    desk.is_silent(10);
    // Merged, the other entry is no other any more.
    desk.person("r-3", "Wang", &[]).actors(|one| (one.links, one.form) = (vec!["r-3".into()], "name".into()));
    assert_eq!(desk.of_check(10).len(), 1);
    for from in ["r-1", "r-2"] {
        let merge = CorpusIntent::Merge { from: from.into(), into: "r-3".into() };
        desk.change(Intent::Corpus(merge)).expect("two entries can be merged");
    }
    desk.is_silent(10);
}
