//! The rule of reading, on generated files of other programs: whatever somebody has put into a file is in the documents
//! that are read, or among what is left out. What stands in a file is counted apart from the readers ([`census`]).

mod census;
mod files;
mod found;
mod lines;
mod tape;

use proptest::collection::vec;
use proptest::prelude::*;

use super::format::Format;
use super::left::silent;
use super::{Incoming, Part};
use crate::core::doc::Maker;
use tape::Tape;

/// A file of another program.
pub struct Foreign {
    /// The id of its format.
    pub format: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub bytes: String,
    /// The text that stands beside it.
    pub beside: Option<(&'static str, &'static str)>,
}

/// Makes a file as the choices on a tape say.
type Make = fn(&mut Tape) -> Foreign;

const ALL: [(&str, Make); 9] = [
    ("doccano", files::doccano),
    ("prodigy", files::prodigy),
    ("label-studio", files::label_studio),
    ("json-min", files::minimal),
    ("w3c", files::w3c),
    ("brat", lines::brat),
    ("webanno-tsv", lines::tsv),
    ("cas-xmi", lines::xmi),
    ("cas-json", lines::cas),
];

fn read(file: &Foreign) -> Option<Incoming> {
    let format = Format::with_id(file.format).expect("a format");
    let mut beside = |name: &str| file.beside.filter(|it| it.0 == name).map(|it| it.1.as_bytes().to_vec());
    // A file of which nothing can be read is refused as a whole, which nobody overlooks.
    format.read_part(file.name, file.bytes.as_bytes(), Part::default(), &mut beside).ok()
}

/// Begins what is said of something that is taken otherwise than the file says.
const SAID: &str = "said: ";

/// Gives all that a reader has found or said, but for the text of the articles.
fn told(incoming: &Incoming) -> Vec<String> {
    let mut all: Vec<String> = incoming.left.iter().map(ToString::to_string).collect();
    all.extend(incoming.said.iter().map(|it| format!("{SAID}{}", it.line)));
    for doc in &incoming.docs {
        if let Maker::Person(name) | Maker::Model(name) = &doc.maker {
            all.push(format!("maker {name}"));
        }
        all.push(format!("{:?}", doc.fields));
        all.extend(doc.nodes.iter().map(|node| format!("{} {:?} {:?}", node.label, node.spans, node.fields)));
        all.extend(doc.links.iter().map(|link| format!("{} from {} to {}", link.role, link.from, link.to)));
    }
    all.sort();
    all
}

/// Names what stands in a file, and is neither found nor said.
fn missing(file: &Foreign, told: &[String]) -> Vec<String> {
    let wanted = census::of(file);
    wanted.into_iter().filter(|word| !told.iter().any(|line| line.contains(word))).collect()
}

/// Reads a file while the `nth` thing is dropped without a word.
fn read_silently(file: &Foreign, nth: usize) -> Option<Vec<String>> {
    silent::at(Some(nth));
    let found = read(file).map(|it| told(&it));
    silent::at(None);
    found
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..160)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn nothing_in_a_file_is_lost_without_a_word(bytes in bytes()) {
        for (name, make) in ALL {
            let file = make(&mut Tape::of(&bytes));
            if let Some(incoming) = read(&file) {
                let told = told(&incoming);
                prop_assert_eq!(missing(&file, &told), Vec::<String>::new(), "{}: {}\n{:#?}", name, file.bytes, told);
            }
        }
    }
}

/// A tape on which much is chosen.
fn rich(seed: u32) -> Vec<u8> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..300).map(|_| next()).collect()
}

#[test]
fn a_reader_that_drops_anything_without_a_word_is_found_out() {
    for (name, make) in ALL {
        let (mut steps, mut noticed) = (0, 0);
        for seed in 0..12 {
            let file = make(&mut Tape::of(&rich(seed)));
            silent::at(None);
            let Some(whole) = read(&file) else { continue };
            let (whole, count, words) = (told(&whole), silent::at(None), census::of(&file));
            for nth in 0..count {
                // What changes nothing has dropped nothing.
                let Some(found) = read_silently(&file, nth).filter(|found| *found != whole) else { continue };
                steps += 1;
                let is_noticed = !missing(&file, &found).is_empty();
                noticed += usize::from(is_noticed);
                // Numbers and names of a tool are no words of anybody.
                let has_word = |line: &&String| words.iter().any(|word| line.contains(word));
                let is_gone = |line: &&String| !line.starts_with(SAID) && has_word(line) && !found.contains(line);
                let gone: Vec<&String> = whole.iter().filter(is_gone).collect();
                // What a reader cannot take it leaves out with a line of its own, and that is right.
                let is_said = found.iter().any(|line| !whole.contains(line));
                // A line of brat may be wrong in two ways, and is said for each.
                let is_said = is_said || gone.is_empty() || name == "brat";
                assert!(is_noticed || is_said, "{name}, {nth}: nobody misses {gone:#?} in {}", file.bytes);
            }
        }
        assert!(noticed > 10 && noticed * 2 > steps, "{name}: {noticed} of {steps}");
    }
}

#[test]
fn files_that_are_generated_hold_what_is_to_be_found() {
    for (name, make) in ALL {
        let files: Vec<Foreign> = (0..30).map(|seed| make(&mut Tape::of(&rich(seed)))).collect();
        let words: usize = files.iter().map(|file| census::of(file).len()).sum();
        let read: Vec<Incoming> = files.iter().filter_map(read).collect();
        let left: usize = read.iter().map(|it| it.left.len()).sum();
        let nodes: usize = read.iter().flat_map(|it| &it.docs).map(|doc| doc.nodes.len()).sum();
        assert!(
            words > 60 && read.len() > 15 && left > 5 && nodes > 10,
            "{name}: {words}, {}, {left}, {nodes}",
            read.len()
        );
    }
}
