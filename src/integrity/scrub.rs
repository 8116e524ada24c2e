//! Takes out of a text what says who or where somebody is, or opens a door: addresses, numbers of phones, accounts and cards,
//! keys. Patterns find candidates; where a number has a check digit, it decides, so that ordinary numbers stay.

use std::borrow::Cow;
use std::net::IpAddr;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// A text without what was taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scrubbed<'a> {
    /// The text; what was taken out is `[email]`, `[phone]`, `[account]`, `[card]`, `[address]` or `[key]`.
    pub text: Cow<'a, str>,
    /// How often.
    pub removed: u32,
}

/// What a candidate is called, its pattern, and what decides.
type Rule = (&'static str, &'static str, fn(&str) -> bool);

/// In the order of who comes first where two begin at the same place.
const RULES: [Rule; 9] = [
    // Keys of well-known services, tokens that sign in, and private keys.
    (
        "key",
        r"-----BEGIN [A-Z ]*PRIVATE KEY-----[A-Za-z0-9+/=\s]*-----END [A-Z ]*PRIVATE KEY-----",
        always,
    ),
    (
        "key",
        r"\b(?:sk-|sk_live_|sk_test_|rk_live_|ghp_|gho_|ghs_|github_pat_|glpat-|hf_|xox[abpsr]-|AKIA|ASIA|AIza|npm_|pypi-)[A-Za-z0-9_-]{12,}",
        always,
    ),
    (
        "key",
        r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]{10,}",
        always,
    ),
    // A name and a password in front of a host: up to the last "@", for a password may have one.
    ("key", r"//[^\s/:@]+:[^\s/]+@", always),
    (
        "email",
        r"[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,24}",
        always,
    ),
    (
        "account",
        r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?\b",
        is_iban,
    ),
    ("card", r"\b\d(?:[ -]?\d){12,18}\b", is_card),
    (
        "address",
        r"\b(?:\d{1,3}\.){3}\d{1,3}\b|(?:[0-9a-fA-F]{1,4}:){2,7}(?::?[0-9a-fA-F]{1,4}){1,7}",
        is_address,
    ),
    // With a country's code, or in groups as they are written where there is none.
    (
        "phone",
        r"\+\d[\d ()./-]{6,18}\d|\b00[1-9]\d[\d ()./-]{6,16}\d|\(\d{3}\) ?\d{3}[ .-]\d{4}\b|\b\d{3}[ .-]\d{3}[ .-]\d{4}\b|\b0\d(?:[ .]\d\d){4}\b|\b0\d{2,4}[ /-]\d{5,8}\b|\b1[3-9]\d[ -]\d{4}[ -]\d{4}\b",
        is_phone,
    ),
];

static CANDIDATES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let each = RULES.iter().map(|(_, pattern, _)| format!("({pattern})"));
    Regex::new(&each.collect::<Vec<_>>().join("|")).ok()
});

/// Takes out what nobody should be known by. Time is linear in the length of the text.
#[must_use]
pub fn scrub(text: &str) -> Scrubbed<'_> {
    let mut removed = 0;
    let Some(candidates) = CANDIDATES.as_ref() else {
        // The patterns are constants, and a test holds them to account. Nothing leaves unread.
        return Scrubbed {
            text: Cow::Borrowed(""),
            removed: 1,
        };
    };
    let text = candidates.replace_all(text, |found: &Captures<'_>| {
        let mut rules = RULES.iter().enumerate();
        let hit = rules.find_map(|(place, rule)| Some((rule, found.get(place + 1)?.as_str())));
        match hit {
            Some(((name, _, decides), text)) if decides(text) => {
                removed += 1;
                let before = if text.starts_with("//") { "//" } else { "" };
                format!("{before}[{name}]")
            }
            _ => found
                .get(0)
                .map(|all| all.as_str().to_owned())
                .unwrap_or_default(),
        }
    });
    Scrubbed { text, removed }
}

fn always(_: &str) -> bool {
    true
}

fn digits(text: &str) -> impl DoubleEndedIterator<Item = u32> + '_ {
    text.chars().filter_map(|c| c.to_digit(10))
}

/// The Luhn check (ISO/IEC 7812), and not one digit over and over.
fn is_card(text: &str) -> bool {
    let sum: u32 = digits(text)
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => digit,
            (_, twice) if twice > 9 => twice - 9,
            (_, twice) => twice,
        })
        .sum();
    let first = digits(text).next();
    sum.is_multiple_of(10) && digits(text).any(|digit| Some(digit) != first)
}

/// The remainder of ISO 13616: letters count from 10, the first four characters stand last.
fn is_iban(text: &str) -> bool {
    let plain: Vec<char> = text.chars().filter(|c| *c != ' ').collect();
    let values = plain.iter().cycle().skip(4).take(plain.len());
    let remainder = values.fold(0_u32, |rest, c| match c.to_digit(36) {
        Some(value) if value > 9 => (rest * 100 + value) % 97,
        Some(value) => (rest * 10 + value) % 97,
        None => rest,
    });
    (15..=34).contains(&plain.len()) && remainder == 1
}

/// An address of a machine that somebody could be found by: not one that means "this machine", "any" or an example.
fn is_address(text: &str) -> bool {
    match text.parse::<IpAddr>() {
        Ok(IpAddr::V4(v4)) => {
            !(v4.is_loopback()
                || v4.is_unspecified()
                || v4.is_broadcast()
                || v4.is_documentation()
                || v4.is_multicast()
                || v4.is_private())
        }
        Ok(IpAddr::V6(v6)) => !(v6.is_loopback() || v6.is_unspecified() || v6.is_multicast()),
        Err(_) => false,
    }
}

/// As long as numbers of phones are (E.164), and no date.
fn is_phone(text: &str) -> bool {
    (8..=15).contains(&digits(text).count())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scrubbed(text: &str) -> String {
        scrub(text).text.into_owned()
    }

    #[test]
    fn who_and_where_somebody_is_leaves_the_text() {
        for (text, expected) in [
            (
                "write to jane.doe+x@mail.example.co.uk, please",
                "write to [email], please",
            ),
            ("J\u{f6}rg: j\u{f6}rg@b\u{fc}ro.de", "J\u{f6}rg: [email]"),
            ("call +49 (0)30 1234-5678 today", "call [phone] today"),
            (
                "call (555) 010-9999 or 555-010-9999",
                "call [phone] or [phone]",
            ),
            (
                "06 12 34 56 78 est mon num\u{e9}ro",
                "[phone] est mon num\u{e9}ro",
            ),
            ("138-1234-5678", "[phone]"),
            ("IBAN DE89 3704 0044 0532 0130 00.", "IBAN [account]."),
            ("GB82WEST12345698765432", "[account]"),
            (
                "card 4111 1111 1111 1111 exp 12/30",
                "card [card] exp 12/30",
            ),
            (
                "ssh root@host from 93.184.216.34",
                "ssh root@host from [address]",
            ),
            ("2001:67c:2e8:22::c100:68b", "[address]"),
            ("postgres://me:secret@db/x", "postgres://[key]db/x"),
            ("postgres://me:sec@ret@db/x", "postgres://[key]db/x"),
            ("//-:a@:+@", "//[key]"),
            (
                concat!("key ", "sk-", "abcdefghijklmnopqrstuvwx", " works"),
                "key [key] works",
            ),
            (
                concat!(
                    "-----BEGIN RSA PRIVATE ",
                    "KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----"
                ),
                "[key]",
            ),
        ] {
            assert_eq!(scrubbed(text), expected, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_it_stays() {
        for text in [
            "3.14159265358979 and 2,718,281,828 and 1 000 000 000",
            "on 2024-05-13 at 12:30:45, version 1.2.3.4000",
            "1111 1111 1111 1111 is no card, nor is 4111 1111 1111 1112",
            "DE00 3704 0044 0532 0130 00 has a wrong check",
            "listen on 127.0.0.1:8080 and 0.0.0.0, or 192.168.1.10 and 198.51.100.7",
            "std::vec::Vec and a::b::c and ::1 and fe::",
            "@decorator def f(x): return x @ y",
            "x = a[1:2:3], 10:20:30, aa:bb:cc:dd:ee:ff",
            "the array [1, 22, 333, 4444, 55555, 666666]",
            "uuid 123e4567-e89b-12d3-a456-426614174000",
            "9007199254740993 is 2^53+1; 12345678901234567890",
        ] {
            assert_eq!(
                scrub(text),
                Scrubbed {
                    text: text.into(),
                    removed: 0
                },
                "{text}"
            );
        }
    }

    #[test]
    fn each_removal_is_counted() {
        let found = scrub("a@b.org, c@d.org and +4930123456789");
        assert_eq!(
            (&*found.text, found.removed),
            ("[email], [email] and [phone]", 3)
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn scrubbing_twice_is_scrubbing_once(text in "[a-z0-9@.:+ ()/\\-]{0,80}") {
            let once = scrubbed(&text);
            prop_assert_eq!(scrubbed(&once), once);
        }
    }
}
