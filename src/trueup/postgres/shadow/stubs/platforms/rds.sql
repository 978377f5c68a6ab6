-- What Amazon RDS and Aurora have: roles only; their schemas belong to extensions.
-- roles: rds_superuser rdsadmin rds_iam rds_password rds_replication rds_ad rds_reserved rdstopmgr rdsrepladmin rds_extension rdswriteforwarduser
-- cluster
DO $cluster$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN SELECT * FROM (VALUES
    ('rds_superuser', 'NOLOGIN'),
    ('rdsadmin', 'NOLOGIN'),
    ('rds_iam', 'NOLOGIN'),
    ('rds_password', 'NOLOGIN'),
    ('rds_replication', 'NOLOGIN'),
    ('rds_ad', 'NOLOGIN'),
    ('rds_reserved', 'NOLOGIN'),
    ('rdstopmgr', 'NOLOGIN'),
    ('rdsrepladmin', 'NOLOGIN'),
    ('rds_extension', 'NOLOGIN'),
    ('rdswriteforwarduser', 'NOLOGIN')) v(name, options)
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
GRANT rds_superuser TO @owner@;
-- database
