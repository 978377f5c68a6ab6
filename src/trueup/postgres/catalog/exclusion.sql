SELECT k.oid AS id, de.description AS comment, {on(c.relkind)} AS "on", n.nspname AS namespace, c.relname AS relation, k.conname AS name,
       k.conislocal AS local, k.coninhcount AS inherited,
       pg_get_constraintdef(k.oid) AS definition,
       {listed(ic.reloptions)} AS options,
       ts.spcname AS tablespace, ide.description AS index_comment
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_class ic ON ic.oid = k.conindid
LEFT JOIN pg_tablespace ts ON ts.oid = ic.reltablespace
{described(pg_constraint, k.oid)}
{described(pg_class, ic.oid, ide)}
WHERE k.contype = 'x' AND {ours(n)} AND c.oid NOT IN {members(pg_class)}
