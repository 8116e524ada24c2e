//! The one translation of errors to HTTP: RFC 9457 problem details for programs, a page for people.

use std::fmt;
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpResponse, ResponseError};
use agon_templates::problem::Cause;
use serde::Serialize;

use crate::app::{Busy, Conflict, Error};
use crate::domain::{MAX_PROMPT_CHARS, NotFollowable, Refusal};

use super::cache::Cache;

/// What went wrong, as an API tells it.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) status: StatusCode,
    pub(super) detail: String,
    /// What a page says instead, in the reader's language.
    cause: Option<Box<Cause>>,
    field: Option<&'static str>,
    choice: Option<&'static str>,
    retry_after: Option<Duration>,
    allowed: Option<String>,
}

/// The body of a problem.
#[derive(Serialize, utoipa::ToSchema)]
#[schema(as = Problem)]
pub(super) struct ProblemBody {
    /// Always `about:blank`: the status says what kind of problem it is.
    r#type: &'static str,
    /// The status in words.
    title: String,
    /// The HTTP status.
    status: u16,
    /// What went wrong and what would help.
    detail: String,
    /// The field or parameter at fault, with 422.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    /// The choice that the vote log holds, with 409 on a vote.
    #[serde(skip_serializing_if = "Option::is_none")]
    choice: Option<&'static str>,
}

impl Problem {
    pub(super) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
            cause: None,
            field: None,
            choice: None,
            retry_after: None,
            allowed: None,
        }
    }

    /// The same problem with words for a page.
    pub(super) fn because(self, cause: Cause) -> Self {
        Self {
            cause: Some(Box::new(cause)),
            ..self
        }
    }

    /// What a page says.
    pub(super) fn cause(&self) -> Cause {
        let said = self.cause.as_deref().cloned();
        said.unwrap_or_else(|| Cause::Detail(self.detail.clone()))
    }

    pub(super) fn malformed(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    pub(super) fn field(field: &'static str, detail: impl fmt::Display) -> Self {
        let detail = format!("{field} {detail}");
        Self {
            field: Some(field),
            ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
        }
    }

    pub(super) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "There is nothing at this address.")
            .because(Cause::NothingHere)
    }

    pub(super) fn other_method(allowed: &str) -> Self {
        let detail = format!("This address answers to {allowed} only.");
        Self {
            allowed: Some(allowed.to_owned()),
            ..Self::new(StatusCode::METHOD_NOT_ALLOWED, detail)
        }
    }

    pub(super) fn no_voter() -> Self {
        let detail = "This needs a voter: the cookie of a browser that has started a battle, or the bearer token of \
                      POST /api/v1/voters.";
        Self::new(StatusCode::UNAUTHORIZED, detail)
    }

    pub(super) fn too_many(retry_after: Duration) -> Self {
        let detail = "Too many requests from this address. Please wait a moment.";
        Self {
            retry_after: Some(retry_after),
            ..Self::new(StatusCode::TOO_MANY_REQUESTS, detail).because(Cause::TooMany)
        }
    }

    /// The status in words.
    pub(super) fn title(&self) -> &'static str {
        self.status.canonical_reason().unwrap_or("Error")
    }

    /// What an API says.
    pub(super) fn body(&self) -> ProblemBody {
        ProblemBody {
            r#type: "about:blank",
            title: self.title().to_owned(),
            status: self.status.as_u16(),
            detail: self.detail.clone(),
            field: self.field,
            choice: self.choice,
        }
    }

    /// A response with this problem's status and headers, and no body yet.
    pub(super) fn head(&self) -> actix_web::HttpResponseBuilder {
        let mut response = HttpResponse::build(self.status);
        Cache::Never.on(&mut response);
        if let Some(wait) = self.retry_after {
            response.insert_header((RETRY_AFTER, wait.as_secs().max(1).to_string()));
        }
        if let Some(allowed) = &self.allowed {
            response.insert_header((ALLOW, allowed.as_str()));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.insert_header((WWW_AUTHENTICATE, "Bearer"));
        }
        response
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let cause = cause(&error);
        let problem = match error {
            Error::NotFound { what } => {
                Self::new(StatusCode::NOT_FOUND, format!("There is no such {what}."))
            }
            Error::Invalid { field, message } => Self::field(field, message),
            Error::TooLarge { field, message } => Self {
                status: StatusCode::PAYLOAD_TOO_LARGE,
                ..Self::field(field, message)
            },
            Error::Conflict { why, stored } => Self {
                choice: stored.map(crate::domain::Choice::as_str),
                ..Self::new(StatusCode::CONFLICT, why.to_string())
            },
            Error::Busy { why, retry_after } => Self {
                retry_after: Some(retry_after),
                ..Self::new(StatusCode::SERVICE_UNAVAILABLE, why.to_string())
            },
            Error::Internal(source) => {
                let reference = uuid::Uuid::new_v4().simple().to_string();
                tracing::error!(%reference, error = ?source, "internal error {reference}");
                let detail = format!(
                    "Something went wrong here, and it was not you. Reference: {reference}"
                );
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, detail)
                    .because(Cause::Internal { reference })
            }
        };
        match cause {
            Some(cause) => problem.because(cause),
            None => problem,
        }
    }
}

/// What a page says of an error; `None` where it has nothing better than the API's words.
fn cause(error: &Error) -> Option<Cause> {
    Some(match error {
        Error::NotFound { what: "arena" } => Cause::NoArena,
        Error::NotFound { what: "battle" } => Cause::NoBattle,
        Error::NotFound {
            what: "shared battle",
        } => Cause::NoShare,
        Error::Invalid {
            field: "models" | "model",
            ..
        } => Cause::Models,
        Error::Invalid {
            field: "prompt", ..
        } => Cause::Prompt,
        Error::TooLarge {
            field: "prompt", ..
        } => Cause::PromptLong {
            max: MAX_PROMPT_CHARS as u64,
        },
        Error::Conflict { why, .. } => match why {
            Conflict::Ballot(Refusal::NotReady) | Conflict::Turn(NotFollowable::NotReady) => {
                Cause::NotReady
            }
            Conflict::Ballot(Refusal::Void) => Cause::Void,
            Conflict::Ballot(Refusal::AlreadyVoted) | Conflict::Voted { .. } => Cause::Already,
            Conflict::Turn(NotFollowable::Ended) => Cause::Ended,
            Conflict::Turn(NotFollowable::TooLong) => Cause::Turns,
            Conflict::Stuck => Cause::Stuck,
            Conflict::Ballot(Refusal::Direct) => Cause::Direct,
            Conflict::NoVote => Cause::NoVote,
            Conflict::NoAnswers => Cause::NoAnswers,
        },
        Error::Busy { why, .. } => match why {
            Busy::Database => Cause::Database,
            Busy::Closing => Cause::Closing,
            Busy::Full => Cause::Full,
            Busy::FewModels => Cause::FewModels,
            Busy::StyledBoard => Cause::StyledBoard,
            Busy::PastBoard => Cause::PastBoard,
            // Only programs ask for what needs links.
            Busy::Unlinked => return None,
        },
        _ => return None,
    })
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.title(), self.detail)
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        let json = serde_json::to_string(&self.body()).unwrap_or_default();
        self.head()
            .insert_header((CONTENT_TYPE, "application/problem+json"))
            .body(json)
    }
}
