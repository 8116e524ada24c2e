//! Methods side by side.

use crate::exchange::ComparedRecord;
use crate::rating::{CompareReport, MethodReport};

use super::table::aligned;

/// One row per method, best first.
pub(super) fn records(report: &CompareReport) -> Vec<ComparedRecord> {
    report.methods.iter().map(record).collect()
}

fn record(method: &MethodReport) -> ComparedRecord {
    let score = method.score.as_ref();
    ComparedRecord {
        method: method.name.clone(),
        log_loss: score.map(|score| score.log_loss.mean),
        behind: score.map(|score| score.log_loss.behind),
        behind_error: score.map(|score| score.log_loss.error),
        brier: score.map(|score| score.brier),
        three_way: score.map(|score| score.three_way.mean),
        calibration_error: score.map(|score| score.calibration.error),
        unpredicted: method.unpredicted,
    }
}

const HEADER: [&str; 7] = [
    "method",
    "log-loss",
    "behind",
    "+-",
    "brier",
    "three-way",
    "calibration",
];

/// For people: what was held out, and a line per method.
pub(super) fn table(report: &CompareReport, rows: &[ComparedRecord]) -> String {
    let held = format!(
        "{} held-out votes, {} scored by every method ({} of them decisive), {} left out: a model was not rated yet\n\n",
        report.held_out, report.scored, report.decisive, report.skipped
    );
    let figure =
        |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:.5}"));
    let line = |row: &ComparedRecord| {
        let figures = [
            row.log_loss,
            row.behind,
            row.behind_error,
            row.brier,
            row.three_way,
            row.calibration_error,
        ];
        let mut cells = vec![row.method.clone()];
        cells.extend(figures.map(figure));
        cells
    };
    held + &aligned(&HEADER, rows.iter().map(line).collect())
}
