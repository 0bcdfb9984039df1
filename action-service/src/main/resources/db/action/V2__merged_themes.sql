-- What the merging of a theme did to an improvement, so that taking the themes apart again undoes it, in whatever order:
-- which theme was merged, of which theme the improvement was before, and, where it was closed for an older one, what it
-- was before. The latest has the highest number.
CREATE TABLE merged_improvements (
    action_id     uuid    NOT NULL REFERENCES actions,
    seq           integer NOT NULL,
    merged_theme  uuid    NOT NULL,
    theme_before  uuid    NOT NULL,
    status_before text,
    PRIMARY KEY (action_id, seq)
);
CREATE INDEX improvements_of_merged_themes ON merged_improvements (merged_theme);

-- The themes with which a theme is never to be merged, because people said that they are about different things.
ALTER TABLE themes ADD COLUMN kept_apart uuid[] NOT NULL DEFAULT '{}';

CREATE INDEX themes_merged_into ON themes (merged_into) WHERE merged_into IS NOT NULL;

-- The signals that a closed improvement of a theme has answered which is part of this one by now.
CREATE FUNCTION answered_in_parts(whole uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    WITH RECURSIVE parts (id) AS (
        SELECT themes.id FROM themes WHERE themes.merged_into = whole
        UNION
        SELECT themes.id FROM parts JOIN themes ON themes.merged_into = parts.id
    )
    SELECT links.signal_id
      FROM parts
      JOIN actions ON actions.theme_id = parts.id AND actions.kind = 'IMPROVEMENT' AND actions.closed_at IS NOT NULL
      JOIN links ON links.action_id = actions.id AND links.answered_at IS NOT NULL
$$;
