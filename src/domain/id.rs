//! Names of things: chosen by the operator (arena, endpoint, model) or random and unguessable (battle, voter).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::hexadecimal;

/// The text is not an identifier of the kind that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InvalidId(&'static str);

/// The longest operator-chosen id, in bytes.
const MAX_NAME_BYTES: usize = 120;

fn check_name(text: &str) -> Result<(), InvalidId> {
    if text.is_empty() || text.len() > MAX_NAME_BYTES {
        return Err(InvalidId("an id has 1 to 120 characters"));
    }
    let legal = |c: char| c.is_ascii_alphanumeric() || "._:@+-".contains(c);
    if text.chars().all(legal) {
        return Ok(());
    }
    Err(InvalidId(
        "an id has only ASCII letters, digits and . _ : @ + - (no slash, so that it fits in a web address)",
    ))
}

macro_rules! name_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                check_name(text).map(|()| Self(text.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> {
                check_name(&text).map(|()| Self(text))
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

name_id!(
    /// What the operator calls an arena; stable, part of addresses.
    ArenaId
);
name_id!(
    /// What the operator calls an endpoint.
    EndpointId
);
name_id!(
    /// What exports call a model; stable and unique.
    ModelId
);

macro_rules! random_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// An id from 128 random bits.
            #[must_use]
            pub fn from_random(bytes: [u8; 16]) -> Self {
                Self(uuid::Builder::from_random_bytes(bytes).into_uuid())
            }

            /// Its 128 bits.
            #[must_use]
            pub fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            /// Accepts the one spelling that [`Display`](fmt::Display) gives: 32 lower-case hexadecimal digits.
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                let plain = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
                if text.len() != 32 || !text.bytes().all(plain) {
                    return Err(InvalidId("not an id of this site"));
                }
                Uuid::try_parse(text).map(Self).map_err(|_| InvalidId("not an id of this site"))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0.simple())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    };
}

random_id!(
    /// A battle's public id: random, so that nobody finds another voter's battle by counting.
    BattleId
);
random_id!(
    /// What exports call a voter: random, and unrelated to the token.
    Pseudonym
);

/// Lets whoever has it read one battle: 128 random bits. Unrelated to the battle's id, which exports tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareToken(String);

impl ShareToken {
    /// A token from 128 random bits.
    #[must_use]
    pub fn from_random(bytes: [u8; 16]) -> Self {
        Self(hexadecimal(&bytes))
    }

    /// The token as it stands in an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ShareToken {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        let plain = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if text.len() == 32 && text.bytes().all(plain) {
            return Ok(Self(text.to_owned()));
        }
        Err(InvalidId("not a shared battle"))
    }
}

/// The secret that makes somebody a voter: 256 random bits. Only its hash is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct VoterToken(String);

impl VoterToken {
    /// A token from 256 random bits.
    #[must_use]
    pub fn from_random(bytes: [u8; 32]) -> Self {
        Self(hexadecimal(&bytes))
    }

    /// The secret itself, for the voter's cookie or the answer to `POST /api/v1/voters` and nothing else.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl FromStr for VoterToken {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        if text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Ok(Self(text.to_owned()));
        }
        Err(InvalidId("not a voter token of this site"))
    }
}

impl fmt::Debug for VoterToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VoterToken(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operators_id_fits_in_an_address() {
        assert!("qwen3-235b.v2:free".parse::<ModelId>().is_ok());
        assert!("Qwen/Qwen3".parse::<ModelId>().is_err());
        assert!("".parse::<ArenaId>().is_err());
        assert!("x".repeat(121).parse::<ArenaId>().is_err());
    }

    #[test]
    fn a_battle_id_has_one_spelling() {
        let id = BattleId::from_random([0xab; 16]);
        assert_eq!(id.to_string().parse::<BattleId>().unwrap(), id);
        assert!(id.to_string().to_uppercase().parse::<BattleId>().is_err());
        assert!("1".parse::<BattleId>().is_err());
    }

    #[test]
    fn a_voter_token_never_prints_itself() {
        let token = VoterToken::from_random([9; 32]);
        assert!(!format!("{token:?}").contains("0909"));
        assert_eq!(token.secret().parse::<VoterToken>().unwrap(), token);
    }
}
