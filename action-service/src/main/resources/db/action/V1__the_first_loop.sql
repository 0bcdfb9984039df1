-- Own copies of what other services published. No words that people wrote, ever.

-- Every signal that was received, for the loop's first figure; nothing else of it is kept.
CREATE TABLE received (
    signal_id   uuid        NOT NULL PRIMARY KEY,
    received_at timestamptz NOT NULL
);

-- What was erased stays erased, however late a copy of it comes.
CREATE TABLE erased (
    signal_id uuid        NOT NULL PRIMARY KEY,
    erased_at timestamptz NOT NULL
);

-- The latest reading of each signal.
CREATE TABLE readings (
    signal_id     uuid        NOT NULL PRIMARY KEY,
    version       bigint      NOT NULL,
    understood_at timestamptz NOT NULL,
    occurred_at   timestamptz NOT NULL,
    received_at   timestamptz NOT NULL,
    person        text        NOT NULL, -- the customer's reference, else the signal's id
    facets        jsonb       NOT NULL
);

-- Statements that belong to a theme, with what deciding needs beside them, so that a decision reads one index.
CREATE TABLE statements (
    signal_id   uuid        NOT NULL REFERENCES readings ON DELETE CASCADE,
    id          uuid        NOT NULL,
    theme_id    uuid        NOT NULL,
    sentiment   real        NOT NULL,
    severity    real        NOT NULL,
    occurred_at timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    person      text        NOT NULL,
    PRIMARY KEY (signal_id, id)
);
CREATE INDEX statements_of_theme ON statements (theme_id, occurred_at) INCLUDE (received_at, person, sentiment);

-- The latest snapshot of each theme. A reading may name a theme that has not come yet: then version is 0. The row is
-- also the lock under which improvements of the theme are decided on.
CREATE TABLE themes (
    id          uuid             NOT NULL PRIMARY KEY,
    version     bigint           NOT NULL,
    label       text             NOT NULL,
    state       text             NOT NULL,
    signals     bigint           NOT NULL,
    statements  bigint           NOT NULL,
    people      bigint           NOT NULL,
    sentiment   double precision NOT NULL,
    priority    double precision NOT NULL,
    merged_into uuid
);

-- What this service decides and people edit.

CREATE TABLE actions (
    id             uuid             NOT NULL PRIMARY KEY,
    kind           text             NOT NULL,
    status         text             NOT NULL,
    title          text             NOT NULL,
    theme_id       uuid,
    signal_id      uuid,
    team           text             NOT NULL,
    owner          text,
    owned_at       timestamptz, -- when it first had an owner
    priority       double precision NOT NULL,
    opened_by      text             NOT NULL,
    opened_at      timestamptz      NOT NULL,
    accept_by      timestamptz,
    complete_by    timestamptz,
    accepted_at    timestamptz,
    closed_at      timestamptz,
    closed_by_kind text,
    closed_by      text,
    root_cause     text,
    resolution     text,
    answer         text,
    dismiss_reason text,
    edition        bigint           NOT NULL DEFAULT 1, -- what people edited: the ETag
    version        bigint           NOT NULL DEFAULT 0, -- what was published
    signals        bigint           NOT NULL DEFAULT 0,
    people         bigint           NOT NULL DEFAULT 0,
    counts_changed boolean          NOT NULL DEFAULT false, -- since it was last published
    announced_at   timestamptz      NOT NULL,
    CHECK (kind <> 'IMPROVEMENT' OR theme_id IS NOT NULL),
    CHECK (kind <> 'FOLLOW_UP' OR signal_id IS NOT NULL),
    CHECK ((status IN ('COMPLETED', 'VERIFIED', 'DISMISSED')) = (closed_at IS NOT NULL))
);
CREATE UNIQUE INDEX one_open_improvement_per_theme ON actions (theme_id)
    WHERE kind = 'IMPROVEMENT' AND closed_at IS NULL;
CREATE UNIQUE INDEX one_follow_up_per_signal ON actions (signal_id) WHERE kind = 'FOLLOW_UP';
CREATE INDEX actions_of_theme ON actions (theme_id) WHERE kind = 'IMPROVEMENT';
CREATE INDEX actions_newest ON actions (opened_at, id);
CREATE INDEX actions_by_priority ON actions (priority, id);
CREATE INDEX actions_to_announce ON actions (id) WHERE counts_changed;

-- Who did what, when and why: kept for ever.
CREATE TABLE history (
    action_id    uuid        NOT NULL REFERENCES actions,
    seq          integer     NOT NULL,
    at           timestamptz NOT NULL,
    by_kind      text        NOT NULL,
    by_subject   text        NOT NULL,
    what         text        NOT NULL,
    why          text,
    details      jsonb       NOT NULL,
    PRIMARY KEY (action_id, seq)
);

-- The signals behind an action, and what their writers were told.
CREATE TABLE links (
    action_id   uuid        NOT NULL REFERENCES actions,
    signal_id   uuid        NOT NULL,
    person      text        NOT NULL,
    received_at timestamptz NOT NULL,
    linked_at   timestamptz NOT NULL,
    answer      text,
    answered_at timestamptz,
    PRIMARY KEY (action_id, signal_id),
    CHECK ((answer IS NULL) = (answered_at IS NULL))
);
CREATE INDEX links_of_signal ON links (signal_id);
CREATE INDEX links_people ON links (action_id, person);

-- The version of what was last said about each signal on action.answers; the row is also the lock of its standing.
CREATE TABLE standings (
    signal_id uuid   NOT NULL PRIMARY KEY,
    version   bigint NOT NULL
);

-- Texts that people edit as a whole: each edition is kept. The shipped text is edition 0 and stands in the jar.
CREATE TABLE editions (
    document   text        NOT NULL,
    edition    bigint      NOT NULL,
    body       text        NOT NULL,
    changed_at timestamptz NOT NULL,
    by_kind    text        NOT NULL,
    by_subject text        NOT NULL,
    PRIMARY KEY (document, edition)
);
