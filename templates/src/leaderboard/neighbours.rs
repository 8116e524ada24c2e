//! How a model compares with the next one, in a few words and in a sentence.

use maud::{Markup, html};

use super::Row;
use crate::components::Tab;
use crate::language::Language;

/// The next model in the order of the board, and how far it is.
#[derive(Clone, Debug)]
pub struct Next {
    /// Which.
    pub model: Tab,
    /// How far.
    pub gap: Gap,
}

/// How far two models are apart.
#[derive(Clone, Copy, Debug, Default)]
pub struct Gap {
    /// Rating points.
    pub points: f64,
    /// The lower end of their 95% interval.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// The share of votes that would prefer the first; 0 to 1.
    pub preferred: f64,
    /// Whether the interval leaves out 0.
    pub separable: bool,
    /// How many more votes the board needs until it would.
    pub votes_needed: Option<u64>,
}

/// From so many votes on a number says nothing but that it is large.
const HOPELESS: u64 = 1_000_000;

impl Gap {
    /// How many more votes would tell the two apart, unless that is hopeless.
    pub(super) fn votes(&self) -> Option<u64> {
        self.votes_needed
            .map(rounded)
            .filter(|votes| *votes < HOPELESS)
    }

    /// Of a hundred votes.
    fn of_hundred(&self) -> String {
        format!("{:.0}", self.preferred * 100.0)
    }
}

/// For a cell: of how many in a hundred, and how many votes would tell. The name is only shown where the next row is another
/// model's.
pub(super) fn short(t: Language, next: &Next, is_below: bool) -> Markup {
    let gap = &next.gap;
    html! {
        span .next { (t.board_next_of_hundred(gap.of_hundred())) }
        span class=(if is_below { "vh" } else { "small" }) { (t.board_next_title(html! { bdi { (next.model.title) } })) " " }
        span .small.quiet {
            @match (gap.separable, gap.votes()) {
                (true, _) => (t.board_next_separable()),
                (false, Some(votes)) => (t.board_next_votes(votes)),
                (false, None) => (t.board_next_equal()),
            }
        }
    }
}

/// A whole sentence about two models, the better one first.
pub(crate) fn sentence(t: Language, [first, second]: [Markup; 2], gap: &Gap) -> Markup {
    let hundred = gap.of_hundred();
    match (gap.separable, gap.votes()) {
        (true, _) => t.board_pair_separable(first, second, hundred),
        (false, Some(votes)) => t.board_pair_votes(votes, first, second, hundred),
        (false, None) => t.board_pair_equal(first, second),
    }
}

/// A guess in two digits: more would promise too much.
fn rounded(votes: u64) -> u64 {
    let places = votes.checked_ilog10().unwrap_or_default();
    let unit = 10_u64.pow(places.saturating_sub(1));
    votes.div_ceil(unit).saturating_mul(unit)
}

/// The sentences of all pairs of neighbours, from the top of the board.
pub(super) fn readings(t: Language, rows: &[Row]) -> Markup {
    let pairs = rows
        .iter()
        .filter_map(|row| Some((row, row.next.as_ref()?)));
    let pairs: Vec<(&Row, &Next)> = pairs.collect();
    html! {
        @if !pairs.is_empty() {
            details .card.readings {
                summary { h2 { (t.board_neighbours()) } }
                p .quiet.small { (t.board_neighbours_lead()) }
                ol data-part="readings" { @for (row, next) in pairs {
                    li { (sentence(t, [html! { bdi { (row.name) } }, html! { bdi { (next.model.title) } }], &next.gap)) }
                } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guess_has_two_digits_and_never_says_too_little() {
        assert_eq!(rounded(7), 7);
        assert_eq!(rounded(99), 99);
        assert_eq!(rounded(101), 110);
        assert_eq!(rounded(3_081), 3_100);
        assert_eq!(rounded(0), 0);
        assert_eq!(rounded(u64::MAX), u64::MAX);
    }

    #[test]
    fn the_sentence_says_what_the_interval_allows() {
        let names = || ["A", "B"].map(|name| html! { (name) });
        let said = |gap: Gap| sentence(Language::English, names(), &gap).into_string();
        let close = Gap {
            preferred: 0.58,
            votes_needed: Some(3_081),
            ..Gap::default()
        };
        let far = Gap {
            separable: true,
            ..close
        };
        assert_eq!(
            said(close),
            "A is preferred to B in 58 of 100; the two cannot be told apart yet: about 3,100 more votes would do it."
        );
        assert_eq!(
            said(far),
            "A is preferred to B in 58 of 100, which is more than chance."
        );
        assert_eq!(said(Gap::default()), "A and B are as good as equal so far.");
    }
}
