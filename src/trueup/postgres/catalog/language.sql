SELECT l.oid AS id, de.description AS comment, pg_get_userbyid(l.lanowner) AS owner,
       {acl(l.lanacl, 'l', l.lanowner)} AS acl,
       l.lanname AS name, l.lanpltrusted AS trusted,
       {routine(l.lanplcallfoid)} AS handler, {routine(l.laninline)} AS inline, {routine(l.lanvalidator)} AS validator
FROM pg_language l
{described(pg_language, l.oid)}
WHERE l.oid >= 16384 AND l.lanispl AND l.oid NOT IN {members(pg_language)}
