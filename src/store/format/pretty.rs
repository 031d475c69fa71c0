//! From any file struct to RON as people compare and merge it: one field a line, one record a block.
//!
//! The layout is ours because it is what git diffs by: a struct is a block of lines down to the fourth level,
//! a list of structs has one item a line, a map one entry a line, everything smaller stays on one line. Strings go through
//! [`quoted`]. The same data is always the same text.

use serde::Serialize;
use serde::ser::{self, Serializer};

use super::quoting::quoted;

/// Levels of structs that are written as blocks: the file, a record of one of its lists.
const BLOCKS: usize = 2;

/// Writes data as RON.
///
/// # Errors
/// Says what it holds that files never hold.
pub(in crate::store) fn pretty(data: &impl Serialize) -> Result<String, Unwritable> {
    let mut out = String::new();
    data.serialize(Nodes)?.write(&mut out, 0, 0);
    out.push('\n');
    Ok(out)
}

/// A value on its way to text.
enum Node {
    Leaf(String),
    Struct(Vec<(&'static str, Node)>),
    Seq(Vec<Node>),
    Map(Vec<(Node, Node)>),
    Wrapped(String, Box<Node>),
}

impl Node {
    /// Writes the node; `blocks` counts the structs around it, `depth` the indentation.
    fn write(&self, out: &mut String, depth: usize, blocks: usize) {
        match self {
            Self::Struct(fields) if blocks < BLOCKS || self.holds_a_map() => {
                // What lies deeper and holds fields of a schema or remarks does not make its lists deeper.
                let inner = if blocks < BLOCKS { blocks + 1 } else { blocks };
                out.push_str("(\n");
                for (name, value) in fields {
                    indent(out, depth + 1);
                    out.push_str(name);
                    out.push_str(": ");
                    // Lists of records lie in a file directly; those of a record hold small things.
                    value.write(out, depth + 1, inner);
                    out.push_str(",\n");
                }
                indent(out, depth);
                out.push(')');
            }
            Self::Map(items) if !items.is_empty() => {
                out.push_str("{\n");
                for (key, value) in items {
                    indent(out, depth + 1);
                    key.write_flat(out);
                    out.push_str(": ");
                    value.write_flat(out);
                    out.push_str(",\n");
                }
                indent(out, depth);
                out.push('}');
            }
            Self::Seq(items) if items.iter().any(|item| matches!(item, Self::Struct(_))) && blocks <= BLOCKS => {
                out.push_str("[\n");
                for item in items {
                    indent(out, depth + 1);
                    item.write(out, depth + 1, blocks);
                    out.push_str(",\n");
                }
                indent(out, depth);
                out.push(']');
            }
            _ => self.write_flat(out),
        }
    }

    fn holds_a_map(&self) -> bool {
        let Self::Struct(fields) = self else { return false };
        fields.iter().any(|(_, value)| matches!(value, Self::Map(items) if !items.is_empty()))
    }

    fn write_flat(&self, out: &mut String) {
        match self {
            Self::Leaf(text) => out.push_str(text),
            Self::Struct(fields) => {
                out.push('(');
                for (index, (name, value)) in fields.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { ", " });
                    out.push_str(name);
                    out.push_str(": ");
                    value.write_flat(out);
                }
                out.push(')');
            }
            Self::Seq(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { ", " });
                    item.write_flat(out);
                }
                out.push(']');
            }
            Self::Map(items) => {
                out.push('{');
                for (index, (key, value)) in items.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { ", " });
                    key.write_flat(out);
                    out.push_str(": ");
                    value.write_flat(out);
                }
                out.push('}');
            }
            Self::Wrapped(name, inner) => {
                out.push_str(name);
                out.push('(');
                inner.write_flat(out);
                out.push(')');
            }
        }
    }
}

fn indent(out: &mut String, depth: usize) {
    out.extend(std::iter::repeat_n("    ", depth));
}

/// Says that a file struct holds something that files never hold.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(in crate::store) struct Unwritable(String);

impl ser::Error for Unwritable {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// Turns data into nodes.
struct Nodes;

/// What files never hold: tuples, and variants with fields.
type Never = ser::Impossible<Node, Unwritable>;

/// Collects the parts of a list, a map or a struct.
#[derive(Default)]
struct Parts {
    items: Vec<Node>,
    keys: Vec<Node>,
    fields: Vec<(&'static str, Node)>,
}

macro_rules! leaves {
    ($($method:ident: $type:ty),*) => {
        $(fn $method(self, value: $type) -> Result<Node, Unwritable> {
            Ok(Node::Leaf(value.to_string()))
        })*
    };
}

impl Serializer for Nodes {
    type Ok = Node;
    type Error = Unwritable;
    type SerializeSeq = Parts;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Parts;
    type SerializeStruct = Parts;
    type SerializeStructVariant = Never;

    leaves!(serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64);

    fn serialize_f32(self, value: f32) -> Result<Node, Unwritable> {
        Ok(Node::Leaf(format!("{value:?}")))
    }

    fn serialize_f64(self, value: f64) -> Result<Node, Unwritable> {
        Ok(Node::Leaf(format!("{value:?}")))
    }

    fn serialize_char(self, value: char) -> Result<Node, Unwritable> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<Node, Unwritable> {
        Ok(Node::Leaf(quoted(value)))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Node, Unwritable> {
        Err(Unwritable("bytes cannot be written".to_owned()))
    }

    fn serialize_none(self) -> Result<Node, Unwritable> {
        Ok(Node::Leaf("None".to_owned()))
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Node, Unwritable> {
        Ok(Node::Wrapped("Some".to_owned(), Box::new(value.serialize(Self)?)))
    }

    fn serialize_unit(self) -> Result<Node, Unwritable> {
        Ok(Node::Leaf("()".to_owned()))
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Node, Unwritable> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Node, Unwritable> {
        Ok(Node::Leaf(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> Result<Node, Unwritable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Node, Unwritable> {
        Ok(Node::Wrapped(variant.to_owned(), Box::new(value.serialize(Self)?)))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts, Unwritable> {
        Ok(Parts::default())
    }

    fn serialize_tuple(self, _: usize) -> Result<Never, Unwritable> {
        Err(Unwritable("tuples cannot be written".to_owned()))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Never, Unwritable> {
        self.serialize_tuple(0)
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Never, Unwritable> {
        self.serialize_tuple(0)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts, Unwritable> {
        Ok(Parts::default())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts, Unwritable> {
        Ok(Parts::default())
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Never, Unwritable> {
        Err(Unwritable("variants with fields cannot be written".to_owned()))
    }
}

impl ser::SerializeSeq for Parts {
    type Ok = Node;
    type Error = Unwritable;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.items.push(value.serialize(Nodes)?);
        Ok(())
    }

    fn end(self) -> Result<Node, Unwritable> {
        Ok(Node::Seq(self.items))
    }
}

impl ser::SerializeMap for Parts {
    type Ok = Node;
    type Error = Unwritable;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), Unwritable> {
        self.keys.push(key.serialize(Nodes)?);
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.items.push(value.serialize(Nodes)?);
        Ok(())
    }

    fn end(self) -> Result<Node, Unwritable> {
        Ok(Node::Map(self.keys.into_iter().zip(self.items).collect()))
    }
}

impl ser::SerializeStruct for Parts {
    type Ok = Node;
    type Error = Unwritable;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, name: &'static str, value: &T) -> Result<(), Unwritable> {
        self.fields.push((name, value.serialize(Nodes)?));
        Ok(())
    }

    fn end(self) -> Result<Node, Unwritable> {
        Ok(Node::Struct(self.fields))
    }
}
