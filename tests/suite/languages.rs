//! Pages speak the reader's language, and nobody gets a page that was made for somebody else.

use reqwest::Method;

use crate::client::{Client, Reply};
use crate::fake::Fake;
use crate::script::Script;
use crate::setup::Setup;
use crate::site::Site;

const TWO: [&str; 2] = ["ada", "bob"];

async fn read(client: &Client, path: &str, headers: &[(&str, &str)]) -> Reply {
    let request = client.request(Method::GET, path);
    let request = headers.iter().fold(request, |request, (name, value)| {
        request.header(*name, *value)
    });
    client.send(request).await
}

/// The language and direction that a page says it has.
fn head(page: &Reply) -> String {
    let text = page.text();
    let (_, rest) = text.split_once("<html ").unwrap();
    rest.split(" data-theme").next().unwrap().to_owned()
}

on_both!(
    a_page_speaks_what_the_reader_chose_else_what_the_browser_asks_for,
    |backend| {
        let site = Site::start(backend, Setup::recorded(&TWO)).await;
        let client = site.client();
        let arabic = ("accept-language", "ar;q=0.9, en;q=0.5");
        for (headers, expected) in [
            (vec![], "lang=\"en\" dir=\"ltr\""),
            (vec![arabic], "lang=\"ar\" dir=\"rtl\""),
            (
                vec![arabic, ("cookie", "agon-language=fr")],
                "lang=\"fr\" dir=\"ltr\"",
            ),
            (
                vec![arabic, ("cookie", "agon-language=tlh")],
                "lang=\"ar\" dir=\"rtl\"",
            ),
        ] {
            for path in [
                "/",
                "/about",
                "/data",
                "/leaderboard/text",
                "/b/none",
                "/nowhere",
            ] {
                assert_eq!(
                    head(&read(&client, path, &headers).await),
                    expected,
                    "{path}"
                );
            }
        }
        let form = client
            .request(Method::POST, "/language")
            .header("content-type", "application/x-www-form-urlencoded")
            .body("language=es&back=/leaderboard/text");
        let chosen = client.send(form).await.is(303);
        assert_eq!(chosen.header("location"), Some("/leaderboard/text"));
        let cookie = chosen.header("set-cookie").unwrap();
        assert!(cookie.starts_with("agon-language=es;"), "{cookie}");
    }
);

on_both!(a_kept_board_is_never_one_in_another_language, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let client = site.client();
    let path = "/leaderboard/text";
    let english = read(&client, path, &[]).await.is(200);
    let tag = english.header("etag").unwrap().to_owned();
    let known = ("if-none-match", tag.as_str());
    read(&client, path, &[known]).await.is(304);
    for other in [("accept-language", "zh"), ("cookie", "agon-language=ar")] {
        let page = read(&client, path, &[known, other]).await.is(200);
        assert_ne!(page.header("etag"), Some(tag.as_str()));
        let varies: Vec<&str> = page
            .headers
            .iter()
            .filter(|(name, _)| name == "vary")
            .map(|(_, value)| value.as_str())
            .collect();
        let varies = varies.join(", ");
        assert!(
            varies.contains("accept-language") && varies.contains("cookie"),
            "{varies}"
        );
    }
});

on_both!(programs_are_answered_in_english, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let client = site.client();
    let french = ("accept-language", "fr");
    let path = "/api/v1/arenas/none/leaderboard";
    let english = read(&client, path, &[]).await.is(404);
    assert_eq!(read(&client, path, &[french]).await.body, english.body);
    assert!(
        read(&client, "/nowhere", &[french])
            .await
            .text()
            .contains("Introuvable")
    );
});

on_both!(
    a_prompt_in_a_list_has_the_language_that_it_is_in,
    |backend| {
        let fake = Fake::start().await;
        fake.on_all(&TWO, &Script::say("Voil\u{e0}."));
        let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let voter = site.voter().await;
        let prompt = "Pourquoi la mer est-elle sal\u{e9}e, et depuis quand le sait-on ?";
        voter.battle(prompt).await;
        let page = voter.get("/history").await.is(200).text();
        let (before, _) = page.split_once(prompt).unwrap();
        assert!(before.ends_with("dir=\"auto\" lang=\"fr\">"), "{before}");
    }
);
