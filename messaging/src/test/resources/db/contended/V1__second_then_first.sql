ALTER TABLE second ADD COLUMN more text;
ALTER TABLE first ADD COLUMN more text;
