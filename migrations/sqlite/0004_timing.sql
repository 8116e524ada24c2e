-- How long each answer took, measured at its endpoint: to its first character, and to its end. Answers of recorded endpoints
-- are not here. It says which model answered, so it is told of battles with a vote only.
CREATE TABLE timing (
    id INTEGER PRIMARY KEY,
    battle TEXT NOT NULL REFERENCES battle (id),
    turn BIGINT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('a', 'b')),
    model TEXT NOT NULL,
    first_ms BIGINT NOT NULL,
    total_ms BIGINT NOT NULL,
    chars BIGINT NOT NULL,
    UNIQUE (battle, turn, side)
);
