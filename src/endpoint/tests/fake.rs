//! A server that reads one request and writes what the script says, byte for byte.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::config::{self, Pace, Protocol, Timeouts};
use crate::endpoint::{Message, Request, Role};

/// What to do with one connection.
#[derive(Clone, Debug)]
pub(in crate::endpoint) enum Act {
    /// Writes these bytes.
    Write(Vec<u8>),
    /// Writes these bytes for ever, so often.
    Repeat(Vec<u8>, Duration),
    /// Waits until the client has gone.
    AwaitClose,
    /// Resets the connection.
    Reset,
}

/// A listening server; one script per connection.
pub(in crate::endpoint) struct Fake {
    pub(in crate::endpoint) base: String,
    /// The requests and, at the end of each script, "closed".
    pub(in crate::endpoint) log: tokio::sync::mpsc::UnboundedReceiver<String>,
}

impl Fake {
    /// Serves the scripts in turn, each to one connection.
    pub(in crate::endpoint) async fn start(scripts: Vec<Vec<Act>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (sender, log) = tokio::sync::mpsc::unbounded_channel();
        tokio::spawn(async move {
            for script in scripts {
                let (mut socket, _) = listener.accept().await.unwrap();
                let sender = sender.clone();
                tokio::spawn(async move {
                    sender.send(read_request(&mut socket).await).ok();
                    play(&mut socket, script).await;
                    sender.send("closed".to_owned()).ok();
                });
            }
        });
        Self { base, log }
    }
}

async fn read_request(socket: &mut TcpStream) -> String {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let read = socket.read(&mut buffer).await.unwrap();
        request.extend_from_slice(&buffer[..read]);
        let text = String::from_utf8_lossy(&request).into_owned();
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head.lines().find_map(|line| {
            line.to_ascii_lowercase()
                .strip_prefix("content-length: ")?
                .parse()
                .ok()
        });
        if body.len() >= length.unwrap_or(0) || read == 0 {
            return text;
        }
    }
}

async fn play(socket: &mut TcpStream, script: Vec<Act>) {
    socket.set_nodelay(true).unwrap();
    for act in script {
        match act {
            Act::Write(bytes) => {
                if socket.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Act::Repeat(bytes, pause) => {
                while socket.write_all(&bytes).await.is_ok() {
                    tokio::time::sleep(pause).await;
                }
            }
            Act::AwaitClose => while socket.read(&mut [0; 64]).await.is_ok_and(|read| read > 0) {},
            Act::Reset => {
                socket.set_zero_linger().unwrap();
                return;
            }
        }
    }
}

/// A response that ends with its connection.
pub(in crate::endpoint) fn response(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    [
        format!("HTTP/1.1 {status}\r\nconnection: close\r\n{headers}\r\n").as_bytes(),
        body,
    ]
    .concat()
}

/// The head of a stream, and its start.
pub(in crate::endpoint) fn stream(body: &str) -> Vec<u8> {
    response(
        "200 OK",
        "content-type: text/event-stream\r\n",
        body.as_bytes(),
    )
}

/// An OpenAI endpoint with little patience.
pub(in crate::endpoint) fn config(base: &str) -> config::Endpoint {
    let timeouts = Timeouts {
        connect: Duration::from_secs(5),
        first_byte: Duration::from_secs(5),
        idle: Duration::from_secs(5),
        total: Duration::from_secs(10),
    };
    config::Endpoint {
        id: "lab".parse().unwrap(),
        protocol: Protocol::OpenAi,
        base_url: Some(base.to_owned()),
        api_key: Some("sk-canary-7f3a".into()),
        max_concurrent: 1,
        recording: None,
        pace: Pace::Instant,
        timeouts,
        max_answer_bytes: 4096,
        retries: 2,
    }
}

/// A first turn.
pub(in crate::endpoint) fn request(upstream: &str, prompt: &str) -> Request {
    Request {
        upstream: upstream.to_owned(),
        system: None,
        messages: vec![Message {
            role: Role::User,
            text: prompt.to_owned(),
        }],
        max_output_tokens: None,
        temperature: None,
    }
}
