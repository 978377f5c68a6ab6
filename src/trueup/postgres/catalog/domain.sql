SELECT t.oid AS id, de.description AS comment, pg_get_userbyid(t.typowner) AS owner,
       {acl(t.typacl, 'T', t.typowner)} AS acl,
       n.nspname AS namespace, t.typname AS name,
       format_type(t.typbasetype, t.typtypmod) AS type,
       CASE WHEN t.typcollation <> b.typcollation THEN t.typcollation::regcollation::text END AS collation,
       CASE WHEN t.typdefaultbin IS NULL THEN t.typdefault ELSE pg_get_expr(t.typdefaultbin, 0) END AS "default",
       t.typnotnull AS not_null,
       {since(17, (SELECT k.conname FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'n'
                   AND k.conname <> left(t.typname, 54) || '_not_null'), NULL::text)} AS not_null_name
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN pg_type b ON b.oid = t.typbasetype
{described(pg_type, t.oid)}
WHERE t.typtype = 'd' AND {ours(n)} AND t.oid NOT IN {members(pg_type)}
