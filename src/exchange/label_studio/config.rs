//! The labelling configuration: which controls Label Studio shows. Without it the tasks cannot be imported.
//!
//! What people look for comes first, in the order of the table of names; who wrote what when stands last, folded up.

use std::collections::BTreeSet;

use quick_xml::escape::escape;

use super::control;
use super::{LABEL, LINKS, NAME, RECORDS, Seen, TEXT};
use crate::core::doc::label;
use crate::core::doc::names;
use crate::core::schema::Schema;

/// Choices up to which a list is shown whole; longer ones fold up.
const SHORT: usize = 8;
/// Fields that say who wrote what when, and what is said beside the values.
const BOOKKEEPING: [&str; 16] = [
    "accepted",
    "accepted_by",
    "annotator",
    "changed_at",
    "changed_by",
    "created_at",
    "created_by",
    "done_at",
    "done_by",
    "done_guideline",
    "done_schema",
    "done_schema_version",
    "from",
    "header_version",
    "label",
    "origin",
];

/// A control as the configuration has it.
struct Control<'a> {
    name: String,
    /// Labels of the marks it belongs to; empty for one of the article.
    labels: Vec<&'a str>,
    field: &'a str,
}

/// Makes the configuration for everything that was written.
pub(super) fn of(seen: &Seen, schema: &Schema) -> String {
    let mut xml = format!("<View>\n  <Header value=\"${NAME}\"/>\n");
    if !seen.roles.is_empty() {
        xml.push_str("  <Relations choice=\"multiple\">\n");
        for role in &seen.roles {
            line(&mut xml, &format!("    <Relation value=\"{}\"/>", escape(role)));
        }
        xml.push_str("  </Relations>\n");
    }
    line(&mut xml, &format!("  <Labels name=\"{LABEL}\" toName=\"{TEXT}\">"));
    let further = seen.labels.iter().map(String::as_str).filter(|name| !label::ALL.contains(name));
    for name in label::ALL.into_iter().chain(further) {
        let colour = colour_of(name, schema).map_or(String::new(), |it| format!(" background=\"{it}\""));
        line(&mut xml, &format!("    <Label value=\"{}\"{colour}/>", escape(name)));
    }
    xml.push_str("  </Labels>\n");
    line(&mut xml, &format!("  <Text name=\"{TEXT}\" value=\"${TEXT}\" granularity=\"symbol\"/>"));
    let (first, last): (Vec<Control<'_>>, Vec<Control<'_>>) =
        controls(seen, schema).into_iter().partition(|it| !is_bookkeeping(it.field));
    for control in &first {
        write(&mut xml, control, seen, schema);
    }
    for name in [RECORDS, LINKS].into_iter().filter(|_| seen.loose) {
        write(&mut xml, &Control { name: name.to_owned(), labels: Vec::new(), field: name }, seen, schema);
    }
    if !last.is_empty() {
        xml.push_str("  <Collapse>\n  <Panel value=\"Who, when and why\">\n");
        for control in &last {
            write(&mut xml, control, seen, schema);
        }
        xml.push_str("  </Panel>\n  </Collapse>\n");
    }
    xml.push_str("</View>\n");
    xml
}

fn is_bookkeeping(field: &str) -> bool {
    BOOKKEEPING.contains(&field)
        || names::remark(field).is_some()
        || ["_mention", "_basis_reason", "_sha256"].iter().any(|end| field.ends_with(end))
}

fn colour_of(name: &str, schema: &Schema) -> Option<String> {
    if let Some(kind) = names::kinds().iter().find(|kind| kind.label == name) {
        return Some(kind.colour.to_owned());
    }
    let (red, green, blue) = schema.type_def(name)?.colour;
    Some(format!("#{red:02x}{green:02x}{blue:02x}"))
}

/// Lists the controls in the order in which people want to read them.
fn controls<'a>(seen: &'a Seen, schema: &Schema) -> Vec<Control<'a>> {
    let order = |name: &str| {
        let all = label::ALL.into_iter().flat_map(|label| names::of(label).map(|it| it.name));
        // Agreements are what the work is about, and their names come first.
        names::of(label::AGREEMENT).map(|it| it.name).chain(all).position(|it| it == name)
    };
    let mut marks: Vec<(usize, &str)> =
        seen.mark_fields.keys().map(|name| (order(name).unwrap_or(usize::MAX), name.as_str())).collect();
    marks.sort_unstable();
    let mut controls: Vec<Control<'a>> = Vec::new();
    for (_, field) in marks {
        for label in seen.mark_fields.get(field).into_iter().flatten() {
            let name = control::of_mark(label, field, schema);
            match controls.iter_mut().find(|it| it.name == name) {
                Some(control) => control.labels.push(label),
                None => controls.push(Control { name, labels: vec![label], field }),
            }
        }
    }
    let order = |name: &str| names::of_article().position(|it| it.name == name).unwrap_or(usize::MAX);
    let mut of_article: Vec<(usize, &str)> =
        seen.article_fields.iter().map(|name| (order(name), name.as_str())).collect();
    of_article.sort_unstable();
    let whole = |(_, field): (usize, &'a str)| Control { name: control::of_article(field), labels: Vec::new(), field };
    controls.extend(of_article.into_iter().map(whole));
    controls
}

fn write(xml: &mut String, control: &Control<'_>, seen: &Seen, schema: &Schema) {
    let label = control.labels.first().copied();
    let name = escape(control.name.as_str());
    let field = escape(control::label_of(label, control.field, schema));
    let labels = escape(control.labels.join(",")).into_owned();
    let (when, of_region) = if control.labels.is_empty() {
        (String::new(), "")
    } else {
        let when = format!(" visibleWhen=\"region-selected\" whenTagName=\"{LABEL}\" whenLabelValue=\"{labels}\"");
        (when, " perRegion=\"true\"")
    };
    line(xml, &format!("  <View{when}>"));
    line(xml, &format!("    <Header size=\"5\" value=\"{field}\"/>"));
    let is_loose = control.field == RECORDS || control.field == LINKS;
    let offered = if is_loose { None } else { control::choices(label, control.field, schema) };
    let Some((offered, many)) = offered else {
        line(xml, &format!("    <TextArea name=\"{name}\" toName=\"{TEXT}\" editable=\"true\"{of_region}/>"));
        line(xml, "  </View>");
        return;
    };
    // No code is lost because a list does not have it.
    let codes: BTreeSet<&str> = offered.iter().map(|it| it.code.as_str()).collect();
    let met = seen.chosen.get(&control.name).into_iter().flatten().filter(|code| !codes.contains(code.as_str()));
    let met: Vec<&String> = met.collect();
    let several = if many { "multiple" } else { "single" };
    let layout = if offered.len() + met.len() > SHORT { " layout=\"select\"" } else { " showInLine=\"true\"" };
    line(xml, &format!("    <Choices name=\"{name}\" toName=\"{TEXT}\" choice=\"{several}\"{layout}{of_region}>"));
    for choice in &offered {
        let hint = if choice.hint.is_empty() { String::new() } else { format!(" hint=\"{}\"", escape(&choice.hint)) };
        line(xml, &format!("      <Choice value=\"{}\"{hint}/>", escape(&choice.code)));
    }
    for code in met {
        line(xml, &format!("      <Choice value=\"{}\"/>", escape(code)));
    }
    line(xml, "    </Choices>");
    line(xml, "  </View>");
}

fn line(xml: &mut String, text: &str) {
    xml.push_str(text);
    xml.push('\n');
}
