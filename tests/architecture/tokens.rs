//! Code cut into words and signs, without comments and the contents of strings.

/// A word or sign of the code, without comments and the contents of strings.
#[derive(Clone, Debug)]
pub struct Token {
    pub text: String,
    pub line: usize,
    /// Inside what `#[cfg(test)]` stands before.
    pub in_tests: bool,
}

/// Cuts code into words and signs, without comments and the contents of strings.
pub fn tokens(text: &str) -> Vec<Token> {
    let code = without_comments_and_strings(text);
    let mut tokens: Vec<Token> = Vec::new();
    let mut line = 1;
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\n' {
            line += 1;
        }
        if letter.is_whitespace() {
            continue;
        }
        let mut word = String::from(letter);
        if letter.is_alphanumeric() || letter == '_' {
            while let Some(more) = letters.next_if(|c| c.is_alphanumeric() || *c == '_') {
                word.push(more);
            }
        } else if letter == ':' && letters.next_if_eq(&':').is_some() {
            word.push(':');
        }
        tokens.push(Token { text: word, line, in_tests: false });
    }
    note_tests(&mut tokens);
    tokens
}

/// Notes which tokens belong to what is only built for tests: `#[cfg(test)]` before a module, a `use`, a function.
fn note_tests(tokens: &mut [Token]) {
    const BEGINS: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    const ITEMS: [&str; 10] = ["mod", "use", "fn", "impl", "const", "static", "struct", "enum", "trait", "type"];
    let is = |tokens: &[Token], at: usize, word: &str| tokens.get(at).is_some_and(|token| token.text == word);
    for at in 0..tokens.len() {
        if !BEGINS.iter().enumerate().all(|(n, word)| is(tokens, at + n, word)) {
            continue;
        }
        let mut begin = at + BEGINS.len();
        // Further attributes may stand before the item.
        while is(tokens, begin, "#") {
            begin += tokens[begin..].iter().take_while(|token| token.text != "]").count() + 1;
        }
        if is(tokens, begin, "pub") {
            begin += 1;
            if is(tokens, begin, "(") {
                begin += tokens[begin..].iter().take_while(|token| token.text != ")").count() + 1;
            }
        }
        let Some(item) = tokens.get(begin).map(|token| token.text.clone()) else { continue };
        if !ITEMS.contains(&item.as_str()) {
            continue;
        }
        let ends_with_brace = !["use", "const", "static", "type"].contains(&item.as_str());
        let mut depth = 0usize;
        for token in &mut tokens[begin..] {
            token.in_tests = true;
            match token.text.as_str() {
                "{" | "(" | "[" => depth += 1,
                "}" | ")" | "]" => depth -= 1,
                _ => {}
            }
            if depth == 0 && (token.text == ";" || token.text == "}" && ends_with_brace) {
                break;
            }
        }
    }
}

/// Replaces comments and what stands in quotes by spaces; the lines stay.
pub fn without_comments_and_strings(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < letters.len() {
        let end = end_of_hidden(&letters, at);
        if end == at {
            out.push(letters[at]);
            at += 1;
        } else {
            out.extend(letters[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        }
    }
    out
}

/// Gives the end of the comment, string or letter that begins at `at`; `at` itself if none does.
pub fn end_of_hidden(letters: &[char], at: usize) -> usize {
    let is = |at: usize, c: char| letters.get(at) == Some(&c);
    let find = |from: usize, end: &[char]| {
        let found = (from..letters.len()).find(|at| letters[*at..].starts_with(end));
        found.map_or(letters.len(), |at| at + end.len())
    };
    let after_word = at > 0 && (letters[at - 1].is_alphanumeric() || letters[at - 1] == '_');
    match letters[at] {
        '/' if is(at + 1, '/') => (at..letters.len()).find(|at| letters[*at] == '\n').unwrap_or(letters.len()),
        '/' if is(at + 1, '*') => {
            let (mut depth, mut at) = (1, at + 2);
            while depth > 0 && at < letters.len() {
                match (letters[at], letters.get(at + 1)) {
                    ('/', Some('*')) => (depth, at) = (depth + 1, at + 2),
                    ('*', Some('/')) => (depth, at) = (depth - 1, at + 2),
                    _ => at += 1,
                }
            }
            at
        }
        'r' if !after_word || is(at.wrapping_sub(1), 'b') => {
            let hashes = letters[at + 1..].iter().take_while(|c| **c == '#').count();
            if !is(at + 1 + hashes, '"') {
                return at;
            }
            let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
            find(at + 2 + hashes, &close)
        }
        '"' => {
            let mut at = at + 1;
            while at < letters.len() && letters[at] != '"' {
                at += if letters[at] == '\\' { 2 } else { 1 };
            }
            (at + 1).min(letters.len())
        }
        '\'' if is(at + 1, '\\') => find(at + 3, &['\'']),
        '\'' if is(at + 2, '\'') => at + 3,
        _ => at,
    }
}
