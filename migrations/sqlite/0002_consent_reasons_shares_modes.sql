-- What the voter chose and under which version of the text (none: was never asked).
ALTER TABLE voter ADD COLUMN publish BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE voter ADD COLUMN consent_version BIGINT;

-- A named battle has no probability, and a direct chat has one model. SQLite cannot drop NOT NULL, so the table is made
-- anew, and with it those that refer to it: dropping a table that others refer to would count as deleting their rows.
CREATE TABLE new_battle (
    id TEXT PRIMARY KEY,
    arena TEXT NOT NULL,
    voter BIGINT NOT NULL REFERENCES voter (id),
    mode TEXT NOT NULL DEFAULT 'anonymous' CHECK (mode IN ('anonymous', 'side_by_side', 'direct')),
    model_a TEXT NOT NULL,
    model_b TEXT,
    probability DOUBLE PRECISION,
    state TEXT NOT NULL CHECK (state IN ('answering', 'ready', 'voted', 'void')),
    void_reason TEXT,
    void_model TEXT,
    turn_count BIGINT NOT NULL,
    -- The server that runs its last turn, and how often somebody asked another one after it.
    runner TEXT NOT NULL,
    attended BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL,
    -- Whether its texts may be published, and the version of the text under which the voter chose so.
    publish BOOLEAN NOT NULL DEFAULT FALSE,
    consent_version BIGINT,
    -- Since when its texts are gone.
    deleted_ms BIGINT,
    CHECK ((mode = 'anonymous') = (probability IS NOT NULL)),
    CHECK ((mode = 'direct') = (model_b IS NULL))
);
INSERT INTO new_battle (id, arena, voter, model_a, model_b, probability, state, void_reason, void_model, turn_count, runner,
    attended, created_ms, updated_ms)
SELECT id, arena, voter, model_a, model_b, probability, state, void_reason, void_model, turn_count, runner, attended,
    created_ms, updated_ms FROM battle;

CREATE TABLE new_turn (
    battle TEXT NOT NULL REFERENCES new_battle (id),
    number BIGINT NOT NULL,
    prompt TEXT NOT NULL,
    answer_a TEXT,
    answer_b TEXT,
    first_seq BIGINT NOT NULL,
    chunk_chars BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    ended_ms BIGINT,
    PRIMARY KEY (battle, number)
);
INSERT INTO new_turn SELECT battle, number, prompt, answer_a, answer_b, first_seq, chunk_chars, created_ms, ended_ms FROM turn;

CREATE TABLE new_fault (
    id INTEGER PRIMARY KEY,
    battle TEXT NOT NULL REFERENCES new_battle (id),
    model TEXT NOT NULL,
    reason TEXT NOT NULL,
    time_ms BIGINT NOT NULL
);
INSERT INTO new_fault SELECT id, battle, model, reason, time_ms FROM fault;

DROP TABLE fault;
DROP TABLE turn;
DROP TABLE battle;
-- The references follow the name.
ALTER TABLE new_battle RENAME TO battle;
ALTER TABLE new_turn RENAME TO turn;
ALTER TABLE new_fault RENAME TO fault;
CREATE INDEX battle_answering ON battle (runner) WHERE state = 'answering';
CREATE INDEX battle_voter ON battle (voter, created_ms, id);

-- What the ratings said of the pair when the ballot came, as JSON, unless they said nothing.
ALTER TABLE vote ADD COLUMN forecast TEXT;

-- Why, in the voter's words, once there is a vote. Lists are JSON text.
CREATE TABLE reasons (
    battle TEXT NOT NULL PRIMARY KEY REFERENCES battle (id),
    a TEXT NOT NULL,
    b TEXT NOT NULL,
    note TEXT,
    time_ms BIGINT NOT NULL
);

-- Who has the token may read the battle.
CREATE TABLE share (
    battle TEXT NOT NULL PRIMARY KEY REFERENCES battle (id),
    token TEXT NOT NULL UNIQUE,
    created_ms BIGINT NOT NULL
);
