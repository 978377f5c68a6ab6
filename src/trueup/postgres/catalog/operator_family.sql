SELECT f.oid AS id, de.description AS comment, pg_get_userbyid(f.opfowner) AS owner, '{}'::text[] AS acl,
       n.nspname AS namespace, f.opfname AS name, am.amname AS method,
       {opmembers(pg_opfamily, f.oid)} AS members
FROM pg_opfamily f
JOIN pg_namespace n ON n.oid = f.opfnamespace
JOIN pg_am am ON am.oid = f.opfmethod
{described(pg_opfamily, f.oid)}
WHERE {ours(n)} AND f.oid NOT IN {members(pg_opfamily)}
