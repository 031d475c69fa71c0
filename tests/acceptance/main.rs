//! What a build is held to, on the seed articles: hard marks, dates, agreements and regions, by the program itself.

#[path = "../common/mod.rs"]
mod common;
mod desk;
mod regions;

use desk::{Desk, find};
use glossator::core::annotation::{
    Agreement, Basis, DateOf, DateSlot, Kind, Party, Place, Reference, Relation, State, Title,
};
use glossator::core::finding::Severity;
use glossator::core::intent::{ActorField, AgreementField, DateField, FlagField, HeaderField, Intent, Slot};
use glossator::core::text::Span;
use glossator::session::Action;
use glossator::session::command::{Command, Edit, Go};
use serde_json::json;

/// Check 2. That the letters stay joined where a mark begins inside a word is tested in `positions`, by
/// `letters_of_an_arabic_word_stay_joined_where_a_mark_begins_inside_it`, on the same word.
#[test]
fn mark_that_begins_inside_an_arabic_word_is_saved_and_read_as_it_was_made() {
    let Some(mut desk) = Desk::at("002", "mark_that_begins_inside_an_arabic_word_is_saved_and_read_as_it_was_made")
    else {
        return;
    };
    let word = find(desk.text(), "لجمهورية");
    assert_eq!(desk.text().paragraph_at(word.start), 32);
    let marked = Span::new(word.start + "ل".len(), word.end);
    let id = desk.select_and_mark(marked, Kind::Actor);
    let file = desk.saved();
    assert_eq!(desk.shown().work.actors[&id].place.cover(), marked, "the mark is not widened to the word");
    assert!(file.contains("quote: \"جمهورية\")"), "{file}");
    assert_eq!(desk.reopened().work, desk.shown().work);
}

/// Check 2, its second half.
#[test]
fn state_named_inside_a_title_is_marked_beside_the_person_whose_title_it_is() {
    let test = "state_named_inside_a_title_is_marked_beside_the_person_whose_title_it_is";
    let Some(mut desk) = Desk::at("003", test) else { return };
    let title = find(desk.text(), "رئيس أوزبكستان");
    let state = Span::new(title.end - "أوزبكستان".len(), title.end);
    let name = find(desk.text(), "شوكت ميرضيائيف");
    assert!(name.start > title.end, "the name stands behind its title");
    let person = desk.mark(Kind::Actor, name);
    let place = Some(Place::of(title));
    let titles = vec![Title { kind: "title".into(), place, gloss: "President of Uzbekistan".into() }];
    desk.set_actor(&person, ActorField::Titles(titles));
    let state_mark = desk.mark(Kind::Actor, state);
    desk.set_actor(&state_mark, ActorField::Links(vec!["UZB".into()]));
    desk.saved();
    let work = desk.reopened().work;
    assert_eq!(work, desk.shown().work);
    assert_eq!(work.actors[&state_mark].place.cover(), state);
    assert_eq!(work.actors[&person].titles[0].place.as_ref().map(Place::cover), Some(title));
}

/// Check 3.
#[test]
fn four_names_inside_one_another_have_a_lane_each_and_are_selected_one_by_one() {
    let test = "four_names_inside_one_another_have_a_lane_each_and_are_selected_one_by_one";
    let Some(mut desk) = Desk::at("004", test) else { return };
    let inner = find(desk.text(), "O‘zbekiston Respublikasi");
    assert_eq!(desk.text().paragraph_at(inner.start), 6);
    let names = [
        "O‘zbekiston Respublikasi",
        "O‘zbekiston Respublikasi Prezidenti",
        "O‘zbekiston Respublikasi Prezidenti huzuridagi Xavfsizlik Kengashi",
        "O‘zbekiston Respublikasi Prezidenti huzuridagi Xavfsizlik Kengashi apparati",
    ];
    let ids = names.map(|name| {
        let span = Span::new(inner.start, inner.start + name.len());
        assert_eq!(desk.text().slice(span), name);
        desk.mark(Kind::Actor, span)
    });
    let marks = desk.shown().marks.clone();
    let lanes = ids.clone().map(|id| marks.all().iter().find(|mark| mark.id == id).expect("a mark").lane);
    assert_eq!(lanes, [0, 1, 2, 3], "the innermost lies nearest the text");
    assert_eq!(marks.lanes(), 4);

    desk.app.apply(Action::Run(Command::Go(Go::Release)));
    desk.put_caret(inner.start + "O‘zb".len());
    let mut selected = Vec::new();
    for _ in 0..8 {
        desk.app.apply(Action::Run(Command::Go(Go::OuterMark)));
        selected.push(desk.app.desk.open.pane.selection.mark.clone().expect("a mark is selected").id);
    }
    assert_eq!(selected, [ids.clone(), ids].concat(), "from the inside out, and round again");
}

/// Check 4.
#[test]
fn two_states_called_by_one_phrase_are_both_linked_and_both_known_to_the_corpus() {
    let test = "two_states_called_by_one_phrase_are_both_linked_and_both_known_to_the_corpus";
    let Some(mut desk) = Desk::at("001", test) else { return };
    let phrase = find(desk.text(), "hai nước");
    let id = desk.mark(Kind::Actor, phrase);
    desk.set_actor(&id, ActorField::Form("description".into()));
    desk.set_actor(&id, ActorField::Links(vec!["VNM".into(), "UZB".into()]));
    desk.saved();
    let registry = desk.corpus.bytes("_glossator/registry.ron");
    let registry = String::from_utf8(registry).expect("UTF-8");
    assert!(registry.contains("id: \"VNM\"") && registry.contains("id: \"UZB\""), "{registry}");
    let key = desk.shown().article.key.clone();
    // Another article is opened, so that this one is known by its file alone.
    let other = desk.corpus.open(desk.other(), desk::ANNOTATOR);
    let summary =
        other.desk.workspace.entries().iter().find(|entry| entry.key == key).and_then(|entry| entry.summary.clone());
    let spellings = &summary.expect("the article is summed up").digest.spellings;
    let known: Vec<(&str, &str)> = spellings.iter().map(|one| (one.entry.as_str(), one.text.as_str())).collect();
    assert_eq!(known, [("VNM", "hai nước"), ("UZB", "hai nước")]);
    let registry = &other.desk.workspace.shared.registry;
    assert_eq!(["VNM", "UZB"].map(|id| registry.label(id)), ["Vietnam", "Uzbekistan"]);
    assert!(["VNM", "UZB"].iter().all(|id| registry.entries().contains_key(*id)), "both are of the corpus now");
    assert_eq!(registry.get("VNM").map(|entry| entry.successor_of.join(" ")).as_deref(), Some("RVN"));
    assert!(registry.is_only_shipped("RVN"), "nobody speaks of the state whose place it has taken");
}

/// Check 5.
#[test]
fn wrong_name_is_linked_to_whom_it_names_with_whom_it_means_and_a_flag() {
    let test = "wrong_name_is_linked_to_whom_it_names_with_whom_it_means_and_a_flag";
    let Some(mut desk) = Desk::at("003", test) else { return };
    let name = find(desk.text(), "بوتين");
    let id = desk.mark(Kind::Actor, name);
    desk.enter(Intent::NewEntryFor(id.clone(), Slot::Links, "Vladimir Putin".into()));
    desk.enter(Intent::NewEntryFor(id.clone(), Slot::Intended, "Shavkat Mirziyoyev".into()));
    let flagged = desk.shown().work.flags.values().find(|flag| flag.place.cover() == name).map(|flag| flag.id.clone());
    let flag = flagged.unwrap_or_else(|| desk.mark(Kind::Flag, name));
    desk.enter(Intent::SetFlag(flag.clone(), FlagField::Kind("wrong_person".into())));
    desk.enter(Intent::SetFlag(flag, FlagField::Intended("ميرضيائيف".into())));
    let file = desk::data(&desk.saved());
    let registry = String::from_utf8(desk.corpus.bytes("_glossator/registry.ron")).expect("UTF-8");
    let registry = desk::data(&registry);
    let entry = |name: &str| {
        let mut entries = registry["entries"].as_array().expect("entries").iter();
        entries.find(|entry| entry["name_en"] == name).unwrap_or_else(|| panic!("{name} is not saved"))["id"].clone()
    };
    let [actor] = &file["actors"].as_array().expect("actors")[..] else { panic!("one actor is marked") };
    assert_eq!(actor["place"]["span"][0]["quote"], "بوتين", "the text is not repaired");
    assert_eq!(actor["links"], json!([entry("Vladimir Putin")]));
    assert_eq!(actor["intended"], json!([entry("Shavkat Mirziyoyev")]));
    let [flag] = &file["flags"].as_array().expect("flags")[..] else { panic!("one flag is set") };
    assert_eq!(flag["place"], actor["place"]);
    assert_eq!((&flag["kind"], &flag["intended"]), (&"wrong_person".into(), &"ميرضيائيف".into()));
}

/// Check 6, what is accepted.
#[test]
fn date_values_are_taken_as_they_are_written() {
    let Some(mut desk) = Desk::at("001", "date_values_are_taken_as_they_are_written") else { return };
    let date = find(desk.text(), "8-4");
    let id = desk.mark(Kind::Date, date);
    for value in [
        "XXXX-04-01",
        "2024/2025",
        "2025-04-05/2025-04-08",
        "2024-09-05?",
        "[2024-10-29,2024-10-31]",
        "2019-05-14T20:49:00+05:00",
    ] {
        desk.enter(Intent::SetDate(id.clone(), DateField::Value(value.into())));
        assert_eq!(desk.found(11), [], "{value}");
        assert_eq!(desk.found(12), [], "{value}");
        desk.saved();
        assert_eq!(desk.reopened().work.dates[&id].value, value);
    }
    desk.enter(Intent::SetDate(id.clone(), DateField::Value(String::new())));
    assert_eq!(desk.found(12).len(), 1, "a date without any meaning is asked for one");
    desk.enter(Intent::SetDate(id.clone(), DateField::Reference(Some(Reference::Past))));
    assert_eq!((desk.found(11), desk.found(12)), (vec![], vec![]), "a vague past is meaning enough");
    desk.saved();
    assert_eq!(desk.reopened().work.dates[&id].reference, Some(Reference::Past));
}

/// Check 6, what is refused.
#[test]
fn values_that_are_no_dates_are_named_by_check_11_and_stop_done() {
    let Some(mut desk) = Desk::at("001", "values_that_are_no_dates_are_named_by_check_11_and_stop_done") else {
        return;
    };
    let date = find(desk.text(), "8-4");
    let id = desk.mark(Kind::Date, date);
    let advice = "Write year-month-day, e.g. 2024-04-01; use X for what is unknown.";
    for (value, reason) in
        [("2024-13-01", "month 13"), ("8-4", "day first or month first is not clear, write XXXX-04-08 or XXXX-08-04")]
    {
        desk.enter(Intent::SetDate(id.clone(), DateField::Value(value.into())));
        let [found] = &desk.found(11)[..] else { panic!("{value}: {:?}", desk.found(11)) };
        assert_eq!(found.message, format!("“{value}” is not a date: {reason}. {advice}"));
        assert_eq!((found.severity, found.target.record.as_ref()), (Severity::Error, Some(&id)));
        desk.app.session.notices.clear();
        desk.app.apply(Action::Run(Command::Edit(Edit::State(State::Done))));
        let refusal = common::problems(&desk.app).pop().unwrap_or_default();
        assert!(refusal.starts_with("One thing must be put right first") && refusal.contains(value), "{refusal}");
        assert_eq!(desk.shown().work.header.state, State::InProgress);
    }
}

/// Check 7, one verb that signs two papers.
#[test]
fn one_verb_signs_a_memorandum_and_a_protocol() {
    let Some(mut desk) = Desk::at("004", "one_verb_signs_a_memorandum_and_a_protocol") else { return };
    let paragraph = find(desk.text(), "Maslahatlashuvlar yakuniga ko‘ra");
    let passage = desk.text().paragraphs()[desk.text().paragraph_at(paragraph.start)];
    let trigger = Some(Place::of(find(desk.text(), "imzolandi")));
    let memorandum = desk.mark(Kind::Agreement, passage);
    desk.set_agreement(&memorandum, AgreementField::Trigger(trigger.clone()));
    desk.set_agreement(&memorandum, AgreementField::Kind("memorandum".into()));
    desk.set_agreement(&memorandum, AgreementField::Status("signed".into()));
    desk.set_agreement(&memorandum, AgreementField::Instrument(Some(Place::of(find(desk.text(), "memorandum")))));
    let party = |id: &str| Party::of(id, "state");
    desk.set_agreement(&memorandum, AgreementField::Parties(vec![party("UZB"), party("KGZ")]));
    let not_stated = DateSlot { basis: Basis::NotStated, ..DateSlot::default() };
    desk.set_agreement(&memorandum, AgreementField::Date(DateOf::Signed, not_stated));

    let protocol = desk.made(Intent::Twin(memorandum.clone()));
    assert_eq!(desk.messages(26), ["Choose the kind of this agreement."], "the second record has no kind yet");
    desk.set_agreement(&protocol, AgreementField::Kind("memorandum".into()));
    assert_eq!(
        desk.messages(25),
        ["Two records share “imzolandi” and are both memorandum of understanding. Is one a duplicate?"]
    );
    desk.set_agreement(&protocol, AgreementField::Kind("protocol".into()));
    desk.set_agreement(&protocol, AgreementField::Instrument(Some(Place::of(find(desk.text(), "protokol")))));
    let together = Relation { kind: "mentioned_with".into(), to: memorandum.as_str().to_owned() };
    desk.set_agreement(&protocol, AgreementField::Relations(vec![together]));
    assert_eq!(desk.errors_and_warnings(), Vec::<String>::new());
    desk.saved();
    let work = desk.reopened().work;
    assert_eq!(work, desk.shown().work);
    let [one, two]: [&Agreement; 2] = [&work.agreements[&memorandum], &work.agreements[&protocol]];
    assert_eq!((&one.trigger, &two.trigger), (&trigger, &trigger));
    assert_eq!(one.evidence, two.evidence);
    assert_eq!((one.kind.as_str(), two.kind.as_str()), ("memorandum", "protocol"));
    assert_eq!((&one.parties, &one.dates), (&two.parties, &two.dates));

    desk.enter(Intent::Delete(vec![memorandum]));
    assert_eq!(desk.shown().work.agreements[&protocol].relations, [], "no pointer is left to what is gone");
}

/// Check 7, one agreement with two passages.
#[test]
fn one_agreement_rests_on_two_passages_that_show_different_things() {
    let Some(mut desk) = Desk::at("000", "one_agreement_rests_on_two_passages_that_show_different_things") else {
        return;
    };
    let signing = find(desk.text(), "wurde ein Kooperationsprogramm für 2024–2025");
    let signing = desk.text().paragraphs()[desk.text().paragraph_at(signing.start)];
    let day = find(desk.text(), "Am selben Tag fanden Verhandlungen zwischen Wang Xiaohong");
    let id = desk.mark(Kind::Agreement, signing);
    desk.enter(Intent::AddPlace(id.clone(), Place::of(day)));
    desk.set_agreement(&id, AgreementField::Supports(0, vec!["signed".into(), "present".into()]));
    desk.set_agreement(&id, AgreementField::Supports(1, vec!["kind".into(), "status".into()]));
    desk.saved();
    let work = desk.reopened().work;
    assert_eq!(work, desk.shown().work);
    let evidence = &work.agreements[&id].evidence;
    let passages: Vec<(Span, &[String])> = evidence.iter().map(|one| (one.place.cover(), &one.slots[..])).collect();
    assert_eq!(passages.iter().map(|(span, _)| *span).collect::<Vec<_>>(), [day, signing], "in text order");
    assert_eq!(passages[0].1, ["signed", "present"]);
    assert_eq!(passages[1].1, ["kind", "status"]);
    let marks: Vec<usize> = desk.shown().marks.all().iter().map(|mark| mark.part).collect();
    assert_eq!(marks, [0, 1], "both are drawn");
    desk.enter(Intent::RemoveEvidence(id.clone(), 0));
    assert_eq!(desk.shown().work.agreements[&id].evidence[0].slots, ["kind", "status"]);
    desk.refused(Intent::RemoveEvidence(id, 0), "An agreement needs at least one passage.");
}

/// Check 8, a memorandum that is only asked for.
#[test]
fn memorandum_that_is_to_be_signed_is_not_believed_to_be_signed() {
    let Some(mut desk) = Desk::at("001", "memorandum_that_is_to_be_signed_is_not_believed_to_be_signed") else {
        return;
    };
    let passage = find(
        desk.text(),
        "Bộ Công an Việt Nam và Cơ quan An ninh quốc gia Uzbekistan cần thúc đẩy ký kết Bản ghi nhớ hợp tác trên các lĩnh vực",
    );
    let id = desk.mark(Kind::Agreement, passage);
    desk.set_agreement(&id, AgreementField::Kind("memorandum".into()));
    desk.set_agreement(&id, AgreementField::Trigger(Some(Place::of(find(desk.text(), "ký kết")))));
    desk.set_agreement(&id, AgreementField::Status("proposed".into()));
    assert_eq!(desk.messages(20), Vec::<String>::new());
    desk.set_agreement(&id, AgreementField::Status("signed".into()));
    let [found] = &desk.found(20)[..] else { panic!("{:?}", desk.found(20)) };
    assert_eq!(
        found.message,
        "Status is “signed”, but the passage has “cần thúc đẩy” before “ký kết”. Signed or proposed?"
    );
    assert_eq!((found.severity, found.target.record.as_ref()), (Severity::Warning, Some(&id)));
    let fix = found.fix.clone().expect("it can be put right");
    assert_eq!(fix.label, "Set to proposed");
    desk.enter(fix.intent);
    assert_eq!(desk.shown().work.agreements[&id].status, "proposed");
    assert_eq!(desk.messages(20), Vec::<String>::new());
}

/// Check 8, an earlier treaty.
#[test]
fn earlier_treaty_does_not_take_the_day_of_the_meeting() {
    let Some(mut desk) = Desk::at("001", "earlier_treaty_does_not_take_the_day_of_the_meeting") else { return };
    desk.enter(Intent::SetHeader(HeaderField::Published("2025-04-09".into())));
    let day = desk.mark(Kind::Date, find(desk.text(), "Ngày 8-4"));
    desk.enter(Intent::SetDate(day.clone(), DateField::Value("2025-04-08".into())));
    desk.enter(Intent::SetDate(day, DateField::Role("event".into())));
    let passage = find(desk.text(), "Hai bên đã ký Hiệp định cấp Chính phủ về hợp tác phòng, chống khủng bố");
    let id = desk.mark(Kind::Agreement, passage);
    for field in [
        AgreementField::Kind("intergovernmental_agreement".into()),
        AgreementField::Status("signed".into()),
        AgreementField::Background(true),
    ] {
        desk.set_agreement(&id, field);
    }
    assert_eq!(desk.messages(22), Vec::<String>::new());
    assert_eq!(desk.messages(20), Vec::<String>::new(), "“đã ký” reports a signing");
    let meeting = DateSlot { value: "2025-04-08".into(), ..DateSlot::default() };
    desk.set_agreement(&id, AgreementField::Date(DateOf::Signed, meeting));
    assert_eq!(desk.messages(22), ["An earlier agreement has been given the date of this meeting."]);
    assert_eq!(desk.found(22)[0].severity, Severity::Warning);
    let earlier = DateSlot { value: "2018".into(), ..DateSlot::default() };
    desk.set_agreement(&id, AgreementField::Date(DateOf::Signed, earlier));
    assert_eq!(desk.messages(22), Vec::<String>::new());
}

/// Check 9.
#[test]
fn article_without_an_agreement_is_closed_with_a_statement_and_not_with_silence() {
    let test = "article_without_an_agreement_is_closed_with_a_statement_and_not_with_silence";
    let Some(mut desk) = Desk::at("003", test) else { return };
    desk.app.apply(Action::Run(Command::Edit(Edit::State(State::Done))));
    let found = desk.found(28);
    let [question] = &found[..] else { panic!("{found:?}") };
    assert_eq!(
        (question.message.as_str(), question.severity),
        ("No agreement recorded. Is that right?", Severity::Info)
    );
    let file = desk::data(&desk.saved());
    assert_eq!((&file["header"]["state"], &file["header"]["no_agreement"]), (&"Done".into(), &().into()));
    assert_eq!(desk.reopened().work.header.no_agreement, None, "silence stays silence");

    let fix = question.fix.clone().expect("it can be answered");
    assert_eq!(fix.label, "Yes, there is none");
    desk.enter(fix.intent);
    assert_eq!(desk.messages(28), Vec::<String>::new());
    let statement = &desk::data(&desk.saved())["header"]["no_agreement"];
    assert_eq!((&statement["by"], &statement["at"]), (&desk::ANNOTATOR.into(), &common::NOW.into()));
    let again = desk.reopened();
    assert!(again.work.header.no_agreement.is_some() && again.work.header.state == State::Done);

    desk.app.apply(Action::Run(Command::Edit(Edit::NoAgreement)));
    assert_eq!(desk.messages(28).len(), 1, "the statement can be taken back");
    desk.app.apply(Action::Run(Command::Edit(Edit::NoAgreement)));
    let line = desk.text().paragraphs()[0];
    desk.mark(Kind::Agreement, line);
    assert_eq!(desk.shown().work.header.no_agreement, None, "it cannot stand beside an agreement");
    desk.refused(Intent::SetHeader(HeaderField::NoAgreement(true)), "This article has an agreement. Delete it first");
}
