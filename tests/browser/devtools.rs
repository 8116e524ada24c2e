//! What the browser's own tools can do and a page cannot: slow it down, forget what it kept, run a script before every page.

use fantoccini::wd::WebDriverCompatibleCommand;
use reqwest::{Method, Url};
use serde_json::{Value, json};

use crate::chrome::Chrome;

/// One command of the browser's tools.
#[derive(Debug)]
struct Command {
    name: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(
        &self,
        base: &Url,
        session: Option<&str>,
    ) -> Result<Url, <Url as std::str::FromStr>::Err> {
        base.join(&format!(
            "session/{}/goog/cdp/execute",
            session.unwrap_or_default()
        ))
    }

    fn method_and_body(&self, _url: &Url) -> (Method, Option<String>) {
        let body = json!({ "cmd": self.name, "params": self.parameters });
        (Method::POST, Some(body.to_string()))
    }
}

/// Gives the browser a command, which must succeed.
pub async fn tell(chrome: &Chrome, name: &'static str, parameters: Value) {
    let command = Command { name, parameters };
    let told = chrome.page.issue_cmd(command).await;
    told.unwrap_or_else(|error| panic!("{name}: {error}"));
}

/// Runs a script in every page from now on, before anything of the page does.
pub async fn before_every_page(chrome: &Chrome, script: &str) {
    let source = json!({ "source": script });
    tell(chrome, "Page.addScriptToEvaluateOnNewDocument", source).await;
}

/// Forgets every file that was kept.
pub async fn forget_files(chrome: &Chrome) {
    tell(chrome, "Network.clearBrowserCache", json!({})).await;
}
