//! The order of a board: best first, with ranks among those that share a scale.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Interval, RankRange, Standing, Status, rank_ranges};

/// Standings best first, each with its ranks among those given: never lost, then by rating, then never won, then what
/// cannot be compared, then what has no votes.
#[must_use]
pub fn ranking<'a>(
    standings: impl IntoIterator<Item = &'a Standing>,
) -> Vec<(&'a Standing, Option<RankRange>)> {
    let mut standings: Vec<&Standing> = standings.into_iter().collect();
    standings.sort_by(|x, y| best_first(x, y));
    let ranks = ranks(standings.iter().copied());
    let place = |standing: &'a Standing| (standing, ranks.get(standing.model.as_str()).copied());
    standings.into_iter().map(place).collect()
}

/// Ranks of those that share a scale: each component is ranked by itself; models without votes have no rank.
#[must_use]
pub fn ranks<'a>(
    standings: impl IntoIterator<Item = &'a Standing>,
) -> BTreeMap<&'a str, RankRange> {
    let mut components: BTreeMap<usize, Vec<&Standing>> = BTreeMap::new();
    for standing in standings.into_iter().filter(|one| is_ranked(one)) {
        components
            .entry(standing.component)
            .or_default()
            .push(standing);
    }
    let mut ranks = BTreeMap::new();
    for members in components.values() {
        let intervals: Vec<Interval> = members.iter().map(|standing| standing.interval()).collect();
        ranks.extend(
            members
                .iter()
                .map(|standing| standing.model.as_str())
                .zip(rank_ranges(&intervals)),
        );
    }
    ranks
}

impl Standing {
    /// (wins + half of ties and `both_bad`) / votes; nothing without votes.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "votes are far below 2^53")]
    pub fn win_rate(&self) -> Option<f64> {
        let half = |n: u64| n as f64 / 2.0;
        let points = self.wins as f64 + half(self.ties) + half(self.both_bad);
        (self.votes > 0).then(|| points / self.votes as f64)
    }
}

/// Whether a model's figures can be compared with those of its component.
fn is_ranked(standing: &Standing) -> bool {
    match standing.status {
        Status::Ok | Status::Provisional | Status::UnboundedAbove | Status::UnboundedBelow => true,
        // Apart from its component's core; a whole other component is ranked by itself.
        Status::Disconnected => standing.component > 0 && standing.rating.is_some(),
        Status::Undetermined | Status::NoVotes => false,
    }
}

fn best_first(x: &Standing, y: &Standing) -> Ordering {
    let group = |standing: &Standing| match standing.status {
        Status::UnboundedAbove => 0,
        Status::Ok | Status::Provisional => 1,
        Status::UnboundedBelow => 2,
        Status::Disconnected | Status::Undetermined => 3,
        Status::NoVotes => 4,
    };
    let figure = |s: &Standing| s.rating.or(s.low).or(s.high).unwrap_or(f64::NEG_INFINITY);
    (group(x), x.component)
        .cmp(&(group(y), y.component))
        .then_with(|| figure(y).total_cmp(&figure(x)))
        .then_with(|| x.model.cmp(&y.model))
}
