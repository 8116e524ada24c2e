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

on_both!(
    a_suggestion_is_asked_in_place_of_what_stands_in_the_box,
    |backend| {
        let fake = Fake::start().await;
        let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
        let voter = site.voter().await;
        let ask = look(&site, &voter, "/").await.is(200).text();
        // One form: with the chip goes what is said of publication.
        let form = ask
            .split("<form method=\"post\" action=\"/battles\"")
            .nth(1)
            .unwrap();
        let form = form.split("</form>").next().unwrap();
        assert_eq!(form.matches("name=\"suggestion\"").count(), 7, "{form}");
        assert!(form.contains("name=\"consent\"") && form.contains("name=\"publish\""));
        let sent = "arena=text&prompt=draft&suggestion=the+chip&consent=1&publish=yes";
        submit(&site, &voter, "/battles", sent).await.is(303);
        let battle = voter.get("/api/v1/battles").await.is(200).json()["battles"][0].clone();
        assert_eq!(battle["prompt"], "the chip");
        assert_eq!(battle["publish"], true);
        // Nothing at all is refused, and the words for that are on the page.
        let refused = submit(&site, &voter, "/battles", "arena=text")
            .await
            .is(422);
        assert!(refused.text().contains("role=\"alert\""));
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

on_both!(reasons_and_links_are_forms_behind_the_vote, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let voter = site.voter().await;
    let id = voter.battle("question 0?").await;
    let page = format!("/b/{id}");
    let path = |what: &str| format!("/b/{id}/{what}");
    submit(&site, &voter, &path("reasons"), "a=useful")
        .await
        .is(409);
    submit(&site, &voter, &path("share"), "").await.is(303);
    let link = voter.show(&id).await["share"].as_str().unwrap().to_owned();
    let shared = format!("/s/{link}");
    let hidden = site.client().get(&shared).await.is(200);
    assert_eq!(
        hidden.header("x-robots-tag"),
        Some("noindex, nofollow, noarchive")
    );
    let text = hidden.text();
    let card = text.split("<link").next().unwrap();
    assert!(
        card.contains("og:title") && card.contains(&shared),
        "{card}"
    );
    // Each name once: at the end of its own recorded answer.
    let names = |text: &str| TWO.map(|name| text.matches(name).count());
    assert_eq!(names(&text), [1, 1], "{text}");
    assert!(!text.contains(&id), "the battle's id leads to its voter");

    voter.vote(&id, "a").await.is(200);
    let seen = look(&site, &voter, &page).await.is(200).text();
    assert!(
        seen.contains("name=\"a\" value=\"useful\"") && seen.contains(&shared),
        "{seen}"
    );
    let said = "a=useful&a=natural&b=too_long&note=%3Cb%3Eso%3C%2Fb%3E";
    submit(&site, &voter, &path("reasons"), said).await.is(303);
    let kept = voter.show(&id).await["reasons"].clone();
    assert_eq!(
        kept,
        json!({"a": ["useful", "natural"], "b": ["too_long"], "note": "<b>so</b>"})
    );
    let seen = look(&site, &voter, &page).await.is(200).text();
    assert!(
        seen.contains("&lt;b&gt;so&lt;/b&gt;") && !seen.contains("<b>so"),
        "{seen}"
    );
    submit(&site, &voter, &path("reasons"), "a=nonsense")
        .await
        .is(422);
    let told = site.client().get(&shared).await.is(200).text();
    let count = names(&told);
    assert!(count[0] > 1 && count[1] > 1, "told after the vote: {told}");
    submit(&site, &voter, &path("unshare"), "").await.is(303);
    site.client().get(&shared).await.is(404);
    site.client().get("/s/nonsense").await.is(404);
});

on_both!(a_voter_picks_models_by_form, |backend| {
    let fake = Fake::start().await;
    let site = Site::start(backend, Setup::live(&fake, &TWO)).await;
    let voter = site.voter().await;
    let side = look(&site, &voter, "/side-by-side").await.is(200).text();
    assert!(
        side.contains("value=\"ada\"") && side.contains("value=\"side_by_side\""),
        "{side}"
    );
    look(&site, &voter, "/direct").await.is(200);
    let form = "arena=text&prompt=hi&mode=side_by_side&model=bob&other=ada";
    let reply = submit(&site, &voter, "/battles", form).await.is(303);
    let page = reply.header("location").unwrap().to_owned();
    voter.follow(page.trim_start_matches("/b/"), None).await;
    let seen = look(&site, &voter, &page).await.is(200).text();
    assert!(
        seen.contains("<bdi>bob</bdi>") && seen.contains("name=\"choice\""),
        "{seen}"
    );
    let form = "arena=text&prompt=hi&mode=direct&model=ada";
    let reply = submit(&site, &voter, "/battles", form).await.is(303);
    let page = reply.header("location").unwrap().to_owned();
    voter.follow(page.trim_start_matches("/b/"), None).await;
    let seen = look(&site, &voter, &page).await.is(200).text();
    assert!(
        seen.contains("<bdi>ada</bdi>") && !seen.contains("name=\"choice\""),
        "{seen}"
    );
    for wrong in ["model=ada&other=ada", "model=ada&other=nobody", "model=ada"] {
        let form = format!("arena=text&prompt=keep+me&mode=side_by_side&{wrong}");
        let refused = submit(&site, &voter, "/battles", &form)
            .await
            .is(422)
            .text();
        assert!(
            refused.contains("keep me") && refused.contains("role=\"alert\""),
            "{refused}"
        );
    }
    submit(
        &site,
        &voter,
        "/battles",
        "arena=text&prompt=x&mode=nonsense",
    )
    .await
    .is(422);
});

on_both!(a_taste_is_there_from_the_first_vote_on, |backend| {
    let site = Site::start(backend, Setup::recorded(&TWO)).await;
    let voter = site.voter().await;
    site.client().get("/taste").await.is(200);
    look(&site, &voter, "/taste?arena=nope").await.is(404);
    for choice in ["a", "b", "tie"] {
        let id = voter.battle("question 1?").await;
        voter.vote(&id, choice).await.is(200);
    }
    crate::patience::until("the board has ratings", async || {
        let seen = look(&site, &voter, "/taste").await.is(200).text();
        seen.contains("<bdi>ada</bdi>").then_some(())
    })
    .await;
});
