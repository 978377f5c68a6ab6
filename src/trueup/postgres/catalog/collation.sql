SELECT c.oid AS id, de.description AS comment, pg_get_userbyid(c.collowner) AS owner, '{}'::text[] AS acl,
       n.nspname AS namespace, c.collname AS name,
       CASE c.collprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'default' END AS provider,
       c.collisdeterministic AS deterministic,
       CASE WHEN c.collprovider = 'c' THEN c.collcollate END AS collate,
       CASE WHEN c.collprovider = 'c' THEN c.collctype END AS ctype,
       {since(17, c.colllocale, {since(15, c.colliculocale, CASE WHEN c.collprovider = 'i' THEN c.collcollate END)})} AS locale,
       {since(16, c.collicurules, NULL)} AS rules
FROM pg_collation c
JOIN pg_namespace n ON n.oid = c.collnamespace
{described(pg_collation, c.oid)}
WHERE {ours(n)} AND c.oid NOT IN {members(pg_collation)}
