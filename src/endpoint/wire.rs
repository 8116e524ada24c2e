//! What the protocols have in common: JSON requests, and bodies made of JSON objects.

use reqwest::Url;
use serde_json::Value;

use super::{Delta, Fault, Finish, Request};

/// One protocol: how to ask, and what the JSON objects of the answer mean. Has no state of its own.
pub(super) trait Wire: Send + Sync {
    /// Where to ask.
    fn url(&self, base: &Url, request: &Request) -> Url;

    /// The header that carries the key, and what stands in it before the key.
    fn key_header(&self) -> (&'static str, &'static str);

    /// A header that every request has.
    fn version_header(&self) -> Option<(&'static str, &'static str)> {
        None
    }

    /// The body of the request.
    fn body(&self, request: &Request) -> Value;

    /// What one object of the answer says: an event of the stream, or all of an answer that is not one.
    fn hear(&self, object: &Value, heard: &mut Heard) -> Result<(), Fault>;
}

/// What a body has said so far.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// Text and thoughts that nobody has taken yet.
    pub(super) deltas: Vec<Delta>,
    /// Why it ends, if it said so.
    pub(super) finish: Option<Finish>,
    /// It said that nothing will follow.
    pub(super) done: bool,
    /// Tokens read.
    pub(super) input: Option<u64>,
    /// Tokens written.
    pub(super) output: Option<u64>,
}

impl Heard {
    /// More of the answer.
    pub(super) fn text(&mut self, text: &str) {
        if !text.is_empty() {
            self.deltas.push(Delta::Text(text.to_owned()));
        }
    }

    /// More of the thoughts.
    pub(super) fn reasoning(&mut self, text: &str) {
        if !text.is_empty() {
            self.deltas.push(Delta::Reasoning(text.to_owned()));
        }
    }

    /// Counts of tokens; a later count replaces an earlier one.
    pub(super) fn usage(&mut self, input: Option<&Value>, output: Option<&Value>) {
        self.input = input.and_then(Value::as_u64).or(self.input);
        self.output = output.and_then(Value::as_u64).or(self.output);
    }

    /// The counts as a delta, if there are any.
    pub(super) fn counted(&self) -> Option<Delta> {
        let (input, output) = (self.input, self.output);
        (input.is_some() || output.is_some()).then_some(Delta::Usage { input, output })
    }
}

/// An object of the fields that have a value.
pub(super) fn object<const N: usize>(fields: [(&str, Option<Value>); N]) -> Value {
    fields
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

/// Adds the segments of a path to an address that may or may not end in a slash. A query stays where it is.
pub(super) fn join(base: &Url, segments: &[&str]) -> Url {
    let mut url = base.clone();
    if let Ok(mut path) = url.path_segments_mut() {
        path.pop_if_empty().extend(segments);
    }
    url
}

/// Like [`join`], but skips the first segment if the address ends in it already.
pub(super) fn join_after(base: &Url, version: &str, segments: &[&str]) -> Url {
    if base.path().trim_end_matches('/').rsplit('/').next() == Some(version) {
        return join(base, segments);
    }
    join(&join(base, &[version]), segments)
}

/// Parses JSON as servers write it: a half of a surrogate pair becomes U+FFFD instead of an error.
pub(super) fn parse(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(text).or_else(|error| {
        if !error.is_syntax() || !text.contains("\\u") {
            return Err(error);
        }
        serde_json::from_str(&without_lone_surrogates(text))
    })
}

/// Replaces every `\uD800` to `\uDFFF` that is not half of a pair by `\uFFFD`.
fn without_lone_surrogates(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('\\') {
        out.push_str(before);
        let unit = code_unit(escape);
        let paired = unit.is_some_and(is_high) && second_unit(escape).is_some_and(is_low);
        let (kept, replaced) = match unit {
            Some(_) if paired => (11, None),
            Some(unit) if is_high(unit) || is_low(unit) => (5, Some("\\uFFFD")),
            Some(_) => (5, None),
            None => (escape.chars().next().map_or(0, char::len_utf8), None),
        };
        let (escape, behind) = escape.split_at_checked(kept).unwrap_or((escape, ""));
        match replaced {
            Some(replaced) => out.push_str(replaced),
            None => out.extend(["\\", escape]),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// The code unit of `uXXXX` at the start of a text.
fn code_unit(escape: &str) -> Option<u16> {
    let digits = escape.strip_prefix('u')?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

fn second_unit(escape: &str) -> Option<u16> {
    code_unit(escape.get(5..)?.strip_prefix('\\')?)
}

fn is_high(unit: u16) -> bool {
    (0xd800..0xdc00).contains(&unit)
}

fn is_low(unit: u16) -> bool {
    (0xdc00..0xe000).contains(&unit)
}

/// The error that an object reports instead of an answer, if it does.
pub(super) fn reported(object: &Value) -> Option<Fault> {
    match object.get("error") {
        Some(Value::Null | Value::Bool(false)) | None => {}
        Some(error) => return Some(error_fault(error)),
    }
    (object.get("object").and_then(Value::as_str) == Some("error")).then(|| error_fault(object))
}

/// What an error object amounts to: a status if it has one or a word that stands for one.
pub(super) fn error_fault(error: &Value) -> Fault {
    let mut fields = ["code", "status", "type"]
        .iter()
        .filter_map(|key| error.get(key));
    fields
        .find_map(status)
        .map_or(Fault::Reported, |code| Fault::Status {
            code,
            retry_after: None,
        })
}

fn status(value: &Value) -> Option<u16> {
    let number = value.as_u64().or_else(|| value.as_str()?.parse().ok());
    if let Some(number) = number {
        return u16::try_from(number)
            .ok()
            .filter(|code| (400..600).contains(code));
    }
    Some(match value.as_str()?.to_ascii_lowercase().as_str() {
        "invalid_request_error" | "invalid_argument" | "failed_precondition" => 400,
        "authentication_error" | "invalid_api_key" | "unauthenticated" => 401,
        "billing_error" | "insufficient_quota" => 402,
        "permission_error" | "permission_denied" => 403,
        "not_found_error" | "not_found" | "model_not_found" => 404,
        "request_too_large" | "context_length_exceeded" => 413,
        "rate_limit_error" | "rate_limit_exceeded" | "resource_exhausted" => 429,
        "api_error" | "server_error" | "internal" | "internal_error" | "internal_server_error" => {
            500
        }
        "unavailable" | "service_unavailable" => 503,
        "timeout_error" | "deadline_exceeded" => 504,
        "overloaded_error" => 529,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn half_a_surrogate_pair_is_one_replacement_character() {
        let cases = [
            (r#"{"a": "x\ud83dy"}"#, "x\u{fffd}y"),
            (r#"{"a": "x\ude00"}"#, "x\u{fffd}"),
            (r#"{"a": "\ud83d\ud83d\ude00"}"#, "\u{fffd}\u{1f600}"),
            (r#"{"a": "\\ud83d \ud83d"}"#, "\\ud83d \u{fffd}"),
            (r#"{"a": "\ud83d\n\u0041\ud800"}"#, "\u{fffd}\nA\u{fffd}"),
            (r#"{"a": "\ud83d\u0041"}"#, "\u{fffd}A"),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text).unwrap()["a"], expected, "{text}");
        }
        for text in [
            r#"{"a": "\ud8"#,
            r#"{"a": "\ud83d"#,
            r#"{"a": "\u"}"#,
            "\\",
            "{\"a\": \"\\u\u{e9}\u{e9}\u{e9}\"}",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_error_object_has_a_status_if_it_can() {
        let cases = [
            (
                json!({"error": {"code": 503, "status": "UNAVAILABLE"}}),
                Some(503),
            ),
            (
                json!({"error": {"message": "no", "type": "rate_limit_exceeded", "code": null}}),
                Some(429),
            ),
            (
                json!({"error": {"type": "server_error", "code": "weird"}}),
                Some(500),
            ),
            (
                json!({"type": "error", "error": {"type": "overloaded_error"}}),
                Some(529),
            ),
            (json!({"object": "error", "code": "400"}), Some(400)),
        ];
        for (object, code) in cases {
            let expected = code.map(|code| Fault::Status {
                code,
                retry_after: None,
            });
            assert_eq!(reported(&object), expected, "{object}");
        }
        assert_eq!(
            reported(&json!({"error": "model is loading"})),
            Some(Fault::Reported)
        );
        assert_eq!(
            reported(&json!({"error": {"code": 7}})),
            Some(Fault::Reported)
        );
        assert_eq!(reported(&json!({"error": null, "choices": []})), None);
    }

    #[test]
    fn a_version_in_the_address_is_not_doubled() {
        let url = |text: &str| Url::parse(text).unwrap();
        for base in ["http://x/", "http://x", "http://x/v1", "http://x/v1/"] {
            assert_eq!(
                join_after(&url(base), "v1", &["messages"]).as_str(),
                "http://x/v1/messages"
            );
        }
        assert_eq!(
            join(&url("http://x/v1?k=2"), &["chat", "a/b"]).as_str(),
            "http://x/v1/chat/a%2Fb?k=2"
        );
    }
}
