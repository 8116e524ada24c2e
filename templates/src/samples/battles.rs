//! Battles in every state, with tame and with hostile text.

use maud::Markup;

use super::chrome;
use super::texts::{ANSWER_A, ANSWER_B, HOSTILE, HOSTILE_MARKDOWN, PROMPT};
use crate::battle::{self, Choice, FollowUp, RevealCard, State, TurnView};
use crate::components::Weights;
use crate::language::Language;
use crate::layout::Nav;
use crate::urls;

const OPEN: FollowUp = FollowUp::FreeText { max_chars: 32_000 };

pub(super) fn battles(t: Language) -> Vec<(&'static str, Markup)> {
    let mut all = open(t);
    all.extend(closed(t));
    all.extend(named(t));
    all
}

fn at(rating: f64, rank: u32) -> battle::Place {
    battle::Place {
        rating: Some(rating),
        rank: Some(rank),
    }
}

/// What a voter learns and says behind a vote.
fn learned(reason: Option<&str>, after: Option<[battle::Place; 2]>, note: &str) -> State {
    match voted(Choice::A, reason) {
        State::Voted(vote) => State::Voted(Box::new(battle::Voted {
            facts: Some(battle::Facts {
                crowd: [12, 7, 3, 1],
                chance_a: Some(0.63),
                before: [at(1_012.0, 3), battle::Place::default()],
                after,
            }),
            why: battle::Why {
                a: vec!["useful".into()],
                note: note.into(),
                ..vote.why.clone()
            },
            ..*vote
        })),
        other => other,
    }
}

/// Battles whose voter picked the models, and what a voter learns and says behind the vote.
fn named(t: Language) -> Vec<(&'static str, Markup)> {
    let card = |name: &str| RevealCard {
        name: name.into(),
        ..RevealCard::default()
    };
    let page = |state, named: Vec<RevealCard>, share: Option<&str>| {
        let view = battle::View {
            named,
            share: share.map(str::to_owned),
            ..view(state, vec![done()], OPEN)
        };
        battle::render(&chrome(t, Nav::Battle), &view)
    };
    let pair = || vec![card("LLaMA-2-Chat (70B)"), card("Claude v1")];
    let after = Some([at(1_015.0, 2), at(990.0, 5)]);
    let unranked = Some([battle::Place::default(); 2]);
    let link = "https://arena.example/s/0123456789abcdef0123456789abcdef";
    vec![
        ("named-ready-pair", page(State::Ready, pair(), None)),
        (
            "named-direct",
            page(State::Ready, vec![card("Claude v1")], Some(link)),
        ),
        (
            "named-direct-answering",
            page(State::Answering, vec![card(HOSTILE)], None),
        ),
        (
            "named-voted",
            page(learned(Some("named"), after, "so"), pair(), Some(link)),
        ),
        (
            "battle-voted-moved",
            page(learned(None, after, ""), Vec::new(), None),
        ),
        (
            "battle-voted-unranked",
            page(learned(None, unranked, ""), Vec::new(), None),
        ),
        (
            "battle-voted-early",
            page(learned(None, None, HOSTILE), Vec::new(), None),
        ),
    ]
}

fn half() -> (&'static str, bool) {
    (ANSWER_A.get(..300).unwrap_or_default(), false)
}

fn done() -> TurnView {
    turn(PROMPT, (ANSWER_A, true), (ANSWER_B, true))
}

fn more() -> TurnView {
    turn("And in one sentence?", ("", false), ("", false))
}

fn hostile() -> TurnView {
    turn(HOSTILE, (HOSTILE, true), (HOSTILE_MARKDOWN, true))
}

fn open(t: Language) -> Vec<(&'static str, Markup)> {
    let start = (ANSWER_B.get(..90).unwrap_or_default(), false);
    let waiting = turn(PROMPT, ("", false), ("", false));
    let long = turn(&PROMPT.repeat(12), (ANSWER_A, true), (ANSWER_B, true));
    let (a, b) = (ANSWER_A.repeat(3), ANSWER_B.repeat(3));
    let tall = turn(PROMPT, (&a, true), (&b, true));
    let answering = |turns, follow_up| battle(t, State::Answering, turns, follow_up);
    let ready = |turns, follow_up| battle(t, State::Ready, turns, follow_up);
    vec![
        ("battle-waiting", answering(vec![waiting], FollowUp::None)),
        (
            "battle-answering",
            answering(vec![turn(PROMPT, half(), start)], OPEN),
        ),
        (
            "battle-one-ended",
            answering(vec![turn(PROMPT, half(), (ANSWER_B, true))], OPEN),
        ),
        ("battle-second-turn", answering(vec![done(), more()], OPEN)),
        ("battle-ready", ready(vec![done()], OPEN)),
        ("battle-ready-recorded", ready(vec![done()], FollowUp::None)),
        ("battle-ready-hostile", ready(vec![hostile()], OPEN)),
        ("battle-ready-long", ready(vec![long], OPEN)),
        ("battle-ready-folded", ready(vec![tall, done()], OPEN)),
    ]
}

fn closed(t: Language) -> Vec<(&'static str, Markup)> {
    let cut = turn(PROMPT, (ANSWER_A, true), ("", false));
    let end = |state, turns| battle(t, state, turns, FollowUp::None);
    let unrated = voted(Choice::BothBad, Some("identity_leak"));
    vec![
        (
            "battle-void",
            end(State::Void { stopped: false }, vec![cut]),
        ),
        (
            "battle-void-second",
            end(State::Void { stopped: true }, vec![done(), more()]),
        ),
        ("battle-voted-a", end(voted(Choice::A, None), vec![done()])),
        (
            "battle-voted-b",
            end(voted(Choice::B, None), vec![done(), done()]),
        ),
        (
            "battle-voted-tie",
            end(voted(Choice::Tie, None), vec![done()]),
        ),
        ("battle-voted-unrated", end(unrated, vec![done()])),
        ("battle-voted-hostile", end(hostile_vote(), vec![hostile()])),
    ]
}

fn battle(t: Language, state: State, turns: Vec<TurnView>, follow_up: FollowUp) -> Markup {
    battle::render(&chrome(t, Nav::Battle), &view(state, turns, follow_up))
}

fn view(state: State, turns: Vec<TurnView>, follow_up: FollowUp) -> battle::View {
    battle::View {
        id: "8Jk2f0aQ".into(),
        arena: "text".into(),
        arena_title: "Text".into(),
        state,
        turns,
        seen: Some(12),
        named: Vec::new(),
        share: None,
        follow_up,
        new_battle_url: urls::ask("text"),
    }
}

fn turn(prompt: &str, a: (&str, bool), b: (&str, bool)) -> TurnView {
    let answer = |(text, ended): (&str, bool)| battle::AnswerView {
        text: text.into(),
        ended,
        lang: (!text.is_empty()).then_some("en"),
    };
    TurnView {
        prompt: prompt.into(),
        lang: Some("en"),
        a: answer(a),
        b: answer(b),
    }
}

pub(super) fn voted(choice: Choice, reason: Option<&str>) -> State {
    let a = RevealCard {
        name: "LLaMA-2-Chat (70B)".into(),
        organization: Some("Meta".into()),
        country: Some("US".into()),
        license: Some("Llama 2".into()),
        weights: Some(Weights::Open),
        parameters_b: Some(70.0),
        price_output: Some(0.9),
    };
    let b = RevealCard {
        name: "Claude v1".into(),
        organization: Some("Anthropic".into()),
        weights: Some(Weights::Closed),
        ..RevealCard::default()
    };
    verdict(choice, reason, a, b)
}

fn hostile_vote() -> State {
    let card = || RevealCard {
        name: HOSTILE.into(),
        organization: Some(HOSTILE.into()),
        license: Some(HOSTILE.into()),
        ..RevealCard::default()
    };
    verdict(Choice::A, Some(HOSTILE), card(), card())
}

fn verdict(choice: Choice, reason: Option<&str>, a: RevealCard, b: RevealCard) -> State {
    let (rated, reason) = (reason.is_none(), reason.map(str::to_owned));
    State::Voted(Box::new(battle::Voted {
        choice,
        rated,
        reason,
        seq: 8_932,
        a,
        b,
        board_url: urls::leaderboard("text"),
        why: battle::Why {
            max_chars: 280,
            ..battle::Why::default()
        },
        facts: None,
    }))
}
