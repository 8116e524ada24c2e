//! Reads `[[endpoint]]`.

use std::fs;
use std::path::Path;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderValue;
use secrecy::SecretString;

use super::env::Env;
use super::secret::{Names, secret};
use super::section::Section;
use super::types::{Endpoint, Pace, Protocol, Recording, Timeouts};
use crate::domain::EndpointId;

/// What the file means beyond its text.
#[derive(Clone, Copy)]
pub(super) struct Surroundings<'a> {
    /// Where keys come from.
    pub(super) env: &'a Env,
    /// Where relative paths start.
    pub(super) folder: &'a Path,
    /// Whether this is the demo, whose recording is in the binary.
    pub(super) demo: bool,
}

/// Reads one endpoint, whose id has been read.
pub(super) fn endpoint(
    section: &Section<'_>,
    id: EndpointId,
    around: Surroundings<'_>,
) -> Endpoint {
    let protocol = protocol(section);
    let recorded = protocol == Some(Protocol::Recorded);
    if protocol.is_some() {
        refuse_foreign_keys(section, recorded);
    }
    Endpoint {
        id,
        protocol: protocol.unwrap_or(Protocol::OpenAi),
        base_url: base_url(section, protocol.is_some() && !recorded),
        api_key: api_key(section, around),
        max_concurrent: section.whole("max_concurrent", 1..=100_000).unwrap_or(16),
        recording: recorded.then(|| recording(section, around)).flatten(),
        pace: pace(section),
        timeouts: timeouts(section),
        max_answer_bytes: section
            .whole("max_answer_bytes", 1..=1_073_741_824)
            .unwrap_or(262_144),
        retries: section.whole("retries", 0..=10).unwrap_or(2),
    }
}

fn protocol(section: &Section<'_>) -> Option<Protocol> {
    let words = Protocol::ALL.map(|protocol| (protocol.as_str(), protocol));
    if !section.has("protocol") {
        let fix = "write protocol = \"openai\" (or anthropic, gemini, recorded)";
        section.wrong("protocol", format_args!("is missing; {fix}"));
    }
    section.word("protocol", &words)
}

/// A recorded endpoint is not called, a live one has no recording.
fn refuse_foreign_keys(section: &Section<'_>, recorded: bool) {
    let (foreign, why) = if recorded {
        let calling = ["base_url", "api_key_env", "api_key_file"].as_slice();
        (calling, "has no use on a recorded endpoint")
    } else {
        let playing = ["file", "pace"].as_slice();
        (playing, "is for protocol = \"recorded\" only")
    };
    for key in foreign.iter().filter(|key| section.has(key)) {
        section.wrong(key, format_args!("{why}; remove the line"));
    }
}

fn base_url(section: &Section<'_>, needed: bool) -> Option<String> {
    let example = "such as \"http://127.0.0.1:8000/v1\"";
    if needed {
        section.need("base_url", format_args!("write where it is, {example}"));
    }
    address(section, "base_url", (example, &API_KEY))
}

/// An address of somebody else's server, without a slash at its end.
pub(super) fn address(
    section: &Section<'_>,
    key: &str,
    (example, secrets): (&str, &Names),
) -> Option<String> {
    let text = section.text(key)?;
    let url = Url::parse(text).ok();
    let Some(url) = url.filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
    else {
        section.wrong(
            key,
            format_args!("must be an http or https address, {example}"),
        );
        return None;
    };
    let secret = !url.username().is_empty() || url.password().is_some();
    if secret || url.query().is_some() || url.fragment().is_some() {
        let Names { variable, file, .. } = secrets;
        section.wrong(
            key,
            format_args!(
                "must have no user, password, ? or #; a key belongs in {variable} or {file}"
            ),
        );
        return None;
    }
    Some(text.trim_end_matches('/').to_owned())
}

/// A key of an endpoint, if it wants one.
const API_KEY: Names = Names {
    variable: "api_key_env",
    file: "api_key_file",
    unless: ", or remove the line if the endpoint wants no key",
};

fn api_key(section: &Section<'_>, around: Surroundings<'_>) -> Option<SecretString> {
    let (key, secret) = secret(section, &API_KEY, around)?;
    let sendable = HeaderValue::from_str(&format!("Bearer {secret}")).is_ok();
    if !sendable || !secret.is_ascii() {
        section.wrong(
            key,
            "leads to a key with line breaks or characters that no key has",
        );
        return None;
    }
    Some(secret.into())
}

fn recording(section: &Section<'_>, around: Surroundings<'_>) -> Option<Recording> {
    let fix = "write file = \"answers.jsonl\", the file of prompts and answers";
    let text = section.needed("file", fix)?;
    if around.demo {
        return Some(Recording::Demo);
    }
    let path = around.folder.join(text);
    let readable = fs::File::open(&path).and_then(|file| file.metadata());
    let trouble = match readable {
        Ok(about) if about.is_file() => return Some(Recording::File(path)),
        Ok(_) => "it is not a file".to_owned(),
        Err(error) => error.to_string(),
    };
    let shown = path.display();
    section.wrong(
        "file",
        format_args!("cannot read {shown}: {trouble}; relative paths start where this file is"),
    );
    None
}

fn pace(section: &Section<'_>) -> Pace {
    let words = [("natural", Pace::Natural), ("instant", Pace::Instant)];
    section.word("pace", &words).unwrap_or_default()
}

fn timeouts(section: &Section<'_>) -> Timeouts {
    let seconds = |key: &str, default: u64| {
        let given = section.seconds(key, 0.001..=86_400.0);
        given.unwrap_or(Duration::from_secs(default))
    };
    Timeouts {
        connect: seconds("connect_timeout_s", 10),
        first_byte: seconds("first_byte_timeout_s", 30),
        idle: seconds("idle_timeout_s", 20),
        total: seconds("total_timeout_s", 300),
    }
}
