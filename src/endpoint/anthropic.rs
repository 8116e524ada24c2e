//! The Anthropic protocol (`/v1/messages`).

use reqwest::Url;
use serde_json::{Value, json};

use super::wire::{Heard, Wire, join_after, object};
use super::{Fault, Finish, Request, Role};

/// The protocol demands a limit; this is ours where the operator set none.
const DEFAULT_MAX_TOKENS: u32 = 4096;

/// The protocol.
pub(super) struct Anthropic;

impl Wire for Anthropic {
    fn url(&self, base: &Url, _request: &Request) -> Url {
        join_after(base, "v1", &["messages"])
    }

    fn key_header(&self) -> (&'static str, &'static str) {
        ("x-api-key", "")
    }

    fn version_header(&self) -> Option<(&'static str, &'static str)> {
        Some(("anthropic-version", "2023-06-01"))
    }

    fn body(&self, request: &Request) -> Value {
        let turns = request.messages.iter().map(|message| {
            let role = match message.role {
                Role::User => "user",
                Role::Assistant => "assistant",
            };
            json!({"role": role, "content": message.text})
        });
        object([
            ("model", Some(request.upstream.as_str().into())),
            ("system", request.system.as_deref().map(Value::from)),
            ("messages", Some(turns.collect())),
            (
                "max_tokens",
                Some(
                    request
                        .max_output_tokens
                        .unwrap_or(DEFAULT_MAX_TOKENS)
                        .into(),
                ),
            ),
            ("stream", Some(true.into())),
            ("temperature", request.temperature.map(Value::from)),
        ])
    }

    fn hear(&self, object: &Value, heard: &mut Heard) -> Result<(), Fault> {
        match object
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default()
        {
            "message_start" => hear_usage(object.get("message"), heard),
            "content_block_start" => hear_block(object.get("content_block"), heard),
            "content_block_delta" => hear_block(object.get("delta"), heard),
            "message_delta" => {
                hear_usage(Some(object), heard);
                hear_stop(object.get("delta"), heard);
            }
            "message_stop" => heard.done = true,
            "error" => return Err(Fault::Reported),
            "message" => hear_whole(object, heard),
            _ => {}
        }
        Ok(())
    }
}

/// `message` is what `message_start` has inside, or a `message_delta`.
fn hear_usage(message: Option<&Value>, heard: &mut Heard) {
    if let Some(usage) = message.and_then(|message| message.get("usage")) {
        heard.usage(usage.get("input_tokens"), usage.get("output_tokens"));
    }
}

/// A block at its start, a delta of one, or all of one: whichever of the two texts it has.
fn hear_block(block: Option<&Value>, heard: &mut Heard) {
    let text = |key| {
        block
            .and_then(|block: &Value| block.get(key)?.as_str())
            .unwrap_or_default()
    };
    heard.reasoning(text("thinking"));
    heard.text(text("text"));
}

fn hear_stop(holder: Option<&Value>, heard: &mut Heard) {
    let reason = holder.and_then(|holder| holder.get("stop_reason")?.as_str());
    heard.finish = reason.map(finish).or(heard.finish);
}

/// An answer that was not streamed.
fn hear_whole(message: &Value, heard: &mut Heard) {
    let blocks = message.get("content").and_then(Value::as_array);
    blocks
        .into_iter()
        .flatten()
        .for_each(|block| hear_block(Some(block), heard));
    hear_usage(Some(message), heard);
    hear_stop(Some(message), heard);
}

fn finish(word: &str) -> Finish {
    match word {
        "end_turn" | "stop_sequence" => Finish::Stop,
        "max_tokens" | "model_context_window_exceeded" => Finish::Length,
        "refusal" => Finish::Filtered,
        _ => Finish::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::{Delta, Message};

    fn hear(objects: &[Value]) -> Heard {
        let mut heard = Heard::default();
        for object in objects {
            Anthropic.hear(object, &mut heard).unwrap();
        }
        heard
    }

    #[test]
    fn a_request_always_has_a_limit() {
        let mut request = Request {
            upstream: "claude".to_owned(),
            system: Some("be brief".to_owned()),
            messages: vec![Message {
                role: Role::User,
                text: "hi".to_owned(),
            }],
            max_output_tokens: None,
            temperature: Some(1.0),
        };
        let expected = json!({"model": "claude", "system": "be brief", "messages": [{"role": "user", "content": "hi"}],
            "max_tokens": 4096, "stream": true, "temperature": 1.0});
        assert_eq!(Anthropic.body(&request), expected);
        request.max_output_tokens = Some(9);
        assert_eq!(Anthropic.body(&request)["max_tokens"], 9);
        for base in ["http://x", "http://x/v1/"] {
            let url = Anthropic.url(&Url::parse(base).unwrap(), &request);
            assert_eq!(url.as_str(), "http://x/v1/messages");
        }
    }

    #[test]
    fn an_answer_is_full_when_its_stop_reason_was_seen() {
        let events = [
            json!({"type": "message_start", "message": {"usage": {"input_tokens": 7, "output_tokens": 1}, "content": []}}),
            json!({"type": "content_block_start", "index": 0, "content_block": {"type": "thinking", "thinking": ""}}),
            json!({"type": "ping"}),
            json!({"type": "content_block_delta", "delta": {"type": "thinking_delta", "thinking": "hm"}}),
            json!({"type": "content_block_delta", "delta": {"type": "signature_delta", "signature": "xx"}}),
            json!({"type": "content_block_start", "index": 1, "content_block": {"type": "text", "text": "a"}}),
            json!({"type": "content_block_delta", "delta": {"type": "text_delta", "text": "b"}}),
            json!({"type": "content_block_delta", "delta": {"type": "input_json_delta", "partial_json": "{"}}),
            json!({"type": "message_delta", "delta": {"stop_reason": "max_tokens"}, "usage": {"output_tokens": 9}}),
            json!({"type": "message_stop"}),
        ];
        let heard = hear(&events);
        let text = |text: &str| Delta::Text(text.to_owned());
        assert_eq!(
            heard.deltas,
            [Delta::Reasoning("hm".to_owned()), text("a"), text("b")]
        );
        assert_eq!((heard.finish, heard.done), (Some(Finish::Length), true));
        assert_eq!(
            heard.counted(),
            Some(Delta::Usage {
                input: Some(7),
                output: Some(9)
            })
        );
        assert_eq!(hear(&events[..8]).finish, None);
    }

    #[test]
    fn an_answer_may_come_in_one_piece() {
        let heard = hear(&[
            json!({"type": "message", "content": [{"type": "text", "text": "a"}],
            "stop_reason": "end_turn", "usage": {"output_tokens": 2}}),
        ]);
        assert_eq!(
            (heard.deltas, heard.finish),
            (vec![Delta::Text("a".to_owned())], Some(Finish::Stop))
        );
        assert_eq!(heard.output, Some(2));
    }
}
