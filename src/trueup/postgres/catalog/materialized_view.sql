SELECT c.oid AS id, de.description AS comment, pg_get_userbyid(c.relowner) AS owner,
       {acl(c.relacl, 'r', c.relowner)} AS acl,
       n.nspname AS namespace, c.relname AS name,
       rtrim(ltrim(pg_get_viewdef(c.oid), ' '), ';') AS definition,
       coalesce(at.columns, '[]') AS columns,
       {listed(c.reloptions)} AS options,
       NULLIF(am.amname, 'heap') AS access_method,
       ts.spcname AS tablespace,
       (SELECT ic.relname FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid WHERE i.indrelid = c.oid AND i.indisclustered) AS clustered_on,
       c.relispopulated AS populated
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_tablespace ts ON ts.oid = c.reltablespace
LEFT JOIN pg_am am ON am.oid = c.relam
LEFT JOIN LATERAL (
    SELECT json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum) AS columns
    FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
) at ON true
{described(pg_class, c.oid)}
WHERE c.relkind = 'm' AND {ours(n)} AND c.oid NOT IN {members(pg_class)}
