//! Small parts that several pages share. Nothing here marks text as safe.

use maud::{Markup, html};

use crate::language::{Language, Moment};
use crate::layout::Theme;

/// A prompt or an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// As it was written.
    pub text: String,
    /// Its language (BCP 47), as far as the text tells.
    pub lang: Option<&'static str>,
}

/// One arena in a row of tabs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Its id.
    pub id: String,
    /// What people read.
    pub title: String,
}

/// Which votes a board covers: the newest one, and when that was cast or counted.
pub(crate) fn as_of(t: Language, seq: u64, at: Option<Moment>) -> Markup {
    let seq = t.count(seq);
    match at {
        Some(moment) => t.board_as_of_time(seq, t.moment(moment)),
        None => t.board_as_of(seq),
    }
}

/// A row of links of which one is current.
pub(crate) fn tabs(
    label: &str,
    tabs: &[Tab],
    current: &str,
    href: impl Fn(&str) -> String,
) -> Markup {
    html! {
        nav .chips aria-label=(label) {
            @for tab in tabs {
                a .chip href=(href(&tab.id)) aria-current=[(tab.id == current).then_some("page")] dir="auto" { (tab.title) }
            }
        }
    }
}

/// `open` or `closed`, as a tag.
pub(crate) fn weights_tag(t: Language, weights: Option<Weights>) -> Markup {
    html! {
        @match weights {
            Some(Weights::Open) => span .tag { (t.board_open_tag()) },
            Some(Weights::Closed) => span .tag { (t.board_closed_tag()) },
            None => {},
        }
    }
}

/// Whether a model's weights can be downloaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// They can.
    Open,
    /// They cannot.
    Closed,
}

impl Weights {
    /// The word in queries and exports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// The weights of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Open, Self::Closed]
            .into_iter()
            .find(|weights| weights.as_str() == word)
    }
}

/// The letter of a side in its circle.
pub(crate) fn letter(letter: &str) -> Markup {
    html! { span .letter aria-hidden="true" { (letter) } }
}

/// A half-filled, an open and a full disc.
pub(crate) fn theme_icon(theme: Theme) -> Markup {
    html! {
        svg .icon viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false" {
            circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5" {}
            @match theme {
                Theme::Auto => path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor" {},
                Theme::Light => {},
                Theme::Dark => circle cx="8" cy="8" r="6" fill="currentColor" {},
            }
        }
    }
}

/// A globe.
pub(crate) fn language_icon() -> Markup {
    html! {
        svg .icon viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" stroke-width="1.3" {
            circle cx="8" cy="8" r="6.2" {}
            ellipse cx="8" cy="8" rx="2.7" ry="6.2" {}
            path d="M2 8h12" {}
        }
    }
}

/// Two sliders.
pub(crate) fn settings_icon() -> Markup {
    html! {
        svg .icon viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" stroke-width="1.3" {
            path d="M2 5h5m4 0h3M2 11h3m4 0h5" {}
            circle cx="9" cy="5" r="2" {}
            circle cx="7" cy="11" r="2" {}
        }
    }
}

/// The rest of a query in a form, so that sending it keeps what it does not ask for.
pub(crate) fn hidden(pairs: &[(&'static str, String)], except: &[&str]) -> Markup {
    html! {
        @for (name, value) in pairs.iter().filter(|(name, _)| !except.contains(name)) {
            input type="hidden" name=(name) value=(value);
        }
    }
}

/// A day as all languages of the interface read it without a doubt: year, month, day.
pub(crate) fn day(iso: &str) -> Markup {
    html! { time datetime=(iso) dir="ltr" { bdi { (iso) } } }
}

/// A model's name, leading to its page.
pub(crate) fn model_link(model: &Tab) -> Markup {
    html! { a href=(crate::urls::model(&model.id)) { bdi { (model.title) } } }
}
