//! The frame of every page: head, header with the navigation and the theme switch, footer.

use maud::{DOCTYPE, Markup, Render, html};

use crate::language::Language;
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

    fn label(self, t: Language) -> &'static str {
        match self {
            Self::Auto => t.frame_theme_auto(),
            Self::Light => t.frame_theme_light(),
            Self::Dark => t.frame_theme_dark(),
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
    /// Pictures.
    Insights,
    /// Downloads.
    Data,
    /// Own battles.
    History,
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
    /// The language of the page.
    pub language: Language,
    /// The line above the page, if any.
    pub banner: Option<Banner>,
    /// Path and query of this page: where the forms of the header lead back to.
    pub path: String,
    /// The arena that the navigation's leaderboard shows.
    pub arena: String,
}

/// What a page says about itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    pub(crate) title: Markup,
    /// The page's module, and those that it imports.
    pub(crate) scripts: &'static [&'static str],
    /// Whether the page reloads every two seconds in a browser without script.
    pub(crate) waiting: bool,
    /// Whether search engines stay away.
    pub(crate) private: bool,
    /// The address that a preview card leads to, if the page has one.
    pub(crate) card: Option<String>,
}

impl Head {
    /// A page of this title.
    pub(crate) fn titled(title: impl Render) -> Self {
        Self {
            title: title.render(),
            ..Self::default()
        }
    }
}

/// A whole page around its `<main>`.
pub(crate) fn page(chrome: &Chrome, head: &Head, class: &str, body: &Markup) -> Markup {
    let t = chrome.language;
    html! {
        (DOCTYPE)
        html lang=(t.tag()) dir=(t.direction()) data-theme=(chrome.theme.as_str()) {
            (self::head(chrome, head))
            body {
                a .skip href="#main" { (t.frame_skip()) }
                (header(chrome))
                @if let Some(banner) = &chrome.banner { (self::banner(t, banner)) }
                main #main class={ "wrap " (class) } tabindex="-1" { (body) }
                p #live .vh role="status" {}
                (footer(t))
            }
        }
    }
}

fn head(chrome: &Chrome, head: &Head) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content=(chrome.theme.color_scheme());
            title { (head.title) " \u{b7} Agon" }
            @if head.private { meta name="robots" content="noindex"; }
            @else { meta name="description" content=(chrome.language.frame_description()); }
            @if let Some(url) = &head.card {
                meta property="og:type" content="website";
                meta property="og:site_name" content="Agon";
                meta property="og:title" content=(head.title.0);
                meta property="og:description" content=(chrome.language.frame_description());
                meta property="og:url" content=(url);
            }
            link rel="icon" type="image/svg+xml" href=(assets::url("favicon.svg"));
            @if let Some(arena) = shown_arena(chrome) {
                link rel="alternate" type="application/atom+xml" href=(urls::feed(arena, "atom"));
                link rel="alternate" type="application/feed+json" href=(urls::feed(arena, "json"));
            }
            link rel="stylesheet" href=(assets::url("agon.css"));
            @for script in head.scripts.iter().skip(1) { link rel="modulepreload" href=(assets::url(script)); }
            @if let Some(script) = head.scripts.first() { script type="module" src=(assets::url(script)) {} }
            @if head.waiting { noscript { meta http-equiv="refresh" content="2"; } }
        }
    }
}

/// The arena whose board or pictures the page shows: that of its address.
fn shown_arena(chrome: &Chrome) -> Option<&str> {
    let path = chrome.path.split('?').next()?;
    let arena = ["/leaderboard/", "/insights/"]
        .iter()
        .find_map(|start| path.strip_prefix(start))?;
    // What would have to be encoded in an address is no id.
    let is_plain = !arena.is_empty() && urls::segment(arena) == arena;
    is_plain.then_some(arena)
}

fn header(chrome: &Chrome) -> Markup {
    let t = chrome.language;
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
            a .brand href=(urls::HOME) aria-label=(t.frame_home()) dir="ltr" { "ag" i { "o" } "n" }
            nav aria-label=(t.frame_main()) {
                (entry(Nav::Battle, urls::HOME, t.frame_battle()))
                @if !chrome.arena.is_empty() {
                    (entry(Nav::Leaderboard, &board, t.frame_leaderboard()))
                    (entry(Nav::Insights, &urls::insights(&chrome.arena), t.frame_insights()))
                }
                (entry(Nav::History, urls::HISTORY, t.frame_history()))
                (entry(Nav::Data, urls::DATA, t.frame_data()))
                (entry(Nav::About, urls::ABOUT, t.frame_about()))
            }
            (language_switch(chrome))
            (theme_switch(chrome))
        }
    }
}

/// A list of languages, each in its own words; a plain form, so that it works without script.
fn language_switch(chrome: &Chrome) -> Markup {
    let now = chrome.language;
    html! {
        form .language method="post" action=(urls::LANGUAGE) {
            input type="hidden" name="back" value=(chrome.path);
            details {
                summary { (components::language_icon()) span .vh { (now.frame_language()) " " } bdi { (now.own_name()) } }
                div .menu {
                    @for language in Language::ALL {
                        button type="submit" name="language" value=(language.tag()) lang=(language.tag()) dir=(language.direction())
                            aria-current=[(language == now).then_some("true")] { (language.own_name()) }
                    }
                }
            }
        }
    }
}

/// One button that steps through the themes; a plain form, so that it works without script and without a flash.
fn theme_switch(chrome: &Chrome) -> Markup {
    let (t, now, next) = (chrome.language, chrome.theme, chrome.theme.next());
    html! {
        form .theme method="post" action=(urls::THEME) {
            input type="hidden" name="back" value=(chrome.path);
            button type="submit" name="theme" value=(next.as_str())
                aria-label=(t.frame_theme_switch(now.label(t), next.label(t))) {
                (components::theme_icon(now)) span { (now.label(t)) }
            }
        }
    }
}

fn banner(t: Language, banner: &Banner) -> Markup {
    let connect = html! { a href=(urls::ABOUT_CONNECT) { (t.frame_demo_connect()) } };
    let command = |words: &str| html! { code dir="ltr" { (words) } };
    html! {
        aside .banner aria-label=(t.frame_notice()) {
            @match banner {
                Banner::Demo => p { (t.frame_demo(connect, command("agon init"), command("agon serve"))) },
                Banner::Notice(text) => p dir="auto" { (text) },
            }
        }
    }
}

fn footer(t: Language) -> Markup {
    html! {
        footer .foot {
            p { (t.frame_foot()) }
            p {
                a href=(urls::ABOUT_RATINGS) { (t.frame_foot_ratings()) } " "
                a href=(urls::DATA) { (t.frame_foot_votes()) } " "
                a href=(urls::PRIVACY) { (t.frame_foot_privacy()) } " "
                a href=(urls::DOCS) { (t.frame_foot_api()) }
            }
        }
    }
}
