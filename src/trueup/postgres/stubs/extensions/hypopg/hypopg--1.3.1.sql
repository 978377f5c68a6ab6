-- Stand-in for hypopg 1.3.1: its public interface in SQL; opclasses, types and functions load and plan, see docs of trueup.postgres.stubs for limits.
CREATE FUNCTION hypopg_reset_index() RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION hypopg_reset() RETURNS void LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION hypopg_create_index(sql_order text, OUT indexrelid oid, OUT indexname text) RETURNS SETOF record STRICT LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION hypopg_drop_index(indexid oid) RETURNS boolean STRICT LANGUAGE sql RETURN NULL;
CREATE FUNCTION hypopg(OUT indexname text, OUT indexrelid oid, OUT indrelid oid, OUT innatts integer, OUT indisunique boolean, OUT indkey int2vector, OUT indcollation oidvector, OUT indclass oidvector, OUT indoption oidvector, OUT indexprs pg_node_tree, OUT indpred pg_node_tree, OUT amid oid) RETURNS SETOF record LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION hypopg_relation_size(indexid oid) RETURNS bigint STRICT LANGUAGE sql RETURN NULL;
CREATE FUNCTION hypopg_get_indexdef(indexid oid) RETURNS text STRICT LANGUAGE sql RETURN NULL;
CREATE VIEW hypopg_list_indexes AS SELECT NULL::oid AS indexrelid, NULL::text AS index_name, NULL::name AS schema_name, NULL::name AS table_name, NULL::name AS am_name WHERE false;
