SELECT c.oid AS id, de.description AS comment, pg_get_userbyid(c.relowner) AS owner,
       {acl(c.relacl, 'r', c.relowner)} AS acl,
       n.nspname AS namespace, c.relname AS name, fs.srvname AS server,
       {options(ft.ftoptions)} AS options,
       coalesce((
           SELECT json_agg(json_build_array(pn.nspname, p.relname) ORDER BY i.inhseqno)
           FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
           WHERE i.inhrelid = c.oid
       ), '[]') AS parents,
       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS bound
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_foreign_table ft ON ft.ftrelid = c.oid
JOIN pg_foreign_server fs ON fs.oid = ft.ftserver
{described(pg_class, c.oid)}
WHERE c.relkind = 'f' AND {ours(n)} AND c.oid NOT IN {members(pg_class)}
