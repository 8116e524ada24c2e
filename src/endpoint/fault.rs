//! What can go wrong on the way to an answer.
//!
//! Nothing in here can hold a key, an address or text that an endpoint sent, so every value is safe to log.

use std::time::Duration;

use crate::domain::{EndpointId, VoidReason};

/// Which patience ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// All of the endpoint's slots stayed busy.
    Slot,
    /// No connection was made.
    Connect,
    /// Nothing was said.
    FirstByte,
    /// It fell silent in the middle.
    Idle,
    /// It went on for too long.
    Total,
}

/// Why there is no full answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No connection, or it was lost before the head of the response.
    #[error("the endpoint could not be reached")]
    Connect,
    /// It took too long.
    #[error("the endpoint was too slow: {0:?}")]
    Timeout(Stage),
    /// It answered with an error, as the status of the response or as an error object inside it.
    #[error("the endpoint answered with status {code}")]
    Status {
        /// The HTTP status, or what the error object amounts to.
        code: u16,
        /// How long it asked us to stay away.
        retry_after: Option<Duration>,
    },
    /// It reported an error of a kind that has no status.
    #[error("the endpoint reported an error")]
    Reported,
    /// It refused the prompt.
    #[error("the endpoint refused the prompt")]
    Blocked,
    /// It sent something that its protocol does not have.
    #[error("the endpoint broke its protocol: {0}")]
    Protocol(&'static str),
    /// The answer, or the bytes that carried it, were more than we take.
    #[error("the answer was too large")]
    TooLarge,
    /// The answer ended without a reason.
    #[error("the answer was cut off")]
    Cut,
    /// The answer ended, and there was nothing to read in it.
    #[error("the answer had no text")]
    Empty,
    /// There is no recorded answer to this conversation.
    #[error("no answer to this conversation was recorded")]
    NotRecorded,
}

impl Fault {
    /// Whether the same request could succeed a moment later. Says nothing of how much of the answer was already shown.
    #[must_use]
    pub fn may_retry(&self) -> bool {
        match self {
            Self::Connect | Self::Timeout(Stage::Connect) => true,
            Self::Status { code, .. } => matches!(code, 408 | 429 | 500..=599),
            _ => false,
        }
    }

    /// Whether it says something about the endpoint, rather than about what it was asked or about our own queue.
    #[must_use]
    pub fn is_the_endpoints(&self) -> bool {
        match self {
            Self::Status { code, .. } => !matches!(code, 400 | 413 | 422),
            Self::Timeout(Stage::Slot)
            | Self::TooLarge
            | Self::Empty
            | Self::Blocked
            | Self::NotRecorded => false,
            Self::Connect | Self::Timeout(_) | Self::Reported | Self::Protocol(_) | Self::Cut => {
                true
            }
        }
    }

    /// What a battle that is void for this fault says.
    #[must_use]
    pub fn void_reason(&self) -> VoidReason {
        match self {
            Self::Timeout(Stage::FirstByte | Stage::Idle | Stage::Total) => VoidReason::Timeout,
            Self::Protocol(_) => VoidReason::Malformed,
            Self::TooLarge => VoidReason::TooLarge,
            Self::Cut => VoidReason::Cut,
            Self::Empty => VoidReason::Empty,
            Self::Timeout(Stage::Slot | Stage::Connect)
            | Self::Connect
            | Self::Status { .. }
            | Self::Reported
            | Self::Blocked
            | Self::NotRecorded => VoidReason::Unavailable,
        }
    }
}

/// Why an endpoint cannot be made from its configuration.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// A live endpoint needs one.
    #[error("endpoint {0}: base_url is missing")]
    NoBaseUrl(EndpointId),
    /// It is not an address of the web.
    #[error("endpoint {0}: base_url must be an http:// or https:// address")]
    BaseUrl(EndpointId),
    /// A header cannot carry it.
    #[error("endpoint {0}: the API key has characters that no key has (perhaps a line end?)")]
    Key(EndpointId),
    /// The TLS set-up of this machine is unusable.
    #[error("endpoint {id}: no HTTP client: {problem}")]
    Client {
        /// Whose.
        id: EndpointId,
        /// What the HTTP library said.
        problem: String,
    },
    /// A recorded endpoint needs one.
    #[error("endpoint {0}: a recorded endpoint needs a file")]
    NoRecording(EndpointId),
    /// The file is not there, or is not text.
    #[error("{file} cannot be read: {problem}")]
    Unreadable {
        /// Which file.
        file: String,
        /// What the system said.
        problem: String,
    },
    /// One line of the file is not a recorded answer.
    #[error("{file}, line {line}: {problem}")]
    Line {
        /// Which file.
        file: String,
        /// Which line; 1 is the first.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_pass_is_retried() {
        let status = |code| Fault::Status {
            code,
            retry_after: None,
        };
        for fault in [
            Fault::Connect,
            Fault::Timeout(Stage::Connect),
            status(408),
            status(429),
            status(500),
            status(529),
        ] {
            assert!(fault.may_retry(), "{fault}");
        }
        let never = [Stage::Slot, Stage::FirstByte, Stage::Idle, Stage::Total].map(Fault::Timeout);
        let others = [
            status(400),
            status(401),
            status(302),
            Fault::Cut,
            Fault::Empty,
            Fault::Protocol("x"),
            Fault::Blocked,
        ];
        for fault in never.iter().chain(&others) {
            assert!(!fault.may_retry(), "{fault}");
        }
    }
}
