SELECT p.oid AS id, de.description AS comment, NULL AS owner, '{}'::text[] AS acl,
       n.nspname AS namespace, p.prsname AS name,
       {routine(p.prsstart)} AS start, {routine(p.prstoken)} AS token, {routine(p.prsend)} AS "end",
       {routine(p.prsheadline)} AS headline, {routine(p.prslextype)} AS lextypes
FROM pg_ts_parser p
JOIN pg_namespace n ON n.oid = p.prsnamespace
{described(pg_ts_parser, p.oid)}
WHERE {ours(n)} AND p.oid NOT IN {members(pg_ts_parser)}
