SELECT c.oid AS id, de.description AS comment, pg_get_userbyid(c.relowner) AS owner,
       {acl(c.relacl, 'r', c.relowner)} AS acl,
       n.nspname AS namespace, c.relname AS name,
       c.relpersistence = 'u' AS unlogged,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_by,
       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS bound,
       coalesce(inh.parents, '[]') AS parents,
       CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS of_type,
       {listed(c.reloptions)} AS options,
       {listed(tc.reloptions)} AS toast_options,
       CASE WHEN c.relkind = 'p' OR am.amname <> 'heap' THEN am.amname END AS access_method,
       ts.spcname AS tablespace,
       c.relrowsecurity AS rls, c.relforcerowsecurity AS rls_forced,
       CASE c.relreplident WHEN 'n' THEN 'nothing' WHEN 'f' THEN 'full' WHEN 'i' THEN 'index' ELSE 'default' END AS replica_identity,
       CASE WHEN c.relreplident = 'i' THEN ix.replica_index END AS replica_index,
       ix.clustered_on
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_class tc ON tc.oid = c.reltoastrelid AND tc.reloptions IS NOT NULL
LEFT JOIN pg_tablespace ts ON ts.oid = c.reltablespace
LEFT JOIN pg_am am ON am.oid = c.relam
LEFT JOIN (
    SELECT i.inhrelid, json_agg(json_build_array(pn.nspname, p.relname) ORDER BY i.inhseqno) AS parents
    FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
    WHERE p.relkind IN ('r', 'p', 'f') GROUP BY i.inhrelid
) inh ON inh.inhrelid = c.oid
LEFT JOIN (
    SELECT i.indrelid, max(ic.relname::text) FILTER (WHERE i.indisreplident) AS replica_index,
           max(ic.relname::text) FILTER (WHERE i.indisclustered) AS clustered_on
    FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid WHERE i.indisreplident OR i.indisclustered GROUP BY i.indrelid
) ix ON ix.indrelid = c.oid
{described(pg_class, c.oid)}
WHERE c.relkind IN ('r', 'p') AND {ours(n)} AND c.oid NOT IN {members(pg_class)}
