//! What tests of the store share: a vote, and both databases.

use super::{NewVote, Store};
use crate::domain::{
    BattleId, Choice, Model, ModelState, Pseudonym, Rating, Reveal, RevealedModel, StyleFeatures,
};

/// A vote of its own for each number.
pub(crate) fn vote(number: u8) -> NewVote {
    let model =
        |id: &str| RevealedModel::from(&Model::unknown(id.parse().unwrap(), ModelState::Active));
    let mut bytes = [7; 16];
    bytes[0] = number;
    NewVote {
        battle: BattleId::from_random(bytes),
        time_ms: 1_000 + i64::from(number),
        arena: "text".parse().unwrap(),
        model_a: "one".parse().unwrap(),
        model_b: "two".parse().unwrap(),
        choice: Choice::Tie,
        voter: Pseudonym::from_random([number; 16]),
        categories: vec!["coding".to_owned()],
        tagged_by: Some("1".to_owned()),
        style: [StyleFeatures::of("**a**"), StyleFeatures::default()],
        rating: Rating::Unrated {
            reason: "quarantine".to_owned(),
        },
        reveal: std::sync::Arc::new(Reveal {
            a: model("one"),
            b: model("two"),
        }),
    }
}

/// Runs a test on SQLite, and on PostgreSQL (in a schema of its own) if there is one.
pub(crate) async fn on_both(schema: &str, test: impl AsyncFn(Store)) {
    let folder = tempfile::tempdir().unwrap();
    let sqlite = Store::open(&format!(
        "sqlite:{}",
        folder.path().join("agon.db").display()
    ))
    .await
    .unwrap();
    test(sqlite.clone()).await;
    sqlite.close().await;
    let Ok(url) = std::env::var("AGON_TEST_POSTGRES_URL") else {
        return;
    };
    let admin = sqlx::PgPool::connect(&url).await.unwrap();
    for statement in [
        format!("DROP SCHEMA IF EXISTS {schema} CASCADE"),
        format!("CREATE SCHEMA {schema}"),
    ] {
        sqlx::query(sqlx::AssertSqlSafe(statement))
            .execute(&admin)
            .await
            .unwrap();
    }
    let postgres = Store::open(&format!("{url}?options[search_path]={schema}"))
        .await
        .unwrap();
    test(postgres.clone()).await;
    postgres.close().await;
}
