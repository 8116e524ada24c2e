//! A voter's own battles: listed, searched, taken away.

use std::sync::Arc;

use async_stream::try_stream;
use bytes::Bytes;
use futures_util::Stream;

use crate::clock::rfc3339;
use crate::domain::{
    ArenaId, Battle, BattleId, BattleState, Choice, Mode, Named, RevealedModel, Side,
};
use crate::exchange::{self, OwnFormat};
use crate::store::{Place, Voter};

use super::{App, Error, Site};

/// Battles in one read.
const PAGE: u32 = 50;
/// The most battles that one search reads; the next one goes on from there.
const SEARCHED: usize = 1_000;
/// The first prompt is cut to so many characters.
const EXCERPT: usize = 200;

/// Which of the voter's battles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnQuery {
    /// Only those that say this, whatever the case.
    pub q: Option<String>,
    /// Only older ones than this.
    pub before: Option<Place>,
    /// At most this many.
    pub limit: usize,
}

/// Some of a voter's battles, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnBattles {
    /// They.
    pub battles: Vec<OwnBattle>,
    /// Where the next ones begin, if there may be any. A search can find few and still go on.
    pub next: Option<Place>,
}

/// One of a voter's battles at a glance. What names a model has no place outside of `told`.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnBattle {
    /// The battle.
    pub id: BattleId,
    /// Where it counts.
    pub arena: ArenaId,
    /// Where it stands.
    pub state: BattleState,
    /// When it began, Unix milliseconds.
    pub created_ms: i64,
    /// How many turns it has.
    pub turns: usize,
    /// The beginning of the first prompt.
    pub prompt: String,
    /// Whether its texts may be published.
    pub publish: bool,
    /// How its models came about.
    pub mode: Mode,
    /// Who answered, as far as it may be told.
    pub told: Option<Told>,
}

/// Who answered: told by a vote, or known to the voter from the start.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// What the voter chose, if there is a vote.
    pub choice: Option<Choice>,
    /// The model on side A.
    pub a: RevealedModel,
    /// The model on side B; a direct chat has none.
    pub b: Option<RevealedModel>,
}

impl Told {
    /// What a battle's vote says, or what its voter picked; `None` before the vote of an anonymous battle.
    pub(super) fn of(battle: &Battle, site: &Site) -> Option<Self> {
        if let Some(vote) = &battle.vote {
            return Some(Self {
                choice: Some(vote.choice),
                a: vote.reveal.a.clone(),
                b: Some(vote.reveal.b.clone()),
            });
        }
        Self::picked(battle.named()?, site)
    }

    /// What is known of models that a voter picked.
    #[must_use]
    pub fn picked(named: &Named, site: &Site) -> Option<Self> {
        let card = |side| Some(RevealedModel::from(&site.card(named.model(side)?)));
        Some(Self {
            choice: None,
            a: card(Side::A)?,
            b: card(Side::B),
        })
    }
}

impl OwnBattle {
    fn of(battle: &Battle, site: &Site) -> Self {
        let prompt = battle.turns.first().map(|turn| turn.prompt.as_str());
        Self {
            id: battle.id,
            arena: battle.arena.clone(),
            state: battle.state,
            created_ms: battle.created_ms,
            turns: battle.turns.len(),
            prompt: excerpt(prompt.unwrap_or_default()),
            publish: battle.publish,
            mode: battle.lineup.mode(),
            told: Told::of(battle, site),
        }
    }
}

fn excerpt(text: &str) -> String {
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}\u{2026}", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Whether a battle says something. Answers and names count only once they are told: a search must not find out who
/// stands on which side.
fn says(battle: &Battle, site: &Site, wanted: &str) -> bool {
    let has = |text: &str| text.to_lowercase().contains(wanted);
    if battle.turns.iter().any(|turn| has(turn.prompt.as_str())) {
        return true;
    }
    let Some(told) = Told::of(battle, site) else {
        return false;
    };
    let answers = || Side::BOTH.into_iter();
    let mut models = std::iter::once(&told.a).chain(&told.b);
    models.any(|model| has(&model.name) || has(model.id.as_str()))
        || battle
            .turns
            .iter()
            .any(|turn| answers().any(|side| has(&turn.answer(side).text())))
}

fn place(battle: &Battle) -> Place {
    Place {
        created_ms: battle.created_ms,
        battle: battle.id,
    }
}

impl App {
    /// The voter's own battles, newest first.
    ///
    /// # Errors
    /// [`Error`] if the database failed.
    pub async fn own_battles(&self, voter: Voter, query: &OwnQuery) -> Result<OwnBattles, Error> {
        let wanted = query.q.as_ref().map(|text| text.to_lowercase());
        let site = self.site();
        let (mut found, mut next, mut read) = (Vec::new(), query.before, 0);
        loop {
            let page = self.store.battles_of(voter.id, next, PAGE).await?;
            let is_last = page.len() < PAGE as usize;
            read += page.len();
            for battle in page {
                if found.len() == query.limit {
                    let battles = found;
                    return Ok(OwnBattles { battles, next });
                }
                next = Some(place(&battle));
                if wanted
                    .as_ref()
                    .is_none_or(|wanted| says(&battle, &site, wanted))
                {
                    found.push(OwnBattle::of(&battle, &site));
                }
            }
            if is_last || read >= SEARCHED {
                return Ok(OwnBattles {
                    battles: found,
                    next: next.filter(|_| !is_last),
                });
            }
        }
    }

    /// A file of all battles that the voter has, in pieces, newest first. Poll it on the main runtime.
    pub fn own_export(
        self: Arc<Self>,
        voter: Voter,
        format: OwnFormat,
    ) -> impl Stream<Item = Result<Bytes, Error>> + Send {
        try_stream! {
            yield Bytes::from(format.head(&rfc3339(self.clock.now_ms())));
            let (mut before, mut is_first) = (None, true);
            loop {
                let page = self.store.battles_of(voter.id, before, PAGE).await?;
                for battle in &page {
                    let told = exchange::own_battle(format, battle, &rfc3339(battle.created_ms));
                    yield Bytes::from(format.between(is_first).to_owned() + &told);
                    is_first = false;
                }
                let Some(last) = page.last() else { break };
                before = Some(place(last));
            }
            yield Bytes::from_static(format.tail().as_bytes());
        }
    }
}
