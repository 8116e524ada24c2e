//! A battle in every language, chosen in the header.

use agon_templates::language::Language;

use crate::axe::look;
use crate::chrome::{Chrome, Script};
use crate::fake::Fake;
use crate::site::Site;
use crate::steps::{REVEALED, VOTE_FOR_A, click, run, see, see_text};

#[tokio::test]
async fn a_battle_in_every_language_from_the_switch_to_the_reveal() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let site = Site::recorded(&[("Hi", "one", "Hello."), ("Hi", "two", "Good day.")]);
    for t in Language::ALL {
        chrome.page.goto(&site.url).await.unwrap();
        click(&chrome, ".language summary").await;
        look(&chrome, "languages").await;
        chrome.picture("languages").await;
        click(&chrome, &format!(".menu button[lang='{}']", t.tag())).await;
        see(
            &chrome,
            &format!("html[lang='{}'][dir='{}']", t.tag(), t.direction()),
        )
        .await;
        see_text(&chrome, ".lead", t.ask_recorded_lead()).await;
        click(&chrome, "form.question button[type=submit]").await;
        see(&chrome, VOTE_FOR_A).await;
        see_text(&chrome, "[data-note]", t.battle_vote_now()).await;
        chrome.press("2").await;
        see(&chrome, REVEALED).await;
        see_text(&chrome, ".next", t.battle_new()).await;
        let sides = run(&chrome, "return document.querySelector('#a-1').getBoundingClientRect().left < document.querySelector('#b-1').getBoundingClientRect().left").await;
        assert_eq!(sides, t.direction() == "ltr", "A comes first in {t:?}");
        look(&chrome, "revealed").await;
        chrome.picture(&format!("revealed-{}", t.tag())).await;
        assert_eq!(chrome.complaints(), [""; 0]);
    }
}

#[tokio::test]
async fn an_empty_field_begins_where_its_language_does_and_a_full_one_where_its_words_do() {
    let Some(chrome) = Chrome::start(Script::On).await else {
        return;
    };
    let fake = Fake::start().await;
    let site = Site::live(&fake, "");
    chrome.page.goto(&site.url).await.unwrap();
    run(&chrome, "document.cookie = 'agon-language=ar; path=/'").await;
    chrome.page.goto(&site.url).await.unwrap();
    let direction = "return getComputedStyle(document.querySelector('#prompt')).direction";
    assert_eq!(run(&chrome, direction).await, "rtl");
    let field = see(&chrome, "#prompt").await;
    field.send_keys("Hello").await.unwrap();
    assert_eq!(run(&chrome, direction).await, "ltr");
    assert_eq!(chrome.complaints(), [""; 0]);
}
