//! The `agon` binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    agon::cli::main()
}
