//! Why a voter chose so: words to tick for each side and a short note; and the link that lets others read.

use maud::{Markup, html};

use super::View;
use crate::language::Language;
use crate::urls;

/// What the voter said already, by the words of the API.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// Of side A.
    pub a: Vec<String>,
    /// Of side B.
    pub b: Vec<String>,
    /// In own words.
    pub note: String,
    /// The longest note.
    pub max_chars: u32,
}

/// The words of the API with those of the page.
fn words(t: Language) -> [(&'static str, &'static str); 10] {
    [
        ("useful", t.why_useful()),
        ("complete", t.why_complete()),
        ("creative", t.why_creative()),
        ("clear_formatting", t.why_clear_formatting()),
        ("natural", t.why_natural()),
        ("humorous", t.why_humorous()),
        ("incorrect", t.why_incorrect()),
        ("superficial", t.why_superficial()),
        (
            "instructions_not_followed",
            t.why_instructions_not_followed(),
        ),
        ("too_long", t.why_too_long()),
    ]
}

/// The label of a word of the API; the word itself if it is not known.
pub(super) fn label(t: Language, word: &str) -> Markup {
    let known = words(t).into_iter().find(|(known, _)| *known == word);
    html! { @match known { Some((_, label)) => (label), None => bdi { (word) } } }
}

/// The form, closed until somebody wants it or has used it.
pub(super) fn why(t: Language, view: &View, why: &Why) -> Markup {
    let said = !(why.a.is_empty() && why.b.is_empty() && why.note.is_empty());
    let side = |letter: &str, name: &str, ticked: &[String]| {
        html! {
            fieldset {
                legend { (t.battle_answer(letter)) }
                div .ticks {
                    @for (word, label) in words(t) {
                        label .chip { input type="checkbox" name=(name) value=(word) checked[ticked.iter().any(|one| one == word)]; " " (label) }
                    }
                }
            }
        }
    };
    html! {
        details #why .card.why open[said] {
            summary { (t.why_title()) }
            form method="post" action=(urls::reasons(&view.id)) {
                (side("A", "a", &why.a)) (side("B", "b", &why.b))
                label for="note" { (t.why_note()) }
                textarea #note name="note" rows="2" maxlength=(why.max_chars) dir="auto" { "\n" (why.note) }
                button .btn type="submit" { (t.why_save()) }
                @if said { " " span .kept.quiet role="status" { (t.privacy_saved()) } }
            }
        }
    }
}

/// The link that lets others read, or the button that makes one.
pub(super) fn share(t: Language, view: &View) -> Markup {
    html! {
        @match &view.share {
            Some(url) => section #share .card aria-labelledby="shared" {
                h2 #shared { (t.share_title()) }
                p { a href=(url) { bdi { (url) } } }
                form method="post" action=(urls::unshare(&view.id)) { button .btn type="submit" { (t.share_stop()) } }
            },
            None => form #share .row.share method="post" action=(urls::share(&view.id)) {
                button .linklike type="submit" { (t.share_make()) }
            },
        }
    }
}
