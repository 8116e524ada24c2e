//! A simulated year whose truth is known: what the pictures are drawn from agrees with it.

use std::collections::BTreeMap;

use agon::board::series::{Frame, Frontier, crown, frontier, gap};
use agon::board::{Slice, Timeline};

use crate::patience::is_long;
use crate::resting::agon;
use crate::setup::Setup;
use crate::site::{Backend, Site};
use crate::told;

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
    let store = site.store().await;
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

/// Few votes on a newcomer can put it first for some days; the fewer votes a day, the more of them.
fn agree(what: &str, right: usize, all: usize) {
    eprintln!("{what}: right on {right} of {all} days");
    assert!(
        all > 100 && right * 100 >= all * 90,
        "{what}: {right} of {all}"
    );
}

/// The year as its snapshots show it.
struct Year {
    frames: Vec<Frame>,
    models: Vec<String>,
}

impl Year {
    async fn of(site: &Site) -> Self {
        let frames = frames(site).await;
        let models = frames[364].standings.iter();
        let models: Vec<String> = models.map(|one| one.model.clone()).collect();
        assert_eq!(models.len(), 50);
        Self { frames, models }
    }

    /// The day at whose end a board was kept.
    fn day_of(&self, time_ms: i64) -> i64 {
        (time_ms - self.frames[0].time_ms) / DAY_MS
    }

    fn best_on(&self, day: i64, of: &str) -> &str {
        best_on(&self.models, day, of)
    }

    fn first_place_is_right(&self) {
        let crown = crown(&self.frames);
        let days = settled(&self.models, "");
        let holder = |day: i64| {
            let at = self.frames[0].time_ms + day * DAY_MS;
            let reign = crown.reigns.iter().rfind(|reign| reign.from_ms <= at);
            reign.unwrap().model.as_str()
        };
        let right = days
            .iter()
            .filter(|day| holder(**day) == self.best_on(**day, ""));
        agree("first place", right.count(), days.len());
        for reign in crown.reigns.iter().filter(|one| one.alone_ms > 3 * DAY_MS) {
            let day = self.day_of(reign.from_ms.midpoint(reign.to_ms));
            assert_eq!(reign.model, self.best_on(day, ""), "{reign:?}");
        }
        // The last leader held it from day 290 on.
        let last = self.best_on(364, "");
        let held = crown.held.iter().find(|(model, _, _)| model == last);
        let (_, held, alone) = held.unwrap();
        assert!(
            (60..76).contains(&(held / DAY_MS)) && *alone > 0,
            "{held} {alone}"
        );
    }

    fn frontier_is_right(&self) -> Frontier {
        let frontier = frontier(&self.frames, group);
        for of in ["open", "closed"] {
            let best = frontier.groups[of].iter();
            let found: BTreeMap<i64, &str> = best
                .map(|one| (self.day_of(one.time_ms), one.model.as_str()))
                .collect();
            let days = settled(&self.models, of);
            let right = days
                .iter()
                .filter(|day| found.get(day) == Some(&self.best_on(**day, of)));
            agree(of, right.count(), days.len());
        }
        frontier
    }

    fn gap_is_right(&self, frontier: &Frontier) {
        let gap = gap(&frontier.groups["open"], &frontier.groups["closed"]);
        let (mut inside, mut all) = (0, 0);
        let closed = settled(&self.models, "closed");
        let both = settled(&self.models, "open");
        for day in both.into_iter().filter(|day| closed.contains(day)) {
            let mut points = gap.points.iter();
            let point = points.find(|one| self.day_of(one.time_ms) == day).unwrap();
            let points = |of| truth(self.best_on(day, of)).1;
            let known: f64 = points("open") - points("closed");
            // What an interval proves is true; the rest may be chance.
            let is_wrong = (point.low > 0.0 && known < 0.0) || (point.high < 0.0 && known > 0.0);
            assert!(!is_wrong, "day {day}: {point:?} {known}");
            // A board is wrong in the same way for many days, so the share of days inside says little: none is far outside.
            let half = (point.high - point.low) / 2.0;
            let far = (known - f64::midpoint(point.low, point.high)).abs() / half;
            assert!(far < 2.5, "day {day}: {point:?} {known}");
            inside += usize::from(far <= 1.0);
            all += 1;
        }
        eprintln!("the true gap is in {inside} of {all} intervals");
        assert!(all > 80 && inside * 2 >= all, "{inside} of {all}");
        let lead = gap.leads.last().unwrap();
        assert!(lead.first && gap.leads.len() == 2, "{:?}", gap.leads);
        let day = self.day_of(lead.clear_ms.unwrap());
        eprintln!("overtaken beyond doubt on day {day}");
        assert!((215..215 + SETTLED).contains(&day), "day {day}");
    }
}

on_both!(
    crown_frontier_and_gap_are_those_of_the_known_truth,
    |backend| {
        let mut site = site(backend).await;
        let year = Year::of(&site).await;
        year.first_place_is_right();
        year.gap_is_right(&year.frontier_is_right());
        // A kept board is the one that its votes give.
        site.restart().await;
        let client = site.client();
        for day in [40, 200, 364] {
            let frame: &Frame = &year.frames[day];
            let board = client.leaderboard(&format!("?at={}", frame.seq)).await;
            let rows = board["rows"].as_array().unwrap();
            for one in &frame.standings {
                let row = rows.iter().find(|row| row["model"] == one.model.as_str());
                assert_eq!(row.unwrap()["rating"].as_f64(), one.rating, "{}", one.model);
            }
        }
        told::pictures(&site).await;
        // Its name is its lab and the day on which it came.
        assert_eq!(truth(year.best_on(364, "")), (290, 500.0));
        told::feeds(&site, "Fjord 290").await;
    }
);
