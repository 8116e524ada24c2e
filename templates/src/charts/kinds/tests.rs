//! Pictures over time: empty, full, and with hostile names, in every language.

use super::*;
use crate::charts::{Chart, Files};
use crate::samples::hostile;

const DAY_MS: f64 = 86_400_000.0;

fn day_of(day: u32) -> f64 {
    1_767_225_600_000.0 + f64::from(day) * DAY_MS
}

fn history(days: u32) -> History {
    let past = |place: u32| Past {
        id: format!("m{place}"),
        name: hostile().to_owned(),
        moments: (0..days)
            .map(|day| Moment {
                ms: day_of(day),
                seq: u64::from(day) * 10,
                rating: Some(1100.0 - f64::from(place)),
                low: Some(1080.0),
                high: Some(1120.0),
                rank: Some((place + 1, 14)),
                votes: 10,
            })
            .collect(),
    };
    History {
        models: if days > 0 {
            (0..14).map(past).collect()
        } else {
            Vec::new()
        },
        kept: 1_000,
        shown: u64::from(days),
        is_overall: false,
    }
}

fn crown(days: u32) -> Crown {
    let reign = |number: u32| Reign {
        id: format!("m{number}"),
        name: hostile().to_owned(),
        from_ms: day_of(number),
        to_ms: day_of(number + 1),
        alone_ms: DAY_MS / 2.0,
    };
    Crown {
        rows: vec![CrownRow {
            of: "all",
            reigns: (0..days).map(reign).collect(),
        }],
        kept: 9,
        shown: 9,
    }
}

fn frontier(days: u32) -> Frontier {
    let best = |day: u32| Best {
        ms: day_of(day),
        id: "m".to_owned(),
        name: hostile().to_owned(),
        rating: 1000.0,
        low: 990.0,
        high: 1010.0,
    };
    let group = |word: &str| Group {
        word: word.to_owned(),
        best: (0..days).map(best).collect(),
    };
    let gap = |day: u32| GapMoment {
        ms: day_of(day),
        gap: 12.0,
        low: -2.0,
        high: 26.0,
    };
    Frontier {
        by: "weights",
        groups: if days > 0 {
            vec![group("open"), group(hostile())]
        } else {
            Vec::new()
        },
        gap: (0..days).map(gap).collect(),
        ahead_ms: Some(day_of(3)),
        clear_ms: None,
        kept: 9,
        shown: 9,
    }
}

fn elsewhere(days: u32) -> Elsewhere {
    let moment = |day: u32| SeenMoment {
        ms: day_of(day),
        rating: 1200.0,
        low: None,
        high: None,
    };
    let seen = Seen {
        source: hostile().to_owned(),
        id: None,
        name: hostile().to_owned(),
        moments: (0..days).map(moment).collect(),
    };
    Elsewhere {
        models: if days > 0 { vec![seen] } else { Vec::new() },
    }
}

fn charts(t: Language, days: u32) -> Vec<Chart> {
    vec![
        history(days).chart(t, Measure::Rating),
        history(days).chart(t, Measure::Rank),
        crown(days).chart(t),
        frontier(days).chart(t),
        frontier(days).gap_chart(t),
        elsewhere(days).chart(t),
    ]
}

#[test]
fn every_picture_over_time_is_drawn_whoever_is_in_it() {
    for t in Language::ALL {
        for days in [0, 1, 40] {
            for chart in charts(t, days) {
                let id = chart.frame.id.clone();
                let svg = chart.standalone(t);
                assert!(!svg.contains("<script") && !svg.contains("NaN"), "{id}");
                assert!(chart.table.rows.is_empty() == (days == 0), "{id}");
                let width = chart.table.columns.len();
                assert!(
                    chart.table.rows.iter().all(|row| row.len() == width),
                    "{id}"
                );
                assert!(!chart.frame.reading.0.is_empty(), "{id}");
            }
        }
    }
}

#[test]
fn readings_answer_the_question() {
    let t = Language::English;
    let said = |chart: Chart| crate::charts::plain(&chart.frame.reading).0;
    let frontier = said(frontier(5).chart(t));
    for part in ["+12 points", "Ahead since 4 Jan 2026", "may be chance"] {
        assert!(frontier.contains(part), "{part}: {frontier}");
    }
    let crown = said(crown(5).chart(t));
    assert!(
        crown.contains("first place since 5 Jan 2026: 1 day, alone for"),
        "{crown}"
    );
    let history = said(history(40).chart(t, Measure::Rating));
    assert!(history.contains("40 of 1,000 snapshots"), "{history}");
}

#[test]
fn a_long_history_stays_a_small_picture_and_its_table_has_everything() {
    let chart = history(400).chart(Language::English, Measure::Rating);
    assert_eq!(chart.table.rows.len(), 400 * 14);
    let svg = chart.standalone(Language::English);
    assert!(svg.len() < 200_000, "{} bytes", svg.len());
    assert_eq!(
        chart.table.rows[0][0].raw(),
        "2027-02-04T00:00:00Z",
        "the newest first"
    );
}

#[test]
fn one_board_is_told_and_not_drawn() {
    let t = Language::English;
    let mut just_crowned = crown(1);
    just_crowned.rows[0].reigns[0].to_ms = day_of(0);
    for chart in [
        history(1).chart(t, Measure::Rating),
        history(1).chart(t, Measure::Rank),
        just_crowned.chart(t),
    ] {
        assert!(chart.is_empty());
        let figure = chart.figure(t, &Files::default()).into_string();
        assert!(
            figure.contains("One board has been kept so far, of 1 Jan 2026."),
            "{figure}"
        );
        assert!(
            !figure.contains("<svg") && !figure.contains("CSV"),
            "{figure}"
        );
        assert!(!chart.table.rows.is_empty(), "the numbers stay in the file");
    }
    assert!(!history(2).chart(t, Measure::Rank).is_empty() && !crown(1).chart(t).is_empty());
}
