-- Stand-in for h3_postgis 4.2.3: its public interface in SQL.
CREATE FUNCTION h3_lat_lng_to_cell(geometry, resolution integer) RETURNS h3index IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN h3_lat_lng_to_cell('(0,0)'::point, $2);
CREATE FUNCTION h3_lat_lng_to_cell(geography, resolution integer) RETURNS h3index IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN h3_lat_lng_to_cell('(0,0)'::point, $2);
CREATE FUNCTION h3_latlng_to_cell(geometry, resolution integer) RETURNS h3index IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN h3_latlng_to_cell('(0,0)'::point, $2);
CREATE FUNCTION h3_latlng_to_cell(geography, resolution integer) RETURNS h3index IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN h3_latlng_to_cell('(0,0)'::point, $2);
CREATE FUNCTION h3_cell_to_geometry(h3index) RETURNS geometry IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL::geometry;
CREATE FUNCTION h3_cell_to_geography(h3index) RETURNS geography IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL::geography;
CREATE FUNCTION h3_cell_to_boundary_geometry(h3index) RETURNS geometry IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL::geometry;
CREATE FUNCTION h3_cell_to_boundary_geography(h3index) RETURNS geography IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN NULL::geography;
