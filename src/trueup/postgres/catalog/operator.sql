SELECT o.oid AS id, de.description AS comment, pg_get_userbyid(o.oprowner) AS owner, '{}'::text[] AS acl,
       n.nspname AS namespace, o.oprname AS name,
       CASE WHEN o.oprleft <> 0 THEN format_type(o.oprleft, NULL) END AS left,
       CASE WHEN o.oprright <> 0 THEN format_type(o.oprright, NULL) END AS right,
       {routine(o.oprcode)} AS function,
       (SELECT quote_ident(xn.nspname) || '.' || x.oprname FROM pg_operator x JOIN pg_namespace xn ON xn.oid = x.oprnamespace WHERE x.oid = o.oprcom) AS commutator,
       (SELECT quote_ident(xn.nspname) || '.' || x.oprname FROM pg_operator x JOIN pg_namespace xn ON xn.oid = x.oprnamespace WHERE x.oid = o.oprnegate) AS negator,
       {routine(o.oprrest)} AS restrict, {routine(o.oprjoin)} AS join,
       o.oprcanhash AS hashes, o.oprcanmerge AS merges
FROM pg_operator o
JOIN pg_namespace n ON n.oid = o.oprnamespace
{described(pg_operator, o.oid)}
WHERE o.oprcode <> 0 AND {ours(n)} AND o.oid NOT IN {members(pg_operator)}
