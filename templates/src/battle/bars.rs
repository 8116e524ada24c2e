//! What a voter can do: vote, ask on, go on; and the list of keys.

use maud::{Markup, html};

use super::{Choice, FollowUp, State, View};
use crate::components;
use crate::language::Language;
use crate::urls;

/// Four submit buttons in one form; they wait, visibly and with the reason, until both answers have ended. Script lets a
/// voter press one before, and sends it then.
pub(super) fn vote_bar(t: Language, view: &View) -> Markup {
    let waiting = !matches!(view.state, State::Ready);
    html! {
        form .votebar method="post" action=(urls::vote(&view.id)) data-vote data-waiting[waiting] tabindex="-1" aria-label=(t.battle_vote()) {
            div .votes {
                @for (index, choice) in Choice::ALL.into_iter().enumerate() {
                    button .btn type="submit" name="choice" value=(choice.as_str()) disabled[waiting]
                        aria-describedby="vote-note" aria-keyshortcuts=(index + 1) {
                        span { (choice.label(t)) } kbd aria-hidden="true" { (index + 1) }
                    }
                }
            }
            div .under.small.quiet {
                @if waiting { span .num data-wait {} }
                span #vote-note data-note { @if waiting { span .scripted { (t.battle_say_early()) } span .unscripted { (t.battle_vote_wait()) } } @else { (now(t, view)) } }
                button .btn.primary type="button" data-send hidden { (t.battle_vote_send()) }
                @if waiting {
                    button .btn type="submit" form="again" data-way-out hidden { (t.battle_way_out()) }
                    button .linklike type="submit" form="stop" data-stop aria-keyshortcuts="s" { (t.battle_stop()) " " kbd aria-hidden="true" { "s" } }
                }
                button .linklike.scripted.folds type="button" popovertarget="keys" { (components::settings_icon()) kbd aria-hidden="true" { "?" } " " span { (t.battle_keys_all()) } }
            }
        }
    }
}

/// What stands below the choices once they can be taken.
pub(super) fn now(t: Language, view: &View) -> &'static str {
    if view.named.is_empty() {
        t.battle_vote_now()
    } else {
        t.modes_vote()
    }
}

/// The forms of the bar's other buttons, which cannot stand in the form of the vote.
pub(super) fn ways_out(view: &View) -> Markup {
    let prompt = view.turns.first().map(|turn| turn.prompt.as_str());
    html! {
        @if matches!(view.state, State::Answering) {
            form #stop method="post" action=(urls::stop(&view.id)) hidden {}
            form #again method="post" action=(urls::BATTLES) hidden {
                input type="hidden" name="arena" value=(view.arena);
                input type="hidden" name="prompt" value=(prompt.unwrap_or_default());
            }
        }
    }
}

/// One more prompt for both, while the vote is open.
pub(super) fn follow_up(t: Language, view: &View) -> Markup {
    let ready = matches!(view.state, State::Ready);
    let (label, placeholder) = if view.is_direct() {
        (t.modes_follow(), t.modes_follow())
    } else {
        (t.battle_follow_label(), t.battle_follow())
    };
    html! {
        @match view.follow_up {
            FollowUp::FreeText { max_chars } if ready => {
                form .box.follow method="post" action=(urls::turns(&view.id)) data-ask {
                    label .vh for="follow" { (label) }
                    textarea #follow name="prompt" rows="1" maxlength=(max_chars) required dir="auto"
                        placeholder=(placeholder) enterkeyhint="send" {}
                    button .btn type="submit" { (t.battle_send()) }
                }
            }
            // Room for it while answers are written, so that nothing moves when it comes. Nobody sees or hears it.
            FollowUp::FreeText { .. } => {
                div .box.follow.later {
                    textarea rows="1" disabled placeholder=(placeholder) aria-label=(label) {}
                    button .btn type="button" disabled { (t.battle_send()) }
                }
            }
            FollowUp::None => {}
        }
    }
}

/// The same prompt for a new pair, after a void battle.
pub(super) fn again(t: Language, arena: &str, prompt: &str) -> Markup {
    html! {
        form method="post" action=(urls::BATTLES) data-ask {
            input type="hidden" name="arena" value=(arena);
            input type="hidden" name="prompt" value=(prompt);
            button .btn.primary type="submit" { (t.battle_again()) }
        }
    }
}

/// Where to go on after a direct chat, which has no vote.
pub(super) fn next_chat(t: Language, new_battle_url: &str) -> Markup {
    html! {
        // Nothing waits for a decision here, so it need not stay in sight.
        nav .votebar.next.still aria-label=(t.battle_next()) {
            div .row { a .btn href=(new_battle_url) aria-keyshortcuts="n" { (t.modes_new()) " " kbd aria-hidden="true" { "n" } } }
        }
    }
}

/// Where to go after the vote; or, without a board, after a void battle, where asking the same again comes first.
pub(super) fn next_bar(t: Language, new_battle_url: &str, board_url: Option<&str>) -> Markup {
    html! {
        nav .votebar.next aria-label=(t.battle_next()) {
            div .row {
                @if let Some(url) = board_url { a .btn href=(url) { (t.battle_board()) } }
                a .btn.primary[board_url.is_some()] href=(new_battle_url) aria-keyshortcuts="n" { (t.battle_new()) " " kbd aria-hidden="true" { "n" } }
            }
        }
    }
}

/// The keys and what can be switched; script opens it.
pub(super) fn keys(t: Language) -> Markup {
    let switch = |name: &str, on: bool, words: &str| {
        html! { label .switch { input type="checkbox" data-setting=(name) checked[on]; span { (words) } } }
    };
    html! {
        dialog #keys .keys popover="auto" aria-labelledby="keys-title" {
            h2 #keys-title { (t.battle_keys()) }
            dl {
                @for (index, choice) in Choice::ALL.into_iter().enumerate() { dt { kbd { (index + 1) } } dd { (choice.label(t)) } }
                dt { kbd { "\u{2190}" } " " kbd { "\u{2192}" } } dd { (t.battle_keys_arrows()) }
                dt { kbd { "a" } " " kbd { "b" } } dd { (t.battle_keys_answers()) }
                dt { kbd { "s" } } dd { (t.battle_stop()) }
                dt { kbd { "n" } } dd { (t.battle_new()) }
                dt { kbd { "?" } } dd { (t.battle_keys_list()) }
            }
            p .small.quiet { (t.battle_keys_rest()) }
            (switch("keys", true, t.battle_keys_switch()))
            (switch("confirm", false, t.battle_confirm_switch()))
            button .btn type="button" popovertarget="keys" popovertargetaction="hide" { (t.battle_close()) }
        }
    }
}
