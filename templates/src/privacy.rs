//! `/privacy`: what is kept, how long and how to erase it; and whether a voter's texts may be published.

use maud::{Markup, html};

use crate::language::Language;
use crate::layout::{Chrome, Head, page};
use crate::urls;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct View {
    /// What the reader chose; `None` for somebody of whom nothing is kept.
    pub choice: Option<Choice>,
    /// The choice was just saved.
    pub saved: bool,
    /// A judge model reads prompts, too.
    pub judged: bool,
}

/// What a voter chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Whether texts may be published.
    pub publish: bool,
    /// The version of the text in force.
    pub version: u32,
}

/// What a form that starts a battle says of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// The voter has not chosen yet: under which version of the text.
    First {
        /// The version of the text in force.
        version: u32,
    },
    /// The voter chose before.
    Chosen {
        /// Whether texts may be published.
        publish: bool,
    },
}

/// One sentence and a choice before the first prompt is kept; later what was chosen, and where to change it.
pub(crate) fn asking(t: Language, asking: Asking) -> Markup {
    let change = || html! { a href=(urls::PRIVACY_CHOICE) { (t.privacy_change_link()) } };
    html! {
        @match asking {
            Asking::First { version } => {
                input type="hidden" name="consent" value=(version);
                label .switch.small { input type="checkbox" name="publish" value="yes"; span { (t.privacy_consent()) } }
            }
            Asking::Chosen { publish: true } => p .small.quiet { (t.privacy_change(change())) },
            Asking::Chosen { publish: false } => p .small.quiet { (t.privacy_change_no(change())) },
        }
    }
}

/// The privacy page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let t = chrome.language;
    let history = html! { a href=(urls::HISTORY) { (t.privacy_erase_link()) } };
    let body = html! {
        article .prose {
            h1 { (t.privacy_title()) }
            @if view.saved { p .alert.good role="status" { (t.privacy_saved()) } }
            p .lead { (t.privacy_lead()) }
            h2 #kept { (t.privacy_kept()) }
            ul {
                li { (t.privacy_kept_texts()) }
                li { (t.privacy_kept_votes()) }
                li { (t.privacy_kept_cookie()) }
            }
            p { (t.privacy_sent()) @if view.judged { (t.gap()) (t.privacy_judged()) } }
            h2 #choice { (t.privacy_choice()) }
            @match view.choice {
                Some(choice) => (form(t, choice)),
                None => p { (t.privacy_new()) },
            }
            p .small.quiet { (t.privacy_consent_how()) }
            h2 #erase { (t.privacy_erase()) }
            p { (t.privacy_erase_how(history)) }
        }
    };
    page(chrome, &Head::titled(t.privacy_title()), "", &body)
}

fn form(t: Language, choice: Choice) -> Markup {
    html! {
        form .card method="post" action=(urls::PRIVACY) {
            input type="hidden" name="consent" value=(choice.version);
            label .switch { input type="checkbox" name="publish" value="yes" checked[choice.publish]; span { (t.privacy_consent()) } }
            button .btn type="submit" { (t.privacy_save()) }
        }
    }
}
