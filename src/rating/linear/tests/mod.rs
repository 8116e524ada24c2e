mod cholesky;
mod double;
mod laplacian;
mod matrix;
mod squares;
mod widths;
mod worlds;
