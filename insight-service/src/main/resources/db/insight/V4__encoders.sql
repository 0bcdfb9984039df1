-- Sums of themes of this generation and of earlier ones are another encoder's, and count for nothing.
ALTER TABLE theme_space ADD COLUMN emptied bigint NOT NULL DEFAULT -1;

-- Until when the encoder that the theme space names is surely at work: its replicas put it off. One row.
CREATE TABLE encoder_at_work (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    until timestamptz NOT NULL
);
INSERT INTO encoder_at_work (until) VALUES ('-infinity');

-- Which statements have vectors that were made in another way than they are made now.
CREATE INDEX statements_by_encoder ON statements (encoder, signal_id) WHERE theme_id IS NOT NULL AND text IS NOT NULL;
