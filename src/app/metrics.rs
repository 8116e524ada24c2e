//! Counters and gauges for `/metrics`. None of them tells models apart: a voter could watch them before the vote.

use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;

/// How a turn ended: `ready` or a void reason.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct EndLabel {
    /// The word.
    pub outcome: &'static str,
}

/// A request by its route and status, never by its path.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct RequestLabel {
    /// The method.
    pub method: &'static str,
    /// The route's pattern.
    pub route: String,
    /// The status code.
    pub status: u16,
}

/// All metrics of one process.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    /// Battles that began.
    pub battles_started: Counter,
    /// Turns by how they ended.
    pub turns_ended: Family<EndLabel, Counter>,
    /// Votes that came into the log through this process.
    pub votes: Counter,
    /// Votes in one transaction.
    pub group_size: Histogram,
    /// Turns that are running.
    pub running: Gauge<i64, std::sync::atomic::AtomicI64>,
    /// Open event streams.
    pub streams: Gauge<i64, std::sync::atomic::AtomicI64>,
    /// Requests by route and status.
    pub requests: Family<RequestLabel, Counter>,
    /// Time to the response's head.
    pub latency: Histogram,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("agon");
        let metrics = Self {
            battles_started: Counter::<u64, AtomicU64>::default(),
            turns_ended: Family::default(),
            votes: Counter::<u64, AtomicU64>::default(),
            group_size: Histogram::new(exponential_buckets(1.0, 2.0, 9)),
            running: Gauge::default(),
            streams: Gauge::default(),
            requests: Family::default(),
            latency: Histogram::new(exponential_buckets(0.001, 2.0, 14)),
            registry: Registry::default(),
        };
        registry.register(
            "battles_started",
            "Battles that began",
            metrics.battles_started.clone(),
        );
        registry.register(
            "turns_ended",
            "Turns by how they ended",
            metrics.turns_ended.clone(),
        );
        registry.register(
            "votes",
            "Votes recorded by this process",
            metrics.votes.clone(),
        );
        registry.register(
            "vote_group_size",
            "Votes in one transaction",
            metrics.group_size.clone(),
        );
        registry.register(
            "running_turns",
            "Turns that are being answered",
            metrics.running.clone(),
        );
        registry.register(
            "event_streams",
            "Open event streams",
            metrics.streams.clone(),
        );
        registry.register(
            "http_requests",
            "Requests by route and status",
            metrics.requests.clone(),
        );
        registry.register(
            "http_request_seconds",
            "Time to the head of a response",
            metrics.latency.clone(),
        );
        Self {
            registry,
            ..metrics
        }
    }
}

impl Metrics {
    /// The `OpenMetrics` text.
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = String::new();
        // Writing to a String does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
