//! The Gemini protocol (`:streamGenerateContent`).

use reqwest::Url;
use serde_json::{Value, json};

use super::wire::{Heard, Wire, join_after, object};
use super::{Fault, Finish, Request, Role};

/// The protocol.
pub(super) struct Gemini;

impl Wire for Gemini {
    fn url(&self, base: &Url, request: &Request) -> Url {
        // A name may bring its own collection, such as `tunedModels/x`.
        let name = request
            .upstream
            .strip_prefix("models/")
            .unwrap_or(&request.upstream);
        let (collection, name) = name.split_once('/').unwrap_or(("models", name));
        let mut url = join_after(
            base,
            "v1beta",
            &[collection, &format!("{name}:streamGenerateContent")],
        );
        url.query_pairs_mut().append_pair("alt", "sse");
        url
    }

    fn key_header(&self) -> (&'static str, &'static str) {
        ("x-goog-api-key", "")
    }

    fn body(&self, request: &Request) -> Value {
        let turns = request.messages.iter().map(|message| {
            let role = match message.role {
                Role::User => "user",
                Role::Assistant => "model",
            };
            json!({"role": role, "parts": [{"text": message.text}]})
        });
        let generation = object([
            (
                "maxOutputTokens",
                request.max_output_tokens.map(Value::from),
            ),
            ("temperature", request.temperature.map(Value::from)),
        ]);
        object([
            ("contents", Some(turns.collect())),
            (
                "systemInstruction",
                request
                    .system
                    .as_deref()
                    .map(|text| json!({"parts": [{"text": text}]})),
            ),
            (
                "generationConfig",
                Some(generation).filter(|settings| *settings != json!({})),
            ),
        ])
    }

    fn hear(&self, object: &Value, heard: &mut Heard) -> Result<(), Fault> {
        if let Some(usage) = object.get("usageMetadata") {
            heard.usage(
                usage.get("promptTokenCount"),
                usage.get("candidatesTokenCount"),
            );
        }
        if object
            .pointer("/promptFeedback/blockReason")
            .is_some_and(Value::is_string)
        {
            return Err(Fault::Blocked);
        }
        let Some(candidate) = object.pointer("/candidates/0") else {
            return Ok(());
        };
        let parts = candidate
            .pointer("/content/parts")
            .and_then(Value::as_array);
        parts
            .into_iter()
            .flatten()
            .for_each(|part| hear_part(part, heard));
        if let Some(word) = candidate.get("finishReason").and_then(Value::as_str) {
            heard.finish = finish(word).or(heard.finish);
        }
        Ok(())
    }
}

fn hear_part(part: &Value, heard: &mut Heard) {
    let text = part.get("text").and_then(Value::as_str).unwrap_or_default();
    if part.get("thought").and_then(Value::as_bool) == Some(true) {
        heard.reasoning(text);
    } else {
        heard.text(text);
    }
}

fn finish(word: &str) -> Option<Finish> {
    Some(match word {
        "" | "FINISH_REASON_UNSPECIFIED" => return None,
        "STOP" => Finish::Stop,
        "MAX_TOKENS" => Finish::Length,
        "SAFETY" | "RECITATION" | "LANGUAGE" | "BLOCKLIST" | "PROHIBITED_CONTENT" | "SPII" => {
            Finish::Filtered
        }
        _ => Finish::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::{Delta, Message};

    fn request(upstream: &str) -> Request {
        Request {
            upstream: upstream.to_owned(),
            system: Some("be brief".to_owned()),
            messages: vec![Message {
                role: Role::Assistant,
                text: "hi".to_owned(),
            }],
            max_output_tokens: Some(5),
            temperature: None,
        }
    }

    #[test]
    fn a_request_names_the_model_in_its_address() {
        let expected = json!({"contents": [{"role": "model", "parts": [{"text": "hi"}]}],
            "systemInstruction": {"parts": [{"text": "be brief"}]}, "generationConfig": {"maxOutputTokens": 5}});
        assert_eq!(Gemini.body(&request("g")), expected);
        let cases = [
            (
                "http://x",
                "gemini-2.5",
                "http://x/v1beta/models/gemini-2.5:streamGenerateContent?alt=sse",
            ),
            (
                "http://x/v1beta/",
                "models/g",
                "http://x/v1beta/models/g:streamGenerateContent?alt=sse",
            ),
            (
                "http://x/p",
                "tunedModels/g?",
                "http://x/p/v1beta/tunedModels/g%3F:streamGenerateContent?alt=sse",
            ),
        ];
        for (base, upstream, expected) in cases {
            assert_eq!(
                Gemini
                    .url(&Url::parse(base).unwrap(), &request(upstream))
                    .as_str(),
                expected
            );
        }
    }

    #[test]
    fn parts_are_text_or_thoughts() {
        let mut heard = Heard::default();
        let parts = json!([{"text": "t", "thought": true}, {"text": "a"}, {"functionCall": {}}, {"text": ""}]);
        let object = json!({"candidates": [{"content": {"parts": parts, "role": "model"}, "finishReason": "SAFETY"}],
            "usageMetadata": {"promptTokenCount": 3, "candidatesTokenCount": 4}});
        Gemini.hear(&object, &mut heard).unwrap();
        assert_eq!(
            heard.deltas,
            [
                Delta::Reasoning("t".to_owned()),
                Delta::Text("a".to_owned())
            ]
        );
        assert_eq!(
            (heard.finish, heard.input, heard.output),
            (Some(Finish::Filtered), Some(3), Some(4))
        );
    }

    #[test]
    fn a_blocked_prompt_is_a_fault() {
        let mut heard = Heard::default();
        let blocked = json!({"promptFeedback": {"blockReason": "SAFETY"}});
        assert_eq!(Gemini.hear(&blocked, &mut heard), Err(Fault::Blocked));
        let fine = json!({"promptFeedback": {}, "candidates": [{"finishReason": "FINISH_REASON_UNSPECIFIED"}]});
        assert_eq!(
            (Gemini.hear(&fine, &mut heard), heard.finish),
            (Ok(()), None)
        );
    }
}
