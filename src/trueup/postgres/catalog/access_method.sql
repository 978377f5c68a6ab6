SELECT a.oid AS id, de.description AS comment, NULL AS owner, '{}'::text[] AS acl, a.amname AS name,
       CASE a.amtype WHEN 't' THEN 'table' ELSE 'index' END AS type, {routine(a.amhandler)} AS handler
FROM pg_am a
{described(pg_am, a.oid)}
WHERE a.oid >= 16384 AND a.oid NOT IN {members(pg_am)}
