SELECT t.oid AS id, de.description AS comment, pg_get_userbyid(t.typowner) AS owner,
       {acl(t.typacl, 'T', t.typowner)} AS acl,
       n.nspname AS namespace, t.typname AS name,
       format_type(r.rngsubtype, NULL) AS subtype,
       CASE WHEN NOT oc.opcdefault THEN quote_ident(ocn.nspname) || '.' || quote_ident(oc.opcname) END AS opclass,
       CASE WHEN r.rngcollation <> b.typcollation THEN r.rngcollation::regcollation::text END AS collation,
       {routine(r.rngcanonical)} AS canonical, {routine(r.rngsubdiff)} AS subdiff,
       CASE WHEN m.typname <> CASE WHEN strpos(t.typname, 'range') > 0 THEN regexp_replace(t.typname, 'range', 'multirange')
                              ELSE left(t.typname, 52) || '_multirange' END OR m.typnamespace <> t.typnamespace
            THEN format_type(m.oid, NULL) END AS multirange
FROM pg_type t
JOIN pg_range r ON r.rngtypid = t.oid
JOIN pg_type b ON b.oid = r.rngsubtype
JOIN pg_namespace n ON n.oid = t.typnamespace
LEFT JOIN pg_type m ON m.oid = r.rngmultitypid
LEFT JOIN pg_opclass oc ON oc.oid = r.rngsubopc
LEFT JOIN pg_namespace ocn ON ocn.oid = oc.opcnamespace
{described(pg_type, t.oid)}
WHERE t.typtype = 'r' AND {ours(n)} AND t.oid NOT IN {members(pg_type)}
