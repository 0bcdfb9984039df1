-- The least similarity to join a theme, as the last consolidation found it; null: what the settings say.
ALTER TABLE theme_space ADD COLUMN join_from double precision;

-- Who looks at many statements together, and how many there were the last time. One row.
CREATE TABLE consolidation (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    statements bigint NOT NULL,
    -- how many there were when that was last done with nothing else to do
    settled bigint NOT NULL,
    -- when what was last begun and is not at its end was begun; null: it is at its end
    began_at timestamptz,
    -- until then nobody else consolidates
    leased_until timestamptz NOT NULL,
    leased_by uuid
);
INSERT INTO consolidation (statements, settled, leased_until) VALUES (0, 0, '-infinity');

-- Which way statements went in a consolidation that is not at its end.
CREATE TABLE consolidation_ways (
    from_theme uuid NOT NULL,
    to_theme uuid NOT NULL,
    statements bigint NOT NULL,
    born boolean NOT NULL,
    PRIMARY KEY (from_theme, to_theme)
);

-- A sample is drawn by what statements say, so that it is the same whatever the order in which they came, and the same
-- wherever else they are said.
CREATE INDEX statements_drawn ON statements (hashtextextended(text, 0), id) WHERE theme_id IS NOT NULL;

-- How a statement came into its theme, as its event tells it; null: it was put there at once.
ALTER TABLE statements ADD COLUMN moves jsonb;
CREATE INDEX statements_moved ON statements USING gin (moves jsonb_path_ops) WHERE moves IS NOT NULL;

-- What was decided about a theme, as its event tells it; null: nothing.
ALTER TABLE themes ADD COLUMN curation jsonb;
CREATE INDEX themes_by_lineage ON themes USING gin ((curation -> 'lineage') jsonb_path_ops)
    WHERE curation IS NOT NULL;
-- true when the first or the last of what was in it may have left it
ALTER TABLE themes ADD COLUMN seen_due boolean NOT NULL DEFAULT false;
CREATE INDEX themes_seen_due ON themes (id) WHERE seen_due;

-- What people decided that is not at its end.
CREATE TABLE theme_edits (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    change text NOT NULL,
    from_theme uuid NOT NULL,
    to_theme uuid NOT NULL,
    -- of a split: those that are to go
    statements uuid[],
    -- of a split: what the new theme is to be called; null: the words that people use
    label text,
    principal jsonb NOT NULL,
    reason text NOT NULL,
    decided_at timestamptz NOT NULL,
    -- of an unmerging: when what is undone was decided
    undoes timestamptz
);
