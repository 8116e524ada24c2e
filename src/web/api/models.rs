//! Models: their cards and places, and several of them beside each other.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use utoipa::ToSchema;

use super::board::GapBody;
use super::parts::{Part, lead_on};
use super::public;
use crate::app::{ComparedPair, ModelArena, ModelCategory, Observed, Opponent};
use crate::clock::rfc3339;
use crate::domain::ModelId;
use crate::exchange::{LeaderboardRecord, ModelRecord};
use crate::store::ModelEvent;
use crate::web::Web;
use crate::web::asked::query_of;
use crate::web::fields::Params;
use crate::web::problem::{Problem, ProblemBody};

/// A model with all that is known of it.
#[derive(Serialize, ToSchema)]
pub(super) struct ModelBody {
    #[serde(flatten)]
    card: ModelRecord,
    /// Where it stands.
    arenas: Vec<ArenaBody>,
    /// How often voters gave which reason for what they chose, most first.
    reasons: Vec<ReasonBody>,
    /// Battles that their voters made public.
    samples: Vec<SampleBody>,
    /// Every version of its card, oldest first.
    versions: Vec<VersionBody>,
}

#[derive(Serialize, ToSchema)]
struct ReasonBody {
    reason: &'static str,
    votes: u64,
}

#[derive(Serialize, ToSchema)]
struct SampleBody {
    battle: String,
    /// What was asked first.
    prompt: String,
}

#[derive(Serialize, ToSchema)]
struct VersionBody {
    /// RFC 3339 UTC.
    time: String,
    /// added, changed or removed.
    event: String,
    #[serde(flatten)]
    card: ModelRecord,
}

/// A model's place in an arena.
#[derive(Serialize, ToSchema)]
struct ArenaBody {
    arena: String,
    title: String,
    /// Its row on the overall board.
    row: LeaderboardRecord,
    /// Its places on the boards of categories.
    categories: Vec<CategoryBody>,
    /// Everybody whom it met, the largest share first.
    opponents: Vec<OpponentBody>,
}

/// A model's place on the board of a category.
#[derive(Serialize, ToSchema)]
struct CategoryBody {
    category: String,
    rank_low: Option<u32>,
    rank_high: Option<u32>,
    rating: Option<f64>,
    rating_low: Option<f64>,
    rating_high: Option<f64>,
    votes: u64,
}

/// The votes of a pair, seen from the first model.
#[derive(Serialize, ToSchema)]
struct ObservedBody {
    votes: u64,
    wins: u64,
    losses: u64,
    /// Ties and `both_bad`.
    halves: u64,
    /// (wins + half of halves) / votes.
    share: f64,
    /// The lower end of its 95% interval (Wilson).
    share_low: Option<f64>,
    /// The upper end.
    share_high: Option<f64>,
}

#[derive(Serialize, ToSchema)]
struct OpponentBody {
    model: String,
    name: String,
    #[serde(flatten)]
    observed: ObservedBody,
    /// The share that the ratings expect; null where they share no scale.
    expected: Option<f64>,
}

/// Models beside each other.
#[derive(Serialize, ToSchema)]
struct ComparedBody {
    arena: String,
    category: String,
    style_control: bool,
    seq: i64,
    /// The models, best first.
    models: Vec<LeaderboardRecord>,
    /// All their pairs, the better model first.
    pairs: Vec<PairBody>,
    /// Their places by category.
    categories: Vec<CategoriesBody>,
}

#[derive(Serialize, ToSchema)]
struct PairBody {
    first: String,
    second: String,
    /// Null where they never met.
    observed: Option<ObservedBody>,
    /// What the ratings say; null where they share no scale.
    predicted: Option<GapBody>,
}

#[derive(Serialize, ToSchema)]
struct CategoriesBody {
    category: String,
    /// In the order of the models; null for one without votes there.
    places: Vec<Option<CategoryBody>>,
}

impl From<&Observed> for ObservedBody {
    fn from(observed: &Observed) -> Self {
        Self {
            votes: observed.votes,
            wins: observed.wins,
            losses: observed.losses,
            halves: observed.halves,
            share: observed.share,
            share_low: observed.interval.low,
            share_high: observed.interval.high,
        }
    }
}

impl From<&ModelCategory> for CategoryBody {
    fn from(place: &ModelCategory) -> Self {
        Self {
            category: place.category.clone(),
            rank_low: place.rank.map(|rank| rank.low),
            rank_high: place.rank.map(|rank| rank.high),
            rating: place.rating,
            rating_low: place.low,
            rating_high: place.high,
            votes: place.votes,
        }
    }
}

impl From<&ModelArena> for ArenaBody {
    fn from(place: &ModelArena) -> Self {
        let opponent = |one: &Opponent| OpponentBody {
            model: one.model.id.clone(),
            name: one.model.name.clone(),
            observed: ObservedBody::from(&one.observed),
            expected: one.expected,
        };
        Self {
            arena: place.arena.to_string(),
            title: place.title.clone(),
            row: LeaderboardRecord::from(&place.row),
            categories: place.categories.iter().map(CategoryBody::from).collect(),
            opponents: place.opponents.iter().map(opponent).collect(),
        }
    }
}

impl From<&ModelEvent> for VersionBody {
    fn from(event: &ModelEvent) -> Self {
        Self {
            time: rfc3339(event.time_ms),
            event: event.event.clone(),
            card: ModelRecord::from(&event.card),
        }
    }
}

impl From<&ComparedPair> for PairBody {
    fn from(pair: &ComparedPair) -> Self {
        Self {
            first: pair.first.id.clone(),
            second: pair.second.id.clone(),
            observed: pair.observed.as_ref().map(ObservedBody::from),
            predicted: pair.gap.as_ref().map(GapBody::from),
        }
    }
}

/// Models in one answer at most, if they are asked for in parts.
const MOST: u32 = 1000;

/// All models that the site knows, also those that it no longer has, by id.
#[utoipa::path(get, path = "/api/v1/models", tag = "leaderboards", params(
        ("limit" = Option<u32>, Query, description = "At most so many; all of them if absent", minimum = 1, maximum = 1000),
        ("cursor" = Option<String>, Query, description = "Go on where an answer ended; its Link says where"),
    ), responses(
    (status = 200, body = Vec<ModelRecord>),
    (status = 422, description = "A parameter cannot be used", body = ProblemBody),
))]
pub(in crate::web) async fn list(
    web: Data<Web>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let params = Params::parse(request.query_string())?;
    let part = Part::asked(&params, MOST, |text| text.parse::<ModelId>().ok())?;
    let mut models = web.app.models();
    let behind = |after: &ModelId| models.partition_point(|model| model.id <= *after);
    models.drain(..part.cursor.as_ref().map_or(0, behind));
    let limit = part.limit.map_or(models.len(), |limit| limit as usize);
    let is_last = models.len() <= limit;
    models.truncate(limit);
    let records: Vec<ModelRecord> = models.iter().map(ModelRecord::from).collect();
    let next = models.last().filter(|_| !is_last);
    let response = public(&request, &records)?;
    Ok(lead_on(
        response,
        &request,
        next.map(|model| model.id.as_str()),
    ))
}

/// A model: its card, its places, its opponents, what voters say, and its versions.
#[utoipa::path(get, path = "/api/v1/models/{id}", tag = "leaderboards", params(("id" = String, Path, description = "The model's id")), responses(
    (status = 200, body = ModelBody),
    (status = 404, description = "The site never had it", body = ProblemBody),
))]
pub(in crate::web) async fn show(
    web: Data<Web>,
    id: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    let found = web
        .app
        .call(move |app| async move { app.model_page(&id).await })
        .await?;
    let body = ModelBody {
        card: ModelRecord::from(&found.model),
        arenas: found.arenas.iter().map(ArenaBody::from).collect(),
        reasons: found
            .said
            .iter()
            .map(|(reason, votes)| ReasonBody {
                reason: reason.as_str(),
                votes: *votes,
            })
            .collect(),
        samples: found
            .samples
            .into_iter()
            .map(|one| SampleBody {
                battle: one.id.to_string(),
                prompt: one.prompt,
            })
            .collect(),
        versions: found.versions.iter().map(VersionBody::from).collect(),
    };
    public(&request, &body)
}

/// Two to five models beside each other.
#[utoipa::path(get, path = "/api/v1/arenas/{arena}/compare", tag = "leaderboards", params(
        ("arena" = String, Path, description = "The arena's id"),
        ("m" = Vec<String>, Query, description = "A model's id; two to five times", explode = true),
        ("category" = Option<String>, Query, description = "A category of the arena; overall if absent"),
        ("style_control" = Option<bool>, Query, description = "By ratings at equal style; off unless asked"),
    ), responses(
    (status = 200, body = ComparedBody),
    (status = 404, description = "No such arena", body = ProblemBody),
    (status = 422, description = "A parameter cannot be used", body = ProblemBody),
))]
pub(in crate::web) async fn compare(
    web: Data<Web>,
    arena: Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let query = query_of(request.query_string())?;
    let params = Params::parse(request.query_string())?;
    let models: Vec<String> = params.all("m").map(str::to_owned).collect();
    if models.len() < 2 {
        return Err(Problem::field(
            "m",
            "must be there two to five times, each with a model's id",
        ));
    }
    let arena = arena.into_inner();
    let found = web
        .app
        .call(move |app| async move { app.compare(&arena, &query, &models).await })
        .await?;
    let categories = found.categories.iter().map(|(category, places)| {
        let places = places.iter();
        CategoriesBody {
            category: category.clone(),
            places: places
                .map(|place| place.as_ref().map(CategoryBody::from))
                .collect(),
        }
    });
    let body = ComparedBody {
        arena: found.board.arena.to_string(),
        category: found.board.category.clone(),
        style_control: found.board.style_control,
        seq: found.board.seq,
        models: found.picked.iter().map(LeaderboardRecord::from).collect(),
        pairs: found.pairs.iter().map(PairBody::from).collect(),
        categories: categories.collect(),
    };
    public(&request, &body)
}
