-- What voters were told of two models, once for all votes from elsewhere that share it: half of what such a vote took was this.
-- A vote has its own copy in reveal, else reveal is empty and told has the hash of the one that it shares. Nothing is deleted here,
-- and whoever adds a vote adds what it refers to in the same transaction, so that no reference has to be looked up for each vote.
CREATE TABLE reveal (
    hash BLOB NOT NULL PRIMARY KEY,
    body TEXT NOT NULL
);
DROP VIEW tagged_vote;
ALTER TABLE vote ADD COLUMN told BLOB;
CREATE VIEW tagged_vote AS
SELECT v.seq, v.battle, v.time_ms, v.arena, v.model_a, v.model_b, v.choice, v.voter, v.style, v.state, v.reason, v.hash,
    COALESCE((SELECT r.body FROM reveal AS r WHERE r.hash = v.told), v.reveal) AS reveal,
    COALESCE((SELECT n.categories FROM tagging_vote AS n JOIN tagging AS t ON t.id = n.tagging
        WHERE n.vote = v.seq AND t.done_ms IS NOT NULL ORDER BY n.tagging DESC LIMIT 1), v.categories) AS categories,
    COALESCE((SELECT t.rules FROM tagging_vote AS n JOIN tagging AS t ON t.id = n.tagging
        WHERE n.vote = v.seq AND t.done_ms IS NOT NULL ORDER BY n.tagging DESC LIMIT 1), v.tagged_by) AS tagged_by
FROM vote AS v;
