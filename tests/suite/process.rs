//! The real binary as a process of its own: started, signalled, killed.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::client::Client;
use crate::patience::{until, within};

/// A running `agon --config FILE`.
pub(crate) struct Process {
    child: Child,
    /// Every line that it wrote to stderr.
    lines: watch::Receiver<Vec<String>>,
    base: String,
    /// From the start to the first answer of `/readyz`.
    pub(crate) ready_after: Duration,
}

impl Process {
    /// Starts the binary and waits until it is ready.
    pub(crate) async fn start(config: &Path) -> Self {
        let began = Instant::now();
        let mut command = Command::new(env!("CARGO_BIN_EXE_agon"));
        command
            .arg("--config")
            .arg(config)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let mut child = command
            .env_remove("AGON_LOG")
            .env_remove("AGON_LOG_FORMAT")
            .spawn()
            .unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (sender, lines) = watch::channel(Vec::new());
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                sender.send_modify(|lines: &mut Vec<String>| lines.push(line));
            }
        });
        let mut process = Self {
            child,
            lines,
            base: String::new(),
            ready_after: Duration::ZERO,
        };
        let banner = process.said("open http://").await;
        let url = banner
            .split("open ")
            .nth(1)
            .unwrap()
            .split("/ in")
            .next()
            .unwrap();
        url.clone_into(&mut process.base);
        let client = process.client();
        until("the server is ready", || async {
            (client.get("/readyz").await.status == 200).then_some(())
        })
        .await;
        process.ready_after = began.elapsed();
        process
    }

    pub(crate) fn client(&self) -> Client {
        Client::new(&self.base)
    }

    /// Waits for a line with this in it.
    pub(crate) async fn said(&self, text: &str) -> String {
        let mut lines = self.lines.clone();
        let has = |lines: &Vec<String>| lines.iter().any(|line| line.contains(text));
        let seen = within(text, lines.wait_for(has)).await;
        let Ok(seen) = seen else {
            panic!("it ended without {text:?}: {:?}", self.lines.borrow())
        };
        seen.iter()
            .find(|line| line.contains(text))
            .unwrap()
            .clone()
    }

    /// Sends a signal, such as `HUP`.
    pub(crate) fn signal(&self, name: &str) {
        let status = Command::new("kill")
            .arg(format!("-{name}"))
            .arg(self.child.id().to_string())
            .status()
            .unwrap();
        assert!(status.success());
    }

    /// SIGKILL, and waits until it is gone.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits for its end.
    pub(crate) async fn ended(mut self) -> ExitStatus {
        until("the process ends", || {
            std::future::ready(self.child.try_wait().unwrap())
        })
        .await
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Gone already, or it has to go.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
