//! Signs a request as S3-compatible stores want it (AWS Signature Version 4). Pure: the time is a parameter.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::domain::hexadecimal;

/// The headers that every request has: when it was made, and what its body hashes to.
pub(super) const DATE: &str = "x-amz-date";
pub(super) const CONTENT: &str = "x-amz-content-sha256";

/// Who signs, and for where.
pub(super) struct Signer<'a> {
    pub(super) access_key: &'a str,
    pub(super) secret_key: &'a str,
    pub(super) region: &'a str,
}

/// What is signed. All of it reaches the store as it stands here.
pub(super) struct Signed<'a> {
    pub(super) method: &'a str,
    /// Encoded as it is sent.
    pub(super) path: &'a str,
    /// Names in lower case; `host`, [`DATE`] and [`CONTENT`] among them.
    pub(super) headers: &'a BTreeMap<&'static str, String>,
}

impl Signer<'_> {
    /// The header `authorization`.
    pub(super) fn authorization(&self, request: &Signed<'_>) -> String {
        let header = |name| request.headers.get(name).map_or("", String::as_str);
        let (time, body) = (header(DATE), header(CONTENT));
        let day = time.get(..8).unwrap_or_default();
        let scope = format!("{day}/{}/s3/aws4_request", self.region);
        let names: Vec<&str> = request.headers.keys().copied().collect();
        let names = names.join(";");
        let mut canonical = format!("{}\n{}\n\n", request.method, request.path);
        for (name, value) in request.headers {
            // A text takes whatever is written into it.
            let _ = writeln!(canonical, "{name}:{}", value.trim());
        }
        let _ = write!(canonical, "\n{names}\n{body}");
        let digest = hexadecimal(&Sha256::digest(canonical.as_bytes()));
        let to_sign = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{digest}");
        let mut key = mac(format!("AWS4{}", self.secret_key).as_bytes(), day);
        for part in [self.region, "s3", "aws4_request"] {
            key = mac(&key, part);
        }
        let signature = hexadecimal(&mac(&key, &to_sign));
        let who = format!("{}/{scope}", self.access_key);
        format!("AWS4-HMAC-SHA256 Credential={who},SignedHeaders={names},Signature={signature}")
    }
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return Vec::new();
    };
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// A name as a path: everything but unreserved characters and slashes is encoded.
pub(super) fn encoded(name: &str) -> String {
    name.bytes().fold(String::new(), |mut path, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            path.push(char::from(byte));
        } else {
            let _ = write!(path, "%{byte:02X}");
        }
        path
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: Signer<'static> = Signer {
        access_key: "AKIAIOSFODNN7EXAMPLE",
        secret_key: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        region: "us-east-1",
    };

    fn signature(method: &str, path: &str, more: &[(&'static str, &str)]) -> String {
        let always = [
            ("host", "examplebucket.s3.amazonaws.com"),
            (DATE, "20130524T000000Z"),
        ];
        let all = always.iter().chain(more);
        let headers = all
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        let signed = EXAMPLE.authorization(&Signed {
            method,
            path,
            headers: &headers,
        });
        signed.rsplit('=').next().unwrap().to_owned()
    }

    /// The examples of the documentation of S3 ("Signature Calculations for the Authorization Header").
    #[test]
    fn the_examples_of_the_documentation_have_its_signatures() {
        let empty = hexadecimal(&Sha256::digest(b""));
        assert_eq!(
            signature(
                "GET",
                "/test.txt",
                &[("range", "bytes=0-9"), (CONTENT, &empty)]
            ),
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
        );
        let body = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
        let put = [
            ("date", "Fri, 24 May 2013 00:00:00 GMT"),
            (CONTENT, body),
            ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
        ];
        let path = format!("/{}", encoded("test$file.text"));
        assert_eq!(
            signature("PUT", &path, &put),
            "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
        );
    }

    #[test]
    fn a_name_of_partitions_is_encoded_as_the_store_signs_it() {
        assert_eq!(
            encoded("a b/day=2026-01-31/p-1.parquet"),
            "a%20b/day%3D2026-01-31/p-1.parquet"
        );
    }
}
