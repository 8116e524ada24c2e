//! Ed25519 signatures (RFC 8032) under statements.

use std::fmt;

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use crate::domain::{from_hexadecimal, hexadecimal};

/// Whoever has it signs for the site.
#[derive(Clone)]
pub struct Signer(SigningKey);

impl Signer {
    /// From the secret: 32 random bytes.
    #[must_use]
    pub fn new(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// From the secret as a key file has it: 64 hexadecimal digits. Never quotes them.
    ///
    /// # Errors
    /// What the file must be.
    pub fn from_file(text: &str) -> Result<Self, &'static str> {
        let secret = from_hexadecimal(text.trim());
        secret.as_ref().map(Self::new).ok_or(
            "must be 64 hexadecimal digits in lower case, as `openssl rand -hex 32` prints them",
        )
    }

    /// The key that others check with, as 64 hexadecimal digits.
    #[must_use]
    pub fn public_key(&self) -> String {
        hexadecimal(self.0.verifying_key().as_bytes())
    }

    /// The signature under a text, as 128 hexadecimal digits.
    #[must_use]
    pub fn sign(&self, text: &str) -> String {
        hexadecimal(&self.0.sign(text.as_bytes()).to_bytes())
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({}, ..)", self.public_key())
    }
}

/// Whether the owner of a public key signed a text.
#[must_use]
pub fn is_signed(text: &str, public_key: &str, signature: &str) -> bool {
    let key = from_hexadecimal(public_key).and_then(|key| VerifyingKey::from_bytes(&key).ok());
    let signature = from_hexadecimal(signature).map(|bytes| Signature::from_bytes(&bytes));
    key.zip(signature)
        .is_some_and(|(key, signature)| key.verify_strict(text.as_bytes(), &signature).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_that_of_one_text_and_one_key() {
        let signer = Signer::new(&[7; 32]);
        let (key, signature) = (signer.public_key(), signer.sign("what was said"));
        assert!(is_signed("what was said", &key, &signature));
        assert!(!is_signed("what was not", &key, &signature));
        let other = Signer::new(&[8; 32]).public_key();
        assert!(!is_signed("what was said", &other, &signature));
        for wrong in ["", "00", &signature[1..], &"0".repeat(128)] {
            assert!(!is_signed("what was said", &key, wrong));
            assert!(!is_signed("what was said", wrong, &signature));
        }
    }

    #[test]
    fn the_signature_is_that_of_rfc_8032() {
        // Section 7.1, test 1: the empty message.
        let secret = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
        let signer = Signer::from_file(&format!("{secret}\n")).unwrap();
        assert_eq!(
            signer.public_key(),
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        );
        assert!(
            signer
                .sign("")
                .starts_with("e5564300c360ac729086e2cc806e828a")
        );
    }

    #[test]
    fn a_secret_never_prints_itself() {
        let secret = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
        let shown = format!("{:?}", Signer::from_file(secret).unwrap());
        assert!(!shown.contains("9d61b19d"), "{shown}");
        let refused = Signer::from_file("9d61b19d").unwrap_err();
        assert!(!refused.contains("9d61b19d"));
    }
}
