-- Stand-in for earthdistance 1.2: its public interface in SQL.
CREATE FUNCTION earth() RETURNS double precision IMMUTABLE PARALLEL SAFE LANGUAGE sql RETURN 6378168::double precision;
CREATE DOMAIN earth AS cube CONSTRAINT not_point CHECK (cube_is_point(VALUE)) CONSTRAINT not_3d CHECK ((cube_dim(VALUE) <= 3)) CONSTRAINT on_surface CHECK ((abs(((cube_distance(VALUE, '(0)'::cube) / earth()) - '1'::double precision)) < '1e-06'::double precision));
CREATE FUNCTION geo_distance(point, point) RETURNS double precision IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL::double precision;
CREATE FUNCTION sec_to_gc(double precision) RETURNS double precision IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN CASE WHEN $1 < 0 THEN 0 WHEN $1 / (2 * earth()) > 1 THEN pi() * earth() ELSE 2 * earth() * asin($1 / (2 * earth())) END;
CREATE FUNCTION gc_to_sec(double precision) RETURNS double precision IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN CASE WHEN $1 < 0 THEN 0 WHEN $1 / earth() > pi() THEN 2 * earth() ELSE 2 * earth() * sin($1 / (2 * earth())) END;
CREATE FUNCTION ll_to_earth(double precision, double precision) RETURNS earth IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN cube(ARRAY[earth() * cos(radians($1)) * cos(radians($2)), earth() * cos(radians($1)) * sin(radians($2)), earth() * sin(radians($1))])::earth;
CREATE FUNCTION latitude(earth) RETURNS double precision IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN CASE WHEN cube_ll_coord($1, 3) / earth() < -1 THEN -90 WHEN cube_ll_coord($1, 3) / earth() > 1 THEN 90 ELSE degrees(asin(cube_ll_coord($1, 3) / earth())) END;
CREATE FUNCTION longitude(earth) RETURNS double precision IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN degrees(atan2(cube_ll_coord($1, 2), cube_ll_coord($1, 1)));
CREATE FUNCTION earth_distance(earth, earth) RETURNS double precision IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN sec_to_gc(cube_distance($1, $2));
CREATE FUNCTION earth_box(earth, double precision) RETURNS cube IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN cube_enlarge($1, gc_to_sec($2), 3);
CREATE OPERATOR <@> (PROCEDURE = geo_distance, LEFTARG = point, RIGHTARG = point, COMMUTATOR = <@>);
