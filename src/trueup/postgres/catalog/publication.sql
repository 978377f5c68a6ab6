SELECT p.oid AS id, de.description AS comment, pg_get_userbyid(p.pubowner) AS owner, '{}'::text[] AS acl, p.pubname AS name,
       p.puballtables AS all_tables,
       array_remove(ARRAY[CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
                          CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END], NULL) AS publish,
       p.pubviaroot AS via_partition_root,
       {since(18, CASE p.pubgencols WHEN 's' THEN 'stored' ELSE 'none' END, 'none')} AS generated_columns,
       {since(15, ARRAY(SELECT sn.nspname FROM pg_publication_namespace s JOIN pg_namespace sn ON sn.oid = s.pnnspid
                        WHERE s.pnpubid = p.oid ORDER BY sn.nspname), '{}'::text[])} AS schemas
FROM pg_publication p
{described(pg_publication, p.oid)}
WHERE p.oid NOT IN {members(pg_publication)}
