-- What Google Cloud SQL and AlloyDB have: roles only.
-- roles: cloudsqlsuperuser cloudsqladmin cloudsqlagent cloudsqlreplica cloudsqllogical cloudsqlimportexport cloudsqlconnpooladmin cloudsqliamuser cloudsqliamserviceaccount cloudsqliamgroup cloudsqliamgroupuser cloudsqliamgroupserviceaccount cloudsqlobservabilityuser alloydbsuperuser alloydbadmin alloydbiamuser
-- cluster
DO $cluster$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN SELECT * FROM (VALUES
    ('cloudsqlsuperuser', 'NOLOGIN'),
    ('cloudsqladmin', 'NOLOGIN'),
    ('cloudsqlagent', 'NOLOGIN'),
    ('cloudsqlreplica', 'NOLOGIN'),
    ('cloudsqllogical', 'NOLOGIN'),
    ('cloudsqlimportexport', 'NOLOGIN'),
    ('cloudsqlconnpooladmin', 'NOLOGIN'),
    ('cloudsqliamuser', 'NOLOGIN'),
    ('cloudsqliamserviceaccount', 'NOLOGIN'),
    ('cloudsqliamgroup', 'NOLOGIN'),
    ('cloudsqliamgroupuser', 'NOLOGIN'),
    ('cloudsqliamgroupserviceaccount', 'NOLOGIN'),
    ('cloudsqlobservabilityuser', 'NOLOGIN'),
    ('alloydbsuperuser', 'NOLOGIN'),
    ('alloydbadmin', 'NOLOGIN'),
    ('alloydbiamuser', 'NOLOGIN')) v(name, options)
  LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted.name) THEN
      BEGIN
        EXECUTE pg_catalog.format('CREATE ROLE %I %s', wanted.name, wanted.options);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;  -- another database of this server was faster
      END;
    END IF;
  END LOOP;
END
$cluster$;
GRANT cloudsqlsuperuser, alloydbsuperuser TO @owner@;
-- database
