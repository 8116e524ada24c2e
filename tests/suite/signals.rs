//! What the operator's signals do: a new configuration at SIGHUP, an end in order at SIGTERM.

use serde_json::json;
use tempfile::TempDir;

use crate::client::Client;
use crate::process::Process;
use crate::setup::{Setup, prompt};
use crate::site::Database;

async fn title(client: &Client) -> String {
    client.get("/api/v1/arenas").await.is(200).json()[0]["title"]
        .as_str()
        .unwrap()
        .to_owned()
}

on_both!(
    a_bad_configuration_is_refused_and_a_good_one_taken_up,
    |backend| {
        let folder = TempDir::new().unwrap();
        let database = Database::new(backend, folder.path()).await;
        let good = Setup::recorded(&["ada", "bob"]);
        let file = good.write(folder.path(), &database.url);
        let process = Process::start(&file).await;
        let client = process.client();
        let voter = client.voter().await;
        let before = voter.battle(&prompt(0)).await;

        good.clone()
            .with("title = \"Text\"", "titel = \"Changed\"")
            .write(folder.path(), &database.url);
        process.signal("HUP");
        let why = process.said("the new configuration is not taken up").await;
        assert!(why.contains("titel"), "{why}");
        assert_eq!(title(&client).await, "Text");
        voter.battle(&prompt(1)).await;

        good.with("title = \"Text\"", "title = \"Changed\"")
            .write(folder.path(), &database.url);
        process.signal("HUP");
        process.said("the new configuration is in force").await;
        assert_eq!(title(&client).await, "Changed");
        voter.vote(&before, "a").await.is(200);
    }
);

on_both!(
    a_server_that_is_told_to_stop_ends_its_battles_first,
    |backend| {
        let folder = TempDir::new().unwrap();
        let database = Database::new(backend, folder.path()).await;
        let slow =
            Setup::recorded(&["ada", "bob"]).with("pace = \"instant\"", "pace = \"natural\"");
        let file = slow.write(folder.path(), &database.url);
        let process = Process::start(&file).await;
        let client = process.client();
        let voter = client.voter().await;
        let id = voter.start(&prompt(0)).await;
        let mut stream = voter.open(&id, None).await;
        stream.next().await.expect("a first frame");
        process.signal("TERM");
        process.said("stopping").await;
        assert_eq!(client.get("/readyz").await.status, 503);
        let refused = voter
            .post(
                "/api/v1/battles",
                &json!({"arena": "text", "prompt": prompt(1)}),
            )
            .await
            .is(503);
        assert!(refused.header("retry-after").is_some());
        assert_eq!(stream.rest().await.last().name, "ready");
        let ended = process.ended().await;
        assert_eq!(ended.code(), Some(0));
    }
);

on_both!(a_battle_that_outlasts_the_grace_is_void, |backend| {
    let folder = TempDir::new().unwrap();
    let database = Database::new(backend, folder.path()).await;
    let slow = Setup::recorded(&["ada", "bob"])
        .with("pace = \"instant\"", "pace = \"natural\"")
        .with("shutdown_grace_s = 30", "shutdown_grace_s = 0");
    let file = slow.write(folder.path(), &database.url);
    let process = Process::start(&file).await;
    let voter = process.client().voter().await;
    let id = voter.start(&prompt(0)).await;
    let mut stream = voter.open(&id, None).await;
    stream.next().await.expect("a first frame");
    process.signal("TERM");
    assert_eq!(stream.rest().await.last().name, "void");
    assert_eq!(process.ended().await.code(), Some(0));
});
