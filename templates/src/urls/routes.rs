//! The patterns that the server mounts, in the notation of most Rust routers.

/// One battle.
pub const BATTLE: &str = "/b/{id}";
/// Where a vote is posted: field `choice`.
pub const VOTE: &str = "/b/{id}/vote";
/// Where a follow-up is posted: field `prompt`.
pub const TURNS: &str = "/b/{id}/turns";
/// Where both answers are stopped.
pub const STOP: &str = "/b/{id}/stop";
/// Where reasons are posted: fields `a` and `b`, several each, and `note`.
pub const REASONS: &str = "/b/{id}/reasons";
/// Where a battle is shared.
pub const SHARE: &str = "/b/{id}/share";
/// Where it becomes private again.
pub const UNSHARE: &str = "/b/{id}/unshare";
/// A shared battle.
pub const SHARED: &str = "/s/{token}";
/// Where a battle's texts are erased.
pub const DELETE: &str = "/b/{id}/delete";
/// One arena's board.
pub const LEADERBOARD: &str = "/leaderboard/{arena}";
/// A file of the page that describes the API.
pub const DOCS_FILE: &str = "/api/docs/{file}";
/// A battle that its voter made public.
pub const PUBLIC_BATTLE: &str = "/samples/{id}";
/// One model.
pub const MODEL: &str = "/models/{id}";
/// A maker's models.
pub const ORGANIZATION: &str = "/organizations/{name}";
/// The models under a license.
pub const LICENSE: &str = "/licenses/{name}";
/// The models from a country.
pub const COUNTRY: &str = "/countries/{code}";
/// A picture of an arena: `{kind}.svg`, `.png` or `.csv`.
pub const CHART: &str = "/charts/{arena}/{file}";
/// What is new in an arena: `{arena}.atom` or `{arena}.json`.
pub const FEED: &str = "/feeds/{file}";
/// A badge of a model for other sites: `{model}.svg`.
pub const BADGE: &str = "/badges/{arena}/{file}";
/// A card of an arena for other sites: `{arena}.svg`.
pub const CARD: &str = "/cards/{file}";
/// All pictures of an arena.
pub const INSIGHTS: &str = "/insights/{arena}";
/// An embedded file under its content hash.
pub const STATIC: &str = "/static/{hash}/{name}";
/// The answers of a battle as they are written.
pub const BATTLE_STREAM: &str = "/api/v1/battles/{id}/stream";
/// A board as JSON.
pub const API_LEADERBOARD: &str = "/api/v1/arenas/{arena}/leaderboard";
/// Tells when a board changed.
pub const BOARD_STREAM: &str = "/api/v1/arenas/{arena}/leaderboard/stream";
/// A file for analysis.
pub const EXPORT: &str = "/api/v1/exports/{file}";
