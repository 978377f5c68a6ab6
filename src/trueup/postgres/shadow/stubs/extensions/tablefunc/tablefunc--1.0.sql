-- Stand-in for tablefunc 1.0: its public interface in SQL.
CREATE TYPE tablefunc_crosstab_2 AS (row_name text, category_1 text, category_2 text);
CREATE TYPE tablefunc_crosstab_3 AS (row_name text, category_1 text, category_2 text, category_3 text);
CREATE TYPE tablefunc_crosstab_4 AS (row_name text, category_1 text, category_2 text, category_3 text, category_4 text);
CREATE FUNCTION crosstab(text) RETURNS SETOF record STABLE STRICT LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION crosstab2(text) RETURNS SETOF tablefunc_crosstab_2 STABLE STRICT LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION crosstab3(text) RETURNS SETOF tablefunc_crosstab_3 STABLE STRICT LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION crosstab4(text) RETURNS SETOF tablefunc_crosstab_4 STABLE STRICT LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION crosstab(text, integer) RETURNS SETOF record STABLE STRICT LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION crosstab(text, text) RETURNS SETOF record STABLE STRICT LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION connectby(text, text, text, text, integer, text) RETURNS SETOF record STABLE STRICT LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION connectby(text, text, text, text, integer) RETURNS SETOF record STABLE STRICT LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION connectby(text, text, text, text, text, integer, text) RETURNS SETOF record STABLE STRICT LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION connectby(text, text, text, text, text, integer) RETURNS SETOF record STABLE STRICT LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
CREATE FUNCTION normal_rand(integer, double precision, double precision) RETURNS SETOF double precision STRICT LANGUAGE sql BEGIN ATOMIC SELECT $2 + $3 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random()) FROM generate_series(1, $1); END;
