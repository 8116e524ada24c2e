//! Runs voters and viewers against a server, in a closed loop (each voter goes on when its battle has ended) or an open
//! one (battles begin by the clock, however long the others take), and never without an end.

use std::convert::Infallible;
use std::io::IsTerminal as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use reqwest::Url;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until, timeout};

use super::hall::{self, Hall};
use super::report::{Report, Subject};
use super::tally::{Failure, Step, Tally};
use super::viewer::Seen;
use super::voter::Voter;

/// A voter whose battles come to nothing so often in a row stops.
const GIVE_UP: u32 = 10;
/// How long it waits after each of them, so that a server may restart meanwhile.
const BREATHER: Duration = Duration::from_secs(1);
/// The most battles that an open loop has running.
const MOST_RUNNING: usize = 4_096;
/// How long running battles may still take when the time is up.
const DRAIN: Duration = Duration::from_secs(30);
/// How long the last votes may take to be on the boards.
const LAST_BOARD: Duration = Duration::from_secs(5);

/// What to run.
pub(super) struct Plan {
    pub(super) url: Url,
    /// The server's first one if `None`.
    pub(super) arena: Option<String>,
    pub(super) voters: u32,
    pub(super) viewers: u32,
    pub(super) readers: u32,
    pub(super) until: Until,
    /// Battles per second of an open loop.
    pub(super) rate: Option<f64>,
    pub(super) seed: u64,
}

/// When it is enough.
#[derive(Clone, Copy, Debug)]
pub(super) enum Until {
    /// So many votes; in an open loop so many battles.
    Votes(u64),
    /// No battle begins after this time.
    Time(Duration),
}

/// Runs the plan.
///
/// # Errors
/// Why nothing could be done.
pub(super) async fn run(plan: Plan) -> Result<Report, String> {
    let tally = Arc::new(Tally::default());
    let hall = Arc::new(Hall::find(&plan, Arc::clone(&tally)).await?);
    let (seen, _looking_on) = hall::open_viewers(&hall, plan.viewers).await;
    let voters = hall::join_voters(&hall, plan.voters).await?;
    let reading = hall::seat_readers(&hall, plan.readers);
    let budget = Arc::new(Budget::new(plan.until));
    let began = Instant::now();
    let interrupted = tokio::select! {
        () = crowd(voters, &hall, &budget, plan.rate) => false,
        _ = tokio::signal::ctrl_c() => true,
        never = progress(&tally, &budget) => match never {},
    };
    drop(reading);
    let last_vote = tally.so_far().votes.iter().map(|(_, at)| *at).max();
    if !interrupted {
        wait_for_boards(&tally, &seen).await;
    }
    add_lags(&tally, &seen, interrupted);
    let subject = Subject {
        url: hall.client.base().to_string(),
        arena: hall.arena.clone(),
        seed: plan.seed,
    };
    let lasted = last_vote
        .unwrap_or_else(Instant::now)
        .saturating_duration_since(began);
    Ok(Report::new(subject, tally.so_far(), lasted))
}

/// How much is left to do.
struct Budget {
    until: Until,
    left: AtomicU64,
    deadline: Option<Instant>,
    begun: AtomicU64,
}

impl Budget {
    fn new(until: Until) -> Self {
        let (left, deadline) = match until {
            Until::Votes(votes) => (votes, None),
            Until::Time(time) => (u64::MAX, Some(Instant::now() + time)),
        };
        Self {
            until,
            left: left.into(),
            deadline,
            begun: 0.into(),
        }
    }

    /// The number of a battle that may begin now; `None` if it is enough.
    fn claim(&self) -> Option<u64> {
        if self
            .deadline
            .is_some_and(|deadline| Instant::now() >= deadline)
        {
            return None;
        }
        self.left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(1)
            })
            .ok()?;
        Some(self.begun.fetch_add(1, Ordering::Relaxed))
    }

    /// The battle came to nothing; another one may take its place.
    fn give_back(&self) {
        self.left.fetch_add(1, Ordering::Relaxed);
    }
}

/// All voters at work, until it is enough.
async fn crowd(voters: Vec<Arc<Voter>>, hall: &Hall, budget: &Arc<Budget>, rate: Option<f64>) {
    let mut running = JoinSet::new();
    if let Some(rate) = rate {
        begin_by_the_clock(&voters, hall, budget, (rate, &mut running)).await;
    } else {
        for voter in voters {
            running.spawn(keep_voting(voter, Arc::clone(budget)));
        }
    }
    let all = async { while running.join_next().await.is_some() {} };
    let Some(deadline) = budget.deadline else {
        return all.await;
    };
    tokio::select! {
        () = all => {}
        () = sleep_until(deadline + DRAIN) => {
            hall.tally.failed(Failure::new("battle: cut off", format!("still running {} s after the end", DRAIN.as_secs())));
        }
    }
}

async fn keep_voting(voter: Arc<Voter>, budget: Arc<Budget>) {
    let mut in_vain = 0;
    while in_vain < GIVE_UP {
        let Some(number) = budget.claim() else { return };
        if voter.battle(number, Instant::now()).await {
            in_vain = 0;
        } else {
            budget.give_back();
            in_vain += 1;
            tokio::time::sleep(BREATHER).await;
        }
    }
}

/// Battles begin `rate` times a second, whatever became of those before; their time counts from when they were due.
async fn begin_by_the_clock(
    voters: &[Arc<Voter>],
    hall: &Hall,
    budget: &Budget,
    (rate, running): (f64, &mut JoinSet<()>),
) {
    let (mut due, gap) = (Instant::now(), Duration::from_secs_f64(1.0 / rate));
    while let Some(number) = budget.claim() {
        sleep_until(due).await;
        while running.try_join_next().is_some() {}
        let turn = usize::try_from(number)
            .unwrap_or(0)
            .checked_rem(voters.len());
        if running.len() >= MOST_RUNNING {
            hall.tally.failed(Failure::new(
                "start: left out",
                format!("{MOST_RUNNING} battles were running"),
            ));
        } else if let Some(voter) = turn.and_then(|turn| voters.get(turn)) {
            let (voter, due) = (Arc::clone(voter), due);
            running.spawn(async move {
                let _ = voter.battle(number, due).await;
            });
        }
        due += gap;
    }
}

/// Tells the terminal how far it is, for as long as it is polled.
async fn progress(tally: &Tally, budget: &Budget) -> Infallible {
    let terminal = std::io::stderr().is_terminal();
    let mut every = tokio::time::interval(if terminal {
        Duration::from_millis(500)
    } else {
        Duration::from_secs(5)
    });
    every.tick().await;
    loop {
        every.tick().await;
        let (votes, voids) = tally.progress();
        let line = match budget.until {
            Until::Votes(all) => format!("{votes} of {all} votes, {voids} void"),
            Until::Time(_) => format!("{votes} votes, {voids} void"),
        };
        if terminal {
            eprint!("\r{line}\x1b[K");
        } else {
            eprintln!("{line}");
        }
    }
}

async fn wait_for_boards(tally: &Tally, seen: &[Arc<Seen>]) {
    let Some(newest) = tally.so_far().votes.iter().map(|(seq, _)| *seq).max() else {
        return;
    };
    let all = futures_util::future::join_all(seen.iter().map(|seen| seen.wait_for(newest)));
    // Who has not seen it by then is counted by `add_lags`.
    let _ = timeout(LAST_BOARD, all).await;
}

fn add_lags(tally: &Tally, seen: &[Arc<Seen>], interrupted: bool) {
    let votes = tally.so_far().votes;
    for seen in seen {
        let (lags, missing) = seen.lags(&votes);
        for lag in lags {
            tally.took(Step::BoardLag, lag);
        }
        if missing > 0 && !interrupted {
            let detail = format!(
                "{missing} votes were on no board that a viewer got within {} s",
                LAST_BOARD.as_secs()
            );
            tally.failed(Failure::new("board lag: missing", detail));
        }
    }
}
