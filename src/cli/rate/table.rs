//! A board as aligned columns: one line per model, no colours.

use crate::app::{RatedFile, Report};
use crate::exchange::LeaderboardRecord;

const HEADER: [&str; 9] = [
    "rank", "range", "model", "rating", "low", "high", "votes", "win rate", "status",
];
const COEFFICIENTS: [&str; 5] = ["parameter", "estimate", "low", "high", "error"];
const NEIGHBOURS: [&str; 9] = [
    "upper",
    "lower",
    "gap",
    "low",
    "high",
    "upper is better",
    "separate",
    "votes needed",
    "votes to swap",
];
const MODELS: [&str; 4] = ["model", "best", "expected rank", "ranks"];
/// Columns of words, aligned to the left; numbers are aligned to the right.
const WORDS: [&str; 6] = ["model", "status", "parameter", "upper", "lower", "method"];

/// The board, and beneath it what else was asked for. What is not known is a dash.
pub(super) fn board(rated: &RatedFile) -> String {
    let mut text = aligned(&HEADER, rated.rows.iter().map(cells).collect());
    if !rated.coefficients.is_empty() {
        let rows = rated.coefficients.iter().map(|row| {
            let mut cells = vec![printable(&row.name)];
            cells.extend(
                [row.estimate, row.low, row.high, row.error].map(|figure| format!("{figure:.4}")),
            );
            cells
        });
        text.push('\n');
        text.push_str(&aligned(&COEFFICIENTS, rows.collect()));
    }
    if let Some(report) = &rated.report {
        text.push_str(&self::report(report));
    }
    text
}

/// The board of one category among others.
pub(super) fn of_category(rated: &RatedFile) -> String {
    let name = printable(super::print::name(rated));
    format!("{name}, {} votes\n{}", rated.votes, board(rated))
}

fn report(report: &Report) -> String {
    let share = |chance: f64| format!("{:.1}%", 100.0 * chance);
    let models = report.models.iter().map(|row| {
        let ranks = format!("{}-{}", row.rank_low, row.rank_high);
        vec![
            printable(&row.model),
            share(row.best),
            format!("{:.1}", row.rank),
            ranks,
        ]
    });
    let neighbours = report.neighbours.iter().map(|pair| {
        let words = if pair.is_resolved { "yes" } else { "no" };
        vec![
            printable(&pair.upper),
            printable(&pair.lower),
            format!("{:.1}", pair.gap),
            points(pair.gap_low),
            points(pair.gap_high),
            share(pair.above),
            words.to_owned(),
            known(pair.votes_needed.map(|votes| votes.to_string())),
            known(pair.votes_to_swap.map(|votes| votes.to_string())),
        ]
    });
    let (models, neighbours) = (models.collect(), neighbours.collect());
    let cycles = report.intransitivity.zip(report.intransitivity_p);
    let cycles = cycles.map(|(share_of, p)| {
        format!(
            "\nno ranking explains {} of what votes say beyond chance (p = {p:.3})\n",
            share(share_of)
        )
    });
    format!(
        "\n{}\n{}{}",
        aligned(&MODELS, models),
        aligned(&NEIGHBOURS, neighbours),
        cycles.unwrap_or_default()
    )
}

/// A header and lines in columns that are as wide as they must be.
pub(super) fn aligned(header: &[&str], rows: Vec<Vec<String>>) -> String {
    let mut lines = vec![header.iter().map(|&column| column.to_owned()).collect()];
    lines.extend(rows);
    let mut widths = vec![0; header.len()];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = cell.chars().count().max(*width);
        }
    }
    lines
        .iter()
        .map(|line| one_line(header, line, &widths))
        .collect()
}

fn one_line(header: &[&str], line: &[String], widths: &[usize]) -> String {
    let cells = header.iter().zip(line).zip(widths);
    let padded: Vec<String> = cells
        .map(|((column, cell), &width)| {
            if WORDS.contains(column) {
                format!("{cell:<width$}")
            } else {
                format!("{cell:>width$}")
            }
        })
        .collect();
    format!("{}\n", padded.join("  ").trim_end())
}

fn known(text: Option<String>) -> String {
    text.unwrap_or_else(|| "-".to_owned())
}

fn points(value: Option<f64>) -> String {
    known(value.map(|value| format!("{value:.1}")))
}

fn cells(row: &LeaderboardRecord) -> Vec<String> {
    let range = row.rank_low.zip(row.rank_high);
    vec![
        known(row.rank.map(|rank| rank.to_string())),
        known(range.map(|(low, high)| format!("{low}-{high}"))),
        printable(&row.name),
        points(row.rating),
        points(row.rating_low),
        points(row.rating_high),
        row.votes.to_string(),
        known(row.win_rate.map(|rate| format!("{:.1}%", 100.0 * rate))),
        row.status.clone(),
    ]
}

/// A file's text must not steer a terminal.
pub(super) fn printable(name: &str) -> String {
    let seen = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    name.chars().map(seen).collect()
}
