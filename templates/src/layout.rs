//! The frame of every page: head, header with the navigation and the theme switch, footer.

use maud::{DOCTYPE, Markup, html};

use crate::{assets, components, urls};

/// Which colours the reader chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The word in the form, in the cookie and in `data-theme`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Auto, Self::Light, Self::Dark]
            .into_iter()
            .find(|theme| theme.as_str() == word)
    }

    fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Auto => "Auto",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    fn color_scheme(self) -> &'static str {
        match self {
            Self::Auto => "light dark",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Which entry of the navigation is marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nav {
    /// The ask page and battles.
    Battle,
    /// A board.
    Leaderboard,
    /// Downloads.
    Data,
    /// How it works.
    About,
    /// None of them.
    #[default]
    Elsewhere,
}

/// A line above the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Banner {
    /// The site shows recorded answers, because nobody has connected a model yet.
    Demo,
    /// What the operator wants to say.
    Notice(String),
}

/// What every page knows of the site and the reader.
#[derive(Clone, Debug, Default)]
pub struct Chrome {
    /// Which colours.
    pub theme: Theme,
    /// Which entry of the navigation is marked.
    pub current: Nav,
    /// The language of the page, `en`.
    pub lang: String,
    /// The line above the page, if any.
    pub banner: Option<Banner>,
    /// Path and query of this page: where the theme form leads back to.
    pub path: String,
    /// The arena that the navigation's leaderboard shows.
    pub arena: String,
}

/// What a page says about itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Head<'a> {
    pub(crate) title: &'a str,
    pub(crate) script: Option<&'a str>,
    /// Whether the page reloads every two seconds in a browser without script.
    pub(crate) waiting: bool,
    /// Whether search engines stay away.
    pub(crate) private: bool,
}

/// A whole page around its `<main>`.
pub(crate) fn page(chrome: &Chrome, head: Head<'_>, class: &str, body: &Markup) -> Markup {
    let lang = if chrome.lang.is_empty() {
        "en"
    } else {
        &chrome.lang
    };
    html! {
        (DOCTYPE)
        html lang=(lang) data-theme=(chrome.theme.as_str()) {
            (self::head(chrome.theme, head))
            body {
                a .skip href="#main" { "Skip to the content" }
                (header(chrome))
                @if let Some(banner) = &chrome.banner { (self::banner(banner)) }
                main #main class={ "wrap " (class) } tabindex="-1" { (body) }
                p #live .vh role="status" {}
                (footer())
            }
        }
    }
}

fn head(theme: Theme, head: Head<'_>) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content=(theme.color_scheme());
            title { (head.title) " \u{b7} Agon" }
            @if head.private { meta name="robots" content="noindex"; }
            @else { meta name="description" content="Two anonymous answers side by side. You judge; the votes make a live leaderboard."; }
            link rel="icon" type="image/svg+xml" href=(assets::url("favicon.svg"));
            link rel="stylesheet" href=(assets::url("agon.css"));
            @if let Some(script) = head.script {
                link rel="modulepreload" href=(assets::url("page.js"));
                script type="module" src=(assets::url(script)) {}
            }
            @if head.waiting { noscript { meta http-equiv="refresh" content="2"; } }
        }
    }
}

fn header(chrome: &Chrome) -> Markup {
    let board = if chrome.arena.is_empty() {
        urls::HOME.to_owned()
    } else {
        urls::leaderboard(&chrome.arena)
    };
    let entry = |nav: Nav, href: &str, label: &str| {
        html! { a href=(href) aria-current=[(chrome.current == nav).then_some("page")] { (label) } }
    };
    html! {
        header .top {
            a .brand href=(urls::HOME) aria-label="Agon, to the start" { "ag" i { "o" } "n" }
            nav aria-label="Main" {
                (entry(Nav::Battle, urls::HOME, "Battle"))
                @if !chrome.arena.is_empty() { (entry(Nav::Leaderboard, &board, "Leaderboard")) }
                (entry(Nav::Data, urls::DATA, "Data"))
                (entry(Nav::About, urls::ABOUT, "About"))
            }
            (theme_switch(chrome))
        }
    }
}

/// One button that steps through the themes; a plain form, so that it works without script and without a flash.
fn theme_switch(chrome: &Chrome) -> Markup {
    let (now, next) = (chrome.theme, chrome.theme.next());
    html! {
        form .theme method="post" action=(urls::THEME) {
            input type="hidden" name="back" value=(chrome.path);
            button type="submit" name="theme" value=(next.as_str())
                aria-label={ (now.label()) " theme; switch to " (next.label()) } {
                (components::theme_icon(now)) span { (now.label()) }
            }
        }
    }
}

fn banner(banner: &Banner) -> Markup {
    html! {
        aside .banner aria-label="Notice" {
            p {
                @match banner {
                    Banner::Demo => {
                        "This is the demo: recorded answers in six styles. "
                        a href=(urls::ABOUT_CONNECT) { "Connect your own models" }
                        ": run " code { "agon init" } ", then " code { "agon serve" } "."
                    }
                    Banner::Notice(text) => (text),
                }
            }
        }
    }
}

fn footer() -> Markup {
    html! {
        footer .foot {
            p { "Agon: a self-hosted arena for human preference." }
            p {
                a href=(urls::ABOUT_RATINGS) { "How ratings are made" } " "
                a href=(urls::DATA) { "All votes as files" } " "
                a href=(urls::OPENAPI) { "API" }
            }
        }
    }
}
