//! Several values in one text: `UZB:state:provider`, as lists of people, acts and amounts are written.

/// Joins values by `:`, with `\` before `:` and `\` inside them. Empty ones at the end are left out.
#[must_use]
pub fn tuple(parts: &[&str]) -> String {
    let count = parts.iter().rposition(|part| !part.is_empty()).map_or(0, |last| last + 1);
    let escaped: Vec<String> =
        parts[..count].iter().map(|part| part.replace('\\', "\\\\").replace(':', "\\:")).collect();
    escaped.join(":")
}

/// Takes a text apart as [`tuple()`] has put it together. A `\` before any other letter stands for itself.
#[must_use]
pub fn untuple(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = match letter {
            ':' => {
                parts.push(String::new());
                continue;
            }
            '\\' => letters.next_if(|next| matches!(next, ':' | '\\')).unwrap_or('\\'),
            other => other,
        };
        if let Some(last) = parts.last_mut() {
            last.push(next);
        }
    }
    parts
}

/// Takes a text apart into exactly so many values; those that are not there are empty, those that are too many stay
/// joined to the last.
#[must_use]
pub fn parts<const N: usize>(text: &str) -> [String; N] {
    let mut found = untuple(text);
    if found.len() > N && N > 0 {
        let rest = found.split_off(N - 1);
        found.push(rest.join(":"));
    }
    let mut found = found.into_iter();
    std::array::from_fn(|_| found.next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_files_had_before_is_read_as_it_was() {
        assert_eq!(tuple(&["UZB", "state", "", ""]), "UZB:state");
        assert_eq!(untuple("UZB:state"), ["UZB", "state"]);
        assert_eq!(parts::<3>("UZB"), ["UZB", "", ""]);
        assert_eq!(parts::<2>("a:b:c"), ["a", "b:c"]);
        assert_eq!(untuple("C:\\new"), ["C", "\\new"]);
    }

    proptest! {
        #[test]
        fn values_come_apart_again(values in proptest::collection::vec("[a:\\\\ ü\n|]{0,5}", 1..6)) {
            let mut texts: Vec<&str> = values.iter().map(String::as_str).collect();
            let back = untuple(&tuple(&texts));
            while texts.len() > 1 && texts.last() == Some(&"") {
                texts.pop();
            }
            prop_assert_eq!(back, texts);
        }
    }
}
