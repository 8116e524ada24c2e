//! The covariates of votes, in pieces: a column grows without being moved, so that no vote takes up memory twice.

use std::ops::Range;

/// Votes in a piece.
const PIECE: usize = 8_192;

/// So many numbers a vote, vote by vote.
#[derive(Clone, Debug, Default)]
pub(crate) struct Covariates {
    width: usize,
    /// [`PIECE`] votes each, but for the last one.
    pieces: Vec<Vec<f32>>,
}

impl Covariates {
    /// No votes yet.
    pub(crate) fn new(width: usize) -> Self {
        Self {
            width,
            pieces: Vec::new(),
        }
    }

    /// Adds those of a vote; more than there are columns for are ignored.
    pub(crate) fn push(&mut self, values: &[f32]) {
        let Some(values) = values.get(..self.width).filter(|own| !own.is_empty()) else {
            return;
        };
        match self.pieces.last_mut() {
            Some(piece) if piece.len() < PIECE * self.width => piece.extend_from_slice(values),
            Some(_) => {
                let mut piece = Vec::with_capacity(PIECE * self.width);
                piece.extend_from_slice(values);
                self.pieces.push(piece);
            }
            // Few votes need no whole piece.
            None => self.pieces.push(values.to_vec()),
        }
    }

    /// Those of a vote; empty if votes have none.
    #[inline]
    pub(crate) fn of(&self, vote: usize) -> &[f32] {
        let piece = self.pieces.get(vote / PIECE);
        let start = vote % PIECE * self.width;
        let values = piece.and_then(|piece| piece.get(start..start + self.width));
        values.unwrap_or_default()
    }

    /// Those of some votes, in parts of whole votes; each but the last ends a piece.
    pub(crate) fn within(&self, votes: &Range<usize>) -> Vec<&[f32]> {
        let mut parts = Vec::new();
        let mut start = votes.start;
        while start < votes.end {
            let end = (start / PIECE + 1).saturating_mul(PIECE).min(votes.end);
            let Some(piece) = self.pieces.get(start / PIECE) else {
                break;
            };
            let place = start % PIECE * self.width;
            parts.extend(piece.get(place..place + (end - start) * self.width));
            start = end;
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_keep_their_covariates_over_the_ends_of_pieces() {
        let value = |vote: usize| f32::from(u16::try_from(vote).unwrap());
        let mut column = Covariates::new(2);
        let count = 2 * PIECE + 3;
        for vote in 0..count {
            column.push(&[value(vote), -value(vote)]);
        }
        for vote in 0..count {
            assert_eq!(column.of(vote), [value(vote), -value(vote)]);
        }
        assert!(column.of(count).is_empty());
        let within = column.within(&(PIECE - 8..count));
        let lengths: Vec<usize> = within.iter().map(|part| part.len()).collect();
        assert_eq!(lengths, [16, 2 * PIECE, 6]);
        assert_eq!(within.concat()[..2], *column.of(PIECE - 8));
        assert!(column.within(&(3..3)).is_empty());
    }

    #[test]
    fn votes_without_covariates_take_up_nothing() {
        let mut column = Covariates::new(0);
        column.push(&[1.0]);
        assert!(column.of(0).is_empty() && column.pieces.is_empty());
    }
}
