-- A range type brings its cast to its multirange type along.
SELECT k.oid AS id, de.description AS comment, format_type(k.castsource, NULL) AS source, format_type(k.casttarget, NULL) AS target,
       CASE WHEN k.castfunc <> 0 THEN k.castfunc::regprocedure::text END AS function,
       CASE k.castcontext WHEN 'e' THEN 'explicit' WHEN 'a' THEN 'assignment' ELSE 'implicit' END AS context,
       CASE k.castmethod WHEN 'f' THEN 'function' WHEN 'i' THEN 'inout' ELSE 'binary' END AS method
FROM pg_cast k
{described(pg_cast, k.oid)}
WHERE k.oid >= 16384 AND k.oid NOT IN {members(pg_cast)}
  AND NOT EXISTS (SELECT FROM pg_range r WHERE r.rngtypid = k.castsource AND r.rngmultitypid = k.casttarget)
