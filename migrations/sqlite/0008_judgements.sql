-- What judge models say of votes. A judge is a model with its questions, by its version; each looks at a vote once.
CREATE TABLE judgement (
    vote BIGINT NOT NULL REFERENCES vote (seq),
    judge TEXT NOT NULL,
    -- Somebody asks since then; taken over if it takes too long.
    claimed_ms BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    -- JSON list; NULL until the judge has said something that can be read.
    categories TEXT,
    -- Whether it counts already: it is in a tagging that is done, or changed nothing.
    counted BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (vote, judge)
);
CREATE INDEX judgement_uncounted ON judgement (judge, vote) WHERE categories IS NOT NULL AND NOT counted;
