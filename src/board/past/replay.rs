//! A board from a part of the log.

use std::sync::Arc;

use crate::board::record::{board_from_snapshot, counts_from_snapshot};
use crate::board::styled::{StyledVotes, categories_of};
use crate::board::{Board, OVERALL, counted, differences, method};
use crate::rating::{BoardFit, FitOptions, PairCell, PairCounts, RowOptions, fit_board};
use crate::store::{CountedVotes, Slice, Snapshot, Store, StoreError, Until};

use super::point::Point;
use super::{PastBoard, PastError};

/// Votes in one read where they are needed one by one.
const PAGE: u32 = 5_000;

/// The board of counts: from the newest snapshot before the point, with the votes between.
pub(super) async fn counted(
    store: &Store,
    slice: &Slice,
    point: Point,
    fit: FitOptions,
) -> Result<PastBoard, PastError> {
    let kept = match start(store, slice, point).await? {
        Start::Board(board) => return Ok(board),
        Start::Behind(kept) => kept,
    };
    // What was counted under other categories has to be counted again.
    let tagging = store.tagging().await?;
    let counted = |kept: &Snapshot| slice.category == OVERALL || kept.tagging == tagging;
    let (mut counts, models, after_seq) = match kept.filter(counted).as_ref() {
        Some(kept) => (counts_from_snapshot(kept)?, models_of(kept)?, kept.seq),
        None => (PairCounts::new(), Vec::new(), 0),
    };
    let has_categories = slice.category != OVERALL;
    let rows = store
        .counted_votes(&until(slice, after_seq, point), has_categories)
        .await?;
    for row in &rows {
        if !has_categories || row.categories.contains(&slice.category) {
            add(&mut counts, row);
        }
    }
    let (votes, counts) = (counts.votes(), Arc::new(counts));
    let counted = Arc::clone(&counts);
    let fitted = tokio::task::spawn_blocking(move || fit_board(&counts, &models, &fit)).await??;
    Ok(made(slice, point, (votes, Some(counted)), fitted))
}

/// The board at equal style: from its votes, one by one from the first one on, as no snapshot holds them.
pub(super) async fn styled(
    store: &Store,
    slice: &Slice,
    point: Point,
    fit: FitOptions,
) -> Result<PastBoard, PastError> {
    let kept = match start(store, slice, point).await? {
        Start::Board(board) => return Ok(board),
        Start::Behind(kept) => kept,
    };
    let models = kept.as_ref().map(models_of).transpose()?;
    let mut votes = StyledVotes::default();
    let mut after_seq = 0;
    loop {
        let part = until(slice, after_seq, point);
        let page = store.styled_until(&part, PAGE).await?;
        let Some(last) = page.last() else { break };
        after_seq = last.seq;
        for vote in page.iter().filter(|vote| vote.is_rated) {
            votes.add(vote, categories_of(vote));
        }
    }
    let options = RowOptions {
        fit,
        ..RowOptions::with_style()
    };
    let (category, models) = (slice.category.clone(), models.unwrap_or_default());
    let fit = move || votes.fit(&category, &models, &options);
    let (fitted, votes) = tokio::task::spawn_blocking(fit).await??;
    Ok(made(slice, point, (votes, None), fitted))
}

/// Where a replay begins.
enum Start {
    /// Nowhere: this board was kept.
    Board(PastBoard),
    /// Behind this snapshot, or at the first vote.
    Behind(Option<Snapshot>),
}

async fn start(store: &Store, slice: &Slice, point: Point) -> Result<Start, StoreError> {
    let kept = store.snapshot_at_seq(slice, point.whole_to).await?;
    let Some(same) = kept.as_ref().filter(|kept| kept.seq == point.seq) else {
        return Ok(Start::Behind(kept));
    };
    let (board, method) = board_from_snapshot(same)?;
    let counts = (!slice.style_control).then(|| counts_from_snapshot(same));
    Ok(Start::Board(PastBoard {
        board: Arc::new(board),
        method,
        counts: counts.transpose()?.map(Arc::new),
    }))
}

/// The models of a kept board, those without votes too.
fn models_of(kept: &Snapshot) -> Result<Vec<String>, StoreError> {
    let (board, _) = board_from_snapshot(kept)?;
    Ok(board.standings.into_iter().map(|one| one.model).collect())
}

fn until(slice: &Slice, after_seq: i64, point: Point) -> Until<'_> {
    Until {
        arena: &slice.arena,
        after_seq,
        seq: point.seq,
        time_ms: if point.is_whole() {
            i64::MAX
        } else {
            point.time_ms
        },
    }
}

fn add(counts: &mut PairCounts, row: &CountedVotes) {
    let cell = PairCell::of(counted::outcome(row.choice), row.votes);
    // The battle rules out self-play; a row that has it all the same says nothing and is not counted.
    let _ = counts.insert(&row.model_a, &row.model_b, cell);
}

fn made(
    slice: &Slice,
    point: Point,
    (votes, counts): (u64, Option<Arc<PairCounts>>),
    fitted: BoardFit,
) -> PastBoard {
    let board = Board {
        slice: slice.clone(),
        seq: point.seq,
        votes,
        computed_at_ms: point.time_ms,
        differences: differences(fitted.core.as_ref()),
        standings: fitted.standings,
    };
    PastBoard {
        board: Arc::new(board),
        method: method(slice.style_control).to_owned(),
        counts,
    }
}
