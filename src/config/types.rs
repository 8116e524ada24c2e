//! What the rest of the program sees of the configuration.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use ipnet::IpNet;
use secrecy::SecretString;

use super::DatabaseUrl;
use crate::domain::{Arena, CategoryRule, EndpointId, JudgeRule, Model, ModelId};

/// Everything that an operator can decide, checked: whoever holds one need not check again.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where it was read from.
    pub source: Source,
    /// Where this process listens and keeps its data.
    pub server: Server,
    /// How much one address may do.
    pub limits: Limits,
    /// How battles run.
    pub battle: BattleOptions,
    /// How boards are shown and kept.
    pub board: BoardOptions,
    /// Which snapshots are kept.
    pub history: HistoryOptions,
    /// Where answers come from.
    pub endpoints: BTreeMap<EndpointId, Endpoint>,
    /// What competes.
    pub models: BTreeMap<ModelId, ModelConfig>,
    /// The tracks, in the order of the file; at least one, each with at least two models.
    pub arenas: Vec<Arena>,
    /// Categories of the operator's own, in the order of the file.
    pub categories: Vec<CategoryRule>,
    /// The model that looks at votes in the background, if there is one.
    pub judge: Option<JudgeRule>,
    /// Where files of each day go, if anywhere.
    pub dumps: Option<Dumps>,
}

/// Where a configuration was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file, as it was named.
    File(PathBuf),
    /// The demo inside the binary.
    Demo,
}

/// Where this process listens and keeps its data.
#[derive(Clone, Debug)]
pub struct Server {
    /// The address to bind.
    pub listen: SocketAddr,
    /// How browsers reach the site: scheme, host and port, without a slash at the end.
    pub public_url: String,
    /// The database.
    pub database: DatabaseUrl,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// What others may do with what this site exports, such as `CC-BY-4.0`.
    pub data_license: Option<String>,
    /// The file with the secret that signs kept boards. It is made when it is needed first.
    pub signing_key_file: PathBuf,
    /// How long open requests and battles may go on after a signal to stop.
    pub shutdown_grace: Duration,
}

impl Server {
    /// Whether browsers come by https, so that cookies are `Secure`.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Takes the address that was really bound (the port may have been 0); a public URL that came from `listen` follows.
    pub fn bound_to(&mut self, address: SocketAddr) {
        if self.public_url == url_of(self.listen) {
            self.public_url = url_of(address);
        }
        self.listen = address;
    }
}

/// The address of a site that has no public URL of its own.
pub(super) fn url_of(mut listen: SocketAddr) -> String {
    if listen.ip().is_unspecified() {
        listen.set_ip(IpAddr::V4(Ipv4Addr::LOCALHOST));
    }
    format!("http://{listen}")
}

/// How much one address may do in a minute, and the whole site at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// New battles and turns per address and minute.
    pub battles: u32,
    /// Other requests per address and minute.
    pub reads: u32,
    /// Battles that may be answering at the same time.
    pub concurrent_battles: usize,
}

/// How battles run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BattleOptions {
    /// The beat on which both sides are released.
    pub tick: Duration,
    /// The most characters that a side shows per beat.
    pub chunk_chars: usize,
    /// How long answers are written for nobody.
    pub abandon_after: Duration,
}

/// How boards are shown and kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardOptions {
    /// A model with fewer votes is marked as provisional.
    pub provisional_votes: u64,
    /// How often a changed board is kept.
    pub snapshot_every: Duration,
}

/// Which snapshots are kept. The newest of a board always is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryOptions {
    /// All of them for so many days.
    pub keep_all_days: u32,
    /// Then one a day until they are so many days old, and one a week from then on.
    pub keep_daily_days: u32,
}

/// Where files of each day go, and when.
#[derive(Clone, Debug)]
pub struct Dumps {
    /// Where.
    pub place: DumpPlace,
    /// The hour of the day, in UTC, from which days that have ended are written.
    pub hour: u8,
    /// What is written; not empty.
    pub kinds: Vec<DumpKind>,
}

/// Where files of each day go.
#[derive(Clone, Debug)]
pub enum DumpPlace {
    /// A folder of this machine.
    Folder(PathBuf),
    /// A bucket of an S3-compatible store.
    Bucket(Bucket),
}

/// A bucket of an S3-compatible store.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// The store's address, without a slash at the end.
    pub endpoint: String,
    /// What the store calls the bucket.
    pub name: String,
    /// What stands before the names of all files, without slashes around it; may be empty.
    pub prefix: String,
    /// Where the store is, as it says itself.
    pub region: String,
    /// Who writes.
    pub access_key: SecretString,
    /// The secret that requests are signed with.
    pub secret_key: SecretString,
}

/// What is kept by day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DumpKind {
    /// The vote log.
    Votes,
    /// Texts, where the voter agreed.
    Battles,
}

impl DumpKind {
    pub(super) const ALL: [Self; 2] = [Self::Votes, Self::Battles];

    /// The word used in the configuration.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Votes => "votes",
            Self::Battles => "battles",
        }
    }
}

/// A place that answers prompts.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// What the operator calls it.
    pub id: EndpointId,
    /// How it is spoken to.
    pub protocol: Protocol,
    /// Where it is, without a slash at the end; always there unless recorded.
    pub base_url: Option<String>,
    /// The key, if it wants one.
    pub api_key: Option<SecretString>,
    /// The most answers that it writes at a time.
    pub max_concurrent: usize,
    /// Its answers, if recorded.
    pub recording: Option<Recording>,
    /// How fast recorded answers come.
    pub pace: Pace,
    /// How long to wait for it.
    pub timeouts: Timeouts,
    /// The longest answer that is taken, in bytes.
    pub max_answer_bytes: usize,
    /// How often a call that failed before its first byte is tried again.
    pub retries: u32,
}

impl Endpoint {
    /// Whether its answers come from a file.
    #[must_use]
    pub fn is_recorded(&self) -> bool {
        self.protocol == Protocol::Recorded
    }
}

/// How an endpoint is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Protocol {
    /// `POST {base}/chat/completions`, and whatever imitates it.
    OpenAi,
    /// `POST {base}/v1/messages`.
    Anthropic,
    /// `POST {base}/v1beta/models/{model}:streamGenerateContent`.
    Gemini,
    /// A file of prompts and answers.
    Recorded,
}

impl Protocol {
    pub(super) const ALL: [Self; 4] = [Self::OpenAi, Self::Anthropic, Self::Gemini, Self::Recorded];

    /// The word used in the configuration.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OpenAi => "openai",
            Self::Anthropic => "anthropic",
            Self::Gemini => "gemini",
            Self::Recorded => "recorded",
        }
    }
}

/// Where recorded answers are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recording {
    /// In a file, which existed when the configuration was read.
    File(PathBuf),
    /// In the binary: the demo's.
    Demo,
}

/// How fast recorded answers come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// About as fast as a live model.
    #[default]
    Natural,
    /// All at once.
    Instant,
}

/// How long to wait for an endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Until it takes the connection.
    pub connect: Duration,
    /// Until the first byte of an answer.
    pub first_byte: Duration,
    /// Between two bytes of an answer.
    pub idle: Duration,
    /// For a whole answer.
    pub total: Duration,
}

/// A model and how to reach it.
#[derive(Clone, Debug)]
pub struct ModelConfig {
    /// The public facts.
    pub card: Model,
    /// Who answers for it.
    pub endpoint: EndpointId,
    /// The name that the endpoint knows.
    pub upstream: String,
    /// The longest answer to ask for, in tokens.
    pub max_output_tokens: Option<u32>,
    /// Sent with every request if there.
    pub temperature: Option<f64>,
    /// Sent with every request if there.
    pub system_prompt: Option<String>,
}
