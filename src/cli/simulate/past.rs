//! A simulated past of one arena: who is how strong, who came when, and who voted for whom. Pure: equal seeds and equal
//! times give equal votes, to the last bit.

use std::collections::BTreeMap;
use std::f64::consts::TAU;
use std::sync::Arc;

use rand::seq::SliceRandom as _;
use rand::{Rng, RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha20Rng;

use crate::domain::{
    ArenaId, BattleId, Choice, Model, ModelId, Pseudonym, Rating, Reveal, RevealedModel,
    StyleFeatures,
};
use crate::matchmaking;
use crate::rating::RATING_PER_LOG_ODDS;
use crate::store::NewVote;

use super::odds::{self, Draws};
use super::year::Release;

pub(super) const DAY_MS: i64 = 86_400_000;

/// What happens when A leads by so much (log-odds) and chance says a number from 0 to below 1.
type Law = fn(f64, f64) -> Choice;

/// About one vote in four is a tie, one in twelve finds both bad.
const DRAWS: Draws = Draws {
    tie: 0.82,
    both_bad: 0.08,
};
/// The standard deviation of the models' strengths, in rating points.
const SPREAD: f64 = 100.0;
/// When most people vote, in hours UTC, and how much more than on average.
const PEAK_HOUR: f64 = 15.0;
const RHYTHM: f64 = 0.8;
/// Votes per voter on average.
const VOTES_PER_VOTER: u32 = 12;

/// How much there is to simulate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    pub(super) days: u32,
    pub(super) votes_per_day: u32,
    pub(super) seed: u64,
}

/// One model, as only the simulation knows it.
struct Entrant {
    card: RevealedModel,
    /// In log-odds.
    strength: f64,
    /// From this day on.
    from_day: u32,
    /// About how long its answers are.
    chars: f64,
}

/// The past of one arena, day by day.
pub(super) struct Past {
    arena: ArenaId,
    entrants: BTreeMap<ModelId, Entrant>,
    voters: Vec<Pseudonym>,
    votes_per_day: u32,
    law: Law,
    rng: ChaCha20Rng,
    /// Chance of its own for moments: how many draws one takes depends on when the past ends, and who wins must not.
    moments: ChaCha20Rng,
}

impl Past {
    /// The past of the `nth` arena of a site. Two models at least are there from the first day, and most of the others.
    pub(super) fn new(arena: ArenaId, models: &[Model], nth: u64, extent: Extent) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(extent.seed);
        rng.set_stream(nth);
        let mut order: Vec<&Model> = models.iter().collect();
        order.shuffle(&mut rng);
        let late = if order.len() > 2 {
            order.len().div_ceil(5).min(order.len() - 2)
        } else {
            0
        };
        let entrants = order.iter().enumerate().map(|(place, model)| {
            let from_day = if place < late {
                rng.random_range(0..=extent.days * 3 / 4)
            } else {
                0
            };
            (model.id.clone(), Entrant::new(model, from_day, &mut rng))
        });
        let entrants = entrants.collect();
        Self::of(
            arena,
            entrants,
            |lead, roll| DRAWS.choice(lead, roll),
            (extent, rng),
        )
    }

    /// The past of an arena to which these models came, with ties that leave their strengths as they are.
    pub(super) fn released(arena: ArenaId, releases: &[Release], extent: Extent) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(extent.seed);
        let entrants = releases.iter().map(|release| {
            let strength = f64::from(release.points) / RATING_PER_LOG_ODDS;
            let entrant = Entrant {
                strength,
                ..Entrant::new(&release.model, release.day, &mut rng)
            };
            (release.model.id.clone(), entrant)
        });
        let entrants = entrants.collect();
        Self::of(arena, entrants, odds::even, (extent, rng))
    }

    fn of(
        arena: ArenaId,
        entrants: BTreeMap<ModelId, Entrant>,
        law: Law,
        (extent, mut rng): (Extent, ChaCha20Rng),
    ) -> Self {
        let voters = extent.days.saturating_mul(extent.votes_per_day) / VOTES_PER_VOTER;
        let voters = (0..voters.clamp(20, 100_000))
            .map(|_| Pseudonym::from_random(bytes(&mut rng)))
            .collect();
        let moments = ChaCha20Rng::from_rng(&mut rng);
        Self {
            arena,
            entrants,
            voters,
            votes_per_day: extent.votes_per_day,
            law,
            rng,
            moments,
        }
    }

    pub(super) fn arena(&self) -> &ArenaId {
        &self.arena
    }

    /// The models that have come by a day.
    pub(super) fn models(&self, day: u32) -> Vec<ModelId> {
        self.entrants
            .iter()
            .filter(|(_, entrant)| entrant.from_day <= day)
            .map(|(id, _)| id.clone())
            .collect()
    }

    /// The votes of a day that begins at `start_ms`, oldest first.
    pub(super) fn votes(&mut self, day: u32, start_ms: i64) -> Vec<NewVote> {
        let models = self.models(day);
        let mut votes: Vec<NewVote> = (0..self.votes_per_day)
            .filter_map(|_| self.vote(&models, start_ms))
            .collect();
        votes.sort_by_key(|vote| vote.time_ms);
        votes
    }

    fn vote(&mut self, models: &[ModelId], start_ms: i64) -> Option<NewVote> {
        let rng = &mut self.rng;
        let drawn = matchmaking::draw(models, rng)?;
        let (a, b) = (
            self.entrants.get(&drawn.model_a)?,
            self.entrants.get(&drawn.model_b)?,
        );
        Some(NewVote {
            battle: BattleId::from_random(bytes(rng)),
            time_ms: moment(start_ms, &mut self.moments),
            arena: self.arena.clone(),
            model_a: drawn.model_a,
            model_b: drawn.model_b,
            choice: (self.law)(a.strength - b.strength, rng.random()),
            voter: *self.voters.get(zipf(self.voters.len(), rng))?,
            categories: Vec::new(),
            tagged_by: None,
            style: [a.style(rng), b.style(rng)],
            rating: Rating::Rated,
            reveal: Arc::new(Reveal {
                a: a.card.clone(),
                b: b.card.clone(),
            }),
        })
    }
}

impl Entrant {
    fn new(model: &Model, from_day: u32, rng: &mut ChaCha20Rng) -> Self {
        let strength = normal(rng) * SPREAD / RATING_PER_LOG_ODDS;
        let chars = 900.0 * (0.5 * normal(rng)).exp();
        Self {
            card: RevealedModel::from(model),
            strength,
            from_day,
            chars,
        }
    }

    fn style(&self, rng: &mut ChaCha20Rng) -> StyleFeatures {
        let chars = self.chars * (0.4 * normal(rng)).exp();
        let marks = |per: f64, rng: &mut ChaCha20Rng| whole(rng.random::<f64>() * chars / per);
        StyleFeatures {
            chars: whole(chars).max(1),
            headers: marks(900.0, rng),
            lists: marks(200.0, rng),
            bold: marks(300.0, rng),
        }
    }
}

/// A moment of the day that begins at `start_ms`; afternoons are busier than nights.
fn moment(start_ms: i64, rng: &mut ChaCha20Rng) -> i64 {
    loop {
        let time_ms = start_ms + rng.random_range(0..DAY_MS);
        let minute = u32::try_from(time_ms.rem_euclid(DAY_MS) / 60_000).unwrap_or(0);
        let phase = (f64::from(minute) / 60.0 - PEAK_HOUR) / 24.0 * TAU;
        if rng.random::<f64>() * (1.0 + RHYTHM) < 1.0 + RHYTHM * phase.cos() {
            return time_ms;
        }
    }
}

/// A place from 0 below `n`, the first ones the likeliest: place k comes about as often as 1 / (k + 1) says.
fn zipf(n: usize, rng: &mut ChaCha20Rng) -> usize {
    let n = f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let place = whole(n.powf(rng.random()) - 1.0);
    usize::try_from(place).unwrap_or(0)
}

/// Standard normal (Box and Muller 1958).
fn normal(rng: &mut ChaCha20Rng) -> f64 {
    let (radius, angle): (f64, f64) = (rng.random(), rng.random());
    (-2.0 * (1.0 - radius).ln()).sqrt() * (TAU * angle).cos()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "cut off and kept within bounds on purpose"
)]
fn whole(x: f64) -> u32 {
    x as u32
}

fn bytes(rng: &mut ChaCha20Rng) -> [u8; 16] {
    let mut bytes = [0; 16];
    rng.fill_bytes(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ModelState;

    const START: i64 = 1_700_006_400_000;
    const EXTENT: Extent = Extent {
        days: 30,
        votes_per_day: 200,
        seed: 1,
    };

    fn past(nth: u64, extent: Extent) -> Past {
        let model = |n| Model::unknown(format!("m{n}").parse().unwrap(), ModelState::Active);
        Past::new(
            "text".parse().unwrap(),
            &(0..8).map(model).collect::<Vec<_>>(),
            nth,
            extent,
        )
    }

    fn votes(nth: u64, extent: Extent) -> Vec<NewVote> {
        let mut past = past(nth, extent);
        (0..extent.days)
            .flat_map(|day| past.votes(day, START + i64::from(day) * DAY_MS))
            .collect()
    }

    #[test]
    fn equal_seeds_give_equal_pasts_and_arenas_differ() {
        assert_eq!(votes(0, EXTENT), votes(0, EXTENT));
        assert_ne!(votes(0, EXTENT), votes(1, EXTENT));
        assert_ne!(votes(0, EXTENT), votes(0, Extent { seed: 2, ..EXTENT }));
    }

    #[test]
    fn who_wins_does_not_depend_on_the_hour_at_which_the_past_ends() {
        let day = |hour: i64| {
            let mut votes = past(0, EXTENT).votes(0, START + hour * 3_600_000);
            votes.sort_by_key(|vote| vote.battle);
            votes
                .into_iter()
                .map(|vote| (vote.battle, vote.model_a, vote.choice))
                .collect::<Vec<_>>()
        };
        assert_eq!(day(0), day(11));
    }

    #[test]
    fn every_day_has_its_votes_in_order_and_within_it() {
        let votes = votes(0, EXTENT);
        assert_eq!(votes.len(), 6_000);
        assert!(votes.is_sorted_by_key(|vote| vote.time_ms));
        for (day, of_day) in (0..).zip(votes.chunks(200)) {
            let start = START + day * DAY_MS;
            assert!(
                of_day
                    .iter()
                    .all(|vote| (start..start + DAY_MS).contains(&vote.time_ms))
            );
        }
        let ids: std::collections::BTreeSet<_> = votes.iter().map(|vote| vote.battle).collect();
        assert_eq!(ids.len(), votes.len());
    }

    #[test]
    fn shares_voters_and_hours_are_uneven_as_they_should_be() {
        let votes = votes(0, EXTENT);
        let percent = |n: usize| 100 * n / votes.len();
        let share = |choice| percent(votes.iter().filter(|vote| vote.choice == choice).count());
        assert!(
            (22..=28).contains(&share(Choice::Tie)),
            "{}",
            share(Choice::Tie)
        );
        assert!(
            (6..=10).contains(&share(Choice::BothBad)),
            "{}",
            share(Choice::BothBad)
        );
        let hours = |from: i64| (from * 3_600_000)..((from + 6) * 3_600_000);
        let at = |from| {
            votes
                .iter()
                .filter(|vote| hours(from).contains(&(vote.time_ms % DAY_MS)))
                .count()
        };
        assert!(at(12) > 3 * at(0), "{} {}", at(12), at(0));
        let mut per_voter: BTreeMap<Pseudonym, usize> = BTreeMap::new();
        for vote in &votes {
            *per_voter.entry(vote.voter).or_default() += 1;
        }
        let busiest = per_voter.values().max().unwrap();
        assert!(
            *busiest > 30 * votes.len() / per_voter.len() / 10 && percent(*busiest) < 20,
            "{busiest}"
        );
    }

    #[test]
    fn late_models_have_no_votes_before_they_come() {
        let (mut all, models) = (past(0, EXTENT), past(0, EXTENT).models(29));
        assert_eq!(models.len(), 8);
        assert_eq!(all.models(0).len(), 6);
        for day in 0..30 {
            let there = all.models(day);
            assert!(
                all.votes(day, START)
                    .iter()
                    .all(|v| there.contains(&v.model_a) && there.contains(&v.model_b))
            );
        }
    }
}
