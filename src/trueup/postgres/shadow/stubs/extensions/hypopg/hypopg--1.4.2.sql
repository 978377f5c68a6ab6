-- Stand-in for hypopg 1.4.2: its public interface in SQL.
CREATE FUNCTION hypopg_reset_index() RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION hypopg_reset() RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION hypopg_create_index(sql_order text, OUT indexrelid oid, OUT indexname text) RETURNS SETOF record STRICT LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION hypopg_drop_index(indexid oid) RETURNS boolean STRICT LANGUAGE sql RETURN NULL::boolean;
CREATE FUNCTION hypopg(OUT indexname text, OUT indexrelid oid, OUT indrelid oid, OUT innatts integer, OUT indisunique boolean, OUT indkey int2vector, OUT indcollation oidvector, OUT indclass oidvector, OUT indoption oidvector, OUT indexprs pg_node_tree, OUT indpred pg_node_tree, OUT amid oid) RETURNS SETOF record LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION hypopg_relation_size(indexid oid) RETURNS bigint STRICT LANGUAGE sql RETURN NULL::bigint;
CREATE FUNCTION hypopg_get_indexdef(indexid oid) RETURNS text STRICT LANGUAGE sql RETURN NULL::text;
CREATE VIEW hypopg_list_indexes AS SELECT NULL::oid AS indexrelid, NULL::text AS index_name, NULL::name AS schema_name, NULL::name AS table_name, NULL::name AS am_name WHERE false;
