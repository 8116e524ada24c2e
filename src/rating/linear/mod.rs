//! The linear algebra of the engine: dense, 64-bit floats, on one thread but for large sums of squares.
//!
//! ```text
//! matrix      products (product) and centring (shift)
//! laplacian   link weights, of which nothing is ever subtracted:
//!  eliminate  links -> shares and pivots, in blocks
//!  factor     an eliminated Laplacian
//!  solve      solutions
//!  inverse    the whole inverse
//! squares     sums of squared differences of rows
//! cholesky    small systems that are not Laplacians
//!
//! kernel      lines of eight numbers, products of tiles
//! vector      the parts of a line that a machine calculates at once
//! buffer      memory in lines
//! triangle    the upper triangle of a square, in panels
//! ```
//!
//! Every sum has one order, written in the code, whatever the width of the machine's vectors: results are the same to
//! the last bit on every machine.

mod buffer;
mod cholesky;
mod eliminate;
mod factor;
mod inverse;
mod kernel;
mod laplacian;
mod matrix;
mod product;
mod shift;
mod solve;
mod squares;
mod triangle;
mod vector;

pub(crate) use cholesky::Cholesky;
pub(crate) use factor::Factor;
pub(crate) use kernel::{LANES, Line, ZERO};
pub(crate) use laplacian::Laplacian;
pub(crate) use matrix::Matrix;
pub(crate) use squares::squared_differences;
pub(crate) use vector::{Vector, parts};

#[cfg(test)]
mod tests;
