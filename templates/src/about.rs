//! `/about`: how it works, in words. Says only what the engine does.

use maud::{Markup, html};

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
    let body = html! {
        article .prose {
            h1 { "How it works" }
            p .lead { "You ask; two models answer side by side without names; you say which answer is better. Many such votes make a ranking." }
            (battle()) (votes()) (ratings()) (blindness()) (privacy()) (connect())
        }
    };
    page(
        chrome,
        Head {
            title: "How it works",
            ..Head::default()
        },
        "",
        &body,
    )
}

/// How ratings are made, in full; the same text as the documentation of the rating crate.
const METHODOLOGY: &str = include_str!("../../src/rating/METHODOLOGY.md");

/// The methodology page.
#[must_use]
pub fn methodology(chrome: &Chrome) -> Markup {
    let title = "How ratings are made";
    // The renderer moves headings down below the page's own.
    let text = METHODOLOGY.trim_start_matches("# How ratings are made\n");
    let body = html! {
        article .prose {
            h1 { (title) }
            (markdown::render(&unwrapped(text)))
        }
    };
    page(
        chrome,
        Head {
            title,
            ..Head::default()
        },
        "",
        &body,
    )
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

fn battle() -> Markup {
    html! {
        h2 #battle { "A battle" }
        p { "A prompt goes to two models that are drawn at random, as are the sides. Both answers are shown at the same pace, "
            "so that a quick model has no advantage over a slow one. While neither has your vote yet you can ask both a follow-up. "
            "If an answer fails or breaks off, the battle is void: it counts for nobody." }
    }
}

fn votes() -> Markup {
    html! {
        h2 #votes { "What a vote is" }
        p { "One of four choices: A is better, B is better, tie, both are bad. A battle takes one vote, and it stays. "
            "The vote is written to disk before you see who was who." }
        p { "A vote that ratings do not use is kept all the same, with the reason beside it. Nothing is deleted; " a href=(urls::DATA) { "every vote can be downloaded" } "." }
    }
}

fn ratings() -> Markup {
    html! {
        h2 #ratings { "How ratings are made" }
        ul {
            li { b { "Model." } " Bradley-Terry: the chance that one model is preferred to another depends only on the difference of their ratings. "
                "A tie and \u{201c}both are bad\u{201d} count as half a win for each." }
            li { b { "Scale." } " 400 points are odds of ten to one. The mean over all models that have votes is 1000. "
                "So 100 points more means being preferred in about 64 of 100 votes." }
            li { b { "Uncertainty." } " Every rating has a 95% interval from the sandwich estimator, which does not trust the model to be exactly right." }
            li { b { "Rank." } " One more than the number of models whose interval lies wholly above. "
                "The range goes on to the worst rank that the intervals allow: models with overlapping intervals share a rank." }
            li { b { "In full." } " Formulas, other kinds of intervals, what has no number and why: " a href=(urls::METHODOLOGY) { "the methodology" } "." }
            li { b { "Provisional." } " There are few votes yet; the figures are shown, but expect them to move." }
            li { b { "Won or lost every vote." } " Then no finite rating fits the votes, and none is made up." }
            li { b { "Not connected." } " No chain of votes links the model to the others, so they cannot be compared." }
        }
        p { "The order of votes does not matter, and the same votes always give the same board." }
    }
}

fn blindness() -> Markup {
    html! {
        h2 #blindness { "Blind until voted" }
        p { "Before your vote, nothing that leaves the server depends on who answers: no name, no identifier, no order, no error message, and neither side shows which of the two is slower. "
            "The names come with the answer to your vote." }
    }
}

fn privacy() -> Markup {
    html! {
        h2 #privacy { "Privacy" }
        p { "There is no account. A cookie holds a random number, so that your battles stay yours; a second one your colours, if you choose them. "
            "Prompts, answers and votes are stored without your name or address, and prompts are sent to the connected models: "
            "do not type anything that is nobody's business. This page loads nothing from other servers." }
    }
}

fn connect() -> Markup {
    html! {
        h2 #connect { "Connect your own models" }
        p { code { "agon init" } " looks for model servers on this machine and for keys in the environment and writes "
            code { "agon.toml" } "; " code { "agon serve" } " starts the site. By hand it looks like this:" }
        pre tabindex="0" { code { (EXAMPLE) } }
        p { "Any server that speaks the OpenAI, Anthropic or Gemini protocol will do. "
            code { "agon config check" } " says what is wrong before anybody else does." }
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
