//! Every path of the site. Pages link only with these; the server mounts the patterns of [`routes`].

use std::fmt::Write as _;

/// Two to five models beside each other.
pub const COMPARE: &str = "/compare";
/// The ask page.
pub const HOME: &str = "/";
/// Where a first prompt is posted: fields `arena`, `prompt`.
pub const BATTLES: &str = "/battles";
/// How it works.
pub const ABOUT: &str = "/about";
/// How ratings are made, in full.
pub const METHODOLOGY: &str = "/methodology";
/// How to connect models.
pub const ABOUT_CONNECT: &str = "/about#connect";
/// What a vote is and how it counts.
pub const ABOUT_VOTES: &str = "/about#votes";
/// How ratings are made.
pub const ABOUT_RATINGS: &str = "/about#ratings";
/// Downloads.
pub const DATA: &str = "/data";
/// Where the theme form is posted: fields `theme`, `back`.
pub const THEME: &str = "/theme";
/// Where the language form is posted: fields `language`, `back`.
pub const LANGUAGE: &str = "/language";
/// A voter's own battles.
pub const HISTORY: &str = "/history";
/// Where all of them are deleted: field `sure`.
pub const DELETE_ALL: &str = "/history/delete";
/// Two models that the voter picks.
pub const SIDE_BY_SIDE: &str = "/side-by-side";
/// One model.
pub const DIRECT: &str = "/direct";
/// A voter's own ratings.
pub const TASTE: &str = "/taste";
/// What is kept; the form of the same address: fields `consent`, `publish`.
pub const PRIVACY: &str = "/privacy";
/// The form.
pub const PRIVACY_CHOICE: &str = "/privacy#choice";
/// What the site signed.
pub const MANIFEST: &str = "/api/v1/manifest";
/// The public keys that it signs and signed with.
pub const SIGNING_KEYS: &str = "/.well-known/agon-signing-keys.json";
/// The API's description.
pub const OPENAPI: &str = "/api/openapi.json";
/// The same to read and to try.
pub const DOCS: &str = "/api/docs";

pub mod routes;

/// The ask page of an arena.
#[must_use]
pub fn ask(arena: &str) -> String {
    format!("/?arena={}", query(arena))
}

/// The ask page of a recorded arena at one of its questions, counted from 0.
#[must_use]
pub fn ask_question(arena: &str, question: usize) -> String {
    format!("/?arena={}&question={question}", query(arena))
}

/// A file of the page that describes the API.
#[must_use]
pub fn docs_file(name: &str) -> String {
    format!("{DOCS}/{}", segment(name))
}

/// One battle.
#[must_use]
pub fn battle(id: &str) -> String {
    format!("/b/{}", segment(id))
}

/// One battle, scrolled to the part of this id.
#[must_use]
pub fn battle_part(id: &str, part: &str) -> String {
    format!("/b/{}#{part}", segment(id))
}

/// One battle, scrolled to a turn counted from 1.
#[must_use]
pub fn battle_turn(id: &str, turn: usize) -> String {
    format!("/b/{}#turn-{turn}", segment(id))
}

/// Where a vote is posted.
#[must_use]
pub fn vote(id: &str) -> String {
    format!("/b/{}/vote", segment(id))
}

/// Where reasons are posted.
#[must_use]
pub fn reasons(id: &str) -> String {
    format!("/b/{}/reasons", segment(id))
}

/// Where a battle is shared.
#[must_use]
pub fn share(id: &str) -> String {
    format!("/b/{}/share", segment(id))
}

/// Where it becomes private again.
#[must_use]
pub fn unshare(id: &str) -> String {
    format!("/b/{}/unshare", segment(id))
}

/// A shared battle.
#[must_use]
pub fn shared(token: &str) -> String {
    format!("/s/{}", segment(token))
}

/// A page of one arena: [`SIDE_BY_SIDE`], [`DIRECT`] or [`TASTE`].
#[must_use]
pub fn pick(page: &str, arena: &str) -> String {
    format!("{page}?arena={}", query(arena))
}

/// Where a battle's texts are erased.
#[must_use]
pub fn delete_battle(id: &str) -> String {
    format!("/b/{}/delete", segment(id))
}

/// Older battles of the history, behind a cursor.
#[must_use]
pub fn history(q: &str, cursor: &str) -> String {
    format!("{HISTORY}?q={}&cursor={}", query(q), query(cursor))
}

/// A file of all own battles: `json` or `md`.
#[must_use]
pub fn own_export(format: &str) -> String {
    format!("/api/v1/battles/export.{}", segment(format))
}

/// Where a follow-up is posted.
#[must_use]
pub fn turns(id: &str) -> String {
    format!("/b/{}/turns", segment(id))
}

/// Where both answers are stopped.
#[must_use]
pub fn stop(id: &str) -> String {
    format!("/b/{}/stop", segment(id))
}

/// One arena's board.
#[must_use]
pub fn leaderboard(arena: &str) -> String {
    format!("/leaderboard/{}", segment(arena))
}

/// One arena's board with a query; pairs with an empty value are left out.
#[must_use]
pub fn leaderboard_query(arena: &str, pairs: &[(&str, &str)]) -> String {
    leaderboard_asked(arena, &self::pairs(pairs))
}

/// One arena's board with a query as text, without its `?`.
#[must_use]
pub fn leaderboard_asked(arena: &str, asked: &str) -> String {
    behind(leaderboard(arena), asked)
}

/// All pictures of an arena.
#[must_use]
pub fn insights(arena: &str) -> String {
    format!("/insights/{}", segment(arena))
}

/// The same with the leaderboard's query as text, without its `?`.
#[must_use]
pub fn insights_query(arena: &str, asked: &str) -> String {
    behind(insights(arena), asked)
}

fn behind(url: String, asked: &str) -> String {
    if asked.is_empty() {
        url
    } else {
        format!("{url}?{asked}")
    }
}

/// A query as text, without its `?`; pairs with an empty value are left out.
#[must_use]
pub fn pairs(pairs: &[(&str, &str)]) -> String {
    let mut asked = String::new();
    for (key, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        let sign = if asked.is_empty() { "" } else { "&" };
        let _ = write!(asked, "{sign}{}={}", query(key), query(value));
    }
    asked
}

/// One model.
#[must_use]
pub fn model(id: &str) -> String {
    format!("/models/{}", segment(id))
}

/// A battle that its voter made public.
#[must_use]
pub fn public_battle(id: &str) -> String {
    format!("/samples/{}", segment(id))
}

/// A maker's models.
#[must_use]
pub fn organization(name: &str) -> String {
    format!("/organizations/{}", segment(name))
}

/// The models under a license.
#[must_use]
pub fn license(name: &str) -> String {
    format!("/licenses/{}", segment(name))
}

/// The models from a country.
#[must_use]
pub fn country(code: &str) -> String {
    format!("/countries/{}", segment(code))
}

/// Models of an arena beside each other.
#[must_use]
pub fn compare(arena: &str, models: &[&str]) -> String {
    let mut url = format!("{COMPARE}?arena={}", query(arena));
    for model in models {
        let _ = write!(url, "&m={}", query(model));
    }
    url
}

/// A picture of an arena as a file: `svg`, `png` or `csv`; `asked` is the leaderboard's query, without its `?`.
#[must_use]
pub fn chart(arena: &str, kind: &str, format: &str, asked: &str) -> String {
    let file = format!(
        "/charts/{}/{}.{}",
        segment(arena),
        segment(kind),
        segment(format)
    );
    behind(file, asked)
}

/// What is new in an arena: format `atom` or `json`.
#[must_use]
pub fn feed(arena: &str, format: &str) -> String {
    format!("/feeds/{}.{}", segment(arena), segment(format))
}

/// A badge of a model for other sites.
#[must_use]
pub fn badge(arena: &str, model: &str) -> String {
    format!("/badges/{}/{}.svg", segment(arena), segment(model))
}

/// A card of an arena for other sites; `asked` is the leaderboard's query, without its `?`.
#[must_use]
pub fn card(arena: &str, asked: &str) -> String {
    behind(format!("/cards/{}.svg", segment(arena)), asked)
}

/// An embedded file; see [`crate::assets::url`].
#[must_use]
pub fn asset(hash: &str, name: &str) -> String {
    format!("/static/{}/{}", segment(hash), segment(name))
}

/// The answers of a battle as they are written, with finished blocks (server-sent events): all of them, or those behind the
/// event that the page has `seen`.
#[must_use]
pub fn battle_stream(id: &str, seen: Option<u64>) -> String {
    let after = seen.map(|seq| format!("&after={seq}")).unwrap_or_default();
    format!(
        "/api/v1/battles/{}/stream?rendered=true{after}",
        segment(id)
    )
}

/// A board as JSON.
#[must_use]
pub fn api_leaderboard(arena: &str) -> String {
    format!("/api/v1/arenas/{}/leaderboard", segment(arena))
}

/// Tells when a board changed from the one of `seq` (server-sent events).
#[must_use]
pub fn board_stream(arena: &str, seq: u64) -> String {
    format!(
        "/api/v1/arenas/{}/leaderboard/stream?since={seq}",
        segment(arena)
    )
}

/// The same of the board at equal style.
#[must_use]
pub fn at_equal_style(url: &str) -> String {
    format!("{url}{}style_control=true", mark(url))
}

/// The same without the rows, for a page that asks for its own.
#[must_use]
pub fn in_brief(url: &str) -> String {
    format!("{url}{}brief=true", mark(url))
}

/// The same of the board of a category.
#[must_use]
pub fn in_category(url: &str, category: &str) -> String {
    format!("{url}{}category={}", mark(url), query(category))
}

/// What another parameter begins with.
fn mark(url: &str) -> char {
    if url.contains('?') { '&' } else { '?' }
}

/// The votes of all arenas, typed.
pub const EXPORT_VOTES_PARQUET: &str = "/api/v1/exports/votes.parquet";

/// The same as CSV.
pub const EXPORT_VOTES_CSV: &str = "/api/v1/exports/votes.csv";

/// What votes lose in the schema of another arena.
pub const EXPORT_LOSSES: &str = "/api/v1/exports/votes/losses";

/// Votes in the schema of another arena.
#[must_use]
pub fn export_as(schema: &str, format: &str, arena: &str) -> String {
    let file = export("votes", format, arena);
    format!("{file}&schema={}", query(schema))
}

/// What they lose there.
#[must_use]
pub fn losses(schema: &str, arena: &str) -> String {
    let (schema, arena) = (query(schema), query(arena));
    format!("{EXPORT_LOSSES}?arena={arena}&schema={schema}")
}

/// A file for analysis: kind `votes`, `history`, `leaderboard` or `models`; format `csv` or `jsonl`.
#[must_use]
pub fn export(kind: &str, format: &str, arena: &str) -> String {
    format!(
        "/api/v1/exports/{}.{}?arena={}",
        segment(kind),
        segment(format),
        query(arena)
    )
}

/// Percent-encodes a path segment.
#[must_use]
pub fn segment(text: &str) -> String {
    encode(text, b"._:@+-~")
}

/// Percent-encodes a query value; `+` would be read as a space there.
#[must_use]
pub fn query(text: &str) -> String {
    encode(text, b"._:@-~")
}

fn encode(text: &str, plain: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for &byte in text.as_bytes() {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_stay_readable_and_everything_else_is_encoded() {
        assert_eq!(battle("a._:@+-1"), "/b/a._:@+-1");
        assert_eq!(battle("a/../b?c#d"), "/b/a%2F..%2Fb%3Fc%23d");
        assert_eq!(ask("a+b&c=d"), "/?arena=a%2Bb%26c%3Dd");
    }

    #[test]
    fn empty_query_values_are_left_out() {
        assert_eq!(
            leaderboard_query("text", &[("q", ""), ("weights", "open")]),
            "/leaderboard/text?weights=open"
        );
        assert_eq!(
            leaderboard_query("text", &[("q", "a b"), ("weights", "open")]),
            "/leaderboard/text?q=a%20b&weights=open"
        );
        assert_eq!(leaderboard_query("text", &[]), "/leaderboard/text");
    }
}
