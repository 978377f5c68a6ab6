SELECT r.oid AS id, de.description AS comment, {on(c.relkind)} AS "on", n.nspname AS namespace, c.relname AS relation, r.rulename AS name,
       rtrim(pg_get_ruledef(r.oid), ';') AS definition,
       {enabled(r.ev_enabled)} AS enabled
FROM pg_rewrite r
JOIN pg_class c ON c.oid = r.ev_class
JOIN pg_namespace n ON n.oid = c.relnamespace
{described(pg_rewrite, r.oid)}
WHERE NOT (r.ev_type = '1' AND c.relkind IN ('v', 'm')) AND {ours(n)}
  AND c.oid NOT IN {members(pg_class)} AND r.oid NOT IN {members(pg_rewrite)}
