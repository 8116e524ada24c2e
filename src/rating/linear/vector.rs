//! The parts of a line as vectors of the machine, with arithmetic. Element by element, so that the width changes nothing.

#![expect(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the instructions of the caller"
)]

use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

use pulp::Simd;

use super::kernel::{LANES, Line};

/// As many numbers as the machine calculates at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Vector<S: Simd> {
    simd: S,
    numbers: S::f64s,
}

/// The numbers of the parts of a line.
#[inline(always)]
pub(crate) fn parts<S: Simd>() -> std::ops::Range<usize> {
    0..LANES / S::F64_LANES
}

impl<S: Simd> Vector<S> {
    /// The same number everywhere.
    #[inline(always)]
    pub(crate) fn splat(simd: S, number: f64) -> Self {
        let numbers = simd.splat_f64s(number);
        Self { simd, numbers }
    }

    /// A part of a line.
    #[inline(always)]
    #[expect(
        clippy::indexing_slicing,
        reason = "a part beyond the line must not be taken for zeros"
    )]
    pub(crate) fn load(simd: S, line: &Line, part: usize) -> Self {
        let numbers = S::as_simd_f64s(line).0[part];
        Self { simd, numbers }
    }

    #[inline(always)]
    #[expect(
        clippy::indexing_slicing,
        reason = "a part beyond the line must not vanish silently"
    )]
    pub(crate) fn store(self, line: &mut Line, part: usize) {
        S::as_mut_simd_f64s(line).0[part] = self.numbers;
    }

    /// What it is calculated with.
    #[inline(always)]
    pub(crate) fn simd(self) -> S {
        self.simd
    }

    /// The first of two numbers where this one is less than the other one, else the second.
    #[inline(always)]
    pub(crate) fn select_if_less(self, other: Self, [yes, no]: [Self; 2]) -> Self {
        let mask = self.simd.less_than_f64s(self.numbers, other.numbers);
        let numbers = self.simd.select_f64s(mask, yes.numbers, no.numbers);
        Self { numbers, ..self }
    }

    /// The rounded sum, and exactly what the rounding dropped (Knuth 1969).
    #[inline(always)]
    pub(crate) fn two_sum(self, other: Self) -> (Self, Self) {
        let sum = self + other;
        let of_other = sum - self;
        (sum, (self - (sum - of_other)) + (other - of_other))
    }
}

impl<S: Simd> Add for Vector<S> {
    type Output = Self;

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        let numbers = self.simd.add_f64s(self.numbers, other.numbers);
        Self { numbers, ..self }
    }
}

impl<S: Simd> AddAssign for Vector<S> {
    #[inline(always)]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl<S: Simd> Sub for Vector<S> {
    type Output = Self;

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        let numbers = self.simd.sub_f64s(self.numbers, other.numbers);
        Self { numbers, ..self }
    }
}

impl<S: Simd> Mul for Vector<S> {
    type Output = Self;

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        let numbers = self.simd.mul_f64s(self.numbers, other.numbers);
        Self { numbers, ..self }
    }
}

impl<S: Simd> Div for Vector<S> {
    type Output = Self;

    #[inline(always)]
    fn div(self, other: Self) -> Self {
        let numbers = self.simd.div_f64s(self.numbers, other.numbers);
        Self { numbers, ..self }
    }
}

impl<S: Simd> Neg for Vector<S> {
    type Output = Self;

    #[inline(always)]
    fn neg(self) -> Self {
        let numbers = self.simd.neg_f64s(self.numbers);
        Self { numbers, ..self }
    }
}
