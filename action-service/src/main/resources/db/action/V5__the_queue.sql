-- What the queue needs beside the actions themselves. Columns are never added to actions: the release before reads all of
-- them with statements that it prepared before they were there.

-- What frontline staff would do about what they report, as far as it can be known without their words: who suggested it.
CREATE TABLE suggestions (
    signal_id uuid NOT NULL PRIMARY KEY REFERENCES received ON DELETE CASCADE,
    proposer  text NOT NULL
);

-- The improvements that were opened for a suggestion.
CREATE TABLE proposals (
    action_id uuid NOT NULL PRIMARY KEY REFERENCES actions,
    signal_id uuid NOT NULL,
    proposer  text NOT NULL
);

-- What several teams have to do for one action.
CREATE TABLE tasks (
    id        uuid        NOT NULL PRIMARY KEY,
    action_id uuid        NOT NULL REFERENCES actions,
    title     text        NOT NULL,
    team      text        NOT NULL,
    owner     text,
    added_at  timestamptz NOT NULL,
    done_at   timestamptz,
    done_by   text,
    CHECK ((done_at IS NULL) = (done_by IS NULL))
);
CREATE INDEX tasks_of_action ON tasks (action_id);
CREATE INDEX tasks_of_team ON tasks (team) WHERE done_at IS NULL;

-- Who was mentioned in the comments of an action.
CREATE TABLE mentions (
    subject   text NOT NULL,
    action_id uuid NOT NULL REFERENCES actions,
    PRIMARY KEY (subject, action_id)
);

-- What people find actions by. Triggers keep it, so that nobody who writes can forget it.
CREATE TABLE action_words (
    action_id uuid     NOT NULL PRIMARY KEY REFERENCES actions,
    words     tsvector NOT NULL
);
CREATE INDEX action_words_found ON action_words USING gin (words);

-- A vector may have 1 MiB: so many characters always fit.
CREATE FUNCTION index_words_of(action uuid) RETURNS void LANGUAGE sql AS $$
    INSERT INTO action_words (action_id, words)
    SELECT actions.id,
           to_tsvector('simple', left(regexp_replace(lower(concat_ws(' ', title, root_cause, resolution, answer, dismiss_reason,
               (SELECT string_agg(details ->> 'text', ' ' ORDER BY seq DESC) FROM history
                 WHERE action_id = actions.id AND what = 'COMMENTED'))), '[^[:alnum:]]+', ' ', 'g'), 150000))
      FROM actions WHERE actions.id = action
    ON CONFLICT (action_id) DO UPDATE SET words = excluded.words
$$;
CREATE FUNCTION index_words_of_action() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM index_words_of(NEW.id);
    RETURN NULL;
END
$$;
CREATE FUNCTION index_words_of_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM index_words_of(NEW.action_id);
    RETURN NULL;
END
$$;
CREATE TRIGGER words_of_new_action AFTER INSERT ON actions
    FOR EACH ROW EXECUTE FUNCTION index_words_of_action();
CREATE TRIGGER words_of_changed_action AFTER UPDATE OF title, root_cause, resolution, answer, dismiss_reason ON actions
    FOR EACH ROW
    WHEN ((OLD.title, OLD.root_cause, OLD.resolution, OLD.answer, OLD.dismiss_reason)
        IS DISTINCT FROM (NEW.title, NEW.root_cause, NEW.resolution, NEW.answer, NEW.dismiss_reason))
    EXECUTE FUNCTION index_words_of_action();
CREATE TRIGGER words_of_comment AFTER INSERT ON history
    FOR EACH ROW WHEN (NEW.what = 'COMMENTED') EXECUTE FUNCTION index_words_of_comment();
SELECT index_words_of(id) FROM actions;

-- Priorities that actions had within the last hour: whoever pages through the queue sees each action at the place that it
-- had when they began. The transaction tells whether a page has seen the change.
CREATE TABLE former_priorities (
    seq        bigint           NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    action_id  uuid             NOT NULL REFERENCES actions,
    priority   double precision NOT NULL,
    changed_at timestamptz      NOT NULL,
    changed_in xid8             NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX former_priorities_by_transaction ON former_priorities (changed_in);
CREATE INDEX former_priorities_by_age ON former_priorities (changed_at);

-- The last time that each person moved many actions at once, and how those stood before: it can be undone.
CREATE TABLE bulks (
    id         uuid        NOT NULL PRIMARY KEY,
    by_kind    text        NOT NULL,
    by_subject text        NOT NULL,
    move       text        NOT NULL,
    at         timestamptz NOT NULL,
    finished_at timestamptz, -- unless it was cut short
    undone_at  timestamptz
);
CREATE INDEX bulks_of_person ON bulks (by_subject, at);
CREATE TABLE bulk_items (
    bulk_id     uuid   NOT NULL REFERENCES bulks ON DELETE CASCADE,
    action_id   uuid   NOT NULL REFERENCES actions,
    edition     bigint NOT NULL, -- after the move: whoever edits later is not undone
    status      text   NOT NULL,
    team        text   NOT NULL,
    owner       text,
    accepted_at timestamptz,
    PRIMARY KEY (bulk_id, action_id)
);

-- What writers are to be told by and by of how an action now stands, because many were moved at once.
CREATE TABLE to_restate (
    action_id uuid NOT NULL,
    signal_id uuid NOT NULL,
    PRIMARY KEY (action_id, signal_id)
);

CREATE INDEX open_newest ON actions (opened_at, id) WHERE closed_at IS NULL;
CREATE INDEX open_by_priority ON actions (priority, id) WHERE closed_at IS NULL;
CREATE INDEX open_of_owner ON actions (owner, opened_at, id) WHERE closed_at IS NULL;
CREATE INDEX open_of_team ON actions (team, opened_at, id) WHERE closed_at IS NULL;
