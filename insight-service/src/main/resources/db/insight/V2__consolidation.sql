-- The least similarity to join a theme, as the last consolidation found it; null: what the settings say.
ALTER TABLE theme_space ADD COLUMN join_from double precision;

-- Who looks at many statements together, and how many there were the last time. One row.
CREATE TABLE consolidation (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    statements bigint NOT NULL,
    -- how many there were when that was last done with nothing else to do
    settled bigint NOT NULL,
    -- until then nobody else consolidates
    leased_until timestamptz NOT NULL
);
INSERT INTO consolidation (statements, settled, leased_until) VALUES (0, 0, '-infinity');

-- A sample is drawn by what statements say, so that it is the same whatever the order in which they came, and the same
-- wherever else they are said.
CREATE INDEX statements_drawn ON statements (hashtextextended(text, 0), id) WHERE theme_id IS NOT NULL;

-- What became of themes, beside their births: who changed what, when and why.
CREATE TABLE lineage (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    theme_id uuid NOT NULL,
    happened_at timestamptz NOT NULL,
    change text NOT NULL,
    -- the other theme that the change is about
    other_id uuid NOT NULL,
    actor text NOT NULL,
    reason text NOT NULL,
    -- how many statements changed their theme by it
    statements bigint NOT NULL
);
CREATE INDEX lineage_by_theme ON lineage (theme_id, id);
