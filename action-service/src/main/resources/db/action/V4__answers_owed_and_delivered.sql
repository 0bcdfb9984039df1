-- Until when each signal's writer is to have an answer, for whichever of its reasons is due first.
CREATE TABLE owed (
    signal_id   uuid        NOT NULL PRIMARY KEY,
    because     text        NOT NULL,
    due_at      timestamptz NOT NULL,
    breached_at timestamptz, -- when it was published that it is overdue
    settled_at  timestamptz  -- when the writer had an answer
);
CREATE INDEX owed_by_due_time ON owed (due_at, signal_id);
CREATE INDEX owed_to_watch ON owed (due_at) WHERE settled_at IS NULL AND breached_at IS NULL;

-- Where writers who want a reply can be reached; gone with their signals, whichever release erases them.
CREATE TABLE contacts (
    signal_id uuid NOT NULL PRIMARY KEY REFERENCES received ON DELETE CASCADE,
    email     text NOT NULL
);

-- Answers on their way out, each to one recipient once: to an address by e-mail, about a person to the webhook.
CREATE TABLE deliveries (
    id              uuid        NOT NULL PRIMARY KEY,
    channel         text        NOT NULL,
    action_id       uuid        NOT NULL REFERENCES actions,
    recipient       text        NOT NULL,
    signals         uuid[]      NOT NULL,
    answer          text        NOT NULL,
    answered_at     timestamptz NOT NULL,
    created_at      timestamptz NOT NULL,
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    leased_until    timestamptz, -- it is being sent until then; of an e-mail nobody knows afterwards what became of it
    leased_by       uuid,
    delivered_at    timestamptz,
    given_up_at     timestamptz,
    last_failure    text,
    retried_at      timestamptz, -- when a person had it tried again, and who
    retried_by      text,
    UNIQUE (channel, action_id, recipient)
);
CREATE INDEX deliveries_newest ON deliveries (created_at, id);
CREATE INDEX deliveries_to_send ON deliveries (channel, next_attempt_at)
    WHERE delivered_at IS NULL AND given_up_at IS NULL;
CREATE INDEX deliveries_of_signal ON deliveries USING gin (signals);

-- Answers that were given before it was known here whether their writers can be reached: topics race each other.
CREATE TABLE unaddressed (
    action_id uuid NOT NULL REFERENCES actions,
    signal_id uuid NOT NULL,
    PRIMARY KEY (action_id, signal_id)
);
CREATE INDEX unaddressed_of_signal ON unaddressed (signal_id);
