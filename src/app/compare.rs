//! Two to five models beside each other: how often which was preferred, how far they are apart, and where.

use crate::board::{OVERALL, Slice};
use crate::domain::{ArenaId, ModelId};
use crate::rating::PairCell;

use super::answers::Named;
use super::leaderboard::Gap;
use super::model_page::{ModelCategory, Observed};
use super::{App, Error, Leaderboard, LeaderboardQuery, LeaderboardRow};

/// The most models beside each other.
pub const MOST_COMPARED: usize = 5;

/// Models beside each other on one board.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The whole board.
    pub board: Leaderboard,
    /// The models that were picked, best first.
    pub picked: Vec<LeaderboardRow>,
    /// All their pairs, the better model first.
    pub pairs: Vec<ComparedPair>,
    /// Each category with the places of the picked models, in their order.
    pub categories: Vec<(String, Vec<Option<ModelCategory>>)>,
}

/// Two models beside each other.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedPair {
    /// The better one.
    pub first: Named,
    /// The other one.
    pub second: Named,
    /// Their votes, seen from the first, if they met and the board is one of counts.
    pub observed: Option<Observed>,
    /// How far they are apart by their ratings, if they share a scale.
    pub gap: Option<Gap>,
}

impl App {
    /// Puts models of an arena beside each other. Fewer than two are a question that is not asked yet: nothing is compared.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena, [`Error::Invalid`] for a model that its board has not, for more than
    /// [`MOST_COMPARED`], and as [`Self::leaderboard`].
    pub async fn compare(
        &self,
        arena: &str,
        query: &LeaderboardQuery,
        models: &[String],
    ) -> Result<Compared, Error> {
        let mut models = models.to_vec();
        models.sort_unstable();
        models.dedup();
        if models.len() > MOST_COMPARED {
            return Err(Error::invalid(
                "m",
                format!(
                    "must name at most {MOST_COMPARED} models; leave out {}",
                    models.len() - MOST_COMPARED
                ),
            ));
        }
        let query = LeaderboardQuery {
            category: query.category.clone(),
            style_control: query.style_control,
            ..LeaderboardQuery::default()
        };
        let board = self.leaderboard(arena, &query).await?;
        let has = |model: &String| board.rows.iter().any(|row| row.model.id.as_str() == model);
        if let Some(stranger) = models.iter().find(|model| !has(model)) {
            return Err(Error::invalid(
                "m",
                format!(
                    "names {stranger:?}, which this board does not have; GET /api/v1/models lists the models"
                ),
            ));
        }
        let is_picked = |row: &&LeaderboardRow| models.iter().any(|id| row.model.id.as_str() == id);
        let picked: Vec<LeaderboardRow> = board.rows.iter().filter(is_picked).cloned().collect();
        Ok(Compared {
            pairs: self.compared_pairs(&board, &picked),
            categories: self.compared_categories(&board.arena, &picked),
            board,
            picked,
        })
    }

    fn compared_pairs(&self, board: &Leaderboard, picked: &[LeaderboardRow]) -> Vec<ComparedPair> {
        let slice = Slice {
            arena: board.arena.clone(),
            category: board.category.clone(),
            style_control: board.style_control,
        };
        let fitted = self.boards.get(&slice);
        // What was observed does not depend on style, so a board at equal style shows the counts of the usual one.
        let counts = self.boards.counts(&Slice {
            style_control: false,
            ..slice
        });
        let pair = |first: &LeaderboardRow, second: &LeaderboardRow| {
            let (a, b) = (first.model.id.as_str(), second.model.id.as_str());
            let cell = counts.as_ref().map(|(_, counts)| counts.cell(a, b));
            ComparedPair {
                first: Named::of(&first.model),
                second: Named::of(&second.model),
                observed: cell.and_then(|cell: PairCell| Observed::of(cell)),
                gap: fitted.as_ref().and_then(|board| Gap::on(board, a, b)),
            }
        };
        let mut pairs = Vec::new();
        for (place, first) in picked.iter().enumerate() {
            let behind = picked.iter().skip(place + 1);
            pairs.extend(behind.map(|second| pair(first, second)));
        }
        pairs
    }

    fn compared_categories(
        &self,
        arena: &ArenaId,
        picked: &[LeaderboardRow],
    ) -> Vec<(String, Vec<Option<ModelCategory>>)> {
        let of_model = |id: &ModelId| self.model_categories(arena, id);
        let places: Vec<Vec<ModelCategory>> =
            picked.iter().map(|row| of_model(&row.model.id)).collect();
        let categories = self.boards.categories(arena).into_iter();
        let beside = |category: String| {
            let of = |places: &Vec<ModelCategory>| {
                places.iter().find(|one| one.category == category).cloned()
            };
            let row: Vec<Option<ModelCategory>> = places.iter().map(of).collect();
            (category, row)
        };
        let all = categories
            .filter(|category| category != OVERALL)
            .map(beside);
        all.filter(|(_, row)| row.iter().any(Option::is_some))
            .collect()
    }
}
