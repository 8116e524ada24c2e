//! What differs between the two databases: their migrations (same numbers, same names) and nothing else so far.

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
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_databases_have_the_same_migrations_by_number_and_name() {
        let names = |list: &[Migration]| {
            list.iter()
                .map(|(number, name, _)| (*number, *name))
                .collect::<Vec<_>>()
        };
        assert_eq!(names(SQLITE_MIGRATIONS), names(POSTGRES_MIGRATIONS));
    }
}
