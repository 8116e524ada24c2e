//! All rules together: the texts of a battle and its choice in, its categories out.

use std::collections::BTreeSet;

use crate::domain::category::{LONG_PROMPT, MULTI_TURN, NO_REFUSAL, NO_SHORT, NO_TIE, TOPICS};
use crate::domain::{ArenaId, Battle, CategoryRule, Choice, JudgeRule, Language, Side};

use super::answers::is_refusal;
use super::judge::Judge;
use super::language::language;
use super::phrases::Phrases;
use super::topics::topics;
use super::words::{Words, is_word_of_its_own};

/// The version of the rules in this program. Whoever changes what they find counts it up, so that votes can be tagged anew.
pub const VERSION: u32 = 1;
/// As `LMArena` counts: prompts of fewer words are short ones, of more tokens long ones.
const FEWEST_WORDS: usize = 5;
const LONG_TOKENS: usize = 500;
/// Letters of a token, on average.
const LETTERS_OF_A_TOKEN: usize = 4;
/// What rules look at.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// Where the vote counts.
    pub arena: &'a str,
    /// The prompts of all turns, in order.
    pub prompts: Vec<&'a str>,
    /// What side A and side B said, turn by turn.
    pub answers: [Vec<String>; 2],
    /// What the voter said.
    pub choice: Choice,
}

impl<'a> Facts<'a> {
    /// Those of a battle that was voted on so.
    #[must_use]
    pub fn of(battle: &'a Battle, choice: Choice) -> Self {
        let said = |side| -> Vec<String> {
            let turns = battle.turns.iter();
            turns.map(|turn| turn.answer(side).text()).collect()
        };
        let prompts = battle.turns.iter().map(|turn| turn.prompt.as_str());
        Self {
            arena: battle.arena.as_str(),
            prompts: prompts.collect(),
            answers: Side::BOTH.map(said),
            choice,
        }
    }
}

/// The rules of this program and those of an operator.
#[derive(Debug)]
pub struct Rules {
    own: Vec<CategoryRule>,
    judge: Option<Judge>,
    /// The phrases of the operator's rules, a list for each.
    phrases: Phrases,
    version: String,
}

impl Rules {
    /// The rules of this program and those of an operator, and what a judge model is asked, if there is one.
    #[must_use]
    pub fn new(own: &[CategoryRule], judge: Option<&JudgeRule>) -> Self {
        let lists: Vec<String> = own
            .iter()
            .map(|rule| format!("strong\n{}", rule.any_of.join("\n")))
            .collect();
        let lists: Vec<&str> = lists.iter().map(String::as_str).collect();
        Self {
            own: own.to_vec(),
            judge: judge.and_then(|rule| Judge::new(rule, own)),
            phrases: Phrases::new(&lists),
            version: version(own),
        }
    }

    /// Which rules these are: equal ones have equal versions.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// What a judge model is asked, if there is one.
    #[must_use]
    pub fn judge(&self) -> Option<&Judge> {
        self.judge.as_ref()
    }

    /// Which rules these are together with their judge.
    #[must_use]
    pub fn judged_version(&self) -> String {
        let judge = self.judge.as_ref().map(Judge::version);
        judge.map_or_else(
            || self.version.clone(),
            |judge| format!("{}, judge {judge}", self.version),
        )
    }

    /// The categories of a battle with this choice, sorted, as far as rules find them. The language is that of the first prompt
    /// that has one, as in `LMArena`'s exports; a topic is there if one of the prompts has it.
    #[must_use]
    pub fn categories(&self, facts: &Facts<'_>) -> Vec<String> {
        self.found(facts, None)
    }

    /// The same where a judge has looked: what it decides about is as it says.
    #[must_use]
    pub fn judged_categories(&self, facts: &Facts<'_>, judged: &[String]) -> Vec<String> {
        self.found(facts, Some(judged))
    }

    fn found(&self, facts: &Facts<'_>, judged: Option<&[String]>) -> Vec<String> {
        let language = facts.prompts.iter().find_map(|prompt| language(prompt));
        let is_decided = |id: &str| judged.is_some() && self.decides(id);
        let is_judged = |id: &str| judged.is_some_and(|said| said.iter().any(|one| one == id));
        let by_rule = facts.prompts.iter().flat_map(|prompt| topics(prompt));
        let by_rule = by_rule.filter(|topic| !is_decided(topic));
        let by_judge = TOPICS
            .into_iter()
            .filter(|topic| is_decided(topic) && is_judged(topic));
        let own = self.own.iter().enumerate().filter(|(place, rule)| {
            let is_right = rule.question.is_none() || is_judged(rule.id.as_str());
            is_right && self.fits((*place, rule), facts, language)
        });
        let mut found: BTreeSet<String> = language
            .map(Language::category)
            .into_iter()
            .chain(by_rule)
            .chain(by_judge)
            .chain(of_votes(facts))
            .map(str::to_owned)
            .collect();
        found.extend(own.map(|(_, rule)| rule.id.to_string()));
        found.into_iter().collect()
    }

    fn decides(&self, category: &str) -> bool {
        self.judge
            .as_ref()
            .is_some_and(|judge| judge.decides(category))
    }

    fn fits(
        &self,
        (place, rule): (usize, &CategoryRule),
        facts: &Facts<'_>,
        language: Option<Language>,
    ) -> bool {
        let is_here = |arena: &ArenaId| arena.as_str() == facts.arena;
        let is_spoken = |language| rule.languages.contains(&language);
        let fits = |prompt: &&str| {
            prompt
                .chars()
                .nth(rule.min_chars.saturating_sub(1))
                .is_some()
                && rule.regex.as_ref().is_none_or(|regex| regex.is_in(prompt))
                && (rule.any_of.is_empty() || self.has_phrase(place, prompt))
        };
        (rule.arenas.is_empty() || rule.arenas.iter().any(is_here))
            && (rule.languages.is_empty() || language.is_some_and(is_spoken))
            && facts.prompts.iter().any(fits)
    }

    fn has_phrase(&self, place: usize, prompt: &str) -> bool {
        self.phrases
            .scores(&Words::of(prompt, usize::MAX))
            .of(place)
            > 0
    }
}

/// `"1"`, or with rules of an operator `"1+"` and what tells them from others.
fn version(own: &[CategoryRule]) -> String {
    if own.is_empty() {
        return VERSION.to_string();
    }
    let mut hash = blake3::Hasher::new();
    for rule in own {
        // A title changes no category.
        let untitled = CategoryRule {
            title: String::new(),
            ..rule.clone()
        };
        hash.update(format!("{untitled:?}").as_bytes());
    }
    let hash = hash.finalize().to_hex();
    format!("{VERSION}+{}", hash.get(..8).unwrap_or_default())
}

/// Categories that are facts rather than findings.
fn of_votes(facts: &Facts<'_>) -> impl Iterator<Item = &'static str> {
    let first = facts.prompts.first().copied().unwrap_or_default();
    let is_short = Words::of(first, 1_000).count < FEWEST_WORDS;
    let tokens: usize = facts.prompts.iter().map(|prompt| tokens(prompt)).sum();
    let mut answers = facts.answers.iter().flatten();
    let all = [
        (tokens >= LONG_TOKENS, LONG_PROMPT),
        (facts.prompts.len() > 1, MULTI_TURN),
        (!is_short, NO_SHORT),
        (!answers.any(|answer| is_refusal(answer)), NO_REFUSAL),
        (matches!(facts.choice, Choice::A | Choice::B), NO_TIE),
    ];
    all.into_iter()
        .filter(|(is_there, _)| *is_there)
        .map(|(_, name)| name)
}

/// About how many tokens a text has: a Chinese character is one, of other letters four are.
fn tokens(text: &str) -> usize {
    let (mut own, mut others) = (0, 0);
    for c in text.chars() {
        if is_word_of_its_own(c) {
            own += 1;
        } else {
            others += 1;
        }
    }
    own + others / LETTERS_OF_A_TOKEN
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(prompt: &str) -> Facts<'_> {
        Facts {
            arena: "text",
            prompts: vec![prompt],
            answers: [vec!["yes".to_owned()], vec!["no".to_owned()]],
            choice: Choice::A,
        }
    }

    fn found(rules: &Rules, facts: &Facts<'_>) -> String {
        rules.categories(facts).join(" ")
    }

    #[test]
    fn a_battle_has_its_language_its_topics_and_what_its_vote_is() {
        let rules = Rules::new(&[], None);
        let code = facts("Write a Python function that sorts a list.");
        assert_eq!(
            found(&rules, &code),
            "coding english no_refusal no_short no_tie"
        );
        assert_eq!(rules.version(), VERSION.to_string());
        let tie = Facts {
            choice: Choice::BothBad,
            answers: [vec!["I cannot help with that.".to_owned()], vec![]],
            ..facts("hello there")
        };
        assert_eq!(found(&rules, &tie), "english");
        let long = "Tell me about the sea. ".repeat(90);
        assert!(
            rules
                .categories(&facts(&long))
                .contains(&LONG_PROMPT.to_owned())
        );
    }

    #[test]
    fn a_later_turn_adds_a_topic_and_changes_no_language() {
        let rules = Rules::new(&[], None);
        let turns = Facts {
            prompts: vec![
                "Was ist die Hauptstadt von Frankreich?",
                "Write a poem about it",
            ],
            ..facts("")
        };
        assert_eq!(
            found(&rules, &turns),
            "creative_writing german multi_turn no_refusal no_short no_tie"
        );
    }

    fn rule(id: &str) -> CategoryRule {
        CategoryRule {
            id: id.parse().unwrap(),
            title: id.to_owned(),
            any_of: vec![],
            regex: None,
            languages: vec![],
            min_chars: 0,
            arenas: vec![],
            question: None,
        }
    }

    #[test]
    fn an_operators_category_needs_all_that_its_rule_says() {
        let law = CategoryRule {
            any_of: vec!["statute".to_owned(), "court*".to_owned()],
            languages: vec![Language::named("en").unwrap()],
            min_chars: 20,
            ..rule("law")
        };
        let ticket = CategoryRule {
            regex: Some(r"\bjira-\d+".parse().unwrap()),
            arenas: vec!["code".parse().unwrap()],
            ..rule("ticket")
        };
        let rules = Rules::new(&[law.clone(), ticket], None);
        let has = |facts: &Facts<'_>, id: &str| rules.categories(facts).contains(&id.to_owned());
        assert!(has(&facts("What do the courts say about it?"), "law"));
        assert!(!has(&facts("The court said"), "law"), "too short");
        assert!(
            !has(&facts("What do they say about it?"), "law"),
            "no phrase"
        );
        assert!(
            !has(
                &facts("Que dit la jurisprudence de la court des comptes ?"),
                "law"
            ),
            "French"
        );
        let ask = Facts {
            arena: "code",
            ..facts("see JIRA-17")
        };
        assert!(has(&ask, "ticket") && !has(&facts("see JIRA-17"), "ticket"));
        let renamed = CategoryRule {
            title: "Law".to_owned(),
            ..law.clone()
        };
        let of = |rule| Rules::new(&[rule], None).version().to_owned();
        assert_eq!(of(law.clone()), of(renamed));
        assert_ne!(
            of(law.clone()),
            of(CategoryRule {
                min_chars: 21,
                ..law
            })
        );
    }

    #[test]
    fn a_judge_decides_about_what_it_is_asked_and_nothing_else() {
        let law = CategoryRule {
            question: Some("it is about law".to_owned()),
            min_chars: 5,
            ..rule("law")
        };
        let judge = JudgeRule {
            endpoint: "lab".parse().unwrap(),
            upstream: "small".to_owned(),
            topics: vec!["coding".to_owned()],
            votes_per_minute: 1,
        };
        let rules = Rules::new(&[law], Some(&judge));
        let poem = facts("Write a poem about a Python function");
        let by_rule = rules.categories(&poem);
        assert!(by_rule.contains(&"coding".to_owned()) && !by_rule.contains(&"law".to_owned()));
        let said = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            rules.judged_categories(&poem, &names).join(" ")
        };
        assert_eq!(
            said(&[]),
            "creative_writing english no_refusal no_short no_tie"
        );
        assert_eq!(
            said(&["coding", "law", "math"]),
            "coding creative_writing english law no_refusal no_short no_tie"
        );
        let short = rules.judged_categories(&facts("law?"), &["law".to_owned()]);
        assert!(
            !short.contains(&"law".to_owned()),
            "the rest of its rule holds, too"
        );
        assert!(rules.judged_version().starts_with(rules.version()));
        assert_eq!(Rules::new(&[], None).judged_version(), VERSION.to_string());
    }
}
