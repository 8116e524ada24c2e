//! Numbers, money and moments as people read them in their language. JSON and CSV keep the raw ones.
//!
//! Digits are 0 to 9 everywhere, as in the answers and in Arabic's western countries. In a line from right to left a number
//! with a sign stands between isolates, or its sign would change sides.

use maud::Markup;

use super::Language;

const DASH: &str = "\u{2013}";

/// A moment in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The year.
    pub year: i16,
    /// 1 for January.
    pub month: u8,
    /// 1 for the first.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

impl Language {
    /// What stands between thousands, and what before tenths.
    fn marks(self) -> (&'static str, &'static str) {
        match self {
            Self::French => ("\u{202f}", ","),
            Self::Spanish => (".", ","),
            _ => (",", "."),
        }
    }

    /// A count with its thousands apart: `12,431`.
    #[must_use]
    pub fn count(self, number: u64) -> String {
        let digits = number.to_string();
        // Spanish begins to group at five digits.
        let groups = digits.len() > 4 || self != Self::Spanish;
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (place, digit) in digits.chars().enumerate() {
            if groups && place > 0 && (digits.len() - place).is_multiple_of(3) {
                out.push_str(self.marks().0);
            }
            out.push(digit);
        }
        out
    }

    /// A rating: an integer with a real minus sign, or a dash where there is none.
    #[must_use]
    pub fn rating(self, value: Option<f64>) -> String {
        match value {
            Some(number) if number.is_finite() => {
                self.isolated(&format!("{number:.0}").replace('-', "\u{2212}"))
            }
            _ => DASH.to_owned(),
        }
    }

    /// Half the width of an interval: `\u{b1}55`; nothing where a bound is missing.
    #[must_use]
    pub fn half_width(self, low: Option<f64>, high: Option<f64>) -> Option<String> {
        let half = (high? - low?) / 2.0;
        half.is_finite()
            .then(|| self.isolated(&format!("\u{b1}{half:.0}")))
    }

    /// A share between 0 and 1 as a percentage.
    #[must_use]
    pub fn percent(self, share: Option<f64>) -> String {
        let sign = match self {
            Self::French => "\u{202f}%",
            Self::Spanish => "\u{a0}%",
            _ => "%",
        };
        match share {
            Some(number) if number.is_finite() => {
                self.isolated(&format!("{:.0}{sign}", number * 100.0))
            }
            _ => DASH.to_owned(),
        }
    }

    /// A range of ranks: `1\u{2013}12`, or one number where both ends agree.
    #[must_use]
    pub fn rank_range(self, low: Option<u32>, high: Option<u32>) -> String {
        match (low, high) {
            (Some(low), Some(high)) if low == high => low.to_string(),
            (Some(low), Some(high)) => self.isolated(&format!("{low}{DASH}{high}")),
            _ => DASH.to_owned(),
        }
    }

    /// US dollars: `$0.60`, and a third place where two would say too little.
    #[must_use]
    pub fn price(self, dollars: f64) -> String {
        let places = if dollars > 0.0 && dollars < 0.1 { 3 } else { 2 };
        let amount = format!("{dollars:.places$}").replace('.', self.marks().1);
        self.isolated(&match self {
            Self::Chinese => format!("US${amount}"),
            Self::French => format!("{amount}\u{202f}$"),
            Self::Spanish => format!("{amount}\u{a0}US$"),
            _ => format!("${amount}"),
        })
    }

    /// Day and minute, in UTC.
    #[must_use]
    pub fn moment(self, moment: Moment) -> Markup {
        let time = format!("{:02}:{:02}", moment.hour, moment.minute);
        let month = self.month(moment.month);
        self.frame_moment(moment.day, month, moment.year, time)
    }

    /// A month's short name; 1 for January.
    #[must_use]
    pub fn month(self, month: u8) -> &'static str {
        match month {
            1 => self.frame_month_1(),
            2 => self.frame_month_2(),
            3 => self.frame_month_3(),
            4 => self.frame_month_4(),
            5 => self.frame_month_5(),
            6 => self.frame_month_6(),
            7 => self.frame_month_7(),
            8 => self.frame_month_8(),
            9 => self.frame_month_9(),
            10 => self.frame_month_10(),
            11 => self.frame_month_11(),
            _ => self.frame_month_12(),
        }
    }

    /// A difference of ratings, with its sign.
    #[must_use]
    pub fn difference(self, value: f64) -> String {
        // Zero has no sign, whichever side it was rounded from.
        let text = match format!("{value:+.0}").as_str() {
            "+0" | "-0" => "0".to_owned(),
            text => text.replace('-', "\u{2212}"),
        };
        self.isolated(&text)
    }

    /// A number with at most one decimal.
    #[must_use]
    pub fn decimal(self, value: f64) -> String {
        let text = short(value).replace('-', "\u{2212}");
        self.isolated(&text.replace('.', self.marks().1))
    }

    /// Keeps a sign on its side.
    fn isolated(self, number: &str) -> String {
        if self.direction() == "rtl" {
            format!("\u{2066}{number}\u{2069}")
        } else {
            number.to_owned()
        }
    }
}

/// Parameters given in billions, as makers write them in every language: `7B`, `0.5B`, `1.8T`.
#[must_use]
pub fn parameters(billions: f64) -> String {
    if billions >= 1000.0 {
        format!("{}T", short(billions / 1000.0))
    } else {
        format!("{}B", short(billions))
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
    use Language::{Arabic, Chinese, English, French, Spanish};

    #[test]
    fn counts_have_the_separators_of_their_language() {
        assert_eq!(English.count(0), "0");
        assert_eq!(English.count(999), "999");
        assert_eq!(English.count(1_234_567), "1,234,567");
        assert_eq!(Chinese.count(12_431), "12,431");
        assert_eq!(French.count(12_431), "12\u{202f}431");
        assert_eq!(Spanish.count(1_243), "1243");
        assert_eq!(Spanish.count(12_431), "12.431");
        assert_eq!(Arabic.count(12_431), "12,431");
    }

    #[test]
    fn a_number_and_its_noun_agree() {
        assert_eq!(English.frame_votes(1).into_string(), "1 vote");
        assert_eq!(English.frame_votes(12_431).into_string(), "12,431 votes");
        assert_eq!(French.frame_votes(0).into_string(), "0 vote");
        let forms = [0, 1, 2, 3, 11, 100].map(|number| Arabic.frame_votes(number).into_string());
        for (place, form) in forms.iter().enumerate() {
            assert!(!forms[..place].contains(form), "{form} is there twice");
        }
    }

    #[test]
    fn missing_and_infinite_numbers_are_dashes() {
        assert_eq!(English.rating(None), "\u{2013}");
        assert_eq!(English.rating(Some(f64::NAN)), "\u{2013}");
        assert_eq!(English.rating(Some(-12.4)), "\u{2212}12");
        assert_eq!(Arabic.rating(Some(-12.4)), "\u{2066}\u{2212}12\u{2069}");
        assert_eq!(English.half_width(Some(1.0), None), None);
        assert_eq!(
            English.half_width(Some(990.0), Some(1100.0)).as_deref(),
            Some("\u{b1}55")
        );
        assert_eq!(English.percent(Some(0.545)), "55%");
        assert_eq!(French.percent(Some(0.545)), "55\u{202f}%");
    }

    #[test]
    fn a_difference_has_its_sign_and_zero_has_none() {
        assert_eq!(English.difference(12.4), "+12");
        assert_eq!(English.difference(-12.4), "\u{2212}12");
        assert_eq!(English.difference(-0.4), "0");
        assert_eq!(French.decimal(3.25), "3,2");
        assert_eq!(English.decimal(3.0), "3");
    }

    #[test]
    fn sizes_and_prices_are_short() {
        assert_eq!(parameters(235.0), "235B");
        assert_eq!(parameters(0.5), "0.5B");
        assert_eq!(parameters(1800.0), "1.8T");
        assert_eq!(English.price(0.6), "$0.60");
        assert_eq!(English.price(0.075), "$0.075");
        assert_eq!(French.price(0.6), "0,60\u{202f}$");
        assert_eq!(English.rank_range(Some(1), Some(1)), "1");
        assert_eq!(English.rank_range(Some(1), Some(12)), "1\u{2013}12");
    }

    #[test]
    fn a_moment_is_written_as_its_language_does() {
        let moment = Moment {
            year: 2026,
            month: 11,
            day: 21,
            hour: 9,
            minute: 5,
        };
        assert_eq!(
            English.moment(moment).into_string(),
            "21 Nov 2026, 09:05 UTC"
        );
        assert_eq!(
            Chinese.moment(moment).into_string(),
            "2026\u{5e74}11\u{6708}21\u{65e5} 09:05 UTC"
        );
    }
}
