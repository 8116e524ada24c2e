//! Asks a live endpoint which models it has.
//!
//! Used when a configuration is written, never while a battle runs. Nothing that an endpoint says, and no key, reaches
//! an error.

use std::time::Duration;

use reqwest::header::{HeaderName, HeaderValue};
use reqwest::{Client, RequestBuilder, Response};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use crate::config::Protocol;

/// How long an endpoint may take for its whole list.
const PATIENCE: Duration = Duration::from_secs(3);
/// The longest list that is read; the longest in the wild has about one MiB.
const MAX_LIST_BYTES: usize = 8 << 20;

/// Why there is no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DiscoverError {
    /// No connection.
    #[error("nothing answers there")]
    Unreachable,
    /// Too slow.
    #[error("no answer within 3 seconds")]
    Timeout,
    /// 401 or 403.
    #[error("it refuses the key (HTTP status {0})")]
    Denied(u16),
    /// Any other status that is not a success.
    #[error("it has no list of models there (HTTP status {0})")]
    Status(u16),
    /// More than any list.
    #[error("its list of models is longer than 8 MiB")]
    TooLarge,
    /// Not a list of models.
    #[error("what it answers is not a list of models")]
    Malformed,
    /// The key holds characters that no header can.
    #[error("the key has characters that cannot be sent")]
    Key,
    /// A recorded endpoint has a file, not a list.
    #[error("a recorded endpoint cannot be asked")]
    Recorded,
}

/// The names that an endpoint knows its models by, newest first where it says how old they are.
///
/// The client should follow no redirect, so that a key stays with the server it is for.
///
/// # Errors
/// A [`DiscoverError`] that can be shown to the operator.
pub async fn list_models(
    client: &Client,
    protocol: Protocol,
    base_url: &str,
    key: Option<&SecretString>,
) -> Result<Vec<String>, DiscoverError> {
    let base = base_url.trim_end_matches('/');
    let request = match protocol {
        Protocol::OpenAi => client.get(format!("{base}/models")),
        Protocol::Anthropic => client
            .get(format!("{}/models?limit=1000", versioned(base, "v1")))
            .header("anthropic-version", "2023-06-01"),
        Protocol::Gemini => client.get(format!(
            "{}/models?pageSize=1000",
            versioned(base, "v1beta")
        )),
        Protocol::Recorded => return Err(DiscoverError::Recorded),
    };
    let response = with_key(request, protocol, key)?.timeout(PATIENCE).send();
    let body = body(response.await.map_err(|error| fault(&error))?).await?;
    let names = match protocol {
        Protocol::Gemini => gemini_names(&body),
        _ => openai_names(&body),
    };
    names.ok_or(DiscoverError::Malformed)
}

/// The base with its version at the end, whether it was written there or not.
fn versioned(base: &str, version: &str) -> String {
    if base.rsplit('/').next() == Some(version) {
        return base.to_owned();
    }
    format!("{base}/{version}")
}

fn with_key(
    request: RequestBuilder,
    protocol: Protocol,
    key: Option<&SecretString>,
) -> Result<RequestBuilder, DiscoverError> {
    let Some(key) = key.map(ExposeSecret::expose_secret) else {
        return Ok(request);
    };
    let (name, value) = match protocol {
        Protocol::Anthropic => ("x-api-key", key.to_owned()),
        Protocol::Gemini => ("x-goog-api-key", key.to_owned()),
        Protocol::OpenAi | Protocol::Recorded => ("authorization", format!("Bearer {key}")),
    };
    let mut value = HeaderValue::from_str(&value).map_err(|_| DiscoverError::Key)?;
    value.set_sensitive(true);
    Ok(request.header(HeaderName::from_static(name), value))
}

fn fault(error: &reqwest::Error) -> DiscoverError {
    if error.is_timeout() {
        return DiscoverError::Timeout;
    }
    DiscoverError::Unreachable
}

async fn body(mut response: Response) -> Result<Vec<u8>, DiscoverError> {
    match response.status().as_u16() {
        200..=299 => {}
        status @ (401 | 403) => return Err(DiscoverError::Denied(status)),
        status => return Err(DiscoverError::Status(status)),
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| fault(&error))? {
        if body.len() + chunk.len() > MAX_LIST_BYTES {
            return Err(DiscoverError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// The list as `OpenAI` and Anthropic give it, or bare as some imitators do.
#[derive(Deserialize)]
#[serde(untagged)]
enum Listing {
    Wrapped { data: Option<Vec<Listed>> },
    Bare(Vec<Listed>),
}

#[derive(Deserialize)]
struct Listed {
    id: String,
    /// Unix seconds, if it is a number at all.
    created: Option<serde_json::Value>,
}

fn openai_names(body: &[u8]) -> Option<Vec<String>> {
    let mut listed = match serde_json::from_slice(body).ok()? {
        Listing::Wrapped { data } => data.unwrap_or_default(),
        Listing::Bare(listed) => listed,
    };
    let created = |model: &Listed| model.created.as_ref()?.as_f64();
    listed.sort_by(|a, b| {
        let (a, b) = (
            created(a).unwrap_or_default(),
            created(b).unwrap_or_default(),
        );
        b.total_cmp(&a)
    });
    Some(listed.into_iter().map(|model| model.id).collect())
}

#[derive(Deserialize)]
struct GeminiListing {
    #[serde(default)]
    models: Vec<GeminiModel>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct GeminiModel {
    name: String,
    supported_generation_methods: Option<Vec<String>>,
}

fn gemini_names(body: &[u8]) -> Option<Vec<String>> {
    let listing: GeminiListing = serde_json::from_slice(body).ok()?;
    let writes = |model: &GeminiModel| match &model.supported_generation_methods {
        Some(methods) => methods.iter().any(|method| method == "generateContent"),
        None => true,
    };
    let names = listing.models.into_iter().filter(writes).map(|model| {
        let name = model.name.strip_prefix("models/");
        name.map(str::to_owned).unwrap_or(model.name)
    });
    Some(names.collect())
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;

    use super::*;

    fn client() -> Client {
        let _ = rustls::crypto::ring::default_provider().install_default();
        Client::builder().no_proxy().build().unwrap()
    }

    /// A server for one request: its base, and what it was asked.
    async fn server(status: &str, body: &str) -> (String, tokio::task::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let length = body.len();
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n\r\n{body}");
        let asked = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = vec![0; 8192];
            let read = stream.read(&mut asked).await.unwrap();
            // The reader may hang up before it has all.
            let _ = stream.write_all(answer.as_bytes()).await;
            String::from_utf8_lossy(&asked[..read]).to_lowercase()
        });
        (base, asked)
    }

    async fn listed(protocol: Protocol, path: &str, body: &str) -> (Vec<String>, String) {
        let (base, asked) = server("200 OK", body).await;
        let key = SecretString::from("sk-1");
        let base = format!("{base}{path}");
        let names = list_models(&client(), protocol, &base, Some(&key)).await;
        (names.unwrap(), asked.await.unwrap())
    }

    #[tokio::test]
    async fn an_openai_list_comes_newest_first() {
        let body =
            r#"{"data":[{"id":"old","created":1,"name":"x"},{"id":"new","created":9},{"id":"?"}]}"#;
        let (names, asked) = listed(Protocol::OpenAi, "/v1/", body).await;
        assert_eq!(names, ["new", "old", "?"]);
        assert!(asked.starts_with("get /v1/models http/1.1"), "{asked}");
        assert!(asked.contains("authorization: bearer sk-1"), "{asked}");
    }

    #[tokio::test]
    async fn imitators_may_leave_out_the_wrapping_or_the_list() {
        let bare = listed(Protocol::OpenAi, "/v1", r#"[{"id":"a"}]"#).await;
        assert_eq!(bare.0, ["a"]);
        let none = listed(Protocol::OpenAi, "/v1", r#"{"object":"list","data":null}"#).await;
        assert!(none.0.is_empty());
    }

    #[tokio::test]
    async fn anthropic_and_gemini_are_asked_with_or_without_their_version() {
        for path in ["", "/v1"] {
            let body = r#"{"data":[{"type":"model","id":"claude-x","display_name":"X"}]}"#;
            let (names, asked) = listed(Protocol::Anthropic, path, body).await;
            assert_eq!(names, ["claude-x"]);
            assert!(asked.starts_with("get /v1/models?limit=1000 "), "{asked}");
            assert!(asked.contains("x-api-key: sk-1"), "{asked}");
            assert!(asked.contains("anthropic-version: 2023-06-01"), "{asked}");
        }
        for path in ["", "/v1beta"] {
            let body = r#"{"models":[{"name":"models/gemini-x","supportedGenerationMethods":["generateContent"]},
                {"name":"models/embedding","supportedGenerationMethods":["embedContent"]}]}"#;
            let (names, asked) = listed(Protocol::Gemini, path, body).await;
            assert_eq!(names, ["gemini-x"]);
            assert!(
                asked.starts_with("get /v1beta/models?pagesize=1000 "),
                "{asked}"
            );
            assert!(asked.contains("x-goog-api-key: sk-1"), "{asked}");
        }
    }

    async fn failed(status: &str, body: &str) -> DiscoverError {
        let (base, _asked) = server(status, body).await;
        let listed = list_models(&client(), Protocol::OpenAi, &base, None).await;
        listed.unwrap_err()
    }

    #[tokio::test]
    async fn every_failure_has_its_reason() {
        assert_eq!(failed("401 No", "{}").await, DiscoverError::Denied(401));
        assert_eq!(failed("404 No", "{}").await, DiscoverError::Status(404));
        assert_eq!(failed("200 OK", "<html>").await, DiscoverError::Malformed);
        let long = " ".repeat(MAX_LIST_BYTES + 1);
        assert_eq!(failed("200 OK", &long).await, DiscoverError::TooLarge);
        let nobody = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", nobody.local_addr().unwrap());
        drop(nobody);
        let listed = list_models(&client(), Protocol::OpenAi, &base, None).await;
        assert_eq!(listed, Err(DiscoverError::Unreachable));
        let key = SecretString::from("sk-secret\n");
        let listed = list_models(&client(), Protocol::Gemini, &base, Some(&key)).await;
        assert_eq!(listed, Err(DiscoverError::Key));
        assert!(!listed.unwrap_err().to_string().contains("secret"));
        let recorded = list_models(&client(), Protocol::Recorded, &base, None).await;
        assert_eq!(recorded, Err(DiscoverError::Recorded));
    }

    #[tokio::test]
    async fn a_silent_server_is_given_up() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let listed = list_models(&client(), Protocol::OpenAi, &base, None).await;
        assert_eq!(listed, Err(DiscoverError::Timeout));
    }
}
