-- What Heroku Postgres has: a schema that extensions are put into.
-- roles: 
-- schemas: heroku_ext
-- search_path: "$user", public, heroku_ext
-- cluster
-- database
CREATE SCHEMA heroku_ext;
GRANT ALL ON SCHEMA heroku_ext TO @owner@;
