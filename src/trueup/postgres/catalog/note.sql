-- What is in the database and not in the model, by name: (code, message, address or name).
SELECT 'unmodelled' AS code, 'a base type: its functions are C, it is neither compared nor planned' AS message, 'type ' || format_type(t.oid, NULL) AS "where"
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'b' AND {ours(n)} AND t.oid NOT IN {members(pg_type)}
  AND NOT EXISTS (SELECT FROM pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid)
UNION ALL
SELECT 'unmodelled', 'a shell type, declared but never defined', 'type ' || quote_ident(n.nspname) || '.' || quote_ident(t.typname)
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'p' AND {ours(n)} AND t.oid NOT IN {members(pg_type)}
UNION ALL
SELECT 'unmodelled', 'has a security label of ' || l.provider || '; labels are not compared', i.type || ' ' || i.identity
FROM pg_seclabel l, pg_identify_object(l.classoid, l.objoid, l.objsubid) i
UNION ALL
SELECT 'unmodelled', 'depends on extension ' || x.extname || ' (DEPENDS ON EXTENSION), which is not compared', i.type || ' ' || i.identity
FROM pg_depend d JOIN pg_extension x ON x.oid = d.refobjid, pg_identify_object(d.classid, d.objid, d.objsubid) i
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'x'
UNION ALL
SELECT 'unmodelled', 'is being detached from its partitioned table (DETACH CONCURRENTLY was not finished)', 'table ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname)
FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE h.inhdetachpending
UNION ALL
SELECT 'unmodelled', 'is kept by an index that is not valid', 'table ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' constraint ' || quote_ident(k.conname)
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = c.oid AND k.contype IN ('p', 'u', 'x')
WHERE NOT i.indisvalid AND {ours(n)} AND c.oid NOT IN {members(pg_class)}
UNION ALL
SELECT 'unmodelled', 'a comment on a NOT NULL constraint, which is not compared', 'table ' || quote_ident(n.nspname) || '.' || quote_ident(c.relname) || ' constraint ' || quote_ident(k.conname)
FROM pg_description d JOIN pg_constraint k ON k.oid = d.objoid AND k.contype = 'n'
JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE d.classoid = 'pg_constraint'::regclass AND c.oid NOT IN {members(pg_class)}
UNION ALL
SELECT 'unmodelled', 'a setting of ' || CASE WHEN s.setrole = 0 THEN 'the database' ELSE 'role ' || pg_get_userbyid(s.setrole) || ' in this database' END
       || ', which is not compared: ' || split_part(o, '=', 1), NULL
FROM pg_db_role_setting s, unnest(s.setconfig) o
WHERE s.setdatabase = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
UNION ALL
SELECT 'unread', 'the connection string may hold a password; it is never read nor compared', 'subscription ' || quote_ident(s.subname)
FROM pg_subscription s
WHERE s.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
UNION ALL
SELECT 'unread', 'the options are hidden from role ' || current_user || ' and not compared',
       'server ' || quote_ident(u.srvname) || ' mapping ' || quote_ident(u.usename)
FROM pg_user_mappings u
WHERE u.umoptions IS NULL AND NOT (SELECT r.rolsuper FROM pg_roles r WHERE r.rolname = current_user)
  AND u.srvid NOT IN {members(pg_foreign_server)}
UNION ALL
SELECT 'unmodelled', 'privileges of this member of extension ' || x.extname || ' were changed; they are not compared', i.type || ' ' || i.identity
FROM (
    SELECT 'pg_proc'::regclass AS class, p.oid, p.proacl AS acl, 'f' AS kind, p.proowner AS owner FROM pg_proc p WHERE p.proacl IS NOT NULL
    UNION ALL SELECT 'pg_class'::regclass, c.oid, c.relacl, CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END, c.relowner FROM pg_class c WHERE c.relacl IS NOT NULL
) m
JOIN pg_depend d ON d.classid = m.class AND d.objid = m.oid AND d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass AND d.objsubid = 0
JOIN pg_extension x ON x.oid = d.refobjid
LEFT JOIN pg_init_privs ip ON ip.classoid = m.class AND ip.objoid = m.oid AND ip.objsubid = 0,
pg_identify_object(m.class, m.oid, 0) i
WHERE m.oid >= 16384 AND NOT (m.acl @> coalesce(ip.initprivs, acldefault(m.kind::"char", m.owner)) AND m.acl <@ coalesce(ip.initprivs, acldefault(m.kind::"char", m.owner)))
UNION ALL
SELECT 'unmodelled', 'has the name of the journal of what trueup applied and is none: nothing in it is compared', 'schema ' || quote_ident(n.nspname)
FROM pg_namespace n WHERE {called_journal(n)} AND coalesce(obj_description(n.oid, 'pg_namespace'), '') NOT LIKE 'trueup journal %'
