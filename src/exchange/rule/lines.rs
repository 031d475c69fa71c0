//! Files of lines and of feature structures as other programs write them.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::Foreign;
use super::tape::{TEXT, Tape};

pub fn brat(tape: &mut Tape<'_>) -> Foreign {
    let mut out = String::new();
    for number in 1..=1 + tape.pick(4) {
        let (start, end, text) = tape.place();
        let quote = if tape.once_in(8) { tape.word() } else { text.to_owned() };
        let end = if tape.once_in(8) { 900 } else { end };
        let tab = if tape.once_in(10) { ' ' } else { '\t' };
        writeln!(out, "T{number}\t{} {start} {end}{tab}{quote}", tape.word()).expect("a text takes everything");
    }
    for number in 1..=tape.pick(8) {
        let (one, other) = (1 + tape.pick(4), 1 + tape.pick(4));
        let written = match tape.pick(9) {
            0 => writeln!(out, "A{number}\t{} T{one} {}", ["Sure", "Label", "Mood"][tape.pick(3)], tape.word()),
            1 => writeln!(
                out,
                "R{number}\t{} Arg{}:T{one} Arg{}:T{other}",
                tape.word(),
                1 + tape.pick(2),
                1 + tape.pick(2)
            ),
            2 => writeln!(
                out,
                "R{number}\t{} {}:T{one} To:T{other} {}:T1\t{}",
                tape.word(),
                tape.word(),
                tape.word(),
                tape.word()
            ),
            3 => writeln!(out, "E{number}\t{}:T{one} {}:T{other}", tape.word(), tape.word()),
            4 => {
                writeln!(out, "#{number}\tAnnotatorNotes {}{one}\t{}", ["T", "R", "A", "E"][tape.pick(4)], tape.word())
            }
            5 => writeln!(out, "N{number}\tReference T{one} Wiki:{}\t{}", tape.word(), tape.word()),
            6 => writeln!(out, "*\t{} T{one} T{other}", tape.word()),
            7 => writeln!(out, "A{number}\tSure R{one} {}", tape.word()),
            _ => writeln!(out, "{}", tape.word()),
        };
        written.expect("a text takes everything");
    }
    Foreign { format: "brat", name: "a.ann", bytes: out, beside: Some(("a.txt", TEXT)) }
}

pub fn tsv(tape: &mut Tape<'_>) -> Foreign {
    let mut out = String::from("#FORMAT=WebAnno TSV 3.3\n");
    let has_header = !tape.once_in(6);
    if has_header {
        out.push_str(
            "#T_SP=webanno.custom.Span|kind|note\n#T_SP=webanno.custom.Deal|ROLE_webanno.custom.Deal:parties_webanno.custom.Link|webanno.custom.Span\n\
             #T_RL=webanno.custom.Rel|label|why|BT_webanno.custom.Span\n#T_CH=webanno.custom.CorefLink|referenceRelation|referenceType\n",
        );
    }
    out.push_str("\n\n#Text=Peru and Laos signed. Cuba left Rome.\n");
    let words = [(0, 4), (5, 8), (9, 13), (14, 20), (20, 21), (22, 26), (27, 31), (32, 36), (36, 37)];
    for (at, (start, end)) in words.into_iter().enumerate() {
        let mut cells = vec!["_".to_owned(); 9];
        if tape.pick(2) == 1 {
            cells[0] = if tape.pick(2) == 0 { "*".into() } else { tape.word() };
            cells[1] = tape.word();
            if tape.once_in(3) {
                cells[0] = format!("{}|{}", cells[0], tape.word());
                cells[1] = format!("{}|*", cells[1]);
            }
        }
        if tape.once_in(3) {
            let targets: Vec<String> = (0..=tape.pick(3)).map(|_| format!("1-{}", 1 + tape.pick(9))).collect();
            let roles: Vec<String> = (0..=tape.pick(3)).map(|_| tape.word()).collect();
            (cells[2], cells[3]) = (roles.join(";"), targets.join(";"));
        }
        if tape.once_in(4) {
            (cells[4], cells[5], cells[6]) = (tape.word(), tape.word(), format!("1-{}", 1 + tape.pick(9)));
        }
        if tape.once_in(5) {
            (cells[7], cells[8]) = (format!("{}->1-1", tape.word()), format!("{}[1]", tape.word()));
        }
        if tape.once_in(9) {
            cells.push(tape.word());
        }
        let form = if tape.once_in(12) { "Chad" } else { &TEXT[start..end] };
        writeln!(out, "1-{}\t{start}-{end}\t{form}\t{}\t", at + 1, cells.join("\t")).expect("a text takes everything");
    }
    if tape.once_in(6) {
        writeln!(out, "#{}", tape.word()).expect("a text takes everything");
    }
    Foreign { format: "webanno-tsv", name: "a.tsv", bytes: out, beside: None }
}

/// The feature structures of a file: type and features, of which those with an `@` lead to others.
fn structures(tape: &mut Tape<'_>) -> Vec<(u64, &'static str, Map<String, Value>)> {
    let mut all = Vec::new();
    let object = |value: Value| match value {
        Value::Object(object) => object,
        _ => Map::new(),
    };
    let placed = |tape: &mut Tape<'_>, features: Value| {
        let (start, end, _) = tape.place();
        let end = if tape.once_in(8) { 900 } else { end };
        let mut features = object(features);
        features.insert("begin".into(), start.into());
        features.insert("end".into(), end.into());
        features.insert("@sofa".into(), if tape.once_in(9) { 77 } else { 1 }.into());
        if tape.once_in(3) {
            features.insert(["comment", "Extra", "zz"][tape.pick(3)].to_owned(), tape.word().into());
        }
        features
    };
    let meta = json!({"@sofa": 1, "documentId": "d", "language": tape.word(), "author": tape.word()});
    all.push((2, "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData", object(meta)));
    for id in 3..6 {
        let features = json!({"value": tape.word(), "identifier": tape.word()});
        all.push((id, "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", placed(tape, features)));
    }
    let (governor, dependent) = (3 + tape.pick(3), 3 + tape.pick(4));
    let features = json!({"@Governor": governor, "@Dependent": dependent, "label": tape.word(), "why": tape.word()});
    all.push((7, "webanno.custom.Rel", placed(tape, features)));
    let features = json!({"value": tape.word(), "@slots": [9, 10]});
    all.push((8, "webanno.custom.Deal", placed(tape, features)));
    for id in [9, 10] {
        let mut link = object(json!({"@target": 3 + tape.pick(4), "role": tape.word()}));
        tape.perhaps(&mut link, "weight", |tape| tape.word().into());
        all.push((id, "webanno.custom.DealLink", link));
    }
    for (id, kind) in [(11, "Lemma"), (12, "Token")] {
        let kind = if kind == "Lemma" {
            "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Lemma"
        } else {
            "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
        };
        if tape.pick(2) == 1 {
            all.push((id, kind, object(json!({"@sofa": 1, "begin": 0, "end": 4}))));
        }
    }
    if tape.pick(2) == 1 {
        let features = json!({"@sofa": 1, "begin": 0, "end": 4, "PosValue": "NN"});
        all.push((13, "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS", object(features)));
    }
    if tape.once_in(3) {
        let features = json!({"@sofa": 1, "begin": 0, "end": 0, "name": tape.word(), "value": tape.word()});
        all.push((14, "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.MetaDataStringField", object(features)));
    }
    if tape.once_in(3) {
        let features = json!({"sofaNum": 2, "sofaID": "other", "sofaString": format!("Another {}", tape.word())});
        all.push((77, "uima.cas.Sofa", object(features)));
    }
    all
}

pub fn xmi(tape: &mut Tape<'_>) -> Foreign {
    let all = structures(tape);
    let mut packages: Vec<&str> =
        all.iter().filter_map(|it| Some(it.1.rsplit_once('.')?.0)).chain(["uima.cas"]).collect();
    packages.sort_unstable();
    packages.dedup();
    let prefix = |package: &str| format!("p{}", packages.iter().position(|it| *it == package).unwrap_or(0));
    let mut out =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI xmlns:xmi=\"http://www.omg.org/XMI\"");
    for package in &packages {
        write!(out, " xmlns:{}=\"http:///{}.ecore\"", prefix(package), package.replace('.', "/"))
            .expect("a text takes everything");
    }
    out.push_str(" xmi:version=\"2.0\">\n");
    for (id, kind, features) in &all {
        let (package, short) = kind.rsplit_once('.').unwrap_or(("", kind));
        write!(out, "<{}:{short} xmi:id=\"{id}\"", prefix(package)).expect("a text takes everything");
        for (name, value) in features {
            let value = match value {
                Value::String(text) => text.clone(),
                Value::Array(ids) => ids.iter().map(Value::to_string).collect::<Vec<_>>().join(" "),
                other => other.to_string(),
            };
            write!(out, " {}=\"{value}\"", name.trim_start_matches('@')).expect("a text takes everything");
        }
        out.push_str("/>\n");
    }
    let cas = prefix("uima.cas");
    write!(
        out,
        "<{cas}:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text\" sofaString=\"{TEXT}\"/>\n</xmi:XMI>\n"
    ).expect("a text takes everything");
    Foreign { format: "cas-xmi", name: "a.xmi", bytes: out, beside: None }
}

pub fn cas(tape: &mut Tape<'_>) -> Foreign {
    let mut lines =
        vec![json!({"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": TEXT})];
    for (id, kind, features) in structures(tape) {
        let mut structure = json!({"%ID": id, "%TYPE": kind});
        for (name, value) in features {
            // Several are led to through an array.
            if value.is_array() {
                lines.push(json!({"%ID": 500 + id, "%TYPE": "uima.cas.FSArray", "%ELEMENTS": value}));
                structure[name] = (500 + id).into();
            } else {
                structure[name] = value;
            }
        }
        lines.push(structure);
    }
    if tape.once_in(4) {
        lines.push(tape.word().into());
    }
    let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
    let bytes =
        format!("{{\"%TYPES\": {{}}, \"%FEATURE_STRUCTURES\": [\n{}\n], \"%VIEWS\": {{}}}}\n", lines.join(",\n"));
    Foreign { format: "cas-json", name: "a.json", bytes, beside: None }
}
