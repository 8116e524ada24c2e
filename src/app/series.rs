//! Boards over time, as far as the models of a query are concerned.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::board::series::{Frame, Frontier, frontier};
use crate::board::{AsOf, OVERALL, Slice};
use crate::domain::{ArenaId, Model};

use super::{App, Error, LeaderboardQuery};

/// The kept boards of a slice, with the models that pass a filter.
#[derive(Clone, Debug)]
pub struct Series {
    /// The arena.
    pub arena: ArenaId,
    /// What people call it.
    pub title: String,
    /// The slice's category.
    pub category: String,
    /// Whether style is controlled for.
    pub style_control: bool,
    /// The number of the newest snapshot; 0 if there is none.
    pub newest: i64,
    /// How many snapshots were kept; the frames are some of them, evenly over time.
    pub kept: usize,
    /// The boards, oldest first, with the models that pass.
    pub frames: Vec<Frame>,
    /// The same boards with all of their models.
    pub whole: Vec<Arc<Frame>>,
    /// What is known of the models on them.
    pub cards: BTreeMap<String, Model>,
}

/// What models are put together by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// Open or closed weights.
    #[default]
    Weights,
    /// The maker's country.
    Country,
    /// The license.
    License,
    /// The maker.
    Organization,
    /// Whether it thinks before it answers.
    Reasoning,
}

impl GroupBy {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Weights,
        Self::Country,
        Self::License,
        Self::Organization,
        Self::Reasoning,
    ];

    /// The word used in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Weights => "weights",
            Self::Country => "country",
            Self::License => "license",
            Self::Organization => "organization",
            Self::Reasoning => "reasoning",
        }
    }

    /// The group that a model belongs to, if that is known.
    #[must_use]
    pub fn of(self, model: &Model) -> Option<String> {
        match self {
            Self::Weights => model.weights.map(|weights| weights.as_str().to_owned()),
            Self::Country => model.country.clone(),
            Self::License => model.license.clone(),
            Self::Organization => model.organization.clone(),
            Self::Reasoning => model.reasoning.map(|reasons| reasons.to_string()),
        }
    }
}

impl Series {
    /// The best model of each group over time.
    #[must_use]
    pub fn frontier(&self, by: GroupBy) -> Frontier {
        frontier(&self.frames, |model| by.of(self.cards.get(model)?))
    }
}

impl App {
    /// The kept boards of a slice until the query's point in time, with the models that pass its filter.
    ///
    /// # Errors
    /// [`Error::NotFound`] for the arena, [`Error::Invalid`] for a category that it has not or a snapshot that there is not.
    pub async fn series(&self, arena: &str, query: &LeaderboardQuery) -> Result<Series, Error> {
        let site = self.site();
        let arena = site.arena(arena).ok_or(Error::NotFound { what: "arena" })?;
        let slice = Slice {
            arena: arena.id.clone(),
            category: query.category.clone().unwrap_or_else(|| OVERALL.to_owned()),
            style_control: query.style_control,
        };
        self.check_category(&slice)?;
        let moments = self.timeline.moments(&slice).await?;
        let (until_ms, until_seq) = self.bounds(&arena.id, query.at).await?;
        let frames = moments.frames.iter();
        let whole: Vec<Arc<Frame>> = frames
            .filter(|frame| frame.time_ms <= until_ms && frame.seq <= until_seq)
            .cloned()
            .collect();
        let ids: BTreeSet<&str> = whole
            .iter()
            .flat_map(|frame| frame.standings.iter().map(|one| one.model.as_str()))
            .collect();
        // A board's models come from checked ids, so none is left out here.
        let cards = ids
            .into_iter()
            .filter_map(|id| Some((id, site.card(&id.parse().ok()?))));
        let cards: BTreeMap<String, Model> = cards
            .filter(|(_, card)| query.admits(card))
            .map(|(id, card)| (id.to_owned(), card))
            .collect();
        let passing = |frame: &Arc<Frame>| frame.only(|id| cards.contains_key(id));
        Ok(Series {
            frames: whole.iter().map(passing).collect(),
            whole,
            arena: slice.arena,
            title: arena.title.clone(),
            category: slice.category,
            style_control: slice.style_control,
            newest: moments.newest,
            kept: moments.kept,
            cards,
        })
    }

    /// The latest time and seq that a point in the past lets through.
    async fn bounds(&self, arena: &ArenaId, at: Option<AsOf>) -> Result<(i64, i64), Error> {
        Ok(match at {
            None => (i64::MAX, i64::MAX),
            Some(AsOf::Time(time_ms)) => (time_ms, i64::MAX),
            Some(AsOf::Seq(seq)) => (i64::MAX, seq),
            Some(AsOf::Snapshot(id)) => {
                let seq = self.store.snapshot_seq(arena, id).await?;
                let unknown = || Error::invalid("at", "names no snapshot of this arena");
                (i64::MAX, seq.ok_or_else(unknown)?)
            }
        })
    }
}
