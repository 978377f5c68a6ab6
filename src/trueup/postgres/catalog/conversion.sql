SELECT c.oid AS id, de.description AS comment, pg_get_userbyid(c.conowner) AS owner, '{}'::text[] AS acl,
       n.nspname AS namespace, c.conname AS name,
       pg_encoding_to_char(c.conforencoding) AS source, pg_encoding_to_char(c.contoencoding) AS target,
       {routine(c.conproc)} AS function, c.condefault AS default
FROM pg_conversion c
JOIN pg_namespace n ON n.oid = c.connamespace
{described(pg_conversion, c.oid)}
WHERE {ours(n)} AND c.oid NOT IN {members(pg_conversion)}
