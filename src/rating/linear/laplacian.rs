//! Weighted graph Laplacians. Dense, in the order of the models.
//!
//! A Laplacian is kept as its link weights alone, since each diagonal entry is the sum of its row's links. Gaussian
//! elimination of a model then is the star-mesh transform of electrical networks: it only adds, multiplies and
//! divides numbers that are not negative. So nothing cancels, every entry of the factor and of the grounded
//! inverse is good to nearly full relative precision, and the factor exists whenever the graph is connected.

use super::eliminate::Eliminate;
use super::factor::Factor;
use super::kernel::{Line, lines};
use super::triangle::Triangle;
use pulp::Arch;

/// Link weights between models.
#[derive(Clone, Debug)]
pub(crate) struct Laplacian {
    models: usize,
    /// One more than `models` with a ground node.
    nodes: usize,
    links: Triangle,
}

impl Laplacian {
    /// No links between `models` models; the last of them is the ground.
    pub(crate) fn new(models: usize) -> Self {
        Self::of_nodes(models, models)
    }

    /// No links between `models` models, nor to a further node, the ground.
    pub(crate) fn grounded(models: usize) -> Self {
        Self::of_nodes(models, models + 1)
    }

    fn of_nodes(models: usize, nodes: usize) -> Self {
        Self {
            models,
            nodes,
            links: Triangle::zeros(nodes),
        }
    }

    /// Adds `weight` (not negative) to the link of two models; first < second < the number of models.
    pub(crate) fn join(&mut self, first: usize, second: usize, weight: f64) {
        assert!(first < second && second < self.models, "no such link");
        *self.link(first, second) += weight;
    }

    /// Adds weights to the links of a model and eight later ones beside each other, of which an octet begins with each multiple
    /// of eight. Weights of earlier models and of those that do not exist are 0.
    #[inline]
    #[expect(
        clippy::indexing_slicing,
        reason = "a link outside the matrix must not vanish silently"
    )]
    pub(crate) fn join_octet(&mut self, first: usize, octet: usize, weights: &Line) {
        let place = lines(self.links.start(first)) + octet;
        let links = &mut self.links.buffer.lines_mut()[place];
        for (link, weight) in links.iter_mut().zip(weights) {
            *link += weight;
        }
    }

    /// Adds `weight` (not negative) to the link of a model and the ground node.
    pub(crate) fn tie_to_ground(&mut self, model: usize, weight: f64) {
        assert!(
            model < self.models && self.models < self.nodes,
            "no such link"
        );
        *self.link(model, self.models) += weight;
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "a link outside the matrix must not vanish silently"
    )]
    fn link(&mut self, first: usize, second: usize) -> &mut f64 {
        let start = self.links.start(first);
        &mut self.links.buffer.numbers_mut()[start + second]
    }

    /// Eliminates all nodes but the ground. `None` if a link weight is not a finite number or the links do not connect
    /// all nodes.
    pub(crate) fn factor(mut self) -> Option<Factor> {
        let open = self.nodes.saturating_sub(1);
        let pivots = Arch::new().dispatch(Eliminate {
            triangle: &mut self.links,
            open,
        })?;
        Some(Factor::new(self.models, open, self.links, pivots))
    }
}
