//! The boards of all categories of an arena, side by side.

use super::{App, Error, Leaderboard, LeaderboardQuery};

impl App {
    /// The same query on the board of each category, overall first. A category whose board is still being made is left out.
    ///
    /// # Errors
    /// As [`App::leaderboard`].
    pub async fn profile(
        &self,
        arena: &str,
        query: &LeaderboardQuery,
    ) -> Result<Vec<Leaderboard>, Error> {
        let site = self.site();
        let arena = site.arena(arena).ok_or(Error::NotFound { what: "arena" })?;
        let mut boards = Vec::new();
        for category in self.boards.categories(&arena.id) {
            let of_category = LeaderboardQuery {
                category: Some(category),
                ..query.clone()
            };
            match self.leaderboard(arena.id.as_str(), &of_category).await {
                Ok(board) => boards.push(board),
                // A category may be younger than the time that is asked for.
                Err(Error::Busy { .. } | Error::Invalid { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(boards)
    }
}
