//! Why a voter chose so.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Payload};
use serde::Serialize;
use utoipa::ToSchema;

use super::battles::battle_id;
use super::json;
use crate::domain::{Note, Reason, Reasons};
use crate::web::Web;
use crate::web::cache::Cache;
use crate::web::fields::Fields;
use crate::web::problem::{Problem, ProblemBody};
use crate::web::voter::Known;

/// What the voter says of both answers.
#[derive(ToSchema)]
#[expect(
    dead_code,
    reason = "describes a body that is read member by member, so that every mistake is named"
)]
pub(super) struct NewReasons {
    /// Any of useful, complete, creative, `clear_formatting`, natural, humorous, incorrect, superficial,
    /// `instructions_not_followed`, `too_long`; absent: none.
    #[schema(example = json!(["useful", "clear_formatting"]))]
    a: Option<Vec<String>>,
    /// The same of side B.
    #[schema(example = json!(["too_long"]))]
    b: Option<Vec<String>>,
    /// At most 280 characters. It leaves the site only if the battle's voter allows texts to be published.
    note: Option<String>,
}

/// What the voter said of both answers.
#[derive(Serialize, ToSchema)]
pub(super) struct Said {
    /// Of side A, each once.
    a: Vec<&'static str>,
    /// Of side B, each once.
    b: Vec<&'static str>,
    /// In the voter's own words.
    note: Option<String>,
}

impl From<&Reasons> for Said {
    fn from(reasons: &Reasons) -> Self {
        let [a, b] = [&reasons.a, &reasons.b].map(|list| {
            let words = list.iter().map(|reason| reason.as_str());
            words.collect()
        });
        Self {
            a,
            b,
            note: reasons.note.as_ref().map(|note| note.as_str().to_owned()),
        }
    }
}

/// Says why, after the vote, in place of what was said before.
#[utoipa::path(put, path = "/api/v1/battles/{id}/reasons", tag = "battles", params(("id" = String, Path, description = "The battle's id")),
    request_body = NewReasons, security(("voter" = [])), responses(
    (status = 200, body = Said),
    (status = 404, description = "Unknown, or another voter's", body = ProblemBody),
    (status = 409, description = "There is no vote yet", body = ProblemBody),
    (status = 422, description = "No such reason, or the note is too long", body = ProblemBody),
))]
pub(in crate::web) async fn give(
    web: Data<Web>,
    id: Path<String>,
    who: Known,
    body: Payload,
) -> Result<HttpResponse, Problem> {
    let (id, voter) = (battle_id(&id)?, who.0);
    let fields = Fields::read(body).await?;
    let note = Note::new(fields.optional_text("note")?.unwrap_or_default());
    let reasons = Reasons::new(
        fields.words::<Reason>("a")?,
        fields.words::<Reason>("b")?,
        note.map_err(|error| Problem::field("note", error))?,
    );
    let said = Said::from(&reasons);
    web.app
        .call(move |app| async move { app.give_reasons(voter, id, &reasons).await })
        .await?;
    Ok(json(HttpResponse::Ok(), &said, &Cache::Never))
}
