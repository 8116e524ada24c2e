//! Counters and gauges for `/metrics`. None of them tells models apart: a voter could watch them before the vote.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Metric, Registry};

/// How a turn ended: `ready` or a void reason.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct EndLabel {
    /// The word.
    pub outcome: &'static str,
}

/// How a round of dumps ended: `done` or `failed`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct DumpLabel {
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
    pub running: Gauge,
    /// Open event streams.
    pub streams: Gauge,
    /// Rounds of dumps by how they ended.
    pub dumps: Family<DumpLabel, Counter>,
    /// When all dumps were up to date, Unix seconds; 0 if they were not since the start.
    pub dumps_done: Gauge,
    /// Requests by route and status.
    pub requests: Family<RequestLabel, Counter>,
    /// Time to the response's head.
    pub latency: Histogram,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("agon");
        let r = &mut registry;
        Self {
            battles_started: kept(
                r,
                "battles_started",
                "Battles that began",
                Counter::default(),
            ),
            turns_ended: kept(
                r,
                "turns_ended",
                "Turns by how they ended",
                Family::default(),
            ),
            votes: kept(
                r,
                "votes",
                "Votes recorded by this process",
                Counter::default(),
            ),
            group_size: kept(
                r,
                "vote_group_size",
                "Votes in one transaction",
                Histogram::new(exponential_buckets(1.0, 2.0, 9)),
            ),
            running: kept(
                r,
                "running_turns",
                "Turns that are being answered",
                Gauge::default(),
            ),
            streams: kept(r, "event_streams", "Open event streams", Gauge::default()),
            dumps: kept(
                r,
                "dumps",
                "Rounds of dumps by how they ended",
                Family::default(),
            ),
            dumps_done: kept(
                r,
                "dumps_done_seconds",
                "When all dumps were up to date, Unix time",
                Gauge::default(),
            ),
            requests: kept(
                r,
                "http_requests",
                "Requests by route and status",
                Family::default(),
            ),
            latency: kept(
                r,
                "http_request_seconds",
                "Time to the head of a response",
                Histogram::new(exponential_buckets(0.001, 2.0, 14)),
            ),
            registry,
        }
    }
}

/// A metric that the registry knows.
fn kept<M: Metric + Clone>(registry: &mut Registry, name: &str, help: &str, metric: M) -> M {
    registry.register(name, help, metric.clone());
    metric
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
