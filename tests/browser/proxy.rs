//! A line between the browser and the site that can be cut.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

/// A line that listens on a port of its own.
pub struct Proxy {
    pub url: String,
    up: Arc<AtomicBool>,
    cut: std::sync::Mutex<CancellationToken>,
    cuts: tokio::sync::watch::Sender<CancellationToken>,
}

impl Proxy {
    pub async fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (up, first) = (Arc::new(AtomicBool::new(true)), CancellationToken::new());
        let cuts = tokio::sync::watch::Sender::new(first.clone());
        let (is_up, now) = (Arc::clone(&up), cuts.subscribe());
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                if is_up.load(Ordering::SeqCst) {
                    let cut = now.borrow().clone();
                    tokio::spawn(carry(socket, port, cut));
                }
            }
        });
        Self {
            url,
            up,
            cut: std::sync::Mutex::new(first),
            cuts,
        }
    }

    /// Breaks all connections and takes no new ones.
    pub fn cut(&self) {
        self.up.store(false, Ordering::SeqCst);
        self.cut.lock().unwrap().cancel();
    }

    /// Takes connections again.
    pub fn mend(&self) {
        let next = CancellationToken::new();
        *self.cut.lock().unwrap() = next.clone();
        self.cuts.send_replace(next);
        self.up.store(true, Ordering::SeqCst);
    }
}

async fn carry(mut near: TcpStream, port: u16, cut: CancellationToken) {
    let Ok(mut far) = TcpStream::connect(("127.0.0.1", port)).await else {
        return;
    };
    tokio::select! {
        _ = tokio::io::copy_bidirectional(&mut near, &mut far) => {}
        () = cut.cancelled() => {}
    }
}
