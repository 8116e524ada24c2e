//! Fake model endpoints: a raw HTTP server that follows scripts and remembers what it was asked.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::patience::within;
use crate::script::{Script, Speech, Step};

/// A request that came.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The name that it asked for.
    pub(crate) model: String,
    pub(crate) path: String,
    /// Names in lower case.
    pub(crate) headers: HashMap<String, String>,
    pub(crate) body: Value,
    /// Whether the client left before the script's end.
    pub(crate) abandoned: bool,
}

impl Asked {
    /// Role and text of each message.
    pub(crate) fn messages(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let messages = self.body["messages"].as_array().unwrap().iter();
        messages
            .map(|message| (text(&message["role"]), text(&message["content"])))
            .collect()
    }
}

type Write = Arc<dyn Fn(&Asked) -> Script + Send + Sync>;

/// The server.
#[derive(Clone)]
pub(crate) struct Fake {
    address: SocketAddr,
    scripts: Arc<Mutex<HashMap<String, Write>>>,
    asked: watch::Sender<Vec<Asked>>,
}

impl Fake {
    /// A server whose models say who they are.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let fake = Self {
            address,
            scripts: Arc::default(),
            asked: watch::Sender::new(Vec::new()),
        };
        let server = fake.clone();
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let server = server.clone();
                tokio::spawn(async move { server.serve(socket).await });
            }
        });
        fake
    }

    /// Its base address for the OpenAI protocol.
    pub(crate) fn openai(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// Its base address for the Anthropic protocol.
    pub(crate) fn anthropic(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What a model answers from now on.
    pub(crate) fn on(&self, model: &str, write: impl Fn(&Asked) -> Script + Send + Sync + 'static) {
        self.scripts
            .lock()
            .unwrap()
            .insert(model.to_owned(), Arc::new(write));
    }

    /// What several models answer from now on.
    pub(crate) fn on_all(&self, models: &[&str], script: &Script) {
        for model in models {
            let script = script.clone();
            self.on(&format!("up-{model}"), move |_| script.clone());
        }
    }

    /// Every request so far.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.borrow().clone()
    }

    /// Waits until the requests are as they should be.
    pub(crate) async fn until(&self, what: &str, is: impl Fn(&[Asked]) -> bool) {
        let mut changes = self.asked.subscribe();
        within(what, changes.wait_for(|asked| is(asked)))
            .await
            .unwrap();
    }

    async fn serve(&self, mut socket: TcpStream) {
        socket.set_nodelay(true).unwrap();
        let Some(asked) = read_request(&mut socket).await else {
            return;
        };
        let write = self.scripts.lock().unwrap().get(&asked.model).cloned();
        let default = || Script::say(&format!("this is the answer of {}", asked.model));
        let script = write.map_or_else(default, |write| write(&asked));
        let mut place = 0;
        let connection = Connection {
            speech: Speech::of(&asked.path),
            model: asked.model.clone(),
            began: false,
        };
        self.asked.send_modify(|all| {
            place = all.len();
            all.push(asked);
        });
        if !connection.play(&mut socket, &script).await {
            self.asked.send_modify(|all| all[place].abandoned = true);
        }
    }
}

struct Connection {
    speech: Speech,
    model: String,
    began: bool,
}

impl Connection {
    /// Follows the script; false if the client left.
    async fn play(mut self, socket: &mut TcpStream, script: &Script) -> bool {
        for step in &script.steps {
            let stays = match step {
                Step::Text(text) => {
                    self.write(socket, script, &self.speech.text(script, &self.model, text))
                        .await
                }
                Step::Finish => {
                    self.write(socket, script, &self.speech.finish(script, &self.model))
                        .await
                }
                Step::Done => self.write(socket, script, &self.speech.done()).await,
                Step::Raw(bytes) => self.write(socket, script, bytes).await,
                Step::Wait(gate) => tokio::select! {
                    () = gate.pass() => true,
                    () = left(socket) => false,
                },
                Step::Silence => {
                    left(socket).await;
                    false
                }
                Step::Cut => return true,
                Step::Respond(status, body) => {
                    return respond(socket, *status, &script.headers, body).await;
                }
            };
            if !stays {
                return false;
            }
        }
        socket.write_all(b"0\r\n\r\n").await.is_ok()
    }

    /// Writes a piece of the body, with the head before the first one.
    async fn write(&mut self, socket: &mut TcpStream, script: &Script, piece: &str) -> bool {
        let mut bytes = String::new();
        let mut body = piece.to_owned();
        if !std::mem::replace(&mut self.began, true) {
            bytes = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n{}connection: close\r\n\r\n",
                script.headers
            );
            body.insert_str(0, &self.speech.start(script, &self.model));
        }
        write!(bytes, "{:x}\r\n{body}\r\n", body.len()).unwrap();
        socket.write_all(bytes.as_bytes()).await.is_ok()
    }
}

async fn respond(socket: &mut TcpStream, status: u16, headers: &str, body: &str) -> bool {
    let length = body.len();
    let response = format!(
        "HTTP/1.1 {status} x\r\ncontent-length: {length}\r\n{headers}connection: close\r\n\r\n{body}"
    );
    socket.write_all(response.as_bytes()).await.is_ok()
}

/// Returns when the client has closed the connection.
async fn left(socket: &mut TcpStream) {
    let mut buffer = [0; 64];
    while socket.read(&mut buffer).await.is_ok_and(|read| read > 0) {}
}

async fn read_request(socket: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let read = socket
            .read(&mut buffer)
            .await
            .ok()
            .filter(|read| *read > 0)?;
        bytes.extend_from_slice(&buffer[..read]);
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let lines = head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(": "));
        let headers: HashMap<String, String> = lines
            .map(|(k, v)| (k.to_ascii_lowercase(), v.to_owned()))
            .collect();
        let length: usize = headers["content-length"].parse().unwrap();
        let Some(body) = bytes.get(end + 4..end + 4 + length) else {
            continue;
        };
        let body: Value = serde_json::from_slice(body).unwrap();
        let path = head.split(' ').nth(1).unwrap().to_owned();
        let model = body["model"].as_str().unwrap().to_owned();
        return Some(Asked {
            model,
            path,
            headers,
            body,
            abandoned: false,
        });
    }
}
