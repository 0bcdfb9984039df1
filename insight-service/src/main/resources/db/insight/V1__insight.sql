-- What insight-service knows. Sentiment and severity are kept in hundredths, so that their sums are exact.

-- The one row whose lock orders every change of themes: who changes a theme, or a statement's place in one, holds it.
CREATE TABLE theme_space (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    -- name and version of the encoder whose vectors are summed up here
    encoder text NOT NULL,
    -- grows by one with each change of sums, so that a replica reads only the themes that changed since its last look
    generation bigint NOT NULL,
    -- how many vectors are in the total, the background's included
    weight bigint NOT NULL,
    -- 8 bytes a dimension, low byte first
    total bytea NOT NULL
);

CREATE TABLE readings (
    signal_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    understood_at timestamptz NOT NULL,
    external_id text,
    -- false while a reading that came back from its topic still waits for the words of its signal
    has_words boolean NOT NULL,
    kind text NOT NULL,
    channel text,
    source text,
    site text,
    touchpoint text,
    stage text,
    segments jsonb NOT NULL,
    rating_scale text,
    rating integer,
    customer_ref text,
    language text,
    occurred_at timestamptz NOT NULL,
    -- the day of occurrence in the organisation's time zone
    occurred_on date NOT NULL,
    received_at timestamptz NOT NULL,
    reply_wanted boolean NOT NULL,
    obligation text NOT NULL
);
CREATE INDEX readings_without_words ON readings (signal_id) WHERE NOT has_words;

CREATE TABLE statements (
    id uuid PRIMARY KEY,
    signal_id uuid NOT NULL,
    starts integer,
    ends integer,
    text text,
    theme_id uuid,
    reason text,
    similarity double precision,
    sentiment smallint NOT NULL,
    severity smallint NOT NULL,
    encoder text,
    -- 2 bytes a dimension, low byte first
    vector bytea,
    CHECK ((theme_id IS NULL) <> (reason IS NULL))
);
ALTER TABLE statements ALTER COLUMN vector SET STORAGE PLAIN;
CREATE INDEX statements_by_signal ON statements (signal_id);
CREATE INDEX statements_without_vector ON statements (id) WHERE theme_id IS NOT NULL AND vector IS NULL;
CREATE INDEX statements_by_theme ON statements (theme_id, similarity DESC, id) WHERE theme_id IS NOT NULL;

CREATE TABLE themes (
    id uuid PRIMARY KEY,
    founding_statement uuid NOT NULL,
    version bigint NOT NULL,
    label text NOT NULL DEFAULT '',
    keywords text[] NOT NULL DEFAULT '{}',
    state text NOT NULL,
    merged_into uuid,
    signals bigint NOT NULL,
    statements bigint NOT NULL,
    people bigint NOT NULL,
    sentiment_sum bigint NOT NULL,
    severity_sum bigint NOT NULL,
    first_seen timestamptz NOT NULL,
    last_seen timestamptz NOT NULL,
    priority double precision NOT NULL,
    priority_parts jsonb NOT NULL,
    representatives uuid[] NOT NULL,
    -- what is to be said of the theme and has not been yet
    counts_changed boolean NOT NULL DEFAULT false,
    label_changed boolean NOT NULL DEFAULT false,
    -- true when its state or priority may have become another one without new statements
    review_due boolean NOT NULL DEFAULT false,
    published_at timestamptz NOT NULL,
    -- how many statements the theme had when its label was last looked at; -1: to be looked at again
    labelled_at bigint NOT NULL DEFAULT 0,
    -- true while the counts wait to be taken from the statements anew
    recount boolean NOT NULL DEFAULT false,
    vectors bigint NOT NULL,
    -- 4 bytes a dimension, low byte first
    sum bytea NOT NULL,
    generation bigint NOT NULL
) WITH (fillfactor = 50);
ALTER TABLE themes ALTER COLUMN sum SET STORAGE PLAIN;

CREATE TABLE theme_days (
    theme_id uuid NOT NULL,
    day date NOT NULL,
    signals integer NOT NULL,
    statements integer NOT NULL,
    PRIMARY KEY (theme_id, day)
) WITH (fillfactor = 70);

-- Customers by theme; a signal without a customer reference is one person and needs no row.
CREATE TABLE theme_people (
    theme_id uuid NOT NULL,
    customer_ref text NOT NULL,
    signals integer NOT NULL,
    PRIMARY KEY (theme_id, customer_ref)
) WITH (fillfactor = 70);

-- The actions that are to fix a theme, as far as its state depends on them.
CREATE TABLE improvements (
    action_id uuid PRIMARY KEY,
    theme_id uuid NOT NULL,
    version bigint NOT NULL,
    opened_at timestamptz NOT NULL,
    standing text NOT NULL
);
CREATE INDEX improvements_by_theme ON improvements (theme_id, opened_at);

-- Signals that were erased: whatever still comes of them is ignored.
CREATE TABLE erased (signal_id uuid PRIMARY KEY);
