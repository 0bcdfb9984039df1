-- What the merging of a theme did to an improvement, so that taking the themes apart again undoes it: which theme was
-- merged, which theme the improvement was of before, and, where it was closed for an older one, what it was before.
ALTER TABLE actions ADD COLUMN merged_theme uuid, ADD COLUMN theme_before uuid, ADD COLUMN status_before text;
CREATE INDEX actions_of_merged_themes ON actions (merged_theme) WHERE merged_theme IS NOT NULL;
