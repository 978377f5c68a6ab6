SELECT c.oid AS id, de.description AS comment, pg_get_userbyid(c.relowner) AS owner,
       {acl(c.relacl, 's', c.relowner)} AS acl,
       n.nspname AS namespace, c.relname AS name,
       format_type(s.seqtypid, NULL) AS type, s.seqstart AS start, s.seqincrement AS increment, s.seqmin AS minimum, s.seqmax AS maximum,
       s.seqcache AS cache, s.seqcycle AS cycle, c.relpersistence = 'u' AS unlogged,
       CASE WHEN oc.relname IS NOT NULL THEN json_build_array(ocn.nspname, oc.relname, oa.attname) END AS owned_by,
       coalesce(d.deptype = 'i', false) AS identity
FROM pg_class c
JOIN pg_sequence s ON s.seqrelid = c.oid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
      AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid <> 0 AND d.deptype IN ('a', 'i')
LEFT JOIN pg_class oc ON oc.oid = d.refobjid
LEFT JOIN pg_namespace ocn ON ocn.oid = oc.relnamespace
LEFT JOIN pg_attribute oa ON oa.attrelid = d.refobjid AND oa.attnum = d.refobjsubid
{described(pg_class, c.oid)}
WHERE c.relkind = 'S' AND {ours(n)} AND c.oid NOT IN {members(pg_class)}
  AND (oc.oid IS NULL OR oc.oid NOT IN {members(pg_class)})
