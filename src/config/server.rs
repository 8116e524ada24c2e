//! Reads `[server]`, `[limits]`, `[battle]`, `[board]` and `[history]`; their defaults are here.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use ipnet::IpNet;
use reqwest::Url;

use super::DatabaseUrl;
use super::section::Section;
use super::types::{BattleOptions, BoardOptions, HistoryOptions, Limits, Server, url_of};

/// Where a site listens that says nothing.
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8484);
/// Where a site keeps its votes that says nothing.
const DATABASE: &str = "sqlite:data/agon.db";
/// The longest time that any key takes: a year.
const YEAR_S: f64 = 365.0 * 86_400.0;

/// Reads `[server]`; relative paths start at the folder.
pub(super) fn server(section: &Section<'_>, folder: &Path) -> Server {
    let listen = listen(section).unwrap_or(LISTEN);
    let database = database(section, folder);
    Server {
        listen,
        public_url: public_url(section).unwrap_or_else(|| url_of(listen)),
        signing_key_file: signing_key_file(section, &database, folder),
        database,
        trusted_proxies: trusted_proxies(section),
        data_license: section.text("data_license").map(str::to_owned),
        shutdown_grace: section
            .seconds("shutdown_grace_s", 0.0..=3600.0)
            .unwrap_or(Duration::from_secs(30)),
    }
}

fn listen(section: &Section<'_>) -> Option<SocketAddr> {
    let text = section.text("listen")?;
    let address = text.parse().ok();
    if address.is_none() {
        let must =
            "must be an IP address and a port, such as \"127.0.0.1:8484\" or \"0.0.0.0:8484\"";
        section.wrong("listen", must);
    }
    address
}

fn public_url(section: &Section<'_>) -> Option<String> {
    let url = Url::parse(section.text("public_url")?).ok().filter(|url| {
        let plain = url.username().is_empty() && url.password().is_none();
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        matches!(url.scheme(), "http" | "https") && url.has_host() && plain && bare
    });
    if url.is_none() {
        let must = "must be http:// or https:// with a host and perhaps a port, and no path, such as \"https://arena.example.org\"";
        section.wrong("public_url", must);
    }
    url.map(|url| url.origin().ascii_serialization())
}

fn database(section: &Section<'_>, folder: &Path) -> DatabaseUrl {
    let text = section.text("database").unwrap_or(DATABASE);
    DatabaseUrl::parse(text, folder).unwrap_or_else(|must| {
        section.wrong("database", must);
        DatabaseUrl::stand_in()
    })
}

/// Beside the votes if they are in a file, else beside agon.toml.
fn signing_key_file(section: &Section<'_>, database: &DatabaseUrl, folder: &Path) -> PathBuf {
    match section.text("signing_key_file") {
        Some("") => {
            section.wrong("signing_key_file", "must name a file, such as \"agon.key\"");
            PathBuf::new()
        }
        Some(path) => folder.join(path),
        None => match database.file() {
            Some(mut path) => {
                path.push(".key");
                path.into()
            }
            None => folder.join("agon.key"),
        },
    }
}

fn trusted_proxies(section: &Section<'_>) -> Vec<IpNet> {
    let texts = section.texts("trusted_proxies").unwrap_or_default();
    let network = |text: &str| {
        let one = || text.parse::<IpAddr>().ok().map(IpNet::from);
        text.parse().ok().or_else(one)
    };
    let networks: Option<Vec<IpNet>> = texts.into_iter().map(network).collect();
    if networks.is_none() {
        let must = "must be addresses or networks, such as [\"127.0.0.1\", \"10.0.0.0/8\"]";
        section.wrong("trusted_proxies", must);
    }
    networks.unwrap_or_default()
}

/// Reads `[limits]`.
pub(super) fn limits(section: &Section<'_>) -> Limits {
    Limits {
        battles: section.whole("battles", 1..=1_000_000).unwrap_or(300),
        reads: section.whole("reads", 1..=1_000_000).unwrap_or(3000),
        concurrent_battles: section
            .whole("concurrent_battles", 1..=1_000_000)
            .unwrap_or(2000),
    }
}

/// Reads `[battle]`.
pub(super) fn battle(section: &Section<'_>) -> BattleOptions {
    BattleOptions {
        tick: Duration::from_millis(section.whole("tick_ms", 1..=10_000).unwrap_or(50)),
        chunk_chars: section.whole("chunk_chars", 1..=100_000).unwrap_or(16),
        abandon_after: section
            .seconds("abandon_after_s", 0.1..=YEAR_S)
            .unwrap_or(Duration::from_secs(30)),
    }
}

/// Reads `[board]`.
pub(super) fn board(section: &Section<'_>) -> BoardOptions {
    BoardOptions {
        provisional_votes: section
            .whole("provisional_votes", 0..=1_000_000_000)
            .unwrap_or(50),
        snapshot_every: section
            .seconds("snapshot_every_s", 1.0..=YEAR_S)
            .unwrap_or(Duration::from_hours(1)),
    }
}

/// Reads `[history]`.
pub(super) fn history(section: &Section<'_>) -> HistoryOptions {
    let keep_all_days = section.whole("keep_all_days", 1..=36_500).unwrap_or(30);
    let keep_daily_days = section.whole("keep_daily_days", 1..=36_500);
    if keep_daily_days.is_some_and(|days| days < keep_all_days) {
        let must = format!("must not be below keep_all_days, which is {keep_all_days}");
        section.wrong("keep_daily_days", must);
    }
    HistoryOptions {
        keep_all_days,
        keep_daily_days: keep_daily_days.unwrap_or(keep_all_days.max(730)),
    }
}
