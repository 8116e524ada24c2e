//! What goes to stdout.

use std::io::{self, ErrorKind, Write as _};

/// Writes to stdout.
///
/// # Errors
/// What went wrong, unless nobody reads any more.
pub(super) fn say(text: impl AsRef<[u8]>) -> super::Outcome {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_ref()).and_then(|()| out.flush());
    Ok(unless_nobody_reads(written)?)
}

/// Whoever reads only the beginning (`| head`) has what they wanted.
pub(super) fn unless_nobody_reads(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}
