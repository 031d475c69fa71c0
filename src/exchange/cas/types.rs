//! Type systems: names that UIMA allows, the types a dataset uses, and their XML and JSON.

use std::collections::BTreeMap;

use serde_json::{Map, json};

use super::{
    ANNOTATION, ANNOTATION_BASE, ARTICLE, DEPENDENT, DOCUMENT, FRAGMENT, GOVERNOR, PACKAGE, PLACELESS,
    PLACELESS_RELATION, RELATION, SENTENCE, Structure, TOKEN, Value,
};
use crate::core::doc::names;

/// Features that UIMA has itself.
const TAKEN_FEATURES: [&str; 3] = ["begin", "end", "sofa"];
/// Types of the package that are no labels.
const TAKEN_TYPES: [&str; 4] = [ARTICLE, RELATION, PLACELESS_RELATION, FRAGMENT];
/// Names that the readers of other languages cannot have: dkpro-cassis makes a class of Python of each type.
const KEYWORDS: [&str; 12] =
    ["as", "class", "def", "from", "global", "if", "import", "in", "is", "or", "return", "with"];
/// Marks a name that had to be changed.
const CHANGED: &str = "F_";

/// Tells whether a field is written as an array of texts. A feature has one type in a whole dataset, so that it cannot
/// depend on an article.
pub fn is_list(field: &str) -> bool {
    names::is_list(field)
}

/// Gives the name of the feature of a field.
pub fn feature_of(field: &str) -> String {
    let plain = field.starts_with(|letter: char| letter.is_ascii_lowercase())
        && field.chars().all(|letter| matches!(letter, 'a'..='z' | '0'..='9' | '_'))
        && field != super::FRAGMENTS
        && !KEYWORDS.contains(&field)
        && !TAKEN_FEATURES.contains(&field);
    if plain { field.to_owned() } else { changed(field) }
}

/// Gives the name of the type of a label.
pub fn type_of(label: &str, placeless: bool) -> String {
    let plain = label.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && label.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        && !label.starts_with(CHANGED)
        && !label.ends_with(PLACELESS)
        && !TAKEN_TYPES.iter().any(|kind| kind.strip_prefix(PACKAGE) == Some(label));
    let name = if plain { label.to_owned() } else { changed(label) };
    format!("{PACKAGE}{name}{}", if placeless { PLACELESS } else { "" })
}

/// Gives the label or field behind the short name of a type or feature.
pub fn original(name: &str) -> String {
    let Some(name) = name.strip_prefix(CHANGED) else { return name.to_owned() };
    let mut out = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('U') {
        out.push_str(before);
        let letter = after
            .split_once('_')
            .and_then(|(code, after)| Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, after)));
        rest = match letter {
            Some((letter, after)) => {
                out.push(letter);
                after
            }
            None => after,
        };
    }
    out.push_str(rest);
    out
}

/// Writes any name with letters that UIMA allows, so that [`original`] finds it again.
fn changed(name: &str) -> String {
    let letter = |letter: char| {
        let stays = (letter.is_ascii_alphanumeric() && letter != 'U') || letter == '_';
        if stays { letter.to_string() } else { format!("U{:x}_", u32::from(letter)) }
    };
    let letters: String = name.chars().map(letter).collect();
    // The ending is that of placeless nodes, so a label must not have it.
    match letters.strip_suffix(PLACELESS) {
        Some(before) => format!("{CHANGED}{before}U4f_fArticle"),
        None => format!("{CHANGED}{letters}"),
    }
}

/// What a feature holds, as a type system says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Range {
    Text,
    Texts,
    Fragments,
    Annotation,
    Base,
}

/// The types that a dataset uses.
#[derive(Clone, Debug)]
pub struct Types(BTreeMap<String, BTreeMap<String, Range>>);

impl Default for Types {
    fn default() -> Self {
        let mut types = Self(BTreeMap::new());
        for kind in [SENTENCE, TOKEN, ARTICLE, FRAGMENT] {
            types.0.insert(kind.to_owned(), BTreeMap::new());
        }
        // Whole also where nothing is linked: INCEpTION knows a layer of relations by its ends.
        for (kind, end) in [(RELATION, Range::Annotation), (PLACELESS_RELATION, Range::Base)] {
            let features = [("role", Range::Text), (GOVERNOR, end), (DEPENDENT, end)];
            types.0.insert(kind.to_owned(), features.map(|(name, range)| (name.to_owned(), range)).into());
        }
        types
    }
}

impl Types {
    /// Takes in the types of an article.
    pub fn add(&mut self, structures: &[Structure]) {
        for structure in structures.iter().filter(|it| !it.kind.starts_with("uima.")) {
            if !self.0.contains_key(&structure.kind) {
                self.0.insert(structure.kind.clone(), BTreeMap::new());
            }
            let Some(features) = self.0.get_mut(&structure.kind) else { continue };
            for (name, value) in &structure.features {
                let range = match value {
                    Value::Text(_) => Range::Text,
                    Value::Texts(_) => Range::Texts,
                    Value::References(_) => Range::Fragments,
                    // UIMA has the offsets and the sofa; the ends of relations are known.
                    Value::Number(_) | Value::Reference(_) => continue,
                };
                if !features.contains_key(name) {
                    features.insert(name.clone(), range);
                }
            }
        }
    }

    /// Writes the description that stands beside XMI files.
    pub fn xml(&self) -> String {
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n<types>\n";
        let described = |(kind, features): (&String, &BTreeMap<String, Range>)| {
            let features: Vec<String> = features.iter().map(|(name, range)| feature_xml(name, *range)).collect();
            let super_type = super_type(kind);
            format!(
                "<typeDescription><name>{kind}</name><description/><supertypeName>{super_type}</supertypeName>\
                 <features>{}</features></typeDescription>\n",
                features.concat()
            )
        };
        let types: Vec<String> = self.0.iter().map(described).collect();
        format!("{head}{}</types>\n</typeSystemDescription>\n", types.concat())
    }

    /// Gives the `%TYPES` of a JSON CAS.
    pub fn json(&self) -> Map<String, serde_json::Value> {
        let mut types = Map::new();
        for (kind, features) in &self.0 {
            let mut object = Map::new();
            object.insert("%NAME".into(), kind.as_str().into());
            object.insert("%SUPER_TYPE".into(), super_type(kind).into());
            for (name, range) in features {
                let range = match range {
                    Range::Text => "uima.cas.String".to_owned(),
                    Range::Texts => "uima.cas.String[]".to_owned(),
                    Range::Fragments => format!("{FRAGMENT}[]"),
                    Range::Annotation => ANNOTATION.to_owned(),
                    Range::Base => ANNOTATION_BASE.to_owned(),
                };
                object.insert(name.clone(), json!({ "%NAME": name, "%RANGE": range }));
            }
            types.insert(kind.clone(), object.into());
        }
        types
    }
}

fn feature_xml(name: &str, range: Range) -> String {
    let (range, element) = match range {
        Range::Text => ("uima.cas.String", String::new()),
        Range::Texts => ("uima.cas.StringArray", String::new()),
        Range::Fragments => ("uima.cas.FSArray", format!("<elementType>{FRAGMENT}</elementType>")),
        Range::Annotation => (ANNOTATION, String::new()),
        Range::Base => (ANNOTATION_BASE, String::new()),
    };
    format!(
        "\n<featureDescription><name>{name}</name><description/>\
         <rangeTypeName>{range}</rangeTypeName>{element}</featureDescription>"
    )
}

fn super_type(kind: &str) -> &'static str {
    let base = kind == ARTICLE || kind == PLACELESS_RELATION || kind.ends_with(PLACELESS);
    if base { ANNOTATION_BASE } else { ANNOTATION }
}

/// Tells whether a feature structure says nothing of its own: words and sentences, which follow from the text, what the
/// project had to choose from, and what every file has.
pub fn is_benign(kind: &str) -> bool {
    const KINDS: [&str; 8] = [
        SENTENCE,
        TOKEN,
        "uima.cas.View",
        "uima.cas.NULL",
        "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.TokenForm",
        "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.TagsetDescription",
        "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.TagDescription",
        "de.tudarmstadt.ukp.clarin.webanno.api.type.CASMetadata",
    ];
    KINDS.contains(&kind)
        || kind.ends_with(".api.type.LayerDefinition")
        || kind.ends_with(".api.type.FeatureDefinition")
        || kind.ends_with(".api.type.CASMetadata")
}

/// Tells whether a feature structure is part of how a tool works, or of its words and syntax, and not a mark.
pub fn is_scaffolding(kind: &str) -> bool {
    const PARTS: [&str; 6] = [
        ".api.segmentation.type.",
        ".api.metadata.type.",
        ".api.lexmorph.type.",
        ".api.syntax.type.",
        ".webanno.api.type.",
        ".inception.api.type.",
    ];
    kind == DOCUMENT
        || kind == FRAGMENT
        || ["uima.cas.Sofa", "uima.cas.View", "uima.cas.NULL"].contains(&kind)
        || PARTS.iter().any(|part| kind.contains(part))
}

/// Tells whether a feature structure is an array that others hold.
pub fn is_array(kind: &str) -> bool {
    kind.ends_with("[]") || (kind.starts_with("uima.cas.") && kind.ends_with("Array"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_comes_back() {
        for name in [
            "type",
            "begin",
            "_x",
            "1a",
            "",
            "F_a",
            "URL",
            "ü😊 .",
            "fragments",
            "x_OfArticle",
            "Relation",
            "OfArticle",
        ] {
            assert_eq!(original(&feature_of(name)), name);
            for placeless in [false, true] {
                let kind = type_of(name, placeless);
                let short = kind.strip_prefix(PACKAGE).unwrap_or("");
                let bare = short.strip_suffix(PLACELESS);
                assert_eq!(bare.is_some(), placeless, "{kind}");
                assert_eq!(original(bare.unwrap_or(short)), name);
                assert!(short.chars().all(|it| it.is_ascii_alphanumeric() || it == '_'), "{kind}");
            }
        }
    }

    #[test]
    fn plain_names_stay() {
        assert_eq!(feature_of("signed_basis"), "signed_basis");
        assert_eq!((type_of("Actor", false), type_of("x_trainees", true)).0, "webanno.custom.Actor");
    }
}
