//! What differs between the two databases: their migrations (same numbers, same names) and nothing else so far.
//!
//! A vote is found by its battle with `unhex(battle) = unhex(..)` beside `battle = ..`: PostgreSQL's index has the bytes of the id,
//! that of SQLite its digits.

/// Number, name, statements.
pub(super) type Migration = (i64, &'static str, &'static str);

pub(super) const SQLITE_MIGRATIONS: &[Migration] = &[
    (
        1,
        "init",
        include_str!("../../migrations/sqlite/0001_init.sql"),
    ),
    (
        2,
        "consent_reasons_shares_modes",
        include_str!("../../migrations/sqlite/0002_consent_reasons_shares_modes.sql"),
    ),
    (
        3,
        "battle_created",
        include_str!("../../migrations/sqlite/0003_battle_created.sql"),
    ),
    (
        4,
        "timing",
        include_str!("../../migrations/sqlite/0004_timing.sql"),
    ),
    (
        5,
        "history",
        include_str!("../../migrations/sqlite/0005_history.sql"),
    ),
    (
        6,
        "categories",
        include_str!("../../migrations/sqlite/0006_categories.sql"),
    ),
    (
        7,
        "chain",
        include_str!("../../migrations/sqlite/0007_chain.sql"),
    ),
    (
        8,
        "judgements",
        include_str!("../../migrations/sqlite/0008_judgements.sql"),
    ),
    (
        9,
        "imported_reasons",
        include_str!("../../migrations/sqlite/0009_imported_reasons.sql"),
    ),
    (
        10,
        "reveals",
        include_str!("../../migrations/sqlite/0010_reveals.sql"),
    ),
    (
        11,
        "lean_vote_indexes",
        include_str!("../../migrations/sqlite/0011_lean_vote_indexes.sql"),
    ),
];

pub(super) const POSTGRES_MIGRATIONS: &[Migration] = &[
    (
        1,
        "init",
        include_str!("../../migrations/postgres/0001_init.sql"),
    ),
    (
        2,
        "consent_reasons_shares_modes",
        include_str!("../../migrations/postgres/0002_consent_reasons_shares_modes.sql"),
    ),
    (
        3,
        "battle_created",
        include_str!("../../migrations/postgres/0003_battle_created.sql"),
    ),
    (
        4,
        "timing",
        include_str!("../../migrations/postgres/0004_timing.sql"),
    ),
    (
        5,
        "history",
        include_str!("../../migrations/postgres/0005_history.sql"),
    ),
    (
        6,
        "categories",
        include_str!("../../migrations/postgres/0006_categories.sql"),
    ),
    (
        7,
        "chain",
        include_str!("../../migrations/postgres/0007_chain.sql"),
    ),
    (
        8,
        "judgements",
        include_str!("../../migrations/postgres/0008_judgements.sql"),
    ),
    (
        9,
        "imported_reasons",
        include_str!("../../migrations/postgres/0009_imported_reasons.sql"),
    ),
    (
        10,
        "reveals",
        include_str!("../../migrations/postgres/0010_reveals.sql"),
    ),
    (
        11,
        "lean_vote_indexes",
        include_str!("../../migrations/postgres/0011_lean_vote_indexes.sql"),
    ),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::store::Store;
    use crate::store::both::vote;
    use crate::store::db::migrator;

    #[test]
    fn both_databases_have_the_same_migrations_by_number_and_name() {
        let names = |list: &[Migration]| {
            list.iter()
                .map(|(number, name, _)| (*number, *name))
                .collect::<Vec<_>>()
        };
        assert_eq!(names(SQLITE_MIGRATIONS), names(POSTGRES_MIGRATIONS));
    }

    /// A vote as a server of the tenth migration left it.
    const OLD_VOTE: &str = "INSERT INTO vote (seq, battle, time_ms, arena, model_a, model_b, choice, voter, categories, style, state, \
         reveal) SELECT 1, $1, 5, 'text', 'one', 'two', 'tie', $2, '[]', '[]', 'rated', '{}'";

    #[tokio::test]
    async fn an_old_log_in_postgresql_finds_its_votes_by_the_bytes_of_their_battles() {
        let Ok(url) = std::env::var("AGON_TEST_POSTGRES_URL") else {
            return;
        };
        let url = format!("{url}?options[search_path]=dialect_old_log");
        let pool = sqlx::PgPool::connect(&url).await.unwrap();
        let schema = "DROP SCHEMA IF EXISTS dialect_old_log CASCADE; CREATE SCHEMA dialect_old_log";
        sqlx::raw_sql(schema).execute(&pool).await.unwrap();
        let old = POSTGRES_MIGRATIONS.get(..10).unwrap();
        migrator(old).run(&pool).await.unwrap();
        let old = vote(1);
        let insert = sqlx::query(OLD_VOTE)
            .bind(old.battle.to_string())
            .bind(old.voter.to_string());
        insert.execute(&pool).await.unwrap();
        let head = sqlx::query("UPDATE log_head SET seq = 1");
        head.execute(&pool).await.unwrap();

        let store = Store::open(&url).await.unwrap();
        let both = [old.battle, vote(2).battle];
        let known = store.voted(&both).await.unwrap();
        assert_eq!(known, HashSet::from([old.battle]));
        let places = store.append_votes(&[vote(1), vote(2)]).await.unwrap();
        assert_eq!(places.iter().flatten().count(), 1);
        let again = sqlx::query(OLD_VOTE).bind(old.battle.to_string()).bind("");
        assert!(again.execute(&pool).await.is_err(), "one vote of a battle");
        let mut reader = pool.acquire().await.unwrap();
        let no_scan = sqlx::raw_sql("SET enable_seqscan = off");
        no_scan.execute(&mut *reader).await.unwrap();
        let plan: Vec<(String,)> = sqlx::query_as(
            "EXPLAIN SELECT seq FROM tagged_vote WHERE battle = $1 AND unhex(battle) = unhex($1)",
        )
        .bind(old.battle.to_string())
        .fetch_all(&mut *reader)
        .await
        .unwrap();
        let uses_index = plan.iter().any(|(line,)| line.contains("vote_battle"));
        assert!(uses_index, "{plan:?}");
    }
}
