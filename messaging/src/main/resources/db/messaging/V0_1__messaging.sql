-- What every service that takes part in events keeps, each in its own schema.

-- The next offset to read, moved in the same transaction as the work that the records before it caused.
CREATE TABLE positions (
    consumer text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    next_offset bigint NOT NULL CHECK (next_offset >= 0),
    PRIMARY KEY (consumer, topic, partition)
);

-- Events that are committed with the state they tell of and not yet published. Rows leave by id, once published.
CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id uuid NOT NULL,
    source text NOT NULL,
    topic text NOT NULL,
    key uuid NOT NULL,
    type text,
    time timestamptz NOT NULL,
    payload bytea,
    -- a tombstone has neither
    CHECK ((type IS NULL) = (payload IS NULL))
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Records that could not be read or applied, whole, so that they can be looked at and sent through again.
CREATE TABLE quarantine (
    id uuid PRIMARY KEY,
    consumer text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    record_offset bigint NOT NULL,
    key bytea,
    headers bytea NOT NULL,
    value bytea,
    code text NOT NULL,
    quarantined_at timestamptz NOT NULL
);
CREATE INDEX quarantine_by_time ON quarantine (quarantined_at, id);
CREATE INDEX quarantine_by_key ON quarantine USING hash (key);
