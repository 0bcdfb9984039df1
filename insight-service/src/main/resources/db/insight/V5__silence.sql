-- How many statements say nothing, and why, is read from the index alone.
CREATE INDEX statements_by_reason ON statements (reason) WHERE reason IS NOT NULL;
