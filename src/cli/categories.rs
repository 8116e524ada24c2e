//! `agon categories`: looks at old votes again after rules changed, while the server runs or not.

use clap::Args;

use super::progress::Progress;
use crate::app::App;
use crate::cli::say::say;
use crate::clock::{Chance, Clock};
use crate::config::Config;

/// How.
#[derive(Args)]
pub(super) struct CategoriesArgs {
    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
}

/// Tags the votes again, and says on stdout what was done.
pub(super) async fn run(config: Config, args: CategoriesArgs) -> super::Outcome {
    let app = App::open(config, Clock::System, Chance::System).await?;
    let mut progress = Progress::new();
    let mut show = |part| progress.show("tagging", part);
    let done = app.tag_again(args.dry_run, &mut show).await;
    drop(progress);
    let done = done?;
    let verb = if args.dry_run {
        "would change"
    } else {
        "changed"
    };
    say(format!(
        "{verb} the categories of {} of {} votes by rules {}; {} keep theirs because their texts are not here\n",
        done.changed, done.votes, done.rules, done.without_texts
    ))?;
    Ok(())
}
