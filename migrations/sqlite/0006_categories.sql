-- Which rules found the categories of a vote; none: it came with them.
ALTER TABLE vote ADD COLUMN tagged_by TEXT;

-- Votes are never changed. When rules changed, a tagging looks at old ones again, and says of which it found other
-- categories. It counts once it is done, all of it at once; the newest one that says something of a vote counts for it.
CREATE TABLE tagging (
    id INTEGER PRIMARY KEY,
    rules TEXT NOT NULL,
    began_ms BIGINT NOT NULL,
    done_ms BIGINT
);
CREATE TABLE tagging_vote (
    vote BIGINT NOT NULL REFERENCES vote (seq),
    tagging BIGINT NOT NULL REFERENCES tagging (id),
    categories TEXT NOT NULL,
    PRIMARY KEY (vote, tagging)
);

-- Votes with the categories that count.
CREATE VIEW tagged_vote AS
SELECT v.seq, v.battle, v.time_ms, v.arena, v.model_a, v.model_b, v.choice, v.voter, v.style, v.state, v.reason, v.reveal,
    COALESCE((SELECT n.categories FROM tagging_vote AS n JOIN tagging AS t ON t.id = n.tagging
        WHERE n.vote = v.seq AND t.done_ms IS NOT NULL ORDER BY n.tagging DESC LIMIT 1), v.categories) AS categories,
    COALESCE((SELECT t.rules FROM tagging_vote AS n JOIN tagging AS t ON t.id = n.tagging
        WHERE n.vote = v.seq AND t.done_ms IS NOT NULL ORDER BY n.tagging DESC LIMIT 1), v.tagged_by) AS tagged_by
FROM vote AS v;

-- The newest tagging that a kept board knows of.
ALTER TABLE snapshot ADD COLUMN tagging BIGINT NOT NULL DEFAULT 0;
