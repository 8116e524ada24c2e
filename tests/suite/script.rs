//! What a fake model says and does, step by step, and how its protocol writes that.

use std::sync::Arc;

use serde_json::{Value, json};
use tokio::sync::Semaphore;

/// Holds a script where it stands until it is opened.
#[derive(Clone, Debug)]
pub(crate) struct Gate(Arc<Semaphore>);

impl Gate {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Semaphore::new(0)))
    }

    /// For everybody, for ever.
    pub(crate) fn open(&self) {
        self.0.close();
    }

    pub(crate) async fn pass(&self) {
        // A closed semaphore is an open gate.
        let _ = self.0.acquire().await;
    }
}

/// One step of an answer.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Some text, as one event.
    Text(String),
    /// The reason why the answer ends.
    Finish,
    /// What ends the stream in the protocol.
    Done,
    /// Bytes of the body as they are.
    Raw(String),
    /// Waits for the gate.
    Wait(Gate),
    /// Says nothing until the client has gone.
    Silence,
    /// Loses the connection.
    Cut,
    /// Another response in place of a stream: status and body.
    Respond(u16, String),
}

/// One answer.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    pub(crate) steps: Vec<Step>,
    /// The response's id.
    pub(crate) id: String,
    /// Headers of the response, each with its line end.
    pub(crate) headers: String,
    /// Tokens written, as counted at the end.
    pub(crate) tokens: u32,
}

impl Script {
    pub(crate) fn new(steps: Vec<Step>) -> Self {
        Self {
            steps,
            id: "chatcmpl-1".to_owned(),
            headers: String::new(),
            tokens: 7,
        }
    }

    /// A whole answer in one piece.
    pub(crate) fn say(text: &str) -> Self {
        Self::new(vec![Step::Text(text.to_owned()), Step::Finish, Step::Done])
    }

    /// A whole answer in pieces of so many characters.
    pub(crate) fn pieces(text: &str, chars: usize) -> Self {
        let all: Vec<char> = text.chars().collect();
        let pieces = all
            .chunks(chars)
            .map(|piece| Step::Text(piece.iter().collect()));
        Self::new(pieces.chain([Step::Finish, Step::Done]).collect())
    }

    /// An answer that waits in the middle of its text.
    pub(crate) fn held(before: &str, gate: &Gate, after: &str) -> Self {
        let (before, after) = (Step::Text(before.to_owned()), Step::Text(after.to_owned()));
        Self::new(vec![
            before,
            Step::Wait(gate.clone()),
            after,
            Step::Finish,
            Step::Done,
        ])
    }

    /// An answer that has said something and then fails with these steps once the gate is open.
    pub(crate) fn fails_after(before: &str, gate: &Gate, failure: Vec<Step>) -> Self {
        let mut steps = vec![Step::Text(before.to_owned()), Step::Wait(gate.clone())];
        steps.extend(failure);
        Self::new(steps)
    }

    /// With what a response tells about itself.
    pub(crate) fn signed(self, id: &str, headers: &str, tokens: u32) -> Self {
        Self {
            id: id.to_owned(),
            headers: headers.to_owned(),
            tokens,
            ..self
        }
    }
}

/// How a protocol writes a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speech {
    OpenAi,
    Anthropic,
}

impl Speech {
    pub(crate) fn of(path: &str) -> Self {
        if path.ends_with("/messages") {
            Self::Anthropic
        } else {
            Self::OpenAi
        }
    }

    /// What comes before everything else.
    pub(crate) fn start(self, script: &Script, model: &str) -> String {
        match self {
            Self::OpenAi => String::new(),
            Self::Anthropic => event(
                &json!({"type": "message_start", "message": {"id": script.id, "type": "message",
                "role": "assistant", "model": model, "content": [], "usage": {"input_tokens": 3, "output_tokens": 1}}}),
            ),
        }
    }

    pub(crate) fn text(self, script: &Script, model: &str, text: &str) -> String {
        match self {
            Self::OpenAi => chunk(script, model, &json!({"content": text}), &Value::Null),
            Self::Anthropic => event(&json!({"type": "content_block_delta", "index": 0,
                "delta": {"type": "text_delta", "text": text}})),
        }
    }

    pub(crate) fn finish(self, script: &Script, model: &str) -> String {
        match self {
            Self::OpenAi => {
                let usage = json!({"id": script.id, "model": model, "choices": [],
                    "usage": {"prompt_tokens": 3, "completion_tokens": script.tokens}});
                format!(
                    "{}data: {usage}\n\n",
                    chunk(script, model, &json!({}), &json!("stop"))
                )
            }
            Self::Anthropic => event(
                &json!({"type": "message_delta", "delta": {"stop_reason": "end_turn"},
                "usage": {"output_tokens": script.tokens}}),
            ),
        }
    }

    pub(crate) fn done(self) -> String {
        match self {
            Self::OpenAi => "data: [DONE]\n\n".to_owned(),
            Self::Anthropic => event(&json!({"type": "message_stop"})),
        }
    }
}

fn chunk(script: &Script, model: &str, delta: &Value, finish: &Value) -> String {
    let choice = json!({"index": 0, "delta": delta, "finish_reason": finish});
    let chunk = json!({"id": script.id, "object": "chat.completion.chunk", "created": 1_700_000_000, "model": model,
        "system_fingerprint": format!("fp-{model}"), "choices": [choice]});
    format!("data: {chunk}\n\n")
}

fn event(data: &Value) -> String {
    format!(
        "event: {}\ndata: {data}\n\n",
        data["type"].as_str().unwrap()
    )
}
