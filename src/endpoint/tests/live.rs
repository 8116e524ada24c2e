//! Live endpoints against servers that misbehave, over real sockets.

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

#[tokio::test]
async fn every_stage_has_its_patience() {
    let short =
        |timeouts: Timeouts| move |config: &mut config::Endpoint| config.timeouts = timeouts;
    let long = config("http://x").timeouts;
    let first = Timeouts {
        first_byte: ms(300),
        ..long.clone()
    };
    let idle = Timeouts {
        idle: ms(60),
        ..long.clone()
    };
    let total = Timeouts {
        total: ms(500),
        ..long
    };
    let silent = vec![Act::AwaitClose];
    let comments = vec![
        Act::Write(stream("")),
        Act::Repeat(b": wait\n\n".to_vec(), PAUSE),
    ];
    let roles =
        b"data: {\"choices\": [{\"delta\": {\"role\": \"assistant\", \"content\": \"\"}}]}\n\n";
    let roles = vec![Act::Write(stream("")), Act::Repeat(roles.to_vec(), PAUSE)];
    for script in [silent, comments, roles] {
        let got = outcome(vec![script, full()], short(first.clone())).await;
        assert_eq!(got, (vec![Err(Fault::Timeout(Stage::FirstByte))], 1));
    }
    let stalled = vec![Act::Write(stream(TEXT)), Act::AwaitClose];
    let got = outcome(vec![stalled], short(idle.clone())).await.0;
    assert_eq!(got, [Ok(text("Hello")), Err(Fault::Timeout(Stage::Idle))]);
    let drip = vec![Act::Write(stream(TEXT)), Act::Repeat(b":".to_vec(), PAUSE)];
    let got = outcome(vec![drip], short(total)).await.0;
    assert_eq!(got, [Ok(text("Hello")), Err(Fault::Timeout(Stage::Total))]);
    let lingering = vec![Act::Write(stream(&[TEXT, END].concat())), Act::AwaitClose];
    assert_eq!(outcome(vec![lingering], short(idle)).await.0, hello());
    let reset = vec![Act::Write(stream(&[TEXT, END].concat())), Act::Reset];
    assert_eq!(outcome(vec![reset], |_| ()).await.0, hello());
}

#[tokio::test]
async fn endless_answers_are_cut_off() {
    let script = |flood: &str| {
        vec![
            Act::Write(stream(TEXT)),
            Act::Repeat(flood.as_bytes().to_vec(), Duration::ZERO),
        ]
    };
    let line = "x".repeat(10_000);
    let comments = format!(": {line}\n\n");
    for flood in [&line, TEXT, &comments] {
        let (deltas, requests) = outcome(vec![script(flood), full()], |_| ()).await;
        assert_eq!((deltas.last(), requests), (Some(&Err(Fault::TooLarge)), 1));
        let bytes: usize = deltas
            .iter()
            .map(|delta| {
                if let Ok(Delta::Text(text)) = delta {
                    text.len()
                } else {
                    0
                }
            })
            .sum();
        assert!(bytes <= 4096, "{bytes}");
    }
}

#[tokio::test]
async fn a_dropped_answer_closes_its_connection_and_frees_its_slot() {
    let talking = vec![Act::Write(stream(TEXT)), Act::AwaitClose];
    let silent = vec![Act::AwaitClose];
    let mut server = Fake::start(vec![talking, silent, full()]).await;
    let endpoint = build(&config(&server.base)).unwrap();
    let mut answer = ask(&endpoint);
    assert_eq!(answer.next().await, Some(Ok(text("Hello"))));
    server.log.recv().await.unwrap();
    drop(answer);
    assert_eq!(server.log.recv().await.unwrap(), "closed");
    let mut answer = ask(&endpoint);
    tokio::select! {
        _ = answer.next() => panic!("nothing was said"),
        request = server.log.recv() => assert!(request.unwrap().starts_with("POST")),
    }
    drop(answer);
    assert_eq!(server.log.recv().await.unwrap(), "closed");
    // There is one slot only.
    assert_eq!(all(&endpoint).await, hello());
}

#[tokio::test]
async fn an_ended_answer_holds_no_slot_and_a_running_one_does() {
    let server = Fake::start(vec![
        full(),
        vec![Act::Write(stream(TEXT)), Act::AwaitClose],
    ])
    .await;
    let mut config = config(&server.base);
    config.timeouts.first_byte = ms(1000);
    let endpoint = build(&config).unwrap();
    let mut ended = ask(&endpoint);
    assert_eq!(
        [ended.next().await.unwrap(), ended.next().await.unwrap()],
        *hello()
    );
    let mut running = ask(&endpoint);
    assert_eq!(running.next().await, Some(Ok(text("Hello"))));
    assert_eq!(all(&endpoint).await, [Err(Fault::Timeout(Stage::Slot))]);
    assert_eq!(ended.next().await, None);
}

#[test]
fn a_wrong_configuration_is_named() {
    let error = |change: fn(&mut config::Endpoint)| {
        let mut config = config("http://127.0.0.1:1/v1");
        change(&mut config);
        build(&config).err()
    };
    let id = || "lab".parse().unwrap();
    assert_eq!(error(|_| ()), None);
    assert_eq!(
        error(|config| config.base_url = None),
        Some(BuildError::NoBaseUrl(id()))
    );
    for base in ["", "no address", "ftp://x", "/v1"] {
        assert_eq!(
            build(&config(base)).err(),
            Some(BuildError::BaseUrl(id())),
            "{base}"
        );
    }
    assert_eq!(
        error(|config| config.api_key = Some("sk-canary\n".into())),
        Some(BuildError::Key(id()))
    );
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn neither_the_key_nor_the_prompt_reaches_a_log_or_a_message() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone());
    let guard = tracing::subscriber::set_default(subscriber.finish());
    let refused = response(
        "401 Unauthorized",
        "",
        b"{\"error\": \"no key sk-canary-7f3a; you asked: my prompt\"}",
    );
    let (deltas, _) = outcome(vec![vec![Act::Write(refused)]], |_| ()).await;
    let mut said = vec![format!("{deltas:?}")];
    for base in [
        "http://127.0.0.1:1/?key=sk-canary-7f3a",
        "http://sk-canary-7f3a:x@127.0.0.1:1",
        "sk-canary-7f3a",
    ] {
        let mut config = config(base);
        config.retries = 0;
        match build(&config) {
            Ok(endpoint) => said.extend([
                format!("{:?}", all(&endpoint).await),
                format!("{config:?}").replace(base, ""),
            ]),
            Err(error) => said.extend([error.to_string(), format!("{error:?}")]),
        }
    }
    drop(guard);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("no key [..]; you asked: [..]"), "{log}");
    for secret in ["canary", "my prompt"] {
        assert!(
            !log.contains(secret) && !said.concat().contains(secret),
            "{secret} in {said:?}\n{log}"
        );
    }
}
