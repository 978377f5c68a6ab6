SELECT t.oid AS id, de.description AS comment, NULL AS owner, '{}'::text[] AS acl,
       n.nspname AS namespace, t.tmplname AS name,
       {routine(t.tmplinit)} AS init, {routine(t.tmpllexize)} AS lexize
FROM pg_ts_template t
JOIN pg_namespace n ON n.oid = t.tmplnamespace
{described(pg_ts_template, t.oid)}
WHERE {ours(n)} AND t.oid NOT IN {members(pg_ts_template)}
