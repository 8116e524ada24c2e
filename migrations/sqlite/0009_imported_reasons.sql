-- Votes that came from elsewhere have reasons too, and no battle here. SQLite cannot drop a reference, so the table is made anew.
CREATE TABLE new_reasons (
    battle TEXT NOT NULL PRIMARY KEY,
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    note TEXT,
    time_ms BIGINT NOT NULL
);
INSERT INTO new_reasons SELECT battle, a, b, note, time_ms FROM reasons;
DROP TABLE reasons;
ALTER TABLE new_reasons RENAME TO reasons;
