//! The OpenAI protocol (`/chat/completions`), as the many servers speak it that say they do.

use reqwest::Url;
use serde_json::{Value, json};

use super::wire::{Heard, Wire, join, object};
use super::{Fault, Finish, Request, Role};

/// The protocol.
pub(super) struct OpenAi;

impl Wire for OpenAi {
    fn url(&self, base: &Url, _request: &Request) -> Url {
        join(base, &["chat", "completions"])
    }

    fn key_header(&self) -> (&'static str, &'static str) {
        ("authorization", "Bearer ")
    }

    fn body(&self, request: &Request) -> Value {
        let system = request
            .system
            .iter()
            .map(|text| json!({"role": "system", "content": text}));
        let turns = request.messages.iter().map(|message| {
            let role = match message.role {
                Role::User => "user",
                Role::Assistant => "assistant",
            };
            json!({"role": role, "content": message.text})
        });
        object([
            ("model", Some(request.upstream.as_str().into())),
            ("messages", Some(system.chain(turns).collect())),
            ("stream", Some(true.into())),
            ("stream_options", Some(json!({"include_usage": true}))),
            ("max_tokens", request.max_output_tokens.map(Value::from)),
            ("temperature", request.temperature.map(Value::from)),
        ])
    }

    fn hear(&self, object: &Value, heard: &mut Heard) -> Result<(), Fault> {
        if let Some(usage) = object.get("usage") {
            heard.usage(usage.get("prompt_tokens"), usage.get("completion_tokens"));
        }
        let choices = object.get("choices").and_then(Value::as_array);
        let Some(choice) = choices
            .into_iter()
            .flatten()
            .find(|choice| is_first(choice))
        else {
            return Ok(());
        };
        // A stream has `delta`, a whole completion has `message`; where a server sends both, `message` repeats.
        let message = choice
            .get("delta")
            .filter(|delta| delta.is_object())
            .or_else(|| choice.get("message"));
        if let Some(message) = message {
            hear_message(message, heard);
        }
        if let Some(word) = choice
            .get("finish_reason")
            .and_then(Value::as_str)
            .filter(|word| !word.is_empty())
        {
            heard.finish = Some(finish(word)?);
        }
        Ok(())
    }
}

fn is_first(choice: &Value) -> bool {
    choice.get("index").and_then(Value::as_u64).unwrap_or(0) == 0
}

fn hear_message(message: &Value, heard: &mut Heard) {
    let thoughts = ["reasoning_content", "reasoning"]
        .iter()
        .filter_map(|key| message.get(key)?.as_str());
    heard.reasoning(
        thoughts
            .into_iter()
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
    );
    match message.get("content") {
        Some(Value::String(text)) => heard.text(text),
        Some(Value::Array(parts)) => parts.iter().for_each(|part| hear_part(part, heard)),
        _ => {}
    }
    // What a model says instead of an answer is its answer.
    heard.text(
        message
            .get("refusal")
            .and_then(Value::as_str)
            .unwrap_or_default(),
    );
}

/// `{"type": "text", "text": ..}` or `{"type": "thinking", "thinking": [parts]}`.
fn hear_part(part: &Value, heard: &mut Heard) {
    if let Some(text) = part.get("text").and_then(Value::as_str) {
        return heard.text(text);
    }
    match part.get("thinking") {
        Some(Value::String(text)) => heard.reasoning(text),
        Some(Value::Array(parts)) => {
            let texts = parts.iter().filter_map(|part| part.get("text")?.as_str());
            texts.for_each(|text| heard.reasoning(text));
        }
        _ => {}
    }
}

fn finish(word: &str) -> Result<Finish, Fault> {
    Ok(match word {
        "stop" | "eos" | "eos_token" | "end_turn" | "stop_sequence" => Finish::Stop,
        "length" | "max_tokens" => Finish::Length,
        "content_filter" => Finish::Filtered,
        "error" => return Err(Fault::Reported),
        "abort" | "cancelled" => return Err(Fault::Cut),
        _ => Finish::Other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::{Delta, Message};

    fn hear(object: &Value) -> Heard {
        let mut heard = Heard::default();
        OpenAi.hear(object, &mut heard).unwrap();
        heard
    }

    #[test]
    fn a_request_has_only_what_was_asked_for() {
        let mut request = Request {
            upstream: "Qwen/Qwen3".to_owned(),
            system: None,
            messages: vec![Message {
                role: Role::User,
                text: "hi".to_owned(),
            }],
            max_output_tokens: None,
            temperature: None,
        };
        let body = OpenAi.body(&request);
        let expected = json!({"model": "Qwen/Qwen3", "messages": [{"role": "user", "content": "hi"}], "stream": true,
            "stream_options": {"include_usage": true}});
        assert_eq!(body, expected);
        request.system = Some("be brief".to_owned());
        request.messages.push(Message {
            role: Role::Assistant,
            text: "ho".to_owned(),
        });
        request.max_output_tokens = Some(5);
        request.temperature = Some(0.5);
        let body = OpenAi.body(&request);
        assert_eq!(
            body["messages"][0],
            json!({"role": "system", "content": "be brief"})
        );
        assert_eq!(
            body["messages"][2],
            json!({"role": "assistant", "content": "ho"})
        );
        assert_eq!(
            (&body["max_tokens"], &body["temperature"]),
            (&json!(5), &json!(0.5))
        );
        let url = OpenAi.url(&Url::parse("http://x:1/v1").unwrap(), &request);
        assert_eq!(url.as_str(), "http://x:1/v1/chat/completions");
    }

    #[test]
    fn content_comes_in_several_shapes() {
        let text = |text: &str| Delta::Text(text.to_owned());
        let thought = |text: &str| Delta::Reasoning(text.to_owned());
        let cases = [
            (json!({"content": "a"}), vec![text("a")]),
            (json!({"role": "assistant", "content": null}), vec![]),
            (json!({"content": ""}), vec![]),
            (
                json!({"content": [{"type": "text", "text": "a"}, {"text": "b"}]}),
                vec![text("a"), text("b")],
            ),
            (
                json!({"content": [{"type": "thinking", "thinking": [{"type": "text", "text": "t"}]}]}),
                vec![thought("t")],
            ),
            (
                json!({"content": null, "reasoning_content": "t"}),
                vec![thought("t")],
            ),
            (
                json!({"content": "a", "reasoning": "t", "reasoning_content": null}),
                vec![thought("t"), text("a")],
            ),
            (
                json!({"reasoning": "t", "reasoning_content": "t"}),
                vec![thought("t")],
            ),
            (json!({"refusal": "no"}), vec![text("no")]),
            (json!({"tool_calls": [{"index": 0}]}), vec![]),
            (json!({"content": 7}), vec![]),
        ];
        for (delta, expected) in cases {
            let heard = hear(
                &json!({"choices": [{"index": 0, "delta": delta.clone(), "finish_reason": null}]}),
            );
            assert_eq!(heard.deltas, expected, "{delta}");
            let whole = hear(
                &json!({"choices": [{"index": 0, "message": delta.clone(), "finish_reason": ""}]}),
            );
            assert_eq!((whole.deltas, whole.finish), (expected, None), "{delta}");
        }
    }

    #[test]
    fn only_the_first_choice_counts() {
        let other = json!({"index": 1, "delta": {"content": "b"}, "finish_reason": "stop"});
        let first = json!({"delta": {"content": "a"}, "message": {"content": "aaa"}, "finish_reason": "length"});
        let heard = hear(&json!({"choices": [other, first], "usage": null}));
        assert_eq!(
            (heard.deltas, heard.finish),
            (vec![Delta::Text("a".to_owned())], Some(Finish::Length))
        );
        let last =
            hear(&json!({"choices": [], "usage": {"prompt_tokens": 3, "completion_tokens": 4}}));
        assert_eq!(
            last.counted(),
            Some(Delta::Usage {
                input: Some(3),
                output: Some(4)
            })
        );
        assert_eq!(hear(&json!({"object": "ping"})).counted(), None);
    }
}
