//! What no single file of `endpoint` can show alone.

mod bodies;
pub(super) mod fake;
mod live;
mod speech;
