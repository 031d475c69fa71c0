//! Typed values: what a flag and a number look like.

/// Holds the two values of a flag.
pub const FLAG: [&str; 2] = ["yes", "no"];

/// Reads digits with at most one sign before and one point between; nothing for words, exponents or other digits.
#[must_use]
pub fn decimal(typed: &str) -> Option<f64> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = typed.strip_prefix(['-', '+']).unwrap_or(typed);
    let plain =
        unsigned.split_once('.').map_or_else(|| digits(unsigned), |(whole, part)| digits(whole) && digits(part));
    let size: f64 = unsigned.parse().ok().filter(|size: &f64| plain && size.is_finite())?;
    Some(if typed.starts_with('-') { -size } else { size })
}

/// Reads digits with at most one sign before them.
pub(super) fn whole(typed: &str) -> Option<i64> {
    let unsigned = typed.strip_prefix(['-', '+']).unwrap_or(typed);
    let plain = !unsigned.is_empty() && unsigned.bytes().all(|byte| byte.is_ascii_digit());
    typed.parse().ok().filter(|_| plain)
}
