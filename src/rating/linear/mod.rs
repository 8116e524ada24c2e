//! Dense linear algebra of the engine.
mod old;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Matrix {
    rows: usize,
    columns: usize,
    data: Vec<f64>,
}

#[expect(clippy::indexing_slicing, reason = "within the matrix")]
impl Matrix {
    pub(crate) fn zeros(rows: usize, columns: usize) -> Self {
        Self {
            rows,
            columns,
            data: vec![0.0; rows * columns],
        }
    }
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }
    pub(crate) fn columns(&self) -> usize {
        self.columns
    }
    pub(crate) fn row(&self, i: usize) -> &[f64] {
        &self.data[i * self.columns..(i + 1) * self.columns]
    }
    pub(crate) fn row_mut(&mut self, i: usize) -> &mut [f64] {
        &mut self.data[i * self.columns..(i + 1) * self.columns]
    }
    pub(crate) fn at(&self, i: usize, j: usize) -> f64 {
        self.row(i)[j]
    }
    pub(crate) fn multiply(&self, other: &Self) -> Self {
        let mut out = Self::zeros(self.rows, other.columns);
        for i in 0..self.rows {
            for k in 0..self.columns {
                let a = self.at(i, k);
                for (o, b) in out.row_mut(i).iter_mut().zip(other.row(k)) {
                    *o += a * b;
                }
            }
        }
        out
    }
    pub(crate) fn multiply_vector(&self, v: &[f64]) -> Vec<f64> {
        (0..self.rows)
            .map(|i| self.row(i).iter().zip(v).map(|(a, b)| a * b).sum())
            .collect()
    }
    pub(crate) fn centre(&mut self) {
        for i in 0..self.rows {
            super::newton::centre(self.row_mut(i));
        }
        let mut means = vec![0.0; self.columns];
        for i in 0..self.rows {
            for (m, x) in means.iter_mut().zip(self.row(i)) {
                *m += x;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "few")]
        let n = self.rows as f64;
        for i in 0..self.rows {
            for (x, m) in self.row_mut(i).iter_mut().zip(&means) {
                *x -= m / n;
            }
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Laplacian {
    inner: old::Laplacian,
    models: usize,
    grounded: bool,
}
#[derive(Clone, Debug)]
pub(crate) struct Factor {
    inner: old::Factor,
    models: usize,
    grounded: bool,
}

impl Laplacian {
    pub(crate) fn new(models: usize) -> Self {
        Self {
            inner: old::Laplacian::new(models),
            models,
            grounded: false,
        }
    }
    pub(crate) fn grounded(models: usize) -> Self {
        Self {
            inner: old::Laplacian::new(models + 1),
            models,
            grounded: true,
        }
    }
    pub(crate) fn join(&mut self, a: usize, b: usize, w: f64) {
        self.inner.join(a, b, w);
    }
    pub(crate) fn tie_to_ground(&mut self, a: usize, w: f64) {
        self.inner.join(a, self.models, w);
    }
    pub(crate) fn factor(self) -> Option<Factor> {
        Some(Factor {
            inner: self.inner.factor()?,
            models: self.models,
            grounded: self.grounded,
        })
    }
}
impl Factor {
    pub(crate) fn solve(&self, mut c: Vec<f64>) -> Vec<f64> {
        if self.grounded {
            c.push(0.0);
        }
        let mut x = self.inner.solve(c);
        x.truncate(self.models);
        x
    }
    pub(crate) fn inverse(&self) -> Matrix {
        let rows = self.inner.inverse();
        let mut m = Matrix::zeros(self.models, self.models);
        for (i, row) in rows.iter().take(self.models).enumerate() {
            m.row_mut(i).copy_from_slice(row.split_at(self.models).0);
        }
        m
    }
}

#[expect(clippy::indexing_slicing, reason = "within the matrix")]
pub(crate) fn variances(z: &Matrix, pairs: &[(usize, usize, f64)]) -> Vec<f64> {
    let mut v = vec![0.0; z.rows()];
    for &(a, b, w) in pairs {
        for ((s, x), y) in v.iter_mut().zip(z.row(a)).zip(z.row(b)) {
            *s += w * (x - y) * (x - y);
        }
    }
    v
}

#[derive(Clone, Debug)]
pub(crate) struct Cholesky {
    n: usize,
    l: Vec<f64>,
}
#[expect(clippy::indexing_slicing, reason = "within the matrix")]
impl Cholesky {
    pub(crate) fn factor(m: &Matrix) -> Option<Self> {
        let n = m.rows();
        let mut l = vec![0.0; n * n];
        for j in 0..n {
            for i in j..n {
                let mut s = m.at(i, j);
                for k in 0..j {
                    s -= l[i * n + k] * l[j * n + k];
                }
                if i == j {
                    if !(s > 0.0) {
                        return None;
                    }
                    l[i * n + j] = s.sqrt();
                } else {
                    l[i * n + j] = s / l[j * n + j];
                }
            }
        }
        Some(Self { n, l })
    }
    pub(crate) fn solve(&self, mut b: Vec<f64>) -> Vec<f64> {
        let n = self.n;
        for i in 0..n {
            for k in 0..i {
                b[i] -= self.l[i * n + k] * b[k];
            }
            b[i] /= self.l[i * n + i];
        }
        for i in (0..n).rev() {
            for k in i + 1..n {
                b[i] -= self.l[k * n + i] * b[k];
            }
            b[i] /= self.l[i * n + i];
        }
        b
    }
    pub(crate) fn inverse(&self) -> Matrix {
        let mut m = Matrix::zeros(self.n, self.n);
        for j in 0..self.n {
            let mut e = vec![0.0; self.n];
            e[j] = 1.0;
            for (i, x) in self.solve(e).into_iter().enumerate() {
                m.row_mut(i)[j] = x;
            }
        }
        m
    }
}
