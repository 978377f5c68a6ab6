SELECT r.oid AS id, NULL AS comment, p.pubname AS publication, n.nspname AS namespace, c.relname AS "table",
       {since(15, ARRAY(SELECT a.attname FROM unnest(r.prattrs) u JOIN pg_attribute a ON a.attrelid = r.prrelid AND a.attnum = u
                        ORDER BY a.attname), '{}'::text[])} AS columns,
       {since(15, pg_get_expr(r.prqual, r.prrelid), NULL)} AS where
FROM pg_publication_rel r
JOIN pg_publication p ON p.oid = r.prpubid
JOIN pg_class c ON c.oid = r.prrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE p.oid NOT IN {members(pg_publication)}
