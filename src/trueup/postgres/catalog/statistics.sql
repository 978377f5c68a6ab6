SELECT s.oid AS id, de.description AS comment, pg_get_userbyid(s.stxowner) AS owner, '{}'::text[] AS acl,
       n.nspname AS namespace, s.stxname AS name,
       json_build_array(cn.nspname, c.relname) AS "table",
       coalesce(replace(pg_get_statisticsobjdef(s.oid), ' ON ' || k.in_table, ' ON ' || k.by_name), pg_get_statisticsobjdef(s.oid)) AS definition,
       NULLIF(s.stxstattarget, -1) AS target
FROM pg_statistic_ext s
JOIN pg_namespace n ON n.oid = s.stxnamespace
JOIN pg_class c ON c.oid = s.stxrelid
JOIN pg_namespace cn ON cn.oid = c.relnamespace
CROSS JOIN LATERAL (
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS in_table, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname) AS by_name
    FROM pg_attribute a WHERE a.attrelid = s.stxrelid AND a.attnum = ANY (s.stxkeys)
) k
{described(pg_statistic_ext, s.oid)}
WHERE {ours(n)} AND c.oid NOT IN {members(pg_class)} AND s.oid NOT IN {members(pg_statistic_ext)}
