//! What the use cases say -> the charts of the templates crate.

use actix_web::web::Data;
use agon_templates::charts::Chart;
use agon_templates::charts::kinds::{
    Activity, Bin, Calibration, Cost, Day, Effect, Effects, Pair, Pairs, Profile, Rated, Ratings,
    Trade,
};
use agon_templates::language::Language;

use super::{Look, history};
use crate::app::{Leaderboard, LeaderboardQuery, LeaderboardRow, LogTally, PairOnBoard};
use crate::web::Web;
use crate::web::pages::battle::weights;
use crate::web::pages::standing::Titles;
use crate::web::problem::Problem;

/// Pictures of the whole log or of what is in memory, which are not made again for a time of the past.
pub(in crate::web) const OF_NOW: [&str; 5] = ["speed", "style", "side", "calibration", "activity"];

/// What a picture is made of.
pub(in crate::web) struct Asked<'a> {
    pub(in crate::web) web: &'a Data<Web>,
    pub(in crate::web) board: &'a Leaderboard,
    pub(in crate::web) query: &'a LeaderboardQuery,
    pub(in crate::web) look: Look,
    pub(in crate::web) t: Language,
}

impl Asked<'_> {
    /// The picture of a kind, for the models of the board.
    pub(in crate::web) async fn chart(&self, kind: &str) -> Result<Chart, Problem> {
        let t = self.t;
        if self.query.at.is_some() && OF_NOW.contains(&kind) {
            let why = "is for other pictures: this one is of now only";
            return Err(Problem::field("at", why));
        }
        Ok(match kind {
            "ratings" => {
                let models = self.models();
                Ratings { models }.chart(t)
            }
            "win-rates" => self.pairs().await?.win_rates(t),
            "battles" => self.pairs().await?.battles(t),
            "price" => self.trade(Cost::Price, |row| row.model.price_output),
            "size" => self.trade(Cost::Size, |row| row.model.parameters_b),
            "speed" => self.speed().await?,
            "categories" => self.profile().await?,
            "style" => self.effects().0.style(t),
            "side" => self.effects().1.side(t),
            "calibration" => calibration(&self.tally().await?).chart(t),
            "activity" => activity(&self.tally().await?).chart(t),
            "elsewhere" => self.elsewhere().await?,
            kind if history::KINDS.contains(&kind) => self.over_time(kind).await?,
            _ => return Err(Problem::not_found()),
        })
    }

    async fn over_time(&self, kind: &str) -> Result<Chart, Problem> {
        let (arena, query) = (self.board.arena.to_string(), self.query.clone());
        let series = self
            .web
            .app
            .call(move |app| async move { app.series(&arena, &query).await });
        Ok(history::chart(kind, &series.await?, self.look, self.t))
    }

    /// There is no such picture where nobody else's board was imported.
    async fn elsewhere(&self) -> Result<Chart, Problem> {
        let (arena, query) = (self.board.arena.to_string(), self.query.clone());
        let boards = self
            .web
            .app
            .call(move |app| async move { app.external_boards(&arena, &query).await });
        let boards = boards.await?;
        if boards.is_empty() {
            return Err(Problem::not_found());
        }
        Ok(history::elsewhere(&boards, self.t))
    }

    fn models(&self) -> Vec<Rated> {
        self.board.rows.iter().map(rated).collect()
    }

    async fn pairs(&self) -> Result<Pairs, Problem> {
        let (board, at) = (self.board.clone(), self.query.at);
        let asked = self
            .web
            .app
            .call(move |app| async move { app.pairs(&board, at).await });
        let pairs = asked.await?;
        Ok(Pairs {
            models: self.models(),
            pairs: pairs.iter().map(pair).collect(),
        })
    }

    fn trade(&self, cost: Cost, of: impl Fn(&LeaderboardRow) -> Option<f64>) -> Chart {
        let rows = self.board.rows.iter();
        let models = rows.map(|row| (rated(row), of(row))).collect();
        Trade { cost, models }.chart(self.t)
    }

    async fn speed(&self) -> Result<Chart, Problem> {
        let arena = self.board.arena.to_string();
        let asked = self
            .web
            .app
            .call(move |app| async move { app.speeds(&arena).await });
        let speeds = asked.await?;
        Ok(self.trade(Cost::Speed, |row| {
            speeds.get(row.model.id.as_str()).copied()
        }))
    }

    async fn profile(&self) -> Result<Chart, Problem> {
        let (arena, query) = (self.board.arena.to_string(), self.query.clone());
        let asked = self.web.app.call(move |app| async move {
            let boards = app.profile(&arena, &query).await?;
            Ok(boards)
        });
        let site = self.web.app.site();
        let titles = Titles {
            t: self.t,
            site: &site,
        };
        let categories = asked.await?.into_iter().map(|board| {
            let models = board.rows.iter().map(rated).collect();
            (titles.tab(&board.category), models)
        });
        Ok(Profile {
            models: self.models(),
            categories: categories.collect(),
        }
        .chart(self.t))
    }

    /// Those of style and that of the side.
    fn effects(&self) -> (Effects, Effects) {
        let found = self.web.app.effects(self.board);
        let effect = |name: &str, [estimate, low, high]: [f64; 3]| Effect {
            name: name.to_owned(),
            estimate,
            low,
            high,
        };
        let style = found.style.iter();
        let style = style.map(|one| effect(&one.name, [one.estimate, one.low, one.high]));
        let side = found.side.iter();
        let side = side.map(|one| effect(&one.name, [one.estimate, one.low, one.high]));
        (
            Effects {
                effects: style.collect(),
            },
            Effects {
                effects: side.collect(),
            },
        )
    }

    async fn tally(&self) -> Result<LogTally, Problem> {
        let arena = self.board.arena.to_string();
        let asked = self
            .web
            .app
            .call(move |app| async move { app.log_tally(&arena).await });
        Ok(asked.await?)
    }
}

/// What pictures know of a row.
pub(in crate::web) fn rated(row: &LeaderboardRow) -> Rated {
    let (model, standing) = (&row.model, &row.standing);
    Rated {
        id: model.id.to_string(),
        name: model.name.clone(),
        weights: model.weights.map(weights),
        rank: row.rank.map(|rank| (rank.low, rank.high)),
        rating: standing.rating,
        low: standing.low,
        high: standing.high,
        votes: standing.votes,
        status: row.status.to_owned(),
    }
}

fn pair(pair: &PairOnBoard) -> Pair {
    Pair {
        first: pair.first,
        second: pair.second,
        votes: pair.votes,
        first_wins: pair.first_wins,
        second_wins: pair.second_wins,
        ties: pair.ties,
        both_bad: pair.both_bad,
        observed: pair.observed,
        predicted: pair.predicted,
    }
}

fn calibration(tally: &LogTally) -> Calibration {
    let bins = tally.calibration.bins.iter().map(|bin| Bin {
        from: bin.from,
        to: bin.to,
        votes: bin.votes,
        predicted: bin.predicted,
        observed: bin.observed,
        low: bin.low,
        high: bin.high,
    });
    Calibration {
        bins: bins.collect(),
        error: tally.calibration.error,
    }
}

fn activity(tally: &LogTally) -> Activity {
    #[expect(
        clippy::cast_precision_loss,
        reason = "milliseconds of any year that has votes fit"
    )]
    let day = |(day, rated, unrated): &(i64, u64, u64)| Day {
        begin_ms: *day as f64 * 86_400_000.0,
        rated: *rated,
        unrated: *unrated,
    };
    Activity {
        days: tally.days.iter().map(day).collect(),
    }
}
