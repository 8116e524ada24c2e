//! Where answers come from: one trait, one stream of deltas, four protocols.
//!
//! A request goes down, an answer comes up, through these layers:
//!
//! ```text
//! openai, anthropic, gemini   what a protocol says and how (pure)      recorded   answers from a file
//! sse, body                   bytes in any chunking -> what they say (pure)
//! http, client, watch         slots, one attempt, its stages
//! retry                       another attempt, while nothing has been said yet
//! tokens, clean, polish       special tokens, thoughts, white space, caps, empty answers
//! bucket                      somebody else's server too, that keeps files
//! ```
//!
//! Nothing here knows what a battle is, and nothing that an endpoint sends reaches a [`Fault`].

mod anthropic;
mod body;
mod bucket;
mod clean;
mod client;
pub mod discover;
mod fault;
mod gemini;
mod http;
mod openai;
mod polish;
mod recorded;
mod retry;
pub(crate) mod sse;
mod tokens;
mod watch;
mod wire;

#[cfg(test)]
mod tests;

use std::pin::Pin;
use std::sync::Arc;

use futures_util::Stream;

use crate::config::{self, Protocol};

pub use bucket::{Bucket, BucketError, Upload};
pub use fault::{BuildError, Fault, Stage};

/// Who said something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The person.
    User,
    /// The model.
    Assistant,
}

/// One message of a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Who said it.
    pub role: Role,
    /// What was said.
    pub text: String,
}

/// A conversation that wants an answer, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// The name by which the endpoint knows the model.
    pub upstream: String,
    /// Instructions before the conversation.
    pub system: Option<String>,
    /// The conversation; the last message is the user's.
    pub messages: Vec<Message>,
    /// Where the answer has to end, in tokens.
    pub max_output_tokens: Option<u32>,
    /// How daring the model is; the endpoint's own default if `None`.
    pub temperature: Option<f64>,
}

/// Why a full answer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Finish {
    /// The model was done.
    Stop,
    /// It reached the token limit.
    Length,
    /// The endpoint's filter stepped in.
    Filtered,
    /// Something else, such as a tool call.
    Other,
}

/// One step of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delta {
    /// More of the answer; cleaned, never empty.
    Text(String),
    /// More of the thoughts before it; never shown to a voter.
    Reasoning(String),
    /// What the endpoint counted; at most once, just before the end.
    Usage {
        /// Tokens read.
        input: Option<u64>,
        /// Tokens written.
        output: Option<u64>,
    },
    /// The answer is full, and has something to read in it.
    End(Finish),
}

/// An answer on its way: any number of deltas, then exactly one `Ok(End)` or one `Err`, then nothing more.
///
/// Dropping it cancels the request and frees its slot; so does its end.
pub type Deltas = Pin<Box<dyn Stream<Item = Result<Delta, Fault>> + Send>>;

/// A place where answers come from.
pub trait Endpoint: Send + Sync {
    /// Asks. Nothing happens before the stream is polled.
    fn answer(&self, request: Request) -> Deltas;

    /// Whether there can be an answer to this first prompt at all. A live endpoint takes any; a recorded one has answers
    /// to the prompts in its file only, and none to a second turn.
    fn can_answer(&self, _upstream: &str, _prompt: &str) -> bool {
        true
    }

    /// The only prompts that have answers, in the order of the file, if the endpoint is a recorded one.
    fn prompts(&self) -> Option<&[String]> {
        None
    }
}

/// Makes an endpoint from its configuration; reads the file of a recorded one.
///
/// # Errors
/// [`BuildError`] says what the operator has to change.
pub fn build(config: &config::Endpoint) -> Result<Arc<dyn Endpoint>, BuildError> {
    Ok(match config.protocol {
        Protocol::OpenAi => Arc::new(http::Live::new(config, &openai::OpenAi)?),
        Protocol::Anthropic => Arc::new(http::Live::new(config, &anthropic::Anthropic)?),
        Protocol::Gemini => Arc::new(http::Live::new(config, &gemini::Gemini)?),
        Protocol::Recorded => Arc::new(recorded::Recorded::new(config)?),
    })
}
