//! Numbers as people read them. JSON and CSV keep the raw ones.

/// A count with thousands separators: `12,431`.
#[must_use]
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A count with its noun: `1 vote`, `12,431 votes`.
#[must_use]
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// A rating: an integer with a real minus sign, or a dash where there is none.
#[must_use]
pub fn rating(value: Option<f64>) -> String {
    match value {
        Some(number) if number.is_finite() => format!("{number:.0}").replace('-', "\u{2212}"),
        _ => "\u{2013}".to_owned(),
    }
}

/// Half the width of an interval: `\u{b1}55`; nothing where a bound is missing.
#[must_use]
pub fn half_width(low: Option<f64>, high: Option<f64>) -> Option<String> {
    let half = (high? - low?) / 2.0;
    half.is_finite().then(|| format!("\u{b1}{half:.0}"))
}

/// A share between 0 and 1 as a percentage.
#[must_use]
pub fn percent(share: Option<f64>) -> String {
    match share {
        Some(number) if number.is_finite() => format!("{:.0}%", number * 100.0),
        _ => "\u{2013}".to_owned(),
    }
}

/// A range of ranks: `1\u{2013}12`, or one number where both ends agree.
#[must_use]
pub fn rank_range(low: Option<u32>, high: Option<u32>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}\u{2013}{high}"),
        _ => "\u{2013}".to_owned(),
    }
}

/// Parameters given in billions: `7B`, `0.5B`, `1.8T`.
#[must_use]
pub fn parameters(billions: f64) -> String {
    if billions >= 1000.0 {
        format!("{}T", short(billions / 1000.0))
    } else {
        format!("{}B", short(billions))
    }
}

/// US dollars per million tokens: `$0.60`.
#[must_use]
pub fn price(dollars: f64) -> String {
    if dollars > 0.0 && dollars < 0.1 {
        format!("${dollars:.3}")
    } else {
        format!("${dollars:.2}")
    }
}

/// At most one decimal, and none where it would be zero.
fn short(number: f64) -> String {
    let text = format!("{number:.1}");
    text.strip_suffix(".0")
        .map_or_else(|| text.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_have_separators() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(1000), "1,000");
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(counted(1, "vote", "votes"), "1 vote");
    }

    #[test]
    fn missing_and_infinite_numbers_are_dashes() {
        assert_eq!(rating(None), "\u{2013}");
        assert_eq!(rating(Some(f64::NAN)), "\u{2013}");
        assert_eq!(rating(Some(-12.4)), "\u{2212}12");
        assert_eq!(half_width(Some(1.0), None), None);
        assert_eq!(
            half_width(Some(990.0), Some(1100.0)).as_deref(),
            Some("\u{b1}55")
        );
        assert_eq!(percent(Some(0.545)), "55%");
    }

    #[test]
    fn sizes_and_prices_are_short() {
        assert_eq!(parameters(235.0), "235B");
        assert_eq!(parameters(0.5), "0.5B");
        assert_eq!(parameters(1800.0), "1.8T");
        assert_eq!(price(0.6), "$0.60");
        assert_eq!(price(0.075), "$0.075");
        assert_eq!(rank_range(Some(1), Some(1)), "1");
        assert_eq!(rank_range(Some(1), Some(12)), "1\u{2013}12");
    }
}
