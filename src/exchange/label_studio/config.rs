//! The labelling configuration: which controls Label Studio shows. Without it the tasks cannot be imported.

use quick_xml::escape::escape;

use super::{ARTICLE, LABEL, LINKS, MARK, NAME, RECORDS, Seen, TEXT};
use crate::core::doc::label;

/// Makes the configuration for everything that was written.
pub(super) fn of(seen: &Seen) -> String {
    let mut xml = format!("<View>\n  <Header value=\"${NAME}\"/>\n");
    if !seen.roles.is_empty() {
        options(&mut xml, "<Relations choice=\"multiple\">", "Relation", seen.roles.iter().map(String::as_str));
        xml.push_str("  </Relations>\n");
    }
    let further = seen.labels.iter().map(String::as_str).filter(|name| !label::ALL.contains(name));
    let labels = label::ALL.into_iter().chain(further);
    options(&mut xml, &format!("<Labels name=\"{LABEL}\" toName=\"{TEXT}\">"), "Label", labels);
    xml.push_str("  </Labels>\n");
    line(&mut xml, &format!("  <Text name=\"{TEXT}\" value=\"${TEXT}\" granularity=\"symbol\"/>"));
    for (name, labels) in &seen.mark_fields {
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let labels = escape(labels.join(",")).into_owned();
        let when = format!(" visibleWhen=\"region-selected\" whenTagName=\"{LABEL}\" whenLabelValue=\"{labels}\"");
        field(&mut xml, &format!("{MARK}{name}"), name, &when, " perRegion=\"true\"");
    }
    for name in &seen.article_fields {
        field(&mut xml, &format!("{ARTICLE}{name}"), name, "", "");
    }
    for name in [RECORDS, LINKS].iter().filter(|_| seen.loose) {
        field(&mut xml, name, name, "", "");
    }
    xml.push_str("</View>\n");
    xml
}

fn options<'a>(xml: &mut String, open: &str, tag: &str, values: impl Iterator<Item = &'a str>) {
    line(xml, &format!("  {open}"));
    for value in values {
        line(xml, &format!("    <{tag} value=\"{}\"/>", escape(value)));
    }
}

fn field(xml: &mut String, control: &str, name: &str, when: &str, of_region: &str) {
    let (control, name) = (escape(control), escape(name));
    line(xml, &format!("  <View{when}>"));
    line(xml, &format!("    <Header size=\"5\" value=\"{name}\"/>"));
    line(xml, &format!("    <TextArea name=\"{control}\" toName=\"{TEXT}\" editable=\"true\"{of_region}/>"));
    line(xml, "  </View>");
}

fn line(xml: &mut String, text: &str) {
    xml.push_str(text);
    xml.push('\n');
}
