//! How much one address may do in a minute (token buckets by GCRA; per replica).

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::Method;
use arc_swap::ArcSwap;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::config;

/// What a request is counted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A new battle or turn.
    Battle,
    /// A new voter.
    Voter,
    /// Any other read, and writes that ask no model.
    Read,
    /// Ballots (a battle allows one, whatever comes), health and metrics.
    Free,
}

impl Kind {
    /// By method and path, before any work is done.
    /// `path` is the one that routes are matched with, so that no spelling of an address escapes its limit.
    pub(super) fn of(method: &Method, path: &str) -> Self {
        let reads = method == Method::GET || method == Method::HEAD;
        match path {
            "/healthz" | "/readyz" | "/metrics" if reads => Self::Free,
            _ if method != Method::POST => Self::Read,
            "/api/v1/voters" => Self::Voter,
            _ if path.ends_with("/vote") => Self::Free,
            // What asks a model.
            _ if path.ends_with("/battles") || path.ends_with("/turns") => Self::Battle,
            _ => Self::Read,
        }
    }
}

struct Buckets {
    made_for: config::Limits,
    battles: DefaultKeyedRateLimiter<IpAddr>,
    voters: DefaultKeyedRateLimiter<IpAddr>,
    reads: DefaultKeyedRateLimiter<IpAddr>,
}

impl Buckets {
    fn new(limits: &config::Limits) -> Self {
        let bucket = |per_minute| {
            RateLimiter::keyed(Quota::per_minute(
                NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN),
            ))
        };
        Self {
            made_for: limits.clone(),
            battles: bucket(limits.battles),
            voters: bucket(limits.battles),
            reads: bucket(limits.reads),
        }
    }
}

/// The buckets of all addresses.
pub(super) struct Limits {
    buckets: ArcSwap<Buckets>,
}

impl Limits {
    pub(super) fn new(limits: &config::Limits) -> Self {
        Self {
            buckets: ArcSwap::from_pointee(Buckets::new(limits)),
        }
    }

    /// Counts a request; `Err` says when to come back. Buckets start afresh when the operator changes the limits.
    pub(super) fn count(
        &self,
        limits: &config::Limits,
        kind: Kind,
        address: IpAddr,
    ) -> Result<(), Duration> {
        let mut buckets = self.buckets.load_full();
        if buckets.made_for != *limits {
            self.buckets.store(Arc::new(Buckets::new(limits)));
            buckets = self.buckets.load_full();
        }
        let bucket = match kind {
            Kind::Battle => &buckets.battles,
            Kind::Voter => &buckets.voters,
            Kind::Read => &buckets.reads,
            Kind::Free => return Ok(()),
        };
        bucket
            .check_key(&address)
            .map_err(|until| until.wait_time_from(DefaultClock::default().now()))
    }

    /// Forgets addresses that have been quiet for long; called now and then, or the tables would grow for ever.
    pub(super) fn forget_quiet(&self) {
        let buckets = self.buckets.load();
        for bucket in [&buckets.battles, &buckets.voters, &buckets.reads] {
            bucket.retain_recent();
            bucket.shrink_to_fit();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_do_what_the_limits_say_and_no_more() {
        let config = config::Limits {
            battles: 3,
            reads: 1,
            concurrent_battles: 9,
        };
        let limits = Limits::new(&config);
        let [me, you]: [IpAddr; 2] = ["192.0.2.1", "192.0.2.2"].map(|ip| ip.parse().unwrap());
        for _ in 0..3 {
            assert!(limits.count(&config, Kind::Battle, me).is_ok());
        }
        assert!(limits.count(&config, Kind::Battle, me).unwrap_err() > Duration::ZERO);
        assert!(limits.count(&config, Kind::Battle, you).is_ok());
        assert!(limits.count(&config, Kind::Read, me).is_ok());
        let wider = config::Limits {
            battles: 4,
            ..config
        };
        assert!(limits.count(&wider, Kind::Battle, me).is_ok());
    }

    #[test]
    fn ballots_and_health_are_never_limited() {
        assert_eq!(
            Kind::of(&Method::POST, "/api/v1/battles/x/vote"),
            Kind::Free
        );
        assert_eq!(Kind::of(&Method::GET, "/readyz"), Kind::Free);
        assert_eq!(
            Kind::of(&Method::POST, "/api/v1/battles/x/turns"),
            Kind::Battle
        );
        for path in ["/battles", "/api/v1/battles", "/b/x/turns"] {
            assert_eq!(Kind::of(&Method::POST, path), Kind::Battle, "{path}");
        }
        for path in ["/privacy", "/b/x/share", "/b/x/reasons", "/history/delete"] {
            assert_eq!(Kind::of(&Method::POST, path), Kind::Read, "{path}");
        }
        assert_eq!(Kind::of(&Method::GET, "/api/v1/battles/x"), Kind::Read);
    }
}
