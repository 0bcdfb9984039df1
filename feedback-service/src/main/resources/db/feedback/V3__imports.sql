-- Files of signals: their bytes until every row is sent, and what became of each row.

CREATE TABLE imports (
    id uuid PRIMARY KEY,
    -- uploading, running, completed, failed
    status text NOT NULL,
    principal_kind text NOT NULL,
    principal_subject text NOT NULL,
    -- where rows come from that do not say so themselves
    source text NOT NULL,
    created_at timestamptz NOT NULL,
    -- SHA-256 of the file in hexadecimal; null while uploading
    file_hash text,
    rows bigint NOT NULL DEFAULT 0,
    -- the checkpoint: so many rows from the first have an outcome
    done bigint NOT NULL DEFAULT 0,
    accepted bigint NOT NULL DEFAULT 0,
    rejected bigint NOT NULL DEFAULT 0,
    -- why it failed
    detail text,
    -- who works on it, and until when nobody else may
    lease uuid,
    lease_until timestamptz
);
CREATE INDEX imports_at_work ON imports (created_at) WHERE status IN ('uploading', 'running');

-- What people wrote, unredacted: deleted with the import's last row.
CREATE TABLE import_chunks (
    import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
    number int NOT NULL,
    -- length of the content before compression by LZ4
    bytes int NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (import_id, number)
);
ALTER TABLE import_chunks ALTER COLUMN content SET STORAGE EXTERNAL;

-- What became of rows that follow each other: no words of theirs.
CREATE TABLE import_outcomes (
    import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
    first_row bigint NOT NULL,
    -- 16 bytes a row: its signal's id, or zeros where it was rejected
    ids bytea NOT NULL,
    rejected int NOT NULL,
    -- lines of CSV: row, column, reason; compressed by LZ4, and their length before
    rejections bytea NOT NULL,
    rejection_bytes int NOT NULL,
    PRIMARY KEY (import_id, first_row)
);
ALTER TABLE import_outcomes ALTER COLUMN ids SET STORAGE EXTERNAL;
ALTER TABLE import_outcomes ALTER COLUMN rejections SET STORAGE EXTERNAL;
