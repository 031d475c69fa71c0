//! Check 30: whether the words of a passage fit the roles of the parties.

use glossator::core::annotation::{Id, Party};

use crate::desk::{Desk, WARNING, Wanted};

/// An article in which actors are linked by their words, with parties in their roles.
fn desk(language: &str, marked: &str, links: [(&str, &str); 2], parties: [(&str, &str); 2]) -> (Desk, Id) {
    let mut desk = Desk::of(language, marked);
    for (words, entry) in links {
        let id = desk.actor(words);
        desk.actors(|one| {
            if one.id == id {
                one.links = vec![entry.into()];
            }
        });
    }
    desk.agreements(|one| {
        one.parties = parties.map(|(actor, role)| Party { role: role.into(), ..Party::of(actor, "state") }).into();
    });
    let id = desk.agreement();
    (desk, id)
}

const GIVEN: &str = "[agreement:[actor:Usbekistan] [trigger:erhält] zehn Fahrzeuge von [actor:Japan].]";

#[test]
fn role_30_that_the_verb_contradicts_is_asked_about() {
    let links = [("Usbekistan", "UZB"), ("Japan", "JPN")];
    let (desk, id) = desk("de", GIVEN, links, [("UZB", "provider"), ("JPN", "recipient")]);
    let message = "“erhält” makes Uzbekistan the one who receives, and its role is “provider”. Which is right?";
    desk.finds(30, message, &Wanted { record: Some(&id), field: "agreement.roles", ..WARNING });
}

#[test]
fn role_30_is_read_after_the_verb_in_arabic_and_of_hosts_and_givers() {
    let links = [("مصر", "EGY"), ("اليابان", "JPN")];
    let marked = "[agreement:[trigger:تسلمت] [actor:مصر] عشر سيارات من [actor:اليابان]]";
    let (desk_, id) = desk("ar", marked, links, [("EGY", "provider"), ("JPN", "party")]);
    let message = "“تسلمت” makes Egypt the one who receives, and its role is “provider”. Which is right?";
    let wanted = Wanted { record: Some(&id), field: "agreement.roles", ..WARNING };
    desk_.finds(30, message, &wanted);
    let links = [("Japan", "JPN"), ("Uzbekistan", "UZB")];
    let marked = "[agreement:[actor:Japan] donates ten cars to [actor:Uzbekistan].]";
    let (desk_, id) = desk("en", marked, links, [("JPN", "recipient"), ("UZB", "party")]);
    let message = "“donates” makes Japan the one who gives, and its role is “recipient”. Which is right?";
    desk_.finds(30, message, &Wanted { record: Some(&id), ..wanted });
    let marked = "[agreement:[actor:Japan] hosts officers of [actor:Uzbekistan].]";
    let (desk_, id) = desk("en", marked, links, [("JPN", "party"), ("UZB", "host")]);
    let message = "“hosts” makes Japan the host, and Uzbekistan has that role. Which is right?";
    desk_.finds(30, message, &Wanted { record: Some(&id), ..wanted });
}

#[test]
fn role_30_is_silent_where_it_fits_where_nobody_is_named_and_where_a_passive_turns_it_round() {
    let links = [("Usbekistan", "UZB"), ("Japan", "JPN")];
    let (desk_, _) = desk("de", GIVEN, links, [("UZB", "recipient"), ("JPN", "provider")]);
    desk_.is_silent(30);
    let (desk_, _) = desk("de", GIVEN, links, [("UZB", "party"), ("JPN", "party")]);
    desk_.is_silent(30);
    let (desk_, _) =
        desk("de", GIVEN, [("Usbekistan", "CHN"), ("Japan", "JPN")], [("UZB", "provider"), ("JPN", "party")]);
    desk_.is_silent(30);
    let passive = "[agreement:[actor:Usbekistan] wurden zehn Fahrzeuge von [actor:Japan] übergeben.]";
    let (desk_, _) = desk("de", passive, links, [("UZB", "provider"), ("JPN", "recipient")]);
    desk_.is_silent(30);
}
