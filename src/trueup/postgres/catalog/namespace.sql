-- A fresh database has a schema public that belongs to pg_database_owner (before 15: to the bootstrap superuser) and
-- that PUBLIC may use (before 15: create in); only what differs from that is said.
SELECT n.oid AS id, n.nspname AS name,
       NULLIF(de.description, CASE WHEN n.nspname = 'public' THEN 'standard public schema' END) AS comment,
       CASE WHEN n.nspname <> 'public' OR n.nspowner <> {since(15, 'pg_database_owner'::regrole, 10)} THEN pg_get_userbyid(n.nspowner) END AS owner,
       {acl(n.nspacl, 'n', n.nspowner, CASE WHEN n.nspname = 'public' THEN {since(15, 'U', 'UC')} ELSE '' END)} AS acl
FROM pg_namespace n
{described(pg_namespace, n.oid)}
WHERE {ours(n)} AND n.oid NOT IN {members(pg_namespace)}
