//! The one translation of errors to HTTP: RFC 9457 problem details for programs, a page for people.

use std::fmt;
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;

use crate::app::Error;

use super::cache::Cache;

/// What went wrong, as an API tells it.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) status: StatusCode,
    pub(super) detail: String,
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
            field: None,
            choice: None,
            retry_after: None,
            allowed: None,
        }
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
            ..Self::new(StatusCode::TOO_MANY_REQUESTS, detail)
        }
    }

    /// The status in words.
    pub(super) fn title(&self) -> &'static str {
        self.status.canonical_reason().unwrap_or("Error")
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
        match error {
            Error::NotFound { what } => {
                Self::new(StatusCode::NOT_FOUND, format!("There is no such {what}."))
            }
            Error::Invalid { field, message } => Self::field(field, message),
            Error::TooLarge { field, message } => Self {
                status: StatusCode::PAYLOAD_TOO_LARGE,
                ..Self::field(field, message)
            },
            Error::Conflict { message, stored } => Self {
                choice: stored.map(crate::domain::Choice::as_str),
                ..Self::new(StatusCode::CONFLICT, message)
            },
            Error::Busy {
                message,
                retry_after,
            } => Self {
                retry_after: Some(retry_after),
                ..Self::new(StatusCode::SERVICE_UNAVAILABLE, message)
            },
            Error::Internal(source) => {
                let reference = uuid::Uuid::new_v4().simple().to_string();
                tracing::error!(%reference, error = ?source, "internal error {reference}");
                let detail = format!(
                    "Something went wrong here, and it was not you. Reference: {reference}"
                );
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, detail)
            }
        }
    }
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
        let body = ProblemBody {
            r#type: "about:blank",
            title: self.title().to_owned(),
            status: self.status.as_u16(),
            detail: self.detail.clone(),
            field: self.field,
            choice: self.choice,
        };
        let json = serde_json::to_string(&body).unwrap_or_default();
        self.head()
            .insert_header((CONTENT_TYPE, "application/problem+json"))
            .body(json)
    }
}
