SELECT k.oid AS id, de.description AS comment, {on(c.relkind)} AS "on", n.nspname AS namespace, c.relname AS relation, k.conname AS name,
       k.conislocal AS local, k.coninhcount AS inherited,
       '(' || pg_get_expr(k.conbin, k.conrelid) || ')' AS expression,
       k.connoinherit AS no_inherit,
       {since(18, k.convalidated OR NOT k.conenforced, k.convalidated)} AS valid,
       {since(18, k.conenforced, true)} AS enforced
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
{described(pg_constraint, k.oid)}
WHERE k.contype = 'c' AND {ours(n)} AND c.oid NOT IN {members(pg_class)}
