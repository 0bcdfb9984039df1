-- What the merging of a theme did to an improvement, so that taking the themes apart again undoes it: which theme was
-- merged, which theme the improvement was of before, and, where it was closed for an older one, what it was before.
ALTER TABLE actions ADD COLUMN merged_theme uuid, ADD COLUMN theme_before uuid, ADD COLUMN status_before text;
CREATE INDEX actions_of_merged_themes ON actions (merged_theme) WHERE merged_theme IS NOT NULL;

-- The themes with which a theme is never to be merged, because people said that they are about different things.
ALTER TABLE themes ADD COLUMN kept_apart uuid[] NOT NULL DEFAULT '{}';
