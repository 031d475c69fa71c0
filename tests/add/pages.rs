//! Pages of different make and script: the text of each, and what it says about itself.

use std::fs;
use std::path::{Path, PathBuf};

use glossator::core::added::Slot::{self, Language, Published, Publisher, Url};
use glossator::exchange::page::{self, Page, declared};
use glossator::store::decode::decode;

/// A field, its value, and where that stands in the page.
type Found = (Slot, &'static str, &'static str);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages")
}

fn read(name: &str) -> Result<Page, String> {
    let bytes = fs::read(folder().join(format!("{name}.html"))).expect("the page is there");
    let label = declared(&bytes);
    let (html, _) = decode(&bytes, label.as_deref()).expect("the page is text");
    page::read(&html)
}

/// Sees that a page gives the text beside it, and says this of itself.
#[track_caller]
fn check(name: &str, title_source: &str, found: &[Found]) -> Vec<String> {
    let page = read(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    let text = fs::read_to_string(folder().join(format!("{name}.txt"))).expect("the text is there");
    assert_eq!(page.text, text, "{name}");
    assert_eq!(page.title, text.lines().next().unwrap_or_default(), "{name}");
    assert_eq!(page.title_source, title_source, "{name}");
    let said: Vec<_> = page.suggestions.iter().map(|it| (it.field, it.value.as_str(), it.source.as_str())).collect();
    assert_eq!(said, found, "{name}");
    page.said
}

#[track_caller]
fn check_plain(name: &str, title_source: &str, found: &[Found]) {
    assert_eq!(check(name, title_source, found), Vec::<String>::new(), "{name}");
}

const DATE: &str = "JSON-LD datePublished";
const SOCIAL_DATE: &str = "article:published_time";
const SITE: &str = "og:site_name";
const CANONICAL: &str = "<link rel=\"canonical\">";
const LANG: &str = "<html lang>";

#[test]
fn old_pages_laid_out_by_tables_give_their_article() {
    check_plain(
        "table_layout",
        "<title>",
        &[
            (Published, "2009-03-12", "<meta name=\"date\">"),
            (Publisher, "Rodacher Anzeiger", "<meta name=\"publisher\">"),
            (Language, "de", LANG),
        ],
    );
    check_plain(
        "nested_tables",
        "<h1>",
        &[
            (Published, "2024-01-15", "<meta name=\"dc.date.issued\">"),
            (Publisher, "Institute for Border Studies", "<meta name=\"dc.publisher\">"),
            (Language, "en", LANG),
        ],
    );
}

#[test]
fn page_without_a_heading_has_the_title_of_the_window() {
    check_plain(
        "no_heading",
        "<title>",
        &[
            (Published, "2023-10-17", SOCIAL_DATE),
            (Publisher, "The Harbour Post", SITE),
            (Url, "https://harbour-post.example/2023/10/17/pact", "og:url"),
            (Language, "en-GB", LANG),
        ],
    );
}

#[test]
fn of_two_articles_the_one_of_the_address_is_taken_and_the_other_is_said() {
    let said = check(
        "two_articles",
        "<h1>",
        &[
            (Published, "2024-02-02", DATE),
            (Publisher, "Strait Daily", "JSON-LD publisher"),
            (Url, "https://strait-daily.example/radar", CANONICAL),
            (Language, "en", LANG),
        ],
    );
    assert_eq!(said, ["2 parts of the page are called articles; look whether it is the right one"]);
}

#[test]
fn pages_in_encodings_of_their_own_are_read_as_they_say() {
    check_plain(
        "arabic_1256",
        "og:title",
        &[(Published, "2018-11-05", SOCIAL_DATE), (Publisher, "صحيفة الساحل", SITE), (Language, "ar", LANG)],
    );
    check_plain(
        "chinese_gbk",
        "<h1>",
        &[(Published, "2023-09-05", "<meta name=\"publishdate\">"), (Publisher, "江南晚报", SITE)],
    );
}

#[test]
fn pages_in_many_scripts_keep_every_sign() {
    check_plain(
        "uzbek_cyrillic",
        "<h1>",
        &[
            (Published, "2024-06-12", SOCIAL_DATE),
            (Publisher, "Водий хабарлари", SITE),
            (Url, "https://vodiy.example/uz/news/4411", "og:url"),
            (Language, "uz", LANG),
        ],
    );
    check_plain(
        "uzbek_latin",
        "<h1>",
        &[
            (Published, "2024-12-03", DATE),
            (Publisher, "Daryo bo‘yi", "JSON-LD publisher"),
            (Url, "https://daryo-boyi.example/2024/12/03/yol-xaritasi", "JSON-LD mainEntityOfPage"),
            (Language, "uz-Latn", "JSON-LD inLanguage"),
        ],
    );
    check_plain(
        "vietnamese_nfd",
        "<h1>",
        &[
            (Published, "2022-08-21", "<time>"),
            (Publisher, "Báo Ven Sông", SITE),
            (Url, "https://vensong.example/tin/quy-che-tuan-tra.html", CANONICAL),
            (Language, "vi", LANG),
        ],
    );
    check_plain(
        "persian_zwnj",
        "<h1>",
        &[
            (Published, "2024-07-22", DATE),
            (Publisher, "خبر دشت", "JSON-LD publisher"),
            (Url, "https://khabardasht.example/news/88231", "og:url"),
            (Language, "fa", "JSON-LD inLanguage"),
        ],
    );
    check_plain(
        "thai",
        "<h1>",
        &[(Published, "2024-05-09", "<meta name=\"pubdate\">"), (Publisher, "ข่าวชายแดน", SITE), (Language, "th", LANG)],
    );
    check_plain(
        "ruby",
        "<h1>",
        &[
            (Published, "2023-11-10", SOCIAL_DATE),
            (Publisher, "潮風新聞", SITE),
            (Url, "https://shiokaze.example/a/771", "og:url"),
            (Language, "ja", LANG),
        ],
    );
}

#[test]
fn linked_data_is_read_from_a_graph_and_for_a_live_blog() {
    check_plain(
        "json_ld_graph",
        "<h1>",
        &[
            (Published, "2024-03-07", DATE),
            (Publisher, "See-Kurier Verlag", "JSON-LD publisher"),
            (Url, "https://see-kurier.example/lagebilder/", CANONICAL),
            (Language, "de-AT", "JSON-LD inLanguage"),
        ],
    );
    check_plain(
        "live_blog",
        "<h1>",
        &[(Published, "2024-10-08", DATE), (Publisher, "Nordblick", "JSON-LD publisher"), (Language, "de", LANG)],
    );
}

#[test]
fn broken_page_and_one_for_telephones_are_read_as_a_browser_does() {
    check_plain("broken", "<h1>", &[(Publisher, "La Dépêche du Golfe", SITE), (Language, "fr", LANG)]);
    check_plain(
        "amp",
        "<h1>",
        &[
            (Published, "2025-02-18", DATE),
            (Publisher, "Перекрёсток", "JSON-LD publisher"),
            (Url, "https://perekrestok.example/news/ucheniya", CANONICAL),
            (Language, "ru", LANG),
        ],
    );
}

#[test]
fn question_about_cookies_before_the_text_is_not_in_it() {
    check_plain(
        "cookie_banner",
        "<h1>",
        &[
            (Published, "2022-05-19", SOCIAL_DATE),
            (Publisher, "El Faro del Estrecho", SITE),
            (Url, "https://elfaro.example/patrullas-mixtas", CANONICAL),
            (Language, "es", LANG),
        ],
    );
}

#[test]
fn page_that_is_not_free_to_read_gives_what_it_shows_and_says_so() {
    let said = check(
        "paywall",
        "<h1>",
        &[(Published, "2024-09-30", DATE), (Publisher, "Baltic Ledger", "JSON-LD publisher"), (Language, "en", LANG)],
    );
    assert_eq!(said, ["the page says that it is not free to read; look whether it is whole"]);
}

#[test]
fn language_of_a_template_is_not_proposed_against_the_text() {
    let said = check(
        "saved_page",
        "<h1>",
        &[
            (Published, "2021-06-15", "<time>"),
            (Publisher, "Haber Kapısı", SITE),
            (Url, "https://haberkapisi.example/gundem/protokol-imzalandi", "the note of the browser that saved it"),
        ],
    );
    assert_eq!(said, ["its language is English by <html lang>, and its text looks like Turkish: none is proposed"]);
}

#[test]
fn page_of_a_script_alone_holds_no_article() {
    assert_eq!(read("only_script"), Err("there is no article in it that could be found".to_owned()));
}

#[test]
fn there_are_twenty_pages() {
    let pages = fs::read_dir(folder()).expect("the folder is there").filter_map(Result::ok);
    let pages = pages.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "html")).count();
    assert!(pages >= 20, "{pages}");
}
