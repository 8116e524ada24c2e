//! How much one address may do in a minute (token buckets by GCRA; per replica).

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::Method;
use arc_swap::ArcSwap;
use governor::clock::{Clock as _, DefaultClock};
use governor::middleware::StateInformationMiddleware;
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

/// The seconds in which an address may use a whole allowance.
const WINDOW_S: u64 = 60;

/// What is left to an address after a request was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Left {
    /// The limit's name.
    name: &'static str,
    /// How much it allows in a window.
    quota: u32,
    /// How much of that is left.
    units: u32,
}

impl Left {
    /// `RateLimit-Policy`, as the IETF's draft 10 has it.
    pub(super) fn policy(self) -> String {
        let Self { name, quota, .. } = self;
        format!("\"{name}\";q={quota};w={WINDOW_S}")
    }

    /// `RateLimit`: what is left, and in how many seconds all of it is back.
    pub(super) fn state(self) -> String {
        let Self { name, quota, units } = self;
        let used = u64::from(quota.saturating_sub(units));
        let back = (used * WINDOW_S).div_ceil(u64::from(quota.max(1)));
        format!("\"{name}\";r={units};t={back}")
    }
}

/// What became of a request that was counted.
pub(super) type Counted = (Result<(), Duration>, Left);

type Bucket = DefaultKeyedRateLimiter<IpAddr, StateInformationMiddleware>;

struct Buckets {
    made_for: config::Limits,
    battles: Bucket,
    voters: Bucket,
    reads: Bucket,
}

impl Buckets {
    fn new(limits: &config::Limits) -> Self {
        let bucket = |per_minute| {
            let per_minute = NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN);
            RateLimiter::keyed(Quota::per_minute(per_minute)).with_middleware()
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

    /// Counts a request; `Err` says when to come back, `None` that this kind has no limit. Buckets start afresh when the
    /// operator changes the limits.
    pub(super) fn count(
        &self,
        limits: &config::Limits,
        kind: Kind,
        address: IpAddr,
    ) -> Option<Counted> {
        let mut buckets = self.buckets.load_full();
        if buckets.made_for != *limits {
            self.buckets.store(Arc::new(Buckets::new(limits)));
            buckets = self.buckets.load_full();
        }
        let (bucket, name, quota) = match kind {
            Kind::Battle => (&buckets.battles, "battles", limits.battles),
            Kind::Voter => (&buckets.voters, "voters", limits.battles),
            Kind::Read => (&buckets.reads, "reads", limits.reads),
            Kind::Free => return None,
        };
        let left = |units| Left { name, quota, units };
        Some(match bucket.check_key(&address) {
            Ok(state) => (Ok(()), left(state.remaining_burst_capacity())),
            Err(until) => {
                let wait = until.wait_time_from(DefaultClock::default().now());
                (Err(wait), left(0))
            }
        })
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
        let count = |config: &_, kind, address| limits.count(config, kind, address).unwrap();
        for left in [2, 1, 0] {
            let (allowed, told) = count(&config, Kind::Battle, me);
            assert_eq!((allowed.is_ok(), told.units), (true, left));
        }
        assert!(count(&config, Kind::Battle, me).0.unwrap_err() > Duration::ZERO);
        assert!(count(&config, Kind::Battle, you).0.is_ok());
        assert!(count(&config, Kind::Read, me).0.is_ok());
        let wider = config::Limits {
            battles: 4,
            ..config
        };
        assert!(count(&wider, Kind::Battle, me).0.is_ok());
        assert!(limits.count(&wider, Kind::Free, me).is_none());
    }

    #[test]
    fn what_is_left_is_said_in_the_words_of_the_draft() {
        let left = |units| Left {
            name: "reads",
            quota: 120,
            units,
        };
        assert_eq!(left(119).policy(), "\"reads\";q=120;w=60");
        assert_eq!(left(119).state(), "\"reads\";r=119;t=1");
        assert_eq!(left(0).state(), "\"reads\";r=0;t=60");
        assert_eq!(left(120).state(), "\"reads\";r=120;t=0");
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
