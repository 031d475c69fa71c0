//! Corpora with hard texts, and the program run on them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use glossator::core::annotation::{
    ActorMention, Agreement, Anchor, Basis, DateMention, Evidence, Id, Identity, Kind, LanguageTag, Member, Party,
    Place, Record, Reference, Region, Relation, Signatory, State, TextFlag, Title, Work,
};
use glossator::core::schema::Schema;
use glossator::core::text::Span;
use glossator::core::workspace::{ArticleKey, Opened};
use glossator::store::disk::Folder;
use glossator::store::shared::{Base, Snapshot, load, save_shared};
use glossator::store::{format, read};

/// A text with letters outside the basic plane, CRLF, Arabic, composed and decomposed letters, a tab, and what
/// formats reserve.
pub const HARD: &str = "A 😊 Müller GmbH\r\nوقعت الصين وأوزبكستان (2024) مذكرة\nO‘zbekiston Oʻzbek — Việt Nam (NFD: Vie\u{302}\u{323}t)\t[x]|_*->;\\\n=1+1 am 1. April 2024.\n";
/// All formats, and those that are read.
pub const FORMATS: [&str; 13] = [
    "brat",
    "conll",
    "webanno-tsv",
    "cas-xmi",
    "cas-json",
    "doccano",
    "label-studio",
    "prodigy",
    "bioc",
    "w3c",
    "parquet",
    "csv",
    "json",
];
pub const READ: [&str; 9] =
    ["brat", "webanno-tsv", "cas-xmi", "cas-json", "doccano", "label-studio", "prodigy", "w3c", "json"];

/// A folder of articles with work.
pub struct Corpus {
    folder: tempfile::TempDir,
    root: PathBuf,
}

impl Corpus {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("corpus");
        fs::create_dir(&root).expect("made");
        Self { folder, root }
    }

    /// Gives the folder of the corpus.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Gives a path beside the corpus.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Exports the work of anna in a format, lets another program change the file of this name and somebody here the work
    /// meanwhile, and imports the file; gives what the import says.
    pub fn through(
        &self,
        (format, name): (&str, &str),
        tool: impl FnOnce(String) -> String,
        meanwhile: impl FnOnce(&Self),
        more: &[&str],
    ) -> serde_json::Value {
        let out = tempfile::tempdir_in(self.folder.path()).expect("a folder");
        ran(&["export", text(self.root()), "--to", format, "-o", text(out.path()), "--annotator", "anna"], 0);
        let file = out.path().join(name);
        let whole = fs::read_to_string(&file).expect("read");
        fs::write(&file, tool(whole)).expect("written");
        meanwhile(self);
        let import = ["import", text(self.root()), text(&file), "--from", format, "--annotator", "anna"];
        let (printed, _) = ran(&[&import[..], &["--format", "json"], more].concat(), 0);
        serde_json::from_str(&printed).expect("JSON")
    }

    /// The hard text with records of every kind.
    #[expect(clippy::redundant_closure_for_method_calls, reason = "the method is not general enough in its lifetimes")]
    pub fn hard() -> Self {
        let corpus = Self::new();
        corpus.write("2024/hard.txt", HARD);
        corpus.annotate("2024/hard.txt", "anna", |marks| marks.everything());
        corpus
    }

    /// Gives the path of a file of the corpus.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub fn write(&self, name: &str, contents: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, contents).expect("written");
    }

    /// Writes an annotator's work on an article.
    pub fn annotate(&self, name: &str, annotator: &str, fill: impl FnOnce(&mut Marks<'_>)) {
        let article = read::read_article(&Folder::new(&self.root), &ArticleKey::new(name)).expect("read");
        let text = article.text.as_str().to_owned();
        let mut marks = Marks { text: &text, work: Work::default(), name };
        fill(&mut marks);
        let written = format::write(&marks.work, &article, annotator, &Schema::default());
        let path = glossator::store::layout::annotation_path(&self.root, &article.key, annotator).expect("a path");
        fs::write(path, written).expect("written");
    }

    /// Reads an annotator's work as the window would.
    pub fn open(&self, name: &str, annotator: &str) -> Opened {
        let folder = Folder::new(&self.root);
        let article = read::read_article(&folder, &ArticleKey::new(name)).expect("read");
        read::load_work(&folder, &ArticleKey::new(name), annotator, &article).open(article)
    }

    /// Ties agreements of several articles together.
    pub fn identify(&self, id: &str, members: &[(&str, Id)]) {
        let folder = Folder::new(&self.root);
        let mut shared = Snapshot::clone(load(&folder).known()).into_shared();
        let members = members.iter().map(|(article, agreement)| Member {
            article: (*article).to_owned(),
            agreement: agreement.clone(),
            relation: "same".into(),
        });
        let identity = Identity { members: members.collect(), ..Identity::new(id, "One agreement") };
        shared.put(None, Some(Record::Identity(Arc::new(identity))));
        let mut files: Base = load(&folder);
        let mut known = files.known().clone();
        save_shared(&folder, &Snapshot::of(&shared), &mut known, &mut files).expect("saved");
    }
}

/// Makes records on words of a text.
pub struct Marks<'a> {
    text: &'a str,
    pub work: Work,
    name: &'a str,
}

impl Marks<'_> {
    pub fn place(&self, words: &str) -> Place {
        let start = self.text.find(words).unwrap_or_else(|| panic!("“{words}” does not stand there"));
        Place::of(Span { start, end: start + words.len() })
    }

    /// Gives an id that no other article of a corpus has.
    pub fn id(&self, kind: Kind, number: u64) -> Id {
        let of = self.name.bytes().fold(7_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
        Id::new(kind, of << 8 | number)
    }

    pub fn put(&mut self, record: Record) {
        self.work.put(None, Some(record));
    }

    pub fn actor(&mut self, number: u64, words: &str, links: &[&str]) {
        let mut actor = ActorMention::new(self.id(Kind::Actor, number), self.place(words));
        actor.links = links.iter().map(|it| (*it).to_owned()).collect();
        sign(&mut actor.authorship, number);
        self.put(Record::Actor(Arc::new(actor)));
    }

    pub fn agreement(&mut self, number: u64, words: &str) -> Id {
        let mut agreement = Agreement::new(self.id(Kind::Agreement, number), self.place(words));
        sign(&mut agreement.authorship, number);
        let id = agreement.id.clone();
        self.put(Record::Agreement(Arc::new(agreement)));
        id
    }

    fn everything(&mut self) {
        self.work.header.state = State::Done;
        self.work.header.language = LanguageTag::Set("mul".into());
        self.work.header.publisher = "Zeitung | \"X\"".into();
        self.work.header.published = "2024-04-02".into();
        self.work.header.title = Some(self.place("A 😊 Müller GmbH"));
        self.actor(1, "Müller GmbH", &["UZB"]);
        self.actor(2, "Müller", &["UZB", "CHN"]);
        self.actor(3, "أوزبكستان", &["UZB"]);
        self.actor(4, "الصين", &["CHN"]);
        self.actor(5, "O‘zbekiston", &["UZB"]);
        self.actor(6, "Vie\u{302}\u{323}t", &["VNM"]);
        let mut over = ActorMention::new(self.id(Kind::Actor, 7), self.place("GmbH\nوقعت"));
        over.titles = vec![Title { kind: "rank".into(), place: Some(self.place("😊")), gloss: "smiling".into() }];
        over.note = "over a line;\ttwo\nlines | and \"quotes\" \\ <&>]]>".into();
        self.put(Record::Actor(Arc::new(over)));
        let mut apart = ActorMention::new(self.id(Kind::Actor, 8), self.place("Oʻzbek"));
        let pieces = [self.place("Oʻzbek").cover(), self.place("Nam").cover()];
        apart.place = Place::from_fragments(pieces.into()).expect("two fragments");
        self.put(Record::Actor(Arc::new(apart)));
        self.dates();
        self.records();
    }

    fn dates(&mut self) {
        let mut date = DateMention::new(self.id(Kind::Date, 1), self.place("1. April 2024"));
        (date.value, date.role) = ("2024-04-01".into(), "signing".into());
        sign(&mut date.authorship, 1);
        let first = date.id.clone();
        self.put(Record::Date(Arc::new(date)));
        let mut vague = DateMention::new(self.id(Kind::Date, 2), self.place("2024"));
        vague.reference = Some(Reference::Past);
        vague.anchor = Some(Anchor::Date(first));
        vague.other_readings = vec!["2024".into(), "2023/2024".into()];
        vague.basis = Basis::Inferred("the year | of the talks".into());
        self.put(Record::Date(Arc::new(vague)));
    }

    fn records(&mut self) {
        let mut made = Agreement::new(self.id(Kind::Agreement, 1), self.place("وقعت الصين وأوزبكستان (2024) مذكرة"));
        made.title = "Memorandum; =SUM(1)".into();
        (made.kind, made.status) = ("memorandum".into(), "signed".into());
        made.trigger = Some(self.place("وقعت"));
        made.instrument = Some(self.place("مذكرة"));
        made.evidence.push(Evidence::of(self.place("1. April 2024."), vec!["signed".into()]));
        made.parties = ["UZB", "CHN"].map(|it| Party::of(it, "state")).into();
        made.signatories = vec![Signatory::of("P-1", "UZB")];
        made.dates.signed.value = "2024-04-01".into();
        made.dates.signed.mention = self.work.dates.keys().next().cloned();
        made.topics = vec!["CT".into(), "DRUGS".into()];
        made.relations = vec![Relation { kind: "implements".into(), to: "Charter: Art. 1".into() }];
        sign(&mut made.authorship, 2);
        self.put(Record::Agreement(Arc::new(made)));
        let flag = TextFlag::new(self.id(Kind::Flag, 1), "encoding", self.place("[x]|_*->;\\"));
        let flag = TextFlag { intended: "=1".into(), ..flag };
        self.put(Record::Flag(Arc::new(flag)));
        let region = Region::new(self.id(Kind::Region, 1), "advert", self.place("=1+1"));
        self.put(Record::Region(Arc::new(region)));
    }
}

fn sign(authorship: &mut glossator::core::annotation::Authorship, number: u64) {
    let at = format!("2026-01-01T00:00:{:02}Z", number % 60);
    (authorship.created_by, authorship.created_at) = ("anna".into(), at.clone());
    (authorship.changed_by, authorship.changed_at) = ("anna".into(), at);
}

/// Runs the program.
pub fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_glossator"));
    command.args(arguments).env("SOURCE_DATE_EPOCH", "1767225600");
    command.output().expect("the program runs")
}

/// Runs the program and expects an exit code; gives what it prints and says.
pub fn ran(arguments: &[&str], code: i32) -> (String, String) {
    let output = run(arguments);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let (out, err) = (text(output.stdout), text(output.stderr));
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{out}\n{err}");
    (out, err)
}

/// Reads all files below a folder.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).expect("inside").to_string_lossy().into_owned();
                found.insert(name, fs::read(&path).expect("read"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

/// Gives a path as an argument.
pub fn text(path: &Path) -> &str {
    path.to_str().expect("Unicode")
}
