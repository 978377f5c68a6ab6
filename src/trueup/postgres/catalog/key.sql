SELECT k.oid AS id, de.description AS comment, {on(c.relkind)} AS "on", n.nspname AS namespace, c.relname AS relation, k.conname AS name,
       k.conislocal AS local, k.coninhcount AS inherited,
       {names(k.conrelid, k.conkey)} AS columns,
       CASE WHEN i.indnatts > i.indnkeyatts THEN {names(k.conrelid, (i.indkey::int2[])[i.indnkeyatts:])} ELSE '{}' END AS include,
       {since(15, i.indnullsnotdistinct, false)} AS nulls_not_distinct,
       {since(18, k.conperiod, false)} AS without_overlaps,
       k.condeferrable AS deferrable, k.condeferred AS deferred,
       {listed(ic.reloptions)} AS options,
       ts.spcname AS tablespace, ide.description AS index_comment,
       (SELECT json_build_array(pn.nspname, p.relname) FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent
        JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE ic.relispartition AND h.inhrelid = ic.oid) AS parent
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_index i ON i.indexrelid = k.conindid
JOIN pg_class ic ON ic.oid = k.conindid
LEFT JOIN pg_tablespace ts ON ts.oid = ic.reltablespace
{described(pg_constraint, k.oid)}
{described(pg_class, ic.oid, ide)}
WHERE k.contype = {contype()} AND {ours(n)} AND c.oid NOT IN {members(pg_class)}
