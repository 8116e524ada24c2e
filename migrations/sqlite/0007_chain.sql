-- Each vote's hash covers what ratings know of it and the hash of the vote before it in its arena (src/domain/chain.rs). Votes
-- that are older than chains get theirs behind the server's back; until then the ones behind them have none either.
DROP VIEW tagged_vote;
ALTER TABLE vote ADD COLUMN hash BLOB;
CREATE INDEX vote_unchained ON vote (arena, seq) WHERE hash IS NULL;
CREATE VIEW tagged_vote AS
SELECT v.seq, v.battle, v.time_ms, v.arena, v.model_a, v.model_b, v.choice, v.voter, v.style, v.state, v.reason, v.reveal, v.hash,
    COALESCE((SELECT n.categories FROM tagging_vote AS n JOIN tagging AS t ON t.id = n.tagging
        WHERE n.vote = v.seq AND t.done_ms IS NOT NULL ORDER BY n.tagging DESC LIMIT 1), v.categories) AS categories,
    COALESCE((SELECT t.rules FROM tagging_vote AS n JOIN tagging AS t ON t.id = n.tagging
        WHERE n.vote = v.seq AND t.done_ms IS NOT NULL ORDER BY n.tagging DESC LIMIT 1), v.tagged_by) AS tagged_by
FROM vote AS v;

-- Every key that this site ever signed with; its secret half is in none of these tables.
CREATE TABLE signing_key (
    public_key TEXT NOT NULL PRIMARY KEY,
    since_ms BIGINT NOT NULL
);

-- What the site says of a kept board, signed. It stays when the snapshot is given up.
CREATE TABLE seal (
    snapshot BIGINT NOT NULL PRIMARY KEY,
    arena TEXT NOT NULL,
    statement TEXT NOT NULL,
    public_key TEXT NOT NULL REFERENCES signing_key (public_key),
    signature TEXT NOT NULL
);
CREATE INDEX seal_arena ON seal (arena, snapshot);
