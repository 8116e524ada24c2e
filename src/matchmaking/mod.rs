//! Whom to pair next, with the probability used. Pure: models and chance in, a pair out.

use rand::{Rng, RngExt};

use crate::domain::ModelId;

/// Two models, their sides drawn, and how likely this ordered pair was.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The model on side A.
    pub model_a: ModelId,
    /// The model on side B.
    pub model_b: ModelId,
    /// The probability of this pair with these sides.
    pub probability: f64,
}

/// Draws two different models, every ordered pair with equal probability; `None` if there are fewer than two.
pub fn draw(models: &[ModelId], rng: &mut dyn Rng) -> Option<Drawn> {
    if models.len() < 2 {
        return None;
    }
    let first = rng.random_range(0..models.len());
    let second = rng.random_range(0..models.len() - 1);
    let second = if second >= first { second + 1 } else { second };
    Some(Drawn {
        model_a: models.get(first)?.clone(),
        model_b: models.get(second)?.clone(),
        probability: 1.0 / ordered_pairs(models.len()),
    })
}

/// Draws one model to take a failed one's place, each with equal probability, which comes with it.
pub fn draw_successor<T: Clone>(candidates: &[T], rng: &mut dyn Rng) -> Option<(T, f64)> {
    if candidates.is_empty() {
        return None;
    }
    let chosen = candidates
        .get(rng.random_range(0..candidates.len()))?
        .clone();
    Some((chosen, 1.0 / count(candidates.len())))
}

fn ordered_pairs(models: usize) -> f64 {
    count(models) * count(models - 1)
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Chance;
    use std::collections::BTreeMap;

    fn models(n: usize) -> Vec<ModelId> {
        (0..n).map(|i| format!("m{i}").parse().unwrap()).collect()
    }

    #[test]
    fn one_model_cannot_battle_itself() {
        let chance = Chance::seeded(1);
        assert_eq!(chance.with(|rng| draw(&models(1), rng)), None);
        for _ in 0..200 {
            let pair = chance.with(|rng| draw(&models(2), rng)).unwrap();
            assert_ne!(pair.model_a, pair.model_b);
            assert!((pair.probability - 0.5).abs() < 1e-12);
        }
    }

    #[test]
    fn every_ordered_pair_comes_about_equally_often() {
        let chance = Chance::seeded(42);
        let models = models(4);
        let mut seen: BTreeMap<(ModelId, ModelId), u32> = BTreeMap::new();
        let draws = 12_000_u32;
        for _ in 0..draws {
            let pair = chance.with(|rng| draw(&models, rng)).unwrap();
            *seen.entry((pair.model_a, pair.model_b)).or_default() += 1;
        }
        assert_eq!(seen.len(), 12);
        let expected = f64::from(draws) / 12.0;
        let chi2: f64 = seen
            .values()
            .map(|&n| (f64::from(n) - expected).powi(2) / expected)
            .sum();
        // 99.9 % point of chi-squared with 11 degrees of freedom.
        assert!(chi2 < 31.3, "chi2 = {chi2}");
    }
}
