//! Sums of many terms that nearly cancel.

/// A sum that also keeps what rounding drops. Within a cluster of many votes the pulls cancel to
/// nothing; without the carry their rounding errors would drown the few votes that tie the cluster to the rest.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sum {
    rounded: f64,
    carry: f64,
}

impl Sum {
    pub(crate) fn add(&mut self, term: f64) {
        let (sum, dropped) = two_sum(self.rounded, term);
        self.rounded = sum;
        self.carry += dropped;
    }

    /// Adds another sum.
    pub(crate) fn merge(&mut self, other: Self) {
        self.add(other.rounded);
        self.carry += other.carry;
    }

    pub(crate) fn value(self) -> f64 {
        self.rounded + self.carry
    }
}

/// The rounded sum of two numbers and exactly what the rounding dropped (Knuth 1969).
pub(crate) fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let of_b = sum - a;
    (sum, (a - (sum - of_b)) + (b - of_b))
}

impl FromIterator<f64> for Sum {
    fn from_iter<I: IntoIterator<Item = f64>>(terms: I) -> Self {
        let mut sum = Self::default();
        for term in terms {
            sum.add(term);
        }
        sum
    }
}
