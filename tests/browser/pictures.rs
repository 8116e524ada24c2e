//! Pictures of ratings in a browser: they fit the screen that they are on, and can be read mark by mark with the keyboard.

use agon_templates::language::Language;
use fantoccini::key::Key;

use crate::chrome::{Chrome, Script};
use crate::samples::write;
use crate::site::Site;
use crate::steps::{run, see, until};

/// Pictures that are shown twice or not at all, texts that stick out of theirs or are too small to be read; of a narrow screen also
/// those that scroll without being a grid.
const FAULTS: &str = "
    const out = [];
    for (const plot of document.querySelectorAll('[data-plot]')) {
        const shown = [...plot.children].filter((picture) => picture.checkVisibility());
        if (shown.length !== 1) { out.push(`${plot.ariaLabel}: ${shown.length} shown`); continue; }
        const [picture] = shown;
        const box = picture.getBoundingClientRect();
        const isNarrow = innerWidth < 600;
        if (isNarrow && !picture.matches('.grid') && plot.scrollWidth > plot.clientWidth) out.push(`${plot.ariaLabel} scrolls`);
        const size = 12 * box.width / picture.viewBox.baseVal.width;
        if (size < 10) out.push(`${plot.ariaLabel}: text of ${size} px`);
        for (const text of picture.querySelectorAll('text')) {
            const { left, right } = text.getBoundingClientRect();
            if (left < box.left - 2 || right > box.right + 2) out.push(`${plot.ariaLabel}: ${text.textContent} from ${left} to ${right} of ${box.right}`);
        }
    }
    return out.slice(0, 5).join('; ');";

#[tokio::test]
async fn a_picture_fits_the_screen_with_text_that_can_be_read() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let mut found = Vec::new();
    for language in Language::ALL {
        let (folder, pages) = write(language);
        for page in pages
            .iter()
            .filter(|page| page.starts_with("insights") || page.starts_with("model"))
        {
            for width in [360, 1280] {
                chrome.page.set_window_size(width, 900).await.unwrap();
                let url = format!("file://{}/{page}.html", folder.path().display());
                chrome.page.goto(&url).await.unwrap();
                assert_eq!(run(&chrome, "return innerWidth").await, width);
                let fault = run(&chrome, FAULTS).await;
                if fault != "" {
                    found.push(format!("{} {page} {width}: {fault}", language.tag()));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test]
async fn the_arrow_keys_light_and_say_the_marks_of_the_picture_that_is_shown() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let site = Site::recorded(&[("Hi", "one", "One."), ("Hi", "two", "Two.")]);
    site.vote_by_program("text", "Hi", "a").await;
    for width in [390, 1280] {
        chrome.page.set_window_size(width, 900).await.unwrap();
        chrome
            .page
            .goto(&format!("{}/insights", site.url))
            .await
            .unwrap();
        let plot = "#chart-activity [data-plot]";
        see(&chrome, plot).await;
        run(
            &chrome,
            "document.querySelector('#chart-activity [data-plot]').focus()",
        )
        .await;
        chrome.press(&char::from(Key::Right).to_string()).await;
        let lit = "
            const lit = [...document.querySelectorAll('#chart-activity .mark.on')];
            const said = document.querySelector('#chart-activity [data-said]').textContent;
            return lit.length === 1 && lit[0].ownerSVGElement.checkVisibility() && said === lit[0].querySelector('title').textContent";
        until(&chrome, "one mark is lit", lit).await;
    }
}
