//! Pictures over time on the pages of models, and what a reader can choose of them.

use actix_web::HttpRequest;
use actix_web::web::Data;
use agon_templates::charts::{Chart, Files};
use agon_templates::language::Language;
use agon_templates::urls;

use crate::app::{GroupBy, LeaderboardQuery};
use crate::domain::ArenaId;
use crate::web::Web;
use crate::web::asked::asking;
use crate::web::fields::Params;
use crate::web::problem::Problem;

/// What a reader chose of a picture over time, beside the board.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::web) struct Look {
    /// What models are put together by.
    pub(in crate::web) by: GroupBy,
    /// Ranks on the whole board, and not only among the models that are drawn.
    pub(in crate::web) is_overall: bool,
}

impl Look {
    /// That of a request.
    pub(in crate::web) fn of(request: &HttpRequest) -> Result<Self, Problem> {
        let params = Params::parse(request.query_string())?;
        let must = "weights, country, license, organization or reasoning";
        let by = params.read("by", must, |word| {
            GroupBy::ALL.into_iter().find(|by| by.as_str() == word)
        })?;
        let ranks = params.read("ranks", "overall or filtered", |word| match word {
            "overall" => Some(true),
            "filtered" => Some(false),
            _ => None,
        })?;
        Ok(Self {
            by: by.unwrap_or_default(),
            is_overall: ranks.unwrap_or_default(),
        })
    }
}

/// Ratings and places on the whole board over time of the models that a query admits, for the pages of models and of groups
/// of them; none before there are two moments.
pub(in crate::web) async fn past(
    web: &Data<Web>,
    arena: &ArenaId,
    query: LeaderboardQuery,
    t: Language,
) -> Result<Vec<(Chart, Files)>, Problem> {
    let (id, asked) = (arena.to_string(), asking(&query));
    let series = web
        .app
        .call(move |app| async move { app.series(&id, &query).await });
    let series = series.await?;
    let seen = series
        .frames
        .iter()
        .filter(|frame| !frame.standings.is_empty());
    if seen.count() < 2 {
        return Ok(Vec::new());
    }
    let look = Look {
        is_overall: true,
        ..Look::default()
    };
    let arena = arena.clone();
    let draw = move |kind: &str, more: &str| {
        let mut chart = super::history::chart(kind, &series, look, t);
        // A page can have those of several arenas.
        chart.frame.id = format!("{kind}-{arena}");
        let file = |format| urls::chart(arena.as_str(), kind, format, &format!("{asked}{more}"));
        let files = Files {
            svg: file("svg"),
            png: file("png"),
            csv: file("csv"),
        };
        (chart, files)
    };
    super::drawn(move || vec![draw("history", ""), draw("ranks", "&ranks=overall")]).await
}
