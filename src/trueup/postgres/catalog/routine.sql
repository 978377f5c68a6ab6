-- The constructors that come with a range type are internal functions; they are part of the type.
SELECT p.oid AS id, de.description AS comment, pg_get_userbyid(p.proowner) AS owner,
       {acl(p.proacl, 'f', p.proowner)} AS acl,
       n.nspname AS namespace, p.proname AS name,
       oidvectortypes(p.proargtypes) AS takes,
       pg_get_function_arguments(p.oid) AS arguments,
       pg_get_function_result(p.oid) AS returns,
       l.lanname AS language,
       CASE WHEN p.prosqlbody IS NULL THEN p.prosrc ELSE pg_get_function_sqlbody(p.oid) END AS body,
       p.prosqlbody IS NOT NULL AS atomic,
       CASE p.provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END AS volatility,
       p.proisstrict AS strict, p.prosecdef AS security_definer, p.proleakproof AS leakproof,
       CASE p.proparallel WHEN 's' THEN 'safe' WHEN 'r' THEN 'restricted' ELSE 'unsafe' END AS parallel,
       p.procost AS cost, p.prorows AS rows, p.prokind = 'w' AS window,
       CASE WHEN p.prosupport <> 0 THEN {routine(p.prosupport)} END AS support,
       {texts(p.proconfig)} AS config,
       CASE WHEN p.protrftypes IS NULL THEN '{}'::text[] ELSE ARRAY(SELECT format_type(y, NULL) FROM unnest(p.protrftypes) y) END AS transforms,
       p.probin AS library,
       pg_get_functiondef(p.oid) AS definition
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_language l ON l.oid = p.prolang
{described(pg_proc, p.oid)}
WHERE p.prokind IN ({prokind()}) AND {ours(n)} AND p.oid NOT IN {members(pg_proc)}
  AND NOT (p.prolang = 12 AND p.prosrc ~ '^(multi)?range_constructor')
