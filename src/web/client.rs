//! Who is asking: the address behind trusted proxies, and whether a browser asks from one of our own pages.

use std::net::{IpAddr, Ipv6Addr};

use actix_web::HttpRequest;
use actix_web::http::header::{HOST, ORIGIN};
use ipnet::IpNet;

/// The address that limits count by: the peer's, or behind trusted proxies the nearest address that is none of them.
/// IPv6 counts by /64, which is what one customer gets.
pub(super) fn address(request: &HttpRequest, trusted: &[IpNet]) -> Option<IpAddr> {
    let is_trusted = |ip: &IpAddr| trusted.iter().any(|net| net.contains(ip));
    let peer = request.peer_addr()?.ip().to_canonical();
    if !is_trusted(&peer) {
        return Some(prefix(peer));
    }
    let forwarded = request
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok());
    let hops: Vec<&str> = forwarded
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .collect();
    let mut nearest = peer;
    for hop in hops.iter().rev() {
        let Ok(ip) = hop.parse::<IpAddr>() else { break };
        nearest = ip.to_canonical();
        if !is_trusted(&nearest) {
            break;
        }
    }
    Some(prefix(nearest))
}

fn prefix(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V4(_) => ip,
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// Whether a browser says that one of our own pages asks. Browsers leave `Sec-Fetch-Site` out over plain http (a class on
/// a local network), but then still send `Origin` with everything that is not a plain read.
pub(super) fn is_same_origin(request: &HttpRequest, public_url: &str) -> bool {
    let header = |name: &str| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    if let Some(site) = header("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = header(ORIGIN.as_str()) else {
        return false;
    };
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    origin == public_url || (authority.is_some() && authority == header(HOST.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    fn asked_by(peer: &str, forwarded: &str) -> Option<IpAddr> {
        let trusted: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap()];
        let request = TestRequest::default()
            .peer_addr(format!("{peer}:1000").parse().unwrap())
            .insert_header(("x-forwarded-for", forwarded))
            .to_http_request();
        address(&request, &trusted)
    }

    #[test]
    fn a_stranger_cannot_choose_its_own_address() {
        assert_eq!(
            asked_by("203.0.113.9", "198.51.100.1"),
            "203.0.113.9".parse().ok()
        );
        assert_eq!(
            asked_by("10.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.2"),
            "198.51.100.1".parse().ok()
        );
        assert_eq!(asked_by("10.0.0.1", "nonsense"), "10.0.0.1".parse().ok());
        assert_eq!(
            asked_by("[2001:db8::1:2:3:4]", ""),
            "2001:db8::".parse().ok()
        );
    }

    #[test]
    fn only_our_own_pages_are_same_origin() {
        let ask = |headers: &[(&'static str, &'static str)]| {
            let mut request = TestRequest::default();
            for header in headers {
                request = request.insert_header(*header);
            }
            is_same_origin(&request.to_http_request(), "https://arena.example")
        };
        assert!(ask(&[("sec-fetch-site", "same-origin")]));
        assert!(!ask(&[
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://arena.example")
        ]));
        assert!(ask(&[("origin", "https://arena.example")]));
        assert!(ask(&[
            ("origin", "http://192.168.1.5:8484"),
            ("host", "192.168.1.5:8484")
        ]));
        assert!(!ask(&[
            ("origin", "https://evil.example"),
            ("host", "arena.example")
        ]));
        assert!(!ask(&[("origin", "null"), ("host", "null")]));
        assert!(!ask(&[]));
    }
}
