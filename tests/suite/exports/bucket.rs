//! Dumps in a bucket: signed as stores want it, whole, and written again after a failure.

use std::collections::{BTreeMap, HashMap};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::days::votes;
use crate::patience::until;
use crate::resting::{agon, import};
use crate::setup::Setup;
use crate::site::Site;
use crate::typed;

const SECRET: &str = "the/secret+of-the-store";
const MARK: &str = "x-amz-meta-agon-mark";

/// A store that keeps files and looks closely at signatures.
#[derive(Clone)]
struct Store {
    address: SocketAddr,
    inside: Arc<Mutex<Inside>>,
}

#[derive(Default)]
struct Inside {
    /// By path.
    files: BTreeMap<String, (String, Vec<u8>)>,
    /// How many puts are still refused.
    refuses: u32,
    puts: u32,
}

/// A request that came.
struct Asked {
    method: String,
    path: String,
    headers: HashMap<String, String>,
    body: Vec<u8>,
}

fn hex(bytes: &[u8]) -> String {
    agon::domain::hexadecimal(bytes)
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

impl Asked {
    async fn read(socket: &mut TcpStream) -> Option<Self> {
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
                break end;
            }
            if socket.read_buf(&mut bytes).await.ok()? == 0 {
                return None;
            }
        };
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut lines = head.lines();
        let mut words = lines.next().unwrap().split(' ');
        let headers = lines.map(|line| line.split_once(": ").unwrap());
        let headers: HashMap<String, String> = headers
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let length = headers.get("content-length");
        let length: usize = length.map_or(0, |length| length.parse().unwrap());
        let mut body = bytes.split_off(end + 4);
        while body.len() < length {
            assert_ne!(socket.read_buf(&mut body).await.unwrap(), 0, "half a body");
        }
        Some(Self {
            method: words.next().unwrap().to_owned(),
            path: words.next().unwrap().to_owned(),
            headers,
            body,
        })
    }

    /// What is wrong with the signature, worked out from what came alone.
    fn refusal(&self) -> Option<&'static str> {
        let said = self.headers["authorization"].strip_prefix("AWS4-HMAC-SHA256 Credential=")?;
        let (credential, rest) = said.split_once(",SignedHeaders=").unwrap();
        let (names, signature) = rest.split_once(",Signature=").unwrap();
        let (key, scope) = credential.split_once('/').unwrap();
        let time = &self.headers["x-amz-date"];
        if key != "AKIDTEST" || scope != format!("{}/eu-test/s3/aws4_request", &time[..8]) {
            return Some("InvalidAccessKeyId");
        }
        let needed = ["host", "x-amz-content-sha256", "x-amz-date"];
        if !needed
            .iter()
            .all(|name| names.split(';').any(|one| one == *name))
        {
            return Some("UnsignedHeaders");
        }
        if hex(&Sha256::digest(&self.body)) != self.headers["x-amz-content-sha256"] {
            return Some("XAmzContentSHA256Mismatch");
        }
        let lines = names
            .split(';')
            .map(|name| format!("{name}:{}\n", self.headers[name]));
        let headers: String = lines.collect();
        let (method, path) = (&self.method, &self.path);
        let sha = &self.headers["x-amz-content-sha256"];
        let canonical = format!("{method}\n{path}\n\n{headers}\n{names}\n{sha}");
        let digest = hex(&Sha256::digest(canonical));
        let mut key = format!("AWS4{SECRET}").into_bytes();
        for part in scope.split('/') {
            key = mac(&key, part);
        }
        let right = mac(
            &key,
            &format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{digest}"),
        );
        (hex(&right) != signature).then_some("SignatureDoesNotMatch")
    }
}

impl Store {
    async fn start(refuses: u32) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let inside = Inside {
            refuses,
            ..Inside::default()
        };
        let store = Self {
            address: listener.local_addr().unwrap(),
            inside: Arc::new(Mutex::new(inside)),
        };
        let server = store.clone();
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let server = server.clone();
                tokio::spawn(async move {
                    while let Some(asked) = Asked::read(&mut socket).await {
                        let (status, mark, body) = server.answer(asked);
                        let answer = format!(
                            "HTTP/1.1 {status}\r\n{mark}content-length: {}\r\n\r\n{body}",
                            body.len()
                        );
                        socket.write_all(answer.as_bytes()).await.unwrap();
                    }
                });
            }
        });
        store
    }

    /// The status, a header, and the body.
    fn answer(&self, asked: Asked) -> (&'static str, String, String) {
        let refused = |status, code: &str| {
            let body = format!("<Error><Code>{code}</Code><Message>no</Message></Error>");
            (status, String::new(), body)
        };
        if let Some(code) = asked.refusal() {
            return refused("403 Forbidden", code);
        }
        let mut inside = self.inside.lock().unwrap();
        if asked.method == "HEAD" {
            return match inside.files.get(&asked.path) {
                Some((mark, _)) => ("200 OK", format!("{MARK}: {mark}\r\n"), String::new()),
                None => ("404 Not Found", String::new(), String::new()),
            };
        }
        assert_eq!(asked.method, "PUT");
        if inside.refuses > 0 {
            inside.refuses -= 1;
            return refused("503 Service Unavailable", "SlowDown");
        }
        inside.puts += 1;
        let mark = asked.headers[MARK].clone();
        inside.files.insert(asked.path, (mark, asked.body));
        ("200 OK", String::new(), String::new())
    }

    fn setup(&self) -> Setup {
        let dumps = format!(
            "[dumps]\nendpoint = \"http://{}\"\nbucket = \"files\"\nprefix = \"/agon site/\"\nregion = \"eu-test\"\n\
             access_key_file = \"access\"\nsecret_key_file = \"secret\"\n\n[[arena]]",
            self.address
        );
        let setup = Setup::recorded(&["ada", "bob"]).with("[[arena]]", &dumps);
        setup.file("access", "AKIDTEST\n").file("secret", SECRET)
    }

    fn paths(&self) -> Vec<String> {
        self.inside.lock().unwrap().files.keys().cloned().collect()
    }
}

on_both!(a_server_dumps_into_a_bucket, |backend| {
    let store = Store::start(0).await;
    let mut site = Site::start(backend, Setup::recorded(&["ada", "bob"])).await;
    let file = site.folder().join("votes.csv");
    std::fs::write(&file, votes(&[1, 1, 2], 1)).unwrap();
    assert_eq!(import(&site.config(), &file, &[]).await.0, 0);
    site.restart_with(store.setup()).await;
    until("two days in the bucket", || async {
        (store.paths().len() == 2).then_some(())
    })
    .await;
    let path = "/files/agon%20site/votes/arena%3Dtext/day%3D2026-01-01/part-0.parquet";
    assert_eq!(store.paths()[0], path);
    let file = store.inside.lock().unwrap().files[path].1.clone();
    assert_eq!(typed::read(&file).rows.len(), 2);
    site.close().await;
    // What is up to date is not sent again, by whomever.
    let words = ["export", "votes", "--to", "s3://files/agon site"];
    let (code, out, errors) = agon(&site.config(), &words).await;
    assert_eq!(
        (code, out.starts_with("wrote 0 of 2 files")),
        (0, true),
        "{out}{errors}"
    );
    assert_eq!(store.inside.lock().unwrap().puts, 2);
});

on_both!(
    what_a_bucket_refused_is_told_and_written_the_next_time,
    |backend| {
        let store = Store::start(1).await;
        let rest = crate::resting::Resting::new(backend, &store.setup()).await;
        let file = rest.file("votes.csv", &votes(&[1, 2], 1));
        assert_eq!(import(&rest.config, &file, &[]).await.0, 0);
        let words = ["export", "votes", "--to", "s3://other"];
        let (code, out, errors) = agon(&rest.config, &words).await;
        assert_eq!(
            (code, out.starts_with("wrote 1 of 1 files")),
            (1, true),
            "{out}{errors}"
        );
        let said = "PUT votes/arena=text/day=2026-01-01/part-0.parquet: 503 Service Unavailable SlowDown: no";
        assert!(errors.contains(said), "{errors}");
        let (code, out, _) = agon(&rest.config, &words).await;
        assert_eq!(
            (code, out.starts_with("wrote 1 of 2 files")),
            (0, true),
            "{out}"
        );
        assert_eq!(
            store.paths()[0],
            "/other/votes/arena%3Dtext/day%3D2026-01-01/part-0.parquet"
        );
        rest.file("secret", "another");
        let (code, _, errors) = agon(&rest.config, &words).await;
        assert_eq!(
            (code, errors.contains("403 Forbidden")),
            (1, true),
            "{errors}"
        );
        assert!(!errors.contains("another"), "{errors}");
    }
);
