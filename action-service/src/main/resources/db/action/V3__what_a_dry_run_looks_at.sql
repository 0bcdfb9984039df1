-- Of signals of which the gravest statement belongs to no theme, how grave it is: a playbook opens follow-ups on it, and
-- its dry run has to know it later.
CREATE TABLE silent_severities (
    signal_id uuid             NOT NULL PRIMARY KEY REFERENCES readings ON DELETE CASCADE,
    severity  double precision NOT NULL
);
