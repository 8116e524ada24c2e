//! Every page in every state: empty, full, hostile. Tests render them all, and so does `examples/samples.rs` for the eye.

use maud::Markup;

use crate::battle::{self, Choice, FollowUp, RevealCard, State, TurnView};
use crate::components::{Tab, Weights};
use crate::layout::{Banner, Chrome, Nav, Theme};
use crate::{about, ask, data, problem, urls};

mod boards;
mod texts;

use texts::{ANSWER_A, ANSWER_B, HOSTILE, PROMPT};

/// All samples: a name that tells page and state, and the page.
#[must_use]
pub fn samples() -> Vec<(String, Markup)> {
    let mut all = asks();
    all.extend(battles());
    all.extend(boards::boards());
    all.extend(others());
    all.into_iter().map(|(name, markup)| (name.to_owned(), markup)).collect()
}

fn chrome(current: Nav) -> Chrome {
    Chrome { theme: Theme::Auto, current, lang: "en".into(), banner: None, path: "/".into(), arena: "text".into() }
}

fn tab(id: &str, title: &str) -> Tab {
    Tab { id: id.into(), title: title.into() }
}

fn asks() -> Vec<(&'static str, Markup)> {
    let plain = ask_view(free(&texts::SUGGESTIONS, ""));
    let demo = Chrome { banner: Some(Banner::Demo), ..chrome(Nav::Battle) };
    let notice = Chrome { banner: Some(Banner::Notice(HOSTILE.into())), theme: Theme::Dark, ..chrome(Nav::Battle) };
    let hostile = ask::View {
        arenas: vec![tab("text", HOSTILE), tab("b+c", "Second")],
        problem: Some(HOSTILE.into()),
        ..ask_view(free(&[HOSTILE, PROMPT], HOSTILE))
    };
    let questions: Vec<String> = texts::QUESTIONS.iter().map(|text| (*text).to_owned()).collect();
    let recorded = ask_view(ask::Offer::Recorded { questions: questions.clone(), current: 0 });
    let long = ask_view(ask::Offer::Recorded { questions, current: texts::QUESTIONS.len() - 1 });
    let none = ask_view(ask::Offer::Recorded { questions: Vec::new(), current: 3 });
    let first = ask::View { votes: 0, models: 0, ..plain.clone() };
    vec![
        ("ask-free", ask::render(&chrome(Nav::Battle), &plain)),
        ("ask-first", ask::render(&chrome(Nav::Battle), &first)),
        ("ask-hostile", ask::render(&notice, &hostile)),
        ("ask-recorded", ask::render(&demo, &recorded)),
        ("ask-recorded-long", ask::render(&demo, &long)),
        ("ask-recorded-none", ask::render(&demo, &none)),
        ("ask-closed", ask::render(&chrome(Nav::Battle), &ask_view(ask::Offer::Closed))),
    ]
}

fn ask_view(offer: ask::Offer) -> ask::View {
    ask::View { arena: "text".into(), arenas: vec![tab("text", "Text")], offer, votes: 12_431, models: 59, problem: None }
}

fn free(suggestions: &[&str], prompt: &str) -> ask::Offer {
    let suggestions = suggestions.iter().map(|text| (*text).to_owned()).collect();
    ask::Offer::FreeText { max_chars: 32_000, suggestions, prompt: prompt.into() }
}

fn battles() -> Vec<(&'static str, Markup)> {
    let half = turn(PROMPT, (ANSWER_A.get(..300).unwrap_or_default(), false), (ANSWER_B.get(..90).unwrap_or_default(), false));
    let one = turn(PROMPT, (ANSWER_A.get(..300).unwrap_or_default(), false), (ANSWER_B, true));
    let done = turn(PROMPT, (ANSWER_A, true), (ANSWER_B, true));
    let more = turn("And in one sentence?", ("", false), ("", false));
    let hostile = turn(HOSTILE, (HOSTILE, true), (texts::HOSTILE_MARKDOWN, true));
    let void = State::Void { sentence: "One of the answers could not be completed, so nobody gets a vote.".into() };
    let open = FollowUp::FreeText { max_chars: 32_000 };
    vec![
        ("battle-waiting", battle(State::Answering, vec![turn(PROMPT, ("", false), ("", false))], FollowUp::None)),
        ("battle-answering", battle(State::Answering, vec![half], FollowUp::None)),
        ("battle-one-ended", battle(State::Answering, vec![one], open)),
        ("battle-ready", battle(State::Ready, vec![done.clone()], open)),
        ("battle-ready-recorded", battle(State::Ready, vec![done.clone()], FollowUp::None)),
        ("battle-second-turn", battle(State::Answering, vec![done.clone(), more.clone()], open)),
        ("battle-ready-hostile", battle(State::Ready, vec![hostile.clone()], open)),
        ("battle-ready-long", battle(State::Ready, vec![turn(&PROMPT.repeat(12), (ANSWER_A, true), (ANSWER_B, true))], open)),
        ("battle-void", battle(void.clone(), vec![turn(PROMPT, (ANSWER_A, true), ("", false))], FollowUp::None)),
        ("battle-void-second", battle(void, vec![done.clone(), more], FollowUp::None)),
        ("battle-voted-a", battle(voted(Choice::A, None), vec![done.clone()], FollowUp::None)),
        ("battle-voted-b", battle(voted(Choice::B, None), vec![done.clone(), done.clone()], FollowUp::None)),
        ("battle-voted-tie", battle(voted(Choice::Tie, None), vec![done.clone()], FollowUp::None)),
        ("battle-voted-unrated", battle(voted(Choice::BothBad, Some("identity_leak")), vec![done.clone()], FollowUp::None)),
        ("battle-voted-hostile", battle(hostile_vote(), vec![hostile], FollowUp::None)),
    ]
}

fn battle(state: State, turns: Vec<TurnView>, follow_up: FollowUp) -> Markup {
    let view = battle::View {
        id: "8Jk2f0aQ".into(),
        arena: "text".into(),
        arena_title: "Text".into(),
        state,
        turns,
        follow_up,
        new_battle_url: urls::ask("text"),
    };
    battle::render(&chrome(Nav::Battle), &view)
}

fn turn(prompt: &str, a: (&str, bool), b: (&str, bool)) -> TurnView {
    let answer = |(text, ended): (&str, bool)| battle::AnswerView { text: text.into(), ended };
    TurnView { prompt: prompt.into(), a: answer(a), b: answer(b) }
}

fn voted(choice: Choice, reason: Option<&str>) -> State {
    let a = RevealCard {
        name: "LLaMA-2-Chat (70B)".into(),
        organization: Some("Meta".into()),
        country: Some("US".into()),
        license: Some("Llama 2".into()),
        weights: Some(Weights::Open),
        parameters_b: Some(70.0),
        price_output: Some(0.9),
    };
    let b = RevealCard { name: "Claude v1".into(), organization: Some("Anthropic".into()), weights: Some(Weights::Closed), ..RevealCard::default() };
    verdict(choice, reason, a, b)
}

fn hostile_vote() -> State {
    let card = || RevealCard { name: HOSTILE.into(), organization: Some(HOSTILE.into()), license: Some(HOSTILE.into()), ..RevealCard::default() };
    verdict(Choice::A, Some(HOSTILE), card(), card())
}

fn verdict(choice: Choice, reason: Option<&str>, a: RevealCard, b: RevealCard) -> State {
    let (rated, reason) = (reason.is_none(), reason.map(str::to_owned));
    State::Voted(Box::new(battle::Voted { choice, rated, reason, seq: 8_932, a, b, board_url: urls::leaderboard("text") }))
}

fn others() -> Vec<(&'static str, Markup)> {
    let arena = |id: &str, title: &str| data::Arena { tab: tab(id, title), votes: 8_931, models: 59 };
    let arenas = vec![arena("text", "Text"), arena("b+c", HOSTILE)];
    let missing = problem::View {
        status: 404,
        title: "Not found".into(),
        detail: "There is no such page, or it belongs to another voter.".into(),
        reference: None,
        action: problem::Action { label: "To the start".into(), url: urls::HOME.into() },
    };
    let failed = problem::View { status: 500, title: HOSTILE.into(), detail: HOSTILE.into(), reference: Some("7f3a".into()), ..missing.clone() };
    let light = Chrome { theme: Theme::Light, arena: String::new(), ..chrome(Nav::Elsewhere) };
    vec![
        ("about", about::render(&chrome(Nav::About))),
        ("data", data::render(&chrome(Nav::Data), &data::View { arenas })),
        ("data-empty", data::render(&chrome(Nav::Data), &data::View { arenas: Vec::new() })),
        ("problem-missing", problem::render(&chrome(Nav::Elsewhere), &missing)),
        ("problem-hostile", problem::render(&light, &failed)),
    ]
}

#[cfg(test)]
mod tests;
