//! Three hundred broken corpora: each opens or is refused with a sentence, nothing panics, nothing is overwritten.

mod common;

use std::fs;

use common::{Corpus, change, problems};
use glossator::core::annotation::{Kind, Place};
use glossator::core::intent::{CorpusIntent, HeaderField, Intent, PublisherField};
use glossator::core::text::Span;
use glossator::core::workspace::Access;
use glossator::session::Action;

const CORPORA: u64 = 300;
const TEXT: &str =
    "Wang Xiaohong traf den Präsidenten in Taschkent.\nوقعت الصين وأوزبكستان (2024) مذكرة\nBộ trưởng Việt Nam 😊\n";
/// The files that are broken in turn.
const FILES: [&str; 7] = [
    "a.txt",
    "a.anna.ron",
    "_glossator/registry.ron",
    "_glossator/agreements.ron",
    "_glossator/sources.ron",
    "_glossator/schema.ron",
    "_glossator/history/a.anna.log",
];

/// Numbers that are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound.max(1)
    }
}

/// Makes a corpus with some work, a registry, a publisher, a schema and a history.
fn good() -> Corpus {
    let corpus = Corpus::of(&[("a.txt", TEXT)]);
    let mut app = corpus.open("a.txt", "anna");
    for (kind, words) in [(Kind::Actor, "Wang Xiaohong"), (Kind::Agreement, "مذكرة"), (Kind::Date, "2024")] {
        let start = TEXT.find(words).expect("the words are there");
        change(&mut app, Intent::Mark(kind, Place::of(Span::new(start, start + words.len()))));
    }
    change(&mut app, Intent::SetHeader(HeaderField::Publisher("Al Test".into())));
    for intent in [
        CorpusIntent::NewEntry("Wang Xiaohong".into()),
        CorpusIntent::SetPublisher("Al Test".into(), PublisherField::DateOrder("mdy".into())),
    ] {
        app.apply(Action::Change { article: None, intent: Intent::Corpus(intent) });
    }
    app.settle();
    assert!(app.all_saved(), "{:?}", problems(&app));
    drop(app);
    let schema = "(id: \"p-1\", version: \"1\", base: \"default-1\", extend: { \"topics\": [ (code: \"FRAUD\", label: \"Fraud\", help: \"\") ] })";
    fs::write(corpus.path("_glossator/schema.ron"), schema).expect("it can be written");
    let agreements = include_str!("fixtures/agreements_1.ron");
    fs::write(corpus.path("_glossator/agreements.ron"), agreements).expect("it can be written");
    corpus
}

/// Breaks a text in one of many ways.
fn broken(good: &[u8], how: usize, numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = good.to_vec();
    let at = numbers.below(bytes.len().max(1)).min(bytes.len().saturating_sub(1));
    let text = String::from_utf8_lossy(good).into_owned();
    match how % 20 {
        0 => bytes.truncate(at),
        1 => bytes.iter_mut().for_each(|byte| *byte = 0),
        2 => bytes[at] ^= 0x80,
        3 => bytes[at] = b'"',
        4 => bytes = "(".repeat(200_000).into_bytes(),
        5 => bytes = format!("(format: 3, header: {}", "[".repeat(100_000)).into_bytes(),
        6 => bytes = text.replace("start: ", "start: 99999999999999999999").into_bytes(),
        7 => bytes = text.replace("end: ", "end: 4294967295").into_bytes(),
        8 => bytes = text.replace("start: ", "start: -1").into_bytes(),
        9 => bytes = text.replace("format: ", "format: 9").into_bytes(),
        10 => bytes = text.replace("\"a-", "\"\u{202e}a-").into_bytes(),
        11 => bytes = text.replace("Wang", "\\u{202e}gnaW\\u{2066}").into_bytes(),
        12 => bytes = [good, good].concat(),
        13 => bytes = text.replace("a.txt", "../../../etc/passwd").into_bytes(),
        14 => {
            let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
            let line = numbers.below(lines.len());
            lines.insert(numbers.below(lines.len()), lines[line]);
            bytes = lines.concat().into_bytes();
        }
        15 => {
            let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
            lines.remove(numbers.below(lines.len()));
            bytes = lines.concat().into_bytes();
        }
        16 => bytes = [b"\xff\xfe".as_slice(), good].concat(),
        17 => bytes = text.replace(": \"", ": \"\u{0}\u{7}").into_bytes(),
        18 => bytes = text.replace(['(', ')'], "").into_bytes(),
        _ => {
            let end = (at + numbers.below(400)).min(bytes.len());
            bytes.drain(at..end);
        }
    }
    bytes
}

#[test]
fn three_hundred_broken_corpora_open_or_are_refused_with_a_sentence() {
    let whole = good();
    let contents = FILES.map(|file| whole.bytes(file));
    let (mut usable, mut refused) = (0, 0);
    for number in 0..CORPORA {
        let mut numbers = Numbers(number);
        let corpus = Corpus::of(&[]);
        fs::create_dir_all(corpus.path("_glossator/history")).expect("it can be made");
        let which = numbers.below(FILES.len());
        // Sometimes a second file is broken as well.
        let second = if numbers.below(4) == 0 { numbers.below(FILES.len()) } else { which };
        let mut now = contents.clone();
        for file in [which, second] {
            now[file] = broken(&contents[file], numbers.below(1000), &mut numbers);
        }
        for (file, bytes) in FILES.iter().zip(&now) {
            fs::write(corpus.path(file), bytes).expect("it can be written");
        }
        let mut app = corpus.open("a.txt", "anna");
        let name = format!("corpus {number}, {} and {} broken", FILES[which], FILES[second]);
        let said = problems(&app);
        for sentence in &said {
            assert!(!sentence.trim().is_empty() && !sentence.chars().any(|c| c == '\u{202e}'), "{name}: {sentence:?}");
        }
        match app.current().map(|opened| opened.access.clone()) {
            Some(Access::Editable) => usable += 1,
            Some(Access::ReadOnly(reason)) => {
                assert!(reason.len() > 20, "{name}: {reason}");
                refused += 1;
            }
            Some(Access::Loading) => panic!("{name}: the work is read for ever"),
            None => {
                assert!(!said.is_empty(), "{name}: nothing is shown and nothing said");
                refused += 1;
            }
        }
        // Working on in such a corpus overwrites nothing that could not be read.
        if app.current().is_some() {
            change(&mut app, Intent::SetHeader(HeaderField::Note("x".into())));
        }
        let intent = Intent::Corpus(CorpusIntent::NewEntry("New".into()));
        app.apply(Action::Change { article: None, intent });
        app.settle();
        let editable = app.editable();
        drop(app);
        assert!(corpus.bytes("a.txt") == now[0], "{name}: the article was written");
        if !editable {
            assert!(corpus.bytes("a.anna.ron") == now[1], "{name}: work that could not be read was overwritten");
        }
        for file in [3, 4, 5] {
            assert!(corpus.bytes(FILES[file]) == now[file], "{name}: {} was written without a reason", FILES[file]);
        }
        if said.iter().any(|sentence| sentence.contains("registry.ron” is not used")) {
            assert!(corpus.bytes(FILES[2]) == now[2], "{name}: a registry that could not be read was overwritten");
        }
        assert!(!corpus.path("../etc").exists());
    }
    assert!(usable > 50 && refused > 50, "{usable} usable, {refused} refused: the ways to break are too much alike");
}

#[cfg(unix)]
#[test]
fn odd_things_in_a_folder_have_their_answers() {
    use std::os::unix::fs::symlink;
    let corpus = Corpus::of(&[("a.txt", TEXT), ("leer.txt", ""), ("وثيقة.txt", "وقعت الصين مذكرة")]);
    fs::write(corpus.path("nul.txt"), "eins\0zwei\r\ndrei\rvier").expect("it can be written");
    fs::write(corpus.path("bild.txt"), [0x89, b'P', b'N', b'G', 0, 0, 0, 13, 0, 1, 2, 3, 4, 5, 6, 7]).expect("written");
    symlink("nirgends", corpus.path("weg.txt")).expect("a link can be made");
    symlink("loop2.txt", corpus.path("loop1.txt")).expect("a link can be made");
    symlink("loop1.txt", corpus.path("loop2.txt")).expect("a link can be made");
    symlink(".", corpus.path("kreis")).expect("a link can be made");
    let mut app = corpus.open("وثيقة.txt", "anna");
    assert_eq!(app.current().map(|opened| opened.article.key.as_str()), Some("وثيقة.txt"));
    change(&mut app, Intent::SetHeader(HeaderField::Note("x".into())));
    app.settle();
    assert!(app.all_saved() && corpus.path("وثيقة.anna.ron").is_file(), "{:?}", problems(&app));
    let listed: Vec<&str> = app.desk.workspace.entries().iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(listed, ["a.txt", "bild.txt", "leer.txt", "nul.txt", "وثيقة.txt"]);
    let said = problems(&app);
    assert!(
        ["weg.txt", "loop1.txt", "loop2.txt"].iter().all(|name| said.iter().any(|text| text.contains(name))),
        "{said:?}"
    );
    for (name, text) in [("leer.txt", Some("")), ("nul.txt", Some("eins\0zwei\ndrei\nvier")), ("bild.txt", None)] {
        app.apply(Action::Open(glossator::session::Target::Article(common::key(name))));
        app.settle();
        let shown = app.current().filter(|opened| opened.article.key.as_str() == name);
        assert_eq!(shown.map(|opened| opened.article.text.as_str()), text, "{name}");
    }
    assert!(problems(&app).iter().any(|text| text.contains("does not look like text") && text.contains("bild.txt")));
}
