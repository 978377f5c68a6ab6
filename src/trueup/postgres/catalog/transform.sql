SELECT t.oid AS id, de.description AS comment, format_type(t.trftype, NULL) AS type, l.lanname AS language,
       CASE WHEN t.trffromsql <> 0 THEN t.trffromsql::regprocedure::text END AS from_sql,
       CASE WHEN t.trftosql <> 0 THEN t.trftosql::regprocedure::text END AS to_sql
FROM pg_transform t
JOIN pg_language l ON l.oid = t.trflang
{described(pg_transform, t.oid)}
WHERE t.oid NOT IN {members(pg_transform)}
