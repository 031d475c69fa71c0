//! What the parser of the files met, in words of the people who have to put it right. Nothing here names how the
//! program is built.

use ron::error::{Error, SpannedError};

use super::Position;

/// Gives the place of what is wrong.
pub(in crate::store) fn place(error: &SpannedError) -> Position {
    let value = matches!(error.code, Error::Message(_) | Error::InvalidValueForType { .. });
    let place = if value || names_itself(&error.code) { &error.span.start } else { &error.span.end };
    Position { line: place.line, column: place.col }
}

/// Tells whether the place where an error begins is what is wrong. Otherwise something else should have come after it:
/// the parser gives the last thing that was read.
pub(in crate::store) fn names_itself(error: &Error) -> bool {
    matches!(
        error,
        Error::NoSuchStructField { .. }
            | Error::DuplicateStructField { .. }
            | Error::NoSuchEnumVariant { .. }
            | Error::NoSuchExtension(_)
            | Error::ExpectedDifferentStructName { .. }
            | Error::InvalidEscape(_)
            | Error::ExpectedStringEnd
            | Error::UnclosedBlockComment
    )
}

/// Says in a sentence what the parser met, and what to do.
pub(in crate::store) fn in_words(error: &Error) -> String {
    let sentence = match error {
        Error::NoSuchStructField { expected, found, .. } => {
            return format!("There is no “{found}” here. Write one of {}, or take it out.", expected.join(", "));
        }
        Error::NoSuchEnumVariant { expected, found, .. } => {
            return format!("“{found}” cannot be chosen here. Write one of {}.", expected.join(", "));
        }
        Error::MissingStructField { field, .. } => return format!("“{field}” is missing before this place. Add it."),
        Error::DuplicateStructField { field, .. } => return format!("“{field}” stands here twice. Take one out."),
        Error::UnexpectedChar(sign) => {
            return format!("Nothing here can begin with “{sign}”. Write texts in straight quotation marks: \"text\".");
        }
        Error::Message(sentence) => return format!("{}. Correct it.", sentence.trim_end_matches('.')),
        Error::InvalidValueForType { found, .. } => {
            return format!("Something else belongs here than {found}. Write it as other records have it.");
        }
        Error::NoSuchExtension(name) => return format!("There is nothing called “{name}” to enable. Take it out."),
        Error::InvalidEscape(_) => "Nothing is written with this backslash. Write \\\\ for a backslash itself.",
        Error::ExpectedInteger
        | Error::InvalidIntegerDigit { .. }
        | Error::IntegerOutOfBounds
        | Error::UnderscoreAtBeginning
        | Error::ExpectedFloat
        | Error::FloatUnderscore => "A number belongs here, of a size that makes sense. Write it in digits.",
        Error::ExpectedArrayEnd => "A comma or “]” is missing before this place. Add it.",
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => {
            "A comma or “)” is missing before this place. Add it."
        }
        Error::ExpectedMapEnd => "A comma or “}” is missing before this place. Add it.",
        Error::ExpectedString => "A text in quotation marks belongs here. Write it as \"text\".",
        Error::ExpectedChar => "A single sign belongs here. Write it as 'a'.",
        Error::ExpectedOption => "Some(…) or None belongs here. Write Some( ) around the value.",
        Error::ExpectedBoolean => "Only true or false belongs here. Write one of them.",
        Error::ExpectedArray => "A list belongs here. Write it as [ … ].",
        Error::ExpectedMap => "A map belongs here. Write it as { \"list\": … }.",
        Error::ExpectedMapColon => "A colon belongs here. Add it.",
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) | Error::ExpectedDifferentStructName { .. } => {
            "An opening bracket belongs here. Write the fields as ( name: value, … )."
        }
        Error::ExpectedIdentifier => "A word without quotation marks belongs here. Write one.",
        Error::ExpectedComma => "A comma or a closing bracket is missing before this place. Add it.",
        Error::Eof => "The file ends too early. Close its brackets.",
        Error::ExpectedStringEnd => "The text that begins here does not end. Close its quotation mark.",
        Error::UnclosedBlockComment => "A comment does not end. Close it with */.",
        Error::TrailingCharacters => "Something stands after the last bracket. Take it out.",
        Error::ExceededRecursionLimit => "Too many brackets stand inside each other. Take some out.",
        _ => "This cannot be understood. Write it as other records have it.",
    };
    sentence.to_owned()
}
