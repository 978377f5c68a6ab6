-- A key that references a partitioned table has a hidden row per partition there: its parent is on the same table.
-- A key that is not enforced is never marked valid; NOT VALID is said of enforced ones only.
SELECT k.oid AS id, de.description AS comment, {on(c.relkind)} AS "on", n.nspname AS namespace, c.relname AS relation, k.conname AS name,
       k.conislocal AS local, k.coninhcount AS inherited,
       {names(k.conrelid, k.conkey)} AS columns,
       fn.nspname AS to_namespace, fc.relname AS to_table,
       {names(k.confrelid, k.confkey)} AS to_columns,
       CASE k.confmatchtype WHEN 'f' THEN 'full' WHEN 'p' THEN 'partial' ELSE 'simple' END AS match,
       {action(k.confupdtype)} AS on_update,
       {action(k.confdeltype)} AS on_delete,
       {since(15, CASE WHEN k.confdelsetcols IS NULL THEN '{}' ELSE {names(k.conrelid, k.confdelsetcols)} END, '{}'::text[])} AS set_columns,
       {since(18, k.conperiod, false)} AS period,
       k.condeferrable AS deferrable, k.condeferred AS deferred,
       {since(18, k.convalidated OR NOT k.conenforced, k.convalidated)} AS valid,
       {since(18, k.conenforced, true)} AS enforced
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_class fc ON fc.oid = k.confrelid
JOIN pg_namespace fn ON fn.oid = fc.relnamespace
LEFT JOIN pg_constraint pk ON pk.oid = k.conparentid AND k.conparentid <> 0
{described(pg_constraint, k.oid)}
WHERE k.contype = 'f' AND pk.conrelid IS DISTINCT FROM k.conrelid AND {ours(n)} AND c.oid NOT IN {members(pg_class)}
