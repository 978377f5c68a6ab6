SELECT e.oid AS id, de.description AS comment, pg_get_userbyid(e.extowner) AS owner, '{}'::text[] AS acl, e.extname AS name,
       n.nspname AS namespace, e.extversion AS version
FROM pg_extension e
JOIN pg_namespace n ON n.oid = e.extnamespace
{described(pg_extension, e.oid)}
WHERE e.extname <> 'plpgsql'
