-- SQLite has `unhex`, has no indexes of blocks, and finds boards as of a time by the index that there is.
SELECT 1;
