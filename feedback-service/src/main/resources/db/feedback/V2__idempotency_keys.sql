-- Requests that came with an Idempotency-Key, so that a repetition gets the first answer. Kept for a day.
CREATE TABLE idempotency_keys (
    caller_kind text NOT NULL,
    caller_subject text NOT NULL,
    key text NOT NULL,
    -- SHA-256 over what was asked for: the same key with another request is an error of the caller
    fingerprint bytea NOT NULL,
    -- what the ids of the request's signals come from, so that a repetition after a crash gives the same ones
    seed uuid NOT NULL,
    -- until then somebody works on it; null when nobody does
    held_until timestamptz,
    answer_status integer,
    answer_location text,
    answer_body bytea,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (caller_kind, caller_subject, key),
    CHECK ((answer_status IS NULL) = (answer_body IS NULL))
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
