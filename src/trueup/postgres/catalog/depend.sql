-- What mentions what, as (catalog, oid, number, catalog, oid, number), both ends brought back to something that has an
-- address: a view's rule to the view, a default to its column, an array or row type to its element or relation, an
-- index to its key, a member of an extension to the extension. Left out is what the objects' fields say anyway:
-- namespaces, containers, own columns of keys and plain indexes, referenced columns, parents, partitions. Before 15 a
-- generated column hangs on its inputs as a default hangs on its column.
WITH edge AS MATERIALIZED (
    SELECT d.classid, d.objid, d.objsubid, d.refclassid, d.refobjid, d.refobjsubid, d.deptype
    FROM pg_depend d
    WHERE d.deptype IN ('n', 'a') AND d.objid >= 16384 AND d.refobjid >= 16384
      AND d.refclassid NOT IN ('pg_namespace'::regclass, 'pg_extension'::regclass)
      AND d.classid NOT IN ('pg_default_acl'::regclass)
      AND NOT (d.deptype = 'a' AND d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass
               AND {since(15, true, EXISTS (SELECT FROM pg_attrdef f WHERE f.oid = d.objid AND f.adrelid = d.refobjid AND f.adnum = d.refobjsubid))})
      AND (d.classid <> 'pg_constraint'::regclass OR d.refclassid <> 'pg_class'::regclass
           OR d.refobjsubid <> 0 AND d.objid IN (SELECT k.oid FROM pg_constraint k WHERE k.contype IN ('c', 'x'))
           OR d.refobjsubid = 0 AND d.deptype = 'n' AND d.objid IN (SELECT k.oid FROM pg_constraint k WHERE k.contype = 'f'))
      AND (d.classid <> 'pg_class'::regclass OR d.objsubid <> 0 OR d.refclassid <> 'pg_class'::regclass
           OR d.objid IN (SELECT i.indexrelid FROM pg_index i WHERE i.indexprs IS NOT NULL OR i.indpred IS NOT NULL))
      AND NOT (d.deptype = 'a' AND d.classid IN ('pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_rewrite'::regclass) AND d.refobjsubid = 0)
),
dependent AS (
    SELECT CASE WHEN r.rulename = '_RETURN' THEN 'pg_class'::regclass::oid
                WHEN f.oid IS NOT NULL THEN 'pg_class'::regclass
                WHEN ao.oid IS NOT NULL THEN CASE WHEN ad.refclassid IS NULL THEN 'pg_opfamily'::regclass ELSE ad.refclassid END
                WHEN ap.oid IS NOT NULL THEN CASE WHEN ad.refclassid IS NULL THEN 'pg_opfamily'::regclass ELSE ad.refclassid END
                WHEN k.oid IS NOT NULL THEN 'pg_class'::regclass
                WHEN s.oid IS NOT NULL THEN 'pg_publication'::regclass
                ELSE e.classid END AS classid,
           CASE WHEN r.rulename = '_RETURN' THEN r.ev_class
                WHEN f.oid IS NOT NULL THEN f.adrelid
                WHEN ao.oid IS NOT NULL THEN coalesce(ad.refobjid, ao.amopfamily)
                WHEN ap.oid IS NOT NULL THEN coalesce(ad.refobjid, ap.amprocfamily)
                WHEN k.oid IS NOT NULL THEN k.conrelid
                WHEN s.oid IS NOT NULL THEN s.pnpubid
                ELSE e.objid END AS objid,
           CASE WHEN f.oid IS NOT NULL THEN f.adnum WHEN k.oid IS NOT NULL THEN k.conkey[1] ELSE e.objsubid END AS objsubid,
           e.refclassid, e.refobjid, e.refobjsubid
    FROM edge e
    LEFT JOIN pg_rewrite r ON e.classid = 'pg_rewrite'::regclass AND r.oid = e.objid
    LEFT JOIN pg_attrdef f ON e.classid = 'pg_attrdef'::regclass AND f.oid = e.objid
    LEFT JOIN pg_amop ao ON e.classid = 'pg_amop'::regclass AND ao.oid = e.objid
    LEFT JOIN pg_amproc ap ON e.classid = 'pg_amproc'::regclass AND ap.oid = e.objid
    LEFT JOIN pg_depend ad ON e.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass) AND ad.classid = e.classid AND ad.objid = e.objid
              AND ad.deptype = 'i' AND ad.refclassid = 'pg_opclass'::regclass
    LEFT JOIN pg_constraint k ON e.classid = 'pg_constraint'::regclass AND k.oid = e.objid AND k.contype = 'n' AND k.conrelid <> 0
    LEFT JOIN {since(15, pg_publication_namespace, (SELECT NULL::oid AS oid, NULL::oid AS pnpubid))} s
              ON e.classid = {since(15, 'pg_publication_namespace'::regclass, 0)} AND s.oid = e.objid
),
element AS (
    SELECT d.classid, d.objid, d.objsubid,
           CASE WHEN c.oid IS NOT NULL AND c.relkind <> 'c' THEN 'pg_class'::regclass::oid ELSE d.refclassid END AS refclassid,
           CASE WHEN c.oid IS NOT NULL AND c.relkind <> 'c' THEN c.oid WHEN t.oid IS NOT NULL THEN t.oid ELSE d.refobjid END AS refobjid,
           CASE WHEN c.oid IS NOT NULL THEN 0 ELSE d.refobjsubid END AS refobjsubid
    FROM dependent d
    LEFT JOIN pg_type l ON d.refclassid = 'pg_type'::regclass AND l.oid = d.refobjid
    LEFT JOIN pg_type y ON l.typelem <> 0 AND y.oid = l.typelem AND y.typarray = l.oid
    LEFT JOIN pg_range g ON l.typtype = 'm' AND g.rngmultitypid = l.oid OR y.typtype = 'm' AND g.rngmultitypid = y.oid
    LEFT JOIN pg_type t ON t.oid = coalesce(g.rngtypid, y.oid, l.oid)
    LEFT JOIN pg_class c ON c.oid = t.typrelid AND t.typrelid <> 0
),
located AS (
    SELECT l.classid, l.objid, l.objsubid,
           CASE WHEN m.objid IS NOT NULL THEN m.refclassid WHEN k.oid IS NOT NULL THEN 'pg_constraint'::regclass
                WHEN v.oid IS NOT NULL THEN 'pg_class'::regclass ELSE l.refclassid END AS refclassid,
           CASE WHEN m.objid IS NOT NULL THEN m.refobjid WHEN k.oid IS NOT NULL THEN k.oid
                WHEN v.oid IS NOT NULL THEN v.conrelid ELSE l.refobjid END AS refobjid,
           CASE WHEN m.objid IS NOT NULL THEN 0 WHEN v.oid IS NOT NULL THEN v.conkey[1] ELSE l.refobjsubid END AS refobjsubid
    FROM element l
    LEFT JOIN pg_depend m ON m.refclassid = 'pg_extension'::regclass AND m.deptype = 'e' AND m.classid = l.refclassid AND m.objid = l.refobjid
    LEFT JOIN pg_constraint k ON l.refclassid = 'pg_class'::regclass AND k.conindid = l.refobjid AND l.refobjsubid = 0 AND k.contype IN ('p', 'u', 'x')
    LEFT JOIN pg_constraint v ON l.refclassid = 'pg_constraint'::regclass AND v.oid = l.refobjid AND v.contype = 'n' AND v.conrelid <> 0
)
SELECT DISTINCT l.classid, l.objid, l.objsubid, l.refclassid, l.refobjid, l.refobjsubid FROM located l
WHERE (l.classid, l.objid) <> (l.refclassid, l.refobjid) OR l.objsubid <> l.refobjsubid AND l.objsubid <> 0
