-- Before 15 the copies that partitions have of a trigger are marked internal, like the triggers behind foreign keys.
SELECT g.oid AS id, de.description AS comment, {on(c.relkind)} AS "on", n.nspname AS namespace, c.relname AS relation, g.tgname AS name,
       pg_get_triggerdef(g.oid) AS definition,
       quote_ident(pn.nspname) || '.' || quote_ident(p.proname) AS function,
       {enabled(g.tgenabled)} AS enabled,
       g.tgparentid <> 0 AS inherited
FROM pg_trigger g
JOIN pg_class c ON c.oid = g.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_proc p ON p.oid = g.tgfoid
JOIN pg_namespace pn ON pn.oid = p.pronamespace
{described(pg_trigger, g.oid)}
WHERE {since(15, NOT g.tgisinternal, (NOT g.tgisinternal OR g.tgparentid <> 0
       AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.oid = g.tgconstraint AND k.contype <> 't')))}
  AND {ours(n)} AND c.oid NOT IN {members(pg_class)} AND g.oid NOT IN {members(pg_trigger)}
