//! What a site signs, with which keys, and how it is asked for.

use std::path::PathBuf;

use agon::app::VerifyRequest;
use agon::exchange::Manifest;
use serde_json::Value;

use crate::campaign::{campaign, strict, vote_by};
use crate::resting::agon;
use crate::setup::Setup;
use crate::site::{Backend, Site};
use crate::verify::{THREE, export, manifest, says, verify, with_manifest};

on_both!(a_site_says_which_keys_it_signs_with, |backend| {
    let mut site = Site::start(backend, Setup::recorded(&THREE)).await;
    let voter = site.voter().await;
    campaign(&site, &voter, 12).await;
    site.restart().await;
    let said = manifest(&site, "").await;
    let keys = site
        .client()
        .get("/.well-known/agon-signing-keys.json")
        .await
        .is(200)
        .json();
    let key = keys["keys"][0]["public_key"].as_str().unwrap();
    assert_eq!(said["keys"], keys["keys"]);
    let page = site.client().get("/data").await.is(200).text();
    assert!(page.contains(key), "the data page names the key");
    let votes = site.folder().join("votes.jsonl");
    let file = site
        .client()
        .get("/api/v1/exports/votes.jsonl")
        .await
        .is(200)
        .text();
    std::fs::write(&votes, file).unwrap();
    let beside = site.folder().join("manifest.json");
    std::fs::write(&beside, said.to_string()).unwrap();
    let asked = |key: &str| VerifyRequest {
        votes: votes.clone(),
        manifest: Some(beside.clone()),
        keys: vec![key.to_owned()],
        ..VerifyRequest::default()
    };
    let found = verify(&asked(key));
    assert_eq!((found.differences, found.unchecked), (vec![], vec![]));
    let other = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    let found = verify(&asked(other));
    assert!(
        says(&found.differences, "was signed with another key"),
        "{found:?}"
    );
    // A statement or a signature that was changed is not signed.
    let forged = said
        .to_string()
        .replace("style_control: false", "style_control: true");
    std::fs::write(&beside, forged).unwrap();
    let found = verify(&asked(key));
    assert!(
        says(&found.differences, "the signature is not that of the key"),
        "{found:?}"
    );
    // The secret is nowhere.
    let secret = std::fs::read_to_string(secret_file(&site)).unwrap();
    assert!(!said.to_string().contains(secret.trim()) && !page.contains(secret.trim()));
});

on_both!(
    a_manifest_comes_page_by_page_and_names_what_it_cannot_use,
    |backend| {
        let mut site = Site::start(backend, Setup::recorded(&THREE)).await;
        let voter = site.voter().await;
        campaign(&site, &voter, 12).await;
        site.restart().await;
        let said = manifest(&site, "").await;
        let (mut pages, mut cursor) = (Vec::new(), String::new());
        loop {
            let path = format!("/api/v1/manifest?arena=text&limit=1{cursor}");
            let page = site.client().get(&path).await.is(200).json();
            pages.extend(page["arenas"][0]["snapshots"].as_array().unwrap().clone());
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(
            Value::Array(pages),
            said["arenas"][0]["snapshots"],
            "page by page"
        );
        for (wrong, field) in [
            ("limit=0", "limit"),
            ("cursor=12", "cursor"),
            ("last_seq=13", "last_seq"),
        ] {
            let refused = site
                .client()
                .get(&format!("/api/v1/manifest?{wrong}"))
                .await;
            assert_eq!(
                (refused.status, refused.json()["field"].as_str()),
                (422, Some(field))
            );
        }
    }
);

on_both!(
    what_an_old_key_signed_can_be_checked_after_a_change_of_keys,
    |backend| {
        let mut site = Site::start(backend, Setup::recorded(&THREE)).await;
        let voter = site.voter().await;
        campaign(&site, &voter, 12).await;
        site.restart().await;
        let old = manifest(&site, "").await;
        site.close().await;
        std::fs::remove_file(secret_file(&site)).unwrap();
        site.restart().await;
        campaign(&site, &site.again(&voter), 12).await;
        site.restart().await;
        let said = manifest(&site, "").await;
        let keys = said["keys"].as_array().unwrap().iter();
        let keys: Vec<String> = keys
            .map(|key| key["public_key"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!((keys.len(), &said["keys"][0]), (2, &old["keys"][0]));
        // A board that was given up keeps what was signed of it.
        let store = site.store().await;
        let rule = agon::board::Retention {
            all_days: 1,
            daily_days: 1,
        };
        let much_later = agon::clock::Clock::System.now_ms() + 1_000 * 86_400_000;
        let given_up = agon::board::prune(&store, rule, much_later).await.unwrap();
        assert!(given_up > 0);
        store.close().await;
        site.close().await;
        let votes = export(&site.config(), "votes", "votes.csv", &[]).await;
        let asked = |keys: &[String]| VerifyRequest {
            keys: keys.to_vec(),
            ..with_manifest(&votes)
        };
        let found = verify(&asked(&keys));
        assert_eq!((found.differences, found.unchecked), (vec![], vec![]));
        let signed = said["arenas"][0]["snapshots"].as_array().unwrap().len();
        let boards = format!("text: {signed} boards are the same");
        assert!(
            says(&found.checked, &boards),
            "{signed}: {:?}",
            found.checked
        );
        let found = verify(&asked(&keys[1..]));
        assert!(says(&found.differences, "was signed with another key"));
        // A file that is no key stops the start, which says which.
        std::fs::write(secret_file(&site), "hunter2").unwrap();
        let (code, _, errors) = agon(&site.config(), &["export", "votes"]).await;
        assert_eq!(code, 1);
        assert!(
            errors.contains("server.signing_key_file: ") && !errors.contains("hunter2"),
            "{errors}"
        );
    }
);

/// The file of its signing key.
fn secret_file(site: &Site) -> PathBuf {
    let mut entries = std::fs::read_dir(site.folder()).unwrap();
    let is_key = |path: &PathBuf| path.extension().is_some_and(|end| end == "key");
    entries
        .find_map(|entry| Some(entry.unwrap().path()).filter(is_key))
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_sign_each_with_its_key_and_the_votes_are_one_chain() {
    if !Backend::has_postgres() {
        return;
    }
    let mut one = Site::start(Backend::Postgres, Setup::recorded(&THREE)).await;
    let mut two = Site::beside(&one).await;
    let (ada, bob) = (one.voter().await, two.voter().await);
    tokio::join!(vote_by(&ada, 20, strict), vote_by(&bob, 20, strict));
    two.restart().await;
    one.restart().await;
    let said = manifest(&one, "").await;
    let read: Manifest = serde_json::from_value(said.clone()).unwrap();
    assert!(!read.keys.is_empty());
    let votes = one.folder().join("votes.csv");
    let file = one
        .client()
        .get("/api/v1/exports/votes.csv")
        .await
        .is(200)
        .text();
    assert_eq!(file.lines().count(), 41);
    std::fs::write(&votes, file).unwrap();
    std::fs::write(
        one.folder().join("votes.csv.manifest.json"),
        said.to_string(),
    )
    .unwrap();
    let found = verify(&with_manifest(&votes));
    assert_eq!(found.differences, [""; 0]);
    one.close().await;
    two.close().await;
}
