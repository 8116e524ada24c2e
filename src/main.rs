//! The `agon` binary.

use std::process::ExitCode;

/// Keeps the pages of what was freed: fits and answers come and go by the megabyte.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    agon::cli::main()
}
