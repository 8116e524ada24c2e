//! One Chromium per test, with its own driver and profile.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt as _;
use std::process::{Child, Command, Stdio};

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

/// A browser; closed when dropped.
pub struct Chrome {
    pub page: Client,
    driver: Child,
    profile: tempfile::TempDir,
}

/// Whether the page's scripts run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Script {
    On,
    Off,
}

impl Chrome {
    /// A browser of 1280 x 900, or `None` if there is none on this machine (which `CI=true` does not accept).
    pub async fn start(script: Script) -> Option<Self> {
        let Some((driver, port)) = start_driver() else {
            assert!(
                std::env::var_os("CI").is_none(),
                "chromedriver and chromium are needed: apt-get install chromium-driver"
            );
            eprintln!("left out: there is no chromedriver on this machine");
            return None;
        };
        let profile = tempfile::tempdir().unwrap();
        let page = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities(profile.path(), script))
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .expect("a browser session");
        Some(Self {
            page,
            driver,
            profile,
        })
    }

    /// What the browser wrote to its console: errors of scripts and violations of the content security policy.
    pub fn complaints(&self) -> Vec<String> {
        let log = std::fs::read(self.profile.path().join("chrome_debug.log")).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let of_page = log.lines().filter(|line| line.contains("CONSOLE"));
        let bad = |line: &&str| {
            [
                "Content Security Policy",
                "Content-Security-Policy",
                "Uncaught",
                "Failed to load resource",
            ]
            .iter()
            .any(|w| line.contains(w))
        };
        of_page.filter(bad).map(str::to_owned).collect()
    }

    /// Keeps pictures of the page, wide and narrow, light and dark, if somebody wants to look at them.
    pub async fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("AGON_SCREENSHOTS") else {
            return;
        };
        let folder = std::path::PathBuf::from(folder);
        std::fs::create_dir_all(&folder).unwrap();
        for (size, width, height) in [("wide", 1280, 900), ("narrow", 390, 844)] {
            self.page.set_window_size(width, height).await.unwrap();
            for theme in ["light", "dark"] {
                let set = format!("document.documentElement.dataset.theme = '{theme}'");
                self.page.execute(&set, Vec::new()).await.unwrap();
                let png = self.page.screenshot().await.unwrap();
                std::fs::write(folder.join(format!("{name}-{size}-{theme}.png")), png).unwrap();
            }
        }
        self.page
            .execute(
                "document.documentElement.dataset.theme = 'auto'",
                Vec::new(),
            )
            .await
            .unwrap();
        self.page.set_window_size(1280, 900).await.unwrap();
    }

    /// Types at whatever has the focus.
    pub async fn press(&self, keys: &str) {
        self.page
            .active_element()
            .await
            .unwrap()
            .send_keys(keys)
            .await
            .unwrap();
    }
}

impl Drop for Chrome {
    fn drop(&mut self) {
        // The driver and all that it started are one group of processes.
        let group = format!("-{}", self.driver.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.driver.wait();
    }
}

fn start_driver() -> Option<(Child, u16)> {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .process_group(0)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut lines = BufReader::new(driver.stdout.take()?).lines();
    let port = lines.find_map(|line| {
        line.ok()?
            .rsplit_once("successfully on port ")?
            .1
            .trim_end_matches('.')
            .parse()
            .ok()
    })?;
    std::thread::spawn(move || lines.for_each(drop));
    Some((driver, port))
}

fn capabilities(profile: &std::path::Path, script: Script) -> Capabilities {
    let folder = format!("--user-data-dir={}", profile.display());
    let log = format!("--log-file={}", profile.join("chrome_debug.log").display());
    let mut args = vec![
        folder.as_str(),
        "--enable-logging",
        log.as_str(),
        "--window-size=1280,900",
    ];
    args.extend([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en",
    ]);
    let mut options = json!({ "args": args });
    if script == Script::Off {
        options["prefs"] = json!({ "profile.managed_default_content_settings.javascript": 2 });
    }
    let capabilities = json!({ "goog:chromeOptions": options, "pageLoadStrategy": "normal" });
    serde_json::from_value(capabilities).unwrap()
}
