-- The record's own timestamp in milliseconds, which tells when what it holds was sent; -1 where nobody knows.
ALTER TABLE quarantine ADD COLUMN record_timestamp bigint NOT NULL DEFAULT -1;
