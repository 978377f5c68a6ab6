-- pg_get_indexdef() is asked only for keys that are expressions: a whole definition costs four times as much.
-- An operator class is the default one when it is marked so and the key's own type has no other default.
-- An expression's own collation is not in the catalogs, so any that is not its type's is said.
SELECT i.indexrelid AS id, de.description AS comment, {on(c.relkind)} AS "on", n.nspname AS namespace, c.relname AS relation, ic.relname AS name,
       am.amname AS method, keys.columns, coalesce(keys.include, '[]') AS include,
       i.indisunique AS "unique",
       {since(15, i.indnullsnotdistinct, false)} AS nulls_not_distinct,
       pg_get_expr(i.indpred, i.indrelid) AS predicate,
       {listed(ic.reloptions)} AS options,
       ts.spcname AS tablespace, i.indisvalid AS valid,
       (SELECT json_build_array(pn.nspname, p.relname) FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent
        JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE ic.relispartition AND h.inhrelid = ic.oid) AS parent
FROM pg_index i
JOIN pg_class ic ON ic.oid = i.indexrelid
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_am am ON am.oid = ic.relam
LEFT JOIN pg_tablespace ts ON ts.oid = ic.reltablespace
JOIN (
    SELECT u.indexrelid,
           json_agg(json_build_array(
               a.attname,
               CASE WHEN u.att = 0 THEN pg_get_indexdef(u.indexrelid, u.ord, false) END,
               CASE WHEN u.coll <> 0 AND u.coll <> CASE WHEN u.att = 0 THEN ty.typcollation ELSE a.attcollation END
                    THEN u.coll::regcollation::text END,
               CASE WHEN CASE WHEN df.oid IS NULL THEN NOT oc.opcdefault ELSE df.oid <> oc.oid END
                    THEN CASE WHEN oc.opcnamespace = 'pg_catalog'::regnamespace THEN '' ELSE quote_ident(ocn.nspname) || '.' END || quote_ident(oc.opcname) END,
               {attribute_options(ia.attoptions)},
               u.opt & 1 = 1, u.opt & 2 = 2, NULLIF(ia.attstattarget, -1)
           ) ORDER BY u.ord) FILTER (WHERE u.ord <= u.indnkeyatts) AS columns,
           json_agg(a.attname ORDER BY u.ord) FILTER (WHERE u.ord > u.indnkeyatts) AS include
    FROM (
        SELECT x.indexrelid, x.indrelid, x.indnkeyatts, generate_series(1, x.indnatts) AS ord, unnest(x.indkey::int2[]) AS att,
               unnest(x.indclass::oid[]) AS cls, unnest(x.indcollation::oid[]) AS coll, unnest(x.indoption::int2[]) AS opt
        FROM pg_index x
        WHERE x.indexrelid >= 16384 AND x.indrelid IN (SELECT t.oid FROM pg_class t WHERE t.relkind IN ('r', 'p', 'm'))
          AND NOT {keyed(x.indexrelid)}
        OFFSET 0
    ) u
    LEFT JOIN (SELECT attrelid, attnum, attoptions, attstattarget FROM pg_attribute WHERE attoptions IS NOT NULL OR attstattarget >= 0 OFFSET 0) ia
         ON ia.attrelid = u.indexrelid AND ia.attnum = u.ord
    LEFT JOIN (SELECT attrelid, attnum, attname, atttypid, attcollation FROM pg_attribute WHERE attnum > 0 OFFSET 0) a ON a.attrelid = u.indrelid AND a.attnum = u.att
    JOIN pg_type ty ON ty.oid = CASE WHEN u.att <> 0 THEN a.atttypid
                                ELSE (SELECT e.atttypid FROM pg_attribute e WHERE e.attrelid = u.indexrelid AND e.attnum = u.ord) END
    LEFT JOIN pg_opclass oc ON oc.oid = u.cls
    LEFT JOIN pg_namespace ocn ON ocn.oid = oc.opcnamespace
    LEFT JOIN (SELECT oid, opcmethod, opcintype FROM pg_opclass WHERE opcdefault OFFSET 0) df
         ON df.opcmethod = oc.opcmethod AND df.opcintype = CASE WHEN ty.typbasetype <> 0 THEN ty.typbasetype ELSE ty.oid END
         AND (u.att <> 0 OR oc.opckeytype = 0)
    GROUP BY u.indexrelid
) keys ON keys.indexrelid = i.indexrelid
{described(pg_class, ic.oid)}
WHERE c.relkind IN ('r', 'p', 'm') AND {ours(n)} AND c.oid NOT IN {members(pg_class)}
  AND NOT {keyed(i.indexrelid)}
