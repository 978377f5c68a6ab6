SELECT k.oid AS id, de.description AS comment, n.nspname AS namespace, t.typname AS domain, k.conname AS name,
       '(' || pg_get_expr(k.conbin, 0) || ')' AS expression, k.convalidated AS valid
FROM pg_constraint k
JOIN pg_type t ON t.oid = k.contypid
JOIN pg_namespace n ON n.oid = t.typnamespace
{described(pg_constraint, k.oid)}
WHERE k.contype = 'c' AND k.contypid <> 0 AND {ours(n)} AND t.oid NOT IN {members(pg_type)}
