//! `/about`: how it works, in words. Says only what the engine does.

use maud::{Markup, PreEscaped, Render, html};

use crate::language::Language;
use crate::layout::{Chrome, Head, page};
use crate::{markdown, urls};

/// A complete site with one server of models.
const EXAMPLE: &str = r#"[server]
listen = "127.0.0.1:8484"
database = "sqlite:data/agon.db"

[[endpoint]]
id = "lab"
protocol = "openai"                  # openai | anthropic | gemini | recorded
base_url = "http://127.0.0.1:8000/v1"
api_key_env = "LAB_KEY"              # the key itself stays in the environment

[[model]]
id = "qwen3-235b"
name = "Qwen3 235B"
endpoint = "lab"
upstream = "Qwen/Qwen3-235B-A22B"    # the name that the endpoint knows
organization = "Alibaba"
license = "Apache-2.0"
weights = "open"

[[arena]]
id = "text"
title = "Text"
models = ["*"]
"#;

/// The about page.
#[must_use]
pub fn render(chrome: &Chrome) -> Markup {
    let t = chrome.language;
    let body = html! {
        article .prose {
            h1 { (t.about_title()) }
            p .lead { (t.about_lead()) }
            (battle(t)) (votes(t)) (ratings(t)) (blindness(t)) (privacy(t)) (connect(t))
        }
    };
    page(chrome, &Head::titled(t.about_title()), "", &body)
}

/// How ratings are made, in full; the same text as the documentation of the rating crate.
const METHODOLOGY: &str = include_str!("../../src/rating/METHODOLOGY.md");

/// The methodology page. The chapter itself is in English for everybody; who reads another language is told so.
#[must_use]
pub fn methodology(chrome: &Chrome) -> Markup {
    let t = chrome.language;
    // The renderer moves headings down below the page's own.
    let text = METHODOLOGY.trim_start_matches("# How ratings are made\n");
    let body = html! {
        article .prose {
            h1 { (t.about_methodology()) }
            @if t != Language::English { p .quiet { (t.about_methodology_english()) } }
            div .text lang="en" dir="ltr" { (PreEscaped(raised(&markdown::render(Language::English, &unwrapped(text)).into_string()))) }
        }
    };
    page(chrome, &Head::titled(t.about_methodology()), "", &body)
}

/// Headings one level up: answers stand below a heading of their pane, this chapter does not.
fn raised(html: &str) -> String {
    (3..=6).fold(html.to_owned(), |html, level| {
        let tag = |sign: &str, level: u8| format!("<{sign}h{level}>");
        html.replace(&tag("", level), &tag("", level - 1))
            .replace(&tag("/", level), &tag("/", level - 1))
    })
}

/// The text with every paragraph and list item on one line: answers are shown with their line breaks, this is none.
fn unwrapped(text: &str) -> String {
    let mut out = String::new();
    let (mut is_code, mut goes_on) = (false, false);
    for line in text.lines() {
        let is_fence = line.starts_with("```");
        let begins = is_code || is_fence || line.is_empty() || line.starts_with(['-', '|', '#']);
        if !out.is_empty() {
            out.push(if goes_on && !begins { ' ' } else { '\n' });
        }
        out.push_str(if is_code { line } else { line.trim() });
        is_code ^= is_fence;
        goes_on = !is_code && !is_fence && !line.is_empty() && !line.starts_with(['|', '#']);
    }
    out
}

fn battle(t: Language) -> Markup {
    html! {
        h2 #battle { (t.about_battle()) }
        p { (t.about_battle_text()) }
    }
}

fn votes(t: Language) -> Markup {
    let link = html! { a href=(urls::DATA) { (t.about_votes_link()) } };
    html! {
        h2 #votes { (t.about_votes()) }
        p { (t.about_votes_text()) }
        p { (t.about_votes_kept(link)) }
    }
}

fn ratings(t: Language) -> Markup {
    let link = html! { a href=(urls::METHODOLOGY) { (t.about_full_link()) } };
    let item = |word: &str, text: &dyn Render| html! { li { b { (word) } " " (text) } };
    html! {
        h2 #ratings { (t.about_ratings()) }
        ul {
            (item(t.about_model(), &t.about_model_text()))
            (item(t.about_scale(), &t.about_scale_text()))
            (item(t.about_uncertainty(), &t.about_uncertainty_text()))
            (item(t.about_rank(), &t.about_rank_text()))
            (item(t.about_full(), &t.about_full_text(link)))
            (item(t.about_provisional(), &t.about_provisional_text()))
            (item(t.about_all_won(), &t.about_all_won_text()))
            (item(t.about_disconnected(), &t.about_disconnected_text()))
        }
        p { (t.about_order()) }
    }
}

fn blindness(t: Language) -> Markup {
    html! {
        h2 #blindness { (t.about_blind()) }
        p { (t.about_blind_text()) }
    }
}

fn privacy(t: Language) -> Markup {
    html! {
        h2 #privacy { (t.about_privacy()) }
        p { (t.about_privacy_text()) }
    }
}

fn connect(t: Language) -> Markup {
    let command = |words: &str| html! { code dir="ltr" { (words) } };
    html! {
        h2 #connect { (t.about_connect()) }
        p { (t.about_connect_text(command("agon init"), command("agon.toml"), command("agon serve"))) }
        pre tabindex="0" { code { (EXAMPLE) } }
        p { (t.about_connect_check(command("agon config check"))) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_methodology_breaks_lines_only_in_code_lists_and_tables() {
        let text = "One\ntwo\n\n```text\na\nb\n```\n\n- x\n  y\n- z\n\n| a |\n|---|\n| b |\n";
        let expected = "One two\n\n```text\na\nb\n```\n\n- x y\n- z\n\n| a |\n|---|\n| b |";
        assert_eq!(unwrapped(text), expected);
        assert!(
            !methodology(&Chrome::default())
                .into_string()
                .contains("<br")
        );
    }
}
