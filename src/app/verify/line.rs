//! A row of the votes file, and what was changed in one that does not match its hashes.

use std::sync::LazyLock;

use crate::clock::parse_time;
use crate::domain::VoteHash;
use crate::exchange::sheet::SheetRow;
use crate::exchange::{Record as _, VoteRecord, plain_cell};
use crate::integrity::row_check;

/// The places of the columns that the chain covers.
static FACTS: LazyLock<Vec<usize>> = LazyLock::new(|| {
    VoteHash::FACTS
        .iter()
        .filter_map(|name| place(name))
        .collect()
});

fn place(name: &str) -> Option<usize> {
    VoteRecord::COLUMNS
        .iter()
        .position(|column| *column == name)
}

/// The columns that the chain does not cover.
fn is_loose(column: &str) -> bool {
    !VoteHash::FACTS.contains(&column) && column != "hash"
}

/// A row of the votes file.
#[derive(Clone, Debug)]
pub(super) struct VoteLine {
    row: SheetRow,
}

impl VoteLine {
    /// The row as it stands; without the apostrophes of a table for spreadsheets if it is right without them.
    pub(super) fn new(row: SheetRow) -> Self {
        let line = Self { row };
        if line.has_its_check() {
            return line;
        }
        let mut plain = line.clone();
        for cell in &mut plain.row.cells {
            *cell = plain_cell(cell).to_owned();
        }
        if plain.has_its_check() { plain } else { line }
    }

    /// The line of the file, or the row.
    pub(super) fn place(&self) -> u64 {
        self.row.place
    }

    /// A cell by its column.
    pub(super) fn get(&self, column: &str) -> &str {
        let cell = place(column).and_then(|place| self.row.cells.get(place));
        cell.map_or("", String::as_str)
    }

    /// Its place in the log, if it has one.
    pub(super) fn seq(&self) -> Option<i64> {
        self.get("seq").parse().ok()
    }

    /// Whether its checksum is that of its other cells.
    pub(super) fn has_its_check(&self) -> bool {
        self.check() == self.get("check")
    }

    fn check(&self) -> String {
        let cells = self
            .row
            .cells
            .split_last()
            .map_or(&[][..], |(_, cells)| cells);
        row_check(cells)
    }

    /// The hash that it says it has.
    pub(super) fn stated(&self) -> Option<VoteHash> {
        self.get("hash").parse().ok()
    }

    /// The hash that it has behind another vote.
    pub(super) fn after(&self, before: VoteHash) -> VoteHash {
        let time = parse_time(self.get("time")).map(|ms| ms.to_string());
        let facts = FACTS
            .iter()
            .zip(VoteHash::FACTS)
            .map(|(place, name)| match &time {
                Some(time) if name == "time" => time.as_str(),
                _ => self.row.cells.get(*place).map_or("", String::as_str),
            });
        before.then(facts)
    }

    /// Which cell was changed, and from what, if one changed byte explains that the row does not follow `before`.
    pub(super) fn changed_fact(&self, before: VoteHash) -> Option<String> {
        let stated = self.stated()?;
        self.changed(
            |column| !is_loose(column) && column != "hash",
            |line| line.after(before) == stated,
        )
    }

    /// Which cell was changed that the chain does not cover, if one changed byte explains that the checksum is wrong.
    pub(super) fn changed_cell(&self) -> String {
        let stated = self.get("check").to_owned();
        let found = self.changed(
            |column| is_loose(column) && column != "check",
            |line| line.check() == stated,
        );
        found.unwrap_or_else(|| {
            let loose: Vec<&str> = VoteRecord::COLUMNS
                .iter()
                .copied()
                .filter(|name| is_loose(name))
                .collect();
            format!("one of {} was changed", loose.join(", "))
        })
    }

    /// Tries every other byte in every place of some cells until the row is right.
    fn changed(
        &self,
        is_asked: impl Fn(&str) -> bool,
        is_right: impl Fn(&Self) -> bool,
    ) -> Option<String> {
        let mut tried = self.clone();
        let asked = VoteRecord::COLUMNS
            .iter()
            .enumerate()
            .filter(|(_, name)| is_asked(name));
        for (place, name) in asked {
            let now = self.row.cells.get(place)?;
            for (start, c) in now.char_indices().filter(|(_, c)| c.is_ascii()) {
                for other in (b' '..=b'~').map(char::from).filter(|other| *other != c) {
                    let cell = tried.row.cells.get_mut(place)?;
                    cell.clone_from(now);
                    cell.replace_range(start..=start, other.encode_utf8(&mut [0; 4]));
                    if is_right(&tried) {
                        let was = tried.get(name);
                        return Some(format!("{name} is {now:?} and was {was:?}"));
                    }
                }
            }
            tried.row.cells.get_mut(place)?.clone_from(now);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row with this note and the checksum of that one.
    fn line(note: &str, checked: &str) -> VoteLine {
        let cells = |note: &str| -> Vec<String> {
            let names = VoteRecord::COLUMNS.iter().copied();
            let names = names.filter(|name| *name != "check");
            names
                .map(|name| if name == "note" { note } else { name }.to_owned())
                .collect()
        };
        let mut all = cells(note);
        all.push(row_check(cells(checked)));
        VoteLine::new(SheetRow {
            place: 2,
            cells: all,
        })
    }

    #[test]
    fn apostrophes_of_a_table_for_spreadsheets_are_no_change_and_those_of_voters_stay() {
        for (note, checked) in [("'=1+1", "=1+1"), ("'=1+1", "'=1+1"), ("''=1", "'=1")] {
            let line = line(note, checked);
            assert!(line.has_its_check(), "{note}");
            assert_eq!(line.get("note"), checked);
        }
        let line = line("'=1+1", "=1+2");
        assert!(!line.has_its_check());
        assert_eq!(line.get("note"), "'=1+1");
    }

    #[test]
    fn a_cell_that_was_changed_is_named_with_what_it_was() {
        let line = line("g0od", "good");
        assert_eq!(line.changed_cell(), "note is \"g0od\" and was \"good\"");
    }
}
