//! Every key that the file may have. deploy/agon.example.toml documents them, and a test compares.

/// The sections and lists of a file.
pub(super) const ROOT: &[&str] = &[
    "server", "limits", "battle", "board", "history", "judge", "dumps", "endpoint", "model",
    "arena", "category",
];

/// `[server]`.
pub(super) const SERVER: &[&str] = &[
    "listen",
    "public_url",
    "database",
    "trusted_proxies",
    "data_license",
    "signing_key_file",
    "shutdown_grace_s",
];

/// `[limits]`.
pub(super) const LIMITS: &[&str] = &["battles", "reads", "concurrent_battles"];

/// `[battle]`.
pub(super) const BATTLE: &[&str] = &["tick_ms", "chunk_chars", "abandon_after_s"];

/// `[board]`.
pub(super) const BOARD: &[&str] = &["provisional_votes", "snapshot_every_s"];

/// `[history]`.
pub(super) const HISTORY: &[&str] = &["keep_all_days", "keep_daily_days"];

/// `[judge]`.
pub(super) const JUDGE: &[&str] = &["endpoint", "model", "topics", "votes_per_minute"];

/// `[dumps]`.
pub(super) const DUMPS: &[&str] = &[
    "folder",
    "endpoint",
    "bucket",
    "prefix",
    "region",
    "access_key_env",
    "access_key_file",
    "secret_key_env",
    "secret_key_file",
    "hour",
    "kinds",
];

/// `[[endpoint]]`.
pub(super) const ENDPOINT: &[&str] = &[
    "id",
    "protocol",
    "base_url",
    "api_key_env",
    "api_key_file",
    "max_concurrent",
    "file",
    "pace",
    "connect_timeout_s",
    "first_byte_timeout_s",
    "idle_timeout_s",
    "total_timeout_s",
    "max_answer_bytes",
    "retries",
];

/// `[[model]]`.
pub(super) const MODEL: &[&str] = &[
    "id",
    "name",
    "endpoint",
    "upstream",
    "organization",
    "country",
    "license",
    "weights",
    "parameters_b",
    "active_parameters_b",
    "reasoning",
    "released",
    "price_input",
    "price_output",
    "max_output_tokens",
    "temperature",
    "system_prompt",
    "context_tokens",
    "aliases",
    "state",
];

/// `[[arena]]`.
pub(super) const ARENA: &[&str] = &["id", "title", "models"];

/// `[[category]]`.
pub(super) const CATEGORY: &[&str] = &[
    "id",
    "title",
    "any_of",
    "regex",
    "languages",
    "min_chars",
    "arenas",
    "question",
];

/// The sections that the environment and flags can change.
pub(super) const SECTIONS: [(&str, &[&str]); 7] = [
    ("server", SERVER),
    ("limits", LIMITS),
    ("battle", BATTLE),
    ("board", BOARD),
    ("history", HISTORY),
    ("judge", JUDGE),
    ("dumps", DUMPS),
];
