-- Stand-in for index_advisor 0.2.0: its public interface in SQL.
CREATE FUNCTION index_advisor(query text) RETURNS TABLE(startup_cost_before jsonb, startup_cost_after jsonb, total_cost_before jsonb, total_cost_after jsonb, index_statements text[], errors text[]) LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
