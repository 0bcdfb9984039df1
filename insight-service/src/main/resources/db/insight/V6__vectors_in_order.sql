-- Which vectors wait is found by their encoder alone. With the signal behind it every new statement went somewhere into
-- the middle of the index; now those of one encoder follow each other.
CREATE INDEX statements_by_encoder_alone ON statements (encoder) WHERE theme_id IS NOT NULL AND text IS NOT NULL;
DROP INDEX statements_by_encoder;
