//! A bar on stderr for work that takes a while, and nothing where stderr is no terminal.

use std::io::{IsTerminal as _, stderr};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Work that ends sooner shows no bar.
const PATIENCE: Duration = Duration::from_millis(400);
/// Steps of a bar.
const STEPS: u64 = 1_000;

/// How far some work is. The bar goes away with it.
pub(super) struct Progress {
    bar: ProgressBar,
    began: Instant,
    is_seen: bool,
}

impl Progress {
    /// Nothing done yet.
    pub(super) fn new() -> Self {
        let style = ProgressStyle::with_template("{msg} {wide_bar} {percent}% {eta}");
        let bar = ProgressBar::with_draw_target(Some(STEPS), ProgressDrawTarget::hidden());
        Self {
            bar: bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())),
            began: Instant::now(),
            is_seen: false,
        }
    }

    /// Shows that `part` (from 0 to 1) of `what` is done.
    pub(super) fn show(&mut self, what: &'static str, part: f64) {
        if !self.is_seen && self.began.elapsed() > PATIENCE && stderr().is_terminal() {
            self.is_seen = true;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a part of a thousand"
        )]
        let step = (part.clamp(0.0, 1.0) * STEPS as f64) as u64;
        if self.bar.message() != what {
            self.bar.reset();
            self.bar.set_message(what);
        }
        self.bar.set_position(step);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
