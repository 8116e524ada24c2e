//! What is really on the wire: a response without a body has none, or the next one would be read from its middle.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::patience::within;
use crate::setup::{Setup, prompt};
use crate::site::Site;

/// Sends a request and, when its head has come, another on the same connection; the first head, and all that came behind
/// it.
async fn two_requests(site: &Site, first: &str) -> (String, String) {
    let address = site.base().trim_start_matches("http://").to_owned();
    let mut socket = TcpStream::connect(&address).await.unwrap();
    let second = format!("GET /healthz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    let (mut told, mut buffer) = (Vec::new(), [0; 4096]);
    socket
        .write_all(format!("{first}host: {address}\r\n\r\n").as_bytes())
        .await
        .unwrap();
    while !told.windows(4).any(|four| four == b"\r\n\r\n") {
        let read = within("a head", socket.read(&mut buffer)).await.unwrap();
        told.extend_from_slice(&buffer[..read]);
    }
    socket.write_all(second.as_bytes()).await.unwrap();
    within("both responses", socket.read_to_end(&mut told))
        .await
        .unwrap();
    let told = String::from_utf8(told).unwrap();
    let (head, rest) = told.split_once("\r\n\r\n").unwrap();
    (head.to_owned(), rest.to_owned())
}

async fn has_no_body(site: &Site, request: &str, status: &str) {
    let (head, rest) = two_requests(site, request).await;
    assert!(
        head.starts_with(&format!("HTTP/1.1 {status}")),
        "{request}{head}"
    );
    assert!(
        rest.starts_with("HTTP/1.1 200"),
        "{request}{head}\n\n{rest}"
    );
    assert!(rest.ends_with("\r\n\r\nok\n"), "{request}{rest}");
}

on_both!(what_the_reader_has_is_not_sent_again, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    for path in [
        "/api/v1/arenas/text/leaderboard",
        "/leaderboard/text",
        "/api/openapi.json",
        "/api/docs",
        "/api/v1/arenas",
        "/api/v1/arenas/text/prompts",
        "/api/v1/models",
        "/api/v1/models/ada",
        "/api/v1/arenas/text/snapshots",
    ] {
        let tag = site
            .client()
            .get(path)
            .await
            .is(200)
            .header("etag")
            .unwrap()
            .to_owned();
        has_no_body(
            &site,
            &format!("GET {path} HTTP/1.1\r\nif-none-match: {tag}\r\n"),
            "304",
        )
        .await;
        has_no_body(&site, &format!("HEAD {path} HTTP/1.1\r\n"), "200").await;
    }
});

on_both!(an_empty_answer_is_empty, |backend| {
    let site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    let voter = site.voter().await;
    let id = voter.battle(&prompt(0)).await;
    let bearer = format!("authorization: Bearer {}\r\n", voter.token);
    for path in [
        "/",
        "/about",
        "/methodology",
        "/metrics",
        "/api/v1/exports/votes.csv",
        "/nowhere",
        &format!("/b/{id}"),
    ] {
        let status = if path == "/nowhere" { "404" } else { "200" };
        has_no_body(&site, &format!("HEAD {path} HTTP/1.1\r\n{bearer}"), status).await;
    }
    let stream =
        format!("GET /api/v1/battles/{id}/stream HTTP/1.1\r\nlast-event-id: 9999\r\n{bearer}");
    has_no_body(&site, &stream, "204").await;
});
