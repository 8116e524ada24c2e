-- Times are Unix milliseconds. Lists and records are JSON text. Public ids are random tokens.
CREATE TABLE voter (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    pseudonym TEXT NOT NULL UNIQUE,
    created_ms BIGINT NOT NULL
);

CREATE TABLE battle (
    id TEXT PRIMARY KEY,
    arena TEXT NOT NULL,
    voter BIGINT NOT NULL REFERENCES voter (id),
    model_a TEXT NOT NULL,
    model_b TEXT NOT NULL,
    probability DOUBLE PRECISION NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('answering', 'ready', 'voted', 'void')),
    void_reason TEXT,
    void_model TEXT,
    turn_count BIGINT NOT NULL,
    -- The server that runs its last turn, and how often somebody asked another one after it.
    runner TEXT NOT NULL,
    attended BIGINT NOT NULL,
    created_ms BIGINT NOT NULL,
    updated_ms BIGINT NOT NULL
);
CREATE INDEX battle_answering ON battle (runner) WHERE state = 'answering';

CREATE TABLE turn (
    battle TEXT NOT NULL REFERENCES battle (id),
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

-- A model that failed in a battle and whose place another one took; battle.void_model has those that nobody could replace.
CREATE TABLE fault (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    battle TEXT NOT NULL REFERENCES battle (id),
    model TEXT NOT NULL,
    reason TEXT NOT NULL,
    time_ms BIGINT NOT NULL
);

-- Append-only. seq is gap-free and in the order of commits: log_head's row is locked by every group that commits.
CREATE TABLE vote (
    seq BIGINT NOT NULL PRIMARY KEY,
    battle TEXT NOT NULL UNIQUE,
    time_ms BIGINT NOT NULL,
    arena TEXT NOT NULL,
    model_a TEXT NOT NULL,
    model_b TEXT NOT NULL,
    choice TEXT NOT NULL CHECK (choice IN ('a', 'b', 'tie', 'both_bad')),
    voter TEXT NOT NULL,
    categories TEXT NOT NULL,
    style TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('rated', 'unrated')),
    reason TEXT,
    reveal TEXT NOT NULL
);
CREATE INDEX vote_arena ON vote (arena, seq);

CREATE TABLE log_head (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL
);
INSERT INTO log_head (id, seq) VALUES (1, 0);

CREATE TABLE snapshot (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    arena TEXT NOT NULL,
    category TEXT NOT NULL,
    style_control BOOLEAN NOT NULL,
    seq BIGINT NOT NULL,
    time_ms BIGINT NOT NULL,
    counts TEXT NOT NULL,
    board TEXT NOT NULL,
    UNIQUE (arena, category, style_control, seq)
);

-- What the operator's file said of each model, whenever that changed.
CREATE TABLE model_event (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    time_ms BIGINT NOT NULL,
    model TEXT NOT NULL,
    event TEXT NOT NULL CHECK (event IN ('added', 'changed', 'removed')),
    card TEXT NOT NULL
);

-- Which servers are alive: their beats go up. A battle whose runner is not here becomes void.
CREATE TABLE replica (
    id TEXT NOT NULL PRIMARY KEY,
    beats BIGINT NOT NULL
);
