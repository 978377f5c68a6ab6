ALTER EXTENSION vector SET SCHEMA ext;
COMMENT ON EXTENSION vector IS 'vector data type and ivfflat and hnsw access methods';
