SELECT c.oid AS id, de.description AS comment, pg_get_userbyid(c.relowner) AS owner,
       {acl(c.relacl, 'r', c.relowner)} AS acl,
       n.nspname AS namespace, c.relname AS name,
       rtrim(ltrim(pg_get_viewdef(c.oid), ' '), ';') AS definition,
       coalesce(at.columns, '[]') AS columns,
       {listed(c.reloptions)} AS options
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN LATERAL (
    -- 100 is the collation called "default".
    SELECT json_agg(json_build_array(
               a.attname,
               format_type(a.atttypid, a.atttypmod)
                   || CASE WHEN a.attcollation IN (0, 100) THEN '' ELSE ' COLLATE ' || a.attcollation::regcollation END
           ) ORDER BY a.attnum) AS columns
    FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
) at ON true
{described(pg_class, c.oid)}
WHERE c.relkind = 'v' AND {ours(n)} AND c.oid NOT IN {members(pg_class)}
