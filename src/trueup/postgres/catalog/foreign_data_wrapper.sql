SELECT w.oid AS id, de.description AS comment, pg_get_userbyid(w.fdwowner) AS owner,
       {acl(w.fdwacl, 'F', w.fdwowner)} AS acl,
       w.fdwname AS name, {routine(w.fdwhandler)} AS handler, {routine(w.fdwvalidator)} AS validator,
       {options(w.fdwoptions)} AS options
FROM pg_foreign_data_wrapper w
{described(pg_foreign_data_wrapper, w.oid)}
WHERE w.oid NOT IN {members(pg_foreign_data_wrapper)}
