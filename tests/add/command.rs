//! `glossator add` from outside.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use glossator::core::annotation::{Basis, LanguageTag};
use glossator::core::workspace::ArticleKey;
use glossator::store::disk::Folder;
use glossator::store::read;
use serde_json::Value;
use tempfile::TempDir;

/// A corpus, and a folder beside it with what is added.
struct Place(TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir(place.path("corpus")).expect("a folder");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, contents).expect("written");
        path.display().to_string()
    }

    /// Adds files; gives the report, with the exit code that is expected.
    #[track_caller]
    fn add(&self, arguments: &[&str], code: i32) -> (Value, String) {
        let corpus = self.path("corpus").display().to_string();
        let all = [&["add", corpus.as_str(), "--format", "json"], arguments].concat();
        let (is, printed, said) = ran(&all);
        assert_eq!(is, code, "{printed}\n{said}");
        (serde_json::from_str(&printed).unwrap_or_default(), said)
    }

    fn article(&self, name: &str) -> String {
        fs::read_to_string(self.path("corpus").join(name)).expect("the article is there")
    }

    /// Lists what stands in the corpus.
    fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let root = self.path("corpus");
        let mut open = vec![root.clone()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).expect("it can be read").filter_map(Result::ok) {
                let path = entry.path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    found.push(path.strip_prefix(&root).expect("inside").display().to_string());
                }
            }
        }
        found.sort();
        found
    }
}

fn ran(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_glossator")).args(arguments).output().expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("it ends by itself"), text(output.stdout), text(output.stderr))
}

fn page(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/pages/{name}.html"));
    path.display().to_string()
}

fn lines(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

#[test]
fn pages_become_articles_with_their_originals_beside_them() {
    let place = Place::new();
    let (report, said) = place.add(&[&page("arabic_1256"), &page("json_ld_graph")], 0);
    assert!(said.contains("2 articles added, 0 there already."), "{said}");
    let names: Vec<&str> =
        report["articles"].as_array().unwrap().iter().map(|it| it["article"].as_str().unwrap()).collect();
    let german = "Polizeichefs-beraten-über-gemeinsame-Lagebilder-am-Bodensee.txt";
    assert_eq!(names, ["مسقط-وعمّان-توقعان-مذكرة-تفاهم-في-مجال-الدفاع-المدني.txt", german]);
    let found = &report["articles"][1]["found"][0];
    assert_eq!((&found["field"], &found["value"]), (&"published".into(), &"2024-03-07".into()));
    assert_eq!(found["source"], "JSON-LD datePublished");
    let text = fs::read_to_string(page("json_ld_graph").replace(".html", ".txt")).unwrap();
    assert_eq!(place.article(german), text);
    let originals: Vec<String> = place.files().into_iter().filter(|it| it.contains("originals")).collect();
    assert_eq!(originals.len(), 2, "{originals:?}");
    let pages: Vec<_> = ["arabic_1256", "json_ld_graph"].iter().map(|name| fs::read(page(name)).unwrap()).collect();
    assert!(originals.iter().all(|it| pages.contains(&fs::read(place.path("corpus").join(it)).unwrap())));
    assert!(place.files().contains(&format!("_glossator/added/{german}.ron")));
}

#[test]
fn page_without_text_is_said() {
    let place = Place::new();
    let binary = place.write("picture.html", [0, 159, 146, 150, 0, 0, 1, 2].repeat(50));
    let (book, words) =
        (place.write("list.xlsx", "PK"), place.write("words.html", "Nur Worte, kein Zeichen von HTML."));
    let (report, said) = place.add(&[&page("only_script"), &binary, &book, &words, &page("thai")], 0);
    assert_eq!(
        lines(&report["left_out"]),
        [
            "only_script.html: there is no article in it that could be found",
            "picture.html: This does not look like text: too many of its characters are controls or cannot be decoded",
            "list.xlsx: a workbook is not read; save its table as CSV",
            "words.html: it is no page of the web: there is no element of HTML in it",
        ]
    );
    assert!(said.contains("1 article added"), "{said}");
    // Nothing is added where all is wanted.
    let other = Place::new();
    let (report, said) = other.add(&[&page("only_script"), &page("thai"), "--strict"], 1);
    assert_eq!((report["added"].as_bool(), other.files().len()), (Some(false), 0));
    assert!(said.contains("Nothing was added"), "{said}");
}

#[test]
fn same_file_twice_is_one_article() {
    let place = Place::new();
    let copy = place.write("copy.htm", fs::read(page("ruby")).unwrap());
    let (report, _) = place.add(&[&page("ruby"), &copy], 0);
    assert_eq!(report["articles"].as_array().map(Vec::len), Some(1));
    let there = &report["there_already"][0];
    assert_eq!(
        (there["file"].as_str(), there["article"].as_str()),
        (Some("copy.htm"), Some("日韓-海上保安で覚書に署名.txt"))
    );
    let before = place.files();
    let (report, said) = place.add(&[&page("ruby")], 0);
    assert_eq!((report["articles"].as_array().map(Vec::len), place.files()), (Some(0), before));
    assert!(said.contains("0 articles added, 1 there already."), "{said}");
    // The same text from another file is the same article; one that was there before as well.
    let text = "The ministers signed a protocol on river patrols in Passau on Monday.";
    place.write("corpus/old.txt", format!("{text}\n"));
    let table = place.write("t.csv", format!("text\n{text}\n"));
    let (report, _) = place.add(&[&table], 0);
    assert_eq!(report["there_already"][0]["article"], "old.txt");
}

#[test]
fn table_with_a_text_column_becomes_articles() {
    let place = Place::new();
    let table = place.write(
        "press.csv",
        "nr;kopf;inhalt;tag;blatt\n1;Plan für die Mur;\"Ein Plan liegt vor.\nEr gilt ab Mai.\";3.5.2024;Grazer Bote\n\
         2;Nur drei;Zellen\n3;Plan für die Mur;Ein anderer Plan.;unklar;\n",
    );
    let columns = ["--title", "kopf", "--published", "tag", "--publisher", "blatt"];
    let arguments = [&[table.as_str()][..], &columns].concat();
    let (report, _) = place.add(&arguments, 0);
    assert_eq!(lines(&report["left_out"]), ["press.csv: line 4: it has 3 cells, and the first line names 5"]);
    assert_eq!(place.article("Plan-für-die-Mur.txt"), "Plan für die Mur\n\nEin Plan liegt vor.\nEr gilt ab Mai.\n");
    assert_eq!(place.article("Plan-für-die-Mur-2.txt"), "Plan für die Mur\n\nEin anderer Plan.\n");
    let found = &report["articles"][0]["found"];
    assert_eq!((&found[0]["value"], &found[0]["source"]), (&"2024-05-03".into(), &"column tag".into()));
    assert_eq!(found[1]["value"], "Grazer Bote");
    let said = lines(&report["said"]);
    assert_eq!(said[0], "press.csv: columns that say nothing of an article here: nr");
    assert!(said[1].contains("line 5: its publication date “unklar” is none"), "{said:?}");
    // A column that nobody can guess is asked for, and says which there are.
    let unknown = place.write("u.jsonl", "{\"corps\": \"Un accord a été signé.\", \"id\": 7}\n");
    let (report, _) = place.add(&[&unknown], 2);
    let [line] = lines(&report["unreadable"])[..] else { unreachable!("{report}") };
    assert!(line.contains("Say --text COLUMN; there are: corps, id"), "{line}");
    place.add(&[&unknown, "--text", "corps"], 0);
    assert_eq!(place.article("7.txt"), "Un accord a été signé.\n");
}

#[test]
fn annotator_gets_the_header_filled_as_a_step_that_can_be_taken_back() {
    let place = Place::new();
    let (report, _) = place.add(&[&page("uzbek_latin"), &page("cookie_banner"), "--annotator", "anna"], 0);
    let name = report["articles"][0]["article"].as_str().unwrap();
    let (folder, key) = (Folder::new(place.path("corpus")), ArticleKey::new(name));
    let article = read::read_article(&folder, &key).unwrap();
    let (work, _) = read::read_work(&folder, &key, "anna", &article);
    let header = &work.header;
    assert_eq!((header.published.as_str(), header.publisher.as_str()), ("2024-12-03", "Daryo bo‘yi"));
    assert_eq!(header.published_basis, Basis::External("JSON-LD datePublished".into()));
    assert_eq!(header.language, LanguageTag::Set("uz-Latn".into()));
    assert_eq!(header.beside.remarks["publisher"].basis, Some(Basis::External("JSON-LD publisher".into())));
    let (_, _, checked) = ran(&["check", &place.path("corpus").display().to_string()]);
    assert_eq!(checked, "");
    let (code, printed, said) = ran(&["import", &place.path("corpus").display().to_string(), "--undo"]);
    assert_eq!(code, 0, "{printed}\n{said}");
    assert!(said.contains("2 articles put aside"), "{said}");
    assert!(place.files().iter().all(|it| it.starts_with("_glossator")), "{:?}", place.files());
    // What was taken back can be added again.
    let (report, _) = place.add(&[&page("uzbek_latin")], 0);
    assert_eq!(report["articles"].as_array().map(Vec::len), Some(1));
}

#[test]
fn dry_run_writes_nothing_and_a_report_says_everything() {
    let place = Place::new();
    let file = place.path("report.json").display().to_string();
    place.add(&[&page("paywall"), &page("only_script"), "--dry-run", "--report", &file], 0);
    assert_eq!(place.files(), [""; 0]);
    let report: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!((report["report"].as_str(), report["added"].as_bool()), (Some("glossator-add-1"), Some(false)));
    assert!(lines(&report["said"])[0].contains("not free to read"), "{report}");
    assert_eq!(report["left"].as_array().map(Vec::len), Some(1));
    // An older report is written over, and nothing else.
    place.add(&[&page("paywall"), "--report", &file], 0);
    let other = place.write("mine.txt", "mine");
    let before = place.files();
    let (_, said) = place.add(&[&page("thai"), "--report", &other], 2);
    assert!(said.contains("Choose another file for --report") && place.files() == before, "{said}");
}

#[test]
fn folder_is_gone_through_without_what_browsers_put_beside_a_page() {
    let place = Place::new();
    let bytes = fs::read(page("saved_page")).unwrap();
    place.write("in/2021/page.html", &bytes);
    place.write("in/2021/page_files/advert.html", "<p>Buy now.</p>");
    place.write("in/notes.docx", "x");
    let (report, _) = place.add(&[&place.path("in").display().to_string()], 0);
    assert_eq!(report["articles"][0]["file"], "2021/page.html");
    let said = lines(&report["said"]);
    assert!(said[0].ends_with("1 files in it are no pages or tables by their endings"), "{said:?}");
    let (_, said) = place.add(&[&place.path("gone.html").display().to_string()], 2);
    assert!(said.contains("There is no such file or folder"), "{said}");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_links_or_over_a_file() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    let (code, ..) = ran(&["add", &place.path("nowhere").display().to_string(), &page("thai")]);
    assert_eq!(code, 2);
    fs::create_dir(place.path("outside")).unwrap();
    symlink(place.path("outside"), place.path("corpus/_glossator")).unwrap();
    let (report, said) = place.add(&[&page("thai")], 2);
    assert!(fs::read_dir(place.path("outside")).unwrap().next().is_none(), "{report} {said}");
    fs::remove_file(place.path("corpus/_glossator")).unwrap();
    let name = "ไทยและกัมพูชาลงนามบันทึกความเข้าใจด้านการกู้ภัยชายแดน.txt";
    symlink(place.path("outside/new.txt"), place.path("corpus").join(name)).unwrap();
    let (report, _) = place.add(&[&page("thai")], 0);
    assert!(lines(&report["left_out"])[0].contains("This is a link that leads nowhere"), "{report}");
    assert!(fs::read_dir(place.path("outside")).unwrap().next().is_none());
}

#[test]
fn large_table_comes_in_row_by_row() {
    let place = Place::new();
    let row = |n: usize| format!("Report {n},\"The sides met for the {n}th time, and agreed.\"\n");
    let rows: Vec<String> = (0..300).map(row).collect();
    let rows = rows.concat();
    let table = place.write("many.csv", format!("title,text\n{rows}"));
    let (report, said) = place.add(&[&table], 0);
    assert!(said.contains("300 articles added, 0 there already."), "{said}");
    assert_eq!(report["articles"][299]["place"], "line 301");
    let (_, said) = place.add(&[&table], 0);
    assert!(said.contains("0 articles added, 300 there already."), "{said}");
    assert_eq!(place.files().iter().filter(|it| it.contains("originals")).count(), 1);
}
