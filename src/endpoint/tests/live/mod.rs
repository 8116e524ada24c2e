//! Live endpoints against servers that misbehave, over real sockets.

mod patience;
mod secrecy;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::StreamExt;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use super::fake::{Act, Fake, config, request, response, stream};
use crate::config::{self, Protocol, Timeouts};
use crate::endpoint::{BuildError, Delta, Deltas, Endpoint, Fault, Finish, Stage, build};

const TEXT: &str = "data: {\"choices\": [{\"delta\": {\"content\": \"Hello\"}}]}\n\n";
const END: &str = "data: {\"choices\": [{\"delta\": {}, \"finish_reason\": \"stop\"}]}\n\n";
const DONE: &str = "data: [DONE]\n\n";
const PAUSE: Duration = Duration::from_millis(5);

fn ms(count: u64) -> Duration {
    Duration::from_millis(count)
}

fn write(bytes: &[u8]) -> Act {
    Act::Write(bytes.to_vec())
}

fn full() -> Vec<Act> {
    vec![Act::Write(stream(&[TEXT, END, DONE].concat()))]
}

fn text(text: &str) -> Delta {
    Delta::Text(text.to_owned())
}

fn hello() -> Vec<Result<Delta, Fault>> {
    vec![Ok(text("Hello")), Ok(Delta::End(Finish::Stop))]
}

fn ask(endpoint: &Arc<dyn Endpoint>) -> Deltas {
    endpoint.answer(request("m", "my prompt"))
}

async fn all(endpoint: &Arc<dyn Endpoint>) -> Vec<Result<Delta, Fault>> {
    ask(endpoint).collect().await
}

/// What comes of one request to a server with these scripts, and how many connections it took.
async fn outcome(
    scripts: Vec<Vec<Act>>,
    change: impl FnOnce(&mut config::Endpoint),
) -> (Vec<Result<Delta, Fault>>, usize) {
    let mut server = Fake::start(scripts).await;
    let mut config = config(&server.base);
    change(&mut config);
    let deltas = all(&build(&config).unwrap()).await;
    let mut requests = 0;
    while let Ok(line) = server.log.try_recv() {
        requests += usize::from(line.starts_with("POST"));
    }
    (deltas, requests)
}

#[tokio::test]
async fn each_protocol_asks_its_own_way() {
    let anthropic = concat!(
        "event: content_block_delta\ndata: {\"type\": \"content_block_delta\", \"delta\": {\"text\": \"Hello\"}}\n\n",
        "event: message_delta\ndata: {\"type\": \"message_delta\", \"delta\": {\"stop_reason\": \"end_turn\"}}\n\n",
        "event: message_stop\ndata: {\"type\": \"message_stop\"}\n\n",
    );
    let gemini = concat!(
        "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"Hello\"}]}}]}\r\n\r\n",
        "data: {\"candidates\": [{\"finishReason\": \"STOP\"}]}\r\n\r\n",
    );
    let openai = [TEXT, END, DONE].concat();
    let cases = [
        (
            Protocol::OpenAi,
            openai.as_str(),
            "POST /chat/completions ",
            "authorization: Bearer sk-canary-7f3a\r\n",
        ),
        (
            Protocol::Anthropic,
            anthropic,
            "POST /v1/messages ",
            "x-api-key: sk-canary-7f3a\r\n",
        ),
        (
            Protocol::Gemini,
            gemini,
            "POST /v1beta/models/m:streamGenerateContent?alt=sse ",
            "x-goog-api-key: sk-canary-7f3a\r\n",
        ),
    ];
    for (protocol, body, line, header) in cases {
        let whole = stream(body);
        let pieces = whole.chunks(5).map(write).collect();
        let mut server = Fake::start(vec![pieces]).await;
        let endpoint = build(&config::Endpoint {
            protocol,
            ..config(&server.base)
        })
        .unwrap();
        assert_eq!(all(&endpoint).await, hello(), "{protocol:?}");
        let request = server.log.recv().await.unwrap();
        assert!(
            request.starts_with(line) && request.contains(header),
            "{request}"
        );
        assert!(
            request.contains("accept-encoding: identity\r\n") && request.contains("my prompt"),
            "{request}"
        );
        assert_eq!(
            request.contains("anthropic-version: 2023-06-01\r\n"),
            protocol == Protocol::Anthropic
        );
        assert!(endpoint.can_answer("m", "anything") && endpoint.prompts().is_none());
    }
}

#[tokio::test]
async fn an_error_before_the_first_delta_is_tried_again() {
    let busy = vec![Act::Write(response("503 Service Unavailable", "", b"{}"))];
    let in_band = vec![Act::Write(stream("data: {\"error\": {\"code\": 502}}\n\n"))];
    let gone = vec![Act::Reset];
    for failed in [busy, in_band, gone] {
        assert_eq!(outcome(vec![failed, full()], |_| ()).await, (hello(), 2));
    }
}

#[tokio::test]
async fn nothing_is_tried_again_after_the_first_delta() {
    for (rest, fault) in [
        (Act::Reset, Fault::Cut),
        (write(b""), Fault::Cut),
        (
            write(b"data: {\"error\": {\"code\": 503}}\n\n"),
            Fault::Status {
                code: 503,
                retry_after: None,
            },
        ),
    ] {
        let script = vec![Act::Write(stream(TEXT)), rest];
        assert_eq!(
            outcome(vec![script, full()], |_| ()).await,
            (vec![Ok(text("Hello")), Err(fault)], 1)
        );
    }
}

const GZIP: &[u8] = b"\x1f\x8b\x08\x00bomb";

/// A status line, headers, a body, and what comes of them.
const REFUSALS: &[(&str, &str, &[u8], Fault)] = &[
    (
        "429 Too Many Requests",
        "retry-after: 7\r\n",
        b"{\"error\": {}}",
        status(429, Some(7)),
    ),
    (
        "429 Too Many Requests",
        "retry-after: Fri, 31 Dec 1999 23:59:59 GMT\r\n",
        b"",
        status(429, None),
    ),
    (
        "401 Unauthorized",
        "",
        b"{\"error\": \"sk-canary-7f3a\"}",
        status(401, None),
    ),
    (
        "500 Internal Server Error",
        "content-encoding: gzip\r\n",
        GZIP,
        status(500, None),
    ),
    (
        "502 Bad Gateway",
        "content-type: text/html\r\n",
        b"<html>",
        status(502, None),
    ),
    (
        "302 Found",
        "location: /elsewhere\r\n",
        b"",
        status(302, None),
    ),
    (
        "200 OK",
        "content-type: text/html; charset=utf-8\r\n",
        TEXT.as_bytes(),
        Fault::Protocol("a page instead of an answer"),
    ),
    (
        "200 OK",
        "content-encoding: gzip\r\n",
        GZIP,
        Fault::Protocol("a compressed body, which nobody asked for"),
    ),
    (
        "200 OK",
        "content-type: application/json\r\n",
        b"{\"error\": {\"type\": \"server_error\"}}",
        status(500, None),
    ),
];

const fn status(code: u16, seconds: Option<u64>) -> Fault {
    let retry_after = match seconds {
        Some(seconds) => Some(Duration::from_secs(seconds)),
        None => None,
    };
    Fault::Status { code, retry_after }
}

#[tokio::test]
async fn errors_are_a_status_and_nothing_more() {
    for (line, headers, body, fault) in REFUSALS {
        let script = vec![Act::Write(response(line, headers, body))];
        let got = outcome(vec![script, full()], |config| config.retries = 0).await;
        assert_eq!(got, (vec![Err(fault.clone())], 1), "{line} {headers}");
    }
}

#[tokio::test]
async fn an_endpoint_that_is_not_there_is_a_fault() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let refused = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    for base in [
        refused.as_str(),
        "http://no-such-host.invalid",
        &refused.replace("http:", "https:"),
    ] {
        let config = config::Endpoint {
            retries: 1,
            ..config(base)
        };
        let deltas = all(&build(&config).unwrap()).await;
        // Some resolvers take their time to say that there is no such host.
        let slow = deltas == [Err(Fault::Timeout(Stage::Connect))] && base.contains("invalid");
        assert!(
            deltas == [Err(Fault::Connect)] || slow,
            "{base}: {deltas:?}"
        );
    }
    // A server without TLS where TLS is wanted.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let plain = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        socket
            .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            .await
            .unwrap();
    });
    let config = config::Endpoint {
        retries: 0,
        ..config(&plain)
    };
    assert_eq!(all(&build(&config).unwrap()).await, [Err(Fault::Connect)]);
}

#[tokio::test]
async fn a_body_that_is_shorter_than_promised_is_cut() {
    let chunked = |body: &str| format!("{:x}\r\n{body}\r\n", body.len());
    let body = [TEXT, END].concat();
    let full = [chunked(TEXT), chunked(END), "0\r\n\r\n".to_owned()].concat();
    let cases = [
        ("transfer-encoding: chunked\r\n", full.as_str(), true),
        (
            "transfer-encoding: chunked\r\n",
            &full[..TEXT.len() + 9],
            false,
        ),
        ("transfer-encoding: chunked\r\n", "zz\r\n", false),
        ("content-length: 999\r\n", TEXT, false),
        ("content-length: 999\r\n", &body, true),
        ("content-length: 0\r\n", "", false),
    ];
    for (headers, body, is_full) in cases {
        let script = vec![Act::Write(response("200 OK", headers, body.as_bytes()))];
        let last = outcome(vec![script], |_| ()).await.0.pop();
        let expected = if is_full {
            Ok(Delta::End(Finish::Stop))
        } else {
            Err(Fault::Cut)
        };
        assert_eq!(last, Some(expected), "{headers} {body}");
    }
}
