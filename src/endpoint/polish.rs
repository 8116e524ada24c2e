//! What every answer goes through before anybody sees it, whatever its protocol: special tokens and thoughts are taken
//! out, its size is capped, and an answer without anything to read is a fault.

use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use async_stream::stream;
use futures_util::{Stream, StreamExt};

use super::clean::Cleaner;
use super::{Delta, Deltas, Fault};

/// A raw answer as the contract of [`Deltas`] wants it.
pub(super) fn polish(
    raw: impl Stream<Item = Result<Delta, Fault>> + Send + 'static,
    max_bytes: usize,
) -> Deltas {
    let polished = stream! {
        let mut raw = pin!(raw);
        let mut polish = Polish::new(max_bytes);
        while let Some(delta) = raw.next().await {
            let mut out = Vec::new();
            let taken = delta.and_then(|delta| polish.push(delta, &mut out));
            for delta in out {
                yield Ok(delta);
            }
            if let Err(fault) = taken {
                yield Err(fault);
            }
        }
    };
    Box::pin(Sealed(Some(Box::pin(polished))))
}

/// The filter, the cap and the check of one answer.
struct Polish {
    cleaner: Cleaner,
    max_bytes: usize,
    bytes: usize,
    visible: bool,
    /// Comes after all text, some of which may still be held back.
    usage: Option<Delta>,
}

impl Polish {
    fn new(max_bytes: usize) -> Self {
        Self {
            cleaner: Cleaner::new(),
            max_bytes,
            bytes: 0,
            visible: false,
            usage: None,
        }
    }

    fn push(&mut self, delta: Delta, out: &mut Vec<Delta>) -> Result<(), Fault> {
        match delta {
            Delta::Text(text) => {
                self.cleaner.push(&text, out);
                self.weigh(out)
            }
            Delta::Reasoning(text) => {
                out.push(Delta::Reasoning(text.replace('\0', "\u{fffd}")));
                Ok(())
            }
            Delta::Usage { .. } => {
                self.usage = Some(delta);
                Ok(())
            }
            Delta::End(_) => self.end(delta, out),
        }
    }

    fn end(&mut self, end: Delta, out: &mut Vec<Delta>) -> Result<(), Fault> {
        self.cleaner.finish(out);
        self.weigh(out)?;
        if !self.visible {
            return Err(Fault::Empty);
        }
        out.extend(self.usage.take().into_iter().chain([end]));
        Ok(())
    }

    /// Counts what comes out; what is held back counts too, or endless white space would never be too large.
    fn weigh(&mut self, out: &mut Vec<Delta>) -> Result<(), Fault> {
        for delta in out.iter() {
            let Delta::Text(text) = delta else { continue };
            self.bytes = self.bytes.saturating_add(text.len());
            self.visible |= text.chars().any(is_visible);
        }
        if self.bytes.saturating_add(self.cleaner.held()) > self.max_bytes {
            out.clear();
            return Err(Fault::TooLarge);
        }
        Ok(())
    }
}

/// Whether a character leaves a mark: no white space, control or zero-width character.
pub(super) fn is_visible(c: char) -> bool {
    let zero_width = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}');
    !(c.is_whitespace() || c.is_control() || zero_width)
}

/// Ends with the first end or fault, and drops the request below it before it hands that out.
struct Sealed(Option<Deltas>);

impl Stream for Sealed {
    type Item = Result<Delta, Fault>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(inner) = &mut self.0 else {
            return Poll::Ready(None);
        };
        let next = match inner.as_mut().poll_next(context) {
            Poll::Pending => return Poll::Pending,
            Poll::Ready(next) => next.unwrap_or(Err(Fault::Cut)),
        };
        if matches!(next, Err(_) | Ok(Delta::End(_))) {
            self.0 = None;
        }
        Poll::Ready(Some(next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::Finish;

    async fn run(raw: Vec<Result<Delta, Fault>>, max_bytes: usize) -> Vec<Result<Delta, Fault>> {
        polish(futures_util::stream::iter(raw), max_bytes)
            .collect()
            .await
    }

    fn text(text: &str) -> Delta {
        Delta::Text(text.to_owned())
    }

    const END: Result<Delta, Fault> = Ok(Delta::End(Finish::Stop));

    #[tokio::test]
    async fn an_answer_has_exactly_one_end() {
        assert_eq!(
            run(vec![Ok(text(" a")), END, Ok(text("b")), END], 9).await,
            [Ok(text("a")), END]
        );
        assert_eq!(
            run(vec![Ok(text("a")), Err(Fault::Connect), END], 9).await,
            [Ok(text("a")), Err(Fault::Connect)]
        );
        assert_eq!(
            run(vec![Ok(text("a"))], 9).await,
            [Ok(text("a")), Err(Fault::Cut)]
        );
        let used = Ok(Delta::Usage {
            input: None,
            output: Some(1),
        });
        assert_eq!(
            run(vec![Ok(text("a<")), used.clone(), END], 9).await,
            [Ok(text("a")), Ok(text("<")), used, END]
        );
    }

    #[tokio::test]
    async fn an_answer_without_anything_to_read_is_a_fault() {
        let thought = Ok(Delta::Reasoning("hm".to_owned()));
        for raw in [
            "",
            " \n\t",
            "\u{feff}",
            "<|im_end|>",
            "\u{200b}\u{200d}",
            "<s></s>",
        ] {
            let last = run(vec![Ok(text(raw)), END], 99).await.pop();
            assert_eq!(last, Some(Err(Fault::Empty)), "{raw:?}");
        }
        assert_eq!(
            run(vec![thought.clone(), END], 9).await,
            [thought, Err(Fault::Empty)]
        );
        assert_eq!(
            run(vec![Ok(text("<think>x")), END], 99).await.pop(),
            Some(Err(Fault::Empty))
        );
    }

    #[tokio::test]
    async fn the_cap_holds_for_text_and_for_white_space() {
        assert_eq!(
            run(vec![Ok(text("12345")), Ok(text("6789")), END], 9).await,
            [Ok(text("12345")), Ok(text("6789")), END]
        );
        assert_eq!(
            run(vec![Ok(text("12345")), Ok(text("67890")), END], 9).await,
            [Ok(text("12345")), Err(Fault::TooLarge)]
        );
        assert_eq!(
            run(vec![Ok(text("1")), Ok(text(&" ".repeat(9))), END], 9).await,
            [Ok(text("1")), Err(Fault::TooLarge)]
        );
        let thoughts = Ok(Delta::Reasoning("x".repeat(99)));
        assert_eq!(
            run(vec![thoughts.clone(), Ok(text("1")), END], 9).await,
            [thoughts, Ok(text("1")), END]
        );
    }
}
