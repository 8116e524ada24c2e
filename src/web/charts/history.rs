//! Boards over time -> the charts of the templates crate.

use std::collections::BTreeMap;

use agon_templates::charts::Chart;
use agon_templates::charts::kinds::{
    Best, Crown, CrownRow, Elsewhere, Frontier, GapMoment, Group, History, Measure, Moment, Past,
    Reign, Seen, SeenMoment,
};
use agon_templates::language::Language;

use super::Look;
use crate::app::{GroupBy, Series};
use crate::board::series::{self, Frame, Ranked};
use crate::domain::Weights;
use crate::store::ExternalBoard;

/// The words of the kinds that are drawn over time.
pub(super) const KINDS: [&str; 5] = ["history", "ranks", "crown", "frontier", "gap"];

/// The picture of a kind.
pub(in crate::web) fn chart(kind: &str, series: &Series, look: Look, t: Language) -> Chart {
    match kind {
        "ranks" if look.is_overall => overall(series).chart(t, Measure::Rank),
        "ranks" => history(series).chart(t, Measure::Rank),
        "crown" => crown(series).chart(t),
        "frontier" => frontier(series, look.by).chart(t),
        "gap" => frontier(series, look.by).gap_chart(t),
        _ => history(series).chart(t, Measure::Rating),
    }
}

/// The picture of what others published.
pub(in crate::web) fn elsewhere(boards: &[ExternalBoard], t: Language) -> Chart {
    let mut models: BTreeMap<(&str, &str), Seen> = BTreeMap::new();
    for board in boards {
        for row in &board.rows {
            let seen = models.entry((&board.source, &row.name)).or_default();
            seen.source.clone_from(&board.source);
            seen.name.clone_from(&row.name);
            seen.id = row.model.as_ref().map(ToString::to_string);
            seen.moments.push(SeenMoment {
                ms: float(board.time_ms),
                rating: row.rating,
                low: row.low,
                high: row.high,
            });
        }
    }
    let mut models: Vec<Seen> = models.into_values().collect();
    let best = |one: &Seen| {
        one.moments
            .last()
            .map_or(f64::NEG_INFINITY, |last| last.rating)
    };
    // Those that this site knows come first.
    models.sort_by(|a, b| {
        (b.id.is_some().cmp(&a.id.is_some())).then_with(|| best(b).total_cmp(&best(a)))
    });
    Elsewhere { models }.chart(t)
}

fn name(series: &Series, id: &str) -> String {
    let card = series.cards.get(id);
    card.map_or_else(|| id.to_owned(), |card| card.name.clone())
}

fn history(series: &Series) -> History {
    let frames = series.frames.iter();
    let ranked = frames.map(|frame| (frame, frame.ranked()));
    pasts(series, ranked)
}

/// The same with the ranks that the models had on the whole board.
fn overall(series: &Series) -> History {
    let ranked = series.whole.iter().map(|frame| {
        let ranked = frame.ranked().into_iter();
        let passing = ranked.filter(|one| series.cards.contains_key(&one.standing.model));
        (&**frame, passing.collect())
    });
    History {
        is_overall: true,
        ..pasts(series, ranked)
    }
}

fn pasts<'a>(
    series: &Series,
    frames: impl Iterator<Item = (&'a Frame, Vec<Ranked<'a>>)>,
) -> History {
    let mut models: BTreeMap<&str, Vec<Moment>> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for (frame, ranked) in frames {
        order = ranked.iter().map(|one| &*one.standing.model).collect();
        for one in ranked.iter().filter(|one| one.standing.votes > 0) {
            let moments = models.entry(&one.standing.model).or_default();
            moments.push(moment(frame, one));
        }
    }
    let known = order.into_iter().filter_map(|id| {
        let moments = models.remove(id)?;
        Some(past(series, id, moments))
    });
    let mut all: Vec<Past> = known.collect();
    // Those that the newest board has no more.
    all.extend(
        models
            .into_iter()
            .map(|(id, moments)| past(series, id, moments)),
    );
    History {
        models: all,
        kept: series.kept as u64,
        shown: series.frames.len() as u64,
        is_overall: false,
    }
}

fn past(series: &Series, id: &str, moments: Vec<Moment>) -> Past {
    Past {
        id: id.to_owned(),
        name: name(series, id),
        moments,
    }
}

fn moment(frame: &Frame, one: &Ranked<'_>) -> Moment {
    let standing = one.standing;
    Moment {
        ms: float(frame.time_ms),
        seq: frame.seq.unsigned_abs(),
        rating: standing.rating,
        low: standing.low,
        high: standing.high,
        rank: one.rank,
        votes: standing.votes,
    }
}

fn crown(series: &Series) -> Crown {
    let row = |of: &'static str, wanted: Option<Weights>| {
        let is_in = |id: &str| {
            let card = series.cards.get(id);
            wanted.is_none() || card.is_some_and(|card| card.weights == wanted)
        };
        let parts = series.frames.iter().map(|frame| frame.only(is_in));
        let frames: Vec<Frame> = parts.collect();
        let crown = series::crown(&frames);
        let reigns = crown.reigns.iter().map(|reign| Reign {
            name: name(series, &reign.model),
            id: reign.model.clone(),
            from_ms: float(reign.from_ms),
            to_ms: float(reign.to_ms),
            alone_ms: float(reign.alone_ms),
        });
        CrownRow {
            of,
            reigns: reigns.collect(),
        }
    };
    let all = row("all", None);
    let parts = [("open", Weights::Open), ("closed", Weights::Closed)];
    let parts: Vec<CrownRow> = parts
        .into_iter()
        .map(|(of, weights)| row(of, Some(weights)))
        .filter(|row| !row.reigns.is_empty())
        .collect();
    // Where all are of one kind, its row would say the same again.
    let parts = if parts.len() > 1 { parts } else { Vec::new() };
    Crown {
        rows: std::iter::once(all).chain(parts).collect(),
        kept: series.kept as u64,
        shown: series.frames.len() as u64,
    }
}

fn frontier(series: &Series, by: GroupBy) -> Frontier {
    let found = series.frontier(by);
    let mut groups: Vec<(String, Vec<series::Best>)> = found.groups.into_iter().collect();
    let now = |best: &[series::Best]| best.last().map_or(f64::NEG_INFINITY, |one| one.rating);
    groups.sort_by(|a, b| now(&b.1).total_cmp(&now(&a.1)).then_with(|| a.0.cmp(&b.0)));
    let gap = match groups.as_slice() {
        [(_, first), (_, second), ..] => series::gap(first, second),
        _ => series::Gap::default(),
    };
    let lead = gap.leads.last().filter(|lead| lead.first);
    Frontier {
        by: by.as_str(),
        gap: gap.points.iter().map(gap_moment).collect(),
        ahead_ms: lead.map(|lead| float(lead.from_ms)),
        clear_ms: lead.and_then(|lead| lead.clear_ms).map(float),
        kept: series.kept as u64,
        shown: series.frames.len() as u64,
        groups: groups
            .into_iter()
            .map(|(word, best)| Group {
                best: best.into_iter().map(|one| best_of(series, one)).collect(),
                word,
            })
            .collect(),
    }
}

fn best_of(series: &Series, best: series::Best) -> Best {
    Best {
        ms: float(best.time_ms),
        name: name(series, &best.model),
        id: best.model,
        rating: best.rating,
        low: best.low,
        high: best.high,
    }
}

fn gap_moment(point: &series::GapPoint) -> GapMoment {
    GapMoment {
        ms: float(point.time_ms),
        gap: point.gap,
        low: point.low,
        high: point.high,
    }
}

#[expect(clippy::cast_precision_loss, reason = "times are far below 2^53")]
fn float(ms: i64) -> f64 {
    ms as f64
}
