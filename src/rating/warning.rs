//! What a reader of a board should know about how it came to be.

/// Something that a fit did not do as it was asked to, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Warning {
    /// This parameter has no coefficient: it says nothing that models and the parameters before it do not say, being
    /// constant or a sum of them.
    #[error("{0} is constant or repeats the models and what is before it, and was left out")]
    Unidentified(String),
    /// Side effect and covariates were left out: some mix of them and the models tells every vote of the core, or all but
    /// ties, so nothing keeps their coefficients finite.
    #[error(
        "side effect and covariates fit the votes perfectly, have no finite coefficients, and were left out"
    )]
    UnboundedCoefficients,
    /// Intervals by voter were asked for, and nothing tells who voted: each vote counts as its own voter.
    #[error("intervals are not clustered: the votes do not say who cast them")]
    VotersUnknown,
    /// Replicates were asked for, and these votes cannot be drawn anew as counts: intervals are those of the sandwich.
    #[error(
        "intervals are not from a bootstrap: votes one by one are not resampled, so the sandwich is used"
    )]
    NotResampled,
    /// Ties were to be modelled apart, which is not done vote by vote: they are half a win each.
    #[error("ties count as half a win each: they are not modelled apart with votes one by one")]
    TiesAreHalves,
    /// Some replicates of a bootstrap tell less than all ratings, which widens intervals.
    #[error(
        "of {rounds} replicates {fallen_apart} leave ratings infinite or unknown, and {failed} did not converge"
    )]
    Replicates {
        /// All replicates.
        rounds: usize,
        /// Those that leave some ratings infinite or unknown, because too few votes came back.
        fallen_apart: usize,
        /// Those that did not converge.
        failed: usize,
    },
}
