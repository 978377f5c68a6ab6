SELECT o.oid AS id, de.description AS comment, pg_get_userbyid(o.opcowner) AS owner, '{}'::text[] AS acl,
       n.nspname AS namespace, o.opcname AS name, am.amname AS method, o.opcdefault AS default,
       format_type(o.opcintype, NULL) AS type,
       json_build_array(fn.nspname, f.opfname) AS family,
       CASE WHEN o.opckeytype <> 0 THEN format_type(o.opckeytype, NULL) END AS storage,
       {opmembers(pg_opclass, o.oid)} AS members
FROM pg_opclass o
JOIN pg_namespace n ON n.oid = o.opcnamespace
JOIN pg_am am ON am.oid = o.opcmethod
JOIN pg_opfamily f ON f.oid = o.opcfamily
JOIN pg_namespace fn ON fn.oid = f.opfnamespace
{described(pg_opclass, o.oid)}
WHERE {ours(n)} AND o.oid NOT IN {members(pg_opclass)}
