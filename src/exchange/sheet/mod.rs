//! Tables with a text column: an article a row, from CSV, JSON lines or a JSON array.

mod cells;
mod columns;

pub use columns::Columns;

use cells::{Row, Table};

use super::Unreadable;
use super::left::{LeftOut, Thing};
use super::published;
use crate::core::added::{Slot, Suggestion};
use crate::core::language::{self, LANGUAGES};
use crate::core::text::excerpt;

/// Code points of a cell that are shown.
const SHOWN: usize = 60;
/// Rows that are looked at for something to show.
const LOOKED_AT: usize = 20;

/// A table.
pub struct Sheet<'a> {
    table: Table<'a>,
    head: Vec<String>,
}

/// A column as it is shown to whoever chooses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// The beginning of the first cell in which something stands.
    pub sample: String,
}

/// An article from a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// The number of the row, counted from 1 without the head.
    pub row: usize,
    /// Where it stands, such as `line 7`.
    pub place: String,
    /// Title, a blank line and the text; without a title the text alone.
    pub text: String,
    /// The title; may be empty.
    pub title: String,
    /// The name its file is to have; may be empty.
    pub name: String,
    /// What the row says of it.
    pub suggestions: Vec<Suggestion>,
    /// What of the row is not taken as it stands there, a line each.
    pub said: Vec<String>,
}

impl<'a> Sheet<'a> {
    /// Reads what kind of table a text is, and the names of its columns.
    ///
    /// # Errors
    /// Says why it is none.
    pub fn of(text: &'a str) -> Result<Self, Unreadable> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim().is_empty() {
            return Err(Unreadable::new("the file is empty"));
        }
        let (table, head) = Table::of(text)?;
        Ok(Self { table, head })
    }

    /// Gives the names of its columns.
    #[must_use]
    pub fn head(&self) -> &[String] {
        &self.head
    }

    /// Gives its columns with something of what stands in them.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        let column = |name: &String| Column { name: name.clone(), sample: String::new() };
        let mut columns: Vec<Column> = self.head.iter().map(column).collect();
        let mut looked_at = 0;
        self.table.rows(&self.head, &mut |row| {
            looked_at += 1;
            if let Ok(cell) = row.cells {
                for column in columns.iter_mut().filter(|column| column.sample.is_empty()) {
                    column.sample = excerpt(cell(&column.name).unwrap_or_default().trim(), SHOWN);
                }
            }
            looked_at < LOOKED_AT
        });
        columns
    }

    /// Goes through the rows: each is an article, or left out with its place and the reason. `false` stops.
    pub fn articles(&self, columns: &Columns, take: &mut dyn FnMut(Result<Article, LeftOut>) -> bool) {
        let mut row = 0;
        self.table.rows(&self.head, &mut |it| {
            row += 1;
            take(article(row, it, columns))
        });
    }
}

fn article(row: usize, Row { place, cells }: Row<'_>, columns: &Columns) -> Result<Article, LeftOut> {
    let left = |reason: String| LeftOut::new(Thing::Line, &place, reason);
    let cells = cells.map_err(left)?;
    let mut said = Vec::new();
    let mut cell = |column: &Option<String>| match column.as_deref().map(&cells) {
        Some(Ok(text)) => text.trim().to_owned(),
        Some(Err(problem)) => {
            said.push(format!("{problem} and is not taken"));
            String::new()
        }
        None => String::new(),
    };
    let body = columns.text.as_deref().map_or(Ok(String::new()), &cells).map_err(left)?;
    let body = body.replace("\r\n", "\n").replace('\r', "\n");
    let body = body.trim();
    let title = cell(&columns.title).split_whitespace().collect::<Vec<_>>().join(" ");
    let name = cell(&columns.name);
    let values = [
        (Slot::Published, &columns.published),
        (Slot::Publisher, &columns.publisher),
        (Slot::Url, &columns.url),
        (Slot::Language, &columns.language),
    ];
    let values = values.map(|(slot, column)| (slot, column, cell(column)));
    if !body.contains(char::is_alphanumeric) {
        return Err(left("its text is empty".to_owned()));
    }
    let mut suggestions = Vec::new();
    for (field, column, written) in values.into_iter().filter(|(.., written)| !written.is_empty()) {
        let column = column.as_deref().unwrap_or_default();
        match value(field, &written) {
            Some(value) => suggestions.push(Suggestion { field, value, source: format!("column {column}") }),
            None => said.push(format!(
                "its {} “{}” is none that can be read for certain",
                field.words(),
                excerpt(&written, SHOWN)
            )),
        }
    }
    let begins = body.lines().next().is_some_and(|line| line.trim() == title);
    let text = if title.is_empty() || begins { format!("{body}\n") } else { format!("{title}\n\n{body}\n") };
    Ok(Article { row, place, text, title, name, suggestions, said })
}

/// Reads the value of a field as a table writes it.
fn value(field: Slot, written: &str) -> Option<String> {
    match field {
        Slot::Published => published::day(written),
        Slot::Language => {
            let named = LANGUAGES.iter().find(|it| it.name.eq_ignore_ascii_case(written) || it.iso3 == written);
            let code = written.replace('_', "-");
            // A word of a few letters could be a code as well.
            let is_code =
                language::is_code(&code) && code.split('-').next().is_some_and(|language| language.len() == 2);
            named.map(|it| it.code.to_owned()).or_else(|| is_code.then_some(code))
        }
        Slot::Publisher | Slot::Url => Some(written.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Article>, Vec<String>) {
        let sheet = Sheet::of(text).unwrap();
        let columns = Columns::default().of(sheet.head()).unwrap();
        let (mut articles, mut left) = (Vec::new(), Vec::new());
        sheet.articles(&columns, &mut |it| {
            match it {
                Ok(article) => articles.push(article),
                Err(line) => left.push(line.to_string()),
            }
            true
        });
        (articles, left)
    }

    #[test]
    fn every_kind_of_table_gives_the_same_articles() {
        let lines =
            "{\"title\": \"A; b\", \"text\": \"One.\\nTwo.\", \"date\": \"3.5.2024\"}\n\n{\"text\": \"Three.\"}\n";
        let array =
            "[{\"title\": \"A; b\", \"text\": \"One.\\nTwo.\", \"date\": \"3.5.2024\"}, {\"text\": \"Three.\"}]";
        let comma = "\u{feff}title,text,date\nA; b,\"One.\nTwo.\",3.5.2024\n,Three.,\n";
        let semicolon = "title;text;date\r\n\"A; b\";\"One.\r\nTwo.\";3.5.2024\r\n;Three.;\r\n";
        let tab = "title\ttext\tdate\nA; b\t\"One.\nTwo.\"\t3.5.2024\n\tThree.\t\n";
        for table in [lines, array, comma, semicolon, tab] {
            let (articles, left) = read(table);
            assert_eq!(left, [""; 0], "{table}");
            let texts: Vec<&str> = articles.iter().map(|it| it.text.as_str()).collect();
            assert_eq!(texts, ["A; b\n\nOne.\nTwo.\n", "Three.\n"], "{table}");
            let date = Suggestion { field: Slot::Published, value: "2024-05-03".into(), source: "column date".into() };
            assert_eq!(articles[0].suggestions, [date], "{table}");
        }
    }

    #[test]
    fn row_that_is_malformed_is_named_by_its_line() {
        let (articles, left) =
            read("text,a\none,1\n\"two\nlines\",2\nthree\nfour,4,4\n\n ,5\nfive,6\nsix,\"7\neight,8\n");
        let texts: Vec<&str> = articles.iter().map(|it| it.text.trim()).collect();
        assert_eq!(texts, ["one", "two\nlines", "five"]);
        assert_eq!(
            left,
            [
                "line 5: it has 1 cell, and the first line names 2",
                "line 6: it has 3 cells, and the first line names 2",
                "line 8: its text is empty",
                "lines 10–11: a quotation mark is opened and never closed, so that all behind it is one cell",
            ]
        );
        let (articles, left) = read("{\"text\": \"one\"}\n{\"text\": [1]}\n[]\n{\"text\"\n{\"text\": null}");
        assert_eq!(articles.len(), 1);
        assert_eq!(left[..2], ["line 2: its text is no text", "line 3: it is no object"]);
        assert!(left[2].starts_with("line 4: it is no JSON") && left[3] == "line 5: its text is empty", "{left:?}");
    }

    #[test]
    fn value_that_could_be_two_is_said_and_not_taken() {
        let (articles, _) = read("text,date,lang,url\none,03/05/2024,Uzbek,https://a.example/1\n");
        let found: Vec<_> = articles[0].suggestions.iter().map(|it| (it.field, it.value.as_str())).collect();
        assert_eq!(found, [(Slot::Url, "https://a.example/1"), (Slot::Language, "uz")]);
        assert_eq!(articles[0].said, ["its publication date “03/05/2024” is none that can be read for certain"]);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let problem = |text: &str| Sheet::of(text).err().map(|it| it.to_string()).unwrap_or_default();
        assert_eq!(problem(" \n"), "the file is empty");
        assert!(problem("[{\"a\": 1}\n,").starts_with("line 2: it is no JSON array"), "{}", problem("[{\"a\": 1}\n,"));
        assert!(problem("text,text\n1,2").starts_with("line 1: two columns are called “text”"));
    }

    #[test]
    fn columns_are_shown_with_what_stands_in_them() {
        let sheet = Sheet::of("a,b\n,x\ny,z\n").unwrap();
        let shown: Vec<_> = sheet.columns().into_iter().map(|it| (it.name, it.sample)).collect();
        assert_eq!(shown, [("a".into(), "y".into()), ("b".into(), "x".into())]);
    }
}
