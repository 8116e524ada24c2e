//! The triangles of a graph, and the part of a flow that circulates around them.
//!
//! The part is the nearest flow (by the weights of the pairs) among those that are sums of flows around triangles. It is found by
//! conjugate gradients on the normal equations (Hestenes and Stiefel 1952), with the flow around each triangle scaled to norm 1.

/// More triangles than this are not looked at.
const MOST: usize = 1 << 25;
/// Far more rounds than dense graphs need.
const ROUNDS: usize = 500;
/// A round that finds less than this share of the flow ends the search.
const LITTLE: f64 = 1e-7;

/// All triangles of models that met each other.
pub(super) struct Triangles {
    /// The pairs of each: first and second, second and third, first and third model.
    sides: Vec<[u32; 3]>,
    /// The root of the weight of each pair.
    roots: Vec<f64>,
    /// What scales the flow around each triangle to norm 1.
    scales: Vec<f64>,
}

#[expect(
    clippy::indexing_slicing,
    reason = "models and pairs are below their numbers"
)]
impl Triangles {
    /// Of pairs sorted by first and then second model. `None` if there are too many.
    pub(super) fn of(models: usize, pairs: &[(usize, usize)], weights: Vec<f64>) -> Option<Self> {
        let mut ends = vec![0; models + 1];
        for &(first, _) in pairs {
            ends[first + 1] += 1;
        }
        let mut total = 0;
        for end in &mut ends {
            total += *end;
            *end = total;
        }
        // For each later model the pair with the one that is being looked at.
        let mut known = vec![None; models];
        let mut sides = Vec::new();
        for first in 0..models {
            let own = ends[first]..ends[first + 1];
            for place in own.clone() {
                known[pairs[place].1] = u32::try_from(place).ok();
            }
            for place in own.clone() {
                let second = pairs[place].1;
                for opposite in ends[second]..ends[second + 1] {
                    if let Some(across) = known[pairs[opposite].1] {
                        sides.push([
                            u32::try_from(place).ok()?,
                            u32::try_from(opposite).ok()?,
                            across,
                        ]);
                    }
                }
            }
            if sides.len() > MOST {
                return None;
            }
            for place in own {
                known[pairs[place].1] = None;
            }
        }
        let inverse = |side: &u32| 1.0 / weights[*side as usize];
        let norm = |sides: &[u32; 3]| sides.iter().map(inverse).sum::<f64>();
        Some(Self {
            scales: sides
                .iter()
                .map(|sides| norm(sides).sqrt().recip())
                .collect(),
            roots: weights.into_iter().map(f64::sqrt).collect(),
            sides,
        })
    }

    /// The share of a flow's squared norm that circulates around triangles. `None` if nothing flows.
    pub(super) fn share(&self, flow: &[f64]) -> Option<f64> {
        let mut rest: Vec<f64> = flow.iter().zip(&self.roots).map(|(a, b)| a * b).collect();
        let whole = squared(&rest);
        if whole <= 0.0 {
            return None;
        }
        let mut slope = self.around(&rest);
        let mut direction = slope.clone();
        let mut steepness = squared(&slope);
        for _ in 0..ROUNDS {
            let change = self.flow(&direction);
            let step = steepness / squared(&change);
            if !step.is_finite() || steepness * step <= LITTLE * whole {
                break;
            }
            for (rest, change) in rest.iter_mut().zip(&change) {
                *rest -= step * change;
            }
            slope = self.around(&rest);
            let before = std::mem::replace(&mut steepness, squared(&slope));
            for (direction, slope) in direction.iter_mut().zip(&slope) {
                *direction = slope + steepness / before * *direction;
            }
        }
        Some(1.0 - squared(&rest) / whole)
    }

    /// How much of a flow (times the root of its weight) goes around each triangle.
    fn around(&self, flow: &[f64]) -> Vec<f64> {
        let each = self.sides.iter().zip(&self.scales);
        let part = |side: u32| flow[side as usize] / self.roots[side as usize];
        each.map(|(&[one, two, across], scale)| scale * (part(one) + part(two) - part(across)))
            .collect()
    }

    /// The flow (times the root of its weight) that so much around each triangle makes.
    fn flow(&self, around: &[f64]) -> Vec<f64> {
        let mut flow = vec![0.0; self.roots.len()];
        for ((&[one, two, across], scale), amount) in
            self.sides.iter().zip(&self.scales).zip(around)
        {
            let amount = amount * scale;
            flow[one as usize] += amount;
            flow[two as usize] += amount;
            flow[across as usize] -= amount;
        }
        for (flow, root) in flow.iter_mut().zip(&self.roots) {
            *flow /= root;
        }
        flow
    }
}

fn squared(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum()
}
