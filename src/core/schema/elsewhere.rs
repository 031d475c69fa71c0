//! What the labels of other programs say of the kind of an actor: the tag sets of `OntoNotes`, `CoNLL`, ACE and `spaCy`.

/// Gives the code of the kind of actor that a label of another program names; nothing for one that says no kind.
#[must_use]
pub fn actor_kind(label: &str) -> Option<&'static str> {
    let word: String = label.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
    Some(match word.as_str() {
        "per" | "pers" | "person" => "person",
        "gpe" | "country" | "state" | "nation" => "state",
        "norp" | "group" => "group",
        "loc" | "location" | "fac" | "facility" | "place" => "place_as_actor",
        "company" | "corporation" => "company",
        "gov" | "government" | "ministry" => "gov_org",
        "ngo" => "ngo",
        "igo" => "igo",
        "media" => "media",
        _ => return None,
    })
}
