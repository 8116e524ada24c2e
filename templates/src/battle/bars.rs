//! What a voter can do: vote, ask on, go on; and the list of keys.

use maud::{Markup, html};

use super::{Choice, FollowUp, State, View};
use crate::urls;

/// Four submit buttons in one form; they wait, visibly and with the reason, until both answers have ended.
pub(super) fn vote_bar(view: &View) -> Markup {
    let waiting = !matches!(view.state, State::Ready);
    html! {
        form .votebar method="post" action=(urls::vote(&view.id)) data-vote tabindex="-1" aria-label="Your vote" {
            div .votes {
                @for (index, choice) in Choice::ALL.into_iter().enumerate() {
                    button .btn type="submit" name="choice" value=(choice.as_str()) disabled[waiting]
                        aria-describedby="vote-note" aria-keyshortcuts=(index + 1) {
                        (choice.label()) kbd aria-hidden="true" { (index + 1) }
                    }
                }
            }
            p .small.quiet {
                span #vote-note data-note {
                    @if waiting { "You can vote when both answers have finished." }
                    @else { "Which do you prefer? Your vote reveals the models." }
                }
                button .linklike type="button" data-keys hidden { kbd aria-hidden="true" { "?" } " all keys" }
            }
        }
    }
}

/// One more prompt for both, while the vote is open.
pub(super) fn follow_up(view: &View) -> Markup {
    let ready = matches!(view.state, State::Ready);
    html! {
        @match view.follow_up {
            FollowUp::FreeText { max_chars } if ready => {
                form .box.follow method="post" action=(urls::turns(&view.id)) data-ask {
                    label .vh for="follow" { "Ask both a follow-up" }
                    textarea #follow name="prompt" rows="1" maxlength=(max_chars) required dir="auto"
                        placeholder="Not sure yet? Ask both a follow-up" enterkeyhint="send" {}
                    button .btn type="submit" { "Send" }
                }
            }
            _ => {}
        }
    }
}

/// The same prompt for a new pair, after a void battle.
pub(super) fn again(arena: &str, prompt: &str) -> Markup {
    html! {
        form method="post" action=(urls::BATTLES) data-ask {
            input type="hidden" name="arena" value=(arena);
            input type="hidden" name="prompt" value=(prompt);
            button .btn type="submit" { "Ask again" }
        }
    }
}

/// Where to go after the vote.
pub(super) fn next_bar(new_battle_url: &str, board_url: Option<&str>) -> Markup {
    html! {
        nav .votebar.next aria-label="What next" {
            div .row {
                @if let Some(url) = board_url { a .btn href=(url) { "See the leaderboard" } }
                a .btn.primary href=(new_battle_url) aria-keyshortcuts="n" { "New pair " kbd aria-hidden="true" { "n" } }
            }
        }
    }
}

/// The list of keys; script opens it.
pub(super) fn keys() -> Markup {
    html! {
        dialog #keys .keys aria-labelledby="keys-title" {
            h2 #keys-title { "Keys" }
            dl {
                @for (index, choice) in Choice::ALL.into_iter().enumerate() { dt { kbd { (index + 1) } } dd { (choice.label()) } }
                dt { kbd { "n" } } dd { "New pair" }
                dt { kbd { "?" } } dd { "This list" }
            }
            p .small.quiet { "Keys rest while you type in a field." }
            form method="dialog" { button .btn { "Close" } }
        }
    }
}
