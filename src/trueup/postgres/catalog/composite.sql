SELECT t.oid AS id, de.description AS comment, pg_get_userbyid(t.typowner) AS owner,
       {acl(t.typacl, 'T', t.typowner)} AS acl,
       n.nspname AS namespace, t.typname AS name
FROM pg_type t
JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
JOIN pg_namespace n ON n.oid = t.typnamespace
{described(pg_type, t.oid)}
WHERE t.typtype = 'c' AND {ours(n)} AND t.oid NOT IN {members(pg_type)}
