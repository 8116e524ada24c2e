-- What the voter chose and under which version of the text (none: was never asked).
ALTER TABLE voter ADD COLUMN publish BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE voter ADD COLUMN consent_version BIGINT;

-- A named battle has no probability, and a direct chat has one model.
ALTER TABLE battle ADD COLUMN mode TEXT NOT NULL DEFAULT 'anonymous' CHECK (mode IN ('anonymous', 'side_by_side', 'direct'));
ALTER TABLE battle ALTER COLUMN model_b DROP NOT NULL;
ALTER TABLE battle ALTER COLUMN probability DROP NOT NULL;
-- Whether its texts may be published, and the version of the text under which the voter chose so.
ALTER TABLE battle ADD COLUMN publish BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE battle ADD COLUMN consent_version BIGINT;
-- Since when its texts are gone.
ALTER TABLE battle ADD COLUMN deleted_ms BIGINT;
ALTER TABLE battle ADD CHECK ((mode = 'anonymous') = (probability IS NOT NULL));
ALTER TABLE battle ADD CHECK ((mode = 'direct') = (model_b IS NULL));
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
