SELECT p.oid AS id, de.description AS comment, {on(c.relkind)} AS "on", n.nspname AS namespace, c.relname AS relation, p.polname AS name,
       CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete' ELSE 'all' END AS command,
       p.polpermissive AS permissive,
       CASE WHEN p.polroles = '{0}' THEN '{}'::text[] ELSE ARRAY(
           SELECT pg_get_userbyid(u)::text FROM unnest(p.polroles) u ORDER BY pg_get_userbyid(u)::text COLLATE "C") END AS roles,
       pg_get_expr(p.polqual, p.polrelid) AS using,
       pg_get_expr(p.polwithcheck, p.polrelid) AS "check"
FROM pg_policy p
JOIN pg_class c ON c.oid = p.polrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
{described(pg_policy, p.oid)}
WHERE {ours(n)} AND c.oid NOT IN {members(pg_class)}
