-- What was said, and what became of it. All of it but conflicts can be rebuilt from the topics.

CREATE TABLE signals (
    id uuid PRIMARY KEY,
    received_at timestamptz NOT NULL,
    occurred_at timestamptz NOT NULL,
    kind text NOT NULL,
    channel text,
    source text,
    site text,
    -- the subject of the user or integration that sent it; null where nobody can claim it as their own
    submitter text,
    -- the event as it came, whole: what is shown, and what is published again when others contradict it
    event text NOT NULL,
    search tsvector NOT NULL
);
CREATE INDEX signals_newest_first ON signals (received_at DESC, id DESC);
CREATE INDEX signals_of_submitter ON signals (submitter, received_at DESC, id DESC) WHERE submitter IS NOT NULL;
CREATE INDEX signals_search ON signals USING gin (search);

-- The same id sent again with other content: the first stands. One row for each other content.
CREATE TABLE conflicts (
    signal_id uuid NOT NULL,
    fingerprint bytea NOT NULL,
    at timestamptz NOT NULL,
    principal_kind text NOT NULL,
    principal_subject text NOT NULL,
    PRIMARY KEY (signal_id, fingerprint)
);

-- What other services said about a signal, which may be known before the signal itself.
CREATE TABLE progress (
    signal_id uuid PRIMARY KEY,
    reading_version bigint NOT NULL DEFAULT 0,
    understood_at timestamptz,
    theme_ids uuid[] NOT NULL DEFAULT '{}',
    answer_version bigint NOT NULL DEFAULT 0,
    action_ids uuid[] NOT NULL DEFAULT '{}',
    answered boolean NOT NULL DEFAULT false,
    -- the list of ActionStanding as JSON
    standing text NOT NULL DEFAULT '[]'
);
CREATE INDEX progress_by_theme ON progress USING gin (theme_ids);
CREATE INDEX progress_answered ON progress (signal_id) WHERE answered;

CREATE TABLE themes (
    id uuid PRIMARY KEY,
    version bigint NOT NULL,
    label text NOT NULL
);

CREATE TABLE actions (
    id uuid PRIMARY KEY,
    version bigint NOT NULL,
    status text NOT NULL,
    accepted_at timestamptz,
    closed_at timestamptz
);

-- Ids whose words were erased: whatever comes later under them is not taken.
CREATE TABLE erased (
    id uuid PRIMARY KEY,
    erased_at timestamptz NOT NULL
);
