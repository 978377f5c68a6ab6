-- What Azure Database for PostgreSQL has: roles only.
-- roles: azure_pg_admin azuresu azure_superuser azure_ad_user azure_ad_mfa
-- cluster
DO $cluster$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN SELECT * FROM (VALUES
    ('azure_pg_admin', 'NOLOGIN'),
    ('azuresu', 'NOLOGIN'),
    ('azure_superuser', 'NOLOGIN'),
    ('azure_ad_user', 'NOLOGIN'),
    ('azure_ad_mfa', 'NOLOGIN')) v(name, options)
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
GRANT azure_pg_admin TO @owner@;
-- database
