//! The steps that walks are made of.

use std::time::Duration;

use fantoccini::Locator;
use fantoccini::key::Key;

use crate::chrome::Chrome;

/// The longest that anything on a page may take here; machines that test are slow.
const PATIENCE: Duration = Duration::from_secs(40);

/// A button that votes at once.
pub const VOTE_FOR_A: &str = "[data-vote]:not([data-waiting]) button[value='a']";
/// What a voter reads after the vote, or of a void battle.
pub const REVEALED: &str = "[data-focus]";

/// Adds up in `shift` what moves although nobody asked for it, and writes down in `moved` what did since the page was whole:
/// before that nothing is written, and a machine that is busy paints parts of it.
pub const WATCH_WHAT_MOVES: &str = "
    Object.assign(window, { shift: 0, moved: [] });
    const page = performance.getEntriesByType('navigation')[0];
    const place = ({ node, previousRect, currentRect }) => [`${node?.nodeName}.${node?.className}`, previousRect.y, currentRect.y, previousRect.height, currentRect.height];
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
            if (entry.hadRecentInput) continue;
            shift += entry.value;
            if (page.domInteractive && entry.startTime > page.domInteractive) moved.push([entry.value, ...entry.sources.map(place)]);
        }
    }).observe({ type: 'layout-shift', buffered: true });";

/// Waits for an element.
pub async fn see(chrome: &Chrome, css: &str) -> fantoccini::elements::Element {
    let found = chrome
        .page
        .wait()
        .at_most(PATIENCE)
        .for_element(Locator::Css(css))
        .await;
    match found {
        Ok(element) => element,
        Err(error) => panic!(
            "{css} did not appear: {error}\n{}",
            chrome.page.source().await.unwrap_or_default()
        ),
    }
}

/// Waits until an element says something.
pub async fn see_text(chrome: &Chrome, css: &str, words: &str) {
    let started = std::time::Instant::now();
    loop {
        let said = see(chrome, css).await.text().await.unwrap_or_default();
        if said.contains(words) {
            return;
        }
        assert!(
            started.elapsed() < PATIENCE,
            "{css} never said {words:?} but {said:?}"
        );
        tokio::task::yield_now().await;
    }
}

/// All that the page says.
pub async fn text(chrome: &Chrome) -> String {
    see(chrome, "main").await.text().await.unwrap()
}

/// Presses the button that starts a battle.
pub async fn compare(chrome: &Chrome) {
    let button = see(chrome, "form[action='/battles'] button").await;
    button.click().await.unwrap();
}

/// Tabs until the focus is on what the selector names.
pub async fn tab_to(chrome: &Chrome, css: &str) {
    for _ in 0..40 {
        let script = format!("return document.activeElement.matches({css:?})");
        if chrome.page.execute(&script, Vec::new()).await.unwrap() == true {
            return;
        }
        chrome.press(&char::from(Key::Tab).to_string()).await;
    }
    panic!("{css} cannot be reached with the keyboard");
}

/// Runs a script in the page.
pub async fn run(chrome: &Chrome, script: &str) -> serde_json::Value {
    chrome.page.execute(script, Vec::new()).await.unwrap()
}

/// Waits until a script says true.
pub async fn until(chrome: &Chrome, what: &str, script: &str) {
    let started = std::time::Instant::now();
    while run(chrome, script).await != true {
        let page = chrome.page.source().await.unwrap_or_default();
        assert!(
            started.elapsed() < PATIENCE,
            "{what} never came true\n{page}"
        );
        tokio::task::yield_now().await;
    }
}

/// Presses what a selector names.
pub async fn click(chrome: &Chrome, css: &str) {
    let element = see(chrome, css).await;
    // Smooth scrolling would move it under the pointer.
    let place = vec![serde_json::to_value(&element).unwrap()];
    let centre = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
    chrome.page.execute(centre, place).await.unwrap();
    element.click().await.unwrap();
}

/// Types a prompt on the ask page and sends it.
pub async fn ask(chrome: &Chrome, url: &str, prompt: &str) {
    chrome.page.goto(url).await.unwrap();
    let field = see(chrome, "#prompt").await;
    field.send_keys(prompt).await.unwrap();
    chrome.press(&char::from(Key::Enter).to_string()).await;
    see(chrome, "[data-battle]").await;
}
