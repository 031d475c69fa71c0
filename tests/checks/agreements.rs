//! Checks 18 to 25 and 28: agreements of one article.

use std::sync::Arc;

use glossator::core::annotation::{Basis, DateSlot, Party, Signatory, State, Work};
use glossator::core::intent::{CorpusIntent, Intent};

use crate::desk::{Desk, ERROR, INFO, WARNING, Wanted};

fn parties(ids: &[&str]) -> Vec<Party> {
    ids.iter().map(|id| Party::of(*id, "")).collect()
}

#[test]
fn no_evidence_18_asks_for_a_passage() {
    let mut desk = Desk::of("de", "[agreement:Ein Protokoll wurde unterzeichnet.]");
    let agreement = desk.agreement();
    desk.agreements(|one| one.evidence.clear());
    let message = "Select at least one passage that shows this agreement.";
    desk.finds(18, message, &Wanted { record: Some(&agreement), field: "agreement.evidence", ..ERROR });
}

#[test]
fn no_evidence_18_is_silent_with_one_passage() {
    Desk::of("de", "[agreement:Ein Protokoll wurde unterzeichnet.]").is_silent(18);
}

#[test]
fn one_party_19_can_be_left_at_that_by_saying_so() {
    let mut desk = Desk::of("de", "[agreement:Usbekistan hat ein Abkommen unterzeichnet.]");
    let agreement = desk.agreement();
    let message = "An instrument needs two parties. Add the other side, or mark it as unknown.";
    let fix = Some("Mark as unknown");
    let wanted = Wanted { record: Some(&agreement), field: "agreement.parties", fix, ..ERROR };
    desk.finds(19, message, &wanted);
    // The same side twice is one side, also under the id it had before a merge.
    desk.person("r-old", "MIA", &[]);
    let merge = CorpusIntent::Merge { from: "r-old".into(), into: "UZ-MIA".into() };
    desk.change(Intent::Corpus(merge)).expect("two entries can be merged");
    for same in [["UZ-MIA", "UZ-MIA"], ["r-old", "UZ-MIA"], ["UZ-MIA", ""]] {
        desk.agreements(|one| one.parties = parties(&same));
        desk.finds(19, message, &wanted);
    }
    desk.put_right(19);
    assert!(desk.work().agreements[&agreement].parties_unknown);
}

#[test]
fn one_party_19_counts_only_those_whom_the_agreement_binds() {
    let mut desk = Desk::of("de", "[agreement:Usbekistan hat ein Abkommen unterzeichnet.]");
    for (role, silent) in [("recipient", true), ("proposer", true), ("mediator", false), ("host", false)] {
        let other = Party { role: role.into(), ..Party::of("CHN", "state") };
        desk.agreements(|one| one.parties = vec![Party::of("UZB", "state"), other.clone()]);
        assert_eq!(desk.of_check(19).is_empty(), silent, "{role}");
    }
}

#[test]
fn one_party_19_is_silent_for_two_and_for_what_is_no_document() {
    let mut desk = Desk::of("de", "[agreement:Sie haben ein Abkommen unterzeichnet.]");
    desk.agreements(|one| one.parties = parties(&["UZ-MIA", "CN-MPS"])).is_silent(19);
    for level in ["commitment", "activity"] {
        desk.agreements(|one| (one.level, one.parties) = (level.into(), parties(&["UZ-MIA"]))).is_silent(19);
    }
}

#[test]
fn intended_signing_20_is_quoted_in_its_own_words() {
    let cases = [
        ("vi", "hai cơ quan cần thúc đẩy [trigger:ký kết] Bản ghi nhớ", "“cần thúc đẩy” before “ký kết”"),
        ("de", "Das Abkommen soll am 1. April [trigger:unterzeichnet] werden.", "“soll” before “unterzeichnet”"),
        ("de", "ein Abkommen, das [trigger:unterzeichnet] werden soll", "“werden soll” after “unterzeichnet”"),
        ("ar", "سيتم [trigger:توقيع] البروتوكول", "“سيتم” before “توقيع”"),
        ("ar", "[trigger:وسيُوقِّع] الوزيران مذكرة", "“سيُوقِّع”"),
        ("uz", "memorandum [trigger:imzolash] rejalashtirilgan", "“rejalashtirilgan” after “imzolash”"),
        ("uz-Cyrl", "меморандум имзолаш керак", "“керак” after “имзолаш”"),
    ];
    for (language, passage, has) in cases {
        let mut desk = Desk::of(language, &format!("… [agreement:{passage}] …"));
        let agreement = desk.agreement();
        desk.agreements(|one| one.status = "signed".into());
        let message = format!("Status is “signed”, but the passage has {has}. Signed or proposed?");
        let fix = Some("Set to proposed");
        desk.finds(20, &message, &Wanted { record: Some(&agreement), field: "agreement.status", fix, ..WARNING });
        desk.put_right(20);
        assert_eq!(desk.work().agreements[&agreement].status, "proposed");
    }
}

#[test]
fn intended_signing_20_is_asked_for_every_status_that_takes_a_signature_and_once_a_record() {
    let mut desk = Desk::of("vi", "[agreement:cần ký Hiệp định]. [evidence:sẽ ký Hiệp định].");
    for (status, label) in [("ratified", "ratified"), ("in_force", "in force"), ("implemented", "implemented")] {
        desk.agreements(|one| one.status = status.into());
        let messages: Vec<String> = desk.of_check(20).into_iter().map(|one| one.message).collect();
        let has = "“cần” before “ký”";
        assert_eq!(messages, [format!("Status is “{label}”, but the passage has {has}. Signed or proposed?")]);
    }
}

#[test]
fn intended_signing_20_is_silent_where_the_signing_is_reported_or_the_intent_is_another() {
    for (language, passage) in [
        ("vi", "Hai bên [trigger:đã ký] Bản ghi nhớ"),
        ("vi", "Hai bên [trigger:đã ký] Hiệp định và cần thúc đẩy ký kết Bản ghi nhớ"),
        ("vi", "Hai nước cần tăng cường hợp tác. Hai bên ký kết Bản ghi nhớ"),
        ("de", "Als Ergebnis wurde ein Programm [trigger:unterzeichnet], das helfen soll."),
        ("ar", "كما شهد اللقاء [trigger:توقيع] بروتوكول لتعزيز التعاون"),
        ("ar", "تم توقيع مذكرة سوف تعزز التعاون"),
        ("uz", "protokol [trigger:imzolandi], hamkorlik kerak"),
    ] {
        let mut desk = Desk::of(language, &format!("[agreement:{passage}]"));
        desk.agreements(|one| one.status = "signed".into()).is_silent(20);
    }
    let mut desk = Desk::of("vi", "[agreement:cần thúc đẩy ký kết Bản ghi nhớ]");
    for status in ["proposed", "discussed", "expressed_intent", "agreed", "initialled", "planned", "unknown"] {
        desk.agreements(|one| one.status = status.into()).is_silent(20);
    }
}

#[test]
fn undated_signing_21_can_be_left_open_by_saying_so() {
    let mut desk = Desk::of("uz", "[agreement:Protokol imzolandi.]");
    let agreement = desk.agreement();
    desk.agreements(|one| one.status = "signed".into());
    let message = "Signed when? Give a date or set “not stated”.";
    let fix = Some("Set “not stated”");
    desk.finds(21, message, &Wanted { record: Some(&agreement), field: "agreement.dates", fix, ..WARNING });
    desk.put_right(21);
    assert_eq!(desk.work().agreements[&agreement].dates.signed.basis, Basis::NotStated);
}

#[test]
fn undated_signing_21_is_silent_with_a_date_a_mark_or_without_a_signature() {
    let mut desk = Desk::of("uz", "[agreement:[date:14 may kuni] imzolandi.]");
    let date = desk.date("14 may kuni");
    desk.agreements(|one| (one.status, one.dates.signed.value) = ("signed".into(), "2019".into())).is_silent(21);
    let mention = DateSlot { mention: Some(date), ..DateSlot::default() };
    desk.agreements(|one| one.dates.signed = mention.clone()).is_silent(21);
    for basis in [Basis::NotStated, Basis::NotApplicable, Basis::Unknown, Basis::NoneFound] {
        desk.agreements(|one| one.dates.signed = DateSlot::of("", basis.clone(), None)).is_silent(21);
    }
    desk.agreements(|one| (one.status, one.dates.signed) = ("agreed".into(), DateSlot::default())).is_silent(21);
}

const BORROWED: &str = "An earlier agreement has been given the date of this meeting.";

#[test]
fn borrowed_date_22_is_found_by_its_day_and_by_its_mark() {
    let mut desk = Desk::of("uz", "[date:14 may kuni] uchrashdi. [agreement:Avvalgi bitim.]");
    let (date, agreement) = (desk.date("14 may kuni"), desk.agreement());
    let wanted = Wanted { record: Some(&agreement), field: "agreement.background", ..WARNING };
    desk.dates(|one| one.value = "2019-05-14".into());
    desk.agreements(|one| (one.background, one.dates.signed.value) = (true, "2019-05-14".into()));
    desk.finds(22, BORROWED, &wanted);
    desk.dates(|one| one.value = "2019-05-14T20:49:00".into()).finds(22, BORROWED, &wanted);
    desk.agreements(|one| one.dates.signed = DateSlot { mention: Some(date.clone()), ..DateSlot::default() });
    desk.finds(22, BORROWED, &wanted);
    desk.agreements(|one| {
        one.dates.signed = DateSlot::default();
        one.dates.announced.value = "2019-05-14".into();
    });
    desk.finds(22, BORROWED, &wanted);
}

#[test]
fn borrowed_date_22_is_silent_for_another_day_another_role_and_what_is_new() {
    let mut desk = Desk::of("uz", "[date:14 may kuni] uchrashdi. [agreement:Avvalgi bitim.]");
    desk.dates(|one| one.value = "2019-05-14".into());
    desk.agreements(|one| (one.background, one.dates.signed.value) = (true, "2018-05-14".into())).is_silent(22);
    desk.agreements(|one| (one.background, one.dates.signed.value) = (false, "2019-05-14".into())).is_silent(22);
    desk.agreements(|one| one.background = true).dates(|one| one.role = "signing".into()).is_silent(22);
    desk.dates(|one| (one.role, one.value) = ("event".into(), String::new()));
    desk.agreements(|one| one.dates.signed.value = String::new()).is_silent(22);
    // An event of a whole year says nothing about the day of a meeting in it.
    desk.dates(|one| one.value = "2019".into());
    desk.agreements(|one| one.dates.signed.value = "2019-05-14".into()).is_silent(22);
}

fn signed_by(desk: &mut Desk, person: &str) {
    desk.agreements(|one| one.signatories = vec![Signatory::of(person, "")]);
}

#[test]
fn unmarked_signatory_23_is_named() {
    let mut desk = Desk::of("uz", "[actor:Wang] keldi. [agreement:Protokolni Damir Saginbayev imzoladi.]");
    let agreement = desk.agreement();
    desk.person("r-dam", "Damir Saginbayev", &[]).person("r-wang", "Wang", &[]);
    desk.actors(|one| one.links = vec!["r-wang".into()]);
    signed_by(&mut desk, "r-dam");
    let message = "Damir Saginbayev is given as signatory but is not marked in the article.";
    desk.finds(23, message, &Wanted { record: Some(&agreement), field: "agreement.signatories", ..WARNING });
}

#[test]
fn unmarked_signatory_23_is_silent_where_a_mark_means_that_person() {
    let mut desk = Desk::of("uz", "[agreement:Protokolni [actor:Saginbayev] imzoladi.]");
    desk.person("r-dam", "Damir Saginbayev", &[]).person("r-old", "D. Saginbayev", &[]);
    desk.actors(|one| one.links = vec!["r-dam".into()]);
    signed_by(&mut desk, "r-dam");
    desk.is_silent(23);
    desk.actors(|one| (one.links, one.intended) = (Vec::new(), vec!["r-dam".into()])).is_silent(23);
    signed_by(&mut desk, "");
    desk.is_silent(23);
    // Who is not in the registry at all is for check 8.
    signed_by(&mut desk, "GONE");
    desk.is_silent(23);
    assert_eq!(desk.of_check(8).len(), 1);
    signed_by(&mut desk, "r-old");
    assert_eq!(desk.of_check(23).len(), 1);
    let merge = CorpusIntent::Merge { from: "r-old".into(), into: "r-dam".into() };
    desk.change(Intent::Corpus(merge)).expect("two entries can be merged");
    desk.is_silent(23);
}

#[test]
fn expired_24_names_the_last_year_however_it_is_written() {
    let mut desk = Desk::of("de", "[agreement:Das Programm für 2019 bis 2023 gilt.]");
    let agreement = desk.agreement();
    let wanted = Wanted { record: Some(&agreement), field: "agreement.status", ..WARNING };
    desk.published("2024-04-02").agreements(|one| one.status = "in_force".into());
    for value in ["2023-12-31", "2019/2023", "[2020..2023]", "2023?", "[2021,2023]", "2023-21"] {
        desk.agreements(|one| (one.dates.expires.value, one.dates.validity.value) = (value.into(), String::new()));
        desk.finds(24, "In force, but it expired in 2023.", &wanted);
        desk.agreements(|one| (one.dates.expires.value, one.dates.validity.value) = (String::new(), value.into()));
        desk.finds(24, "In force, but it expired in 2023.", &wanted);
    }
}

#[test]
fn expired_24_is_silent_while_it_lasts_without_a_date_of_publication_and_for_what_is_known_to_be_over() {
    let mut desk = Desk::of("de", "[agreement:Das Programm gilt.]");
    desk.published("2024-04-02").agreements(|one| one.status = "in_force".into());
    for value in ["2024-04-02", "2024-04", "2024", "2019/..", "2019/", "2023/2024", "202X", "nonsense", ""] {
        desk.agreements(|one| one.dates.expires.value = value.into()).is_silent(24);
    }
    desk.agreements(|one| one.dates.expires.value = "2023".into());
    assert_eq!(desk.of_check(24).len(), 1);
    desk.published("").is_silent(24);
    desk.published("2024-04-02").agreements(|one| one.status = "expired".into()).is_silent(24);
}

/// Makes a second agreement on the same passage and trigger.
fn twin(desk: &mut Desk, kinds: [&str; 2]) {
    let first = desk.work().agreements.keys().next().cloned().expect("there is an agreement");
    desk.change(Intent::Twin(first)).expect("a second record can be made");
    desk.edit(|work: &mut Work| {
        for (agreement, kind) in work.agreements.values_mut().zip(kinds) {
            kind.clone_into(&mut Arc::make_mut(agreement).kind);
        }
    });
}

#[test]
fn shared_trigger_25_of_one_kind_is_asked_about_once() {
    let mut desk = Desk::of("uz", "[agreement:Memorandum va protokol [trigger:imzolandi].]");
    twin(&mut desk, ["memorandum", "memorandum"]);
    let second = desk.work().agreements.keys().next_back().cloned();
    let message = "Two records share “imzolandi” and are both memorandum of understanding. Is one a duplicate?";
    desk.finds(25, message, &Wanted { record: second.as_ref(), field: "agreement.trigger", ..WARNING });
}

#[test]
fn shared_trigger_25_is_silent_for_two_kinds_for_kinds_not_chosen_and_for_two_triggers() {
    let mut desk = Desk::of("uz", "[agreement:Memorandum va protokol [trigger:imzolandi].]");
    twin(&mut desk, ["memorandum", "protocol"]);
    desk.is_silent(25);
    desk.agreements(|one| one.kind.clear()).is_silent(25);
    let marked = "[agreement:Memorandum [trigger:imzolandi].] [agreement:Memorandum [trigger:imzolandi].]";
    let mut desk = Desk::of("uz", marked);
    desk.agreements(|one| one.kind = "memorandum".into()).is_silent(25);
    desk.agreements(|one| one.trigger = None).is_silent(25);
}

const NONE: &str = "No agreement recorded. Is that right?";

#[test]
fn no_agreement_28_is_confirmed_by_a_statement() {
    let mut desk = Desk::of("vi", "Ông [actor:Nguyễn] phát biểu.");
    desk.edit(|work| work.header.state = State::Done);
    desk.finds(28, NONE, &Wanted { field: "article.state", fix: Some("Yes, there is none"), ..INFO });
    desk.put_right(28);
    let statement = desk.work().header.no_agreement.clone().expect("the statement is stored");
    assert_eq!((statement.by.as_str(), statement.at.as_str()), ("anna", crate::common::NOW));
}

#[test]
fn no_agreement_28_is_silent_before_the_work_is_done_and_with_an_agreement() {
    let mut desk = Desk::of("vi", "Ông [actor:Nguyễn] phát biểu.");
    for state in [State::New, State::InProgress, State::NeedsSecondLook, State::Excluded] {
        desk.edit(|work| work.header.state = state).is_silent(28);
    }
    let mut desk = Desk::of("vi", "[agreement:Hai bên đã ký.]");
    desk.edit(|work| work.header.state = State::Done).is_silent(28);
}
