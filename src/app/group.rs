//! The models of a maker, under a license, or from a country, with their places.

use crate::domain::{ArenaId, Model};

use super::{App, Error, LeaderboardQuery, LeaderboardRow};

/// What models have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InCommon {
    /// The maker.
    Organization(String),
    /// The license.
    License(String),
    /// The ISO code of the maker's country.
    Country(String),
}

impl InCommon {
    /// The filter that leaves the group's models.
    #[must_use]
    pub fn query(&self) -> LeaderboardQuery {
        let mut query = LeaderboardQuery::default();
        match self {
            Self::Organization(name) => query.organization = Some(name.clone()),
            Self::License(name) => query.license = Some(name.clone()),
            Self::Country(code) => query.country = Some(code.clone()),
        }
        query
    }

    /// The name as the models' cards write it.
    fn written(&self, model: &Model) -> Option<String> {
        match self {
            Self::Organization(_) => model.organization.clone(),
            Self::License(_) => model.license.clone(),
            Self::Country(_) => model.country.clone(),
        }
    }
}

/// The models of a group.
#[derive(Clone, Debug)]
pub struct Group {
    /// What it is called, as the models' cards write it.
    pub name: String,
    /// All its models, by name.
    pub models: Vec<Model>,
    /// Where they stand, arena by arena; only those whose board has one.
    pub arenas: Vec<GroupArena>,
}

/// The models of a group in one arena.
#[derive(Clone, Debug)]
pub struct GroupArena {
    /// Which.
    pub arena: ArenaId,
    /// What people call it.
    pub title: String,
    /// All models on its board.
    pub models: usize,
    /// Those of the group, best first.
    pub rows: Vec<LeaderboardRow>,
}

impl App {
    /// A group with the places of its models.
    ///
    /// # Errors
    /// [`Error::NotFound`] if no model belongs to it.
    pub async fn group(&self, by: &InCommon) -> Result<Group, Error> {
        let (site, query) = (self.site(), by.query());
        let mut models: Vec<Model> = site
            .cards()
            .filter(|model| query.admits(model))
            .cloned()
            .collect();
        models.sort_by_key(|model| (model.name.to_lowercase(), model.id.clone()));
        let written = models.first().and_then(|model| by.written(model));
        let name = written.ok_or(Error::NotFound { what: "group" })?;
        let mut arenas = Vec::new();
        for arena in &site.config.arenas {
            let board = self.leaderboard(arena.id.as_str(), &query).await?;
            if !board.rows.is_empty() {
                arenas.push(GroupArena {
                    arena: board.arena,
                    title: board.title,
                    models: board.models,
                    rows: board.rows,
                });
            }
        }
        Ok(Group {
            name,
            models,
            arenas,
        })
    }
}
