//! Cells that a spreadsheet would run as a formula, as OWASP advises: an apostrophe before them makes them text. Taken away again
//! when a table is read, so that nothing is lost.

use std::borrow::Cow;

/// What a formula begins with; of some characters there are wide ones, which some spreadsheets take too.
const BEGINNINGS: [char; 11] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// The cell as a spreadsheet shows it and does not run it.
pub(super) fn safe_cell(cell: Cow<'_, str>) -> Cow<'_, str> {
    if is_risky(&cell) {
        return Cow::Owned(format!("'{cell}"));
    }
    cell
}

/// The cell as it was before.
pub(super) fn plain_cell(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_risky(rest) => rest,
        _ => cell,
    }
}

/// Whether a formula begins here; one that was made safe counts too, so that taking the apostrophe away is exact.
fn is_risky(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(BEGINNINGS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_safe_is_no_formula_and_comes_back_as_it_was() {
        for cell in [
            "=1+1",
            "+1",
            "-x",
            "@SUM(A1)",
            "\t=1",
            "\r\n",
            "'=1",
            "''@",
            "\u{ff1d}1",
            "",
            "'",
            "'tis",
            "a=b",
            "plain",
        ] {
            let safe = safe_cell(Cow::Borrowed(cell));
            assert!(!safe.starts_with(BEGINNINGS), "{safe}");
            assert_eq!(plain_cell(&safe), cell);
        }
        assert_eq!(safe_cell(Cow::Borrowed("=1+1")), "'=1+1");
        assert_eq!(plain_cell("'tis"), "'tis");
    }
}
