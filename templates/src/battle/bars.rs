//! What a voter can do: vote, ask on, go on; and the list of keys.

use maud::{Markup, html};

use super::{Choice, FollowUp, State, View};
use crate::language::Language;
use crate::urls;

/// Four submit buttons in one form; they wait, visibly and with the reason, until both answers have ended.
pub(super) fn vote_bar(t: Language, view: &View) -> Markup {
    let waiting = !matches!(view.state, State::Ready);
    html! {
        form .votebar method="post" action=(urls::vote(&view.id)) data-vote tabindex="-1" aria-label=(t.battle_vote()) {
            div .votes {
                @for (index, choice) in Choice::ALL.into_iter().enumerate() {
                    button .btn type="submit" name="choice" value=(choice.as_str()) disabled[waiting]
                        aria-describedby="vote-note" aria-keyshortcuts=(index + 1) {
                        (choice.label(t)) kbd aria-hidden="true" { (index + 1) }
                    }
                }
            }
            p .small.quiet {
                span #vote-note data-note {
                    @if waiting { (t.battle_vote_wait()) } @else { (t.battle_vote_now()) }
                }
                button .linklike type="button" data-keys hidden { kbd aria-hidden="true" { "?" } " " (t.battle_keys_all()) }
            }
        }
    }
}

/// One more prompt for both, while the vote is open.
pub(super) fn follow_up(t: Language, view: &View) -> Markup {
    let ready = matches!(view.state, State::Ready);
    html! {
        @match view.follow_up {
            FollowUp::FreeText { max_chars } if ready => {
                form .box.follow method="post" action=(urls::turns(&view.id)) data-ask {
                    label .vh for="follow" { (t.battle_follow_label()) }
                    textarea #follow name="prompt" rows="1" maxlength=(max_chars) required dir="auto"
                        placeholder=(t.battle_follow()) enterkeyhint="send" {}
                    button .btn type="submit" { (t.battle_send()) }
                }
            }
            _ => {}
        }
    }
}

/// The same prompt for a new pair, after a void battle.
pub(super) fn again(t: Language, arena: &str, prompt: &str) -> Markup {
    html! {
        form method="post" action=(urls::BATTLES) data-ask {
            input type="hidden" name="arena" value=(arena);
            input type="hidden" name="prompt" value=(prompt);
            button .btn type="submit" { (t.battle_again()) }
        }
    }
}

/// Where to go after the vote.
pub(super) fn next_bar(t: Language, new_battle_url: &str, board_url: Option<&str>) -> Markup {
    html! {
        nav .votebar.next aria-label=(t.battle_next()) {
            div .row {
                @if let Some(url) = board_url { a .btn href=(url) { (t.battle_board()) } }
                a .btn.primary href=(new_battle_url) aria-keyshortcuts="n" { (t.battle_new()) " " kbd aria-hidden="true" { "n" } }
            }
        }
    }
}

/// The list of keys; script opens it.
pub(super) fn keys(t: Language) -> Markup {
    html! {
        dialog #keys .keys aria-labelledby="keys-title" {
            h2 #keys-title { (t.battle_keys()) }
            dl {
                @for (index, choice) in Choice::ALL.into_iter().enumerate() { dt { kbd { (index + 1) } } dd { (choice.label(t)) } }
                dt { kbd { "n" } } dd { (t.battle_new()) }
                dt { kbd { "?" } } dd { (t.battle_keys_list()) }
            }
            p .small.quiet { (t.battle_keys_rest()) }
            form method="dialog" { button .btn { (t.battle_close()) } }
        }
    }
}
