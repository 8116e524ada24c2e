//! Whether what a voter writes may be published with the votes.

/// The version of the text that voters agree to. A change of its meaning needs a new number: who agreed to an older one
/// is asked again, and has not agreed until then.
pub const CONSENT_VERSION: u32 = 1;

/// The text of [`CONSENT_VERSION`], for programs. Pages say the same in the reader's language.
pub const CONSENT_TEXT: &str = "My prompts, the answers to them and the notes on my votes may be published together with \
     the votes, under a random name.";

/// What a voter chose. Who never chose has no consent: nothing is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Whether texts may be published.
    pub publish: bool,
    /// Which text the voter had read.
    pub version: u32,
}

/// Somebody agreed to a text that is not the one in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be {CONSENT_VERSION}, the version of the text in force: read it and choose again")]
pub struct OtherVersion;

impl Consent {
    /// A choice made now. Saying no needs no version: it is never refused.
    ///
    /// # Errors
    /// [`OtherVersion`] for a yes to another text than the one in force.
    pub fn choose(publish: bool, version: Option<u32>) -> Result<Self, OtherVersion> {
        if publish && version != Some(CONSENT_VERSION) {
            return Err(OtherVersion);
        }
        Ok(Self {
            publish,
            version: CONSENT_VERSION,
        })
    }

    /// Whether a battle that begins now may be published.
    #[must_use]
    pub fn allows(self) -> bool {
        self.publish && self.version == CONSENT_VERSION
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_counts_only_for_the_text_in_force_and_no_always() {
        assert_eq!(Consent::choose(true, None), Err(OtherVersion));
        assert_eq!(Consent::choose(true, Some(0)), Err(OtherVersion));
        assert!(
            Consent::choose(true, Some(CONSENT_VERSION))
                .unwrap()
                .allows()
        );
        for version in [None, Some(0), Some(CONSENT_VERSION)] {
            assert!(!Consent::choose(false, version).unwrap().allows());
        }
        let old = Consent {
            publish: true,
            version: CONSENT_VERSION - 1,
        };
        assert!(!old.allows(), "an older text is not the one in force");
    }
}
