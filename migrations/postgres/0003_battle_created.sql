-- The sampling log is read in the order of when battles began.
CREATE INDEX battle_created ON battle (created_ms, id);
