//! How large things may become: files, the values in the centre, the arguments of a function.

use crate::source::Source;

/// The most lines a file may have.
const MOST_LINES: usize = 620;
/// The most lines the routing of actions may have.
const MOST_ROUTING_LINES: usize = 300;
/// The most arguments a function should have.
const MOST_ARGUMENTS: usize = 7;

pub fn lengths(sources: &[Source]) -> Vec<String> {
    let mut breaches = Vec::new();
    for source in sources {
        let routing = source.path == "src/app/apply.rs";
        let most = if routing { MOST_ROUTING_LINES } else { MOST_LINES };
        if source.lines() > most {
            let what = format!("{} lines are more than {most}; look for the missing room", source.lines());
            breaches.push(source.at(most + 1, &what));
        }
    }
    breaches
}

/// Counts the parts between commas from an opening bracket on, and gives where it closes.
fn parts(source: &Source, open: usize) -> (usize, usize) {
    let (mut depth, mut count, mut is_part) = (0_usize, 0, false);
    for at in open..source.tokens.len() {
        match source.word(at) {
            "(" | "[" | "{" | "<" => depth += 1,
            // The arrow of a function type closes nothing.
            ">" if source.word(at - 1) == "-" => {}
            ")" | "]" | "}" | ">" => depth -= 1,
            "," if depth == 1 => {
                count += usize::from(is_part);
                is_part = false;
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            return (count + usize::from(is_part), at);
        }
        is_part |= at > open;
    }
    (count, source.tokens.len())
}

/// Counts the fields of a struct; nothing where the source does not make it.
pub fn fields(source: &Source, name: &str) -> Option<usize> {
    let named = |at: &usize| source.word(*at) == "struct" && source.word(at + 1) == name;
    let at = (0..source.tokens.len()).find(named)?;
    let open = (at..source.tokens.len()).find(|at| ["{", "(", ";"].contains(&source.word(*at)))?;
    Some(if source.word(open) == ";" { 0 } else { parts(source, open).0 })
}

/// Sees that a struct has at most so many fields.
pub fn centre(sources: &[Source], path: &str, name: &str, most: usize) -> Vec<String> {
    let found = sources.iter().find(|source| source.path == path).and_then(|source| fields(source, name));
    match found {
        None => vec![format!("{path}: there is no struct {name} any more: adapt this rule")],
        Some(count) if count > most => {
            let advice = "find the value some of them make together, and who owns it";
            vec![format!("{path}: {name} has {count} fields, more than {most}; {advice}")]
        }
        Some(_) => Vec::new(),
    }
}

/// Lists the functions with more arguments than one can keep apart.
pub fn many_arguments(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        for (at, token) in source.tokens.iter().enumerate() {
            let is_function = token.text == "fn" && !token.in_tests && source.word(at + 1) != "(";
            if !is_function {
                continue;
            }
            let mut open = at + 2;
            if source.word(open) == "<" {
                open = parts(source, open).1 + 1;
            }
            let count = parts(source, open).0;
            if count > MOST_ARGUMENTS {
                found.push(source.at(token.line, &format!("{} has {count} arguments", source.word(at + 1))));
            }
        }
    }
    found
}
