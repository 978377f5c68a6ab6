-- Deparsing a default with relation 0 gives the same text without a lock and in a fifth of the time; only generation
-- expressions contain columns. A partition's identity is its parent's: only 17 and newer show it there.
-- OFFSET 0 lets the planner, which expects few rows here, only hash.
-- The default name of a NOT NULL constraint is cut to 63 bytes the way makeObjectName() does.
SELECT a.attrelid::text || ':' || a.attnum::text AS id,
       de.description AS comment, {on(c.relkind)} AS "on", n.nspname AS namespace, c.relname AS relation, a.attname AS name,
       a.attnum AS position, format_type(a.atttypid, a.atttypmod) AS type,
       {acl(a.attacl, 'c', c.relowner)} AS acl,
       a.attnotnull AS not_null,
       {since(18, CASE WHEN nn.conname <> c.relname || '_' || a.attname || '_not_null' AND nn.conname <> CASE
           WHEN octet_length(c.relname) + octet_length(a.attname) <= 53 THEN c.relname || '_' || a.attname || '_not_null'
           WHEN octet_length(a.attname) <= 26 THEN left(c.relname, 53 - octet_length(a.attname)) || '_' || a.attname || '_not_null'
           WHEN octet_length(c.relname) <= 26 THEN c.relname || '_' || left(a.attname, 53 - octet_length(c.relname)) || '_not_null'
           ELSE left(c.relname, 27) || '_' || left(a.attname, 26) || '_not_null' END THEN nn.conname END, NULL::text)} AS not_null_name,
       {since(18, coalesce(nn.convalidated, true), true)} AS not_null_valid,
       {since(18, coalesce(nn.connoinherit, false), false)} AS not_null_no_inherit,
       {since(18, coalesce(nn.conislocal, true), true)} AS not_null_local,
       CASE WHEN a.atthasdef AND a.attgenerated = '' THEN pg_get_expr(d.adbin, 0) END AS "default",
       CASE WHEN a.atthasdef AND a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END AS generated,
       a.attgenerated = 'v' AS virtual,
       CASE WHEN NOT c.relispartition THEN CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END END AS identity,
       CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END AS collation,
       CASE WHEN a.attstorage <> t.typstorage THEN
           CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'x' THEN 'extended' WHEN 'm' THEN 'main' END
       END AS storage,
       CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
       NULLIF(a.attstattarget, -1) AS statistics,
       {attribute_options(a.attoptions)} AS options,
       {options(a.attfdwoptions)} AS fdw_options,
       a.attislocal AS local, a.attinhcount AS inherited
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN (SELECT adrelid, adnum, adbin FROM pg_attrdef OFFSET 0) d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
{since(18, LEFT JOIN (
    SELECT conrelid, conkey[1] AS attnum, conname, convalidated, connoinherit, conislocal
    FROM pg_constraint WHERE contype = 'n' AND conrelid <> 0 OFFSET 0
) nn ON nn.conrelid = a.attrelid AND nn.attnum = a.attnum, )}
{described(pg_class, a.attrelid, de, a.attnum)}
WHERE a.attnum > 0 AND NOT a.attisdropped AND {ours(n)} AND c.oid NOT IN {members(pg_class)}
  AND (c.relkind IN ('r', 'p', 'f')
       OR c.relkind IN ('v', 'm') AND (a.atthasdef OR a.attacl IS NOT NULL OR de.description IS NOT NULL
                                       OR a.attstattarget >= 0 OR a.attoptions::text ~ '[{,](?!pg_attver=)' OR a.attcompression <> ''
                                       OR a.attstorage <> t.typstorage))
