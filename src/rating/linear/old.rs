//! Weighted graph Laplacians: factor, solve, invert. Dense, in the order of the models.
//!
//! A Laplacian is kept as its link weights alone, since each diagonal entry is the sum of its row's links. Gaussian
//! elimination of a model then is the star-mesh transform of electrical networks: it only adds, multiplies and
//! divides numbers that are not negative. So nothing cancels, every entry of the factor and of the grounded
//! inverse is good to nearly full relative precision, and the factor exists whenever the graph is connected.

/// Link weights between models; only `column > row` is stored, as `rows[row][column - row - 1]`.
#[derive(Clone, Debug)]
pub(in crate::linear) struct Laplacian {
    rows: Vec<Vec<f64>>,
}

impl Laplacian {
    /// No links between `models` models.
    pub(in crate::linear) fn new(models: usize) -> Self {
        Self {
            rows: (0..models).rev().map(|links| vec![0.0; links]).collect(),
        }
    }

    /// Adds `weight` (not negative) to the link of two models; first < second < the number of models.
    #[expect(
        clippy::indexing_slicing,
        reason = "a link outside the matrix must not vanish silently"
    )]
    pub(in crate::linear) fn join(&mut self, first: usize, second: usize, weight: f64) {
        self.rows[first][second - first - 1] += weight;
    }

    /// Eliminates all models but the last, which is the ground. `None` if a link weight is not a finite number
    /// or the links do not connect all models.
    pub(in crate::linear) fn factor(mut self) -> Option<Factor> {
        let mut pivots = Vec::with_capacity(self.rows.len());
        let mut open = self.rows.as_mut_slice();
        while let Some((row, rest)) = open.split_first_mut() {
            if rest.is_empty() {
                break;
            }
            let pivot: f64 = row.iter().sum();
            if !(pivot.is_finite() && pivot > 0.0) {
                return None;
            }
            eliminate(row, pivot, rest);
            pivots.push(pivot);
            open = rest;
        }
        Some(Factor {
            shares: self.rows,
            pivots,
        })
    }
}

/// Replaces the links of one model by links among its neighbours, and its row by shares of the pivot.
fn eliminate(row: &mut [f64], pivot: f64, rest: &mut [Vec<f64>]) {
    let mut tail = &mut *row;
    for links in rest {
        let Some((link, beyond)) = tail.split_first_mut() else {
            break;
        };
        let share = *link / pivot;
        if share > 0.0 {
            for (weight, other) in links.iter_mut().zip(beyond.iter()) {
                *weight += share * other;
            }
        }
        *link = share;
        tail = beyond;
    }
}

/// An eliminated Laplacian. `shares[k]` holds the share of model k's links that went to each later model, `pivots[k]`
/// the sum of its links when it was eliminated; the last model has neither.
#[derive(Clone, Debug)]
pub(in crate::linear) struct Factor {
    shares: Vec<Vec<f64>>,
    pivots: Vec<f64>,
}

impl Factor {
    /// The potentials x with (Laplacian) x = `currents`, x = 0 at the last model. The currents sum to zero.
    pub(in crate::linear) fn solve(&self, mut currents: Vec<f64>) -> Vec<f64> {
        let mut open = currents.as_mut_slice();
        for (shares, pivot) in self.shares.iter().zip(&self.pivots) {
            let Some((current, rest)) = open.split_first_mut() else {
                break;
            };
            for (later, share) in rest.iter_mut().zip(shares) {
                *later += share * *current;
            }
            *current /= pivot;
            open = rest;
        }
        if let Some(ground) = currents.last_mut() {
            *ground = 0.0;
        }
        self.substitute(&mut currents);
        currents
    }

    /// Adds to each model's potential, last to first, its shares of the later ones.
    fn substitute(&self, potentials: &mut [f64]) {
        for (model, shares) in self.shares.iter().enumerate().rev() {
            let (head, tail) = potentials.split_at_mut(model + 1);
            let inflow: f64 = shares
                .iter()
                .zip(tail.iter())
                .map(|(share, later)| share * later)
                .sum();
            if let Some(potential) = head.last_mut() {
                *potential += inflow;
            }
        }
    }

    /// The rows of the inverse with the last model grounded (its row and column are zero), each `models` long.
    ///
    /// The recurrence of Takahashi (1973): a model's row is the mean of its later neighbours' rows, weighted by their
    /// shares, plus 1 / pivot on the diagonal.
    pub(in crate::linear) fn inverse(&self) -> Vec<Vec<f64>> {
        let models = self.shares.len();
        let mut inverse = vec![vec![0.0; models]; models];
        for ((model, shares), pivot) in self.shares.iter().enumerate().zip(&self.pivots).rev() {
            let (head, later_rows) = inverse.split_at_mut(model + 1);
            let Some(row) = head.last_mut() else { continue };
            let (before, after) = row.split_at_mut(model + 1);
            for (share, later) in shares.iter().zip(later_rows.iter()) {
                add_share(after, *share, later.split_at(model + 1).1);
            }
            let inflow: f64 = shares
                .iter()
                .zip(after.iter())
                .map(|(share, entry)| share * entry)
                .sum();
            if let Some(diagonal) = before.last_mut() {
                *diagonal = inflow + 1.0 / pivot;
            }
            mirror(model, after, later_rows);
        }
        inverse
    }
}

fn add_share(sum: &mut [f64], share: f64, row: &[f64]) {
    for (entry, value) in sum.iter_mut().zip(row) {
        *entry += share * value;
    }
}

/// Copies a finished row into the same column of the rows after it.
fn mirror(column: usize, entries: &[f64], later_rows: &mut [Vec<f64>]) {
    for (later, entry) in later_rows.iter_mut().zip(entries) {
        if let Some(mirrored) = later.get_mut(column) {
            *mirrored = *entry;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ring with one chord and weights from 1e-9 to 1e9.
    fn ring() -> (Laplacian, Vec<(usize, usize, f64)>) {
        let links = vec![
            (0, 1, 2.0),
            (1, 2, 1e9),
            (2, 3, 0.25),
            (3, 4, 7.0),
            (0, 4, 1e-9),
            (1, 3, 3.0),
        ];
        let mut laplacian = Laplacian::new(5);
        for &(first, second, weight) in &links {
            laplacian.join(first, second, weight);
        }
        (laplacian, links)
    }

    fn apply(links: &[(usize, usize, f64)], x: &[f64]) -> Vec<f64> {
        let mut out = vec![0.0; x.len()];
        for &(first, second, weight) in links {
            let current = weight * (x[first] - x[second]);
            out[first] += current;
            out[second] -= current;
        }
        out
    }

    #[test]
    fn solving_undoes_the_laplacian() {
        let (laplacian, links) = ring();
        let potentials = [3.0, -1.0, -1.000_000_1, 8.0, 0.0];
        let solved = laplacian
            .factor()
            .unwrap()
            .solve(apply(&links, &potentials));
        for (got, want) in solved.iter().zip(&potentials) {
            assert!((got - want).abs() < 1e-9, "{got} {want}");
        }
    }

    #[test]
    fn the_inverse_is_symmetric_and_agrees_with_solving() {
        let factor = ring().0.factor().unwrap();
        let inverse = factor.inverse();
        for (model, row) in inverse.iter().enumerate() {
            let mut unit = vec![0.0; 5];
            unit[model] += 1.0;
            unit[4] -= 1.0;
            for (column, (entry, solved)) in row.iter().zip(factor.solve(unit)).enumerate() {
                assert!(
                    (entry - solved).abs() <= 1e-14 * entry.abs().max(1e-300),
                    "{entry} {solved}"
                );
                assert!((entry - inverse[column][model]).abs() <= 0.0);
            }
        }
    }

    #[test]
    fn what_is_not_connected_has_no_factor() {
        let mut laplacian = Laplacian::new(4);
        laplacian.join(0, 1, 1.0);
        laplacian.join(2, 3, 1.0);
        assert!(laplacian.factor().is_none());
    }

    #[test]
    fn what_is_not_a_number_has_no_factor() {
        let mut laplacian = Laplacian::new(2);
        laplacian.join(0, 1, f64::NAN);
        assert!(laplacian.factor().is_none());
    }
}
