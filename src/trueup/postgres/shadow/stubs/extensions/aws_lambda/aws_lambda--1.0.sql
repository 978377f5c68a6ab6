-- Stand-in for aws_lambda 1.0: its public interface in SQL.
CREATE SCHEMA aws_lambda;
CREATE FUNCTION aws_lambda.invoke(function_name aws_commons._lambda_function_arn_1, payload json, invocation_type text DEFAULT 'RequestResponse', log_type text DEFAULT 'None', context json DEFAULT NULL, qualifier character varying DEFAULT NULL, OUT status_code integer, OUT payload_ json, OUT executed_version text, OUT log_result text) LANGUAGE plpgsql AS $$BEGIN END$$;
GRANT USAGE ON SCHEMA aws_lambda TO PUBLIC;
