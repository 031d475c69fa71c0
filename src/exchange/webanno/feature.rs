//! Names of features: small letters, digits and underscores, which every reader takes, and any other name in these.

/// Fields that cannot be features under their own names; they get a capital, which no field has.
const RESERVED: [&str; 5] = ["begin", "end", "id", "self", "sofa"];
/// Begins a name in which other signs are written as numbers.
const CHANGED: &str = "F_";

/// Gives the feature of a field.
pub(super) fn feature_of(field: &str) -> String {
    let plain = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '_');
    if !field.is_empty() && field.chars().all(plain) {
        let mut name = field.to_owned();
        if RESERVED.contains(&field)
            && let Some(head) = name.get_mut(..1)
        {
            head.make_ascii_uppercase();
        }
        return name;
    }
    // A point would make a slot of the column.
    let letter = |letter: char| if plain(letter) { letter.to_string() } else { format!("U{:x}U", u32::from(letter)) };
    format!("{CHANGED}{}", field.chars().map(letter).collect::<String>())
}

/// Gives the field of a feature: of one of ours what it was, of another small letters, digits and underscores.
pub(super) fn field_of(feature: &str) -> String {
    if let Some(field) = feature.strip_prefix(CHANGED).and_then(original) {
        return field;
    }
    let small = feature.to_ascii_lowercase();
    if RESERVED.contains(&small.as_str()) {
        return small;
    }
    small.chars().map(|it| if it.is_ascii_alphanumeric() { it } else { '_' }).collect()
}

/// Puts the signs back that are written as numbers; nothing where it is no name of ours.
fn original(name: &str) -> Option<String> {
    let mut out = String::new();
    for (at, piece) in name.split('U').enumerate() {
        if at % 2 == 0 {
            out.push_str(piece);
        } else {
            out.push(char::from_u32(u32::from_str_radix(piece, 16).ok()?)?);
        }
    }
    // Whoever has written it otherwise has not written it as we do.
    (feature_of(&out).strip_prefix(CHANGED) == Some(name)).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_comes_back_and_has_no_point() {
        for name in
            ["form", "begin", "dates.signed.comment", "x_Größe", "x_U2eU", "F_a", "", "x_😊", "parties.UZB.role"]
        {
            let feature = feature_of(name);
            assert!(feature.chars().all(|it| it.is_ascii_alphanumeric() || it == '_'), "{feature}");
            assert_eq!(field_of(&feature), name);
        }
        assert_eq!((feature_of("form").as_str(), feature_of("begin").as_str()), ("form", "Begin"));
        assert_eq!((field_of("FR_Type").as_str(), field_of("F_Type").as_str()), ("fr_type", "f_type"));
    }
}
