//! Request bodies and query parameters, so that every mistake is named.

use std::time::Duration;

use std::pin::Pin;

use actix_web::http::StatusCode;
use actix_web::web::{Bytes, Form, Payload};
use actix_web::{FromRequest, HttpRequest, dev};
use agon_templates::problem::Cause;
use futures_util::StreamExt as _;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::clock::parse_time;

use super::problem::Problem;

/// The largest request body: the longest prompt fits, even where every character is escaped to twelve bytes.
pub(super) const MAX_BODY_BYTES: usize = 512 * 1024;
/// How long a body may take.
const BODY_PATIENCE: Duration = Duration::from_secs(20);

/// The members of a JSON object that was sent.
pub(super) struct Fields(Map<String, Value>);

impl Fields {
    /// Reads a body that must be a JSON object.
    pub(super) async fn read(body: Payload) -> Result<Self, Problem> {
        let read = tokio::time::timeout(BODY_PATIENCE, read_all(body)).await;
        let bytes = read.map_err(|_| too_slow())??;
        match serde_json::from_slice(&bytes) {
            Ok(Value::Object(members)) => Ok(Self(members)),
            Ok(_) => Err(Problem::malformed("The body must be a JSON object.")),
            Err(error) => Err(Problem::malformed(format!(
                "The body is not JSON: {error}."
            ))),
        }
    }

    /// A member that must be there and be text.
    pub(super) fn text(&self, name: &'static str) -> Result<String, Problem> {
        match self.0.get(name) {
            Some(Value::String(text)) => Ok(text.clone()),
            Some(_) => Err(Problem::field(name, "must be a string")),
            None => Err(Problem::field(name, "is missing")),
        }
    }
}

impl Fields {
    /// A member that must be there and be true or false.
    pub(super) fn flag(&self, name: &'static str) -> Result<bool, Problem> {
        match self.0.get(name) {
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(Problem::field(name, "must be true or false")),
            None => Err(Problem::field(name, "is missing")),
        }
    }

    /// A member that is a small whole number, if it is there; null counts as absent.
    pub(super) fn count(&self, name: &'static str) -> Result<Option<u32>, Problem> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match value.as_u64().and_then(|n| u32::try_from(n).ok()) {
                Some(count) => Ok(Some(count)),
                None => Err(Problem::field(name, "must be a whole number")),
            },
        }
    }

    /// A member that is text, if it is there; null counts as absent.
    pub(super) fn optional_text(&self, name: &'static str) -> Result<Option<&str>, Problem> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(Problem::field(name, "must be a string")),
        }
    }

    /// A member that is a list of words, each of which must read as a `T`; absent is empty.
    pub(super) fn words<T>(&self, name: &'static str) -> Result<Vec<T>, Problem>
    where
        T: std::str::FromStr<Err: std::fmt::Display>,
    {
        let list = match self.0.get(name) {
            None | Some(Value::Null) => return Ok(Vec::new()),
            Some(Value::Array(list)) => list,
            Some(_) => return Err(Problem::field(name, "must be a list of words")),
        };
        let word = |value: &Value| {
            let text = value
                .as_str()
                .ok_or_else(|| Problem::field(name, "must be a list of words"))?;
            text.parse()
                .map_err(|error: T::Err| Problem::field(name, error))
        };
        list.iter().map(word).collect()
    }

    /// A member that is an object itself, if it is there; null counts as absent.
    pub(super) fn object(&self, name: &'static str) -> Result<Option<Self>, Problem> {
        match self.0.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Object(members)) => Ok(Some(Self(members.clone()))),
            Some(_) => Err(Problem::field(name, "must be an object")),
        }
    }
}

async fn read_all(mut body: Payload) -> Result<Bytes, Problem> {
    let mut all = Vec::new();
    while let Some(chunk) = body.next().await {
        let chunk = chunk.map_err(|_| Problem::malformed("The body broke off."))?;
        if all.len() + chunk.len() > MAX_BODY_BYTES {
            let detail = format!("The body has more than {MAX_BODY_BYTES} bytes.");
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, detail));
        }
        all.extend_from_slice(&chunk);
    }
    Ok(all.into())
}

/// A form that was sent, in time.
pub(super) struct Sent<T>(pub(super) T);

impl<T: DeserializeOwned + 'static> FromRequest for Sent<T> {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Self::Error>>>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let form = Form::<T>::from_request(request, payload);
        Box::pin(async move {
            let form = tokio::time::timeout(BODY_PATIENCE, form).await;
            Ok(Self(form.map_err(|_| too_slow())??.into_inner()))
        })
    }
}

fn too_slow() -> Problem {
    Problem::new(StatusCode::REQUEST_TIMEOUT, "The body took too long.").because(Cause::TooSlow)
}

/// The parameters of a query string.
pub(super) struct Params(Vec<(String, String)>);

impl Params {
    pub(super) fn parse(query: &str) -> Result<Self, Problem> {
        let pairs = actix_web::web::Query::<Vec<(String, String)>>::from_query(query);
        pairs
            .map(|pairs| Self(pairs.into_inner()))
            .map_err(|_| Problem::malformed("The query cannot be read."))
    }

    /// All of them, as they were sent.
    pub(super) fn into_pairs(self) -> Vec<(String, String)> {
        self.0
    }

    /// A parameter as text; an empty one counts as absent, as forms send them.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let found = self
            .0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.trim());
        found.filter(|value| !value.is_empty())
    }

    /// How often a parameter is there, empty or not.
    pub(super) fn count(&self, name: &str) -> usize {
        self.0.iter().filter(|(key, _)| key == name).count()
    }

    /// All values of a parameter that may be there several times.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let pairs = self.0.iter().filter(move |(key, _)| key == name);
        pairs
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// A parameter that must read as `what`, if it is there.
    pub(super) fn read<T>(
        &self,
        name: &'static str,
        what: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Problem> {
        let Some(text) = self.text(name) else {
            return Ok(None);
        };
        read(text)
            .map(Some)
            .ok_or_else(|| Problem::field(name, format_args!("must be {what}")))
    }

    /// A flag: true or false, 1 or 0, on or off.
    pub(super) fn flag(&self, name: &'static str) -> Result<Option<bool>, Problem> {
        self.read(name, "true or false", |text| match text {
            "true" | "1" | "on" => Some(true),
            "false" | "0" | "off" => Some(false),
            _ => None,
        })
    }

    /// A finite number.
    pub(super) fn number(&self, name: &'static str) -> Result<Option<f64>, Problem> {
        self.read(name, "a number", |text| {
            text.parse().ok().filter(|n: &f64| n.is_finite())
        })
    }

    /// A time, as Unix milliseconds; a day alone is its first moment in UTC.
    pub(super) fn time(&self, name: &'static str) -> Result<Option<i64>, Problem> {
        self.read(
            name,
            "a time such as 2026-01-31T12:00:00Z, or a day",
            parse_time,
        )
    }
}
