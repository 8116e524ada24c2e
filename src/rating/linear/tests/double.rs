//! Numbers of twice the precision: the unevaluated sum of two floats (Dekker 1971), for what rounding did to others.

use std::ops::{Add, Div, Mul};

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Double {
    high: f64,
    low: f64,
}

impl Double {
    fn renormalized(high: f64, low: f64) -> Self {
        let sum = high + low;
        Self {
            high: sum,
            low: low - (sum - high),
        }
    }

    /// How far a float is from this, relative to this.
    pub(super) fn relative_error_of(self, value: f64) -> f64 {
        if self.high == 0.0 {
            return value.abs();
        }
        (((value - self.high) - self.low) / self.high).abs()
    }
}

impl From<f64> for Double {
    fn from(high: f64) -> Self {
        Self { high, low: 0.0 }
    }
}

impl Add for Double {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let sum = self.high + other.high;
        let part = sum - self.high;
        let error = (self.high - (sum - part)) + (other.high - part);
        Self::renormalized(sum, error + (self.low + other.low))
    }
}

impl Mul for Double {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let product = self.high * other.high;
        let error = self.high.mul_add(other.high, -product);
        Self::renormalized(
            product,
            error + (self.high * other.low + self.low * other.high),
        )
    }
}

impl Div for Double {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        let quotient = self.high / other.high;
        let product = Self::from(quotient) * other;
        let rest = ((self.high - product.high) - product.low) + self.low;
        Self::renormalized(quotient, rest / other.high)
    }
}

#[test]
fn thirds_have_thirty_digits() {
    let third = Double::from(1.0) / Double::from(3.0);
    let sum = third + third + third;
    assert!((sum.high - 1.0).abs() + sum.low.abs() < 1e-31);
    assert!(third.relative_error_of(1.0 / 3.0) > 1e-17);
}
