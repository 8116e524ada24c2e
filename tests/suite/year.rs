//! A simulated year whose truth is known: what the pictures are drawn from agrees with it.

use std::collections::BTreeMap;

use agon::board::series::{Best, Frame, crown, frontier, gap};
use agon::board::{Slice, Timeline};
use agon::store::Store;
use serde_json::Value;

use crate::patience::is_long;
use crate::resting::agon;
use crate::setup::Setup;
use crate::site::{Backend, Site};

const DAY_MS: i64 = 86_400_000;
/// Days after something came until few votes say what many will.
const SETTLED: i64 = 25;

/// The day on which a model came and its strength, from its id.
fn truth(model: &str) -> (i64, f64) {
    let mut parts = model.rsplit('-');
    let points = parts
        .next()
        .unwrap()
        .strip_prefix('s')
        .unwrap()
        .parse()
        .unwrap();
    let day = parts
        .next()
        .unwrap()
        .strip_prefix('d')
        .unwrap()
        .parse()
        .unwrap();
    (day, points)
}

fn group(model: &str) -> Option<String> {
    let lab = model.split('-').next()?;
    let is_open = ["banyan", "fjord", "lotus"].contains(&lab);
    Some(if is_open { "open" } else { "closed" }.to_owned())
}

/// A site after the year.
async fn site(backend: Backend) -> Site {
    let setup =
        Setup::recorded(&["m0", "m1"]).with("provisional_votes = 5", "provisional_votes = 50");
    let mut site = Site::start(backend, setup).await;
    site.close().await;
    let votes = if is_long() { "822" } else { "200" };
    let year = ["simulate", "--year", "--votes-per-day", votes];
    let (code, out, errors) = agon(&site.config(), &year).await;
    assert_eq!(code, 0, "{out}{errors}");
    site
}

async fn frames(site: &Site) -> Vec<Frame> {
    let config = std::fs::read_to_string(site.config()).unwrap();
    let url = config
        .lines()
        .find_map(|line| line.strip_prefix("database = "))
        .unwrap();
    let store = Store::open(url.trim_matches('"')).await.unwrap();
    let slice = Slice {
        arena: "text".parse().unwrap(),
        category: "overall".to_owned(),
        style_control: false,
    };
    let moments = Timeline::new(store.clone()).moments(&slice).await.unwrap();
    assert_eq!((moments.kept, moments.frames.len()), (365, 365));
    store.close().await;
    moments
        .frames
        .iter()
        .map(|frame| Frame::clone(frame))
        .collect()
}

/// The best model of each group on a day, and of all.
fn best_on<'a>(models: &'a [String], day: i64, of: &str) -> &'a str {
    let there = models.iter().filter(|model| truth(model).0 <= day);
    let there = there.filter(|model| of.is_empty() || group(model).as_deref() == Some(of));
    there
        .max_by(|a, b| truth(a).1.total_cmp(&truth(b).1))
        .unwrap()
}

/// The days since whose beginning the best of a group, or of all, had been there for a while.
fn settled(models: &[String], of: &str) -> Vec<i64> {
    let is_settled = |day: &i64| {
        (day - SETTLED..=*day)
            .all(|then| best_on(models, then.max(0), of) == best_on(models, *day, of))
    };
    (SETTLED..365).filter(is_settled).collect()
}

/// Few votes on a newcomer can put it first for a day; hardly more than that.
fn agree(what: &str, right: usize, all: usize) {
    eprintln!("{what}: right on {right} of {all} days");
    assert!(
        all > 100 && right * 100 >= all * 90,
        "{what}: {right} of {all}"
    );
}

on_both!(
    crown_frontier_and_gap_are_those_of_the_known_truth,
    |backend| {
        let mut site = site(backend).await;
        let frames = frames(&site).await;
        let start_ms = frames[0].time_ms - DAY_MS;
        let day_of = |time_ms: i64| (time_ms - start_ms) / DAY_MS - 1;
        let models: Vec<String> = frames[364]
            .standings
            .iter()
            .map(|one| one.model.clone())
            .collect();
        assert_eq!(models.len(), 50);

        let crown = crown(&frames);
        let days = settled(&models, "");
        let holder = |day: i64| {
            let at = start_ms + (day + 1) * DAY_MS;
            let reign = crown.reigns.iter().rfind(|reign| reign.from_ms <= at);
            reign.unwrap().model.as_str()
        };
        let right = days
            .iter()
            .filter(|day| holder(**day) == best_on(&models, **day, ""));
        agree("first place", right.count(), days.len());
        for reign in crown
            .reigns
            .iter()
            .filter(|reign| reign.alone_ms > 3 * DAY_MS)
        {
            let day = day_of(reign.to_ms) - 1;
            assert_eq!(reign.model, best_on(&models, day, ""), "{reign:?}");
        }
        let longest = &crown.held[0];
        assert_eq!(
            (longest.0.as_str(), longest.2 > 0),
            (best_on(&models, 364, ""), true),
            "{:?}",
            crown.held
        );

        let frontier = frontier(&frames, group);
        let by_day = |best: &Vec<Best>| {
            best.iter()
                .map(|one| (day_of(one.time_ms), one.model.clone()))
                .collect::<BTreeMap<_, _>>()
        };
        for of in ["open", "closed"] {
            let found = by_day(&frontier.groups[of]);
            let days = settled(&models, of);
            let right = days.iter().filter(|day| {
                found
                    .get(day)
                    .is_some_and(|best| best == best_on(&models, **day, of))
            });
            agree(of, right.count(), days.len());
        }
        let gap = gap(&frontier.groups["open"], &frontier.groups["closed"]);
        let (mut inside, mut all) = (0, 0);
        let both = settled(&models, "open")
            .into_iter()
            .filter(|day| settled(&models, "closed").contains(day));
        for day in both {
            let point = gap
                .points
                .iter()
                .find(|point| day_of(point.time_ms) == day)
                .unwrap();
            let known =
                truth(best_on(&models, day, "open")).1 - truth(best_on(&models, day, "closed")).1;
            assert_eq!(point.gap > 0.0, known > 0.0, "day {day}: {point:?} {known}");
            inside += usize::from((point.low..=point.high).contains(&known));
            all += 1;
        }
        eprintln!("the true gap is in {inside} of {all} intervals");
        assert!(all > 100 && inside * 100 >= all * 75, "{inside} of {all}");
        let overtaken = gap.leads.last().unwrap();
        assert!(overtaken.first && gap.leads.len() <= 3, "{:?}", gap.leads);
        let day = day_of(overtaken.clear_ms.unwrap());
        assert!((215..215 + SETTLED).contains(&day), "day {day}");

        // A kept board is the one that its votes give.
        site.restart().await;
        let client = site.client();
        for day in [40, 200, 364] {
            let frame = &frames[day];
            let board = client.leaderboard(&format!("?at={}", frame.seq)).await;
            let rows = board["rows"].as_array().unwrap();
            for one in &frame.standings {
                let row = rows
                    .iter()
                    .find(|row| row["model"] == one.model.as_str())
                    .unwrap();
                assert_eq!(row["rating"].as_f64(), one.rating, "{}", one.model);
            }
            assert_eq!(
                rows.iter()
                    .find(|row| row["rank"] == 1)
                    .map(Value::is_object),
                Some(true)
            );
        }
    }
);
