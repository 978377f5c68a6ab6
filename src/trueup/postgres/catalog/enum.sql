SELECT t.oid AS id, de.description AS comment, pg_get_userbyid(t.typowner) AS owner,
       {acl(t.typacl, 'T', t.typowner)} AS acl,
       n.nspname AS namespace, t.typname AS name,
       ARRAY(SELECT e.enumlabel FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS labels
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
{described(pg_type, t.oid)}
WHERE t.typtype = 'e' AND {ours(n)} AND t.oid NOT IN {members(pg_type)}
