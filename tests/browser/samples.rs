//! Every sample page in every language, looked at by a browser: nothing is wider than a phone, or squeezed to fit.

use agon_templates::language::Language;
use agon_templates::{assets, samples};

use crate::chrome::{Chrome, Script};

/// Elements that stick out of the page and do not scroll inside something that does.
pub const TOO_WIDE: &str = "
    const scrolls = (element) => {
        for (let box = element.parentElement; box; box = box.parentElement) {
            const style = getComputedStyle(box);
            if (['auto', 'scroll', 'hidden', 'clip'].includes(style.overflowX)) return true;
        }
        return false;
    };
    const out = [];
    if (document.documentElement.scrollWidth > innerWidth) out.push('page: ' + document.documentElement.scrollWidth);
    for (const element of document.querySelectorAll('body *')) {
        const { left, right, width } = element.getBoundingClientRect();
        if (width > 1 && (right > innerWidth + 1 || left < -1) && !scrolls(element) && !element.closest('.skip, .vh')) {
            out.push(element.tagName + '.' + element.className + ': ' + Math.round(left) + ' to ' + Math.round(right));
        }
    }
    return out.slice(0, 5).join('; ');";

/// Buttons whose words are squeezed, and links of the main navigation that run into each other.
const SQUEEZED: &str = "
    const out = [];
    for (const button of document.querySelectorAll('.btn')) {
        const { width, height } = button.getBoundingClientRect();
        if (height > width) out.push('button: ' + button.textContent.trim());
    }
    const places = [...document.querySelectorAll('.top nav a')].map((link) => link.getBoundingClientRect());
    places.sort((one, other) => one.left - other.left);
    places.slice(1).forEach((place, index) => {
        if (place.left - places[index].right < 5) out.push('navigation: link ' + (index + 1));
    });
    return out.slice(0, 5).join('; ');";

/// A folder of samples that open from disk.
pub fn write(language: Language) -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<String> = assets::names().collect();
    for name in &names {
        std::fs::write(folder.path().join(name), assets::asset(name).unwrap().bytes).unwrap();
    }
    let mut pages = Vec::new();
    for (page, markup) in samples::samples(language) {
        let html = names.iter().fold(markup.into_string(), |html, name| {
            html.replace(&assets::url(name), name)
        });
        std::fs::write(folder.path().join(format!("{page}.html")), html).unwrap();
        pages.push(page);
    }
    (folder, pages)
}

#[tokio::test]
async fn every_page_fits_a_phone_in_any_language() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let mut found = Vec::new();
    for language in Language::ALL.into_iter().chain([Language::Pseudo]) {
        let (folder, pages) = write(language);
        chrome.page.set_window_size(360, 740).await.unwrap();
        for page in pages {
            let url = format!("file://{}/{page}.html", folder.path().display());
            chrome.page.goto(&url).await.unwrap();
            let run = |script: &'static str| chrome.page.execute(script, Vec::new());
            assert_eq!(run("return innerWidth").await.unwrap(), 360);
            let wide = run(TOO_WIDE).await.unwrap();
            let squeezed = run(SQUEEZED).await.unwrap();
            for fault in [wide, squeezed].into_iter().filter(|fault| fault != "") {
                found.push(format!("{} {page}: {fault}", language.tag()));
            }
            chrome
                .picture(&format!("sample-{}-{page}", language.tag()))
                .await;
            chrome.page.set_window_size(360, 740).await.unwrap();
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
