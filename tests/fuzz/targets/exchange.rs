//! Files of exchange formats: whatever they hold, they are read or refused; what is read becomes records.
#![no_main]

use glossator::core::schema::Schema;
use glossator::core::shared::Registry;
use glossator::exchange::assemble::{Import, assemble};
use glossator::exchange::format::Format;
use glossator::exchange::mapping::Mapping;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let format = Format::ALL[usize::from(*first) % Format::ALL.len()];
    let beside = rest.split(|byte| *byte == 0).next_back().unwrap_or_default();
    let Ok(incoming) = format.read("a.x", rest, &mut |_| Some(beside.to_vec())) else { return };
    let (mapping, registry, schema) = (Mapping::default(), Registry::default(), Schema::default());
    for doc in &incoming.docs {
        let import =
            Import { origin: "test", by: "anna", at: "now", mapping: &mapping, registry: &registry, schema: &schema };
        assemble(doc, import);
    }
});
