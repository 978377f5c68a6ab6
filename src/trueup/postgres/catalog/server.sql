SELECT s.oid AS id, de.description AS comment, pg_get_userbyid(s.srvowner) AS owner,
       {acl(s.srvacl, 'S', s.srvowner)} AS acl,
       s.srvname AS name, w.fdwname AS wrapper, s.srvtype AS type, s.srvversion AS version,
       {options(s.srvoptions)} AS options
FROM pg_foreign_server s
JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
{described(pg_foreign_server, s.oid)}
WHERE s.oid NOT IN {members(pg_foreign_server)}
