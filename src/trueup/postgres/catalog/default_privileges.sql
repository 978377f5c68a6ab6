SELECT d.oid AS id, NULL AS comment, pg_get_userbyid(d.defaclrole) AS role, n.nspname AS namespace,
       CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types'
                            WHEN 'n' THEN 'schemas' ELSE 'large objects' END AS objects,
       {granted(d.defaclacl, d.defaclobjtype, d.defaclrole)} AS acl
FROM pg_default_acl d
LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
