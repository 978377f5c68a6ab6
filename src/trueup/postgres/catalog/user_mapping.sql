-- The view shows everybody the mappings, and their options to those who may see them.
SELECT u.umid AS id, NULL AS comment, u.srvname AS server, CASE WHEN u.umuser <> 0 THEN u.usename END AS "user",
       {options(u.umoptions)} AS options
FROM pg_user_mappings u
WHERE u.srvid NOT IN {members(pg_foreign_server)}
