//! What a browser without script can do with its own battles: consent, history, deletion.

use reqwest::Method;
use serde_json::json;

use crate::client::{Reply, Voter};
use crate::fake::Fake;
use crate::setup::Setup;
use crate::site::Site;

const TWO: [&str; 2] = ["ada", "bob"];

/// A form as a browser of this voter sends it from one of our own pages.
async fn submit(site: &Site, voter: &Voter, path: &str, fields: &str) -> Reply {
    let client = site.client();
    let request = client
        .request(Method::POST, path)
        .header("cookie", format!("agon-voter={}", voter.token))
        .header("origin", site.base())
        .header("content-type", "application/x-www-form-urlencoded");
    client.send(request.body(fields.to_owned())).await
}

async fn look(site: &Site, voter: &Voter, path: &str) -> Reply {
    let client = site.client();
    let request = client
        .request(Method::GET, path)
        .header("cookie", format!("agon-voter={}", voter.token));
    client.send(request).await
}

on_both!(
    consent_is_asked_before_the_first_prompt_and_never_assumed,
    |backend| {
        let fake = Fake::start().await;
        let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let voter = site.voter().await;
        let ask = look(&site, &voter, "/").await.is(200).text();
        assert!(
            ask.contains("name=\"consent\" value=\"1\"") && ask.contains("name=\"publish\""),
            "{ask}"
        );
        let box_tag = ask.split("name=\"publish\"").nth(1).unwrap();
        let box_tag = box_tag.split('>').next().unwrap();
        assert!(!box_tag.contains("checked"), "off unless chosen");
        submit(&site, &voter, "/battles", "arena=text&prompt=one&consent=1")
            .await
            .is(303);
        let battles = voter.get("/api/v1/battles").await.is(200).json();
        assert_eq!(battles["battles"][0]["publish"], false);
        let ask = look(&site, &voter, "/").await.is(200).text();
        assert!(
            !ask.contains("name=\"publish\"") && ask.contains("/privacy#choice"),
            "asked once"
        );

        let saved = submit(&site, &voter, "/privacy", "consent=1&publish=yes")
            .await
            .is(200)
            .text();
        assert!(saved.contains("checked"), "{saved}");
        submit(&site, &voter, "/battles", "arena=text&prompt=two")
            .await
            .is(303);
        let battles = voter.get("/api/v1/battles").await.is(200).json();
        assert_eq!(battles["battles"][0]["publish"], true);
        submit(&site, &voter, "/privacy", "consent=1").await.is(200);
        let battles = voter.get("/api/v1/battles").await.is(200).json();
        assert_eq!(battles["battles"][0]["publish"], false);
        submit(&site, &voter, "/privacy", "consent=7&publish=yes")
            .await
            .is(422);
        site.client().get("/privacy").await.is(200);
    }
);

on_both!(a_history_shows_and_deletes_own_battles, |backend| {
    let fake = Fake::start().await;
    let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
    let (voter, other) = (site.voter().await, site.voter().await);
    let id = voter.battle("<script>alert(1)</script>").await;
    voter.battle("second").await;
    let theirs = other.battle("not yours").await;
    let seen = look(&site, &voter, "/history").await.is(200).text();
    assert!(seen.contains("&lt;script&gt;alert(1)") && !seen.contains("<script>alert"));
    assert!(seen.contains("second") && !seen.contains("not yours"));
    for model in TWO {
        assert!(!seen.contains(model), "{model} before the vote");
    }
    voter.vote(&id, "a").await.is(200);
    let seen = look(&site, &voter, "/history?q=ADA").await.is(200).text();
    assert!(seen.contains("ada") && !seen.contains("second"), "{seen}");

    submit(&site, &voter, &format!("/b/{theirs}/delete"), "")
        .await
        .is(404);
    submit(&site, &voter, &format!("/b/{id}/delete"), "")
        .await
        .is(303);
    voter.get(&format!("/api/v1/battles/{id}")).await.is(404);
    submit(&site, &voter, "/history/delete", "").await.is(422);
    submit(&site, &voter, "/history/delete", "sure=yes")
        .await
        .is(303);
    let left = voter.get("/api/v1/battles").await.is(200).json();
    assert_eq!(left["battles"], json!([]));
    assert_eq!(other.show(&theirs).await["state"], "ready");
    let stranger = site.client().get("/history").await.is(200);
    assert_eq!(stranger.header("cache-control"), Some("no-store"));
});

on_both!(another_site_cannot_send_these_forms, |backend| {
    let fake = Fake::start().await;
    let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
    let voter = site.voter().await;
    let id = voter.battle("mine").await;
    let paths = [
        format!("/b/{id}/delete"),
        "/history/delete".to_owned(),
        "/privacy".to_owned(),
    ];
    for path in paths {
        let client = site.client();
        let request = client
            .request(Method::POST, &path)
            .header("cookie", format!("agon-voter={}", voter.token))
            .header("origin", "https://evil.example")
            .header("content-type", "application/x-www-form-urlencoded");
        let reply = client
            .send(request.body("sure=yes&consent=1&publish=yes"))
            .await;
        assert_eq!(reply.status, 403, "{path}");
    }
    assert_eq!(voter.show(&id).await["state"], "ready");
});
