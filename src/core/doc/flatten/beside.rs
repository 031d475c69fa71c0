//! What is said beside the values of a record, as fields that are named after the field they are about.

use crate::core::annotation::{Beside, Remark};
use crate::core::doc::tuple::tuple;
use crate::core::doc::{Fields, put, put_all};

pub(super) fn put_beside(fields: &mut Fields, beside: &Beside) {
    put_remarks(fields, beside.remarks.iter().map(|(path, remark)| (path.as_str(), remark)));
    put_accepted(fields, beside);
}

pub(super) fn put_remarks<'a>(fields: &mut Fields, remarks: impl Iterator<Item = (&'a str, &'a Remark)>) {
    for (path, remark) in remarks {
        let mut say = |what: &str, text: &str| put(fields, &format!("{path}.{what}"), text);
        say("missing", &remark.missing);
        say("confidence", &remark.confidence);
        say("comment", &remark.comment);
        if let Some(basis) = &remark.basis {
            say("basis", basis.code());
            say("basis_reason", basis.reason().unwrap_or_default());
        }
    }
}

pub(super) fn put_accepted(fields: &mut Fields, beside: &Beside) {
    let accepted = beside.accepted.iter().map(|it| {
        let check = it.check.to_string();
        tuple(&[&check, &it.rule, &it.field, &it.says, &it.reason, &it.by, &it.at, &it.part, &it.value])
    });
    put_all(fields, "accepted", accepted.collect());
}
