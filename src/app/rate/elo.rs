//! A board out of online Elo.

use crate::exchange::LeaderboardRecord;
use crate::rating::{Comparisons, EloOptions, Standing, Status, fit_board};
