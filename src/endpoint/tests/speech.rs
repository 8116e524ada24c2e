//! How the three protocols say the same things, and what a reader gets of it.

use futures_util::{FutureExt, StreamExt};
use serde_json::{Value, json};

use crate::endpoint::body::{Body, Caps};
use crate::endpoint::polish::polish;
use crate::endpoint::wire::Wire;
use crate::endpoint::{Delta, Fault, Finish, anthropic, gemini, openai};

const MAX_ANSWER: usize = 64 * 1024;

/// What came of a body: text, thoughts, and the end.
pub(super) type Outcome = (String, String, Result<Finish, Fault>);

/// What the body says in the given pieces, as a reader would get it.
pub(super) fn run<'a>(
    wire: &'static dyn Wire,
    pieces: impl IntoIterator<Item = &'a [u8]>,
) -> Outcome {
    let mut body = Body::new(wire, Caps::for_answer(MAX_ANSWER));
    let mut raw = Vec::new();
    let mut pushed = Ok(());
    for piece in pieces {
        pushed = body.push(piece);
        raw.extend(body.take().into_iter().map(Ok));
        if pushed.is_err() || body.is_done() {
            break;
        }
    }
    if pushed.is_ok() && !body.is_done() {
        pushed = body.end();
        raw.extend(body.take().into_iter().map(Ok));
    }
    raw.push(pushed.and_then(|()| body.finish().map(Delta::End).ok_or(Fault::Cut)));
    read(
        polish(futures_util::stream::iter(raw), MAX_ANSWER)
            .collect::<Vec<_>>()
            .now_or_never()
            .unwrap(),
    )
}

fn read(deltas: Vec<Result<Delta, Fault>>) -> Outcome {
    let (mut text, mut thoughts, mut end) = (String::new(), String::new(), None);
    for delta in deltas {
        assert!(end.is_none(), "nothing follows the end");
        match delta {
            Ok(Delta::Text(more)) => text.push_str(&more),
            Ok(Delta::Reasoning(more)) => thoughts.push_str(&more),
            Ok(Delta::Usage { .. }) => {}
            Ok(Delta::End(finish)) => end = Some(Ok(finish)),
            Err(fault) => end = Some(Err(fault)),
        }
    }
    (text, thoughts, end.unwrap())
}

/// How one protocol says the common things.
pub(super) struct Speech {
    pub(super) wire: &'static dyn Wire,
    pub(super) text: fn(&str) -> Value,
    pub(super) thought: fn(&str) -> Value,
    pub(super) end: fn() -> Vec<Value>,
    pub(super) error: fn() -> Value,
    pub(super) whole: fn(&str) -> Value,
    pub(super) noise: fn() -> Value,
}

const OPENAI: Speech = Speech {
    wire: &openai::OpenAi,
    text: |text| json!({"id": "x", "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": null}]}),
    thought: |text| json!({"choices": [{"index": 0, "delta": {"content": null, "reasoning_content": text}}]}),
    end: || {
        vec![
            json!({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}),
            json!({"choices": [], "usage": {"prompt_tokens": 1, "completion_tokens": 2}}),
        ]
    },
    error: || json!({"error": {"message": "sorry", "type": "server_error", "code": 503}}),
    whole: |text| json!({"choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}]}),
    noise: || json!({"choices": []}),
};

const ANTHROPIC: Speech = Speech {
    wire: &anthropic::Anthropic,
    text: |text| json!({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}}),
    thought: |text| json!({"type": "content_block_delta", "delta": {"type": "thinking_delta", "thinking": text}}),
    end: || {
        vec![
            json!({"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 2}}),
            json!({"type": "message_stop"}),
        ]
    },
    error: || json!({"type": "error", "error": {"type": "overloaded_error", "code": 503, "message": "sorry"}}),
    whole: |text| json!({"type": "message", "content": [{"type": "text", "text": text}], "stop_reason": "end_turn"}),
    noise: || json!({"type": "ping"}),
};

const GEMINI: Speech = Speech {
    wire: &gemini::Gemini,
    text: |text| json!({"candidates": [{"content": {"parts": [{"text": text}], "role": "model"}, "index": 0}]}),
    thought: |text| json!({"candidates": [{"content": {"parts": [{"text": text, "thought": true}]}}]}),
    end: || {
        vec![
            json!({"candidates": [{"finishReason": "STOP"}], "usageMetadata": {"promptTokenCount": 1}}),
        ]
    },
    error: || json!({"error": {"code": 503, "message": "sorry", "status": "UNAVAILABLE"}}),
    whole: |text| json!([{"candidates": [{"content": {"parts": [{"text": text}]}, "finishReason": "STOP"}]}]),
    noise: || json!({"usageMetadata": {"promptTokenCount": 1}}),
};

pub(super) const ALL: [Speech; 3] = [OPENAI, ANTHROPIC, GEMINI];

impl Speech {
    /// The texts, then the end, one event each.
    pub(super) fn events(&self, texts: &[&str]) -> Vec<String> {
        let texts = texts.iter().map(|text| (self.text)(text));
        texts
            .chain((self.end)())
            .map(|event| event.to_string())
            .collect()
    }

    /// A full answer, its events between the given marks.
    pub(super) fn full(&self, texts: &[&str], before: &str, behind: &str) -> String {
        self.events(texts)
            .iter()
            .flat_map(|event| [before, event, behind])
            .collect()
    }

    /// Some texts, then the given bytes.
    pub(super) fn broken(&self, texts: &[&str], rest: &str) -> String {
        let texts = texts.iter().map(|text| event(&(self.text)(text)));
        texts.chain([rest.to_owned()]).collect()
    }
}

pub(super) fn event(object: &Value) -> String {
    format!("data: {object}\n\n")
}
