//! How the process was started, as far as the system says.

use std::path::Path;

use super::disk::{Disk as _, RealDisk};

/// Tells whether the program is to outlive its terminal, as with `nohup`: the signal of its end is ignored. Only Linux
/// says so; elsewhere it is taken to be so, and the signal is left to the system.
#[must_use]
pub fn ignores_hangup() -> bool {
    let status = RealDisk.read(Path::new("/proc/self/status"), 65_536).unwrap_or_default();
    let status = String::from_utf8_lossy(&status);
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    // Bit 0 is signal 1, SIGHUP.
    ignored.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok()).is_none_or(|bits| bits & 1 == 1)
}
