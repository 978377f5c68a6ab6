COMMENT ON SCHEMA s IS 'a schema';
COMMENT ON TABLE s.t IS 'it''s new; -- really';
COMMENT ON COLUMN s.t.a IS NULL;
COMMENT ON COLUMN s.t.b IS E'two
lines \\ 🐘';
COMMENT ON INDEX s.t_pkey IS 'of the key';
COMMENT ON CONSTRAINT t_pkey ON s.t IS 'the key';
COMMENT ON INDEX s.t_b IS 'an index';
