//! What a method is here: something that learns from votes and foretells others.

use crate::FitError;
use crate::comparisons::{Comparison, Comparisons};
use crate::ties::Probabilities;

/// What a method makes of one vote without looking at its outcome. `None` if it cannot tell, since one of the models has no
/// finite rating on the main scale.
pub type Forecast = Box<dyn Fn(&Comparison) -> Option<Probabilities> + Send + Sync>;

/// A method that can be compared with others.
pub trait Predictor: Send + Sync {
    /// What to call it.
    fn name(&self) -> &str;

    /// Whether its forecasts have chances of ties. If not, only the chance of a win, if anyone wins, is asked of them.
    fn has_ties(&self) -> bool {
        false
    }

    /// Learns from votes. Models have the same numbers in them as in the votes to be foretold.
    ///
    /// # Errors
    ///
    /// [`FitError`] if there is no fit; the method then foretells nothing from these votes.
    fn fit(&self, train: &Comparisons) -> Result<Forecast, FitError>;
}
