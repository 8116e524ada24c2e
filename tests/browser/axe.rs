//! axe-core over every sample page, in light and dark, wide and narrow, and in every language.
//!
//! The file is not part of this repository: `AGON_AXE` names it (`axe.min.js` of the npm package `axe-core`; `tests/run` gets
//! it where npm is at hand). Without it the test says that it was left out; with `CI=true` it fails.

use agon_templates::language::Language;
use serde_json::Value;

use crate::chrome::{Chrome, Script};
use crate::patience::is_long;
use crate::samples::write;

/// What is not looked at: nothing here depends on a rule that is switched off.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 2).map((node) => node.html.slice(0, 160) + ' ' + (node.any[0]?.message ?? '')).join(' | '))),
        (error) => done([String(error)]));";

fn axe() -> Option<String> {
    let Some(path) = std::env::var_os("AGON_AXE") else {
        assert!(
            std::env::var("CI").as_deref() != Ok("true"),
            "set AGON_AXE to axe.min.js of the npm package axe-core"
        );
        eprintln!("left out: AGON_AXE does not name axe.min.js of the npm package axe-core");
        return None;
    };
    Some(std::fs::read_to_string(path).unwrap())
}

/// What it finds on the page as it stands.
async fn findings(chrome: &Chrome) -> Vec<String> {
    let said = chrome.page.execute_async(RUN, Vec::new()).await.unwrap();
    let said = said.as_array().cloned().unwrap_or_default();
    said.iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// Fails if it finds anything in a state that a walk has come to, light or dark.
pub async fn look(chrome: &Chrome, state: &str) {
    let Some(axe) = axe() else { return };
    chrome.page.execute(&axe, Vec::new()).await.unwrap();
    for theme in ["light", "dark", "auto"] {
        let set = format!("document.documentElement.dataset.theme = '{theme}'");
        chrome.page.execute(&set, Vec::new()).await.unwrap();
        assert_eq!(findings(chrome).await, [""; 0], "{state} {theme}");
    }
}

/// Themes and widths: all four in English, one of them in each other language; the long lane looks at all of them.
fn combinations(t: Language) -> Vec<(&'static str, u32)> {
    let all = [
        ("dark", 360),
        ("light", 1280),
        ("light", 360),
        ("dark", 1280),
    ];
    match Language::ALL.into_iter().position(|other| other == t) {
        Some(place) if place > 0 && !is_long() => vec![all[place % all.len()]],
        _ => all.to_vec(),
    }
}

#[tokio::test]
async fn axe_finds_nothing_on_any_page_in_any_theme_and_language() {
    let Some(axe) = axe() else { return };
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let mut found: Vec<String> = Vec::new();
    for t in Language::ALL {
        let (folder, pages) = write(t);
        for page in pages {
            let url = format!("file://{}/{page}.html", folder.path().display());
            chrome.page.goto(&url).await.unwrap();
            chrome.page.execute(&axe, Vec::new()).await.unwrap();
            for (theme, width) in combinations(t) {
                chrome.page.set_window_size(width, 800).await.unwrap();
                let set = format!("document.documentElement.dataset.theme = '{theme}'");
                chrome.page.execute(&set, Vec::new()).await.unwrap();
                let place = format!("{} {page} {theme} {width}", t.tag());
                let said = findings(&chrome).await;
                found.extend(said.iter().map(|one| format!("{place}: {one}")));
            }
        }
    }
    assert!(
        found.is_empty(),
        "{} findings\n{}",
        found.len(),
        found.join("\n")
    );
}
