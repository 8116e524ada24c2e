//! When a vote was cast, in the notations of vote files.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// Times in Unix seconds, milliseconds, microseconds and nanoseconds are told apart by their size: each unit is good for
/// the years 1973 to 5138. A limit, and how many of the unit below it make a millisecond.
const UNITS: [(f64, f64); 3] = [(1e11, 1e-3), (1e14, 1.0), (1e17, 1e3)];

/// Unix milliseconds of a number.
pub(super) fn from_number(number: f64) -> Option<i64> {
    let fits = |(limit, _): &&(f64, f64)| number.abs() < *limit;
    let per_ms = UNITS.iter().find(fits).map_or(1e6, |(_, per_ms)| *per_ms);
    let ms = (number / per_ms).round();
    #[expect(clippy::cast_possible_truncation, reason = "checked to be in range")]
    let whole = (ms.abs() < 1e15).then_some(ms as i64);
    whole
}

/// Unix milliseconds of RFC 3339, of the same without an offset (then UTC), or of a number.
pub(super) fn from_text(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(number) = text.parse::<f64>() {
        return from_number(number);
    }
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(time.as_millisecond());
    }
    let time: DateTime = text.parse().ok()?;
    let zoned = time.to_zoned(TimeZone::UTC).ok()?;
    Some(zoned.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_notations_mean_the_same_moment() {
        let moment = Some(1_700_000_000_250);
        for number in [
            1_700_000_000.25,
            1_700_000_000_250.0,
            1_700_000_000_250_000.0,
            1.700_000_000_25e18,
        ] {
            assert_eq!(from_number(number), moment, "{number}");
        }
        for text in [
            "1700000000.2501",
            " 2023-11-14T22:13:20.25Z",
            "2023-11-14T23:13:20.25+01:00",
            "2023-11-14 22:13:20.250000",
            "2023-11-14 22:13:20.25+00:00",
        ] {
            assert_eq!(from_text(text), moment, "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in ["", "yesterday", "2023-13-01T00:00:00Z", "inf", "NaN"] {
            assert_eq!(from_text(text), None, "{text}");
        }
        assert_eq!(from_number(f64::NAN), None);
    }
}
