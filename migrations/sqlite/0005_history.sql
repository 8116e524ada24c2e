-- Boards as of a time: which part of the log is older.
CREATE INDEX vote_time ON vote (arena, time_ms, seq);

-- What is left of a snapshot when the operator's rule gives it up: its number goes on to name a place in the log, and the board
-- of that place is made again from the votes.
CREATE TABLE pruned_snapshot (
    id BIGINT NOT NULL PRIMARY KEY,
    arena TEXT NOT NULL,
    category TEXT NOT NULL,
    style_control BOOLEAN NOT NULL,
    seq BIGINT NOT NULL,
    time_ms BIGINT NOT NULL
);

-- Who took the first place of an arena's overall board, and from whom; written once, so that feeds do not change what they said.
CREATE TABLE first_place (
    id INTEGER PRIMARY KEY,
    arena TEXT NOT NULL,
    model TEXT NOT NULL,
    before TEXT,
    seq BIGINT NOT NULL,
    time_ms BIGINT NOT NULL,
    UNIQUE (arena, seq)
);

-- Boards that others published, as they said them. No rating of this site uses them.
CREATE TABLE external_board (
    id INTEGER PRIMARY KEY,
    arena TEXT NOT NULL,
    source TEXT NOT NULL,
    url TEXT,
    license TEXT,
    category TEXT NOT NULL,
    time_ms BIGINT NOT NULL,
    imported_ms BIGINT NOT NULL,
    UNIQUE (arena, source, category, time_ms)
);

CREATE TABLE external_rating (
    board BIGINT NOT NULL REFERENCES external_board (id),
    name TEXT NOT NULL,
    -- The model of this site that goes by that name, if there was one.
    model TEXT,
    rating DOUBLE PRECISION NOT NULL,
    low DOUBLE PRECISION,
    high DOUBLE PRECISION,
    PRIMARY KEY (board, name)
);
