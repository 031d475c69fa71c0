//! The file in which a person wants the report of an import.

use std::path::Path;

use crate::store::bytes::{is_absent, read_bytes};
use crate::store::disk::{Disk as _, RealDisk};
use crate::store::write::{self, Expected};

/// Bytes of a report that may be written over.
const LIMIT: u64 = 1 << 30;

/// Writes a report, over an older one or where there is nothing, and never among the files of a corpus.
///
/// # Errors
/// Says that it would stand in the corpus, that something else stands there, or what the disk says.
pub fn save_report(corpus: &Path, path: &Path, text: &str, is_report: &dyn Fn(&str) -> bool) -> Result<(), String> {
    let whole = |path: &Path| RealDisk.resolve(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if whole(folder).starts_with(whole(corpus)) {
        let path = path.display();
        return Err(format!(
            "{path} is in the corpus, where it would be an article or its work. Choose a file outside."
        ));
    }
    let expected = if is_absent(&RealDisk, path) {
        Expected::Absent
    } else {
        let bytes = read_bytes(&RealDisk, path, LIMIT).map_err(|error| format!("The report: {error}"))?;
        if !is_report(&String::from_utf8_lossy(&bytes)) {
            let path = path.display();
            return Err(format!("{path} is there and is no report of an import. Choose another file for --report."));
        }
        Expected::now(&RealDisk, path).map_err(|error| format!("The report: {error}"))?
    };
    write::save(&RealDisk, path, text, expected).map(drop).map_err(|error| format!("The report: {error}."))
}
