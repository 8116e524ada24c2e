//! Waiting for conditions, never for time: every wait ends with its condition, or fails by name.

use std::time::Duration;

/// How long anything may take before it counts as never.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two looks at something that cannot tell when it changes.
const BETWEEN_LOOKS: Duration = Duration::from_millis(5);

/// What comes of a future, or a failure that names what did not come.
pub(crate) async fn within<T>(what: &str, future: impl Future<Output = T>) -> T {
    let Ok(value) = tokio::time::timeout(PATIENCE, future).await else {
        panic!("{what}: nothing in {} s", PATIENCE.as_secs());
    };
    value
}

/// Looks until there is something to see.
pub(crate) async fn until<T, F>(what: &str, mut look: impl FnMut() -> F) -> T
where
    F: Future<Output = Option<T>>,
{
    let seen = async {
        loop {
            if let Some(seen) = look().await {
                return seen;
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    };
    within(what, seen).await
}

/// Whether the long lane runs.
pub(crate) fn is_long() -> bool {
    std::env::var_os("AGON_LONG").is_some_and(|value| value == "1")
}
