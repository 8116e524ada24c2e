//! What a simulated year looks like from outside: pictures over time, feeds.

use reqwest::Method;
use resvg::usvg::roxmltree::Document;
use serde_json::Value;

use crate::client::Client;
use crate::site::Site;

/// The rows of a picture's file.
async fn rows(client: &Client, path: &str) -> Vec<csv::StringRecord> {
    let file = client.get(path).await.is(200).body;
    let mut reader = csv::Reader::from_reader(file.as_slice());
    reader.records().map(|row| row.unwrap()).collect()
}

/// The pictures over time of a whole year.
pub(crate) async fn pictures(site: &Site) {
    let client = site.client();
    for (kind, least) in [
        ("history", 365 * 20),
        ("ranks", 365 * 20),
        ("crown", 15),
        ("frontier", 365),
        ("gap", 300),
    ] {
        let path = format!("/charts/text/{kind}");
        let all = rows(&client, &format!("{path}.csv")).await;
        assert!(all.len() >= least, "{kind}: {}", all.len());
        let svg = client.get(&format!("{path}.svg")).await.is(200).text();
        Document::parse(&svg).unwrap();
        assert!(svg.len() < 400_000, "{kind}: {} bytes", svg.len());
        client.get(&format!("{path}.png")).await.is(200);
    }
    let svg = client.get("/charts/text/gap.svg").await.is(200).text();
    assert!(
        svg.contains("Open weights") && svg.contains("Beyond doubt since"),
        "{svg}"
    );
    // Who held first place among open models that do not reason?
    let path = "/charts/text/crown.csv?weights=open&reasoning=false";
    let crown = rows(&client, path).await;
    assert!(crown.len() >= 3 && crown.iter().all(|row| &row[0] == "all"));
    let labs = ["banyan", "fjord", "lotus"];
    assert!(
        crown
            .iter()
            .all(|row| labs.iter().any(|lab| row[1].starts_with(lab)))
    );
    // Which country's labs lead among open weights?
    let frontier = rows(&client, "/charts/text/frontier.csv?weights=open&by=country").await;
    assert!(frontier.iter().all(|row| ["CN", "FR"].contains(&&row[1])));
    let problem = client
        .get("/charts/text/frontier.csv?by=colour")
        .await
        .is(422)
        .text();
    assert!(problem.contains("weights, country, license"), "{problem}");
    let until = rows(&client, "/charts/text/crown.csv?at=2001-01-01").await;
    assert!(until.is_empty());
}

/// Both feeds of a whole year.
pub(crate) async fn feeds(site: &Site, last_leader: &str) {
    let client = site.client();
    let first = client.get("/feeds/text.atom").await.is(200);
    let text = first.text();
    let atom = Document::parse(&text).unwrap();
    let root = atom.root_element();
    assert_eq!(
        root.tag_name().namespace(),
        Some("http://www.w3.org/2005/Atom")
    );
    let entries = root
        .children()
        .filter(|one| one.tag_name().name() == "entry");
    let entries: Vec<_> = entries.collect();
    let part = |of: &resvg::usvg::roxmltree::Node<'_, '_>, name: &str| {
        let mut children = of.children();
        let found = children.find(|one| one.tag_name().name() == name);
        found
            .and_then(|one| one.text())
            .unwrap_or_default()
            .to_owned()
    };
    let titles: Vec<String> = entries.iter().map(|one| part(one, "title")).collect();
    let places = titles
        .iter()
        .filter(|title| title.ends_with("takes first place"));
    assert!(places.clone().count() >= 3, "{titles:?}");
    assert!(titles.iter().any(|title| title.ends_with("has come")));
    let newest = places.clone().next().unwrap();
    assert!(
        newest.starts_with(last_leader),
        "{newest}, not {last_leader}"
    );
    let ids: Vec<String> = entries.iter().map(|one| part(one, "id")).collect();
    let mut once = ids.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), ids.len());
    assert!(ids.iter().all(|id| id.starts_with("urn:uuid:")));

    let json: Value = client.get("/feeds/text.json").await.is(200).json();
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    let items = json["items"].as_array().unwrap();
    let of_json: Vec<&str> = items
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(of_json, ids);

    let tag = first.header("etag").unwrap().to_owned();
    let again = client.request(Method::GET, "/feeds/text.atom");
    client
        .send(again.header("if-none-match", tag))
        .await
        .is(304);
    client.get("/feeds/none.atom").await.is(404);
    client.get("/feeds/text.rss").await.is(404);
    let page = client.get("/leaderboard/text").await.is(200).text();
    assert!(page.contains("type=\"application/atom+xml\" href=\"/feeds/text.atom\""));
}
