SELECT a.attrelid::text || ':' || a.attnum::text AS id, de.description AS comment, n.nspname AS namespace, c.relname AS composite, a.attname AS name,
       a.attnum AS position, format_type(a.atttypid, a.atttypmod) AS type,
       CASE WHEN a.attcollation <> at.typcollation THEN a.attcollation::regcollation::text END AS collation
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'c'
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type at ON at.oid = a.atttypid
{described(pg_class, a.attrelid, de, a.attnum)}
WHERE a.attnum > 0 AND NOT a.attisdropped AND {ours(n)} AND c.reltype NOT IN {members(pg_type)}
