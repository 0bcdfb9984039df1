-- A role and a schema for each service; none sees another's. Passwords are set elsewhere: none stands in a file.
REVOKE ALL ON DATABASE heed FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

CREATE ROLE feedback LOGIN;
GRANT CONNECT, TEMPORARY ON DATABASE heed TO feedback;
CREATE SCHEMA feedback AUTHORIZATION feedback;

CREATE ROLE insight LOGIN;
GRANT CONNECT, TEMPORARY ON DATABASE heed TO insight;
CREATE SCHEMA insight AUTHORIZATION insight;

CREATE ROLE action LOGIN;
GRANT CONNECT, TEMPORARY ON DATABASE heed TO action;
CREATE SCHEMA action AUTHORIZATION action;
