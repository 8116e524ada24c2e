//! The HTTP client of an endpoint, and what may be said of its failures in the log.

use std::error::Error;
use std::sync::Once;

use reqwest::header::{ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use reqwest::{Client, ClientBuilder, Response, Url};
use secrecy::{ExposeSecret, SecretString};
use tokio::time::{Instant, timeout_at};

use super::wire::Wire;
use super::{BuildError, Request};
use crate::config;

/// Where the endpoint is.
pub(super) fn base_url(config: &config::Endpoint) -> Result<Url, BuildError> {
    let text = config
        .base_url
        .as_deref()
        .ok_or_else(|| BuildError::NoBaseUrl(config.id.clone()))?;
    let url = Url::parse(text)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    url.ok_or_else(|| BuildError::BaseUrl(config.id.clone()))
}

/// A client that follows no redirect (the key would travel with it), knows no proxy and asks for no compression. It has
/// no time limit of its own.
pub(super) fn bare_client() -> ClientBuilder {
    install_tls();
    Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .referer(false)
}

/// The client of an endpoint. It has no time limit of its own but for connecting: the stages of an answer have theirs.
pub(super) fn client(config: &config::Endpoint) -> Result<Client, BuildError> {
    let builder = bare_client()
        .connect_timeout(config.timeouts.connect)
        .pool_max_idle_per_host(config.max_concurrent);
    builder.build().map_err(|error| BuildError::Client {
        id: config.id.clone(),
        problem: causes(&error.without_url()),
    })
}

/// The headers of every request, the key among them.
pub(super) fn headers(config: &config::Endpoint, wire: &dyn Wire) -> Result<HeaderMap, BuildError> {
    let mut headers = HeaderMap::new();
    headers.insert(
        ACCEPT,
        HeaderValue::from_static("text/event-stream, application/json"),
    );
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
    if let Some((name, value)) = wire.version_header() {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    if let Some(key) = &config.api_key {
        let (name, scheme) = wire.key_header();
        let value = HeaderValue::from_str(&format!("{scheme}{}", key.expose_secret()));
        let mut value = value.map_err(|_| BuildError::Key(config.id.clone()))?;
        value.set_sensitive(true);
        headers.insert(HeaderName::from_static(name), value);
    }
    Ok(headers)
}

/// Gives rustls its cryptography, without which it panics: reqwest brings none. Whoever came first, `main` or a test, is
/// left in place; calling it again does nothing.
fn install_tls() {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        rustls::crypto::ring::default_provider()
            .install_default()
            .ok();
    });
}

/// An error and what led to it, in one line. Take the address off first: it may hold a secret.
pub(super) fn causes(error: &(dyn Error + 'static)) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        line = format!("{line}: {error}");
        cause = error.source();
    }
    line
}

/// The first bytes of a body, as far as they come in time.
pub(super) async fn start_of(response: &mut Response, max_bytes: usize, by: Instant) -> String {
    let mut start = Vec::new();
    while start.len() < max_bytes {
        let Ok(Ok(Some(bytes))) = timeout_at(by, response.chunk()).await else {
            break;
        };
        let room = max_bytes - start.len();
        start.extend_from_slice(bytes.get(..room).unwrap_or(&bytes));
    }
    String::from_utf8_lossy(&start).into_owned()
}

/// What an endpoint sent, fit for a log: without the key, without what was asked (some endpoints repeat both), and with
/// control characters escaped.
pub(super) fn scrubbed(body: &str, key: Option<&SecretString>, request: &Request) -> String {
    let asked = request
        .messages
        .iter()
        .map(|message| message.text.as_str())
        .chain(request.system.as_deref());
    let secrets = key
        .map(ExposeSecret::expose_secret)
        .into_iter()
        .chain(asked)
        .filter(|secret| !secret.is_empty());
    let scrubbed = secrets.fold(body.to_owned(), |body, secret| {
        let quoted = serde_json::to_string(secret).unwrap_or_default();
        body.replace(secret, "[..]")
            .replace(quoted.trim_matches('"'), "[..]")
    });
    scrubbed.escape_debug().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::{Message, Role};

    #[test]
    fn what_is_secret_does_not_reach_the_log() {
        let request = Request {
            upstream: "m".to_owned(),
            system: Some("be \"brief\"".to_owned()),
            messages: vec![Message {
                role: Role::User,
                text: "my\nprompt".to_owned(),
            }],
            max_output_tokens: None,
            temperature: None,
        };
        let body = "{\"error\": \"key sk-1 is wrong\", \"was\": \"my\\nprompt\", \"s\": \"be \\\"brief\\\"\"}\n\u{1b}[31m";
        let scrubbed = scrubbed(body, Some(&"sk-1".into()), &request);
        assert!(
            !scrubbed.contains("sk-1")
                && !scrubbed.contains("prompt")
                && !scrubbed.contains("brief"),
            "{scrubbed}"
        );
        assert!(
            scrubbed.contains("key [..] is wrong") && scrubbed.contains("\\n\\u{1b}[31m"),
            "{scrubbed}"
        );
    }
}
