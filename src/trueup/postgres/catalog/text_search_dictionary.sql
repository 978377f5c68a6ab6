SELECT d.oid AS id, de.description AS comment, pg_get_userbyid(d.dictowner) AS owner, '{}'::text[] AS acl,
       n.nspname AS namespace, d.dictname AS name,
       quote_ident(tn.nspname) || '.' || quote_ident(t.tmplname) AS template, d.dictinitoption AS options
FROM pg_ts_dict d
JOIN pg_namespace n ON n.oid = d.dictnamespace
JOIN pg_ts_template t ON t.oid = d.dicttemplate
JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
{described(pg_ts_dict, d.oid)}
WHERE {ours(n)} AND d.oid NOT IN {members(pg_ts_dict)}
