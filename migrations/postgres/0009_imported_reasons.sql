-- Votes that came from elsewhere have reasons too, and no battle here.
ALTER TABLE reasons DROP CONSTRAINT reasons_battle_fkey;
