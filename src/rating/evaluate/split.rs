//! Which votes are learned from and which are foretold.

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

/// A way to hold votes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// In the order of the votes, cut into one block more than folds: each fold learns from all blocks before the one that it
    /// foretells. As a live board does it.
    Expanding {
        /// At least 1.
        folds: usize,
    },
    /// At random: each fold foretells its share and learns from the others.
    KFold {
        /// At least 2.
        folds: usize,
        /// Equal seeds give equal folds.
        seed: u64,
    },
}

impl Default for Split {
    fn default() -> Self {
        Self::Expanding { folds: 5 }
    }
}

impl Split {
    /// The block of each vote.
    pub(super) fn blocks(self, votes: usize) -> Vec<usize> {
        let cut = |blocks: usize| (0..votes).map(move |vote| vote * blocks / votes);
        match self {
            Self::Expanding { folds } => cut(folds.max(1) + 1).collect(),
            Self::KFold { folds, seed } => {
                let mut blocks: Vec<usize> = cut(folds.max(2)).collect();
                blocks.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
                blocks
            }
        }
    }

    pub(super) fn folds(self) -> std::ops::Range<usize> {
        match self {
            Self::Expanding { folds } => 1..folds.max(1) + 1,
            Self::KFold { folds, .. } => 0..folds.max(2),
        }
    }

    /// Whether a fold, which foretells the block of its own number, learns from a block.
    pub(super) fn learns(self, fold: usize, block: usize) -> bool {
        match self {
            Self::Expanding { .. } => block < fold,
            Self::KFold { .. } => block != fold,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expanding_split_learns_only_from_earlier_votes() {
        let split = Split::Expanding { folds: 3 };
        let blocks = split.blocks(10);
        assert_eq!(blocks, [0, 0, 0, 1, 1, 2, 2, 2, 3, 3]);
        for fold in split.folds() {
            let learned = (0..10)
                .filter(|&vote| split.learns(fold, blocks[vote]))
                .max();
            let foretold = (0..10).find(|&vote| blocks[vote] == fold);
            assert!(learned < foretold);
        }
    }

    #[test]
    fn a_k_fold_split_foretells_every_vote_once_and_is_seeded() {
        let split = |seed| Split::KFold { folds: 4, seed };
        let blocks = split(1).blocks(22);
        for fold in split(1).folds() {
            let size = blocks.iter().filter(|&&block| block == fold).count();
            assert!((5..=6).contains(&size));
        }
        assert_eq!(blocks, split(1).blocks(22));
        assert_ne!(blocks, split(2).blocks(22));
    }

    #[test]
    fn no_folds_are_as_few_as_make_sense() {
        assert_eq!(Split::Expanding { folds: 0 }.folds(), 1..2);
        assert_eq!(Split::KFold { folds: 0, seed: 0 }.folds(), 0..2);
        assert!(Split::default().blocks(0).is_empty());
    }
}
