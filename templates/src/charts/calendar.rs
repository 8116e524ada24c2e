//! Days, months and years in UTC, for axes: arithmetic only, no clock.

use crate::language::Language;

/// Milliseconds in a day.
pub(super) const DAY_MS: f64 = 86_400_000.0;

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Date {
    year: i64,
    /// 1 for January.
    month: i64,
    day: i64,
}

impl Date {
    /// The day of a time in Unix milliseconds.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "days of any time that a page shows"
    )]
    fn of(ms: f64) -> Self {
        let days = (ms / DAY_MS).floor() as i64 + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        Self {
            year: year_of_era + era * 400 + i64::from(month <= 2),
            month,
            day: day_of_year - (153 * shifted + 2) / 5 + 1,
        }
    }

    /// Its first millisecond.
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of any year that a page shows fit"
    )]
    fn ms(self) -> f64 {
        let year = if self.month <= 2 {
            self.year - 1
        } else {
            self.year
        };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let shifted = if self.month > 2 {
            self.month - 3
        } else {
            self.month + 9
        };
        let day_of_year = (153 * shifted + 2) / 5 + self.day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        (era * 146_097 + day_of_era - 719_468) as f64 * DAY_MS
    }

    fn months_later(self, months: i64) -> Self {
        let count = self.year * 12 + self.month - 1 + months;
        Self {
            year: count.div_euclid(12),
            month: count.rem_euclid(12) + 1,
            day: 1,
        }
    }
}

/// First moments of days, months or years between two times, at most about so many.
#[expect(
    clippy::cast_precision_loss,
    reason = "a number of ticks is far below 2^52"
)]
pub(super) fn ticks(low: f64, high: f64, most: usize) -> Vec<f64> {
    let days = ((high - low) / DAY_MS).max(0.0);
    let fits = |step: &f64| days / step <= most as f64;
    if let Some(step) = [1.0, 2.0, 7.0, 14.0].iter().find(|step| fits(step)) {
        let first = (low / DAY_MS).ceil();
        let all = std::iter::successors(Some(first), |day| Some(day + step));
        return all
            .map(|day| day * DAY_MS)
            .take_while(|time| *time <= high)
            .collect();
    }
    let months = [1, 2, 3, 6, 12, 24, 60, 120, 600];
    let step = months
        .into_iter()
        .find(|months| fits(&(*months as f64 * 30.4)));
    let step = step.unwrap_or(1200);
    let first = Date::of(low);
    let first = Date {
        // Steps begin in January, so that a year's ticks are those of the next.
        month: (first.month - 1) / step.min(12) * step.min(12) + 1,
        day: 1,
        ..first
    };
    let all = std::iter::successors(Some(first), |date| Some(date.months_later(step)));
    all.map(Date::ms)
        .take_while(|time| *time <= high)
        .filter(|time| *time >= low)
        .collect()
}

/// A time on an axis whose ticks are so far apart: a day, a month or a year.
pub(super) fn label(t: Language, ms: f64, apart_ms: f64) -> String {
    let date = Date::of(ms);
    if apart_ms >= 360.0 * DAY_MS {
        return date.year.to_string();
    }
    let month = u8::try_from(date.month).unwrap_or(1);
    if apart_ms >= 27.0 * DAY_MS {
        t.chart_month(t.month(month), date.year).into_string()
    } else {
        t.chart_day(date.day, t.month(month)).into_string()
    }
}

/// A day with its year.
#[must_use]
pub fn day(t: Language, ms: f64) -> String {
    let date = Date::of(ms);
    let month = t.month(u8::try_from(date.month).unwrap_or(1));
    t.chart_date(date.day, month, date.year).into_string()
}

/// A day as files have it: `2026-11-21`.
#[must_use]
pub fn iso_day(ms: f64) -> String {
    let Date { year, month, day } = Date::of(ms);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (ms, day) in [
            (0.0, "1970-01-01"),
            (951_782_400_000.0, "2000-02-29"),
            (1_795_219_200_000.0, "2026-11-21"),
            (1_795_305_599_999.0, "2026-11-21"),
            (-86_400_000.0, "1969-12-31"),
        ] {
            assert_eq!(iso_day(ms), day);
            assert!(Date::of(ms).ms() <= ms && ms < Date::of(ms).ms() + DAY_MS);
        }
    }

    #[test]
    fn ticks_of_a_year_are_first_days_of_months() {
        let (low, high) = (1_767_225_600_000.0, 1_798_761_600_000.0);
        let months = ticks(low, high, 12);
        assert!(
            months.iter().all(|ms| iso_day(*ms).ends_with("-01")),
            "{months:?}"
        );
        assert!((4..=13).contains(&months.len()));
        assert_eq!(ticks(low, low + 3.0 * DAY_MS, 6).len(), 4);
    }

    #[test]
    fn an_axis_says_no_more_than_its_ticks() {
        let ms = 1_795_219_200_000.0;
        let t = Language::English;
        assert_eq!(label(t, ms, 366.0 * DAY_MS), "2026");
        assert_eq!(label(t, ms, 31.0 * DAY_MS), "Nov 2026");
        assert_eq!(label(t, ms, DAY_MS), "21 Nov");
    }
}
