//! The rows of a table as cells: of CSV with any of four signs between them, of JSON lines, and of one JSON array.

use serde_json::Value;

use crate::exchange::Unreadable;

/// Signs between cells, the likeliest first.
const BETWEEN: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Rows of JSON that are looked at for the names of columns; later ones may have more.
const LOOKED_AT: usize = 200;

/// A table.
pub(super) enum Table<'a> {
    /// CSV: the whole text, and the sign between cells.
    Csv(&'a str, u8),
    /// An object a line.
    Lines(&'a str),
    /// One array of objects.
    Array(Vec<Value>),
}

/// Gives the cell of a column; or says why it cannot be taken.
type Cells<'a> = Box<dyn Fn(&str) -> Result<String, String> + 'a>;

/// A row.
pub(super) struct Row<'a> {
    /// Where it stands, such as `line 7`.
    pub place: String,
    /// Its cells; or why there are none.
    pub cells: Result<Cells<'a>, String>,
}

impl<'a> Table<'a> {
    /// Tells what a text is, and gives the names of its columns.
    pub fn of(text: &'a str) -> Result<(Self, Vec<String>), Unreadable> {
        let begin = text.trim_start();
        if begin.starts_with('[') {
            let values: Vec<Value> = serde_json::from_str(text)
                .map_err(|error| Unreadable::at(error.line(), format!("it is no JSON array: {error}")))?;
            let head = keys(values.iter().take(LOOKED_AT));
            return Ok((Self::Array(values), head));
        }
        if begin.starts_with('{') {
            if let Ok(value) = serde_json::from_str::<Value>(text) {
                let head = keys(std::iter::once(&value));
                return Ok((Self::Array(vec![value]), head));
            }
            let values = text.lines().take(LOOKED_AT).filter_map(|line| serde_json::from_str::<Value>(line).ok());
            let values: Vec<Value> = values.collect();
            if values.is_empty() {
                return Err(Unreadable::at(1, "it is no JSON, and no line of it is"));
            }
            return Ok((Self::Lines(text), keys(values.iter())));
        }
        let sign = between(text);
        let mut reader = reader(text, sign);
        let head = reader.headers().map_err(|error| Unreadable::at(1, error.to_string()))?;
        let head: Vec<String> = head.iter().map(|name| name.trim().to_owned()).collect();
        if let Some(name) = head.iter().enumerate().find_map(|(at, name)| head[..at].contains(name).then_some(name)) {
            return Err(Unreadable::at(1, format!("two columns are called “{name}”; give each a name of its own")));
        }
        Ok((Self::Csv(text, sign), head))
    }

    /// Goes through the rows; `false` stops.
    pub fn rows(&self, head: &[String], take: &mut dyn FnMut(Row<'_>) -> bool) {
        match self {
            Self::Csv(text, sign) => csv_rows(text, *sign, head, take),
            Self::Lines(text) => {
                for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
                    let value: Result<Value, _> = serde_json::from_str(line);
                    let value = value.map_err(|error| format!("it is no JSON: {error}"));
                    if !take(row(format!("line {}", at + 1), value.as_ref().map_err(String::as_str))) {
                        return;
                    }
                }
            }
            Self::Array(values) => {
                for (at, value) in values.iter().enumerate() {
                    if !take(row(format!("element {}", at + 1), Ok(value))) {
                        return;
                    }
                }
            }
        }
    }
}

fn keys<'a>(values: impl Iterator<Item = &'a Value>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for object in values.filter_map(Value::as_object) {
        for name in object.keys() {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
    }
    names
}

fn row<'a>(place: String, value: Result<&'a Value, &str>) -> Row<'a> {
    let cells = value.map_err(str::to_owned).and_then(|value| {
        let object = value.as_object().ok_or_else(|| "it is no object".to_owned())?;
        let cell = move |name: &str| match object.get(name) {
            None | Some(Value::Null) => Ok(String::new()),
            Some(Value::String(text)) => Ok(text.clone()),
            Some(Value::Number(number)) => Ok(number.to_string()),
            Some(_) => Err(format!("its {name} is no text")),
        };
        Ok(Box::new(cell) as Cells<'a>)
    });
    Row { place, cells }
}

fn reader(text: &str, sign: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(sign).flexible(true).from_reader(text.as_bytes())
}

/// Finds the sign between cells: the one that parts the first row into most.
fn between(text: &str) -> u8 {
    let cells = |sign: u8| reader(text, sign).headers().map_or(0, csv::StringRecord::len);
    let most = BETWEEN.into_iter().map(cells).max().unwrap_or(0);
    BETWEEN.into_iter().find(|sign| cells(*sign) == most).unwrap_or(b',')
}

fn csv_rows(text: &str, sign: u8, head: &[String], take: &mut dyn FnMut(Row<'_>) -> bool) {
    let mut reader = reader(text, sign);
    let mut record = csv::StringRecord::new();
    let (mut line, mut counted) = (1, 0);
    while reader.read_record(&mut record).unwrap_or(false) {
        let from = record.position().map_or(0, csv::Position::byte);
        let from = usize::try_from(from).unwrap_or(text.len()).min(text.len());
        let to = usize::try_from(reader.position().byte()).unwrap_or(text.len()).min(text.len());
        // The library counts lines of its own kind; what an editor shows is the number of line feeds.
        let blank = text[from..to].len() - text[from..to].trim_start_matches(['\r', '\n']).len();
        line += text[counted..from + blank].matches('\n').count();
        counted = from + blank;
        let lines = text[counted..to].trim_end().matches('\n').count();
        let place = if lines == 0 { format!("line {line}") } else { format!("lines {line}–{}", line + lines) };
        // Every quotation mark inside of one that quotes is doubled.
        let open = to == text.len() && lines > 0 && !text[from..to].matches('"').count().is_multiple_of(2);
        let cells = if open {
            Err("a quotation mark is opened and never closed, so that all behind it is one cell".to_owned())
        } else if record.len() == head.len() {
            let record = &record;
            let cell = move |name: &str| {
                let at = head.iter().position(|it| it == name);
                Ok(at.and_then(|at| record.get(at)).unwrap_or_default().to_owned())
            };
            Ok(Box::new(cell) as Cells<'_>)
        } else {
            let (cells, names) = (counted_cells(record.len()), head.len());
            Err(format!("it has {cells}, and the first line names {names}"))
        };
        if !take(Row { place, cells }) {
            return;
        }
    }
}

fn counted_cells(count: usize) -> String {
    if count == 1 { "1 cell".to_owned() } else { format!("{count} cells") }
}
