-- Stand-in for aws_s3 1.2: its public interface in SQL.
CREATE SCHEMA aws_s3;
CREATE FUNCTION aws_s3.query_export_to_s3(query text, s3_info aws_commons._s3_uri_1, options text DEFAULT NULL, kms_key text DEFAULT NULL, OUT rows_uploaded bigint, OUT files_uploaded bigint, OUT bytes_uploaded bigint) LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE FUNCTION aws_s3.table_import_from_s3(table_name text, column_list text, options text, s3_info aws_commons._s3_uri_1) RETURNS text LANGUAGE sql RETURN NULL::text;
GRANT USAGE ON SCHEMA aws_s3 TO PUBLIC;
