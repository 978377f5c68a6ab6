-- The OIDs of different catalogs may be equal: a number says something together with the word only.
-- A composite type and its attributes go by the relation that PostgreSQL keeps for it.
SELECT c.system_identifier::text, d.oid::int8::text, (
    SELECT json_agg(json_build_array(x.word, x.namespace, x.relation, x.inner_word, x.inner_name, x.id::int8, x.number::int8))
    FROM (
        SELECT 'schema' AS word, n.nspname AS namespace, NULL::name AS relation, NULL AS inner_word, NULL::name AS inner_name,
               n.oid AS id, 0 AS number
        FROM pg_namespace n WHERE {ours(n)}
        UNION ALL
        SELECT k.word, n.nspname, c.relname, NULL, NULL, c.oid, 0
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN (VALUES ('r', 'table'), ('p', 'table'), ('f', 'foreign_table'), ('v', 'view'), ('m', 'matview'),
                     ('S', 'sequence'), ('c', 'type')) k (relkind, word) ON k.relkind = c.relkind::text
        WHERE {ours(n)}
        UNION ALL
        SELECT k.word, n.nspname, c.relname, CASE c.relkind WHEN 'c' THEN 'attribute' ELSE 'column' END, a.attname,
               c.oid, a.attnum
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN (VALUES ('r', 'table'), ('p', 'table'), ('f', 'foreign_table'), ('v', 'view'), ('m', 'matview'),
                     ('c', 'type')) k (relkind, word) ON k.relkind = c.relkind::text
        WHERE a.attnum > 0 AND NOT a.attisdropped AND {ours(n)}
        UNION ALL
        SELECT CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' ELSE 'range' END, n.nspname, t.typname, NULL, NULL,
               t.oid, 0
        FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype IN ('e', 'd', 'r') AND {ours(n)}
        UNION ALL
        SELECT 'enum', n.nspname, t.typname, 'value', e.enumlabel, t.oid, e.oid
        FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid JOIN pg_namespace n ON n.oid = t.typnamespace WHERE {ours(n)}
    ) x
)::text
FROM pg_control_system() c, pg_database d WHERE d.datname = current_database()
