//! A board as aligned columns: one line per model, no colours.

use crate::exchange::LeaderboardRecord;

const HEADER: [&str; 9] = [
    "rank", "range", "model", "rating", "low", "high", "votes", "win rate", "status",
];
/// Columns of words, aligned to the left; numbers are aligned to the right.
const WORDS: [&str; 2] = ["model", "status"];

/// The header and one line per model. What is not known is a dash.
pub(super) fn lines(rows: &[LeaderboardRecord]) -> String {
    let lines: Vec<[String; 9]> = std::iter::once(HEADER.map(str::to_owned))
        .chain(rows.iter().map(cells))
        .collect();
    let mut widths = [0; 9];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = cell.chars().count().max(*width);
        }
    }
    lines.iter().map(|line| aligned(line, widths)).collect()
}

fn aligned(line: &[String; 9], widths: [usize; 9]) -> String {
    let cells = HEADER.iter().zip(line).zip(widths);
    let padded: Vec<String> = cells
        .map(|((column, cell), width)| {
            if WORDS.contains(column) {
                format!("{cell:<width$}")
            } else {
                format!("{cell:>width$}")
            }
        })
        .collect();
    format!("{}\n", padded.join("  ").trim_end())
}

fn cells(row: &LeaderboardRecord) -> [String; 9] {
    let known = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let points = |value: Option<f64>| known(value.map(|value| format!("{value:.1}")));
    let range = row.rank_low.zip(row.rank_high);
    [
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
fn printable(name: &str) -> String {
    let seen = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    name.chars().map(seen).collect()
}
