//! The first reading: whether a file is whole, and whom it names.

use std::fs::File;
use std::panic::resume_unwind;
use std::thread;

use crate::exchange::read::{FileReader, Layout, Skip, Skipped, Wanted};

use super::draft::Twice;
use super::{Import, ImportError, Stage};

/// Clocks differ, and so do time zones.
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// What the first reading learned.
pub(super) struct Survey {
    pub(super) rows: u64,
    pub(super) votes: u64,
    pub(super) unrated: u64,
    /// Whether a vote stands in it more than once.
    pub(super) has_twice: bool,
    pub(super) has_texts: bool,
    pub(super) skipped: Skipped,
    pub(super) layout: Option<Layout>,
    pub(super) models: Vec<String>,
}

/// Everything that the log keeps of a vote.
fn wanted(now_ms: i64) -> Wanted {
    Wanted {
        voters: true,
        times: true,
        categories: true,
        tagged_by: true,
        style: true,
        ids: true,
        reasons: true,
        latest_ms: Some(now_ms + DAY_MS),
        unrated: true,
        ..Wanted::default()
    }
}

/// Opens the file from its beginning.
pub(super) fn open(import: &Import, now_ms: i64) -> Result<FileReader, ImportError> {
    open_for(import, &wanted(now_ms))
}

fn open_for(import: &Import, wanted: &Wanted) -> Result<FileReader, ImportError> {
    let file = File::open(&import.file)?;
    let kind = file.metadata()?.file_type();
    if !kind.is_file() && !kind.is_dir() {
        return Err(ImportError::Pipe);
    }
    Ok(FileReader::open_file(file, import.layout, wanted)?)
}

/// Reads the file once. Where columns can be read without the others, those of style, which are many and decide nothing, are
/// read on a thread of their own, only to learn whether they are whole.
pub(super) fn survey(
    import: &Import,
    now_ms: i64,
    progress: &mut (dyn FnMut(Stage, f64) + Send),
) -> Result<Survey, ImportError> {
    let reader = open(import, now_ms)?;
    if !reader.has_columns() {
        return read(import, reader, progress);
    }
    let decides = Wanted {
        style: false,
        ..wanted(now_ms)
    };
    let reader = open_for(import, &decides)?;
    thread::scope(|scope| {
        let style = scope.spawn(|| read_style(import));
        let survey = read(import, reader, progress);
        let whole = style.join().unwrap_or_else(|panic| resume_unwind(panic));
        let survey = survey?;
        whole.map(|()| survey)
    })
}

fn read_style(import: &Import) -> Result<(), ImportError> {
    let style = Wanted {
        style: true,
        ..Wanted::default()
    };
    let mut reader = open_for(import, &style)?;
    while reader.next_batch()?.is_some() {}
    Ok(())
}

fn read(
    import: &Import,
    mut reader: FileReader,
    progress: &mut (dyn FnMut(Stage, f64) + Send),
) -> Result<Survey, ImportError> {
    let mut twice = Twice::default();
    let mut skipped = Skipped::new(reader.unit());
    let (mut rows, mut votes, mut unrated) = (0, 0, 0);
    let mut has_twice = false;
    let mut last: Option<(u64, Skip)> = None;
    while let Some(batch) = reader.next_batch()? {
        rows += batch.rows;
        votes += batch.places.len() as u64;
        unrated += batch.unrated.iter().flatten().count() as u64;
        last = batch.skipped.last().cloned();
        for place in twice.of(&batch, &reader) {
            votes -= 1;
            has_twice = true;
            skipped.add(place, Skip::Twice);
        }
        skipped.add_all(batch.skipped);
        progress(Stage::Checking, reader.part_read());
    }
    if let Some((place, _)) = last.filter(|(_, skip)| skip.is_cut()) {
        let unit = reader.unit();
        return Err(ImportError::Cut { unit, place });
    }
    if rows > 0 && skipped.rows() - skipped.understood() == rows {
        let asked = import.layout;
        return Err(ImportError::NoVotes { skipped, asked });
    }
    if import.strict && skipped.rows() > 0 {
        return Err(ImportError::Strict(skipped));
    }
    Ok(Survey {
        rows,
        votes,
        unrated,
        has_twice,
        has_texts: reader.has_texts(),
        skipped,
        layout: reader.layout(),
        models: reader.models().iter().map(str::to_owned).collect(),
    })
}
