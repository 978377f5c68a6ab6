-- Stand-in for address_standardizer 3.6.0: its public interface in SQL.
CREATE TYPE stdaddr AS (building text, house_num text, predir text, qual text, pretype text, name text, suftype text, sufdir text, ruralroute text, extra text, city text, state text, country text, postcode text, box text, unit text);
CREATE FUNCTION standardize_address(lextab text, gaztab text, rultab text, micro text, macro text) RETURNS stdaddr IMMUTABLE STRICT LANGUAGE sql RETURN NULL::stdaddr;
CREATE FUNCTION standardize_address(lextab text, gaztab text, rultab text, address text) RETURNS stdaddr IMMUTABLE STRICT LANGUAGE sql RETURN NULL::stdaddr;
CREATE FUNCTION parse_address(text, OUT num text, OUT street text, OUT street2 text, OUT address1 text, OUT city text, OUT state text, OUT zip text, OUT zipplus text, OUT country text) RETURNS record IMMUTABLE STRICT LANGUAGE plpgsql AS $$BEGIN END$$;
